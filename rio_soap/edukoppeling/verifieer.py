"""Verification of a signed message: timestamp, certificate, signature, digests, mandate.

The signature over SignedInfo comes before the digests: canonicalising a large Body is work that only a trusted
signer may ask for.
"""

import hashlib
import hmac
from base64 import b64encode
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from lxml import etree

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.edukoppeling.adressering import Adressering, controleer_antwoordadressering
from rio_soap.edukoppeling.beveiliging import lees_beveiliging, ongeldig
from rio_soap.edukoppeling.canoniek import Canonfout, canoniek
from rio_soap.edukoppeling.certificaat import OIN_PLEK, Certificaat, Onbruikbaar, lees_certificaat
from rio_soap.edukoppeling.clock import Clock, schrijf_tijdstip
from rio_soap.edukoppeling.envelope import Envelope, lees_envelope
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.handtekening import Handtekening, Reference, lees_handtekening
from rio_soap.edukoppeling.position import pad, regel
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.tijdvak import bevindingen_timestamp
from rio_soap.edukoppeling.trusted import Partij, VertrouwdeLijst, Vertrouwen, Vertrouwensfout, vingerafdruk
from rio_soap.edukoppeling.zinsdelen import hoogstens, periode

_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
_DIGESTS = {"sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}
_OPVULLING = PKCS1v15()
_WAAR = "/Envelope/Header/Security/BinarySecurityToken"
_MAX_DIGEST = 200
"""Characters of a DigestValue that are shown; those of SHA-512 are 88."""
_KLEIN = 256 * 1024
"""Messages up to this size get their digests compared, to tell more, even when the signature already failed."""


@dataclass(frozen=True, slots=True)
class Ondertekenaar:
    """Who signed, and what. All but `ondertekende_delen` are None for an unsigned message."""

    partij: Partij | None
    oin_certificaat: str | None
    vingerafdruk: str | None
    """SHA-256 of the certificate, hexadecimal."""
    ondertekende_delen: tuple[str, ...]
    """Names of the signed parts in the order of their References."""
    handtekening: bytes | None = None
    """SHA-256 of the SignatureValue: the same again is the same message again."""
    certificaat: bytes | None = field(default=None, repr=False)
    """DER."""


ONONDERTEKEND = Ondertekenaar(None, None, None, ())


@dataclass(frozen=True, slots=True)
class VerifiedResponse:
    """A verified answer."""

    envelope: Envelope
    adressering: Adressering
    ondertekenaar: Ondertekenaar


def verifieer(
    envelope: Envelope, adressering: Adressering, vertrouwen: Vertrouwen, klok: Clock, profiel: Profiel
) -> Ondertekenaar:
    """Verify that a trusted party signed every part of this message and may act for the OIN in wsa:From.

    :returns: the signer; without party when the message is unsigned and the profile allows that.
    :raises Edufout: as `verifieer_ondertekening` and `controleer_mandaat`.
    """
    ondertekenaar = verifieer_ondertekening(envelope, vertrouwen, klok, profiel)
    controleer_mandaat(ondertekenaar, adressering)
    return ondertekenaar


def verifieer_ondertekening(envelope: Envelope, vertrouwen: Vertrouwen, klok: Clock, profiel: Profiel) -> Ondertekenaar:
    """Verify that a trusted party signed every part of this message, whoever it says it is from.

    :returns: the signer; without party when the message is unsigned and the profile allows that.
    :raises Edufout: EK0031 for anything wrong with signature, timestamp, certificate or trust, with all findings.
    """
    beveiliging = lees_beveiliging(envelope)
    if beveiliging is None or (beveiliging.signature is None and beveiliging.token is None):
        return _onondertekend(envelope, beveiliging.timestamp if beveiliging else None, klok, profiel)
    nu = klok.nu()
    handtekening = lees_handtekening(envelope, beveiliging, streng=profiel.streng)
    tijd = bevindingen_timestamp(beveiliging.timestamp, nu, profiel)
    return _ondertekenaar(handtekening, tijd, envelope, vertrouwen, nu, profiel)


def controleer_mandaat(ondertekenaar: Ondertekenaar, adressering: Adressering) -> None:
    """Whether the signer may act for the OIN in wsa:From.

    :raises Edufout: DK0002 when a trusted party signs for an OIN without mandate.
    """
    partij = ondertekenaar.partij
    if partij is not None and not partij.mag_voor(adressering.from_oin):
        namens = ", ".join(sorted({partij.oin or "", *partij.namens} - {""})[:20]) or Tekst("waarde.geen-enkel-oin")
        waar, zin = "/Envelope/Header/From", Tekst.met("mandaat", partij=partij.naam)
        raise Edufout(Foutsoort.DK0002, [Bevinding("mandaat", waar, None, adressering.from_oin, namens, zin)])


def verifieer_antwoord(
    envelope: Envelope, adressering: Adressering, vertrouwen: Vertrouwen, klok: Clock, profiel: Profiel
) -> Ondertekenaar:
    """Verify an answer: as a request, with wsa:RelatesTo among the signed parts.

    :raises Edufout: DK0008 without wsa:RelatesTo; else as `verifieer`.
    """
    if adressering.relates_to is None:
        raise Edufout(Foutsoort.DK0008)
    return verifieer(envelope, adressering, vertrouwen, klok, profiel)


def lees_antwoord(
    data: bytes,
    certificaten: Collection[bytes],
    klok: Clock,
    profiel: Profiel,
    *,
    content_type: str | None = None,
    relates_to: str | None = None,
) -> VerifiedResponse:
    """Read and verify an answer, as the sender of the request.

    :param certificaten: the DER certificates with which the service may sign.
    :param profiel: `ontvanger_oin` is the OIN of the sender of the request, to whom the answer is addressed.
    :param relates_to: the MessageID of the request; None takes an answer to any request.
    :raises Edufout: the codes of `lees_envelope`, `controleer_antwoordadressering` and `verifieer_antwoord`.
    """
    envelope = lees_envelope(data, content_type, profiel)
    adressering = controleer_antwoordadressering(envelope, relates_to, profiel)
    # The OIN in wsa:From is put in the mandate: recorded answers carry another OIN in certificate and header.
    vertrouwen = VertrouwdeLijst(
        Partij("service", None, vingerafdruk(der), frozenset({adressering.from_oin})) for der in certificaten
    )
    return VerifiedResponse(envelope, adressering, verifieer_antwoord(envelope, adressering, vertrouwen, klok, profiel))


def _onondertekend(
    envelope: Envelope, timestamp: etree._Element | None, klok: Clock, profiel: Profiel
) -> Ondertekenaar:
    """An unsigned message, where the profile allows it; a Timestamp that is there has to be right."""
    if profiel.ondertekening_vereist:
        waar = envelope.security[0] if envelope.security else envelope.root
        raise ongeldig("niet-ondertekend", waar, None, "Timestamp, BinarySecurityToken, Signature")
    if timestamp is not None and (bevindingen := bevindingen_timestamp(timestamp, klok.nu(), profiel)):
        raise Edufout(Foutsoort.EK0031, bevindingen)
    return ONONDERTEKEND


def _ondertekenaar(
    handtekening: Handtekening,
    bevindingen: list[Bevinding],
    envelope: Envelope,
    vertrouwen: Vertrouwen,
    nu: datetime,
    profiel: Profiel,
) -> Ondertekenaar:
    """The signer, when trust, certificate, signature and digests are all right."""
    der = handtekening.certificaat
    afdruk = vingerafdruk(der)
    try:
        partij = vertrouwde_partij(der, vertrouwen, bevindingen)
    except Edufout as fout:
        reden = fout.__cause__
        if not isinstance(reden, Vertrouwensfout) or reden.voor_ieder or _bewezen(handtekening, envelope, bevindingen):
            raise
        # A certificate is public. Why we do not trust it is for who has its key.
        raise Edufout(Foutsoort.EK0031, [*bevindingen, _onbekend(der)]) from None
    try:
        certificaat = lees_certificaat(der)
    except Onbruikbaar as fout:
        bevindingen.append(Bevinding(fout.oorzaak, _WAAR, None, f"SHA-256 {afdruk}", melding=fout.zin))
        raise Edufout(Foutsoort.EK0031, bevindingen) from fout
    if not certificaat.geldig_op(nu):
        geldig = periode(schrijf_tijdstip(certificaat.geldig_van), schrijf_tijdstip(certificaat.geldig_tot))
        bevindingen.append(Bevinding("certificaat-tijd", _WAAR, None, schrijf_tijdstip(nu), geldig))
    bevindingen += _bevindingen_certificaat(certificaat, profiel)
    goed = handtekening_klopt(handtekening, certificaat)
    if not goed:
        info = handtekening.signed_info
        bevindingen.append(Bevinding("signedinfo-anders", pad(info), regel(info)))
    if goed or envelope.grootte <= _KLEIN:
        gedekt = 0
        for nummer, verwijzing in enumerate(handtekening.verwijzingen):
            bevinding, lengte = bevinding_digest(verwijzing, handtekening.signed_info, nummer)
            gedekt += lengte
            if bevinding is not None:
                bevindingen.append(bevinding)
        if not bevindingen and envelope.grootte > profiel.maximum_onondertekend:
            bevindingen += _bevindingen_omvang(envelope, gedekt, profiel)
    if bevindingen:
        raise Edufout(Foutsoort.EK0031, bevindingen)
    delen = tuple(v.naam for v in handtekening.verwijzingen)
    return Ondertekenaar(partij, certificaat.oin, afdruk, delen, hashlib.sha256(handtekening.waarde).digest(), der)


def vertrouwde_partij(der: bytes, vertrouwen: Vertrouwen, bevindingen: Iterable[Bevinding] = ()) -> Partij:
    """The party behind the certificate.

    :raises Edufout: EK0031 with the earlier findings and why it is not trusted.
    """
    bevindingen = list(bevindingen)
    try:
        partij = vertrouwen.partij(der)
    except Vertrouwensfout as fout:
        bevindingen.append(fout.bevinding(_WAAR))
        raise Edufout(Foutsoort.EK0031, bevindingen) from fout
    if partij is None:
        raise Edufout(Foutsoort.EK0031, [*bevindingen, _onbekend(der)])
    return partij


def _onbekend(der: bytes) -> Bevinding:
    bekend = Tekst("waarde.bekend-certificaat")
    return Bevinding("certificaat-onbekend", _WAAR, None, f"SHA-256 {vingerafdruk(der)}", bekend)


def _bewezen(handtekening: Handtekening, envelope: Envelope, bevindingen: list[Bevinding]) -> bool:
    """Whether who is not trusted proved, with this very message and now, to have the key of the certificate in it.

    He is given no work that grows: what is large proves nothing.
    """
    if bevindingen or envelope.grootte > _KLEIN:
        return False
    try:
        certificaat = lees_certificaat(handtekening.certificaat)
    except Onbruikbaar:
        return False
    info = handtekening.signed_info
    return handtekening_klopt(handtekening, certificaat) and not any(
        bevinding_digest(verwijzing, info, nummer)[0] for nummer, verwijzing in enumerate(handtekening.verwijzingen)
    )


def _bevindingen_certificaat(certificaat: Certificaat, profiel: Profiel) -> list[Bevinding]:
    """What is wrong with a certificate that signs, whoever trusts it: no OIN, or meant for something else."""
    bevindingen, eku = [], profiel.eku
    if certificaat.geen_oin is not None and profiel.oin_vereist:
        bevindingen.append(Bevinding("certificaat-oin", _WAAR, None, certificaat.geen_oin, OIN_PLEK))
    if certificaat.ander_doel is not None and (
        eku == "altijd" or (eku == "kritiek" and certificaat.ander_doel_kritiek)
    ):
        bevindingen.append(Bevinding("certificaat-doel", _WAAR, None, certificaat.ander_doel, Tekst("waarde.doel")))
    return bevindingen


def handtekening_klopt(handtekening: Handtekening, certificaat: Certificaat) -> bool:
    """Whether the key of a certificate signed this SignedInfo."""
    try:
        data = canoniek(handtekening.signed_info, handtekening.prefixen)
        certificaat.sleutel.verify(handtekening.waarde, data, _OPVULLING, _HASHES[handtekening.hash])
    except (InvalidSignature, Canonfout):
        return False
    return True


def bevinding_digest(verwijzing: Reference, signed_info: etree._Element, nummer: int) -> tuple[Bevinding | None, int]:
    """What is wrong with a digest, and how many canonical bytes it is of."""
    try:
        data = canoniek(verwijzing.deel, verwijzing.prefixen)
    except Canonfout:
        rij, zin = regel(signed_info[2 + nummer]), Tekst.met("canonfout", deel=verwijzing.naam)
        mag = Tekst("waarde.absolute-namespaces")
        return Bevinding("canonfout", pad(verwijzing.deel), rij, None, mag, zin), 0
    digest = _DIGESTS[verwijzing.hash](data).digest()
    if hmac.compare_digest(digest, verwijzing.digest):
        return None, len(data)
    gevonden, verwacht = b64encode(digest).decode(), b64encode(verwijzing.digest).decode()[:_MAX_DIGEST]
    zin, deel = Tekst.met("digest-anders", deel=verwijzing.naam), verwijzing.deel
    return Bevinding("digest-anders", pad(deel), regel(deel), gevonden, verwacht, zin), len(data)


def _bevindingen_omvang(envelope: Envelope, gedekt: int, profiel: Profiel) -> list[Bevinding]:
    """Whether the message is far larger than what its signature covers: the rest nobody vouches for, and the log would
    keep it as long as the message. What it may be grows with what is signed, since the same content can be written
    shorter or longer."""
    maximum = profiel.maximum_onondertekend + (1 + profiel.onondertekend_per_byte) * gedekt
    if envelope.grootte <= maximum:
        return []
    gevonden = Tekst.met("waarde.gedekt", aantal=envelope.grootte, gedekt=gedekt)
    return [Bevinding("buiten-handtekening", "/Envelope", None, gevonden, hoogstens("bytes", maximum))]
