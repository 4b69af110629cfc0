"""When two huisnummertoevoegingen are the same one, and how sure that is.

RIO has one field where the BAG has two (type HuisnummertoevoegingNEN-v02), and senders write ``A 3``, ``A-3`` and
``A3`` for letter A with addition 3, in capitals or not. The BAG tells ``A`` from ``a``, and A with 3 from addition
``A3``: those are other addresses. So what is written otherwise is the same address only as long as nothing else can be
meant by it (docs/standaarden.md).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

_SCHEIDING = re.compile(r"[\s-]+")
_GEDEELD = re.compile(r"[\s-]*([A-Za-z])[\s-]+([A-Za-z0-9]{1,4})[\s-]*\Z")
T = TypeVar("T")


class Overeenkomst(IntEnum):
    """How well two writings agree, best last."""

    GEEN = 0
    STRIJDIG = 1
    """The same characters, but the letter ends elsewhere."""
    ANDERE_KAST = 2
    """The same but for capitals."""
    ANDERS_GEDEELD = 3
    """The same characters, and where the letter ends is said by one of them only."""
    GELIJK = 4


@dataclass(frozen=True, slots=True)
class Schrijfwijze:
    """A huisnummertoevoeging as it is written, and what is known of it.

    :param tekens: letter and addition joined, without spaces and hyphens; empty when there is none.
    :param geschreven: the huisletter that a space or hyphen sets apart; None when nothing does.
    :param bekend: the huisletter by the BAG, empty for none; None when that is not known.
    """

    tekens: str
    geschreven: str | None = None
    bekend: str | None = None

    def met(self, gevonden: "Schrijfwijze") -> Overeenkomst:
        """How well an address that exists agrees with this one, that somebody wrote."""
        if self.tekens.upper() != gevonden.tekens.upper():
            return Overeenkomst.GEEN
        letter, andere = self._letter, gevonden._letter
        if letter is not None and andere is not None and letter.upper() != andere.upper():
            return Overeenkomst.STRIJDIG
        if self.tekens != gevonden.tekens:
            return Overeenkomst.ANDERE_KAST
        if self.geschreven == gevonden.geschreven or letter == andere:
            return Overeenkomst.GELIJK
        return Overeenkomst.ANDERS_GEDEELD

    @property
    def _letter(self) -> str | None:
        return self.bekend if self.bekend is not None else self.geschreven


def schrijfwijze(toevoeging: str | None, huisletter: str | None = None) -> Schrijfwijze:
    """What a text of RIO's one field says.

    :param huisletter: what the BAG says of it: the letter, empty for none; None when that is not known.
    """
    tekens = zonder_scheiding(toevoeging)
    gedeeld = _GEDEELD.match(toevoeging or "")
    bekend = huisletter if huisletter is not None and tekens.startswith(huisletter) else None
    return Schrijfwijze(tekens, gedeeld[1] if gedeeld else None, bekend)


def beste(delen: Iterable[T], overeenkomst: Callable[[T], Overeenkomst]) -> tuple[list[T], Overeenkomst]:
    """Those that agree best, and how well; none when nothing agrees."""
    gevonden: list[T] = []
    hoogste = Overeenkomst.GEEN
    for deel in delen:
        hoe = overeenkomst(deel)
        if hoe > hoogste:
            gevonden, hoogste = [], hoe
        if hoe == hoogste and hoe:
            gevonden.append(deel)
    return gevonden, hoogste


def is_deelbaar(toevoeging: str | None) -> bool:
    """Whether a text can be a letter with an addition as well as an addition alone."""
    tekens = zonder_scheiding(toevoeging)
    return 2 <= len(tekens) <= 5 and tekens[0].isalpha()


def zonder_scheiding(toevoeging: str | None) -> str:
    """Letter and addition joined, without spaces and hyphens; empty when there is none."""
    return _SCHEIDING.sub("", toevoeging or "")
