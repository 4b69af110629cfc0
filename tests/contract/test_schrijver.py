"""The text of a message is canonical: what is signed is what was validated."""

import json
import random
from typing import Any

import pytest

from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES, Operatie
from rio_soap.contract.schrijver import Vormfout
from rio_soap.contract.vorm import Vorm, vormen
from rio_soap.edukoppeling.canoniek import canoniek
from rio_soap.register.stand import naar_json, van_json, van_plat
from tests.contract.maker import Maker


def antwoorden(operatie: Operatie) -> list[Gegeven]:
    vorm: Any = vormen(operatie.dienst).elementen[operatie.antwoord]
    assert isinstance(vorm, Vorm)
    return [Maker(operatie.dienst, zaad)._gegeven(operatie.antwoord, vorm) for zaad in range(8)]


@pytest.mark.parametrize("operatie", OPERATIES.values(), ids=lambda o: o.naam)
def test_the_text_is_its_own_canonical_form(operatie: Operatie) -> None:
    for gegeven in antwoorden(operatie):
        tekst = mapping.schrijf_antwoord(operatie, gegeven)
        assert canoniek(mapping.ontleed(tekst)).decode() == tekst


@pytest.mark.parametrize("operatie", OPERATIES.values(), ids=lambda o: o.naam)
def test_what_a_stand_keeps_is_written_as_what_it_was_made_of(operatie: Operatie) -> None:
    """In whole or in part, dates, moments and decimals included."""
    for gegeven in antwoorden(operatie):
        plat = json.loads(naar_json(gegeven))
        assert van_plat(plat) == van_json(naar_json(gegeven)) == gegeven
        half = Gegeven(gegeven.naam, {naam: random.Random(1).choice((w, v)) for (naam, w), (_, v) in zip(
            plat["v"], gegeven.velden.items(), strict=True)})  # fmt: skip
        assert mapping.schrijf_antwoord(operatie, half) == mapping.schrijf_antwoord(operatie, gegeven)


def test_special_characters_are_written_once_escaped() -> None:
    operatie = OPERATIES["opvragen_rioIdentificatiecode"]
    lastig = "a&b <c> \"d\" 'e' \r\n\té€😀 &amp;"
    tekst = mapping.schrijf_antwoord(operatie, Gegeven("x", {"identificatiecodeBedrijfsdocument": lastig}))
    assert mapping.ontleed(tekst)[0].text == lastig
    assert canoniek(mapping.ontleed(tekst)).decode() == tekst


def test_a_character_that_xml_cannot_hold_is_an_error() -> None:
    operatie = OPERATIES["opvragen_rioIdentificatiecode"]
    with pytest.raises(ValueError, match="XML"):
        mapping.schrijf(operatie, Gegeven("x", {"identificatiecodeBedrijfsdocument": "a\0b"}))


@pytest.mark.parametrize("waarde", [{"v": []}, {"g": "elders", "v": []}, {"d": "2020-01-01"}, "tekst", 3])
def test_what_does_not_fit_is_named(waarde: object) -> None:
    operatie = OPERATIES["opvragen_aangebodenOpleiding"]
    with pytest.raises(Vormfout, match="aangebodenOpleiding"):
        mapping.schrijf(operatie, Gegeven("x", {"aangebodenOpleiding": waarde}))  # type: ignore[dict-item]
