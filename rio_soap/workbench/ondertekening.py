"""Signatures looked at with patience: every Reference with its digests, also of a signature of the wrong shape.

What is accepted is for `rio_soap.edukoppeling.verifieer` to say; this tells more of what it refuses.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from lxml import etree

from rio_soap.contract.budget import Budget
from rio_soap.edukoppeling.beveiliging import SIGNATURE, TOKEN
from rio_soap.edukoppeling.canoniek import Canonfout, canoniek
from rio_soap.edukoppeling.certificaat import (
    MAX_BYTES,
    ONLEESBAAR,
    Certificaatfout,
    lees_certificaat,
    oin_in_certificaat,
)
from rio_soap.edukoppeling.clock import schrijf_tijdstip
from rio_soap.edukoppeling.envelope import Envelope
from rio_soap.edukoppeling.position import pad
from rio_soap.edukoppeling.trusted import vingerafdruk
from rio_soap.edukoppeling.uris import DS, EXC_C14N, WSU_ID, kort, qnaam
from rio_soap.workbench.grenzen import MAX_CANONIEK, kort_af
from rio_soap.workbench.rapport import Certificaatrapport

HASHES = {"sha1": "sha1", "sha256": "sha256", "sha384": "sha384", "sha512": "sha512"}
_MAX_REFERENCES = 40
_MAX_INCLUSIEF = 20_000
"""Elements: for each of them libxml2 looks through all namespaces in scope."""


class CanonicalForm(NamedTuple):
    """A canonical form: its digest (empty when there is no form), its number of bytes, and as many of them as fit in a
    report."""

    digest: bytes
    omvang: int
    begin: bytes


@dataclass(slots=True)
class Vormen:
    """The canonical forms of one message, each made once: a stranger may refer to his largest element forty times.

    :param budget: the time for the report; when it is up, no more are made.
    """

    budget: Budget | None = None
    _gemaakt: dict[object, CanonicalForm] = field(default_factory=dict)
    _ruimte: int = MAX_CANONIEK

    def van(
        self, element: etree._Element, prefixen: tuple[str, ...], hash_: str, *, inclusief: bool
    ) -> CanonicalForm | None:
        """A form; None when there is no time to make it."""
        sleutel = element, prefixen, hash_, inclusief
        vorm = self._gemaakt.get(sleutel)
        if vorm is None and (self.budget is None or not (self.budget.om or kost_te_veel(element, inclusief))):
            data = canonieke_bytes(element, prefixen, inclusief=inclusief)
            begin = data[: self._ruimte]
            self._ruimte -= len(begin)
            vorm = self._gemaakt[sleutel] = CanonicalForm(digest(hash_, data) if data else b"", len(data), begin)
        return vorm


@dataclass(frozen=True, slots=True)
class Deel:
    """One signed part: the element and how its digest should be computed."""

    naam: str
    element: etree._Element
    reference: etree._Element
    prefixen: tuple[str, ...]
    inclusief: bool
    hash: str
    digest: bytes
    vormen: Vormen = field(default_factory=Vormen, repr=False, compare=False)

    @property
    def waar(self) -> str:
        """Path of the part."""
        return pad(self.element)

    def canoniek(self) -> bytes:
        """The canonical bytes, by the transform that the Reference names; empty when there are none."""
        return canonieke_bytes(self.element, self.prefixen, inclusief=self.inclusief)

    @property
    def vorm(self) -> CanonicalForm | None:
        """The canonical form, made once; None when there is no time to make it."""
        return self.vormen.van(self.element, self.prefixen, self.hash, inclusief=self.inclusief)

    @property
    def klopt(self) -> bool | None:
        """Whether the part is as it was signed; None when there is no time to see."""
        return None if (vorm := self.vorm) is None else bool(vorm.digest) and vorm.digest == self.digest


@dataclass(frozen=True, slots=True)
class Losse:
    """A signature as found: SignedInfo, value, the certificate and the parts."""

    signed_info: etree._Element
    prefixen: tuple[str, ...]
    inclusief: bool
    hash: str
    waarde: bytes
    der: bytes | None
    delen: tuple[Deel, ...]


def lees_los(envelope: Envelope, budget: Budget | None = None) -> Losse | None:
    """What can be found of a signature; None when there is no SignedInfo.

    :param budget: after it no canonical form is made any more.
    """
    vormen = Vormen(budget)
    security = envelope.security[0] if envelope.security else None
    signature = security.find(SIGNATURE) if security is not None else None
    signed_info = signature.find(qnaam(DS, "SignedInfo")) if signature is not None else None
    if security is None or signature is None or signed_info is None:
        return None
    per_id = {str(e.get(WSU_ID)): e for e in envelope.root.iter(etree.Element) if e.get(WSU_ID)}
    delen = []
    for reference in list(signed_info.iterchildren(qnaam(DS, "Reference")))[:_MAX_REFERENCES]:
        element = per_id.get((reference.get("URI") or "")[1:])
        if element is not None:
            delen.append(_deel(reference, element, vormen))
    c14n = signed_info.find(qnaam(DS, "CanonicalizationMethod"))
    methode = signed_info.find(qnaam(DS, "SignatureMethod"))
    token = security.find(TOKEN)
    return Losse(
        signed_info,
        _prefixen(c14n),
        _inclusief(c14n),
        _hash(methode),
        _base64(signature.findtext(qnaam(DS, "SignatureValue"))),
        _base64(token.text) if token is not None else None,
        tuple(delen),
    )


def canonieke_bytes(element: etree._Element, prefixen: tuple[str, ...] = (), *, inclusief: bool = False) -> bytes:
    """Canonical bytes by either method; empty when the element has no canonical form."""
    try:
        if inclusief:
            return etree.tostring(element, method="c14n", exclusive=False, with_comments=False)
        return canoniek(element, prefixen)
    except (Canonfout, etree.C14NError):
        return b""


def kost_te_veel(element: etree._Element, inclusief: bool) -> bool:
    """Whether a form takes too long for who only wants an explanation: an inclusive one, which no message may use, of
    very many elements."""
    return inclusief and next(islice(element.iter(), _MAX_INCLUSIEF, None), None) is not None


def ondertekend_digest(los: Losse) -> tuple[str, bytes] | None:
    """Hash and digest that the key of the certificate really signed; None when it was another key."""
    sleutel = _sleutel(los.der)
    if sleutel is None:
        return None
    try:
        info = sleutel.recover_data_from_signature(los.waarde, PKCS1v15(), None)
    except (InvalidSignature, ValueError):
        return None
    for naam, lengte in (("sha1", 20), ("sha256", 32), ("sha384", 48), ("sha512", 64)):
        if info[-lengte - 1 : -lengte] == bytes([lengte]) and len(info) in (lengte + 15, lengte + 19):
            return naam, info[-lengte:]
    return None


def digest(hash_: str, data: bytes) -> bytes:
    """The digest of bytes."""
    return hashlib.new(hash_, data, usedforsecurity=False).digest()


def tekst64(data: bytes) -> str:
    """Bytes as base64 text, in one line."""
    return base64.b64encode(data).decode()


def lees_certificaatrapport(der: bytes, *, vertrouwd: bool | None) -> Certificaatrapport | None:
    """What the certificate in the message says; None when it cannot be read, or is larger than any is."""
    if len(der) > MAX_BYTES:
        return None
    try:
        certificaat = x509.load_der_x509_certificate(der)
        onderwerp, uitgever = certificaat.subject.rfc4514_string(), certificaat.issuer.rfc4514_string()
    except ONLEESBAAR:
        return None
    return Certificaatrapport(
        kort_af(onderwerp),
        kort_af(uitgever),
        oin_in_certificaat(der),
        schrijf_tijdstip(certificaat.not_valid_before_utc),
        schrijf_tijdstip(certificaat.not_valid_after_utc),
        vingerafdruk(der),
        vertrouwd,
    )


def _sleutel(der: bytes | None) -> RSAPublicKey | None:
    try:
        return lees_certificaat(der).sleutel if der else None
    except Certificaatfout:
        return None


def _deel(reference: etree._Element, element: etree._Element, vormen: Vormen) -> Deel:
    transforms = [*reference.iter(qnaam(DS, "Transform"))]
    transform = transforms[-1] if transforms else None
    return Deel(
        kort(str(element.tag)),
        element,
        reference,
        _prefixen(transform),
        _inclusief(transform),
        _hash(reference.find(qnaam(DS, "DigestMethod"))),
        _base64(reference.findtext(qnaam(DS, "DigestValue"))),
        vormen,
    )


def _prefixen(methode: etree._Element | None) -> tuple[str, ...]:
    lijst = methode.find(qnaam(EXC_C14N, "InclusiveNamespaces")) if methode is not None else None
    return tuple((lijst.get("PrefixList") or "").split())[:20] if lijst is not None else ()


def _inclusief(methode: etree._Element | None) -> bool:
    return methode is not None and (methode.get("Algorithm") or "").startswith(
        ("http://www.w3.org/TR/2001/REC-xml-c14n", "http://www.w3.org/2006/12/xml-c14n11")
    )


def _hash(methode: etree._Element | None) -> str:
    uri = (methode.get("Algorithm") or "") if methode is not None else ""
    return next((HASHES[naam] for naam in HASHES if uri.endswith(naam)), "sha256")


def _base64(tekst: str | None) -> bytes:
    try:
        return base64.b64decode("".join((tekst or "").split()), validate=True)
    except (binascii.Error, ValueError):
        return b""
