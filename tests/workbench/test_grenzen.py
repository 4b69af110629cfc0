"""A report has its time and its size, on every way to ask for one; what is left out is said."""

import gc
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from rio_soap.cli import main
from rio_soap.contract import schema, uitleg
from rio_soap.contract.budget import Budget
from rio_soap.contract.operaties import BEHEREN, OPERATIES
from rio_soap.edukoppeling.adressering import controleer_adressering
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.trusted import Partij, vingerafdruk
from rio_soap.edukoppeling.verifieer import verifieer_ondertekening
from rio_soap.register.database.database import Register
from rio_soap.setup import trial
from rio_soap.setup.settings import Settings
from rio_soap.workbench import bewijs, controle, grenzen, herleid, ondertekening
from rio_soap.workbench.controle import Kader, controleer
from rio_soap.workbench.grenzen import begrens
from rio_soap.workbench.herken import is_fysiek
from rio_soap.workbench.rapport import Melding
from rio_soap.workbench.verschil import vergelijk
from rio_soap.workbench.weergave import FORMATEN
from tests.vijandig.gevallen_grenzen import BUITEN, ENVELOPES, KAAL, kaal
from tests.workbench.hulp import DUO, OIN_RIO, Maker, een

BIJ_NAAM = {geval.naam: geval for geval in [*ENVELOPES, *BUITEN]}
SECONDEN = 1.5
"""Of processor, for a command with all that it does besides."""


class Leverancier:
    """What the table of attacks asks of its target: a good delivery."""

    def __init__(self, maker: Maker) -> None:
        self.klant = maker.sleutelpaar
        self.levering = maker.goed


def doe(*woorden: str, map_: Path) -> tuple[Result, float]:
    """A command, and the seconds of processor that it took."""
    gc.collect()  # what earlier tests left is not the command's work
    begin = time.process_time()
    uit = CliRunner().invoke(main, list(woorden), env={"RIO_DATA_DIR": str(map_)})
    return uit, time.process_time() - begin


