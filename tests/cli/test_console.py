"""A terminal gets colour, columns and progress; whatever is none gets the plain text; neither lets data act."""

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rio_soap.cli.console import voortgang

BERICHT = "<a>\x1b[31m[bold red]</a>"


def op_terminal(*woorden: str, **omgeving: str) -> str:
    """What a command writes when standard output and error are a terminal of 100 columns."""
    meester, slaaf = pty.openpty()
    gang = subprocess.Popen(
        [sys.executable, "-c", "from rio_soap.cli import main; main()", *woorden],
        stdout=slaaf,
        stderr=slaaf,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "COLUMNS": "100", "TERM": "xterm-256color", **omgeving},
    )
    os.close(slaaf)
    stukken, einde = [], time.monotonic() + 60
    while time.monotonic() < einde:
        if not select.select([meester], [], [], 1)[0]:
            continue
        try:
            stuk = os.read(meester, 65536)
        except OSError:  # the other end is closed: Linux says so by EIO
            break
        if not stuk:
            break
        stukken.append(stuk)
    os.close(meester)
    gang.wait(60)
    return b"".join(stukken).decode()


@pytest.fixture
def bestand(tmp_path: Path) -> str:
    """A file whose name holds what would be markup, and whose content acts on a terminal."""
    pad = tmp_path / "[red]bericht.xml"
    pad.write_text(BERICHT)
    return str(pad)


@pytest.fixture(autouse=True)
def kleur(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have chosen for no colour."""
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_a_terminal_gets_colour_and_the_name_of_the_file_as_it_is(bestand: str) -> None:
    uit = op_terminal("controleer", "--zonder-register", bestand)
    assert "\x1b[" in uit
    assert "[red]bericht.xml" in uit.replace("\r\n", "")
    assert "herstel dit eerst" in uit


def test_no_color_is_respected(bestand: str) -> None:
    uit = op_terminal("controleer", "--zonder-register", bestand, NO_COLOR="1")
    assert "\x1b[3" not in uit, "no colour"
    assert "herstel dit eerst" in uit


def test_a_pipe_gets_the_plain_text_and_imports_no_rich(bestand: str) -> None:
    programma = "import sys; from rio_soap.cli import main\ntry: main()\nfinally: print('rich' in sys.modules)"
    opdracht = [sys.executable, "-c", programma, "controleer", "--zonder-register", bestand]
    uit = subprocess.run(opdracht, capture_output=True, text=True, check=False)
    assert uit.stdout.splitlines()[-1] == "False"
    assert "\x1b" not in uit.stdout
    assert "╭" not in uit.stdout


def test_a_form_for_programs_stays_what_it_is_on_a_terminal(bestand: str) -> None:
    uit = op_terminal("controleer", "--zonder-register", "--formaat", "json", bestand)
    assert uit.startswith("[\r\n  {")


def test_without_a_terminal_progress_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with voortgang("iets", 3) as balk:
        assert not balk.zichtbaar
        balk.meer(1)
        balk.stap()
        balk.stand(1, None)
        balk.noem("anders")
    assert capfd.readouterr() == ("", "")


BALK = """
from rio_soap.cli.console import voortgang
with voortgang("[red]naam", 2, {eenheid!r}) as balk:
    balk.stap(1); balk.meer(2); balk.stand(3, 4); balk.noem("[bold]ander")
    import time; time.sleep(.3)
"""


@pytest.mark.parametrize(("eenheid", "telling"), [("aantal", "3/4"), ("bytes", "3/4 bytes")])
def test_on_a_terminal_progress_shows_what_is_done_of_how_much_and_no_markup(eenheid: str, telling: str) -> None:
    meester, slaaf = pty.openpty()
    omgeving = {**os.environ, "COLUMNS": "100", "TERM": "xterm-256color"}
    gang = subprocess.Popen([sys.executable, "-c", BALK.format(eenheid=eenheid)], stderr=slaaf, env=omgeving)
    gang.wait(60)
    uit = os.read(meester, 65536).decode()
    os.close(slaaf)
    os.close(meester)
    assert "[bold]ander" in uit
    assert telling in uit
