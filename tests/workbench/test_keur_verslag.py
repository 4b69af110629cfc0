"""The report of a conformance run tells the same in every format, and nothing in it acts on who shows it."""

import json
import re
from datetime import UTC, datetime

import pytest
from lxml import etree

from rio_soap.bevinding import Taal
from rio_soap.workbench.keur.boek import GROEPEN, Boek
from rio_soap.workbench.keur.keurverslag import Keuring, woord
from rio_soap.workbench.keur.run_report import FORMATEN

MOMENT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TALEN: tuple[Taal, ...] = ("nl", "en")


def keuring(*, goed: bool = False, vreemd: str = "") -> Keuring:
    """A run in which one rule was met, one was violated unless all is good, and the rest did not come up."""
    boek = Boek("doel")
    boek.toets(["A01010"], f"een adres {vreemd}", True, "A01010", "A01010")
    boek.toets(["A01020"], f"een periode {vreemd}", goed, f"geweigerd {vreemd}", f"goedgekeurd {vreemd}")
    boek.merk_op("A01010", f"schrijft kleine letters {vreemd}")
    return Keuring("doel", f"https://rio.example/{vreemd}", MOMENT, boek.oordelen(), 2, [f"let op {vreemd}"])


@pytest.mark.parametrize("taal", TALEN)
@pytest.mark.parametrize("formaat", FORMATEN)
def test_every_format_names_the_violated_rule_and_what_came_instead(formaat: str, taal: Taal) -> None:
    tekst = FORMATEN[formaat](keuring(), taal)
    assert all(deel in tekst for deel in ("A01020", "een periode", "geweigerd", "goedgekeurd"))
    assert "A01010" in tekst


@pytest.mark.parametrize("formaat", FORMATEN)
def test_every_rule_stands_in_every_format(formaat: str) -> None:
    een = keuring()
    tekst = FORMATEN[formaat](een, "nl")
    assert all(re.search(rf"\b{re.escape(oordeel.regel.id)}\b", tekst) for oordeel in een.oordelen)


@pytest.mark.parametrize("taal", TALEN)
def test_a_good_run_says_so_and_names_no_violation(taal: Taal) -> None:
    goed = keuring(goed=True)
    assert goed.goed
    assert not keuring().goed
    assert json.loads(FORMATEN["json"](goed, taal))["goed"] is True
    assert woord("goed", taal) in FORMATEN["html"](goed, taal)
    assert woord("fout", taal) not in FORMATEN["html"](goed, taal)
    assert "<failure" not in FORMATEN["junit"](goed, taal)


def test_a_run_of_no_rules_has_no_groups() -> None:
    leeg = Keuring("luister", "client", MOMENT, [], 0)
    assert leeg.per_groep() == {}
    assert leeg.goed
    assert list(keuring().per_groep()) == list(GROEPEN)


def test_programs_get_every_rule_with_its_state_and_why_it_was_not_exercised() -> None:
    gelezen = json.loads(FORMATEN["json"](keuring(), "en"))
    per_id = {regel["id"]: regel for regel in gelezen["regels"]}
    assert per_id["A01010"]["stand"] == "voldaan"
    assert per_id["A01010"]["waarom"] is None
    assert per_id["A01020"]["schendingen"] == [
        {"naam": "een periode ", "verwacht": "geweigerd ", "gevonden": "goedgekeurd "}
    ]
    assert all(regel["waarom"] for regel in gelezen["regels"] if regel["stand"] == "niet")
    assert (gelezen["moment"], gelezen["berichten"]) == ("2026-11-24T12:00:00Z", 2)


def test_build_servers_get_counts_that_are_those_of_the_cases() -> None:
    wortel = etree.fromstring(FORMATEN["junit"](keuring(), "nl").encode())
    for suite in wortel:
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped", "")) == len(suite.findall("testcase/skipped"))
    assert sum(int(suite.get("failures", "")) for suite in wortel) == 1


VREEMD = "<script>alert(1)</script>&\x1b[31m\x00"


def test_nothing_that_a_service_says_runs_on_a_page_or_breaks_a_report() -> None:
    een = keuring(vreemd=VREEMD)
    pagina = FORMATEN["html"](een, "nl")
    assert "<script>alert" not in pagina
    assert "&lt;script&gt;" in pagina
    assert etree.fromstring(FORMATEN["junit"](een, "nl").encode()).tag == "testsuites"
    assert json.loads(FORMATEN["json"](een, "nl"))["doel"].endswith(VREEMD)


@pytest.mark.parametrize("taal", TALEN)
def test_a_terminal_shows_the_totals_first_and_each_group_with_its_own(taal: Taal) -> None:
    regels = FORMATEN["tekst"](keuring(), taal).splitlines()
    assert regels[0].endswith(f"2 {woord('berichten', taal)}")
    assert regels[1].startswith(woord("totaal", taal))
    assert f"1 {woord('geschonden', taal)}" in regels[1]
    assert [regel.partition(":")[0] for regel in regels if regel and not regel.startswith(" ")][2:6] == [
        woord(groep, taal) for groep in GROEPEN
    ]
