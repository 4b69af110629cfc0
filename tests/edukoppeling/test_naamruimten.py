"""Limits on the names of namespaces: what would make canonicalisation explode is refused before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.naamruimten import MAX_NAAM, MAX_PREFIXEN, controleer_naamruimten


def controleer(tekst: str) -> None:
    data = tekst.encode()
    controleer_naamruimten(etree.fromstring(data), data)


def genest(prefixen: list[str]) -> str:
    """One element in the other, each declaring a prefix of its own."""
    open_ = "".join(f'<a xmlns:{prefix}="urn:{nummer}">' for nummer, prefix in enumerate(prefixen))
    return open_ + "</a>" * len(prefixen)


@pytest.mark.parametrize(
    "tekst",
    [
        "<a/>",
        '<a xmlns="urn:x"/>',
        "<a xmlns = 'urn:x'><b xmlns:p\n=\n\"urn:y\"/></a>",
        f'<a xmlns="{"n" * MAX_NAAM}"/>',
        '<a tekst="xmlns">xmlns</a>',
        "<a><!-- xmlns:x=y --></a>",
    ],
)
def test_what_real_messages_have_is_taken(tekst: str) -> None:
    controleer(tekst)


@pytest.mark.parametrize(
    "vorm", ['<a xmlns="{}"/>', '<a xmlns:p="{}"/>', '<a><b xmlns:p = "{}"/></a>', "<a xmlns='{}'/>"]
)
def test_a_name_of_a_namespace_that_is_too_long_is_refused_wherever_it_stands(vorm: str) -> None:
    controleer(vorm.format("n" * MAX_NAAM))
    with pytest.raises(Edufout) as fout:
        controleer(vorm.format("n" * (MAX_NAAM + 1)))
    assert fout.value.soort is Foutsoort.DK0004


def test_a_name_is_measured_as_it_is_read_and_not_as_it_is_written() -> None:
    """References for letters make a short name look long, and hide a long one in nothing."""
    controleer(f'<a xmlns="{"&#110;" * MAX_NAAM}"/>')
    with pytest.raises(Edufout):
        controleer(f'<a xmlns="{"&#110;" * (MAX_NAAM + 1)}"/>')


def test_prefixes_count_together_as_long_as_they_are_in_scope() -> None:
    prefix = "p" * 60
    past = [f"{prefix}{nummer:04d}" for nummer in range(MAX_PREFIXEN // 64)]
    controleer(genest(past))
    with pytest.raises(Edufout) as fout:
        controleer(genest([*past, "q"]))
    assert fout.value.soort is Foutsoort.DK0004


def test_prefixes_beside_each_other_are_not_in_scope_together() -> None:
    een = f'<b xmlns:{"p" * 60}="urn:x"/>'
    controleer(f"<a>{een * 100}</a>")


@given(st.lists(st.integers(1, 70), max_size=12))
def test_the_quick_look_at_the_bytes_agrees_with_the_walk(lengtes: list[int]) -> None:
    """Comments keep the quick look from knowing, so that both ways judge the same declarations."""
    tekst = f"<w>{genest(['p' * lengte for lengte in lengtes])}</w>"
    te_veel = sum(lengtes) > MAX_PREFIXEN
    for vorm in (tekst, tekst.replace("<w>", "<w><!-- xmlns -->")):
        try:
            controleer(vorm)
            assert not te_veel
        except Edufout:
            assert te_veel
