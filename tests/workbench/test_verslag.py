"""A conformance report says the same in every format: what was violated first, and why something was not exercised."""

import json
from datetime import UTC, datetime

import pytest
from lxml import etree

from rio_soap.bevinding import Taal
from rio_soap.workbench.keur.boek import GROEPEN, Boek, regels
from rio_soap.workbench.keur.keurverslag import STANDEN, Keuring, woord
from rio_soap.workbench.keur.run_report import FORMATEN
from rio_soap.workbench.rapport import Melding, Rapport

MOMENT = datetime(2026, 2, 3, 10, 0, tzinfo=UTC)
RAPPORT = Rapport("bericht 1", "verzoek", None, "2026-02-03T10:00:00Z", (), (Melding("leeg", "bericht", "/"),))


def keuring(*, geschonden: bool = True, rapporten: bool = False) -> Keuring:
    boek = Boek("doel")
    boek.toets(["DK0001"], "een DTD", True, "", "")
    if geschonden:
        boek.toets(["DK0004"], "leeg <element>", False, "Client.DK0004", "Client.DK0001 & meer")
    boek.niet(["A01070"], "vraagt iets", "needs something")
    boek.merk_op("wsa-5", "zonder urn:uuid:")
    return Keuring("doel", "https://rio.x", MOMENT, boek.oordelen(), 12, [], [RAPPORT] if rapporten else [])


@pytest.mark.parametrize(
    ("taal", "woorden"),
    [
        ("nl", ["Keuring RIO V4", "1 geschonden", "1 voldaan", "verwacht Client.DK0004", "vraagt iets"]),
        ("en", ["RIO V4 conformance", "1 violated", "1 met", "expected Client.DK0004", "needs something"]),
    ],
)
def test_text_counts_and_tells_what_was_violated_and_what_was_not_exercised(taal: Taal, woorden: list[str]) -> None:
    tekst = FORMATEN["tekst"](keuring(), taal)
    assert [deel for deel in woorden if deel not in tekst] == []
    assert "Client.DK0001 & meer" in tekst


@pytest.mark.parametrize("formaat", sorted(FORMATEN))
@pytest.mark.parametrize("taal", ["nl", "en"])
def test_every_format_tells_every_rule(formaat: str, taal: Taal) -> None:
    tekst = FORMATEN[formaat](keuring(), taal)
    assert all(id_ in tekst for id_ in ("DK0001", "DK0004", "A01070", "wsa-5"))


def test_a_run_without_violations_is_good() -> None:
    assert keuring(geschonden=False).goed
    assert not keuring().goed
    assert woord("goed", "nl") in FORMATEN["html"](keuring(geschonden=False), "nl")


def test_json_has_every_rule_once_with_its_verdict() -> None:
    gelezen = json.loads(FORMATEN["json"](keuring(rapporten=True), "nl"))
    per_id = {regel["id"]: regel for regel in gelezen["regels"]}
    assert list(per_id) == [o.regel.id for o in keuring().oordelen]
    assert set(per_id) == set(regels())
    assert (gelezen["rol"], gelezen["doel"], gelezen["berichten"], gelezen["goed"]) == (
        "doel",
        "https://rio.x",
        12,
        False,
    )
    assert per_id["DK0004"]["schendingen"] == [
        {"naam": "leeg <element>", "verwacht": "Client.DK0004", "gevonden": "Client.DK0001 & meer"}
    ]
    assert per_id["A01070"]["waarom"] == "vraagt iets"
    assert per_id["wsa-5"]["opmerkingen"] == ["zonder urn:uuid:"]
    assert gelezen["uitleg"][0]["eersteOorzaak"] == "leeg"


def test_junit_has_a_suite_per_group_and_a_failure_per_violated_rule() -> None:
    boom = etree.fromstring(FORMATEN["junit"](keuring(), "nl").encode())
    assert len(boom.findall("testsuite")) == len(GROEPEN)
    assert len(list(boom.iter("failure"))) == 1
    gevallen = sum(1 for _ in boom.iter("testcase"))
    assert gevallen == len(regels())
    assert sum(1 for _ in boom.iter("skipped")) == gevallen - 2


def test_a_page_escapes_what_a_service_answers() -> None:
    html = FORMATEN["html"](keuring(), "nl")
    assert "<element>" not in html
    assert "leeg &lt;element&gt;" in html
    assert "Client.DK0001 &amp; meer" in html


def test_the_explanation_of_each_message_follows_that_of_the_rules() -> None:
    assert "Het bestand is leeg" in FORMATEN["tekst"](keuring(rapporten=True), "nl")
    assert "Het bestand is leeg" not in FORMATEN["tekst"](keuring(), "nl")
    assert "Het bestand is leeg" in FORMATEN["html"](keuring(rapporten=True), "nl")


@pytest.mark.parametrize("stand", STANDEN)
def test_every_verdict_and_group_has_a_word_in_both_languages(stand: str) -> None:
    assert woord(stand, "nl") != woord(stand, "en")
    assert all(woord(groep, taal) for groep in GROEPEN for taal in ("nl", "en"))  # type: ignore[arg-type]
