"""An object as it was in the world on a day: of its periods and relations those that held then.

A period of V4 has a begin only and runs on until the next one, or until the object ends; what has an end of its own may
leave gaps. An object that did not exist on the day, or of which the contract needs a period that it did not have, is
not there.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from rio_soap.contract.gegevens import Gegeven, Ingesloten, Plat, Reeks, Waarde
from rio_soap.contract.inhoudsmodel import Deeltje
from rio_soap.contract.vorm import Vorm, vormen
from rio_soap.register.regels.perioden import geldig_op

_BEGIN = ("begindatum", "inBedrijfdatum", "organisatierelatieBegindatum", "opleidingsrelatieBegindatum")
_EINDE = ("einddatum", "uitBedrijfdatum", "organisatierelatieEinddatum", "opleidingsrelatieEinddatum")
"""What a begin and an end are called, in objects and in parts of them."""
_LOOPT_DOOR = ("Periode", "hoOnderwijsaccreditatie")
_MET_GATEN = "contactadresPeriode"
"""Ends of the names of parts that run on until the next one; and one that does not."""


def op_dag(ingesloten: Ingesloten, dag: date) -> Ingesloten | None:
    """An object as it was on a day; None when it was not there."""
    dienst = ingesloten.dienst
    vorm = None if dienst is None else vormen(dienst).los.get(ingesloten.gegeven.naam)
    if dienst is None or vorm is None:
        return ingesloten
    velden = _velden_op(ingesloten.gegeven.velden, vorm, dag)
    return None if velden is None else Ingesloten(dienst, Gegeven(ingesloten.gegeven.naam, velden))


def _velden_op(velden: Mapping[str, Waarde], vorm: Vorm, dag: date) -> dict[str, Waarde] | None:
    """The fields of an object or a part of one, of this type, as they were on a day; None when it was not there, or
    cannot be without what it lacked."""
    begin = _datum(velden, _BEGIN)
    if begin is not None and not geldig_op(dag, begin, _datum(velden, _EINDE)):
        return None
    velden_: dict[str, Waarde] = {}
    soorten = _soorten(vorm)
    for naam, waarde in velden.items():
        if type(waarde) is str:
            velden_[naam] = waarde
            continue
        over = _op_dag(naam, waarde, soorten, dag)
        if over is not None:
            velden_[naam] = over
        elif naam in _verplicht(vorm):
            return None
    return velden_


def _op_dag(naam: str, waarde: Waarde, soorten: Mapping[str, Vorm], dag: date) -> Waarde | None:
    """A field as it was; None when nothing is left of it."""
    if (deel := _deel_van(waarde)) is not None:
        return _deel_op(naam, deel, soorten, dag)
    if not isinstance(waarde, list | Reeks):
        return waarde
    delen = [deel for een in waarde if (deel := _deel_van(een)) is not None]
    if not delen:
        return waarde if len(waarde) else None
    if naam.endswith(_LOOPT_DOOR) and naam != _MET_GATEN:
        delen = _laatste(delen, dag)
    return [over for deel in delen if (over := _deel_op(naam, deel, soorten, dag)) is not None] or None  # type: ignore[return-value]  # of one kind, as it was


class _Deel(NamedTuple):
    """A part of an object, as it is or as a stand keeps it."""

    waarde: Gegeven | Plat
    naam: str
    velden: Mapping[str, Waarde]


def _deel_van(waarde: object) -> _Deel | None:
    """The part that a value is; None for what is none. What stands in it stays as it is kept: most of it is only
    passed on."""
    if isinstance(waarde, Gegeven):
        return _Deel(waarde, waarde.naam, waarde.velden)
    if type(waarde) is dict and "g" in waarde:
        return _Deel(waarde, waarde["g"], dict(waarde["v"]))
    return None


def _deel_op(naam: str, deel: _Deel, soorten: Mapping[str, Vorm], dag: date) -> Gegeven | Plat | None:
    soort = soorten.get(deel.naam) or soorten.get(naam)
    if soort is None or not _heeft_dagen(soort):
        return deel.waarde
    velden = _velden_op(deel.velden, soort, dag)
    return None if velden is None else Gegeven(deel.naam, velden)


def _laatste(delen: Sequence[_Deel], dag: date) -> list[_Deel]:
    """The part that runs on the day, the last one that had begun; accreditaties that began together all do."""
    begin = [_datum(deel.velden, _BEGIN) or date.min for deel in delen]
    laatste = max((een for een in begin if een <= dag), default=None)
    return [deel for deel, een in zip(delen, begin, strict=True) if een == laatste]


def _datum(velden: Mapping[str, Waarde], namen: Sequence[str]) -> date | None:
    for naam in namen:  # a loop: every part of every object of a page comes by here, twice
        waarde = velden.get(naam)
        if isinstance(waarde, date):
            return waarde
        if type(waarde) is dict and "d" in waarde:
            return date.fromisoformat(waarde["d"])
    return None


@cache
def _heeft_dagen(vorm: Vorm) -> bool:
    """Whether an object of a type, or a part of it however deep, may begin or end: what does not is always the same."""
    gezien: set[str] = set()

    def in_(een: Vorm) -> bool:
        if een.naam in gezien:
            return False
        gezien.add(een.naam)
        delen = [soort for _, soort in een.per_tag.values() if isinstance(soort, Vorm)]
        eigen = any(veld.naam in (*_BEGIN, *_EINDE) for veld in een.velden)
        return eigen or een.sluit_in or any(in_(deel) for deel in delen)

    return in_(vorm)


@cache
def _soorten(vorm: Vorm) -> Mapping[str, Vorm]:
    """Names of elements and of fields to the types of the objects in them."""
    soorten: dict[str, Vorm] = {}
    for tag, (veld, soort) in vorm.per_tag.items():
        if isinstance(soort, Vorm):
            soorten[tag.rpartition("}")[2]] = soort
            soorten.setdefault(veld.naam, soort)
    return MappingProxyType(soorten)


@cache
def _verplicht(vorm: Vorm) -> frozenset[str]:
    """The fields that an object of a type cannot be without."""
    leden = {lid: veld.naam for veld in vorm.velden for lid in veld.leden}

    def in_(deeltjes: Sequence[Deeltje]) -> set[str]:
        gevonden: set[str] = set()
        for deel in deeltjes:
            if deel.minimum and not deel.keuze:
                gevonden |= {leden[lid] for lid in deel.leden if lid in leden} | in_(deel.delen)
            elif deel.minimum and len(keuzes := [in_([keuze]) for keuze in deel.delen]) > 0:
                gevonden |= set().union(*keuzes)  # of a choice what there was is what must stay
        return gevonden

    return frozenset(in_(vorm.inhoud))


def uitgeschreven(gegeven: Gegeven) -> Gegeven:
    """An object with all that it passes on as a stand keeps it (`Plat`) made into what it is."""
    return Gegeven(gegeven.naam, {naam: _uitgeschreven(waarde) for naam, waarde in gegeven.velden.items()})


def _uitgeschreven(waarde: Waarde) -> Waarde:
    if isinstance(waarde, Gegeven):
        return uitgeschreven(waarde)
    if isinstance(waarde, list | Reeks):
        return [_uitgeschreven(deel) for deel in waarde]  # type: ignore[return-value]  # of one kind, as it was
    return _uit_plat(waarde) if isinstance(waarde, dict) else waarde


def _uit_plat(plat: Plat) -> Waarde:
    if "g" in plat:
        return Gegeven(plat["g"], {naam: _uitgeschreven(waarde) for naam, waarde in plat["v"]})
    if "d" in plat:
        return date.fromisoformat(plat["d"])
    return datetime.fromisoformat(plat["t"]) if "t" in plat else Decimal(plat["n"])
