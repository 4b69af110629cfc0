"""What the feed changed since the files of a folder were proved: a small SQLite file beside them.

The last that was heard of each object, and how far the feed was heard, in one transaction a page.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, Self

from rio_soap.volger.manifest import Resource
from rio_soap.volger.rijenhash import Objectregel
from rio_soap.volger.standing import VOORBEELDEN, Change, FeedPosition, Feedverschil, Vergelijking

NAAM: Final = "feed.sqlite"
_TABELLEN = """
CREATE TABLE IF NOT EXISTS object (objecttype TEXT, sleutel TEXT, volgnummer INTEGER, inhoud TEXT, kop BLOB,
    PRIMARY KEY (objecttype, sleutel)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stand (enige INTEGER PRIMARY KEY CHECK (enige = 1), volgnummer INTEGER, einde INTEGER);
CREATE TEMP TABLE aangeraakt (objecttype TEXT, sleutel TEXT, PRIMARY KEY (objecttype, sleutel)) WITHOUT ROWID;
"""
_HOOR = """INSERT INTO object (objecttype, sleutel, volgnummer, inhoud, kop) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (objecttype, sleutel) DO UPDATE SET volgnummer = excluded.volgnummer, inhoud = excluded.inhoud"""
_POSITIE = """INSERT INTO stand (enige, volgnummer, einde) VALUES (1, ?, ?)
ON CONFLICT (enige) DO UPDATE SET volgnummer = excluded.volgnummer, einde = excluded.einde"""


class FeedStore:
    """The file, made when the first is heard; use it as a context manager."""

    def __init__(self, map_: Path) -> None:
        self._pad = map_ / NAAM
        self._db: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    def _open(self) -> sqlite3.Connection:
        if self._db is None:
            self._db = sqlite3.connect(self._pad, isolation_level=None)
            self._db.executescript(_TABELLEN)
        return self._db

    def position(self) -> FeedPosition | None:
        """How far the feed was heard; None before the first publication."""
        if self._db is None and not self._pad.exists():
            return None
        rij = self._open().execute("SELECT volgnummer, einde FROM stand").fetchone()
        return None if rij is None else FeedPosition(rij[0], bool(rij[1]))

    def hoor(self, wijzigingen: Iterable[Change], position: FeedPosition) -> None:
        """Keep what a page gave."""
        db = self._open()
        rijen = (
            (w.objecttype, w.sleutel, w.volgnummer, w.tekst, Objectregel(w.objecttype, w.sleutel, "").kop.encode())
            for w in wijzigingen
        )
        with db:
            db.execute("BEGIN IMMEDIATE")
            db.executemany(_HOOR, rijen)
            db.execute(_POSITIE, (position.volgnummer, position.einde))

    def na_publicatie(self, volgnummer: int, *, wis: bool) -> None:
        """Forget what a publication that was proved holds itself; done twice it is done once.

        :param wis: forget all that was heard.
        """
        was = self.position()
        verder = was if was is not None and was.volgnummer >= volgnummer and not wis else None
        db = self._open()
        with db:
            db.execute("BEGIN IMMEDIATE")
            db.execute("DELETE FROM object WHERE ? OR volgnummer <= ?", (wis, volgnummer))
            db.execute(_POSITIE, verder or (volgnummer, False))

    def raak_aan(self, regels: Iterable[Objectregel]) -> None:
        """Keep for this run which objects a delta names."""
        db = self._open()
        with db:
            db.execute("BEGIN")
            rijen = ((regel.objecttype, regel.sleutel) for regel in regels)
            db.executemany("INSERT OR IGNORE INTO aangeraakt VALUES (?, ?)", rijen)

    def vergelijk(self, volgnummer: int, bestanden: Sequence[tuple[Resource, Iterator[bytes]]]) -> Vergelijking:
        """What the feed gave until a number, beside the files of that number.

        :param bestanden: of each kind of which there is anything the lines.
        """
        aantal, voorbeelden = 0, list[Feedverschil]()
        for tabel, regels in bestanden:
            for verschil in self._anders(tabel, volgnummer, regels):
                aantal += 1
                voorbeelden.append(verschil)
                del voorbeelden[VOORBEELDEN:]
        stil = """FROM aangeraakt AS a WHERE NOT EXISTS
            (SELECT 1 FROM object AS o WHERE o.objecttype = a.objecttype AND o.sleutel = a.sleutel)"""
        db = self._open()
        (meer,) = db.execute(f"SELECT count(*) {stil}").fetchone()  # no value in it
        vraag = f"SELECT objecttype, sleutel {stil} ORDER BY 1, 2 LIMIT ?"  # the same
        genoemd = [
            Feedverschil(soort, sleutel, "niet-gehoord")
            for soort, sleutel in db.execute(vraag, (VOORBEELDEN - len(voorbeelden),))
        ]
        return Vergelijking(aantal + meer, (*voorbeelden, *genoemd))

    def soorten(self, volgnummer: int) -> set[str]:
        """Of which kinds anything was heard until a number, in lower case."""
        rijen = self._open().execute(
            "SELECT DISTINCT lower(objecttype) FROM object WHERE volgnummer <= ?", (volgnummer,)
        )
        return {naam for (naam,) in rijen}

    def _anders(self, tabel: Resource, volgnummer: int, regels: Iterator[bytes]) -> Iterator[Feedverschil]:
        vraag = """SELECT objecttype, sleutel, inhoud, kop FROM object
            WHERE objecttype = ? AND volgnummer <= ? ORDER BY kop"""
        regel = next(regels, None)
        for objecttype, sleutel, inhoud, kop in self._open().execute(vraag, (tabel.naam.upper(), volgnummer)):
            while regel is not None and regel < kop:
                regel = next(regels, None)
            is_er = regel is not None and regel.startswith(kop)
            if is_er != (inhoud is not None) or (is_er and regel != kop + inhoud.encode() + b"}"):
                yield Feedverschil(objecttype, sleutel, "anders")
