"""How commands are typed, by where the process runs."""

import json
import sys
from pathlib import Path

import pytest

from rio_soap.bevinding import aanroep as module
from rio_soap.bevinding.aanroep import aanroep, eis, installeer


@pytest.fixture
def plek(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment with both programs, below the working directory, that is not on the path."""
    for program in ("rio-soap", "rio-data"):
        script = tmp_path / "mijn env" / "bin" / program
        script.parent.mkdir(parents=True, exist_ok=True)
        script.touch(mode=0o755)
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "mijn env"))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setattr(module, "_origin", lambda: None)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_from_the_working_directory_when_it_is_below_that(plek: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert aanroep() == "'mijn env/bin/rio-soap'"
    monkeypatch.chdir("/")
    assert aanroep("rio-data") == f"'{str(plek)[1:]}/mijn env/bin/rio-data'"


def test_by_its_name_when_the_path_leads_to_it(plek: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (plek / "local").mkdir()
    (plek / "local" / "rio-soap").symlink_to(plek / "mijn env" / "bin" / "rio-soap")
    monkeypatch.setenv("PATH", f"{plek / 'local'}:/usr/bin")
    assert aanroep() == "rio-soap"
    assert aanroep("rio-data") == "'mijn env/bin/rio-data'"


def test_as_a_module_where_there_is_no_program(plek: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", str(plek / "niets"))
    monkeypatch.setattr(sys, "executable", str(plek / "py"))
    assert aanroep() == "py -m rio_soap"
    assert aanroep("rio-data") == "py -m rio_soap.volger"


@pytest.mark.parametrize(
    ("prefix", "begin"),
    [
        ("/h/.cache/uv/archive-v0/abc", "uvx --from"),
        ("/h/.local/share/pipx/.cache/1a2b", "pipx run --spec"),
        ("/h/.local/pipx/.cache/1a2b", "pipx run --spec"),
        ("/h/.cache/pipx/1a2b", "pipx run --spec"),
    ],
)
def test_by_the_runner_that_made_the_environment_for_one_call(
    plek: Path, monkeypatch: pytest.MonkeyPatch, prefix: str, begin: str
) -> None:
    monkeypatch.setattr(sys, "prefix", prefix)
    monkeypatch.setattr(sys, "argv", [f"{prefix}/bin/rio-data"])
    assert aanroep() == f"{begin} 'rio-soap[server]' rio-soap"
    assert installeer("data") == f"{begin} 'rio-soap[data]' rio-data"
    monkeypatch.setattr(module, "_origin", lambda: "file:///een/w.whl")
    assert aanroep() == f"{begin} 'rio-soap[server] @ file:///een/w.whl' rio-soap"


@pytest.mark.parametrize(
    ("prefix", "zegt"),
    [
        ("/h/.local/share/pipx/venvs/rio-soap", "pipx install --force 'rio-soap[server]'"),
        ("/h/.local/share/uv/tools/rio-soap", "uv tool install 'rio-soap[server]'"),
        ("/srv/omgeving", "pip install 'rio-soap[server]'"),
    ],
)
def test_what_is_missing_is_asked_of_who_installed(
    plek: Path, monkeypatch: pytest.MonkeyPatch, prefix: str, zegt: str
) -> None:
    monkeypatch.setattr(sys, "prefix", prefix)
    assert installeer("server") == zegt


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ({"url": "file:///w.whl", "archive_info": {}}, "rio-soap[data] @ file:///w.whl"),
        ({"url": "file:///bron", "dir_info": {"editable": True}}, "rio-soap[data]"),
        ([], "rio-soap[data]"),
        (None, "rio-soap[data]"),
    ],
)
def test_where_an_installation_came_from_is_what_it_noted(
    monkeypatch: pytest.MonkeyPatch, told: object, wanted: str
) -> None:
    class Gevonden:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return None if told is None else json.dumps(told)

    monkeypatch.setattr(module.metadata, "distribution", lambda name: Gevonden())
    assert eis("data") == wanted


def test_a_package_that_is_not_installed_came_from_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACKAGE", "rio-soap-bestaat-niet")
    assert eis("data") == "rio-soap-bestaat-niet[data]"
