"""The book of a conformance run: every rule has one verdict, and what was not exercised has a reason."""

import pytest

from rio_soap.bevinding import oorzaken
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.eisen import lees_eisen
from rio_soap.edukoppeling.faults import Foutsoort
from rio_soap.register.regels.foutcodes import FOUTCODES
from rio_soap.workbench.keur.boek import GROEPEN, V4, Boek, Rol, gegevens, redenen, regels
from rio_soap.workbench.rapport import DELEN


def test_every_operation_requirement_fault_and_code_is_a_rule() -> None:
    """Those that DUO publishes, and ours where V4 has none; our own contract binds nobody else."""
    operaties = [naam for naam, operatie in OPERATIES.items() if operatie.dienst in V4]
    codes = [code for code in FOUTCODES if not code.startswith("RS1")]
    alle = [*operaties, *(eis.id for eis in lees_eisen()), *(soort.name for soort in Foutsoort), *codes]
    assert list(regels()) == list(dict.fromkeys(alle))
    assert {regel.groep for regel in regels().values()} == set(GROEPEN)
    assert all(regel.titel and regel.bron for regel in regels().values())


@pytest.mark.parametrize("rol", ["doel", "luister"])
def test_a_reason_is_that_of_a_rule_and_stands_there_in_both_languages(rol: Rol) -> None:
    assert set(redenen(rol)) <= set(regels())
    assert all(nl and en for nl, en in redenen(rol).values())


def test_the_requirements_that_causes_violate_exist_and_so_do_the_causes() -> None:
    tabel = gegevens()
    assert {*tabel["oorzaak"].values(), *tabel["eerste"].values()} <= set(regels())
    for naam in tabel["oorzaak"]:
        assert any(oorzaak == naam or oorzaak.startswith(f"{naam}-") for oorzaak in oorzaken()), naam
    assert set(tabel["eerste"]) <= set(DELEN)


def test_a_rule_that_was_looked_at_is_met_or_violated() -> None:
    boek = Boek("doel")
    assert boek.toets(["DK0001"], "een", True, "a", "a")
    assert not boek.toets(["DK0004"], "een", False, "a", "b")
    assert [boek.van(id_).stand for id_ in ("DK0001", "DK0004", "DK0009")] == ["voldaan", "geschonden", "niet"]


def test_a_violation_is_not_made_good_by_a_later_look() -> None:
    boek = Boek("doel")
    for goed in (True, False, True):
        boek.toets(["DK0001"], "een", goed, "a", "b")
    oordeel = boek.van("DK0001")
    assert (oordeel.stand, oordeel.keren, oordeel.geslaagd) == ("geschonden", 3, ["een"])


def test_what_came_instead_is_kept_at_a_length_and_number_that_one_reads() -> None:
    boek = Boek("doel")
    for nummer in range(10):
        boek.toets(["DK0001"], f"proef {nummer}", False, "a" * 900, "b" * 900)
    schendingen = boek.van("DK0001").schendingen
    assert [s.naam for s in schendingen] == [f"proef {nummer}" for nummer in range(5)]
    assert {(len(s.verwacht), len(s.gevonden)) for s in schendingen} == {(500, 500)}


def test_a_rule_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        Boek("doel").toets(["bestaat-niet"], "een", True, "", "")


def test_the_first_reason_is_kept() -> None:
    boek = Boek("doel")
    boek.niet(["A01070"], "eerst", "first")
    boek.niet(["A01070"], "later", "later")
    assert boek.van("A01070").reden("nl") == "eerst"
    assert boek.van("A01070").reden("en") == "first"


@pytest.mark.parametrize("rol", ["doel", "luister"])
def test_every_rule_that_was_not_exercised_says_why(rol: Rol) -> None:
    for oordeel in Boek(rol).oordelen():
        assert oordeel.stand == "niet"
        assert oordeel.reden("nl")
        assert oordeel.reden("en")


def test_groups_can_be_asked_for_alone_in_the_order_of_the_rules() -> None:
    gekozen = [o.regel.id for o in Boek("doel").oordelen(["fouten"])]
    assert gekozen == [soort.name for soort in Foutsoort]


def test_a_remark_is_made_once_and_violates_nothing() -> None:
    boek = Boek("luister")
    for _ in range(3):
        boek.merk_op("wsa-5", "zonder urn:uuid:")
    assert boek.van("wsa-5").opmerkingen == ["zonder urn:uuid:"]
    assert boek.van("wsa-5").stand == "niet"
