"""By what an onderwijslocatie is found: a small row beside its stand, written with it.

Source: our own design (docs/aanvulling/aanbodzoeken.md). It says nothing that the stand does not.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.regels import velden
from rio_soap.register.regels.folding import gevouwen


def zoeklocatierij(code: str, locatie: Gegeven) -> dict[str, SqlValue]:
    """The row with place, postcode and position of a locatie.

    :param locatie: its stand.
    """
    plaats = velden.tekst_of_niet(locatie, "plaatsnaam")
    breedte, lengte = locatie.velden.get("gpsLatitude"), locatie.velden.get("gpsLongitude")
    return {
        "locatie": code,
        "plaats": gevouwen(plaats) if plaats is not None else None,
        "postcode": velden.tekst_of_niet(locatie, "postcode"),
        **(_positie(breedte, lengte) if isinstance(breedte, Decimal) and isinstance(lengte, Decimal) else _NERGENS),
    }


_NERGENS: Final[Mapping[str, SqlValue]] = {"breedte": None, "lengte": None}
_MILJOENSTEN: Final = 1_000_000


def _positie(breedte: Decimal, lengte: Decimal) -> Mapping[str, SqlValue]:
    """As whole numbers, which are the same on every database: a millionth of a degree is less than a foot."""
    return {"breedte": round(breedte * _MILJOENSTEN), "lengte": round(lengte * _MILJOENSTEN)}
