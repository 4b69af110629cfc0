"""Reading a store of BAG data: woonplaatsen for the register, address objects for the stand-in."""

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from rio_soap.chain.bagextract.adresobject import Adresrij, Gevonden, als_adresobject
from rio_soap.chain.bagextract.tables import KOLOMMEN, Rij, lees_geometrie
from rio_soap.chain.geometry import omhullende
from rio_soap.chain.plaatsnamen import ontleed
from rio_soap.chain.ports import Adresobject, Woonplaats
from rio_soap.register.regels.folding import gevouwen


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


class BagStore:
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

    def objecten(self, postcode: str, begin: str, dag: date, maximum: int) -> Sequence[Adresobject]:
        """`Plaatsbron`: addressable objects of a postcode with a house number that begins so."""
        nummers = self._op_dag("nummer", "postcode = ?", (postcode,), dag)
        passend = [nummer for nummer in nummers if str(nummer["huisnummer"]).startswith(begin)]
        passend.sort(key=lambda nummer: (nummer["huisnummer"], nummer["letter"] or "", nummer["toevoeging"] or ""))
        ids = dict.fromkeys(id_ for nummer in passend[:maximum] for id_ in sorted(self._objecten_van(nummer["id"])))
        return [als_adresobject(gevonden) for id_ in ids if (gevonden := self.op_id(id_, dag)) is not None]

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
