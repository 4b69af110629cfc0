"""The content model of a type: what may follow what, as the schema says it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deeltje:
    """A particle of a content model: an element (`leden` are the names that may stand there) or a group of particles.

    :param keuze: one of `delen` instead of all of them in a row.
    :param alles: any other element may stand there too (xs:any).
    """

    minimum: int
    maximum: int
    leden: tuple[str, ...] = ()
    delen: tuple["Deeltje", ...] = ()
    keuze: bool = False
    alles: bool = False


def loop(inhoud: Sequence[Deeltje], voorgangers: Sequence[str]) -> tuple[dict[str, None], bool]:
    """The names of what may follow these children in a row of particles, and whether nothing has to.

    No names when the children do not fit themselves.
    """
    einde = len(voorgangers)
    gevonden: dict[str, None] = {}

    def een_keer(deel: Deeltje, plaatsen: set[int]) -> set[int]:
        if deel.leden:
            if einde in plaatsen:
                gevonden.update(dict.fromkeys(deel.leden))
            past = deel.alles or set(deel.leden)
            return {p + 1 for p in plaatsen if p < einde and (past is True or voorgangers[p] in past)}
        if deel.keuze:
            return set().union(*(herhaald(keuze, plaatsen) for keuze in deel.delen))
        for volgend in deel.delen:
            plaatsen = herhaald(volgend, plaatsen)
        return plaatsen

    def herhaald(deel: Deeltje, plaatsen: set[int]) -> set[int]:
        uit = set(plaatsen) if deel.minimum == 0 else set()
        for keer in range(1, deel.maximum + 1):
            plaatsen = een_keer(deel, plaatsen)
            if not plaatsen:
                break
            if keer >= deel.minimum:
                uit |= plaatsen
        return uit

    return gevonden, einde in herhaald(Deeltje(1, 1, delen=tuple(inhoud)), {0})
