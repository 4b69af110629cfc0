"""From a finding of the transport profile to its cause: what the vendor did that led to it.

The profile says which rule is broken; several mistakes can break one rule, so the place and the value found decide.
A test holds the beginnings of texts below against the texts that the profile can give.
"""

from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit

from lxml import etree

from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling import welgevormd
from rio_soap.edukoppeling.fouten import Bevinding, Edufout, Foutsoort
from rio_soap.edukoppeling.namen import ANONIEM
from rio_soap.workbench.rapport import Deel, Melding

SOAP12 = "http://www.w3.org/2003/05/soap-envelope"
_OUDE_WSA = ("http://schemas.xmlsoap.org/ws/2004/08/addressing", "http://schemas.xmlsoap.org/ws/2003/03/addressing")
_INCLUSIEF = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
_INCLUSIEF_11 = "http://www.w3.org/2006/12/xml-c14n11"
_MAX_MELDINGEN = 100
_Kiezer = Callable[[Bevinding], str]


def herken(fout: Edufout, deel: Deel, header: etree._Element | None = None) -> list[Melding]:
    """The findings of a fault with their causes; at least one.

    :param header: the Header, to see whether what is missing stands there under another name.
    """
    bevindingen = fout.bevindingen or (Bevinding("/", None, None, None, fout.faultstring),)
    return [
        _melding(b, _oorzaak(fout.soort, b, header), deel, fout.soort.faultcode) for b in bevindingen[:_MAX_MELDINGEN]
    ]


def _melding(b: Bevinding, oorzaak: str, deel: Deel, code: str) -> Melding:
    return Melding(oorzaak, deel, b.waar, b.regel, b.gevonden, b.toegestaan, b.melding, code)


def _oorzaak(soort: Foutsoort, b: Bevinding, header: etree._Element | None) -> str:
    if soort in _ONTBREEKT:
        return "wsa-namespace" if header is not None and _oude_wsa(header) else _ONTBREEKT[soort]
    if soort in _VASTE:
        keuze = _VASTE[soort]
        return keuze if isinstance(keuze, str) else keuze(b)
    for tekst, keuze in TEKSTEN:
        if b.melding.startswith(tekst) or (tekst[0] == "*" and tekst[1:] in b.melding):
            return keuze if isinstance(keuze, str) else keuze(b)
    return _REST.get(soort, "xsd")


def _oude_wsa(header: etree._Element) -> bool:
    return any(str(kind.tag).startswith(f"{{{oud}}}") for kind in header for oud in _OUDE_WSA)


def actie(waarde: str | None) -> str:
    """Cause of an action that the contract does not know."""
    if not waarde:
        return "soapaction-ontbreekt"
    kaal = waarde.strip().strip('"')
    if kaal.startswith("http://duo.nl/schema/"):
        return "action-schema"
    if "_V4" not in kaal and any(f"_V{nummer}" in kaal for nummer in (1, 2, 3, 5)):
        return "action-versie"
    zonder = kaal.removesuffix("_request").removesuffix("_response")
    if zonder != kaal and any(o.soap_action == zonder for o in OPERATIES.values()):
        return "action-achtervoegsel"
    return "soapaction-onbekend"


def _to(b: Bevinding) -> str:
    """A wsa:To without a good OIN: a plain address, or an OIN that is wrong."""
    gevonden = b.gevonden or ""
    if "oin=" not in gevonden.lower() and (_delen(gevonden).scheme or gevonden.startswith("/")):
        return "to-adres"
    return "to-oin"


def _delen(adres: str) -> SplitResult:
    """An address in its parts; all empty for what is none, such as ``http://[x``."""
    try:
        return urlsplit(adres)
    except ValueError:
        return SplitResult("", "", "", "", "")


def is_fysiek(to: str) -> bool:
    """Whether a wsa:To with a good OIN is all the same the address of a machine: another host or a port."""
    delen = _delen(to)
    return not to.startswith(ANONIEM) and delen.netloc.lower() not in ("", "duo.nl", "www.duo.nl")


def _waarde(b: Bevinding) -> str:
    if "wsa:To noemt" in b.melding:
        return "to-ontvanger"
    if "verschilt van SOAPAction" in b.melding:
        return "soapaction-verschilt"
    if "dubbel" in b.melding or "niet precies een wsa:Address" in b.melding:
        return "wsa-dubbel"
    return "wsa-onbekend" if "hoort niet" in b.melding else "wsa-waarde"


