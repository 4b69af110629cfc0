"""What pages list against the plainest way to find the same: going through everything that there is."""

from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.eenheid.rijen import Erkenningssleutel
from rio_soap.register.proefdata.proef import laad_proef
from rio_soap.register.regels.afstand import Ligging, kilometers
from rio_soap.register.regels.folding import woorden, zoektekst
from rio_soap.register.regels.perioden import geldig_op
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.zoeken.aanbodlijsten import Aanbodkant, aanbod_bij, tel_aanbod_bij
from rio_soap.register.zoeken.eenheidzoeker import MEESTE, eenheden_met_woorden
from rio_soap.register.zoeken.omgeving import locaties_rond
from rio_soap.register.zoeken.weergavenamen import eenheidsnamen_op, erkenningsnamen_op, weergavenamen
from tests.register.conftest import Leegmaken

DAGEN = (date(2026, 11, 24), date(2024, 7, 31), date(2024, 8, 1), date(2015, 9, 8), date(1990, 1, 1))
CONTEXT = Context("", SystemClock().nu(), "test")


@pytest.fixture(scope="module")
def proef(leegmaken: Leegmaken, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The trial set; these tests only read it."""
    with Register(maak_engine(leegmaken(tmp_path_factory.mktemp("model")))) as register:
        register.schrijf(laad_proef)
        yield register


def rijen(register: Register, tabel: sa.Table) -> list[sa.Row[tuple[object, ...]]]:
    """All rows of a table."""
    with register.engine.connect() as verbinding:
        return list(verbinding.execute(sa.select(tabel)))


def namen_van(stand: Gegeven) -> list[tuple[date, str]]:
    """The names of a unit, each with its first day, oldest first."""
    perioden = stand.velden["opleidingseenheidPeriode"]
    assert isinstance(perioden, list)
    gevonden = [een.velden for een in perioden if isinstance(een, Gegeven)]
    return sorted((een["begindatum"], str(een["naamLang"])) for een in gevonden)  # type: ignore[misc]


@pytest.mark.parametrize("kant", list(Aanbodkant))
@pytest.mark.parametrize("dag", DAGEN)
def test_offers_of_every_unit_and_locatie_are_those_that_hold(proef: Register, kant: Aanbodkant, dag: date) -> None:
    alle = rijen(proef, model.aangeboden_opleiding)
    codes = {getattr(een, kant.value) for een in alle} - {None}
    assert codes
    with proef.lees() as session:
        for code in sorted(codes):
            verwacht = sorted(
                een.code
                for een in alle
                if getattr(een, kant.value) == code and geldig_op(dag, een.begindatum, een.einddatum)
            )
            gevonden, verder = aanbod_bij(session, CONTEXT, kant, code, dag, "", 50)
            assert [str(een.velden["aangebodenOpleidingCode"]).lower() for een in gevonden] == verwacht
            assert (tel_aanbod_bij(session, kant, code, dag), verder) == (len(verwacht), None)


@pytest.mark.parametrize("term", ["proef", "water", "bo", "vwo profiel", "natuur vwo", "toegepaste proefkunde inter"])
def test_units_with_words_are_those_whose_names_have_words_that_begin_so(proef: Register, term: str) -> None:
    gezocht = woorden(term)
    verwacht = set()
    for naam in rijen(proef, model.opleidingsnaam):
        heeft = str(naam.tekst).split()
        if not naam.eigen and all(any(woord.startswith(deel) for woord in heeft) for deel in gezocht):
            verwacht.add(naam.code)
    with proef.lees() as session:
        gevonden = list(eenheden_met_woorden(session, gezocht))
    assert set(gevonden) == verwacht
    assert len(gevonden) == len(verwacht) < MEESTE


@pytest.mark.parametrize("dag", DAGEN)
def test_the_name_of_a_unit_is_the_last_that_began_or_else_its_first(proef: Register, dag: date) -> None:
    eenheden = {een.code: namen_van(een.stand) for een in rijen(proef, model.opleidingseenheid)}
    with proef.lees() as session:
        namen = eenheidsnamen_op(session, eenheden, dag)
    for code, verloop in eenheden.items():
        eerder = [naam for begin, naam in verloop if begin <= dag]
        assert namen[code] == (eerder[-1] if eerder else verloop[0][1])


@pytest.mark.parametrize("dag", DAGEN)
def test_every_object_of_search_has_the_name_of_the_day_or_its_address(proef: Register, dag: date) -> None:
    objecten = rijen(proef, model.zoekobject)
    geheten: dict[int, list[tuple[date, str]]] = {}
    for naam in rijen(proef, model.zoeknaam):
        if naam.soort == "NAAM":
            geheten.setdefault(naam.object, []).append((naam.begindatum, naam.weergave))
    with proef.lees() as session:
        namen = weergavenamen(session, [een.sleutel for een in objecten], dag)
    for een in objecten:
        verloop = sorted(geheten.get(een.id, []))
        if verloop:
            eerder = [naam for begin, naam in verloop if begin <= dag]
            assert namen[een.sleutel] == (eerder[-1] if eerder else verloop[0][1])
        else:
            assert een.objecttype != "ONDERWIJSLOCATIE" or any(teken.isalnum() for teken in namen[een.sleutel])


@pytest.mark.parametrize("straal", [0.05, 1.0, 5.0, 150.0])
def test_neighbours_of_every_locatie_are_all_within_the_distance(proef: Register, straal: float) -> None:
    plekken = {een.locatie: Ligging(een.breedte, een.lengte) for een in rijen(proef, model.zoeklocatie) if een.breedte}
    with proef.lees() as session:
        for hier in plekken.values():
            verwacht = {code for code, plek in plekken.items() if float(kilometers(hier, plek)) <= straal}
            assert {een.locatie for een in locaties_rond(session, hier, straal, 100)} == verwacht


def test_what_an_erkenning_recognises_names_it_when_it_is_one(proef: Register) -> None:
    bij: dict[int, set[str]] = {}
    for een in rijen(proef, model.opleidingserkenningrelatie):
        bij.setdefault(een.erkenning, set()).add(een.eenheid)
    alle = rijen(proef, model.opleidingserkenning)
    sleutels = {een.id: Erkenningssleutel(een.stelsel, een.code, een.niveau, een.unieke_code) for een in alle}
    with proef.lees() as session:
        namen = erkenningsnamen_op(session, list(sleutels.values()), DAGEN[0])
        for id_, sleutel in sleutels.items():
            codes = bij.get(id_, set())
            verwacht = eenheidsnamen_op(session, codes, DAGEN[0]).values() if len(codes) == 1 else ()
            assert [namen[sleutel]] == [*verwacht] if sleutel in namen else not verwacht
    assert all(zoektekst(naam) for naam in namen.values())
