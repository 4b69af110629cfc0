"""Writes docs/aanvulling/claims.md: `python -m tests.claims [--controleer]`.

Which claim of the page "Wat is RIO?" is shown by which tests, by the registry claims.toml. A test stands on the page by
what it promises, its name. With --controleer nothing is written, and the exit code is 1 when the page is not up to
date.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from rio_soap.register.operaties.tabel import LEVERINGEN, RAADPLEGINGEN

WORTEL = Path(__file__).parents[1]
PAGINA = WORTEL / "docs" / "aanvulling" / "claims.md"
REGISTER = Path(__file__).with_name("claims.toml")
NOG_NIET = "not there yet"
NIET_VAN_TOEPASSING = "not applicable"
GEEN = "–"

KOP = """# The 55 claims

Written by `python -m tests.claims`; a test fails when this page is not up to date, when a claim that messages can
honour has no test, and when a test that is named is not there.

Each row is a claim of the page "Wat is RIO?" in our own words, with the operations of our own contract by which it is
honoured (V4: also by DUO's), and the promises of the tests that show it: by messages, and by published files and the
JSON API. Screens come with the issues that follow: what only they can show is not there yet, and the column says so.
"""


class Claim(NamedTuple):
    """A claim as the registry has it.

    :param tests: those that show it by messages and rows.
    :param bestanden: those that show it by published files and the JSON API.
    :param alleen: that nothing need show it; None for all others.
    """

    nummer: int
    tekst: str
    v4: bool
    operaties: tuple[str, ...]
    tests: tuple[str, ...]
    bestanden: tuple[str, ...]
    alleen: str | None


def claims() -> list[Claim]:
    """All claims by number."""
    gelezen = tomllib.loads(REGISTER.read_text(encoding="utf-8"))
    return sorted(_claim(int(nummer), velden) for nummer, velden in gelezen.items())


def _claim(nummer: int, velden: Mapping[str, Any]) -> Claim:
    lijsten = [tuple(velden.get(naam, ())) for naam in ("operaties", "tests", "bestanden")]
    return Claim(nummer, velden["claim"], velden.get("v4", False), *lijsten, velden.get("alleen"))


@cache
def proeven(bestand: str) -> frozenset[str]:
    """The names of the tests in a file."""
    boom = ast.parse((WORTEL / bestand).read_text(encoding="utf-8"))
    return frozenset(deel.name for deel in boom.body if isinstance(deel, ast.FunctionDef))


def belofte(test: str) -> str:
    """What a test promises, by file and name.

    :raises LookupError: when there is no such test.
    :raises OSError: when there is no such file.
    """
    bestand, _, naam = test.partition("::")
    if naam not in proeven(bestand):
        raise LookupError(test)
    return naam.removeprefix("test_").replace("_", " ")


def gebouwd(operatie: str) -> bool:
    """Whether an operation does anything."""
    return operatie in LEVERINGEN or operatie in RAADPLEGINGEN


def pagina() -> str:
    """The whole page."""
    alle = claims()
    met = [claim for claim in alle if claim.tests or claim.bestanden]
    nog = {een for claim in alle for een in claim.operaties if not gebouwd(een)}
    tests = {test for claim in met for test in (*claim.tests, *claim.bestanden)}
    telling = f"{len(met)} of {len(alle)} claims are shown by {len(tests)} tests."
    if nog:
        telling += f" Not built yet: {', '.join(f'`{een}`' for een in sorted(nog))}."
    heading = ("#", "claim", "operations", "shown by", "screens", "files, JSON")
    rijen = [heading, ["---"] * len(heading), *map(_rij, alle)]
    tabel = "".join(f"| {' | '.join(rij)} |\n" for rij in rijen)
    return f"{KOP}\n{telling}\n\n{tabel}"


def _rij(claim: Claim) -> Sequence[str]:
    operaties = [*(["V4"] if claim.v4 else []), *(f"`{een}`" for een in claim.operaties)]
    elders = NIET_VAN_TOEPASSING if claim.alleen == NIET_VAN_TOEPASSING else NOG_NIET
    leeg = elders if claim.alleen else GEEN
    return (
        str(claim.nummer),
        claim.tekst,
        ", ".join(operaties) or GEEN,
        _getoond(claim.tests) or leeg,
        elders,
        _getoond(claim.bestanden) or leeg,
    )


def _getoond(tests: Sequence[str]) -> str:
    return "<br>".join(f"{belofte(test)} (`{test.removeprefix('tests/').partition('::')[0]}`)" for test in tests)


def main(argumenten: Sequence[str]) -> int:
    """Rewrite or check the page; gives the exit code."""
    nieuw = pagina()
    if PAGINA.is_file() and PAGINA.read_text(encoding="utf-8") == nieuw:
        return 0
    if "--controleer" in argumenten:
        print("docs/aanvulling/claims.md is not up to date: python -m tests.claims")
        return 1
    PAGINA.write_text(nieuw, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
