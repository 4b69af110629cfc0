"""Reading an organisatorische eenheid of whatever kind, on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.overzicht.raadplegingen import opvragen_organisatorische_eenheid
from tests.register.hulp import context, fouten, opdrachten, vraag
from tests.register.hulp_overzicht import BEGIN, GROEP, LOS, SCHOOL, STEUN, VERBOND, ZUSTER, Bouw, eenheid

DAG = timedelta(days=1)
LEZING = "opvragen_organisatorischeEenheid"


def gelezen(register: Register, code: str, **velden: Any) -> dict[str, Any]:
    uitslag = eenheid(register, code, **velden)
    assert uitslag.goedgekeurd, uitslag.foutmeldingen
    een: Any = uitslag.gegevens["organisatorischeEenheid"]
    return een.velden  # type: ignore[no-any-return]


def namen(velden: dict[str, Any]) -> list[str]:
    return [periode.velden["naam"] for periode in velden["organisatorischeEenheidPeriode"]]


def relaties(velden: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [tuple(een.velden.values())[:3] for een in velden["organisatierelatie"]]  # type: ignore[misc]


@pytest.mark.foutcode(LEZING, "RS1110")
def test_every_kind_of_eenheid_has_the_same_form(wereld: Register) -> None:
    bestuur, groep = gelezen(wereld, VERBOND), gelezen(wereld, GROEP)
    school, steun = gelezen(wereld, SCHOOL), gelezen(wereld, STEUN)
    assert [een["type"] for een in (bestuur, groep, school, steun)] == [
        "ONDERWIJSBESTUUR",
        "ONDERWIJSAANBIEDERGROEP",
        "ONDERWIJSAANBIEDER",
        "ONDERWIJSBEGELEIDINGSAANBIEDER",
    ]
    nummers = {"bevoegdGezagNummer": "30001", "kVKnummer": "30000001", "rSIN": "123456782"}
    assert nummers.items() <= bestuur.items()
    assert not nummers.keys() & groep.keys()
    assert school["eigenOnderwijsaanbiederSleutel"] == "school-1"
    assert steun["organisatorischeEenheidPeriode"][0].velden["expertise"] == ["LZ"]
    assert [een.velden["instellingserkenningscode"] for een in steun["juridischeRelatie"]] == ["30BB"]
    assert school["juridischeRelatie"][0].velden == {
        "instellingserkenningscode": "30AA",
        "erkenner": "OCW",
        "begindatum": BEGIN,
    }
    hierarchie = "HIERARCHISCH"
    assert relaties(groep) == [(VERBOND, GROEP, hierarchie), (GROEP, SCHOOL, hierarchie)]
    assert relaties(school) == [(SCHOOL, LOS, "OVERGANG"), (GROEP, SCHOOL, hierarchie)]
    weg = eenheid(wereld, "300B999")
    assert fouten(weg) == ["RS1110"]
    assert weg.foutmeldingen[0].sleutels == (("sleutel", "300B999"), ("organisator...Eenheidcode", "300B999"))


def test_the_day_picks_the_period_and_the_relations(wereld: Register) -> None:
    omslag = date(2020, 8, 1)
    assert namen(gelezen(wereld, SCHOOL)) == ["De Nieuwe School"]
    assert namen(gelezen(wereld, SCHOOL, peildatum=omslag)) == ["De Nieuwe School"]
    assert namen(gelezen(wereld, SCHOOL, peildatum=omslag - DAG)) == ["De Oude School"]
    assert "OVERGANG" not in str(relaties(gelezen(wereld, SCHOOL, peildatum=date(2015, 7, 31))))
    assert "OVERGANG" in str(relaties(gelezen(wereld, SCHOOL, peildatum=date(2015, 8, 1))))

    def eindig(session: Any) -> None:
        band, rust, eenheden = model.organisatierelatie, model.juridische_relatie, model.organisatorische_eenheid
        session.execute(sa.update(band).where(band.c.soort == "HIERARCHISCH").values(einddatum=date(2022, 1, 1)))
        session.execute(sa.update(rust).values(einddatum=date(2023, 1, 1)))
        session.execute(sa.update(eenheden).values(einddatum=date(2024, 1, 1)))

    wereld.schrijf(eindig)
    laatst = gelezen(wereld, SCHOOL, peildatum=date(2021, 12, 31))
    assert laatst["uitBedrijfdatum"] == date(2024, 1, 1)
    assert laatst["organisatierelatie"][-1].velden["einddatum"] == date(2022, 1, 1)
    assert laatst["juridischeRelatie"][0].velden["einddatum"] == date(2023, 1, 1)
    assert len(gelezen(wereld, SCHOOL, peildatum=date(2022, 1, 1))["organisatierelatie"]) == 1
    assert gelezen(wereld, SCHOOL, peildatum=date(2023, 1, 1))["juridischeRelatie"] == []


@pytest.mark.parametrize("dag", [BEGIN - DAG, date(2024, 1, 1), date(2030, 1, 1)])
def test_one_that_does_not_hold_comes_with_its_dates_and_the_periods_of_all_times(wereld: Register, dag: date) -> None:
    tabel = model.organisatorische_eenheid
    wereld.schrijf(lambda s: s.execute(sa.update(tabel).values(einddatum=date(2024, 1, 1))))
    velden = gelezen(wereld, SCHOOL, peildatum=dag)
    assert (velden["inBedrijfdatum"], velden["uitBedrijfdatum"]) == (BEGIN, date(2024, 1, 1))
    assert namen(velden) == ["De Oude School", "De Nieuwe School"]


def test_one_of_which_nothing_can_be_read_is_not_there_and_noted(wereld: Register) -> None:
    tabel = model.organisatorische_eenheid
    wereld.schrijf(lambda s: s.execute(sa.update(tabel).where(tabel.c.code == SCHOOL).values(stand="}")))
    ctx = context()
    assert fouten(vraag(wereld, opvragen_organisatorische_eenheid, ctx, organisatorischeEenheidcode=SCHOOL)) == [
        "RS1110"
    ]
    assert [(een.tabel, een.sleutel) for een in ctx.uitval] == [("organisatorische_eenheid", SCHOOL)]


def test_as_many_relations_are_shown_as_the_contract_holds(wereld: Register) -> None:
    def breid_uit(session: Any) -> None:
        bouw = Bouw(session)
        for nummer in range(110):
            bouw.rust(SCHOOL, f"OI {nummer:04d}")
        for nummer in range(2010):
            bouw.onder(VERBOND, ZUSTER, begin=BEGIN - nummer * DAG - DAG)

    wereld.schrijf(breid_uit)
    assert len(gelezen(wereld, SCHOOL)["juridischeRelatie"]) == 99
    assert len(gelezen(wereld, VERBOND)["organisatierelatie"]) == 1999


def test_it_takes_three_questions(wereld: Register) -> None:
    for code in (VERBOND, SCHOOL):
        with opdrachten(wereld) as gezien:
            eenheid(wereld, code)
        assert len(gezien) == 3
