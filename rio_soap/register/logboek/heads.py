"""Heads of the chain over the berichtenlog that were noted outside the database, and how the chain compares with them.

A head is number and hash of the newest link at some moment. It holds down all links before it: who rewrites one of
them, or cuts off what came after, has to change what was noted as well.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from rio_soap.bevinding.spraak import rapportzin
from rio_soap.register.database.database import Register
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.database.model import berichtenlog, schakel
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.logboek.links import laatste_schakel

_GROEP = 500
_MAX_BEVINDINGEN = 20
"""Lines about links that are not as they were noted; from the first on all later ones are."""


class Head(NamedTuple):
    """A link: number from 1, hash of 32 bytes."""

    volgnummer: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.volgnummer}:{self.hash.hex()}"


class NotedHead(NamedTuple):
    """A head that was noted, and where."""

    waar: str
    hoofd: Head


def lees_hoofd(session: Session, eerder: Head | None = None) -> tuple[Head | None, str | None]:
    """The newest link, None for an empty chain; and what is wrong with it, given one that was seen before."""
    nummer, hash_ = laatste_schakel(session)
    hoofd = Head(nummer, hash_) if nummer else None
    if eerder is None or eerder == hoofd:
        return hoofd, None
    return hoofd, _verschil(eerder, session.execute(_SCHAKEL, {"volgnummer": eerder.volgnummer}).scalar(), nummer)


def haal_hoofd(register: Register, eerder: Head | None = None) -> tuple[Head | None, str | None]:
    """As `lees_hoofd`, in a transaction of its own.

    :raises Unavailable: when the chain cannot be read.
    """
    try:
        with register.lees() as session:
            return lees_hoofd(session, eerder)
    except SQLAlchemyError as fout:
        raise Unavailable(f"the chain over the berichtenlog cannot be read: {fout}") from fout


_SCHAKEL = Statement[tuple[bytes]](sa.select(schakel.c.hash).where(schakel.c.volgnummer == sa.bindparam("volgnummer")))


def oudste_na(session: Session, volgnummer: int) -> datetime | None:
    """When the message of the first link after this one came in; None when there is none."""
    keuze = sa.select(berichtenlog.c.ontvangen).join(schakel, schakel.c.bericht == berichtenlog.c.id)
    moment: datetime | None = session.execute(
        keuze.where(schakel.c.volgnummer > volgnummer).order_by(schakel.c.volgnummer).limit(1)
    ).scalar()
    return moment


def vergelijk(session: Session, genoteerd: Iterable[NotedHead]) -> Iterator[str]:
    """What was noted and is not so in the chain: one line for each, in the order given, the first twenty.

    Memory does not grow with what was noted.
    """
    laatste, gevonden = laatste_schakel(session)[0], 0
    lezer = iter(genoteerd)
    while groep := list(islice(lezer, _GROEP)):
        nummers = {notitie.hoofd.volgnummer for notitie in groep}
        keuze = sa.select(schakel.c.volgnummer, schakel.c.hash).where(schakel.c.volgnummer.in_(nummers))
        hashes = {rij.volgnummer: rij.hash for rij in session.execute(keuze)}
        for waar, hoofd in groep:
            if (tekst := _verschil(hoofd, hashes.get(hoofd.volgnummer), laatste)) is not None:
                gevonden += 1
                if gevonden <= _MAX_BEVINDINGEN:
                    yield f"{waar}: {tekst}"
    if gevonden > _MAX_BEVINDINGEN:
        yield rapportzin("log.nog_schakels", aantal=gevonden - _MAX_BEVINDINGEN)


def _verschil(hoofd: Head, hash_: bytes | None, laatste: int) -> str | None:
    if hash_ == hoofd.hash:
        return None
    if hash_ is not None:
        return rapportzin("log.anders", nummer=hoofd.volgnummer, hash=hash_.hex())
    wat = rapportzin("log.een_weg")
    if hoofd.volgnummer > laatste:
        wat = rapportzin("log.staart_weg", laatste=laatste)
    return rapportzin("log.er_niet_meer_want", nummer=hoofd.volgnummer, wat=wat)
