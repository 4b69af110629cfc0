"""Writes docs/foutcodes.md: `python -m tests.codetabel [--controleer]`.

Per code and operation: the control that raises it and the tests that show it raised and not raised. The tests are found
by their mark ``foutcode``, to which each test is held when it runs (`tests/register/ooggetuige.py`). With --controleer
nothing is written, and the exit code is 1 when the page is not up to date.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from rio_soap.bevinding.regeltitel import regeltitel
from rio_soap.register.operaties.onbereikbaar import EIGEN_ONBEREIKBAAR, ONBEREIKBAAR
from rio_soap.register.operaties.tabel import LEVERINGEN, RAADPLEGINGEN
from rio_soap.register.regels.eigen_codes import EIGEN_CODES
from rio_soap.register.regels.foutcodes import FOUTCODES, VOLGORDE, volledige_volgorde
from rio_soap.register.regels.sleutelgegevens import Foutmelding

WORTEL = Path(__file__).parents[1]
PAGINA = WORTEL / "docs" / "foutcodes.md"
SIGNAAL = "locatie.leveringen.aanleveren_onderwijslocatiegebruik"
"""What writes MTM001, which no sender gets."""

GEEN_KETEN = (
    "never here: this operation asks nothing of a service behind RIO; an error of our own is the fault Server.DK0050"
)
"""Why INT500 has no control in most operations."""

Plaats = tuple[str, str]
"""Operation and code."""

_DATABASE = re.compile(r"(?<=\[)(?:sqlite|postgresql)-?")

KOP = """# Foutcodes and their proof

Written by `python -m tests.codetabel`; a test fails when this page is not up to date, when a code has no control or no
test, and when a place of the overview is missing. Texts, order and certainty are in [standaarden.md](standaarden.md).

A test stands here by its mark `foutcode(operation, codes)`. While it runs, the deliveries are watched
(`tests/register/ooggetuige.py`): it fails unless that operation was refused with each of these codes **and** was
approved, so each test named here shows the code raised and not raised.
"""


class _Verzamelaar:
    """Pytest plugin: writes the marks of all collected tests to a file."""

    def __init__(self, bestand: Path) -> None:
        self.bestand = bestand

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Called when all tests are known."""
        gevonden = [
            (merk.args[0], code, item.nodeid)
            for item in session.items
            for merk in item.iter_markers("foutcode")
            for code in merk.args[1:]
        ]
        self.bestand.write_text(json.dumps(gevonden), encoding="utf-8")


def verzamel() -> Mapping[Plaats, Sequence[str]]:
    """Operation and code to the tests that show it, each once for all databases. In a process of its own: a run of
    some tests knows only those."""
    with tempfile.TemporaryDirectory() as map_:
        bestand = Path(map_) / "merken.json"
        opdracht = [sys.executable, "-m", "tests.codetabel", "--verzamel", str(bestand)]
        subprocess.run(opdracht, cwd=WORTEL, check=True, stdout=subprocess.DEVNULL)
        merken = json.loads(bestand.read_text(encoding="utf-8"))
    per_plaats: dict[Plaats, dict[str, None]] = {}
    for operatie, code, test in merken:
        naam = _DATABASE.sub("", test.removeprefix("tests/")).replace("[]", "")
        per_plaats.setdefault((operatie, code), {})[naam] = None
    return {plaats: tuple(tests) for plaats, tests in per_plaats.items()}


def plaatsen() -> list[Plaats]:
    """Every place of V4, documented and added, by code and then by operation."""
    return sorted(((o, c) for o in VOLGORDE for c in volledige_volgorde(o)), key=lambda plaats: plaats[::-1])


def eigen_plaatsen() -> list[Plaats]:
    """Every place of the operations of our own contract that are built, by code and then by operation."""
    gebouwd = EIGEN_CODES.keys() & (LEVERINGEN.keys() | RAADPLEGINGEN.keys())
    return sorted(((o, c) for o in gebouwd for c in EIGEN_CODES[o]), key=lambda plaats: plaats[::-1])


def naam_van(controle: Callable[..., Iterable[Foutmelding]]) -> str:
    """Room, module and function of a controle, as they stand in the code (``aanbod.controles.n09410``)."""
    return f"{controle.__module__.removeprefix('rio_soap.register.')}.{controle.__name__}"


def controle_van(operatie: str, code: str) -> str | None:
    """The control that raises a code in an operation; None when there is none."""
    if (operatie, code) == ("aanleveren_onderwijslocatiegebruik", "MTM001"):
        return SIGNAAL
    if operatie in RAADPLEGINGEN:
        return naam_van(RAADPLEGINGEN[operatie].lees)
    return next((naam_van(controle) for welke, controle in LEVERINGEN[operatie].controles if welke == code), None)


def reden(operatie: str, code: str) -> str | None:
    """Why a code may lack a control in an operation; None when it may not."""
    if FOUTCODES[code].uitvoering == "keten":
        return GEEN_KETEN
    return EIGEN_ONBEREIKBAAR.get((operatie, code)) if operatie in EIGEN_CODES else ONBEREIKBAAR.get(code)


