"""The wsse:Security header as structure: which parts are signed, with what, by which token.

Parts are known by position (`Envelope`); a Reference is only good when its URI is the wsu:Id of exactly one of them.
This module reads and refuses what has the wrong shape; whether digests and signature are right is for `verifieer`.
"""

import base64
import binascii
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple, cast

from lxml import etree

from rio_soap.edukoppeling.envelope import Envelope
from rio_soap.edukoppeling.fouten import Bevinding, Edufout, Foutsoort
from rio_soap.edukoppeling.namen import (
    BASE64,
    DIGEST_ALGORITMEN,
    DS,
    EXC_C14N,
    HANDTEKENING_ALGORITMEN,
    WSSE,
    WSU,
    WSU_ID,
    X509V3,
    kort,
    qnaam,
)
from rio_soap.edukoppeling.plek import pad, regel

TIMESTAMP, TOKEN, SIGNATURE = qnaam(WSU, "Timestamp"), qnaam(WSSE, "BinarySecurityToken"), qnaam(DS, "Signature")
_INCLUSIEF = qnaam(EXC_C14N, "InclusiveNamespaces")
TOKENDEEL = "BinarySecurityToken"
"""Name of the token among the parts."""
MAX_PREFIXEN = 20
"""Longest PrefixList."""
_IDS = [
    etree.XPath(f"//@{naam}", namespaces={"wsu": WSU}, smart_strings=False) for naam in ("wsu:Id", "Id", "ID", "xml:id")
]
"""One by one: to join the sets libxml2 compares each node of the one with each of the other."""


class Verwijzing(NamedTuple):
    """One Reference: the part it points at and what the digest of that part should be."""

    naam: str
    deel: etree._Element
    prefixen: tuple[str, ...]
    hash: str
    """Name of the hash, as `hashlib` has it."""
    digest: bytes


class Handtekening(NamedTuple):
    """A signature of the right shape; nothing of it is verified yet."""

    signed_info: etree._Element
    prefixen: tuple[str, ...]
    hash: str
    waarde: bytes
    certificaat: bytes
    """DER, from the token."""
    verwijzingen: tuple[Verwijzing, ...]
    """In the order of their Reference elements: the first is the third child of SignedInfo."""
    canoniek: bytes | None = None
    """SignedInfo in canonical form, when it was made already."""


class Beveiliging(NamedTuple):
    """The children of the one wsse:Security header."""

    timestamp: etree._Element | None
    token: etree._Element | None
    signature: etree._Element | None


def lees_beveiliging(envelope: Envelope) -> Beveiliging | None:
    """The parts of wsse:Security; None when the message has none.

    :raises Edufout: EK0031 for a second one, for a part that stands there twice or an unknown part.
    """
    if not envelope.security:
        return None
    if len(envelope.security) > 1:
        raise ongeldig(envelope.security[1], f"{len(envelope.security)} maal", "1 maal", "Meer dan een wsse:Security")
    delen: dict[str, etree._Element] = {}
    for kind in envelope.security[0]:
        naam = str(kind.tag)
        if naam in delen:
            raise ongeldig(kind, "2 maal", "1 maal", f"{kort(naam)} staat er dubbel")
        if naam not in (TIMESTAMP, TOKEN, SIGNATURE):
            toegestaan = "Timestamp, BinarySecurityToken, Signature"
            raise ongeldig(kind, naam, toegestaan, "Onbekend onderdeel van wsse:Security")
        delen[naam] = kind
    return Beveiliging(delen.get(TIMESTAMP), delen.get(TOKEN), delen.get(SIGNATURE))


def lees_handtekening(envelope: Envelope, beveiliging: Beveiliging, *, streng: bool = False) -> Handtekening:
    """The signature over exactly the parts of this envelope: every wsa header, the Body and the Timestamp.

    :param streng: the token must be signed as well (PvE 6.4.7), and the reference to it must say what it is; otherwise
        both may be left out.
    :raises Edufout: EK0031 for every other shape.
    """
    waar = envelope.security[0]
    signature, token, timestamp = beveiliging.signature, beveiliging.token, beveiliging.timestamp
    if signature is None or token is None or timestamp is None:
        er_is = ", ".join(kort(str(kind.tag)) for kind in waar) or "niets"
        melding = "wsse:Security is niet volledig"
        raise ongeldig(waar, er_is, "Timestamp, BinarySecurityToken, Signature", melding)
    delen = _delen(envelope, timestamp)
    ids = _ids(envelope, delen, token)
    signed_info, waarde, key_info = _kinderen(signature, "SignedInfo", "SignatureValue", "KeyInfo")
    c14n, methode, *verwijzingen = _signed_info(signed_info, len(delen) + 1)
    gelezen = tuple(_verwijzing(verwijzing, ids) for verwijzing in verwijzingen)
    _controleer_dekking(signed_info, delen, gelezen, streng=streng)
    _controleer_key_info(key_info, token, streng=streng)
    return Handtekening(
        signed_info,
        _prefixen(c14n),
        _algoritme(methode, HANDTEKENING_ALGORITMEN),
        _base64(waarde),
        _certificaat(token),
        gelezen,
    )


