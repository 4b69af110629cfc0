#!/bin/sh
# gSOAP with its WS-Security plugin, and OpenSSL; then the client that it generates is compiled.
set -eu
. "$(dirname "$0")/../installeren.sh"
nodig "command -v g++ && command -v make" build-essential
nodig "command -v wsdl2h && command -v soapcpp2 && test -e /usr/share/gsoap/plugin/wsseapi.cpp" gsoap
nodig "test -e /usr/include/stdsoap2.h" libgsoap-dev
nodig "test -e /usr/include/openssl/pem.h" libssl-dev
nodig "command -v pkg-config" pkgconf
nodig "test -x bouw/voorbeeld" make:bouw/voorbeeld
installeer "$@"
case "$mist" in *make:*) make -s -j2 ;; esac
