"""Who may see a licentie: the one place that decides it, for every channel.

While a publicatieverbod runs, only DUO, the erkenner and the institution see the licentie. For all others it is not
there: not by its code, not in a list or its count, not in the status of an offer, and in the feed its row has no
inhoud. What counts is today and what the reader is today, whatever day is asked for.

Source: our own design. Whose erkenner: of the opleidingserkenning (docs/aanvulling/licentie.md).
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.rollen import Rollen, rollen_van
from rio_soap.register.database.model import erkenner, licentie, licentiemaatregel, opleidingserkenning
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.erkenning.houders import besturen_achter
from rio_soap.register.regels.uitslag import Context

PUBLICATIEVERBOD: Final = "PUBLICATIEVERBOD"
"""Soort of the maatregel that withholds a licentie."""


class Onthouden(NamedTuple):
    """A licentie under a publicatieverbod that runs today, and for whom it stays visible.

    :param erkenner: soort of the erkenner of its opleidingserkenning.
    :param instellingserkenning: the id.
    """

    code: str
    erkenner: str
    instellingserkenning: int


class Licentielezer(NamedTuple):
    """Who reads, as far as it decides what is withheld.

    :param soorten: of the erkenners for which it acts.
    """

    rollen: Rollen
    soorten: frozenset[str]


def zichtbaar(lezer: Licentielezer, licentie_: Onthouden, besturen: frozenset[str]) -> bool:
    """Whether a withheld licentie is visible for a reader all the same.

    :param besturen: those behind its instellingserkenning.
    """
    return (
        lezer.rollen.heeft("DUO")
        or licentie_.erkenner in lezer.soorten
        or not besturen.isdisjoint(lezer.rollen.bereiken("INSTELLING"))
    )


def verborgen(session: Session, context: Context, codes: Collection[str]) -> frozenset[str]:
    """Which of these licenties the sender may not see today; codes in lower case."""
    if not codes:
        return frozenset()
    waarden: Values = {"codes": sorted(set(codes)), DAG.key: context.vandaag}
    return _verborgen_van(session, context, session.execute(_OP_CODES, waarden).all())


def alle_verborgen(session: Session, context: Context) -> frozenset[str]:
    """All licenties that the sender may not see today; codes in lower case."""
    return _verborgen_van(session, context, session.execute(_ALLE, {DAG.key: context.vandaag}).all())


def verborgen_bij_instelling(session: Session, context: Context, erkenning: int) -> frozenset[str]:
    """Which licenties of an instellingserkenning the sender may not see today."""
    waarden: Values = {"erkenningen": [erkenning], DAG.key: context.vandaag}
    return _verborgen_van(session, context, session.execute(_BIJ_INSTELLING, waarden).all())


def verborgen_bij_opleidingen(session: Session, context: Context, erkenningen: Collection[int]) -> frozenset[str]:
    """Which licenties of opleidingserkenningen the sender may not see today."""
    waarden: Values = {"erkenningen": sorted(erkenningen), DAG.key: context.vandaag}
    return _verborgen_van(session, context, session.execute(_BIJ_OPLEIDINGEN, waarden).all())


def _verborgen_van(session: Session, context: Context, onthouden: Sequence[Onthouden]) -> frozenset[str]:
    """Who reads is asked only where something is withheld, which is seldom."""
    if not onthouden:
        return frozenset()
    rollen = rollen_van(session, context)
    codes = sorted(rollen.bereiken("ERKENNER"))
    lezer = Licentielezer(rollen, frozenset(session.execute(_SOORTEN, {"codes": codes}).scalars() if codes else ()))
    achter: Mapping[int, frozenset[str]] = {}
    if rollen.bereiken("INSTELLING") and not rollen.heeft("DUO"):
        achter = besturen_achter(session, {rij.instellingserkenning for rij in onthouden}, context.vandaag)
    return frozenset(
        rij.code for rij in onthouden if not zichtbaar(lezer, rij, achter.get(rij.instellingserkenning, frozenset()))
    )


_SOORTEN = Statement[tuple[str]](
    sa.select(erkenner.c.soort).where(erkenner.c.code.in_(sa.bindparam("codes", expanding=True))).distinct()
)
_verbod = sa.exists().where(
    licentiemaatregel.c.licentie == licentie.c.code,
    licentiemaatregel.c.soort == PUBLICATIEVERBOD,
    geldig(licentiemaatregel),
)
_ONTHOUDEN = (
    sa.select(licentie.c.code, opleidingserkenning.c.erkenner, licentie.c.instellingserkenning)
    .select_from(licentie.join(opleidingserkenning))
    .where(licentie.c.met_verbod, _verbod)
)
_erkenningen: sa.BindParameter[int] = sa.bindparam("erkenningen", expanding=True)
_OP_CODES = Statement(_ONTHOUDEN.where(licentie.c.code.in_(sa.bindparam("codes", expanding=True))), Onthouden)
_ALLE = Statement(
    _ONTHOUDEN.where(
        licentie.c.code.in_(
            sa.select(licentiemaatregel.c.licentie).where(licentiemaatregel.c.soort == PUBLICATIEVERBOD)
        )
    ),
    Onthouden,
)
"""By the few codes first: the licenties of a whole country are many."""
_BIJ_INSTELLING = Statement(_ONTHOUDEN.where(licentie.c.instellingserkenning.in_(_erkenningen)), Onthouden)
_BIJ_OPLEIDINGEN = Statement(_ONTHOUDEN.where(licentie.c.opleidingserkenning.in_(_erkenningen)), Onthouden)
