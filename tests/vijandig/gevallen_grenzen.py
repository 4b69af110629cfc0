# ruff: noqa: E501  # a table: one message per line
"""Messages that are small enough and cost far more than they look: each found, measured and then bounded."""

import re
from collections.abc import Callable, Iterator

from tests.vijandig.doelwit import Doelwit
from tests.vijandig.gevallen import DK0004, DK0010, EK0031, NAAM, Geval, Maker, body, getekend, kop, na

_VERZOEK = r"(<duo:aanleveren_opleidingseenheid_request)>"
_XMLNS = "http://duo.nl/schema/DUO_RIO_Beheren_OnderwijsOrganisatie_V4"
MB = 1_800_000


def _gevuld(maak: Callable[[int], str], lengte: int = MB) -> str:
    """Pieces with a number each, up to a length."""

    def stukken() -> Iterator[str]:
        over, nummer = lengte, 0
        while over > 0:
            stuk = maak(nummer)
            over, nummer = over - len(stuk), nummer + 1
            yield stuk

    return "".join(stukken())


def _lijst(maak: Maker, *prefixen: str) -> Maker:
    """With another PrefixList in every transform."""
    return lambda d: re.sub(rb'PrefixList="[^"]*"', f'PrefixList="{" ".join(prefixen)}"'.encode(), maak(d))


def _in_verzoek(inhoud: str, verklaringen: str = "") -> Maker:
    return na(_VERZOEK, lambda m: f"{m[1]}{verklaringen}>{inhoud}")


def _standaard(maak: Maker) -> Maker:
    """With a default namespace in scope."""
    return lambda d: maak(d).replace(b"<soapenv:Envelope ", b'<soapenv:Envelope xmlns="urn:d" ', 1)


def _verwijzingen(aantal: int, *, lijsten: bool) -> Maker:
    """The Body referred to many times, and large."""

    def maak(d: Doelwit) -> bytes:
        data = d.levering().decode().replace(NAAM, "a" * 1_700_000)
        (een,) = re.findall(r'<ds:Reference URI="#id-Body">.*?</ds:Reference>', data, re.DOTALL)
        alle = [een.replace('PrefixList="', f'PrefixList="p{n} ') if lijsten else een for n in range(aantal)]
        return data.replace(een, "".join(alle)).encode()

    return maak


def kaal(inhoud: str) -> bytes:
    """A message without an envelope."""
    return f'<aanleveren_opleidingseenheid_request xmlns="{_XMLNS}">{inhoud}</aanleveren_opleidingseenheid_request>'.encode()


def _genest(diepte: int, per: int, inhoud: str = "") -> str:
    open_ = "".join("<a " + " ".join(f"xmlns:p{i}x{j}='urn:u'" for j in range(per)) + ">" for i in range(diepte))
    return f"{open_}{inhoud}{'</a>' * diepte}"


_LANG = [f"{'p' * 190}{n}" for n in range(50)]
"""As long as a name may be; what is longer is refused before (DK0001)."""
_LANGE_PREFIXEN = "".join(f' xmlns:{prefix}="urn:{nummer}"' for nummer, prefix in enumerate(_LANG))
_KORT = [f"{'p' * 6}{n}" for n in range(50)]
_KORTE_PREFIXEN = "".join(f' xmlns:{prefix}="urn:{nummer}"' for nummer, prefix in enumerate(_KORT))

_ONGEBRUIKT = "".join(f" xmlns:q{n}='urn:{'u' * 190}'" for n in range(50))

