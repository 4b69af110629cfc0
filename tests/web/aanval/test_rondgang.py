"""Whoever follows every link of the trial register finds no page that is not there, and none that fails."""

from collections import Counter
from urllib.parse import urlsplit

import pytest

from tests.service.conftest import Dienst
from tests.web.aanval.hulp_aanval import BESTUUR, van_gegevens
from tests.web.browser import Browser

MEESTE = 45
PER_SOORT = 2
"""Addresses of one form that are asked: their first parts and the names of their parameters are the same."""
WIE = {
    "iedereen": (),
    "redactie": (("INSTELLING", BESTUUR), ("BEHEERDER_ALGEMEEN", BESTUUR)),
    "gemeente": (("GEMEENTE", ""),),
    "beheerder": (("BEHEERDER", ""),),
}


def _vorm(adres: str) -> str:
    """What addresses of the same page have in common."""
    delen = urlsplit(adres)
    namen = sorted({paar.partition("=")[0] for paar in delen.query.split("&")})
    stukken = delen.path.split("/")[1:]
    diep = 4 if "mijn" in stukken else 2
    return "/".join([*stukken[:diep], *(["*"] * (len(stukken) - diep)), *stukken[4:5], *namen])


@pytest.mark.parametrize("wie", WIE)
def test_every_link_leads_to_a_page(dienst: Dienst, wie: str) -> None:
    """Bounded: a few of each form of address; no link leads to a refusal, so none is shown to who may not follow it."""
    browser = Browser(dienst)
    if WIE[wie]:
        browser.word(f"rondgang-{wie}@school.example", *WIE[wie])
    wacht, gezien, vormen = ["/nl/", *(["/nl/mijn"] if WIE[wie] else [])], set[str](), Counter[str]()
    dood: dict[str, tuple[int, str]] = {}
    van = dict.fromkeys(wacht, "")
    while wacht and len(gezien) < MEESTE:
        adres = wacht.pop(0)
        gezien.add(adres)
        pagina = browser.haal(adres)
        if pagina.status >= 400:
            dood[adres] = (pagina.status, van[adres])
        if pagina.antwoord.mimetype != "text/html" or "<a" not in pagina.tekst:
            continue
        assert van_gegevens(pagina) == []
        for link in pagina.links():
            doel = link.partition("#")[0]
            if not doel.startswith("/nl/") or "uitloggen" in doel or doel in van or vormen[_vorm(doel)] >= PER_SOORT:
                continue
            vormen[_vorm(doel)] += 1
            van[doel] = adres
            wacht.append(doel)
    assert dood == {}
    assert len(gezien) > 25


def test_every_page_of_the_begin_is_there_in_both_languages(browser: Browser) -> None:
    """The same links, by another first part."""
    nederlands = {link for link in browser.haal("/nl/").links() if link.startswith("/nl/")}
    engels = {link for link in browser.haal("/en/").links() if link.startswith("/en/")}
    assert {link.partition("?")[0][3:] for link in nederlands} == {link.partition("?")[0][3:] for link in engels}
    assert {browser.haal(link).status for link in engels} == {200}


def test_every_part_of_a_page_that_a_link_names_is_on_it(browser: Browser) -> None:
    """Links within a page: to skip what stands before, and to what is wrong in a form."""
    for pad in ("/nl/", "/nl/zoeken?q=hanze", "/en/organisaties/110A133", "/nl/uitleg", "/nl/zoeken?geldigOp=nooit"):
        pagina = browser.haal(pad)
        namen = {deel.get("id") for deel in pagina.boom.iter() if deel.get("id")}
        assert {link[1:] for link in pagina.links() if link.startswith("#")} <= namen
        alle = [deel.get("id") for deel in pagina.boom.iter() if deel.get("id")]
        assert len(alle) == len(set(alle)), pad


@pytest.mark.parametrize("lijst", ["erkenner", "samenwerking"])
def test_every_object_in_the_lists_of_who_keeps_all_has_the_form_that_it_links_to(dienst: Dienst, lijst: str) -> None:
    """The open data hold erkenningen that do not say whose they are: they are named, and have no form."""
    browser = Browser(dienst)
    browser.word(f"rondgang-{lijst}@duo.example", ("DUO", ""))
    pagina = browser.haal(f"/nl/mijn/{lijst}")
    links = [link for link in pagina.links() if "sleutel=" in link and "/verwijderen" not in link]
    assert "PROEF9906" in pagina.woorden
    assert len(links) > 10
    assert {link: status for link in links if (status := browser.haal(link).status) != 200} == {}
