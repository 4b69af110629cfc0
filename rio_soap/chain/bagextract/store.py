"""The data of the BAG stand-in: an SQLite file of its own, with every version (voorkomen) of every object.

Days are ISO text, begin inclusive, end exclusive. Geometry is text: rings separated by ``|``, each ``x y x y ...`` in
RD metres; a point is one pair.
"""

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from rio_soap import besloten
from rio_soap.chain.geometry import Punt, omhullende
from rio_soap.chain.plaatsnamen import ontleed
from rio_soap.chain.ports import Woonplaats
from rio_soap.register.database.lock import Lock
from rio_soap.register.regels.folding import gevouwen

KOLOMMEN = {
    "woonplaats": "naam status vlak",
    "straat": "naam soort status woonplaats verkort",
    "nummer": "postcode huisnummer letter toevoeging soort status straat woonplaats",
    "object": "soort status geometrie doelen oppervlakte hoofdadres nevenadressen panden",
    "pand": "geometrie bouwjaar status",
}
"""Own columns per table; all have id, vk (version), van, tot, officieel, docdatum and docnr in front."""

_VOORAAN = (
    "id TEXT NOT NULL, vk INTEGER NOT NULL, van TEXT NOT NULL, tot TEXT, officieel TEXT, docdatum TEXT, docnr TEXT"
)


def _tabel(naam: str, kolommen: str) -> str:
    eigen = ", ".join(kolommen.split())
    return f"CREATE TABLE {naam} ({_VOORAAN}, {eigen}, PRIMARY KEY (id, vk)) WITHOUT ROWID"


_TABELLEN = [
    *(_tabel(naam, kolommen) for naam, kolommen in KOLOMMEN.items()),
    "CREATE TABLE nevenadres (nummer TEXT, object TEXT, PRIMARY KEY (nummer, object)) WITHOUT ROWID",
    "CREATE TABLE ligt_in (woonplaats TEXT, gemeente TEXT, van TEXT, tot TEXT)",
    "CREATE TABLE gemeente (code TEXT PRIMARY KEY, naam TEXT)",
]
_INDEXEN = [
    "CREATE INDEX nummer_postcode ON nummer (postcode, huisnummer)",
    "CREATE INDEX nummer_straat ON nummer (straat, huisnummer)",
    "CREATE INDEX object_hoofdadres ON object (hoofdadres)",
    "CREATE INDEX straat_woonplaats ON straat (woonplaats, naam)",
    "CREATE INDEX ligt_in_woonplaats ON ligt_in (woonplaats)",
]

Rij = tuple[object, ...]
_TEKENS = 16 << 20
"""Characters of rows that wait to go to disk."""


class BagSchrijver:
    """Fills a new store; it takes the place of an old one only when it is complete.

    Use as a context manager, which raises `InUse` while another process fills the same store. Memory is bounded: rows
    go to disk per thousand.
    """

    def __init__(self, pad: Path) -> None:
        self._doel, self._werk = pad, pad.with_name(pad.name + ".nieuw")
        self._rijen: dict[str, list[Rij]] = {}
        self._tekens = 0
        self.aantal: dict[str, int] = {}

    def __enter__(self) -> "BagSchrijver":
        besloten.maak_map(self._doel.parent)
        # Two at a time would put the half work of one in place of the store.
        self._slot = Lock(self._doel.with_name(self._doel.name + "-slot"), alleen=True)
        self._werk.unlink(missing_ok=True)
        besloten.maak_bestand(self._werk)
        self._db = sqlite3.connect(self._werk, isolation_level=None)
        # a crash costs the whole load, so there is nothing to be safe for
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("BEGIN")
        for opdracht in _TABELLEN:
            self._db.execute(opdracht)
        return self

    def __exit__(self, soort: object, *_: object) -> None:
        try:
            if soort is None:
                self._maak_af()
        finally:
            self._db.close()
            self._werk.unlink(missing_ok=True)
            self._slot.laat_los()

    def _maak_af(self) -> None:
        self.spoel()
        for opdracht in _INDEXEN:
            self._db.execute(opdracht)
        self._db.execute("COMMIT")
        self._db.close()
        self._werk.replace(self._doel)

    def zet(self, tabel: str, rij: Rij) -> None:
        """Add a row; a second one of the same key takes its place."""
        rijen = self._rijen.setdefault(tabel, [])
        rijen.append(rij)
        self.aantal[tabel] = self.aantal.get(tabel, 0) + 1
        self._tekens += sum(len(veld) for veld in rij if isinstance(veld, str))
        if len(rijen) >= 1000:
            self._spoel(tabel)
        elif self._tekens > _TEKENS:
            self.spoel()

    def spoel(self) -> None:
        """Put what waits on disk.

        :raises OverflowError: for a number that SQLite cannot hold.
        """
        for tabel in list(self._rijen):
            self._spoel(tabel)
        self._tekens = 0

    def _spoel(self, tabel: str) -> None:
        rijen = self._rijen.pop(tabel, [])
        if rijen:
            plaatsen = ", ".join("?" * len(rijen[0]))
            self._db.executemany(f"INSERT OR REPLACE INTO {tabel} VALUES ({plaatsen})", rijen)  # noqa: S608  # own names


