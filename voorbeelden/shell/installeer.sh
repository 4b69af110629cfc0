#!/bin/sh
# curl, xmlsec1 and xmllint from Debian.
set -eu
. "$(dirname "$0")/../installeren.sh"
nodig 'command -v curl' curl
nodig 'command -v xmlsec1' xmlsec1
nodig 'command -v xmllint' libxml2-utils
nodig 'command -v openssl' openssl
installeer "$@"
