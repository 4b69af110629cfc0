"""The benches ask every reading of our own contract that is built, and what is asked is answered."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from benchmarks import (
    formele_rijen,
    geschiedenis_maker,
    groot_bestuur,
    register_maker,
    rondgang_aanvulling,
    schaal,
    undolog,
)
from benchmarks.berichten import SOORTEN, aanbod, bericht, identificatiecode
from benchmarks.formele_soorten import VO_PER_INSTELLING
from benchmarks.leverproces import SOORTEN_HIER, VOORRAAD, Leveraar
from benchmarks.tabel import Verslag
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN, OPERATIES
from rio_soap.register.database import model
from rio_soap.register.operaties.tabel import RAADPLEGINGEN
from rio_soap.setup import service, trial
from rio_soap.setup.settings import Settings
from tests.register.hulp import aantal

AANBOD = 800


@pytest.fixture(scope="module")
def wereld(tmp_path_factory: pytest.TempPathFactory) -> Iterator[schaal.Wereld]:
    """A small register with the formal half and a history; what a test adds to it no other counts."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("wereld"))
    trial.make_pki(settings)
    with service.open_register(settings) as register:
        trial.fill(register, settings)
        for maker in (register_maker, formele_rijen, groot_bestuur, geschiedenis_maker):
            maker.maak(register, AANBOD)
        yield schaal.Wereld("klein", settings, register, None)


def test_every_reading_that_is_built_is_asked_and_answered(wereld: schaal.Wereld) -> None:
    wereld.stuur("aanleveren_aangebodenOpleiding", {"aangebodenOpleiding": aanbod()})
    for nummer in range(2):
        rondgang_aanvulling.ga_rond(wereld.stuur, nummer, wereld.geleverd)
    gebouwd = {
        naam
        for naam, operatie in OPERATIES.items()
        if operatie.dienst is AANVULLING_RAADPLEGEN and naam in RAADPLEGINGEN
    }
    buiten = {naam for naam in gebouwd if RAADPLEGINGEN[naam].eerst is not None}
    assert gebouwd - buiten == set(rondgang_aanvulling.LEZINGEN) <= wereld.tijden.keys()
    assert {*rondgang_aanvulling.EXTRA, *rondgang_aanvulling.NAAST} <= wereld.tijden.keys()


def test_what_is_asked_has_something_in_its_answer(wereld: schaal.Wereld) -> None:
    instelling = {"instellingserkenning": rondgang_aanvulling.instelling(), "pagina": 1, "aantal": 100}
    antwoord = wereld.stuur("opvragen_licenties", instelling)
    assert len(antwoord.findall("{*}licentie")) == 100
    assert int(antwoord.findtext("{*}paginering/{*}aantalResultaten") or 0) >= VO_PER_INSTELLING
    status = wereld.stuur("opvragen_erkenningsstatus", {"aangebodenOpleidingCode": register_maker.aanbodcode(0)})
    assert status.findtext("{*}erkenningsstatus/{*}status") == "ERKEND"
    po = wereld.stuur("opvragen_opleidingseenhedenBijStelsel", {"opleidingsstelsel": "BO", "pagina": 0})
    assert len(po.findall("{*}opleidingseenheid")) >= 6
    for velden in ({"postcodecijfers": "1000"}, {"soort": "SWPO"}):
        assert (
            wereld.stuur("opvragen_samenwerkingen", {**velden, "pagina": 0}).find("{*}erkendeSamenwerking") is not None
        )


def test_the_overview_of_the_large_bestuur_holds_as_much_as_an_answer_may(wereld: schaal.Wereld) -> None:
    antwoord = wereld.stuur("opvragen_organisatieoverzicht", {"kVKnummer": groot_bestuur.KVK})
    overzicht = antwoord.find("{*}organisatieoverzicht")
    assert overzicht is not None
    aantallen = {
        "onder": groot_bestuur.AANBIEDERS + groot_bestuur.GROEPEN,
        "erkenning": 1 + groot_bestuur.INSTELLINGEN + groot_bestuur.VESTIGINGEN,
        "contactadres": 2,
        "locatiegebruik": groot_bestuur.LOCATIES,
        "samenwerking": 2,
        "aanbod": 999,
    }
    assert {naam: len(overzicht.findall(f"{{*}}{naam}")) for naam in aantallen} == aantallen
    assert overzicht.findtext("{*}aantalAanbod") == str(groot_bestuur.AANBOD)


def test_the_history_has_a_step_for_each_change_of_the_deep_one(wereld: schaal.Wereld) -> None:
    code = register_maker.aanbodcode(geschiedenis_maker.DIEP)
    object_ = {"objecttype": "AANGEBODEN_OPLEIDING", "sleutel": code}
    historie = wereld.stuur("opvragen_historie", {**object_, "pagina": 0, "aantal": 20})
    assert len(historie.findall("{*}historieregel")) == 20
    versies = geschiedenis_maker.rijen_van(AANBOD) // 2
    assert abs(aantal(wereld.register, model.objectversie) - versies) <= 1
    toen = wereld.stuur("opvragen_objectOpMoment", {**object_, "bekendOp": register_maker.MOMENT})
    assert toen.find("{*}objectversie/{*}inhoud") is not None


def test_a_code_of_a_delivery_is_found_in_its_message(wereld: schaal.Wereld) -> None:
    data = bericht(SOORTEN["deliver opleidingseenheid"], wereld.settings, None)
    assert identificatiecode(data).encode() in data


def test_without_the_undo_log_nothing_of_it_is_written(wereld: schaal.Wereld) -> None:
    leveraar = Leveraar(wereld.settings, wereld.register)
    voor = aantal(wereld.register, model.objectversie)
    with undolog.zonder():
        for soort in SOORTEN_HIER:
            assert leveraar.tijd(leveraar.berichten(soort, 2)) > 0
    assert aantal(wereld.register, model.objectversie) == voor
    leveraar.tijd(leveraar.berichten("changed offer", 3))
    assert aantal(wereld.register, model.objectversie) == voor + 3
    gewijzigd = sa.and_(model.mutatie.c.soort == "W", model.mutatie.c.oin.is_not(None))
    assert aantal(wereld.register, model.mutatie, gewijzigd) == 2 * 2 + 3 < VOORRAAD


@pytest.mark.parametrize(("met", "goed"), [(1.04, True), (1.2, False)])
def test_the_report_of_the_undo_log_says_whether_it_stays_within_its_target(met: float, *, goed: bool) -> None:
    reeksen = {soort: ([met, met], [1.0, 1.0]) for soort in SOORTEN_HIER}
    verslag = Verslag()
    assert undolog.rapporteer(verslag, reeksen, ("with", "without")) is goed
    assert "all four" in verslag.tekst()