def ongeldig(element: etree._Element, gevonden: str | None, toegestaan: str | None, melding: str) -> Edufout:
    """EK0031 with one finding at an element."""
    gevonden = gevonden[:200] if gevonden is not None else None
    return Edufout(Foutsoort.EK0031, [Bevinding(pad(element), regel(element), gevonden, toegestaan, melding)])


def _delen(envelope: Envelope, timestamp: etree._Element) -> dict[str, etree._Element]:
    """The parts that must be signed, by name."""
    delen: dict[str, etree._Element] = {}
    for naam, elementen in envelope.wsa.items():
        if len(elementen) > 1:
            raise ongeldig(elementen[1], f"{len(elementen)} maal", "1 maal", f"wsa:{naam} staat er dubbel")
        delen[naam] = elementen[0]
    return {**delen, "Body": envelope.body, "Timestamp": timestamp}


def _ids(
    envelope: Envelope, delen: Mapping[str, etree._Element], token: etree._Element
) -> dict[str, tuple[str, etree._Element]]:
    """Name and element of each part by its wsu:Id; every Id in the document has to be unique."""
    alle = _alle_ids(envelope.root)
    if len(set(alle)) != len(alle):
        ((dubbel, _),) = Counter(alle).most_common(1)
        raise ongeldig(envelope.root, dubbel, "elke Id 1 maal", "Een Id staat er meer dan eens")
    ids: dict[str, tuple[str, etree._Element]] = {}
    zonder: list[Bevinding] = []
    for naam, element in {**delen, TOKENDEEL: token}.items():
        if wsu_id := element.get(WSU_ID):
            ids[wsu_id] = (naam, element)
        else:
            zonder.append(Bevinding(pad(element), regel(element), None, "wsu:Id", f"{naam} heeft geen wsu:Id"))
    if zonder:
        raise Edufout(Foutsoort.EK0031, zonder)
    return ids


def unieke_ids(root: etree._Element) -> bool:
    """Whether no two elements of the document have the same Id, in any of the usual attributes."""
    alle = _alle_ids(root)
    return len(set(alle)) == len(alle)


def _alle_ids(root: etree._Element) -> list[str]:
    return [str(waarde) for ids in _IDS for waarde in cast("list[Any]", ids(root))]


def _kinderen(element: etree._Element, *namen: str) -> list[etree._Element]:
    """The children, which must be these elements of XML Signature in this order."""
    kinderen = list(element)
    if [kind.tag for kind in kinderen] != _verwacht(namen):
        er_is = ", ".join(kort(str(kind.tag)) for kind in kinderen[:10]) or "niets"
        raise ongeldig(element, er_is, ", ".join(namen), f"{kort(str(element.tag))} heeft een andere inhoud")
    return kinderen


@lru_cache(maxsize=64)
def _verwacht(namen: tuple[str, ...]) -> list[str]:
    """Names of XML Signature as lxml has them; few different lists are ever asked (`_signed_info` bounds its own)."""
    return [qnaam(DS, naam) for naam in namen]


def _signed_info(signed_info: etree._Element, maximum: int) -> list[etree._Element]:
    aantal = len(signed_info) - 2
    if aantal > maximum:
        raise ongeldig(signed_info, f"{aantal} maal Reference", f"hoogstens {maximum}", "Te veel verwijzingen")
    return _kinderen(signed_info, "CanonicalizationMethod", "SignatureMethod", *["Reference"] * aantal)


def _verwijzing(element: etree._Element, ids: Mapping[str, tuple[str, etree._Element]]) -> Verwijzing:
    transforms, methode, digest = _kinderen(element, "Transforms", "DigestMethod", "DigestValue")
    (transform,) = _kinderen(transforms, "Transform")
    uri = element.get("URI") or ""
    if not uri.startswith("#") or uri[1:] not in ids:
        toegestaan = "# en de wsu:Id van een wsa header, Body, Timestamp of BinarySecurityToken"
        raise ongeldig(element, uri, toegestaan, "Verwijzing naar iets anders dan een onderdeel van dit bericht")
    naam, deel = ids[uri[1:]]
    algoritme = _algoritme(methode, DIGEST_ALGORITMEN)
    return Verwijzing(naam, deel, _prefixen(transform), algoritme, _base64(digest))


