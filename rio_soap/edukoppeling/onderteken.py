"""Signing by text: the parts of an answer in the form DUO writes them, each with its canonical form beside it.

Digests are taken over canonical XML. The forms here are small and fixed, so their canonical form is known without a
parser: the same text with attributes behind namespace declarations and empty elements in full. Tests hold the digest of
every one of them against lxml's canonicalisation.
"""

import hashlib
import os
import re
from base64 import b64decode, b64encode
from binascii import b2a_base64
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.uris import BASE64, DS, EXC_C14N, RSA_SHA256, SHA256, WSSE, WSU, X509V3


class PartToSign(NamedTuple):
    """A part of a message that its signature covers, as text for the wire and with its digest."""

    id: str
    wire: tuple[bytes, bytes, bytes]
    """The part as it goes over the wire: start tag, content, end tag; apart, so that a large content is not copied."""
    digest: str
    """SHA-256 of its canonical form, in base64; empty when nothing is to be signed."""


Naamruimten = tuple[tuple[str, str], ...]
"""Pairs of prefix and namespace."""


class Deelvorm:
    """An element with a wsu:Id whose namespaces are declared on itself; all that is the same each time.

    :param naam: with prefix.
    :param wire: the declarations that stand on the wire.
    :param extra: those that the envelope already declares; in the canonical form they stand on the part.
    """

    __slots__ = ("canoniek", "eind", "na_id", "voor_id")

    def __init__(self, naam: str, wire: Naamruimten, extra: Naamruimten = ()) -> None:
        on_wire, alle = (
            "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in paren) for paren in (wire, sorted((*wire, *extra)))
        )
        self.voor_id, self.na_id = f'<{naam} wsu:Id="', f'"{on_wire}>'
        self.canoniek = f'<{naam}{alle} wsu:Id="'
        self.eind = f"</{naam}>".encode()


def maak_deel(vorm: Deelvorm, wsu_id: str, inhoud: str, *, te_tekenen: bool = True) -> PartToSign:
    """An element to sign, or one that is not to be signed.

    :param inhoud: canonical XML that needs no namespace beyond those of the form; what is not ASCII in it goes over the
        wire as a decimal reference.
    """
    data, eind, digest = inhoud.encode(), vorm.eind, ""
    if te_tekenen:
        som = hashlib.sha256(f'{vorm.canoniek}{wsu_id}">'.encode())
        som.update(data)
        som.update(eind)
        digest = b2a_base64(som.digest(), newline=False).decode()
    if not inhoud.isascii():
        data = inhoud.encode("ascii", "xmlcharrefreplace")
    return PartToSign(wsu_id, (f"{vorm.voor_id}{wsu_id}{vorm.na_id}".encode(), data, eind), digest)


def nieuwe_uuids(aantal: int) -> Iterator[str]:
    """Random UUIDs (RFC 9562, version 4) as text: an answer needs nine, and making objects of them takes longer than
    drawing the random bytes."""
    cijfers = os.urandom(16 * aantal).hex()
    for begin in range(0, 32 * aantal, 32):
        c = cijfers[begin : begin + 32]
        yield f"{c[:8]}-{c[8:12]}-4{c[13:16]}-{_VARIANT[c[16]]}{c[17:20]}-{c[20:]}"


_VARIANT = {cijfer: "89ab"[int(cijfer, 16) & 3] for cijfer in "0123456789abcdef"}


_LEEG = re.compile(r"<(\w+)([^<>]*)/>")

_BEGIN = f"""
  <CanonicalizationMethod Algorithm="{EXC_C14N}"/>
  <SignatureMethod Algorithm="{RSA_SHA256}"/>
"""
_VERWIJZING = f"""  <Reference URI="#%s">
    <Transforms>
      <Transform Algorithm="{EXC_C14N}"/>
    </Transforms>
    <DigestMethod Algorithm="{SHA256}"/>
    <DigestValue>%s</DigestValue>
  </Reference>
"""
_BEGIN_CANONIEK, _VERWIJZING_CANONIEK = (_LEEG.sub(r"<\1\2></\1>", tekst) for tekst in (_BEGIN, _VERWIJZING))
_ON_WIRE, _CANONIEK = _VERWIJZING.split("%s"), _VERWIJZING_CANONIEK.split("%s")


