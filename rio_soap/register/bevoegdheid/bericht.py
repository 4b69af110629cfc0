"""The erkenner of a message as its controles look at it: what can be known without the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.erkenners import AANMERKING
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigenbericht import Eigenbericht
from rio_soap.register.regels.uitslag import Context


@dataclass
class Erkennerbericht(Eigenbericht):
    """An erkenner that is delivered; its aanmerkingen are its periods."""

    @classmethod
    def van(cls, context: Context, verzoek: Gegeven) -> Erkennerbericht:
        """Read a request."""
        erkenner = velden.verplicht_deel(verzoek, "erkenner")
        code = velden.tekst_of_niet(erkenner, "erkennercode") or ""
        return cls(context, erkenner, "Erkenner", code, AANMERKING)

    @property
    def code(self) -> str | None:
        """Erkennercode as delivered; None when it is new."""
        return self.sleutel or None

    @property
    def soort(self) -> str:
        """By which erkenningen name it."""
        return velden.tekst(self.gegeven, "soort")

    @property
    def oins(self) -> Sequence[str]:
        """Who acts for it; each once."""
        return list(dict.fromkeys(velden.teksten(self.gegeven, "oin"))) if "oin" in self.gegeven.velden else ()


def erkennerstand(code: str, erkenner: Gegeven) -> Gegeven:
    """What is kept of an erkenner: all of it, with its code."""
    rest = {naam: waarde for naam, waarde in erkenner.velden.items() if naam != "erkennercode"}
    return Gegeven("erkenner", {"erkennercode": code, **rest})
