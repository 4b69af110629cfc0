"""One onderwijsaanbieder to deliver or remove, with what the register knows of it, for its controles.

Its organisatierelatie to the onderwijsbestuur is not in the message; the register derives it from the
onderwijsbestuurcode, see `Aanbiederlevering.relatie`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database.session import Session
from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.erkenning.rijen import Instellingserkenning
from rio_soap.register.organisatie import hierarchie
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.organisatie.bericht import Aanbiederbericht
from rio_soap.register.organisatie.rijen import GROEP, GebruikVanAanbieder, Organisatierelatie, OrganisatorischeEenheid
from rio_soap.register.organisatie.rustend_aanbod import Aangeboden, van_aanbieder
from rio_soap.register.regels.kenmerkdragers import Kenmerkdrager
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.waardenlijsten import Waardenlijsten


@dataclass
class Aanbiederzaak:
    """One onderwijsaanbieder to remove, and what the register knows of it; each query runs when first needed.

    :param besturen: onderwijsbesturen on whose behalf the sender acts today.
    :param code: onderwijsaanbiedercode; None when it is new.
    """

    session: Session
    context: Context
    besturen: tuple[str, ...]
    code: str | None

    @lazy
    def bestaand(self) -> OrganisatorischeEenheid | None:
        """The onderwijsaanbieder that the code points at."""
        return organisaties.aanbieder(self.session, self.code) if self.code else None

    @property
    def onbekend(self) -> bool:
        """Whether there is a code that nothing has."""
        return self.code is not None and self.bestaand is None

    @lazy
    def relaties(self) -> Sequence[Organisatierelatie]:
        """The organisatierelaties of the aanbieder that is there; none when it is new."""
        return organisaties.relaties(self.session, self.code) if self.bestaand is not None and self.code else ()

    @lazy
    def beheerders(self) -> set[str]:
        """The besturen that manage it as it is now, over its groepen where none does directly; none for one that is not
        there."""
        if self.bestaand is None or self.code is None:
            return set()
        einde, vandaag = self.bestaand.einddatum, self.context.vandaag
        direct = organisaties.beheerders(self.relaties, einde, vandaag)
        if direct or all(relatie.van_soort != GROEP for relatie in self.relaties):
            return direct
        banden = hierarchie.bestuursbanden(self.session, [self.code])[self.code]
        return {band.bestuur for band in banden if band.houdt(einde, vandaag)}

    @lazy
    def gebruik(self) -> GebruikVanAanbieder:
        """What refers to it."""
        return organisaties.gebruik(self.session, self.code or "")

    @property
    def sleutels(self) -> Sleutels:
        """Names the onderwijsaanbieder."""
        return (("onderwijsaanbiedercode", self.code),) if self.code else ()


@dataclass(frozen=True, slots=True)
class Bestuursrelatie:
    """The organisatierelatie of the delivered bestuur to the aanbieder after the delivery; `id` None when it is new."""

    id: int | None
    duur: Duur


@dataclass
class Aanbiederlevering(Aanbiederzaak):
    """One onderwijsaanbieder to deliver, and what the register knows of it.

    :param bestuur: onderwijsbestuurcode as delivered.
    """

    bestuur: str
    bericht: Aanbiederbericht

    @property
    def lijsten(self) -> Waardenlijsten:
        """The value lists in force."""
        return self.context.lijsten

    @property
    def duur(self) -> Duur:
        """Lifetime as delivered."""
        return self.bericht.duur

    @property
    def verdachte_dragers(self) -> Sequence[Kenmerkdrager]:
        """See `Aanbiederbericht.verdachte_dragers`."""
        return self.bericht.verdachte_dragers

    @property
    def perioden_duur(self) -> Sequence[Duur]:
        """Derived duration of each period as delivered, by begin."""
        return self.bericht.perioden_duur

    @property
    def sleutels(self) -> Sleutels:
        """Names the onderwijsaanbieder: see `Aanbiederbericht.sleutels`."""
        return self.bericht.sleutels

    def periodesleutels(self, begin: date) -> Sleutels:
        """Names a period."""
        return self.bericht.periodesleutels(begin)

    @lazy
    def bestuurrij(self) -> OrganisatorischeEenheid | None:
        """The onderwijsbestuur as delivered."""
        return organisaties.bestuur(self.session, self.bestuur)

    @lazy
    def instellingen(self) -> dict[str, list[Instellingserkenning]]:
        """The erkende onderwijsinstellingen of the delivered codes, of whatever erkenner."""
        return erkenningen.met_code(self.session, erkenningen.INSTELLING, self.bericht.erkenningcodes)

    def ocw(self, code: str) -> Instellingserkenning | None:
        """The erkende onderwijsinstelling of OCW with this code."""
        return next((rij for rij in self.instellingen.get(code, ()) if rij.erkenner == erkenningen.OCW), None)

    @lazy
    def van_dit_bestuur(self) -> list[Organisatierelatie]:
        """Its organisatierelaties to the delivered bestuur, ended ones too."""
        return [r for r in self.relaties if r.van == self.bestuur and r.soort == HIERARCHISCH]

    @lazy
    def relatie(self) -> Bestuursrelatie:
        """The organisatierelatie to the delivered bestuur after this delivery.

        One that has not ended, or ended together with the onderwijsaanbieder, stays: it keeps its begin (else N04420
        could never be), and one that ends with the onderwijsaanbieder goes on to do so. Without such a one a new one is
        made, from inBedrijfdatum, the only begin that the message knows, to the end of the onderwijsaanbieder. Those to
        other besturen are left alone: the message cannot say that or when one ended (all reasoned).
        """
        if self.bestaand is not None:
            einde, vandaag = self.bestaand.einddatum, self.context.vandaag
            houdt = [r for r in self.van_dit_bestuur if r.houdt(einde, vandaag)]
            if houdt:
                nu = houdt[-1]
                tot = self.duur.einde if nu.einddatum == einde else nu.einddatum
                return Bestuursrelatie(nu.id, Duur(nu.begindatum, tot))
        return Bestuursrelatie(None, self.duur)

    @lazy
    def aangeboden(self) -> Sequence[Aangeboden]:
        """Its aangeboden opleidingen."""
        return van_aanbieder(self.session, self.code) if self.bestaand is not None and self.code else ()
