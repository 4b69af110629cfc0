"""What click says itself is Dutch when that is the language: the parts of a help, and every error in a command line."""

import gettext
import inspect
import os
import re
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_file
from babel.messages.mofile import read_mo
from click.testing import CliRunner

from rio_soap.bevinding import opdrachttaal, spraak
from rio_soap.cli import main
from tests import clickwoorden

CLICK = Path(inspect.getfile(click)).parent
ELDERS = {"deprecated", "required"}
"""What click asks by a name that it made."""
NIET_GEBRUIKT = re.compile(
    r"DeprecationWarning|iterable|defined twice|cannot use the|determine name|No options defined|take exactly one"
    r"|want to continue|Confirm the action|start character|Choice\(|values are required|Repeat for"
    r"|do not match|invalid input|Unknown color|Press any key|Editing failed|^d$|^file$|^directory$|^path$"
)
"""Prompts, editors, mistakes in a program; names of files are put in by `opdrachttaal`."""
PLAATSEN = re.compile(r"\{\w+(?:!r)?\}|%\(\w+\)s")


def gevraagd() -> set[str]:
    """Every text for which click asks gettext."""
    uit = set(ELDERS)
    for module in ("core", "decorators", "exceptions", "formatting", "parser", "types", "termui", "_termui_impl"):
        for _, tekst, _, _ in extract_from_file("python", CLICK / f"{module}.py"):
            uit.add(tekst if isinstance(tekst, str) else tekst[0])
    return uit


def test_the_words_that_python_reads_are_made_of_those_that_people_read() -> None:
    with clickwoorden.MO.open("rb") as bestand:
        gelezen = [(_teksten(bericht.id), _teksten(bericht.string)) for bericht in read_mo(bestand) if bericht.id]
    bron = [(_teksten(bericht.id), _teksten(bericht.string)) for bericht in clickwoorden.woorden() if bericht.id]
    assert sorted(gelezen) == sorted(bron)


def test_all_that_click_may_say_here_has_a_dutch_text_and_nothing_else_has() -> None:
    vertaald = {m.id if isinstance(m.id, str) else m.id[0]: m for m in clickwoorden.woorden() if m.id}
    nodig = {tekst for tekst in gevraagd() if not NIET_GEBRUIKT.search(tekst)}
    assert nodig - set(vertaald) == set()
    assert set(vertaald) - nodig == set()
    for tekst, bericht in vertaald.items():
        for dutch in _teksten(bericht.string):
            assert dutch, tekst
            assert PLAATSEN.findall(dutch) in [PLAATSEN.findall(engels) for engels in _teksten(bericht.id)], tekst


def _teksten(tekst: str | tuple[str, ...] | list[str]) -> list[str]:
    return [tekst] if isinstance(tekst, str) else list(tekst)


@click.group()
@click.option("--n", type=click.IntRange(1, 3))
@click.option("--f", type=float)
@click.option("--keuze", type=click.Choice(["a", "b"]))
@click.option("--een", type=click.Choice(["a"]))
@click.option("--dag", type=click.DateTime(["%Y"]))
@click.option("--dagen", type=click.DateTime(["%Y", "%m"]))
@click.option("--ja", type=bool)
@click.option("--vlag", is_flag=True)
@click.option("--id", type=click.UUID)
@click.option("--twee", nargs=2)
@click.option("--bestand", type=click.Path(exists=True, dir_okay=False))
@click.option("--map", type=click.Path(exists=True, file_okay=False))
@click.option("--lees", type=click.File())
def groep(**_: object) -> None:
    """Of every kind of parameter one."""


@groep.command()
@click.argument("eerste")
@click.argument("twee", nargs=2)
@click.option("--moet", required=True, type=click.Choice(["x", "y"]))
def onder(**_: object) -> None:
    """With what has to be given."""


