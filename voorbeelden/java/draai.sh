#!/bin/sh
set -eu
. "$(dirname "$0")/../omgeving.sh"
make -s -C "$voorbeelden/java" >&2 # nothing to do, unless a source changed
exec java -cp "$voorbeelden/java/$(cat "$voorbeelden/java/bouw/pad")" Voorbeeld
