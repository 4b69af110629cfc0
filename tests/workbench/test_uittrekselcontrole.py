"""An uittreksel as a file: made at the register, known by its bytes, and checked with a certificate alone."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from rio_soap.bevinding import Taal
from rio_soap.cli import main
from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.bestandshandtekening import onderteken_bestand, zonder_handtekening
from rio_soap.edukoppeling.canoniek import canoniek
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import contactadres, inzage
from rio_soap.setup import keys, trial
from rio_soap.setup.extracts import ExtractQuestion, NoExtract, make_extract
from rio_soap.setup.settings import Settings
from rio_soap.workbench.bewijscontrole import Diensten
from rio_soap.workbench.controle import Kader, controleer
from rio_soap.workbench.rapport import Rapport
from rio_soap.workbench.uittrekselbestand import HASH, berekende_hash, is_uittreksel
from rio_soap.workbench.uittrekselcontrole import controleer_uittreksel
from rio_soap.workbench.weergave import als_json, als_tekst
from tests.register.geldige_antwoorden import KOP
from tests.workbench.hulp import VasteTijd

ERKENNING = "OCW/BEVOEGD_GEZAG/40169"


@pytest.fixture(scope="module")
def bestand(settings: Settings, register: Register) -> bytes:
    return make_extract(settings, register, ExtractQuestion("100B490", None, None, trial.OIN_HANZE))


@pytest.fixture(scope="module")
def eigen(settings: Settings) -> Diensten:
    """The service that made it."""
    return keys.service_certificates(settings, [settings.certificaatbestand])


@pytest.fixture(scope="module")
def vreemd(tmp_path_factory: pytest.TempPathFactory) -> Sleutelpaar:
    """The key pair of a forger."""
    map_ = tmp_path_factory.mktemp("vreemd")
    trial.make_pki(Settings(data_dir=map_))
    return Sleutelpaar.laad(map_ / "pki" / "dienst.key", map_ / "pki" / "dienst.pem")


def oorzaken(rapport: Rapport) -> list[str]:
    return [melding.oorzaak for melding in rapport.meldingen]


def standen(rapport: Rapport) -> dict[str, str]:
    return {onderdeel.deel: onderdeel.stand for onderdeel in rapport.onderdelen}


def test_a_file_of_the_register_holds_in_every_part(bestand: bytes, los: Kader, eigen: Diensten) -> None:
    rapport = controleer_uittreksel("u.xml", bestand, los, eigen)
    assert (rapport.soort, rapport.goed, oorzaken(rapport)) == ("uittreksel", True, [])
    assert standen(rapport) == dict.fromkeys(("bericht", "ondertekening", "xsd", "waarden"), "goed")
    assert rapport.certificaat is not None
    assert (rapport.certificaat.oin, rapport.certificaat.vertrouwd) == ("00000001800866472000", True)


@pytest.mark.parametrize(
    ("taal", "woorden"),
    [("nl", ("uittreksel", "ondertekend door", "hash klopt")), ("en", ("extract", "signed by", "hash is right"))],
)
def test_the_report_says_what_holds_and_who_signed(
    bestand: bytes, los: Kader, eigen: Diensten, taal: Taal, woorden: tuple[str, ...]
) -> None:
    rapport = controleer_uittreksel("u.xml", bestand, los, eigen)
    tekst = als_tekst([rapport], taal)
    assert [woord for woord in (*woorden, "100B490", "OIN 00000001800866472000") if woord not in tekst] == []
    assert json.loads(als_json([rapport], taal))[0]["certificaat"]["vertrouwd"] is True


def hernieuwd(data: bytes, sleutelpaar: Sleutelpaar, doe: Callable[[etree._Element], None], *, hash_: bool) -> bytes:
    """An uittreksel that is changed and signed again by somebody, with a right hash or with that of before."""
    kaal = zonder_handtekening(etree.fromstring(data))
    doe(kaal)
    if hash_:
        element = kaal.find(HASH)
        assert element is not None
        element.text = berekende_hash(kaal)
    return onderteken_bestand(canoniek(kaal).decode(), sleutelpaar)


def ander_nummer(uittreksel: etree._Element) -> None:
    uittreksel[0].text = "3b241101-e2bb-4255-8caf-4136c566a962"


def geen_volgnummer(uittreksel: etree._Element) -> None:
    uittreksel.remove(uittreksel[3])


def in_de_signature(data: bytes) -> bytes:
    """A second uittreksel, where nothing is signed."""
    begin, eind = data.index(b"<ns2:uittreksel"), data.index(b"<Signature")
    tweede = data[begin:eind] + b"</ns2:uittreksel>"
    return data.replace(b"</KeyInfo>", b"</KeyInfo><Object>" + tweede + b"</Object>")


def omwikkeld(data: bytes) -> bytes:
    """The signed uittreksel moved into another, with its signature beside it."""
    begin = data.index(b"<ns2:uittreksel")
    return (
        data[:begin]
        + b'<ns2:uittreksel xmlns:ns2="urn:rio-soap:schema:RIO_Aanvulling_Raadplegen_V1">'
        + data[begin:].replace(b"</ns2:uittreksel>", b"</ns2:uittreksel></ns2:uittreksel>")
    )


def vooraan(data: bytes) -> bytes:
    begin, eind = data.index(b"<Signature"), data.index(b"</Signature>") + len(b"</Signature>")
    kop = data.index(b"<ns2:uittrekselnummer")
    return data[:kop] + data[begin:eind] + data[kop:begin] + data[eind:]


def twee_handtekeningen(data: bytes) -> bytes:
    begin, eind = data.index(b"<Signature"), data.index(b"</Signature>") + len(b"</Signature>")
    return data[:eind] + data[begin:eind] + data[eind:]


def zonder(data: bytes) -> bytes:
    begin, eind = data.index(b"<Signature"), data.index(b"</Signature>") + len(b"</Signature>")
    return data[:begin] + data[eind:]


def met_dtd(data: bytes) -> bytes:
    return data.replace(b"?>\n", b'?>\n<!DOCTYPE uittreksel [<!ENTITY e "x">]>\n', 1)


BEDORVEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a changed byte": (lambda d: d.replace(b"100B490", b"100B491", 1), "digest-anders"),
    "a changed hash": (lambda d: d.replace(b"<ns2:hash>", b"<ns2:hash>0", 1), "digest-anders"),
    "a second uittreksel": (in_de_signature, "uittreksel-dubbel"),
    "wrapped": (omwikkeld, "uittreksel-dubbel"),
    "the signature elsewhere": (vooraan, "uittreksel-handtekening"),
    "two signatures": (twee_handtekeningen, "uittreksel-handtekening"),
    "no signature": (zonder, "uittreksel-ongetekend"),
    "a DTD": (met_dtd, "dtd"),
    "a comment": (lambda d: d.replace(b"<Signature", b"<!-- x --><Signature", 1), "commentaar"),
    "cut off": (lambda d: d[:-30], "afgebroken"),
    "another namespace": (lambda d: d.replace(b"Raadplegen_V1", b"Raadplegen_V2"), "body-namespace"),
}


@pytest.mark.parametrize("naam", BEDORVEN)
def test_what_was_done_to_it_is_refused_by_name(bestand: bytes, los: Kader, eigen: Diensten, naam: str) -> None:
    doe, oorzaak = BEDORVEN[naam]
    data = doe(bestand)
    assert is_uittreksel(data)
    rapport = controleer_uittreksel("u.xml", data, los, eigen)
    assert not rapport.goed
    assert oorzaken(rapport)[0] == oorzaak
    assert {melding.fout for melding in rapport.meldingen if melding.deel != "xsd"} == {None}


def test_what_another_signed_is_not_of_the_service(
    bestand: bytes, los: Kader, eigen: Diensten, vreemd: Sleutelpaar
) -> None:
    data = hernieuwd(bestand, vreemd, ander_nummer, hash_=True)
    assert oorzaken(controleer_uittreksel("u.xml", data, los, eigen)) == ["uittreksel-andere-dienst"]
    for van in (Diensten(frozenset(), genoemd=False), replace(eigen, genoemd=False)):
        rapport = controleer_uittreksel("u.xml", data, los, van)
        assert (rapport.goed, oorzaken(rapport)) == (True, ["uittreksel-niet-beoordeeld"])
        assert standen(rapport)["ondertekening"] == "niet"


def test_the_service_itself_cannot_sign_what_its_hash_or_its_contract_denies(
    bestand: bytes, los: Kader, eigen: Diensten, settings: Settings
) -> None:
    sleutelpaar = keys.load_key_pair(settings)
    data = hernieuwd(bestand, sleutelpaar, ander_nummer, hash_=False)
    assert oorzaken(controleer_uittreksel("u.xml", data, los, eigen)) == ["uittreksel-hash"]
    data = hernieuwd(bestand, sleutelpaar, geen_volgnummer, hash_=True)
    assert {melding.deel for melding in controleer_uittreksel("u.xml", data, los, eigen).meldingen} == {"xsd"}


def test_the_certificate_is_judged_at_the_making_or_at_a_moment_that_is_named(
    bestand: bytes, los: Kader, eigen: Diensten
) -> None:
    later = datetime(2090, 1, 1, tzinfo=UTC)
    assert controleer_uittreksel("u.xml", bestand, replace(los, klok=VasteTijd(later)), eigen).goed
    assert oorzaken(controleer_uittreksel("u.xml", bestand, replace(los, op=later), eigen)) == ["certificaat-tijd"]


@pytest.mark.parametrize("begin", [b"", b"\xef\xbb\xbf", b"<?xml version='1.0'?>\n", b"<!-- x -->", b"<!DOCTYPE x>"])
def test_an_uittreksel_is_known_by_its_first_element(begin: bytes) -> None:
    assert is_uittreksel(begin + b"<uittreksel>")
    assert is_uittreksel(begin + b' <n:uittreksel xmlns:n="x"/>')
    assert not is_uittreksel(begin + b"<uittrekselnummer/>")
    assert not is_uittreksel(begin + b"<!-->" * 800)  # at once, whatever there is before it
    assert not is_uittreksel(begin + b"<a><uittreksel/></a>")


def test_the_commands_make_and_check_it(
    settings: Settings, register: Register, tmp_path: Path, vreemd: Sleutelpaar
) -> None:
    omgeving = {"RIO_DATA_DIR": str(settings.data_dir)}

    def rio(*woorden: str) -> tuple[int, str]:
        uit = CliRunner().invoke(main, woorden, env=omgeving)
        return uit.exit_code, uit.output

    pad = str(tmp_path / "u.xml")
    assert rio("uittreksel", ERKENNING, "--geldig-op", "2026-01-01", "-o", pad) == (0, f"{pad}\n")
    assert b"<ns2:geldigOp>2026-01-01<" in Path(pad).read_bytes()
    code, tekst = rio("controleer", pad)
    assert (code, "40169" in tekst) == (0, True)
    vals = tmp_path / "v.xml"
    vals.write_bytes(hernieuwd(Path(pad).read_bytes(), vreemd, ander_nummer, hash_=True))
    assert rio("controleer", str(vals))[0] == 3
    assert rio("controleer", str(vals), "--dienst-certificaat", str(settings.certificaatbestand))[0] == 1
    assert rio("controleer", "--formaat", "json", pad, str(vals))[0] == 3
    for woorden, wat in (
        (("100B999",), "RS1110"),
        (("OCW/X/1",), "RS1304"),
        (("100B490", "--bekend-op", "2090-01-01"), "RS1011"),
    ):
        code, tekst = rio("uittreksel", *woorden, "-o", pad)
        assert (code, wat in tekst) == (1, True)


def test_restricted_contactadressen_in_a_file_are_noted_for_who_gets_it(settings: Settings, register: Register) -> None:
    with register.lees() as session:
        beperkt = session.execute(contactadres.select().where(contactadres.c.context == "LEERPLICHT")).all()
        voor = len(session.execute(inzage.select()).all())
    vraag = ExtractQuestion("100B490", None, None, trial.OIN_HANZE)
    make_extract(settings, register, replace(vraag, reader="00000001999999999000"))
    with register.lees() as session:
        assert len(session.execute(inzage.select()).all()) == voor
    make_extract(settings, register, vraag)
    with register.lees() as session:
        genoteerd = session.execute(inzage.select()).all()[voor:]
    eigen = [rij for rij in beperkt if rij.eenheid == "100B490"]
    assert len(genoteerd) >= len(eigen)
    assert {rij.oin for rij in genoteerd} <= {trial.OIN_HANZE}


def test_what_the_register_cannot_show_is_no_file(settings: Settings, register: Register) -> None:
    with pytest.raises(NoExtract, match="RS1110"):
        make_extract(settings, register, ExtractQuestion("x", None, None, trial.OIN_HANZE))
    for key in ("", "//", "OCW//40169"):
        with pytest.raises(NoExtract, match="a part of it is empty"):
            make_extract(settings, register, ExtractQuestion(key, None, None, trial.OIN_HANZE))


def test_an_answer_that_was_kept_has_its_hash_judged_too(bestand: bytes, los: Kader) -> None:
    uittreksel = zonder_handtekening(etree.fromstring(bestand))
    operatie = OPERATIES["opvragen_uittreksel"]
    antwoord = mapping.schrijf(operatie, Gegeven(operatie.antwoord, {**KOP, "requestGoedgekeurd": True}))
    antwoord.append(uittreksel)
    assert oorzaken(controleer("a", etree.tostring(antwoord), los)) == []
    uittreksel[-1].text = "0" * 64
    assert oorzaken(controleer("a", etree.tostring(antwoord), los)) == ["uittreksel-hash"]


def test_the_hash_is_that_of_the_canonical_form_without_hash_and_signature(bestand: bytes) -> None:
    """Said once more, by hand on the bytes."""
    kop, tekst = bestand.split(b"?>\n", 1)
    tekst = tekst.split(b"<Signature ")[0] + b"</ns2:uittreksel>"
    begin, eind = tekst.index(b"<ns2:hash>"), tekst.index(b"</ns2:hash>") + len(b"</ns2:hash>")
    assert hashlib.sha256(tekst[:begin] + tekst[eind:]).hexdigest().encode() in bestand
    assert kop == b'<?xml version="1.0" encoding="UTF-8"'
