"""What the bytes say before any parser sees them: size, Content-Type, UTF-8, XML declaration, prolog, names.

Refusing here what XML allows and SOAP does not (a DTD, another encoding) keeps the parser from ever working on it.
"""

import re

from rio_soap.edukoppeling import inpakking, woordenboek
from rio_soap.edukoppeling.fouten import Bevinding, Edufout, Foutsoort
from rio_soap.edukoppeling.profiel import Profiel

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
        raise Edufout(Foutsoort.DK0001, [Bevinding("/", None, "0 bytes", "een SOAP-bericht", "Leeg bericht")])
    if len(data) > profiel.maximum_bytes:
        raise te_groot(f"{len(data)} bytes", f"hoogstens {profiel.maximum_bytes} bytes")
    maximum = 2 * profiel.maximum_elementen + 100
    if len(data) > maximum < (aantal := data.count(b"<")):  # each tag is a byte at least
        raise te_groot(f"{aantal} tags", f"hoogstens {profiel.maximum_elementen} elementen")


def te_groot(gevonden: str, toegestaan: str) -> Edufout:
    """The fault for a message beyond a limit; the PvE has no code of its own for it."""
    return Edufout(Foutsoort.DK0004, [Bevinding("/", None, gevonden, toegestaan, "Bericht te groot")])


def controleer_content_type(content_type: str | None, profiel: Profiel) -> None:
    """``text/xml`` with charset UTF-8 or none (PvE 6.4.2); compared without regard to case, quotes allowed.

    :raises Edufout: DK0009.
    """
    if content_type and (_GEWOON.match(content_type) or (content_type == "text/xml" and not profiel.streng)):
        return
    if not content_type:
        if profiel.streng:
            raise _geen_utf8("Content-Type", None, None, "text/xml; charset=UTF-8", "Content-Type ontbreekt")
        return
    soort, *parameters = _PARAMETER.split(content_type)
    if soort.strip(" \t;").lower() != "text/xml" or any(rest.strip(" \t;") for rest in parameters[2::3]):
        melding = f"Onjuist mediatype{_bijzonder(soort)}"
        raise _geen_utf8("Content-Type", None, content_type, "text/xml; charset=UTF-8", melding)
    namen, waarden = parameters[0::3], parameters[1::3]
    charsets = [w.strip('"') for n, w in zip(namen, waarden, strict=True) if n.lower().startswith("charset")]
    if any(charset.lower() != "utf-8" for charset in charsets):
        raise _geen_utf8("Content-Type", None, content_type, "charset=UTF-8", "Andere tekenset dan UTF-8")
    if not charsets and profiel.streng:
        raise _geen_utf8("Content-Type", None, content_type, "text/xml; charset=UTF-8", "charset ontbreekt")


def _bijzonder(soort: str) -> str:
    """What a media type is for, when it is one of those by which messages are sent by mistake."""
    soort = soort.strip(" \t;").lower()
    if soort in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return ": dat van een formulier"
    if soort.startswith("multipart/"):
        return ": multipart (MTOM of bijlagen)"
    return ": dat van SOAP 1.2" if soort == "application/soap+xml" else ""


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
        if fout.bevindingen[0].melding.startswith(_LEESBAAR) or (vorm := inpakking.pakvorm(data, codering)) is None:
            raise
        melding = f"Het bericht is ingepakt ({vorm})"
        raise _geen_utf8("/", None, vorm, "XML, zonder Content-Encoding", melding) from fout
    try:
        woordenboek.tel(data)
    except woordenboek.TeVeelNamen as fout:
        if fout.lang:  # as libxml2 says itself of one that is longer still
            raise geen_envelope(None, fout.gevonden, fout.toegestaan, "Een naam is te lang") from None
        raise te_groot(fout.gevonden, fout.toegestaan) from None
    return data


_LEESBAAR = ("Andere versie", "De XML-declaratie", "Een DTD")
"""Begins of what is said of XML that can be read."""


def _controleer_tekens(data: bytes) -> bytes:
    _controleer_utf8(data)
    return data if _GEWOON_BEGIN.match(data) else _controleer_begin(data)


def _controleer_begin(data: bytes) -> bytes:
    data = data.removeprefix(_BOM)
    einde = 0
    if declaratie := _DECLARATIE.match(data):
        einde = declaratie.end()
        if declaratie["versie"] != b"1.0":
            raise geen_envelope(1, declaratie["versie"].decode(), "XML 1.0", "Andere versie van XML dan 1.0")
        codering = declaratie["codering"]
        if codering is not None and codering.lower() != b"utf-8":
            raise _geen_utf8(
                "/", 1, codering.decode(), "UTF-8", "De XML-declaratie noemt een andere tekenset dan UTF-8"
            )
    begin = _NA_DECLARATIE.match(data, einde)
    if begin is None:
        regel = data.count(b"\n", 0, einde) + 1
        vorm = inpakking.verpakking(data[einde:]) if not einde else None
        melding = "Geen XML" + (f", maar {vorm}" if vorm else "")
        raise geen_envelope(regel, data[einde : einde + 40].decode("utf-8", "replace"), "<", melding)
    if begin[1][1:2] in (b"!", b"?"):
        regel = data.count(b"\n", 0, begin.start(1)) + 1
        melding = "Een DTD, commentaar of verwerkingsinstructie is niet toegestaan"
        raise geen_envelope(regel, begin[1].decode("utf-8", "replace"), "Envelope", melding)
    return data


def _controleer_utf8(data: bytes) -> None:
    try:
        data.isascii() or data.decode("utf-8")
    except UnicodeDecodeError as fout:
        if (naam := inpakking.tekenset(data)) is not None:
            melding = f"Het bericht is geen UTF-8 maar {naam}"
            raise _geen_utf8("/", 1, data[:4].hex(" "), "UTF-8", melding) from fout
        regel = data.count(b"\n", 0, fout.start) + 1
        kolom = fout.start - data.rfind(b"\n", 0, fout.start)
        gevonden = data[fout.start : fout.end].hex(" ")
        melding = f"Byte {fout.start} (regel {regel}, positie {kolom}) is geen UTF-8"
        raise _geen_utf8("/", regel, gevonden, "UTF-8", melding) from fout
    if (plek := data.find(b"\0")) >= 0:
        regel = data.count(b"\n", 0, plek) + 1
        raise _geen_utf8("/", regel, "00", "UTF-8", f"Byte {plek} is nul: geen UTF-8 maar UTF-16 of UTF-32")


def _geen_utf8(waar: str, regel: int | None, gevonden: str | None, toegestaan: str, melding: str) -> Edufout:
    return Edufout(Foutsoort.DK0009, [Bevinding(waar, regel, gevonden, toegestaan, melding)])


def geen_envelope(regel: int | None, gevonden: str | None, toegestaan: str | None, melding: str) -> Edufout:
    """The fault for something that is not an envelope of SOAP 1.1."""
    return Edufout(Foutsoort.DK0001, [Bevinding("/", regel, gevonden, toegestaan, melding)])
