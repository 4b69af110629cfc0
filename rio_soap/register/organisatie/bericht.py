"""The onderwijsaanbieder of a message as its controles look at it: what can be known without the register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels import velden
from rio_soap.register.regels.kenmerkdragers import Kenmerkdrager, kenmerken_van, te_controleren
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur, afgeleid
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.velden import op_begin


@dataclass
class Aanbiederbericht:
    """The onderwijsaanbieder of a message.

    :param gegeven: an onderwijsaanbieder or nieuweOnderwijsaanbieder.
    """

    context: Context
    gegeven: Gegeven

    @lazy
    def code(self) -> str | None:
        """onderwijsaanbiedercode as delivered; None when it is new."""
        return velden.tekst_of_niet(self.gegeven, "onderwijsaanbiedercode")

    @lazy
    def duur(self) -> Duur:
        """Lifetime as delivered."""
        return Duur(velden.datum(self.gegeven, "inBedrijfdatum"), velden.datum_of_niet(self.gegeven, "uitBedrijfdatum"))

    @lazy
    def perioden(self) -> list[Gegeven]:
        """Periods as delivered, by begin."""
        return op_begin(self.gegeven, "onderwijsaanbiederPeriode")

    @lazy
    def perioden_duur(self) -> list[Duur]:
        """Derived duration of each of `perioden`."""
        return afgeleid((velden.datum(periode, "begindatum") for periode in self.perioden), self.duur.einde)

    @lazy
    def juridische_relaties(self) -> list[Gegeven]:
        """Its juridischeRelaties as delivered."""
        return velden.delen(self.gegeven, "juridischeRelatie")

    @lazy
    def erkenningcodes(self) -> list[str]:
        """The instellingserkenningscodes as delivered, each once."""
        return list(dict.fromkeys(velden.tekst(r, "instellingserkenningscode") for r in self.juridische_relaties))

    @lazy
    def eigen_sleutel(self) -> str | None:
        """eigenOnderwijsaanbiederSleutel as delivered."""
        return velden.kenmerk(self.gegeven, "eigenOnderwijsaanbiederSleutel")

    @lazy
    def sleutels(self) -> Sleutels:
        """Names the onderwijsaanbieder: its code, else the key of the sender, else its first name."""
        if self.code:
            return (("onderwijsaanbiedercode", self.code),)
        if self.eigen_sleutel:
            return (("eigenOnderwijsaanbiederSleutel", self.eigen_sleutel),)
        return (("naam", velden.tekst(self.perioden[0], "naam")),)

    def periodesleutels(self, begin: date) -> Sleutels:
        """Names a period."""
        return (*self.sleutels, ("begindatum", begin.isoformat()))

    def relatiesleutels(self, relatie: Gegeven) -> Sleutels:
        """Names a juridischeRelatie."""
        code, begin = velden.tekst(relatie, "instellingserkenningscode"), velden.datum(relatie, "begindatum")
        return (*self.sleutels, ("instellingserkenningscode", code), ("begindatum", begin.isoformat()))

    @lazy
    def verdachte_dragers(self) -> Sequence[Kenmerkdrager]:
        """Of the onderwijsaanbieder and its periods those whose kenmerken are not surely in order."""
        return te_controleren(self._dragers(), self.context.lijsten)

    def _dragers(self) -> Iterator[Kenmerkdrager]:
        bereik, duur = self.context.kenmerken.bereik, self.duur
        kenmerken = kenmerken_van(self.gegeven)
        yield Kenmerkdrager(kenmerken, bereik("onderwijsaanbieder", duur.begin), duur.begin, duur.einde, self.sleutels)
        for periode, duur in zip(self.perioden, self.perioden_duur, strict=True):
            sleutels = self.periodesleutels(duur.begin)
            kenmerken = kenmerken_van(periode)
            yield Kenmerkdrager(kenmerken, bereik(periode.naam, duur.begin), duur.begin, duur.einde, sleutels)
