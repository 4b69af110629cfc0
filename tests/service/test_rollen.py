"""Roles by signed messages: who has one delivers by it, who lost it does not, each reads what became of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from rio_soap.register.bevoegdheid import toekenningen
from rio_soap.setup import trial
from tests.register.rollen import aanmerking, erkennerdeel
from tests.service.conftest import Antwoord, Dienst

AANBIEDER = "110A133"


@pytest.fixture(scope="module")
def rio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    dienst = Dienst(tmp_path_factory.mktemp("rollen"), kern=True)
    yield dienst
    dienst.stop()


def als(rio: Dienst, oin: str, operatie: str, **inhoud: Any) -> Antwoord:
    return rio.stuur(operatie, inhoud, oin=oin)


def bron(rio: Dienst, oin: str) -> Antwoord:
    gebruik = {"onderwijsaanbiedercode": AANBIEDER, "soort": "DEELNAME", "inGebruik": True}
    return als(rio, oin, "aanleveren_brongebruik", **gebruik)


def codes(antwoord: Antwoord) -> list[str | None]:
    assert antwoord.status == 200, antwoord.raw
    return [element.text for element in antwoord.body.iterfind(".//{*}foutcode")]


def test_duo_makes_an_erkenner_that_everybody_reads(rio: Dienst) -> None:
    deel = erkennerdeel("CEDEO", aanmerking("ORGANISATIE"), naam="CEDEO", oin=[trial.OIN_NVAO])
    gemaakt = als(rio, trial.OIN_DUO, "aanleveren_erkenner", erkenner=deel)
    assert codes(gemaakt) == []
    code = gemaakt.tekst("erkennercode")
    assert code == "800E001"
    gelezen = als(rio, trial.OIN_HANZE, "opvragen_erkenners", peildatum=date(2026, 11, 1))
    assert gelezen.tekst("erkennercode") == code
    assert [e.text for e in gelezen.body.iterfind(".//{*}oin")] == [trial.OIN_NVAO]
    for oin in (trial.OIN_HANZE, trial.OIN_NVAO, trial.OIN_INSPECTIE, trial.OIN_BRON):
        assert codes(als(rio, oin, "aanleveren_erkenner", erkenner=deel)) == ["AUT401"], oin


def test_a_role_that_was_taken_counts_no_more_from_the_next_message_on_and_again_when_it_is_given(rio: Dienst) -> None:
    assert codes(bron(rio, trial.OIN_BRON)) == []
    nu = datetime.now(UTC)
    rio.register.schrijf(lambda s: toekenningen.trek_in(s, trial.OIN_BRON, "BRON", "", nu))
    assert codes(bron(rio, trial.OIN_BRON)) == ["AUT401"]
    nieuw = toekenningen.Toekenning(trial.OIN_BRON, "BRON", "", nu, None, "beheer")
    rio.register.schrijf(lambda s: toekenningen.ken_toe(s, nieuw, nu))
    assert codes(bron(rio, trial.OIN_BRON)) == []


def test_a_sender_reads_what_became_of_its_own_message_and_duo_of_any(rio: Dienst) -> None:
    antwoord = bron(rio, trial.OIN_INSPECTIE)
    assert codes(antwoord) == ["AUT401"]
    code = antwoord.tekst("identificatiecodeBedrijfsdocument")
    for oin in (trial.OIN_INSPECTIE, trial.OIN_DUO):
        verslag = als(rio, oin, "opvragen_verwerkingsverslag", identificatiecode=code)
        assert codes(verslag) == ["AUT401"], "the foutmelding that it got"
        assert verslag.tekst("goedgekeurd") == "false"
        assert verslag.tekst("operatie") == "aanleveren_brongebruik"
        assert len(str(verslag.tekst("hash"))) == 64
    assert codes(als(rio, trial.OIN_BRON, "opvragen_verwerkingsverslag", identificatiecode=code)) == ["RS1601"]


def test_a_change_of_v4_is_told_with_the_key_of_its_object(rio: Dienst) -> None:
    eenheid = trial.voorbeeldlevering()
    antwoord = rio.stuur("aanleveren_opleidingseenheid", {"opleidingseenheid": eenheid})
    code = antwoord.tekst("identificatiecodeBedrijfsdocument")
    verslag = als(rio, trial.OIN_HANZE, "opvragen_verwerkingsverslag", identificatiecode=code)
    assert verslag.tekst("goedgekeurd") == "true"
    assert verslag.tekst("objecttype") == "OPLEIDINGSEENHEID"
    assert verslag.tekst("sleutel") == antwoord.tekst("opleidingseenheidcode")


@pytest.mark.parametrize(
    ("operatie", "inhoud", "veld"),
    [
        ("opvragen_waardenlijst", {}, "waardenlijst"),
        ("opvragen_waardenlijst", {"naam": "Rol"}, "waardenlijst"),
        ("opvragen_kenmerkconfiguratie", {}, "kenmerkconfiguratie"),
        ("opvragen_versie", {}, "laatsteVolgnummer"),
    ],
)
def test_what_the_register_is_made_of_is_read_by_everybody(
    rio: Dienst, operatie: str, inhoud: dict[str, Any], veld: str
) -> None:
    antwoord = als(rio, trial.OIN_HANZE, operatie, **inhoud)
    assert codes(antwoord) == []
    assert antwoord.body.find(f".//{{*}}{veld}") is not None
