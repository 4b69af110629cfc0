"""Rows of the formal half for tests: an opleidingserkenning with a stand of what it is given."""

from datetime import date

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.rows import SqlValue


def erkenningrij(
    stelsel: str,
    code: str,
    niveau: str = "",
    begindatum: date = date(2000, 1, 1),
    einddatum: date | None = None,
    **anders: SqlValue,
) -> dict[str, SqlValue | Gegeven]:
    """An opleidingserkenning of OCW, as its table holds it."""
    velden: dict[str, Waarde] = {"opleidingsstelsel": stelsel, "opleidingscode": code}
    velden |= {"opleidingsniveau": niveau} if niveau else {}
    velden |= {"begindatum": begindatum} | ({"einddatum": einddatum} if einddatum is not None else {})
    soort = "VOVAKERKENNING" if niveau else "HOOPLEIDINGSERKENNING"
    rij = {"stelsel": stelsel, "code": code, "niveau": niveau, "begindatum": begindatum, "einddatum": einddatum}
    stand = Gegeven("opleidingserkenning", velden)
    return {**rij, "unieke_code": "", "soort": soort, "erkenner": "OCW", "stand": stand, **anders}
