#!/bin/sh
# Installs a Chromium where none is found: Debian's package, as root. Anyone else is told what to do.
set -eu

for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
	if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
		exit 0
	fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
	echo "Installing Chromium ..."
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-core fonts-noto-cjk >/dev/null
	exit 0
fi
echo "No Chromium found. Install one, or name it: CHROMIUM=/path/to/chromium make browser" >&2
exit 1
