"""Codes, texts and order are those of the published overview; a melding fills them exactly."""

from __future__ import annotations

import csv
import json
from importlib import resources
from pathlib import Path
from typing import Any, get_args

import pytest

from rio_soap.register.regels import foutcodes
from rio_soap.register.regels.eigen_codes import EIGEN_CODES, EIGEN_LEVERCODES
from rio_soap.register.regels.foutcodes import (
    AANVULLINGEN,
    FOUTCODES,
    KENMERKCODES,
    PLAATSHOUDERS,
    RAADPLEEGCODES,
    VOLGORDE,
    melding,
    volledige_volgorde,
)
from tests.register.codevolgorde import buiten_volgorde, ontbrekende_controles

SLEUTELS = [("aangebodenOpleidingCode", "fddec347-8c11-4222-8333-fa85d09c0004")]


@pytest.fixture(scope="module")
def referentie(gedeeld: Path) -> Any:
    return json.loads((gedeeld / "reference" / "foutcodes.json").read_text(encoding="utf-8"))


def test_every_published_code_has_exactly_its_published_text_category_and_object(referentie: Any) -> None:
    ons = {c: (f.fouttekst, f.categorie, f.object) for c, f in FOUTCODES.items() if f.zekerheid == "documented"}
    hun = {c["code"]: (c["fouttekst"], c["category"], c["object"]) for c in referentie["codes"]}
    assert len(hun) == 111
    assert ons == hun


def test_the_codes_outside_the_overview_have_their_known_text(referentie: Any) -> None:
    for ander in referentie["other_codes"]:
        ons = FOUTCODES[ander["code"]]
        if ander["fouttekst"] is None:
            assert ons.zekerheid == "reasoned"
        else:
            assert ons.fouttekst == ander["fouttekst"]


def test_a_row_has_as_many_columns_as_its_heading_so_that_no_text_is_cut_off_at_a_semicolon() -> None:
    tekst = resources.files("rio_soap.register.regels").joinpath("data", "foutcodes.csv").read_text(encoding="utf-8")
    assert {len(rij) for rij in csv.reader(tekst.splitlines(), delimiter=";", strict=True)} == {6}


def test_codes_of_our_own_are_recognisable() -> None:
    eigen = {code for code, f in FOUTCODES.items() if f.zekerheid == "own"}
    assert eigen == {code for code in FOUTCODES if code.startswith("RS")}


def test_the_order_per_operation_is_the_published_order(referentie: Any) -> None:
    assert {operatie: list(codes) for operatie, codes in VOLGORDE.items()} == referentie["order"]


def test_codes_that_no_v4_message_can_cause_are_the_ones_of_the_reference(referentie: Any) -> None:
    hun = {c["code"] for c in referentie["codes"] if c["v4_reach"] == "not_in_v4_message"}
    assert {code for code, f in FOUTCODES.items() if f.uitvoering == "onbereikbaar"} == hun


def test_table_values_are_from_their_closed_sets_and_every_code_in_an_order_exists() -> None:
    for code, f in FOUTCODES.items():
        assert f.code == code
        assert f.uitvoering in get_args(foutcodes.Uitvoering)
        assert f.zekerheid in get_args(foutcodes.Zekerheid)
    for operatie in VOLGORDE:
        assert set(volledige_volgorde(operatie)) <= FOUTCODES.keys()
    assert VOLGORDE.keys() == AANVULLINGEN.keys()


def test_an_added_code_never_repeats_a_documented_one_and_leaves_the_documented_order_as_it_is() -> None:
    for operatie, documented in VOLGORDE.items():
        assert not set(documented) & set(AANVULLINGEN[operatie])
        assert tuple(c for c in volledige_volgorde(operatie) if c in documented) == documented


def test_plaatshouders_are_filled_and_the_quotes_stay() -> None:
    assert melding("K01010", SLEUTELS, kenmerk_naam="propedeutischeFase").fouttekst == (
        "'propedeutischeFase' komt niet vaak genoeg voor als kenmerk"
    )
    assert melding("K01060", SLEUTELS, kenmerk_naam="vorm", kenmerk_waarde="1").fouttekst == (
        "Het gebruikte type voor '1' hoort niet bij 'vorm'"
    )
    assert melding("MTM001", SLEUTELS, adres="3584CS/99/A").fouttekst == (
        "BAG response levert meer dan 1 verblijfsobject bij een adres op (3584CS/99/A)"
    )


def test_a_value_that_looks_like_a_placeholder_stays_what_it_is() -> None:
    fout = melding("K01040", SLEUTELS, kenmerk_naam=r"\g<0>", kenmerk_waarde="%kenmerk.naam%")
    assert fout.fouttekst == r"De waarde '%kenmerk.naam%' mag maximaal 1x voorkomen in '\g<0>'"


def test_sleutels_of_a_melding_are_shortened() -> None:
    assert melding("A01020", SLEUTELS).sleutels == (("aangebodenOpleidingCode", "fddec347-8c...a85d09c0004"),)


