"""Why an element may not stand where it does, by content models made for it and by those of the contract."""

import pytest

from rio_soap.contract.misplaatst import waarom_niet, wat_ontbreekt
from rio_soap.contract.operaties import DIENSTEN, Dienst
from rio_soap.contract.vorm import Deeltje, Vorm, compleet, verwacht, vormen


def een(*leden: str, keren: int = 1, minimum: int = 1) -> Deeltje:
    return Deeltje(minimum, keren, leden)


def keuze(*delen: Deeltje) -> Deeltje:
    return Deeltje(1, 1, delen=delen, keuze=True)


def rij(*delen: Deeltje) -> Deeltje:
    return Deeltje(1, 1, delen=delen)


VORM = Vorm("X", False)
VORM.inhoud.append(
    rij(
        een("a"),
        een("b", minimum=0, keren=2),
        keuze(rij(een("c"), een("d")), een("e")),
        een("f", "g", minimum=0, keren=2),
        een("h"),
    )
)


@pytest.mark.parametrize(
    ("voor", "namen"),
    [
        ("", "a"),
        ("a", "b c e"),
        ("a b", "b c e"),
        ("a b b", "c e"),
        ("a c", "d"),
        ("a e", "f g h"),
        ("a c d f g", "h"),
        ("a e h", ""),
        ("b", ""),
    ],
)
def test_what_may_follow_the_children_before_it(voor: str, namen: str) -> None:
    assert verwacht(VORM, voor.split()) == namen.split()


@pytest.mark.parametrize(
    ("kinderen", "uit"),
    [("a e h", True), ("a b b c d f f h", True), ("a e", False), ("a", False), ("", False), ("a e h h", False)],
)
def test_whether_the_children_are_all_that_is_needed(kinderen: str, uit: bool) -> None:
    assert compleet(VORM, kinderen.split()) is uit


@pytest.mark.parametrize(
    ("voor", "naam", "uit"),
    [
        ("a", "x", ("element-onbekend", 0, ())),
        ("a", "a", ("element-teveel", 1, ("a",))),
        ("a b b", "b", ("element-teveel", 2, ("b",))),
        ("a e f g", "f", ("element-teveel", 2, ("f", "g"))),
        ("a c d", "e", ("element-keuze", 1, ("c", "d"))),
        ("a e", "c", ("element-keuze", 1, ("e",))),
        ("a e", "b", ("element-volgorde", 0, ())),
        ("", "h", ("element-volgorde", 0, ())),
    ],
)
def test_the_reason_why_an_element_may_not_follow(voor: str, naam: str, uit: tuple[str, int, tuple[str, ...]]) -> None:
    assert waarom_niet(VORM, voor.split(), naam) == uit


@pytest.mark.parametrize(
    ("voor", "naam", "na", "uit"),
    [
        ("", "b", "", "a"),
        ("a", "f", "", "e"),
        ("a", "h", "", "e"),
        ("a c", "h", "", "d"),
        ("", "h", "a e", ""),
        ("a", "h", "e", ""),
        ("a", "d", "c", ""),
    ],
)
def test_what_is_missing_before_an_element_and_not_further_on(voor: str, naam: str, na: str, uit: str) -> None:
    gevonden = wat_ontbreekt(VORM, voor.split(), naam, na.split())
    assert set(gevonden) >= set(uit.split())
    assert bool(gevonden) is bool(uit)


@pytest.mark.parametrize("dienst", DIENSTEN, ids=lambda d: d.naam)
def test_every_type_of_the_contract_begins_with_what_is_expected_first(dienst: Dienst) -> None:
    contract = vormen(dienst)
    for naam in contract.complexe_namen:
        soort = contract.soort(naam)
        assert isinstance(soort, Vorm)
        eerste = verwacht(soort, [])
        for lid in eerste:
            assert waarom_niet(soort, [], "bestaat-niet")[0] == "element-onbekend"
            assert lid in {v for veld in soort.velden for v in veld.leden}
