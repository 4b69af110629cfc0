"""The published form is read to the letter, and a file in another form is named with line and expectation."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rio_soap.register.opendata import csvlezer
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.opendata.csvlezer import Bestandsfout, Celfout, Rij, lees

WAARSCHUWINGEN = b'"LICENTIECODE","BEGINDATUM","EINDDATUM"'


def geschreven(tmp_path: Path, inhoud: bytes, naam: str = "waarschuwingen.csv") -> Path:
    (tmp_path / naam).write_bytes(inhoud)
    return tmp_path / naam


def rij(**cellen: str | None) -> Rij:
    return Rij("proef.csv", 2, cellen)


def test_quotes_empty_cells_and_line_numbers_come_through(tmp_path: Path) -> None:
    pad = geschreven(tmp_path, WAARSCHUWINGEN + b'\r\n"a ""b"", c",2020-01-01,\r\n,,\r\n')
    assert list(lees(pad)) == [(2, 26, ['a "b", c', "2020-01-01", ""]), (3, 4, ["", "", ""])]


def test_a_file_that_is_a_header_only_has_no_rows(tmp_path: Path) -> None:
    assert list(lees(geschreven(tmp_path, WAARSCHUWINGEN + b"\r\n"))) == []


def test_line_feeds_alone_and_a_last_line_without_end_are_taken(tmp_path: Path) -> None:
    assert len(list(lees(geschreven(tmp_path, WAARSCHUWINGEN + b'\n"x",2020-01-01,')))) == 1


@pytest.mark.parametrize(
    ("inhoud", "regel", "melding"),
    [
        (b"", 1, "found nothing, expected the header"),
        (b"\xef\xbb\xbf" + WAARSCHUWINGEN, 1, "byte order mark"),
        ("\ufeff".encode("utf-16-le"), 1, "byte order mark"),
        (WAARSCHUWINGEN + b'\r\n"caf\xe9",,\r\n', 2, r"byte 0xe9 at position 5, expected UTF-8"),
        (WAARSCHUWINGEN + b'\r\n"a",,\r\n"a\0",,\r\n', 3, "null character"),
        (b'"LICENTIECODE","BEGINDATUM"\r\n', 1, r"a header of 2 columns, expected 3"),
        (b'"LICENTIECODE","EINDDATUM","BEGINDATUM"\r\n', 1, r"'EINDDATUM' as column 2, expected 'BEGINDATUM'"),
        (b"LICENTIECODE,BEGINDATUM,EINDDATUM\r\n", 1, "without quotes"),
        (b'"LICENTIECODE";"BEGINDATUM";"EINDDATUM"\r\n', 1, "quote where none belongs"),
        (WAARSCHUWINGEN + b'\r\n"a",2020-01-01,\r\n"b",2020-01-01\r\n', 3, "found 2 columns, expected 3"),
        (WAARSCHUWINGEN + b'\r\n"a",2020-01-01,,\r\n', 2, "found 4 columns, expected 3"),
        (WAARSCHUWINGEN + b'\r\n"a\r\nb",,\r\n', 2, "a quoted text without end"),
        (WAARSCHUWINGEN + b'\r\n"a"b,,\r\n', 2, "quote where none belongs"),
        (WAARSCHUWINGEN + b'\r\n"a,,\r\n', 2, "quote where none belongs"),
    ],
)
def test_another_form_is_named_with_file_line_and_expectation(
    tmp_path: Path, inhoud: bytes, regel: int, melding: str
) -> None:
    with pytest.raises(Bestandsfout, match=melding) as gevangen:
        list(lees(geschreven(tmp_path, inhoud)))
    assert str(gevangen.value).startswith(f"waarschuwingen.csv, line {regel}: ")


def test_a_line_without_end_does_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csvlezer, "MAX_REGEL", 100)
    with pytest.raises(Bestandsfout, match="at most 100 bytes"):
        list(lees(geschreven(tmp_path, WAARSCHUWINGEN + b"\r\n" + b"x" * 101)))


def test_a_newline_in_text_is_backslash_n() -> None:
    assert rij(OMSCHRIJVING="een\\ntwee").tekst("OMSCHRIJVING") == "een\ntwee"


def test_numbers_dates_and_codes_are_what_their_column_says() -> None:
    """Codes stay text: 0088, 100E001 and a BAG id keep their zeros and letters."""
    gelezen = rij(A="0088", B="100E001", C="1.05", D="240", E="2050-01-01", F="9999-12-31", G=None)
    assert [gelezen.tekst(k) for k in "AB"] == ["0088", "100E001"]
    assert [gelezen.getal(k) for k in "CDG"] == [Decimal("1.05"), 240, None]
    assert [gelezen.datum(k) for k in "EF"] == [date(2050, 1, 1), date(9999, 12, 31)]


@pytest.mark.parametrize("waarde", ["01-08-2020", "2020-02-30", "20200801", "2020-8-1", "2020-01-01T00:00:00", "x"])
def test_another_date_is_a_finding(waarde: str) -> None:
    with pytest.raises(Celfout, match=re.escape(f"BEGIN: found {waarde!r}, expected a date, JJJJ-MM-DD")):
        rij(BEGIN=waarde).datum("BEGIN")


@pytest.mark.parametrize("waarde", ["1,05", "1e3", "x", "٣", "1" * 40, "NaN", " 1"])
def test_another_number_is_a_finding(waarde: str) -> None:
    with pytest.raises(Celfout, match="expected a number"):
        rij(N=waarde).getal("N")


def test_values_in_one_cell_are_a_set() -> None:
    """Order is not promised; a comma with a blank behind it belongs to the value."""
    assert rij(L="PC,OPB,PC").lijst("L") == ["OPB", "PC"]
    assert rij(L="University, Utopia,Universität").lijst("L") == ["University, Utopia", "Universität"]
    assert rij(L=None).lijst("L") == []


def test_the_columns_are_those_that_duo_publishes(gedeeld: Path) -> None:
    import json

    gepubliceerd = {
        bestand["bestand"]: tuple(bestand["kolommen"])
        for bestand in json.loads((gedeeld / "reference/opendata.json").read_text())["csv"]
        if bestand["dataset"] == "rio_nfo_po_vo_vavo_mbo_ho" and bestand["bestand"].endswith(".csv")
    }
    assert kolommen() == gepubliceerd
