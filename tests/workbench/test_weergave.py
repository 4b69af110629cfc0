"""The formats of a report, on reports made by hand: every format says what there is to say, and says it safely."""

import json
from dataclasses import replace

import pytest
from lxml import etree

from rio_soap.bevinding import Taal, Tekst, oorzaken
from rio_soap.workbench import pagina, woorden
from rio_soap.workbench.rapport import (
    DELEN,
    Certificaatrapport,
    Deel,
    Melding,
    Onderdeel,
    Rapport,
    SignedPart,
    orden,
)
from rio_soap.workbench.weergave import FORMATEN, als_json, als_junit, als_sarif, als_tekst, rapport_json, voor_xml

MELDING = Melding(
    "element-ontbreekt",
    "xsd",
    "/x/y[1]",
    7,
    Tekst("gevonden.leeg"),
    Tekst.met("toegestaan.een-van", namen="a, b"),
    Tekst.met("element-ontbreekt.ervoor", naam="y", nodig="a"),
    "Client.DK0004",
)
OPMERKING = Melding("bom", "bericht", "/", 1, "EF BB BF", bericht=Tekst("werkbank.bom"), ernst="opmerking")
LIJST = Melding(
    "waardenlijst", "waarden", "/x/z[1]", None, "A", waarden=tuple(f"W{n}" for n in range(70)), mogelijk="W1"
)
VERWIJZING = SignedPart("Body", "/Envelope/Body", 4, "sha256", ("duo",), "aa==", "bb==", b"<a>\x07</a>", b"<b/>", 12)
CERTIFICAAT = Certificaatrapport("CN=<klant>", "CN=CA", None, "2026-01-01", "2027-01-01", "ab12", None)
ONDERDELEN = (
    Onderdeel("bericht", "goed", Tekst.met("toelichting.bytes", aantal=12)),
    Onderdeel("ondertekening", "fout"),
    Onderdeel("xsd", "fout"),
    Onderdeel("waarden", "niet", Tekst("toelichting.na-geldig-bericht")),
)


def rapport(*meldingen: Melding, **anders: object) -> Rapport:
    leeg = Rapport("bericht.xml", "verzoek", "opvragen_x", "2026-01-01T00:00:00Z", ONDERDELEN, meldingen)
    return replace(leeg, **anders)  # type: ignore[arg-type]


VOL = rapport(MELDING, LIJST, OPMERKING, verwijzingen=(VERWIJZING,), certificaat=CERTIFICAAT)


def test_dutch_text_names_cause_place_values_and_what_to_do() -> None:
    tekst = als_tekst([VOL], "nl")
    assert tekst.startswith(
        "bericht.xml: verzoek opvragen_x; oorzaak element-ontbreekt: Een verplicht element ontbreekt\n"
        "  Eerste oorzaak: /x/y[1], regel 7; docs/fouten/elementen.md#element-ontbreekt\n"
    )
    assert "/x/y[1], regel 7" in tekst
    assert "gevonden: (leeg)" in tekst
    assert "toegestaan: een van: a, b" in tekst
    assert "de dienst zegt: Client.DK0004 y mag hier niet staan: ervoor ontbreekt a" in tekst
    assert "uitleg: docs/fouten/elementen.md#element-ontbreekt" in tekst
    assert "in het Engels" not in tekst


def test_english_text_has_the_dutch_words_of_the_service_and_what_they_mean() -> None:
    tekst = als_tekst([VOL], "en")
    assert "found: (empty)" in tekst
    assert "allowed: one of: a, b" in tekst
    assert "the service says: Client.DK0004 y mag hier niet staan: ervoor ontbreekt a" in tekst
    assert "in English: y may not stand here: a is missing before it" in tekst
    assert "explained in: docs/fouten/elementen.md#element-ontbreekt" in tekst


def test_words_of_another_service_are_not_translated() -> None:
    tekst = als_tekst([rapport(replace(MELDING, bericht="Eigen woorden"))], "en")
    assert "Eigen woorden" in tekst
    assert "in English" not in tekst


