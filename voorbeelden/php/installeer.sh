#!/bin/sh
# PHP with SoapClient and DOM from Debian.
set -eu
. "$(dirname "$0")/../installeren.sh"
nodig 'command -v php' php-cli
nodig 'php -m | grep -qx soap' php-soap
nodig 'php -m | grep -qx dom' php-xml
installeer "$@"
