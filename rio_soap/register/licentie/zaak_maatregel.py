"""One licentiemaatregel to deliver or remove: what the message says, and what the register knows of its licentie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.licentie.rijen import Licentiemaatregel, maatregelsleutel
from rio_soap.register.licentie.zaak import Licentiezaak
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.periodecontroles import Sleutels


@dataclass
class Maatregelzaak(Licentiezaak):
    """One maatregel of a licentie.

    :param gegeven: the maatregel, or the key of one.
    """

    gegeven: Gegeven

    @property
    def soort(self) -> str:
        """Its Licentiemaatregelsoort."""
        return velden.tekst(self.gegeven, "soort")

    @property
    def begin(self) -> date:
        """Its begindatum, by which it is told from others of its soort."""
        return velden.datum(self.gegeven, "begindatum")

    @lazy
    def als_geleverd(self) -> Licentiemaatregel:
        """The row that it becomes."""
        return Licentiemaatregel(
            self.code,
            self.soort,
            self.begin,
            velden.datum_of_niet(self.gegeven, "einddatum"),
            velden.datum_of_niet(self.gegeven, "aanvraagverbodEinddatum"),
        )

    @lazy
    def zelfde(self) -> Licentiemaatregel | None:
        """The maatregel with this key."""
        return next((m for m in self.maatregelen if (m.soort, m.begindatum) == (self.soort, self.begin)), None)

    @lazy
    def andere(self) -> Sequence[Licentiemaatregel]:
        """The other maatregelen of this soort."""
        return [m for m in self.maatregelen if m.soort == self.soort and m.begindatum != self.begin]

    @property
    def objectsleutel(self) -> str:
        """Its key in the register."""
        return maatregelsleutel(self.code, self.soort, self.begin)

    @property
    def sleutels(self) -> Sleutels:
        """Names the maatregel."""
        return ((SLEUTEL, self.objectsleutel),)
