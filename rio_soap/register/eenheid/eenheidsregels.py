"""Opleidingseenheden as lines of a list: what a line shows, without their erkenningen and relations.

A keuzedeel of the mbo belongs to hundreds of kwalificaties; a page of 25 of them as objects holds 16,000 relations.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.codelijst import DIALECTEN, als_lijst, in_lijst
from rio_soap.register.database.model import opleidingseenheid
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.eenheid.eenheidtype import SPECIALISATIES, type_van
from rio_soap.register.regels import velden
from rio_soap.register.regels.standtekst import van_json
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.toezicht.uitval import probeer


class Eenheidsregel(NamedTuple):
    """A line.

    :param type: of the list Opleidingseenheidtype.
    :param naam: on the day asked about, the nearest when it has none then.
    """

    code: str
    type: str
    naam: str
    niveaus: Sequence[str]
    begindatum: date
    einddatum: date | None


class _Rij(NamedTuple):
    code: str
    specialisatie: str
    begindatum: date
    einddatum: date | None
    stand: str


def eenheidsregels(session: Session, context: Context, codes: Sequence[str], dag: date) -> list[Eenheidsregel]:
    """The lines of units, in the order of their codes; one that cannot be read is left out and noted."""
    rijen = {}
    if codes:
        rijen = {rij.code: rij for rij in session.execute(_REGELS[session.dialect], {"codes": als_lijst(codes)})}
    gelezen = (
        probeer(context.uitval, opleidingseenheid, code, partial(_regel, rijen[code], dag))
        for code in codes
        if code in rijen
    )
    return [regel for regel in gelezen if regel is not None]


def eenheden_op_code(session: Session, type_: str | None, dag: date | None, na: str, hoeveel: int) -> Sequence[str]:
    """The first codes of units after another.

    :param type_: only these; of the list Opleidingseenheidtype.
    :param dag: only what holds on it.
    :param na: empty for the first.
    """
    waarden: Values = {"na": na, "hoeveel": hoeveel}
    if type_ is not None:
        waarden = {**waarden, "specialisatie": SPECIALISATIES.get(type_, type_)}
    if dag is not None:
        waarden = {**waarden, DAG.key: dag}
    return session.execute(_CODES[type_ is not None, dag is not None], waarden).scalars()


def _regel(rij: _Rij, dag: date) -> Eenheidsregel:
    stand = van_json(rij.stand)
    niveau = velden.tekst_of_niet(stand, "niveau")
    niveaus = velden.teksten(stand, "niveaus") if niveau is None and "niveaus" in stand.velden else []
    perioden = velden.op_begin(stand, "opleidingseenheidPeriode")
    naam = velden.tekst_of_niet(_op(perioden, dag), "naamLang") if perioden else None
    return Eenheidsregel(
        rij.code,
        type_van(rij.specialisatie),
        naam or rij.code,
        niveaus if niveau is None else [niveau],
        rij.begindatum,
        rij.einddatum,
    )


def _op(perioden: Sequence[Gegeven], dag: date) -> Gegeven:
    """The last that began by a day, else the first."""
    return next((een for een in reversed(perioden) if velden.datum(een, "begindatum") <= dag), perioden[0])


_eenheid = opleidingseenheid.c
_kolommen = (*(_eenheid[naam] for naam in _Rij._fields[:-1]), sa.type_coerce(_eenheid.stand, Leesstand).label("stand"))
_REGELS = {
    dialect: Statement(sa.select(*_kolommen).where(in_lijst(_eenheid.code, dialect)), _Rij) for dialect in DIALECTEN
}
_CODES = {
    (op_type, op_dag): Statement[tuple[str]](
        sa.select(_eenheid.code)
        .where(
            _eenheid.code > sa.bindparam("na"),
            *([_eenheid.specialisatie == sa.bindparam("specialisatie")] if op_type else []),
            *([geldig(opleidingseenheid)] if op_dag else []),
        )
        .order_by(_eenheid.code)
        .limit(sa.bindparam("hoeveel"))
    )
    for op_type in (False, True)
    for op_dag in (False, True)
}
