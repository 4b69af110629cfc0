#!/bin/sh
set -eu
. "$(dirname "$0")/../omgeving.sh"
make -s -C "$voorbeelden/java" >&2 # nothing to do, unless a source changed
# Debian's jar names SAAJ in a way that Java warns of at every message.
exec java -Djavax.xml.soap.SAAJMetaFactory=com.sun.xml.messaging.saaj.soap.SAAJMetaFactoryImpl \
  -cp "$voorbeelden/java/$(cat "$voorbeelden/java/bouw/pad")" Voorbeeld
