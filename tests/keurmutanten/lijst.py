"""The mutants: a name and what is wrong from the lists of TOML, and what makes it so from the modules beside them."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

Wat = TypeVar("Wat")
"""What a mutant changes: a service, or a client."""
_HIER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Mutant(Generic[Wat]):
    """One seeded fault.

    :param fout: what is wrong, for the table.
    :param bron: where the documents say so.
    :param doe: makes it wrong.
    """

    naam: str
    familie: str
    fout: str
    bron: str
    doe: Callable[[Wat], None]


def lees(bestand: str) -> dict[str, tuple[str, str, str]]:
    """A list: name to family, fault and source, in its order."""
    families = tomllib.loads((_HIER / bestand).read_text("utf-8"))
    return {naam: (familie, *rij) for familie, rijen in families.items() for naam, rij in rijen.items()}


class Lijst(Generic[Wat]):
    """A list and who does each of its faults; a name that is not in the list cannot be done."""

    def __init__(self, bestand: str) -> None:
        self.rijen = lees(bestand)
        self._doeners: dict[str, Callable[[Wat], None]] = {}

    def doe(self, naam: str) -> Callable[[Callable[[Wat], None]], Callable[[Wat], None]]:
        """Decorates what makes one fault."""

        def voeg_toe(doener: Callable[[Wat], None]) -> Callable[[Wat], None]:
            self.zet({naam: doener})
            return doener

        return voeg_toe

    def zet(self, doeners: dict[str, Callable[[Wat], None]]) -> None:
        """Add several at once."""
        for naam, doener in doeners.items():
            if naam not in self.rijen or naam in self._doeners:
                raise KeyError(naam)
            self._doeners[naam] = doener

    def mutanten(self) -> list[Mutant[Wat]]:
        """All mutants, in the order of the list."""
        return [Mutant(naam, *self.rijen[naam], self._doeners[naam]) for naam in self.rijen if naam in self._doeners]

    def zonder(self) -> Iterable[str]:
        """Names in the list that nothing does."""
        return [naam for naam in self.rijen if naam not in self._doeners]
