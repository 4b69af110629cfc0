"""The names of an object over time as one folded text, small enough to sort ten thousand objects by.

An object that has one name has that name only; else there is a line per name, its first day before it. Names are words
of letters and digits (`woorden`), so that neither day nor line end can be part of one.
"""

from collections.abc import Iterable
from typing import Final

from rio_soap.register.regels.folding import woorden

_DAG: Final = len("2026-01-01")


def naamverloop(namen: Iterable[tuple[str, str | None]]) -> str:
    """The text of names, each with the first day on which it holds as ISO text; None is no name."""
    regels: list[tuple[str, str]] = []
    for dag, naam in sorted(namen, key=lambda paar: paar[0]):
        gevouwen = " ".join(woorden(naam or ""))
        if not regels or regels[-1][1] != gevouwen:
            regels.append((dag, gevouwen))
    if len(regels) == 1:
        return regels[0][1]
    return "\n".join(f"{dag} {naam}" for dag, naam in regels)


def naam_op(verloop: str, dag: str) -> str:
    """The name on a day: the last that began by then, or else the first; empty for no name.

    :param dag: as ISO text.
    """
    if "\n" not in verloop:
        return verloop
    regels = verloop.split("\n")
    return next((regel for regel in reversed(regels) if regel[:_DAG] <= dag), regels[0])[_DAG + 1 :]
