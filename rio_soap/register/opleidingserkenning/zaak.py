"""One opleidingserkenning to deliver or remove: what the message says, and what the register knows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rio_soap.register.bevoegdheid import erkenners
from rio_soap.register.bevoegdheid.erkenners import Erkenner
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.database.session import Session
from rio_soap.register.eenheid.rijen import Erkenningssleutel
from rio_soap.register.opleidingserkenning import rijen
from rio_soap.register.opleidingserkenning.bericht import Erkenningsbericht
from rio_soap.register.opleidingserkenning.rijen import Eenheidsduur, Erkendeenheid, Erkenningsrij
from rio_soap.register.opleidingserkenning.sleutel import sleutel_van, sleutelgegevens
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.periodecontroles import Sleutels


@dataclass
class Opleidingserkenningzaak:
    """One opleidingserkenning to remove, and what the register knows of it; each query runs when first needed.

    :param rollen: of the sender.
    :param erkenningssleutel: what names it in the message; it may leave parts out.
    """

    session: Session
    rollen: Rollen
    erkenningssleutel: Erkenningssleutel

    @lazy
    def aangewezen(self) -> Sequence[Erkenningsrij]:
        """The erkenningen that the key names."""
        return rijen.aangewezen(self.session, self.erkenningssleutel)

    @lazy
    def bestaand(self) -> Erkenningsrij | None:
        """The one erkenning that the key names; None for none and for several."""
        return self.aangewezen[0] if len(self.aangewezen) == 1 else None

    @lazy
    def verbonden(self) -> Sequence[Erkendeenheid]:
        """The units that the erkenning recognises now."""
        oud = self.bestaand
        return rijen.eenheden_van(self.session, [oud.id]).get(oud.id, ()) if oud is not None else ()

    @lazy
    def heeft_licenties(self) -> bool:
        """Whether a licentie is given for it."""
        return self.bestaand is not None and rijen.heeft_licenties(self.session, self.bestaand.id)

    @property
    def sleutels(self) -> Sleutels:
        """Names the erkenning by what the message says of its key."""
        return sleutelgegevens(self.erkenningssleutel)

    def erkenners(self, soort: str) -> Sequence[Erkenner]:
        """The erkenners of a soort."""
        return erkenners.van_soort(self.session, soort) if soort else ()


@dataclass
class Opleidingserkenninglevering(Opleidingserkenningzaak):
    """One opleidingserkenning to deliver, and what the register knows of it."""

    bericht: Erkenningsbericht

    @lazy
    def van_code(self) -> Sequence[Erkenningsrij]:
        """The erkenningen with its stelsel and code."""
        return rijen.van_code(self.session, self.erkenningssleutel)

    @lazy
    def bestaand(self) -> Erkenningsrij | None:
        """The erkenning with exactly this key, which is changed; None when it is new."""
        return next((rij for rij in self.van_code if rij.sleutel == self.erkenningssleutel), None)

    @lazy
    def naamgenoten(self) -> Sequence[Erkenningsrij]:
        """Other erkenningen that have its unieke code."""
        uniek = self.erkenningssleutel.unieke_code
        gevonden = rijen.met_unieke_code(self.session, uniek) if uniek else ()
        return [rij for rij in gevonden if rij.sleutel != self.erkenningssleutel]

    @lazy
    def van_soort(self) -> Sequence[Erkenner]:
        """The erkenners that the message may mean."""
        return self.erkenners(self.bericht.erkenner)

    @lazy
    def eenheden(self) -> Mapping[str, Eenheidsduur]:
        """The units that it will recognise, by code; one that is unknown is absent."""
        codes = self.bericht.eenheden
        return rijen.eenheidsduren(self.session, codes) if codes else {}

    @property
    def sleutels(self) -> Sleutels:
        """Names the erkenning."""
        return self.bericht.sleutels

    @property
    def sleutel(self) -> str:
        """Its key (Objectsleutel)."""
        return sleutel_van(*self.erkenningssleutel)
