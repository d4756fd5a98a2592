#!/bin/sh
# The command `glossary` for root: /usr/local/bin/glossary. It runs as the service's user, with the service's settings
# and secrets; the secrets are files of /etc/glossary that only root reads, each named like its setting.
set -eu

# The settings are read as systemd reads them: nothing in a value is a command or a variable of the shell.
while IFS= read -r line || [ -n "$line" ]; do
	case $line in
	[A-Z]*=*) ;;
	*) continue ;;
	esac
	value=${line#*=}
	case $value in
	\"*\" | \'*\')
		value=${value#?}
		value=${value%?}
		;;
	esac
	export "${line%%=*}=$value"
done < /etc/glossary/glossary.env

for name in SECRET_KEY SECRET_KEY_OLD DATABASE_URL METRICS_TOKEN; do
	file=/etc/glossary/$(echo "$name" | tr '[:upper:]' '[:lower:]')
	if [ -f "$file" ]; then
		secret=$(cat "$file")
		export "GLOSSARY_$name=$secret"
	fi
done

# Not root's home, which the service's user may not enter: PostgreSQL looks there for a password.
export HOME=/var/lib/glossary
cd /
exec runuser -u glossary -- /opt/glossary/.venv/bin/glossary "$@"
