"""Tables in Markdown, as they are printed and as they stand in resultaten.md."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.meten import Meting


def getal(waarde: float) -> str:
    """A number in three significant digits or so."""
    grenzen = ((100, 0), (10, 1), (1, 2))
    cijfers = next((cijfers for grens, cijfers in grenzen if abs(waarde) >= grens), 3)
    return f"{waarde:,.{cijfers}f}"


def gespreid(reeks: Iterable[float]) -> str:
    """Median with lowest and highest of a short series: ``5.20 (5.10–5.40)``."""
    waarden = sorted(reeks)
    midden = waarden[len(waarden) // 2] if len(waarden) % 2 else sum(waarden[len(waarden) // 2 - 1 :][:2]) / 2
    return f"{getal(midden)} ({getal(waarden[0])}–{getal(waarden[-1])})"


def als_tekst(cel: object) -> str:
    """What stands in a cell: a Meting with its spread, numbers short, None as a dash."""
    if cel is None:
        return "–"
    if isinstance(cel, Meting):
        return f"{getal(cel.mediaan)} ({getal(cel.laag)}–{getal(cel.hoog)})"
    if isinstance(cel, float):
        return getal(cel)
    return f"{cel:,}" if isinstance(cel, int) else str(cel)


def tabel(heading: Sequence[str], rijen: Iterable[Sequence[object]]) -> str:
    """A Markdown table, first column left, others right.

    :raises ValueError: for a row with another number of cells than the head.
    """
    cellen = [list(heading), *([als_tekst(cel) for cel in rij] for rij in rijen)]
    if any(len(rij) != len(heading) for rij in cellen):
        raise ValueError("a row with another number of cells than the head")
    breed = [max(len(rij[k]) for rij in cellen) for k in range(len(heading))]
    regels = [
        "| " + " | ".join(c.ljust(b) if k == 0 else c.rjust(b) for k, (c, b) in enumerate(zip(rij, breed, strict=True)))
        for rij in cellen
    ]
    streep = "|" + "|".join("-" * (b + 2) if k == 0 else "-" * (b + 1) + ":" for k, b in enumerate(breed)) + "|"
    return "\n".join([*(f"{r} |" for r in regels[:1]), streep, *(f"{r} |" for r in regels[1:])])


@dataclass
class Verslag:
    """What a run found: printed at once, and kept for the file."""

    delen: list[str] = field(default_factory=list)

    def zeg(self, tekst: str) -> None:
        """Add a paragraph, a heading or a table."""
        print(f"\n{tekst}", flush=True)
        self.delen.append(tekst)

    def tekst(self) -> str:
        """The whole report as Markdown."""
        return "\n\n".join(self.delen) + "\n"
