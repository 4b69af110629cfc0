"""Every page in a real browser: accessible, no wider than its window, without errors, valid HTML, and small.

A usual run sees each page once, with width, theme and language in turn; with RIO_TEST_ZWAAR=1 each in all eight ways,
with a picture of each in RIO_SCHERMEN (`make schermen`).
"""

import itertools
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import ConsoleMessage, Page, Request, Response

from rio_soap.api.tempo import TeVeel
from rio_soap.register.database.failures import Unavailable
from rio_soap.web.publiek import zoekscherm
from rio_soap.web.schermen import SCHERMEN
from rio_soap.web.werkplek import schermen_werkbank
from tests.service.conftest import Dienst
from tests.web.echt.chromium import PAD, Thema, chromium, gebreken, steekt_uit, venster
from tests.web.echt.paginas import BLADEN, GEEN_PAGINA, TOESTANDEN, Blad, Proefgevallen

ZWAAR = os.environ.get("RIO_TEST_ZWAAR") == "1"
GROOTST = 100_000
"""Bytes of a page."""


@dataclass(frozen=True)
class Blik:
    """How somebody looks at a page."""

    breed: int
    thema: Thema
    taal: str

    @property
    def naam(self) -> str:
        return f"{self.breed}-{self.thema}-{self.taal}"


# In this order each two that follow differ in two of the three, so that neighbours that are alike are seen otherwise.
BLIKKEN = tuple(
    Blik(breed, thema, taal)
    for breed, thema, taal in (
        (360, "light", "nl"),
        (1280, "dark", "nl"),
        (360, "dark", "en"),
        (1280, "light", "en"),
        (360, "dark", "nl"),
        (1280, "light", "nl"),
        (360, "light", "en"),
        (1280, "dark", "en"),
    )
)


@dataclass
class Kijker:
    """The browser of these tests: one window of each width and theme, in which page after page is opened."""

    browser: Chromium
    gevallen: Proefgevallen
    vensters: dict[tuple[int, Thema], Page] = field(default_factory=dict)

    def venster(self, blik: Blik) -> Page:
        """The window of a width and a theme, without what the last page left in it."""
        sleutel = (blik.breed, blik.thema)
        if sleutel not in self.vensters:
            context = venster(self.browser, self.basis, breed=blik.breed, thema=blik.thema)
            self.vensters[sleutel] = context.new_page()
        self.vensters[sleutel].context.clear_cookies()
        return self.vensters[sleutel]

    @property
    def basis(self) -> str:
        return f"http://127.0.0.1:{self.gevallen.dienst.port}"

    @contextmanager
    def open(self, blad: Blad, blik: Blik) -> Iterator[tuple[Page, Response, list[str]]]:
        """A page, what came for it, and what the browser complained of."""
        pagina = self.venster(blik)
        koekjes = self.gevallen.koekjes[blad.wie]
        pagina.context.add_cookies([{"name": naam, "value": wat, "url": self.basis} for naam, wat in koekjes.items()])
        klachten: list[str] = []

        def hoor(bericht: ConsoleMessage) -> None:
            eigen = bericht.location["url"].partition("#")[0] == pagina.url.partition("#")[0]
            if bericht.type in ("error", "warning") and not (eigen and f"status of {blad.status} " in bericht.text):
                klachten.append(bericht.text)

        def mislukt(verzoek: Request) -> None:
            if verzoek.failure != "net::ERR_ABORTED":  # of the page that was left
                klachten.append(f"failed: {verzoek.url} {verzoek.failure}")

        oren = {
            "console": hoor,
            "pageerror": lambda fout: klachten.append(str(fout)),
            "requestfailed": mislukt,
        }
        for wat, oor in oren.items():
            pagina.on(wat, oor)
        antwoord: Response | None = pagina.goto(self.gevallen.adres(blad, blik.taal))
        if blad.na:
            with pagina.expect_response(lambda een: een.request.method == "POST") as gezonden:
                pagina.evaluate(_VERSTUUR.replace("NA;", f"{blad.na};"))
            antwoord = gezonden.value
            pagina.wait_for_load_state()
        assert antwoord is not None
        try:
            yield pagina, antwoord, klachten
        finally:
            for wat, oor in oren.items():
                pagina.remove_listener(wat, oor)


