"""Writing objects in bulk: what is equal is left alone, what is new or changed is written whole, with its mutatie.

A batch of objects is one transaction, so that a load that breaks off leaves whole objects and can simply be run again.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeAlias, TypeVar

import sqlalchemy as sa

from rio_soap.contract.gegevens import STANDFOUTEN, Gegeven
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.opendata.admission import Object, bron_van, keur, kort
from rio_soap.register.opendata.csvlezer import Celfout
from rio_soap.register.opendata.load_report import RowNotice
from rio_soap.register.opendata.soort import (
    BuildContext,
    Gebouwd,
    Gevonden,
    Kinderen,
    Kolommen,
    NietTePlaatsen,
    ObjectKind,
    Opzoeking,
)
from rio_soap.register.opendata.sorteerder import SourceRows
from rio_soap.register.regels.standtekst import naar_json, van_json

PER_KEER = 1000
"""Objects in one transaction."""

PER_KEURING = 20
"""Objects that are held against the contract together."""

T = TypeVar("T")
Schrijf = Callable[[Callable[[Session], "BatchOutcome"]], "BatchOutcome"]
"""Runs a task in a transaction: `Register.schrijf`, or within one that is open."""


@dataclass(slots=True)
class BatchOutcome:
    """What one batch did."""

    aantallen: Counter[str]
    meldingen: list[RowNotice]


def in_stapels(delen: Iterable[T], grootte: int = PER_KEER) -> Iterator[list[T]]:
    """Lists of at most this many."""
    bron = iter(delen)
    while stapel := list(islice(bron, grootte)):
        yield stapel


def taak(
    soort: ObjectKind, groepen: Sequence[SourceRows], aanwezig: frozenset[str], moment: datetime | None
) -> Callable[[Session], BatchOutcome]:
    """The transaction of one batch; it may run more than once.

    :param moment: of the mutaties; None writes none.
    """

    def voer_uit(session: Session) -> BatchOutcome:
        werk = BuildContext(aanwezig, _zoek(session, soort, groepen, aanwezig))
        gebouwd = _bouw(soort, groepen, werk)
        bestaand = _bestaand(session, soort, gebouwd)
        nieuw, gewijzigd = _verschil(soort, gebouwd, bestaand)
        _voeg_in(session, soort.tabel, [gebouwd[sleutel].rij for sleutel in nieuw])
        _wijzig(session, soort, [gebouwd[sleutel].rij for sleutel in gewijzigd])
        _geef_ids(session, soort, gebouwd)
        kinderen = _schrijf_kinderen(session, soort, gebouwd, set(nieuw))
        gewijzigd += [sleutel for sleutel in kinderen if sleutel not in set(nieuw) | set(gewijzigd)]
        if moment is not None:
            _log(session, soort, moment, [(gebouwd[s], "T") for s in nieuw] + [(gebouwd[s], "W") for s in gewijzigd])
        gelijk = len(gebouwd) - len(nieuw) - len(gewijzigd)
        aantallen = Counter({"nieuw": len(nieuw), "gewijzigd": len(gewijzigd), "gelijk": gelijk})
        return BatchOutcome(aantallen, werk.meldingen)

    return voer_uit


_Sleutelwaarde: TypeAlias = tuple[SqlValue, ...]
_Bevroren: TypeAlias = frozenset[tuple[str, Hashable]]


def _zoek(
    session: Session, soort: ObjectKind, groepen: Iterable[SourceRows], aanwezig: frozenset[str]
) -> dict[Opzoeking, dict[str, list[Gevonden]]]:
    codes: dict[Opzoeking, set[str]] = defaultdict(set)
    for groep in groepen:
        for opzoeking, code in soort.opzoeken(groep, aanwezig):
            codes[opzoeking].add(code)
    gevonden: dict[Opzoeking, dict[str, list[Gevonden]]] = {}
    for opzoeking, gevraagd in codes.items():
        per_code = gevonden[opzoeking] = {}
        for stapel in in_stapels(sorted(gevraagd), 5000):
            for rij in session.execute(opzoeking.vraag, {"codes": stapel}):
                per_code.setdefault(rij[0], []).append(rij)
    return gevonden


def _bouw(soort: ObjectKind, groepen: Iterable[SourceRows], werk: BuildContext) -> dict[_Sleutelwaarde, Gebouwd]:
    gebouwd: dict[_Sleutelwaarde, Gebouwd] = {}
    for een in _gekeurd(soort, groepen, werk):
        object_ = een.gebouwd
        sleutel = tuple(object_.rij[naam] for naam in soort.sleutel)
        if sleutel in gebouwd:
            uitleg = f"{', '.join(map(str, sleutel))} is the key of another object too"
            werk.meld_alle(een.groep, een.groep.eerste, "double", uitleg)
            continue
        object_.rij = {k: naar_json(w) if isinstance(w, Gegeven) else w for k, w in object_.rij.items()}
        gebouwd[sleutel] = object_
    return gebouwd


def _gekeurd(soort: ObjectKind, groepen: Iterable[SourceRows], werk: BuildContext) -> Iterator[Object]:
    """The objects that are built and fit the contract.

    A few at a time: a thousand that live at once cost Python's cycle collector as much as building them.
    """
    for stapel in in_stapels(groepen, PER_KEURING):
        gebouwd = [een for groep in stapel if (een := _bouw_een(soort, groep, werk)) is not None]
        yield from keur(soort, gebouwd, werk)


def _bouw_een(soort: ObjectKind, groep: SourceRows, werk: BuildContext) -> Object | None:
    """One object; None for one of which nothing is to be written, or that has no place, as is told then."""
    try:
        object_ = soort.bouw(groep, werk)
        if object_ is None:
            return None
        _controleer_lengtes(soort.tabel, object_.rij, groep)
        for kind, rijen in object_.kinderen.items():
            for rij in rijen:
                _controleer_lengtes(kind.tabel, rij, groep)
    except NietTePlaatsen as fout:
        werk.meld_alle(groep, fout.rij, fout.reden, str(fout))
    except Celfout as fout:
        werk.meld_alle(groep, fout.rij, "unusable value", str(fout))
    else:
        return Object(groep, object_)
    return None


def _controleer_lengtes(tabel: sa.Table, rij: Kolommen, groep: SourceRows) -> None:
    """A text that its column cannot hold is a finding here, not a failure of one database and a habit of another."""
    for naam, waarde in rij.items():
        maximum = getattr(tabel.c[naam].type, "length", None)
        if isinstance(waarde, str) and maximum and len(waarde) > maximum:
            waar, kolom = bron_van(groep, naam, waarde)
            uitleg = f"{kolom or naam}: found {kort(waarde)}, expected at most {maximum} characters"
            raise NietTePlaatsen(waar, "too long", uitleg)


def _bestaand(
    session: Session, soort: ObjectKind, gebouwd: Mapping[_Sleutelwaarde, Gebouwd]
) -> dict[_Sleutelwaarde, sa.RowMapping]:
    kolommen = [soort.tabel.c[n] for n in soort.sleutel]
    namen = {naam for object_ in gebouwd.values() for naam in object_.rij}
    gekozen = [_als_tekst(kolom) for kolom in soort.tabel.c if kolom.name in namen]
    gevonden: dict[_Sleutelwaarde, sa.RowMapping] = {}
    for stapel in in_stapels(gebouwd, 500):
        vraag = sa.select(*gekozen).where(_is_een_van(kolommen, stapel))
        for rij in session.execute(vraag).mappings():
            gevonden[tuple(rij[naam] for naam in soort.sleutel)] = rij
    return gevonden


def _als_tekst(kolom: sa.Column[SqlValue]) -> sa.Label[str] | sa.Column[SqlValue]:
    """A stand as the text that is kept: comparing needs no Gegeven."""
    return sa.type_coerce(kolom, sa.Text).label(kolom.name) if kolom.name == "stand" else kolom


def _is_een_van(kolommen: Sequence[sa.Column[SqlValue]], sleutels: Iterable[_Sleutelwaarde]) -> sa.ColumnElement[bool]:
    if len(kolommen) == 1:
        return kolommen[0].in_([sleutel[0] for sleutel in sleutels])
    return sa.tuple_(*kolommen).in_(list(sleutels))


def _verschil(
    soort: ObjectKind,
    gebouwd: Mapping[_Sleutelwaarde, Gebouwd],
    bestaand: Mapping[_Sleutelwaarde, sa.RowMapping],
) -> tuple[list[_Sleutelwaarde], list[_Sleutelwaarde]]:
    nieuw = [sleutel for sleutel in gebouwd if sleutel not in bestaand]
    gewijzigd = [
        sleutel
        for sleutel, oud in bestaand.items()
        if any(_anders(naam, oud[naam], waarde) for naam, waarde in gebouwd[sleutel].rij.items())
    ]
    return nieuw, gewijzigd


def _anders(naam: str, oud: SqlValue, nieuw: SqlValue) -> bool:
    """Whether a column differs; a stand does not by the order of its fields, which a delivery may have otherwise."""
    if naam == "stand" and oud != nieuw:
        try:
            return van_json(str(oud)) != van_json(str(nieuw))
        except STANDFOUTEN:
            return True  # what is stored is no stand, and is mended
    return bool(oud != nieuw)


def _gebonden(tabel: sa.Table, namen: Iterable[str]) -> dict[str, sa.BindParameter[SqlValue]]:
    """Parameters for columns; a stand is text already."""
    return {
        naam: sa.bindparam(f"w_{naam}", type_=sa.Text() if naam == "stand" else tabel.c[naam].type) for naam in namen
    }


def _per_vorm(rijen: Iterable[Kolommen]) -> dict[tuple[str, ...], list[Kolommen]]:
    """Rows by their columns: one statement takes rows of one shape."""
    vormen: dict[tuple[str, ...], list[Kolommen]] = defaultdict(list)
    for rij in rijen:
        vormen[tuple(sorted(rij))].append({f"w_{naam}": waarde for naam, waarde in rij.items()})
    return vormen


def _voeg_in(session: Session, tabel: sa.Table, rijen: Iterable[Kolommen]) -> None:
    for namen, waarden in _per_vorm(rijen).items():
        session.execute(sa.insert(tabel).values(_gebonden(tabel, namen)), waarden)


def _wijzig(session: Session, soort: ObjectKind, rijen: Iterable[Kolommen]) -> None:
    for namen, waarden in _per_vorm(rijen).items():
        welke = _gebonden(soort.tabel, soort.sleutel)
        nieuw = _gebonden(soort.tabel, [naam for naam in namen if naam not in soort.sleutel])
        if nieuw:
            waar = [soort.tabel.c[naam] == parameter for naam, parameter in welke.items()]
            session.execute(sa.update(soort.tabel).where(*waar).values(nieuw), waarden)


def _geef_ids(session: Session, soort: ObjectKind, gebouwd: Mapping[_Sleutelwaarde, Gebouwd]) -> None:
    """Tell children that go by the id of their object which it is."""
    if not any(kind.op_id for kind in soort.kinderen):
        return
    kolommen = [soort.tabel.c[naam] for naam in soort.sleutel]
    for stapel in in_stapels(gebouwd, 500):
        vraag = sa.select(soort.tabel.c.id, *kolommen).where(_is_een_van(kolommen, stapel))
        for id_, *sleutel in session.execute(vraag):
            gebouwd[tuple(sleutel)].id = id_


def _schrijf_kinderen(
    session: Session, soort: ObjectKind, gebouwd: Mapping[_Sleutelwaarde, Gebouwd], nieuw: set[_Sleutelwaarde]
) -> list[_Sleutelwaarde]:
    """Replace what differs; gives the keys of existing objects of which something did."""
    anders: dict[_Sleutelwaarde, None] = {}
    for kind in soort.kinderen:
        wensen = {sleutel: object_.kinderen[kind] for sleutel, object_ in gebouwd.items() if kind in object_.kinderen}
        oud = _kinderen_van(session, kind, [sleutel for sleutel in wensen if sleutel not in nieuw])
        verschillend = [
            sleutel
            for sleutel, rijen in wensen.items()
            if Counter(map(_bevroren, rijen)) != oud.get(sleutel, Counter())
        ]
        for stapel in in_stapels((sleutel for sleutel in verschillend if sleutel in oud), 500):
            waar = [_is_een_van([kind.tabel.c[naam] for naam in kind.ouder], stapel)]
            session.execute(sa.delete(kind.tabel).where(*waar, *([] if kind.bereik is None else [kind.bereik])))
        _voeg_in(session, kind.tabel, [rij for sleutel in verschillend for rij in wensen[sleutel]])
        anders.update(dict.fromkeys(sleutel for sleutel in verschillend if sleutel not in nieuw))
    return list(anders)


def _kinderen_van(
    session: Session, kind: Kinderen, sleutels: Iterable[_Sleutelwaarde]
) -> dict[_Sleutelwaarde, Counter[_Bevroren]]:
    gevonden: dict[_Sleutelwaarde, Counter[_Bevroren]] = {}
    kolommen = [kolom for kolom in kind.tabel.c if kolom.name != "id"]
    for stapel in in_stapels(sleutels, 500):
        waar = [_is_een_van([kind.tabel.c[naam] for naam in kind.ouder], stapel)]
        vraag = sa.select(*kolommen).where(*waar, *([] if kind.bereik is None else [kind.bereik]))
        for rij in session.execute(vraag).mappings():
            ouder = tuple(rij[naam] for naam in kind.ouder)
            gevonden.setdefault(ouder, Counter())[_bevroren(rij)] += 1
    return gevonden


def _bevroren(rij: Kolommen | sa.RowMapping) -> _Bevroren:
    return frozenset((str(naam), _vast(waarde)) for naam, waarde in rij.items())


def _vast(waarde: object) -> Hashable:
    """A value that can be in a set; a stand is the same in whatever order its fields are."""
    if isinstance(waarde, Gegeven):
        return waarde.naam, frozenset((naam, _vast(deel)) for naam, deel in waarde.velden.items())
    return tuple(map(_vast, waarde)) if isinstance(waarde, list) else waarde


def _log(session: Session, soort: ObjectKind, moment: datetime, gebeurd: Iterable[tuple[Gebouwd, str]]) -> None:
    session.mutaties += [
        {
            "object": soort.tabel.name,
            "sleutel": sleutel,
            "houder": houder,
            "soort": object_.altijd or mutatiesoort,
            "moment": moment,
        }
        for object_, mutatiesoort in gebeurd
        for sleutel, houder in object_.mutaties
    ]
