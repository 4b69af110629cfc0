"""What a loader is made of: a kind of object, what it asks of the register, and the rows that it becomes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

import sqlalchemy as sa

from rio_soap.register.database.session import Session
from rio_soap.register.opendata.csvlezer import Rij
from rio_soap.register.opendata.load_report import RowNotice
from rio_soap.register.opendata.sorteerder import Sleutel, SourceRows
from rio_soap.register.wijzigingen.mutaties import Mutatiesoort

# Any: a loader writes rows of every table, whose columns hold values of all types.
Kolommen: TypeAlias = dict[str, Any]
"""Columns of a row to write, by name."""
# Any: each question asks other columns, which who asked knows by name.
_Gevraagd: TypeAlias = tuple[Any, ...]
Gevonden: TypeAlias = sa.Row[*_Gevraagd]
"""A row that the register has."""


class NietTePlaatsen(ValueError):
    """An object cannot be placed.

    :param reden: kind of reason; the text of the exception says which value.
    """

    def __init__(self, rij: Rij, reden: str, uitleg: str) -> None:
        super().__init__(uitleg)
        self.rij, self.reden = rij, reden


def niet_bekend(rij: Rij, code: str) -> str:
    """What to tell of a code that the register does not have: also in which column it stands."""
    kolom = next((kolom for kolom in rij.cellen if rij.of_niet(kolom) == code), None)
    return f"{kolom}: found {code!r}, which is not in the register" if kolom else f"{code} is not in the register"


@dataclass(frozen=True, eq=False)
class Opzoeking:
    """A question that is asked once per batch: which rows there are for these codes.

    :param vraag: select with the parameter ``codes`` (expanding) whose first column is the code.
    """

    naam: str
    vraag: sa.Select[*_Gevraagd]


@dataclass(frozen=True, eq=False)
class Kinderen:
    """Rows that belong to an object and are replaced together, when one of the files that say them is there.

    :param ouder: columns that hold the key of the object.
    :param bereik: limits which rows of the object these are.
    :param op_id: the only column of `ouder` holds the id of the object, which the loader fills in.
    :param deel: the part of a version that these rows are, if they are one (docs/aanvulling/versie.md).
    """

    tabel: sa.Table
    ouder: tuple[str, ...]
    bereik: sa.ColumnElement[bool] | None = None
    op_id: bool = False
    deel: str | None = None


@dataclass(slots=True)
class Gebouwd:
    """One object as rows.

    :param rij: columns that the files say; the others of an existing row stay.
    :param mutaties: key and houder of what followers hear when it is new or changed.
    :param id: of its row, once that is known; for children that go by it.
    """

    rij: Kolommen
    kinderen: dict[Kinderen, list[Kolommen]] = field(default_factory=dict)
    mutaties: tuple[tuple[str, str | None], ...] = ()
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ObjectChange:
    """An object that is new or changes, before it is written.

    :param oud: its row; None when it is new, or when only its children change.
    :param vervangen: the children that change, with the rows that there were.
    """

    gebouwd: Gebouwd
    nieuw: bool
    oud: Gevonden | None
    vervangen: Mapping[Kinderen, list[Gevonden]]


@dataclass(frozen=True, slots=True)
class Mutatie:
    """A change that followers hear of.

    :param voor: the parts of the object that it replaces, as they were (docs/aanvulling/versie.md).
    """

    tabel: sa.Table
    sleutel: str
    houder: str | None
    soort: Mutatiesoort
    voor: Mapping[str, Sequence[Gevonden]] = field(default_factory=dict)


Afgeleid: TypeAlias = Callable[[Kolommen], Mapping[Kinderen, list[Kolommen]]]
"""Children that follow from the row of an object alone, its stand not yet text."""
Gevolgen: TypeAlias = Callable[[Session, Sequence[ObjectChange], date], Iterable[Mutatie]]
"""What else changes for followers when objects do, asked before they are written; the date is that of the load."""
Houders: TypeAlias = Callable[[Session, Sequence[ObjectChange], date], Sequence[Iterable[str]]]
"""The besturen to whom each of these objects belongs."""


@dataclass(slots=True)
class BuildContext:
    """What a builder may look at: which files there are and what the register holds of what it asked for."""

    aanwezig: frozenset[str]
    gevonden: dict[Opzoeking, dict[str, list[Gevonden]]]
    meldingen: list[RowNotice] = field(default_factory=list)

    def alle(self, opzoeking: Opzoeking, code: str) -> list[Gevonden]:
        """All rows that a lookup found for a code."""
        return self.gevonden.get(opzoeking, {}).get(code, [])

    def een(self, opzoeking: Opzoeking, code: str) -> Gevonden | None:
        """The first row for a code, None without one."""
        return next(iter(self.alle(opzoeking, code)), None)

    def eis(self, opzoeking: Opzoeking, code: str, rij: Rij) -> Gevonden:
        """The row for a code to which a row of a file refers.

        :raises NietTePlaatsen: when the register does not have it.
        """
        if (gevonden := self.een(opzoeking, code)) is None:
            raise NietTePlaatsen(rij, f"{opzoeking.naam} unknown", niet_bekend(rij, code))
        return gevonden

    def meld(self, rij: Rij, reden: str, uitleg: str, *, geplaatst: bool = False) -> None:
        """Tell of a row without stopping the object to which it belongs."""
        self.meldingen.append(RowNotice.van(rij, reden, uitleg, geplaatst=geplaatst))

    def meld_alle(self, groep: SourceRows, oorzaak: Rij, reden: str, uitleg: str) -> None:
        """Tell of every row of an object that is not placed because of one of them."""
        for rij in groep.van(*groep.rijen):
            elders = "" if rij is oorzaak else f" (said by {oorzaak.bestand}:{oorzaak.regel})"
            self.meld(rij, reden, uitleg + elders)


@dataclass(frozen=True, eq=False)
class ObjectKind:
    """One kind of object: from which files it comes, by which key, and how it becomes rows.

    :param sleutel: columns of the table that are its key there.
    :param bestanden: file to the key of the object of a row; all rows with one key are one object.
    :param bouw: None for an object of which nothing is to be written.
    :param onderdelen: files of which a row can be left out by itself; a wrong one of another leaves the object out.
    :param los: columns of which a value that does not fit is left out by itself, and the rest of its row stays.
    :param opzoeken: what `bouw` wants to know of the register, per object; it is told which files there are.
    :param afgeleid: children that follow from its row, once that fits the contract.
    :param houders: for objects whose houder no file says.
    """

    naam: str
    tabel: sa.Table
    sleutel: tuple[str, ...]
    bestanden: Mapping[str, Sleutel]
    bouw: Callable[[SourceRows, BuildContext], Gebouwd | None]
    opzoeken: Callable[[SourceRows, frozenset[str]], Iterable[tuple[Opzoeking, str]]] = lambda *_: ()
    kinderen: tuple[Kinderen, ...] = ()
    onderdelen: frozenset[str] = frozenset()
    los: frozenset[str] = frozenset()
    houders: Houders | None = None
    gevolgen: Gevolgen = lambda *_: ()
    afgeleid: Afgeleid = lambda _: {}
