"""Names of gemeenten from a CSV file, as people have them."""

from pathlib import Path

import pytest

from rio_soap.chain.bagextract.gemeenten import Extractfout, lees_gemeenten


def lees(tmp_path: Path, tekst: str | bytes) -> dict[str, str]:
    bestand = tmp_path / "gemeenten.csv"
    bestand.write_bytes(tekst if isinstance(tekst, bytes) else tekst.encode())
    return lees_gemeenten(bestand)


@pytest.mark.parametrize(
    "tekst",
    [
        "code;naam\n0014;Groningen\n1;Ergens\n",
        "code,naam\n14,Groningen\n0001,Ergens\n",
        "naam\tcode\nGroningen\tGM0014\nErgens\tGM1\n",
        "Gemeentecode;GemeentecodeGM;Gemeentenaam\n14;GM0014;Groningen\n1;GM0001;Ergens\n",
        '\ufeffcode;naam\r\n"14";"Groningen"\r\n\r\n1;  Ergens \r\n',
        "code;naam\n14;Groningen\n14;Groningen\n1;Ergens\n",
    ],
    ids=["semicolon", "comma", "tab", "CBS", "Excel", "twice the same"],
)
def test_a_list_is_read_in_every_form_in_which_it_is_found(tmp_path: Path, tekst: str) -> None:
    assert lees(tmp_path, tekst) == {"0014": "Groningen", "0001": "Ergens"}


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("", "no gemeenten"),
        ("code;naam\n", "no gemeenten"),
        ("a,b\n1,2\n", "line 1: no columns code and naam"),
        ("code;naam;naam\n1;a;b\n", "each once"),
        ("code;naam\n1\n", "line 2: found 1 columns, expected 2"),
        ("code;naam\nx;Ergens\n", "line 2: found 'x' as code"),
        ("code;naam\n12345;Ergens\n", "expected 1 to 4 digits"),
        ("code;naam\n1; \n", "found no naam"),
        ("code;naam\n1;Ergens\n0001;Anders\n", "line 3: gemeente 0001 is 'Anders' and was 'Ergens' before"),
        ('code;naam\n1;"open\n', "line"),
    ],
)
def test_a_list_that_cannot_be_used_says_where_and_why(tmp_path: Path, tekst: str, melding: str) -> None:
    with pytest.raises(Extractfout, match=melding):
        lees(tmp_path, tekst)
