"""The catalogue of texts: one key, one sentence per language, and no sentence that nobody asks for."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

import rio_soap
from rio_soap.bevinding import TALEN, Bevinding, Taal, Tekst, catalogus, oorzaken, toon
from rio_soap.bevinding.catalogus import _plat
from tests.herschreven import herschreven, invulplaatsen

PAKKET = Path(rio_soap.__file__).parent
NL, EN = catalogus("nl"), catalogus("en")


def test_both_languages_have_the_same_keys() -> None:
    assert set(NL) == set(EN)


@pytest.mark.parametrize("sleutel", sorted(NL))
def test_both_sentences_have_the_same_placeholders(sleutel: str) -> None:
    assert invulplaatsen(NL[sleutel]) == invulplaatsen(EN[sleutel])


@pytest.mark.parametrize("taal", TALEN)
def test_no_sentence_is_empty_or_has_white_space_around_it(taal: Taal) -> None:
    assert [s for s, zin in catalogus(taal).items() if not zin.strip() or zin != zin.strip()] == []


def test_every_cause_has_a_title_and_a_way_to_mend_it_in_both_languages() -> None:
    for code, oorzaak in oorzaken().items():
        for taal in TALEN:
            assert len(oorzaak.titel(taal)) > 10, code
            assert len(oorzaak.herstel(taal)) > 10, code


def test_every_title_belongs_to_a_cause_that_has_a_page() -> None:
    tabellen = {"woord", "voorbeeld", "keur"}
    met_titel = {sleutel.removesuffix(".titel") for sleutel in NL if sleutel.endswith(".titel")}
    assert met_titel - tabellen == set(oorzaken())


def test_every_key_that_is_written_in_the_code_is_in_the_catalogue() -> None:
    """Keys that are put together of parts (``toegestaan.`` and a name) are found where they are used."""
    genoemd = re.compile(r'\bTekst(?:\.met)?\(\s*"([^"]+)"')
    for pad in PAKKET.rglob("*.py"):
        for sleutel in genoemd.findall(pad.read_text("utf-8")):
            assert sleutel in NL, f"{pad.name}: {sleutel}"


def test_every_sentence_is_one_that_the_code_can_ask_for() -> None:
    """Its key stands in the code, or what is put behind a part of it; or a cause has that name."""
    code = "\n".join(pad.read_text("utf-8") for pad in PAKKET.rglob("*.py"))
    genoemd = set(re.findall(r"[\"']([a-z0-9_.-]+)[\"']", code)) | set(oorzaken())
    for sleutel in NL:
        delen = {sleutel, sleutel.partition(".")[2], sleutel.partition("-")[2]}
        assert delen & genoemd or sleutel.endswith((".titel", ".herstel")), sleutel


def test_a_text_is_put_into_words_with_the_texts_in_it() -> None:
    binnen = Tekst.met("toegestaan.of", eerste="a, b", laatste="c")
    tekst = Tekst.met("element-ontbreekt.ervoor", naam="x", nodig=binnen)
    assert toon(tekst) == str(tekst) == "x mag hier niet staan: ervoor ontbreekt a, b of c"
    assert toon(tekst, "en") == "x may not stand here: a, b or c is missing before it"


def test_data_of_a_message_stay_as_they_are_also_with_braces() -> None:
    assert toon("{naam}") == "{naam}"
    assert toon(None) is None
    assert toon(Tekst.met("element-onbekend", naam="{x}")) == "{x} mag hier niet staan"


def test_a_key_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        toon(Tekst("bestaat-niet"))


def test_a_finding_says_the_sentence_of_its_cause_unless_it_has_one_of_its_own() -> None:
    gewoon = Bevinding("leeg-element", "/x")
    assert (gewoon.sleutel, gewoon.zin(), gewoon.zin("en")) == ("leeg-element", "Leeg element", "Empty element")
    eigen = Bevinding("getal", "/x", melding=Tekst("getal.te-groot"))
    assert (eigen.sleutel, eigen.zin()) == ("getal.te-groot", "De waarde is te groot")
    ander = Bevinding("fault", "/x", melding="woorden van een ander")
    assert (ander.sleutel, ander.zin("en")) == ("", "woorden van een ander")


def test_a_table_of_a_file_goes_before_its_keys() -> None:
    assert dict(_plat({"a": "1", "b": {"c": "2", "d": {"e": "3"}}})) == {"a": "1", "b.c": "2", "b.d.e": "3"}


def test_rewording_changes_every_sentence_and_ends_with_it() -> None:
    voor: Mapping[str, str] = dict(NL)
    with herschreven():
        assert toon(Tekst("leeg-element"), "en") == "Kwak en:"
        assert toon(Tekst.met("element-keuze", naam="a", namen="b, c")) == "Kwak nl: b, c a"
        assert not set(voor.values()) & set(catalogus("nl").values())
    assert dict(catalogus("nl")) == voor
