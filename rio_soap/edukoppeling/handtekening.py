"""The wsse:Security header as structure: which parts are signed, with what, by which token.

Parts are known by position (`Envelope`); a Reference is only good when its URI is the wsu:Id of exactly one of them.
This module reads and refuses what has the wrong shape; whether digests and signature are right is for `verifieer`.
"""

from binascii import a2b_base64
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, NoReturn, cast

from lxml import etree

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.edukoppeling.certificaat import MAX_BYTES
from rio_soap.edukoppeling.envelope import Envelope
from rio_soap.edukoppeling.fouten import Edufout, Foutsoort
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
from rio_soap.edukoppeling.oorzaken import Oorzaak
from rio_soap.edukoppeling.plek import pad, regel
from rio_soap.edukoppeling.zinsdelen import hoogstens, keuze, maal, opsomming

TIMESTAMP, TOKEN, SIGNATURE = qnaam(WSU, "Timestamp"), qnaam(WSSE, "BinarySecurityToken"), qnaam(DS, "Signature")
TOKENDEEL = "BinarySecurityToken"
"""Name of the token among the parts."""
MAX_PREFIXEN = 20
"""Longest PrefixList."""
_SECURITYDELEN = "Timestamp, BinarySecurityToken, Signature"
_INCLUSIEF = qnaam(EXC_C14N, "InclusiveNamespaces")
_INCLUSIEVE_C14N = ("http://www.w3.org/TR/2001/REC-xml-c14n-20010315", "http://www.w3.org/2006/12/xml-c14n11")
_SIGNATUREDELEN = [qnaam(DS, naam) for naam in ("SignedInfo", "SignatureValue", "KeyInfo")]
_METHODEN = [qnaam(DS, naam) for naam in ("CanonicalizationMethod", "SignatureMethod")]
_REFERENCE = qnaam(DS, "Reference")
_REFERENCEDELEN = [qnaam(DS, naam) for naam in ("Transforms", "DigestMethod", "DigestValue")]
_TRANSFORM = [qnaam(DS, "Transform")]
_TOKENVERWIJZING = [qnaam(WSSE, "SecurityTokenReference"), qnaam(WSSE, "Reference")]
_ID_NAMEN = ("wsu:Id", "Id", "ID", "xml:id")
_IDS = [etree.XPath(f"//@{naam}", namespaces={"wsu": WSU}, smart_strings=False) for naam in _ID_NAMEN]
"""One by one: to join the sets libxml2 compares each node of the one with each of the other."""
_AANTAL_IDS = etree.XPath(" + ".join(f"count(/descendant::*/@{naam})" for naam in _ID_NAMEN), namespaces={"wsu": WSU})


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


class Beveiliging(NamedTuple):
    """The children of the one wsse:Security header."""

    timestamp: etree._Element | None
    token: etree._Element | None
    signature: etree._Element | None


_Ids = Mapping[str, tuple[str, etree._Element]]
"""Name and element of each part by its wsu:Id."""


def lees_beveiliging(envelope: Envelope) -> Beveiliging | None:
    """The parts of wsse:Security; None when the message has none.

    :raises Edufout: EK0031 for a second one, for a part that stands there twice or an unknown part.
    """
    if not envelope.security:
        return None
    if len(envelope.security) > 1:
        zin = Tekst("security-dubbel.security")
        raise ongeldig("security-dubbel", envelope.security[1], maal(len(envelope.security)), maal(1), zin)
    delen: dict[str, etree._Element] = {}
    for kind in envelope.security[0]:
        naam = str(kind.tag)
        if naam in delen:
            raise ongeldig("security-dubbel", kind, maal(2), maal(1), Tekst.met("security-dubbel", deel=kort(naam)))
        if naam not in (TIMESTAMP, TOKEN, SIGNATURE):
            raise ongeldig("security-vreemd", kind, naam, _SECURITYDELEN)
        delen[naam] = kind
    return Beveiliging(delen.get(TIMESTAMP), delen.get(TOKEN), delen.get(SIGNATURE))


def lees_handtekening(envelope: Envelope, beveiliging: Beveiliging, *, streng: bool = False) -> Handtekening:
    """The signature over exactly the parts of this envelope: every wsa header, the Body and the Timestamp.

    :param streng: the token must be signed as well (PvE 6.4.7), and the reference to it must say what it is; otherwise
        both may be left out.
    :raises Edufout: EK0031 for every other shape.
    """
    signature, token, timestamp = beveiliging.signature, beveiliging.token, beveiliging.timestamp
    if signature is None or token is None or timestamp is None:
        raise _onvolledig(envelope.security[0], beveiliging)
    delen = _delen(envelope, timestamp)
    ids = _ids(envelope, delen, token)
    signed_info, waarde, key_info = _kinderen(signature, _SIGNATUREDELEN, "keyinfo-vorm")
    aantal = len(signed_info) - 2
    if aantal > len(delen) + 1:
        gevonden, zin = maal(aantal, "Reference"), Tekst("signature-vorm.verwijzingen")
        raise ongeldig("signature-vorm", signed_info, gevonden, hoogstens("aantal", len(delen) + 1), zin)
    c14n, methode, *references = _kinderen(signed_info, [*_METHODEN, *[_REFERENCE] * aantal], "signature-vorm")
    verwijzingen = tuple([_verwijzing(reference, ids) for reference in references])
    _controleer_dekking(signed_info, delen, verwijzingen, streng=streng)
    _controleer_key_info(key_info, token, streng=streng)
    prefixen, hash_ = _prefixen(c14n), _algoritme(methode, HANDTEKENING_ALGORITMEN)
    return Handtekening(signed_info, prefixen, hash_, _base64(waarde), _certificaat(token), verwijzingen)


