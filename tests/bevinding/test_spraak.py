"""The one switch of language of a process, and the part of the catalogue that it decides."""

import re
from pathlib import Path

import rio_soap
from rio_soap.bevinding import TALEN, catalogus, spraak
from tests.herschreven import invulplaatsen

PAKKET = Path(rio_soap.__file__).parent
NL, EN = catalogus("nl", spraak.DEEL), catalogus("en", spraak.DEEL)


def test_both_languages_say_the_same_with_the_same_filled_in() -> None:
    assert set(NL) == set(EN)
    for sleutel, zin in NL.items():
        assert invulplaatsen(zin) == invulplaatsen(EN[sleutel]), sleutel
        assert zin.strip() == zin != "", sleutel
        assert EN[sleutel].strip() == EN[sleutel] != "", sleutel


def test_every_sentence_that_the_code_asks_for_is_there_and_every_one_is_asked_for() -> None:
    """Keys stand whole in the code, as words between quotes, and have a point: those of reports have none."""
    code = "\n".join(pad.read_text("utf-8") for pad in PAKKET.rglob("*.py"))
    gevraagd = set(re.findall(r"""\b(?:rapport)?zin\(\s*["']([^"'.]+\.[^"']+)["']""", code))
    assert gevraagd <= set(NL)
    genoemd = set(re.findall(r"""["']([a-z0-9_.-]+)["']""", code))
    assert set(NL) - genoemd == set()


def test_without_a_choice_it_is_english_and_reports_are_dutch() -> None:
    assert spraak.gekozen() == "en"
    assert spraak.gekozen("nl") == "nl"
    assert spraak.zin("init.bij", waar="x") == "database is up to date: x"
    assert spraak.rapportzin("init.bij", waar="x") == "database is bijgewerkt: x"


def test_a_choice_is_for_all() -> None:
    spraak.kies("en")
    assert spraak.rapportzin("init.bij", waar="x") == "database is up to date: x"
    spraak.kies("nl")
    assert spraak.gekozen() == spraak.gekozen("en") == "nl"
    assert spraak.zin("init.bij", waar="x") == "database is bijgewerkt: x"


def test_a_language_is_one_of_which_there_is_a_catalogue() -> None:
    assert [taal for taal in ("nl", "en", "de", "") if spraak.is_taal(taal)] == list(TALEN)
