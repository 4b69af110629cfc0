"""A day's change of a copy in a database, within one transaction.

The objects are first put back to what they were when they were proved, so that the delta is applied to that; what the
feed gave waits in a table of the transaction, and of it what came after the publication is given again at the end.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rio_soap.bevinding.spraak import zin
from rio_soap.volger.manifest import Resource, Rijentelling
from rio_soap.volger.rijenhash import (
    RowAbsent,
    RowFormError,
    delta_van,
    objectdelta_van,
    objectregel,
)
from rio_soap.volger.sqldialect import BASIS, OBJECT, SqlDialect, naam
from rio_soap.volger.standing import VOORBEELDEN, FeedPosition, Feedverschil, Standing, Vergelijking

if TYPE_CHECKING:
    from rio_soap.volger.sqlcopy import SqlCopy

_AF, _GEHOORD, _AANGERAAKT = "af__", "gehoord__", "aangeraakt__"
"""Tables that are there for the length of a step."""


class SqlStap:
    """A day's change."""

    def __init__(self, kopie: "SqlCopy", sql: SqlDialect, volgnummer: int) -> None:
        self._kopie, self._sql, self._volgnummer = kopie, sql, volgnummer
        self._feed: FeedPosition | None = None

    def tabel(self, nieuw: Resource, pad: Path) -> None:
        """Change a table of A by its delta."""
        sql = self._sql
        self._tijdelijk(_AF, f"rij {sql.bytes_soort}")
        with delta_van(nieuw, pad, "V") as weg:
            sql.veel(f"INSERT INTO {_AF} VALUES (?)", ((rij,) for rij in weg))  # noqa: S608  # no value in it
        (aantal,) = next(sql.rijen(f"SELECT count(*) FROM {_AF}"))  # noqa: S608  # the same
        waar = f"{sql.regel(nieuw.kolommen)} IN (SELECT rij FROM {_AF})"  # noqa: S608  # the same
        gedaan = sql.voer(f"DELETE FROM {naam(nieuw.naam)} WHERE {waar}") if aantal else 0  # noqa: S608  # the same
        if gedaan != aantal:
            raise RowAbsent(zin("kopie.rijen_weg", er=gedaan, aantal=aantal))
        with delta_van(nieuw, pad, "T") as erbij:
            sql.laad(nieuw.naam, nieuw.kolommen, erbij)
        self._weg(_AF)

    def objecten(self, tabellen: Sequence[Resource], pad: Path | None) -> None:
        """Put the objects back to what they were when they were proved, and change those by their delta."""
        sql = self._sql
        self._feed = self._kopie.feed()
        velden = f"objecttype TEXT NOT NULL, sleutel TEXT NOT NULL, volgnummer BIGINT, inhoud {sql.json_soort}"
        sleutel = "PRIMARY KEY (objecttype, sleutel)"
        self._tijdelijk(_GEHOORD, f"{velden}, {sleutel}")
        self._tijdelijk(_AF, f"{velden}, {sleutel}")
        self._tijdelijk(_AANGERAAKT, f"{velden}, {sleutel}")
        sql.voer(f"""INSERT INTO {_GEHOORD} SELECT b.objecttype, b.sleutel, b.volgnummer, o.inhoud FROM {BASIS} AS b
            LEFT JOIN {OBJECT} AS o ON o.objecttype = b.objecttype AND o.sleutel = b.sleutel""")  # noqa: S608  # same
        self._kopie.zet_terug()
        if pad is not None:
            self._pas_toe({tabel.naam for tabel in tabellen}, pad)

    def _pas_toe(self, soorten: set[str], pad: Path) -> None:
        sql = self._sql
        with objectdelta_van(pad, "V") as weg:
            sql.laad_objecten(_AF, 0, map(objectregel, weg))
        (aantal,) = next(sql.rijen(f"SELECT count(*) FROM {_AF}"))  # noqa: S608  # no value in it
        zelfde = " AND ".join(
            (
                f"a.objecttype = {OBJECT}.objecttype",
                f"a.sleutel = {OBJECT}.sleutel",
                f"{sql.tekst_van_inhoud.format('a')} = {sql.tekst_van_inhoud.format(OBJECT)}",
            )
        )
        gedaan = sql.voer(f"DELETE FROM {OBJECT} WHERE EXISTS (SELECT 1 FROM {_AF} AS a WHERE {zelfde})")  # noqa: S608
        if gedaan != aantal:
            raise RowAbsent(zin("kopie.objecten_weg", er=gedaan, aantal=aantal))
        sql.voer(f"INSERT INTO {_AANGERAAKT} SELECT * FROM {_AF}")  # noqa: S608  # no value in it
        sql.voer(f"DELETE FROM {_AF}")  # noqa: S608  # the same
        with objectdelta_van(pad, "T") as erbij:
            sql.laad_objecten(_AF, self._volgnummer, map(objectregel, erbij))
        vreemd = {soort for (soort,) in sql.rijen(f"SELECT DISTINCT objecttype FROM {_AF}")}  # noqa: S608  # the same
        if onbekend := {soort.lower() for soort in vreemd} - soorten:
            raise RowFormError(zin("kopie.soort", soort=min(onbekend)))
        er_al = f"EXISTS (SELECT 1 FROM {_AF} AS a WHERE {' AND '.join(zelfde.split(' AND ')[:2])})"  # noqa: S608  # same
        if next(sql.rijen(f"SELECT count(*) FROM {OBJECT} WHERE {er_al}"))[0]:  # noqa: S608  # the same
            raise RowAbsent(zin("kopie.object_dubbel"))
        sql.voer(f"INSERT INTO {OBJECT} SELECT * FROM {_AF}")  # noqa: S608  # the same
        sql.voer(f"INSERT INTO {_AANGERAAKT} SELECT * FROM {_AF} WHERE true ON CONFLICT DO NOTHING")  # noqa: S608
        self._weg(_AF)

    def meet(self, tabel: Resource) -> Rijentelling:
        """What the rows come to now."""
        return self._kopie.som(tabel, tabel.naam if tabel.familie == "a" else OBJECT)

    def vergelijk(self, volgnummer: int, *, vergelijkbaar: bool) -> Vergelijking:
        """Hold what the feed gave until a number against the objects, give again what it gave after it."""
        uitkomst = Vergelijking(0, ())
        if vergelijkbaar:
            tekst, ongelijk = self._sql.tekst_van_inhoud, self._sql.ongelijk
            anders = f"""FROM {_GEHOORD} AS g LEFT JOIN {OBJECT} AS o
                ON o.objecttype = g.objecttype AND o.sleutel = g.sleutel
                WHERE g.volgnummer <= ? AND {ongelijk.format(tekst.format("g"), tekst.format("o"))}"""
            stil = f"""FROM {_AANGERAAKT} AS g WHERE NOT EXISTS (SELECT 1 FROM {_GEHOORD} AS h
                WHERE h.objecttype = g.objecttype AND h.sleutel = g.sleutel)"""  # noqa: S608  # no value in it
            eerste = self._noem(anders, (volgnummer,), "anders")
            tweede = self._noem(stil, (), "niet-gehoord")
            voorbeelden = (*eerste.voorbeelden, *tweede.voorbeelden)[:VOORBEELDEN]
            uitkomst = Vergelijking(eerste.aantal + tweede.aantal, voorbeelden)
        self._geef_opnieuw(volgnummer)
        return uitkomst

    def _noem(self, van: str, waarden: tuple[object, ...], oorzaak: Literal["anders", "niet-gehoord"]) -> Vergelijking:
        (aantal,) = next(self._sql.rijen(f"SELECT count(*) {van}", waarden))
        vraag = f"SELECT g.objecttype, g.sleutel {van} ORDER BY 1, 2 LIMIT {VOORBEELDEN}"
        return Vergelijking(
            aantal, tuple(Feedverschil(rij[0], rij[1], oorzaak) for rij in self._sql.rijen(vraag, waarden))
        )

    def _geef_opnieuw(self, volgnummer: int) -> None:
        later = f"FROM {_GEHOORD} AS g WHERE g.volgnummer > ?"  # no value in it
        zelfde = "o.objecttype = g.objecttype AND o.sleutel = g.sleutel"
        self._sql.voer(
            f"""INSERT INTO {BASIS} (objecttype, sleutel, volgnummer, was, inhoud)
            SELECT g.objecttype, g.sleutel, g.volgnummer, o.volgnummer, o.inhoud FROM {_GEHOORD} AS g
            LEFT JOIN {OBJECT} AS o ON {zelfde} WHERE g.volgnummer > ?""",  # noqa: S608  # the same
            (volgnummer,),
        )
        weg = f"EXISTS (SELECT 1 {later} AND g.objecttype = {OBJECT}.objecttype AND g.sleutel = {OBJECT}.sleutel)"
        self._sql.voer(f"DELETE FROM {OBJECT} WHERE {weg}", (volgnummer,))  # noqa: S608  # the same
        self._sql.voer(f"INSERT INTO {OBJECT} SELECT * {later} AND g.inhoud IS NOT NULL", (volgnummer,))
        self._weg(_GEHOORD)
        self._weg(_AANGERAAKT)

    def klaar(self, standing: Standing) -> None:
        """Keep where the copy is; the transaction makes it so."""
        self._kopie.zet_standing(standing)
        if self._feed is not None:
            publicatie = standing.manifest.volgnummer
            verder = self._feed if self._feed.volgnummer >= publicatie else FeedPosition(publicatie, einde=False)
            self._kopie.zet_feed(verder)

    def _tijdelijk(self, tabel: str, velden: str) -> None:
        self._weg(tabel)
        self._sql.voer(f"CREATE TEMPORARY TABLE {tabel} ({velden})")

    def _weg(self, tabel: str) -> None:
        self._sql.voer(f"DROP TABLE IF EXISTS {tabel}")
