#!/bin/sh
# RIO with curl, xmlsec1 and xmllint: the envelope is a template with empty digests, which xmlsec1 fills in.
set -eu
map=$(mktemp -d)
trap 'rm -rf "$map"' EXIT
wsa=http://www.w3.org/2005/08/addressing
wss=http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss
c14n=http://www.w3.org/2001/10/xml-exc-c14n#
x509=$wss-x509-token-profile-1.0#X509v3
token=$(openssl x509 -in "$RIO_CLIENT_CERTIFICAAT" -outform DER | base64 -w0)
# What an Id may stand on: xmlsec1 knows no schema, and finds nothing by Id that was not named to it.
ids=""
for deel in "$wsa:Action" "$wsa:From" "$wsa:MessageID" "$wsa:To" "$wsa:RelatesTo" "$wss-wssecurity-utility-1.0.xsd:Timestamp" \
  "$wss-wssecurity-secext-1.0.xsd:BinarySecurityToken" http://schemas.xmlsoap.org/soap/envelope/:Body; do
  ids="$ids --id-attr:Id $deel"
done

uuid() { cat /proc/sys/kernel/random/uuid; }
moment() { date -u -d "$1" +%Y-%m-%dT%H:%M:%SZ; }
waarde() { xmllint --xpath "string(//*[local-name()='$1'])" "$map/antwoord.xml"; }
aantal() { xmllint --xpath "count($1)" "$map/antwoord.xml"; }

verwijzing() {
  echo "<ds:Reference URI='#id-$1'><ds:Transforms><ds:Transform Algorithm='$c14n'/></ds:Transforms>"
  echo "<ds:DigestMethod Algorithm='http://www.w3.org/2001/04/xmlenc#sha256'/><ds:DigestValue/></ds:Reference>"
}

# roep SERVICE OPERATION ELEMENTS [OIN in wsa:To]: signs, sends, verifies, and leaves the answer in antwoord.xml. Says why
# it was refused, if so: a fault (by the transport, perhaps unsigned) or foutmeldingen (by the register, always signed).
roep() {
  pad=/RIO/services/$(echo "$1" | tr BR br)4.0
  naam=DUO_RIO_$1_OnderwijsOrganisatie_V4
  action=http://duo.nl/contract/$naam/$2
  message_id=$(uuid)
  cat > "$map/verzoek.xml" <<XML
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:wsu="$wss-wssecurity-utility-1.0.xsd">
<soapenv:Header xmlns:wsa="$wsa"><wsse:Security xmlns:wsse="$wss-wssecurity-secext-1.0.xsd">
<wsse:BinarySecurityToken wsu:Id="token" EncodingType="$wss-soap-message-security-1.0#Base64Binary" ValueType="$x509">$token</wsse:BinarySecurityToken>
<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="$c14n"/>
<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
$(for deel in From To Action MessageID Body Timestamp; do verwijzing $deel; done)
</ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><wsse:SecurityTokenReference><wsse:Reference URI="#token" ValueType="$x509"/></wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature>
<wsu:Timestamp wsu:Id="id-Timestamp"><wsu:Created>$(moment now)</wsu:Created><wsu:Expires>$(moment '5 minutes')</wsu:Expires></wsu:Timestamp>
</wsse:Security><wsa:Action wsu:Id="id-Action">$action</wsa:Action>
<wsa:From wsu:Id="id-From"><wsa:Address>$wsa/anonymous?oin=$RIO_CLIENT_OIN</wsa:Address></wsa:From>
<wsa:MessageID wsu:Id="id-MessageID">$message_id</wsa:MessageID>
<wsa:To wsu:Id="id-To">https://duo.nl$pad?oin=${4:-$RIO_NAAR}</wsa:To></soapenv:Header>
<soapenv:Body wsu:Id="id-Body"><${2}_request xmlns="http://duo.nl/schema/$naam">
<identificatiecodeBedrijfsdocument>$(uuid)</identificatiecodeBedrijfsdocument>
<verzendendeInstantie>$RIO_CLIENT_OIN</verzendendeInstantie><ontvangendeInstantie>$RIO_NAAR</ontvangendeInstantie>
<datumTijdBedrijfsdocument>$(moment now)</datumTijdBedrijfsdocument>
$3</${2}_request></soapenv:Body></soapenv:Envelope>
XML
  # shellcheck disable=SC2086  # a list of options
  xmlsec1 --sign --privkey-pem "$RIO_CLIENT_SLEUTEL" $ids --output "$map/ondertekend.xml" "$map/verzoek.xml" || exit 3
  curl -sS -o "$map/antwoord.xml" -H 'Content-Type: text/xml; charset=utf-8' -H "SOAPAction: $action" \
    --data-binary @"$map/ondertekend.xml" "$RIO_CLIENT_ENDPOINT$pad" || exit 3
  if [ "$(aantal '/*/*/*[local-name()="Fault"]')" = 1 ]; then
    echo "fout $(waarde faultcode) $(waarde faultstring) ($(waarde oorzaak))"
    return 1
  fi
  verifieer
  [ "$(waarde requestGoedgekeurd)" = true ] || { echo "geweigerd $(waarde foutcode) $(waarde fouttekst)"; return 1; }
}

