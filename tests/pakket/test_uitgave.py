"""What a release promises on paper: versions that agree, libraries that are named, a compose file that can run."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from rio_soap.chain.standin.standin_server import PAD_BAG, PAD_KVK
from rio_soap.cli.table import TABLE
from rio_soap.setup.settings import Settings
from rio_soap.setup.standins import TRIAL_STORE
from tests.huis.huis import WORTEL
from tests.pakket import containerfile, licenties, versies

PROJECT: dict[str, Any] = tomllib.loads((WORTEL / "pyproject.toml").read_text("utf-8"))["project"]
VERSIE: str = PROJECT["version"]
CONTAINER = WORTEL / "deploy" / "container"
COMPOSE: dict[str, Any] = yaml.safe_load((CONTAINER / "compose.yaml").read_text("utf-8"))
DIENSTEN: dict[str, dict[str, Any]] = COMPOSE["services"]
STAPPEN = containerfile.lees((CONTAINER / "Containerfile").read_text("utf-8"), {})


def test_every_file_that_names_the_version_names_this_one() -> None:
    code = yaml.safe_load((WORTEL / "publiccode.yml").read_text("utf-8"))
    assert code["softwareVersion"] == VERSIE
    wijzigingen = (WORTEL / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## {re.escape(VERSIE)} \({code['releaseDate']}\)$", wijzigingen, re.MULTILINE)
    assert {dienst["image"] for dienst in DIENSTEN.values()} == {
        f"rio-soap:{VERSIE}",
        "docker.io/library/postgres:16-bookworm",
    }
    assert f"-t rio-soap:{VERSIE} " in (CONTAINER / "Containerfile").read_text("utf-8")


def test_every_library_of_the_service_has_a_licence_that_fits() -> None:
    assert licenties.BLADZIJDE.read_text("utf-8") == licenties.tekst()
    for naam in licenties.vastgelegd():
        delen = licenties.delen(licenties.CONDITIONAL.get(naam) or licenties.licentie(naam))
        assert delen, naam
        assert delen <= licenties.VERENIGBAAR, f"{naam}: {delen - licenties.VERENIGBAAR}"


def test_an_unknown_licence_is_seen() -> None:
    assert licenties.delen("MIT AND (GPL-3.0-only OR BSD)") == {"MIT", "GPL-3.0-only", "BSD"}
    assert not {"GPL-3.0-only", "unknown"} & licenties.VERENIGBAAR


def test_the_lock_of_the_build_holds_what_builds_and_nothing_else_than_the_lock_of_the_tests() -> None:
    alles = (WORTEL / "requirements.lock").read_text("utf-8")
    bouw = re.findall(r"^([a-z0-9-]+==\S+)", (WORTEL / "requirements-bouw.lock").read_text("utf-8"), re.MULTILINE)
    assert any(regel.startswith("hatchling==") for regel in bouw)
    assert all(f"\n{regel} " in alles or alles.startswith(f"{regel} ") for regel in bouw), bouw


def test_every_setting_and_command_of_the_compose_file_exists() -> None:
    namen = {f"RIO_{naam.upper()}" for naam in Settings.__dataclass_fields__} | {"RIO_BEGIN"}
    for naam, dienst in DIENSTEN.items():
        gezet = dienst.get("environment", {})
        assert {sleutel for sleutel in gezet if sleutel.startswith("RIO_")} <= namen, naam
        if dienst["image"].startswith("rio-soap") and dienst.get("command"):
            assert dienst["command"][0] in TABLE
    gezet = DIENSTEN["dienst"]["environment"]
    assert gezet["RIO_BAG_URL"].endswith(f":8090{PAD_BAG}")
    assert gezet["RIO_KVK_URL"].endswith(f":8090{PAD_KVK}")
    assert gezet["RIO_BAG_OPSLAG"].endswith(f"/{TRIAL_STORE}")
    assert DIENSTEN["keten"]["command"][-1] == "8090"


def test_the_compose_file_names_only_what_it_has_and_gives_nobody_more_than_he_needs() -> None:
    for naam, dienst in DIENSTEN.items():
        for ander, voorwaarde in dienst.get("depends_on", {}).items():
            assert ander in DIENSTEN, naam
            gezond = "healthcheck" in DIENSTEN[ander]
            assert voorwaarde["condition"] != "service_healthy" or gezond, naam
        for volume in dienst["volumes"]:
            bron = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", volume).split(":")[0]
            assert bron in COMPOSE["volumes"] or (CONTAINER / bron).is_dir(), volume
        assert all(poort.startswith("127.0.0.1:") for poort in dienst.get("ports", []))
        if dienst["image"].startswith("rio-soap"):
            assert dienst["read_only"] is True
            assert dienst["cap_drop"] == ["ALL"]
            assert dienst["security_opt"] == ["no-new-privileges:true"]


def test_the_image_runs_without_rights_and_copies_only_what_reaches_the_engine() -> None:
    woorden = [stap.woord for stap in STAPPEN]
    assert woorden.count("FROM") == 2
    assert [stap.rest for stap in STAPPEN if stap.woord == "USER"] == ["10001:10001"]
    assert {"HEALTHCHECK", "VOLUME", "STOPSIGNAL", "ENTRYPOINT", "CMD"} <= set(woorden)
    genoemd = {
        naam
        for stap in STAPPEN
        if stap.woord == "COPY" and "from" not in stap.opties
        for naam in stap.rest.split()[:-1]
    }
    gezien = (WORTEL / ".dockerignore").read_text("utf-8").splitlines()
    assert {regel[1:] for regel in gezien if regel.startswith("!")} == genoemd
    assert all((WORTEL / naam).exists() for naam in genoemd)
    assert (CONTAINER / "begin").stat().st_mode & 0o111


def test_steps_of_a_containerfile_are_read_with_their_options_and_values() -> None:
    tekst = "# eerst\nARG A=x\nFROM ${A} AS een\nRUN a && \\\n  b\nCOPY --from=een /a /b\n"
    stappen = containerfile.lees(tekst, {"A": "y"})
    assert [(stap.woord, stap.opties, " ".join(stap.rest.split())) for stap in stappen] == [
        ("FROM", {}, "y AS een"),
        ("RUN", {}, "a && b"),
        ("COPY", {"from": "een"}, "/a /b"),
    ]


def test_a_step_that_is_not_known_is_refused(tmp_path: Path) -> None:
    bouwer = containerfile.Bouwer(tmp_path, tmp_path, tmp_path)
    with pytest.raises(ValueError, match="no FROM"):
        bouwer.bouw(containerfile.lees("USER x\n", {}))
    bouwer._nu = containerfile.Beeld(tmp_path)
    with pytest.raises(ValueError, match="ONBUILD: not known"):
        bouwer.bouw(containerfile.lees("ONBUILD x\n", {}))


def test_files_and_folders_are_copied_as_an_engine_does(tmp_path: Path) -> None:
    bron, wortel = tmp_path / "bron", tmp_path / "wortel"
    (bron / "docs").mkdir(parents=True)
    (bron / "docs" / "a.md").write_text("a")
    (bron / "los").write_text("b")
    bouwer = containerfile.Bouwer(bron, tmp_path, tmp_path)
    bouwer._nu = containerfile.Beeld(wortel)
    bouwer.bouw(
        containerfile.lees("WORKDIR /werk\nCOPY docs docs\nCOPY los ./\nCOPY los /bin/ander\nENV A=1 B=2\n", {})
    )
    assert (wortel / "werk/docs/a.md").read_text() == "a"
    assert (wortel / "werk/los").read_text() == (wortel / "bin/ander").read_text() == "b"
    assert bouwer._nu.omgeving["B"] == "2"


def test_an_interpreter_is_one_that_runs_and_is_of_its_version() -> None:
    assert versies.interpreter("2.99") is None
    for versie in versies.VERSIES:
        gevonden = versies.interpreter(versie)
        assert gevonden is None or Path(gevonden).exists()


def test_the_pythons_that_are_promised_are_those_that_are_tried() -> None:
    beloofd = {regel.split(" :: ")[-1] for regel in PROJECT["classifiers"] if re.search(r"Python :: 3\.\d", regel)}
    assert beloofd < set(versies.VERSIES)
    onder, boven = re.fullmatch(r">=3\.(\d+),<3\.(\d+)", PROJECT["requires-python"]).groups()  # type: ignore[union-attr]
    assert beloofd == {f"3.{n}" for n in range(int(onder), int(boven))}
