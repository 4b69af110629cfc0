"""What of the objects of a batch differs from what the register has: new ones, changed rows, changed children."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias, TypeVar

import sqlalchemy as sa

from rio_soap.contract.gegevens import STANDFOUTEN
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.opendata.soort import Gebouwd, Gevonden, Kinderen, Kolommen, ObjectKind
from rio_soap.register.regels.standtekst import van_json

T = TypeVar("T")
Sleutelwaarde: TypeAlias = tuple[SqlValue, ...]
"""The values of the key of an object."""
_Bevroren: TypeAlias = frozenset[tuple[str, SqlValue]]
_PER_VRAAG = 500
"""Keys in one question."""


@dataclass(frozen=True, slots=True)
class BatchDifference:
    """What is to be written, in the order of the batch.

    :param nieuw: objects that the register does not have.
    :param rijen: objects whose row differs, with that row.
    :param kinderen: objects that it has and whose children differ, with the rows of these.
    """

    nieuw: list[Sleutelwaarde]
    rijen: dict[Sleutelwaarde, Gevonden]
    kinderen: dict[Sleutelwaarde, dict[Kinderen, list[Gevonden]]]

    @property
    def gewijzigd(self) -> list[Sleutelwaarde]:
        """Objects that the register has and that are not equal."""
        return list(dict.fromkeys([*self.rijen, *self.kinderen]))


def in_delen(bron: Iterable[T], grootte: int = _PER_VRAAG) -> Iterator[list[T]]:
    """Lists of at most this many."""
    over = iter(bron)
    while deel := list(islice(over, grootte)):
        yield deel


def is_een_van(kolommen: Sequence[sa.Column[SqlValue]], sleutels: Iterable[Sleutelwaarde]) -> sa.ColumnElement[bool]:
    """Whether these columns hold one of these keys."""
    if len(kolommen) == 1:
        return kolommen[0].in_([sleutel[0] for sleutel in sleutels])
    return sa.tuple_(*kolommen).in_(list(sleutels))


def vergelijk(session: Session, soort: ObjectKind, gebouwd: Mapping[Sleutelwaarde, Gebouwd]) -> BatchDifference:
    """Hold the objects of a batch against the register."""
    bestaand = _bestaand(session, soort, gebouwd)
    rijen = {
        sleutel: oud
        for sleutel, oud in bestaand.items()
        if any(_anders(naam, oud._mapping[naam], waarde) for naam, waarde in gebouwd[sleutel].rij.items())
    }
    kinderen: dict[Sleutelwaarde, dict[Kinderen, list[Gevonden]]] = {}
    for kind in soort.kinderen:
        for sleutel, oud_ in _anders_in(session, kind, gebouwd, bestaand).items():
            kinderen.setdefault(sleutel, {})[kind] = oud_
    return BatchDifference([sleutel for sleutel in gebouwd if sleutel not in bestaand], rijen, kinderen)


def _bestaand(
    session: Session, soort: ObjectKind, gebouwd: Mapping[Sleutelwaarde, Gebouwd]
) -> dict[Sleutelwaarde, Gevonden]:
    """The rows that there are, whole, by key; each object is told its id."""
    kolommen = [soort.tabel.c[naam] for naam in soort.sleutel]
    gevonden: dict[Sleutelwaarde, Gevonden] = {}
    for deel in in_delen(gebouwd):
        for rij in session.execute(sa.select(*map(_als_tekst, soort.tabel.c)).where(is_een_van(kolommen, deel))):
            sleutel = tuple(rij._mapping[naam] for naam in soort.sleutel)
            gevonden[sleutel] = rij
            gebouwd[sleutel].id = rij._mapping.get("id")
    return gevonden


def _als_tekst(kolom: sa.Column[SqlValue]) -> sa.Label[str] | sa.Column[SqlValue]:
    """A stand as the text that is kept: comparing needs no Gegeven."""
    return sa.type_coerce(kolom, sa.Text).label(kolom.name) if kolom.name == "stand" else kolom


def _anders(naam: str, oud: SqlValue, nieuw: SqlValue) -> bool:
    """Whether a column differs; a stand does not by the order of its fields, which a delivery may have otherwise."""
    if naam == "stand" and oud != nieuw:
        try:
            return van_json(str(oud)) != van_json(str(nieuw))
        except STANDFOUTEN:
            return True  # what is stored is no stand, and is mended
    return bool(oud != nieuw)


def ouder_van(kind: Kinderen, sleutel: Sleutelwaarde, object_: Gebouwd) -> Sleutelwaarde:
    """By what the children of an object go."""
    return (object_.id,) if kind.op_id else sleutel


def _anders_in(
    session: Session,
    kind: Kinderen,
    gebouwd: Mapping[Sleutelwaarde, Gebouwd],
    bestaand: Mapping[Sleutelwaarde, Gevonden],
) -> dict[Sleutelwaarde, list[Gevonden]]:
    """Existing objects whose children of a kind differ, with the rows that there are."""
    wensen = {
        sleutel: object_.kinderen[kind]
        for sleutel, object_ in gebouwd.items()
        if sleutel in bestaand and kind in object_.kinderen
    }
    ouders = {sleutel: ouder_van(kind, sleutel, gebouwd[sleutel]) for sleutel in wensen}
    oud = kinderen_van(session, kind, ouders.values())
    anders = {}
    for sleutel, rijen in wensen.items():
        oude = oud.get(ouders[sleutel], [])
        zonder = kind.ouder if kind.op_id else ()
        nu, toen = (Counter(_bevroren(rij, zonder) for rij in van) for van in (rijen, [r._mapping for r in oude]))
        if nu != toen:
            anders[sleutel] = oude
    return anders


def kinderen_van(
    session: Session, kind: Kinderen, ouders: Iterable[Sleutelwaarde]
) -> dict[Sleutelwaarde, list[Gevonden]]:
    """The children of a kind that there are, by the object that they go by."""
    gevonden: dict[Sleutelwaarde, list[Gevonden]] = {}
    kolommen = [kind.tabel.c[naam] for naam in kind.ouder]
    for deel in in_delen(ouders):
        vraag = sa.select(kind.tabel).where(is_een_van(kolommen, deel))
        for rij in session.execute(vraag if kind.bereik is None else vraag.where(kind.bereik)):
            gevonden.setdefault(tuple(rij._mapping[naam] for naam in kind.ouder), []).append(rij)
    return gevonden


def _bevroren(rij: Kolommen | sa.RowMapping, zonder: Sequence[str]) -> _Bevroren:
    """A row that can be counted, without its id and what the loader fills in."""
    return frozenset((str(naam), waarde) for naam, waarde in rij.items() if naam != "id" and naam not in zonder)
