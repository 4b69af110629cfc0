"""The onderwijsbestuur of a message, with what the Handelsregister said of it before the transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.organisatie.eenheidsbericht import Eenheidsbericht
from rio_soap.register.regels import velden
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.navraag import Gevonden
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.uitslag import Context

NUMMERS = ("kVKnummer", "rSIN")
"""What names a registration of the Handelsregister."""


@dataclass
class Bestuurbericht(Eenheidsbericht):
    """An onderwijsbestuur as delivered.

    :param gevonden: what came of the question for its registration; None when nobody was asked.
    """

    gevonden: Gevonden | None = None

    def met(self, gevonden: Gevonden) -> Bestuurbericht:
        """The same, with what came of its question."""
        return replace(self, gevonden=gevonden)

    @property
    def code(self) -> str | None:
        """onderwijsbestuurcode as delivered; None when it is new."""
        return self.sleutel or None

    @lazy
    def kvk_nummer(self) -> str | None:
        """kVKnummer as delivered."""
        return velden.tekst_of_niet(self.gegeven, "kVKnummer")

    @lazy
    def rsin(self) -> str | None:
        """rSIN as delivered."""
        return velden.tekst_of_niet(self.gegeven, "rSIN")

    @lazy
    def gezag(self) -> str | None:
        """bevoegdGezagNummer as delivered."""
        return velden.tekst_of_niet(self.gegeven, "bevoegdGezagNummer")

    @property
    def stand(self) -> Gegeven:
        """What is kept of it beside its columns."""
        inhoud = {naam: w for naam, w in self.gegeven.velden.items() if naam not in _KOLOMMEN}
        return Gegeven(self.gegeven.naam, inhoud)

    def nummersleutels(self) -> Sleutels:
        """Names its registration by the number that was asked for; it has one."""
        naam, nummer = next((naam, w) for naam in NUMMERS if (w := velden.tekst_of_niet(self.gegeven, naam)))
        return (*self.sleutels, (naam, nummer))


_KOLOMMEN = frozenset({"onderwijsbestuurcode", *NUMMERS, "bevoegdGezagNummer"})


def lees_onderwijsbestuur(context: Context, verzoek: Gegeven) -> Bestuurbericht:
    """What of a delivered onderwijsbestuur needs no register."""
    deel = velden.verplicht_deel(verzoek, "onderwijsbestuur")
    code = velden.tekst_of_niet(deel, "onderwijsbestuurcode")
    return Bestuurbericht(context, deel, "Onderwijsbestuur", code or "", "onderwijsbestuurPeriode")