def test_a_long_value_is_cut_in_the_middle_and_the_wording_stays_whole() -> None:
    fout = melding("K01050", SLEUTELS, kenmerk_naam="n" * 50, kenmerk_waarde="v" * 500 + "w" * 500)
    assert len(fout.fouttekst) == 200
    assert fout.fouttekst.startswith("De waarde 'vvv")
    assert fout.fouttekst.endswith("www' van '" + "n" * 50 + "' moet een bestaande waarde zijn")


def test_a_fixed_text_beyond_the_limit_is_cut_at_its_end() -> None:
    assert melding("N11421", SLEUTELS).fouttekst == FOUTCODES["N11421"].fouttekst[:197] + "..."


@pytest.mark.parametrize("code", sorted(FOUTCODES))
@pytest.mark.parametrize("waarde", ["x", "x" * 1000])
def test_every_code_gives_a_foutmelding_that_fits_the_xsd(code: str, waarde: str) -> None:
    nodig = {arg: waarde for arg, teken in PLAATSHOUDERS.items() if teken in FOUTCODES[code].fouttekst}
    fout = melding(code, SLEUTELS, **nodig)
    assert len(fout.fouttekst) <= 200
    assert not any(teken in fout.fouttekst for teken in PLAATSHOUDERS.values())


def test_missing_or_superfluous_plaatshouders_are_a_programming_error() -> None:
    with pytest.raises(TypeError, match="kenmerk_naam"):
        melding("K01010", SLEUTELS)
    with pytest.raises(TypeError, match="kenmerk_naam"):
        melding("A01020", SLEUTELS, kenmerk_naam="vorm")
    with pytest.raises(KeyError):
        melding("X99999", SLEUTELS)


def test_a_code_without_control_is_found() -> None:
    nodig = [c for c in volledige_volgorde("aanleveren_opleidingsrelatie") if c != "INT500"]
    assert ontbrekende_controles({"aanleveren_opleidingsrelatie": nodig}) == {}
    assert ontbrekende_controles({"aanleveren_opleidingsrelatie": nodig[:-1]}) == {
        "aanleveren_opleidingsrelatie": ("P04410",)
    }
    assert ontbrekende_controles({"aanleveren_opleidingsrelatie": nodig[:-1]}, {"P04410"}) == {}
    with pytest.raises(KeyError):
        ontbrekende_controles({"opvragen_opleidingseenheid": []})


def test_kenmerkcodes_are_asked_for_at_opleidingseenheden_too() -> None:
    (mist,) = ontbrekende_controles({"aanleveren_opleidingseenheid": []}).values()
    assert set(KENMERKCODES) <= set(mist)
    assert "P01450" not in mist  # no V4 message can cause it


def test_a_control_out_of_place_is_found() -> None:
    relatie = "aanleveren_opleidingsrelatie"
    assert buiten_volgorde({relatie: ["A01070", "A01070", "AUT401", "P04410"]}) == {}
    assert buiten_volgorde({relatie: ["AUT401", "A01070", "P04410"]}) == {relatie: ("A01070",)}
    assert buiten_volgorde({relatie: ["A01070", "N01010", "P04410"]}) == {relatie: ("N01010",)}


def test_every_reading_operation_says_which_codes_it_uses(gedeeld: Path, referentie: Any) -> None:
    operaties = json.loads((gedeeld / "reference" / "operations.json").read_text(encoding="utf-8"))["operations"]
    lezend = {o["name"]: o["has_foutmelding"] for o in operaties if o["service"] == "Raadplegen"}
    assert RAADPLEEGCODES.keys() == lezend.keys()
    for operatie, codes in RAADPLEEGCODES.items():
        assert codes.keys() <= FOUTCODES.keys()
        assert bool(codes) is lezend[operatie]
    opgetekend = {
        (o, a["code"]) for a in referentie["other_codes"] for o in a["operations"] if o.startswith("opvragen")
    }
    assert opgetekend == {(o, c) for o, codes in RAADPLEEGCODES.items() for c, z in codes.items() if z == "recorded"}


@pytest.fixture(scope="module")
def aanvulling(gedeeld: Path) -> Any:
    return json.loads((gedeeld / "reference" / "aanvulling.json").read_text(encoding="utf-8"))


def test_the_codes_of_our_own_contract_are_those_of_its_design_in_that_order(aanvulling: Any) -> None:
    assert {o["naam"]: o["codes"] for o in aanvulling["operaties"]} == {o: list(c) for o, c in EIGEN_CODES.items()}
    per_dienst = {o["naam"]: o["dienst"] for o in aanvulling["operaties"]}
    assert {naam for naam, dienst in per_dienst.items() if dienst == "Beheren"} == EIGEN_LEVERCODES.keys()


def test_the_codes_of_our_own_contract_have_the_text_and_category_of_its_design(aanvulling: Any) -> None:
    hun = {c["code"]: (c["fouttekst"], c["categorie"]) for c in aanvulling["codes"]}
    assert hun == {c: (FOUTCODES[c].fouttekst, FOUTCODES[c].categorie) for c in hun}
    assert all(FOUTCODES[code].fouttekst.startswith(tekst[:190]) for code, tekst in aanvulling["duo_codes"].items())
    gebruikt = {code for codes in EIGEN_CODES.values() for code in codes}
    assert gebruikt == hun.keys() | aanvulling["duo_codes"].keys()
