"""Ways to spoil a signed message: changed and then signed again as it stands, or changed after signing."""

import base64
import hashlib
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from lxml import etree

from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.uris import DS, EXC_C14N, SOAP, WSA, WSSE, WSU, WSU_ID

NS = {
    "s": SOAP,
    "a": WSA,
    "sec": WSSE,
    "u": WSU,
    "ds": DS,
    "ec": EXC_C14N,
    "d": OPERATIES["aanleveren_opleidingseenheid"].dienst.schema_ns,
    "r": OPERATIES["opvragen_opleidingseenheid"].dienst.schema_ns,
}
"""Prefixes for the paths of changes; d is Beheren, r Raadplegen."""
Boom = Callable[[etree._Element], None]
"""A change to an envelope."""


def een(root: etree._Element, pad: str) -> etree._Element:
    """The first element of an XPath.

    :raises LookupError: when there is none.
    """
    gevonden = root.xpath(pad, namespaces=NS)
    if not isinstance(gevonden, list) or not gevonden or not isinstance(gevonden[0], etree._Element):
        raise LookupError(pad)
    return gevonden[0]


def schrijf(root: etree._Element) -> bytes:
    """An envelope as bytes."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def c14n(element: etree._Element, methode: etree._Element) -> bytes:
    """Canonical bytes by the algorithm that a CanonicalizationMethod or Transform names."""
    naam = str(methode.get("Algorithm"))
    exclusief = naam.removesuffix("WithComments") in (EXC_C14N, EXC_C14N.rstrip("#") + "#")
    lijst = methode.find(f"{{{EXC_C14N}}}InclusiveNamespaces")
    prefixen = (lijst.get("PrefixList") or "").split() if lijst is not None and exclusief else None
    commentaar = naam.endswith("WithComments")
    return etree.tostring(
        element, method="c14n", exclusive=exclusief, inclusive_ns_prefixes=prefixen or None, with_comments=commentaar
    )


def _hashnaam(uri: str) -> str:
    return next((naam for naam in ("sha1", "sha384", "sha512") if uri.endswith(naam)), "sha256")


_HASHES: dict[str, Callable[[], hashes.HashAlgorithm]] = {
    "sha1": hashes.SHA1,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


def herteken(root: etree._Element, sleutel: rsa.RSAPrivateKey, *, digests: bool = True) -> None:
    """Fill in digests and signature again, by the algorithms that the message names; without Signature nothing."""
    info = root.find(f".//{{{DS}}}SignedInfo")
    if info is None:
        return
    for reference in info.findall(f"{{{DS}}}Reference") if digests else ():
        doel = [e for e in root.iter() if e.get(WSU_ID) == (reference.get("URI") or "")[1:]]
        transform = reference.findall(f".//{{{DS}}}Transform")
        methode, waarde = reference.find(f"{{{DS}}}DigestMethod"), reference.find(f"{{{DS}}}DigestValue")
        if doel and transform and methode is not None and waarde is not None:
            soort = _hashnaam(str(methode.get("Algorithm")))
            waarde.text = base64.b64encode(hashlib.new(soort, c14n(doel[0], transform[-1])).digest()).decode()
    algoritme = _HASHES[_hashnaam(str(een(info, "ds:SignatureMethod").get("Algorithm")))]()
    tekst = c14n(info, een(info, "ds:CanonicalizationMethod"))
    een(root, "//ds:SignatureValue").text = base64.b64encode(sleutel.sign(tekst, PKCS1v15(), algoritme)).decode()


def certificaat(sleutel: rsa.RSAPrivateKey, serienummer: str | None, dagen: int = 30) -> str:
    """A certificate of a key in base64, signed by itself, with or without OIN; negative days: expired."""
    delen = [x509.NameAttribute(NameOID.COMMON_NAME, "leverancier")]
    delen += [x509.NameAttribute(NameOID.SERIAL_NUMBER, serienummer)] if serienummer else []
    nu = datetime.now(UTC)
    gemaakt = (
        x509.CertificateBuilder()
        .subject_name(x509.Name(delen))
        .issuer_name(x509.Name(delen))
        .public_key(sleutel.public_key())
        .serial_number(uuid.uuid4().int)
        .not_valid_before(nu - timedelta(days=60))
        .not_valid_after(nu + timedelta(days=dagen))
        .sign(sleutel, hashes.SHA256())
    )
    return base64.b64encode(gemaakt.public_bytes(Encoding.DER)).decode()


def tekst(pad: str, waarde: str | None) -> Boom:
    """Set the text of the element at a path."""

    def doe(root: etree._Element) -> None:
        een(root, pad).text = waarde

    return doe


def weg(pad: str) -> Boom:
    """Leave the element at a path out."""

    def doe(root: etree._Element) -> None:
        element = een(root, pad)
        ouder = element.getparent()
        if ouder is not None:
            ouder.remove(element)

    return doe


def attribuut(pad: str, naam: str, waarde: str) -> Boom:
    """Set an attribute of the element at a path."""

    def doe(root: etree._Element) -> None:
        een(root, pad).set(naam, waarde)

    return doe


def hernoem(pad: str, naam: str) -> Boom:
    """Give the element at a path another name."""

    def doe(root: etree._Element) -> None:
        een(root, pad).tag = naam

    return doe


def verdubbeld(pad: str) -> Boom:
    """Repeat the element at a path at the end of its parent."""

    def doe(root: etree._Element) -> None:
        element = een(root, pad)
        ouder = element.getparent()
        if ouder is not None:
            ouder.append(etree.fromstring(etree.tostring(element)))

    return doe


def erbij(pad: str, xml: str) -> Boom:
    """Add an element to the one at a path."""

    def doe(root: etree._Element) -> None:
        een(root, pad).append(etree.fromstring(xml))

    return doe


def zonder_deel(naam: str) -> Boom:
    """Leave a part out of the signature."""
    return weg(f"//ds:Reference[@URI='#id-{naam}']")


def zonder_header(naam: str) -> Boom:
    """Leave a wsa header and its Reference out."""

    def doe(root: etree._Element) -> None:
        zonder_deel(naam)(root)
        weg(f"s:Header/a:{naam}")(root)

    return doe


def sha1(root: etree._Element) -> None:
    """SHA-1 for signature and digests."""
    een(root, "//ds:SignatureMethod").set("Algorithm", f"{DS}rsa-sha1")
    for methode in root.iter(f"{{{DS}}}DigestMethod"):
        methode.set("Algorithm", f"{DS}sha1")
