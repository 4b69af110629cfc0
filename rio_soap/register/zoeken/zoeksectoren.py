"""Which objects may have something to offer in a sector, on whatever day: kept with every delivery and load.

`biedt_aan` decides for a day; the rows kept here say of which objects that has to be asked, in the order in which they
are listed. A row that is there says that there is or was an offer; none is taken away before `herbouw_sectoren`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final, NamedTuple, TypeAlias

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database.model import (
    instellingserkenning,
    juridische_relatie,
    organisatierelatie,
    zoekaanbod,
    zoeksector,
)
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.erkenning.sleutels import sleutel_van
from rio_soap.register.zoeken.sectoren import SPECIALISATIES
from rio_soap.register.zoeken.zoekbeeld import EENHEIDTYPEN, INSTELLINGSERKENNING, ONDERWIJSLOCATIE

_AANBIEDER, _BESTUUR, _GROEP = "ONDERWIJSAANBIEDER", "ONDERWIJSBESTUUR", "ONDERWIJSAANBIEDERGROEP"
_VAN_LETTER: Final = dict(zip("BGAT", EENHEIDTYPEN.values(), strict=True))
"""Fourth character of the code of a unit to its Objecttype."""
_BLOK: Final = 500
"""Aanbieders that are looked at together."""
Schrijf: TypeAlias = Callable[[Callable[[Session], int]], int]
"""Runs a task in a transaction: `Register.schrijf`, or within one that is open."""


class Zoeksector(NamedTuple):
    """That an object may offer something in a sector."""

    sector: str
    sleutel: str
    objecttype: str


class _Plaats(NamedTuple):
    sector: str
    aanbieder: str
    locatie: str | None


class _Rust(NamedTuple):
    eenheid: str
    erkenner: str
    soort: str
    code: str


class _Paar(NamedTuple):
    """Two that belong together: the sector and code of an aanbieder, or the upper and the lower end of a relation."""

    een: str
    ander: str


def volg_aanbod(session: Session, codes: Collection[str]) -> None:
    """Follow offers that were delivered or loaded.

    :param codes: in lower case. Mostly nothing is new: then it is one question.
    """
    nieuw = session.execute(_NIEUW, {"codes": sorted(codes)}).all() if codes else ()
    if nieuw:
        plaatsen = {Zoeksector(een.sector, een.locatie, ONDERWIJSLOCATIE) for een in nieuw if een.locatie is not None}
        sectoren: dict[str, set[str]] = {}
        for een in nieuw:
            sectoren.setdefault(een.aanbieder, set()).add(een.sector)
        _schrijf(session, plaatsen | _bij_aanbieders(session, sectoren))


def volg_verband(session: Session, eenheden: Iterable[str]) -> None:
    """Follow what stands above units or is rested on: of each the offers that are below it."""
    codes = set(eenheden)
    for _ in range(2):  # an aanbieder may stand below a groep, and that below a bestuur
        hoger = {code for code in codes if _VAN_LETTER.get(code[3:4]) in (_BESTUUR, _GROEP)}
        codes |= {paar.ander for paar in _relaties(session, _ONDER, hoger)}
    aanbieders = {code for code in codes if _VAN_LETTER.get(code[3:4]) == _AANBIEDER}
    for blok in _blokken(aanbieders):
        sectoren: dict[str, set[str]] = {}
        gevraagd = {"codes": blok, "sectoren": sorted(SPECIALISATIES)}
        for paar in session.execute(_SECTOREN, gevraagd):
            sectoren.setdefault(paar.ander, set()).add(paar.een)
        if sectoren:
            _schrijf(session, _bij_aanbieders(session, sectoren))


def herbouw_sectoren(schrijf: Schrijf) -> int:
    """Take away all rows, and make them anew of the offers there are; gives how many."""

    def taak(session: Session) -> int:
        session.execute(_LEEG, {})
        alle = {Zoeksector(een.een, een.ander, ONDERWIJSLOCATIE) for een in session.execute(_LOCATIES, {})}
        sectoren: dict[str, set[str]] = {}
        for paar in session.execute(_AANBIEDERS, {}):
            sectoren.setdefault(paar.ander, set()).add(paar.een)
        for blok in _blokken(sectoren):
            alle |= _bij_aanbieders(session, {code: sectoren[code] for code in blok})
        _schrijf(session, alle)
        return len(alle)

    return schrijf(taak)


def _bij_aanbieders(session: Session, sectoren: Mapping[str, Collection[str]]) -> set[Zoeksector]:
    """The rows of aanbieders with sectors, of what is above them, and of what they rest on."""
    erbij: set[Zoeksector] = set()

    def voeg(aanbieder: str, sleutel: str, objecttype: str) -> None:
        erbij.update(Zoeksector(sector, sleutel, objecttype) for sector in sectoren[aanbieder])

    boven = _relaties(session, _BOVEN, sectoren)
    verder: dict[str, set[str]] = {}
    for paar in _relaties(session, _BOVEN, {een.een for een in boven}):
        verder.setdefault(paar.ander, set()).add(paar.een)
    for aanbieder in sectoren:
        voeg(aanbieder, aanbieder, _AANBIEDER)
    for paar in boven:
        for code in (paar.een, *verder.get(paar.een, ())):
            if (soort := _VAN_LETTER.get(code[3:4])) in (_BESTUUR, _GROEP):
                voeg(paar.ander, code, soort)
    for rust in session.execute(_RUST, {"codes": sorted(sectoren)}):
        voeg(rust.eenheid, sleutel_van(rust.erkenner, rust.soort, rust.code), INSTELLINGSERKENNING)
    return erbij


def _relaties(session: Session, opdracht: Statement[_Paar], codes: Collection[str]) -> list[_Paar]:
    return [paar for blok in _blokken(codes) for paar in session.execute(opdracht, {"codes": blok})]


def _blokken(codes: Collection[str]) -> Iterable[list[str]]:
    alle = sorted(codes)
    return (alle[plaats : plaats + _BLOK] for plaats in range(0, len(alle), _BLOK))


def _schrijf(session: Session, rijen: Iterable[Zoeksector]) -> None:
    session.execute_many(_ERBIJ[session.dialect], [rij._asdict() for rij in sorted(rijen)])


_codes: sa.BindParameter[str] = sa.bindparam("codes", expanding=True)
_aanbod, _sector, _relatie, _rust = zoekaanbod.c, zoeksector.c, organisatierelatie.c, juridische_relatie.c


def _is_er(sleutel: sa.ColumnElement[str], objecttype: str) -> sa.ColumnElement[bool]:
    gelijk = _sector.sector == _aanbod.sector, _sector.sleutel == sleutel, _sector.objecttype == objecttype
    return sa.exists().where(*gelijk)


_NIEUW = Statement(
    sa.select(_aanbod.sector, _aanbod.aanbieder, _aanbod.locatie).where(
        _aanbod.code.in_(_codes),
        sa.or_(
            ~_is_er(_aanbod.aanbieder, _AANBIEDER),
            sa.and_(_aanbod.locatie.is_not(None), ~_is_er(_aanbod.locatie, ONDERWIJSLOCATIE)),
        ),
    ),
    _Plaats,
)
_SECTOREN = Statement(
    sa.select(_sector.sector.label("een"), _sector.sleutel.label("ander")).where(
        _sector.sector.in_(sa.bindparam("sectoren", expanding=True)),
        _sector.sleutel.in_(_codes),
        _sector.objecttype == _AANBIEDER,
    ),
    _Paar,
)
_AANBIEDERS = Statement(sa.select(_aanbod.sector.label("een"), _aanbod.aanbieder.label("ander")).distinct(), _Paar)
_LOCATIES = Statement(
    sa.select(_aanbod.sector.label("een"), _aanbod.locatie.label("ander"))
    .where(_aanbod.locatie.is_not(None))
    .distinct(),
    _Paar,
)
_relaties_van = sa.select(_relatie.van.label("een"), _relatie.naar.label("ander")).where(_relatie.soort == HIERARCHISCH)
_BOVEN, _ONDER = (Statement(_relaties_van.where(kant.in_(_codes)), _Paar) for kant in (_relatie.naar, _relatie.van))
_RUST = Statement(
    sa.select(_rust.eenheid, *(instellingserkenning.c[naam] for naam in _Rust._fields[1:]))
    .join(
        instellingserkenning,
        sa.and_(
            instellingserkenning.c.code == _rust.erkenning,
            instellingserkenning.c.erkenner == _rust.erkenner,
        ),
    )
    .where(_rust.eenheid.in_(_codes))
    .distinct(),
    _Rust,
)
_ERBIJ = {
    dialect: Command(invoegen(zoeksector).on_conflict_do_nothing())
    for dialect, invoegen in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
_LEEG = Command(sa.delete(zoeksector))
