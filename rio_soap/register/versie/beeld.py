"""The rows of objects at any number of a mutatie: what was known when that mutatie was the last one, or what is now.

State of a part at number K: the first mutatie of its object with a higher number that is a T or left a version of
this part. A T says that there was nothing; a version is what it was; none means that it is what it is now. So reading
what is asks nothing of the versions, and reading what was asks two things of them, however many changes there were.
"""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeVar, cast

import sqlalchemy as sa

from rio_soap.register.database.model import aangeboden_opleiding, mutatie, objectversie
from rio_soap.register.database.rows import AnyRow, Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Folding
from rio_soap.register.database.statements import Statement
from rio_soap.register.versie.deelbron import Bron
from rio_soap.register.wijzigingen.voor import pak_voor_uit

R = TypeVar("R", bound=AnyRow)
_BLOK = 1_000
"""Keys in one statement."""
_ZONDER_KAST = aangeboden_opleiding.name
"""Of which a key is the same in whatever case it was delivered."""


class Plek(NamedTuple):
    """An object at a number; `op` None means now."""

    op: int | None
    sleutel: str

    def met(self, sleutel: str) -> "Plek":
        """Another object at the same number."""
        return Plek(self.op, sleutel)


class _Versie(NamedTuple):
    """What a mutatie ended: None when there was nothing."""

    volgnummer: int
    voor: bytes | None


class Beeld:
    """Reads parts of objects, each at its own number, within one snapshot; each part of many objects at once.

    :param onthoud: keep what was read, for who makes several things of the same objects.
    """

    def __init__(self, session: Session, *, onthoud: bool = False) -> None:
        self._session = session
        self._gelezen: dict[object, dict[Plek, Sequence[AnyRow] | None]] | None = {} if onthoud else None

    def rijen(self, bron: Bron[R], plekken: Iterable[Plek]) -> dict[Plek, Sequence[R]]:
        """The rows of a part; what was not there is absent.

        Of numbers that differ those in between must be few, since what happened between them is read whole.
        """
        gevraagd = dict.fromkeys(plekken)
        if self._gelezen is None:
            return self._lees(bron, gevraagd)
        bekend = self._gelezen.setdefault(bron, {})
        if nieuw := [plek for plek in gevraagd if plek not in bekend]:
            gevonden = self._lees(bron, nieuw)
            bekend.update((plek, gevonden.get(plek)) for plek in nieuw)
        return {plek: cast(Sequence[R], rijen) for plek in gevraagd if (rijen := bekend[plek]) is not None}

    def _lees(self, bron: Bron[R], gevraagd: Collection[Plek]) -> dict[Plek, Sequence[R]]:
        versies = self._versies(bron, [plek for plek in gevraagd if plek.op is not None])
        gevonden: dict[Plek, Sequence[R]] = {}
        nu: list[Plek] = []
        for plek in gevraagd:
            versie = _na(versies.get(plek.sleutel, ()), plek.op)
            if versie is None:
                nu.append(plek)
            elif versie.voor is not None and (rijen := [bron.uit(rij) for rij in pak_voor_uit(versie.voor)]):
                gevonden[plek] = rijen
        huidig = self._nu(bron, sorted({plek.sleutel for plek in nu}))
        return gevonden | {plek: huidig[plek.sleutel] for plek in nu if plek.sleutel in huidig}

    def een(self, bron: Bron[R], plekken: Iterable[Plek]) -> dict[Plek, R]:
        """As `rijen`, of a part that is one row."""
        return {plek: rijen[0] for plek, rijen in self.rijen(bron, plekken).items()}

    def _nu(self, bron: Bron[R], sleutels: Sequence[str]) -> dict[str, Sequence[R]]:
        gevonden: dict[str, Sequence[R]] = {}
        for begin in range(0, len(sleutels), _BLOK):
            gevonden.update(bron.nu(self._session, sleutels[begin : begin + _BLOK]))
        return gevonden

    def _versies(self, bron: Bron[R], plekken: Sequence[Plek]) -> Mapping[str, Sequence[_Versie]]:
        """Of each object the versions of a part from the lowest number that is asked to the first after the highest."""
        if not plekken:
            return {}
        nummers = [plek.op or 0 for plek in plekken]
        laag, hoog = min(nummers), max(nummers)
        sleutels = sorted({plek.sleutel for plek in plekken})
        gevonden: dict[str, list[_Versie]] = defaultdict(list)
        tussen, eerste_na = _vragen(bron.tabel, bron.deel, self._session.dialect)
        for begin in range(0, len(sleutels), _BLOK):
            blok = sleutels[begin : begin + _BLOK]
            waarden: Values = {"sleutels": blok, "laag": laag, "hoog": hoog}
            rijen = [*(self._session.execute(tussen, waarden) if laag < hoog else ())]
            for rij in (*rijen, *self._session.execute(eerste_na, {"lijst": json.dumps(blok), "hoog": hoog})):
                versie = _Versie(rij.volgnummer, None if rij.soort == "T" else rij.voor)
                gevonden[_canoniek(bron, rij.sleutel)].append(versie)
        return {sleutel: sorted(versies) for sleutel, versies in gevonden.items()}


