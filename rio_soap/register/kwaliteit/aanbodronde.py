"""The nightly look at the aangeboden opleidingen, some at a time: a national register has 213,000, with their cohorten.

A part is those that follow the last of the part before, by code, so that memory does not grow with the register.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import STANDFOUTEN, Gegeven
from rio_soap.register.aanbod.bericht import Aanbodbericht
from rio_soap.register.database.model import aangeboden_opleiding, licentie
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG
from rio_soap.register.kwaliteit.aanbodregels import AANBODREGELS
from rio_soap.register.kwaliteit.grondregels import Grondregels, Verlopen
from rio_soap.register.kwaliteit.organisatieregels import datums_bijzonder
from rio_soap.register.kwaliteit.vondst import LICENTIE_VERLOPEN, SAMENWERKING_GEEN_AANBIEDER, Vondst
from rio_soap.register.organisatie import rijen as organisaties

DEEL = 500
"""Offers in one part."""


class _Aanbod(NamedTuple):
    code: str
    aanbieder: str
    eenheid: str
    begindatum: date
    stand: Gegeven


_tabel = aangeboden_opleiding.c
_VOLGENDE = Statement(
    sa.select(*(_tabel[naam] for naam in _Aanbod._fields))
    .where(_tabel.code > sa.bindparam("na"), sa.or_(_tabel.einddatum.is_(None), _tabel.einddatum > DAG))
    .order_by(_tabel.code)
    .limit(sa.bindparam("hoeveel")),
    _Aanbod,
)


@dataclass(frozen=True, slots=True)
class Aanbodvondsten:
    """What does not hold of the offers of one part.

    :param tot: code of the last of them; None when there are no more after this part.
    :param aantal: how many offers were looked at.
    """

    tot: str | None
    aantal: int
    vondsten: Sequence[Vondst]


def bekijk_deel(session: Session, dag: date, na: str, verlopen: dict[str, Verlopen]) -> Aanbodvondsten:
    """Look at the next offers that have not ended on a day; what stands under them is looked at once they began.

    :param na: code of the last that was looked at; empty for the first part.
    :param verlopen: licenties after whose end offers go on, to which this adds.
    """
    rijen = session.execute(_VOLGENDE, {"na": na, "hoeveel": DEEL, DAG.key: dag}).all()
    tot = rijen[-1].code if len(rijen) == DEEL else None
    gronden = Grondregels(session, [rij for rij in rijen if rij.begindatum <= dag], dag)
    gronden.licenties(verlopen)
    vondsten = [*_van_standen(session, rijen, dag), *gronden.erkenningen()]
    return Aanbodvondsten(tot, len(rijen), vondsten)


def licentievondsten(session: Session, verlopen: dict[str, Verlopen]) -> list[Vondst]:
    """All that does not hold of licenties, after the last part of the offers."""
    over = [Vondst(LICENTIE_VERLOPEN, code, een.tekst) for code, een in verlopen.items()]
    return over + [een for tabel, een in datums_bijzonder(session) if tabel == licentie.name]


def _van_standen(session: Session, rijen: Sequence[_Aanbod], dag: date) -> Iterator[Vondst]:
    gelezen = [(rij.code, bericht) for rij in rijen if (bericht := _lees(rij.stand)) is not None]
    for code, bericht in gelezen:
        for soort, regel in AANBODREGELS.items():
            if (tekst := regel(bericht, dag)) is not None:
                yield Vondst(soort, code, tekst)
    yield from _geen_aanbieders(session, {code: _partners(bericht) for code, bericht in gelezen})


def _lees(stand: Gegeven) -> Aanbodbericht | None:
    """An offer; None for one that cannot be read, of which readings tell (ONTOONBAAR)."""
    try:
        return Aanbodbericht.van(stand)
    except STANDFOUTEN:
        return None


def _partners(bericht: Aanbodbericht) -> list[str]:
    return list(dict.fromkeys(code for periode in bericht.perioden for code in periode.partners))


def _geen_aanbieders(session: Session, partners: dict[str, list[str]]) -> Iterator[Vondst]:
    """SAMENWERKING_GEEN_AANBIEDER: each samenwerkendeOnderwijsaanbiedercode is that of an onderwijsaanbieder.

    The published files have codes of onderwijsbesturen there; N10410 lets none in that occurs nowhere.
    """
    bekend = organisaties.aanbieders(session, {code for codes in partners.values() for code in codes})
    for aanbod, codes in partners.items():
        if vreemd := [code for code in codes if code not in bekend]:
            wat = f"samenwerkendeOnderwijsaanbiedercode {', '.join(vreemd)} is geen onderwijsaanbieder"
            yield Vondst(SAMENWERKING_GEEN_AANBIEDER, aanbod, wat)
