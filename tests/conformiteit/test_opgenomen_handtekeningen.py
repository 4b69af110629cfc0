"""Recorded traffic: what its signers signed verifies, what was edited afterwards does not, and our form is theirs."""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from rio_soap.edukoppeling import proefpki
from rio_soap.edukoppeling.adressering import Adressering, controleer_adressering, lees_adressering
from rio_soap.edukoppeling.clock import FixedClock, lees_tijdstip
from rio_soap.edukoppeling.envelope import Envelope, lees_envelope
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.response import stel_antwoord_op
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.trusted import Partij, VertrouwdeLijst, vingerafdruk
from rio_soap.edukoppeling.verifieer import lees_antwoord, verifieer
from rio_soap.edukoppeling.verzoek import stel_verzoek_op
from tests.edukoppeling.precies import GOED, beide, precies

DUO = "00000001800866472000"
PROFIEL = Profiel(ontvanger_oin=DUO)


@dataclass(frozen=True)
class Opname:
    """One recorded exchange."""

    naam: str
    soap_action: str
    content_type: str | None
    herkomst: str
    verzoek: bytes
    antwoord: bytes
    verzoek_klopt: bool
    antwoord_klopt: bool

    @property
    def adressering(self) -> Adressering:
        return lees_adressering(lees_envelope(self.verzoek, None, PROFIEL))


@pytest.fixture(scope="module")
def opnamen(gedeeld: Path) -> list[Opname]:
    map_ = gedeeld / "examples" / "recorded"
    rijen = json.loads((map_ / "index.json").read_text("utf-8"))
    gevonden = [
        Opname(
            rij["name"],
            rij["soap_action"],
            rij["content_type"],
            rij["provenance"],
            (map_ / f"{rij['name']}.request.xml").read_bytes(),
            (map_ / f"{rij['name']}.response.xml").read_bytes(),
            rij["request_signature"] == "verifies",
            rij["response_signature"] == "verifies",
        )
        for rij in rijen
    ]
    assert len(gevonden) == len(rijen) > 50
    return gevonden


def token_en_klok(envelope: Envelope) -> tuple[bytes, FixedClock]:
    """The certificate in the message and a clock at its own Created."""
    security = envelope.security[0]
    moment = lees_tijdstip(security.findtext("{*}Timestamp/{*}Created") or "")
    assert moment is not None
    return base64.b64decode(security.findtext("{*}BinarySecurityToken") or ""), FixedClock(moment)


def oordeel_verzoek(opname: Opname) -> None:
    envelope = lees_envelope(opname.verzoek, "text/xml; charset=utf-8", PROFIEL)
    adressering = controleer_adressering(envelope, opname.soap_action, {opname.soap_action}, PROFIEL)
    der, klok = token_en_klok(envelope)
    vertrouwen = VertrouwdeLijst([Partij("x", None, vingerafdruk(der), frozenset({adressering.from_oin}))])
    ondertekenaar = verifieer(envelope, adressering, vertrouwen, klok, PROFIEL)
    assert ondertekenaar.ondertekende_delen == ("From", "To", "Action", "MessageID", "Body", "Timestamp")
    assert ondertekenaar.oin_certificaat in ("00000099411824080000", "00000003411824080000")


def oordeel_antwoord(opname: Opname, relates_to: str | None) -> None:
    profiel = Profiel(ontvanger_oin=opname.adressering.from_oin)
    der, klok = token_en_klok(lees_envelope(opname.antwoord, None, profiel))
    gelezen = lees_antwoord(
        opname.antwoord, [der], klok, profiel, content_type=opname.content_type, relates_to=relates_to
    )
    delen = ("To", "Action", "MessageID", "RelatesTo", "From", "Body", "Timestamp")
    assert gelezen.ondertekenaar.ondertekende_delen == delen
    assert gelezen.adressering.from_oin == DUO


def kloppend(opnamen: list[Opname]) -> Iterator[Opname]:
    return (opname for opname in opnamen if opname.herkomst == "genuine")


def test_every_genuine_exchange_verifies(opnamen):
    echt = list(kloppend(opnamen))
    assert len(echt) >= 49
    for opname in echt:
        oordeel_verzoek(opname)
        oordeel_antwoord(opname, opname.adressering.message_id)


