"""What pages list and no operation asks for: offers of a unit or at a locatie, units by words, names, neighbours."""

from collections.abc import Iterator
from datetime import date

import pytest

from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.eenheid.rijen import Erkenningssleutel, erkende_eenheden
from rio_soap.register.erkenning.rijen import op_sleutel
from rio_soap.register.erkenning.rijen_relatie import alle_van, geldige
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from rio_soap.register.locatie.rijen import gebruikers
from rio_soap.register.proefdata.proef import laad_proef
from rio_soap.register.regels.afstand import Ligging
from rio_soap.register.regels.folding import woorden, zoektekst
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.zoeken.aanbodlijsten import Aanbodkant, aanbod_bij, tel_aanbod_bij
from rio_soap.register.zoeken.eenheidzoeker import eenheden_met_woorden
from rio_soap.register.zoeken.omgeving import locaties_rond
from rio_soap.register.zoeken.weergavenamen import eenheidsnamen_op, erkenningsnamen_op, weergavenamen
from tests.register.conftest import Leegmaken

DAG = date(2026, 11, 24)
CONTEXT = Context("", SystemClock().nu(), "test")


@pytest.fixture(scope="module")
def proef(leegmaken: Leegmaken, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The trial set; these tests only read it."""
    with Register(maak_engine(leegmaken(tmp_path_factory.mktemp("scherm")))) as register:
        register.schrijf(laad_proef)
        yield register


@pytest.mark.parametrize(("kant", "code"), [(Aanbodkant.LOCATIE, "799X004"), (Aanbodkant.EENHEID, "1019O0031")])
def test_offers_come_once_each_in_pages_of_any_size(proef: Register, kant: Aanbodkant, code: str) -> None:
    with proef.lees() as session:
        heel, geen = aanbod_bij(session, CONTEXT, kant, code, DAG, "", 100)
        codes = [str(een.velden["aangebodenOpleidingCode"]) for een in heel]
        assert (geen, len(codes)) == (None, tel_aanbod_bij(session, kant, code, DAG))
        gevonden: list[str] = []
        na: str | None = ""
        while na is not None:
            deel, na = aanbod_bij(session, CONTEXT, kant, code, DAG, na, 1)
            gevonden += [str(een.velden["aangebodenOpleidingCode"]) for een in deel]
        assert gevonden == codes == sorted(codes)
        assert aanbod_bij(session, CONTEXT, kant, code, date(1950, 1, 1), "", 9) == ([], None)


def test_units_are_found_by_begins_of_all_words_and_each_once(proef: Register) -> None:
    with proef.lees() as session:
        codes = eenheden_met_woorden(session, woorden("proef water"))
        namen = eenheidsnamen_op(session, codes, DAG)
        assert {"1019O0030", "1019O0031"} <= set(codes)
        assert len(codes) == len(set(codes))
        assert all("water" in zoektekst(naam) and "proef" in zoektekst(naam) for naam in namen.values())
        assert list(eenheden_met_woorden(session, ["zzzqqq"])) == []


def test_a_name_is_that_of_the_day_and_a_locatie_has_its_address(proef: Register) -> None:
    sleutels = ["OCW/ERKENDE_ONDERWIJSINSTELLING/99MA", "799B004", "799X004", "000X000"]
    with proef.lees() as session:
        namen = weergavenamen(session, sleutels, DAG)
        assert namen["OCW/ERKENDE_ONDERWIJSINSTELLING/99MA"] == "ROC Proefstreek"
        assert "Proefstreek" in namen["799B004"]
        assert "6982" in namen["799X004"]
        assert "000X000" not in namen
        assert weergavenamen(session, [], DAG) == {}


def test_neighbours_are_those_within_the_distance_nearest_first(proef: Register) -> None:
    hier = Ligging(53_240_630, 6_532_400)
    with proef.lees() as session:
        ver = locaties_rond(session, hier, 10.0, 40)
        assert ver[0].locatie == "107X215"
        assert [een.afstand for een in ver] == sorted(een.afstand for een in ver)
        assert locaties_rond(session, hier, 10.0, 1) == ver[:1]
        assert len(locaties_rond(session, hier, 0.1, 40)) < len(ver)


def test_all_relations_of_an_erkenning_are_those_of_every_day(proef: Register) -> None:
    with proef.lees() as session:
        rij = op_sleutel(session, Instellingsleutel("OCW", "ERKENDE_SAMENWERKING", "VO9901"))
        assert rij is not None
        alle = alle_van(session, rij.id, 99)
        for dag in (DAG, date(2015, 1, 1)):
            assert set(geldige(session, [rij.id], dag, 99)) <= set(alle)
        assert alle_van(session, rij.id, 2) == alle[:2]


def test_the_users_of_a_locatie_are_its_besturen(proef: Register) -> None:
    with proef.lees() as session:
        assert set(gebruikers(session, "799X004")) == {"799B003", "799B004"}
        assert list(gebruikers(session, "000X000")) == []


def test_an_erkenning_is_called_what_it_recognises_unless_that_is_more_than_one(proef: Register) -> None:
    crebo, ho, niet = (Erkenningssleutel(*een, "", "") for een in (("CREBO", "99031"), ("ISAT", "39901"), ("BO", "X")))
    with proef.lees() as session:
        namen = erkenningsnamen_op(session, [crebo, ho, niet], DAG)
        assert namen[crebo] == "Vakman waterbouw (proef)"
        assert niet not in namen
        onder = {een.code for een in erkende_eenheden(session, ho)}
        assert (ho in namen) == (len(onder) == 1)
        assert erkenningsnamen_op(session, [], DAG) == {}
