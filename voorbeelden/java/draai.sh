#!/bin/sh
set -eu
. "$(dirname "$0")/../omgeving.sh"
cd "$voorbeelden/java"
make -s >&2 # nothing to do, unless a source changed
exec java -Djavax.xml.soap.SAAJMetaFactory=com.sun.xml.messaging.saaj.soap.SAAJMetaFactoryImpl -cp "$(cat bouw/pad)" Voorbeeld
