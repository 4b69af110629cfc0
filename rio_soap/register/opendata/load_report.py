"""What a load did and what it could not place."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from rio_soap.register.opendata.csvlezer import Rij

BUITEN_HET_CONTRACT = "outside the contract"
"""Kind of reason of what no answer could hold."""
ALLEEN_IN_V4 = "shown by V4 only"
"""Kind of reason of what our own contract cannot hold and V4 can."""
WAARDE_WEG = "value left out"
"""Kind of reason of a row that was placed without one of its values."""
_ONBRUIKBAAR = (BUITEN_HET_CONTRACT, "control character", "no key", "too long", "unusable value")
"""Kinds of reason that lie in a row itself, and not in what it refers to."""


@dataclass(frozen=True, slots=True)
class RowNotice:
    """One row, or the object that begins there: why it was not placed, or what is odd about it.

    :param geplaatst: it is in the register all the same.
    :param reden: the kind of reason, the same for all of its kind.
    """

    bestand: str
    regel: int
    reden: str
    uitleg: str
    geplaatst: bool = False

    @classmethod
    def van(cls, rij: Rij, reden: str, uitleg: str, *, geplaatst: bool = False) -> "RowNotice":
        """A melding about a row."""
        return cls(rij.bestand, rij.regel, reden, uitleg, geplaatst)

    def __str__(self) -> str:
        return f"{self.bestand}:{self.regel}: {self.reden}: {self.uitleg}"


@dataclass(slots=True)
class Verslag:
    """Counts of a whole load, and the first `toon` meldingen; all of them go to `schrijf`, if that is given."""

    toon: int = 20
    schrijf: Callable[[RowNotice], None] | None = None
    rijen: Counter[str] = field(default_factory=Counter)
    """Rows read per file."""
    objecten: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Objects per kind and outcome: ``nieuw``, ``gewijzigd``, ``gelijk``."""
    niet_geplaatst: Counter[str] = field(default_factory=Counter)
    """Not placed, per reason."""
    bijzonder: Counter[str] = field(default_factory=Counter)
    """Placed though odd, per reason."""
    eerste: list[RowNotice] = field(default_factory=list)
    niet_bewaard: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Filled cells that have no place in the register, per file and column; `niet_bewaard.REDENEN` says why."""
    onbekend: list[str] = field(default_factory=list)
    """CSV files that DUO does not publish under this name."""

    @property
    def onbruikbaar(self) -> int:
        """Rows left out for what they say themselves: somebody has to look at the files."""
        return sum(self.niet_geplaatst[reden] for reden in _ONBRUIKBAAR)

    def meld(self, meldingen: Iterable[RowNotice]) -> None:
        """Count these, and keep the first."""
        for melding in meldingen:
            (self.bijzonder if melding.geplaatst else self.niet_geplaatst)[melding.reden] += 1
            if len(self.eerste) < self.toon:
                self.eerste.append(melding)
            if self.schrijf is not None:
                self.schrijf(melding)
