"""The rows of objects at any number of a mutatie: what was known when that mutatie was the last one, or what is now.

State of a part at number K: the first mutatie of its object with a higher number that is a T or left a version of
this part. A T says that there was nothing; a version is what it was; none means that it is what it is now. So reading
what is asks nothing of the versions, and reading what was asks two things of them, however many changes there were.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import sqlalchemy as sa

from rio_soap.register.database.model import mutatie, objectversie
from rio_soap.register.database.rows import AnyRow
from rio_soap.register.database.session import Session
from rio_soap.register.versie.bronnen import Bron
from rio_soap.register.wijzigingen.voor import pak_voor_uit

R = TypeVar("R", bound=AnyRow)
_BLOK = 1_000
"""Keys in one statement."""


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
    """Reads parts of objects, each at its own number, within one snapshot; each part of many objects at once."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def rijen(self, bron: Bron[R], plekken: Iterable[Plek]) -> dict[Plek, Sequence[R]]:
        """The rows of a part; what was not there is absent.

        Of numbers that differ those in between must be few, since what happened between them is read whole.
        """
        gevraagd = dict.fromkeys(plekken)
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
        sleutels = sorted({plek.sleutel.lower() for plek in plekken})
        gevonden: dict[str, list[_Versie]] = defaultdict(list)
        for begin in range(0, len(sleutels), _BLOK):
            basis = _einden(bron, sleutels[begin : begin + _BLOK])
            tussen = basis.where(mutatie.c.volgnummer > laag, mutatie.c.volgnummer <= hoog)
            for vraag in (*([tussen] if laag < hoog else []), _eerste_na(bron, basis, hoog)):
                for sleutel, nummer, soort, voor in self._session.execute(vraag):
                    gevonden[_canoniek(bron, sleutel)].append(_Versie(nummer, None if soort == "T" else voor))
        return {sleutel: sorted(versies) for sleutel, versies in gevonden.items()}


def _canoniek(bron: Bron[R], sleutel: str) -> str:
    """As keys are asked: an offer stands in the log of changes in the case in which it was delivered."""
    return sleutel.lower() if bron.tabel == "aangeboden_opleiding" else sleutel


def _na(versies: Sequence[_Versie], nummer: int | None) -> _Versie | None:
    """The first version after a number; None when there is none, and for what is asked as it is now."""
    if nummer is None:
        return None
    plaats = bisect_right([versie.volgnummer for versie in versies], nummer)
    return versies[plaats] if plaats < len(versies) else None


_Einden = sa.Select[str, int, str, bytes | None]


def _einden(bron: Bron[R], sleutels: Sequence[str]) -> _Einden:
    """The mutaties that end what a part of these objects was."""
    return (
        sa.select(mutatie.c.sleutel, mutatie.c.volgnummer, mutatie.c.soort, objectversie.c.voor)
        .select_from(
            mutatie.outerjoin(
                objectversie,
                sa.and_(objectversie.c.volgnummer == mutatie.c.volgnummer, objectversie.c.deel == bron.deel),
            )
        )
        .where(
            mutatie.c.object == bron.tabel,
            sa.func.lower(mutatie.c.sleutel).in_(sleutels),
            sa.or_(mutatie.c.soort == "T", objectversie.c.volgnummer.is_not(None)),
        )
    )


def _eerste_na(bron: Bron[R], basis: _Einden, hoog: int) -> _Einden:
    """Of each object the first of these after a number."""
    later = basis.with_only_columns(sa.func.min(mutatie.c.volgnummer)).where(mutatie.c.volgnummer > hoog)
    eerste = later.group_by(sa.func.lower(mutatie.c.sleutel), mutatie.c.sleutel)
    return (
        sa.select(mutatie.c.sleutel, mutatie.c.volgnummer, mutatie.c.soort, objectversie.c.voor)
        .select_from(
            mutatie.outerjoin(
                objectversie,
                sa.and_(objectversie.c.volgnummer == mutatie.c.volgnummer, objectversie.c.deel == bron.deel),
            )
        )
        .where(mutatie.c.volgnummer.in_(eerste))
    )
