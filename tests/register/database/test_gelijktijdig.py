"""Many writers at once: on SQLite they take turns, on PostgreSQL only those that meet on one object wait."""

import json
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

import pytest
import sqlalchemy as sa

from rio_soap.register.database import database, engine
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.database.model import codeuitgifte, partij
from rio_soap.register.database.session import Session
from rio_soap.register.database.turn import Turn
from tests.register.database.test_database import namen, wacht_tot, zet
from tests.register.hulp import aantal

DRADEN, KEREN = 32, 8

_SCHRIJVER = """
import json, sys, time
from concurrent.futures import ThreadPoolExecutor
import sqlalchemy as sa
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.model import partij

url, naam, draden, keren = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
register = Register(maak_engine(url))
sys.stdin.readline()

def werk(draad):
    langste, mis = 0.0, []
    for keer in range(keren):
        sleutel = f"{naam}-{draad}-{keer}"
        rij = {"vingerafdruk": sleutel, "naam": naam, "oin": None, "certificaat": b""}
        begin = time.monotonic()
        try:
            register.schrijf(lambda session: session.execute(sa.insert(partij), rij))
        except Exception as fout:
            mis.append(repr(fout))
        langste = max(langste, time.monotonic() - begin)
    return langste, mis

begin = time.monotonic()
with ThreadPoolExecutor(draden) as pool:
    uit = list(pool.map(werk, range(draden)))
mis = [fout for _, gemist in uit for fout in gemist]
print(json.dumps({"langste": max(lang for lang, _ in uit), "mis": mis, "duur": time.monotonic() - begin}))
register.sluit()
"""


def test_two_processes_of_32_threads_write_to_sqlite_and_none_finds_it_locked(leeg: Register) -> None:
    """Every write gets through."""
    if leeg.engine.dialect.name != "sqlite":
        pytest.skip("about one file and several processes")
    opdracht = [sys.executable, "-c", _SCHRIJVER, leeg.engine.url.render_as_string()]
    processen = [
        subprocess.Popen(
            [*opdracht, naam, str(DRADEN), str(KEREN)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for naam in ("a", "b")
    ]
    uitkomsten = [json.loads(proces.communicate("\n", timeout=120)[0]) for proces in processen]
    assert [uitkomst["mis"] for uitkomst in uitkomsten] == [[], []]
    assert max(uitkomst["langste"] for uitkomst in uitkomsten) < 10
    assert aantal(leeg, partij) == 2 * DRADEN * KEREN


def test_a_process_that_always_writes_lets_another_have_its_turn(leeg: Register, tmp_path: Path) -> None:
    if leeg.engine.dialect.name != "sqlite":
        pytest.skip("about the queue before a file")
    volgorde: list[str] = []
    klaar = threading.Event()

    def schrijf(naam: str) -> None:
        eigen = Turn(str(tmp_path / "rio.db"), 10)
        while not klaar.is_set():
            with eigen:
                volgorde.append(naam)
                time.sleep(0.005)
        eigen.sluit()

    with ThreadPoolExecutor(2) as threads:
        for naam in "ab":
            threads.submit(schrijf, naam)
        wacht_tot(lambda: len(volgorde) > 60)
        klaar.set()
    samen = volgorde[volgorde.index("b") if volgorde[0] == "a" else volgorde.index("a") :]
    langste = max(len(list(reeks)) for _, reeks in groupby(samen[:-2]))
    assert langste <= 3, "they alternate, but for the moment between giving a turn and queueing again"


def test_a_turn_that_does_not_come_is_not_waited_for_for_ever(leeg: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    if leeg.engine.dialect.name != "sqlite":
        pytest.skip("about the queue before a file")
    monkeypatch.setattr(database, "WACHTTIJD", 0.2)
    monkeypatch.setattr(engine, "WACHTTIJD", 0.2)
    houder = Turn(str(leeg.engine.url.database), 1)
    with Register(maak_engine(leeg.engine.url.render_as_string())) as register:
        with houder, pytest.raises(Unavailable, match="locked"):
            register.schrijf(lambda session: zet(session, "a"))
        register.schrijf(lambda session: zet(session, "b"))
    houder.sluit()
    assert namen(leeg) == {"b"}


def test_on_postgresql_deliveries_of_one_object_serialise(leeg: Register) -> None:
    """32 threads read and write one row: every one of them is carried out, none on what another is just changing."""
    leeg.schrijf(lambda session: session.execute(sa.insert(codeuitgifte), {"soort": "x", "laatste": 0}))

    def ophogen(session: Session) -> int:
        laatste = int(session.execute(sa.select(codeuitgifte.c.laatste)).scalar_one())
        session.execute(sa.update(codeuitgifte).values(laatste=laatste + 1))
        return laatste

    with ThreadPoolExecutor(8) as threads:
        gezien = list(threads.map(lambda _: leeg.schrijf(ophogen), range(32)))
    assert Counter(gezien) == Counter(range(32))


def test_on_postgresql_deliveries_of_different_objects_run_side_by_side(leeg: Register) -> None:
    """Four deliveries are all in their transaction at the same moment, having written; none is repeated."""
    if leeg.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    samen, keren = threading.Barrier(4, timeout=20), Counter[str]()

    def lever(naam: str) -> None:
        def taak(session: Session) -> None:
            keren[naam] += 1
            zet(session, naam)
            samen.wait()

        leeg.schrijf(taak)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lever, "abcd"))
    assert keren == Counter("abcd")
    assert namen(leeg) == set("abcd")
