"""The command: what it says, and with which code it ends."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from rio_soap.volger.cli import main
from rio_soap.volger.refusal import REFUSALS
from tests.huis.huis import WORTEL
from tests.volger.bediener import Bediening
from tests.volger.lezen import van_kopie, van_wereld
from tests.volger.maker import Wereld


def draai(*woorden: str) -> Result:
    return CliRunner().invoke(main, ["volg", *woorden])


def test_one_line_says_what_was_done(bediening: Bediening, wereld: Wereld, publicaties: Path, tmp_path: Path) -> None:
    doel = str(tmp_path / "kopie")
    wereld.publiceer(publicaties, "2026-10-01")
    eerste = draai(doel, "--bron", bediening.url)
    assert eerste.exit_code == 0
    assert eerste.stdout == ("full set (nothing was held): proved at 2026-10-01, number 120; feed heard to 120\n")
    assert draai(doel, "--bron", bediening.url).stdout.startswith("nothing new: proved at 2026-10-01")
    wereld.verander(3)
    assert draai(doel, "--bron", bediening.url).stdout.startswith("3 changes: ")
    wereld.verander(3)
    wereld.publiceer(publicaties, "2026-10-02")
    assert draai(doel, "--bron", bediening.url).stdout.startswith("1 deltas, 3 changes: proved at 2026-10-02")


def test_for_programs_it_is_one_object_of_json(wereld: Wereld, publicaties: Path, tmp_path: Path) -> None:
    doel = str(tmp_path / "kopie.sqlite")
    wereld.publiceer(publicaties, "2026-10-01")
    goed = json.loads(draai(doel, "--bron", str(publicaties), "--vorm", "json").stdout)
    assert goed == {
        "uitkomst": "volledig",
        "code": 0,
        "datum": "2026-10-01",
        "volgnummer": 120,
        "gehoord": None,
        "deltas": 0,
        "volledig": "nothing was held",
        "wijzigingen": 0,
        "ongelijk": 0,
        "voorbeelden": [],
    }
    fout = draai(doel, "--bron", str(tmp_path / "weg"), "--vorm", "json")
    assert fout.exit_code == 5
    assert json.loads(fout.stdout)["uitkomst"] == "onbereikbaar"
    zonder_http = draai(doel, "--bron", "127.0.0.1:8080")
    assert zonder_http.exit_code == 5
    assert "an address begins with http:// or https://" in zonder_http.stderr


def test_what_the_feed_told_otherwise_is_named(
    bediening: Bediening, wereld: Wereld, publicaties: Path, tmp_path: Path
) -> None:
    doel = str(tmp_path / "kopie")
    wereld.publiceer(publicaties, "2026-10-01")
    draai(doel, "--bron", bediening.url)
    wereld.objecten["ERKENNER", "stil"] = {"erkenner": {}}
    wereld.publiceer(publicaties, "2026-10-02")
    gezegd = draai(doel, "--bron", bediening.url).stdout
    assert "1 objects differed from the feed and were mended: ERKENNER stil (niet-gehoord)" in gezegd


def test_a_refusal_ends_with_its_own_code_and_its_name(wereld: Wereld, publicaties: Path, tmp_path: Path) -> None:
    doel = str(tmp_path / "kopie")
    wereld.publiceer(publicaties, "2026-10-01")
    with (publicaties / "2026-10-01" / "erkenners.csv").open("ab") as bestand:
        bestand.write(b"x")
    uitkomst = draai(doel, "--bron", str(publicaties))
    assert uitkomst.exit_code == 3
    assert uitkomst.stderr.splitlines()[-1].startswith("vervalst: 2026-10-01/erkenners.csv")
    assert draai("mysql://x", "--bron", str(publicaties)).exit_code == 10


def test_the_help_and_the_page_tell_every_code_and_every_option() -> None:
    hulp = CliRunner().invoke(main, ["volg", "--help"]).stdout
    blad = (WORTEL / "docs" / "volgen.md").read_text("utf-8")
    for soort in REFUSALS:
        assert f"{soort.code}  {soort.naam} " in hulp
        assert f"| {soort.code} | `{soort.naam}` |" in blad
    assert len({soort.code for soort in REFUSALS}) == len({soort.naam for soort in REFUSALS}) == len(REFUSALS) == 8
    for optie in main.commands["volg"].params:
        if optie.param_type_name == "option" and optie.name != "help":
            assert f"`{optie.opts[0]}" in blad


def test_going_on_it_keeps_the_copy_right_and_ends_whole_when_asked(
    bediening: Bediening, wereld: Wereld, publicaties: Path, tmp_path: Path
) -> None:
    """As a service: killed softly it says so, and has lost nothing."""
    doel = str(tmp_path / "kopie.sqlite")
    wereld.publiceer(publicaties, "2026-10-01")
    opdracht = [sys.executable, "-c", "from rio_soap.volger.cli import main; main()", "volg", doel]
    with subprocess.Popen(
        [*opdracht, "--bron", bediening.url, "--blijf", "--wacht", "0.1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as proces:
        assert proces.stdout is not None
        assert "full set" in proces.stdout.readline()
        wereld.verander(5)
        assert "5 changes" in proces.stdout.readline()
        proces.send_signal(signal.SIGTERM)
        assert proces.wait(20) == 0
        assert "stopped" in proces.stdout.read()
    assert van_kopie(doel) == van_wereld(wereld)


ZONDER = """
import importlib.abc, sys
class Weg(importlib.abc.MetaPathFinder):
    def find_spec(self, naam, pad=None, doel=None):
        eerste = naam.partition('.')[0]
        if eerste not in {*sys.stdlib_module_names, 'rio_soap', 'click', 'urllib3', 'psycopg', 'psycopg_binary',
                          'typing_extensions'} and not eerste.startswith('_'):
            raise ModuleNotFoundError(f'No module named {naam!r}', name=naam)