def _controleer_dekking(
    signed_info: etree._Element,
    delen: Mapping[str, etree._Element],
    verwijzingen: tuple[Verwijzing, ...],
    *,
    streng: bool,
) -> None:
    """Every part is signed, and once."""
    namen = [verwijzing.naam for verwijzing in verwijzingen]
    vereist = [*delen, TOKENDEEL] if streng else list(delen)
    bevindingen = [
        Bevinding(pad(signed_info), regel(signed_info), f"{namen.count(naam)} maal", "1 maal", f"{naam}: {tekst}")
        for naam, tekst in [(naam, "niet ondertekend") for naam in vereist if naam not in namen]
        + [(naam, "dubbel ondertekend") for naam in dict.fromkeys(namen) if namen.count(naam) > 1]
    ]
    if bevindingen:
        raise Edufout(Foutsoort.EK0031, bevindingen)


def _prefixen(methode: etree._Element) -> tuple[str, ...]:
    """The PrefixList of an exclusive canonicalisation."""
    if methode.get("Algorithm") != EXC_C14N:
        raise ongeldig(methode, methode.get("Algorithm"), EXC_C14N, "Andere bewerking dan exclusieve canonicalisatie")
    if len(methode) == 0:
        return ()
    lijst = methode[0]
    if len(methode) != 1 or lijst.tag != _INCLUSIEF or len(lijst):
        raise ongeldig(methode, kort(str(lijst.tag)), "InclusiveNamespaces", "Onbekende parameter van canonicalisatie")
    prefixen = tuple((lijst.get("PrefixList") or "").split())
    if len(prefixen) > MAX_PREFIXEN:
        raise ongeldig(lijst, f"{len(prefixen)} prefixen", f"hoogstens {MAX_PREFIXEN}", "Te lange PrefixList")
    return prefixen


def _algoritme(methode: etree._Element, toegestaan: Mapping[str, str]) -> str:
    uri = methode.get("Algorithm") or ""
    if uri not in toegestaan or len(methode):
        raise ongeldig(methode, uri, " of ".join(toegestaan), "Algoritme niet toegestaan")
    return toegestaan[uri]


def mag_soort(soort: str | None, *, streng: bool) -> bool:
    """Whether the ValueType of a reference to the token will do.

    It is optional in WS-Security (1.1, section 7.2) and known stacks leave it out; the token itself says what it is.
    The Basic Security Profile, the letter here, wants it (R3059).
    """
    return soort == X509V3 or (soort is None and not streng)


def _controleer_key_info(key_info: etree._Element, token: etree._Element, *, streng: bool) -> None:
    """KeyInfo/SecurityTokenReference/Reference to the one token."""
    str_, verwijzing = qnaam(WSSE, "SecurityTokenReference"), qnaam(WSSE, "Reference")
    keten = [str(element.tag) for element in key_info.iterdescendants()]
    if keten != [str_, verwijzing] or len(key_info) != 1:
        er_is = ", ".join(kort(naam) for naam in keten[:5]) or "niets"
        raise ongeldig(key_info, er_is, "SecurityTokenReference/Reference", "KeyInfo verwijst niet naar het token")
    doel = key_info[0][0]
    verwacht = f"#{token.get(WSU_ID)}"
    if doel.get("URI") != verwacht:
        raise ongeldig(doel, doel.get("URI"), verwacht, "KeyInfo verwijst naar een ander token")
    if not mag_soort(doel.get("ValueType"), streng=streng):
        raise ongeldig(doel, doel.get("ValueType"), X509V3, "Ander soort token")


def _certificaat(token: etree._Element) -> bytes:
    """DER of the token; EncodingType may be absent, Base64Binary is its default (WS-Security 1.1, section 6.3).

    ValueType may not: then nothing would say what the token is.
    """
    if token.get("ValueType") != X509V3:
        raise ongeldig(token, token.get("ValueType"), X509V3, "Ander soort token")
    if token.get("EncodingType", BASE64) != BASE64:
        raise ongeldig(token, token.get("EncodingType"), BASE64, "Andere codering van het token")
    return _base64(token)


def _base64(element: etree._Element) -> bytes:
    tekst = "".join((element.text or "").split())
    try:
        waarde = base64.b64decode(tekst, validate=True)
    except (binascii.Error, ValueError):
        waarde = b""
    if len(element) or not waarde:
        raise ongeldig(element, tekst[:40], "base64", f"{kort(str(element.tag))} bevat geen base64")
    return waarde
