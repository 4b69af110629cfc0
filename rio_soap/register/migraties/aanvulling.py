"""What the migration to revision 0014 makes of what was there: stands in the form of our own contract."""

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from typing import TypeAlias

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.stand import schrijf_moment
from rio_soap.register.regels.standtekst import naar_json

_VELDEN = {
    "CONTACTPUNT": "contactnaam",
    "EMAIL": "email",
    "TELEFOON": "telefoonnummer",
    "FAX": "faxnummer",
    "WEB": "webadres",
}
"""Kind of datum of the old contactadres to the field of its period; an address was one text, which tells no parts."""
OudContactadres: TypeAlias = tuple[str, str, str, date | str, date | str | None, str]
"""Eenheid, context, soort, begindatum, einddatum, waarde."""


def oude_contactadressen(verbinding: sa.Connection) -> Sequence[OudContactadres]:
    """The rows of the old table."""
    vraag = (
        "SELECT eenheid, communicatiecontext, soort, begindatum, einddatum, waarde FROM contactadres ORDER BY 1, 2, 4"
    )
    return [(r[0], r[1], r[2], r[3], r[4], r[5]) for r in verbinding.execute(sa.text(vraag))]


def schrijf_contactadressen(verbinding: sa.Connection, oud: Sequence[OudContactadres]) -> None:
    """One row for each eenheid and context; the old table had no subcontext, so it is 0.

    An eenheid that had an address keeps a contactadres (N04810), if only a period without what cannot be told.
    """
    for (eenheid, context), rijen in groupby(oud, key=lambda rij: rij[:2]):
        perioden = []
        for (begin, einde), delen in groupby(rijen, key=lambda rij: rij[3:5]):
            velden: dict[str, Waarde] = {"begindatum": _datum(begin)}
            if einde is not None:
                velden["einddatum"] = _datum(einde)
            velden |= {_VELDEN[soort]: waarde for *_, soort, _b, _e, waarde in delen if soort in _VELDEN and waarde}
            perioden.append(Gegeven("contactadresPeriode", velden))
        stand = naar_json(Gegeven("contactadres", {"contactadresPeriode": perioden}))
        verbinding.execute(_CONTACTADRES, {"eenheid": eenheid, "context": context, "stand": stand})


_CONTACTADRES = sa.text(
    "INSERT INTO contactadres (eenheid, context, subcontextnummer, stand) VALUES (:eenheid, :context, '0', :stand)"
)


def vul_standen(verbinding: sa.Connection) -> None:
    """Give every opleidingserkenning a stand of what its row says."""
    vraag = "SELECT id, stelsel, code, niveau, begindatum, einddatum FROM opleidingserkenning"
    for rij in verbinding.execute(sa.text(vraag)).mappings().all():
        stand = naar_json(Gegeven("opleidingserkenning", _erkenningvelden(rij)))
        soort = "VOVAKERKENNING" if rij["niveau"] else ""
        verbinding.execute(_OPLEIDINGSERKENNING, {"id": rij["id"], "soort": soort, "stand": stand})


_OPLEIDINGSERKENNING = sa.text("UPDATE opleidingserkenning SET soort = :soort, stand = :stand WHERE id = :id")


def _erkenningvelden(rij: sa.RowMapping) -> dict[str, Waarde]:
    velden: dict[str, Waarde] = {"opleidingsstelsel": str(rij["stelsel"]), "opleidingscode": str(rij["code"])}
    if rij["niveau"]:
        velden["opleidingsniveau"] = str(rij["niveau"])
    velden["begindatum"] = _datum(rij["begindatum"])
    if rij["einddatum"] is not None:
        velden["einddatum"] = _datum(rij["einddatum"])
    return velden


def schrijf_begin(verbinding: sa.Connection) -> None:
    """Give the register its stroom, and the moment from which it keeps what was: now."""
    nu = schrijf_moment(datetime.now(UTC))
    for naam, waarde in (("stroom", str(uuid.uuid4())), ("begin", nu)):
        verbinding.execute(_EIGENSCHAP, {"naam": naam, "waarde": waarde})


_EIGENSCHAP = sa.text("INSERT INTO eigenschap (naam, waarde) VALUES (:naam, :waarde)")


def _datum(waarde: object) -> date:
    """A date, which SQLite gives as text."""
    return waarde if isinstance(waarde, date) else date.fromisoformat(str(waarde))