def _canoniek(bron: Bron[R], sleutel: str) -> str:
    """As keys are asked: an offer stands in the log of changes in the case in which it was delivered."""
    return sleutel.lower() if bron.tabel == _ZONDER_KAST else sleutel


def _na(versies: Sequence[_Versie], nummer: int | None) -> _Versie | None:
    """The first version after a number; None when there is none, and for what is asked as it is now."""
    if nummer is None:
        return None
    plaats = bisect_right([versie.volgnummer for versie in versies], nummer)
    return versies[plaats] if plaats < len(versies) else None


class _Einde(NamedTuple):
    """A mutatie that ended what a part of an object was."""

    sleutel: str
    volgnummer: int
    soort: str
    voor: bytes | None


@cache
def _vragen(tabel: str, deel: str, soort_database: str) -> tuple[Statement[_Einde], Statement[_Einde]]:
    """What ends a part of objects: all between two numbers, and of each object the first after the higher.

    The first is looked for along the index until it is found, mostly in one step: an object that changed three hundred
    times since then costs no more than one that changed once.
    """
    laag: sa.BindParameter[int] = sa.bindparam("laag")
    hoog: sa.BindParameter[int] = sa.bindparam("hoog")
    einde = _einden(mutatie, objectversie, tabel, deel)
    gevraagd: sa.BindParameter[str] = sa.bindparam("sleutels", type_=Folding(), expanding=True)
    tussen = _KEUZE.select_from(einde.bron).where(
        *einde.waar,
        sa.func.lower(mutatie.c.sleutel).in_(gevraagd),
        mutatie.c.volgnummer > laag,
        mutatie.c.volgnummer <= hoog,
    )
    lijst = _lijst(soort_database)
    sleutel = lijst.c.value
    later, versie = mutatie.alias("later"), objectversie.alias("latere_versie")
    einde_later = _einden(later, versie, tabel, deel)
    # Of an offer the case does not count; of whatever else a key is what it is.
    zelfde = () if tabel == _ZONDER_KAST else (later.c.sleutel == sleutel,)
    eerste = (
        sa.select(later.c.volgnummer)
        .select_from(einde_later.bron)
        .where(*einde_later.waar, sa.func.lower(later.c.sleutel) == sa.func.lower(sleutel), *zelfde)
        .where(later.c.volgnummer > hoog)
        .order_by(later.c.volgnummer)
        .limit(sa.literal_column("1"))
        .correlate(lijst)
        .scalar_subquery()
    )
    bron = lijst.join(mutatie, mutatie.c.volgnummer == eerste)
    return Statement(tussen, _Einde), Statement(
        _KEUZE.select_from(_met_versie(bron, mutatie, objectversie, deel)), _Einde
    )


_KEUZE = sa.select(mutatie.c.sleutel, mutatie.c.volgnummer, mutatie.c.soort, objectversie.c.voor)


class _Einden(NamedTuple):
    """Where mutaties stand that end a part of an object of a table, and which they are."""

    bron: sa.Join
    waar: tuple[sa.ColumnElement[bool], ...]


def _met_versie(bron: sa.FromClause, van: sa.FromClause, versie: sa.FromClause, deel: str) -> sa.Join:
    eigen = sa.and_(versie.c.volgnummer == van.c.volgnummer, versie.c.deel == sa.literal_column(f"'{deel}'"))
    return bron.outerjoin(versie, eigen)


def _einden(van: sa.FromClause, versie: sa.FromClause, tabel: str, deel: str) -> _Einden:
    waar = (
        van.c.object == sa.literal_column(f"'{tabel}'"),
        sa.or_(van.c.soort == sa.literal_column("'T'"), versie.c.volgnummer.is_not(None)),
    )
    return _Einden(_met_versie(van, van, versie, deel), waar)


def _lijst(soort_database: str) -> sa.TableValuedAlias:
    """The keys as a table, of the parameter ``lijst`` that is a list in JSON."""
    tekst: sa.BindParameter[str] = sa.bindparam("lijst", type_=sa.String)
    if soort_database == "postgresql":
        return sa.func.json_array_elements_text(sa.cast(tekst, sa.JSON)).table_valued("value")
    return sa.func.json_each(tekst).table_valued("value")