sys.meta_path.insert(0, Weg())
"""
"""Before a program: nothing can be imported but the standard library and what the extra `data` brings."""


def zonder(program: str, *woorden: str) -> subprocess.CompletedProcess[str]:
    opdracht = [sys.executable, "-c", ZONDER + program, *woorden]
    return subprocess.run(opdracht, cwd=WORTEL, capture_output=True, text=True, check=False)


def test_the_follower_runs_without_anything_of_the_server(wereld: Wereld, publicaties: Path, tmp_path: Path) -> None:
    wereld.publiceer(publicaties, "2026-10-01")
    doel = str(tmp_path / "kopie.sqlite")
    program = "from rio_soap.volger.cli import main; main()"
    gedaan = zonder(program, "volg", doel, "--bron", str(publicaties))
    assert (gedaan.returncode, gedaan.stderr.splitlines()[1:]) == (0, [])
    assert van_kopie(doel) == van_wereld(wereld)


def test_the_server_without_its_extra_says_in_one_line_what_to_install() -> None:
    gezegd = zonder("from rio_soap.cli import main; main()", "serve")
    assert gezegd.returncode == 1
    assert gezegd.stderr.splitlines() == [
        "Error: this part of rio-soap is not installed (no module sqlalchemy): pip install 'rio-soap[server]'"
    ]


def test_it_speaks_the_language_that_is_asked_for(wereld: Wereld, publicaties: Path, tmp_path: Path) -> None:
    """By --taal, else RIO_TAAL: what was done, a refusal, an error in the command line, and the help."""
    doel, bron = str(tmp_path / "kopie"), str(publicaties)
    wereld.publiceer(publicaties, "2026-10-01")
    eerste = draai(doel, "--bron", bron, "--taal", "nl")
    assert eerste.stdout == "volledige set (er stond nog niets in): bewezen op 2026-10-01, nummer 120\n"
    assert "volledige set van 2026-10-01: er stond nog niets in …" in eerste.stderr
    assert draai(doel, "--bron", bron, "--taal", "en").stdout.startswith("nothing new: proved at")
    zonder = CliRunner().invoke(main, ["volg", doel], env={"RIO_TAAL": "nl"})
    assert zonder.exit_code == 2
    assert "Fout: Er ontbreekt een optie: '--bron'." in zonder.stderr
    weg = draai(doel, "--bron", str(tmp_path / "weg"), "--taal", "nl")
    assert (weg.exit_code, weg.stderr.startswith("onbereikbaar: ")) == (5, True)
    assert "een adres begint met http:// of https://" in weg.stderr
    hulp = draai("--taal", "nl", "--help").stdout
    assert "Maak van DOEL een juiste kopie" in hulp
    for refusal in REFUSALS:
        assert f"{refusal.code}  {refusal.naam}" in hulp
    assert "Make DOEL" in draai("--help").stdout
    assert "Maak van DOEL" in CliRunner().invoke(main, ["--taal", "nl", "--help"]).stdout
