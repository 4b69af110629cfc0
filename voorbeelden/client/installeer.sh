#!/bin/sh
# Our own client: what `make setup` installs.
set -eu
. "$(dirname "$0")/../installeren.sh"
nodig '"${PYTHON:-../../.venv/bin/python}" -c "import rio_soap.client"' make:setup
installeer "$@"
case "$mist" in *make:setup*) make -C ../.. setup ;; esac
