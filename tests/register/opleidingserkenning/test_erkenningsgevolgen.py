"""Whose content changes by an opleidingserkenning, and what the feeds are told of it."""

from __future__ import annotations

from typing import Any

import pytest

from rio_soap.register.database.database import Register
from rio_soap.register.eenheid import raadplegingen as eenheidlezingen
from rio_soap.register.opleidingserkenning import erkenningsgevolgen as gevolg
from tests.register import hulp, hulp_aanbod
from tests.register.hulp import fouten, opdrachten, vraag
from tests.register.hulp_opleidingserkenning import (
    ANDER,
    BEGIN,
    EENHEID,
    EINDE,
    MBO,
    MIDDEN,
    aanvaard,
    erkenning,
    mutaties,
    periode,
    sleutel,
    verwijder,
)
from tests.register.rollen import DUO, NVAO, aanmerking, geef, zet_erkenner

ERKEND, UNIT, AANBOD = "opleidingserkenning", "opleidingseenheid", "aangeboden_opleiding"
S1, S2 = "ISAT/34035/34035_1", "ISAT/34035/34035_2"
TWEEDE = {"uniekeErkendeopleidingscode": "34035_2"}
CODE = "AAAAAAAA-2222-3333-4444-555555555555"
"""Of an offer of EENHEID; shown in the case in which it was delivered."""


@pytest.fixture
def register(register: Register) -> Register:
    geef(register, DUO, "DUO")
    zet_erkenner(register, "100E003", "NVAO", aanmerking(), oin=NVAO)
    hulp.zet_eenheid(register, EENHEID, hulp.eenheid(begin=BEGIN), "100B490")
    hulp.zet_eenheid(register, ANDER, hulp.eenheid(begin=BEGIN), None, "OCW")
    hulp_aanbod.aanvaard(register, hulp_aanbod.aanbod("HOOpleiding", eenheid=EENHEID, code=CODE, begindatum=BEGIN))
    return register


def verteld(register: Register, *delen: Any, weg: Any = None) -> list[tuple[str, str, str]]:
    """Object, sleutel and soort of what a delivery tells; the order between units and offers aside."""
    voor = len(mutaties(register))
    aanvaard(register, *delen)
    if weg is not None:
        assert fouten(verwijder(register, weg)) == []
    return [(rij[0], rij[1], rij[3]) for rij in mutaties(register)[voor:]]


def test_a_new_erkenning_changes_its_units_and_their_offers(register: Register) -> None:
    assert verteld(register, erkenning(eenheden=(EENHEID, ANDER))) == [
        (ERKEND, S1, "T"),
        (UNIT, EENHEID, "W"),
        (UNIT, ANDER, "W"),
        (AANBOD, CODE, "W"),
    ]
    houders = {rij[0]: rij[2] for rij in mutaties(register) if rij[1] in (S1, EENHEID, CODE)}
    assert houders == {ERKEND: None, UNIT: "100B490", AANBOD: "110A133"}


def test_an_erkenning_of_nothing_changes_nothing_else(register: Register) -> None:
    assert verteld(register, erkenning(eenheden=())) == [(ERKEND, S1, "T")]


def test_the_same_again_changes_the_erkenning_alone(register: Register) -> None:
    aanvaard(register, erkenning())
    assert verteld(register, erkenning()) == [(ERKEND, S1, "W")]
    assert verteld(register, erkenning(perioden=[periode(), periode(begin=MIDDEN)])) == [(ERKEND, S1, "W")]


def test_an_erkenning_that_moves_to_another_unit_changes_both(register: Register) -> None:
    aanvaard(register, erkenning())
    assert verteld(register, erkenning(eenheden=(ANDER,))) == [
        (ERKEND, S1, "W"),
        (UNIT, EENHEID, "W"),
        (UNIT, ANDER, "W"),
        (AANBOD, CODE, "W"),
    ]


def test_other_dates_change_what_a_unit_shows_on_a_day_but_no_offer(register: Register) -> None:
    aanvaard(register, erkenning())
    assert verteld(register, erkenning(einde=EINDE)) == [(ERKEND, S1, "W"), (UNIT, EENHEID, "W")]