# fmt: off
ENVELOPES = [
    Geval("60,000 times href and id", body("<y>" + "<x href='' id=''/>" * 95_000 + "</y>"), DK0004),
    Geval("Ids by two attributes", body("<y>" + _gevuld(lambda n: f"<x Id='a{n}' ID='b{n}'/>") + "</y>"), EK0031),
    Geval("Ids by four attributes", body("<y>" + _gevuld(lambda n: f"<x Id='a{n}' ID='b{n}' xml:id='c{n}' wsu:Id='d{n}'/>") + "</y>"),
          EK0031),
    Geval("#default, a copied certificate", _standaard(_lijst(_in_verzoek("<duo:x/>" * 30_000), "#default", "duo")), EK0031),
    Geval("#default, attributes", _standaard(_lijst(_in_verzoek("<duo:x duo:a='' duo:b=''/>" * 9_000), "#default")), EK0031),
    Geval("#default, 1.8 MB", _standaard(_lijst(_in_verzoek("<duo:x/>" * 95_000), "#default", "duo")), EK0031),
    Geval("a namespace name of 50 kB", _in_verzoek("<p:x/>" * 30_000, f' xmlns:p="urn:{"u" * 50_000}"'), DK0004),
    Geval("a namespace name that hides", _in_verzoek("<p:x/>" * 30_000, f' xmlns:p="urn:{"xmlns" * 5_000}"'), DK0004),
    Geval("a namespace name by reference", _in_verzoek("<p:x/>" * 30_000, f' xmlns:p="urn:{"&#117;" * 5_000}"'), DK0004),
    Geval("prefixes of 190 letters", _lijst(_in_verzoek("<duo:x/>" * 95_000, _LANGE_PREFIXEN), *_LANG[:20]), DK0004),
    Geval("prefixes within bounds", _lijst(_in_verzoek("<duo:x/>" * 95_000, _KORTE_PREFIXEN), *_KORT[:20]), EK0031),
    Geval("namespaces within bounds", _in_verzoek(("<duo:x " + " ".join(f"{p}:a=''" for p in _KORT) + "/>") * 2_000,
          _KORTE_PREFIXEN), EK0031),
    Geval("40 References to 1.7 MB", _verwijzingen(40, lijsten=False), EK0031),
    Geval("40 References, each another list", _verwijzingen(40, lijsten=True), EK0031),
    Geval("a digest of 1.8 MB", na(r"(<ds:DigestValue>)", lambda m: m[1] + "A" * MB), EK0031),
    Geval("deep in the header", kop("<q>" * 50 + "<To/>" * 95_000 + "</q>" * 50), DK0010),
    Geval("long names deep in the body", _in_verzoek("".join(f"<duo:{'q' * 190}{n}>" for n in range(50)) + "<duo:x/>" * 90_000
          + "".join(f"</duo:{'q' * 190}{n}>" for n in reversed(range(50)))), EK0031),
    Geval("inclusive, many namespaces", lambda d: _in_verzoek("<duo:x/>" * 95_000, _KORTE_PREFIXEN)(d).replace(
          b'http://www.w3.org/2001/10/xml-exc-c14n#"><', b'http://www.w3.org/TR/2001/REC-xml-c14n-20010315"><'), EK0031),
    Geval("300 signatures", na(r"(<ds:Signature .*?</ds:Signature>)", lambda m: m[1] * 300), EK0031),
    Geval("9,000 timestamps", na(r"(<wsu:Timestamp .*?</wsu:Timestamp>)", lambda m: m[1] * 9_000), EK0031),
]
"""With the certificate of a party, which everybody can copy."""

ONDERTEKEND = [
    Geval("95,000 unexpected elements, signed", getekend(_VERZOEK, lambda m: m[1] + ">" + "<duo:x/>" * 95_000), DK0004),
    Geval("Ids in a signed body", getekend(_VERZOEK, lambda m: m[1] + ">" + _gevuld(lambda n: f"<x Id='a{n}' ID='b{n}'/>", 1_600_000)),
          DK0004),
    Geval("4,900 wrong elements, signed", getekend(_VERZOEK, lambda m: m[1] + ">" + _genest(50, 1, "<b/>" * 4_800)), DK0004),
]
"""By a party that went bad."""

