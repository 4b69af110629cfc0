"""Values against their lists and kenmerken against their object, of messages that the XSD lets pass."""

from collections.abc import Callable
from datetime import date

import pytest
from lxml import etree

from rio_soap.contract import mapping, schema
from rio_soap.contract.budget import Budget
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import BEHEREN, OPERATIES, RAADPLEGEN
from rio_soap.register.regels.uitslag import standaardkenmerken, standaardlijsten
from rio_soap.workbench.keur import bouw
from rio_soap.workbench.rapport import Melding
from rio_soap.workbench.waardecontrole import controleer_waarden, lijkt_op, lijstwaarden

OPERATIE = OPERATIES["aanleveren_opleidingseenheid"]
HO = "/aanleveren_opleidingseenheid_request/hoOpleiding[1]"


def levering(*kenmerken: Gegeven, **velden: Waarde) -> etree._Element:
    """A delivery that the XSD lets pass, also where a value is in no list."""
    header: dict[str, Waarde] = {
        "identificatiecodeBedrijfsdocument": "5f0d8f5c-0b2f-4f1c-8d57-7a4d6b0c9e21",
        "verzendendeInstantie": "0000000700025BE00000",
        "ontvangendeInstantie": "00000001800866472000",
        "datumTijdBedrijfsdocument": "2026-02-03T10:00:00.000Z",
    }
    eenheid = bouw.eenheid("hoOpleiding", *kenmerken, **velden)  # type: ignore[arg-type]
    gegeven = Gegeven(OPERATIE.verzoek, {**header, "opleidingseenheid": eenheid})
    return etree.fromstring(etree.tostring(mapping.schrijf_verzoek(OPERATIE, gegeven)))


def meldingen(bericht: etree._Element, budget: Budget | None = None) -> list[Melding]:
    assert schema.is_geldig(bericht, BEHEREN), schema.bevindingen(bericht, BEHEREN)
    lijsten, tabel = standaardlijsten(), standaardkenmerken()
    return controleer_waarden(bericht, BEHEREN, lijsten, tabel, budget or Budget(10, 10))


def zet(naam: str, waarde: str) -> Callable[[etree._Element], None]:
    def doe(bericht: etree._Element) -> None:
        next(bericht.iter(f"{{*}}{naam}")).text = waarde

    return doe


def test_a_delivery_of_values_in_force_has_no_findings() -> None:
    assert meldingen(levering()) == []


def test_a_value_outside_its_list_is_told_with_the_list_and_what_was_meant() -> None:
    bericht = levering()
    zet("niveau", "hbo-ba")(bericht)
    (melding,) = meldingen(bericht)
    assert (melding.oorzaak, melding.waar, melding.gevonden) == ("waardenlijst", f"{HO}/niveau[1]", "hbo-ba")
    assert melding.mogelijk == "HBO-BA"
    assert "HBO-BA" in melding.waarden
    assert str(melding.bericht).startswith("hbo-ba staat niet in de waardenlijst ")
    assert (melding.deel, melding.fout) == ("waarden", None)


def test_a_kenmerk_that_exists_nowhere_is_told_with_the_kenmerken_of_the_object() -> None:
    bericht = levering()
    zet("kenmerknaam", "Soort")(bericht)
    eerste, *rest = meldingen(bericht)
    assert (eerste.oorzaak, eerste.mogelijk, eerste.fout) == ("kenmerk-spelling", "soort", "K01030")
    assert eerste.waar == f"{HO}/kenmerken[1]/kenmerknaam[1]"
    assert str(eerste.bericht) == "hoOpleiding kent geen kenmerk Soort"
    assert "soort" in eerste.waarden
    assert [m.oorzaak for m in rest] == ["kenmerk-ontbreekt"]


def test_a_kenmerk_of_another_object_is_in_the_wrong_place() -> None:
    (melding,) = meldingen(levering(bouw.keuze("voertaal", "NLD")))
    assert (melding.oorzaak, melding.gevonden) == ("kenmerk-plaats", "voertaal")


