"""The main tasks of who uses the screens, done by keyboard alone and without JavaScript, each in six steps at most.

A step is a page that is asked or a form that is sent. All is reached as somebody without a mouse reaches it: by Tab, by
the skip link, by typing and by Enter, and where the focus is can be seen (`Toetsenbord`).
"""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser as Chromium

from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.setup import trial
from rio_soap.web.frame.scherm import SESSIE
from tests.service.conftest import Dienst
from tests.web.aanmelden.personen import WACHTWOORD, maak
from tests.web.browser import Browser
from tests.web.echt.chromium import PAD, chromium, venster
from tests.web.echt.toetsenbord import MEESTE_STAPPEN, Toetsenbord

GEMEENTE = (("GEMEENTE", ""),)
INSTELLING = (("INSTELLING", "100B490"), ("BEHEERDER_ALGEMEEN", "100B490"))
CONTROLEER = 'main button[value="controleer"]:not([aria-hidden])'
LEVER = "aanleveren_opleidingseenheid"
Iemand = Callable[..., Toetsenbord]


@pytest.fixture(scope="module")
def takendienst(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """A service for these tests only, since some of them write."""
    dienst = Dienst(tmp_path_factory.mktemp("taken"), api_per_minuut=0, scherm_per_minuut=0, werkbank="ja")
    dienst.lever()
    yield dienst
    dienst.stop()


@pytest.fixture(scope="module")
def chroom() -> Iterator[Chromium]:
    """One browser for all of them. Without Chromium the tests skip; in CI they fail."""
    if PAD is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no chromium (apt-get install chromium)")
        pytest.skip("no chromium (apt-get install chromium)")
    with chromium() as browser:
        yield browser


@pytest.fixture
def iemand(chroom: Chromium, takendienst: Dienst) -> Iterator[Iemand]:
    """Makes somebody at a keyboard, logged in if there are roles, in a window of its own without JavaScript."""
    basis = f"http://127.0.0.1:{takendienst.port}"
    vensters = []

    def kom(*rollen: tuple[str, str]) -> Toetsenbord:
        koekjes = {}
        if rollen:
            browser = Browser(takendienst)
            nummer = SystemClock().nu().strftime("%H%M%S%f")
            browser.word(f"iemand{nummer}@taken.example", *rollen)
            koekje = browser.client.get_cookie(SESSIE)
            assert koekje is not None
            koekjes[SESSIE] = koekje.value
        vensters.append(venster(chroom, basis, script=False, **koekjes))
        return Toetsenbord(vensters[-1])

    yield kom
    for een in vensters:
        een.close()


def _link(adres: str) -> str:
    """Selector of a link in the content whose address ends so."""
    return f'main a[href$="{adres}"]'


# Citizen


def test_a_citizen_finds_education_near_a_postcode(iemand: Iemand) -> None:
    burger = iemand()
    burger.open("/nl/")
    burger.typ("#school-postcode", "9747AS")
    burger.kies("#school-sector", "Niet door")
    burger.volg("form:has(#school-postcode) button")
    assert "Hanzehogeschool Groningen, GRONINGEN · 0 m" in burger.woorden
    burger.volg('main a:has-text("Bedrijfskunde (proef)")')
    assert "9747AS 17, GRONINGEN" in burger.woorden


def test_a_citizen_sees_whether_an_opleiding_is_recognised(iemand: Iemand) -> None:
    burger = iemand()
    burger.open("/nl/")
    burger.typ("#erkend-q", "Bedrijfskunde")
    burger.enter()
    burger.volg('main a:has-text("Bedrijfskunde (proef)")')
    assert "Is deze opleiding erkend? Nee, dit is een eigen opleiding van de instelling" in burger.woorden


def test_a_citizen_finds_how_to_reach_a_school(iemand: Iemand) -> None:
    burger = iemand()
    burger.open("/nl/")
    burger.typ("#q", "Hanzehogeschool")
    burger.enter()
    burger.volg(_link("/organisaties/110A133"))
    burger.volg(_link("/organisaties/110A133/contact"))
    assert "algemeen@hanze.example" in burger.woorden
    assert "leerplicht@hanze.example" not in burger.woorden


def test_a_citizen_finds_the_samenwerkingsverband_of_a_postcode(iemand: Iemand) -> None:
    burger = iemand()
    burger.open("/nl/")
    burger.typ("#samen-postcode", "6982")
    burger.enter()
    burger.volg(_link("/samenwerkingen/PO9901"))
    assert burger.kop.startswith("Samenwerkingsverband passend onderwijs Proefstreek")
    assert "6981–6983" in burger.woorden


def test_a_citizen_sees_what_held_on_another_day(iemand: Iemand) -> None:
    """The day is typed, on a page that said something else for today."""
    burger = iemand()
    burger.open("/nl/organisaties/110A133/contact")
    assert "algemeen@hanze.example" in burger.woorden
    burger.klap_uit("main details:has(#geldigOp) > summary")
    burger.dag("#geldigOp", 2019, 9, 1)
    burger.volg("form:has(#geldigOp) button")
    assert "geldigOp=2019-09-01" in burger.pagina.url
    assert "1 september 2019" in burger.woorden
    assert "algemeen@hanze.example" not in burger.woorden


# Gemeente


def test_a_gemeente_finds_whom_to_call_about_a_truant(iemand: Iemand) -> None:
    gemeente = iemand(*GEMEENTE)
    gemeente.open("/nl/mijn")
    gemeente.volg(_link("/mijn/contexten"))
    gemeente.typ("main #q", "Hanze")
    gemeente.enter()
    assert "Verzuimloket (proef)" in gemeente.woorden


def test_a_gemeente_sees_which_schools_are_within_its_borders(iemand: Iemand) -> None:
    gemeente = iemand(*GEMEENTE)
    gemeente.open("/nl/")
    gemeente.typ("#gemeente", "Groningen")
    gemeente.enter()
    gemeente.volg(_link("soort=ONDERWIJSAANBIEDER"))
    assert "1 resultaat" in gemeente.woorden
    assert "Hanzehogeschool Groningen" in gemeente.woorden


def test_a_gemeente_sees_what_is_taught_at_an_address(iemand: Iemand) -> None:
    gemeente = iemand(*GEMEENTE)
    gemeente.open("/nl/zoeken")
    gemeente.typ("main #q", "9747AS")
    gemeente.enter()
    assert gemeente.kop.startswith("9747AS 17, GRONINGEN")
    assert "Bedrijfskunde (proef)" in gemeente.woorden


def test_a_gemeente_narrows_a_list_of_locations_to_its_own_place(iemand: Iemand) -> None:
    gemeente = iemand(*GEMEENTE)
    gemeente.open("/nl/zoeken?soort=ONDERWIJSLOCATIE")
    assert "DOESBURG" in gemeente.woorden
    gemeente.typ("#f-plaats", "Groningen")
    gemeente.enter()
    assert "9747AS 17, GRONINGEN" in gemeente.woorden
    assert "DOESBURG" not in gemeente.woorden


def test_a_gemeente_reads_who_may_do_what(iemand: Iemand) -> None:
    """From its own start by the menu, without the skip link: the head of the page is a way too."""
    gemeente = iemand(*GEMEENTE)
    gemeente.open("/nl/mijn")
    gemeente.volg('header nav.hoofd a[href="/nl/uitleg"]')
    gemeente.volg(_link("/uitleg/wie-mag-wat"))
    assert gemeente.kop == "Voor instellingen: wie mag wat?"


# Institution


def test_an_editor_changes_a_contact_point(iemand: Iemand) -> None:
    """And who looks for it afterwards finds what was typed."""
    redacteur = iemand(*INSTELLING)
    redacteur.open("/nl/mijn")
    redacteur.volg(_link("/mijn/contact"))
    redacteur.volg(_link("sleutel=110A133%2FBPV%2F0"))
    redacteur.typ('[name$=".email"]', "stage@hanze.example")
    redacteur.volg(CONTROLEER)
    assert redacteur.kop == "Controleer wat er verandert"
    assert "stage@hanze.example" in redacteur.woorden
    redacteur.volg('main button[value="bevestig"]')
    assert redacteur.kop == "Opgeslagen"
    na = iemand(*INSTELLING)
    na.open("/nl/mijn/contact/contactadres?sleutel=110A133/BPV/0")
    assert na.pagina.locator('[name$=".email"]').input_value() == "stage@hanze.example"


def test_an_editor_changes_the_name_of_an_aanbieder(iemand: Iemand, takendienst: Dienst) -> None:
    """And a citizen reads the new name."""
    redacteur = iemand(*INSTELLING)
    redacteur.open("/nl/mijn")
    redacteur.volg(_link("/mijn/aanbieders"))
    redacteur.volg(_link("onderwijsaanbieder?sleutel=110A133"))
    redacteur.typ('[name$=".internationaleNaam"]', "Keyboard University")
    redacteur.volg(CONTROLEER)
    assert "Keyboard University" in redacteur.woorden
    redacteur.volg('main button[value="bevestig"]')
    assert redacteur.kop == "Opgeslagen"
    assert "Keyboard University" in Browser(takendienst).haal("/nl/organisaties/110A133").woorden


def test_a_head_gives_a_role_and_it_works(iemand: Iemand, takendienst: Dienst) -> None:
    nieuw = Browser(takendienst)
    nieuw.word("nieuw@taken.example")
    assert nieuw.haal("/nl/mijn/contexten").status == 403
    tot = SystemClock().nu() + timedelta(days=40)
    hoofd = iemand(*INSTELLING)
    hoofd.open("/nl/mijn")
    hoofd.volg(_link("/mijn/rollen"))
    hoofd.volg(_link("/mijn/rollen/geven"))
    hoofd.typ("#houder", "nieuw@taken.example")
    hoofd.kies("#rol", "Leest")
    hoofd.dag("#tot", tot.year, tot.month, tot.day)
    hoofd.volg('main form[action$="/geven"] button')
    assert "De rol is gegeven" in hoofd.woorden
    assert nieuw.haal("/nl/mijn/contexten").status == 200


def test_a_head_sees_who_looked_at_its_contact_points(iemand: Iemand, takendienst: Dienst) -> None:
    gemeente = Browser(takendienst)
    gemeente.word("kijkt@taken.example", *GEMEENTE)
    assert "Verzuimloket (proef)" in gemeente.haal("/nl/mijn/contexten?q=Hanze").woorden
    hoofd = iemand(*INSTELLING)
    hoofd.open("/nl/mijn")
    hoofd.volg(_link("/mijn/inzage"))
    hoofd.typ("#eenheid", "110A133")
    hoofd.enter()
    assert "Leerplicht Gemeente Een gebruiker" in hoofd.woorden


def test_an_editor_finds_what_became_of_a_message(iemand: Iemand) -> None:
    redacteur = iemand(*INSTELLING)
    redacteur.open("/nl/mijn")
    redacteur.volg(_link("/mijn/berichten"))
    redacteur.kies("#operatie", LEVER)
    redacteur.volg("main form:has(#operatie) button")
    redacteur.volg('main table a[href*="/mijn/berichten/"]')
    assert LEVER in redacteur.woorden
    assert "Goedgekeurd" in redacteur.woorden


def test_an_editor_logs_in(iemand: Iemand, takendienst: Dienst) -> None:
    maak(takendienst, "redacteur@taken.example", *INSTELLING)
    redacteur = iemand()
    redacteur.open("/nl/")
    redacteur.volg('header a[href="/nl/inloggen"]')
    redacteur.typ("#email", "redacteur@taken.example")
    redacteur.typ("#wachtwoord", WACHTWOORD)
    redacteur.enter()
    assert redacteur.kop == "Mijn RIO"
    assert "U bent ingelogd als" in redacteur.woorden


def test_a_head_comes_from_what_is_wrong_to_the_field_and_mends_it(iemand: Iemand, takendienst: Dienst) -> None:
    """What was typed well is still there: only what was wrong is typed again."""
    Browser(takendienst).word("juist@taken.example")
    tot = SystemClock().nu() + timedelta(days=40)
    hoofd = iemand(*INSTELLING)
    hoofd.open("/nl/mijn/rollen/geven")
    hoofd.typ("#houder", "jiust@taken.example")
    hoofd.kies("#rol", "Leest")
    hoofd.dag("#tot", tot.year, tot.month, tot.day)
    hoofd.volg('main form[action$="/geven"] button', status=400)
    hoofd.spring('#fouten a[href="#houder"]')
    assert hoofd.heeft_focus("#houder"), "the link of what is wrong does not bring the focus to its field"
    hoofd.typ("#houder", "juist@taken.example")
    hoofd.enter()
    assert "De rol is gegeven" in hoofd.woorden
    assert "juist@taken.example Leest besloten contactadressen" in hoofd.woorden


# Vendor


def test_a_vendor_comes_from_a_refused_message_to_its_remedy(iemand: Iemand, takendienst: Dienst) -> None:
    antwoord = takendienst.stuur("verwijderen_opleidingseenheid", {"opleidingseenheidcode": "9999O9999"})
    maker = iemand()
    maker.open("/nl/")
    maker.volg(_link("/nl/werkbank"))
    maker.kies("#uitslag", "afgekeurd")
    maker.volg("main form:has(#uitslag) button")
    maker.volg('main table a[href*="/werkbank/berichten/B"]')
    assert str(antwoord.tekst("foutcode")) in maker.woorden
    maker.volg('main a[href*="/werkbank/oorzaken/"]')
    assert "herstel" in maker.woorden.lower()


def test_a_vendor_has_a_pasted_message_explained(iemand: Iemand, takendienst: Dienst) -> None:
    goed = takendienst.verzoek(LEVER, {"opleidingseenheid": trial.voorbeeldlevering()}).decode()
    kapot = goed.replace("Toegepaste Waterkunde", "Toegepaste Waterkunst")
    assert kapot != goed
    maker = iemand()
    maker.open("/nl/werkbank")
    maker.volg(_link("/werkbank/uitleg"))
    maker.plak("#tekst", kapot)
    maker.volg('main form[action$="/werkbank/uitleg"] button')
    assert "Eerste oorzaak" in maker.woorden
    maker.spring('.melding a[href^="#plek-"]')
    assert maker.pagina.locator("main li:has(:target) mark").count() == 1


def test_a_vendor_gets_a_contract(iemand: Iemand) -> None:
    maker = iemand()
    maker.open("/nl/")
    maker.volg(_link("/nl/data"))
    maker.volg(_link("beheren4.0?wsdl"))
    assert "DUO_RIO_Beheren_OnderwijsOrganisatie_V4" in maker.pagina.content()


def test_a_vendor_gets_the_description_of_the_api(iemand: Iemand) -> None:
    maker = iemand()
    maker.open("/nl/data")
    maker.volg(_link("/api/v1/openapi.json"))
    assert '"openapi"' in maker.pagina.content()


def test_a_vendor_reads_how_the_first_day_goes(iemand: Iemand) -> None:
    maker = iemand()
    maker.open("/nl/")
    maker.volg('header nav.hoofd a[href="/nl/uitleg"]')
    maker.volg(_link("/uitleg/eerste-dag"))
    maker.volg(_link("/nl/data"))
    assert maker.kop == "Data en API"


# Each of them


@pytest.mark.parametrize(
    ("adres", "rollen"),
    [
        ("/nl/", ()),
        ("/nl/organisaties/110A133", ()),
        ("/nl/mijn/contact/contactadres?sleutel=110A133/TOEZICHT/0", INSTELLING),
        ("/nl/werkbank/uitleg", ()),
    ],
)
def test_tab_goes_past_everything_in_order_and_is_held_nowhere(
    iemand: Iemand, adres: str, rollen: tuple[tuple[str, str], ...]
) -> None:
    """What can be used is reached once, in the order of the page, where the focus is is seen, and Tab comes round."""
    wie = iemand(*rollen)
    wie.open(adres)
    assert wie.rond() == wie.te_bereiken()


def test_who_takes_more_than_six_steps_is_told_so(iemand: Iemand) -> None:
    """Else what the tests of this module promise of steps would hold nothing."""
    wie = iemand()
    wie.stappen = MEESTE_STAPPEN - 1
    wie.open("/nl/contact")
    with pytest.raises(AssertionError, match="more than 6 steps"):
        wie.open("/nl/contact")


def test_a_focus_that_nobody_sees_is_told(iemand: Iemand) -> None:
    wie = iemand()
    wie.open("/nl/contact")
    wie.pagina.evaluate("document.querySelector('main a').style.outline = 'none'")
    with pytest.raises(AssertionError, match="nobody sees that the focus is here"):
        wie.ga("main a")


def test_pages_run_no_script_here(iemand: Iemand) -> None:
    """What these tests do is done without JavaScript: the page in this window runs none."""
    wie = iemand()
    wie.open("/nl/contact")
    wie.pagina.set_content(
        "<main><h1>Zonder</h1></main><script>document.querySelector('h1').textContent = 'Met'</script>"
    )
    assert wie.kop == "Zonder"
