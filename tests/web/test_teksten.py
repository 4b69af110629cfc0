"""The texts of the screens: one catalogue, in both languages, whole, and with nothing that nobody says."""

import re
from pathlib import Path

import pytest

import rio_soap.web
from rio_soap.bevinding import catalogus
from rio_soap.web.frame.opmaak import DEEL
from tests.herschreven import invulplaatsen

NL, EN = catalogus("nl", DEEL), catalogus("en", DEEL)
MAP = Path(rio_soap.web.__file__).parent
SJABLONEN = sorted((MAP / "templates").rglob("*.html"))
CODE = "\n".join(pad.read_text("utf-8") for pad in [*SJABLONEN, *sorted(MAP.rglob("*.py"))])
GENOEMD = re.compile(r"""\bt\(\s*["']([a-z0-9_.]+)["']\s*[,)]""")
GETELD = re.compile(r"""\btn\(\s*["']([a-z0-9_.]+)["']""")


def test_both_languages_have_the_same_keys() -> None:
    assert set(NL) == set(EN)


def test_both_sentences_have_the_same_placeholders_and_none_is_empty() -> None:
    for sleutel, zin in NL.items():
        assert invulplaatsen(zin) == invulplaatsen(EN[sleutel]), sleutel
        for een in (zin, EN[sleutel]):
            assert een, sleutel
            assert een == een.strip(), sleutel


@pytest.mark.parametrize("sjabloon", SJABLONEN, ids=lambda pad: str(pad.relative_to(MAP)))
def test_a_template_says_nothing_that_is_not_in_the_catalogue(sjabloon: Path) -> None:
    tekst = sjabloon.read_text("utf-8")
    for sleutel in GENOEMD.findall(tekst):
        assert sleutel in NL, sleutel
    for sleutel in GETELD.findall(tekst):
        assert f"{sleutel}.een" in NL, sleutel
        assert f"{sleutel}.meer" in NL, sleutel


@pytest.mark.parametrize("sjabloon", SJABLONEN, ids=lambda pad: str(pad.relative_to(MAP)))
def test_a_template_has_no_words_of_its_own(sjabloon: Path) -> None:
    """What is left of it without tags and what is filled in is no text: else it would stand there in one language."""
    tekst = sjabloon.read_text("utf-8")
    kaal = re.sub(
        r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&[a-z]+;", " ", re.sub(r"(?s)<code>.*?</code>", "", tekst), flags=re.S
    )
    assert re.findall(r"[A-Za-z]{3,}", kaal) == []


def test_every_sentence_is_one_that_a_page_can_say() -> None:
    """Its key stands in a template or in the code, or begins with what is put before a part there. Names of elements
    (``veld.``) and of values (``waarde.``) are asked for by whatever the contract has."""
    heel = set(re.findall(r"""["']([a-z0-9_.]+)["']""", CODE))
    begin = tuple(
        set(re.findall(r"""["']([a-z0-9_.]+\.)["']\s*~""", CODE)) | set(re.findall(r"""f["']([a-z0-9_.]+\.)\{""", CODE))
    )
    for sleutel in NL:
        if sleutel.startswith(("veld.", "waarde.")):
            continue
        assert {sleutel, sleutel.rpartition(".")[0]} & heel or sleutel.startswith(begin), sleutel
