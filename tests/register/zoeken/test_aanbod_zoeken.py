"""Searching offers: what is asked for and nothing else, in the same order on every database, and a word on what is not.

What must be found is told by a model of the rules (`aanbodmodel`), over the same register.
"""

import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.register.zoeken import aanbodvraag, aanbodzoeker
from rio_soap.register.zoeken.aanbodherbouw import herbouw_aanbod
from rio_soap.register.zoeken.aanbodraadplegingen import zoeken_aangeboden_opleidingen
from rio_soap.register.zoeken.herbouw import herbouw
from tests.register.hulp import eenheid, fouten, lever, nieuw, opdrachten, verwijder, vraag
from tests.register.hulp_aanbod import CODE, aanbod, aanvaard, cohort, trek_in
from tests.register.hulp_aanbod import periode as aanbodperiode
from tests.register.zoeken import aanbodmodel
from tests.register.zoeken.aanbodmodel import Aanbodwereld

ZOEKTABELLEN = (model.zoekaanbod, model.zoekeenheid, model.zoeklocatie)


def zet(register: Register, zaad: int, hoeveel: int = 120) -> tuple[Aanbodwereld, random.Random]:
    toeval = random.Random(zaad)
    wereld = aanbodmodel.maak(toeval, hoeveel)
    register.schrijf(lambda session: aanbodmodel.leg_vast(session, wereld))
    herbouw(register.schrijf)
    herbouw_aanbod(register.schrijf)
    return wereld, toeval


def zoek(register: Register, **gevraagd: Any) -> Uitslag:
    erkenning = gevraagd.pop("erkenning", None)
    if erkenning is not None:
        velden = {"opleidingsstelsel": "ISAT", "opleidingscode": erkenning}
        gevraagd["opleidingserkenning"] = Gegeven("opleidingserkenning", velden)  # type: ignore[arg-type]
    return vraag(register, zoeken_aangeboden_opleidingen, **{"pagina": 0, **gevraagd})


def gevonden(uitslag: Uitslag) -> list[tuple[str, Decimal | None]]:
    assert uitslag.goedgekeurd, uitslag.foutmeldingen
    treffers: list[Gegeven] = uitslag.gegevens["opleidingstreffer"]  # type: ignore[assignment]
    return [(t.velden["aangebodenOpleidingCode"], t.velden.get("afstand")) for t in treffers]  # type: ignore[misc]


@pytest.mark.parametrize("zaad", range(3))
def test_exactly_what_is_asked_for_is_found_in_the_order_of_the_rules(
    register: Register, zaad: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aanbodzoeker, "_VEEL_LOCATIES", (400, 3, 0)[zaad])
    wereld, toeval = zet(register, zaad)
    raak = 0
    for _ in range(50):
        gevraagd = aanbodmodel.vraag(toeval, wereld)
        verwacht = wereld.zoek(gevraagd)
        assert gevonden(zoek(register, aantal=500, **gevraagd)) == verwacht, gevraagd
        raak += bool(verwacht)
    assert raak > 20


