"""Kenmerken in a form: as many fields after a refusal as before, and an old text that has become a choice."""

from tests.service.conftest import Dienst
from tests.web.browser import Browser, Pagina
from tests.web.mijn.formulieren.hulp_formulier import druk, fout_bij, velden_van

AANBOD = "/nl/mijn/aanbod/aangebodenOpleiding?sleutel=ab7431c0-f985-4742-aa68-42060570b17e"
STAP = "toestemmingDeelnameSTAP"


def _velden(pagina: Pagina) -> list[str]:
    return sorted(velden_van(pagina)[1])


def _van_stap(pagina: Pagina) -> dict[str, str]:
    """The fields of the kenmerk that RIO read back as a text and takes as a choice: end of the path to the value."""
    velden = velden_van(pagina)[1]
    plekken = [pad.rpartition(".")[0] for pad, wat in velden.items() if wat == STAP]
    return {pad[len(plek) + 1 :]: wat for plek in plekken for pad, wat in velden.items() if pad.startswith(f"{plek}.")}


def test_a_form_has_the_same_fields_after_a_refusal_however_often(schrijfdienst: Dienst, hanze: Browser) -> None:
    """What somebody left empty came back once more with every step."""
    formulier = hanze.haal(AANBOD)
    eens = druk(hanze, formulier, "controleer", **{"o.aangebodenOpleiding.einddatum": "2010-01-01"})
    assert eens.status == 422
    assert fout_bij(eens)
    nog_eens = druk(hanze, eens, "controleer")
    assert _velden(formulier) == _velden(eens) == _velden(nog_eens)


def test_a_text_that_has_become_a_choice_is_delivered_as_one(schrijfdienst: Dienst, hanze: Browser) -> None:
    """Else nobody could end an offer that RIO read back with such a text: K01060 each time."""
    formulier = hanze.haal(AANBOD)
    assert _van_stap(formulier) == {
        "@": "kenmerken",
        "kenmerknaam": STAP,
        "kenmerkwaardeEnumeratiewaarde": "TOESTEMMING_VERLEEND",
    }
    controle = druk(hanze, formulier, "controleer", **{"o.aangebodenOpleiding.einddatum": "2027-09-01"})
    assert controle.kop == "Controleer wat er verandert"
    assert "Er gaat 1 gegeven weg" in controle.woorden  # the text; the choice with the same words comes
    assert druk(hanze, controle, "bevestig").kop == "Opgeslagen"


def test_what_is_wrong_with_a_kenmerk_is_told_by_its_own_name(schrijfdienst: Dienst, hanze: Browser) -> None:
    formulier = hanze.haal(AANBOD)
    velden = velden_van(formulier)[1]
    plek = next(pad.rpartition(".")[0] for pad, wat in velden.items() if wat == "deelnemersplaatsen")
    pad = f"{plek}.kenmerkwaardeGetal"
    fout = druk(hanze, formulier, "controleer", **{pad: "vijftien"})
    assert "Aantal plaatsen: Vul een getal in" in fout.woorden
    assert "K01060" in druk(hanze, formulier, "controleer", **{pad: "15.5"}).woorden
    assert druk(hanze, formulier, "controleer", **{pad: "15\u00a0"}).kop == "Controleer wat er verandert"


def test_what_stays_as_it_is_stands_there_in_words(schrijfdienst: Dienst, hanze: Browser) -> None:
    woorden = hanze.haal("/nl/mijn/contact/contactadres?sleutel=100B490/ALGEMEEN/0").woorden
    assert "Algemeen (ALGEMEEN)" in woorden
