"""A preview says what would vanish first, in every format, and what a message holds cannot act on its reader."""

import json
from datetime import date
from decimal import Decimal

import pytest
from lxml import html

from rio_soap.bevinding import Taal
from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels.standverschil import Verandering
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.register.vooraf.bekijken import Voorbeeld
from rio_soap.register.vooraf.onderwerp import Objectverwijzing
from rio_soap.workbench.preview import Vooruitblik
from rio_soap.workbench.rapport import Melding, Rapport
from rio_soap.workbench.voorbeeldweergave import FORMATEN, als_html, als_json, als_tekst

GOED = Rapport("lever.xml", "verzoek", "aanleveren_x", "2026-01-01T00:00:00Z", (), ())
FOUT = Rapport("lever.xml", "verzoek", "aanleveren_x", "2026-01-01T00:00:00Z", (), (Melding("leeg", "bericht", "/"),))
DEEL = Gegeven("periode", {"begindatum": date(2026, 9, 1), "prijs": Decimal("1.50"), "codes": ["a", "b"]})


def blik(
    *veranderingen: Verandering, rapport: Rapport = GOED, verwijzingen: tuple[Objectverwijzing, ...] = ()
) -> Vooruitblik:
    gezien = Voorbeeld(Uitslag({}), (), verwijzingen)
    return Vooruitblik(
        rapport, gezien, (("opleidingseenheid", "1000O0001", list(veranderingen)),) if veranderingen else ()
    )


BIJ = Verandering("bij", "naam", None, "nieuw")
ANDERS = Verandering("anders", "niveau", "HBO-BA", "HBO-MA")
WEG = Verandering("weg", "periode[begindatum=2026-09-01]", DEEL, None)


def test_what_vanishes_stands_first_then_what_changes_then_what_appears() -> None:
    regels = als_tekst([blik(BIJ, ANDERS, WEG)], "nl").splitlines()
    assert regels[0] == "lever.xml: aanleveren_x aanvaard, en er VERDWIJNT iets"
    assert [regel.split()[0] for regel in regels[2:]] == ["-", "~", "+"]
    assert regels[3] == "    ~ verandert niveau: HBO-BA -> HBO-MA"


def test_a_part_is_told_in_one_line_with_its_fields() -> None:
    tekst = als_tekst([blik(WEG)], "en")
    assert "removed periode[begindatum=2026-09-01]: begindatum 2026-09-01, prijs 1.50, codes [a; b]" in tekst


@pytest.mark.parametrize(
    ("gezien", "oordeel"),
    [
        (blik(), "goed"),
        (blik(BIJ, ANDERS), "goed"),
        (blik(WEG), "verwijdert"),
        (blik(WEG, rapport=FOUT), "geweigerd"),
        (Vooruitblik(GOED, None), "onbruikbaar"),
        (Vooruitblik(FOUT, None), "geweigerd"),
    ],
    ids=["nothing", "nothing removed", "removed", "refused", "not looked at", "refused without a look"],
)
def test_the_verdict_is_that_of_the_worst(gezien: Vooruitblik, oordeel: str) -> None:
    assert gezien.oordeel == oordeel
    assert json.loads(als_json([gezien], "nl"))[0]["oordeel"] == oordeel


def test_a_delivery_that_changes_nothing_says_so() -> None:
    assert "verandert niets" in als_tekst([blik()], "nl")
    assert "nothing changes" in als_html([blik()], "en")


def test_a_refusal_is_followed_by_the_report() -> None:
    assert "Het bestand is leeg" in als_tekst([blik(WEG, rapport=FOUT)], "nl")
    assert "Het bestand is leeg" not in als_tekst([blik(WEG)], "nl")


def test_what_refers_to_it_is_told_with_how_many_more() -> None:
    gezien = blik(WEG, verwijzingen=(Objectverwijzing("aangebodenOpleiding", ("a", "b"), 5),))
    assert "verwijst ernaar: aangebodenOpleiding a, b (+3)" in als_tekst([gezien], "nl")
    assert json.loads(als_json([gezien], "nl"))[0]["verwijzingen"] == [
        {"soort": "aangebodenOpleiding", "sleutels": ["a", "b"], "aantal": 5}
    ]


def test_json_has_objects_by_their_name_and_dates_and_numbers_as_text() -> None:
    (voorwerp,) = json.loads(als_json([blik(WEG)], "nl"))[0]["voorwerpen"]
    assert (voorwerp["soort"], voorwerp["sleutel"]) == ("opleidingseenheid", "1000O0001")
    oud = {"@": "periode", "begindatum": "2026-09-01", "prijs": "1.50", "codes": ["a", "b"]}
    assert voorwerp["veranderingen"] == [{"soort": "weg", "pad": WEG.pad, "oud": oud, "nieuw": None}]


@pytest.mark.parametrize("waarde", ["\x1b[31mrood", "regel\nregel", "\u202eomgekeerd"])
def test_a_value_stays_on_its_line_and_does_not_act_on_a_terminal(waarde: str) -> None:
    (regel,) = [r for r in als_tekst([blik(Verandering("bij", "naam", None, waarde))], "nl").splitlines() if "+" in r]
    assert regel.isprintable()


@pytest.mark.parametrize("formaat", sorted(FORMATEN))
def test_a_long_value_stands_there_whole(formaat: str) -> None:
    assert "x" * 5000 in FORMATEN[formaat]([blik(Verandering("bij", "naam", None, "x" * 5000))], "nl")


def test_a_page_has_old_beside_new_with_what_vanishes_in_front() -> None:
    (tabel,) = html.fromstring(als_html([blik(BIJ, ANDERS, WEG)], "en").encode()).find_class("oudnieuw")
    assert [cel.text_content() for cel in tabel.findall("thead/tr/th")] == ["what", "old", "new"]
    assert [rij.get("class") for rij in tabel.findall("tbody/tr")] == ["weg", "anders", "bij"]
    rijen = [[cel.text_content() for cel in rij] for rij in tabel.findall("tbody/tr")]
    assert rijen[0][1:] == ["begindatum 2026-09-01, prijs 1.50, codes [a; b]", ""]
    assert rijen[1] == ["~ changes: niveau", "HBO-BA", "HBO-MA"]
    assert rijen[2][1:] == ["", "nieuw"]


def test_a_page_escapes_what_a_message_holds() -> None:
    pagina = als_html([blik(Verandering("bij", "<pad>", None, "<script>"))], "nl")
    assert "<script>" not in pagina
    assert "&lt;pad&gt;" in pagina


@pytest.mark.parametrize("taal", ["nl", "en"])
@pytest.mark.parametrize("formaat", sorted(FORMATEN))
def test_the_whole_object_has_a_name_in_every_format_but_json(formaat: str, taal: Taal) -> None:
    tekst = FORMATEN[formaat]([blik(Verandering("weg", "", DEEL, None))], taal)
    assert {"nl": "(geheel)", "en": "(whole)"}[taal] in tekst or formaat == "json"
