"""The signature of a message judged as the service does, and every refusal traced to what was done."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from lxml import etree

from rio_soap.bevinding import Tekst
from rio_soap.contract.budget import Budget
from rio_soap.edukoppeling import verifieer
from rio_soap.edukoppeling.adressering import Adressering
from rio_soap.edukoppeling.clock import WIT, FixedClock, lees_tijdstip
from rio_soap.edukoppeling.envelope import Envelope
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.position import pad, regel
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.trusted import Partij, Vertrouwen, Vertrouwensfout, vingerafdruk
from rio_soap.edukoppeling.uris import SOAP, WSSE, WSU, kort
from rio_soap.workbench import ondertekening
from rio_soap.workbench.herken import herken
from rio_soap.workbench.herleid import MAX_BYTES, MAX_SECONDEN, Herleid, herleid
from rio_soap.workbench.ondertekening import Losse, tekst64
from rio_soap.workbench.rapport import Certificaatrapport, Melding, SignedPart
from rio_soap.workbench.verwijzingen import maak_verwijzingen

_MAX_MELDINGEN = 100
_MAX_DIEPTE = 8
"""What the profile judges stands no deeper: Envelope/Header/Security/Signature/SignedInfo/Reference and two below."""
_EK0031 = Foutsoort.EK0031.faultcode
_BIJ_CERTIFICAAT = "/Envelope/Header/Security/BinarySecurityToken"
_SIGNEDINFO = {
    "digest-wit": "signedinfo-wit",
    "digest-trim": "signedinfo-wit",
    "digest-regeleinden": "signedinfo-wit",
    "digest-inclusief": "signedinfo-inclusief",
    "prefixlijst-ontbreekt": "signedinfo-prefixlijst",
    "prefixlijst-genegeerd": "signedinfo-prefixlijst",
}


@dataclass(frozen=True, slots=True)
class _IederVertrouwd:
    """Takes any certificate for the sender's: whom the receiver trusts is judged apart."""

    oin: str

    def partij(self, certificaat: bytes) -> Partij:
        return Partij("afzender", None, vingerafdruk(certificaat), frozenset((self.oin,)))


@dataclass(frozen=True, slots=True)
class Handtekeningrapport:
    """What was found out about the signature of a message."""

    meldingen: list[Melding]
    verwijzingen: tuple[SignedPart, ...]
    certificaat: Certificaatrapport | None
    ondertekend: bool
    partij: Partij | None
    """The trusted party that signed, when there was a register to ask and the signature is right: a certificate alone
    proves nothing, for anyone can copy it out of a message."""
    ongelezen: int = 0
    """Number of References for which there was no time."""


def gemaakt(envelope: Envelope) -> datetime | None:
    """Created of the message's own Timestamp."""
    pad_ = f"{{{SOAP}}}Header/{{{WSSE}}}Security/{{{WSU}}}Timestamp/{{{WSU}}}Created"
    return lees_tijdstip(envelope.root.findtext(pad_, default="").strip(WIT))


def controleer_handtekening(
    envelope: Envelope,
    adressering: Adressering,
    profiel: Profiel,
    moment: datetime,
    vertrouwen: Vertrouwen | None,
    budget: Budget,
    *,
    na_bewijs: bool = False,
) -> Handtekeningrapport:
    """Judge the signature at a moment.

    :param vertrouwen: whom the register trusts; None leaves trust and mandate out.
    :param budget: the time for the report; the verdict of the profile itself does not depend on it.
    :param na_bewijs: ask that only when all of the signature is right: a certificate is public, and what the register
        knows of its party is for who has the key.
    """
    los = ondertekening.lees_los(envelope, budget)
    meldingen: list[Melding] = []
    zoektijd = budget.deel(MAX_SECONDEN)
    herleid_ = _herleidingen(los, zoektijd) if los is not None else {}
    oordeel = verifieer.ONONDERTEKEND
    try:
        vertrouwd = _IederVertrouwd(adressering.from_oin)
        oordeel = verifieer.verifieer(envelope, adressering, vertrouwd, FixedClock(moment), profiel)
    except Edufout as fout:
        gevonden = herken(fout, "ondertekening")[:_MAX_MELDINGEN]
        meldingen = [_verfijnd(melding, los, envelope, herleid_, zoektijd) for melding in gevonden]
    meldingen = [_met_regel(melding, envelope) for melding in meldingen if not _dubbel(melding, meldingen)]
    meldingen.sort(key=lambda m: (m.oorzaak.startswith(("signedinfo", "handtekening")), m.waar != "/Envelope/Body"))
    der = los.der if los else None
    if na_bewijs and oordeel.vingerafdruk is None:
        vertrouwen = None
    partij, ingetrokken = _partij(der, vertrouwen)
    meldingen += ingetrokken
    certificaat = None
    if der:
        bekend = None if vertrouwen is None or ingetrokken else partij is not None
        certificaat = ondertekening.lees_certificaatrapport(der, vertrouwd=bekend)
        meldingen += [_met_regel(melding, envelope) for melding in _vertrouwen(certificaat, partij, adressering)]
    verwijzingen = tuple(maak_verwijzingen(los, herleid_)) if los else ()
    ongelezen = len(los.delen) - len(verwijzingen) if los else 0
    ondertekend = los is not None or oordeel.vingerafdruk is not None
    bewezen = partij if oordeel.vingerafdruk is not None else None
    return Handtekeningrapport(meldingen, verwijzingen, certificaat, ondertekend, bewezen, ongelezen)


