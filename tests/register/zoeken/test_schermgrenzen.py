"""What pages list, at its bounds: more than is looked at, days at an edge, names that are not there."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.eenheid.rijen import Erkenningssleutel
from rio_soap.register.locatie.rijen import gebruikers
from rio_soap.register.proefdata.proef import laad_proef
from rio_soap.register.regels.afstand import Ligging
from rio_soap.register.regels.folding import woorden
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.zoeken import eenheidzoeker
from rio_soap.register.zoeken.aanbodlijsten import Aanbodkant, aanbod_bij, tel_aanbod_bij
from rio_soap.register.zoeken.eenheidzoeker import eenheden_met_woorden
from rio_soap.register.zoeken.omgeving import locaties_rond
from rio_soap.register.zoeken.weergavenamen import eenheidsnamen_op, erkenningsnamen_op, weergavenamen
from tests.register.conftest import Leegmaken

DAG = date(2026, 11, 24)
CONTEXT = Context("", SystemClock().nu(), "test")
HIER = Ligging(52_000_000, 5_000_000)


@pytest.fixture(scope="module")
def proef(leegmaken: Leegmaken, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The trial set; these tests only read it."""
    with Register(maak_engine(leegmaken(tmp_path_factory.mktemp("grenzen")))) as register:
        register.schrijf(laad_proef)
        yield register


@pytest.mark.parametrize("kant", list(Aanbodkant))
def test_a_page_of_exactly_what_is_left_is_the_last(proef: Register, kant: Aanbodkant) -> None:
    code = {Aanbodkant.LOCATIE: "799X004", Aanbodkant.EENHEID: "1019O0031"}[kant]
    with proef.lees() as session:
        er_zijn = tel_aanbod_bij(session, kant, code, DAG)
        heel, verder = aanbod_bij(session, CONTEXT, kant, code, DAG, "", er_zijn)
        assert (len(heel), verder) == (er_zijn, None)
        laatste = str(heel[-1].velden["aangebodenOpleidingCode"])
        for na in (laatste, laatste.upper(), "g", "zzz"):
            assert aanbod_bij(session, CONTEXT, kant, code, DAG, na, 9) == ([], None)


@pytest.mark.parametrize("code", ["", "000X000", "%", "' OR 1=1 --", "é" * 500])
def test_what_is_there_under_no_code_has_no_offers(proef: Register, code: str) -> None:
    with proef.lees() as session:
        for kant in Aanbodkant:
            assert aanbod_bij(session, CONTEXT, kant, code, DAG, "", 9) == ([], None)
            assert tel_aanbod_bij(session, kant, code, DAG) == 0
        assert list(gebruikers(session, code)) == []
        assert weergavenamen(session, [code], DAG) == {}
        assert eenheidsnamen_op(session, [code], DAG) == {}


def test_an_offer_is_listed_from_its_first_day_and_not_on_its_end(proef: Register) -> None:
    with proef.lees() as session:
        tabel = model.aangeboden_opleiding.c
        rijen = session.execute(sa.select(tabel.code, tabel.eenheid, tabel.begindatum, tabel.einddatum)).all()
        assert rijen

        def staat_op(rij: sa.Row[tuple[str, str, date, date | None]], dag: date) -> bool:
            gevonden, _ = aanbod_bij(session, CONTEXT, Aanbodkant.EENHEID, rij.eenheid, dag, "", 99)
            return rij.code in {str(een.velden["aangebodenOpleidingCode"]).lower() for een in gevonden}

        for rij in rijen[:8]:
            assert staat_op(rij, rij.begindatum)
            assert not staat_op(rij, rij.begindatum - timedelta(days=1))
            if rij.einddatum is not None:
                assert not staat_op(rij, rij.einddatum)


