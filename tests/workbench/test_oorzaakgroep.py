"""Findings of one cause are one block, whatever their number; what to mend first stands in front."""

from dataclasses import replace

import pytest
from lxml import html

from rio_soap.bevinding import Taal, Tekst
from rio_soap.workbench.oorzaakgroep import erna, groepeer
from rio_soap.workbench.oorzaakpagina import filter_html
from rio_soap.workbench.pagina import als_html
from rio_soap.workbench.rapport import Melding, Rapport, orden
from tests.workbench.test_weergave import LIJST, MELDING, OPMERKING, rapport

DIGEST = Melding("digest-hex", "ondertekening", "/Envelope/Body", 4, fout="Client.EK0031")
VEEL = [replace(MELDING, waar=f"/x/y[{n}]", regel=n) for n in range(1, 193)]


def test_findings_of_one_cause_are_one_group_in_the_order_of_the_report() -> None:
    groepen = groepeer(rapport(DIGEST, *VEEL, LIJST, OPMERKING))
    assert [(groep.eerste.oorzaak, len(groep.meldingen)) for groep in groepen] == [
        ("digest-hex", 1),
        ("element-ontbreekt", 192),
        ("waardenlijst", 1),
        ("bom", 1),
    ]


def test_foutmeldingen_are_told_apart_by_their_code() -> None:
    een, ander = (Melding("controle", "register", "/a", fout=code) for code in ("A01010", "A01020"))
    assert [len(groep.meldingen) for groep in groepeer(rapport(een, ander, een))] == [2, 1]


def test_what_all_have_in_common_is_told_once_and_the_rest_with_its_place() -> None:
    anders = replace(MELDING, waar="/x/z", gevonden="iets")
    (groep,) = groepeer(rapport(MELDING, anders))
    samen, eigen = groep.rijen("nl")
    assert "herstel" in dict(samen)
    assert "gevonden" not in dict(samen)
    assert [dict(rijen) for _, rijen in eigen] == [{"gevonden": "(leeg)"}, {"gevonden": "iets"}]


@pytest.mark.parametrize(
    ("gezien", "later"),
    [
        (rapport(DIGEST, *VEEL, LIJST, OPMERKING), 193),
        (rapport(MELDING, LIJST), 1),
        (rapport(LIJST, Melding("controle", "register", "/")), 0),
        (rapport(OPMERKING), 0),
        (rapport(), 0),
        (rapport(DIGEST, MELDING, soort="antwoord"), 0),
        (rapport(*orden([Melding("verlopen", "ondertekening", "/"), MELDING])), 0),
    ],
    ids=["signature", "schema", "rules", "remark", "good", "an answer", "time goes last"],
)
def test_what_comes_after_a_fault_is_counted_where_rio_stops_at_it(gezien: Rapport, later: int) -> None:
    assert erna(gezien) == later


@pytest.mark.parametrize(("taal", "eerst"), [("nl", "herstel dit eerst"), ("en", "mend this first")])
def test_a_page_has_a_block_per_cause_and_folds_many_places(taal: Taal, eerst: str) -> None:
    pagina = html.fromstring(als_html([rapport(DIGEST, *VEEL, LIJST)], taal).encode())
    assert len(pagina.find_class("melding")) == 3
    assert eerst in "".join(pagina.itertext())
    assert "193" in pagina.find_class("eerste")[0].text_content()
    (vouw,) = pagina.iter("details")
    assert "open" not in vouw.attrib
    assert len(vouw.findall("ol/li")) == 192
    assert "/x/y[192]" in vouw.text_content()


def test_few_places_are_in_sight() -> None:
    (vouw,) = html.fromstring(als_html([rapport(*VEEL[:3])], "nl").encode()).iter("details")
    assert "open" in vouw.attrib


def test_the_buttons_name_the_parts_that_have_findings() -> None:
    keuzes = html.fromstring(
        filter_html([rapport(DIGEST, MELDING), rapport(OPMERKING)], "en").join(("<div>", "</div>"))
    )
    assert [knop.get("id") for knop in keuzes.iter("input")] == [
        *("toon-alles", "toon-ondertekening", "toon-xsd", "toon-opmerking"),
    ]
    assert filter_html([rapport(DIGEST)], "en") == ""


def test_what_a_message_holds_is_escaped_in_every_place() -> None:
    vijandig = [replace(MELDING, waar="/<script>", gevonden=f"<b>{n}") for n in range(5)]
    pagina = als_html([rapport(*vijandig)], "nl")
    assert "<script>" not in pagina
    assert "<b>" not in pagina
    assert "&lt;b&gt;4" in pagina
    assert als_html([rapport(replace(MELDING, gevonden=Tekst("gevonden.leeg")))], "nl")