def _c14n(b: Bevinding) -> str:
    inclusief = (b.gevonden or "").startswith((_INCLUSIEF, _INCLUSIEF_11))
    return "c14n-inclusief" if inclusief else "c14n-anders"


def _algoritme(b: Bevinding) -> str:
    gevonden = b.gevonden or ""
    return "sha1" if gevonden.endswith("sha1") and "hmac" not in gevonden else "algoritme"


def _onvolledig(b: Bevinding) -> str:
    er_is = (b.gevonden or "").split(", ")
    for naam, oorzaak in (
        ("Signature", "signature-ontbreekt"),
        ("BinarySecurityToken", "token-ontbreekt"),
        ("Timestamp", "timestamp-ontbreekt"),
    ):
        if naam not in er_is:
            return oorzaak
    return "signature-vorm"


def _andere_inhoud(b: Bevinding) -> str:
    if b.waar.endswith("/Transforms"):
        return "transform-teveel"
    return "keyinfo-vorm" if b.waar.endswith("/KeyInfo") or "KeyInfo" in (b.toegestaan or "") else "signature-vorm"


def _base64(b: Bevinding) -> str:
    return "token-pem" if "-----BEGIN" in (b.gevonden or "") or "-----" in (b.gevonden or "")[:12] else "token-base64"


def _certificaat(b: Bevinding) -> str:
    return "certificaat-sleutel" if "sleutel" in b.melding.lower() else "certificaat-onleesbaar"


def _niet_xml(b: Bevinding) -> str:
    if (b.gevonden or "").startswith("--"):
        return "multipart"
    return "formulier" if "formulier" in b.melding else "geen-xml"


def _mediatype(b: Bevinding) -> str:
    if "formulier" in b.melding:
        return "formulier"
    return "multipart" if "multipart" in b.melding else "content-type"


def _prolog(b: Bevinding) -> str:
    gevonden = (b.gevonden or "").lower()
    if gevonden.startswith("<!doctype"):
        return "dtd"
    return "declaratie-niet-vooraan" if gevonden.startswith("<?xml") else "commentaar"


def _welgevormd(b: Bevinding) -> str:
    for tekst, oorzaak in (
        (welgevormd.PREFIX, "prefix-onbekend"),
        (welgevormd.AMPERSAND, "ampersand"),
        (welgevormd.ENTITEIT, "entiteit"),
        (welgevormd.STUURTEKEN, "stuurteken"),
        (welgevormd.AFGEBROKEN, "afgebroken"),
        (welgevormd.DECLARATIE, "declaratie-niet-vooraan"),
    ):
        if tekst in b.melding:
            return oorzaak
    return "niet-welgevormd"


def _envelope(b: Bevinding) -> str:
    return "soap12" if SOAP12 in (b.gevonden or "") else "geen-envelope"


_ONTBREEKT = {
    Foutsoort.DK0005: "to-ontbreekt",
    Foutsoort.DK0006: "action-ontbreekt",
    Foutsoort.DK0007: "messageid-ontbreekt",
    Foutsoort.EK0020: "from-ontbreekt",
}
_VASTE: dict[Foutsoort, str | _Kiezer] = {
    Foutsoort.DK0003: lambda b: actie(b.gevonden),
    Foutsoort.DK0008: "relatesto-ontbreekt",
    Foutsoort.EK0021: "from-oin",
    Foutsoort.EK0022: _to,
    Foutsoort.EK0023: "messageid-uuid",
    Foutsoort.DK0011: _waarde,
    Foutsoort.DK0010: lambda b: "header-te-groot" if b.melding.startswith("Te veel") else "andere-header",
    Foutsoort.DK0002: "mandaat",
}
_REST = {Foutsoort.EK0031: "signature-vorm", Foutsoort.DK0009: "geen-utf8", Foutsoort.DK0001: "envelope-vorm"}

