"""Writing objects in bulk: what is equal is left alone, what is new or changed is written whole, with its mutatie.

A batch of objects is one transaction, so that a load that breaks off leaves whole objects and can simply be run again.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TypeVar

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.opendata.admission import Object, bron_van, keur, kort
from rio_soap.register.opendata.csvlezer import Celfout
from rio_soap.register.opendata.load_report import RowNotice
from rio_soap.register.opendata.mutatielog import log
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
from rio_soap.register.opendata.vergelijking import (
    BatchDifference,
    Sleutelwaarde,
    in_delen,
    is_een_van,
    ouder_van,
    vergelijk,
)
from rio_soap.register.regels.standtekst import naar_json
from rio_soap.register.zoeken.bijhouden import werk_bij_rijen

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


def taak(
    soort: ObjectKind, groepen: Sequence[SourceRows], aanwezig: frozenset[str], moment: datetime | None
) -> Callable[[Session], BatchOutcome]:
    """The transaction of one batch; it may run more than once.

    :param moment: of the mutaties; None writes none.
    """

    def voer_uit(session: Session) -> BatchOutcome:
        werk = BuildContext(aanwezig, _zoek(session, soort, groepen, aanwezig))
        gebouwd = _bouw(soort, groepen, werk)
        verschil = vergelijk(session, soort, gebouwd)
        if moment is not None:
            log(session, soort, gebouwd, verschil, moment)
        nieuw, gewijzigd = verschil.nieuw, verschil.gewijzigd
        _voeg_in(session, soort.tabel, [gebouwd[sleutel].rij for sleutel in nieuw])
        _wijzig(session, soort, [gebouwd[sleutel].rij for sleutel in verschil.rijen])
        _schrijf_kinderen(session, soort, gebouwd, verschil)
        werk_bij_rijen(session, soort.tabel, [gebouwd[sleutel].rij for sleutel in (*nieuw, *gewijzigd)])
        gelijk = len(gebouwd) - len(nieuw) - len(gewijzigd)
        aantallen = Counter({"nieuw": len(nieuw), "gewijzigd": len(gewijzigd), "gelijk": gelijk})
        return BatchOutcome(aantallen, werk.meldingen)

    return voer_uit


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
        for stapel in in_delen(sorted(gevraagd), 5000):
            for rij in session.execute(opzoeking.vraag, {"codes": stapel}):
                per_code.setdefault(rij[0], []).append(rij)
    return gevonden


def _bouw(soort: ObjectKind, groepen: Iterable[SourceRows], werk: BuildContext) -> dict[Sleutelwaarde, Gebouwd]:
    gebouwd: dict[Sleutelwaarde, Gebouwd] = {}
    for een in _gekeurd(soort, groepen, werk):
        object_ = een.gebouwd
        sleutel = tuple(object_.rij[naam] for naam in soort.sleutel)
        if sleutel in gebouwd:
            uitleg = f"{', '.join(map(str, sleutel))} is the key of another object too"
            werk.meld_alle(een.groep, een.groep.eerste, "double", uitleg)
            continue
        object_.kinderen |= soort.afgeleid(object_.rij)
        object_.rij = {k: naar_json(w) if isinstance(w, Gegeven) else w for k, w in object_.rij.items()}
        gebouwd[sleutel] = object_
    return gebouwd


def _gekeurd(soort: ObjectKind, groepen: Iterable[SourceRows], werk: BuildContext) -> Iterator[Object]:
    """The objects that are built and fit the contract.

    A few at a time: a thousand that live at once cost Python's cycle collector as much as building them.
    """
    for stapel in in_delen(groepen, PER_KEURING):
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
    for naam, maximum in _lengtes(tabel):
        waarde = rij.get(naam)
        if isinstance(waarde, str) and len(waarde) > maximum:
            waar, kolom = bron_van(groep, naam, waarde)
            uitleg = f"{kolom or naam}: found {kort(waarde)}, expected at most {maximum} characters"
            raise NietTePlaatsen(waar, "too long", uitleg)


@cache
def _lengtes(tabel: sa.Table) -> tuple[tuple[str, int], ...]:
    """The columns of a table that hold a limited text, with that limit."""
    lengtes = ((kolom.name, getattr(kolom.type, "length", None)) for kolom in tabel.c)
    return tuple((naam, lengte) for naam, lengte in lengtes if lengte)


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


def _schrijf_kinderen(
    session: Session, soort: ObjectKind, gebouwd: Mapping[Sleutelwaarde, Gebouwd], verschil: BatchDifference
) -> None:
    """Add those of new objects, and replace those that differ."""
    if any(kind.op_id for kind in soort.kinderen):
        _geef_ids(session, soort, gebouwd, verschil.nieuw)
    for kind in soort.kinderen:
        anders = [sleutel for sleutel, kinderen in verschil.kinderen.items() if kind in kinderen]
        kolommen = [kind.tabel.c[naam] for naam in kind.ouder]
        for deel in in_delen(ouder_van(kind, sleutel, gebouwd[sleutel]) for sleutel in anders):
            weg = sa.delete(kind.tabel).where(is_een_van(kolommen, deel))
            session.execute(weg if kind.bereik is None else weg.where(kind.bereik))
        rijen = [rij for sleutel in (*verschil.nieuw, *anders) for rij in _kinderen(kind, gebouwd[sleutel])]
        _voeg_in(session, kind.tabel, rijen)


def _kinderen(kind: Kinderen, object_: Gebouwd) -> list[Kolommen]:
    rijen = object_.kinderen.get(kind, [])
    return [{**rij, kind.ouder[0]: object_.id} for rij in rijen] if kind.op_id else rijen


def _geef_ids(
    session: Session, soort: ObjectKind, gebouwd: Mapping[Sleutelwaarde, Gebouwd], nieuw: Iterable[Sleutelwaarde]
) -> None:
    """Tell objects that were just added which id they got."""
    kolommen = [soort.tabel.c[naam] for naam in soort.sleutel]
    for deel in in_delen(nieuw):
        for id_, *sleutel in session.execute(sa.select(soort.tabel.c.id, *kolommen).where(is_een_van(kolommen, deel))):
            gebouwd[tuple(sleutel)].id = id_