def test_pages_follow_one_another_and_tell_how_many_there_are(register: Register) -> None:
    wereld, _ = zet(register, 5, 90)
    vast = {"plaatsnaam": "ede", "straal": 100, "peildatum": date(2026, 2, 1)}
    verwacht = wereld.zoek(vast)
    assert len(verwacht) > 15
    samen = []
    for pagina in range(-(-len(verwacht) // 7)):
        uitslag = zoek(register, **vast, pagina=pagina, aantal=7)
        samen += gevonden(uitslag)
        paginering = {"pagina": pagina, "aantalPaginas": -(-len(verwacht) // 7), "aantalResultaten": len(verwacht)}
        assert uitslag.gegevens["paginering"] == Gegeven("paginering", paginering)  # type: ignore[arg-type]
    assert samen == verwacht
    assert gevonden(zoek(register, **vast, pagina=99)) == []


def test_a_search_asks_the_same_number_of_questions_however_much_it_finds(register: Register) -> None:
    zet(register, 7, 60)
    aantallen = []
    for aantal in (1, 50):
        with opdrachten(register) as gezien:
            zoek(register, zoekterm="wis", plaatsnaam="ede", straal=100, peildatum=date(2026, 2, 1), aantal=aantal)
        aantallen.append(len(gezien))
    assert aantallen[0] == aantallen[1] <= 8


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        pytest.param({"sector": "WO", "opleidingsniveau": "HBO"}, ["RS1001", "RS1001"], id="RS1001"),
        pytest.param({}, ["RS1013"], id="RS1013 nothing"),
        pytest.param({"aanmeldenOp": date(2026, 1, 1), "peildatum": date(2026, 1, 1)}, ["RS1013"], id="RS1013 days"),
        pytest.param({"zoekterm": "- a !"}, ["RS1013"], id="RS1013 term"),
        pytest.param({"plaatsnaam": "(-)", "straal": 5}, ["RS1013"], id="RS1013 plaats"),
        pytest.param({"straal": 5, "sector": "HO"}, ["RS1013"], id="RS1013 straal"),
        pytest.param({"straal": 5}, ["RS1013"], id="RS1013 straal alone"),
        pytest.param({"straal": 5, "sector": "X"}, ["RS1001", "RS1013"], id="both"),
    ],
)
@pytest.mark.foutcode("zoeken_aangebodenOpleidingen", "RS1001", "RS1013")
def test_a_question_that_says_too_little_or_a_value_of_no_list_is_refused(
    register: Register, velden: dict[str, Any], verwacht: list[str]
) -> None:
    uitslag = zoek(register, **velden)
    assert fouten(uitslag) == verwacht
    assert all(naam != "pagina" for m in uitslag.foutmeldingen for naam, _ in m.sleutels)
    assert gevonden(zoek(register, sector="NFO", opleidingsniveau="WO-MA", plaatsnaam="Ede", straal=5)) == []
    assert fouten(zoek(register, sector="WO", straal=5)) == ["RS1001", "RS1013"]


@pytest.mark.foutcode("zoeken_aangebodenOpleidingen", "A01080", "A01090", "N09440")
def test_what_is_named_must_be_there_and_the_first_that_is_not_is_told(register: Register) -> None:
    wereld, _ = zet(register, 1, 20)
    erkenning = sorted(wereld.erkend)[0]
    niets = Gegeven("opleidingserkenning", {"opleidingsstelsel": "ISAT", "opleidingscode": "1"})
    vak = Gegeven("opleidingserkenning", {**niets.velden, "opleidingsniveau": "VO-HAVO"})
    for deel, code in ((niets, "A01080"), (vak, "A01090")):
        assert fouten(zoek(register, opleidingserkenning=deel, onderwijsaanbiedercode="1", sector="?")) == [code]
    assert fouten(zoek(register, erkenning=erkenning, onderwijsaanbiedercode="110A999", sector="?")) == ["N09440"]
    # A bestuur is no aanbieder.
    assert fouten(zoek(register, onderwijsaanbiedercode="100B490")) == ["N09440"]
    assert zoek(register, erkenning=erkenning, onderwijsaanbiedercode="110A133").goedgekeurd


@pytest.mark.foutcode("zoeken_aangebodenOpleidingen", "RS1012")
@pytest.mark.parametrize(
    "velden",
    [
        {"onderwijsaanbiedercode": "110A133"},
        {"plaatsnaam": "Ede", "straal": 100},
        {"zoekterm": "wis"},
        {"sector": "HO", "aanmeldenOp": date(2026, 2, 1)},
    ],
)
def test_more_than_an_answer_may_count_is_refused_with_what_was_asked(
    register: Register, monkeypatch: pytest.MonkeyPatch, velden: dict[str, Any]
) -> None:
    wereld, _ = zet(register, 5, 150)
    velden = {**velden, "peildatum": date(2026, 2, 1)}
    verwacht = wereld.zoek(velden)
    assert len(verwacht) > 5
    monkeypatch.setattr(aanbodzoeker, "MAX_TREFFERS", len(verwacht) - 1)
    (melding,) = zoek(register, **velden).foutmeldingen
    assert melding.foutcode == "RS1012"
    assert set(dict(melding.sleutels)) <= set(velden) - {"peildatum"}
    # As many as may be are found, however few are asked for at first.
    monkeypatch.setattr(aanbodzoeker, "MAX_TREFFERS", len(verwacht))
    monkeypatch.setattr(aanbodzoeker, "_EERST", 3)
    assert gevonden(zoek(register, **velden)) == verwacht[:100]


def test_several_erkenningen_of_one_key_are_all_meant(register: Register) -> None:
    wereld, _ = zet(register, 2, 40)
    een, twee = "6000O0001", "6001O0001"

    def taak(session: Any) -> None:
        for code, uniek in ((een, "9_1"), (twee, "9_2")):
            rij = aanbodmodel.erkenningrij("ISAT", "9", unieke_code=uniek)
            sleutel = session.execute(sa.insert(model.opleidingserkenning), rij).inserted_primary_key
            relatie = {"erkenning": sleutel[0], "eenheid": code}
            session.execute(sa.insert(model.opleidingserkenningrelatie), relatie)

    register.schrijf(taak)
    wereld.erkend["9"] = [een, twee]
    velden = {"erkenning": "9", "peildatum": date(2026, 2, 1)}
    assert gevonden(zoek(register, **velden)) == wereld.zoek(velden) != []


def inhoud(register: Register) -> list[list[Any]]:
    with register.lees() as session:
        return [sorted(map(tuple, session.execute(sa.select(tabel)))) for tabel in ZOEKTABELLEN]


def test_deliveries_and_removals_leave_what_a_rebuild_makes(register: Register) -> None:
    herbouw_aanbod(register.schrijf)
    code = nieuw(register, eenheid(begin=date(2020, 9, 1)))
    ander = nieuw(register)
    for velden in (
        {},
        {"aangebodenOpleidingPeriode": [aanbodperiode(eigenNaamAangebodenOpleiding="Wis!")], "einde": None},
        {"aangebodenOpleidingCohort": [cohort(code=n, cohortstatus=n, **d) for n, d in COHORTEN.items()]},
        {"onderwijslocatiecode": "107X217"},
    ):
        aanvaard(register, aanbod(eenheid=code, **velden))  # type: ignore[arg-type]
        nu = inhoud(register)
        assert [rij[0] for rij in nu[0]] == [CODE]
        herbouw_aanbod(register.schrijf)
        assert inhoud(register) == nu
    assert lever(register, eenheid(code=code, begin=date(2020, 9, 1), niveau="WO-MA")).goedgekeurd
    assert trek_in(register).goedgekeurd
    assert verwijder(register, ander).goedgekeurd
    nu = inhoud(register)
    assert (nu[0], any(rij[0] == ander for rij in nu[1])) == ([], False)
    herbouw_aanbod(register.schrijf)
    assert inhoud(register) == nu


COHORTEN: dict[str, dict[str, Any]] = {
    "O": {"beginAanmeldperiode": date(2025, 1, 1), "eindeAanmeldperiode": date(2025, 2, 1)},
    "G": {"beginAanmeldperiode": date(2026, 1, 1)},
}


def test_what_cannot_be_read_has_no_row_and_keeps_no_other_from_its_own(register: Register) -> None:
    zet(register, 3, 5)
    voor = inhoud(register)
    weg = voor[0][2][0]
    register.schrijf(
        lambda session: session.execute(
            sa.update(model.aangeboden_opleiding).where(model.aangeboden_opleiding.c.code == weg), {"stand": "broken"}
        )
    )
    herbouw_aanbod(register.schrijf)
    assert inhoud(register) == [[rij for rij in voor[0] if rij[0] != weg], *voor[1:]]


_VAN_AANBIEDER = "zoekaanbod USING INDEX ix_zoekaanbod_aanbieder_sector_einddatum_begindatum"
_OP_LOCATIE = "zoekaanbod USING INDEX ix_zoekaanbod_locatie_sector_code_begindatum_einddatum"


@pytest.mark.parametrize(
    ("gevraagd", "index"),
    [
        ({"aanbieder", "niveau", "zoekterm"}, "zoekaanbod USING INDEX ix_zoekaanbod_aanbieder"),
        ({"aanbieder", "sector", "niveau", "zoekterm"}, f"{_VAN_AANBIEDER} (aanbieder=? AND sector=?)"),
        ({"aanbieder", "sector", "aanmelden"}, f"{_VAN_AANBIEDER} (aanbieder=? AND sector=?)"),
        ({"erkenningen", "sector", "aanmelden"}, "zoekaanbod USING INDEX ix_zoekaanbod_eenheid"),
        ({"plaats", "zoekterm"}, "zoekaanbod USING INDEX ix_zoekaanbod_locatie"),
        ({"postcode", "niveau"}, "zoekaanbod USING INDEX ix_zoekaanbod_locatie"),
        *(
            ({plek, sector, *anders}, f"{_OP_LOCATIE} (locatie=? AND sector=?)")
            for plek in ("plaats", "postcode", "klein vak", "vak")
            for sector in ("sector", "kleine sector")
            for anders in ((), ("aanmelden", "niveau"))
        ),
        ({"sector", "aanmelden"}, "zoekaanbod USING INDEX ix_zoekaanbod_sector_aanmelden_tot"),
        ({"niveau", "sector"}, "zoekaanbod USING INDEX ix_zoekaanbod_niveau_sector"),
        ({"niveau", "kleine sector"}, "zoekaanbod USING INDEX ix_zoekaanbod_sector_aanmelden_tot"),
        ({"zoekterm", "vak"}, "zoekaanbod USING INDEX sqlite_autoindex_zoekaanbod_1 (code=?)"),
        ({"zoekterm", "klein vak"}, "zoekaanbod USING INDEX ix_zoekaanbod_locatie"),
    ],
)
def test_no_search_goes_through_all_offers(leeg: Register, gevraagd: set[str], index: str) -> None:
    if leeg.engine.dialect.name != "sqlite":
        pytest.skip("asks SQLite for its plan; PostgreSQL has statistics")
    waarden = {"dag": date(2026, 1, 1), "aanmelden_op": date(2026, 1, 1), "erkenningen": [1], "hoeveel": 9}
    waarden |= dict.fromkeys(("aanbieder", "sector", "niveau", "plaats", "postcode_van", "postcode_tot"), "x")  # type: ignore[arg-type]
    waarden |= dict.fromkeys(("woordvraag", "woord0", "woord1"), "x") | dict.fromkeys(
        ("zuid", "noord", "west", "oost"), 1
    )  # type: ignore[arg-type,operator]
    opdracht = aanbodvraag.kandidaten("sqlite", gevraagd, 2).opdracht
    sql = str(opdracht.params(waarden).compile(leeg.engine, compile_kwargs={"render_postcompile": True}))  # type: ignore[attr-defined]
    with leeg.engine.connect() as verbinding:
        rijen = verbinding.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", ("2026-01-01",) * sql.count("?"))
        plan = [rij.detail for rij in rijen]
    assert not [stap for stap in plan if stap.startswith("SCAN zoek")], plan
    assert any(index in stap for stap in plan), plan
