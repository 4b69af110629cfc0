"""Of an erkende samenwerking what it is found by: where it serves and of what soort it is, as rows beside its stand."""

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.erkenning.leesvorm import REGIO, perioden_van
from rio_soap.register.regels import velden

SAMENWERKING = "erkendeSamenwerking"
"""Element of the only type that has such rows."""


def regiorijen(stand: Gegeven) -> list[dict[str, SqlValue]]:
    """Rows of table ``regio``, without the id of the erkenning; a postcode that is named twice is one row."""
    return [
        {
            "begindatum": velden.datum(regio, "begindatum"),
            "einddatum": velden.datum_of_niet(regio, "einddatum"),
            "postcodecijfers": cijfers,
        }
        for regio in velden.delen(stand, REGIO)
        for cijfers in dict.fromkeys(velden.teksten(regio, "postcodecijfers"))
    ]


def soortrijen(stand: Gegeven) -> list[dict[str, SqlValue]]:
    """Rows of table ``samenwerkingssoort``, without the id of the erkenning; none for another type."""
    if stand.naam != SAMENWERKING:
        return []
    return [
        {"begindatum": duur.begin, "einddatum": duur.einde, "soort": velden.tekst(periode, "soort")}
        for periode, duur in perioden_van(stand)
        if "soort" in periode.velden
    ]