def _verwijzingen(delen: Iterable[PartToSign], vorm: Sequence[str]) -> str:
    voor, midden, na = vorm
    return "".join([tekst for deel in delen for tekst in (voor, deel.id, midden, deel.digest, na)])


class Concept(NamedTuple):
    """A message that only lacks its signature.

    The signature (PKCS #1 v1.5) is a function of these bytes and the key, nothing else: who keeps a concept can make
    the very same message later.

    :param wire: the message, its SignatureValue empty.
    :param signed_info: what is signed, canonical; empty for a message that is not to be signed.
    """

    wire: bytes
    signed_info: bytes

    def onderteken(self, sleutelpaar: Sleutelpaar) -> bytes:
        """The signature of this message by a key, as bytes (not base64)."""
        return sleutelpaar.onderteken(self.signed_info)

    def met(self, handtekening: bytes) -> bytes:
        """The message with its signature."""
        return met_handtekening(self.wire, handtekening)


_TAG, _EINDTAG = b"<SignatureValue>", b"</SignatureValue>"
_WAARDE = re.compile(rb"<SignatureValue>([A-Za-z0-9+/=]*)</SignatureValue>")


def met_handtekening(wire: bytes, handtekening: bytes) -> bytes:
    """A message of ours with its first SignatureValue filled in: text in it cannot hold that tag, since it is escaped.

    :raises ValueError: when there is no SignatureValue.
    """
    begin = wire.find(_TAG) + len(_TAG)
    if begin >= len(_TAG) and wire.startswith(_EINDTAG, begin):  # empty, as that of a concept
        return b"".join((wire[:begin], b64encode(handtekening), memoryview(wire)[begin:]))
    uit, aantal = _WAARDE.subn(b"<SignatureValue>%s</SignatureValue>" % b64encode(handtekening), wire, 1)
    if not aantal:
        raise ValueError("the message has no SignatureValue")
    return uit


def is_ongetekend(wire: bytes) -> bool:
    """Whether a message of ours went out without signature: text in it cannot hold the tag."""
    return _WAARDE.search(wire) is None


def haal_handtekening(bericht: bytes) -> tuple[bytes, bytes]:
    """A signed message of ours taken apart: the message with an empty SignatureValue, and the signature.

    :raises ValueError: when there is no SignatureValue.
    """
    gevonden = _WAARDE.search(bericht)
    if gevonden is None:
        raise ValueError("the message has no SignatureValue")
    return met_handtekening(bericht, b""), b64decode(gevonden[1], validate=True)


def stel_security_op(
    timestamp: PartToSign, delen: Sequence[PartToSign], token_id: str, sleutelpaar: Sleutelpaar
) -> tuple[tuple[bytes, ...], bytes]:
    """The wsse:Security header with Timestamp, token and an empty signature over all parts, the Timestamp last.

    :returns: pieces of wire text that declares its own namespaces, and the canonical SignedInfo that is to be signed.
    """
    delen = (*delen, timestamp)
    canoniek = f'<SignedInfo xmlns="{DS}">{_BEGIN_CANONIEK}{_verwijzingen(delen, _CANONIEK)}</SignedInfo>'
    tekst = (
        f'<wsse:BinarySecurityToken wsu:Id="{token_id}" EncodingType="{BASE64}" ValueType="{X509V3}" xmlns:wsu="{WSU}">'
        f"{sleutelpaar.token}</wsse:BinarySecurityToken>"
        f'<Signature xmlns="{DS}">\n<SignedInfo>{_BEGIN}{_verwijzingen(delen, _ON_WIRE)}</SignedInfo>\n'
        f"    <SignatureValue></SignatureValue><KeyInfo>"
        f'<wsse:SecurityTokenReference xmlns=""><wsse:Reference URI="#{token_id}" ValueType="{X509V3}"/>'
        "</wsse:SecurityTokenReference></KeyInfo></Signature></wsse:Security>"
    )
    return (_SECURITY, *timestamp.wire, tekst.encode()), canoniek.encode()


_SECURITY = f'<wsse:Security xmlns:wsse="{WSSE}">'.encode()
