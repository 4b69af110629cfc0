"""What a command tells of how far it is; by itself it says nothing, and on a terminal `terminalbalk` shows it."""

from typing import Literal

Eenheid = Literal["aantal", "bytes"]
"""In what is counted."""


class Balk:
    """How far a command is; says nothing by itself, and so is what there is without a terminal."""

    zichtbaar = False
    """Whether somebody sees it."""

    def meer(self, aantal: float) -> None:
        """So much more is to be done."""

    def stap(self, aantal: float = 1) -> None:
        """So much more is done."""

    def stand(self, gedaan: float, totaal: float | None) -> None:
        """So much is done of so much; None when nobody knows of how much."""

    def noem(self, naam: str) -> None:
        """What is done now."""
