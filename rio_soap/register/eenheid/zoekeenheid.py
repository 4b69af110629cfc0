"""By what the offers of an opleidingseenheid are found: a small row beside its stand, written with it.

Source: our own design (docs/aanvulling/aanbodzoeken.md). It says nothing that the stand does not.
"""

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.regels import velden
from rio_soap.register.regels.naamverloop import naamverloop


def zoekeenheidrij(code: str, eenheid: Gegeven) -> dict[str, SqlValue]:
    """The row with the names and the level of a unit.

    :param eenheid: as delivered or kept.
    """
    namen = [
        (velden.datum(periode, "begindatum").isoformat(), velden.tekst_of_niet(periode, "naamLang"))
        for periode in velden.delen(eenheid, "opleidingseenheidPeriode")
    ]
    return {"eenheid": code, "niveau": niveaukolom(eenheid), "naam": naamverloop(namen) if namen else ""}


def niveaukolom(eenheid: Gegeven) -> str | None:
    """The level of a unit; of an opleidingsfase with several all of them, each between blanks."""
    niveaus = velden.teksten(eenheid, "niveaus") if "niveaus" in eenheid.velden else []
    if len(niveaus) > 1:
        return f" {' '.join(niveaus)} "
    return velden.tekst_of_niet(eenheid, "niveau") or next(iter(niveaus), None)
