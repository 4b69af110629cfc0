"""Signing by text: the parts of an answer in the form DUO writes them, each with its canonical form beside it.

Digests are taken over canonical XML. The forms here are small and fixed, so their canonical form is known without a
parser: the same text with attributes behind namespace declarations and empty elements in full. Tests hold every one of
them against lxml's canonicalisation.
"""

import hashlib
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from rio_soap.edukoppeling.namen import BASE64, DS, EXC_C14N, RSA_SHA256, SHA256, WSSE, WSU, X509V3
from rio_soap.edukoppeling.sleutels import Sleutelpaar


@dataclass(frozen=True, slots=True)
class Deel:
    """One part to sign: as it goes over the wire and as it is digested."""

    id: str
    draad: str
    canoniek: str


def maak_deel(
    naam: str, wsu_id: str, inhoud: str, draad: Iterable[tuple[str, str]], extra: Iterable[tuple[str, str]] = ()
) -> Deel:
    """An element with a wsu:Id whose namespaces are declared on itself.

    :param naam: with prefix.
    :param inhoud: canonical XML that needs no namespace beyond those of `draad` and `extra`.
    :param draad: prefix and namespace of the declarations that stand on the wire.
    :param extra: those that the envelope already declares; in the canonical form they stand on the part.
    """
    draad = tuple(draad)
    op_draad = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in draad)
    alle = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in sorted((*draad, *extra)))
    return Deel(
        wsu_id,
        f'<{naam} wsu:Id="{wsu_id}"{op_draad}>{inhoud}</{naam}>',
        f'<{naam}{alle} wsu:Id="{wsu_id}">{inhoud}</{naam}>',
    )


def nieuw_id(soort: str) -> str:
    """A fresh Id such as ``Timestamp-`` and a UUID."""
    return f"{soort}-{nieuw_uuid()}"


def nieuw_uuid() -> str:
    """A random UUID (RFC 9562, version 4) as text; an answer has ten, and objects of them cost more than the chance."""
    cijfers = os.urandom(16).hex()
    variant = "89ab"[int(cijfers[16], 16) & 3]
    return f"{cijfers[:8]}-{cijfers[8:12]}-4{cijfers[13:16]}-{variant}{cijfers[17:20]}-{cijfers[20:]}"


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


@dataclass(frozen=True, slots=True)
class Concept:
    """A message that only lacks its signature.

    The signature (PKCS #1 v1.5) is a function of these bytes and the key, nothing else: who keeps a concept can make
    the very same message later.

    :param draad: the message, its SignatureValue empty.
    :param signed_info: what is signed, canonical; empty for a message that is not to be signed.
    """

    draad: bytes
    signed_info: bytes

    def onderteken(self, sleutelpaar: Sleutelpaar) -> bytes:
        """The signature."""
        return sleutelpaar.onderteken(self.signed_info)

    def met(self, handtekening: bytes) -> bytes:
        """The message with its signature."""
        return met_handtekening(self.draad, handtekening)


_WAARDE = re.compile(rb"<SignatureValue>([A-Za-z0-9+/=]*)</SignatureValue>")


def met_handtekening(draad: bytes, handtekening: bytes) -> bytes:
    """A message of ours with its first SignatureValue filled in: text in it cannot hold that tag, since it is escaped.

    :raises ValueError: when there is no SignatureValue.
    """
    uit, aantal = _WAARDE.subn(b"<SignatureValue>%s</SignatureValue>" % b64encode(handtekening), draad, 1)
    if not aantal:
        raise ValueError("the message has no SignatureValue")
    return uit


def is_ongetekend(draad: bytes) -> bool:
    """Whether a message of ours went out without signature: text in it cannot hold the tag."""
    return _WAARDE.search(draad) is None


def haal_handtekening(bericht: bytes) -> tuple[bytes, bytes]:
    """A signed message of ours taken apart: the message with an empty SignatureValue, and the signature.

    :raises ValueError: when there is no SignatureValue.
    """
    gevonden = _WAARDE.search(bericht)
    if gevonden is None:
        raise ValueError("the message has no SignatureValue")
    return met_handtekening(bericht, b""), b64decode(gevonden[1], validate=True)


def stel_security_op(timestamp: Deel, delen: Iterable[Deel], sleutelpaar: Sleutelpaar) -> tuple[str, bytes]:
    """The wsse:Security header with Timestamp, token and an empty signature over all parts, the Timestamp last.

    :returns: wire text that declares its own namespaces, and the canonical SignedInfo that is to be signed.
    """
    waarden = [(deel.id, _digest(deel.canoniek)) for deel in (*delen, timestamp)]
    canoniek = (
        f'<SignedInfo xmlns="{DS}">{_BEGIN_CANONIEK}{"".join(_VERWIJZING_CANONIEK % w for w in waarden)}</SignedInfo>'
    )
    token = nieuw_id("SecurityToken")
    tekst = (
        f'<wsse:Security xmlns:wsse="{WSSE}">{timestamp.draad}'
        f'<wsse:BinarySecurityToken wsu:Id="{token}" EncodingType="{BASE64}" ValueType="{X509V3}" xmlns:wsu="{WSU}">'
        f"{sleutelpaar.token}</wsse:BinarySecurityToken>"
        f'<Signature xmlns="{DS}">\n<SignedInfo>{_BEGIN}{"".join(_VERWIJZING % w for w in waarden)}</SignedInfo>\n'
        f"    <SignatureValue></SignatureValue><KeyInfo>"
        f'<wsse:SecurityTokenReference xmlns=""><wsse:Reference URI="#{token}" ValueType="{X509V3}"/>'
        "</wsse:SecurityTokenReference></KeyInfo></Signature></wsse:Security>"
    )
    return tekst, canoniek.encode()


def _digest(canoniek: str) -> str:
    return b64encode(hashlib.sha256(canoniek.encode()).digest()).decode()
