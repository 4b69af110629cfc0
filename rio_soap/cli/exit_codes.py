"""With what number a command ends: the same classes for all, so that a script can rely on them (docs/fouten.md)."""

from typing import Final

DONE: Final = 0
"""Done as asked; of a command that judges: all is well."""
NOT_DONE: Final = 1
"""Not done; of a command that judges: its verdict is no."""
UNUSABLE: Final = 2
"""What was given cannot be used: a word of the command line, a file in it; of a command that judges, all that keeps it
from judging."""
IN_PART: Final = 3
"""In part, or not judged: the help of the command tells."""
FAULT: Final = 70
"""Unexpected, a fault of rio-soap itself (EX_SOFTWARE of sysexits.h)."""

JUDGING: Final = frozenset({"batch", "controleer", "haal", "keur", "stuur", "verschil", "voorbeeld"})
"""Commands of which `NOT_DONE` says what became of a message: all else has to be told apart from it."""


def of_mishap(command: str | None) -> int:
    """The exit code of a command that a setting, a file, a database or a network keeps from its work."""
    return UNUSABLE if command in JUDGING else NOT_DONE
