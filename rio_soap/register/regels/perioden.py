"""Comparing dates of objects and their periods: pure functions that the controles share.

A duration runs from begin, included, to einde, not included (types PeriodeBegindatum-v01 and PeriodeEinddatum-v01,
documented). An empty einde is later than any date, so that an open duration does not fit within one that ends
(reasoned; documented only for the period codes). Periods of V4 have no einddatum; it is derived (see afgeleid).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeVar

Dag = TypeVar("Dag", date, str)
"""A day, or the text of one, which sorts alike."""


@dataclass(frozen=True, slots=True)
class Duur:
    """From begin, included, to einde, not included; None = open."""

    begin: date
    einde: date | None

    def klopt(self) -> bool:
        """Tell whether the end is later than the begin; an open end is."""
        return self.einde is None or self.einde > self.begin

    def binnen(self, ander: Duur) -> bool:
        """Tell whether this lies within the other: not earlier in begin, not later in end."""
        return self.begin >= ander.begin and niet_na(self.einde, ander.einde)

    def overlapt(self, ander: Duur) -> bool:
        """Tell whether the two have a day in common."""
        return voor(self.begin, ander.einde) and voor(ander.begin, self.einde)

    def samen(self, ander: Duur) -> Duur | None:
        """Give the days that the two have in common; None when there are none."""
        begin = max(self.begin, ander.begin)
        einde = self.einde if niet_na(self.einde, ander.einde) else ander.einde
        return Duur(begin, einde) if voor(begin, einde) else None


def geldig_op(dag: Dag, begin: Dag, einde: Dag | None) -> bool:
    """Tell whether a day lies in a duration: begin included, einde not; of all three the text does too."""
    return begin <= dag and voor(dag, einde)


def niet_na(einde: date | None, grens: date | None) -> bool:
    """Tell whether einde <= grens, where empty is later than any date."""
    return grens is None or (einde is not None and einde <= grens)


def voor(dag: Dag, einde: Dag | None) -> bool:
    """Tell whether dag lies before einde, where empty is later than any date."""
    return einde is None or dag < einde


def afgeleid(begindata: Iterable[date], einde: date | None) -> list[Duur]:
    """Give periods with their derived ends, in date order.

    A period ends where the next later one begins, the last one where its object ends (reasoned from the message, which
    gives begindatum only). Periods with the same begindatum get the same end and so overlap: that is what the codes for
    adjoining periods are for, not those for an end before the begin.
    """
    op_volgorde = sorted(begindata)
    later = sorted(set(op_volgorde))
    volgende = dict(zip(later, [*later[1:], einde], strict=False))
    return [Duur(dag, volgende[dag]) for dag in op_volgorde]


def niet_aansluitend(perioden: Sequence[Duur], begin: date) -> list[Duur]:
    """Give the periods, in date order, that do not join the one before; the first must begin at begin."""
    if not perioden:
        return []
    eerste = [perioden[0]] if perioden[0].begin != begin else []
    return eerste + [deze for vorige, deze in pairwise(perioden) if deze.begin != vorige.einde]
