"""What holds for the page of every object: both axes, both languages, where else it is, and that no link is dead."""

import itertools
import re
from collections import Counter
from datetime import UTC, datetime

import pytest

from tests.service.conftest import Dienst
from tests.web.browser import Browser

OBJECTEN = (
    "/aanbod/99000000-0000-4000-8000-000000000008",
    "/opleidingen/1019O0031",
    "/opleidingen/1019O0040",
    "/locaties/799X004",
    "/erkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/99MA",
    "/samenwerkingen/VO9901",
    "/opleidingserkenningen/CREBO/99031",
    "/licenties/99000000-0000-4000-8000-000000000a06",
    "/erkenners/100E001",
)
LIJSTEN = (
    *("/aanbod", "/opleidingen", "/locaties", "/erkenningen", "/samenwerkingen"),
    *("/opleidingserkenningen", "/licenties", "/erkenners"),
)
ONZE = re.compile("/(nl|en)(" + "|".join(LIJSTEN) + ")")


@pytest.mark.parametrize("pad", OBJECTEN)
def test_an_object_is_shown_on_both_axes_in_both_languages(browser: Browser, dienst: Dienst, pad: str) -> None:
    nu = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    for taal, dag, toen in (
        ("nl", "1 september 2026", "zoals het register dat wist"),
        ("en", "1 September 2026", "as"),
    ):
        pagina = browser.haal(f"/{taal}{pad}?geldigOp=2026-09-01&bekendOp={nu}")
        assert (pagina.status, pagina.boom.get("lang")) == (200, taal)
        assert dag in pagina.woorden
        assert toen in pagina.woorden
        assert pagina.kop
    assert browser.haal(f"/nl{pad}?geldigOp=morgen").status == 400


@pytest.mark.parametrize("pad", OBJECTEN)
def test_an_object_says_where_it_is_in_the_api_and_what_happened_to_it(browser: Browser, pad: str) -> None:
    links = browser.haal(f"/nl{pad}?geldigOp=2026-09-01").links()
    (json,) = [link for link in links if link.startswith("/api/v1/")]
    assert json.endswith("?geldigOp=2026-09-01")
    assert browser.client.get(json).status_code == 200
    (historie,) = [link for link in links if link.startswith("/nl/historie/")]
    assert browser.haal(historie).status == 200


@pytest.mark.parametrize("pad", OBJECTEN)
def test_an_object_explains_its_words_and_leads_to_the_terms(browser: Browser, pad: str) -> None:
    ankers = {str(een.get("id")) for een in browser.haal("/en/begrippen").boom.iter("div")}
    genoemd = [a for a in browser.haal(f"/en{pad}").boom.iter("a") if a.get("class") == "begrip"]
    assert len(genoemd) >= 2
    assert {str(a.get("href")).rpartition("#")[2] for a in genoemd} <= ankers


@pytest.mark.parametrize("pad", OBJECTEN)
def test_a_moment_before_the_register_or_after_now_is_no_question(browser: Browser, pad: str) -> None:
    for moment in ("1990-01-01T00:00", "2999-01-01T00:00"):
        pagina = browser.haal(f"/nl{pad}?bekendOp={moment}")
        assert pagina.status == 400, moment
        assert "RS1011" in pagina.woorden


@pytest.mark.parametrize("pad", LIJSTEN)
def test_a_list_is_in_both_languages_and_what_it_does_not_know_is_passed_over(browser: Browser, pad: str) -> None:
    nl, en = (browser.haal(f"/{taal}{pad}?onbekend=1") for taal in ("nl", "en"))
    assert (nl.status, en.status) == (200, 200)
    assert nl.kop != en.kop
    assert browser.haal(f"/nl{pad}?cursor=verzonnen").status in (200, 400)


def test_no_link_of_these_pages_is_dead_and_every_page_is_sound(browser: Browser) -> None:
    """All that can be reached from the lists: its links, its headings, its ids, its labels and its size."""
    gezien: set[str] = set()
    te_doen = [f"/nl{pad}" for pad in LIJSTEN]
    while te_doen:
        adres = te_doen.pop()
        if adres in gezien:
            continue
        gezien.add(adres)
        pagina = browser.haal(adres)
        assert pagina.status == 200, adres
        te_doen += [link for link in pagina.links() if ONZE.match(link) and link.startswith("/nl/")]
        boom = pagina.boom
        koppen = [int(str(een.tag)[1]) for een in boom.iter("h1", "h2", "h3", "h4")]
        assert koppen.count(1) == 1, adres
        assert all(volgend <= vorig + 1 for vorig, volgend in itertools.pairwise(koppen)), adres
        ids = Counter(str(een.get("id")) for een in boom.iter() if een.get("id"))
        assert not [id_ for id_, aantal in ids.items() if aantal > 1], adres
        labels = {een.get("for") for een in boom.iter("label")}
        velden = [een for een in boom.iter("input", "select") if een.get("type") != "hidden"]
        assert all(een.get("id") in labels for een in velden), adres
        assert all(tabel.find("caption") is not None for tabel in boom.iter("table")), adres
        assert not [een for een in boom.iter() if een.get("style") or een.get("onclick")], adres
        assert len(pagina.tekst.encode()) < 100_000, adres
    assert len(gezien) > 100


def test_who_is_logged_in_sees_on_a_public_page_what_everybody_sees(browser: Browser, dienst: Dienst) -> None:
    anoniem = {pad: browser.haal(f"/nl{pad}").woorden for pad in OBJECTEN}
    browser.word("duo@openbaar.example", ("DUO", ""))
    assert {pad: browser.haal(f"/nl{pad}").woorden for pad in OBJECTEN} == anoniem
