"""The opleidingseenheid of a message as its controles look at it: what can be known without the register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels import velden
from rio_soap.register.regels.kenmerkcontroles import Kenmerkdrager, kenmerken_van, te_controleren
from rio_soap.register.regels.lazy import eenmaal
from rio_soap.register.regels.perioden import Duur, afgeleid
from rio_soap.register.regels.standtekst import naar_json
from rio_soap.register.regels.uitslag import Context

Sleutels = tuple[tuple[str, str], ...]


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

    @eenmaal
    def duur(self) -> Duur:
        """Lifetime as delivered."""
        return Duur(velden.datum(self.gegeven, "begindatum"), velden.datum_of_niet(self.gegeven, "einddatum"))

    @eenmaal
    def perioden(self) -> list[Gegeven]:
        """Periods as delivered, sorted by begin."""
        return sorted(velden.delen(self.gegeven, "opleidingseenheidPeriode"), key=_begin)

    @eenmaal
    def perioden_duur(self) -> list[Duur]:
        """Derived duration of each of `perioden`."""
        return afgeleid(map(_begin, self.perioden), self.duur.einde)

    @eenmaal
    def sleutels(self) -> Sleutels:
        """Names the unit: its code, else the key of the sender, else its first name."""
        if self.code:
            return (("opleidingseenheidcode", self.code),)
        if sleutel := velden.kenmerk(self.gegeven, "eigenOpleidingseenheidSleutel"):
            return (("eigenOpleidingseenheidSleutel", sleutel),)
        return (("naamLang", velden.tekst(self.perioden[0], "naamLang")),)

    @eenmaal
    def verdachte_dragers(self) -> Sequence[Kenmerkdrager]:
        """Of the unit and its periods those whose kenmerken are not surely in order."""
        return te_controleren(self._dragers(), self.context.lijsten)

    @eenmaal
    def stand(self) -> str:
        """What will be stored, as text; the code is a column, not part of it."""
        delen = {naam: waarde for naam, waarde in self.gegeven.velden.items() if naam != "opleidingseenheidcode"}
        return naar_json(Gegeven(self.gegeven.naam, delen))

    def _dragers(self) -> Iterator[Kenmerkdrager]:
        delen = [(self.gegeven, self.duur, self.sleutels)]
        for periode, duur in zip(self.perioden, self.perioden_duur, strict=True):
            delen.append((periode, duur, periodesleutels(self.sleutels, duur.begin)))
        for deel, duur, sleutels in delen:
            bereik = self.context.kenmerken.bereik(deel.naam, duur.begin)
            yield Kenmerkdrager(kenmerken_van(deel), bereik, duur.begin, duur.einde, sleutels)


def periodesleutels(sleutels: Sleutels, begin: date) -> Sleutels:
    """Names a period of the unit that these keys name."""
    return (*sleutels, ("begindatum", begin.isoformat()))


def _begin(periode: Gegeven) -> date:
    return velden.datum(periode, "begindatum")
