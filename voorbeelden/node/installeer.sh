#!/bin/sh
# Debian's node where there is none, and soap from npm.
set -eu
. "$(dirname "$0")/../installeren.sh"
nodig 'command -v node' nodejs
nodig 'command -v npm || test -d node_modules/soap' npm
nodig 'test -d node_modules/soap' npm:soap
installeer "$@"
case "$mist" in *npm:soap*) npm ci --no-audit --no-fund ;; esac
