"""A copy in a database: a table for each file of A, all objects of B in one, each as it is now by the feed.

`object_basis` holds what every object that the feed changed was in the publication that was proved last; so that state
is there at any moment, and the next publication is built on it. Every step is one transaction. A full set is loaded
beside what there is, table by table, and takes its place at the end.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from rio_soap.bevinding.spraak import zin
from rio_soap.volger.manifest import Manifest, Resource, Rijentelling
from rio_soap.volger.refusal import NoCopy
from rio_soap.volger.rijenhash import binnengekomen, eis_som, objectregel, tel
from rio_soap.volger.sqldialect import BASIS, OBJECT, SqlDialect, naam
from rio_soap.volger.sqlstap import SqlStap
from rio_soap.volger.standing import Change, Dagstap, FeedPosition, Standing, lees_standing

STAND: Final = "stand"
_NIEUW: Final = "nieuw__"
"""Before the name of a table that is not in its place yet."""
_LANGST: Final = 63
"""Bytes of a name that PostgreSQL looks at, of what is written here as of what a user writes; some tables have more."""
_HOOR_BASIS = f"""INSERT INTO {BASIS} (objecttype, sleutel, volgnummer, was, inhoud)
SELECT v.objecttype, v.sleutel, v.volgnummer, o.volgnummer, o.inhoud
FROM (SELECT CAST(? AS TEXT) AS objecttype, CAST(? AS TEXT) AS sleutel, CAST(? AS BIGINT) AS volgnummer) AS v
LEFT JOIN {OBJECT} AS o ON o.objecttype = v.objecttype AND o.sleutel = v.sleutel WHERE true
ON CONFLICT (objecttype, sleutel) DO UPDATE SET volgnummer = excluded.volgnummer"""  # noqa: S608  # no value in it
_HOOR_WEG = f"DELETE FROM {OBJECT} WHERE objecttype = ? AND sleutel = ?"  # noqa: S608  # no value in it
_HOOR = f"INSERT INTO {OBJECT} (objecttype, sleutel, volgnummer, inhoud) VALUES (?, ?, ?, ?)"  # noqa: S608  # the same


class SqlCopy:
    """A copy in a database."""

    def __init__(self, dialect: SqlDialect) -> None:
        self._sql = dialect
        self.fouten: tuple[type[Exception], ...] = dialect.fouten
        self._volgnummer = 0

    @property
    def werkmap(self) -> Path:
        """Folder for files that come in."""
        return self._sql.werkmap

    @contextmanager
    def open(self) -> Iterator[None]:
        """Hold it alone."""
        with self._sql.open():
            if STAND not in self._sql.tabellen():
                self._leeg()
            yield

    def _leeg(self) -> None:
        """Make the table that says where the copy is."""
        if OBJECT in self._sql.tabellen() or BASIS in self._sql.tabellen():
            raise NoCopy(zin("kopie.vreemde_tabel", plaats=self._sql.plaats, tabel=OBJECT))
        with self._sql.transactie():
            self._sql.voer(f"CREATE TABLE {STAND} (naam TEXT PRIMARY KEY, waarde TEXT NOT NULL)")

    def _waarde(self, naam_: str) -> str | None:
        rijen = self._sql.rijen(f"SELECT waarde FROM {STAND} WHERE naam = ?", (naam_,))  # noqa: S608  # no value in it
        return next((str(waarde) for (waarde,) in rijen), None)

    def zet(self, **waarden: str | None) -> None:
        """Keep values of where the copy is, within a transaction; None takes one away."""
        for naam_, waarde in waarden.items():
            self._sql.voer(f"DELETE FROM {STAND} WHERE naam = ?", (naam_,))  # noqa: S608  # no value in it
            if waarde is not None:
                self._sql.voer(f"INSERT INTO {STAND} (naam, waarde) VALUES (?, ?)", (naam_, waarde))  # noqa: S608  # same

    def zet_standing(self, standing: Standing) -> None:
        """Keep of which publication it was proved, also so that a person can read it."""
        manifest = standing.manifest
        self.zet(
            publicatie=standing.json(),
            stroom=manifest.stroom,
            datum=manifest.datum,
            volgnummer=str(manifest.volgnummer),
        )

    def standing(self) -> Standing | None:
        """Where it is."""
        tekst = self._waarde("publicatie")
        try:
            return None if tekst is None else lees_standing(tekst)
        except (ValueError, KeyError, TypeError) as fout:
            raise NoCopy(zin("kopie.standtabel", tabel=STAND, plaats=self._sql.plaats, waarom=fout)) from fout

    def _bezig(self) -> dict[str, str]:
        """Which full set is being taken, and the files of it that were, with their hash."""
        tekst = self._waarde("bezig")
        bezig: dict[str, str] = json.loads(tekst) if tekst else {}
        return bezig

    def begin(self, manifest: Manifest) -> None:
        """Begin taking a full set, or go on with the same one."""
        self._volgnummer = manifest.volgnummer
        if self._bezig().get("") == manifest.hash:
            return
        standing = self.standing()
        eigen = {tabel.naam[:_LANGST] for tabel in standing.manifest.tabellen} if standing else set()
        bestaand = self._sql.tabellen()
        anderen = {tabel[:_LANGST] for tabel in bestaand} - eigen
        if vreemd := {t.naam[:_LANGST] for t in manifest.tabellen if t.familie == "a"} & anderen:
            raise NoCopy(zin("kopie.vreemde_tabel", plaats=self._sql.plaats, tabel=min(vreemd)))
        with self._sql.transactie():
            for tabel in bestaand:
                if tabel.startswith(_NIEUW):
                    self._sql.voer(f"DROP TABLE {naam(tabel)}")
            self._maak_objecten()
            self.zet(bezig=json.dumps({"": manifest.hash}))

    def _maak_objecten(self) -> None:
        velden = (
            f"objecttype TEXT NOT NULL, sleutel TEXT NOT NULL, volgnummer BIGINT{{}}, inhoud {self._sql.json_soort}"
        )
        sleutel = "PRIMARY KEY (objecttype, sleutel)"
        self._sql.voer(f"CREATE TABLE {_NIEUW}{OBJECT} ({velden.format(' NOT NULL')} NOT NULL, {sleutel})")
        self._sql.voer(f"CREATE TABLE {_NIEUW}{BASIS} ({velden.format(' NOT NULL, was BIGINT')}, {sleutel})")

    def heeft(self, tabel: Resource, som: str) -> bool:
        """Whether a table was loaded before."""
        return self._bezig().get(tabel.naam) == som

    def neem(self, tabel: Resource, pad: Path, som: str) -> None:
        """Load a table beside what there is, and hold what the database then has against its sum."""
        with self._sql.transactie(), binnengekomen(tabel, pad) as regels:
            if tabel.familie == "a":
                doel = _nieuw(tabel)
                kolommen = ", ".join(f"{self._sql.kolom(k)} {self._sql.soort(k)}" for k in tabel.kolommen)
                self._sql.voer(f"CREATE TABLE {naam(doel)} ({kolommen})")
                self._sql.laad(doel, tabel.kolommen, regels)
                self._index(doel, tabel)
            else:
                doel = _NIEUW + OBJECT
                self._sql.laad_objecten(doel, self._volgnummer, map(objectregel, regels))
            eis_som(tabel, self.som(tabel, doel))
            self.zet(bezig=json.dumps({**self._bezig(), tabel.naam: som}))
        pad.unlink()

    def _index(self, doel: str, tabel: Resource) -> None:
        if tabel.sleutel:
            op = ", ".join(self._sql.kolom(k) for k in tabel.kolommen if k.naam in tabel.sleutel)
            self._sql.voer(f"CREATE INDEX {naam('ix_' + secrets.token_hex(8))} ON {naam(doel)} ({op})")

    def wissel(self, standing: Standing) -> None:
        """Put the whole set in the place of what there was."""
        oud = self.standing()
        namen = {t.naam for t in oud.manifest.tabellen if t.familie == "a"} if oud else set()
        with self._sql.transactie():
            for tabel in namen | {OBJECT, BASIS}:
                self._sql.voer(f"DROP TABLE IF EXISTS {naam(tabel)}")
            paren = {_nieuw(een): een.naam for een in standing.manifest.tabellen if een.familie == "a"}
            for van, naar in {**paren, _NIEUW + OBJECT: OBJECT, _NIEUW + BASIS: BASIS}.items():
                self._sql.voer(f"ALTER TABLE {naam(van)} RENAME TO {naam(naar)}")
            self.zet_standing(standing)
            feed = str(standing.manifest.volgnummer) if "b" in standing.families else None
            self.zet(bezig=None, feed=feed, feed_einde="nee")

    @contextmanager
    def stap(self, volgnummer: int) -> Iterator[Dagstap]:
        """The change by a day's deltas: one transaction."""
        with self._sql.transactie():
            yield SqlStap(self, self._sql, volgnummer)

    def meet(self, tabel: Resource) -> Rijentelling:
        """What the rows of a table come to, as they were proved last."""
        if tabel.familie == "a":
            return self.som(tabel, tabel.naam)
        with self._sql.transactie(terug=True):
            self.zet_terug()
            return self.som(tabel, OBJECT)

    def som(self, tabel: Resource, in_: str) -> Rijentelling:
        """What the rows in a table of the database come to, as lines of the file."""
        if tabel.familie == "a":
            regel, waar, waarden = self._sql.regel(tabel.kolommen), "true", tuple[str, ...]()
        else:
            regel, waar, waarden = self._sql.objectregel, "objecttype = ?", (tabel.naam.upper(),)
        vraag = f"SELECT {regel} FROM {naam(in_)} WHERE {waar} ORDER BY 1"  # noqa: S608  # no value
        return tel(bytes(rij) for (rij,) in self._sql.rijen(vraag, waarden))

    def zet_terug(self) -> None:
        """Make the objects what they were in the publication that was proved last; within a transaction."""
        anders = f"""(SELECT 1 FROM {BASIS} AS b
            WHERE b.objecttype = {OBJECT}.objecttype AND b.sleutel = {OBJECT}.sleutel)"""  # noqa: S608  # no value in it
        self._sql.voer(f"DELETE FROM {OBJECT} WHERE EXISTS {anders}")  # noqa: S608  # the same
        self._sql.voer(f"""INSERT INTO {OBJECT} (objecttype, sleutel, volgnummer, inhoud)
            SELECT objecttype, sleutel, was, inhoud FROM {BASIS} WHERE inhoud IS NOT NULL""")  # noqa: S608  # the same
        self._sql.voer(f"DELETE FROM {BASIS}")  # noqa: S608  # the same

    def feed(self) -> FeedPosition | None:
        """How far the feed was heard."""
        tekst = self._waarde("feed")
        return None if tekst is None else FeedPosition(int(tekst), self._waarde("feed_einde") == "ja")

    def zet_feed(self, position: FeedPosition) -> None:
        """Keep how far the feed was heard, within a transaction."""
        self.zet(feed=str(position.volgnummer), feed_einde="ja" if position.einde else "nee")

    def hoor(self, wijzigingen: Iterable[Change], position: FeedPosition) -> None:
        """Take what the feed gave."""
        laatste = {(w.objecttype, w.sleutel): w for w in wijzigingen}
        with self._sql.transactie():
            self._sql.veel(_HOOR_BASIS, ((*plek, w.volgnummer) for plek, w in laatste.items()))
            self._sql.veel(_HOOR_WEG, laatste)
            self._sql.veel(
                _HOOR, ((*plek, w.volgnummer, w.tekst) for plek, w in laatste.items() if w.tekst is not None)
            )
            self.zet_feed(position)


def _nieuw(tabel: Resource) -> str:
    """A name for a table that is being loaded; of the longest ones only the end tells them apart."""
    return _NIEUW + hashlib.sha256(tabel.naam.encode()).hexdigest()[:16]
