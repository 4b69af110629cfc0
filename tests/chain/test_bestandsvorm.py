"""Whatever a file of an operator is written in, the answer is one line: which file, where, what was expected."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from rio_soap.batch.invoer import Invoerfout, _uit_bestand
from rio_soap.chain.bagextract.gemeenten import Extractfout, lees_gemeenten
from rio_soap.chain.standin.kvkbestand import Kvkbestandfout, lees_bestand
from rio_soap.chain.standin.proefadressen import Adresbestandfout, laad_adressen
from rio_soap.cli import main
from rio_soap.register.regels.kenmerktabel import Kenmerkfout, Kenmerktabel
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.register.regels.waardenlijsten import Waardenlijsten, Waardenlijstfout
from rio_soap.setup.settings import SettingsError, read_settings
from rio_soap.workbench.keur.namen import Namenfout, lees_namen

GEMEENTEN = "Gemeentecode;GemeentecodeGM;Gemeentenaam\n737;GM0737;Tytsjerksteradiel\n1900;GM1900;Súdwest-Fryslân\n"
LEZERS: dict[str, tuple[Callable[[Path], Any], type[Exception], str]] = {
    "gemeenten": (lees_gemeenten, Extractfout, GEMEENTEN),
    "waardenlijsten": (Waardenlijsten.laad, Waardenlijstfout, "lijst;waarde;ë\n"),
    "kenmerken": (lambda pad: Kenmerktabel.laad(standaardlijsten(), pad), Kenmerkfout, "object;ë\n"),
    "adressen": (lambda pad: laad_adressen(pad, pad.with_suffix(".db")), Adresbestandfout, '# x\nnaam = "ë"\n'),
    "kvk": (lees_bestand, Kvkbestandfout, '# x\nnaam = "ë"\n'),
    "settings": (lambda pad: read_settings(file=pad), SettingsError, '# x\noin = "ë"\n'),
    "names of a conformance run": (lees_namen, Namenfout, '# x\nbestuur = "ë"\n'),
    "order of a batch": (lambda pad: _uit_bestand(["a.xml"], pad), Invoerfout, "# x\në.xml\n"),
}


def bytes_van(tekst: str) -> dict[str, tuple[bytes, str]]:
    plek = tekst.encode("cp1252")
    byte = next(nummer for nummer, teken in enumerate(plek) if teken > 127)
    regel = plek[:byte].count(b"\n") + 1
    return {
        "windows-1252": (plek, rf"line {regel}: not UTF-8 at byte {byte} .* expected UTF-8"),
        "UTF-16 with its mark": (tekst.encode("utf-16"), r"line 1: not UTF-8 at byte 0: .* UTF-16, expected UTF-8"),
        "UTF-16 without": ("a\nb".encode("utf-16-be"), r"line 1: found a null character, expected text in UTF-8"),
        "a null character": (tekst.encode() + b"\n\0\n", r"line \d+: found a null character"),
        "half a character": (b"abc\n\xc3", r"line 2: not UTF-8 at byte 4"),
    }


@pytest.mark.parametrize("vorm", bytes_van(GEMEENTEN))
@pytest.mark.parametrize("soort", LEZERS)
def test_another_encoding_is_told_in_one_line(tmp_path: Path, soort: str, vorm: str) -> None:
    lees, fout, tekst = LEZERS[soort]
    data, melding = bytes_van(tekst)[vorm]
    bestand = tmp_path / "bestand.toml"
    bestand.write_bytes(data)
    with pytest.raises(fout, match=melding) as gevonden:
        lees(bestand)
    assert str(bestand) in str(gevonden.value)
    assert "\n" not in str(gevonden.value)


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("code|naam\n1|x\n", "line 1: no columns code and naam: found 'code|naam'"),
        ("code;naam;naam\n1;x;y\n", "line 1: no columns code and naam"),
        ("code;naam\n1;x\n2\n", "line 3: found 1 columns, expected 2"),
        ("code;naam\n1;x;y\n", "line 2: found 3 columns, expected 2"),
        ("code;naam\nxyz;x\n", "line 2: found 'xyz' as code"),
        ("code;naam\n1;\n", "line 2: found no naam"),
        ("code;naam\n1;x\n1;y\n", "line 3: gemeente 1 is 'y' and was 'x' before"),
        ('code;naam\n1;"x\n', "line"),
        ("", "found no gemeenten"),
        ("code;naam\n", "found no gemeenten"),
        ("code;naam\n" + "1;x\n" * 1_000_001, "more than 4000000 bytes"),
    ],
)
def test_gemeenten_of_another_shape_are_told_with_their_line(tmp_path: Path, tekst: str, melding: str) -> None:
    bestand = tmp_path / "gemeenten.csv"
    bestand.write_text(tekst, "utf-8")
    with pytest.raises(Extractfout) as gevonden:
        lees_gemeenten(bestand)
    assert melding in str(gevonden.value)


@pytest.mark.parametrize("teken", [";", ",", "\t"])
@pytest.mark.parametrize("einde", ["\n", "\r\n"])
def test_gemeenten_are_read_in_each_of_the_forms_that_occur(tmp_path: Path, teken: str, einde: str) -> None:
    regels = ["Gemeentecode;Gemeentenaam;Provinciecode", '1900;"Súdwest-\nFryslân";20', "", "GM0164;Hengelo (O.);20"]
    bestand = tmp_path / "gemeenten.csv"
    bestand.write_bytes("".join(f"{regel.replace(';', teken)}{einde}" for regel in regels).encode("utf-8-sig"))
    assert lees_gemeenten(bestand) == {"1900": "Súdwest- Fryslân", "0164": "Hengelo (O.)"}


@pytest.mark.parametrize(
    "tekst",
    [
        '[[gemeente]]\nnaam = "x"\n',
        'gemeente = "x"\n',
        '[[gemeente]]\ncode = "1"\nnaam = "x"\nwoonplaatsen = 3\n',
        "adres = 1\n",
        "[[adres]]\nplaats = 3\n",
    ],
)
def test_addresses_of_another_shape_are_told(tmp_path: Path, tekst: str) -> None:
    (tmp_path / "adressen.toml").write_text(tekst, "utf-8")
    with pytest.raises(Adresbestandfout, match=r"adressen\.toml"):
        laad_adressen(tmp_path / "adressen.toml", tmp_path / "bag.db")


@pytest.mark.parametrize("tekst", ['[[melding]]\ncode = "x"\n', "melding = 1\n", 'inschrijving = "x"\n'])
def test_registrations_of_another_shape_are_told(tmp_path: Path, tekst: str) -> None:
    (tmp_path / "kvk.toml").write_text(tekst, "utf-8")
    with pytest.raises(Kvkbestandfout, match=r"kvk\.toml"):
        lees_bestand(tmp_path / "kvk.toml")


def test_the_command_answers_with_one_line(tmp_path: Path) -> None:
    lijst = tmp_path / "gemeenten.csv"
    lijst.write_bytes(GEMEENTEN.encode("cp1252"))
    opdracht = ["laad", "bag", str(tmp_path), "--gemeenten", str(lijst)]
    uit = CliRunner().invoke(main, opdracht, env={"RIO_DATA_DIR": str(tmp_path / "rio")})
    assert uit.exit_code == 1
    assert f"{lijst}, line 3: not UTF-8" in uit.output
    assert "Traceback" not in uit.output
