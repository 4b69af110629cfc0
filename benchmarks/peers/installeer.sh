#!/bin/sh
# Install what is missing of the SOAP servers that `make bench` measures beside ours, and nothing else: a program that is
# there already, from Debian or from elsewhere, is used as it is, and a package of Debian might not go with it.
set -eu
cd "$(dirname "$0")"
PATH="$PATH:/usr/bin:/usr/local/bin"

mist=
er_is() { command -v "$1" >/dev/null 2>&1; }
nodig() { mist="$mist $1"; }

er_is g++ || nodig g++
{ er_is wsdl2h && er_is soapcpp2; } || nodig gsoap
test -e "${GSOAP_KOP:-/usr/include/stdsoap2.h}" || nodig libgsoap-dev
er_is php || nodig php-cli
{ er_is php && php -m | grep -qx soap; } || nodig php-soap
test -e "${JAXWS_JAR:-/usr/share/java/jaxws-rt.jar}" || nodig libjaxws-java
{ er_is java && er_is javac; } || nodig default-jdk-headless
if ! er_is node; then
  nodig nodejs
  er_is npm || nodig npm
elif ! er_is npm && dpkg -S "$(command -v node)" >/dev/null 2>&1; then
  nodig npm
fi

if [ -n "$mist" ]; then
  echo "missing:$mist"
  apt-get update -qq
  # shellcheck disable=SC2086  # a list of names
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $mist
fi
if [ -d node_modules/soap ]; then
  echo "npm package soap is there"
elif er_is npm; then
  npm install --no-audit --no-fund
else
  echo "no npm beside $(command -v node), which is not Debian's: install npm from where that came; node is left out until then"
fi
