"""What of the register is to be held against the BAG and the Handelsregister, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from rio_soap.contract.gegevens import STANDFOUTEN, Gegeven
from rio_soap.register.database.model import handelsregister, ketencontrole, onderwijslocatie, organisatorische_eenheid
from rio_soap.register.database.session import Session
from rio_soap.register.regels.velden import datum, delen, tekst
from rio_soap.register.toezicht import signalen

BAGOBJECT, ADRES, MTM001 = "BAGOBJECT", "ADRES", "MTM001"
"""Signals of a locatie: its object ended or lost the address; its address is gone; it has more than one object."""
LOCATIESIGNALEN = frozenset((BAGOBJECT, ADRES, MTM001))
KVK_ONBEKEND, KVK_BEEINDIGD, KVK_NAAM = "KVK_ONBEKEND", "KVK_BEEINDIGD", "KVK_NAAM"
"""Signals of a bestuur: KvK does not know its number; its registration has ended; it has another formal name."""
BESTUURSIGNALEN = frozenset((KVK_ONBEKEND, KVK_BEEINDIGD, KVK_NAAM))


@dataclass(frozen=True, slots=True)
class Locatie:
    """A locatie with an address or an object of the BAG."""

    code: str
    postcode: str | None
    huisnummer: int | None
    huisnummertoevoeging: str | None
    bag_id: str | None


@dataclass(frozen=True, slots=True)
class Bestuur:
    """A bestuur with a KvK number; `naam` is the formal name taken over, else that of the present period."""

    code: str
    kvk_nummer: str
    naam: str


def _laatst(tabel: sa.Table, sleutel: sa.Column[str]) -> sa.ColumnElement[bool]:
    return sa.and_(ketencontrole.c.object == tabel.name, ketencontrole.c.sleutel == sleutel)


def _aan_de_beurt(voor: datetime) -> sa.ColumnElement[bool]:
    return sa.or_(ketencontrole.c.moment.is_(None), ketencontrole.c.moment <= voor)


def te_controleren_locaties(session: Session, voor: datetime) -> list[Locatie]:
    """Locaties of the Netherlands last checked at a moment or before, or never: those first, then the longest ago.

    A locatie that is only a place or a position is asked of nobody.
    """
    kolommen = onderwijslocatie.c
    vraag = (
        sa.select(kolommen.code, kolommen.postcode, kolommen.huisnummer, kolommen.huisnummertoevoeging, kolommen.bag_id)
        .outerjoin(ketencontrole, _laatst(onderwijslocatie, kolommen.code))
        .where(sa.or_(kolommen.bag_id.is_not(None), kolommen.postcode.is_not(None)), _aan_de_beurt(voor))
        .order_by(ketencontrole.c.moment.is_not(None), ketencontrole.c.moment, kolommen.code)
    )
    return [Locatie(**rij._mapping) for rij in session.execute(vraag)]


def te_controleren_besturen(session: Session, voor: datetime, vandaag: date) -> list[Bestuur]:
    """Besturen with a KvK number last checked at a moment or before, or never; order of `te_controleren_locaties`."""
    kolommen = organisatorische_eenheid.c
    vraag = (
        sa.select(kolommen.code, kolommen.kvk_nummer, handelsregister.c.naam, kolommen.stand)
        .outerjoin(handelsregister, handelsregister.c.bestuur == kolommen.code)
        .outerjoin(ketencontrole, _laatst(organisatorische_eenheid, kolommen.code))
        .where(kolommen.soort == "BESTUUR", kolommen.kvk_nummer.is_not(None), _aan_de_beurt(voor))
        .order_by(ketencontrole.c.moment.is_not(None), ketencontrole.c.moment, kolommen.code)
    )
    return [Bestuur(rij.code, rij.kvk_nummer, rij.naam or _naam(rij.stand, vandaag)) for rij in session.execute(vraag)]


def _naam(bestuur: Gegeven, dag: date) -> str:
    """The name on a day; empty when the stand does not say it."""
    try:
        return naam_op(bestuur, dag)
    except STANDFOUTEN:
        return ""


def naam_op(bestuur: Gegeven, dag: date) -> str:
    """Name of a bestuur on a day: of the last period that has begun, else of the first one; empty without periods."""
    perioden = sorted(delen(bestuur, "onderwijsbestuurPeriode"), key=lambda periode: datum(periode, "begindatum"))
    begonnen = [periode for periode in perioden if datum(periode, "begindatum") <= dag] or perioden[:1]
    return tekst(begonnen[-1], "naam") if begonnen else ""


def record_locatie(session: Session, code: str, bevindingen: Mapping[str, str], moment: datetime) -> None:
    """Write what the check of a locatie found: signals of what no longer holds, solved what holds again.

    :param bevindingen: text by kind, of `LOCATIESIGNALEN`.
    """
    _record(session, onderwijslocatie, code, bevindingen, LOCATIESIGNALEN, moment)


def record_bestuur(session: Session, code: str, bevindingen: Mapping[str, str], moment: datetime) -> None:
    """Write what the check of a bestuur found, as `record_locatie`.

    :param bevindingen: text by kind, of `BESTUURSIGNALEN`.
    """
    _record(session, organisatorische_eenheid, code, bevindingen, BESTUURSIGNALEN, moment)


def _record(
    session: Session,
    tabel: sa.Table,
    sleutel: str,
    bevindingen: Mapping[str, str],
    soorten: frozenset[str],
    moment: datetime,
) -> None:
    for soort, melding in bevindingen.items():
        signalen.meld_signaal(session, soort, tabel, sleutel, melding, moment)
    signalen.los_signalen_op(session, soorten - set(bevindingen), tabel, sleutel, moment)
    waar = (ketencontrole.c.object == tabel.name, ketencontrole.c.sleutel == sleutel)
    if not session.execute(sa.update(ketencontrole).where(*waar).values(moment=moment)).rowcount:
        session.execute(sa.insert(ketencontrole), {"object": tabel.name, "sleutel": sleutel, "moment": moment})