def test_of_more_units_than_one_question_finds_the_first_by_name_come(
    proef: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    with proef.lees() as session:
        alle = list(eenheden_met_woorden(session, ["proef"]))
        assert len(alle) > 3
        for meeste in (1, 3, len(alle), len(alle) + 1):
            monkeypatch.setattr(eenheidzoeker, "MEESTE", meeste)
            assert list(eenheden_met_woorden(session, ["proef"])) == alle[:meeste]


@pytest.mark.parametrize("tekst", ['"', "*", "a*b", "near", "or", "not", "(:&|!", "o'n", "\\", "a" * 300, "\x00", "🦆"])
def test_what_means_something_to_a_database_means_nothing_in_what_somebody_types(proef: Register, tekst: str) -> None:
    with proef.lees() as session:
        gevonden = eenheden_met_woorden(session, woorden(f"proef {tekst}"))
        assert set(gevonden) <= set(eenheden_met_woorden(session, ["proef"]))


def test_many_keys_are_one_question_and_those_twice_are_one(proef: Register) -> None:
    onbekend = [f"{nummer:03}X{nummer:03}" for nummer in range(5_000)]
    with proef.lees() as session:
        een = weergavenamen(session, ["799B004"], DAG)
        assert set(een) == {"799B004"}
        gevonden = weergavenamen(session, (*onbekend, "799B004", "799B004"), DAG)
        assert gevonden["799B004"] == een["799B004"]


def test_before_its_first_name_an_object_goes_by_that_one(proef: Register) -> None:
    with proef.lees() as session:
        assert weergavenamen(session, ["799B004"], date.min).keys() == {"799B004"}
        assert eenheidsnamen_op(session, ["1019O0031"], date.min).keys() == {"1019O0031"}


def test_parts_that_a_key_of_an_erkenning_leaves_out_may_be_any_and_those_it_has_not(proef: Register) -> None:
    los = Erkenningssleutel("CREBO", "99031", "", "")
    fout = los._replace(niveau="onbestaand")
    with proef.lees() as session:
        assert erkenningsnamen_op(session, [los, fout, los], DAG).keys() == {los}
        assert erkenningsnamen_op(session, [Erkenningssleutel("", "99031", "", "")], DAG) == {}


# Around a place


def zet(register: Register, *plekken: tuple[str, int | None, int | None]) -> None:
    rijen = [{"locatie": code, "breedte": breedte, "lengte": lengte} for code, breedte, lengte in plekken]
    register.schrijf(lambda session: session.execute(sa.insert(model.zoeklocatie), rijen))


def rond(register: Register, straal: float, hoeveel: int = 9, plek: Ligging = HIER) -> list[str]:
    with register.lees() as session:
        return [een.locatie for een in locaties_rond(session, plek, straal, hoeveel)]


def test_where_more_lie_than_are_looked_at_those_in_the_south_are(leeg: Register) -> None:
    """Whatever order they came in, so that a map is the same each time."""
    zet(leeg, *((f"{nummer:03}X{nummer:03}", HIER.breedte - nummer, HIER.lengte) for nummer in range(1, 701)))
    leeg.schrijf(lambda session: session.execute(sa.text("ANALYZE zoeklocatie")))
    gevonden = rond(leeg, 10.0, 1_000)
    assert sorted(gevonden) == [f"{nummer:03}X{nummer:03}" for nummer in range(101, 701)]


def test_a_place_itself_comes_first_and_equal_ones_by_code(leeg: Register) -> None:
    zet(
        leeg,
        ("300X003", *HIER),
        ("100X001", *HIER),
        ("200X002", HIER.breedte + 500, HIER.lengte),
        ("400X004", None, None),
    )
    assert rond(leeg, 1.0) == ["100X001", "300X003", "200X002"]
    assert rond(leeg, 0.0) == ["100X001", "300X003"]
    assert rond(leeg, 1.0, 0) == []


def test_what_is_in_the_box_and_not_within_the_distance_is_no_neighbour(leeg: Register) -> None:
    # A degree of latitude is 111 km, one of longitude here 68 km.
    zet(
        leeg, ("100X001", HIER.breedte + 80_000, HIER.lengte + 130_000), ("200X002", HIER.breedte + 80_000, HIER.lengte)
    )
    assert rond(leeg, 10.0) == ["200X002"]
    assert rond(leeg, 13.0) == ["200X002", "100X001"]
    assert rond(leeg, 5_000.0) == ["200X002", "100X001"]
