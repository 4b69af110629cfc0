"""Good signed messages, and ways to spoil them as a vendor would: before signing, while signing, after it."""

import base64
import hashlib
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from lxml import etree

from rio_soap.cli import proef
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.namen import DS, EXC_C14N, SOAP, WSA, WSSE, WSU, WSU_ID
from rio_soap.edukoppeling.sleutels import Sleutelpaar

NS = {
    "s": SOAP,
    "a": WSA,
    "sec": WSSE,
    "u": WSU,
    "ds": DS,
    "ec": EXC_C14N,
    "d": OPERATIES["aanleveren_opleidingseenheid"].dienst.schema_ns,
}
DUO = "{" + NS["d"] + "}"
OIN_RIO = "00000001800866472000"


class VasteTijd:
    """A clock that stands at one moment."""

    def __init__(self, moment: datetime | None = None) -> None:
        self.moment = moment or datetime.now(UTC)

    def nu(self) -> datetime:
        return self.moment


class Maker:
    """Makes messages with the key of the trial client."""

    def __init__(self, sleutelpaar: Sleutelpaar) -> None:
        self.sleutelpaar = sleutelpaar

    def goed(self, operatie: str = "aanleveren_opleidingseenheid", inhoud: Any = None, **anders: Any) -> bytes:
        """A good request."""
        inhoud = {"opleidingseenheid": proef.voorbeeldlevering()} if inhoud is None else inhoud
        gegevens = {"klok": VasteTijd(), "oin": proef.OIN_HANZE, "ontvanger": OIN_RIO, **anders}
        return proef.verzoek(operatie, inhoud, self.sleutelpaar, **gegevens)

    def getekend(self, doe: Callable[[etree._Element], None], data: bytes | None = None) -> bytes:
        """A message that is changed and then signed as it stands, by the algorithms that it names."""
        root = etree.fromstring(data or self.goed())
        doe(root)
        herteken(root, self.sleutelpaar.sleutel)
        return schrijf(root)


def schrijf(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def een(root: etree._Element, pad: str) -> etree._Element:
    """The first element of an XPath."""
    gevonden = root.xpath(pad, namespaces=NS)
    assert isinstance(gevonden, list), pad
    assert gevonden, pad
    return gevonden[0]  # type: ignore[return-value]


def c14n(element: etree._Element, methode: etree._Element) -> bytes:
    """Canonical bytes by the algorithm that a CanonicalizationMethod or Transform names."""
    exclusief = methode.get("Algorithm") == EXC_C14N
    lijst = methode.find(f"{{{EXC_C14N}}}InclusiveNamespaces")
    prefixen = (lijst.get("PrefixList") or "").split() if lijst is not None and exclusief else None
    return etree.tostring(element, method="c14n", exclusive=exclusief, inclusive_ns_prefixes=prefixen or None)


def _hash(uri: str) -> str:
    return "sha1" if uri.endswith("sha1") else "sha256"


def herteken(root: etree._Element, sleutel: rsa.RSAPrivateKey, digests: bool = True) -> None:
    """Fill in digests and signature again, by the algorithms that the message names."""
    info = root.find(f".//{{{DS}}}SignedInfo")
    if info is None:
        return
    for reference in info.findall(f"{{{DS}}}Reference") if digests else ():
        doel = [e for e in root.iter() if e.get(WSU_ID) == (reference.get("URI") or "")[1:]]
        transform = reference.findall(f".//{{{DS}}}Transform")
        if doel and transform:
            algoritme = _hash(reference.find(f"{{{DS}}}DigestMethod").get("Algorithm"))  # type: ignore
            waarde = hashlib.new(algoritme, c14n(doel[0], transform[-1])).digest()
            reference.find(f"{{{DS}}}DigestValue").text = base64.b64encode(waarde).decode()  # type: ignore
    methode = info.find(f"{{{DS}}}CanonicalizationMethod")
    soort = info.find(f"{{{DS}}}SignatureMethod").get("Algorithm")  # type: ignore
    hash_ = hashes.SHA1() if soort.endswith("sha1") else hashes.SHA256()
    waarde = sleutel.sign(c14n(info, methode), PKCS1v15(), hash_)  # type: ignore
    root.find(f".//{{{DS}}}SignatureValue").text = base64.b64encode(waarde).decode()  # type: ignore


def certificaat(sleutel: rsa.RSAPrivateKey, serienummer: str | None, dagen: int = 30) -> str:
    """A certificate of a key in base64, with or without OIN."""
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
