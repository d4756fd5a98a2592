#!/bin/sh
# Installs what runs the dialect's Schematron, as locked; nothing where there is no Node. The tests say what was not run.
set -eu
cd "$(dirname "$0")"

if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1; then
	npm ci --loglevel=error
fi
