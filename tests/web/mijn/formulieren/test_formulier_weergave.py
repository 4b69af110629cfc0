"""How a form and a difference are said in both languages, and what of an object its removal is made of."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given

from rio_soap.contract.gegevens import Enkel, Gegeven
from rio_soap.contract.leverbaar import leverbaar
from rio_soap.contract.operaties import OPERATIES
from rio_soap.web.mijn.formulierlezer import lees_formulier
from rio_soap.web.mijn.formulierstand import van_gegeven
from rio_soap.web.mijn.objectsoorten import FORMULIERSOORTEN, verwijdervelden
from rio_soap.web.mijn.verschilweergave import in_het_nederlands, verschilregels, waardetekst
from tests.web.mijn.formulieren.hulp_objecten import verzoeken
from tests.web.mijn.formulieren.test_formulier_toeval import VLUG

PERIODE = "opleidingseenheidPeriode"


def _eenheid(*perioden: tuple[str, str], **velden: Enkel) -> Gegeven:
    delen = [Gegeven("hoOpleidingPeriode", {"begindatum": dag, "naamLang": naam}) for dag, naam in perioden]
    return Gegeven("hoOpleiding", {**velden, PERIODE: delen})


@pytest.mark.parametrize("naam", sorted(FORMULIERSOORTEN.keys() - {"onderwijslocatiegebruik"}))
def test_the_removal_of_any_object_is_a_request_that_can_be_read(naam: str) -> None:
    """Of every kind whose whole key stands in its delivery; nothing is in it that the object does not say."""
    soort = FORMULIERSOORTEN[naam]
    sleutel = "OCW/ERKENDE_SAMENWERKING/PO9901"

    @VLUG
    @given(verzoeken(soort.levering))
    def proef(verzoek: Gegeven) -> None:
        (deel,) = (waarde for waarde in verzoek.velden.values() if isinstance(waarde, Gegeven))
        assume(naam == "instellingserkenning" or set(soort.sleutel) <= {*deel.velden, *verzoek.velden})
        velden = verwijdervelden(soort, sleutel, verzoek.velden)
        ruw = van_gegeven(Gegeven(OPERATIES[soort.verwijdering].verzoek, velden))
        gelezen = lees_formulier(soort.verwijdering, ruw, "nl")
        assert (gelezen.fouten, gelezen.velden) == ({}, velden)
        assert velden

    proef()


@pytest.mark.parametrize(
    ("waarde", "nederlands", "engels"),
    [
        (True, "Ja", "Yes"),
        (False, "Nee", "No"),
        (0, "0", "0"),
        (Decimal("1.50"), "1.50", "1.50"),
        ("0123", "0123", "0123"),
        ("<b>", "<b>", "<b>"),
        ("Gewone tekst", "Gewone tekst", "Gewone tekst"),
        (date(2026, 9, 1), "1 september 2026", "1 September 2026"),
    ],
)
def test_a_value_is_said_in_the_language_of_the_page(waarde: Enkel, nederlands: str, engels: str) -> None:
    assert (waardetekst("nl", waarde), waardetekst("en", waarde)) == (nederlands, engels)


def test_a_code_is_said_in_words_with_the_code_itself() -> None:
    """Once, where the words are the code; a number with letters in small is no code."""
    assert waardetekst("nl", "HEEL_ONBEKEND") == "Heel onbekend (HEEL_ONBEKEND)"
    assert waardetekst("nl", "INSTELLING") == "INSTELLING"
    assert waardetekst("nl", "1007o5545") == "1007o5545"


def test_a_period_that_goes_stands_before_one_that_changes_and_one_that_comes() -> None:
    """Each known by its begindatum, so that a new one in front makes no change of all that follow."""
    oud = _eenheid(("2024-09-01", "Gaat"), ("2025-09-01", "Blijft"), ("2026-09-01", "Was"))
    nieuw = _eenheid(("2023-09-01", "Komt"), ("2025-09-01", "Blijft"), ("2026-09-01", "Wordt"))
    weg, anders, bij = verschilregels("nl", oud, nieuw)
    assert (weg.soort, anders.soort, bij.soort) == ("weg", "anders", "bij")
    assert [tekst for _, tekst in weg.oud if tekst == "Gaat"] == ["Gaat"]
    assert (anders.oud, anders.nieuw) == ([("", "Was")], [("", "Wordt")])
    assert "2026-09-01" in anders.wat
    assert [tekst for _, tekst in bij.nieuw if tekst == "Komt"] == ["Komt"]


def test_an_object_that_comes_or_goes_is_one_line_with_all_that_is_in_it() -> None:
    eenheid = _eenheid(("2024-09-01", "Een"), ("2025-09-01", "Twee"), niveau="HBO-BA")
    (komt,), (gaat,) = verschilregels("en", None, eenheid), verschilregels("en", eenheid, None)
    assert (komt.soort, gaat.soort) == ("bij", "weg")
    assert komt.nieuw == gaat.oud
    assert {"Een", "Twee", "HBO-BA"} <= {tekst for _, tekst in komt.nieuw}
    assert verschilregels("nl", None, None) == []


def test_an_object_of_another_kind_is_a_change_of_its_kind() -> None:
    oud, nieuw = Gegeven("hoOpleiding", {"niveau": "X"}), Gegeven("hoOnderwijseenheid", {"niveau": "X"})
    assert [(regel.soort, regel.wat) for regel in verschilregels("nl", oud, nieuw)] == [("anders", "Soort")]


def test_what_others_say_in_dutch_is_marked_so_and_cannot_be_markup() -> None:
    assert in_het_nederlands("<script>{0}") == '<span lang="nl">&lt;script&gt;{0}</span>'


def test_an_object_of_another_contract_is_none_that_a_message_can_hold() -> None:
    """A part that may not stand there is not passed over in silence: the whole cannot be delivered."""
    wat = OPERATIES["aanleveren_opleidingseenheid"]
    for vreemd in (Gegeven("licentie"), Gegeven("hoOpleidingPeriode"), Gegeven("")):
        assert leverbaar(Gegeven(wat.verzoek, {"opleidingseenheid": vreemd}), wat.dienst) is None
    onder = Gegeven("hoOpleiding", {PERIODE: [Gegeven("hoOpleidingPeriode"), Gegeven("licentie")]})
    assert leverbaar(Gegeven(wat.verzoek, {"opleidingseenheid": onder}), wat.dienst) is None