TEKSTEN: tuple[tuple[str, str | _Kiezer], ...] = (
    ("Leeg bericht", "leeg"),
    ("Bericht te groot", "te-groot"),
    ("Te veel buiten de handtekening", "buiten-handtekening"),
    ("Content-Type ontbreekt", "content-type"),
    ("Onjuist mediatype", _mediatype),
    ("Andere tekenset dan UTF-8", "content-type"),
    ("charset ontbreekt", "content-type"),
    ("De XML-declaratie noemt", "declaratie-tekenset"),
    ("*geen UTF-8 maar UTF-", "utf16"),
    ("Het bericht is ingepakt", "gecomprimeerd"),
    ("*is geen UTF-8", "geen-utf8"),
    ("Andere versie van XML", "xml-versie"),
    ("Geen XML", _niet_xml),
    ("Een DTD, commentaar", _prolog),
    ("Commentaar en verwerkingsinstructies", "commentaar"),
    ("Geen welgevormde XML", _welgevormd),
    ("Geen envelope van SOAP 1.1", _envelope),
    ("Meer dan een Body", "body-dubbel"),
    ("De envelope heeft een andere vorm", "envelope-vorm"),
    ("Losse tekst in", "losse-tekst"),
    ("Een envelope in de envelope", "envelope-genest"),
    ("Attributen href en id", "href-id"),
    ("De Body bevat niet precies", lambda b: "body-leeg" if (b.gevonden or "").startswith("0 ") else "body-meer"),
    ("Het bericht is niet ondertekend", "niet-ondertekend"),
    ("wsse:Security is niet volledig", _onvolledig),
    ("Meer dan een wsse:Security", "security-dubbel"),
    ("Onbekend onderdeel van wsse:Security", "security-vreemd"),
    ("*staat er dubbel", "security-dubbel"),
    ("*: niet ondertekend", "deel-niet-ondertekend"),
    ("*: dubbel ondertekend", "deel-dubbel-ondertekend"),
    ("*heeft geen wsu:Id", "deel-zonder-id"),
    ("Een Id staat er meer dan eens", "id-dubbel"),
    ("Verwijzing naar iets anders", "reference-vreemd"),
    ("Andere bewerking dan exclusieve", _c14n),
    ("Onbekende parameter van canonicalisatie", "c14n-anders"),
    ("Algoritme niet toegestaan", _algoritme),
    ("KeyInfo verwijst niet naar het token", "keyinfo-vorm"),
    ("KeyInfo verwijst naar een ander token", "keyinfo-doel"),
    ("Ander soort token", "token-soort"),
    ("Andere codering van het token", "token-soort"),
    ("*bevat geen base64", _base64),
    ("*heeft een andere inhoud", _andere_inhoud),
    ("Te veel verwijzingen", "signature-vorm"),
    ("Te lange PrefixList", "signature-vorm"),
    ("Geen leesbaar X.509-certificaat", "certificaat-onleesbaar"),
    ("De sleutel van het certificaat", _certificaat),
    ("RSA-sleutel van", _certificaat),
    ("Het certificaat is nu niet geldig", "certificaat-tijd"),
    ("Het certificaat noemt geen OIN", "certificaat-oin"),
    ("Het certificaat is niet bedoeld", "certificaat-doel"),
    ("Het certificaat is niet van een vertrouwde", "certificaat-onbekend"),
    ("Het certificaat is ingetrokken", "certificaat-geweigerd"),
    ("De intrekkingslijst", "certificaat-geweigerd"),
    ("Het certificaat hoort niet bij een vertrouwde CA", "certificaat-geweigerd"),
    ("Het certificaat is anders opgeschreven", "certificaat-onleesbaar"),
    ("Certificaat van", "certificaat-onleesbaar"),
    ("De handtekening over SignedInfo klopt niet", "signedinfo-anders"),
    ("*is na ondertekening veranderd", "digest-anders"),
    ("Timestamp is niet volledig", "timestamp-vorm"),
    ("Timestamp bevat geen tijdstip", "timestamp-zone"),
    ("Expires ligt niet na Created", "expires-created"),
    ("De geldigheid is te lang", "geldigheid-lang"),
    ("Created ligt in de toekomst", "created-toekomst"),
    ("Het bericht is verlopen", "verlopen"),
    ("*heeft geen canonieke vorm", "canonfout"),
)
"""Begin of a text of the profile (after ``*``: part of it) to the cause, or to the function that chooses it."""
