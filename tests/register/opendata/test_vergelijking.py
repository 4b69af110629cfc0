"""Holding objects against the register: what is equal is known as such, in whatever order it is written."""

import pytest

from rio_soap.register.opendata import vergelijking
from rio_soap.register.opendata.vergelijking import in_delen


def test_batches_have_all_parts_once_in_their_order() -> None:
    assert list(in_delen(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(in_delen((), 2)) == []


@pytest.mark.parametrize(
    ("oud", "nieuw", "anders"),
    [
        ('{"g":"x","v":[["a","1"],["b","2"]]}', '{"g":"x","v":[["b","2"],["a","1"]]}', False),
        ('{"g":"x","v":[["a","1"]]}', '{"g":"x","v":[["a","2"]]}', True),
        ("geen stand", '{"g":"x","v":[]}', True),
        ("", '{"g":"x","v":[]}', True),
    ],
)
def test_a_stand_differs_by_what_it_says_and_not_by_the_order_of_its_fields(oud: str, nieuw: str, anders: bool) -> None:
    """What is stored and is no stand is mended."""
    assert vergelijking._anders("stand", oud, nieuw) is anders


def test_another_column_differs_when_its_value_does() -> None:
    assert vergelijking._anders("naam", "a", "b")
    assert not vergelijking._anders("naam", None, None)
    assert vergelijking._anders("naam", None, "")