def test_a_value_list_is_shown_as_far_as_one_reads() -> None:
    (waarden,) = [waarde for naam, waarde in woorden.velden(LIJST, "nl") if naam == "waardenlijst"]
    assert waarden.startswith("W0, W1, ")
    assert waarden.endswith("W59, ...")


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_a_report_without_findings_says_so(taal: Taal) -> None:
    goed = rapport()
    assert goed.goed
    assert goed.eerste is None
    assert "oorzaak" not in als_tekst([goed], taal).lower()
    assert woorden.woord("geen", taal) in pagina.als_html([goed], taal)
    assert json.loads(als_json([goed], taal))[0]["eersteOorzaak"] is None


def test_a_remark_makes_no_report_wrong() -> None:
    assert rapport(OPMERKING).goed
    assert "opmerking: Het bericht begint met een byte order mark" in als_tekst([rapport(OPMERKING)], "nl")
    assert woorden.woord("geen", "nl") in pagina.als_html([rapport(OPMERKING)], "nl")


def test_json_has_a_field_for_everything_and_the_words_of_the_service_in_dutch() -> None:
    nl, en = (json.loads(als_json([VOL], taal))[0] for taal in ("nl", "en"))
    melding = nl["meldingen"][0]
    assert set(melding) == {
        *("oorzaak", "titel", "herstel", "ernst", "deel", "waar", "regel", "gevonden", "toegestaan", "mogelijk"),
        *("waarden", "fout", "melding", "uitleg"),
    }
    assert (melding["oorzaak"], melding["waar"], melding["regel"]) == ("element-ontbreekt", "/x/y[1]", 7)
    assert (melding["gevonden"], melding["toegestaan"]) == ("(leeg)", "een van: a, b")
    assert en["meldingen"][0]["toegestaan"] == "one of: a, b"
    assert en["meldingen"][0]["melding"] == melding["melding"] == "y mag hier niet staan: ervoor ontbreekt a"
    assert melding["uitleg"] == "docs/fouten/elementen.md#element-ontbreekt"
    assert nl["onderdelen"][0]["toelichting"] == "12 bytes"
    assert en["onderdelen"][3]["toelichting"] == "only for a valid message"
    assert nl["certificaat"]["vertrouwd"] is None


def test_canonical_bytes_are_in_json_only_when_they_are_asked_for() -> None:
    zonder = rapport_json(VOL, "nl")["verwijzingen"]
    met = rapport_json(VOL, "nl", canoniek=True)["verwijzingen"]
    assert isinstance(zonder, list)
    assert isinstance(met, list)
    assert isinstance(zonder[0], dict)
    assert isinstance(met[0], dict)
    assert not {"canoniek", "ondertekend", "weggelaten"} & set(zonder[0])
    assert (met[0]["ondertekend"], met[0]["weggelaten"]) == ("<b/>", 12)


def test_canonical_bytes_cannot_act_on_a_terminal() -> None:
    tekst = als_tekst([VOL], "nl", canoniek=True)
    assert "\x07" not in tekst
    assert "<a>\\x07</a>" in tekst
    assert "12 bytes weggelaten" in tekst


def test_junit_has_a_case_per_part_and_holds_no_character_that_xml_cannot() -> None:
    boom = etree.fromstring(als_junit([rapport(MELDING, OPMERKING, naam="a\x00b")], "nl").encode())
    (suite,) = boom
    assert suite.get("name") == "ab"
    assert [suite.get(naam) for naam in ("tests", "failures", "skipped")] == ["4", "1", "1"]
    (fout,) = suite.iter("failure")
    assert fout.get("type") == "element-ontbreekt"
    assert fout.get("message") == "/x/y[1], regel 7: Een verplicht element ontbreekt"
    assert [e.get("message") for e in suite.iter("skipped")] == ["pas na een geldig bericht"]


