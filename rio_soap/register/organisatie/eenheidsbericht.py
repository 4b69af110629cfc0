"""An eenheid of our own contract in a message: in- and uitBedrijfdatum, periods that run on until the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.regels import periodecontroles, velden
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.eigenbericht import Eigenbericht
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur, afgeleid
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import Context


@dataclass
class Eenheidsbericht(Eigenbericht):
    """An organisatorische eenheid as delivered."""

    @classmethod
    def van(cls, context: Context, eenheid: Gegeven, type_: str) -> Eenheidsbericht:
        """The message of an eenheid.

        :param type_: its complex type, after which its code and periods are named.
        """
        naam = type_[:1].lower() + type_[1:]
        code = velden.tekst_of_niet(eenheid, f"{naam}code")
        return cls(context, eenheid, type_, code or "", f"{naam}Periode")

    @lazy
    def duur(self) -> Duur:
        """Its lifetime."""
        gegeven = self.gegeven
        return Duur(velden.datum(gegeven, "inBedrijfdatum"), velden.datum_of_niet(gegeven, "uitBedrijfdatum"))

    @lazy
    def perioden_duur(self) -> Sequence[Duur]:
        """Derived duration of each of `perioden`."""
        return afgeleid((velden.datum(periode, "begindatum") for periode in self.perioden), self.duur.einde)

    def periodesleutels(self, begin: date) -> Sleutels:
        """Names a period."""
        return (*self.sleutels, ("begindatum", begin.isoformat()))

    def bedrijfssleutels(self) -> Sleutels:
        """Names the day on which it goes out of business, else that on which it came in."""
        begin, einde = self.duur.begin, self.duur.einde
        waar = ("inBedrijfdatum", begin.isoformat()) if einde is None else ("uitBedrijfdatum", einde.isoformat())
        return (*self.sleutels, waar)

    def rij(self, code: str, soort: str) -> dict[str, SqlValue]:
        """The row of the eenheid; its code is a column, not part of the stand.

        :param soort: such as GROEP.
        """
        zonder = f"{self.periodeveld.removesuffix('Periode')}code"
        inhoud = {naam: waarde for naam, waarde in self.gegeven.velden.items() if naam not in {zonder, "groepslid"}}
        return {
            "code": code,
            "soort": soort,
            "begindatum": self.duur.begin,
            "einddatum": self.duur.einde,
            "stand": Gegeven(self.gegeven.naam, inhoud),
        }


class MetEenheidsbericht(Protocol):
    """A zaak of an eenheid."""

    @property
    def bericht(self) -> Eenheidsbericht:
        """What is delivered."""


def n04010(zaak: MetEenheidsbericht) -> Iterator[Foutmelding]:
    """N04010: uitBedrijfdatum is later than inBedrijfdatum. Source: Overzicht foutcodes."""
    if not zaak.bericht.duur.klopt():
        yield melding("N04010", zaak.bericht.bedrijfssleutels())


def n05010(zaak: MetEenheidsbericht) -> Iterator[Foutmelding]:
    """N05010: the (derived) end of a period is later than its begin. Source: Overzicht foutcodes."""
    return periodecontroles.perioden_eindigen_later("N05010", zaak.bericht)


def n05030(zaak: MetEenheidsbericht) -> Iterator[Foutmelding]:
    """N05030: a period lies within the lifetime of the eenheid. Source: Overzicht foutcodes."""
    return periodecontroles.perioden_liggen_binnen("N05030", zaak.bericht)


def n05050(zaak: MetEenheidsbericht) -> Iterator[Foutmelding]:
    """N05050: periods join without overlap. Source: Overzicht foutcodes."""
    return periodecontroles.perioden_sluiten_aan("N05050", zaak.bericht)


def n05060(zaak: MetEenheidsbericht) -> Iterator[Foutmelding]:
    """N05060: one period begins on inBedrijfdatum, and one ends on uitBedrijfdatum. Source: Overzicht foutcodes."""
    bericht = zaak.bericht
    if all(duur.begin != bericht.duur.begin for duur in bericht.perioden_duur):
        yield melding("N05060", (*bericht.sleutels, ("inBedrijfdatum", bericht.duur.begin)))


EENHEIDSCONTROLES: tuple[Controle[MetEenheidsbericht], ...] = (
    ("N04010", n04010),
    ("N05010", n05010),
    ("N05030", n05030),
    ("N05050", n05050),
    ("N05060", n05060),
)
"""The controles on the lifetime and the periods of an eenheid, in their order."""
