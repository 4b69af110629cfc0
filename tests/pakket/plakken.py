"""A reader of `rio-soap proef`: starts it, and types in another shell what it tells to type."""

import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.cli.test_duurzaam import vrije_poort

KLAAR = "log in at "
"""Begins the last line but those of the people, in English."""


class Gids(NamedTuple):
    """What was told.

    :param regels: all lines, until the people.
    :param instellingen: the lines that another shell takes first.
    :param opdrachten: every command that is told to be typed.
    """

    regels: list[str]
    instellingen: list[str]
    opdrachten: list[str]


def lees(regels: Sequence[str]) -> Gids:
    """Commands stand on a line of their own below what they do, or behind a colon."""
    instellingen = [regel for regel in regels if regel.startswith("export ")]
    opdrachten = [
        gevonden[1]
        for regel in regels
        if (gevonden := re.search(r"(?:^ {4}|: )(\S.*?\brio-(?:soap|data)(?: [a-z].*)|rio-(?:soap|data) .*)$", regel))
    ]
    return Gids(list(regels), instellingen, opdrachten)


@contextmanager
def proef(opdracht: Sequence[str], map_: Path, omgeving: Mapping[str, str]) -> Iterator[Gids]:
    """A trial environment that is started in a folder, as long as the context lasts."""
    poort = str(vrije_poort())
    proces = subprocess.Popen(
        [*opdracht, "proef", "--port", poort], cwd=map_, env=dict(omgeving), stdout=subprocess.PIPE, text=True
    )
    assert proces.stdout is not None
    try:
        regels: list[str] = []
        for regel in proces.stdout:
            regels.append(regel.rstrip("\n"))
            if KLAAR in regel:
                break
        assert any(KLAAR in regel for regel in regels), "\n".join(regels)
        yield lees(regels)
    finally:
        proces.terminate()
        proces.communicate(timeout=60)
    assert proces.returncode == 0, proces.returncode


def plak(gids: Gids, map_: Path, omgeving: Mapping[str, str]) -> dict[str, str]:
    """Type every command in a new shell after the settings; gives what each said.

    The certificate of a reader of his own stands for YOUR.pem: that of the trial client.
    """
    gezegd = {}
    for opdracht in gids.opdrachten:
        getypt = opdracht.replace("YOUR.pem", '"$RIO_DATA_DIR/pki/klant.pem"')
        uit = subprocess.run(
            ["bash", "-ec", "\n".join([*gids.instellingen, getypt])],
            cwd=map_,
            env=dict(omgeving),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert uit.returncode == 0, f"{getypt}\n{uit.stdout}\n{uit.stderr}"
        gezegd[opdracht] = uit.stdout + uit.stderr
    return gezegd


def beoordeel(gezegd: Mapping[str, str]) -> None:
    """All five did what they are for."""
    (kopie, partij, haal, logboek, uitleg) = gezegd.values()
    assert kopie.strip()
    assert "trusted" in partij
    assert "anzehogeschool" in haal
    assert "aanleveren_opleidingseenheid" in logboek
    assert "SHA-1" in uitleg
