#!/bin/sh
set -eu
. "$(dirname "$0")/../omgeving.sh"
make -s -C "$voorbeelden/cpp" >&2 # nothing to do, unless voorbeeld.cpp changed
exec "$voorbeelden/cpp/bouw/voorbeeld"
