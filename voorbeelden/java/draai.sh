#!/bin/sh
set -eu
. "$(dirname "$0")/../omgeving.sh"
cd "$voorbeelden/java"
# What the class path of pom.xml would be, by the names that Debian gives the jars; one that is not there is part of another.
pad=bouw
for jar in jaxws-rt jaxws-ri-runtime jaxws-tools jaxws-api jws-api jaxb-runtime jaxb-core jaxb-impl jaxb-xjc jaxb-api saaj-impl \
  javax.xml.soap-api javax.activation stax-ex istack-commons-runtime istack-commons-tools txw2 streambuffer metro-policy gmbal \
  mimepull codemodel rngom dtd-parser relaxngDatatype xsom xml-resolver geronimo-annotation-1.3-spec \
  FastInfoset wss4j xmlsec commons-logging commons-codec slf4j-api; do
  if [ -e "/usr/share/java/$jar.jar" ]; then pad="$pad:/usr/share/java/$jar.jar"; fi
done
if [ ! -e bouw/Voorbeeld.class ] || [ -n "$(find . -maxdepth 1 -name '*.java' -newer bouw/Voorbeeld.class)" ]; then
  rm -rf bouw && mkdir bouw
  for dienst in beheren raadplegen; do
    java -cp "$pad" com.sun.tools.ws.WsImport -quiet -Xnocompile -keep -s bouw -p "nl.rio.$dienst" "$RIO_URL/RIO/services/${dienst}4.0?wsdl" >&2
  done
  find bouw -name '*.java' > bouw/bronnen
  javac -nowarn -encoding UTF-8 -cp "$pad" -d bouw @bouw/bronnen Ondertekening.java Voorbeeld.java
fi
exec java -cp "$pad" Voorbeeld
