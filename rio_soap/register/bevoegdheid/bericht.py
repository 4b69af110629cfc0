"""The erkenner of a message as its controles look at it: what can be known without the register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.erkenners import AANMERKING
from rio_soap.register.regels import velden
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.lijstcontroles import Lijstveld, onbekend, ongeldig
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.uitslag import Context

TYPE = "Erkenner"
"""Complex type of the contract that an erkenner has."""


@dataclass
class Erkennerbericht:
    """An erkenner that is delivered.

    :param code: erkennercode as delivered; None when it is new.
    """

    context: Context
    code: str | None
    gegeven: Gegeven

    @classmethod
    def van(cls, context: Context, verzoek: Gegeven) -> Erkennerbericht:
        """Read a request."""
        erkenner = velden.verplicht_deel(verzoek, "erkenner")
        return cls(context, velden.tekst_of_niet(erkenner, "erkennercode"), erkenner)

    @property
    def soort(self) -> str:
        """By which erkenningen name it."""
        return velden.tekst(self.gegeven, "soort")

    @lazy
    def duur(self) -> Duur:
        """Its lifetime."""
        return velden.duur(self.gegeven)

    @lazy
    def aanmerkingen(self) -> Sequence[tuple[Sleutels, Duur]]:
        """What names each of its aanmerkingen, and when that holds."""
        delen = velden.delen(self.gegeven, AANMERKING)
        return [((*self.sleutels, ("bevoegdheid", velden.tekst(d, "bevoegdheid"))), velden.duur(d)) for d in delen]

    @lazy
    def onbekend(self) -> Sequence[Lijstveld]:
        """Values that are on no list."""
        return list(onbekend(self.gegeven, TYPE, self.context.lijsten))

    @lazy
    def ongeldig(self) -> Sequence[Lijstveld]:
        """Values that their list does not have on that day."""
        return list(ongeldig(self.gegeven, TYPE, self.context.lijsten, self.duur.begin))

    @property
    def oins(self) -> Sequence[str]:
        """Who acts for it; each once."""
        return list(dict.fromkeys(self._oins()))

    def _oins(self) -> Iterator[str]:
        yield from velden.teksten(self.gegeven, "oin") if "oin" in self.gegeven.velden else ()

    @property
    def sleutels(self) -> Sleutels:
        """Its key, when it has one."""
        return (("sleutel", self.code),) if self.code else ()


def erkennerstand(code: str, erkenner: Gegeven) -> Gegeven:
    """What is kept of an erkenner: all of it, with its code."""
    rest = {naam: waarde for naam, waarde in erkenner.velden.items() if naam != "erkennercode"}
    return Gegeven("erkenner", {"erkennercode": code, **rest})