# The signature of the service over every part that counts, in the answer to what was sent.
verifieer() {
  # shellcheck disable=SC2086
  xmlsec1 --verify --pubkey-cert-pem "$RIO_CLIENT_RIO_CERTIFICAAT" $ids "$map/antwoord.xml" 2> "$map/xmlsec.log" ||
    { cat "$map/xmlsec.log" >&2; exit 3; }
  delen='/*/*[local-name()="Body"] | /*/*/*[namespace-uri()="'$wsa'"] | /*/*/*/*[local-name()="Timestamp"]'
  ondertekend='[concat("#", @*[local-name()="Id"]) = /*/*/*/*/*/*[local-name()="Reference"]/@URI]'
  if [ "$(aantal "$delen")" != 7 ] || [ "$(aantal "($delen)$ondertekend")" != 7 ]; then
    echo "not all of the answer is signed" >&2
    exit 3
  fi
  [ "$(waarde RelatesTo)" = "$message_id" ] || { echo "this answers another message" >&2; exit 3; }
}

opleiding() { # [opleidingseenheidcode]: with a code it is the whole new state of what is there
  cat <<XML
<hoOpleiding>${1:+<opleidingseenheidcode>$1</opleidingseenheidcode>}<begindatum>2026-09-01</begindatum>
<kenmerken><kenmerknaam>soort</kenmerknaam><kenmerkwaardeEnumeratiewaarde>OPLEIDING</kenmerkwaardeEnumeratiewaarde></kenmerken>
<hoOpleidingPeriode><begindatum>2026-09-01</begindatum><naamLang>Toegepaste Waterkunde</naamLang>
<omschrijving>Dijken, sluizen en grondwater</omschrijving><studielast>240</studielast>
<studielasteenheid>ECTS_PUNT</studielasteenheid></hoOpleidingPeriode>
<waardedocumentsoort>DIPLOMA</waardedocumentsoort><niveau>HBO-BA</niveau><ISCED>732</ISCED></hoOpleiding>
XML
}

roep Beheren aanleveren_opleidingseenheid "$(opleiding)" || exit 1
echo "geleverd $(waarde opleidingseenheidcode)"
echo "antwoord ondertekend en in orde"

roep Raadplegen opvragen_opleidingseenhedenVanOrganisatie \
  "<onderwijsbestuurcode>$RIO_BESTUUR</onderwijsbestuurcode><pagina>0</pagina>" || exit 1
echo "gelezen $(aantal '/*/*/*/*/*[local-name()="opleidingseenheidcode"]') opleidingseenheden"

gisteren=$(moment yesterday) volgende=$(moment '2 minutes ago') pagina=0 paginas=1 gevolgd=0
while [ "$pagina" -lt "$paginas" ]; do
  roep Raadplegen opvragen_gewijzigdeOnderwijsaanbieders "<peildatumtijdMutaties>$gisteren</peildatumtijdMutaties>
    <pagina>$pagina</pagina><onderwijsbestuurcode>$RIO_BESTUUR</onderwijsbestuurcode>" || exit 1
  gevolgd=$((gevolgd + $(aantal '//*[local-name()="soortWijziging"]')))
  pagina=$((pagina + 1)) paginas=$(waarde aantalPaginas)
  paginas=${paginas:-0}
done
echo "gevolgd $gevolgd wijzigingen tot $volgende"

roep Beheren aanleveren_opleidingseenheid "$(opleiding 9999O9999)" || true
roep Beheren aanleveren_opleidingseenheid "$(opleiding)" 00000099000000009999 || true
