"""The opleidingserkenning of a message as its controles look at it: what can be known without the register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.eenheid.rijen import Erkenningssleutel
from rio_soap.register.opleidingserkenning.sleutel import lees_sleutel, sleutel_van
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigenbericht import Eigenbericht
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.standtekst import naar_json
from rio_soap.register.regels.uitslag import Context

TYPE, PERIODE, EENHEID = "Opleidingserkenning", "opleidingserkenningPeriode", "opleidingseenheidcode"
HO, VAK = "HOOPLEIDINGSERKENNING", "VOVAKERKENNING"
DEEL: Final[Mapping[str, str]] = MappingProxyType(
    {
        HO: "ho",
        "MBOOPLEIDINGSERKENNING": "mbo",
        "MBOGENERIEKEXAMENONDERDEELERKENNING": "mboExamen",
        "VOOPLEIDINGSERKENNING": "vo",
        VAK: "vak",
    }
)
"""Type to the part that its periods have; those of other types have none."""
ZONDER_PERIODEN: Final = frozenset(
    {"PARTICULIEREOPLEIDINGSERKENNING", "BUITENLANDSEOPLEIDINGSERKENNING", "EVCSTANDAARDERKENNING"}
)
"""Types that may do without periods: the open data gives them none."""


@dataclass
class Erkenningsbericht(Eigenbericht):
    """An opleidingserkenning that is delivered."""

    @classmethod
    def van(cls, context: Context, gegeven: Gegeven) -> Erkenningsbericht:
        """Read an Opleidingserkenning."""
        return cls(context, gegeven, TYPE, sleutel_van(*lees_sleutel(gegeven)), PERIODE)

    def lees(self) -> Erkenningsbericht:
        """Make now what every delivery needs that is approved; gives itself."""
        _ = self.onbekend, self.ongeldig, self.stand
        return self

    @lazy
    def erkenningssleutel(self) -> Erkenningssleutel:
        """What names it."""
        return lees_sleutel(self.gegeven)

    @property
    def soort(self) -> str:
        """Its type."""
        return velden.tekst(self.gegeven, "type")

    @property
    def erkenner(self) -> str:
        """The soort of who gives it."""
        return velden.tekst(self.gegeven, "erkenner")

    @lazy
    def eenheden(self) -> Sequence[str]:
        """Codes of the units that it recognises, each once, in order of the message."""
        return list(dict.fromkeys(velden.teksten(self.gegeven, EENHEID))) if EENHEID in self.gegeven.velden else []

    @lazy
    def stand(self) -> str:
        """What will be stored, as text."""
        return naar_json(erkenningsstand(self.gegeven))


def erkenningsstand(gegeven: Gegeven) -> Gegeven:
    """What is kept of an opleidingserkenning in its row: all but the units, which are rows of their own."""
    return Gegeven("opleidingserkenning", {naam: w for naam, w in gegeven.velden.items() if naam != EENHEID})
