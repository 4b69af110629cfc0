"""The name that nothing declares is found in the message itself, not in the words of a parser."""

import pytest

from rio_soap.edukoppeling.naamzoeker import onbekende_entiteit, onbekende_prefix


@pytest.mark.parametrize(
    ("tekst", "naam"),
    [
        ("<x:a/>", "x"),
        ("<a x:b='1'/>", "x"),
        ("<y:a x:b='1'/>", "x"),
        ("<a><b xmlns:x='u'/><x:c/></a>", "x"),
        ("<a xmlns:x='u'><x:b><x:c y:d=''/></x:b></a>", "y"),
        ("<a xmlns:x='u'><b xmlns:x='v'/><x:b/><z:c/></a>", "z"),
        ("<a xml:lang='nl'><é:b/></a>", "é"),
        ("<x:a", "x"),
        ("<a xmlns:x='u'><x:b", None),
        ("<a><y:b><x:c/></y:b", "y"),
        ("<a/>", None),
        ("<a><b></a>", None),
        ("<x:a/>kapot & wel", "x"),
        (f"<{'p' * 150}:a/>", "p" * 100),
    ],
)
def test_the_first_prefix_that_is_not_declared_where_it_stands(tekst: str, naam: str | None) -> None:
    assert onbekende_prefix(tekst.encode()) == naam


@pytest.mark.parametrize(
    ("tekst", "naam"),
    [
        ("<a>&nbsp;</a>", "nbsp"),
        ("<a>&amp;&lt;&#233;&eacute;&nbsp;</a>", "eacute"),
        ("<a b='&nbsp;'/>", "nbsp"),
        ("<a b='&amp;' c='&quot;&nbsp;'/>", "nbsp"),
        ("<a>&amp;</a>", None),
        ("<a>& b</a>", None),
        ("<a", None),
        (f"<a>&{'n' * 150};</a>", None),
    ],
)
def test_the_first_entity_that_xml_does_not_know(tekst: str, naam: str | None) -> None:
    assert onbekende_entiteit(tekst.encode()) == naam


def test_a_stranger_gets_no_time_for_a_large_message() -> None:
    wit = b" " * 256 * 1024
    assert onbekende_prefix(b"<x:a/>" + wit) is None
    assert onbekende_entiteit(b"<a>&nbsp;</a>" + wit) is None


def test_many_declarations_within_each_other_take_no_time_that_grows_with_their_square() -> None:
    diep = "".join(f"<a xmlns:p{nummer}='u'>" for nummer in range(8000))
    assert onbekende_prefix(f"{diep}<q:a/>".encode()) == "q"


@pytest.mark.parametrize("zoek", [onbekende_prefix, onbekende_entiteit])
def test_a_message_with_a_dtd_is_not_walked(zoek) -> None:
    """Its entities could grow without end."""
    assert zoek(b'<!DOCTYPE x [<!ENTITY y "z">]><x:a>&b;</x:a>') is None
