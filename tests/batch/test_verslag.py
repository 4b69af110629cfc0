"""The report of a batch: the same outcomes for programs, people and build servers."""

import json
from pathlib import Path

import pytest
from lxml import etree

from rio_soap.batch.batch_report import als_json, als_junit, als_tekst, heading, regels, schrijf_verslag
from rio_soap.batch.target import MessageOutcome, Vinding
from rio_soap.batch.uitvoering import Batchverslag
from rio_soap.bevinding import spraak

PLEK = Vinding(waar="/a/b[1]", regel=3, gevonden="x", toegestaan="y", melding="niet goed")
GOED = MessageOutcome(
    "a.xml", "goedgekeurd", "aanleveren_opleidingseenheid", "c1", gegevens=(("opleidingseenheidcode", "1000O0001"),)
)
NEE = MessageOutcome(
    "b.xml", "afgekeurd", "aanleveren_opleidingseenheid", "c2", meldingen=(("P04410", "tekst"),), bevindingen=(PLEK,)
)
FOUT = MessageOutcome("c.xml", "fout", meldingen=(("Client.DK0004", "Ongeldig"),), bevindingen=(PLEK,))


def verslag(*uitkomsten: MessageOutcome, totaal: int | None = None, gestopt: str | None = None) -> Batchverslag:
    een = Batchverslag("batch-1", totaal if totaal is not None else len(uitkomsten))
    een.uitkomsten += uitkomsten
    een.gestopt = gestopt
    return een


def test_programs_get_every_field_and_where_the_answer_is() -> None:
    uit = json.loads(als_json(verslag(GOED, NEE, FOUT)))
    assert uit["aantallen"] == {"goedgekeurd": 1, "afgekeurd": 1, "fout": 1, "verwerkt": 0}
    eerste, tweede, _ = uit["berichten"]
    assert eerste["gegevens"] == {"opleidingseenheidcode": "1000O0001"}
    assert eerste["antwoord"] == "antwoorden/a.antwoord.xml"
    assert tweede["bevindingen"] == [dict(PLEK)]
    assert tweede["meldingen"] == [["P04410", "tekst"]]


def test_people_see_the_numbers_and_what_was_not_simply_approved() -> None:
    tekst = als_tekst(verslag(GOED, NEE, FOUT))
    assert tekst.splitlines()[0] == "3 van 3 berichten: 1 goedgekeurd, 1 afgekeurd, 1 fout"
    assert "a.xml" not in tekst
    assert "b.xml: afgekeurd aanleveren_opleidingseenheid" in tekst
    assert "c.xml: fout" in tekst


def test_a_refusal_has_each_foutmelding_with_its_place_under_it() -> None:
    assert regels(NEE) == ["P04410 tekst; zie docs/foutcodes.md#P04410", "  /a/b[1], regel 3; gevonden: x"]


def test_a_fault_has_its_findings_with_what_is_allowed() -> None:
    assert regels(FOUT) == ["Client.DK0004 Ongeldig", "/a/b[1], regel 3: niet goed; gevonden: x; toegestaan: y"]


def test_what_is_not_known_of_a_place_is_left_out() -> None:
    kaal = Vinding(waar="/", regel=None, gevonden=None, toegestaan=None, melding="leeg")
    assert regels(MessageOutcome("x.xml", "fout", bevindingen=(kaal,))) == ["/: leeg"]


def test_what_the_answer_adds_comes_last() -> None:
    assert regels(GOED) == ["opleidingseenheidcode 1000O0001"]


def test_what_was_done_before_and_without_answer_is_counted() -> None:
    eerder = MessageOutcome("d.xml", "verwerkt", eerder=True)
    assert heading(verslag(GOED, eerder)).endswith("0 fout, 1 verwerkt zonder antwoord, 1 daarvan eerder")


def test_where_it_stopped_is_told() -> None:
    assert heading(verslag(GOED, totaal=3, gestopt="b.xml: weg")).splitlines()[1] == "gestopt: b.xml: weg"


def test_build_servers_get_a_case_per_message_and_what_was_not_come_to_is_skipped() -> None:
    suite = etree.fromstring(als_junit(verslag(GOED, NEE, totaal=4, gestopt="b.xml: afgekeurd")))
    assert [suite.get(naam) for naam in ("tests", "failures", "errors", "skipped")] == ["4", "1", "0", "2"]
    assert [[kind.tag for kind in geval] for geval in suite] == [[], ["failure"], ["skipped"], ["skipped"]]
    assert suite[1][0].get("message") == "P04410 tekst; zie docs/foutcodes.md#P04410"


@pytest.mark.parametrize("teken", ["\x1b[2J", "\n", "\x00", "\u202e"])
def test_nothing_in_a_name_or_a_text_acts_on_a_terminal_or_breaks_the_xml(teken: str) -> None:
    een = MessageOutcome(f"a{teken}.xml", "fout", meldingen=(("x", f"voor{teken}na"),))
    assert all(teken not in regel for regel in regels(een))
    etree.fromstring(als_junit(verslag(een)))


def test_all_three_are_written(tmp_path: Path) -> None:
    schrijf_verslag(verslag(GOED), tmp_path)
    assert {pad.name for pad in tmp_path.iterdir()} == {"verslag.json", "verslag.txt", "verslag.junit.xml"}


def test_in_english_the_report_is_english_and_says_what_the_words_of_rio_mean() -> None:
    spraak.kies("en")
    tekst = als_tekst(verslag(GOED, NEE, FOUT, totaal=4, gestopt="c.xml: fault"))
    assert tekst.startswith("3 of 4 messages: 1 approved, 1 refused, 1 faults\nstopped: c.xml: fault\n")
    assert "b.xml: refused aanleveren_opleidingseenheid" in tekst
    assert (
        "P04410 tekst [The opleidingsrelatie needs a valid opleidingseenheid.]; see docs/foutcodes.md#P04410" in tekst
    )
    assert "/a/b[1], line 3: niet goed; found: x; allowed: y" in tekst
    assert "Client.DK0004 Ongeldig [Not by the XSD]" in tekst
    assert json.loads(als_json(verslag(NEE)))["berichten"][0]["stand"] == "afgekeurd"
