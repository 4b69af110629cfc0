#!/bin/sh
set -eu
. "$(dirname "$0")/../omgeving.sh"
exec "$voorbeelden/shell/voorbeeld.sh"
