"""The terminal of a command: reports in colour and columns, and progress, by rich, which only a terminal imports.

Nothing that a message holds is markup here: it goes into `rich.text.Text`, without what acts on a terminal. Where
output is no terminal it is the same plain text as ever, and there is no progress.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rio_soap.cli.balk import Balk, Eenheid
from rio_soap.cli.parameters import write

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def schrijf_verslag(
    tekst: Callable[[], str], mooi: "Callable[[], RenderableType]", uit: Path | None, formaat: str
) -> None:
    """A report to a file, to standard output, or to a terminal in its own form.

    :param tekst: the report in the form that was asked for.
    :param mooi: the same for a terminal; asked for only there, and not for a form that is for programs or a browser.
    :param uit: the file; None for standard output.
    :param formaat: the name of the form.
    """
    if formaat != "tekst" or uit is not None or not sys.stdout.isatty():
        write(tekst(), uit)
        return
    _console().print(mooi())


def _console(*, stderr: bool = False) -> "Console":
    from rich.console import (
        Console,
    )  # here: it takes a tenth of a second, and without a terminal nothing is asked of it

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


@contextmanager
def voortgang(naam: str, totaal: float | None = None, eenheid: Eenheid = "aantal") -> Iterator[Balk]:
    """A bar on standard error while something takes long, when that is a terminal; it goes away at the end.

    :param naam: what is done.
    :param totaal: how much there is to do; None when nobody knows yet.
    """
    if not sys.stderr.isatty():
        yield Balk()
        return
    from rio_soap.cli.terminalbalk import toon_balk

    with toon_balk(_console(stderr=True), naam, totaal, eenheid) as een:
        yield een