BUITEN = [
    Geval("a header of 1.8 MB", kop("<q>" + "x" * MB + "</q>"), DK0010),
    Geval("95,000 headers", kop("<q/>" * 95_000), DK0010),
    Geval("an attribute of a header", kop(f"<q a='{'x' * MB}'/>"), DK0010),
    Geval("headers of several namespaces", kop("".join(f"<q xmlns='urn:{n}'>{'x' * 4_000}</q>" for n in range(5))), DK0010),
    Geval("an attribute of the Envelope", na(r"(<soapenv:Envelope )", lambda m: f"{m[1]}a='{'x' * MB}' "), EK0031),
    Geval("an attribute of the Header", na(r"(<soapenv:Header )", lambda m: f"{m[1]}a='{'x' * MB}' "), EK0031),
    Geval("an attribute of Security", na(r"(<wsse:Security )", lambda m: f"{m[1]}a='{'x' * MB}' "), EK0031),
    Geval("an attribute of Signature", na(r"(<ds:Signature )", lambda m: f"{m[1]}Id='{'x' * MB}' "), EK0031),
    Geval("blanks in the token", na(r"(<wsse:BinarySecurityToken[^>]*>)", lambda m: m[1] + " \n" * (MB // 2)), EK0031),
    Geval("blanks in the signature value", na(r"(<ds:SignatureValue>)", lambda m: m[1] + " \n" * (MB // 2)), EK0031),
    Geval("blanks between headers", na(r"(<wsa:Action)", lambda m: " \n" * (MB // 2) + m[1]), EK0031),
    Geval("blanks before the Envelope", na(r"(<soapenv:Envelope)", lambda m: " \n" * (MB // 2) + m[1]), EK0031),
    Geval("blanks behind the Envelope", lambda d: d.levering() + b" \n" * (MB // 2), EK0031),
    Geval("blanks within a tag of the Body", na(r"(<duo:hoOpleiding)>", lambda m: m[1] + " " * MB + ">"), EK0031),
    Geval("empty CDATA in a value", na(NAAM, lambda m: m[0] + "<![CDATA[]]>" * 100_000), EK0031),
    Geval("declarations that are not used", na(r"<duo:hoOpleiding>.*</duo:hoOpleiding>", lambda m:
          re.sub(r"<duo:((?:naam|inter|omschr|studie|begin|niveau|ISCED|waarde)\w*)>", rf"<duo:\1{_ONGEBRUIKT}>", m[0])), EK0031),
]
"""A good signature, and around what it covers far more that it does not."""

KAAL = [
    ("60 times 70 namespaces, nested", kaal(_genest(60, 70))),
    ("1.3 MB of namespaces, nested", kaal(_genest(60, 900))),
    ("4,900 elements under 50 namespaces", kaal(_genest(50, 1, "<b/>" * 4_800))),
    ("20 namespaces at each of 4,000", kaal(("<b " + " ".join(f"xmlns:p{j}='urn:u{j}'" for j in range(20)) + "/>") * 4_000)),
    ("4,900 namespaces that all differ", kaal("".join(f"<b{n} xmlns:p{n}='urn:u'/>" for n in range(4_900)))),
    ("60 attributes at each of 4,000", kaal(("<b " + " ".join(f"a{j}=''" for j in range(60)) + "/>") * 4_000)),
    ("100,000 attributes", kaal("<b " + " ".join(f"a{j}=''" for j in range(100_000)) + "/>")),
    ("200 levels", kaal("<b>" * 200 + "</b>" * 200)),
    ("120,000 elements", kaal("<b/>" * 120_000)),
    ("99,000 unexpected elements", kaal("<x/>" * 99_000)),
    ("450,000 comments", kaal("<!---->" * 190_000)),
    ("a namespace name of 50 kB", kaal(f'<a xmlns:p="urn:{"u" * 50_000}">' + "<p:x/>" * 30_000 + "</a>")),
    ("an element name of 40 kB", kaal(f"<{'x' * 40_000}/>")),
    ("names that are like others", kaal("".join(f"<{'opleidingseenheid' * 11}{n}/>" for n in range(4_000)))),
    ("a value of 1.8 MB", kaal(f"<identificatiecodeBedrijfsdocument>{'a' * MB}</identificatiecodeBedrijfsdocument>")),
    ("30,000 foutmeldingen", kaal("<foutmelding><foutcode>X</foutcode></foutmelding>" * 30_000).replace(b"_request", b"_response")),
]
"""Without envelope: for the workbench and the command line."""
# fmt: on
