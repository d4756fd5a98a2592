#!/bin/sh
# Installs wrk, which puts the readers' questions (Debian and Ubuntu, as root), where it is not found.
set -eu

if command -v wrk >/dev/null 2>&1; then
	exit 0
fi
apt-get update --quiet --quiet
DEBIAN_FRONTEND=noninteractive apt-get install --quiet --quiet --yes --no-install-recommends wrk
