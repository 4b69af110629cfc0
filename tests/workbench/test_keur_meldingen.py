"""Foutmeldingen of any answer: in the order of the table, once each, with their text and their keys."""

from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels.foutcodes import FOUTCODES, melding
from rio_soap.workbench.keur.boek import Boek
from rio_soap.workbench.keur.meldingen import controleer_meldingen, tekst_klopt, verwacht_sleutel

LEVER = "aanleveren_aangebodenOpleiding"


def xml(code: str, tekst: str | None = None, sleutel: tuple[str, str] = ("naam", "waarde")) -> Gegeven:
    """A foutmelding as it is read."""
    gegeven = Gegeven("sleutelgegeven", {"sleutelnaam": sleutel[0], "sleutelwaarde": sleutel[1]})
    velden: dict[str, Any] = {"foutcode": code, "fouttekst": tekst or FOUTCODES[code].fouttekst[:200]}
    return Gegeven("foutmelding", {**velden, "sleutelgegeven": [gegeven]})


def geschonden(*meldingen: Gegeven, operatie: str = LEVER) -> set[str]:
    boek = Boek("doel")
    controleer_meldingen(boek, operatie, list(meldingen))
    return {o.regel.id for o in boek.oordelen() if o.stand == "geschonden"}


def test_codes_in_the_order_of_the_table_are_right_and_others_are_not() -> None:
    assert geschonden(xml("N09010"), xml("N10010"), xml("N10010", sleutel=("naam", "ander"))) == set()
    assert geschonden(xml("N10010"), xml("N09010")) == {"N09010"}


def test_a_code_whose_place_is_our_own_choice_is_not_held_to_it() -> None:
    assert geschonden(xml("N09010"), xml("A01160", "wat dan ook")) == set()


def test_the_same_foutmelding_twice_is_one_too_many() -> None:
    assert geschonden(xml("N09010"), xml("N09010")) == {"N09010"}


def test_a_code_that_nobody_publishes_is_a_remark() -> None:
    boek = Boek("doel")
    controleer_meldingen(boek, LEVER, [xml("Z99999", "x")])
    assert boek.van("feedback-1").stand != "geschonden"
    assert "Z99999" in boek.van("feedback-1").opmerkingen[0]


@pytest.mark.parametrize(
    ("tekst", "goed"),
    [
        ("'vorm' komt niet vaak genoeg voor als kenmerk", True),
        ("vorm komt niet vaak genoeg voor als kenmerk", False),
        ("'%kenmerk.naam%' komt niet vaak genoeg voor als kenmerk", False),
        ("'vorm' komt niet vaak genoeg voor als kenmerk.", False),
    ],
)
def test_a_text_has_its_placeholders_filled_in_and_is_else_the_documented_one(tekst: str, goed: bool) -> None:
    assert tekst_klopt("K01010", tekst) is goed


def test_every_text_of_ours_is_right() -> None:
    for code, foutcode in FOUTCODES.items():
        namen = {"%kenmerk.naam%": "kenmerk_naam", "%kenmerk.waarde%": "kenmerk_waarde"}
        nodig = {arg: "x" for teken, arg in namen.items() if teken in foutcode.fouttekst}
        if "[" not in foutcode.fouttekst:
            assert tekst_klopt(code, melding(code, [("a", "b")], **nodig).fouttekst)


def test_a_key_of_a_recorded_refusal_has_the_name_and_the_value_that_were_asked_for() -> None:
    code = "fddec347-8c00-4000-8000-a85d09c0004x"
    for sleutel, goed in (
        (("eigenOpleid...heidSleutel", "fddec347-8c...a85d09c0004x"[:11] + "..." + code[-11:]), True),
        (("eigenOpleidingseenheidSle", code[:25]), False),
    ):
        boek = Boek("doel")
        antwoord = Gegeven("antwoord", {"foutmelding": [xml("A01161", sleutel=sleutel)]})
        verwacht_sleutel(boek, "opvragen_rioIdentificatiecode", antwoord, "eigenOpleidingseenheidSleutel", code)
        assert (boek.van("feedback-1").stand == "voldaan") is goed


def test_a_key_that_is_cut_with_an_ellipsis_is_wrong() -> None:
    assert geschonden(xml("N09010", sleutel=("naam", "abc\u2026xyz"))) == {"feedback-1"}
