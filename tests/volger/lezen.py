"""What a copy holds, read by other means than the follower's."""

import gzip
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.volger.maker import SOORTEN, TABELLEN, Wereld, cel, compact, rijenhash

Inhoud = tuple[dict[str, str], dict[str, str]]
"""Hash of the rows by table, hash of the objects by kind."""


def van_wereld(wereld: Wereld) -> Inhoud:
    """What a copy has to hold that follows to the last change."""
    a = {naam: rijenhash(rijen) for naam, rijen in (wereld.vorige.rijen if wereld.vorige else {}).items()}
    return a, {soort: rijenhash(wereld.regels(soort)) for soort in SOORTEN}


def van_kopie(doel: str) -> Inhoud:
    """What a copy holds now."""
    if "://" not in doel and not doel.endswith(".sqlite"):
        return _van_map(Path(doel))
    return _van_sql(doel)


def _van_map(map_: Path) -> Inhoud:
    a = {}
    for naam in TABELLEN:
        _, *rijen = (map_ / f"{naam}.csv").read_bytes().split(b"\r\n")[:-1]
        a[naam] = rijenhash(set(rijen))
    b = {}
    for soort in SOORTEN:
        regels = gzip.decompress((map_ / f"{soort.lower()}.jsonl.gz").read_bytes()).splitlines()
        objecten = {json.loads(regel)["sleutel"]: regel for regel in regels}
        if (map_ / "feed.sqlite").exists():
            with closing(sqlite3.connect(map_ / "feed.sqlite")) as db:
                for sleutel, inhoud in db.execute("SELECT sleutel, inhoud FROM object WHERE objecttype = ?", (soort,)):
                    objecten.pop(sleutel, None)
                    if inhoud is not None:
                        objecten[sleutel] = compact(
                            {"sleutel": sleutel, "objecttype": soort, "inhoud": json.loads(inhoud)}
                        )
        b[soort] = rijenhash(set(objecten.values()))
    return a, b


@contextmanager
def sql(doel: str) -> Iterator[Callable[[str], list[tuple[Any, ...]]]]:
    """Asks a copy in a database."""
    if doel.startswith("postgresql"):
        with psycopg.connect(doel.replace("+psycopg", ""), autocommit=True) as pg:

            def vraag(tekst: str) -> list[tuple[Any, ...]]:
                cursor = pg.execute(tekst.encode())
                return cursor.fetchall() if cursor.description else []

            yield vraag
        return
    with closing(sqlite3.connect(doel.removeprefix("sqlite:///"))) as db, db:
        yield lambda tekst: db.execute(tekst).fetchall()


def _van_sql(doel: str) -> Inhoud:
    a, b = {}, {}
    with sql(doel) as vraag:
        for naam, kolommen in TABELLEN.items():
            rijen = vraag(f"SELECT * FROM {naam}")
            a[naam] = rijenhash(
                {
                    ",".join(
                        "" if w is None else cel(str(w), s) for w, (_, s) in zip(rij, kolommen, strict=True)
                    ).encode()
                    for rij in rijen
                }
            )
        for soort in SOORTEN:
            tekst = "inhoud" if not doel.startswith("postgresql") else "inhoud::text"
            rijen = vraag(f"SELECT sleutel, {tekst} FROM object WHERE objecttype = '{soort}'")
            b[soort] = rijenhash(
                {compact({"sleutel": s, "objecttype": soort, "inhoud": json.loads(i)}) for s, i in rijen}
            )
    return a, b
