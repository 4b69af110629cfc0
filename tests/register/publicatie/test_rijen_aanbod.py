"""Rows of offers and their cohorten: what was loaded comes out again, and what was delivered comes in again."""

import random
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.jsonvorm import json_van
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.opendata.aangeboden_opleidingen import SPECIALISATIES
from rio_soap.register.opendata.laden import laad as laad_bestanden
from rio_soap.register.proefdata.aangeboden import laad_aangeboden
from rio_soap.register.proefdata.proef import PROEFSET
from rio_soap.register.publicatie.rijenregister import TABELLEN
from rio_soap.register.versie.zicht import Objectnaam
from tests.register.hulp import fouten, kenmerk
from tests.register.hulp_aanbod import SOORTEN, aanbod, aanvaard, cohort, flexibel, lever_aan, periode, trek_in
from tests.register.opendata.hulp import laad
from tests.register.publicatie.hulp_publicatie import (
    Tabellen,
    bestandsrijen,
    bron,
    cellen,
    gepubliceerd,
    json_objecten,
    schrijf,
    tabellen,
)
from tests.register.publicatie.verlies import verschillen, zonder_verlies
from tests.register.test_maker_aangeboden import maak, vul

BESTANDEN = sorted({bestand for paar in SPECIALISATIES.items() for bestand in (paar[0], paar[1][1]) if bestand})
"""The files of offers and cohorten."""


@pytest.fixture
def register(register: Register) -> Register:
    """With what offers refer to, and without an offer."""

    def taak(session: Session) -> None:
        laad_aangeboden(session)
        session.execute(sa.delete(model.aangeboden_opleiding))

    register.schrijf(taak)
    return register


def test_offers_that_were_loaded_are_published_as_they_were(leeg: Register) -> None:
    laad_bestanden(PROEFSET, leeg.schrijf, moment=None)
    rijen = aanboden(leeg)
    for bestand in BESTANDEN:
        assert {cellen(bestand, regel) for regel in rijen[bestand]} == bestandsrijen(PROEFSET, bestand) != set()


def aanboden(register: Register, *, op: int | None = None) -> Tabellen:
    """The tables of offers, as they are or as they were at a number."""
    van = bron(register, op=op)
    return tabellen(van, gepubliceerd(van, "AANGEBODEN_OPLEIDING"))


def velden(rijen: list[str], bestand: str) -> list[dict[str, str]]:
    """The filled cells of rows, in the order of the rows."""
    namen = TABELLEN[bestand].kolommen
    return [{n: c for n, c in zip(namen, cellen(bestand, r), strict=True) if c} for r in rijen]


def test_a_period_ends_where_the_next_one_begins_and_the_last_with_its_offer(register: Register) -> None:
    later = periode("HOOpleiding", date(2027, 1, 1), eigenNaamAangebodenOpleiding="Later")
    gegeven = aanbod()
    gegeven.velden["aangebodenOpleidingPeriode"] = [later, *gegeven.velden["aangebodenOpleidingPeriode"]]  # type: ignore[misc]
    aanvaard(register, gegeven)
    gelezen = velden(aanboden(register)["aangeboden_ho_opleidingen.csv"], "aangeboden_ho_opleidingen.csv")
    assert [(een["BEGINDATUM_PERIODE"], een["EINDDATUM_PERIODE"]) for een in gelezen] == [
        ("2025-09-01", "2027-01-01"),
        ("2027-01-01", "2029-09-01"),
    ]
    assert [een.get("EIGENNAAM") for een in gelezen][1] == "Later"


def test_a_cohort_says_how_one_comes_in(register: Register) -> None:
    vast = cohort(code="VAST")
    op_elk_moment = flexibel(date(2026, 2, 1), date(2026, 8, 1), code="FLEXIBEL")
    gegeven = aanbod()
    gegeven.velden["aangebodenOpleidingCohort"] = [vast, op_elk_moment]
    aanvaard(register, gegeven)
    bestand = "aangeboden_ho_opleiding_cohorten.csv"
    een, ander = velden(aanboden(register)[bestand], bestand)
    assert een["AANGEBODEN_OPLEIDING_COHORTCODE"] == "FLEXIBEL"
    assert (een["BEGIN_INSTROOMPERIODE"], een["EINDE_INSTROOMPERIODE"]) == ("2026-02-01", "2026-08-01")
    assert "INSTROOMMOMENT" not in een
    assert "BEGIN_INSTROOMPERIODE" not in ander
    assert ander["INSTROOMMOMENT"]


def test_several_values_stand_in_one_cell_ascending_each_once(register: Register) -> None:
    partners = [kenmerk("samenwerkendeOnderwijsaanbiedercode", code, "kenmerkwaardeTekst") for code in ("B", "A", "B")]
    gegeven = aanbod()
    (enige,) = gegeven.velden["aangebodenOpleidingPeriode"]  # type: ignore[misc]
    enige.velden["kenmerken"] = [*enige.velden.get("kenmerken", []), *partners]  # type: ignore[union-attr]
    rij = {"stand": gegeven}
    aanvaard(register, aanbod())
    tabel = model.aangeboden_opleiding
    register.schrijf(lambda session: session.execute(sa.update(tabel).values(rij)))
    (een,) = velden(aanboden(register)["aangeboden_ho_opleidingen.csv"], "aangeboden_ho_opleidingen.csv")
    assert een["SAMENWERKENDE_ONDERWIJSAANBIEDERIDS"] == "A,B"


