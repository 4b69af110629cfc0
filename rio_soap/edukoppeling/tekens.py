"""What the bytes say before any parser sees them: size, Content-Type, UTF-8, XML declaration, prolog, names.

Refusing here what XML allows and SOAP does not (a DTD, another encoding) keeps the parser from ever working on it.
"""

import re

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.edukoppeling import inpakking, woordenboek
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.oorzaken import Oorzaak
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.zinsdelen import hoogstens

_BOM = b"\xef\xbb\xbf"
_WIT = rb"[\x20\t\r\n]"
_DECLARATIE = re.compile(
    rb"<\?xml"
    + _WIT
    + rb"+version"
    + _WIT
    + rb"*=" + _WIT + rb"*([\"'])(?P<versie>[^\"'<>]{1,16})\1"
    + rb"(?:" + _WIT + rb"+encoding" + _WIT + rb"*=" + _WIT + rb"*([\"'])(?P<codering>[^\"'<>]{1,64})\3)?"
    + rb"(?:" + _WIT + rb"+standalone" + _WIT + rb"*=" + _WIT + rb"*[\"'](?:yes|no)[\"'])?"
    + _WIT + rb"*\?>"
)  # fmt: skip
_GEWOON = re.compile(r"text/xml *; *charset=(?:utf-8|\"utf-8\")\Z", re.IGNORECASE)
_PARAMETER = re.compile(r";[ \t]*([^\s=;\"]+)[ \t]*=[ \t]*(\"[^\"]*\"|[^\s;\"]+)")
_GEWOON_BEGIN = re.compile(
    rb"(?:<\?xml version=\"1\.0\" encoding=\"(?:UTF|utf)-8\"(?: standalone=\"(?:yes|no)\")?\?>)?"
    + _WIT + rb"*<[A-Za-z_]"
)  # fmt: skip
_NA_DECLARATIE = re.compile(_WIT + rb"*(<[!?]?[^\s>]{0,40})")


def controleer_grootte(data: bytes, profiel: Profiel) -> None:
    """Size in bytes and number of tags.

    :raises Edufout: DK0004 for a message that is too large, DK0001 for none.
    """
    if not data:
        raise Edufout(Foutsoort.DK0001, [Bevinding("leeg", "/", None, "0 bytes", Tekst("waarde.bericht"))])
    if len(data) > profiel.maximum_bytes:
        raise te_groot(f"{len(data)} bytes", hoogstens("bytes", profiel.maximum_bytes))
    maximum = 2 * profiel.maximum_elementen + 100
    if len(data) > maximum < (aantal := data.count(b"<")):  # each tag is a byte at least
        raise te_groot(f"{aantal} tags", hoogstens("elementen", profiel.maximum_elementen))


def te_groot(gevonden: str | Tekst, toegestaan: Tekst) -> Edufout:
    """The fault for a message beyond a limit; the PvE has no code of its own for it."""
    return Edufout(Foutsoort.DK0004, [Bevinding("te-groot", "/", None, gevonden, toegestaan)])


def controleer_content_type(content_type: str | None, profiel: Profiel) -> None:
    """``text/xml`` with charset UTF-8 or none (PvE 6.4.2); compared without regard to case, quotes allowed.

    :raises Edufout: DK0009.
    """
    if content_type and (_GEWOON.match(content_type) or (content_type == "text/xml" and not profiel.streng)):
        return
    if not content_type:
        if profiel.streng:
            raise _content_type("content-type.ontbreekt", None)
        return
    soort, *parameters = _PARAMETER.split(content_type)
    if soort.strip(" \t;").lower() != "text/xml" or any(rest.strip(" \t;") for rest in parameters[2::3]):
        raise _mediatype(soort, content_type)
    namen, waarden = parameters[0::3], parameters[1::3]
    charsets = [w.strip('"') for n, w in zip(namen, waarden, strict=True) if n.lower().startswith("charset")]
    if any(charset.lower() != "utf-8" for charset in charsets):
        raise _content_type("content-type.tekenset", content_type, toegestaan="charset=UTF-8")
    if not charsets and profiel.streng:
        raise _content_type("content-type.charset", content_type)


def _mediatype(soort: str, content_type: str) -> Edufout:
    """The fault for another media type, with what it is for when it is one by which messages are sent by mistake."""
    soort = soort.strip(" \t;").lower()
    if soort in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return _content_type("formulier.mediatype", content_type, "formulier")
    if soort.startswith("multipart/"):
        return _content_type("multipart.mediatype", content_type, "multipart")
    return _content_type(f"content-type.{'soap12' if soort == 'application/soap+xml' else 'mediatype'}", content_type)


def _content_type(
    zin: str,
    gevonden: str | None,
    oorzaak: Oorzaak = "content-type",
    toegestaan: str = "text/xml; charset=UTF-8",
) -> Edufout:
    return _geen_utf8(oorzaak, gevonden, toegestaan, Tekst(zin), waar="Content-Type", regel=None)


