#!/bin/sh
set -eu
. "$(dirname "$0")/../omgeving.sh"
cd "$voorbeelden/dotnet"
if ! command -v mcs >/dev/null; then exec dotnet run --project voorbeeld.csproj; fi
if [ ! -e bouw/voorbeeld.exe ] || [ -n "$(find . -maxdepth 1 -name '*.cs' -newer bouw/voorbeeld.exe)" ]; then
  mkdir -p bouw
  mcs -out:"bouw/$$.exe" -r:System.Security -r:System.Xml.Linq -r:System.Net.Http -r:Mono.Security Rio.cs Voorbeeld.cs >&2
  mv "bouw/$$.exe" bouw/voorbeeld.exe
fi
exec mono bouw/voorbeeld.exe
