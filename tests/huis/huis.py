"""The package as its own tests see it: modules, classes, functions and tests, read from their text once."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WORTEL = Path(__file__).parents[2]
PAKKET = WORTEL / "rio_soap"
TESTS = WORTEL / "tests"
Functie = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One module: its path from the top of the project, its text and its tree."""

    pad: str
    tekst: str
    boom: ast.Module

    @property
    def naam(self) -> str:
        """Its dotted name, as an import writes it."""
        return self.pad.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def kort(self) -> str:
        """The last part of its name."""
        return self.naam.rpartition(".")[2]

    @property
    def regels(self) -> int:
        """How many lines stand in it."""
        return len(self.tekst.splitlines())

    @property
    def functies(self) -> list[Functie]:
        """Every function and method in it."""
        return [deel for deel in ast.walk(self.boom) if isinstance(deel, Functie)]

    @property
    def klassen(self) -> list[ast.ClassDef]:
        """The classes that it gives to others."""
        return [deel for deel in self.boom.body if isinstance(deel, ast.ClassDef) and publiek(deel.name)]

    @property
    def commentaar(self) -> dict[int, str]:
        """Its comments by line."""
        woorden = tokenize.generate_tokens(io.StringIO(self.tekst).readline)
        return {woord.start[0]: woord.string for woord in woorden if woord.type == tokenize.COMMENT}


def publiek(naam: str) -> bool:
    return not naam.startswith("_")


def lengte(functie: Functie) -> int:
    """The lines from ``def`` to the end; decorators and what stands above are not counted."""
    return (functie.end_lineno or functie.lineno) - functie.lineno + 1


@cache
def modules(map_: Path) -> tuple[Module, ...]:
    """All modules under a directory, in the order of their paths."""
    paden = sorted(pad for pad in map_.rglob("*.py") if "__pycache__" not in pad.parts)
    return tuple(
        Module(str(pad.relative_to(WORTEL)), tekst := pad.read_text("utf-8"), ast.parse(tekst)) for pad in paden
    )


def kamers() -> list[Module]:
    """The ``__init__`` of every room, those of the migrations and the package itself aside."""
    inits = (module for module in modules(PAKKET) if module.pad.endswith("/__init__.py"))
    return [module for module in inits if module.naam != "rio_soap" and ".migraties" not in module.naam]


def publieke_delen(boom: ast.Module | ast.ClassDef, naam: str = "") -> Iterator[tuple[str, ast.ClassDef | Functie]]:
    """The public functions and classes of a module with their public methods, by dotted name.

    What overrides a method of a base class from elsewhere (``visit_…``, ``do_GET``) needs one as well.
    """
    for deel in boom.body:
        if isinstance(deel, Functie | ast.ClassDef) and publiek(deel.name) and not _is_vorm(deel):
            yield naam + deel.name, deel
            if isinstance(deel, ast.ClassDef):
                yield from publieke_delen(deel, f"{naam}{deel.name}.")


def _is_vorm(deel: ast.ClassDef | Functie) -> bool:
    """Whether it is one of the forms of a function (``overload``), which says for all of them what they do."""
    return any(isinstance(boven, ast.Name) and boven.id == "overload" for boven in deel.decorator_list)


def proeven() -> Iterator[tuple[Module, Functie]]:
    """Every test, with the module in which it stands."""
    for module in modules(TESTS):
        if module.kort.startswith("test_"):
            yield from ((module, functie) for functie in module.functies if functie.name.startswith("test_"))


def woorden(naam: str) -> list[str]:
    """The words of a name, in small letters: ``EersteKeerOK`` and ``eerste_keer_ok`` alike."""
    return [deel.lower() for deel in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", naam)]
