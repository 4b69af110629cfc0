"""Which changes of contactadressen a reader may hear of, as a condition of a statement.

The feed passes over what a reader may not read. Were that done after a page was read, a page with less on it than was
asked, or one that is slow, would tell what was passed over. The decision stays that of `contactzicht.leesrol`: here it
is asked once per context, and what is left is whose an eenheid is.

What was public until a change made it restricted everybody may still hear of once, by that change: who has a copy
removes it.
"""

from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.contactzicht import Contactlezer, eigen_besturen, leesrol
from rio_soap.register.bevoegdheid.eenheidsbesturen import onder_besturen
from rio_soap.register.database.model import communicatiecontext, contactadres, mutatie, objectversie


class Contactzeef(NamedTuple):
    """What somebody may read of the contactadressen.

    :param contexten: names of those that may be read of every eenheid.
    :param besturen: codes of those of whose eenheden every context may be read.
    """

    contexten: tuple[str, ...]
    besturen: tuple[str, ...]


def contactzeef(lezer: Contactlezer) -> Contactzeef | None:
    """What a reader may read; None for who may read all. The same statements whatever the reader is."""
    rollen, soorten = lezer.rollen, lezer.soorten
    if leesrol(None, rollen, ()) is not None:
        return None
    namen = sorted(naam for naam, soort in soorten.items() if leesrol(soort, rollen, ()) is not None)
    return Contactzeef(tuple(namen), tuple(sorted(eigen_besturen(rollen))))


OPENBAAR = "openbaar"
"""The part of a change of a contactadres that says that everybody could read it until then, and not any more."""
GESLOTEN: sa.ColumnElement[bool] = sa.and_(
    mutatie.c.object == sa.literal_column(f"'{contactadres.name}'"),
    sa.exists().where(
        objectversie.c.volgnummer == mutatie.c.volgnummer, objectversie.c.deel == sa.literal_column(f"'{OPENBAAR}'")
    ),
)
"""Whether a mutatie took a contactadres from everybody."""
_EENHEID = 7
"""Length of the code with which the key of a contactadres begins."""
_naam = communicatiecontext.c.naam
HOORBAAR: sa.ColumnElement[bool] = sa.or_(
    sa.exists().where(
        _naam.in_(sa.bindparam("contexten", expanding=True)),
        sa.func.substr(mutatie.c.sleutel, sa.literal_column(str(_EENHEID + 2)), sa.func.length(_naam) + 1)
        == _naam + sa.literal_column("'/'"),
    ),
    sa.func.substr(mutatie.c.sleutel, sa.literal_column("1"), sa.literal_column(str(_EENHEID))).in_(
        onder_besturen(sa.bindparam("besturen", expanding=True))
    ),
    GESLOTEN,
)
"""Whether a mutatie of a contactadres is for the reader of the `Contactzeef` whose fields are its parameters."""