def test_sarif_has_a_rule_for_every_cause_with_its_page_and_a_result_for_every_finding() -> None:
    run = json.loads(als_sarif([VOL], "nl"))["runs"][0]
    regels = {regel["id"]: regel for regel in run["tool"]["driver"]["rules"]}
    assert set(regels) == {"element-ontbreekt", "waardenlijst", "bom"}
    assert regels["bom"]["properties"]["uitleg"] == "docs/fouten/bytes.md#bom"
    assert [r["level"] for r in run["results"]] == ["error", "error", "note"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}
    assert "region" not in run["results"][1]["locations"][0]["physicalLocation"]


def test_a_page_escapes_what_a_message_holds() -> None:
    vijandig = replace(MELDING, gevonden="<script>alert(1)</script>", waar='/x"><img>')
    html = pagina.als_html(
        [rapport(vijandig, certificaat=CERTIFICAAT, verwijzingen=(VERWIJZING,))], "nl", canoniek=True
    )
    assert "<script>alert" not in html
    assert "<img>" not in html
    assert "CN=&lt;klant&gt;" in html
    assert "docs/fouten/elementen.md#element-ontbreekt" in html


@pytest.mark.parametrize("formaat", sorted(FORMATEN))
@pytest.mark.parametrize("taal", ["nl", "en"])
def test_every_format_takes_any_number_of_reports(formaat: str, taal: Taal) -> None:
    for aantal in (0, 1, 3):
        assert isinstance(FORMATEN[formaat]([VOL] * aantal, taal), str)


@pytest.mark.parametrize(
    ("tekst", "uit"),
    [("a\x00b", "ab"), ("\t\r\n", "\t\r\n"), ("\ud800x", "x"), ("\ufffe", ""), ("😀é", "😀é")],
)
def test_what_xml_cannot_hold_is_left_out(tekst: str, uit: str) -> None:
    assert voor_xml(tekst) == uit


def test_findings_stand_in_the_order_of_the_parts_and_remarks_last() -> None:
    alle = [Melding("bom", deel, "/") for deel in reversed(DELEN)]
    assert [m.deel for m in orden([OPMERKING, *alle])] == [*DELEN, "bericht"]


@pytest.mark.parametrize("oorzaak", ["certificaat-tijd", "created-toekomst", "verlopen"])
def test_what_time_did_to_a_kept_message_comes_after_all_that_is_wrong_in_it(oorzaak: str) -> None:
    meldingen = [Melding(oorzaak, "ondertekening", "/"), Melding("controle", "register", "/")]
    assert [m.oorzaak for m in orden(meldingen)] == ["controle", oorzaak]


@pytest.mark.parametrize("deel", DELEN)
def test_every_part_has_a_name_in_both_languages(deel: Deel) -> None:
    assert woorden.deelnaam(deel, "nl")
    assert woorden.deelnaam(deel, "en")


def test_a_cause_knows_its_texts_and_its_page() -> None:
    over = oorzaken()["sha1"]
    assert MELDING.over.code == "element-ontbreekt"
    assert over.titel("nl") != over.titel("en")
    assert over.uitleg == "docs/fouten/sha1.md#sha1"


def test_a_control_of_the_register_is_named_by_its_foutcode_and_what_that_says() -> None:
    melding = Melding(
        "controle", "xsd", "/x/y", 7, "code 1", None, "De opleidingseenheid komt niet voor in RIO", "A01070"
    )
    tekst = als_tekst([rapport(melding)], "nl")
    assert tekst.startswith(
        "bericht.xml: verzoek opvragen_x; oorzaak A01070: De opleidingseenheid komt niet voor in RIO\n"
        "  Eerste oorzaak: /x/y, regel 7; docs/foutcodes.md#A01070\n"
    )
    engels = als_tekst([rapport(melding)], "en")
    assert engels.startswith("bericht.xml: request opvragen_x; cause A01070: The opleidingseenheid is not in RIO\n")
    assert "the service says: A01070 De opleidingseenheid komt niet voor in RIO" in engels
    assert "in English: The opleidingseenheid is not in RIO" in engels
