"""Settings that nobody reads since their name is misspelt: what the operator wished would silently not be done."""

import difflib
from collections.abc import Iterable, Mapping
from typing import Final

from rio_soap.bevinding.spraak import zin

OTHERS: Final = ("RIO_CLIENT_", "RIO_TEST_", "RIO_SHARED", "RIO_SCHERMEN", "RIO_TRACEBACK")
"""What else may stand in the environment: options of the client, and what tests and the makefile are told."""
_NEAR: Final = 0.8
"""How much a name is like another one, from 0 to 1, to be taken for it."""


def judge(environ: Mapping[str, str], known: Iterable[str], error: type[Exception]) -> None:
    """Whether every variable that looks like a setting is one.

    What resembles no setting belongs to another program, or to examples, and is left alone.

    :param known: the names of all variables that are read.
    :raises Exception: `error`, for a variable that is but for a few letters the name of a setting.
    """
    names = set(known)
    for variable in sorted(environ):
        if not variable.startswith("RIO_") or variable in names or variable.startswith(OTHERS):
            continue
        if (near := nearest(variable.removeprefix("RIO_"), [n.removeprefix("RIO_") for n in names])) is not None:
            raise error(zin("instelling.verschreven", naam=variable, bedoeld=f"RIO_{near}"))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that this one was meant to be, if it is like one."""
    return next(iter(difflib.get_close_matches(name, list(known), 1, _NEAR)), None)
