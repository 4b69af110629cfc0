"""A conformance run and what it found, as data; `run_report` and `keurpagina` write it out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rio_soap.bevinding import Taal, catalogus
from rio_soap.edukoppeling.clock import schrijf_tijdstip
from rio_soap.workbench.keur.boek import GROEPEN, Groep, Oordeel, Rol, Stand
from rio_soap.workbench.rapport import Rapport

STANDEN: tuple[Stand, ...] = ("geschonden", "voldaan", "niet")


def woord(naam: str, taal: Taal) -> str:
    """A word of the report."""
    return catalogus(taal)[f"keur.{naam}"]


@dataclass(slots=True)
class Keuring:
    """A run and what it found.

    :param doel: what was judged: an address, or a client.
    :param berichten: messages exchanged.
    :param rapporten: for a client, the explanation of each message.
    """

    rol: Rol
    doel: str
    moment: datetime
    oordelen: Sequence[Oordeel]
    berichten: int
    opmerkingen: list[str] = field(default_factory=list)
    rapporten: Sequence[Rapport] = ()

    @property
    def goed(self) -> bool:
        """Whether nothing is violated."""
        return not any(oordeel.stand == "geschonden" for oordeel in self.oordelen)

    def per_groep(self) -> dict[Groep, list[Oordeel]]:
        """The rules by group, without empty groups."""
        groepen = {groep: [o for o in self.oordelen if o.regel.groep == groep] for groep in GROEPEN}
        return {groep: oordelen for groep, oordelen in groepen.items() if oordelen}


def telling(oordelen: Sequence[Oordeel], taal: Taal) -> str:
    """How many rules were violated, met and not exercised."""
    aantal = Counter(oordeel.stand for oordeel in oordelen)
    return ", ".join(f"{aantal[stand]} {woord(stand, taal)}" for stand in STANDEN)


def kop(keuring: Keuring, taal: Taal) -> str:
    """Of what the report is, of when, and of how many messages."""
    wat = f"{woord('titel', taal)} {woord(keuring.rol, taal)} {keuring.doel}"
    return f"{wat}, {schrijf_tijdstip(keuring.moment)}, {keuring.berichten} {woord('berichten', taal)}"
