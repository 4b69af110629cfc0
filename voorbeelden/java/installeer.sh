#!/bin/sh
# A JDK, and of Debian's jars JAX-WS RI, WSS4J and what they use; then what wsimport generates is compiled.
set -eu
. "$(dirname "$0")/../installeren.sh"
nodig "command -v make" make
nodig "command -v javac" default-jdk-headless
nodig "test -e /usr/share/java/jaxws-tools.jar" libjaxws-java
nodig "test -e /usr/share/java/wss4j.jar" libwss4j-java
nodig "test -e bouw/Voorbeeld.class" make:bouw/Voorbeeld.class
installeer "$@"
case "$mist" in *make:*) make -s ;; esac
