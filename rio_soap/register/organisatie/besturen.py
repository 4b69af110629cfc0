"""From the OIN of a sender to the onderwijsbestuur on whose behalf it acts.

An OIN of the BRIN kind (``00000007`` + ``000`` + BRIN4 + ``00000``) leads over the erkende onderwijsinstelling and its
bevoegd gezag to the bestuur; OINs of the RSIN and KvK kind lead to the bestuur with that number (reasoned: no document
says how RIO derives the owner; OIN kinds: Logius).
"""

import re

import sqlalchemy as sa

from rio_soap.register.database.database import Session
from rio_soap.register.database.model import instellingserkenning, instellingsrelatie, organisatorische_eenheid
from rio_soap.register.database.statements import Statement
from rio_soap.register.regels.uitslag import Context

_BRIN = re.compile(r"00000007000([0-9]{2}[A-Z]{2})00000\Z")
_RSIN = re.compile(r"00000001([0-9]{9})000\Z")
_KVK = re.compile(r"00000003([0-9]{8})0000\Z")

_eenheid = organisatorische_eenheid
_instelling = instellingserkenning.alias("instelling")
_gezag = instellingserkenning.alias("gezag")


def _geldig(begin: sa.Column[object], einde: sa.Column[object]) -> sa.ColumnElement[bool]:
    dag = sa.bindparam("dag", type_=sa.Date)
    return sa.and_(begin <= dag, sa.or_(einde.is_(None), einde > dag))


_VIA_BRIN = Statement(
    sa.select(_eenheid.c.code)
    .select_from(
        _instelling.join(instellingsrelatie, instellingsrelatie.c.naar == _instelling.c.id)
        .join(_gezag, _gezag.c.id == instellingsrelatie.c.van)
        .join(_eenheid, _eenheid.c.bevoegd_gezag_nummer == _gezag.c.code)
    )
    .where(
        # Codes are unique per erkenner only, and BRIN is OCW's.
        _instelling.c.erkenner == "OCW",
        _instelling.c.soort == "ERKENDE_ONDERWIJSINSTELLING",
        _instelling.c.code == sa.bindparam("nummer"),
        _gezag.c.erkenner == "OCW",
        _gezag.c.soort == "BEVOEGD_GEZAG",
        _eenheid.c.soort == "BESTUUR",
        _geldig(instellingsrelatie.c.begindatum, instellingsrelatie.c.einddatum),
        _geldig(_eenheid.c.begindatum, _eenheid.c.einddatum),
    )
    .order_by(_eenheid.c.code)
)


def _via_nummer(kolom: sa.Column[object]) -> Statement:
    return Statement(
        sa.select(_eenheid.c.code)
        .where(kolom == sa.bindparam("nummer"), _eenheid.c.soort == "BESTUUR")
        .where(_geldig(_eenheid.c.begindatum, _eenheid.c.einddatum))
        .order_by(_eenheid.c.code)
    )


_ALLE = Statement(sa.select(_eenheid.c.code).where(_eenheid.c.soort == "BESTUUR").order_by(_eenheid.c.code))
_WEGEN = (
    (_BRIN, _VIA_BRIN),
    (_RSIN, _via_nummer(_eenheid.c.rsin)),
    (_KVK, _via_nummer(_eenheid.c.kvk_nummer)),
)


def besturen_van(session: Session, context: Context) -> tuple[str, ...]:
    """Codes of the besturen on whose behalf the sender acts today, ascending; empty for a sender without one.

    The operator of the register acts for all of them.
    """
    if context.beheerder:
        return tuple(session.execute(_ALLE, {}).scalars())
    for vorm, vraag in _WEGEN:
        if gevonden := vorm.match(context.oin):
            rijen = session.execute(vraag, {"nummer": gevonden[1], "dag": context.vandaag})
            return tuple(rij.code for rij in rijen)
    return ()
