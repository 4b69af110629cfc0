"""Durations compare with the end excluded and an empty end later than any date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rio_soap.register.regels.perioden import Duur, afgeleid, niet_aansluitend

A, B, C, D = (date(2020 + i, 1, 1) for i in range(4))


@pytest.mark.parametrize(
    ("einde", "klopt"), [(A, False), (date(2020, 1, 2), True), (date(2019, 1, 1), False), (None, True)]
)
def test_the_end_must_be_later_than_the_begin(einde: date | None, klopt: bool) -> None:
    assert Duur(A, einde).klopt() is klopt


@pytest.mark.parametrize(
    ("binnenste", "buitenste", "past"),
    [
        (Duur(B, C), Duur(B, C), True),
        (Duur(A, C), Duur(B, C), False),
        (Duur(B, D), Duur(B, C), False),
        (Duur(B, None), Duur(B, C), False),
        (Duur(B, None), Duur(A, None), True),
        (Duur(B, C), Duur(A, None), True),
    ],
)
def test_within_takes_both_bounds_and_an_open_end_only_within_an_open_end(
    binnenste: Duur, buitenste: Duur, past: bool
) -> None:
    assert binnenste.binnen(buitenste) is past


@pytest.mark.parametrize(
    ("een", "ander", "overlapt"),
    [
        (Duur(A, B), Duur(B, C), False),
        (Duur(A, date(2021, 1, 2)), Duur(B, C), True),
        (Duur(A, None), Duur(D, None), True),
        (Duur(A, B), Duur(C, None), False),
    ],
)
def test_durations_that_join_do_not_overlap(een: Duur, ander: Duur, overlapt: bool) -> None:
    assert een.overlapt(ander) is overlapt
    assert ander.overlapt(een) is overlapt


def test_a_period_ends_where_the_next_begins_and_the_last_with_its_object() -> None:
    assert afgeleid([B, A], C) == [Duur(A, B), Duur(B, C)]
    assert afgeleid([A], None) == [Duur(A, None)]
    assert afgeleid([], C) == []


def test_periods_with_one_begindatum_overlap_and_do_not_end_before_they_begin() -> None:
    dubbel = afgeleid([A, A, B], None)
    assert dubbel == [Duur(A, B), Duur(A, B), Duur(B, None)]
    assert all(periode.klopt() for periode in dubbel)
    assert niet_aansluitend(dubbel, A) == [Duur(A, B)]
    assert niet_aansluitend(afgeleid([A, A], None), A) == [Duur(A, None)]


def test_the_first_period_begins_with_its_object() -> None:
    assert niet_aansluitend(afgeleid([B, C], D), B) == []
    assert niet_aansluitend(afgeleid([B, C], D), A) == [Duur(B, C)]
    assert niet_aansluitend([], A) == []


@given(st.sets(st.dates(), min_size=1), st.one_of(st.none(), st.dates()))
def test_different_begindata_always_join(begindata: set[date], einde: date | None) -> None:
    perioden = afgeleid(begindata, einde)
    assert niet_aansluitend(perioden, min(begindata)) == []
    assert perioden[-1].einde == einde
    assert [p.begin for p in perioden] == sorted(begindata)
