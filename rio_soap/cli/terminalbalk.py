"""The bar of a command on a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from rio_soap.cli.balk import Balk, Eenheid


class _Terminalbalk(Balk):
    zichtbaar = True

    def __init__(self, progress: Progress, taak: TaskID, totaal: float | None) -> None:
        self._progress, self._taak, self._totaal = progress, taak, totaal

    def meer(self, aantal: float) -> None:
        self._totaal = (self._totaal or 0) + aantal
        self._progress.update(self._taak, total=self._totaal)

    def stap(self, aantal: float = 1) -> None:
        self._progress.advance(self._taak, aantal)

    def stand(self, gedaan: float, totaal: float | None) -> None:
        self._progress.update(self._taak, completed=gedaan, total=totaal)

    def noem(self, naam: str) -> None:
        self._progress.update(self._taak, description=naam)


@contextmanager
def toon_balk(console: Console, naam: str, totaal: float | None, eenheid: Eenheid) -> Iterator[Balk]:
    """A bar on a console, with what is done, how much of how much, and the time; it goes away at the end.

    :param totaal: how much there is to do; None when nobody knows yet.
    """
    telling: ProgressColumn = DownloadColumn() if eenheid == "bytes" else MofNCompleteColumn()
    tekst = TextColumn("{task.description}", markup=False)
    kolommen = (SpinnerColumn(), tekst, BarColumn(), telling, TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*kolommen, console=console, transient=True) as progress:
        yield _Terminalbalk(progress, progress.add_task(naam, total=totaal), totaal)
