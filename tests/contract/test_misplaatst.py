"""Why an element may not stand where it does: of every kind that there is, on a small content model."""

from collections.abc import Sequence

import pytest

from rio_soap.contract.inhoudsmodel import Deeltje
from rio_soap.contract.misplaatst import waarom_niet, wat_ontbreekt
from rio_soap.contract.vorm import Vorm, compleet, verwacht


def een(*leden: str, minimum: int = 1, maximum: int = 1) -> Deeltje:
    """An element, or the members of its substitution group."""
    return Deeltje(minimum, maximum, leden=leden)


def of(*delen: Deeltje) -> Deeltje:
    """One of these."""
    return Deeltje(1, 1, delen=delen, keuze=True)


def rij(*delen: Deeltje) -> Deeltje:
    """All of these in a row."""
    return Deeltje(1, 1, delen=delen)


ADRES = Vorm(
    "Adres",
    abstract=False,
    inhoud=[
        een("naam"),
        een("bijnaam", minimum=0, maximum=2),
        of(rij(een("postcode"), een("huisnummer")), een("postbus"), rij(een("land"), een("regel", maximum=3))),
        een("telefoon", "mobiel", minimum=0),
        een("slot"),
    ],
)
"""A type with every kind of particle: repeated, chosen, substituted and optional."""


@pytest.mark.parametrize(
    ("kinderen", "volgt"),
    [
        ([], ["naam"]),
        (["naam"], ["bijnaam", "postcode", "postbus", "land"]),
        (["naam", "bijnaam", "bijnaam"], ["postcode", "postbus", "land"]),
        (["naam", "postcode"], ["huisnummer"]),
        (["naam", "postbus"], ["telefoon", "mobiel", "slot"]),
        (["naam", "land", "regel"], ["regel", "telefoon", "mobiel", "slot"]),
        (["naam", "postbus", "mobiel"], ["slot"]),
        (["naam", "postbus", "slot"], []),
        (["postbus"], []),
    ],
)
def test_what_may_follow_is_known_after_any_children_that_fit(kinderen: list[str], volgt: list[str]) -> None:
    assert verwacht(ADRES, kinderen) == volgt


@pytest.mark.parametrize(
    ("kinderen", "klaar"),
    [
        (["naam", "postbus", "slot"], True),
        (["naam", "postcode", "huisnummer", "telefoon", "slot"], True),
        (["naam", "land", "regel", "regel", "regel", "slot"], True),
        (["naam", "postbus"], False),
        (["naam", "land", "slot"], False),
        (["naam", "postbus", "slot", "slot"], False),
        ([], False),
    ],
)
def test_a_type_is_complete_when_nothing_more_has_to_follow(kinderen: list[str], klaar: bool) -> None:
    assert compleet(ADRES, kinderen) is klaar


@pytest.mark.parametrize(
    ("voorgangers", "naam", "waarom"),
    [
        (["naam"], "adres", ("element-onbekend", 0, ())),
        (["naam"], "naam", ("element-teveel", 1, ("naam",))),
        (["naam", "bijnaam", "bijnaam"], "bijnaam", ("element-teveel", 2, ("bijnaam",))),
        (["naam", "postbus", "telefoon"], "mobiel", ("element-teveel", 1, ("telefoon", "mobiel"))),
        (["naam", "postbus"], "postcode", ("element-keuze", 1, ("postbus",))),
        (["naam", "postcode", "huisnummer"], "land", ("element-keuze", 1, ("postcode", "huisnummer"))),
        (["naam", "land", "regel"], "postbus", ("element-keuze", 1, ("land", "regel"))),
        ([], "postbus", ("element-volgorde", 0, ())),
        (["naam", "postbus"], "bijnaam", ("element-volgorde", 0, ())),
        (["naam"], "huisnummer", ("element-volgorde", 0, ())),
    ],
)
def test_the_reason_names_what_is_in_the_way(
    voorgangers: list[str], naam: str, waarom: tuple[str, int, Sequence[str]]
) -> None:
    assert naam not in verwacht(ADRES, voorgangers)
    assert waarom_niet(ADRES, voorgangers, naam) == waarom


@pytest.mark.parametrize(
    ("voorgangers", "naam", "volgers", "ontbreekt"),
    [
        ([], "postbus", ["slot"], ("naam",)),
        (["naam"], "huisnummer", ["slot"], ("postcode",)),
        (["naam"], "slot", [], ("postbus",)),
        (["naam", "land"], "slot", [], ("regel",)),
    ],
)
def test_what_is_lacking_before_an_element_is_named(
    voorgangers: list[str], naam: str, volgers: list[str], ontbreekt: tuple[str, ...]
) -> None:
    assert wat_ontbreekt(ADRES, voorgangers, naam, volgers) == ontbreekt


def test_nothing_is_lacking_when_it_stands_further_on() -> None:
    """Then the order is wrong, and saying that something is missing would send the reader the wrong way."""
    assert wat_ontbreekt(ADRES, [], "postbus", ["naam", "slot"]) == ()
    assert wat_ontbreekt(ADRES, ["naam"], "huisnummer", ["postcode", "slot"]) == ()


def test_nothing_is_lacking_before_an_element_that_no_row_leads_to() -> None:
    assert wat_ontbreekt(ADRES, ["naam", "postbus", "slot"], "naam", []) == ()
    assert wat_ontbreekt(ADRES, [], "adres", []) == ()