_VERSTUUR = """() => {
    NA;
    const vorm = [...document.querySelectorAll("main form[method=post]")].pop();
    vorm.noValidate = true;
    vorm.requestSubmit(vorm.querySelector("button[value=controleer]") || vorm.querySelector("button"));
}"""


# Of the module: Playwright runs once in a process, and other modules here have a browser too.
@pytest.fixture(scope="module")
def kijker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kijker]:
    """One browser on one service for all of these tests. Without Chromium they skip; in CI they fail."""
    if PAD is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no chromium (apt-get install chromium)")
        pytest.skip("no chromium (apt-get install chromium)")
    dienst = Dienst(tmp_path_factory.mktemp("echt"), api_per_minuut=0, scherm_per_minuut=0, werkbank="ja")
    gevallen = Proefgevallen(dienst)
    with chromium() as browser:
        yield Kijker(browser, gevallen)
    dienst.stop()


@pytest.fixture(scope="session")
def beelden() -> Path | None:
    """The folder of the pictures; None: none are made."""
    if not ZWAAR:
        return None
    map_ = Path(os.environ.get("RIO_SCHERMEN") or "proef/schermen")
    map_.mkdir(parents=True, exist_ok=True)
    return map_


def keur(kijker: Kijker, blad: Blad, blik: Blik, beelden: Path | None) -> list[str]:
    """What is wrong with a page, one line for each thing."""
    with kijker.open(blad, blik) as (pagina, antwoord, klachten):
        inhoud = antwoord.body()
        fouten = [f"console: {klacht}" for klacht in klachten]
        if antwoord.status != blad.status:
            fouten.append(f"status {antwoord.status}, not {blad.status}")
        if len(inhoud) > GROOTST:
            fouten.append(f"{len(inhoud)} bytes")
        if (pixels := steekt_uit(pagina)) > 0:
            fouten.append(f"{pixels} px wider than its window: {', '.join(pagina.evaluate(_BREED))}")
        if pagina.get_attribute("html", "lang") != blik.taal:
            fouten.append("not in its language")
        fouten += [f"html: {fout}" for fout in ongeldig(inhoud)]
        fouten += [f"axe: {fout}" for fout in gebreken(pagina)]
        if beelden is not None:
            naam = re.sub(r"[^A-Za-z0-9.-]+", "_", f"{blad.naam}-{blik.naam}")[:180]
            pagina.screenshot(path=beelden / f"{naam}.png", full_page=True)
        return fouten


_BREED = """() => [...document.querySelectorAll("body *")]
    .filter(een => een.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(een => `${een.tagName}.${een.className} ${een.textContent.trim().slice(0, 40)}`).slice(-4)"""


def ongeldig(inhoud: bytes) -> list[str]:
    """What a strict parser of HTML says of it."""
    lezer = html5lib.HTMLParser(strict=False)
    lezer.parse(inhoud, transport_encoding="utf-8")
    return [f"{code} at {plek} {gegevens}" for plek, code, gegevens in lezer.errors]


ALLES = (*BLADEN, *TOESTANDEN)
_PAREN = (
    tuple(itertools.product(ALLES, BLIKKEN))
    if ZWAAR
    else tuple((blad, BLIKKEN[nummer % len(BLIKKEN)]) for nummer, blad in enumerate(ALLES))
)


def test_every_page_is_looked_at_or_says_why_not() -> None:
    """A new page is not forgotten here, and one that is gone does not stay."""
    regels = {scherm.regel for scherm in SCHERMEN}
    assert {blad.regel for blad in BLADEN} | GEEN_PAGINA.keys() == regels
    assert not {blad.regel for blad in BLADEN} & GEEN_PAGINA.keys()


def test_who_looks_at_a_page_of_somebody_is_somebody() -> None:
    """So that none of these pages is in fact that of logging in."""
    ingelogd = {scherm.regel for scherm in SCHERMEN if scherm.ingelogd}
    assert all(blad.wie for blad in BLADEN if blad.regel in ingelogd)