def pagina(tests: Mapping[Plaats, Sequence[str]]) -> str:
    """The whole page."""
    documented = {(o, c) for o, codes in VOLGORDE.items() for c in codes}
    met = [plaats for plaats in plaatsen() if controle_van(*plaats)]
    zonder = [plaats for plaats in plaatsen() if not controle_van(*plaats)]
    telling = (
        f"{len({c for _, c in documented})} documented codes in {len(documented)} places, "
        f"{len(documented.intersection(met))} of them with a control and {len(documented.intersection(zonder))} that "
        f"need none; {len(plaatsen()) - len(documented)} places of our own (marked +)."
    )
    plus = {plaats: "" if plaats in documented else " +" for plaats in plaatsen()}
    rijen = [
        (f"`{code}`{plus[o, code]}", o, f"`{controle_van(o, code)}`", _tests(tests.get((o, code), ())))
        for o, code in met
    ]
    nooit = [(f"`{code}`{plus[o, code]}", o, str(reden(o, code))) for o, code in zonder]
    onbereikbaar = [(f"`{code}`", FOUTCODES[code].fouttekst, waarom) for code, waarom in ONBEREIKBAAR.items()]
    return "\n".join(
        (
            KOP,
            telling,
            "",
            "## Raised by a control",
            "",
            _tabel(("code", "operation", "control", "tests"), rijen),
            "## Places without a control",
            "",
            _tabel(("code", "operation", "why"), nooit),
            f"## The {len(ONBEREIKBAAR)} codes that no V4 message can cause",
            "",
            _tabel(("code", "text", "why"), onbereikbaar),
            *_eigen(tests),
            "## What each code says",
            "",
            _tabel(("code", "on the wire", "in English", "operations"), [_gezegd(code) for code in FOUTCODES]),
        )
    )


def _gezegd(code: str) -> tuple[str, str, str, str]:
    """A code with what it says in both languages, and an anchor to which commands and reports point."""
    alle = (*VOLGORDE, *EIGEN_CODES)
    operaties = [o for o in alle if code in (volledige_volgorde(o) if o in VOLGORDE else EIGEN_CODES[o])]
    engels = regeltitel(code, "en") or ""
    return f'<a id="{code}"></a>`{code}`', FOUTCODES[code].fouttekst, engels, ", ".join(operaties) or "–"


def _eigen(tests: Mapping[Plaats, Sequence[str]]) -> list[str]:
    """What stands of our own contract: the places of what is built, and the operations that are not."""
    met = [plaats for plaats in eigen_plaatsen() if controle_van(*plaats)]
    zonder = [plaats for plaats in eigen_plaatsen() if not controle_van(*plaats)]
    nog = [o for o in EIGEN_CODES if o not in LEVERINGEN and o not in RAADPLEGINGEN]
    rijen = [(f"`{code}`", o, f"`{controle_van(o, code)}`", _tests(tests.get((o, code), ()))) for o, code in met]
    telling = (
        f"{len({c for _, c in eigen_plaatsen()})} codes in {len(eigen_plaatsen())} places of "
        f"{len(EIGEN_CODES) - len(nog)} operations; {len(nog)} operations are not built yet."
    )
    return [
        "## Our own contract: raised by a control or a reading",
        "",
        telling,
        "",
        _tabel(("code", "operation", "control", "tests"), rijen),
        "## Our own contract: places without a control",
        "",
        _tabel(("code", "operation", "why"), [(f"`{code}`", o, str(reden(o, code))) for o, code in zonder]),
        "## Our own contract: operations that are not built yet",
        "",
        _tabel(("operation", "codes"), [(o, ", ".join(f"`{c}`" for c in EIGEN_CODES[o]) or "–") for o in nog]),
    ]


def _tests(tests: Sequence[str]) -> str:
    """Each test function once, with the ids of its cases."""
    per_functie: dict[str, list[str]] = {}
    for test in tests:
        functie, _, geval = test.partition("[")
        per_functie.setdefault(functie, []).extend([f"[{geval}"] if geval else [])
    return "<br>".join(f"`{functie}{' '.join(gevallen)}`" for functie, gevallen in per_functie.items())


def _tabel(heading: Sequence[str], rijen: Sequence[Sequence[str]]) -> str:
    regels = [heading, ["---"] * len(heading), *rijen]
    return "".join(f"| {' | '.join(rij)} |\n" for rij in regels)


def main(argumenten: Sequence[str]) -> int:
    """Rewrite or check the page; gives the exit code."""
    if argumenten[:1] == ["--verzamel"]:
        merker: Any = _Verzamelaar(Path(argumenten[1]))
        return int(pytest.main(["--collect-only", "-q", "-p", "no:cacheprovider", "tests/register"], [merker]))
    nieuw = pagina(verzamel())
    if PAGINA.is_file() and PAGINA.read_text(encoding="utf-8") == nieuw:
        return 0
    if "--controleer" in argumenten:
        print("docs/foutcodes.md is not up to date: python -m tests.codetabel")
        return 1
    PAGINA.write_text(nieuw, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
