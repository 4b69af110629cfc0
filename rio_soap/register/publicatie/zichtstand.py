"""What decides, beside the objects themselves, what of them everybody may see: kept to know what changed by it.

A context that is opened or closed, a publicatieverbod that begins or ends by its date: no mutatie tells of it, and
still other objects are to be published than yesterday.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.contexten import contexten, op_dag
from rio_soap.register.database.model import licentiemaatregel, licentierelatie
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.licentie.zichtbaarheid import alle_verborgen
from rio_soap.register.publicatie.sleutels import gewijzigd
from rio_soap.register.regels.objectsleutel import delen_van, sleutel_uit
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.versie.zicht import Objectnaam
from rio_soap.register.wijzigingen.stroom import stroom_van

MAATREGEL, RELATIE = "LICENTIEMAATREGEL", "LICENTIERELATIE"
VAN_LICENTIES = ("LICENTIE", MAATREGEL, RELATIE)
"""Kinds whose objects a publicatieverbod withholds."""


class Zichtstand(NamedTuple):
    """What is open and what is withheld.

    :param contexten: name of each context of the day to what is published of it.
    :param verborgen: codes of licenties that not everybody may see; nobody's business either.
    """

    contexten: Mapping[str, str]
    verborgen: frozenset[str]


def zichtstand(session: Session, context: Context) -> Zichtstand:
    """That of now, for a reader."""
    soorten = op_dag(contexten(session), context.vandaag)
    open_ = {naam: f"{soort.openbaar:d}{soort.familie_a:d}" for naam, soort in soorten.items() if soort.openbaar}
    return Zichtstand(open_, alle_verborgen(session, context))


_codes: sa.BindParameter[str] = sa.bindparam("codes", expanding=True)
_MAATREGELEN = Statement[tuple[str, str, str]](
    sa.select(licentiemaatregel.c.licentie, licentiemaatregel.c.soort, licentiemaatregel.c.begindatum).where(
        licentiemaatregel.c.licentie.in_(_codes)
    )
)
_RELATIES = Statement[tuple[str, str, str, str]](
    sa.select(*(licentierelatie.c[naam] for naam in ("van", "naar", "soort", "begindatum"))).where(
        sa.or_(licentierelatie.c.van.in_(_codes), licentierelatie.c.naar.in_(_codes))
    )
)
_BLOK = 500


def hangt_aan(session: Session, licenties: Iterable[str], na: int) -> set[Objectnaam]:
    """What hangs on licenties: their maatregelen and relaties, also those that were removed after a number.

    :param licenties: codes, in lower case.
    """
    codes = sorted(set(licenties))
    gevonden: set[Objectnaam] = set()
    for begin in range(0, len(codes), _BLOK):
        waarden = {"codes": codes[begin : begin + _BLOK]}
        for soort, vraag in ((MAATREGEL, _MAATREGELEN), (RELATIE, _RELATIES)):
            gevonden |= {Objectnaam(soort, sleutel_uit(*map(str, rij))) for rij in session.execute(vraag, waarden)}
    if codes:
        bekend = set(codes)
        gevonden |= {
            een
            for een in gewijzigd(session, na, stroom_van(session).laatste)
            if een.objecttype in (MAATREGEL, RELATIE) and not bekend.isdisjoint(delen_van(een.sleutel))
        }
    return gevonden