def test_in_a_usual_run_every_way_of_looking_is_used_as_often() -> None:
    if ZWAAR:
        pytest.skip("all ways for every page")
    aantallen = [sum(blik == een for _, een in _PAREN) for blik in BLIKKEN]
    assert max(aantallen) - min(aantallen) <= 1


def test_no_two_pages_are_the_same_page() -> None:
    namen = [f"{blad.naam} {blad.na}" for blad in ALLES]
    assert sorted(namen) == sorted(set(namen))


@pytest.mark.parametrize(("blad", "blik"), [pytest.param(b, k, id=f"{b.naam}-{k.naam}") for b, k in _PAREN])
def test_a_page_is_accessible_fits_and_is_valid(kijker: Kijker, beelden: Path | None, blad: Blad, blik: Blik) -> None:
    """Axe finds nothing, nothing sticks out, the console is empty, the HTML is valid and no more than 100 kB."""
    assert keur(kijker, blad, blik, beelden) == []


def _gooi(fout: Exception) -> Callable[[], object]:
    def gooi() -> object:
        raise fout

    return gooi


NOOD = (
    ("te_vaak", 429, TeVeel(7)),
    ("register_weg", 503, Unavailable("the database is away")),
    ("storing", 500, RuntimeError("a bug")),
)


@pytest.mark.parametrize(("naam", "status", "fout"), NOOD, ids=[naam for naam, *_ in NOOD])
@pytest.mark.parametrize("blik", BLIKKEN if ZWAAR else BLIKKEN[2:4], ids=lambda blik: blik.naam)
def test_a_service_in_trouble_says_so_on_a_page_as_good_as_the_others(
    kijker: Kijker,
    beelden: Path | None,
    monkeypatch: pytest.MonkeyPatch,
    naam: str,
    status: int,
    fout: Exception,
    blik: Blik,
) -> None:
    monkeypatch.setattr(schermen_werkbank, "oorzaken", _gooi(fout))
    blad = Blad(naam, f"/werkbank/oorzaken/{naam}", status=status)
    assert keur(kijker, blad, blik, beelden) == []


@pytest.mark.parametrize("blik", BLIKKEN if ZWAAR else BLIKKEN[:2], ids=lambda blik: blik.naam)
def test_more_hits_than_are_shown_is_a_page_as_good_as_the_others(
    kijker: Kijker, beelden: Path | None, monkeypatch: pytest.MonkeyPatch, blik: Blik
) -> None:
    monkeypatch.setattr(zoekscherm, "MEESTE", 0)
    assert keur(kijker, Blad("te_veel", "/zoeken?q=school"), blik, beelden) == []


def test_what_is_wrong_with_html_is_found() -> None:
    """The check of the HTML itself: an end tag too many, an element where it may not be, the same attribute twice."""
    voor = b"<!doctype html><html lang=nl><title>x</title><body>"
    assert ongeldig(voor + b"<p>goed</p>") == []
    for kapot in (b"</em>", b"<p><div></p></div></p>", b"<table><p>x</p></table>", b"<p id=a id=b>", b"<b><i></b></i>"):
        assert ongeldig(voor + kapot), kapot


_BEDERF = """() => {
    const main = document.querySelector("main");
    main.insertAdjacentHTML("beforeend", "<input name=kaal><p>vaal</p><div>lang</div>");
    const [vaal, lang] = [...main.children].slice(-2);
    Object.assign(vaal.style, {color: "#ccc", background: "#fff"});
    lang.style.width = "700px";
}"""  # not by style attributes, which pages of ours may not have


def test_a_page_that_is_wrong_is_found_wrong(kijker: Kijker) -> None:
    """The checks themselves, on a page with a field without label, text that is hardly seen, and a line too wide."""
    with kijker.open(Blad("/", "/"), BLIKKEN[0]) as (pagina, _, _):
        assert gebreken(pagina) == []
        assert steekt_uit(pagina) <= 0
        pagina.evaluate(_BEDERF)
        soorten = {fout.partition(":")[0] for fout in gebreken(pagina)}
        assert {"label", "color-contrast"} <= soorten
        assert steekt_uit(pagina) > 300
