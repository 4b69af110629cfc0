"""The page of a conformance run: one bar, one block for what came again and again, the rest folded."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import islice

import pytest
from lxml import html

from rio_soap.bevinding import Taal
from rio_soap.workbench.keur.boek import Boek, Oordeel, regels
from rio_soap.workbench.keur.keurpagina import als_html
from rio_soap.workbench.keur.keurverslag import Keuring
from rio_soap.workbench.keur.schendingen import groepeer_schendingen

FAULT = "Client.EK0031 Handtekening klopt niet"
MOMENT = datetime(2026, 2, 3, 10, 0, tzinfo=UTC)


def boek(fault: int = 192, eigen: Sequence[tuple[str, str]] = (("wsa-5", "iets anders"),)) -> list[Oordeel]:
    """So many rules for which a fault came, and others with what came for them."""
    een = Boek("doel")
    los = {id_ for id_, _ in eigen}
    for id_ in islice((id_ for id_ in regels() if id_ not in los), fault):
        een.toets([id_], f"poging {id_}", False, "goedgekeurd", FAULT)
    for id_, gevonden in eigen:
        een.toets([id_], "een proef", False, "iets", gevonden)
    return een.oordelen()


def pagina(oordelen: Sequence[Oordeel], taal: Taal = "nl") -> html.HtmlElement:
    return html.fromstring(als_html(Keuring("doel", "https://rio.x", MOMENT, oordelen, 3), taal).encode())


def test_one_cause_of_192_violations_is_one_group_in_front() -> None:
    eerste, tweede = groepeer_schendingen(boek())
    assert (eerste.gevonden, eerste.regels) == (FAULT, 192)
    assert (tweede.gevonden, tweede.regels) == (None, 1)


def test_transport_goes_before_schema_before_rules() -> None:
    antwoorden = (
        "afgekeurd: A01010",
        "Client.DK0004 Niet conform XSD",
        FAULT,
        "geen leesbaar antwoord (HTTP 502)",
        "x",
    )
    ids = iter(regels())
    groepen = groepeer_schendingen(boek(0, [(next(ids), antwoord) for antwoord in antwoorden for _ in range(2)]))
    assert [groep.gevonden for groep in groepen] == [antwoorden[n] for n in (3, 2, 1, 0, 4)]


def test_a_rule_that_was_violated_in_more_ways_is_one_group() -> None:
    groepen = groepeer_schendingen(boek(0, [("wsa-5", "a"), ("wsa-5", "b")]))
    assert [(groep.regels, len(groep.schendingen)) for groep in groepen] == [(1, 2)]


@pytest.mark.parametrize(("taal", "eerst"), [("nl", "Herstel dit eerst"), ("en", "Mend this first")])
def test_the_page_has_two_blocks_for_it_and_names_every_rule(taal: Taal, eerst: str) -> None:
    blad = pagina(boek(), taal)
    blokken = blad.find_class("melding")
    assert len(blokken) == 2
    assert "192" in blokken[0].text_content()
    assert eerst in [kop.text for kop in blad.iter("h3")]
    assert len(blokken[0].findall("details/ol/li")) == 192


def test_without_a_common_cause_nothing_is_called_first() -> None:
    blad = pagina(boek(0))
    assert next(iter(blad.iter("h3"))).text_content().startswith("wsa-5")
    assert "Herstel dit eerst" not in blad.text_content()


def test_the_bar_is_as_wide_as_the_counts_and_says_them() -> None:
    een = Boek("doel")
    een.toets(["DK0001"], "een DTD", True, "", "")
    (balk,) = pagina(een.oordelen()).find_class("balk")
    rest = len(regels()) - 1
    assert [deel.get("style") for deel in balk] == ["flex-grow:1", f"flex-grow:{rest}"]
    assert balk.get("aria-label") == f"0 geschonden, 1 voldaan, {rest} niet beproefd"


def test_what_was_met_and_what_was_not_exercised_is_folded_the_last_by_its_reason() -> None:
    een = Boek("doel")
    een.toets(["DK0001"], "een DTD", True, "", "")
    een.toets(["DK0004"], "leeg", False, "a", "b")
    een.niet(["A01070", "A01080"], "vraagt <iets>", "needs something")
    blad = pagina(een.oordelen())
    (voldaan,) = blad.find_class("stand-voldaan")
    assert voldaan.tag == "details"
    assert "open" not in voldaan.attrib
    waarom = [vouw.find("summary").text_content() for vouw in blad.find_class("stand-niet")]
    assert "– 2 niet beproefd: vraagt <iets>" in waarom
    (geschonden,) = blad.find_class("stand-geschonden")
    assert geschonden.tag == "div"