def controleer_tekens(data: bytes, codering: str | None = None) -> bytes:
    """Valid UTF-8, XML 1.0, no DTD, not too many names; gives the bytes without byte order mark, to be parsed now.

    :param codering: the HTTP header Content-Encoding, to say what is wrong with bytes that cannot be read.
    :raises Edufout: DK0009 for another encoding and for what is packed, DK0001 for another XML version, a DTD, a name
        that is longer than any message needs, or no XML at all, DK0004 for more different names than that
        (`woordenboek`).
    """
    try:
        data = _controleer_tekens(data)
    except Edufout as fout:
        if fout.bevindingen[0].oorzaak in _LEESBAAR or (vorm := inpakking.pakvorm(data, codering)) is None:
            raise
        zin = Tekst.met("gecomprimeerd", vorm=vorm)
        raise _geen_utf8("gecomprimeerd", vorm, Tekst("waarde.onverpakt"), zin, regel=None) from fout
    try:
        woordenboek.tel(data)
    except woordenboek.TeVeelNamen as fout:
        if fout.lang:  # as libxml2 says itself of one that is longer still
            naam = Tekst("envelope-vorm.naam")
            raise geen_envelope("envelope-vorm", None, fout.gevonden, fout.toegestaan, naam) from None
        raise te_groot(fout.gevonden, fout.toegestaan) from None
    return data


_LEESBAAR: frozenset[str] = frozenset(
    ("xml-versie", "declaratie-tekenset", "dtd", "declaratie-niet-vooraan", "commentaar")
)
"""Causes of a refusal of XML that can be read."""


def _controleer_tekens(data: bytes) -> bytes:
    _controleer_utf8(data)
    return data if _GEWOON_BEGIN.match(data) else _controleer_begin(data)


def _controleer_begin(data: bytes) -> bytes:
    data = data.removeprefix(_BOM)
    einde = 0
    if declaratie := _DECLARATIE.match(data):
        einde = declaratie.end()
        if declaratie["versie"] != b"1.0":
            raise geen_envelope("xml-versie", 1, declaratie["versie"].decode(), "XML 1.0")
        codering = declaratie["codering"]
        if codering is not None and codering.lower() != b"utf-8":
            raise _geen_utf8("declaratie-tekenset", codering.decode(), "UTF-8")
    begin = _NA_DECLARATIE.match(data, einde)
    if begin is None:
        regel = data.count(b"\n", 0, einde) + 1
        raise _geen_xml(regel, data[einde:], inpakking.verpakking(data[einde:]) if not einde else None)
    if begin[1][1:2] in (b"!", b"?"):
        regel = data.count(b"\n", 0, begin.start(1)) + 1
        gevonden = begin[1].decode("utf-8", "replace")
        raise geen_envelope(_prolog(gevonden.lower()), regel, gevonden, "Envelope", Tekst("prolog"))
    return data


def _geen_xml(regel: int, rest: bytes, vorm: inpakking.Verpakking | None) -> Edufout:
    """The fault for what is no XML, by what it is wrapped in; what begins as a boundary does is taken for one."""
    oorzaak: Oorzaak = "geen-xml"
    if vorm == "formulier":
        oorzaak = "formulier"
    elif vorm == "multipart" or (vorm is None and rest.startswith(b"--")):
        oorzaak = "multipart"
    zin = Tekst("geen-xml" if vorm is None else f"geen-xml.{vorm}")
    return geen_envelope(oorzaak, regel, rest[:40].decode("utf-8", "replace"), "<", zin)


def _prolog(gevonden: str) -> Oorzaak:
    if gevonden.startswith("<!doctype"):
        return "dtd"
    return "declaratie-niet-vooraan" if gevonden.startswith("<?xml") else "commentaar"


def _controleer_utf8(data: bytes) -> None:
    try:
        data.isascii() or data.decode("utf-8")
    except UnicodeDecodeError as fout:
        if (naam := inpakking.tekenset(data)) is not None:
            oorzaak: Oorzaak = "utf16" if naam.startswith("UTF-") else "geen-utf8"
            zin = Tekst.met("geen-utf8.tekenset", tekenset=naam)
            raise _geen_utf8(oorzaak, data[:4].hex(" "), "UTF-8", zin) from fout
        regel = data.count(b"\n", 0, fout.start) + 1
        kolom = fout.start - data.rfind(b"\n", 0, fout.start)
        gevonden = data[fout.start : fout.end].hex(" ")
        zin = Tekst.met("geen-utf8", byte=fout.start, regel=regel, positie=kolom)
        raise _geen_utf8("geen-utf8", gevonden, "UTF-8", zin, regel=regel) from fout
    if (offset := data.find(b"\0")) >= 0:
        regel = data.count(b"\n", 0, offset) + 1
        raise _geen_utf8("utf16", "00", "UTF-8", Tekst.met("utf16", byte=offset), regel=regel)


def _geen_utf8(
    oorzaak: Oorzaak,
    gevonden: str | None,
    toegestaan: str | Tekst,
    zin: Tekst | None = None,
    *,
    waar: str = "/",
    regel: int | None = 1,
) -> Edufout:
    return Edufout(Foutsoort.DK0009, [Bevinding(oorzaak, waar, regel, gevonden, toegestaan, zin)])


def geen_envelope(
    oorzaak: Oorzaak,
    regel: int | None,
    gevonden: str | Tekst | None,
    toegestaan: str | Tekst | None,
    zin: Tekst | None = None,
) -> Edufout:
    """The fault for something that is not an envelope of SOAP 1.1."""
    return Edufout(Foutsoort.DK0001, [Bevinding(oorzaak, "/", regel, gevonden, toegestaan, zin)])
