#!/bin/sh
# The command `glossary` for root: /usr/local/bin/glossary. It runs as the service's user, with the service's settings
# and secrets; the secrets are files of /etc/glossary that only root reads, each named like its setting.
set -eu
set -a
. /etc/glossary/glossary.env
for name in SECRET_KEY SECRET_KEY_OLD DATABASE_URL METRICS_TOKEN; do
	file=/etc/glossary/$(echo "$name" | tr '[:upper:]' '[:lower:]')
	if [ -f "$file" ]; then
		export "GLOSSARY_$name=$(cat "$file")"
	fi
done
set +a
cd /
exec runuser -u glossary -- /opt/glossary/.venv/bin/glossary "$@"