@pytest.fixture(scope="module")
def twee(tmp_path_factory: pytest.TempPathFactory) -> tuple[Register, Register]:
    """Two registers that hold the same."""
    een, ander = (vul(tmp_path_factory.mktemp(naam)) for naam in ("een", "ander"))
    return een, ander


@given(toeval=st.randoms(use_true_random=True))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_right_offer_comes_in_again_as_it_was_but_for_what_the_files_cannot_say(
    twee: tuple[Register, Register], tmp_path: Path, toeval: random.Random
) -> None:
    eerste, tweede = twee
    geleverd = [maak(toeval, soort) for soort in SOORTEN]
    for een in geleverd:
        assert fouten(lever_aan(eerste, een)) == []
    namen = [Objectnaam("AANGEBODEN_OPLEIDING", str(g.velden["aangebodenOpleidingCode"]).lower()) for g in geleverd]
    van = bron(eerste)
    objecten = [*van.van(namen)]
    rijen = {bestand: regels for bestand, regels in tabellen(van, objecten).items() if bestand in BESTANDEN}
    shutil.rmtree(map_ := tmp_path / "uit", ignore_errors=True)
    verslag = laad(tweede, schrijf(map_, rijen))
    assert not verslag.niet_geplaatst
    terug = [*bron(tweede).van(namen)]
    assert tabellen(van, terug) == tabellen(van, objecten)
    assert verschillen(*(zonder_verlies(json_objecten(een)) for een in (objecten, terug))) == []


def test_rows_at_an_old_number_are_those_of_then(register: Register) -> None:
    aanvaard(register, aanbod(code="AAAAAAAA-0000-4000-8000-000000000001"))
    toen = bron(register)
    voor = aanboden(register)
    aanvaard(register, aanbod(code="aaaaaaaa-0000-4000-8000-000000000001", einde=None))
    aanvaard(register, aanbod(code="aaaaaaaa-0000-4000-8000-000000000002"))
    assert aanboden(register) != voor == aanboden(register, op=toen.op.volgnummer)
    assert trek_in(register, "aaaaaaaa-0000-4000-8000-000000000001").goedgekeurd
    assert aanboden(register, op=toen.op.volgnummer) == voor


def test_the_rows_of_an_offer_are_known_by_its_code_in_any_case(register: Register) -> None:
    code = "AAAAAAAA-0000-4000-8000-00000000000F"
    aanvaard(register, aanbod(code=code))
    (een,) = bron(register).alle("AANGEBODEN_OPLEIDING")
    assert een.sleutel == code.lower()
    assert een.rijen
    for bestand, regel in een.rijen:
        tabel = TABELLEN[bestand]
        assert code in regel
        assert tabel.groep_in(cellen(bestand, regel)) == tabel.groep_van(een.sleutel) == (code.lower(),)


def test_an_offer_whose_stand_is_none_is_left_out_with_its_rows_and_its_neighbours_stay(register: Register) -> None:
    aanvaard(register, aanbod())
    aanvaard(register, aanbod(code="bbbbbbbb-0000-4000-8000-000000000001"))
    tabel: Any = model.aangeboden_opleiding
    kapot = sa.update(tabel).where(tabel.c.code.like("bbbb%")).values(stand='{"g":1')
    register.schrijf(lambda session: session.execute(kapot))
    van = bron(register)
    een, ander = van.alle("AANGEBODEN_OPLEIDING")
    weg, goed = sorted((een, ander), key=lambda e: e.inhoud is not None)
    assert (weg.inhoud, [*weg.rijen]) == (None, [])
    assert goed.inhoud is not None
    assert goed.rijen
    assert [(een.tabel, een.sleutel) for een in van.uitval] == [(tabel.name, "bbbbbbbb-0000-4000-8000-000000000001")]


def test_an_offer_that_the_contract_cannot_hold_has_no_json_and_is_noted(register: Register) -> None:
    gegeven = aanbod()
    aanvaard(register, gegeven)
    van = bron(register)
    (goed,) = van.alle("AANGEBODEN_OPLEIDING")
    assert goed.inhoud is not None
    assert van.json(goed) == json_van(goed.inhoud)
    anders = sa.update(model.aangeboden_opleiding).values(stand=Gegeven(gegeven.naam, gegeven.velden | {"maat": 5}))
    register.schrijf(lambda session: session.execute(anders))
    (vreemd,) = van.alle("AANGEBODEN_OPLEIDING")
    assert van.json(vreemd) is None
    (uitvaller,) = van.uitval
    assert (uitvaller.sleutel, "maat" in uitvaller.reden) == (vreemd.sleutel, True)
    assert van.json(vreemd._replace(inhoud=None)) is None
    assert len(van.uitval) == 1
