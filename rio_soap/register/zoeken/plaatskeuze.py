"""Which plaats is meant: places of one name lie in several gemeenten, and programmes go by several names."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.database.model import opleidingsnaam, zoekgegeven
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.regels.folding import woorden, zoektekst
from rio_soap.register.zoeken.aanbodvraag import kandidaten
from rio_soap.register.zoeken.woordvraag import heeft_woorden, woordvraag
from rio_soap.register.zoeken.zoekbeeld import GEMEENTE, PLAATS


class Plaatskeuze(NamedTuple):
    """A gemeente in which a plaats of that name lies, and how many erkenningen have their formal address there."""

    gemeente: str
    aantal: int


def gemeenten_van_plaats(session: Session, plaats: str, dag: date) -> Sequence[Plaatskeuze]:
    """The gemeenten in which a plaats lies on a day, by the formal addresses there, the most first.

    Only formal addresses name a gemeente; none for a plaats of which no such address is known.
    """
    return session.execute(_GEMEENTEN, {"plaats": zoektekst(plaats), DAG.key: dag}).all()


def eenheden_met_naam(session: Session, tekst: str, dag: date, hoeveel: int) -> Sequence[str]:
    """Codes of opleidingseenheden with all words of a text in a name that holds on a day, by code.

    :param hoeveel: at most.
    """
    gevraagd = woorden(tekst)
    if not gevraagd:
        return []
    vraag = woordvraag(session.dialect, [(woord,) for woord in gevraagd])
    return session.execute(_EENHEDEN, {"vraag": vraag, DAG.key: dag, "hoeveel": hoeveel}).scalars()


def aanbod_met_naam(session: Session, tekst: str, dag: date, hoeveel: int) -> Sequence[str]:
    """Codes of offers of which the own name, or that of their opleidingseenheid, has all words of a text on a day.

    Some of them when there are more, in no order.

    :param hoeveel: at most.
    """
    gevraagd = woorden(tekst)
    if not gevraagd:
        return []
    vraag = woordvraag(session.dialect, [(woord,) for woord in gevraagd])
    opdracht = kandidaten(session.dialect, {"zoekterm"}, len(gevraagd))
    rijen = session.execute(opdracht, {"woordvraag": vraag, DAG.key: dag, "hoeveel": hoeveel})
    return [rij.code for rij in rijen]


_in = zoekgegeven.alias("in_gemeente")
_hoeveel = sa.func.count(sa.distinct(zoekgegeven.c.object)).label("aantal")
_GEMEENTEN = Statement(
    sa.select(sa.func.max(_in.c.weergave).label("gemeente"), _hoeveel)
    .select_from(zoekgegeven.join(_in, _in.c.object == zoekgegeven.c.object))
    .where(
        zoekgegeven.c.tekst == sa.bindparam("plaats", type_=sa.Text),
        zoekgegeven.c.soort == PLAATS,
        _in.c.soort == GEMEENTE,
        geldig(zoekgegeven),
        geldig(_in),
        _in.c.begindatum == zoekgegeven.c.begindatum,
    )
    .group_by(_in.c.tekst)
    .order_by(_hoeveel.desc(), _in.c.tekst)
    .limit(20),
    Plaatskeuze,
)
_EENHEDEN = Statement[tuple[str]](
    sa.select(opleidingsnaam.c.code)
    .where(
        heeft_woorden(opleidingsnaam, sa.bindparam("vraag", type_=sa.Text)),
        opleidingsnaam.c.eigen.is_(sa.false()),
        geldig(opleidingsnaam),
    )
    .distinct()
    .order_by(opleidingsnaam.c.code)
    .limit(sa.bindparam("hoeveel", type_=sa.Integer))
)