FOUTEN = [
    (["onde"], "Er is geen opdracht 'onde'. Is 'onder' bedoeld?"),
    (["--nn"], "Er is geen optie '--nn'."),
    (["--n"], "Bij optie '--n' hoort een waarde."),
    (["--twee", "a"], "Bij optie '--twee' horen 2 waarden."),
    (["--vlag=x", "onder"], "Bij optie '--vlag' hoort geen waarde."),
    (["--n", "x", "onder"], "Deze waarde kan niet bij '--n': 'x' is geen getal dat hier past (integer range)."),
    (["--n", "9", "onder"], "Deze waarde kan niet bij '--n': 9 ligt niet in het bereik 1<=x<=3."),
    (["--f", "x", "onder"], "'x' is geen getal dat hier past (float)."),
    (["--keuze", "c", "onder"], "'c' is niet een van 'a', 'b'."),
    (["--een", "c", "onder"], "'c' is niet 'a'."),
    (["--dag", "x", "onder"], "'x' heeft niet de vorm '%Y'."),
    (["--dagen", "x", "onder"], "'x' heeft geen van de vormen '%Y', '%m'."),
    (["--ja", "x", "onder"], "'x' is geen ja of nee; bekend zijn"),
    (["--id", "x", "onder"], "'x' is geen UUID."),
    (["--bestand", "/nergens", "onder"], "Bestand '/nergens' bestaat niet."),
    (["--bestand", "/", "onder"], "Bestand '/' is een map."),
    (["--map", "/nergens", "onder"], "Map '/nergens' bestaat niet."),
    (["--map", __file__, "onder"], "is een bestand."),
    (["--lees", "/nergens", "onder"], "Deze waarde kan niet bij '--lees':"),
    (["onder"], "Er ontbreekt een argument: 'EERSTE'."),
    (["onder", "a", "b"], "Bij argument 'twee' horen 2 waarden."),
    (["onder", "a", "b", "c"], "Er ontbreekt een optie: '--moet'. Kies uit:"),
    (["onder", "a", "b", "c", "d", "--moet", "x"], "Er is een argument te veel (d)"),
    (["onder", "a", "b", "c", "d", "e", "--moet", "x"], "Er zijn argumenten te veel (d e)"),
]


@pytest.mark.parametrize(("woorden", "fout"), FOUTEN, ids=[" ".join(w) for w, _ in FOUTEN])
def test_every_error_in_a_command_line_is_dutch(woorden: list[str], fout: str) -> None:
    spraak.kies("nl")
    uit = CliRunner().invoke(opdrachttaal.vertaal(groep), woorden)
    assert uit.exit_code == 2
    assert fout in uit.output
    assert "Fout: " in uit.output
    assert not re.search(r"\b(Usage|Error|Try|OPTIONS|Invalid|Choose|Did you)\b", uit.output)


def test_with_an_error_comes_how_a_command_is_used() -> None:
    uit = CliRunner().invoke(main, ["partij", "intrekken", "--taal", "nl"], prog_name="rio-soap").output
    assert uit.startswith(
        "Gebruik: rio-soap partij intrekken [OPTIES] VINGERAFDRUK\nUitleg geeft 'rio-soap partij intrekken --help'.\n\n"
    )
    uit = CliRunner().invoke(main, ["--taal", "nl"], prog_name="rio-soap").output
    assert uit.startswith("Gebruik: rio-soap [OPTIES] OPDRACHT [ARGUMENTEN]...\n")
    assert uit.endswith("Fout: Er is geen opdracht gegeven.\n")


def test_without_dutch_click_speaks_as_it_does() -> None:
    woorden = ["partij", "toevoege"]
    assert "Error: No such command 'toevoege'. Did you mean 'toevoegen'?" in CliRunner().invoke(main, woorden).output
    assert "Fout: Er is geen" in CliRunner().invoke(main, [*woorden, "--taal", "nl"]).output
    assert "Error: No such command" in CliRunner().invoke(main, [*woorden, "--taal", "en"]).output


def test_the_choice_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    spraak.kies("nl")
    assert gettext.gettext("Usage:") == "Gebruik:"
    spraak.kies(None)
    assert gettext.gettext("Usage:") == "Usage:"
    assert gettext.textdomain() == "messages"
    assert os.environ["LANGUAGE"] == "de"
