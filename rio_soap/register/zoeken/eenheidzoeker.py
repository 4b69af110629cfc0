"""Opleidingseenheden found by the words of their names, also former ones: of every kind, in order of their names.

No operation asks for these; the page that searches opleidingen does.
"""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

from rio_soap.register.database.model import opleidingsnaam, zoekeenheid
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.zoeken.woordvraag import heeft_woorden, woordvraag

MEESTE: Final = 500
"""Opleidingseenheden that one question finds; with more the first by name."""


def eenheden_met_woorden(session: Session, woorden: Sequence[str]) -> Sequence[str]:
    """Codes of at most `MEESTE` units that have all these words in one of their names, by name and code.

    :param woorden: folded, not empty.
    """
    vraag = woordvraag(session.dialect, [[woord] for woord in woorden])
    return session.execute(_OP_WOORDEN, {"woordvraag": vraag, "hoeveel": MEESTE}).scalars()


_namen = sa.select(opleidingsnaam.c.code).where(
    heeft_woorden(opleidingsnaam, sa.bindparam("woordvraag", type_=sa.String)), opleidingsnaam.c.eigen.is_(False)
)
_OP_WOORDEN: Final = Statement[tuple[str]](
    sa.select(zoekeenheid.c.eenheid)
    .where(zoekeenheid.c.eenheid.in_(_namen))
    .order_by(zoekeenheid.c.naam, zoekeenheid.c.eenheid)
    .limit(sa.bindparam("hoeveel"))
)
