"""Where an element stands in its message: a path that says it, and the element that a path leads to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from rio_soap.contract.path import element_op, naam, pad, regel_op

BERICHT = b"""<e:Envelope xmlns:e="urn:e"><e:Body><m:levering xmlns:m="urn:m">
<m:eenheid><m:naam>a</m:naam><m:naam>b</m:naam></m:eenheid>
<!-- tussen -->
<m:eenheid><x:naam xmlns:x="urn:x">vreemd</x:naam><m:naam>c</m:naam></m:eenheid>
</m:levering></e:Body></e:Envelope>"""


@pytest.fixture
def bericht() -> etree._Element:
    """The message element, within its envelope."""
    return etree.fromstring(BERICHT)[0][0]


def zoek(bericht: etree._Element, tekst: str) -> etree._Element:
    """The element with this text."""
    return next(element for element in bericht.iter() if element.text == tekst)


@pytest.mark.parametrize(
    ("tekst", "waar"),
    [
        ("a", "/levering/eenheid[1]/naam[1]"),
        ("b", "/levering/eenheid[1]/naam[2]"),
        ("c", "/levering/eenheid[2]/naam[1]"),
        ("vreemd", "/levering/eenheid[2]/naam[1]"),
    ],
)
def test_a_path_counts_from_one_among_siblings_of_the_same_qualified_name(
    bericht: etree._Element, tekst: str, waar: str
) -> None:
    assert pad(zoek(bericht, tekst), bericht) == waar


def test_without_a_message_a_path_begins_where_the_namespace_does(bericht: etree._Element) -> None:
    assert pad(zoek(bericht, "b")) == "/levering/eenheid[1]/naam[2]"
    assert pad(zoek(bericht, "vreemd")) == "/naam"
    assert pad(bericht) == "/levering"
    assert pad(bericht, bericht) == "/levering"


def test_a_path_leads_back_to_its_element(bericht: etree._Element) -> None:
    for element in bericht.iter("{urn:m}*"):
        if element.getparent() is not None and element.text != "c":
            assert element_op(pad(element, bericht), bericht) is element


@pytest.mark.parametrize("waar", ["/levering/eenheid[3]", "/levering/onbekend[1]", "/levering/eenheid[1]/naam[3]/x[1]"])
def test_a_path_that_leads_nowhere_gives_nothing(bericht: etree._Element, waar: str) -> None:
    assert element_op(waar, bericht) is None
    assert regel_op(waar, bericht) is None


def test_a_step_without_a_number_is_the_first(bericht: etree._Element) -> None:
    assert element_op("/levering/eenheid/naam", bericht) is zoek(bericht, "a")
    assert element_op("/levering", bericht) is bericht


def test_the_line_is_the_one_in_which_the_element_begins(bericht: etree._Element) -> None:
    assert regel_op("/levering/eenheid[1]/naam[2]", bericht) == 2
    assert regel_op("/levering/eenheid[2]", bericht) == 4


def test_an_element_that_was_not_read_from_a_file_has_no_line() -> None:
    los = etree.Element("levering")
    etree.SubElement(los, "eenheid")
    assert regel_op("/levering/eenheid[1]", los) is None


def test_what_is_no_element_is_said_to_be_none(bericht: etree._Element) -> None:
    (commentaar,) = bericht.iterchildren(etree.Comment)
    assert naam(commentaar) == "(geen element)"
    assert pad(commentaar, bericht) == "/levering/(geen element)[1]"
    assert naam(bericht) == "levering"


@given(st.recursive(st.just([]), lambda onder: st.lists(onder, max_size=4), max_leaves=20))
def test_every_element_of_any_tree_is_found_by_its_own_path(boom: list[object]) -> None:
    def bouw(delen: object, nummer: int) -> etree._Element:
        element = etree.Element(f"{{urn:m}}{'ab'[nummer % 2]}")
        assert isinstance(delen, list)
        element.extend(bouw(deel, plaats) for plaats, deel in enumerate(delen))
        return element

    bericht = bouw(boom, 0)
    paden = {pad(element, bericht): element for element in bericht.iter()}
    assert len(paden) == sum(1 for _ in bericht.iter()), "no two elements share a path"
    assert all(element_op(waar, bericht) is element for waar, element in paden.items())
