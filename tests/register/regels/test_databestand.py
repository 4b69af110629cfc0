"""Reading what an operator puts in a file: one line says which file, where, and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels import paginas
from rio_soap.register.regels.databestand import lees_tekst, ontcijfer, regels_van
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.uitslag import Uitslag, afgekeurd, dag_in_nederland
from tests.register.hulp import NU, context


class Leesfout(ValueError):
    """What a reader of a file raises."""


@pytest.mark.parametrize("inhoud", [b"\xef\xbb\xbfa;\xc3\xa9", "a;é".encode()])
def test_utf8_is_read_with_or_without_a_byte_order_mark(inhoud: bytes) -> None:
    assert ontcijfer("bestand.csv", inhoud, Leesfout) == "a;é"


@pytest.mark.parametrize("inhoud", ["a".encode("utf-16-le"), "a".encode("utf-16-be"), "a".encode("utf-16")])
def test_utf16_is_told_by_its_name_or_by_what_it_holds(inhoud: bytes) -> None:
    with pytest.raises(Leesfout, match="UTF-16"):
        ontcijfer("bestand.csv", inhoud, Leesfout)


def test_another_encoding_is_told_with_the_line_and_the_byte_where_it_shows() -> None:
    with pytest.raises(
        Leesfout, match=r"bestand\.csv, line 2: not UTF-8 at byte 6 \(position 3 of the line\): found 0xe9"
    ):
        ontcijfer("bestand.csv", b"abc\nde\xe9f", Leesfout)


def test_a_null_character_is_told_with_its_line() -> None:
    with pytest.raises(Leesfout, match="line 3: found a null character"):
        ontcijfer("bestand.csv", b"a\nb\n\0c", Leesfout)


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Path) -> None:
    pad = tmp_path / "groot"
    pad.write_bytes(b"x" * 11)
    assert lees_tekst(pad, 11, Leesfout) == "x" * 11
    with pytest.raises(Leesfout, match="more than 10 bytes"):
        lees_tekst(pad, 10, Leesfout)


@given(st.lists(st.text(st.characters(blacklist_characters="\r\n", codec="utf-8"), min_size=1)))
def test_lines_end_as_in_a_file_and_at_no_other_sign(regels: list[str]) -> None:
    """A form feed or a Unicode line separator within a value ends no line."""
    for einde in ("\n", "\r\n", "\r"):
        assert regels_van(einde.join(regels)) == (regels or [])
        assert regels_van("".join(f"{regel}{einde}" for regel in regels)) == regels


@pytest.mark.parametrize(("aantal", "grootte", "bladen"), [(0, 20, 0), (1, 20, 1), (20, 20, 1), (21, 20, 2)])
def test_the_closing_part_counts_the_pages_that_are_needed(aantal: int, grootte: int, bladen: int) -> None:
    assert paginas.paginering(3, aantal, grootte).velden == {
        "pagina": 3,
        "aantalPaginas": bladen,
        "aantalResultaten": aantal,
    }


@pytest.mark.parametrize("operatie", paginas.MAXIMUM)
def test_a_page_is_no_larger_than_the_answer_can_hold(operatie: str) -> None:
    assert paginas.paginagrootte(context(paginagrootte=7), operatie) == 7
    assert paginas.paginagrootte(context(paginagrootte=100_000), operatie) == paginas.MAXIMUM[operatie]


def test_the_page_asked_for_is_a_number() -> None:
    assert paginas.pagina_van(Gegeven("verzoek", {"pagina": 0})) == 0
    with pytest.raises(TypeError, match="pagina"):
        paginas.pagina_van(Gegeven("verzoek", {"pagina": "0"}))


def test_the_day_is_that_of_the_netherlands() -> None:
    """Half an hour before midnight in London it is tomorrow already."""
    assert dag_in_nederland(NU.replace(hour=22, minute=59)).day == NU.day
    assert dag_in_nederland(NU.replace(hour=23, minute=0)).day == NU.day + 1


def test_a_refusal_holds_what_an_answer_can() -> None:
    uitslag = afgekeurd(melding("P01010", [("nummer", nummer)]) for nummer in range(200))
    assert not uitslag.goedgekeurd
    assert len(uitslag.foutmeldingen) == 99
    assert Uitslag().goedgekeurd