@pytest.fixture(scope="module", autouse=True)
def warm(los: Kader, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A process compiles the schemas of its explanations once, and loads the modules of a command once."""
    controleer("warm", kaal("<x/>"), los)
    map_ = tmp_path_factory.mktemp("warm")
    (map_ / "bericht.xml").write_bytes(kaal("<x/>"))
    for opdracht in ("controleer", "stuur", "verschil", "batch"):
        doe(opdracht, str(map_ / "bericht.xml"), map_=map_)


@pytest.mark.parametrize(("naam", "data"), KAAL, ids=[naam for naam, _ in KAAL])
def test_on_the_command_line_a_bare_body_has_the_same_limits(naam: str, data: bytes, tmp_path: Path) -> None:
    bestand = tmp_path / "bericht.xml"
    bestand.write_bytes(data)
    for woorden in (["controleer", "--canoniek"], ["stuur", "--client-endpoint", "http://127.0.0.1:1"]):
        uit, seconden = doe(woorden[0], str(bestand), *woorden[1:], map_=tmp_path)
        assert seconden < SECONDEN, naam
        assert uit.exit_code in (1, 2), uit.output[:300]
        assert uit.exception is None or isinstance(uit.exception, SystemExit)
        assert len(uit.output) < 600_000


@pytest.mark.parametrize(("naam", "data"), KAAL, ids=[naam for naam, _ in KAAL])
def test_a_batch_has_the_same_limits(naam: str, data: bytes, settings: Settings, register: Register,
                                     tmp_path: Path) -> None:  # fmt: skip
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "een.xml").write_bytes(data)
    uit, seconden = doe(
        "batch", str(tmp_path / "in"), str(tmp_path / "uit"), "--namens", trial.OIN_HANZE, map_=settings.data_dir
    )
    assert seconden < SECONDEN, naam
    assert uit.exit_code == 1, uit.output[:300]


@pytest.mark.parametrize("naam", ["40 References, each another list", "#default, 1.8 MB", "inclusive, many namespaces"])
def test_verschil_has_the_same_limits(naam: str, maker: Maker, tmp_path: Path) -> None:
    a, b = tmp_path / "a.xml", tmp_path / "b.xml"
    a.write_bytes(BIJ_NAAM[naam].maak(Leverancier(maker)))  # type: ignore[arg-type]
    b.write_bytes(a.read_bytes().replace(b"Applied Water", b"Applied Wader"))
    uit, seconden = doe("verschil", str(a), str(b), map_=tmp_path)
    assert seconden < 2 * SECONDEN  # two messages
    assert uit.exit_code == 1, uit.output[:300]
    assert "Body: verschilt vanaf byte" in uit.output
    assert len(uit.output) < 100_000


def test_a_file_of_any_size_is_read_no_further_than_a_message_may_be_large(maker: Maker, tmp_path: Path) -> None:
    a, b = tmp_path / "a.xml", tmp_path / "b.xml"
    a.write_bytes(maker.goed())
    with b.open("wb") as bestand:
        bestand.truncate(3_000_000_000)
    for woorden in (("verschil", str(a), str(b)), ("controleer", str(b)), ("stuur", str(b))):
        uit, seconden = doe(*woorden, map_=tmp_path)
        assert uit.exit_code != 0
        assert seconden < SECONDEN
        assert uit.exception is None or isinstance(uit.exception, SystemExit)


def test_every_canonical_form_is_made_once(maker: Maker, los: Kader, monkeypatch: pytest.MonkeyPatch) -> None:
    data = BIJ_NAAM["40 References to 1.7 MB"].maak(Leverancier(maker))  # type: ignore[arg-type]
    gemaakt: list[tuple[Any, ...]] = []
    echt = ondertekening.canonieke_bytes

    def tel(element: etree._Element, prefixen: tuple[str, ...] = (), *, inclusief: bool = False) -> bytes:
        gemaakt.append((element, prefixen, inclusief))
        return echt(element, prefixen, inclusief=inclusief)

    monkeypatch.setattr(ondertekening, "canonieke_bytes", tel)
    monkeypatch.setattr(herleid, "canonieke_bytes", tel)
    controleer("x", data, los)
    groot = [vraag for vraag in gemaakt if vraag[0].tag.endswith("Body")]
    assert len(groot) == 1


@pytest.mark.parametrize("formaat", sorted(FORMATEN))
def test_a_report_in_any_form_is_bounded_and_says_what_is_left_out(
    formaat: str, maker: Maker, los: Kader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def verdubbeld(root: etree._Element) -> None:
        drager = een(root, "//d:hoOpleiding")
        for nummer in range(400):  # as long as a name may be
            etree.SubElement(drager, f"{DUO}{'x' * 190}{nummer}").text = "y" * 3_000

    monkeypatch.setattr(grenzen, "MAX_MELDINGEN", 20)
    rapport = controleer("x", maker.getekend(verdubbeld), los)
    assert len(rapport.meldingen) == 21
    assert rapport.meldingen[-1].oorzaak == "weggelaten"
    assert not rapport.goed
    tekst = FORMATEN[formaat]([rapport], "en", canoniek=True)
    assert len(tekst) < 1_500_000
    if formaat != "junit":  # which has room for failures only
        assert "This report is not complete" in tekst


def test_long_texts_of_strangers_are_cut_and_the_first_causes_stay() -> None:
    lang = Melding("te-groot", "bericht", "/" + "p" * 90_000, gevonden="g" * 90_000, bericht="b" * 90_000)
    uit = begrens([Melding("leeg", "bericht", "/"), *[lang] * 400], None)
    assert uit[0].oorzaak == "leeg"
    assert uit[-1].oorzaak == "weggelaten"
    assert sum(len(f"{m.waar}{m.gevonden}{m.bericht}") for m in uit) < 2 * grenzen.MAX_TEKENS
    assert uit[1].gevonden == "g" * 1000 + "... (+89000)"
    assert begrens([lang], None)[-1].oorzaak == "te-groot"


def test_when_time_is_up_the_rest_is_left_out_and_that_is_said(
    maker: Maker, kader: Kader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(controle, "maak_budget", lambda: Budget(0, 0))
    goed = controleer("x", maker.goed(), kader)
    assert [m.oorzaak for m in goed.meldingen] == ["weggelaten"]
    assert {o.deel: o.stand for o in goed.onderdelen}["register"] == "niet"
    kapot = controleer("x", maker.goed().replace(b"Waterkunde", b"Waterkunst"), kader)
    assert kapot.meldingen[0].oorzaak == "digest-anders"  # the verdict itself does not depend on time
    assert not kapot.goed


def test_what_a_process_does_once_does_not_count() -> None:
    budget = Budget(0.05, 5)
    with budget.stil():
        einde = time.thread_time() + 0.1
        while time.thread_time() < einde:
            pass
    assert not budget.om
    einde = time.thread_time() + 0.06
    while time.thread_time() < einde:
        pass
    assert budget.om
    assert budget.deel(10).om


def test_an_explanation_ends_at_its_time_with_what_it_found(monkeypatch: pytest.MonkeyPatch) -> None:
    element = etree.fromstring(kaal("<x/>"))
    eerder = schema.bevindingen(element, BEHEREN)
    monkeypatch.setattr(schema, "MAX_SECONDEN", 0.0)
    assert uitleg.leg_uit(element, BEHEREN, 25, Budget(0, 5)) == []
    (een_,) = schema.bevindingen(element, BEHEREN)
    assert een_.waar == eerder[0].waar


@pytest.mark.parametrize("adres", ["http://[x?oin=00000001800866472000", "http://[::1", "//[", "http://x:99999999/"])
def test_an_address_that_is_none_is_no_error_of_ours(adres: str, maker: Maker, los: Kader) -> None:
    assert is_fysiek(adres) in (True, False)

    def doe_(root: etree._Element) -> None:
        een(root, "//*[local-name()='To']").text = adres

    assert controleer("x", maker.getekend(doe_), los).meldingen


class _Ieder:
    def partij(self, certificaat: bytes) -> Partij:
        return Partij("x", None, vingerafdruk(certificaat), frozenset())


@pytest.mark.parametrize("naam", ["a header of 1.8 MB", "blanks in the token", "an attribute of Security"])
def test_what_was_taken_once_stays_evidence(naam: str, maker: Maker) -> None:
    """The limits on what nothing signs are for what comes in; a bewijs of before is judged without them."""
    data = BIJ_NAAM[naam].maak(Leverancier(maker))  # type: ignore[arg-type]
    acties = {operatie.soap_action for operatie in OPERATIES.values()}

    def oordeel(profiel: Profiel) -> str | None:
        envelope = lees_envelope(data, None, profiel)
        actie = envelope.wsa["Action"][0].text
        controleer_adressering(envelope, actie, acties, profiel)
        return verifieer_ondertekening(envelope, _Ieder(), SystemClock(), profiel).vingerafdruk

    assert oordeel(replace(bewijs.RUIM, ontvanger_oin=OIN_RIO)) is not None
    with pytest.raises(Edufout):
        oordeel(Profiel(OIN_RIO))


@pytest.mark.parametrize(
    ("naam", "oorzaak"),
    [
        ("a header of 1.8 MB", "header-te-groot"),
        ("headers of several namespaces", "header-te-groot"),
        ("blanks in the token", "buiten-handtekening"),
        ("an attribute of the Envelope", "buiten-handtekening"),
        ("blanks behind the Envelope", "buiten-handtekening"),
        ("a namespace name of 50 kB", "te-groot"),
    ],
)
def test_each_limit_has_its_cause(naam: str, oorzaak: str, maker: Maker, los: Kader) -> None:
    rapport = controleer("x", BIJ_NAAM[naam].maak(Leverancier(maker)), los)  # type: ignore[arg-type]
    assert rapport.eerste is not None
    assert rapport.eerste.oorzaak == oorzaak


def test_two_messages_are_compared_within_the_time_of_one_report(maker: Maker, los: Kader) -> None:
    """Each part had 0.4 s of its own."""
    a = BIJ_NAAM["40 References, each another list"].maak(Leverancier(maker))  # type: ignore[arg-type]
    a = a.replace(b"a" * 1_700_000, b"a" * 200_000)
    b = a.replace(b"a" * 200_000, b"b" * 200_000).replace(b'id-Action">', b'id-Action"> ')
    begin = time.process_time()
    vergelijk(a, b, los.profiel)
    assert time.process_time() - begin < 2 * SECONDEN