def test_an_offer_shows_a_key_once_so_a_second_erkenning_with_it_changes_no_offer(register: Register) -> None:
    aanvaard(register, erkenning())
    assert verteld(register, erkenning(**TWEEDE)) == [(ERKEND, S2, "T"), (UNIT, EENHEID, "W")]
    assert verteld(register, weg=sleutel()) == [(ERKEND, S1, "V"), (UNIT, EENHEID, "W")]
    assert verteld(register, weg=sleutel(**TWEEDE)) == [(ERKEND, S2, "V"), (UNIT, EENHEID, "W"), (AANBOD, CODE, "W")]


def test_what_was_there_is_kept_with_its_parts(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """The erkenningen that a unit had, the row of the erkenning and its units; of an offer nothing of its own."""
    from rio_soap.register.opleidingserkenning import leveringen

    gezien: list[tuple[str, str, dict[str, list[Any]]]] = []

    def log(_s: Any, _c: Any, tabel: Any, code: str, _h: Any, _soort: str, *, voor: Any = None) -> None:
        delen = {deel: list(rijen) if isinstance(rijen, list) else [rijen] for deel, rijen in (voor or {}).items()}
        gezien.append((tabel.name, code, delen))

    aanvaard(register, erkenning(MBO, eenheden=(EENHEID,)))
    aanvaard(register, erkenning())
    for module in (gevolg, leveringen):
        monkeypatch.setattr(module, "log_mutatie", log)
    assert fouten(verwijder(register, sleutel())) == []
    (_, code, erkend), (_, eenheid, unit), (_, aanbod, niets) = gezien
    assert (code, eenheid, aanbod) == (S1, EENHEID, CODE)
    assert [rij.unieke_code for rij in erkend["rij"]] == ["34035_1"]
    assert [rij.eenheid for rij in erkend["eenheden"]] == [EENHEID]
    assert [(rij.stelsel, rij.unieke_code, rij.eenheid) for rij in unit["erkenningen"]] == [
        ("ILT", "", EENHEID),
        ("ISAT", "34035_1", EENHEID),
    ]
    assert niets == {}


def test_v4_shows_the_key_of_many_erkenningen_once(register: Register) -> None:
    for nummer in range(1, 25):
        aanvaard(register, erkenning(uniekeErkendeopleidingscode=f"34035_{nummer}"))
    uitslag = vraag(register, eenheidlezingen.opvragen_opleidingseenheid, opleidingseenheidcode=EENHEID)
    gelezen: Any = uitslag.gegevens["opleidingseenheid"]
    sleutels = [een.velden for een in gelezen.velden["opleidingserkenningSleutel"]]
    assert sleutels == [{"opleidingsstelsel": "ISAT", "opleidingscode": "34035"}]


def test_v4_takes_the_key_of_many_erkenningen_as_that_of_their_unit(register: Register) -> None:
    aanvaard(register, erkenning(), erkenning(**TWEEDE), erkenning(uniekeErkendeopleidingscode="34035_3"))
    deel = hulp_aanbod.erkenningssleutel("ISAT", "34035")
    hulp_aanbod.aanvaard(register, hulp_aanbod.aanbod("HOOpleiding", eenheid=deel, begindatum=BEGIN))
    onbekend = hulp_aanbod.erkenningssleutel("ISAT", "34036")
    geleverd = hulp_aanbod.lever_aan(register, hulp_aanbod.aanbod("HOOpleiding", eenheid=onbekend, begindatum=BEGIN))
    assert fouten(geleverd) == ["A01080"]


def test_a_delivery_costs_as_many_queries_whatever_it_recognises(register: Register) -> None:
    kosten = []
    for aantal in range(4):
        codes = [f"5000O01{aantal}{nummer}" for nummer in range(aantal * 3)]
        for code in codes:
            hulp.zet_eenheid(register, code, hulp.eenheid(begin=BEGIN), "100B490")
        with opdrachten(register) as gezien:
            aanvaard(register, erkenning(eenheden=[EENHEID, *codes], uniekeErkendeopleidingscode=f"34035_{aantal}"))
        kosten.append(len([opdracht for opdracht in gezien if opdracht.startswith("SELECT")]))
    assert set(kosten) == {kosten[0]}
