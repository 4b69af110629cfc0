#!/bin/sh
set -eu
. "$(dirname "$0")/../omgeving.sh"
hier="$voorbeelden/dotnet"
if ! command -v mcs >/dev/null; then exec dotnet run --project "$hier/voorbeeld.csproj"; fi
if [ ! -e "$hier/bouw/voorbeeld.exe" ] || [ -n "$(find "$hier" -maxdepth 1 -name '*.cs' -newer "$hier/bouw/voorbeeld.exe")" ]; then
  mkdir -p "$hier/bouw"
  mcs -out:"$hier/bouw/$$.exe" -r:System.Security -r:System.Xml.Linq -r:System.Net.Http -r:Mono.Security "$hier"/*.cs >&2
  mv "$hier/bouw/$$.exe" "$hier/bouw/voorbeeld.exe"
fi
exec mono "$hier/bouw/voorbeeld.exe"
