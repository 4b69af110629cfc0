"""What is found on a page is what the API finds: hits, counts, pages, the export, codes and who serves a postcode."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
import sqlalchemy as sa

from rio_soap.register.database.model import zoekgegeven
from rio_soap.register.zoeken.zoekbeeld import GEMEENTE, PLAATS
from rio_soap.web.frame.opmaak import datum
from tests.service.conftest import Dienst
from tests.web.browser import Browser, Pagina

SOORTEN = (
    *("ONDERWIJSAANBIEDER", "ONDERWIJSBESTUUR", "ONDERWIJSAANBIEDERGROEP", "ONDERWIJSBEGELEIDINGSAANBIEDER"),
    *("ONDERWIJSLOCATIE", "INSTELLINGSERKENNING"),
)
VRAGEN: tuple[dict[str, str], ...] = (
    {"q": "proef"},
    {"q": "hanzehogeschool"},
    {"q": "proef", "soort": "ONDERWIJSAANBIEDER"},
    {"q": "proef", "sector": "BO"},
    {"q": "proef", "sector": "MBO", "soort": "INSTELLINGSERKENNING"},
    {"q": "proef", "geldigOp": "2012-01-01"},
    {"q": "proef", "ookBeeindigd": "true"},
    {"plaats": "Doesburg"},
    {"plaats": "Doesburg", "soort": "ONDERWIJSLOCATIE"},
    {"postcode": "6982"},
    {"q": "stichting", "geldigOp": "2030-01-01"},
)


def gevonden_door_api(browser: Browser, vraag: dict[str, str], soorten: tuple[str, ...] = SOORTEN) -> Any:
    """The hits of the API for what a page was asked, of all kinds unless one was asked, and how many it counts."""
    alle = [("soort", een) for een in soorten] if "soort" not in vraag else []
    antwoord = browser.client.get(f"/api/v1/organisaties?{urlencode([*vraag.items(), *alle])}&limiet=100&tellen=true")
    assert antwoord.status_code == 200, antwoord.text
    return antwoord.get_json()


def bladen(browser: Browser, adres: str) -> list[Pagina]:
    """A page and those that follow it."""
    uit = [browser.haal(adres)]
    while volgende := uit[-1].boom.xpath("//a[@rel='next']/@href"):
        uit.append(browser.haal(str(volgende[0])))
        assert len(uit) < 20
    return uit


def treffers(pagina: Pagina) -> list[str]:
    return [" ".join(li.text_content().split()) for li in pagina.boom.iterfind(".//ol[@class='treffers']/li")]


@pytest.mark.parametrize("vraag", VRAGEN, ids=urlencode)
def test_the_pages_of_a_search_have_the_hits_of_the_api_in_its_order_and_count_as_many(
    browser: Browser, vraag: dict[str, str]
) -> None:
    gezegd = gevonden_door_api(browser, vraag)
    for taal in ("nl", "en"):
        alle = bladen(browser, f"/{taal}/zoeken?{urlencode(vraag)}")
        regels = [regel for pagina in alle for regel in treffers(pagina)]
        assert len(regels) == len(gezegd["organisatietreffer"]) == gezegd["totaal"] > 0
        for regel, een in zip(regels, gezegd["organisatietreffer"], strict=True):
            for wat in (een["naam"], een["sleutel"].rpartition("/")[2], een.get("plaatsnaam", "")):
                assert wat in regel
            if een["objecttype"] != "ONDERWIJSLOCATIE" and "einddatum" not in een:
                assert datum(taal, een["begindatum"]) in regel
            assert all(bij["naam"] in regel for bij in een.get("hoortBij", [])[:3])
        assert re.search(rf"\b{gezegd['totaal']} result", alle[0].woorden)


@pytest.mark.parametrize("vraag", VRAGEN, ids=urlencode)
def test_the_export_is_cell_by_cell_what_the_api_says_of_each_hit(browser: Browser, vraag: dict[str, str]) -> None:
    gezegd = gevonden_door_api(browser, vraag)["organisatietreffer"]
    inhoud = browser.client.get(f"/en/zoeken?{urlencode(vraag)}&vorm=csv").get_data().decode("utf-8-sig")
    rijen = {(rij["objecttype"], rij["sleutel"]): rij for rij in csv.DictReader(io.StringIO(inhoud))}
    assert rijen.keys() == {(een["objecttype"], een["sleutel"]) for een in gezegd}
    for een in gezegd:
        rij, bij = rijen[een["objecttype"], een["sleutel"]], een.get("hoortBij", [])
        for naam in ("naam", "plaatsnaam", "postcode", "begindatum", "einddatum"):
            assert rij[naam] == een.get(naam, ""), naam
        assert rij["hoortBij"].split() == [deel["sleutel"] for deel in bij]
        assert rij["hoortBijNaam"] == "; ".join(deel["naam"] for deel in bij)


def test_both_languages_export_the_same_file(browser: Browser) -> None:
    nl, en = (browser.client.get(f"/{taal}/zoeken?q=proef&vorm=csv").get_data() for taal in ("nl", "en"))
    assert nl == en


@pytest.mark.parametrize("soort", SOORTEN)
def test_a_kind_listed_by_code_has_all_that_the_api_lists_page_after_page(browser: Browser, soort: str) -> None:
    gezegd = gevonden_door_api(browser, {"soort": soort})
    alle = bladen(browser, f"/nl/zoeken?soort={soort}")
    regels = [regel for pagina in alle for regel in treffers(pagina)]
    assert len(regels) == len(gezegd["organisatietreffer"]) == gezegd["totaal"]
    for regel, een in zip(regels, gezegd["organisatietreffer"], strict=True):
        assert een["sleutel"].rpartition("/")[2] in regel


def test_what_has_ended_is_found_only_when_it_is_asked_for_and_says_until_when(browser: Browser) -> None:
    wel = gevonden_door_api(browser, {"q": "proef", "ookBeeindigd": "true"})["organisatietreffer"]
    niet = {een["sleutel"] for een in gevonden_door_api(browser, {"q": "proef"})["organisatietreffer"]}
    einden = [een for een in wel if een["sleutel"] not in niet]
    met = " ".join(pagina.woorden for pagina in bladen(browser, "/nl/zoeken?q=proef&ookBeeindigd=true"))
    for een in einden:
        assert datum("nl", een["einddatum"]) in met
    assert einden
    assert len(wel) == len(niet) + len(einden)


SPELLINGEN = (str, str.lower, str.upper, lambda code: f"  {code} ", lambda code: code.swapcase())


@pytest.mark.parametrize(
    "vraag", [{"soort": "ONDERWIJSAANBIEDER"}, {"soort": "ONDERWIJSBESTUUR"}, {"soort": "INSTELLINGSERKENNING"}]
)
def test_every_code_that_the_api_lists_leads_in_any_spelling_to_a_page_that_says_it(
    browser: Browser, vraag: dict[str, str]
) -> None:
    gezegd = gevonden_door_api(browser, vraag)["organisatietreffer"]
    # What the register holds without an erkenner has no page.
    for nummer, een in enumerate(een for een in gezegd if not een["sleutel"].startswith("/")):
        code = een["sleutel"].rpartition("/")[2]
        pagina = browser.haal(f"/nl/c/{SPELLINGEN[nummer % len(SPELLINGEN)](code)}")
        assert pagina.status == 200
        assert code in pagina.woorden
        waar = {pagina.adres, *pagina.links()}
        assert [adres for adres in waar if adres.partition("?")[0].endswith(f"/{een['sleutel']}")]


@pytest.mark.parametrize("code", ["99000000-0000-4000-8000-000000000008", "99000000-0000-4000-8000-000000000a06"])
def test_a_uuid_leads_to_its_page_with_and_without_hyphens_and_in_capitals(browser: Browser, code: str) -> None:
    for spelling in (code, code.upper(), code.replace("-", ""), code.replace("-", "").upper()):
        pagina = browser.haal(f"/en/c/{spelling}?geldigOp=2026-09-01")
        assert pagina.status == 200
        assert pagina.adres.endswith(f"/{code}?geldigOp=2026-09-01")


def test_a_code_that_is_written_with_codes_that_are_not_there_stands_in_a_list_with_these(browser: Browser) -> None:
    pagina = browser.haal("/nl/c/25be;999B999, 110a133")
    assert pagina.adres == "/nl/c/25BE,999B999,110A133"
    assert {"/nl/organisaties/110A133", "/nl/erkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/25BE"} <= set(pagina.links())
    assert "/nl/organisaties/999B999" not in pagina.links()


@pytest.fixture
def dubbel(dienst: Dienst) -> Iterator[None]:
    """Groningen lies in a second gemeente, Elders, by the formal address of one erkenning there."""
    with dienst.register.engine.begin() as verbinding:
        plaats = sa.select(zoekgegeven.c.object).where(
            zoekgegeven.c.soort == PLAATS, zoekgegeven.c.tekst == "groningen"
        )
        gemeente = sa.select(zoekgegeven).where(zoekgegeven.c.soort == GEMEENTE, zoekgegeven.c.object.in_(plaats))
        rij = verbinding.execute(gemeente.limit(1)).one()
        elders = {**rij._mapping, "tekst": "elders", "weergave": "Elders"}
        verbinding.execute(sa.insert(zoekgegeven).values(elders))
    yield
    with dienst.register.engine.begin() as verbinding:
        verbinding.execute(sa.delete(zoekgegeven).where(zoekgegeven.c.tekst == "elders"))


@pytest.mark.parametrize("vraag", ["plaats=Groningen", "q=groningen"])
def test_a_place_in_two_gemeenten_asks_which_and_each_choice_finds_what_the_api_finds_there(
    browser: Browser, dubbel: None, vraag: str
) -> None:
    for taal in ("nl", "en"):
        boom = browser.haal(f"/{taal}/zoeken?{vraag}").boom
        keuzes = [str(een) for een in boom.xpath("//div[contains(@class, 'melding')]//a/@href")]
        assert len(keuzes) == 2
        for keuze in keuzes:
            gevraagd = dict(parse_qsl(urlsplit(keuze).query))
            gezegd = gevonden_door_api(browser, gevraagd)
            gekozen = browser.haal(keuze, volg=False)
            if gekozen.status == 303:  # the only one there is
                assert gezegd["totaal"] == 1
                continue
            assert len(treffers(gekozen)) == gezegd["totaal"] > 0
            assert not gekozen.boom.xpath("//div[contains(@class, 'melding')]//a[contains(@href, 'gemeente=')]")


def test_a_place_in_one_gemeente_asks_nothing(browser: Browser) -> None:
    assert not [link for link in browser.haal("/nl/zoeken?plaats=Doesburg").links() if "gemeente=" in link]


@pytest.mark.parametrize("dag", ["2015-01-01", "2026-11-30"])
@pytest.mark.parametrize("postcode", ["6981", "6982AB", "6983", "9747ZZ", "1000"])
def test_who_serves_a_postcode_is_who_the_api_says_on_the_same_day(browser: Browser, postcode: str, dag: str) -> None:
    antwoord = browser.client.get(f"/api/v1/samenwerkingen?postcode={postcode}&geldigOp={dag}")
    gezegd = antwoord.get_json().get("erkendeSamenwerking", [])
    for taal in ("nl", "en"):
        pagina = browser.haal(f"/{taal}/samenwerkingen?postcode={postcode}&geldigOp={dag}")
        links = [link.partition("?")[0] for link in pagina.links()]
        assert [link for link in links if link.startswith(f"/{taal}/samenwerkingen/")] == [
            f"/{taal}/samenwerkingen/{een['code']}" for een in gezegd
        ]
        for een in gezegd:
            eerder = [deel for deel in een["erkendeSamenwerkingPeriode"] if deel["begindatum"] <= dag]
            assert max(eerder, key=lambda deel: deel["begindatum"])["naamLang"] in pagina.woorden


@pytest.mark.parametrize(
    ("pad", "api", "sleutel"),
    [
        ("/aanbod", "/aangeboden-opleidingen", "aangebodenOpleidingCode"),
        ("/opleidingen", "/opleidingseenheden", "opleidingseenheidcode"),
        ("/locaties", "/onderwijslocaties", "onderwijslocatiecode"),
        ("/licenties", "/licenties", "licentiecode"),
        ("/erkenners", "/erkenners", "erkennercode"),
    ],
)
@pytest.mark.parametrize("dag", ["2016-01-01", "2026-09-01"])
def test_a_list_has_page_after_page_each_object_that_the_api_has_on_the_day_once(
    browser: Browser, pad: str, api: str, sleutel: str, dag: str
) -> None:
    gezegd = browser.client.get(f"/api/v1{api}?geldigOp={dag}&limiet=100").get_json()
    assert "next" not in gezegd["_links"]
    codes = [een[sleutel].lower() for naam, deel in gezegd.items() if naam[0] != "_" for een in deel]
    begin = f"/nl{pad}/"
    links = [
        link.partition("?")[0].removeprefix(begin).lower()
        for pagina in bladen(browser, f"/nl{pad}?geldigOp={dag}")
        for link in dict.fromkeys(pagina.links())
        if link.startswith(begin)
    ]
    assert sorted(links) == sorted(codes)
