"""A form that cannot be taken now is given back as it was filled in: the register is away, or too much came."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

import pytest
from werkzeug.test import Client

from rio_soap.api.tempo import Tempo
from rio_soap.register.database.failures import Unavailable
from rio_soap.web.aanmelden.schermen_aanmelden import AANMELDSCHERMEN, naar_inloggen
from rio_soap.web.frame.scherm import SESSIE, Afdruk, Scherm, Schermverzoek, Uitkomst, bewijs_van
from rio_soap.web.frame.schermtoepassing import maak_schermtoepassing
from tests.service.conftest import Dienst
from tests.web.aanmelden.personen import bron_van, maak, nu, sessie_van
from tests.web.browser import Browser

ADRES = "/nl/mijn/proef?stap=2"
VELDEN = {"naam": "\"'><kwaad>", "regels": "een\ntwee", "doe": "bevestig"}
_NUMMERS = count()


@dataclass
class Proef:
    """A form that is taken when the register is there."""

    dienst: Dienst
    weg: bool = False
    geheim: str = ""

    def proef(self, verzoek: Schermverzoek) -> Uitkomst:
        if self.weg:
            raise Unavailable("no answer")
        return Afdruk(json.dumps(verzoek.formulier.to_dict()).encode(), "application/json")

    def browser(self, tempo: int = 0, *, bewaart: bool = True, ingelogd: bool = True) -> Browser:
        """Somebody new, logged in, before a service with this form."""
        scherm = Scherm(
            "/mijn/proef",
            self.proef,
            methoden=("GET", "POST"),
            ingelogd=ingelogd,
            van_register=False,
            bewaart=bewaart,
        )
        app = maak_schermtoepassing(bron_van(self.dienst), [scherm, *AANMELDSCHERMEN], naar_inloggen, Tempo(tempo))
        wie = maak(self.dienst, f"herkomst{next(_NUMMERS)}@school.example")
        uit = Browser(self.dienst)
        uit.client = Client(app)
        self.geheim = sessie_van(self.dienst, wie.id, nu())
        uit.client.set_cookie(SESSIE, self.geheim)
        return uit

    @property
    def velden(self) -> dict[str, str]:
        return {**VELDEN, "csrf": bewijs_van(self.geheim)}


@pytest.fixture
def proef(dienst: Dienst) -> Proef:
    return Proef(dienst)


def zelfde(tekst: str) -> dict[str, str]:
    """What the page was sent at last, with line ends as they were."""
    velden: dict[str, str] = {naam: waarde.replace("\r\n", "\n") for naam, waarde in json.loads(tekst).items()}
    return velden


def test_when_the_register_is_away_the_form_is_given_back_and_sent_once_more(proef: Proef) -> None:
    browser = proef.browser()
    proef.weg = True
    pagina = browser.stuur({"": ADRES, **proef.velden})
    assert (pagina.status, pagina.kop) == (503, "Het register is even niet bereikbaar")
    assert "Wat u had ingevuld is er nog" in pagina.woorden
    nogmaals = browser.stuur(pagina.formulier("stap=2"))
    assert nogmaals.status == 503, "as often as it takes"
    proef.weg = False
    assert zelfde(browser.stuur(nogmaals.formulier("stap=2")).tekst) == proef.velden


def test_when_too_much_comes_of_an_address_the_form_is_given_back(proef: Proef) -> None:
    browser = proef.browser(tempo=3)
    while browser.haal(ADRES).status != 429:
        pass
    pagina = browser.stuur({"": ADRES, **proef.velden})
    assert pagina.status == 429
    assert {**pagina.formulier("stap=2"), "": ""} == {**proef.velden, "": ""}


@pytest.mark.parametrize(
    "anders",
    [
        lambda velden: {**velden, "csrf": "0" * 64},
        lambda velden: {naam: waarde for naam, waarde in velden.items() if naam != "csrf"},
    ],
)
def test_a_form_of_others_is_not_given_back(proef: Proef, anders: Callable[[dict[str, str]], dict[str, str]]) -> None:
    """Else who makes a browser send it has a page of ours with a button that does it."""
    browser = proef.browser(tempo=1)
    browser.haal(ADRES)
    pagina = browser.stuur({"": ADRES, **anders(proef.velden)})
    assert pagina.status == 429
    assert "kwaad" not in pagina.tekst


def test_a_form_of_another_site_is_not_given_back(proef: Proef) -> None:
    browser = proef.browser(tempo=1)
    browser.haal(ADRES)
    antwoord = browser.client.post(ADRES, data=proef.velden, headers={"Origin": "https://kwaad.example"})
    assert antwoord.status_code == 429
    assert "kwaad" not in antwoord.text


@pytest.mark.parametrize(("bewaart", "ingelogd"), [(False, True), (True, False)])
def test_a_form_that_is_not_kept_is_not_given_back_either(proef: Proef, bewaart: bool, ingelogd: bool) -> None:
    """Those with a password, and those of everybody."""
    browser = proef.browser(bewaart=bewaart, ingelogd=ingelogd)
    proef.weg = True
    pagina = browser.stuur({"": ADRES, **proef.velden})
    assert pagina.status == 503
    assert "kwaad" not in pagina.tekst


def test_a_page_that_is_only_asked_has_no_such_form(proef: Proef) -> None:
    browser = proef.browser()
    proef.weg = True
    pagina = browser.haal(ADRES)
    assert pagina.status == 503
    assert "nogmaals" not in pagina.woorden
