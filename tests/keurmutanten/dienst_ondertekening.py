"""Mutants of signatures: those of answers, and what of those of requests is looked at."""

import base64
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from lxml import etree

from rio_soap.edukoppeling.clock import schrijf_tijdstip
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.uris import DS, SOAP, WSSE, WSU_ID
from rio_soap.register.regels.foutcodes import melding
from rio_soap.workbench.keur.kapot import certificaat, herteken, sha1
from tests.keurmutanten.dienst import DIENST
from tests.keurmutanten.gereedschap import (
    Boom,
    Doe,
    alles,
    andere_fout,
    boom,
    fouten,
    foutmeldingen,
    kop,
    naam_van,
    schrijf,
    timestamp,
    uit_bytes,
    vergeef,
    weg,
    zonder_verwijzing,
)
from tests.keurmutanten.proefdienst import Proefdienst, Uit


def _zonder_security(root: etree._Element) -> None:
    if root[0].tag.endswith("Header"):
        weg(root[0].find(f"{{{WSSE}}}Security"))


def zonder(wat: str) -> Doe:
    """Leave one part of answers out of their signature."""

    def stap(root: etree._Element) -> None:
        deel = root[-1] if wat == "Body" else timestamp(root) if wat == "Timestamp" else kop(root, wat)
        zonder_verwijzing(root, deel)

    return boom(stap)


def _verwijzing_naar(root: etree._Element, deel: etree._Element) -> etree._Element:
    return next(v for v in root.iter(f"{{{DS}}}Reference") if v.get("URI") == f"#{deel.get(WSU_ID)}")


def met_digest(deel: Callable[[etree._Element], etree._Element]) -> Doe:
    """Another digest of a part, signed like the rest."""

    def doe(proef: Proefdienst) -> None:
        def na(verzoek: bytes, uit: Uit) -> Uit:
            if not alles(naam_van(verzoek), uit):
                return uit
            root = etree.fromstring(uit.data)
            _verwijzing_naar(root, deel(root))[-1].text = base64.b64encode(bytes(32)).decode()
            herteken(root, proef.sleutel.sleutel, digests=False)
            return replace(uit, data=schrijf(root))

        proef.na.append(na)

    return doe


@cache
def _vreemde() -> tuple[rsa.RSAPrivateKey, str]:
    sleutel = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return sleutel, certificaat(sleutel, "00000001800866472000")


@DIENST.doe("sign-stranger")
def _ander(proef: Proefdienst) -> None:
    def na(verzoek: bytes, uit: Uit) -> Uit:
        if not alles(naam_van(verzoek), uit):
            return uit
        root = etree.fromstring(uit.data)
        sleutel, token = _vreemde()
        next(root.iter(f"{{{WSSE}}}BinarySecurityToken")).text = token
        herteken(root, sleutel)
        return replace(uit, data=schrijf(root))

    proef.na.append(na)


def _zonder_token(root: etree._Element) -> None:
    weg(next(root.iter(f"{{{WSSE}}}BinarySecurityToken")))


def _zonder_timestamp(root: etree._Element) -> None:
    deel = timestamp(root)
    zonder_verwijzing(root, deel)
    weg(deel)


def tijden(created: timedelta, expires: timedelta) -> Boom:
    """A timestamp with other moments, from now."""

    def stap(root: etree._Element) -> None:
        nu = datetime.now(UTC)
        deel = timestamp(root)
        deel[0].text, deel[1].text = schrijf_tijdstip(nu + created), schrijf_tijdstip(nu + expires)

    return stap


def _digest_sha1(root: etree._Element) -> None:
    for methode in root.iter(f"{{{DS}}}DigestMethod"):
        methode.set("Algorithm", f"{DS}sha1")


def _waarde(data: bytes) -> bytes:
    return re.sub(rb"(<SignatureValue>)(.)", lambda m: m[1] + (b"B" if m[2] == b"A" else b"A"), data)


@DIENST.doe("verify-prefixlist")
def _prefixlijst(proef: Proefdienst) -> None:
    proef.om("rio_soap.edukoppeling.verifieer.canoniek", lambda goed, element, prefixen=(): goed(element))


@DIENST.doe("verify-mandate")
def _mandaat(proef: Proefdienst) -> None:
    proef.vervang("rio_soap.edukoppeling.verifieer.controleer_mandaat", lambda *_: None)
    proef.pijplijn.afhandeling.partij_in = None
    proef.pijplijn.afzender = "vrij"


@DIENST.doe("verify-replay")
def _opnieuw(proef: Proefdienst) -> None:
    """What has the code of before is taken when all of it is the same."""
    gezien: set[bytes] = set()

    def om(goed: Any, session: Any, claim: Any) -> None:
        if claim.handtekening in gezien:
            return
        goed(session, claim)
        gezien.add(claim.handtekening)

    proef.om("rio_soap.service.afhandeling.make_claim", om)


