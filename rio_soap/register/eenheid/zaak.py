"""One opleidingseenheid to deliver or remove: what the message says, and what the register knows of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Session
from rio_soap.register.database.stand import naar_json
from rio_soap.register.eenheid import rijen as eenheden
from rio_soap.register.regels import velden
from rio_soap.register.regels.kenmerkcontroles import Kenmerkdrager, kenmerken_van, te_controleren
from rio_soap.register.regels.lazy import eenmaal
from rio_soap.register.regels.perioden import Duur, afgeleid
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
        if sleutel := eenheden.kenmerk(self.gegeven, "eigenOpleidingseenheidSleutel"):
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


@dataclass
class Eenheidzaak:
    """One unit to deliver or remove, and what the register knows of it; each query runs when first needed.

    :param geleverd: None when it is to be removed.
    """

    session: Session
    context: Context
    besturen: tuple[str, ...]
    code: str | None
    geleverd: Eenheidbericht | None

    @eenmaal
    def bestaand(self) -> eenheden.Rij | None:
        """The unit that the code points at."""
        return eenheden.eenheid(self.session, self.code) if self.code else None

    @eenmaal
    def relaties(self) -> Sequence[eenheden.Rij]:
        """Its opleidingsrelaties."""
        return eenheden.relaties(self.session, self.code) if self.bestaand and self.code else ()

    @property
    def soort(self) -> tuple[str, str]:
        """Its kind after this delivery."""
        return eenheden.soort_van(self.gegeven.naam, eenheden.kenmerk(self.gegeven, "soort"))

    @eenmaal
    def verandert_van_soort(self) -> bool:
        """Whether a registered unit comes as one of another kind; what was not known of it may be filled in."""
        oud = self.bestaand
        if oud is None or (oud.specialisatie == self.gegeven.naam and oud.soort is None):
            return False
        return eenheden.soort_van(oud.specialisatie, oud.soort) != self.soort

    @property
    def vult_soort_in(self) -> bool:
        """Whether it tells the soort of a registered unit of which that was not known."""
        oud = self.bestaand
        return oud is not None and oud.soort is None and oud.specialisatie == self.gegeven.naam and bool(self.soort[1])

    @eenmaal
    def partners(self) -> dict[str, eenheden.Rij]:
        """The other units of its opleidingsrelaties, by code."""
        return eenheden.eenheden(self.session, (r.naar if r.van == self.code else r.van for r in self.relaties))

    @eenmaal
    def erkenningen(self) -> Sequence[eenheden.Rij]:
        """Its opleidingserkenningen."""
        return eenheden.erkenningen(self.session, [self.code]) if self.bestaand and self.code else ()

    @eenmaal
    def aangeboden(self) -> Sequence[eenheden.Rij]:
        """Its aangeboden opleidingen."""
        return eenheden.aangeboden(self.session, self.code) if self.bestaand and self.code else ()

    @eenmaal
    def eigenaar(self) -> str | None:
        """Owner of the unit after this delivery: who has it now, else the bestuur of the sender."""
        if self.bestaand is not None:
            return str(self.bestaand.eigenaar) if self.bestaand.eigenaar else None
        return self.besturen[0] if self.besturen else None

    @property
    def bericht(self) -> Eenheidbericht:
        """The unit as delivered."""
        assert self.geleverd is not None
        return self.geleverd

    @property
    def gegeven(self) -> Gegeven:
        """The unit as delivered, whole."""
        return self.bericht.gegeven

    @property
    def duur(self) -> Duur:
        """Lifetime as delivered."""
        return self.bericht.duur

    @property
    def perioden(self) -> list[Gegeven]:
        """Periods as delivered, sorted by begin."""
        return self.bericht.perioden

    @property
    def perioden_duur(self) -> list[Duur]:
        """Derived duration of each of `perioden`."""
        return self.bericht.perioden_duur

    @property
    def sleutels(self) -> Sleutels:
        """Names the unit: see `Eenheidbericht.sleutels`."""
        if self.geleverd is not None:
            return self.geleverd.sleutels
        return (("opleidingseenheidcode", self.code),) if self.code else ()

    def periodesleutels(self, begin: date) -> Sleutels:
        """Names a period of the unit."""
        return periodesleutels(self.sleutels, begin)


def periodesleutels(sleutels: Sleutels, begin: date) -> Sleutels:
    """Names a period of the unit that these keys name."""
    return (*sleutels, ("begindatum", begin.isoformat()))


def _begin(periode: Gegeven) -> date:
    return velden.datum(periode, "begindatum")
