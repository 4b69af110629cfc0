"""The text of a message is canonical: what is signed is what was validated."""

import json
import random
from decimal import Decimal
from typing import Any

import pytest

from rio_soap.contract import keuring, mapping
from rio_soap.contract.gegevens import Gegeven, Letterlijk, Reeks
from rio_soap.contract.operaties import OPERATIES, Operatie
from rio_soap.contract.vorm import Vorm, vormen
from rio_soap.contract.waardetekst import Vormfout, getal
from rio_soap.edukoppeling.canoniek import canoniek
from rio_soap.register.regels.standtekst import naar_json, plat_van, van_json
from tests.contract.maker import Maker


def antwoorden(operatie: Operatie) -> list[Gegeven]:
    vorm: Any = vormen(operatie.dienst).elementen[operatie.antwoord]
    assert isinstance(vorm, Vorm)
    return [Maker(operatie.dienst, zaad, insluiten=False)._gegeven(operatie.antwoord, vorm) for zaad in range(8)]


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
        assert van_json(json.dumps(plat)) == van_json(naar_json(gegeven)) == gegeven
        half = Gegeven(gegeven.naam, {naam: random.Random(1).choice((w, v)) for (naam, w), (_, v) in zip(
            plat["v"], gegeven.velden.items(), strict=True)})  # fmt: skip
        assert mapping.schrijf_antwoord(operatie, half) == mapping.schrijf_antwoord(operatie, gegeven)


@pytest.mark.parametrize("operatie", OPERATIES.values(), ids=lambda o: o.naam)
def test_a_text_is_the_same_whether_its_values_are_looked_at_or_not(operatie: Operatie) -> None:
    """Each object as a stand keeps it, made when it is written."""
    for gegeven in antwoorden(operatie):
        velden = {naam: _zoals_gelezen(waarde) for naam, waarde in gegeven.velden.items()}
        tekst = mapping.schrijf_antwoord(operatie, gegeven)
        assert mapping.schrijf_antwoord(operatie, Gegeven(gegeven.naam, velden)) == tekst
        assert Letterlijk(gegeven.naam, gegeven.velden) == gegeven


@pytest.mark.parametrize("operatie", OPERATIES.values(), ids=lambda o: o.naam)
def test_a_stand_is_the_json_that_the_json_module_would_write(operatie: Operatie) -> None:
    """To the letter: compact, and nothing escaped that need not be."""
    for gegeven in antwoorden(operatie):
        tekst = naar_json(gegeven)
        assert tekst == json.dumps(json.loads(tekst), ensure_ascii=False, separators=(",", ":"))


def test_a_stand_takes_any_text_and_no_type_that_a_message_cannot_hold() -> None:
    lastig = "".join(map(chr, range(0x180))) + '\u2028\ufffd\U0001f600 \\ "'
    gegeven = Gegeven("x", {"a": [lastig, True, False, 3, -3], "b": []})
    tekst = naar_json(gegeven)
    assert van_json(tekst) == gegeven
    assert tekst == json.dumps(json.loads(tekst), ensure_ascii=False, separators=(",", ":"))
    for vreemd in (1.5, None, [{"d": "2020-01-01"}]):
        with pytest.raises(TypeError, match=r"a stand holds no (float|NoneType|dict)"):
            naar_json(Gegeven("x", {"a": vreemd}))  # type: ignore[dict-item]


def _zoals_gelezen(waarde: Any) -> Any:
    if isinstance(waarde, list) and isinstance(waarde[0], Gegeven):
        return Reeks([naar_json(deel) for deel in waarde], _lees)
    return _lees(naar_json(waarde)) if isinstance(waarde, Gegeven) else waarde


def _lees(stand: str) -> Gegeven:
    plat, letterlijk = plat_van(stand)
    return (Letterlijk if letterlijk else Gegeven)(plat["g"], dict(plat["v"]))


def test_a_letterlijk_vouches_for_itself_and_not_for_a_gegeven_in_it() -> None:
    operatie = OPERATIES["opvragen_aangebodenOpleiding"]
    binnen = Gegeven("aangebodenHOOpleidingPeriode", {"eigenOmschrijving": "a & b"})
    buiten = Letterlijk("aangebodenHOOpleiding", {"aangebodenOpleidingPeriode": [binnen]})
    tekst = mapping.schrijf_antwoord(operatie, Gegeven("x", {"aangebodenOpleiding": buiten}))
    assert "<ns2:eigenOmschrijving>a &amp; b</ns2:eigenOmschrijving>" in tekst


@pytest.mark.parametrize(("tekst", "letterlijk"), [
    ("a b 'c' é€", True), ('een "woord"', True), ("pad\\ naar", True), ("regel\n\tregel", True),
    ("a&b", False), ("a<b", False), ("a>b", False), ("a\rb", False),
])  # fmt: skip
def test_a_stand_tells_whether_any_text_in_it_needs_an_escape(tekst: str, letterlijk: bool) -> None:
    diep = Gegeven("x", {"a": [Gegeven("y", {"b": tekst})]})
    assert plat_van(naar_json(diep)) == (json.loads(naar_json(diep)), letterlijk)
    assert plat_van('{"g":"x","v":[["a","\\u000d"]]}')[1] is False


def test_the_objects_of_a_series_are_made_each_time_that_they_are_asked_for() -> None:
    gemaakt: list[int] = []

    def maak(nummer: int) -> Gegeven:
        gemaakt.append(nummer)
        return Gegeven("x", {"nummer": nummer})

    reeks = Reeks((1, 2), maak)
    assert (len(reeks), gemaakt) == (2, [])
    assert list(reeks) == list(reeks) == [Gegeven("x", {"nummer": 1}), Gegeven("x", {"nummer": 2})]
    assert gemaakt == [1, 2, 1, 2]


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


@pytest.mark.parametrize("tekst", ["1E+999999999", "-1E-999999999", "1E+2000"])
@pytest.mark.parametrize("vorm", [Decimal, lambda tekst: {"n": tekst}])
def test_a_number_that_would_fill_memory_is_no_number_of_the_contract(vorm: Any, tekst: str) -> None:
    """A stored one of a few characters may stand for a text of a gigabyte."""
    locatie = Gegeven("onderwijslocatie", {"onderwijslocatiecode": "101X801", "gpsLatitude": vorm(tekst)})
    assert not keuring.is_toonbaar("opvragen_onderwijslocatie", {"onderwijslocatie": locatie})
    with pytest.raises(Vormfout, match="another size"):
        getal(Decimal(tekst))
