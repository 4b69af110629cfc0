"""One opleidingsrelatie to deliver or remove, and the matrix that gives its direction and soort.

The sender names two units in any order; the register decides direction and soort from their specialisations. The whole
matrix is not published: VARIANT_VAN is recorded, the three HO rows of HIERARCHISCH are reasoned (docs/standaarden.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple, Protocol

from rio_soap.register.database.session import Session
from rio_soap.register.eenheid import rijen as eenheden
from rio_soap.register.eenheid.rijen import Eenheid, Opleidingsrelatie
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.uitslag import Context

MATRIX: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("hoOpleiding/VARIANT", "hoOpleiding/OPLEIDING"): "VARIANT_VAN",
        ("hoOnderwijseenheid", "hoOpleiding"): "HIERARCHISCH",
        ("hoOnderwijseenhedencluster", "hoOpleiding"): "HIERARCHISCH",
        ("hoOnderwijseenheid", "hoOnderwijseenhedencluster"): "HIERARCHISCH",
    }
)
"""Specialisation (with soort, where that matters) of both units, from and to, to the soort of the relation."""


SOORTEN: tuple[str, ...] = tuple(
    sorted({einde.partition("/")[2] for sleutel in MATRIX for einde in sleutel if "/" in einde})
)
"""The soorten of an hoOpleiding that the matrix tells apart."""


class Soortdrager(Protocol):
    """A unit as the matrix looks at it."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def specialisatie(self) -> str:
        """Its element name."""

    @property
    def soort(self) -> str | None:
        """Its kenmerk soort; None when it has none, or when that is not known."""


class Richting(NamedTuple):
    """Which of two units a relation goes from and to, and its soort."""

    van: str
    naar: str
    soort: str


def _soorten(eenheid: Soortdrager) -> tuple[str, ...]:
    return (f"{eenheid.specialisatie}/{eenheid.soort}", eenheid.specialisatie)


def richting(een: Soortdrager, ander: Soortdrager) -> Richting | None:
    """Direction and soort of the relation between two units; None when the matrix gives none."""
    for van, naar in ((een, ander), (ander, een)):
        for sleutel, soort in MATRIX.items():
            if sleutel[0] in _soorten(van) and sleutel[1] in _soorten(naar):
                return Richting(van.code, naar.code, soort)
    return None


@dataclass
class Relatiezaak:
    """One relation to deliver or remove, and what the register knows of it."""

    session: Session
    context: Context
    besturen: tuple[str, ...]
    codes: tuple[str, ...]
    duur: Duur

    @lazy
    def gevonden(self) -> Mapping[str, Eenheid]:
        """The units that exist, by code."""
        return eenheden.eenheden(self.session, self.codes)

    @lazy
    def richting(self) -> Richting | None:
        """Its direction and soort; None when the matrix gives none."""
        een, ander = (self.gevonden[code] for code in self.codes)
        return richting(een, ander)

    @property
    def soort(self) -> str | None:
        """Its soort; None when the matrix gives none."""
        return self.richting.soort if self.richting is not None else None

    @lazy
    def bestaande(self) -> Sequence[Opleidingsrelatie]:
        """The relations between the two units, in either direction."""
        rijen = eenheden.relaties(self.session, self.codes[0])
        return [rij for rij in rijen if {rij.van, rij.naar} == set(self.codes)]

    @property
    def zelfde(self) -> Opleidingsrelatie | None:
        """The existing relation with the same begindatum: this delivery changes it."""
        return next((rij for rij in self.bestaande if rij.begindatum == self.duur.begin), None)

    @property
    def sleutels(self) -> Sleutels:
        """Names the relation."""
        codes = [("opleidingseenheidcode", code) for code in self.codes]
        return (*codes, ("begindatum", self.duur.begin.isoformat()))
