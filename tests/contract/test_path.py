"""Where an element stands is said in one form, and found back by it."""

import pytest
from lxml import etree

from rio_soap.contract.path import element_op, naam, pad, regel_op

BOOM = etree.fromstring(
    '<e:Envelope xmlns:e="urn:e"><e:Body>\n<m xmlns="urn:m"><a>1</a><b/>\n<a><c/><x xmlns="urn:x"/></a></m>'
    "</e:Body></e:Envelope>"
)
BERICHT = BOOM[0][0]


def test_a_path_counts_from_one_among_siblings_of_the_same_name() -> None:
    assert [pad(element, BERICHT) for element in BERICHT.iter()] == [
        "/m",
        "/m/a[1]",
        "/m/b[1]",
        "/m/a[2]",
        "/m/a[2]/c[1]",
        "/m/a[2]/x[1]",
    ]


def test_without_a_message_a_path_begins_at_the_outermost_ancestor_of_its_namespace() -> None:
    assert pad(BERICHT[2][0]) == "/m/a[2]/c[1]"
    assert pad(BERICHT[2][1]) == "/x"
    assert pad(BOOM[0]) == "/Envelope/Body[1]"


def test_every_path_leads_back_to_its_element() -> None:
    for element in BERICHT.iter():
        assert element_op(pad(element, BERICHT), BERICHT) is element


@pytest.mark.parametrize("waar", ["/m/a[3]", "/m/z[1]", "/m/a[1]/c[1]", "/m/a[0]"])
def test_a_path_to_nothing_leads_nowhere(waar: str) -> None:
    assert element_op(waar, BERICHT) is None
    assert regel_op(waar, BERICHT) is None


def test_a_path_without_positions_is_that_of_the_first() -> None:
    assert element_op("/m/a", BERICHT) is BERICHT[0]


def test_a_line_is_that_of_the_element_that_the_path_leads_to() -> None:
    assert regel_op("/m", BERICHT) == 2
    assert regel_op("/m/a[2]/c[1]", BERICHT) == 3


def test_a_comment_has_no_name_and_stands_in_the_first_place() -> None:
    met = etree.fromstring("<m><!-- x --><!-- y --><?z z?></m>")
    assert [naam(kind) for kind in met] == ["(geen element)"] * 3
    assert pad(met[1], met) == "/m/(geen element)[1]"


def test_an_element_that_was_made_has_no_line() -> None:
    assert regel_op("/m", etree.Element("m")) is None
