"""Names of the objects that a conformance run may use: those of the trial set, or out of a file."""

from dataclasses import fields
from pathlib import Path

import pytest

from rio_soap.workbench.keur.namen import PROEF, Namen, Namenfout, lees_namen


def bestand(map_: Path, tekst: str) -> Path:
    (pad := map_ / "namen.toml").write_text(tekst, "utf-8")
    return pad


def test_an_empty_file_names_nothing(tmp_path: Path) -> None:
    assert lees_namen(bestand(tmp_path, "")) == Namen()


def test_every_name_can_be_given(tmp_path: Path) -> None:
    soorten = {veld.name: type(veld.default) for veld in fields(Namen)}
    tekst = "\n".join(f"{naam} = {7 if soort is int else chr(34) + naam + chr(34)}" for naam, soort in soorten.items())
    gelezen = lees_namen(bestand(tmp_path, tekst))
    assert all(getattr(gelezen, naam) == (7 if soort is int else naam) for naam, soort in soorten.items())


@pytest.mark.parametrize(
    ("tekst", "zegt"),
    [
        ('onbekend = "x"', "unknown name 'onbekend'"),
        ("bestuur = 1", "bestuur is 1, allowed is str"),
        ('locatieHuisnummer = "17"', "allowed is int"),
        ("bestuur = ", "namen.toml"),
        ("[bestuur]", "allowed is str"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, tekst: str, zegt: str) -> None:
    with pytest.raises(Namenfout, match=zegt):
        lees_namen(bestand(tmp_path, tekst))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Namenfout):
        lees_namen(tmp_path / "weg.toml")


def test_the_trial_set_has_another_party_to_be_refused_for() -> None:
    assert PROEF.vreemdOin
    assert PROEF.bestuur != PROEF.vreemdBestuur
    assert PROEF.aanbieder != PROEF.vreemdeAanbieder
