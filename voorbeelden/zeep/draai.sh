#!/bin/sh
set -eu
. "$(dirname "$0")/../omgeving.sh"
exec "$voorbeelden/zeep/python" "$voorbeelden/zeep/voorbeeld.py"