@DIENST.doe("verify-wrapped")
def _omwikkeld(proef: Proefdienst) -> None:
    """The signed Body is looked up by its Id wherever it stands; what is in the place of the Body is processed."""

    def om_envelope(goed: Any, data: bytes, *rest: Any) -> Any:
        try:
            return goed(data, *rest)
        except Edufout as fout:
            if not any(b.oorzaak in ("envelope-genest", "id-dubbel") for b in fout.bevindingen):
                raise
        root = etree.fromstring(data)
        genest = [e for e in root.iter(f"{{{SOAP}}}Body") if e.getparent() is not root]
        plaats = [(e, e.getparent()) for e in genest]
        for element, ouder in plaats:
            assert ouder is not None
            ouder.remove(element)
        envelope = goed(etree.tostring(root), *rest)
        omwikkeld.add(envelope.grootte)
        return envelope

    omwikkeld: set[int] = set()
    vergeef("digest-anders", "deel-niet-ondertekend", "reference-vreemd", "deel-zonder-id", "id-dubbel")(proef)
    vergevend = _vergevend()

    def om(goed: Any, envelope: Any, *rest: Any) -> Any:
        return (vergevend if envelope.grootte in omwikkeld else _streng)(envelope, *rest)

    proef.om("rio_soap.edukoppeling.envelope.lees_envelope", om_envelope)
    proef.om("rio_soap.edukoppeling.verifieer.verifieer_ondertekening", om)


def _vergevend() -> Any:
    from rio_soap.edukoppeling import verifieer

    return verifieer.verifieer_ondertekening


from rio_soap.edukoppeling.verifieer import verifieer_ondertekening as _streng  # noqa: E402


@DIENST.doe("verify-mandate-functional")
def _als_antwoord(proef: Proefdienst) -> None:
    """The signer without mandate gets an answer that says AUT401."""
    from rio_soap.register.regels.uitslag import afgekeurd

    geen: set[int] = set()

    def om(goed: Any, ondertekenaar: Any, adressering: Any) -> None:
        try:
            goed(ondertekenaar, adressering)
        except Edufout:
            geen.add(id(adressering))

    def om_uitvoering(goed: Any, transactie: Any, klaar: Any) -> Any:
        from rio_soap.service.bericht import Beoordeeld

        if id(klaar.gelezen.adressering) in geen:
            uitslag = afgekeurd([melding("AUT401", (("oin", klaar.gelezen.adressering.from_oin),))])
            return Beoordeeld(klaar.gelezen, klaar.context, klaar.opsteller, uitslag)
        return goed(transactie, klaar)

    from rio_soap.service import afhandeling

    stappen = tuple(
        (naam, (lambda t, k, s=stap: om_uitvoering(s, t, k)) if naam == "afhandeling/uitvoering" else stap)
        for naam, stap in afhandeling.LEVERTRANSACTIE.steps
    )
    proef.om("rio_soap.edukoppeling.verifieer.controleer_mandaat", om)
    proef.vervang("rio_soap.service.afhandeling.LEVERTRANSACTIE", replace(afhandeling.LEVERTRANSACTIE, steps=stappen))
    proef.pijplijn.afhandeling.partij_in = None
    proef.pijplijn.afzender = "vrij"


_UUR = timedelta(hours=1)
_ALLE_DIGESTS = vergeef("digest-anders")
DIENST.zet(
    {
        "sign-none": boom(_zonder_security),
        "sign-body": zonder("Body"),
        "sign-to": zonder("To"),
        "sign-action": zonder("Action"),
        "sign-messageid": zonder("MessageID"),
        "sign-relatesto": zonder("RelatesTo"),
        "sign-from": zonder("From"),
        "sign-timestamp": zonder("Timestamp"),
        "sign-digest": met_digest(lambda root: root[-1]),
        "sign-digest-header": met_digest(lambda root: kop(root, "To")),
        "sign-value": uit_bytes(_waarde),
        "sign-after": uit_bytes(lambda data: data.replace(b"Goedgekeurd>true", b"Goedgekeurd>true ")),
        "sign-sha1": boom(sha1),
        "sign-digest-sha1": boom(_digest_sha1),
        "sign-no-token": boom(_zonder_token, ondertekend=False),
        "sign-no-timestamp": boom(_zonder_timestamp),
        "sign-expired": boom(tijden(-2 * _UUR, -_UUR)),
        "sign-future": boom(tijden(_UUR, 2 * _UUR)),
        "sign-reversed": boom(tijden(timedelta(seconds=30), -timedelta(seconds=20))),
        "sign-fault-none": boom(_zonder_security, fouten),
        "sign-refusal-none": boom(_zonder_security, foutmeldingen),
        "verify-unsigned": vergeef("niet-ondertekend"),
        "verify-value": vergeef("signedinfo-anders"),
        "verify-digest-body": vergeef("digest-anders", waar="Body"),
        "verify-digest-headers": vergeef("digest-anders", waar="/Header/"),
        **{
            f"verify-part-{deel.lower()}": vergeef("deel-niet-ondertekend", waar=deel)
            for deel in ("Body", "To", "From", "Action", "MessageID", "Timestamp")
        },
        "verify-timestamp-missing": vergeef("timestamp-ontbreekt"),
        "verify-expired": vergeef("verlopen"),
        "verify-future": vergeef("created-toekomst"),
        "verify-reversed": vergeef("expires-created"),
        "verify-sha1": vergeef("sha1"),
        "verify-stranger": vergeef("certificaat-onbekend"),
        "verify-code-signature": andere_fout(Foutsoort.EK0031, Foutsoort.DK0050),
        "verify-code-mandate": andere_fout(Foutsoort.DK0002, Foutsoort.EK0031),
    }
)  # fmt: skip