def test_recorded_traffic_gets_the_same_verdict_by_the_short_and_the_long_way(opnamen):
    """Genuine, edited or spliced: requests and answers."""
    goed = 0
    for opname in opnamen:
        der, klok = token_en_klok(lees_envelope(opname.verzoek, None, PROFIEL))
        vertrouwen = VertrouwdeLijst([Partij("x", None, vingerafdruk(der), frozenset({opname.adressering.from_oin}))])
        kort, lang = beide(opname.verzoek, "text/xml", opname.soap_action, PROFIEL, vertrouwen, klok)
        assert kort == lang, opname.naam
        goed += len(kort) == GOED
        if opname.antwoord_klopt:
            with precies():
                oordeel_antwoord(opname, None)
            oordeel_antwoord(opname, None)
    assert goed >= 49


def test_what_was_edited_is_refused_at_the_body_and_the_other_half_still_verifies(opnamen):
    bewerkt = [opname for opname in opnamen if opname.herkomst == "edited"]
    assert len(bewerkt) >= 9
    for opname in bewerkt:
        assert not (opname.verzoek_klopt and opname.antwoord_klopt)
        for klopt, doe in (
            (opname.verzoek_klopt, lambda o=opname: oordeel_verzoek(o)),
            (opname.antwoord_klopt, lambda o=opname: oordeel_antwoord(o, None)),
        ):
            if klopt:
                doe()
                continue
            with pytest.raises(Edufout) as gevangen:
                doe()
            assert gevangen.value.soort is Foutsoort.EK0031
            assert [b.waar for b in gevangen.value.bevindingen] == ["/Envelope/Body"]


def test_an_answer_to_another_request_is_told_by_relatesto(opnamen):
    gespleten = [opname for opname in opnamen if opname.herkomst == "spliced"]
    assert gespleten
    for opname in gespleten:
        oordeel_verzoek(opname)
        oordeel_antwoord(opname, None)
        with pytest.raises(Edufout) as gevangen:
            oordeel_antwoord(opname, opname.adressering.message_id)
        assert gevangen.value.soort is Foutsoort.DK0011


def test_a_recording_is_refused_after_its_time(opnamen):
    opname = next(kloppend(opnamen))
    envelope = lees_envelope(opname.verzoek, None, PROFIEL)
    der, klok = token_en_klok(envelope)
    adressering = lees_adressering(envelope)
    vertrouwen = VertrouwdeLijst([Partij("x", None, vingerafdruk(der), frozenset({adressering.from_oin}))])
    later = FixedClock(klok.moment.replace(year=klok.moment.year + 3))
    with pytest.raises(Edufout) as gevangen:
        verifieer(envelope, adressering, vertrouwen, later, PROFIEL)
    meldingen = " ".join(b.zin() for b in gevangen.value.bevindingen)
    assert "verlopen" in meldingen
    assert "certificaat is nu niet geldig" in meldingen


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sleutelpaar]:
    map_ = tmp_path_factory.mktemp("pki")
    return proefpki.maak(map_, dienst_oin=DUO, klanten={"klant": "00000099000000001000"})


def gemaskerd(data: bytes) -> str:
    """The message with fresh ids, times, digests, signature and token blotted out."""
    tekst = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID", data.decode())
    tekst = re.sub(
        r"(?s)(<(?:\w+:)?(?:DigestValue|SignatureValue|BinarySecurityToken)\b[^>]*>)[^<]*", r"\1BASE64", tekst
    )
    return re.sub(r"(<wsu:(?:Created|Expires)>)([^<]*)", lambda m: m[1] + re.sub(r"\d", "9", m[2]), tekst)


def test_our_answer_is_the_recorded_one_byte_for_byte_but_for_fresh_values(opnamen, pki):
    for opname in kloppend(opnamen):
        envelope = lees_envelope(opname.antwoord, None, PROFIEL)
        _, klok = token_en_klok(envelope)
        ons = stel_antwoord_op(envelope.inhoud, opname.adressering, sleutelpaar=pki["dienst"], klok=klok, eigen_oin=DUO)
        assert gemaskerd(ons) == gemaskerd(opname.antwoord), opname.naam


def test_our_request_is_the_recorded_one_byte_for_byte_but_for_fresh_values(opnamen, pki):
    for opname in kloppend(opnamen):
        envelope = lees_envelope(opname.verzoek, None, PROFIEL)
        _, klok = token_en_klok(envelope)
        adressering = opname.adressering
        ons = stel_verzoek_op(
            envelope.inhoud,
            action=adressering.action,
            van_oin=adressering.from_oin,
            naar=(envelope.wsa["To"][0].text or ""),
            message_id=adressering.message_id,
            sleutelpaar=pki["klant"],
            klok=klok,
        )
        assert gemaskerd(ons) == gemaskerd(opname.verzoek), opname.naam
        assert etree.tostring(etree.fromstring(ons)[1], method="c14n") == etree.tostring(envelope.body, method="c14n")
