"""Runs that are killed (SIGKILL) somewhere, over and over, and a copy that is right nevertheless.

A run is a fork that counts the functions it enters and leaves, and kills itself at one of them: so the kill falls
anywhere in Python, and most often just before or after something is written, however fast the machine is. ``make
volgproef`` does it at size, on every kind of target.
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import psycopg

from rio_soap.volger import volg
from rio_soap.volger.origin import FolderOrigin
from rio_soap.volger.refusal import ForeignRegister
from tests.volger.lezen import van_kopie, van_wereld
from tests.volger.maker import Wereld


class Bron(FolderOrigin):
    """Publications of a folder, with the feed of their register."""

    met_feed = True

    def __init__(self, map_: Path, wereld: Wereld, per_pagina: int = 7) -> None:
        super().__init__(map_)
        self.wereld, self.per_pagina = wereld, per_pagina

    def feed(self, cursor: str) -> Mapping[str, Any]:
        stroom, _, na = cursor.rpartition("-")
        if stroom != self.wereld.stroom or int(na) > self.wereld.volgnummer:
            raise ForeignRegister(cursor)
        pagina: dict[str, Any] = json.loads(json.dumps(self.wereld.feed(int(na), self.per_pagina)))
        return pagina


SCHRIJVEN = frozenset(
    (
        *("replace", "fsync", "unlink", "rmdir", "mkdir", "send"),
        *("execute", "executemany", "executescript", "commit", "__exit__", "voer", "veel", "laad"),
    )
)
"""Functions, of C and of the follower, around which what is on disk changes."""


def gedood(doel: str, bron: Bron, na: int, *, schrijvend: bool) -> int | None:
    """A run in a fork that is killed at so many events; None when it was, else how many there were in all.

    :param schrijvend: whether only entering and leaving what writes counts: the moments at which most can go wrong.
    """
    lezen, schrijven = os.pipe()
    if (kind := os.fork()) == 0:
        teller = 0

        def tel(frame: FrameType, wat: str, wie: object) -> None:
            nonlocal teller
            naam = getattr(wie, "__name__", "") if wat.startswith("c_") else frame.f_code.co_name
            if schrijvend and naam not in SCHRIJVEN:
                return
            teller += 1
            if teller == na:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(tel)
        try:
            volg(doel, bron)
        finally:
            sys.setprofile(None)
            os.write(schrijven, str(teller).encode())
            os._exit(0)
    os.close(schrijven)
    with os.fdopen(lezen) as pijp:
        gezegd = pijp.read()
    os.waitpid(kind, 0)
    return int(gezegd) if gezegd else None


def proef(doel: str, map_: Path, keer: int, *, zaad: int, omvang: int = 30) -> int:
    """Follow a register while it changes and publishes; each run is killed. How many kills fell within one.

    :param omvang: changes between two runs.
    """
    toeval, wereld = random.Random(zaad), Wereld(zaad)
    wereld.verander(4 * omvang)
    wereld.publiceer(map_, "2026-01-01")
    bron, doden, dag, gewoon = Bron(map_, wereld), 0, 1, {True: 100, False: 3_000}
    while doden < keer:
        if toeval.random() < 0.6:
            wereld.verander(omvang)
        if toeval.random() < 0.4 and dag < 365:
            dag += 1
            wereld.publiceer(map_, time.strftime("2026-%m-%d", time.gmtime(dag * 86_400)))
            wereld.verander(omvang // 3)
        soort = toeval.random() < 0.75
        heel = gedood(doel, bron, toeval.randrange(1, gewoon[soort]), schrijvend=soort)
        doden += heel is None
        gewoon[soort] = gewoon[soort] * 5 // 4 if heel is None else max(20, heel)
        if heel is not None:
            vergelijk(doel, wereld)
    gedaan = volg(doel, bron)
    assert gedaan.ongelijk == 0
    assert gedaan.volledig in (None, "nothing was held")
    vergelijk(doel, wereld)
    return doden


@contextmanager
def schema(url: str, naam: str) -> Iterator[str]:
    """An empty schema of PostgreSQL as a target, gone afterwards."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as db:
        db.execute(f'DROP SCHEMA IF EXISTS "{naam}" CASCADE'.encode())
        db.execute(f'CREATE SCHEMA "{naam}"'.encode())
        yield f"{url}?options=-csearch_path%3D{naam}"
        db.execute(f'DROP SCHEMA "{naam}" CASCADE'.encode())


def vergelijk(doel: str, wereld: Wereld) -> None:
    """The copy has what the register has, row hash by row hash."""
    assert van_kopie(doel) == van_wereld(wereld)


def main(doelen: list[str], keer: int = 60) -> None:
    """Every target at size; without one a folder and SQLite."""
    with tempfile.TemporaryDirectory() as tijdelijk, ExitStack() as open_:
        for nummer, doel in enumerate(doelen or ["map", "sqlite"]):
            map_ = Path(tijdelijk) / str(nummer)
            waar = {"map": str(map_ / "kopie"), "sqlite": f"sqlite:///{map_ / 'kopie.sqlite'}"}.get(doel)
            waar = waar or open_.enter_context(schema(doel, "volgproef"))
            (map_ / "publicaties").mkdir(parents=True)
            begin = time.perf_counter()
            doden = proef(waar, map_ / "publicaties", keer, zaad=nummer, omvang=1_500)
            print(
                f"{doel.partition(':')[0]}: {doden} times killed, equal; {time.perf_counter() - begin:.1f} s",
                flush=True,
            )


if __name__ == "__main__":
    main(sys.argv[1:])
