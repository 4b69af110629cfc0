"""Codes of another bestuur on every page of ``/mijn``: as every role, not a byte of the object."""

import pytest

from rio_soap.register.bevoegdheid.roltabel import BEREIKEN
from rio_soap.web.mijn.objectsoorten import FORMULIERSOORTEN
from rio_soap.web.mijn.schermen_mijn import MIJN_SCHERMEN
from tests.web.aanval.conftest import Besmet
from tests.web.aanval.hulp_aanval import ANDER, BESTUUR, KWAAD, paden
from tests.web.browser import Browser

VOOR = {"onderwijsbestuurcode": ANDER, "erkennercode": "100E003", "code": "30SW01"}
BEPERKT = sorted(rol for rol, element in BEREIKEN.items() if element)
"""Roles that somebody has for one institution; the others act for all."""
FORMULIERPADEN = [pad for soort in FORMULIERSOORTEN.values() for pad in (soort.pad, f"{soort.pad}/verwijderen")]
OBJECTEN = ("opleidingseenheid", "onderwijsaanbieder", "contactadres", "aangebodenOpleiding")


def sleutel(besmet: Besmet, soort: str) -> str:
    code = besmet.codes[soort]
    return f"{code}/ALGEMEEN/0" if soort == "contactadres" else code


def zonder_bytes(browser: Browser, adres: str, **anders: object) -> int:
    """Ask, and see that no text of the object is in the answer; gives the status."""
    pagina = browser.haal(adres, **anders)
    assert "kwaad" not in pagina.tekst.lower(), adres
    assert pagina.status < 500, adres
    return pagina.status


@pytest.mark.parametrize("rol", BEPERKT)
def test_no_page_gives_a_byte_of_the_object_of_another(besmet: Besmet, rol: str) -> None:
    """Whatever parameter the code is put in."""
    browser = besmet.als((rol, VOOR[BEREIKEN[rol]]))
    for scherm, _ in paden(MIJN_SCHERMEN):
        if "<" in scherm.regel or scherm.regel in (*FORMULIERPADEN, "/mijn/contexten"):
            continue  # forms have a test of their own; contexten are looked up by names, that are public
        namen = [naam for naam in scherm.vraagvorm.fields if naam in ("code", "q", "begin", "na", "eenheid")]
        for naam in namen:
            for soort in OBJECTEN[:1]:
                zonder_bytes(browser, f"/nl{scherm.regel}", query_string={naam: sleutel(besmet, soort)})
        if {"bestuur", "oin"} & set(scherm.vraagvorm.fields):
            zonder_bytes(browser, f"/nl{scherm.regel}", query_string={"bestuur": BESTUUR})


@pytest.mark.parametrize("rol", BEPERKT)
def test_no_form_opens_for_the_object_of_another(besmet: Besmet, rol: str) -> None:
    browser = besmet.als((rol, VOOR[BEREIKEN[rol]]))
    for naam in OBJECTEN:
        soort = FORMULIERSOORTEN[naam]
        for pad in (soort.pad, f"{soort.pad}/verwijderen"):
            status = zonder_bytes(browser, f"/nl{pad}", query_string={"sleutel": sleutel(besmet, naam)})
            assert status in (403, 404, 410), (pad, status)


@pytest.mark.parametrize("rol", BEPERKT)
def test_the_message_and_the_receipt_of_another_are_not_there(besmet: Besmet, rol: str) -> None:
    browser = besmet.als((rol, VOOR[BEREIKEN[rol]]))
    for code in besmet.berichten:
        for pad in (f"/mijn/berichten/{code}", f"/mijn/berichten/{code}?vorm=xml", f"/mijn/ontvangst/{code}"):
            assert zonder_bytes(browser, f"/nl{pad}") == 404, pad


def test_what_is_not_there_and_what_is_of_another_are_told_alike(besmet: Besmet) -> None:
    """Else the difference tells that it is there."""
    browser = besmet.als(("INSTELLING", ANDER))
    niets = "00000000-0000-4000-8000-0000000000ff"
    for pad in ("/nl/mijn/berichten/{}", "/en/mijn/ontvangst/{}"):
        vreemd, leeg = (browser.haal(pad.format(code)) for code in (besmet.berichten[0], niets))
        assert vreemd.status == leeg.status == 404
        assert vreemd.tekst.replace(besmet.berichten[0], niets) == leeg.tekst


def test_who_is_not_logged_in_is_sent_away_before_a_byte_is_read(besmet: Besmet) -> None:
    browser = Browser(besmet.dienst)
    for scherm, pad in paden(MIJN_SCHERMEN, besmet.berichten[0]):
        antwoord = browser.haal(f"/nl{pad}?sleutel={besmet.codes['opleidingseenheid']}", volg=False)
        assert antwoord.status == 303, scherm.regel
        assert antwoord.antwoord.headers["Location"].startswith("/nl/inloggen?naar=")
        assert KWAAD not in antwoord.tekst


def test_the_same_pages_show_the_object_to_its_own(besmet: Besmet) -> None:
    """Else the tests above see nothing because there is nothing."""
    browser = besmet.als(("INSTELLING", BESTUUR))
    for naam in OBJECTEN:
        adres = f"/nl{FORMULIERSOORTEN[naam].pad}"
        pagina = browser.haal(adres, query_string={"sleutel": sleutel(besmet, naam)})
        assert (pagina.status, "kwaad" in pagina.tekst) == (200, True), naam
