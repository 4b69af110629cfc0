"""One opleidingseenheid to deliver or remove: what the message says, and what the register knows of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.session import Session
from rio_soap.register.eenheid import rijen as eenheden
from rio_soap.register.eenheid.bericht import Eenheidbericht
from rio_soap.register.eenheid.rijen import BestaandeEenheid, Eenheid, Opleidingserkenning, Opleidingsrelatie
from rio_soap.register.organisatie.rustend_aanbod import Aangeboden, van_eenheid
from rio_soap.register.regels import velden
from rio_soap.register.regels.kenmerkdragers import Kenmerkdrager
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.waardenlijsten import Waardenlijsten


@dataclass
class Eenheidzaak:
    """One unit to remove, and what the register knows of it; each query runs when first needed.

    :param besturen: onderwijsbesturen on whose behalf the sender acts today.
    :param code: opleidingseenheidcode; None when it is new.
    """

    session: Session
    context: Context
    besturen: tuple[str, ...]
    code: str | None

    @lazy
    def bestaand(self) -> BestaandeEenheid | None:
        """The unit that the code points at."""
        return eenheden.bestaande_eenheid(self.session, self.code) if self.code else None

    @lazy
    def relaties(self) -> Sequence[Opleidingsrelatie]:
        """The opleidingsrelaties of the unit that is there; none when it is new."""
        return eenheden.relaties(self.session, self.code) if self.bestaand and self.code else ()

    @lazy
    def erkenningen(self) -> Sequence[Opleidingserkenning]:
        """The opleidingserkenningen of the unit that is there; none when it is new."""
        return eenheden.erkenningen(self.session, [self.code]) if self.bestaand and self.code else ()

    @lazy
    def aangeboden(self) -> Sequence[Aangeboden]:
        """Its aangeboden opleidingen."""
        return van_eenheid(self.session, self.code) if self.bestaand and self.code else ()

    @lazy
    def eigenaar(self) -> str | None:
        """Owner of the unit after this delivery: who has it now, else the bestuur of the sender."""
        if self.bestaand is not None:
            return self.bestaand.eigenaar or None
        return self.besturen[0] if self.besturen else None

    @property
    def sleutels(self) -> Sleutels:
        """Names the unit."""
        return (("opleidingseenheidcode", self.code),) if self.code else ()


@dataclass
class Eenheidlevering(Eenheidzaak):
    """One unit to deliver, and what the register knows of it."""

    bericht: Eenheidbericht

    @lazy
    def verandert_van_soort(self) -> bool:
        """Whether a registered unit comes as one of another kind; what was not known of it may be filled in."""
        oud = self.bestaand
        if oud is None or (oud.specialisatie == self.gegeven.naam and oud.soort is None):
            return False
        return eenheden.soort_van(oud.specialisatie, oud.soort) != self.soort

    @property
    def vult_soort_in(self) -> bool:
        """Whether it tells the soort of a registered unit of which that was not known."""
        oud = self.bestaand
        return oud is not None and oud.soort is None and oud.specialisatie == self.gegeven.naam and bool(self.soort[1])

    @property
    def soort(self) -> tuple[str, str]:
        """Its kind after this delivery."""
        return eenheden.soort_van(self.gegeven.naam, velden.kenmerk(self.gegeven, "soort"))

    @lazy
    def partners(self) -> dict[str, Eenheid]:
        """The other units of its opleidingsrelaties, by code."""
        return eenheden.eenheden(self.session, (relatie.ander(self.code) for relatie in self.relaties))

    @property
    def lijsten(self) -> Waardenlijsten:
        """The value lists in force."""
        return self.context.lijsten

    @property
    def gegeven(self) -> Gegeven:
        """The unit as delivered, whole."""
        return self.bericht.gegeven

    @property
    def duur(self) -> Duur:
        """Lifetime as delivered."""
        return self.bericht.duur

    @property
    def perioden(self) -> Sequence[Gegeven]:
        """Periods as delivered, by begin."""
        return self.bericht.perioden

    @property
    def perioden_duur(self) -> Sequence[Duur]:
        """Derived duration of each of `perioden`."""
        return self.bericht.perioden_duur

    @property
    def verdachte_dragers(self) -> Sequence[Kenmerkdrager]:
        """See `Eenheidbericht.verdachte_dragers`."""
        return self.bericht.verdachte_dragers

    @property
    def sleutels(self) -> Sleutels:
        """Names the unit: see `Eenheidbericht.sleutels`."""
        return self.bericht.sleutels

    def periodesleutels(self, begin: date) -> Sleutels:
        """Names a period of the unit."""
        return self.bericht.periodesleutels(begin)
