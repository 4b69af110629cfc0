"""Giving and taking roles on the screens: what the register allows, and nothing more."""

from datetime import timedelta

import pytest

from rio_soap.edukoppeling.clock import SystemClock
from tests.web.browser import Browser
from tests.web.mijn.conftest import ANDER, BESTUUR, Mijn

LATER = (SystemClock().nu() + timedelta(days=400)).date().isoformat()
STRAKS = (SystemClock().nu() + timedelta(days=40)).date().isoformat()


@pytest.fixture
def hoofd(mijn: Mijn) -> Browser:
    """Somebody who gives the roles of contact and groups for one bestuur."""
    return mijn.als(("BEHEERDER_ALGEMEEN", BESTUUR))


def _nieuw(mijn: Mijn) -> str:
    mijn.nummer += 1
    email = f"nieuw{mijn.nummer}@school.example"
    Browser(mijn.dienst).word(email)
    return email


def test_a_role_that_was_given_is_there_and_one_that_was_taken_is_not(mijn: Mijn, hoofd: Browser) -> None:
    email = _nieuw(mijn)
    ander = Browser(mijn.dienst)
    ander.word(email)
    assert ander.haal("/nl/mijn/contexten").status == 403
    form = hoofd.haal("/nl/mijn/rollen/geven").formulier("/geven")
    gegeven = hoofd.stuur(form, houder=email.upper(), rol="LEES_CONTEXT", bereik=BESTUUR, tot=STRAKS)
    assert "De rol is gegeven" in gegeven.woorden
    assert ander.haal("/nl/mijn/contexten").status == 200
    link = next(een for een in hoofd.haal(f"/nl/mijn/rollen?van={email}").links() if "intrekken" in een)
    vraag = hoofd.haal(link)
    assert email in vraag.woorden
    assert "De rol is ingetrokken" in hoofd.stuur(vraag.formulier("/intrekken")).woorden
    assert ander.haal("/nl/mijn/contexten").status == 403


def test_an_oin_gets_a_role_as_well(mijn: Mijn, hoofd: Browser) -> None:
    form = hoofd.haal("/nl/mijn/rollen/geven").formulier("/geven")
    hoofd.stuur(form, houder="00000001003214999000", rol="BEHEER_GROEP", bereik=BESTUUR, tot=STRAKS)
    assert "00000001003214999000" in hoofd.haal("/nl/mijn/rollen?van=00000001003214999000").woorden


@pytest.mark.parametrize(
    ("velden", "veld", "tekst"),
    [
        ({"houder": "niemand@school.example"}, "houder", "geen gebruiker met dit e-mailadres"),
        ({"houder": "zomaar"}, "houder", "geen e-mailadres en geen OIN"),
        ({"rol": "BEHEER_AANBOD"}, "rol", "mag deze rol hiervoor niet geven"),
        ({"rol": "DUO"}, "rol", "mag deze rol hiervoor niet geven"),
        ({"rol": "<b>"}, "rol", "Deze rol is er niet"),
        ({"bereik": ANDER}, "rol", "mag deze rol hiervoor niet geven"),
        ({"bereik": "x"}, "bereik", "Vul de code in"),
        ({"tot": ""}, "tot", "waarop de rol eindigt"),
        ({"tot": "2001-01-01"}, "tot", "na het begin"),
        ({"vanaf": "gisteren"}, "vanaf", "Vul een dag in"),
    ],
)
def test_what_cannot_be_given_is_told_at_its_field(
    mijn: Mijn, hoofd: Browser, velden: dict[str, str], veld: str, tekst: str
) -> None:
    form = hoofd.haal("/nl/mijn/rollen/geven").formulier("/geven")
    goed = {"houder": "00000001003214998000", "rol": "LEES_CONTEXT", "bereik": BESTUUR, "tot": STRAKS}
    pagina = hoofd.stuur(form, **{**goed, **velden})
    assert pagina.status == 400
    assert tekst in str(pagina.boom.get_element_by_id(f"{veld}-fout").text)
    assert pagina.boom.get_element_by_id("houder").get("value") == velden.get("houder", goed["houder"])
    assert "00000001003214998000" not in hoofd.haal("/nl/mijn/rollen").tekst


def test_nobody_takes_a_role_of_another_bestuur_or_without_the_proof_of_a_form(mijn: Mijn, hoofd: Browser) -> None:
    ander = mijn.als(("LEES_CONTEXT", ANDER))
    email = f"iemand{mijn.nummer}@school.example"
    vraag = f"/nl/mijn/rollen/intrekken?houder={email}&rol=LEES_CONTEXT&bereik={ANDER}"
    assert hoofd.haal(vraag).status == 403
    form = hoofd.haal("/nl/mijn/rollen/geven").formulier("/geven")
    form[""] = "/nl/mijn/rollen/intrekken"
    assert hoofd.stuur(form, houder=email, rol="LEES_CONTEXT", bereik=ANDER).status == 403
    assert hoofd.stuur({"": form[""]}, houder=email, rol="LEES_CONTEXT", bereik=BESTUUR).status == 403
    assert ander.haal("/nl/mijn/contexten").status == 200


def test_who_gives_for_one_bestuur_sees_the_roles_of_no_other(mijn: Mijn, hoofd: Browser) -> None:
    ander = mijn.als(("LEES_CONTEXT", ANDER), ("LEES_CONTEXT", BESTUUR))
    assert ander.haal("/nl/mijn").status == 200
    tekst = hoofd.haal("/nl/mijn/rollen?geeindigd=true").tekst
    assert BESTUUR in tekst
    assert ANDER not in tekst
    assert "GEMEENTE" not in tekst
    alles = mijn.haal(f"/mijn/rollen?van={ANDER}", ("BEHEERDER", ""))
    assert ANDER in alles.tekst


def test_who_keeps_the_users_gives_every_role_but_that_one(mijn: Mijn) -> None:
    browser, email = mijn.als(("BEHEERDER", "")), _nieuw(mijn)
    form = browser.haal("/nl/mijn/rollen/geven").formulier("/geven")
    assert browser.stuur(form, houder=email, rol="BEHEERDER", tot=LATER).status == 400
    assert browser.stuur(form, houder=email, rol="BEHEER_AANBOD", bereik="999B999", tot=LATER).status == 400
    assert "De rol is gegeven" in browser.stuur(form, houder=email, rol="INSPECTIE", bereik="", tot=LATER).woorden
    klein = browser.stuur(form, houder=email, rol="BEHEER_AANBOD", bereik=BESTUUR.lower(), tot=LATER)
    assert "De rol is gegeven" in klein.woorden
