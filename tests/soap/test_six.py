"""Spyne is imported in one module, on every Python, whichever room is imported first."""

import ast
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import rio_soap
from rio_soap.soap import shell

PACKAGE = Path(rio_soap.__file__).parent


def imported(file: Path) -> set[str]:
    """Dotted names of the modules that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return names


def test_one_module_imports_spyne_and_six() -> None:
    known = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        if {name.partition(".")[0] for name in imported(file)} & {"spyne", "six"}
    }
    assert known == {"soap/shell.py"}


def test_the_room_knows_no_other_room() -> None:
    for file in (PACKAGE / "soap").glob("*.py"):
        ours = {name for name in imported(file) if name.partition(".")[0] == "rio_soap"}
        assert all(name.startswith("rio_soap.soap") for name in ours), file


def six_names(file: Path) -> set[str]:
    """What a module of Spyne takes from its six: attributes, imported names, modules under `six.moves`."""
    wanted: set[str] = set()
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("spyne.util.six"):
            below = node.module.removeprefix("spyne.util.six").lstrip(".")
            wanted.update(f"{below}.{alias.name}".lstrip(".") for alias in node.names)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "six":
            wanted.add(node.attr)
    return wanted


def loaded_spyne() -> list[Path]:
    files = [getattr(module, "__file__", None) for name, module in sys.modules.items() if name.startswith("spyne.")]
    return [Path(file) for file in files if file and "util/six" not in file and not file.endswith("six.py")]


@pytest.mark.filterwarnings("ignore:invalid escape sequence")
def test_what_spyne_asks_of_six_is_lent_to_it() -> None:
    """Each name that a module of Spyne uses, of those that the shell loads, is there in what is lent."""
    assert shell.Application.__module__ == "spyne.application"
    lent = sys.modules["spyne.util.six"]
    wanted = {name for file in loaded_spyne() for name in six_names(file)}
    assert {"get_function_name", "add_metaclass", "moves.collections_abc.Iterable"} <= wanted
    for name in wanted:
        found = lent
        for part in name.split("."):
            found = getattr(found, part)


FIRST = """
import sys
import {first}
import {then}
lent = sys.modules["spyne.util.six"]
assert lent.get_function_name(lambda: None) == "<lambda>"
assert lent.__file__ == __import__("six").__file__, lent.__file__
"""
"""On Python 3.12 and later Spyne's own copy of six fails at its first import: this holds that it is not asked for."""
STANDIN, SERVICE = "rio_soap.chain.standin.both", "rio_soap.service.wsgi"


@pytest.mark.parametrize(("first", "then"), [(STANDIN, SERVICE), (SERVICE, STANDIN)], ids=["stand-in", "service"])
def test_either_of_the_two_can_be_imported_first(first: str, then: str) -> None:
    spec = find_spec("spyne.util")
    assert spec is not None
    subprocess.run([sys.executable, "-c", FIRST.format(first=first, then=then)], check=True, cwd=PACKAGE.parent)
