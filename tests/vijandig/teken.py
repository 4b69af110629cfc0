"""Signatures made wrong on purpose by someone who has the key: the trick is wrong, never the arithmetic."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from lxml import etree

from rio_soap.edukoppeling.canoniek import canoniek
from rio_soap.edukoppeling.uris import DS, WSU_ID

Zetter = Callable[[bytes], bytes]
"""From the canonical SignedInfo to the value of the signature."""


@dataclass(frozen=True)
class LosPaar:
    """A key with a certificate that need not be good: `Sleutelpaar` would refuse it."""

    sleutel: RSAPrivateKey
    der: bytes

    @property
    def token(self) -> str:
        return base64.b64encode(self.der).decode()

    def onderteken(self, data: bytes) -> bytes:
        return self.sleutel.sign(data, PKCS1v15(), hashes.SHA256())


def met_rsa(sleutel: RSAPrivateKey, hash_: hashes.HashAlgorithm) -> Zetter:
    return lambda data: sleutel.sign(data, PKCS1v15(), hash_)


def met_hmac(der: bytes, naam: str) -> Zetter:
    """What a verifier believes that takes the public key for a shared secret."""
    sleutel = x509.load_der_x509_certificate(der).public_key()
    geheim = sleutel.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return lambda data: hmac.new(geheim, data, naam).digest()


def teken(data: bytes, zet: Any, digest: str = "sha256") -> bytes:
    """All digests and the signature made right again.

    :param zet: a key pair, or a `Zetter`.
    """
    root = etree.fromstring(data)
    info = next(root.iter(f"{{{DS}}}SignedInfo"))
    ids: dict[str, etree._Element] = {}
    for element in root.iter(etree.Element):
        if element.get(WSU_ID):
            ids.setdefault(str(element.get(WSU_ID)), element)
    for verwijzing in info.iter(f"{{{DS}}}Reference"):
        deel, waarde = ids.get((verwijzing.get("URI") or "#")[1:]), verwijzing.find(f"{{{DS}}}DigestValue")
        if deel is not None and waarde is not None:
            waarde.text = base64.b64encode(hashlib.new(digest, canoniek(deel, _prefixen(verwijzing))).digest()).decode()
    zetter = getattr(zet, "onderteken", zet)
    gezet = zetter(canoniek(info, _prefixen(info[0]) if len(info) else ()))
    next(root.iter(f"{{{DS}}}SignatureValue")).text = base64.b64encode(gezet).decode()
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _prefixen(element: etree._Element) -> list[str]:
    lijst = next(element.iter("{*}InclusiveNamespaces"), None)
    return (lijst.get("PrefixList") or "").split() if lijst is not None else []
