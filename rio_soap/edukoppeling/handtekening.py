"""The signature in wsse:Security as structure: which parts are signed, with what, by which token.

Parts are known by position (`Envelope`); a Reference is only good when its URI is the wsu:Id of exactly one of them.
This module reads and refuses what has the wrong shape; whether digests and signature are right is for `verifieer`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

from lxml import etree

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.edukoppeling.beveiliging import SECURITYDELEN, Beveiliging, ongeldig
from rio_soap.edukoppeling.envelope import Envelope
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.oorzaken import Oorzaak
from rio_soap.edukoppeling.position import pad, regel
from rio_soap.edukoppeling.security_token import controleer_key_info, lees_base64, lees_token
from rio_soap.edukoppeling.uris import (
    DIGEST_ALGORITMEN,
    DS,
    EXC_C14N,
    HANDTEKENING_ALGORITMEN,
    WSU,
    WSU_ID,
    kort,
    qnaam,
)
from rio_soap.edukoppeling.zinsdelen import hoogstens, keuze, maal, opsomming

TOKENDEEL = "BinarySecurityToken"
"""Name of the token among the parts."""
MAX_PREFIXEN = 20
"""Longest PrefixList."""
_INCLUSIEF = qnaam(EXC_C14N, "InclusiveNamespaces")
_INCLUSIEVE_C14N = ("http://www.w3.org/TR/2001/REC-xml-c14n-20010315", "http://www.w3.org/2006/12/xml-c14n11")
SIGNATUREDELEN = [qnaam(DS, naam) for naam in ("SignedInfo", "SignatureValue", "KeyInfo")]
METHODEN = [qnaam(DS, naam) for naam in ("CanonicalizationMethod", "SignatureMethod")]
REFERENCE = qnaam(DS, "Reference")
REFERENCEDELEN = _TRANSFORMS, _DIGESTMETHOD, _DIGESTVALUE = [
    qnaam(DS, naam) for naam in ("Transforms", "DigestMethod", "DigestValue")
]
TRANSFORM = qnaam(DS, "Transform")
_ID_NAMEN = ("wsu:Id", "Id", "ID", "xml:id")
_IDS = [etree.XPath(f"//@{naam}", namespaces={"wsu": WSU}, smart_strings=False) for naam in _ID_NAMEN]
"""One by one: to join the sets libxml2 compares each node of the one with each of the other."""
_AANTAL_IDS = etree.XPath(" + ".join(f"count(/descendant::*/@{naam})" for naam in _ID_NAMEN), namespaces={"wsu": WSU})


class Reference(NamedTuple):
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
    verwijzingen: tuple[Reference, ...]
    """In the order of their Reference elements: the first is the third child of SignedInfo."""


_Ids = Mapping[str, tuple[str, etree._Element]]
"""Name and element of each part by its wsu:Id."""


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
    signed_info, waarde, key_info = kinderen_van(signature, SIGNATUREDELEN, "keyinfo-vorm")
    aantal = len(signed_info) - 2
    if aantal > len(delen) + 1:
        gevonden, zin = maal(aantal, "Reference"), Tekst("signature-vorm.verwijzingen")
        raise ongeldig("signature-vorm", signed_info, gevonden, hoogstens("aantal", len(delen) + 1), zin)
    c14n, methode, *references = kinderen_van(signed_info, [*METHODEN, *[REFERENCE] * aantal], "signature-vorm")
    verwijzingen = tuple([_verwijzing(reference, ids) for reference in references])
    _controleer_dekking(signed_info, delen, verwijzingen, streng=streng)
    controleer_key_info(key_info, token, streng=streng)
    prefixen, hash_ = prefixen_van(c14n), algoritme_van(methode, HANDTEKENING_ALGORITMEN)
    return Handtekening(signed_info, prefixen, hash_, lees_base64(waarde), lees_token(token), verwijzingen)


def _onvolledig(security: etree._Element, er_is: Beveiliging) -> Edufout:
    """The fault for a wsse:Security in which something is missing."""
    oorzaak: Oorzaak = "timestamp-ontbreekt"
    if er_is.signature is None:
        oorzaak = "signature-ontbreekt"
    elif er_is.token is None:
        oorzaak = "token-ontbreekt"
    return ongeldig(oorzaak, security, opsomming(kind.tag for kind in security), SECURITYDELEN)


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


def kinderen_van(element: etree._Element, tags: Sequence[str], oorzaak: Oorzaak) -> list[etree._Element]:
    """The children, which must be these elements of XML Signature in this order.

    :param oorzaak: the cause when they are not.
    """
    kinderen = list(element)
    if [kind.tag for kind in kinderen] != tags:
        raise _andere_inhoud(element, tags, oorzaak)
    return kinderen


def _andere_inhoud(element: etree._Element, tags: Sequence[str], oorzaak: Oorzaak) -> Edufout:
    er_is, mag = opsomming(kind.tag for kind in list(element)[:10]), opsomming(tags)
    return ongeldig(oorzaak, element, er_is, mag, Tekst.met("signature-vorm", deel=kort(str(element.tag))))


def _verwijzing(element: etree._Element, ids: _Ids) -> Reference:
    """One Reference. Half of what reading a signature takes goes here, so its children are taken one by one."""
    if (
        len(element) != 3
        or (transforms := element[0]).tag != _TRANSFORMS
        or (methode := element[1]).tag != _DIGESTMETHOD
        or (digest := element[2]).tag != _DIGESTVALUE
    ):
        raise _andere_inhoud(element, REFERENCEDELEN, "signature-vorm")
    if len(transforms) != 1 or (transform := transforms[0]).tag != TRANSFORM:
        raise _andere_inhoud(transforms, [TRANSFORM], "transform-teveel")
    uri = element.get("URI") or ""
    deel = ids.get(uri[1:]) if uri[:1] == "#" else None
    if deel is None:
        raise ongeldig("reference-vreemd", element, uri, Tekst("waarde.reference"))
    hash_ = algoritme_van(methode, DIGEST_ALGORITMEN)
    return Reference(deel[0], deel[1], prefixen_van(transform), hash_, lees_base64(digest))


def _controleer_dekking(
    signed_info: etree._Element,
    delen: Mapping[str, etree._Element],
    verwijzingen: tuple[Reference, ...],
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


def prefixen_van(methode: etree._Element) -> tuple[str, ...]:
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


def algoritme_van(methode: etree._Element, toegestaan: Mapping[str, str]) -> str:
    """The name of the hash of an algorithm that is taken."""
    uri = methode.get("Algorithm") or ""
    naam = toegestaan.get(uri)
    if naam is None or len(methode):
        oorzaak: Oorzaak = "sha1" if uri.endswith("sha1") and "hmac" not in uri else "algoritme"
        raise ongeldig(oorzaak, methode, uri, keuze(toegestaan))
    return naam