def _partij(der: bytes | None, vertrouwen: Vertrouwen | None) -> tuple[Partij | None, list[Melding]]:
    """The trusted party of the certificate, or why a certificate that is known is not trusted."""
    if der is None or vertrouwen is None:
        return None, []
    try:
        return vertrouwen.partij(der), []
    except Vertrouwensfout as fout:
        return None, [
            Melding(
                "certificaat-geweigerd",
                "ondertekening",
                _BIJ_CERTIFICAAT,
                None,
                fout.gevonden,
                fout.toegestaan,
                fout.zin,
                _EK0031,
            )
        ]


def _eerste_op(waar: str, envelope: Envelope) -> etree._Element | None:
    """The first element on a path of local names; not below the element in the Body, where the signature has nothing
    to say."""
    laag = [envelope.root]
    _, wortel, *namen = waar.split("/") if waar.startswith("/") else ("", "")
    if wortel != kort(str(envelope.root.tag)):
        return None
    for diepte, naam in enumerate(namen, 2):
        if laag[0] is envelope.body and diepte > 3:
            return None
        laag = [kind for element in laag for kind in element if kort(str(kind.tag)) == naam]
        if not laag:
            return None
    return laag[0]


def _met_regel(melding: Melding, envelope: Envelope) -> Melding:
    """With the line of the first element on its path, when the profile did not tell one."""
    if melding.regel is not None or melding.waar.count("/") > _MAX_DIEPTE:
        return melding
    element = _eerste_op(melding.waar, envelope)
    return melding if element is None else replace(melding, regel=regel(element))


def _dubbel(melding: Melding, alle: list[Melding]) -> bool:
    """SignedInfo is wrong because the digests in it were found to be those of white space that was added everywhere."""
    return melding.oorzaak == "signedinfo-wit" and any(m.oorzaak == "digest-wit" for m in alle)


def _vertrouwen(
    certificaat: Certificaatrapport | None, partij: Partij | None, adressering: Adressering
) -> list[Melding]:
    if certificaat is None:
        return []
    meldingen = []
    if certificaat.vertrouwd is False:
        tekst, mag = Tekst("werkbank.onbekende-partij"), Tekst("werkbank.bekend-certificaat")
        afdruk = f"SHA-256 {certificaat.vingerafdruk}"
        meldingen.append(
            Melding("certificaat-onbekend", "ondertekening", _BIJ_CERTIFICAAT, None, afdruk, mag, tekst, _EK0031)
        )
    elif partij is not None and not partij.mag_voor(adressering.from_oin):
        oins = ", ".join(sorted({partij.oin or "", *partij.namens} - {""})[:20])
        namens = oins or Tekst("werkbank.geen-oin")
        tekst = Tekst.met("werkbank.niet-gemachtigd", partij=partij.naam)
        code = Foutsoort.DK0002.faultcode
        waar = "/Envelope/Header/From"
        meldingen.append(Melding("mandaat", "ondertekening", waar, None, adressering.from_oin, namens, tekst, code))
    elif partij is None and certificaat.oin not in (None, adressering.from_oin) and not adressering.relates_to:
        tekst = Tekst("werkbank.intermediair")
        waar = "/Envelope/Header/From"
        van, ander = adressering.from_oin, certificaat.oin or "-"
        gevonden = Tekst.met("werkbank.intermediair-oin", van=van, certificaat=ander)
        melding = Melding("intermediair", "ondertekening", waar, None, gevonden, None, tekst, ernst="opmerking")
        meldingen.append(melding)
    return meldingen