def ongeldig(
    oorzaak: Oorzaak,
    element: etree._Element,
    gevonden: str | Tekst | None,
    toegestaan: str | Tekst | None,
    zin: Tekst | None = None,
) -> Edufout:
    """EK0031 with one finding at an element."""
    if isinstance(gevonden, str):
        gevonden = gevonden[:200]
    return Edufout(Foutsoort.EK0031, [Bevinding(oorzaak, pad(element), regel(element), gevonden, toegestaan, zin)])


def _onvolledig(security: etree._Element, er_is: Beveiliging) -> Edufout:
    """The fault for a wsse:Security in which something is missing."""
    oorzaak: Oorzaak = "timestamp-ontbreekt"
    if er_is.signature is None:
        oorzaak = "signature-ontbreekt"
    elif er_is.token is None:
        oorzaak = "token-ontbreekt"
    return ongeldig(oorzaak, security, opsomming(kind.tag for kind in security), _SECURITYDELEN)


def _delen(envelope: Envelope, timestamp: etree._Element) -> dict[str, etree._Element]:
    """The parts that must be signed, by name."""
    delen: dict[str, etree._Element] = {}
    for naam, elementen in envelope.wsa.items():
        if len(elementen) > 1:
            zin = Tekst.met("wsa-dubbel", naam=naam)
            raise ongeldig("wsa-dubbel", elementen[1], maal(len(elementen)), maal(1), zin)
        delen[naam] = elementen[0]
    delen["Body"], delen["Timestamp"] = envelope.body, timestamp
    return delen


def _ids(envelope: Envelope, delen: Mapping[str, etree._Element], token: etree._Element) -> _Ids:
    """The parts by their wsu:Id; every Id in the document has to be unique."""
    ids: dict[str, tuple[str, etree._Element]] = {}
    zonder: list[Bevinding] = []
    for naam, element in (*delen.items(), (TOKENDEEL, token)):
        if wsu_id := element.get(WSU_ID):
            ids[wsu_id] = (naam, element)
        else:
            zin = Tekst.met("deel-zonder-id", deel=naam)
            zonder.append(Bevinding("deel-zonder-id", pad(element), regel(element), None, "wsu:Id", zin))
    # When the document has as many Ids as there are different ones on the parts, it has no others.
    if _AANTAL_IDS(envelope.root) != len(ids):
        _controleer_uniek(envelope.root)
    if zonder:
        raise Edufout(Foutsoort.EK0031, zonder)
    return ids


def _controleer_uniek(root: etree._Element) -> None:
    """No two elements of the document have the same Id, in any of the usual attributes."""
    alle = [waarde for ids in _IDS for waarde in cast("list[str]", ids(root))]
    if len(set(alle)) != len(alle):
        ((dubbel, _),) = Counter(alle).most_common(1)
        raise ongeldig("id-dubbel", root, dubbel, Tekst("waarde.unieke-id"))


def _kinderen(element: etree._Element, tags: Sequence[str], oorzaak: Oorzaak) -> list[etree._Element]:
    """The children, which must be these elements of XML Signature in this order.

    :param oorzaak: the cause when they are not.
    """
    kinderen = list(element)
    if [kind.tag for kind in kinderen] != tags:
        er_is, mag = opsomming(kind.tag for kind in kinderen[:10]), opsomming(tags)
        zin = Tekst.met("signature-vorm", deel=kort(str(element.tag)))
        raise ongeldig(oorzaak, element, er_is, mag, zin)
    return kinderen


def _verwijzing(element: etree._Element, ids: _Ids) -> Verwijzing:
    transforms, methode, digest = _kinderen(element, _REFERENCEDELEN, "signature-vorm")
    (transform,) = _kinderen(transforms, _TRANSFORM, "transform-teveel")
    uri = element.get("URI") or ""
    deel = ids.get(uri[1:]) if uri.startswith("#") else None
    if deel is None:
        raise ongeldig("reference-vreemd", element, uri, Tekst("waarde.reference"))
    algoritme = _algoritme(methode, DIGEST_ALGORITMEN)
    return Verwijzing(*deel, _prefixen(transform), algoritme, _base64(digest))


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
    gezien = set(namen)
    if len(gezien) == len(namen) and gezien.issuperset(vereist):
        return
    waar, rij = pad(signed_info), regel(signed_info)

    def bevinding(oorzaak: Oorzaak, naam: str) -> Bevinding:
        zin = Tekst.met(oorzaak, deel=naam)
        return Bevinding(oorzaak, waar, rij, maal(namen.count(naam)), maal(1), zin)

    bevindingen = [bevinding("deel-niet-ondertekend", naam) for naam in vereist if naam not in gezien]
    dubbel = [naam for naam in dict.fromkeys(namen) if namen.count(naam) > 1]
    bevindingen += [bevinding("deel-dubbel-ondertekend", naam) for naam in dubbel]
    raise Edufout(Foutsoort.EK0031, bevindingen)