@dataclass(frozen=True, slots=True)
class Gevonden:
    """A version of an addressable object with all that its answer holds, as of one day."""

    object: sqlite3.Row
    hoofdadres: "Adresrij"
    nevenadressen: tuple["Adresrij", ...]
    panden: tuple[tuple[str, sqlite3.Row | None], ...] = field(default=())
    """Ids with their row; None for a pand outside the load."""


@dataclass(frozen=True, slots=True)
class Adresrij:
    """A nummeraanduiding with its street, the woonplaats of the street, and its own woonplaats if it has one."""

    nummer: sqlite3.Row
    straat: sqlite3.Row
    plaats: sqlite3.Row
    eigen_plaats: sqlite3.Row | None


@dataclass(frozen=True, slots=True)
class Zoekvraag:
    """A search by number: with `postcode`, or with `straat` and a woonplaats by name or code. None is not given."""

    huisnummer: int
    postcode: str | None = None
    plaatsnaam: str | None = None
    plaatscode: str | None = None
    straat: str | None = None
    letter: str | None = None
    toevoeging: str | None = None


class Bagopslag:
    """Reads a store; safe to share between threads, each has its own connection.

    :param ruim: whether a search without letter and addition gives all addresses of the number.
    :raises FileNotFoundError: when there is no store.
    """

    def __init__(self, pad: Path, *, ruim: bool = True) -> None:
        if not pad.is_file():
            raise FileNotFoundError(pad)
        self._uri = f"{pad.resolve().as_uri()}?mode=ro&immutable=1"
        self._ruim = ruim
        self._lokaal = threading.local()

    @property
    def _db(self) -> sqlite3.Connection:
        if getattr(self._lokaal, "db", None) is None:
            self._lokaal.db = sqlite3.connect(self._uri, uri=True)
            self._lokaal.db.row_factory = sqlite3.Row
        db: sqlite3.Connection = self._lokaal.db
        return db

    def zoek(self, vraag: Zoekvraag, dag: date, maximum: int = 1000) -> list[Gevonden]:
        """Addressable objects that have such an address on a day, by id; at most `maximum`."""
        objecten: set[str] = set()
        for nummer in self._nummers(vraag, dag):
            if self._past(nummer, vraag):
                objecten |= self._objecten_van(nummer["id"])
        gevonden = [g for bag_id in sorted(objecten)[: maximum + 1] if (g := self.op_id(bag_id, dag)) is not None]
        return [g for g in gevonden if self._heeft(g, vraag)][:maximum]

    def op_id(self, bag_id: str, dag: date) -> Gevonden | None:
        """One addressable object as it was on a day; None when it, or its address, is not in the store."""
        rij = self._versie("object", bag_id, dag)
        if rij is None or rij["status"] == "Verblijfsobject ten onrechte opgevoerd":
            return None
        hoofdadres = self._adres(rij["hoofdadres"], dag)
        if hoofdadres is None:
            return None
        neven = (self._adres(n, dag) for n in (rij["nevenadressen"] or "").split())
        panden = tuple((p, self._versie("pand", p, dag)) for p in (rij["panden"] or "").split())
        return Gevonden(rij, hoofdadres, tuple(n for n in neven if n is not None), panden)

    def woonplaatsen(self, naam: str) -> Sequence[Woonplaats]:
        """`Plaatsbron`: current woonplaatsen of that name, with or without a province behind it."""
        codes = self._plaatsen_per_naam.get(ontleed(naam).basis, ())
        return [plaats for code in codes if (plaats := self.woonplaats(code)) is not None]

    def woonplaats(self, code: str) -> Woonplaats | None:
        """`Plaatsbron`: the current woonplaats of a code, with its gemeente as far as known."""
        vandaag = date.today()  # noqa: DTZ011  # a stand-in lives by the clock of its machine
        rij = self._versie("woonplaats", code, vandaag)
        if rij is None or rij["status"] != "Woonplaats aangewezen":
            return None
        opdracht = (
            "SELECT g.naam FROM ligt_in l JOIN gemeente g ON g.code = l.gemeente "
            "WHERE l.woonplaats = :code AND l.van <= :dag AND (l.tot IS NULL OR :dag < l.tot) ORDER BY l.van DESC"
        )
        gemeente = self._db.execute(opdracht, {"code": code, "dag": vandaag.isoformat()}).fetchone()
        return Woonplaats(
            code, rij["naam"], gemeente[0] if gemeente else None, kader=omhullende(lees_geometrie(rij["vlak"]))
        )

    @cached_property
    def _plaatsen_per_naam(self) -> dict[str, list[str]]:
        """Ids of woonplaatsen, ascending, by a name that they have or had: folded, without province.

        A few thousand, read once: a store does not change under a reader, and SQLite cannot fold names.
        """
        gevonden: dict[str, list[str]] = {}
        for id_, naam in self._db.execute("SELECT DISTINCT id, naam FROM woonplaats ORDER BY id").fetchall():
            codes = gevonden.setdefault(ontleed(naam or "").basis, [])
            if id_ not in codes:
                codes.append(id_)
        return gevonden

    def aantal(self, tabel: str) -> int:
        """Number of versions in a table of `KOLOMMEN`."""
        if tabel not in KOLOMMEN:
            raise ValueError(tabel)
        return int(self._db.execute(f"SELECT count(*) FROM {tabel}").fetchone()[0])  # noqa: S608  # own names

    def _nummers(self, vraag: Zoekvraag, dag: date) -> list[sqlite3.Row]:
        if vraag.postcode is not None:
            waar, waarden = "postcode = ? AND huisnummer = ?", (vraag.postcode, vraag.huisnummer)
            return self._op_dag("nummer", waar, waarden, dag)
        if vraag.plaatscode is not None:
            plaatsen = [vraag.plaatscode]
        else:
            naam = gevouwen(vraag.plaatsnaam or "")
            ids = self._plaatsen_per_naam.get(ontleed(vraag.plaatsnaam or "").basis, ())
            versies = (self._versie("woonplaats", id_, dag) for id_ in ids)
            plaatsen = [rij["id"] for rij in versies if rij is not None and gevouwen(rij["naam"]) == naam]
        straten = [
            straat["id"]
            for plaats in plaatsen
            for straat in self._op_dag("straat", "woonplaats = ?", (plaats,), dag)
            if gevouwen(straat["naam"]) == gevouwen(vraag.straat or "")
        ]
        waar = "straat = ? AND huisnummer = ?"
        return [n for straat in straten for n in self._op_dag("nummer", waar, (straat, vraag.huisnummer), dag)]

    def _past(self, nummer: sqlite3.Row, vraag: Zoekvraag) -> bool:
        """Given parts must be equal regardless of case; absent ones are free in a wide search."""
        for gevraagd, gevonden in ((vraag.letter, nummer["letter"]), (vraag.toevoeging, nummer["toevoeging"])):
            if gevraagd is None and self._ruim:
                continue
            if (gevraagd or "").upper() != (gevonden or "").upper():
                return False
        return True

    def _heeft(self, gevonden: Gevonden, vraag: Zoekvraag) -> bool:
        """Whether the object still has such an address in the version of the day."""
        adressen: Iterable[Adresrij] = (gevonden.hoofdadres, *gevonden.nevenadressen)
        return any(
            a.nummer["huisnummer"] == vraag.huisnummer
            and self._past(a.nummer, vraag)
            and (vraag.postcode is None or a.nummer["postcode"] == vraag.postcode)
            for a in adressen
        )

    def _objecten_van(self, nummer: str) -> set[str]:
        hoofd = self._db.execute("SELECT id FROM object WHERE hoofdadres = ?", (nummer,))
        neven = self._db.execute("SELECT object FROM nevenadres WHERE nummer = ?", (nummer,))
        return {rij[0] for rij in (*hoofd, *neven)}

    def _adres(self, nummer_id: str, dag: date) -> Adresrij | None:
        nummer = self._versie("nummer", nummer_id, dag)
        straat = self._versie("straat", nummer["straat"], dag) if nummer is not None else None
        if nummer is None or straat is None:
            return None
        plaats = self._versie("woonplaats", straat["woonplaats"], dag)
        eigen = self._versie("woonplaats", nummer["woonplaats"], dag) if nummer["woonplaats"] else None
        return Adresrij(nummer, straat, plaats, eigen) if plaats is not None else None

    def _versie(self, tabel: str, id_: str, dag: date) -> sqlite3.Row | None:
        gevonden = self._op_dag(tabel, "id = ?", (id_,), dag)
        return gevonden[-1] if gevonden else None

    def _op_dag(self, tabel: str, waar: str, waarden: Rij, dag: date) -> list[sqlite3.Row]:
        """Versions of a day, by id; of one id the highest version."""
        opdracht = f"SELECT * FROM {tabel} WHERE {waar} AND van <= ? AND (tot IS NULL OR ? < tot) ORDER BY id, vk"  # noqa: S608  # own names
        rijen = self._db.execute(opdracht, (*waarden, dag.isoformat(), dag.isoformat())).fetchall()
        return list({rij["id"]: rij for rij in rijen}.values())


def schrijf_geometrie(ringen: Iterable[Sequence[Punt]]) -> str:
    """Rings, or one point as a ring of one, as text."""
    return "|".join(" ".join(f"{x:.3f} {y:.3f}" for x, y in ring) for ring in ringen)


def lees_geometrie(tekst: str) -> list[list[Punt]]:
    """The rings of such a text."""
    ringen = []
    for deel in (tekst or "").split("|"):
        getallen = [float(getal) for getal in deel.split()]
        ringen.append(list(zip(getallen[::2], getallen[1::2], strict=True)))
    return [ring for ring in ringen if ring]
