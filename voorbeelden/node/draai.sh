#!/bin/sh
set -eu
. "$(dirname "$0")/../omgeving.sh"
exec node --no-deprecation "$voorbeelden/node/voorbeeld.js"
