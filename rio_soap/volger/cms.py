"""A detached signature (CMS, DER) over SHA256SUMS, verified with the certificate that is known to be the register's.

Only what the publisher makes is taken: one signer, RSA with PKCS #1 v1.5 and SHA-2, signed attributes. The follower has
no library for it, and of RSA verification is one power. A certificate is compared, not judged: who gives it says which
register he trusts, and what was signed while it was valid stays right.

Source: RFC 5652 (5.3, 5.4, 5.6), RFC 8017 (8.2.2, 9.2), RFC 5280 (4.1).
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterator
from typing import NamedTuple

from rio_soap.bevinding.spraak import zin

_HASHES = {
    bytes.fromhex("608648016503040201"): "sha256",
    bytes.fromhex("608648016503040202"): "sha384",
    bytes.fromhex("608648016503040203"): "sha512",
}
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
_RSA = bytes.fromhex("2a864886f70d010101")
_BITS, _OCTETS, _OID, _SEQUENCE, _SET, _NUL = 0x03, 0x04, 0x06, 0x30, 0x31, b"\x05\x00"
_CONTEXT0 = 0xA0
_KLEINST = 2048
"""Bits of a key below which its signature says nothing."""


class CmsError(ValueError):
    """A signature that does not hold, or of a kind that is not known here."""


class _Deel(NamedTuple):
    """An element of DER: its tag, its content, and both as they stand."""

    tag: int
    inhoud: bytes
    heel: bytes


def _delen(der: bytes) -> Iterator[_Deel]:
    plaats = 0
    while plaats < len(der):
        begin, tag, lengte = plaats, der[plaats], der[plaats + 1]
        plaats += 2
        if lengte & 0x80:
            breedte = lengte & 0x7F
            if not 1 <= breedte <= 4:
                raise CmsError("length of an element")
            lengte = int.from_bytes(der[plaats : plaats + breedte], "big")
            plaats += breedte
        if plaats + lengte > len(der):
            raise CmsError(zin("cms.afgebroken"))
        yield _Deel(tag, der[plaats : plaats + lengte], der[begin : plaats + lengte])
        plaats += lengte


def _in(deel: _Deel, tag: int = _SEQUENCE) -> list[_Deel]:
    if deel.tag != tag:
        raise CmsError(zin("cms.tag", gevonden=deel.tag, verwacht=tag))
    return list(_delen(deel.inhoud))


def verifieer(inhoud: bytes, cms: bytes, certificaat: bytes) -> None:
    """Verify a detached signature.

    :param cms: DER.
    :param certificaat: of the register, PEM or DER.
    :raises CmsError: when it does not hold.
    """
    try:
        modulus, exponent = _sleutel(_der(certificaat))
        digest, signed, ondertekening = _ondertekenaar(cms)
    except (IndexError, ValueError) as fout:
        raise CmsError(zin("cms.onleesbaar", waarom=fout)) from fout
    if not hmac.compare_digest(_digest(signed), hashlib.new(digest, inhoud).digest()):
        raise CmsError(zin("cms.andere_inhoud"))
    if modulus.bit_length() < _KLEINST:
        raise CmsError(zin("cms.sleutel", bits=modulus.bit_length()))
    # Signed are the attributes as the SET that they are, not under the tag by which they stand in the message.
    gehasht = hashlib.new(digest, bytes([_SET]) + signed.heel[1:]).digest()
    lengte = (modulus.bit_length() + 7) // 8
    gevonden = pow(int.from_bytes(ondertekening, "big"), exponent, modulus).to_bytes(lengte, "big")
    if len(ondertekening) != lengte or not hmac.compare_digest(gevonden, _opgevuld(digest, gehasht, lengte)):
        raise CmsError(zin("cms.ander_certificaat"))


def _der(certificaat: bytes) -> bytes:
    pem = re.search(rb"-----BEGIN CERTIFICATE-----(.+?)-----END CERTIFICATE-----", certificaat, re.DOTALL)
    return base64.b64decode(pem[1]) if pem else certificaat


def _sleutel(der: bytes) -> tuple[int, int]:
    """Modulus and exponent of the key of a certificate."""
    (certificaat,) = _delen(der)
    velden = _in(_in(certificaat)[0])
    if velden[0].tag == _CONTEXT0:  # its version
        velden = velden[1:]
    soort, bits = _in(velden[5])
    if _in(soort)[0].inhoud != _RSA or bits.tag != _BITS:
        raise CmsError(zin("cms.geen_rsa"))
    (paar,) = _delen(bits.inhoud[1:])
    modulus, exponent = _in(paar)
    return int.from_bytes(modulus.inhoud, "big"), int.from_bytes(exponent.inhoud, "big")


def _ondertekenaar(cms: bytes) -> tuple[str, _Deel, bytes]:
    """Name of the hash, the signed attributes and the signature of the one signer."""
    (buitenste,) = _delen(cms)
    soort, inhoud = _in(buitenste)
    if soort.inhoud != _SIGNED_DATA:
        raise CmsError(zin("cms.niet_ondertekend"))
    (gegevens,) = _in(inhoud, _CONTEXT0)
    (ondertekenaar,) = _in(_in(gegevens)[-1], _SET)
    velden = _in(ondertekenaar)
    digest = _HASHES.get(_in(velden[2])[0].inhoud)
    if digest is None or velden[3].tag != _CONTEXT0 or velden[5].tag != _OCTETS:
        raise CmsError(zin("cms.geen_sha2"))
    algoritme = _in(velden[4])[0].inhoud
    if not algoritme.startswith(_RSA[:-1]) or algoritme[-1] not in (0x01, 0x0B, 0x0C, 0x0D):
        raise CmsError(zin("cms.andere_vorm"))
    return digest, velden[3], velden[5].inhoud


def _digest(signed: _Deel) -> bytes:
    for attribuut in _delen(signed.inhoud):
        naam, waarden = _in(attribuut)
        if naam.tag == _OID and naam.inhoud == _MESSAGE_DIGEST:
            (waarde,) = _in(waarden, _SET)
            return waarde.inhoud
    raise CmsError(zin("cms.inhoud"))


def _opgevuld(digest: str, gehasht: bytes, lengte: int) -> bytes:
    """EMSA-PKCS1-v1_5."""
    (oid,) = [oid for oid, naam in _HASHES.items() if naam == digest]
    algoritme = _rij(_SEQUENCE, _rij(_OID, oid) + _NUL)
    info = _rij(_SEQUENCE, algoritme + _rij(_OCTETS, gehasht))
    return b"\x00\x01" + b"\xff" * (lengte - len(info) - 3) + b"\x00" + info


def _rij(tag: int, inhoud: bytes) -> bytes:
    return bytes([tag, len(inhoud)]) + inhoud
