"""The quick yes of a load: it says yes of nothing that the XSD would refuse, and learns only what the XSD said."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from rio_soap.contract import zeker
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.keuring import gebreken, is_snel_toonbaar, is_toonbaar
from rio_soap.contract.operaties import OPERATIES, RAADPLEGEN, Operatie
from tests.contract.maker import Maker

LEZINGEN = [operatie for operatie in OPERATIES.values() if operatie.dienst is RAADPLEGEN]
VREEMD: tuple[Waarde, ...] = (
    "", " ", "x" * 5000, "a  b", " voor", "na ", "\u00a0", "\x00", "\r", "٣", "-0", "1e3", "2026-02-30", "true",
    0, -1, 10**20, True, Decimal("0.123456789"), Decimal("NaN"), date(1, 1, 1), datetime(2026, 1, 1, tzinfo=UTC),
    Gegeven("onbekend", {}), [],
)  # fmt: skip
"""Values of which some fit some fields and most fit none."""


@pytest.fixture(autouse=True)
def niets_bekend() -> Iterator[None]:
    """Each test begins with a process that has not asked the XSD anything."""
    voor = set(zeker.bekend)
    zeker.bekend.clear()
    yield
    zeker.bekend.clear()
    zeker.bekend.update(voor)


def velden(operatie: Operatie, zaad: int) -> dict[str, Waarde]:
    """The fields of a random answer, without those that every answer has."""
    kop = {"identificatiecodeBedrijfsdocument", "verzendendeInstantie", "ontvangendeInstantie"}
    antwoord = Maker(operatie.dienst, zaad).bericht(operatie.antwoord)
    anders = kop | {"datumTijdBedrijfsdocument", "requestGoedgekeurd"}
    return {naam: waarde for naam, waarde in antwoord.velden.items() if naam not in anders}


def delen(waarde: Waarde) -> Iterator[Gegeven]:
    """The objects in a value, at every depth."""
    if isinstance(waarde, Gegeven):
        yield waarde
        for onder in waarde.velden.values():
            yield from delen(onder)
    elif isinstance(waarde, list):
        for een in waarde:
            if isinstance(een, Gegeven):
                yield from delen(een)


@pytest.mark.parametrize("operatie", LEZINGEN, ids=lambda operatie: operatie.naam)
def test_the_quick_verdict_is_that_of_the_xsd_whatever_value_is_put_in(operatie: Operatie) -> None:
    """First and second time alike: what was learnt from one object never lets a wrong one through."""
    toeval, geweigerd = random.Random(operatie.naam), 0
    for zaad in range(12):
        antwoord = velden(operatie, zaad)
        assert is_snel_toonbaar(operatie.naam, antwoord) == is_toonbaar(operatie.naam, antwoord)
        for deel in [een for waarde in antwoord.values() for een in delen(waarde) if een.velden]:
            naam = toeval.choice(list(deel.velden))
            echt, deel.velden[naam] = deel.velden[naam], toeval.choice(VREEMD)
            oordeel = is_toonbaar(operatie.naam, antwoord)
            assert is_snel_toonbaar(operatie.naam, antwoord) == oordeel, (naam, deel)
            geweigerd += not oordeel
            deel.velden[naam] = echt
        assert is_snel_toonbaar(operatie.naam, antwoord) == is_toonbaar(operatie.naam, antwoord)
    assert geweigerd or not any(list(delen(waarde)) for waarde in velden(operatie, 1).values())


def toonbaar() -> tuple[str, dict[str, Waarde]]:
    """An operation with an answer that fits the contract and has an object in it."""
    for operatie in LEZINGEN:
        for zaad in range(50):
            antwoord = velden(operatie, zaad)
            if is_toonbaar(operatie.naam, antwoord) and any(list(delen(waarde)) for waarde in antwoord.values()):
                return operatie.naam, antwoord
    raise AssertionError("no answer with an object")


def test_what_the_xsd_said_yes_of_is_not_asked_again() -> None:
    naam, antwoord = toonbaar()
    eerst: set[zeker.Vraag] = set()
    zeker.is_zeker(naam, antwoord, eerst)
    assert eerst, "nothing is known yet"
    zeker.onthoud(eerst)
    later: set[zeker.Vraag] = set()
    zeker.is_zeker(naam, antwoord, later)
    assert later == set()


def test_a_no_of_the_xsd_teaches_nothing() -> None:
    naam, antwoord = toonbaar()
    deel = next(een for waarde in antwoord.values() for een in delen(waarde) if een.velden)
    deel.velden.clear()
    assert not is_snel_toonbaar(naam, antwoord)
    assert zeker.bekend == set()


def test_a_field_that_the_contract_does_not_have_is_never_sure() -> None:
    naam, antwoord = toonbaar()
    assert not zeker.is_zeker(naam, {**antwoord, "verzonnen": "x"}, set())
    assert not is_snel_toonbaar(naam, {**antwoord, "verzonnen": "x"})


def test_what_is_known_is_forgotten_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zeker, "_MAX_BEKEND", 2)
    for nummer in range(5):
        zeker.onthoud({(f"soort{nummer}", ())})
        assert len(zeker.bekend) <= 3
    assert ("soort4", ()) in zeker.bekend


@pytest.mark.parametrize("operatie", LEZINGEN, ids=lambda operatie: operatie.naam)
def test_what_cannot_be_shown_has_a_reason_and_what_can_has_none(operatie: Operatie) -> None:
    for zaad in range(6):
        antwoord = velden(operatie, zaad)
        assert bool(gebreken(operatie.naam, antwoord)) == (not is_toonbaar(operatie.naam, antwoord))
        kapot = {**antwoord, "verzonnen": "x"}
        assert gebreken(operatie.naam, kapot)


def test_a_reason_names_the_element_its_text_and_what_may_stand_there() -> None:
    gezien = 0
    for operatie in LEZINGEN:
        antwoord = velden(operatie, 3)
        dagen = [
            (deel, veld)
            for waarde in antwoord.values()
            for deel in delen(waarde)
            for veld, dag in deel.velden.items()
            if type(dag) is date
        ]
        if not dagen or not is_toonbaar(operatie.naam, antwoord):
            continue
        deel, element = dagen[0]
        deel.velden[element] = "morgen"
        (gebrek,) = gebreken(operatie.naam, antwoord)
        assert (gebrek.element, gebrek.waarde) == (element, "morgen")
        assert "date" in gebrek.toegestaan
        assert "morgen" in gebrek.rondom
        gezien += 1
    assert gezien
