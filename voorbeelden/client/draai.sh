#!/bin/sh
set -eu
. "$(dirname "$0")/../omgeving.sh"
exec "${PYTHON:-$voorbeelden/../.venv/bin/python}" "$voorbeelden/client/voorbeeld.py"
