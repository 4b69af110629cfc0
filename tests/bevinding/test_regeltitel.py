"""Every rule that a report names has its title in both languages, beside the words of the wire."""

import re

import pytest

from rio_soap.bevinding import catalogus
from rio_soap.bevinding.regeltitel import DEEL, codetitel, foutcode_uitleg, regeltitel
from rio_soap.edukoppeling.eisen import lees_eisen
from rio_soap.edukoppeling.faults import Foutsoort
from rio_soap.register.regels.foutcodes import FOUTCODES
from rio_soap.workbench.keur.boek import regels
from tests.codetabel import PAGINA

EISEN = {eis.id: eis.eis for eis in lees_eisen()}


def test_every_requirement_has_a_dutch_title_and_nothing_else_has() -> None:
    assert set(catalogus("nl", DEEL)) == set(EISEN)


def test_every_fault_and_foutcode_has_an_english_title_and_nothing_else_has() -> None:
    assert set(catalogus("en", DEEL)) == {soort.name for soort in Foutsoort} | set(FOUTCODES)


@pytest.mark.parametrize("code", FOUTCODES)
def test_the_english_text_of_a_foutcode_keeps_what_is_filled_in_and_the_words_of_the_domain(code: str) -> None:
    engels, dutch = regeltitel(code, "en") or "", FOUTCODES[code].fouttekst
    plaats = re.compile(r"%[\w.]+%|\[.*?\]")
    assert sorted(plaats.findall(engels)) == sorted(plaats.findall(dutch))
    assert engels != dutch
    for woord in ("opleidingseenheid", "onderwijsaanbieder", "onderwijslocatiegebruik", "cohortcode"):
        assert (woord in dutch.lower()) <= (woord in engels.lower()), woord


def test_what_is_kept_in_a_language_is_not_said_twice_in_it() -> None:
    assert regeltitel("wsa-5", "en") is None
    assert regeltitel("A01010", "nl") is None
    assert codetitel("Client.DK0004", "en") == "Not by the XSD"
    assert codetitel("A01010", "en") == "The onderwijslocatie Nederland is not an address in the BAG"
    assert codetitel("ONBEKEND", "en") is None


def test_a_report_has_the_title_in_its_language_with_the_words_of_the_wire_behind_the_english() -> None:
    alle = regels()
    assert alle["wsa-5"].in_taal("en") == EISEN["wsa-5"]
    assert alle["wsa-5"].in_taal("nl") == "wsa:MessageID is een unieke UUID"
    assert alle["DK0004"].in_taal("nl") == "Client.DK0004: Niet conform XSD"
    assert alle["DK0004"].in_taal("en") == "Client.DK0004: Not by the XSD [Niet conform XSD]"
    assert alle["AUT401"].in_taal("nl") == FOUTCODES["AUT401"].fouttekst
    assert alle["AUT401"].in_taal("en").endswith(" [Er is geen autorisatie voor deze bewerking]")
    assert alle["opvragen_opleidingseenheid"].in_taal("en") == "Raadplegen"


def test_every_foutcode_is_explained_where_reports_say_it_is() -> None:
    pagina = PAGINA.read_text("utf-8")
    for code in FOUTCODES:
        assert foutcode_uitleg(code) == f"docs/foutcodes.md#{code}"
        assert pagina.count(f'<a id="{code}"></a>`{code}`') == 1
