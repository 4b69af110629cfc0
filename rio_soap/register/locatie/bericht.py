"""The onderwijslocatiegebruik of a message, with what was found of its place before the transaction."""

from dataclasses import dataclass
from typing import cast

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels import velden
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.vindplaats import Gevonden, Vindplaats, gps


@dataclass(frozen=True, slots=True)
class Locatiebericht:
    """The use of a place as delivered.

    :param vindplaats: the point in it, or what the BAG said; None for a code, and when nobody was asked.
    """

    gebruik: Gegeven
    vindplaats: Gevonden | None = None

    @property
    def bestuur(self) -> str:
        """onderwijsbestuurcode."""
        return velden.tekst(self.gebruik, "onderwijsbestuurcode")

    @property
    def code(self) -> str | None:
        """onderwijslocatieCode; None when the place is named in another way."""
        return velden.tekst_of_niet(self.gebruik, "onderwijslocatieCode")

    def met(self, gevonden: Gevonden) -> "Locatiebericht":
        """The same, with what was found of its place."""
        return Locatiebericht(self.gebruik, gevonden)


def lees_onderwijslocatiegebruik(_: Context, verzoek: Gegeven) -> Locatiebericht:
    """What an aanleveren_onderwijslocatiegebruik says of its place by itself: a point needs nobody to find it."""
    gebruik = cast(Gegeven, verzoek.velden["onderwijslocatiegebruik"])
    punt = velden.deel(gebruik, "aanduidingGPS")
    return Locatiebericht(gebruik, None if punt is None else _vindplaats(punt))


def _vindplaats(punt: Gegeven) -> Vindplaats:
    plek = gps(str(punt.velden["gpsLatitude"]), str(punt.velden["gpsLongitude"]))
    if plek is None:
        raise AssertionError("the XSD bounds a point")
    return plek
