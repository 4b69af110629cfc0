"""The attacks on a message, each with the fault that it has to get. Written from the descriptions of these attacks."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes

from tests.edukoppeling import pki
from tests.vijandig.doelwit import Doelwit
from tests.vijandig.teken import LosPaar, met_hmac, met_rsa, teken

SOAP, SOAP12 = "http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"
EXC = "http://www.w3.org/2001/10/xml-exc-c14n#"
DSIG, MORE = "http://www.w3.org/2000/09/xmldsig#", "http://www.w3.org/2001/04/xmldsig-more#"
DK0001, DK0003, DK0004, DK0009 = "VersionMismatch.DK0001", "Client.DK0003", "Client.DK0004", "Client.DK0009"
DK0010, DK0011, EK0022, EK0031 = "Client.DK0010", "Client.DK0011", "Client.EK0022", "Client.EK0031"
BODY = r"(<soapenv:Body[^>]*>)(.*)(</soapenv:Body>)"
NAAM = "Toegepaste Waterkunde"

Maker = Callable[[Doelwit], bytes]


@dataclass(frozen=True)
class Geval:
    """One attack: its name, how it is made, the faultcode, and HTTP headers other than the usual."""

    naam: str
    maak: Maker
    code: str
    headers: dict[str, str] = field(default_factory=dict)


def vervang(data: bytes, patroon: str, door: str | Callable[[re.Match[str]], str]) -> bytes:
    """Replace a pattern once, which must be there."""
    nieuw, aantal = re.subn(
        patroon, door if callable(door) else lambda m: m.expand(door), data.decode(), count=1, flags=re.DOTALL
    )
    assert aantal == 1, patroon
    return nieuw.encode()


def na(patroon: str, door: str | Callable[[re.Match[str]], str]) -> Maker:
    """A good delivery, changed after it was signed."""
    return lambda d: vervang(d.levering(), patroon, door)


def getekend(patroon: str, door: str | Callable[[re.Match[str]], str], digest: str = "sha256") -> Maker:
    """A delivery whose digests and signature are right again after the change."""
    return lambda d: teken(vervang(d.levering(), patroon, door), d.klant, digest)


def prolog(tekst: str, body: str = "\\2") -> Maker:
    """With text before the Envelope, and another content of the Body."""
    return lambda d: vervang(vervang(d.levering(), BODY, rf"\1{body}\3"), r"(<soapenv:Envelope)", tekst + r"\1")


def body(inhoud: str) -> Maker:
    """With another content of the Body."""
    return na(BODY, lambda m: m[1] + inhoud + m[3])


def kop(tekst: str) -> Maker:
    """With another header block, before wsa:Action."""
    return na(r"(<wsa:Action)", lambda m: tekst + m[1])


def _reeks(vorm: str, aantal: int) -> str:
    return " ".join(vorm.format(i) for i in range(aantal))


def _aangevuld(data: bytes, lengte: int) -> bytes:
    return data.replace(NAAM.encode(), b"a" * (lengte - len(data) + len(NAAM)))


def _lachend(aantal: int) -> str:
    regels = [f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(aantal)]
    return f'<!DOCTYPE x [<!ENTITY l0 "ha">{"".join(regels)}]>'


def _naamruimten(diepte: int, per: int, elementen: int) -> str:
    """Thousands of namespace declarations in scope of thousands of elements."""
    open_ = "".join("<a " + _reeks(f"xmlns:p{i}x{{}}='urn:u'", per) + ">" for i in range(diepte))
    return open_ + "<a/>" * elementen + "</a>" * diepte


def _met_prefixlijst(maak: Maker, lijst: str) -> Maker:
    return lambda d: re.sub(rb'PrefixList="[^"]*"', f'PrefixList="{lijst}"'.encode(), maak(d))


# A line per attack reads better than what the formatter makes of it.
# fmt: off
TEKENS = [
    Geval("utf-16 with mark", lambda d: d.levering().decode().encode("utf-16"), DK0009),
    Geval("utf-16 without mark", lambda d: d.levering().decode().encode("utf-16-be"), DK0009),
    Geval("utf-16 in the declaration", na('encoding="UTF-8"', 'encoding="UTF-16"'), DK0009),
    Geval("utf-7 in the declaration", na('encoding="UTF-8"', 'encoding="UTF-7"'), DK0009),
    Geval("utf-7 in content type", Doelwit.levering, DK0009, {"Content-Type": "text/xml; charset=utf-7"}),
    Geval("utf-16 in content type", Doelwit.levering, DK0009, {"Content-Type": "text/xml; charset=utf-16"}),
    Geval("two charsets", Doelwit.levering, DK0009, {"Content-Type": "text/xml; charset=utf-8; charset=utf-7"}),
    Geval("soap 1.2 media type", Doelwit.levering, DK0009, {"Content-Type": "application/soap+xml; charset=utf-8"}),
    Geval("json media type", Doelwit.levering, DK0009, {"Content-Type": "application/json"}),
    Geval("multipart", Doelwit.levering, DK0009, {"Content-Type": "multipart/related; boundary=x; type=text/xml"}),
    Geval("form", Doelwit.levering, DK0009, {"Content-Type": "application/x-www-form-urlencoded"}),
    Geval("quotes in content type", Doelwit.levering, DK0009, {"Content-Type": 'text/xml; a="' + ";" * 60_000}),
    Geval("blanks in content type", Doelwit.levering, DK0009, {"Content-Type": "text/xml; a" + " " * 60_000 + "b"}),
    Geval("overlong utf-8", lambda d: d.levering().replace(NAAM.encode(), b"\xc0\xaf"), DK0009),
    Geval("surrogate in utf-8", lambda d: d.levering().replace(NAAM.encode(), b"\xed\xa0\x80"), DK0009),
    Geval("nul in text", lambda d: d.levering().replace(NAAM.encode(), b"a\0b"), DK0009),
    Geval("only nuls", lambda d: b"\0" * 1_000_000, DK0009),
    Geval("nul by reference", na(NAAM, "a&#0;b"), DK0001),
    Geval("xml 1.1", na('version="1.0"', 'version="1.1"'), DK0001),
    Geval("xml 1.1 with its line end", na('version="1.0"(.*)' + NAAM, 'version="1.1"\\1a\x85b'), DK0001),
    Geval("gzip", lambda d: _gzip(d.levering()), DK0009, {"Content-Encoding": "gzip"}),
    Geval("gzip bomb", lambda d: _gzip(b" " * 200_000_000), DK0009, {"Content-Encoding": "gzip"}),
    Geval("deflate", lambda d: b"\x78\x9c\xff" * 1000, DK0009, {"Content-Encoding": "deflate"}),
    Geval("empty", lambda d: b"", DK0001),
    Geval("blanks", lambda d: b"<?xml version='1.0'" + b" " * 1_900_000 + b"?>", DK0001),
]

INHOUD = [
    Geval("doctype", prolog("<!DOCTYPE soapenv:Envelope>"), DK0001),
    Geval("external dtd", prolog('<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">'), DK0001),
    Geval("external entity, file", prolog('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"), DK0001),
    Geval("external entity, http", prolog('<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:1/">]>', "&a;"), DK0001),
    Geval("parameter entity", prolog('<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:1/"> %a;]>'), DK0001),
    Geval("billion laughs", prolog(_lachend(10), "<x>&l10;</x>"), DK0001),
    Geval("quadratic entity", prolog(f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>', "&a;" * 30_000), DK0001),
    Geval("recursive entity", prolog('<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;"), DK0001),
    Geval("default attribute", prolog('<!DOCTYPE x [<!ATTLIST x id CDATA "a">]>'), DK0001),
    Geval("id by dtd", prolog("<!DOCTYPE x [<!ATTLIST x a ID #IMPLIED>]>"), DK0001),
    Geval("doctype after blanks", prolog("\n \t" * 100_000 + "<!DOCTYPE x>"), DK0001),
    Geval("doctype behind a comment", prolog("<!-- --><!DOCTYPE x>"), DK0001),
    Geval("entity without dtd", body("&a;"), DK0001),
    Geval("xinclude", body('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'), DK0004),
    Geval("stylesheet", prolog('<?xml-stylesheet href="http://127.0.0.1:1/"?>'), DK0001),
    Geval("schema location", body('<x xmlns:i="http://www.w3.org/2001/XMLSchema-instance" '
          'i:schemaLocation="urn:x http://127.0.0.1:1/x.xsd"/>'), EK0031),
    Geval("text of 1.9 MB", na(NAAM, "a" * 1_900_000), EK0031),
    Geval("one byte too many", lambda d: _aangevuld(d.levering(), d.settings.max_bericht + 1), DK0004),
    Geval("references of 1.9 MB", na(NAAM, "&#65;" * 380_000), EK0031),
    Geval("attribute of 1.9 MB", body(f"<x a='{'a' * 1_900_000}'/>"), EK0031),
    Geval("100,000 levels", body("<x>" * 100_000 + "</x>" * 100_000), DK0004),
    Geval("200,000 levels, never closed", body("<x>" * 200_000), DK0004),
    Geval("100 levels", body("<x>" * 100 + "</x>" * 100), DK0004),
    Geval("100,000 attributes", body("<x " + _reeks("a{}=''", 100_000) + "/>"), DK0004),
    Geval("100,000 attributes in a namespace", body("<x xmlns:p='u' " + _reeks("p:a{}=''", 100_000) + "/>"), DK0004),
    Geval("100,000 namespaces", body("<x " + _reeks("xmlns:a{}='u'", 100_000) + "/>"), DK0004),
    Geval("namespaces within namespaces", _met_prefixlijst(body(_naamruimten(55, 60, 20_000)),
          " ".join(f"p0x{i}" for i in range(20))), DK0004),
    Geval("twenty prefixes at 60,000 elements", _met_prefixlijst(body(_naamruimten(1, 50, 60_000)),
          " ".join(f"p0x{i}" for i in range(20))), EK0031),
    Geval("100,000 elements", body("<x/>" * 100_000), DK0004),
    Geval("99,000 elements in the body", body("<x/>" * 99_000), DK0004),
    Geval("99,000 elements", body("<y>" + "<x/>" * 99_000 + "</y>"), EK0031),
    Geval("99,000 Ids, the last twice", body("<y>" + _reeks("<x Id='a{}'/>", 99_000) + "<x Id='a98999'/></y>"), EK0031),
    Geval("names of 1 MB", body(f"<{'x' * 900_000}></{'x' * 900_000}>"), DK0001),
    Geval("names of 30 kB", body("".join(f"<a{i}{'x' * 30_000}/>" for i in range(60))), DK0001),
    Geval("names that all differ", body("<y>" + "".join(f"<x{i}/>" for i in range(99_000)) + "</y>"), DK0004),
    Geval("attributes that all differ", body("<y>" + _reeks("<x a{}=''/>", 90_000) + "</y>"), DK0004),
    Geval("prefixes that all differ", body("<y>" + _reeks("<x xmlns:a{}='u'/>", 70_000) + "</y>"), DK0004),
    Geval("entities that all differ", body("<y>" + _reeks("&a{};", 150_000) + "</y>"), DK0004),
    Geval("blanks that all differ", body("<y>" + "".join(f"<x/>{i:055b}" for i in range(30_000))
          .replace("0", " ").replace("1", "\t") + "</y>"), EK0031),
    Geval("soap 1.2", lambda d: d.levering().replace(SOAP.encode(), SOAP12.encode()), DK0001),
    Geval("soap of another year", lambda d: d.levering().replace(SOAP.encode(), b"urn:soap"), DK0001),
    Geval("two bodies", na(BODY, r"\1\2\3\1\2\3"), DK0004),
    Geval("two headers", na(r"(<soapenv:Body)", r"<soapenv:Header/>\1"), DK0001),
    Geval("two elements in the body", na(BODY, r"\1\2\2\3"), DK0004),
    Geval("an envelope in the body", na(BODY, r"\1<soapenv:Envelope>\1\2\3</soapenv:Envelope>\3"), DK0004),
    Geval("href", na("(<duo:hoOpleiding)", r'\1 href="#id-To"'), DK0004),
    Geval("comment in a value", na(NAAM, "Toegepaste <!-- -->Waterkunde"), DK0001),
    Geval("instruction in a value", na(NAAM, "Toegepaste <?x ?>Waterkunde"), DK0001),
    Geval("header that must be understood", kop("<x soapenv:mustUnderstand='1'/>"), DK0010),
    Geval("60,000 headers that must be", kop("<q soapenv:mustUnderstand='1'/>" * 60_000), DK0010),
    Geval("20,000 wsa headers", kop("".join(f"<wsa:T{i % 500}/>" for i in range(20_000))), DK0011),
    Geval("20,000 wsa headers, names that all differ", kop("".join(f"<wsa:T{i}/>" for i in range(20_000))), DK0004),
    Geval("80,000 times wsa:To", kop("<wsa:To>x</wsa:To>" * 80_000), EK0022),
    Geval("wsa:To of 1.9 MB", na(r"(<wsa:To[^>]*>)", lambda m: m[1] + "?oin=" * 380_000), EK0022),
    Geval("a prefix that is not declared", body("<p:x/>"), DK0001),
    Geval("noise", lambda d: bytes(range(1, 128)) * 10_000, DK0001),
    Geval("soapaction of 60 kB", Doelwit.levering, DK0003, {"SOAPAction": "a" * 60_000}),
    Geval("soapaction of another operation", Doelwit.levering, DK0011,
          {"SOAPAction": "http://duo.nl/contract/DUO_RIO_Beheren_OnderwijsOrganisatie_V4/verwijderen_opleidingseenheid"}),
]


def _gzip(data: bytes) -> bytes:
    import gzip

    return gzip.compress(data, 1)


def _ander_body(m: re.Match[str]) -> str:
    return '<soapenv:Body wsu:Id="id-ander">' + m[2].replace("Waterkunde", "Wonderkunde") + m[3]


def _swap(d: Doelwit) -> bytes:
    """Signed with one key, shown with the certificate of another who is trusted."""
    vreemd = pki.maak("vreemd", nummer=91)
    return teken(d.levering(), LosPaar(vreemd.sleutel, d.klant.der))


def _vreemd(d: Doelwit) -> bytes:
    """Signed and shown by a stranger whose certificate says all the same of itself."""
    eigen = pki.maak("klant", nummer=92, oin="00000099000000001000")
    return d.levering(LosPaar(eigen.sleutel, eigen.der))


def _twee_tokens(d: Doelwit) -> bytes:
    """A stranger's token in front of the trusted one, KeyInfo pointing at either."""
    vreemd = pki.maak("vreemd", nummer=91)
    eigen = LosPaar(vreemd.sleutel, vreemd.der)
    token = rf'<wsse:BinarySecurityToken wsu:Id="t2">{eigen.token}</wsse:BinarySecurityToken>'
    return teken(vervang(d.levering(), r"(<wsse:BinarySecurityToken)", lambda m: token + m[1]), eigen)


