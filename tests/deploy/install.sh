#!/bin/sh
# Installs what the tests of docs/deploy need (Debian and Ubuntu, as root) where it is not found: nginx, and a program
# that reads compose files. Nothing is started.
set -eu

wanted=""
command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] || wanted="$wanted nginx-light"
docker compose version >/dev/null 2>&1 || command -v docker-compose >/dev/null 2>&1 || wanted="$wanted docker-compose"
if [ -z "$wanted" ]; then
	exit 0
fi
if [ "$(id -u)" != 0 ]; then
	echo "As root: apt-get install$wanted" >&2
	exit 1
fi
# Debian starts an nginx that it installs; the tests start one of their own.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
	printf '#!/bin/sh\nexit 101\n' >"$policy"
	chmod +x "$policy"
	trap 'rm -f "$policy"' EXIT
fi
apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null
