"""Of the stand of an offer the cohorten that are surely closed are left unread: what is open of it stays the same."""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.regels.standtekst import naar_json
from rio_soap.register.zoeken.aanbodtekst import aanbodvelden, velden_van
from rio_soap.register.zoeken.opleidingstreffer import open_cohorten

LASTIG = (
    '{"g":"aangebodenHOOpleidingCohort"',
    '["cohortstatus","O"]',
    '"]]]}',
    "\\",
    ",",
    "é \n",
    '["eindeAanmeldperiode",',
)
"""Texts that look like the marks by which cohorten are told apart."""
BEGIN = date(2026, 1, 1)


def cohort(toeval: random.Random, nummer: int) -> Gegeven:
    begin = BEGIN + timedelta(toeval.randrange(60))
    velden: dict[str, Waarde] = {"cohortcode": f"{nummer}{toeval.choice(LASTIG)}", "cohortstatus": toeval.choice("OGV")}
    if toeval.random() < 0.5:
        kenmerk = Gegeven("kenmerken", {"kenmerknaam": "x", "kenmerkwaardeTekst": toeval.choice(LASTIG)})
        velden["kenmerken"] = [kenmerk]
    velden["beginAanmeldperiode"] = begin
    if toeval.random() < 0.7:
        velden["eindeAanmeldperiode"] = begin + timedelta(toeval.randrange(30))
    velden["vastInstroommoment"] = Gegeven("vastInstroommoment", {"instroommoment": begin + timedelta(90)})
    return Gegeven("aangebodenHOOpleidingCohort", velden)


def aanbod(toeval: random.Random) -> Gegeven:
    """Cohorten between other fields, last or first; texts in all of them."""
    periode = Gegeven("p", {"begindatum": BEGIN, "eigenNaamAangebodenOpleiding": toeval.choice(LASTIG)})
    velden: list[tuple[str, Any]] = [
        ("aangebodenOpleidingCode", "x"),
        ("aangebodenOpleidingPeriode", [periode]),
        ("website", toeval.choice(LASTIG)),
    ]
    if toeval.random() < 0.9:
        cohorten = [cohort(toeval, nummer) for nummer in range(toeval.randrange(5))]
        velden.insert(toeval.randrange(len(velden) + 1), ("aangebodenOpleidingCohort", cohorten))
    return Gegeven("aangebodenHOOpleiding", dict(velden))


@pytest.mark.parametrize("zaad", range(4))
def test_what_is_open_is_what_the_whole_stand_says(zaad: int) -> None:
    toeval = random.Random(zaad)
    open_ = 0
    for _ in range(1000):
        stand = naar_json(aanbod(toeval))
        dag = (BEGIN + timedelta(toeval.randrange(100))).isoformat()
        geheel, deel = velden_van(stand), aanbodvelden(stand, dag)
        assert open_cohorten(deel, dag) == open_cohorten(geheel, dag)
        assert list(deel) == list(geheel)
        geheel.pop("aangebodenOpleidingCohort", None)
        deel.pop("aangebodenOpleidingCohort", None)
        assert deel == geheel
        open_ += len(open_cohorten(velden_van(stand), dag))
    assert open_ > 100


def test_closed_cohorten_are_not_among_what_is_read() -> None:
    toeval = random.Random(1)
    dicht = [cohort(toeval, nummer) for nummer in range(20)]
    stand = naar_json(Gegeven("aangebodenHOOpleiding", {"aangebodenOpleidingCohort": dicht}))
    assert aanbodvelden(stand, "2000-01-01") == {"aangebodenOpleidingCohort": []}
    assert len(velden_van(stand)["aangebodenOpleidingCohort"]) == 20


@pytest.mark.parametrize(
    "kapot", ["", "x", '{"g":"a","v":[["aangebodenOpleidingCohort",[{"g":"c","v":[', '{"g":"a","v":[[']
)
def test_what_is_no_stand_is_an_error_as_it_was(kapot: str) -> None:
    for lees in (velden_van, lambda stand: aanbodvelden(stand, "2026-01-01")):
        with pytest.raises((ValueError, IndexError)):
            lees(kapot)
