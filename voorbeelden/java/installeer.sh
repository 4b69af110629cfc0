#!/bin/sh
# Java: a JDK, and of Debian's jars JAX-WS RI, WSS4J and what they use.
set -eu
. "$(dirname "$0")/../installeren.sh"
nodig "command -v javac" default-jdk-headless
nodig "test -e /usr/share/java/jaxws-tools.jar" libjaxws-java
nodig "test -e /usr/share/java/wss4j.jar" libwss4j-java
installeer "$@"
