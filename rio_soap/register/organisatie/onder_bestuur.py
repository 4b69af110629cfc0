"""Whose content changes with an onderwijsbestuur: the aanbieders under it, which V4 shows with their besturen."""

from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database.model import organisatierelatie, organisatorische_eenheid
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.organisatie.rijen import AANBIEDER, GROEP, OrganisatorischeEenheid
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.wijzigingen.mutaties import log_mutatie
from rio_soap.register.wijzigingen.voor import RIJ


class _Onder(NamedTuple):
    code: str


_lager = organisatierelatie.alias("lager")
_groep, _eenheid = organisatorische_eenheid.alias("groep"), organisatorische_eenheid.alias("eenheid")
_VAN_BESTUUR = sa.and_(organisatierelatie.c.van == sa.bindparam("bestuur"), organisatierelatie.c.soort == HIERARCHISCH)
_ONDER = Statement(
    sa.select(_eenheid.c.code)
    .select_from(organisatierelatie.join(_eenheid, _eenheid.c.code == organisatierelatie.c.naar))
    .where(_VAN_BESTUUR, _eenheid.c.soort == AANBIEDER)
    .union(
        sa.select(_eenheid.c.code)
        .select_from(
            organisatierelatie.join(_groep, _groep.c.code == organisatierelatie.c.naar)
            .join(_lager, _lager.c.van == _groep.c.code)
            .join(_eenheid, _eenheid.c.code == _lager.c.naar)
        )
        .where(_VAN_BESTUUR, _groep.c.soort == GROEP, _lager.c.soort == HIERARCHISCH, _eenheid.c.soort == AANBIEDER)
    )
    .order_by("code"),
    _Onder,
)


def log_bestuur(session: Session, context: Context, oud: OrganisatorischeEenheid) -> None:
    """Record that an onderwijsbestuur changed, and with it what is read of every aanbieder under it.

    :param oud: its row before the change.
    """
    log_mutatie(session, context, organisatorische_eenheid, oud.code, oud.code, "W", voor={RIJ: oud})
    for rij in session.execute(_ONDER, {"bestuur": oud.code}):
        log_mutatie(session, context, organisatorische_eenheid, rij.code, oud.code, "W")
