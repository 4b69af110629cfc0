"""What the readings of versions look up costs as much in a large register: the plans of SQLite without statistics."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.register.database.database import Register
from rio_soap.register.database.model import mutatie
from rio_soap.register.database.statements import Statement
from rio_soap.register.versie import beeld, bronnen, historie, moment, mutatiepagina
from rio_soap.register.versie.deelbron import Bron
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.register.wijzigingen import stroom
from rio_soap.register.wijzigingen.mutaties import log_mutatie
from tests.register.hulp import NU, context


@pytest.fixture
def sqlite_register(leeg: Register) -> Register:
    if leeg.engine.dialect.name != "sqlite":
        pytest.skip("asks SQLite for its plan; PostgreSQL has statistics")
    return leeg


def plan(register: Register, vraag: Any, *, alles: bool = False, **waarden: Any) -> list[str]:
    """How SQLite goes about a statement, a step each; without `alles` of mutaties only."""
    gevuld = vraag.params(**waarden).compile(register.engine, compile_kwargs={"render_postcompile": True})
    sql = str(gevuld)
    with register.engine.connect() as verbinding:
        rijen = verbinding.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", (None,) * sql.count("?"))
        return [rij.detail for rij in rijen if alles or "mutatie" in rij.detail]


NAAM = "SEARCH mutatie USING INDEX ix_mutatie_object_sleutel_volgnummer (object=? AND <expr>=?"
ENE = {"sleutels": ["a"], "laag": 1, "hoog": 2}


def test_versions_are_looked_up_by_object_and_number(sqlite_register: Register) -> None:
    tussen, _ = (vraag.opdracht for vraag in beeld._vragen("licentie", "rij", "sqlite"))
    assert plan(sqlite_register, tussen, **ENE) == [f"{NAAM} AND volgnummer>? AND volgnummer<?)"]


@pytest.mark.parametrize("tabel", ["licentie", "aangeboden_opleiding"])
def test_the_first_version_after_a_number_is_found_along_the_index_without_sorting(
    sqlite_register: Register, tabel: str
) -> None:
    _, eerste_na = (vraag.opdracht for vraag in beeld._vragen(tabel, "rij", "sqlite"))
    stappen = plan(sqlite_register, eerste_na, alles=True, lijst="[]", hoog=2)
    naam = NAAM.replace("SEARCH mutatie", "SEARCH later")
    assert f"{naam} AND volgnummer>?)" in stappen, stappen
    assert "SEARCH mutatie USING INTEGER PRIMARY KEY (rowid=?)" in stappen
    assert not any("TEMP B-TREE" in stap for stap in stappen)


def test_whether_an_object_ever_was_and_its_history_are_looked_up_by_its_name(sqlite_register: Register) -> None:
    for vraag in (moment._GEMELD, historie._AANTAL, historie._STAPPEN):
        stappen = plan(sqlite_register, vraag.opdracht, object="licentie", sleutel="a", hoeveel=1, vanaf=0)
        assert stappen[0] == f"{NAAM})", stappen
        assert not any(stap.startswith("SCAN mutatie") for stap in stappen)


def test_the_last_number_and_that_of_a_moment_are_found_without_a_search(sqlite_register: Register) -> None:
    assert plan(sqlite_register, stroom._STROOM.opdracht) == ["SEARCH mutatie"]
    for vraag in (stroom._EERSTE_LATER, stroom._IN_HELFTEN):
        later = plan(sqlite_register, vraag.opdracht)
        assert set(later) == {"SEARCH mutatie USING INTEGER PRIMARY KEY (rowid>?)"}


@pytest.mark.parametrize(
    ("soorten", "met_houders", "stap"),
    [
        ((), False, "SEARCH mutatie USING INTEGER PRIMARY KEY (rowid>?)"),
        (
            ("CONTACTADRES",),
            False,
            "SEARCH mutatie USING INDEX ix_mutatie_object_volgnummer (object=? AND volgnummer>?)",
        ),
        (("LICENTIE",), False, "SEARCH mutatie USING INDEX ix_mutatie_object_volgnummer (object=? AND volgnummer>?)"),
        (
            ("LICENTIE", "ERKENNER"),
            True,
            "SEARCH mutatie USING INDEX ix_mutatie_object_houder_volgnummer (object=? AND houder=? AND volgnummer>?)",
        ),
    ],
    ids=["all", "contactadressen", "of a kind", "of a houder"],
)
def test_a_page_of_the_feed_reads_one_range_of_an_index_for_each_kind(
    sqlite_register: Register, soorten: tuple[str, ...], met_houders: bool, stap: str
) -> None:
    delen = frozenset((OBJECTTYPEN[naam].tabel.name, None) for naam in soorten)
    waarden = {"houders": ["100B490", "110A133"]} if met_houders else {}
    for gezeefd in (False, True):
        vraag = mutatiepagina._pagina(delen, met_houders=met_houders, gezeefd=gezeefd).opdracht
        zeef = {"contexten": ["ALGEMEEN"], "besturen": ["100B490"], "dag": NU.date()} if gezeefd else {}
        gevonden = plan(sqlite_register, vraag, vanaf=5, hoeveel=100, **waarden, **zeef)
        assert gevonden == [stap] * max(1, len(soorten)), gezeefd


BRONNEN = [een for een in vars(bronnen).values() if isinstance(een, Bron)]


@pytest.mark.parametrize("bron", BRONNEN, ids=[f"{een.tabel}-{een.deel}-{een.rij.__name__}" for een in BRONNEN])
def test_rows_of_many_objects_are_looked_up_along_indexes(sqlite_register: Register, bron: Bron[Any]) -> None:
    """None goes through a table: else a page would cost as much as the register is large."""
    sleutels = ["/".join([een] * delen + ["2024-09-01"]) for delen in range(8) for een in ("a", "b")]
    with sqlite_register.lees() as session:
        verbinding: Any = session._connection.connection.driver_connection
        vragen: list[str] = []
        verbinding.set_trace_callback(vragen.append)
        bron.nu(session, sleutels)
        verbinding.set_trace_callback(None)
        stappen = [rij[-1] for vraag in vragen for rij in verbinding.execute(f"EXPLAIN QUERY PLAN {vraag}")]
    door = [stap for stap in stappen if stap.startswith("SCAN") and "VIRTUAL TABLE" not in stap]
    assert stappen
    assert not door, stappen


def test_mutaties_of_one_transaction_have_one_moment_and_their_message(leeg: Register) -> None:
    """So who asks what was known at a moment never sees half of a delivery."""
    ctx = context()

    def taak(session: Any) -> None:
        for sleutel in ("een", "twee"):
            log_mutatie(session, ctx, OBJECTTYPEN["ERKENNER"].tabel, sleutel, None, "T")

    leeg.schrijf(taak)
    with leeg.lees() as session:
        rijen = session.execute(sa.select(mutatie)).all()
    assert len({rij.moment for rij in rijen}) == 1
    assert {(rij.oin, rij.kanaal, rij.identificatiecode) for rij in rijen} == {(ctx.oin, "BERICHT", None)}


@pytest.mark.parametrize("dichtbij", [0, 1_000])
def test_the_number_of_a_moment_is_that_before_the_first_later_one_however_far(
    leeg: Register, dichtbij: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through numbers of which some were never given, as PostgreSQL leaves them, and moments that several share."""
    monkeypatch.setattr(stroom, "_DICHTBIJ", dichtbij)
    if not dichtbij:  # nothing is close by
        monkeypatch.setattr(stroom, "_EERSTE_LATER", Statement[tuple[int]](stroom._EERSTE_LATER.opdracht.where(False)))
    begin = datetime(2026, 10, 1, tzinfo=UTC)
    kans = random.Random(5)
    nummers = sorted(kans.sample(range(1, 200), 60))
    momenten = sorted(begin + timedelta(seconds=kans.randrange(30)) for _ in nummers)
    vast = {"object": "licentie", "sleutel": "a", "soort": "W"}
    rijen = [{**vast, "volgnummer": n, "moment": m} for n, m in zip(nummers, momenten, strict=True)]
    leeg.schrijf(lambda session: session.execute(sa.insert(mutatie), rijen))
    with leeg.lees() as session:
        for seconde in range(-1, 32):
            moment_ = begin + timedelta(seconds=seconde)
            later = [n for n, m in zip(nummers, momenten, strict=True) if m > moment_]
            verwacht = later[0] - 1 if later else nummers[-1]
            assert stroom.nummer_op(session, moment_, nummers[-1]) == verwacht, seconde
