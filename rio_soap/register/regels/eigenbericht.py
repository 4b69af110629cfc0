"""An object of our own contract in a message, as the controles that all rooms share look at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.lijstcontroles import Lijstveld, onbekend, ongeldig
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.uitslag import Context


@dataclass
class Eigenbericht:
    """An object with a begindatum, and maybe periods, as delivered.

    :param type_: its complex type in the contract.
    :param sleutel: its key (Objectsleutel); empty for a new object that has none yet.
    :param periodeveld: field that holds its periods; empty when it has none.
    """

    context: Context
    gegeven: Gegeven
    type_: str
    sleutel: str
    periodeveld: str = ""

    @property
    def sleutels(self) -> Sleutels:
        """Names the object."""
        return ((SLEUTEL, self.sleutel),) if self.sleutel else ()

    @lazy
    def duur(self) -> Duur:
        """Its lifetime."""
        return velden.duur(self.gegeven)

    @lazy
    def perioden(self) -> Sequence[Gegeven]:
        """Its periods, by begin."""
        return velden.op_begin(self.gegeven, self.periodeveld) if self.periodeveld else ()

    @lazy
    def perioden_duur(self) -> Sequence[Duur]:
        """Of each of `perioden` the begin, and the end when that is said."""
        return [velden.duur(periode) for periode in self.perioden]

    @lazy
    def onbekend(self) -> Sequence[Lijstveld]:
        """Values that are not on their list."""
        return list(onbekend(self.gegeven, self.type_, self.context.lijsten))

    @lazy
    def ongeldig(self) -> Sequence[Lijstveld]:
        """Values that their list does not have on the nearest begindatum above them."""
        return list(ongeldig(self.gegeven, self.type_, self.context.lijsten, self.duur.begin))

    def periodesleutels(self, begin: date) -> tuple[tuple[str, str | date], ...]:
        """Names a period."""
        return (*self.sleutels, ("begindatum", begin))


class MetEigenbericht(Protocol):
    """A zaak of an object of our own contract."""

    @property
    def bericht(self) -> Eigenbericht:
        """What is delivered."""


def geldend(perioden: Sequence[Gegeven], dag: date, einde: date | None) -> Gegeven | None:
    """The period that holds on a day: from its begin to the end that it says, else to the next begin.

    :param perioden: by begin.
    :param einde: of the object; None for open.
    """
    begin = [velden.datum(periode, "begindatum") for periode in perioden]
    for periode, (van, tot) in zip(perioden, pairwise([*begin, einde]), strict=True):
        gezegd = velden.datum_of_niet(periode, "einddatum") or tot
        if van is not None and van <= dag and (gezegd is None or dag < gezegd):
            return periode
    return None
