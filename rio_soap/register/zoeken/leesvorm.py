"""What was found as an answer shows it: its name and place on the day, and what it belongs to."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.bevoegdheid.besturen import besturen_van_aanbieders
from rio_soap.register.database.model import (
    instellingserkenning,
    juridische_relatie,
    onderwijslocatiegebruik,
    zoekgegeven,
    zoeknaam,
    zoekobject,
)
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.erkenning.houders import besturen_achter
from rio_soap.register.zoeken.treffers import TREFGRONDEN, Treffer
from rio_soap.register.zoeken.zoekbeeld import ADRES, INSTELLINGSERKENNING, NAAM, ONDERWIJSLOCATIE, PLAATS, POSTCODE

MEESTE_VERWIJZINGEN = 99
"""hoortBij in an Organisatietreffer (XSD); with more, the first by key are shown."""


class _Getoond(NamedTuple):
    object: int
    weergave: str


class _Geplaatst(NamedTuple):
    object: int
    soort: str
    weergave: str


class _Band(NamedTuple):
    van: str
    naar: str


class _Erkenningsband(NamedTuple):
    van: int
    naar: str


class _Genoemd(NamedTuple):
    id: int
    objecttype: str
    sleutel: str


def lees_treffers(session: Session, gevonden: Sequence[Treffer], dag: date) -> list[Gegeven]:
    """Objects that were found as elements of type Organisatietreffer; a fixed number of questions."""
    if not gevonden:
        return []
    ids = [treffer.id for treffer in gevonden]
    achter = _hoort_bij(session, gevonden, dag)
    genoemd = _genoemd(session, {code for codes in achter.values() for code in codes})
    namen = _namen(session, [*ids, *(een.id for een in genoemd.values())], dag)
    plaatsen: dict[tuple[int, str], str] = {}
    for rij in session.execute(_PLAATSEN, {"ids": ids, DAG.key: dag}):
        plaatsen.setdefault((rij.object, rij.soort), rij.weergave)
    gelezen = []
    for treffer in gevonden:
        velden: dict[str, Waarde | None] = {
            "objecttype": treffer.objecttype,
            "sleutel": treffer.sleutel,
            "naam": namen.get(treffer.id, treffer.sleutel),
            "trefgrond": TREFGRONDEN[treffer.rang] or None,
            "plaatsnaam": plaatsen.get((treffer.id, PLAATS)),
            "postcode": plaatsen.get((treffer.id, POSTCODE)),
            "begindatum": treffer.begindatum,
            "einddatum": treffer.einddatum,
        }
        verwijzingen = [_verwijzing(genoemd[code], namen) for code in sorted(achter[treffer.id]) if code in genoemd]
        bij: dict[str, Waarde] = {"hoortBij": [*verwijzingen[:MEESTE_VERWIJZINGEN]]} if verwijzingen else {}
        ingevuld: dict[str, Waarde] = {naam: waarde for naam, waarde in velden.items() if waarde is not None}
        gelezen.append(Gegeven("organisatietreffer", ingevuld | bij))
    return gelezen


def _verwijzing(een: _Genoemd, namen: Mapping[int, str]) -> Gegeven:
    naam: dict[str, Waarde] = {"naam": namen[een.id]} if een.id in namen else {}
    return Gegeven("hoortBij", {"objecttype": een.objecttype, "sleutel": een.sleutel, **naam})


def eenheden_achter(session: Session, erkenningen: Collection[int], dag: date) -> dict[int, set[str]]:
    """Codes of the besturen behind instellingserkenningen on a day and of the units that rest on them, by their ids."""
    if not erkenningen:
        return {}
    achter = {een: set(besturen) for een, besturen in besturen_achter(session, erkenningen, dag).items()}
    for band in session.execute(RUSTEND, {"ids": list(erkenningen), DAG.key: dag}):
        achter.setdefault(band.van, set()).add(band.naar)
    return achter


def _hoort_bij(session: Session, gevonden: Sequence[Treffer], dag: date) -> dict[int, set[str]]:
    """Codes of the units to which each object belongs on the day: the besturen over it or that use it, and of an
    instellingserkenning also the units that rest on it."""
    achter: dict[int, set[str]] = {treffer.id: set() for treffer in gevonden}
    erkend = {treffer.erkenning: treffer.id for treffer in gevonden if treffer.erkenning is not None}
    for erkenning, eenheden_ in eenheden_achter(session, erkend.keys(), dag).items():
        achter[erkend[erkenning]] |= eenheden_
    per_code = {treffer.sleutel: treffer for treffer in gevonden}
    locaties = [code for code, treffer in per_code.items() if treffer.objecttype == ONDERWIJSLOCATIE]
    if locaties:
        for gebruik in session.execute(_GEBRUIKT, {"codes": locaties, DAG.key: dag}):
            achter[per_code[gebruik.van].id].add(gebruik.naar)
    overige = (INSTELLINGSERKENNING, ONDERWIJSLOCATIE, "ONDERWIJSBESTUUR")
    if eenheden := [code for code, treffer in per_code.items() if treffer.objecttype not in overige]:
        for code, besturen in besturen_van_aanbieders(session, eenheden, dag).items():
            achter[per_code[code].id] |= besturen
    return achter


def _genoemd(session: Session, codes: Collection[str]) -> Mapping[str, _Genoemd]:
    """The units of these codes as search has them, by code."""
    if not codes:
        return {}
    return {rij.sleutel: rij for rij in session.execute(_OBJECTEN, {"sleutels": sorted(codes)})}


def _namen(session: Session, ids: Iterable[int], dag: date) -> Mapping[int, str]:
    """The name of each object on the day: the last that began; of one that begins later its first, of a locatie its
    address."""
    gevraagd = {"ids": sorted(set(ids))}
    adressen = {rij.object: rij.weergave for rij in session.execute(_ADRESSEN, gevraagd)}
    return adressen | {rij.object: rij.weergave for rij in session.execute(_NAMEN, {**gevraagd, DAG.key: dag})}


_ids: sa.BindParameter[int] = sa.bindparam("ids", expanding=True)
_codes: sa.BindParameter[str] = sa.bindparam("codes", expanding=True)
_naam, _gegeven, _gebruik = zoeknaam.c, zoekgegeven.c, onderwijslocatiegebruik.c
_NAMEN = Statement(
    # What begins later goes first, so that the last that began is what stays.
    sa.select(_naam.object, _naam.weergave)
    .where(_naam.object.in_(_ids), _naam.soort == NAAM)
    .order_by(
        _naam.object,
        sa.case((_naam.begindatum <= DAG, 1), else_=0),
        sa.case((_naam.begindatum <= DAG, _naam.begindatum)),
        _naam.begindatum.desc(),
    ),
    _Getoond,
)
_ADRESSEN = Statement(
    sa.select(_gegeven.object, _gegeven.weergave).where(_gegeven.object.in_(_ids), _gegeven.soort == ADRES), _Getoond
)
_PLAATSEN = Statement(
    sa.select(_gegeven.object, _gegeven.soort, _gegeven.weergave)
    .where(_gegeven.object.in_(_ids), sa.or_(_gegeven.soort == PLAATS, _gegeven.soort == POSTCODE), geldig(zoekgegeven))
    .order_by(_gegeven.object, _gegeven.soort, _gegeven.begindatum, _gegeven.tekst),
    _Geplaatst,
)
_OBJECTEN = Statement(
    sa.select(zoekobject.c.id, zoekobject.c.objecttype, zoekobject.c.sleutel).where(
        zoekobject.c.sleutel.in_(sa.bindparam("sleutels", expanding=True))
    ),
    _Genoemd,
)
RUSTEND = Statement(
    sa.select(instellingserkenning.c.id.label("van"), juridische_relatie.c.eenheid.label("naar"))
    .join(
        juridische_relatie,
        sa.and_(
            juridische_relatie.c.erkenning == instellingserkenning.c.code,
            juridische_relatie.c.erkenner == instellingserkenning.c.erkenner,
        ),
    )
    .where(instellingserkenning.c.id.in_(_ids), geldig(juridische_relatie)),
    _Erkenningsband,
)
"""Of instellingserkenningen (``ids``) the eenheden that rest on them on a day: pairs `van`, `naar`."""
_GEBRUIKT = Statement(
    sa.select(_gebruik.locatie.label("van"), _gebruik.bestuur.label("naar")).where(
        _gebruik.locatie.in_(_codes), geldig(onderwijslocatiegebruik)
    ),
    _Band,
)