def _algoritme(van: str, naar: str, zet: Callable[[Doelwit], object], digest: str = "sha256") -> Maker:
    return lambda d: teken(d.levering().replace(van.encode(), naar.encode()), zet(d), digest)


_WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
RSA256, SHA256 = MORE + "rsa-sha256", "http://www.w3.org/2001/04/xmlenc#sha256"
_TRANSFORMS = r'(URI="#id-Body">)<ds:Transforms>.*?</ds:Transforms>'


def _transform(algoritme: str, binnen: str = "") -> Maker:
    nieuw = f'<ds:Transform Algorithm="{algoritme}">{binnen}</ds:Transform>'
    return getekend(_TRANSFORMS, lambda m: f"{m[1]}<ds:Transforms>{nieuw}</ds:Transforms>")


_XSLT = '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"/>'
_VERWIJZING_BODY = r'(<ds:Reference URI=")(#id-Body)(".*?</ds:Reference>)'
_KEYINFO = r"<ds:KeyInfo>.*</ds:KeyInfo>"
_STR = '<ds:KeyInfo><wsse:SecurityTokenReference>{}</wsse:SecurityTokenReference></ds:KeyInfo>'

ONDERTEKENING = [
    Geval("no signature", na(r"<wsse:Security.*</wsse:Security>", ""), EK0031),
    Geval("body moved into a header", na(r"</soapenv:Header>" + BODY, lambda m:
          f"<w>{m[1]}{m[2]}{m[3]}</w></soapenv:Header>{_ander_body(m)}"), DK0004),
    Geval("body renamed in a header", na(r"</soapenv:Header>" + BODY, lambda m:
          f'<w wsu:Id="id-Body">{m[2]}</w></soapenv:Header>{_ander_body(m)}'), EK0031),
    Geval("body moved into the token", na(r"(</wsse:BinarySecurityToken>)(.*)" + BODY, lambda m:
          f'<w wsu:Id="id-Body">{m[4]}</w>{m[1]}{m[2]}<soapenv:Body>{m[4]}{m[5]}'), EK0031),
    Geval("body moved into ds:Object", na(r"(</ds:Signature>)(.*)" + BODY, lambda m:
          f'<ds:Object><w wsu:Id="id-Body">{m[4]}</w></ds:Object>{m[1]}{m[2]}<soapenv:Body>{m[4]}{m[5]}'), EK0031),
    Geval("body behind the body", na(BODY, lambda m: _ander_body(m) + m[0]), DK0004),
    Geval("body within the body", na(BODY, lambda m: f"<soapenv:Body>{m[0]}</soapenv:Body>"), DK0004),
    Geval("body under the envelope", na(BODY, lambda m: f"{_ander_body(m)}<w>{m[0]}</w>"), DK0001),
    Geval("Id twice, wsu", na(r"(<duo:hoOpleiding)", r'\1 wsu:Id="id-Body"'), EK0031),
    Geval("Id twice, without namespace", na(r"(<duo:hoOpleiding)", r'\1 Id="id-Body"'), EK0031),
    Geval("Id twice, xml:id", na(r"(<duo:hoOpleiding)", r'\1 xml:id="id-Body"'), EK0031),
    Geval("Id twice on two headers", na(r'wsu:Id="id-To"', 'wsu:Id="id-From"'), EK0031),
    Geval("header wrapped in another", na(r"(<wsa:To.*?</wsa:To>)", lambda m:
          f'<w>{m[1]}</w><wsa:To wsu:Id="x">{m[1].split(">")[1].split("<")[0]}</wsa:To>'), EK0031),
    Geval("timestamp wrapped", na(r"(<wsu:Timestamp.*?</wsu:Timestamp>)", lambda m:
          f'{m[1].replace("id-Timestamp", "vers")}<w>{m[1]}</w>'), EK0031),
    Geval("second wsse:Security for another actor", na(r"(<wsse:Security>|<wsse:Security [^>]*>)(.*</wsse:Security>)",
          lambda m: f'{m[0]}<wsse:Security xmlns:wsse="{_WSSE}" soapenv:actor="urn:x">{m[2]}'), EK0031),
    Geval("fragment in another namespace", getekend(r'(<soapenv:Body )wsu:Id=("id-Body")', r'\1xmlns:q="urn:q" q:Id=\2'),
          EK0031),
    Geval("fragment by Id without namespace", getekend(r'(<soapenv:Body )wsu:Id', r"\1Id"), EK0031),
    Geval("whole document", getekend(_VERWIJZING_BODY, r"\1\3"), EK0031),
    Geval("xpointer", getekend(_VERWIJZING_BODY, r"\1#xpointer(//*[@wsu:Id='id-Body'])\3"), EK0031),
    Geval("reference to a file", getekend(_VERWIJZING_BODY, r"\1file:///etc/passwd\3"), EK0031),
    Geval("reference to a server", getekend(_VERWIJZING_BODY, r"\1http://127.0.0.1:1/\3"), EK0031),
    Geval("attachment", getekend(_VERWIJZING_BODY, r"\1cid:x\3"), EK0031),
    Geval("no references at all", getekend(r"<ds:Reference.*</ds:Reference>", ""), EK0031),
    Geval("body not signed", getekend(_VERWIJZING_BODY, ""), EK0031),
    Geval("content signed, body not", getekend(r'(<soapenv:Body) wsu:Id="id-Body"(>\s*<\S+)', r'\1\2 wsu:Id="id-Body"'),
          EK0031),
    Geval("timestamp not signed", getekend(r'<ds:Reference URI="#id-Timestamp".*?</ds:Reference>', ""), EK0031),
    Geval("10,000 references", getekend(r'(<ds:Reference URI="#id-To".*?</ds:Reference>)', lambda m: m[1] * 4000), EK0031),
    Geval("xpath transform", _transform("http://www.w3.org/TR/1999/REC-xpath-19991116", "<ds:XPath>false()</ds:XPath>"),
          EK0031),
    Geval("xpath filter 2", _transform("http://www.w3.org/2002/06/xmldsig-filter2"), EK0031),
    Geval("xslt transform", _transform("http://www.w3.org/TR/1999/REC-xslt-19991116", _XSLT), EK0031),
    Geval("base64 transform", _transform(DSIG + "base64"), EK0031),
    Geval("enveloped signature transform", _transform(DSIG + "enveloped-signature"), EK0031),
    Geval("STR transform", _transform("http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0"
          "#STR-Transform"), EK0031),
    Geval("inclusive canonicalisation", _transform("http://www.w3.org/TR/2001/REC-xml-c14n-20010315"), EK0031),
    Geval("canonicalisation with comments", _transform(EXC + "WithComments"), EK0031),
    Geval("two transforms", getekend(_TRANSFORMS, rf'\1<ds:Transforms>{f"<ds:Transform Algorithm={chr(34)}{EXC}{chr(34)}/>" * 2}'
          "</ds:Transforms>"), EK0031),
    Geval("no transforms", getekend(_TRANSFORMS, r"\1"), EK0031),
    Geval("hmac with the public key", _algoritme(RSA256, MORE + "hmac-sha256", lambda d: met_hmac(d.klant.der, "sha256")),
          EK0031),
    Geval("hmac-sha1 with the public key", _algoritme(RSA256, DSIG + "hmac-sha1", lambda d: met_hmac(d.klant.der, "sha1")),
          EK0031),
    Geval("hmac of one bit", getekend(r'(<ds:SignatureMethod Algorithm=")[^"]*"/>', rf'\1{DSIG}hmac-sha1">'
          "<ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>"), EK0031),
    Geval("rsa-sha1, a right one", _algoritme(RSA256, DSIG + "rsa-sha1", lambda d: met_rsa(d.klant.sleutel, hashes.SHA1())),
          EK0031),
    Geval("sha-1 digests, right ones", _algoritme(SHA256, DSIG + "sha1", lambda d: d.klant, "sha1"), EK0031),
    Geval("rsa-sha1 called rsa-sha256", lambda d: teken(d.levering(), met_rsa(d.klant.sleutel, hashes.SHA1())), EK0031),
    Geval("dsa", _algoritme(RSA256, DSIG + "dsa-sha1", lambda d: d.klant), EK0031),
    Geval("an algorithm of no name", _algoritme(RSA256, "", lambda d: d.klant), EK0031),
    Geval("rsa of 1024 bits, of a trusted party", lambda d: d.levering(d.zwak), EK0031),
    Geval("a stranger who looks the same", _vreemd, EK0031),
    Geval("certificate swapped", _swap, EK0031),
    Geval("a second token", _twee_tokens, EK0031),
    Geval("KeyInfo to another part", getekend(r'(<wsse:Reference URI=")[^"]*', r"\1#id-Body"), EK0031),
    Geval("KeyInfo to nowhere", getekend(r'(<wsse:Reference URI=")[^"]*', r"\1#nergens"), EK0031),
    Geval("KeyInfo to a server", getekend(r'(<wsse:Reference URI=")[^"]*', r"\1http://127.0.0.1:1/k"), EK0031),
    Geval("KeyInfo with a key in it", getekend(_KEYINFO, "<ds:KeyInfo><ds:KeyValue><ds:RSAKeyValue><ds:Modulus>AQ==</ds:Modulus>"
          "<ds:Exponent>AQ==</ds:Exponent></ds:RSAKeyValue></ds:KeyValue></ds:KeyInfo>"), EK0031),
    Geval("KeyInfo by name", getekend(_KEYINFO, "<ds:KeyInfo><ds:KeyName>klant</ds:KeyName></ds:KeyInfo>"), EK0031),
    Geval("KeyInfo by retrieval", getekend(_KEYINFO, '<ds:KeyInfo><ds:RetrievalMethod URI="http://127.0.0.1:1/"/></ds:KeyInfo>'),
          EK0031),
    Geval("KeyInfo by key identifier", getekend(_KEYINFO, _STR.format("<wsse:KeyIdentifier>AA==</wsse:KeyIdentifier>")), EK0031),
    Geval("KeyInfo embedded", getekend(_KEYINFO, _STR.format("<wsse:Embedded/>")), EK0031),
    Geval("no KeyInfo", getekend(_KEYINFO, ""), EK0031),
    Geval("token of 1.4 MB", na(r"(<wsse:BinarySecurityToken[^>]*>)[^<]*", lambda m: m[1] + "MIIB" * 350_000), EK0031),
    Geval("token that is no certificate", na(r"(<wsse:BinarySecurityToken[^>]*>)[^<]*", r"\1QUJD"), EK0031),
    Geval("token cut short", na(r"(<wsse:BinarySecurityToken[^>]*>.{400})[^<]*", r"\1"), EK0031),
    Geval("signature value of 1.9 MB", na(r"(<ds:SignatureValue>)", lambda m: m[1] + "A" * 1_900_000), EK0031),
    Geval("signature value of nothing", na(r"(<ds:SignatureValue>)[^<]*", r"\1"), EK0031),
    Geval("signature value 1", na(r"(<ds:SignatureValue>)[^<]*", r"\1AQ=="), EK0031),
    Geval("prefix redeclared on the body", na(r"(<soapenv:Body )", r'\1xmlns:duo="urn:x" '), EK0031),
    Geval("prefix redeclared in the body", na(r"(<duo:hoOpleiding)", r'\1 xmlns:duo="urn:x"'), EK0031),
    Geval("prefix wsu redeclared", na(r"(<soapenv:Body )", r'\1xmlns:wsu="urn:x" '), EK0031),
    Geval("prefix of SignedInfo redeclared", na(r"(<ds:SignedInfo )", r'\1xmlns:wsa="urn:x" '), EK0031),
    Geval("xml:base on the body", na(r"(<soapenv:Body )", r'\1xml:base="http://x/" '), EK0031),
    Geval("xml:lang on the body", na(r"(<soapenv:Body )", r'\1xml:lang="nl" '), EK0031),
    Geval('xmlns="" on a part that has none', na(r"(<duo:hoOpleiding>)", r'\1<x xmlns=""/>'), EK0031),
    Geval("relative namespace", na(r"(<duo:hoOpleiding)", r'\1 xmlns:q="q" q:a="1"'), EK0031),
    Geval("cdata that is more", na(NAAM, f"{NAAM}<![CDATA[!]]>"), EK0031),
    Geval("white space in the body", na(BODY, r"\1\n\2\3"), EK0031),
    Geval("PrefixList changed", na(r'(PrefixList="duo)', r"\1 wsa"), EK0031),
    Geval("PrefixList of 20,000", getekend(r'PrefixList="duo"', f'PrefixList="{"a " * 20_000}"'), EK0031),
    Geval("expired", na(r"(<wsu:Created>)[^<]*(.*<wsu:Expires>)[^<]*", r"\g<1>2020-01-01T00:00:00Z\g<2>2020-01-01T00:10:00Z"),
          EK0031),
    Geval("good for a century, signed", getekend(r"(<wsu:Expires>)[^<]*", r"\g<1>2126-01-01T00:00:00Z"), EK0031),
]
# fmt: on
