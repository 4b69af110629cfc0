"""One instellingserkenning to deliver or remove: what the message says, and what the register knows of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rio_soap.register.bevoegdheid import erkenners
from rio_soap.register.bevoegdheid.operatierollen import mag
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.database.session import Session
from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.erkenning import verwijzingen_erkenning
from rio_soap.register.erkenning.bericht import Instellingserkenningbericht
from rio_soap.register.erkenning.rijen import SAMENWERKING, Instellingserkenning
from rio_soap.register.erkenning.sleutels import Instellingsleutel, sleutel_van
from rio_soap.register.erkenning.verwijzingen_erkenning import Verwijzingen
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.uitslag import Context


@dataclass
class Instellingserkenningzaak:
    """One instellingserkenning to remove, and what the register knows of it; each query runs when first needed.

    :param operatie: name of the operation, which says whose roles suffice.
    :param rollen: of the sender.
    :param wat: what names it.
    """

    session: Session
    context: Context
    operatie: str
    rollen: Rollen
    wat: Instellingsleutel

    @lazy
    def bestaand(self) -> Instellingserkenning | None:
        """The erkenning that has this key."""
        return erkenningen.op_sleutel(self.session, self.wat)

    @lazy
    def verwijzingen(self) -> Verwijzingen | None:
        """What refers to it; None when it is not there."""
        return verwijzingen_erkenning.verwijzingen(self.session, self.bestaand) if self.bestaand is not None else None

    @lazy
    def namens(self) -> frozenset[str]:
        """The erkenners of its soort for which the sender acts."""
        return erkenners.namens(self.rollen, self.session, self.wat.erkenner)

    @lazy
    def mag(self) -> bool:
        """Whether a role of the sender covers the erkenning."""
        return mag(self.rollen, self.operatie, self._dekkend())

    def _dekkend(self) -> Mapping[str, frozenset[str]]:
        """Per role with a bereik what covers the erkenning; a samenwerkingsvorm has one that is there already."""
        eigen = frozenset({self.wat.code} if self.bestaand and self.wat.soort == SAMENWERKING else ())
        return {"ERKENNER": self._gevers(), "SAMENWERKINGSVORM": eigen}

    def _gevers(self) -> frozenset[str]:
        """The erkenners by which the sender may remove it: with an aanmerking on its begindatum, as RS1302 asks of who
        delivers."""
        oud = self.bestaand
        if oud is None:
            return self.namens
        wat = erkenners.Erkenningssoort.ORGANISATIE
        return erkenners.aangemerkten(self.rollen, self.session, oud.erkenner, wat, oud.begindatum)

    @property
    def sleutels(self) -> Sleutels:
        """Names the erkenning."""
        return (("sleutel", sleutel_van(*self.wat)),)


@dataclass
class Instellingserkenninglevering(Instellingserkenningzaak):
    """One instellingserkenning to deliver, and what the register knows of it."""

    bericht: Instellingserkenningbericht

    def _gevers(self) -> frozenset[str]:
        """All for which the sender acts; what they may give is for RS1302."""
        return self.namens

    @lazy
    def als_samenwerkingsvorm(self) -> bool:
        """Whether the sender acts as the samenwerkingsvorm that it is about, and in no role that allows more."""
        return not self.namens and not self.rollen.heeft("DUO")
