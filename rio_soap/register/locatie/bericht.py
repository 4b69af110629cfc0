"""The onderwijslocatiegebruik of a message, with what was found of its place before the transaction."""

from dataclasses import dataclass

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels import velden
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.navraag import Gevonden
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.sleutelgegevens import als_sleutelwaarde
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.vindplaats import Vindplaats, gps

AANDUIDINGEN = ("aanduidingAdres", "aanduidingGPS", "aanduidingPlaats")
"""The ways to name a place, other than by the code of RIO."""


@dataclass
class Locatiebericht:
    """The use of a place as delivered.

    :param vindplaats: the point in it, or what the BAG said; None for a code, and when nobody was asked.
    """

    gebruik: Gegeven
    vindplaats: Gevonden | None = None

    @property
    def bestuur(self) -> str:
        """The onderwijsbestuurcode of who uses it."""
        return velden.tekst(self.gebruik, "onderwijsbestuurcode")

    @property
    def code(self) -> str | None:
        """onderwijslocatieCode; None when the place is named in another way."""
        return velden.tekst_of_niet(self.gebruik, "onderwijslocatieCode")

    def met(self, gevonden: Gevonden) -> "Locatiebericht":
        """The same, with what was found of its place."""
        return Locatiebericht(self.gebruik, gevonden)

    @lazy
    def aanduiding(self) -> Gegeven | None:
        """The aanduidingAdres, -GPS or -Plaats; None when the place goes by its code."""
        return next((deel for naam in AANDUIDINGEN if (deel := velden.deel(self.gebruik, naam)) is not None), None)

    @lazy
    def vestigingcodes(self) -> list[str]:
        """The instellingserkenningscodes of its juridische relaties, each once."""
        relaties = velden.delen(self.gebruik, "juridischeOnderwijslocatiegebruikRelatie")
        return list(dict.fromkeys(velden.tekst(relatie, "instellingserkenningscode") for relatie in relaties))

    @lazy
    def eigen_sleutel(self) -> str | None:
        """eigenOnderwijslocatiegebruikSleutel as delivered."""
        return velden.kenmerk(self.gebruik, "eigenOnderwijslocatiegebruikSleutel")

    @lazy
    def duur(self) -> Duur:
        """Lifetime as delivered."""
        return Duur(velden.datum(self.gebruik, "inBedrijfdatum"), velden.datum_of_niet(self.gebruik, "uitBedrijfdatum"))

    @lazy
    def plaatssleutels(self) -> Sleutels:
        """Names the place as it was delivered, at most three names."""
        if self.aanduiding is None:
            return (("onderwijslocatieCode", self.code or ""),)
        return tuple([(naam, als_sleutelwaarde(waarde)) for naam, waarde in self.aanduiding.velden.items()])


def lees_onderwijslocatiegebruik(_: Context, verzoek: Gegeven) -> Locatiebericht:
    """What an aanleveren_onderwijslocatiegebruik says of its place by itself: a point needs nobody to find it."""
    gebruik = velden.verplicht_deel(verzoek, "onderwijslocatiegebruik")
    punt = velden.deel(gebruik, "aanduidingGPS")
    return Locatiebericht(gebruik, None if punt is None else _vindplaats(punt))


def _vindplaats(punt: Gegeven) -> Vindplaats:
    vindplaats = gps(str(punt.velden["gpsLatitude"]), str(punt.velden["gpsLongitude"]))
    if vindplaats is None:
        raise AssertionError("the XSD bounds a point")
    return vindplaats
