"""Reports on a terminal say what the text says, in colour and columns, and hold nothing that acts."""

from io import StringIO

import pytest
from rich.console import Console, RenderableType

from rio_soap.bevinding import Taal
from rio_soap.cli import terminalverslag
from rio_soap.register.regels.standverschil import Verandering
from rio_soap.register.vooraf.onderwerp import Objectverwijzing
from rio_soap.workbench.keur.boek import Boek
from rio_soap.workbench.keur.keurverslag import Keuring
from rio_soap.workbench.rapport import Melding
from tests.workbench.test_keurpagina import FAULT, MOMENT, boek
from tests.workbench.test_oorzaakgroep import DIGEST, VEEL
from tests.workbench.test_voorbeeldweergave import ANDERS, BIJ, FOUT, WEG, blik
from tests.workbench.test_weergave import LIJST, OPMERKING, VOL, rapport

HOSTILE = "[bold]\x1b]0;titel\x07\x9b31m\u202e"


def toon(wat: RenderableType, *, breed: int = 100, kleur: bool = False) -> str:
    uit = StringIO()
    console = Console(file=uit, width=breed, force_terminal=kleur, color_system="standard" if kleur else None)
    console.print(wat)
    return uit.getvalue()


@pytest.mark.parametrize(("taal", "eerst"), [("nl", "herstel dit eerst"), ("en", "mend this first")])
def test_the_first_cause_stands_in_a_frame_and_the_rest_by_cause(taal: Taal, eerst: str) -> None:
    uit = toon(terminalverslag.rapporten([rapport(DIGEST, *VEEL, LIJST, OPMERKING)], taal))
    assert eerst in uit
    assert uit.index("digest-hex") < uit.index("element-ontbreekt") < uit.index("waardenlijst  ")
    assert uit.count("\n  element-ontbreekt  ") == 1
    assert "/x/y[10]" in uit
    assert "/x/y[11]" not in uit
    assert "182" in uit


def test_no_line_is_wider_than_the_terminal() -> None:
    uit = toon(terminalverslag.rapporten([VOL, rapport()], "nl", canoniek=True), breed=50)
    assert max(map(len, uit.splitlines())) <= 50
    assert "Geen bevindingen" in uit


def test_a_preview_has_old_beside_new_whole_with_what_vanishes_in_front() -> None:
    lang = Verandering("anders", "omschrijving", "o" * 2000, "n" * 2000)
    uit = toon(terminalverslag.blikken([blik(BIJ, ANDERS, lang, WEG)], "nl"))
    assert uit.index("verdwijnt") < uit.index("verandert") < uit.index("komt erbij")
    assert (uit.count("o" * 20) * 20 > 1000, uit.count("n" * 20) * 20 > 1000) == (True, True)
    assert "…" not in uit
    (rij,) = [regel for regel in uit.splitlines() if "HBO-BA" in regel]
    assert rij.index("HBO-BA") < rij.index("HBO-MA")


def test_a_preview_names_what_refers_to_it_and_explains_a_refusal() -> None:
    verwijzing = Objectverwijzing("aangebodenOpleiding", ("a",), 1)
    uit = toon(terminalverslag.blikken([blik(WEG, rapport=FOUT, verwijzingen=(verwijzing,)), blik()], "en"))
    assert "refers to it: aangebodenOpleiding a" in uit
    assert "nothing changes" in uit
    assert "leeg" in uit


def test_a_conformance_run_shows_its_bar_its_counts_and_what_to_mend_first() -> None:
    uit = toon(terminalverslag.keuring(Keuring("doel", "https://rio.x", MOMENT, boek(), 3), "nl"))
    assert uit.index("█") < uit.index("Totaal") < uit.index("Herstel dit eerst") < uit.index("wsa-5")
    assert uit.count(FAULT) == 1
    assert "193" in uit


def test_a_good_run_says_so_and_why_something_was_not_tried() -> None:
    een = Boek("doel")
    een.toets(["DK0001"], "een DTD", True, "", "")
    een.niet(["A01070"], "vraagt iets", "needs something")
    uit = toon(terminalverslag.keuring(Keuring("doel", "x", MOMENT, een.oordelen(), 1, ["let op"], [VOL]), "nl"))
    assert "Niets is geschonden." in uit
    assert "vraagt iets" in uit
    assert "let op" in uit
    assert "element-ontbreekt" in uit


@pytest.mark.parametrize("kleur", [True, False])
def test_what_a_message_or_service_says_is_no_markup_and_does_not_act(kleur: bool) -> None:
    vijandig = rapport(Melding("element-ontbreekt", "xsd", HOSTILE, gevonden=HOSTILE, bericht=HOSTILE), naam=HOSTILE)
    een = Boek("doel")
    een.toets(["DK0001"], HOSTILE, False, HOSTILE, HOSTILE)
    for wat in (
        terminalverslag.rapporten([vijandig], "nl"),
        terminalverslag.keuring(Keuring("doel", HOSTILE, MOMENT, een.oordelen(), 1, [HOSTILE]), "nl"),
        terminalverslag.blikken([blik(Verandering("weg", HOSTILE, HOSTILE, None))], "nl"),
    ):
        uit = toon(wat, kleur=kleur)
        assert "[bold]" in uit
        assert not {"\x07", "\x9b", "\u202e"} & set(uit)
        assert "\x1b]" not in uit
