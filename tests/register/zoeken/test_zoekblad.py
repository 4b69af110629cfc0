"""What a screen is shown beside the hits: counted by kind and by sector as the filters give it, within bounds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.proefdata.proef import laad_proef
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.zoeken import sectortelling
from rio_soap.register.zoeken.organisatievraag import Organisatievraag
from rio_soap.register.zoeken.plaatskeuze import aanbod_met_naam, eenheden_met_naam, gemeenten_van_plaats
from rio_soap.register.zoeken.sectoren import SPECIALISATIES
from rio_soap.register.zoeken.sectortelling import tel_per_sector
from rio_soap.register.zoeken.treffers import tel, tel_per_type, zoek
from rio_soap.register.zoeken.zoekbeeld import OBJECTTYPEN
from rio_soap.register.zoeken.zoekblad import zoek_alles, zoek_blad
from tests.register.conftest import Leegmaken

DAG = date(2026, 11, 24)
CONTEXT = Context("", datetime(2026, 11, 24, 12, tzinfo=UTC), "zoeken")


@pytest.fixture(scope="module")
def proef(leegmaken: Leegmaken, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The trial set; these tests only read it, but for gemeenten."""
    with Register(maak_engine(leegmaken(tmp_path_factory.mktemp("blad")))) as register:
        register.schrijf(laad_proef)
        yield register


def vraag(*woorden: str, dag: date = DAG) -> Organisatievraag:
    return Organisatievraag(woorden, {}, tuple(sorted(OBJECTTYPEN)), None, dag, ook_beeindigd=False)


@pytest.mark.parametrize("woord", ["proef", "stichting", "roc", "hanzehogeschool", "doesburg", "vavo"])
@pytest.mark.parametrize("dag", [DAG, date(2015, 1, 1)])
def test_what_is_counted_is_what_each_filter_finds(proef: Register, woord: str, dag: date) -> None:
    gevraagd = vraag(woord, dag=dag)
    with proef.lees() as session:
        gevonden = zoek(session, gevraagd, hoeveel=1000)
        per_sector = {sector: tel(session, replace(gevraagd, sector=sector)) for sector in SPECIALISATIES}
        assert tel_per_sector(session, gevonden, dag) == {een: n for een, n in per_sector.items() if n}
        per_type = {type_: tel(session, replace(gevraagd, typen=(type_,))) for type_ in OBJECTTYPEN}
        assert tel_per_type(session, gevraagd) == {een: n for een, n in per_type.items() if n}


def test_beyond_the_offers_that_are_looked_at_nothing_is_counted(
    proef: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sectortelling, "MEESTE_AANBOD", 2)
    with proef.lees() as session:
        assert tel_per_sector(session, zoek(session, vraag("proef"), hoeveel=100), DAG) is None


def test_all_that_is_found_comes_in_blocks_once_and_no_more_than_asked(proef: Register) -> None:
    verzoek = Gegeven("zoeken_organisaties_request", {"zoekterm": "proef"})
    with proef.lees() as session:
        heel = zoek_blad(session, CONTEXT, verzoek, 0, 500)
        assert heel is not None
        blokken = list(zoek_alles(session, CONTEXT, verzoek, 4, 1000))
        assert [een for blok in blokken for een in blok] == list(heel.treffers)
        assert sum(map(len, zoek_alles(session, CONTEXT, verzoek, 4, 6))) == 6


def test_a_plaats_in_several_gemeenten_gives_all_of_them_and_a_plaats_of_one_that_one(proef: Register) -> None:
    with proef.lees() as session:
        assert [een.gemeente for een in gemeenten_van_plaats(session, "Doesburg", DAG)] == ["DOESBURG"]
        assert gemeenten_van_plaats(session, "nergens", DAG) == []
    tabel = model.zoekgegeven
    with proef.engine.begin() as verbinding:
        rij = verbinding.execute(sa.select(tabel).where(tabel.c.soort == "GEMEENTE").limit(1)).one()
        elders = {**rij._mapping, "tekst": "elders", "weergave": "Elders"}
        verbinding.execute(sa.insert(tabel).values(elders))
        plaats = sa.select(tabel.c.weergave).where(tabel.c.object == rij.object, tabel.c.soort == "PLAATS")
        naam = verbinding.execute(plaats).scalars().first()
    with proef.lees() as session:
        assert "Elders" in [een.gemeente for een in gemeenten_van_plaats(session, str(naam), DAG)]


def test_programmes_are_found_by_the_words_of_their_names_up_to_so_many(proef: Register) -> None:
    with proef.lees() as session:
        eenheden = eenheden_met_naam(session, "proef", DAG, 100)
        assert len(eenheden) == len(set(eenheden)) > 1
        assert len(eenheden_met_naam(session, "proef", DAG, 1)) == 1
        assert len(aanbod_met_naam(session, "proef", DAG, 2)) == 2
        assert aanbod_met_naam(session, "?!", DAG, 2) == eenheden_met_naam(session, "", DAG, 2) == []
