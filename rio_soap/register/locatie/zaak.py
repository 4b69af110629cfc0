"""One onderwijslocatiegebruik to deliver or remove, with what the register knows of it, for its controles."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.session import Session
from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.erkenning.rijen import Instellingserkenning
from rio_soap.register.locatie import rijen as locaties
from rio_soap.register.locatie.rijen import Adreslocatie, Locatiegebruik, Onderwijslocatie
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.organisatie.rijen import OrganisatorischeEenheid
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import Sleutelwaarde
from rio_soap.register.regels.kenmerken import Kenmerkdrager, kenmerken_van, te_controleren
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.sleutelgegevens import als_tekst
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.vindplaats import Gevonden, Nietgevonden, Vindplaats
from rio_soap.register.regels.waardenlijsten import Waardenlijsten

AANDUIDINGEN = ("aanduidingAdres", "aanduidingGPS", "aanduidingPlaats")
"""The ways to name a place, other than by the code of RIO."""


@dataclass
class Locatiezaak:
    """The use of a place by a bestuur; each query runs when first needed.

    :param locatiecode: as delivered; None when the place is named in another way.
    :param gebruik: as delivered; None when removing.
    :param vindplaats: what was found of the place before the transaction; None when nobody was asked.
    """

    session: Session
    context: Context
    besturen: tuple[str, ...]
    bestuur: str
    locatiecode: str | None
    gebruik: Gegeven | None
    vindplaats: Gevonden | None = None

    @property
    def gegeven(self) -> Gegeven:
        """The onderwijslocatiegebruik as delivered."""
        assert self.gebruik is not None
        return self.gebruik

    @property
    def lijsten(self) -> Waardenlijsten:
        """The value lists in force."""
        return self.context.lijsten

    @lazy
    def aanduiding(self) -> Gegeven | None:
        """The aanduidingAdres, -GPS or -Plaats; None when the place goes by its code."""
        if self.gebruik is None:
            return None
        return next((deel for naam in AANDUIDINGEN if (deel := velden.deel(self.gegeven, naam)) is not None), None)

    @lazy
    def locatie(self) -> Onderwijslocatie | Adreslocatie | None:
        """The onderwijslocatie that RIO has for the place; what the register knows goes before what the BAG said."""
        if self.locatiecode is not None:
            return locaties.locatie(self.session, self.locatiecode)
        gevonden = self.vindplaats
        if self.aanduiding is not None and self.aanduiding.naam == "aanduidingAdres":
            return self._op_adres(self.aanduiding, gevonden)
        if not isinstance(gevonden, Vindplaats):
            return None
        if gevonden.plaatscode is not None:
            op_code = locaties.op_plaats(self.session, gevonden.plaatscode)
            return op_code if op_code is not None else locaties.op_plaatsnaam(self.session, gevonden)
        if gevonden.latitude is not None and gevonden.longitude is not None:
            return locaties.op_punt(self.session, gevonden.latitude, gevonden.longitude)
        return None

    def _op_adres(self, adres: Gegeven, gevonden: Gevonden | None) -> Adreslocatie | None:
        """By the address as the BAG writes it, where it was asked; what it does not know may still be that of RIO."""
        if isinstance(gevonden, Vindplaats) and not locaties.is_bekend(self.session, adres):
            return locaties.op_vindplaats(self.session, gevonden)
        if gevonden is Nietgevonden.STORING and not locaties.is_bekend(self.session, adres):
            return None
        return locaties.op_aanduiding_adres(self.session, adres)

    @lazy
    def uitkomst(self) -> Gevonden | None:
        """What the BAG says of a place that RIO does not have; None when RIO has it, or was given a code."""
        if self.locatiecode is not None or self.locatie is not None:
            return None
        # Nobody was asked: then there is nobody to ask.
        return self.vindplaats if self.vindplaats is not None else Nietgevonden.STORING

    @lazy
    def bestuurrij(self) -> OrganisatorischeEenheid | None:
        """The onderwijsbestuur as delivered."""
        return organisaties.bestuur(self.session, self.bestuur)

    @lazy
    def bestaand(self) -> Locatiegebruik | None:
        """The use of this place by this bestuur that is there, ended or not."""
        return locaties.gebruik(self.session, self.bestuur, self.locatie.code) if self.locatie is not None else None

    @lazy
    def relaties(self) -> list[Gegeven]:
        """The juridischeOnderwijslocatiegebruikRelaties as delivered."""
        return velden.delen(self.gegeven, "juridischeOnderwijslocatiegebruikRelatie")

    @lazy
    def vestigingcodes(self) -> list[str]:
        """The instellingserkenningscodes as delivered, each once."""
        return list(dict.fromkeys(velden.tekst(relatie, "instellingserkenningscode") for relatie in self.relaties))

    @lazy
    def vestigingen(self) -> dict[str, list[Instellingserkenning]]:
        """The erkende vestigingen of those codes."""
        return erkenningen.met_code(self.session, erkenningen.VESTIGING, self.vestigingcodes)

    @lazy
    def eigen_sleutel(self) -> str | None:
        """eigenOnderwijslocatiegebruikSleutel as delivered."""
        return velden.kenmerk(self.gegeven, "eigenOnderwijslocatiegebruikSleutel")

    @lazy
    def duur(self) -> Duur:
        """Lifetime as delivered."""
        return Duur(velden.datum(self.gegeven, "inBedrijfdatum"), velden.datum_of_niet(self.gegeven, "uitBedrijfdatum"))

    @lazy
    def plaatssleutels(self) -> tuple[tuple[str, str], ...]:
        """Names the place as it was delivered, at most three names."""
        if self.locatiecode is not None:
            # The two messages spell the element differently.
            return (("onderwijslocatiecode" if self.gebruik is None else "onderwijslocatieCode", self.locatiecode),)
        assert self.aanduiding is not None
        return tuple(_sleutel(naam, waarde) for naam, waarde in self.aanduiding.velden.items())

    @lazy
    def sleutels(self) -> tuple[tuple[str, str], ...]:
        """Names the use: bestuur and place."""
        return (("onderwijsbestuurcode", self.bestuur), *self.plaatssleutels)

    @lazy
    def verdachte_dragers(self) -> Sequence[Kenmerkdrager]:
        """The use, when its kenmerken are not surely in order."""
        duur, kenmerken = self.duur, kenmerken_van(self.gegeven)
        bereik = self.context.kenmerken.bereik(self.gegeven.naam, duur.begin)
        drager = Kenmerkdrager(kenmerken, bereik, duur.begin, duur.einde, self.sleutels)
        return te_controleren([drager], self.context.lijsten)


def _sleutel(naam: str, waarde: object) -> tuple[str, str]:
    if not isinstance(waarde, str | int | Decimal):
        raise TypeError(f"{naam} is {type(waarde).__name__}")
    enkel: Sleutelwaarde = waarde
    return naam, als_tekst(enkel)
