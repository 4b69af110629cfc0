"""What a conformance run keeps of each rule, and the names that it goes by."""

from dataclasses import fields
from pathlib import Path

import pytest

from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.faults import Foutsoort
from rio_soap.register.regels.foutcodes import FOUTCODES
from rio_soap.workbench.keur.boek import GROEPEN, V4, Boek, Rol, redenen, regels
from rio_soap.workbench.keur.namen import PROEF, Namen, Namenfout, lees_namen

CODE = "A01010"


def test_every_operation_requirement_fault_and_foutcode_is_a_rule_once() -> None:
    alle = regels()
    operaties = {naam for naam, operatie in OPERATIES.items() if operatie.dienst in V4}
    codes = {code for code in FOUTCODES if not code.startswith("RS1")}
    assert set(alle) >= {*operaties, *(soort.name for soort in Foutsoort), *codes}
    assert set(alle).isdisjoint({*OPERATIES} - operaties), "our own contract binds nobody else"
    assert [regel.id for regel in alle.values()] == list(alle)
    assert {regel.groep for regel in alle.values()} == set(GROEPEN)
    assert all(regel.titel and regel.bron for regel in alle.values())


def test_rules_stand_in_the_order_of_their_groups() -> None:
    groepen = [GROEPEN.index(regel.groep) for regel in regels().values()]
    assert groepen == sorted(groepen)


def test_a_rule_that_was_looked_at_with_success_is_met() -> None:
    boek = Boek("doel")
    assert boek.toets([CODE], "twee adressen", True, "A01010", "A01010")
    oordeel = boek.van(CODE)
    assert (oordeel.stand, oordeel.keren, oordeel.geslaagd) == ("voldaan", 1, ["twee adressen"])


def test_a_violation_is_not_made_good_by_a_later_look() -> None:
    boek = Boek("doel")
    assert not boek.toets([CODE], "eerst", False, "geweigerd", "goedgekeurd")
    boek.toets([CODE], "later", True, "geweigerd", "geweigerd")
    oordeel = boek.van(CODE)
    assert oordeel.stand == "geschonden"
    assert oordeel.keren == 2
    assert [(t.naam, t.verwacht, t.gevonden) for t in oordeel.schendingen] == [("eerst", "geweigerd", "goedgekeurd")]


def test_one_look_counts_for_every_rule_that_it_is_about() -> None:
    boek = Boek("doel")
    boek.toets([CODE, "DK0001"], "samen", True, "", "")
    assert {boek.van(id_).stand for id_ in (CODE, "DK0001")} == {"voldaan"}
    assert boek.van("DK0002").stand == "niet"


def test_what_is_kept_of_a_run_is_bounded() -> None:
    boek = Boek("doel")
    for nummer in range(50):
        boek.toets([CODE], f"keer {nummer % 3}", nummer % 2 == 0, "v" * 5000, "g" * 5000)
    oordeel = boek.van(CODE)
    assert oordeel.keren == 50
    assert len(oordeel.geslaagd) == 3
    assert len(oordeel.schendingen) == 5
    assert all(len(toets.verwacht) == len(toets.gevonden) == 500 for toets in oordeel.schendingen)


def test_a_rule_that_does_not_exist_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        Boek("doel").toets(["X99999"], "verzonnen", True, "", "")


def test_a_remark_is_made_once_and_leaves_a_rule_as_it_is() -> None:
    boek = Boek("luister")
    boek.merk_op(CODE, "schrijft kleine letters")
    boek.merk_op(CODE, "schrijft kleine letters")
    assert boek.van(CODE).opmerkingen == ["schrijft kleine letters"]
    assert boek.van(CODE).stand == "niet"


def test_the_first_reason_why_a_rule_was_not_exercised_is_kept() -> None:
    boek = Boek("doel")
    boek.niet([CODE], "geen locatie", "no location")
    boek.niet([CODE], "geen mandaat", "no mandate")
    assert boek.van(CODE).reden("nl") == "geen locatie"
    assert boek.van(CODE).reden("en") == "no location"


@pytest.mark.parametrize("rol", ["doel", "luister"])
def test_every_rule_that_was_not_exercised_says_why_in_both_languages(rol: Rol) -> None:
    for oordeel in Boek(rol).oordelen():
        assert oordeel.stand == "niet"
        assert oordeel.reden("nl")
        assert oordeel.reden("en")


@pytest.mark.parametrize("rol", ["doel", "luister"])
def test_reasons_are_given_for_rules_that_exist_only(rol: Rol) -> None:
    assert set(redenen(rol)) <= set(regels())


def test_a_run_of_some_groups_tells_of_those_only() -> None:
    boek = Boek("doel")
    assert {oordeel.regel.groep for oordeel in boek.oordelen(["fouten"])} == {"fouten"}
    assert [oordeel.regel.id for oordeel in boek.oordelen(["fouten"])] == [soort.name for soort in Foutsoort]
    assert len(boek.oordelen()) == len(regels())


def test_the_trial_set_has_a_name_for_everything_but_bron() -> None:
    zonder = [veld.name for veld in fields(Namen) if not getattr(PROEF, veld.name)]
    assert zonder == ["bronAanbieder"]


def test_names_are_read_from_a_file_and_what_it_leaves_out_is_not_there(tmp_path: Path) -> None:
    bestand = tmp_path / "namen.toml"
    bestand.write_text('bestuur = "100B490"\nlocatieHuisnummer = 17\n', "utf-8")
    assert lees_namen(bestand) == Namen(bestuur="100B490", locatieHuisnummer=17)


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ('bestuurder = "x"', "unknown name 'bestuurder'"),
        ("bestuur = 100", "bestuur is 100, allowed is str"),
        ('locatieHuisnummer = "17"', "allowed is int"),
        ("bestuur = ", "namen.toml"),
    ],
)
def test_a_file_of_names_that_cannot_be_used_says_which_and_why(tmp_path: Path, tekst: str, melding: str) -> None:
    bestand = tmp_path / "namen.toml"
    bestand.write_text(tekst, "utf-8")
    with pytest.raises(Namenfout, match=melding):
        lees_namen(bestand)


def test_a_file_of_names_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(Namenfout, match=r"weg\.toml"):
        lees_namen(tmp_path / "weg.toml")
