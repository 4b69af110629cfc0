"""Opleidingseenheden found by the words of their names, also former ones: of every kind, in order of their names.

No operation asks for these; the page that searches opleidingen does.
"""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

from rio_soap.register.database.model import opleidingsnaam
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.zoeken.woordvraag import heeft_woorden, woordvraag

MEESTE: Final = 500
"""Opleidingseenheden that one question finds; with more the first by name."""


def eenheden_met_woorden(session: Session, woorden: Sequence[str]) -> Sequence[str]:
    """Codes of at most `MEESTE` units that have all these words in one of their names, by name and
    code.

    :param woorden: folded, not empty.
    """
    vraag = woordvraag(session.dialect, [[woord] for woord in woorden])
    return session.execute(_OP_WOORDEN, {"woordvraag": vraag, "hoeveel": MEESTE}).scalars()


_n = opleidingsnaam.c
_OP_WOORDEN: Final = Statement[tuple[str]](
    sa.select(_n.code)
    .where(heeft_woorden(opleidingsnaam, sa.bindparam("woordvraag", type_=sa.String)), _n.eigen.is_(False))
    .group_by(_n.code)
    .order_by(sa.func.min(_n.tekst), _n.code)
    .limit(sa.bindparam("hoeveel"))
)