def _prefixen(methode: etree._Element) -> tuple[str, ...]:
    """The PrefixList of an exclusive canonicalisation."""
    algoritme = methode.get("Algorithm")
    if algoritme != EXC_C14N:
        oorzaak: Oorzaak = "c14n-inclusief" if (algoritme or "").startswith(_INCLUSIEVE_C14N) else "c14n-anders"
        raise ongeldig(oorzaak, methode, algoritme, EXC_C14N)
    if not len(methode):
        return ()
    lijst = methode[0]
    if len(methode) != 1 or lijst.tag != _INCLUSIEF or len(lijst):
        zin = Tekst("c14n-anders.parameter")
        raise ongeldig("c14n-anders", methode, kort(str(lijst.tag)), "InclusiveNamespaces", zin)
    prefixen = tuple((lijst.get("PrefixList") or "").split())
    if len(prefixen) > MAX_PREFIXEN:
        gevonden, mag = Tekst.met("waarde.prefixen", aantal=len(prefixen)), hoogstens("aantal", MAX_PREFIXEN)
        raise ongeldig("signature-vorm", lijst, gevonden, mag, Tekst("signature-vorm.prefixlijst"))
    return prefixen


def _algoritme(methode: etree._Element, toegestaan: Mapping[str, str]) -> str:
    uri = methode.get("Algorithm") or ""
    naam = toegestaan.get(uri)
    if naam is None or len(methode):
        oorzaak: Oorzaak = "sha1" if uri.endswith("sha1") and "hmac" not in uri else "algoritme"
        raise ongeldig(oorzaak, methode, uri, keuze(toegestaan))
    return naam


def _controleer_key_info(key_info: etree._Element, token: etree._Element, *, streng: bool) -> None:
    """KeyInfo/SecurityTokenReference/Reference to the one token.

    The ValueType of that reference is optional in WS-Security (1.1, section 7.2) and known stacks leave it out; the
    token itself says what it is. The Basic Security Profile, the letter here, wants it (R3059).
    """
    keten = list(key_info.iterdescendants())
    if [element.tag for element in keten] != _TOKENVERWIJZING or len(key_info) != 1:
        er_is = opsomming(element.tag for element in keten[:5])
        raise ongeldig("keyinfo-vorm", key_info, er_is, "SecurityTokenReference/Reference")
    doel = keten[1]
    uri, verwacht, soort = doel.get("URI"), f"#{token.get(WSU_ID)}", doel.get("ValueType")
    if uri != verwacht:
        raise ongeldig("keyinfo-doel", doel, uri, verwacht)
    if soort != X509V3 and (soort is not None or streng):
        raise ongeldig("token-soort", doel, soort, X509V3)


def _certificaat(token: etree._Element) -> bytes:
    """DER of the token; EncodingType may be absent, Base64Binary is its default (WS-Security 1.1, section 6.3).

    ValueType may not: then nothing would say what the token is.
    """
    soort, codering = token.get("ValueType"), token.get("EncodingType", BASE64)
    if soort != X509V3:
        raise ongeldig("token-soort", token, soort, X509V3)
    if codering != BASE64:
        raise ongeldig("token-soort", token, codering, BASE64, Tekst("token-soort.codering"))
    tekst = token.text or ""
    if len(token) or len(tekst) > _MAX_TOKEN:
        return _base64(token)
    return _bekend_token(tekst) or _geen_base64(token)


def _base64(element: etree._Element) -> bytes:
    tekst = element.text or ""
    return (_ontcijfer(tekst) if not len(element) else b"") or _geen_base64(element)


def _geen_base64(element: etree._Element) -> NoReturn:
    tekst = "".join((element.text or "").split())[:40]
    oorzaak: Oorzaak = "token-pem" if "-----BEGIN" in tekst or "-----" in tekst[:12] else "token-base64"
    raise ongeldig(oorzaak, element, tekst, "base64", Tekst.met("token-base64", deel=kort(str(element.tag))))


def _ontcijfer(tekst: str) -> bytes:
    """The bytes of a text in base64; none for another text."""
    try:
        return a2b_base64("".join(tekst.split()), strict_mode=True)
    except ValueError:
        return b""


_MAX_TOKEN = 4 * MAX_BYTES // 3
"""Characters of the largest certificate, which bounds what is kept."""
_bekend_token = lru_cache(maxsize=128)(_ontcijfer)
"""Tokens come back with every message of their owner."""