def test_a_kenmerk_that_must_be_there_is_missed_at_its_object() -> None:
    (melding,) = meldingen(levering(variant=""))
    assert (melding.oorzaak, melding.waar, melding.toegestaan) == ("kenmerk-ontbreekt", HO, "soort")
    assert str(melding.bericht) == "hoOpleiding heeft minstens 1 maal kenmerk soort"
    assert melding.fout == "K01010"


@pytest.mark.parametrize("keren", [2, 3])
def test_a_kenmerk_that_is_there_too_often_is_told_once(keren: int) -> None:
    gevonden = meldingen(levering(*[bouw.keuze("soort", "OPLEIDING")] * (keren - 1)))
    assert [m.oorzaak for m in gevonden] == ["kenmerk-teveel"]
    assert gevonden[0].waar == f"{HO}/kenmerken[2]/kenmerknaam[1]"
    assert (gevonden[0].gevonden, gevonden[0].toegestaan) == ("soort", "1")


def test_the_value_of_a_kenmerk_stands_in_the_element_of_its_type() -> None:
    (melding,) = meldingen(levering(bouw.kenmerk("soort", "OPLEIDING"), variant=""))
    assert (melding.oorzaak, melding.gevonden) == ("kenmerk-element", "kenmerkwaardeTekst")
    assert melding.toegestaan == "kenmerkwaardeEnumeratiewaarde"
    assert melding.waar.endswith("/kenmerkwaardeTekst[1]")


def test_the_value_of_a_kenmerk_is_in_the_list_of_that_kenmerk() -> None:
    (melding,) = meldingen(levering(bouw.keuze("soort", "OPLEIDINGEN"), variant=""))
    assert (melding.oorzaak, melding.mogelijk, melding.fout) == ("waardenlijst", "OPLEIDING", "K01050")


def test_the_value_of_a_kenmerk_fits_its_own_type_where_the_element_takes_more() -> None:
    (melding,) = meldingen(levering(bouw.kenmerk("eigenOpleidingseenheidSleutel", "x" * 500)))
    assert (melding.oorzaak, melding.fout) == ("kenmerk-waarde", "K01060")
    assert len(str(melding.gevonden)) == 200
    assert "maxLength" in str(melding.toegestaan)


def test_an_element_without_a_value_is_a_remark() -> None:
    bericht = levering(bouw.kenmerk("eigenOpleidingseenheidSleutel", " "))
    gevonden = [m for m in meldingen(bericht) if m.oorzaak == "leeg-element"]
    assert [(m.ernst, str(m.bericht)) for m in gevonden] == [("opmerking", "kenmerkwaardeTekst heeft geen waarde")]


def test_kenmerken_are_those_in_force_when_the_object_begins() -> None:
    oud = levering(begin=date(1900, 1, 1))
    assert all(m.oorzaak != "kenmerk-ontbreekt" or m.toegestaan for m in meldingen(oud))


def test_nothing_is_looked_at_when_there_is_no_time() -> None:
    bericht = levering()
    zet("niveau", "x")(bericht)
    assert meldingen(bericht, Budget(0, 0)) == []


def test_a_reading_has_no_findings_on_values() -> None:
    bericht = levering()
    zet("niveau", "x")(bericht)
    assert controleer_waarden(bericht, RAADPLEGEN, standaardlijsten(), standaardkenmerken(), Budget(10, 10)) == []


@pytest.mark.parametrize(
    ("tekst", "namen", "uit"),
    [
        ("naamlang", ["naamKort", "naamLang"], "naamLang"),
        ("naamLnag", ["naamKort", "naamLang"], "naamLang"),
        ("iets heel anders", ["naamKort", "naamLang"], None),
        ("", ["naamKort"], None),
        ("x" * 201, ["x" * 201], None),
        ("x", [], None),
    ],
)
def test_the_name_that_was_probably_meant(tekst: str, namen: list[str], uit: str | None) -> None:
    assert lijkt_op(tekst, namen) == uit


def test_a_list_that_is_not_known_has_no_values() -> None:
    assert lijstwaarden("bestaat niet", standaardlijsten()) == ()
