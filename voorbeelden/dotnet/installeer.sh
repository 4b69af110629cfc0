#!/bin/sh
# The compiler and runtime of Mono, unless there is a .NET SDK.
set -eu
. "$(dirname "$0")/../installeren.sh"
if ! command -v dotnet >/dev/null; then
  nodig "command -v mcs" mono-mcs
  nodig "command -v mono" mono-runtime
  for deel in System.Security:security4.0 System.Net.Http:net-http4.0 System.Xml.Linq:xml-linq4.0; do
    nodig "test -e /usr/lib/mono/4.5/${deel%%:*}.dll" "libmono-system-${deel#*:}-cil"
  done
fi
installeer "$@"
