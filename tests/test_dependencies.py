"""What the package imports of others is what it declares, with a bound where their insides are used."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import rio_soap

PACKAGE = Path(rio_soap.__file__).parent
PROJECT = PACKAGE.parent
NOT_IMPORTED = {"legacy-cgi": "Spyne imports cgi", "tzdata": "zoneinfo, where the machine has no time zones"}
INSIDE = ("psycopg", "spyne", "sqlalchemy", "urllib3", "waitress", "zeep")
"""Libraries of which the package uses more than what they promise."""


EXTRAS = ("server", "data", "parquet")
"""What is installed to be used; `dev` is what the project itself is made with."""


def declared(*extras: str) -> dict[str, str]:
    """Version specifiers by name of the distribution, of these extras or all."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["dependencies"] == [], "who follows the open data gets no server"
    lines = [line for extra in extras or EXTRAS for line in project["optional-dependencies"][extra]]
    found = [re.fullmatch(r"([\w-]+)(?:\[\w+\])?([^;]*)(?:;.*)?", line) for line in lines]
    return {match[1].lower(): match[2].strip() for match in found if match}


def imported(room: str = "") -> dict[str, Path]:
    """Top-level modules of others that the package, or a room of it, imports, each with a file that does."""
    names: dict[str, Path] = {}
    for file in sorted((PACKAGE / room).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                modules = [node.module or ""]
            else:
                continue
            names.update({module.partition(".")[0]: file for module in modules})
    return {name: file for name, file in names.items() if name not in sys.stdlib_module_names and name != "rio_soap"}


def distribution(module: str) -> str:
    """Name of the distribution that a top-level module comes from."""
    return packages_distributions()[module][0].lower().replace("_", "-")


def test_every_import_of_another_project_is_declared() -> None:
    missing = {module: file for module, file in imported().items() if distribution(module) not in declared()}
    assert missing == {}


def test_what_follows_the_open_data_imports_what_its_extra_brings_and_no_more() -> None:
    assert {distribution(module) for module in imported("volger")} == set(declared("data"))


def test_nothing_is_declared_that_is_not_used() -> None:
    used = {distribution(module) for module in imported()}
    assert set(declared()) - used == set(NOT_IMPORTED)


@pytest.mark.parametrize("name", INSIDE)
def test_a_library_whose_inside_is_used_has_an_upper_bound_and_the_module_that_uses_it(name: str) -> None:
    assert re.search(r"<|==", declared()[name])
    lines = (PROJECT / "pyproject.toml").read_text("utf-8").splitlines()
    (line,) = [line for line in lines if re.match(rf'  "{name}[^\w].*#', line)]
    places = re.findall(r"\b(?:register|soap|chain|server)(?:/\w+)*", line.partition("#")[2])
    assert places
    for place in places:
        assert (PACKAGE / place).is_dir() or (PACKAGE / f"{place}.py").is_file()


def test_an_extra_that_shares_a_library_with_the_server_asks_the_same_version() -> None:
    server, data = declared("server"), declared("data")
    assert data == {name: server[name] for name in data}


@pytest.mark.parametrize(
    ("lock", "extras"), [("requirements.lock", EXTRAS), ("requirements-runtime.lock", ("server",))]
)
def test_the_locks_hold_a_version_of_every_dependency(lock: str, extras: tuple[str, ...]) -> None:
    locked = set(re.findall(r"^([\w-]+)==", (PROJECT / lock).read_text("utf-8"), re.MULTILINE))
    assert set(declared(*extras)) <= locked
