"""Forms under attack: markup in every field, objects of others, forms that are not ours."""

from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict

from rio_soap.register.bevoegdheid.roltabel import BEREIKEN
from rio_soap.register.publicatie.sleutels import sleutels
from rio_soap.web.mijn.objectsoorten import FORMULIERSOORTEN, PAGINAS
from tests.service.conftest import Dienst
from tests.web.browser import Browser
from tests.web.mijn.formulieren.hulp_formulier import ongerijmd, stuur, velden_van

KWAAD = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>&amp;"
ANDERS = "107B213"
"""A bestuur of the trial set with whose objects the Hanzehogeschool has nothing to do."""


EZ = "100E002"
"""An erkenner that gave nothing in the trial set."""


@pytest.mark.parametrize("naam", FORMULIERSOORTEN)
def test_markup_in_every_field_of_a_form_comes_back_as_text(overal: Browser, naam: str) -> None:
    """Of every kind, with a part of every list: on the form with what is wrong with it, which is sound HTML."""
    soort = FORMULIERSOORTEN[naam]
    for keuze in soort.keuzes:
        pagina = overal.haal(f"/nl{soort.pad}", query_string={"kies": keuze})
        adres, velden = velden_van(pagina)
        for knop in pagina.boom.xpath("//button[starts-with(@value, 'bij:')]"):
            adres, velden = velden_van(stuur(overal, adres, velden, str(knop.get("value"))))
        gevuld = MultiDict(
            (pad, KWAAD if pad.startswith("o.") and not pad.endswith(".@") else w) for pad, w in velden.items()
        )
        terug = stuur(overal, adres, gevuld, "controleer")
        assert terug.status == 422
        assert ongerijmd(terug) == []
        assert "<script>alert" not in terug.tekst
        assert "<img src=x" not in terug.tekst
        assert KWAAD in [str(veld.get("value")) for veld in terug.boom.iter("input")]


def test_markup_in_what_is_approved_comes_back_as_text_on_every_step(hanze: Browser, schrijfdienst: Dienst) -> None:
    code = schrijfdienst.lever()
    adres, velden = velden_van(hanze.haal(f"/nl/mijn/eenheden/opleidingseenheid?sleutel={code}"))
    for pad in list(velden):
        if pad.rpartition(".")[2] in ("naamLang", "internationaleNaam", "omschrijving"):
            velden[pad] = KWAAD
    controle = stuur(hanze, adres, velden, "controleer")
    assert controle.kop == "Controleer wat er verandert"
    ontvangst = stuur(hanze, *velden_van(controle), "bevestig")
    assert ontvangst.kop == "Opgeslagen"
    lijst, formulier = (
        hanze.haal("/nl/mijn/eenheden"),
        hanze.haal(f"/nl/mijn/eenheden/opleidingseenheid?sleutel={code}"),
    )
    weg = hanze.haal(f"/nl/mijn/eenheden/opleidingseenheid/verwijderen?sleutel={code}")
    for pagina in (controle, ontvangst, lijst, formulier, weg):
        assert "<script>alert" not in pagina.tekst
        assert "<img src=x" not in pagina.tekst
    assert "&lt;script&gt;alert(1)" in formulier.tekst


@pytest.mark.parametrize("rol", sorted(BEREIKEN))
def test_nobody_opens_a_form_of_an_object_of_another_bestuur(schrijfdienst: Dienst, rol: str) -> None:
    """Objects of every kind, as every role for who has nothing to do with them: neither the form nor the removal.

    A role without bereik acts for all objects of the kinds that it writes; these are left out.
    """
    bereik = {"onderwijsbestuurcode": ANDERS, "erkennercode": EZ, "code": "BESTAATNIET"}.get(BEREIKEN[rol], "")
    browser = Browser(schrijfdienst)
    browser.word(f"{rol.lower()}@elders.example", (rol, bereik))
    gezien = 0
    for soort in FORMULIERSOORTEN.values():
        if not BEREIKEN[rol] and rol in soort.rollen:
            continue
        with schrijfdienst.register.lees() as session:
            alle = sleutels(session, soort.soort, None, 40).sleutels
        vreemd = [sleutel for sleutel in alle if not _van(ANDERS, sleutel, soort.naam)][:4]
        for sleutel in vreemd:
            for pad in (soort.pad, f"{soort.pad}/verwijderen"):
                status = browser.haal(f"/nl{pad}", query_string={"sleutel": sleutel}).status
                assert status in (403, 404, 410), (pad, sleutel)
                gezien += 1
    assert gezien > 20


def _van(bestuur: str, sleutel: str, naam: str) -> bool:
    """What is of that bestuur in the trial set, or may be."""
    eigen = {bestuur, "1010O3664"}
    return bool(eigen & set(sleutel.split("/"))) or naam == "aangebodenOpleiding" or "107A" in sleutel


def test_a_form_that_was_sent_for_the_object_of_another_is_refused(schrijfdienst: Dienst, hanze: Browser) -> None:
    """Also when the page that it pretends to come from was one's own."""
    code = schrijfdienst.lever()
    adres, velden = velden_van(hanze.haal(f"/nl/mijn/eenheden/opleidingseenheid?sleutel={code}"))
    velden["sleutel"] = "1010O3664"
    for doe in ("controleer", "bevestig", "bij:o.opleidingseenheid:x"):
        assert stuur(hanze, adres, velden, doe).status == 403
    velden["sleutel"], velden["o.opleidingseenheid.opleidingseenheidcode"] = code, "1010O3664"
    antwoord = stuur(hanze, adres, velden, "controleer")
    assert antwoord.status == 422
    assert "AUT401" in antwoord.tekst


def test_a_form_without_the_proof_of_our_page_delivers_nothing(schrijfdienst: Dienst, hanze: Browser) -> None:
    code = schrijfdienst.lever()
    adres, velden = velden_van(hanze.haal(f"/nl/mijn/eenheden/opleidingseenheid?sleutel={code}"))
    for csrf in ("", "0" * 64):
        velden["csrf"] = csrf
        assert stuur(hanze, adres, velden, "bevestig").status == 403


def test_a_code_that_is_none_delivers_nothing(schrijfdienst: Dienst, hanze: Browser) -> None:
    code = schrijfdienst.lever()
    adres, velden = velden_van(hanze.haal(f"/nl/mijn/eenheden/opleidingseenheid?sleutel={code}"))
    for ongeldig in ("", "../../x", "1"):
        velden["code"] = ongeldig
        assert stuur(hanze, adres, velden, "bevestig").kop == "Opleidingseenheid: wijzigen"


def test_no_page_of_the_room_is_for_who_is_not_logged_in(schrijfdienst: Dienst) -> None:
    browser = Browser(schrijfdienst)
    for pad in (*(f"/mijn/{pagina}" for pagina in PAGINAS if pagina != "contact"), "/mijn/ontvangst/x"):
        assert browser.haal(f"/nl{pad}", volg=False).status == 303, pad


def test_the_templates_of_forms_put_nothing_on_a_page_as_it_is() -> None:
    import rio_soap.web

    for sjabloon in (Path(rio_soap.web.__file__).parent / "templates" / "mijn").glob("*.html"):
        assert "|safe" not in sjabloon.read_text("utf-8").replace(" ", "")
