#!/bin/sh
# zeep and cryptography from PyPI, in an environment of its own; the project's own has both.
set -eu
. "$(dirname "$0")/../installeren.sh"
nodig 'command -v python3' python3-venv
nodig './python -c "import zeep, cryptography"' pypi:zeep
installeer "$@"
case "$mist" in *pypi:zeep*) python3 -m venv .venv && .venv/bin/pip install --quiet -r requirements.txt ;; esac
