"""Violations of a conformance run put together: what came again and again is one thing to mend."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rio_soap.edukoppeling.faults import Foutsoort
from rio_soap.workbench.keur.boek import Oordeel, Toets

_MEER: Final = 2
"""From so many rules on with the same answer, that answer is taken for the cause."""
_ONLEESBAAR: Final = "geen leesbaar antwoord"
_AFGEKEURD: Final = "afgekeurd: "


@dataclass(frozen=True, slots=True)
class Schendinggroep:
    """Violations with one cause; at least one.

    :param gevonden: what came for each of these rules in place of what was expected; None for a group of one rule.
    """

    gevonden: str | None
    schendingen: tuple[tuple[Oordeel, Toets], ...]

    @property
    def regels(self) -> int:
        """How many rules are violated in it."""
        return len({oordeel.regel.id for oordeel, _ in self.schendingen})


def groepeer_schendingen(oordelen: Sequence[Oordeel]) -> list[Schendinggroep]:
    """The violations by cause, what to mend first in front.

    What came for more rules than one goes before what came for one, and of these transport before schema before
    rules, as a service judges: no answer at all, a fault by its step, a refusal, anything else.
    """
    alle = [(oordeel, toets) for oordeel in oordelen for toets in oordeel.schendingen]
    per_antwoord: dict[str, list[tuple[Oordeel, Toets]]] = {}
    for oordeel, toets in alle:
        per_antwoord.setdefault(toets.gevonden, []).append((oordeel, toets))
    samen = [Schendinggroep(gevonden, tuple(leden)) for gevonden, leden in per_antwoord.items()]
    samen = [groep for groep in samen if groep.regels >= _MEER]
    gedeeld = {groep.gevonden for groep in samen}
    per_regel: dict[str, list[tuple[Oordeel, Toets]]] = {}
    for oordeel, toets in alle:
        if toets.gevonden not in gedeeld:
            per_regel.setdefault(oordeel.regel.id, []).append((oordeel, toets))
    samen.sort(key=lambda groep: (_trap(groep.gevonden or ""), -groep.regels))
    return samen + [Schendinggroep(None, tuple(leden)) for leden in per_regel.values()]


def _trap(gevonden: str) -> int:
    """How early a service says this."""
    if gevonden.startswith(_ONLEESBAAR):
        return 0
    stappen = [soort.stap.value for soort in Foutsoort if gevonden.startswith(f"{soort.faultcode} ")]
    if stappen:
        return min(stappen)
    return 100 if gevonden.startswith(_AFGEKEURD) else 101
