"""What status an offer has by the erkenningen and licenties under it: a table, its first line that holds counts.

Source: our own design (docs/aanvulling/licentie.md has the table and its reasons).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from rio_soap.register.erkenning.rijen import OCW
from rio_soap.register.licentie.controles_maatregel import VAN_INSPECTIE
from rio_soap.register.licentie.gronden import Instellingsgrond, Opleidingsgrond
from rio_soap.register.licentie.leesvorm import Leeslicentie
from rio_soap.register.regels.perioden import geldig_op

SLAPEND: Final = "SLAPEND"
"""Stadium of a licentie that nobody uses, and the status that comes of it."""
KEURMERKEN: Final = frozenset({"BRANCHE", "NKC_EVC", "NLQF", "SNRO", "SZW"})
"""Erkenners of opleidingen whose erkenning is a keurmerk."""


class Licentiegrond(NamedTuple):
    """A licentie for an institution and an opleiding under an offer, begun on the day or before."""

    begindatum: date
    einddatum: date | None
    stadium: str
    bron: Leeslicentie

    def geldt(self, dag: date) -> bool:
        """Whether it holds on a day."""
        return geldig_op(dag, self.begindatum, self.einddatum)

    def onder_maatregel(self, dag: date) -> bool:
        """Whether a WAARSCHUWING or SANCTIE holds for it on a day."""
        return any(
            m.soort in VAN_INSPECTIE and geldig_op(dag, m.begindatum, m.einddatum) for m in self.bron.maatregelen
        )


@dataclass(frozen=True)
class Aanbodgronden:
    """What stands under an offer on a day, as far as the reader may see it.

    :param in_bedrijf: whether offer and aanbieder both are, on the day.
    :param herkomst: of what is offered.
    :param impliciet: whether one of the opleidingserkenningen gives a licentie by itself.
    :param licenties: of one of the institutions for one of the opleidingen, those that ended too.
    """

    dag: date
    in_bedrijf: bool
    herkomst: str
    instellingen: Sequence[Instellingsgrond]
    opleidingen: Sequence[Opleidingsgrond]
    impliciet: bool
    licenties: Sequence[Licentiegrond]

    @property
    def geldige(self) -> Sequence[Licentiegrond]:
        """The licenties that hold on the day."""
        return [grond for grond in self.licenties if grond.geldt(self.dag)]

    @property
    def gebruikte(self) -> Sequence[Licentiegrond]:
        """Of those the ones that are in use."""
        return [grond for grond in self.geldige if grond.stadium != SLAPEND]


Regel = tuple[str, Callable[[Aanbodgronden], bool]]
"""A status, and whether it holds when no earlier line did."""

REGELS: Final[tuple[Regel, ...]] = (
    ("GEEN_AANBOD", lambda g: not g.in_bedrijf),
    ("KEURMERK_INSTELLING", lambda g: not g.opleidingen and any(i.erkenner != OCW for i in g.instellingen)),
    ("EIGEN_OPLEIDING", lambda g: not g.opleidingen and g.herkomst == "INSTELLING"),
    ("NIET_ERKEND", lambda g: not g.opleidingen),
    ("ERKEND_MET_MAATREGEL", lambda g: any(grond.onder_maatregel(g.dag) for grond in g.gebruikte)),
    ("ERKEND", lambda g: bool(g.gebruikte) or (g.impliciet and bool(g.instellingen))),
    (SLAPEND, lambda g: bool(g.geldige)),
    ("KEURMERK_OPLEIDING", lambda g: any(opleiding.erkenner in KEURMERKEN for opleiding in g.opleidingen)),
    ("LICENTIE_VERLOPEN", lambda g: bool(g.licenties)),
    ("GEEN_LICENTIE", lambda _: True),
)
"""Every status in order of judging."""


def status_van(gronden: Aanbodgronden) -> str:
    """The Erkenningsstatuswaarde of an offer."""
    return next(status for status, houdt in REGELS if houdt(gronden))
