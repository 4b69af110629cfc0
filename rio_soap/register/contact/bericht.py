"""The contactadres of a message as its controles look at it: what can be known without the register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.contact.leesvorm import PERIODE
from rio_soap.register.contact.rijen import contactsleutel, subcontextnummer
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigenbericht import Eigenbericht
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.standtekst import naar_json
from rio_soap.register.regels.uitslag import Context

_GEEN_CONTACT = frozenset({"begindatum", "einddatum", "communicatiesubcontext"})
"""Fields of a period by which nobody is reached."""
_ADRESSEN = ("bezoekadres", "postadres")


@dataclass
class Contactbericht(Eigenbericht):
    """A contactadres that is delivered; its subcontextnummer is kept without zeros in front."""

    @classmethod
    def van(cls, context: Context, verzoek: Gegeven) -> Contactbericht:
        """Read the contactadres of a request."""
        gegeven = velden.verplicht_deel(verzoek, "contactadres")
        return cls(context, gegeven, "Contactadres", sleutel_in(gegeven), PERIODE)

    def lees(self) -> Contactbericht:
        """Make now what every delivery needs that is approved; gives itself."""
        _ = self.perioden_duur, self.onbekend, self.stand
        return self

    @lazy
    def duur(self) -> Duur:
        """From its first period on: a contactadres has no dates of its own, and its periods leave gaps."""
        return Duur(self.perioden_duur[0].begin, None)

    @property
    def soort(self) -> str:
        """Its communicatiecontext."""
        return velden.tekst(self.gegeven, "communicatiecontext")

    @lazy
    def stand(self) -> str:
        """What will be stored, as text: its periods, by begin."""
        return naar_json(Gegeven("contactadres", {PERIODE: list(self.perioden)}))

    def zonder_contact(self) -> Iterator[Duur]:
        """The periods in which nothing says how to reach anybody; an address without a line is nothing either."""
        for periode, duur in zip(self.perioden, self.perioden_duur, strict=True):
            zegt = [naam for naam in periode.velden if naam not in _GEEN_CONTACT]
            if all(naam in _ADRESSEN and _is_leeg(velden.verplicht_deel(periode, naam)) for naam in zegt):
                yield duur

    def overlappend(self) -> Iterator[Duur]:
        """The periods that overlap an earlier one; one that ends before it begins is another fault."""
        eerder: list[Duur] = []
        for duur in self.perioden_duur:
            if duur.klopt():
                if any(ander.overlapt(duur) for ander in eerder):
                    yield duur
                eerder.append(duur)


def sleutel_in(gegeven: Gegeven) -> str:
    """The key of a contactadres, or of what names one, in a message."""
    namen = ("organisatorischeEenheidcode", "communicatiecontext", "communicatiesubcontextNummer")
    return contactsleutel(*(velden.tekst(gegeven, naam) for naam in namen))


def nummer_in(gegeven: Gegeven) -> str:
    """The subcontextnummer in a message, as it is kept."""
    return subcontextnummer(velden.tekst(gegeven, "communicatiesubcontextNummer"))


def _is_leeg(adres: Gegeven) -> bool:
    return not any(isinstance(deel, Gegeven) and deel.velden for deel in adres.velden.values())