_HEX = re.compile(r"(?:[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96}|[0-9a-fA-F]{128})")
"""A digest in hexadecimals, which is base64 of something else by accident."""


def _verfijnd(
    melding: Melding, los: Losse | None, envelope: Envelope, herleid_: Mapping[str, Herleid], budget: Budget
) -> Melding:
    """The finding with the cause that the bytes themselves give away."""
    if melding.oorzaak == "deel-niet-ondertekend":
        return _bij_het_deel(melding, envelope)
    if los is None:
        return melding
    if melding.oorzaak == "certificaat-onleesbaar" and (los.der or b"").startswith(b"-----BEGIN"):
        return replace(melding, oorzaak="token-pem")
    if melding.oorzaak == "digest-anders":
        return _digest(melding, los, herleid_)
    if melding.oorzaak == "signedinfo-anders":
        return _signed_info(melding, los, budget)
    return melding


def _bij_het_deel(melding: Melding, envelope: Envelope) -> Melding:
    """At the part that has no Reference, rather than at SignedInfo."""
    zin = melding.bericht
    deelnaam = dict(zin.gegevens).get("deel") if isinstance(zin, Tekst) else None
    headers = list(envelope.header) if envelope.header is not None else []
    for element in (envelope.body, *headers, *(deel for header in envelope.security for deel in header)):
        if kort(str(element.tag)) == deelnaam:
            geen, mag = Tekst("werkbank.geen-reference"), Tekst.met("werkbank.reference-in", waar=melding.waar)
            return replace(melding, waar=pad(element), regel=regel(element), gevonden=geen, toegestaan=mag)
    return melding


def _digest(melding: Melding, los: Losse, herleid_: Mapping[str, Herleid]) -> Melding:
    for deel in los.delen:
        if deel.waar == melding.waar:
            andere = {ander.digest for ander in los.delen if ander is not deel}
            gevonden = herleid_.get(deel.waar)
            if gevonden is not None:
                return replace(melding, oorzaak=gevonden.oorzaak)
            if _HEX.fullmatch(tekst64(deel.digest)):
                return replace(melding, oorzaak="digest-hex", gevonden=tekst64(deel.digest), toegestaan="base64")
            if deel.vorm is not None and deel.vorm.digest in andere:
                return replace(melding, oorzaak="digest-verwisseld")
            if weg := [prefix for prefix in deel.prefixen if prefix != "#default" and prefix not in deel.element.nsmap]:
                # Whoever signed had these prefixes; who wrote the message since then uses others.
                return replace(melding, oorzaak="digest-prefix", mogelijk=f"PrefixList: {' '.join(weg)}")
    return melding


def _herleidingen(los: Losse, budget: Budget) -> dict[str, Herleid]:
    """What was done to each part that is not as it was signed, by its path; within a bounded time for all of them."""
    lijsten = any(deel.prefixen for deel in los.delen)
    gevonden: dict[str, Herleid] = {}
    for deel in los.delen:
        vorm = deel.vorm
        if vorm is None or vorm.omvang > MAX_BYTES or deel.klopt:
            continue
        uitkomst = herleid(
            deel.element,
            deel.prefixen,
            deel.hash,
            deel.digest,
            inclusief=deel.inclusief,
            met_prefixlijsten=lijsten,
            budget=budget,
        )
        if uitkomst is not None:
            gevonden[deel.waar] = uitkomst
    return gevonden


def _signed_info(melding: Melding, los: Losse, budget: Budget) -> Melding:
    gezet = ondertekening.ondertekend_digest(los)
    if gezet is None:
        return replace(melding, oorzaak="handtekening-sleutel", waar=_BIJ_CERTIFICAAT)
    hash_, verwacht = gezet
    info = los.signed_info
    nu = ondertekening.canonieke_bytes(info, los.prefixen, inclusief=los.inclusief)
    berekend = ondertekening.digest(hash_, nu)
    melding = replace(melding, gevonden=f"{hash_} {tekst64(berekend)}", toegestaan=f"{hash_} {tekst64(verwacht)}")
    if berekend == verwacht:
        return replace(melding, oorzaak="handtekening-hash", gevonden=hash_, toegestaan=los.hash)
    gevonden = herleid(info, los.prefixen, hash_, verwacht, inclusief=los.inclusief, budget=budget)
    if gevonden is None:
        return melding
    return replace(melding, oorzaak=_SIGNEDINFO.get(gevonden.oorzaak, "signedinfo-anders"))
