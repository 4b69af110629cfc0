"""Cursors say where a page begins to nobody but the list that gave them; of all else they are none."""

import base64
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rio_soap.api import cursor
from rio_soap.api.cursor import GeenCursor

VRAAG = "/api/v1/licenties?geldigOp=2020-01-01"
DELEN = st.one_of(
    st.none(),
    st.integers(-(2**63) + 1, 2**63 - 1),
    st.dates(),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), max_size=40),
)


@given(st.lists(DELEN, max_size=5))
def test_what_a_cursor_says_is_read_back(delen: list[Any]) -> None:
    gemaakt = cursor.maak(VRAAG, delen)
    assert cursor.lees(VRAAG, gemaakt) == tuple(delen)
    assert gemaakt.isascii()
    assert not set(gemaakt) & set("+/=&?%")


@given(st.text(max_size=60))
def test_any_other_text_is_no_cursor(tekst: str) -> None:
    with pytest.raises(GeenCursor):
        cursor.lees(VRAAG, tekst)


def test_a_cursor_is_of_one_question() -> None:
    with pytest.raises(GeenCursor):
        cursor.lees(VRAAG.replace("2020", "2021"), cursor.maak(VRAAG, (1,)))


@pytest.mark.parametrize("deel", [True, 1.5, 2**63, "\x00", "\n", [], {"d": "gisteren"}, {"e": 1}])
def test_what_no_list_is_ordered_by_is_refused(deel: Any) -> None:
    merk = json.loads(base64.urlsafe_b64decode(cursor.maak(VRAAG, ()) + "=="))[0]
    tekst = base64.urlsafe_b64encode(json.dumps([merk, deel]).encode()).decode().rstrip("=")
    with pytest.raises(GeenCursor):
        cursor.lees(VRAAG, tekst)


def test_a_day_stays_a_day() -> None:
    assert cursor.lees(VRAAG, cursor.maak(VRAAG, (date(2020, 1, 2), "2020-01-02"))) == (date(2020, 1, 2), "2020-01-02")
