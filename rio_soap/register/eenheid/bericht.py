"""The opleidingseenheid of a message as its controles look at it: what can be known without the register."""

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
from rio_soap.register.regels.standtekst import naar_json
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.velden import op_begin


@dataclass
class Eenheidbericht:
    """The unit of a message: what can be known without the register.

    :param code: opleidingseenheidcode as delivered; None when the unit is new.
    """

    context: Context
    code: str | None
    gegeven: Gegeven

    def lees(self) -> Eenheidbericht:
        """Make now what every delivery needs that is approved; gives itself."""
        _ = self.verdachte_dragers, self.stand
        return self

    @lazy
    def duur(self) -> Duur:
        """Lifetime as delivered."""
        return velden.duur(self.gegeven)

    @lazy
    def perioden(self) -> list[Gegeven]:
        """Periods as delivered, sorted by begin."""
        return op_begin(self.gegeven, "opleidingseenheidPeriode")

    @lazy
    def perioden_duur(self) -> list[Duur]:
        """Derived duration of each of `perioden`."""
        return afgeleid((velden.datum(periode, "begindatum") for periode in self.perioden), self.duur.einde)

    @lazy
    def sleutels(self) -> Sleutels:
        """Names the unit: its code, else the key of the sender, else its first name."""
        if self.code:
            return (("opleidingseenheidcode", self.code),)
        if sleutel := velden.kenmerk(self.gegeven, "eigenOpleidingseenheidSleutel"):
            return (("eigenOpleidingseenheidSleutel", sleutel),)
        return (("naamLang", velden.tekst(self.perioden[0], "naamLang")),)

    def periodesleutels(self, begin: date) -> Sleutels:
        """Names a period of the unit."""
        return (*self.sleutels, ("begindatum", begin.isoformat()))

    @lazy
    def verdachte_dragers(self) -> Sequence[Kenmerkdrager]:
        """Of the unit and its periods those whose kenmerken are not surely in order."""
        return te_controleren(self._dragers(), self.context.lijsten)

    @lazy
    def stand(self) -> str:
        """What will be stored, as text; the code is a column, not part of it."""
        return naar_json(eenheidstand(self.gegeven))

    def _dragers(self) -> Iterator[Kenmerkdrager]:
        delen = [(self.gegeven, self.duur, self.sleutels)]
        for periode, duur in zip(self.perioden, self.perioden_duur, strict=True):
            delen.append((periode, duur, self.periodesleutels(duur.begin)))
        for deel, duur, sleutels in delen:
            bereik = self.context.kenmerken.bereik(deel.naam, duur.begin)
            yield Kenmerkdrager(kenmerken_van(deel), bereik, duur.begin, duur.einde, sleutels)


def eenheidstand(eenheid: Gegeven) -> Gegeven:
    """What is kept of a unit beside its columns."""
    return Gegeven(eenheid.naam, {naam: w for naam, w in eenheid.velden.items() if naam != "opleidingseenheidcode"})
