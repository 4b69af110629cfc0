"""What was added, changed or removed, in the order in which it became visible: the source of the change feeds.

On SQLite one transaction writes at a time, in whatever process, so that volgnummer follows the order of commits. On
PostgreSQL numbers are taken before the commit; a feed there must not pass a number that an unfinished transaction may
still hold. To that end a row can keep its transaction (pg_current_xact_id) and the feed stop before the first row whose
transaction is not older than every running one (pg_snapshot_xmin of its own snapshot).
"""

from typing import Literal

import sqlalchemy as sa

from rio_soap.register.database import Sessie
from rio_soap.register.model import mutatie
from rio_soap.register.uitslag import Context

Mutatiesoort = Literal["T", "W", "V"]
"""T (toegevoegd), W (gewijzigd), V (verwijderd)."""

_INVOEGEN = sa.insert(mutatie)


def log_mutatie(
    sessie: Sessie, context: Context, tabel: sa.Table, sleutel: str, houder: str | None, soort: Mutatiesoort
) -> None:
    """Record one change.

    :param sleutel: code of the object.
    :param houder: onderwijsbestuur or onderwijsaanbieder to whom it belongs.
    """
    waarden = {"object": tabel.name, "sleutel": sleutel, "houder": houder, "soort": soort, "moment": context.moment}
    sessie.execute(_INVOEGEN, waarden)
