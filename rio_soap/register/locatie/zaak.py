"""One onderwijslocatiegebruik to deliver or remove, with what the register knows of it, for its controles."""

from collections.abc import Sequence
from dataclasses import dataclass

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.session import Session
from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.erkenning.rijen import Instellingserkenning
from rio_soap.register.locatie import rijen as locaties
from rio_soap.register.locatie.bericht import Locatiebericht
from rio_soap.register.locatie.rijen import Adreslocatie, Locatiegebruik, Onderwijslocatie
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.organisatie.rijen import OrganisatorischeEenheid
from rio_soap.register.regels.kenmerkdragers import Kenmerkdrager, kenmerken_van, te_controleren
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.navraag import Gevonden
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.vindplaats import Nietgevonden, Vindplaats
from rio_soap.register.regels.waardenlijsten import Waardenlijsten


@dataclass
class Locatiezaak:
    """The use of a place by a bestuur, to remove; each query runs when first needed.

    :param locatiecode: of the place; None when it is named in another way.
    """

    session: Session
    context: Context
    besturen: tuple[str, ...]
    bestuur: str
    locatiecode: str | None

    @lazy
    def locatie(self) -> Onderwijslocatie | Adreslocatie | None:
        """The onderwijslocatie with this code."""
        return locaties.locatie(self.session, self.locatiecode) if self.locatiecode is not None else None

    @lazy
    def bestuurrij(self) -> OrganisatorischeEenheid | None:
        """The row of the onderwijsbestuur that delivers; None when the register does not know it."""
        return organisaties.bestuur(self.session, self.bestuur)

    @lazy
    def bestaand(self) -> Locatiegebruik | None:
        """The use of this place by this bestuur that is there, ended or not."""
        return locaties.gebruik(self.session, self.bestuur, self.locatie.code) if self.locatie is not None else None

    @property
    def plaatssleutels(self) -> Sleutels:
        """Names the place."""
        return (("onderwijslocatiecode", self.locatiecode or ""),)

    @property
    def sleutels(self) -> Sleutels:
        """Names the use: bestuur and place."""
        return (("onderwijsbestuurcode", self.bestuur), *self.plaatssleutels)


@dataclass
class Locatielevering(Locatiezaak):
    """The use of a place by a bestuur, to deliver, with what was found of the place before the transaction."""

    bericht: Locatiebericht

    @property
    def lijsten(self) -> Waardenlijsten:
        """The value lists in force."""
        return self.context.lijsten

    @property
    def duur(self) -> Duur:
        """Lifetime as delivered."""
        return self.bericht.duur

    @property
    def plaatssleutels(self) -> Sleutels:
        """Names the place as it was delivered."""
        return self.bericht.plaatssleutels

    @lazy
    def locatie(self) -> Onderwijslocatie | Adreslocatie | None:
        """The onderwijslocatie that RIO has for the place; what the register knows goes before what the BAG said."""
        if self.locatiecode is not None:
            return locaties.locatie(self.session, self.locatiecode)
        aanduiding, gevonden = self.bericht.aanduiding, self.bericht.vindplaats
        if aanduiding is not None and aanduiding.naam == "aanduidingAdres":
            return self._op_adres(aanduiding, gevonden)
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
        return self.bericht.vindplaats if self.bericht.vindplaats is not None else Nietgevonden.STORING

    @lazy
    def vestigingen(self) -> dict[str, list[Instellingserkenning]]:
        """The erkende vestigingen of the delivered codes."""
        return erkenningen.met_code(self.session, erkenningen.VESTIGING, self.bericht.vestigingcodes)

    @lazy
    def verdachte_dragers(self) -> Sequence[Kenmerkdrager]:
        """The use, when its kenmerken are not surely in order."""
        gebruik, duur = self.bericht.gebruik, self.duur
        bereik = self.context.kenmerken.bereik(gebruik.naam, duur.begin)
        drager = Kenmerkdrager(kenmerken_van(gebruik), bereik, duur.begin, duur.einde, self.sleutels)
        return te_controleren([drager], self.lijsten)
