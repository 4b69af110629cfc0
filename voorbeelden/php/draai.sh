#!/bin/sh
set -eu
. "$(dirname "$0")/../omgeving.sh"
exec php "$voorbeelden/php/voorbeeld.php"
