"""Lists, changes, histories and extracts on pages: value by value what ``/api/v1`` and the register say of them."""

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from lxml import etree

from rio_soap.contract.gegevens import Gegeven
from rio_soap.setup import trial
from rio_soap.web.frame.opmaak import datum, label, tijdstip, waardenaam
from tests.register.schrijvers import aanbieder
from tests.service.conftest import Dienst
from tests.web.browser import Browser, Pagina

ATOM = "{http://www.w3.org/2005/Atom}"
LIJSTEN = (
    *("Denominatie-v04", "Sector", "Niveaucode-v06", "ErkendeSamenwerkingssoort", "Opleidingseenheidtype-v02"),
    *("Objecttype", "Communicatiecontext-v02"),
)
DAGEN = ("2001-01-01", "2007-06-01", "2026-09-01")
BESTUUR = "100B490"


def rijen_van(pagina: Pagina) -> list[list[str]]:
    return [[" ".join(cel.text_content().split()) for cel in tr] for tr in pagina.boom.iterfind(".//main//tbody/tr")]


def lijsten_van_api(browser: Browser, dag: str) -> dict[str, list[dict[str, str]]]:
    gezegd = browser.client.get(f"/api/v1/waardenlijsten?peildatum={dag}").get_json()
    return {een["naam"]: een.get("waarde", []) for een in gezegd["waardenlijst"]}


@pytest.mark.parametrize("dag", DAGEN)
def test_the_overview_names_every_list_of_the_api_with_as_many_values_as_it_has_on_the_day(
    browser: Browser, dag: str
) -> None:
    gezegd = lijsten_van_api(browser, dag)
    for taal in ("nl", "en"):
        rijen = rijen_van(browser.haal(f"/{taal}/waardenlijsten?geldigOp={dag}"))
        getoond = {naam: int(re.sub(r"\D", "", aantal)) for naam, aantal in rijen}
        assert getoond == {naam: len(waarden) for naam, waarden in gezegd.items()}
        assert [naam.lower() for naam, _ in rijen] == sorted(naam.lower() for naam in gezegd)


@pytest.mark.parametrize("dag", DAGEN)
def test_a_list_shows_the_values_of_the_api_in_order_with_what_they_mean_and_until_when_they_hold(
    browser: Browser, dag: str
) -> None:
    gezegd = lijsten_van_api(browser, dag)
    gekozen = [naam for naam in LIJSTEN if naam in gezegd]
    assert len(gekozen) > 4
    for naam in gekozen:
        waarden = gezegd[naam]
        for taal in ("nl", "en"):
            rijen = rijen_van(browser.haal(f"/{taal}/waardenlijsten/{naam}?geldigOp={dag}"))
            assert [rij[0] for rij in rijen] == [een["waarde"] for een in waarden]
            for rij, een in zip(rijen, waarden, strict=True):
                assert " ".join(een.get("omschrijving", "").split()) in rij[1]
                for kant in ("begindatum", "einddatum"):
                    assert datum(taal, een.get(kant)) in rij[2]
                assert all(rij[1::2])


def test_a_value_that_holds_no_more_on_a_day_is_not_in_the_list_of_that_day(browser: Browser) -> None:
    """The last day that a value holds is before its einddatum, as everywhere in the register."""
    [jol] = [een for een in lijsten_van_api(browser, "2001-01-01")["Denominatie-v04"] if een["waarde"] == "JOL"]
    einde = date.fromisoformat(jol["einddatum"])
    for dag, er_is in ((einde.replace(day=einde.day - 1), True), (einde, False)):
        rijen = rijen_van(browser.haal(f"/nl/waardenlijsten/Denominatie-v04?geldigOp={dag}"))
        assert ("JOL" in [rij[0] for rij in rijen]) is er_is, dag


@pytest.fixture(scope="module")
def veranderd(dienst: Dienst) -> list[str]:
    """Codes of thirty opleidingseenheden, of which the last was renamed and the one before it removed."""
    codes = [str(dienst.lever()) for _ in range(30)]
    eenheid = trial.voorbeeldlevering()
    [periode] = eenheid.velden["opleidingseenheidPeriode"]  # type: ignore[misc]
    periode.velden["naamLang"] = "Toegepaste Dijkenkunde"
    eenheid.velden = {"opleidingseenheidcode": codes[-1], **eenheid.velden}
    anders = dienst.stuur("aanleveren_opleidingseenheid", {"opleidingseenheid": eenheid})
    assert anders.tekst("requestGoedgekeurd") == "true"
    weg = dienst.stuur("verwijderen_opleidingseenheid", {"opleidingseenheidcode": codes[-2]})
    assert weg.tekst("requestGoedgekeurd") == "true"
    return codes


def wijzigingen_van_api(browser: Browser, vraag: str = "") -> list[dict[str, Any]]:
    """All changes of the API, newest first."""
    uit: list[dict[str, Any]] = []
    na = ""
    while True:
        gezegd = browser.client.get(f"/api/v1/wijzigingen?limiet=100{vraag}{na}").get_json()
        uit += gezegd["objectwijziging"]
        if not gezegd["meer"]:
            return uit[::-1]
        na = f"&na={gezegd['cursor']}"


def bladen(browser: Browser, adres: str) -> Iterator[Pagina]:
    """A page and those that follow it."""
    volgende: str | None = adres
    while volgende:
        pagina = browser.haal(volgende)
        yield pagina
        volgende = next(iter(pagina.boom.xpath("//a[@rel='next']/@href")), None)


@pytest.mark.parametrize("soort", ["", "OPLEIDINGSEENHEID", "LICENTIE"])
def test_the_changes_are_page_after_page_those_of_the_api_newest_first(
    browser: Browser, veranderd: list[str], soort: str
) -> None:
    gezegd = wijzigingen_van_api(browser, f"&objecttype={soort}" if soort else "")
    assert bool(gezegd) == (soort != "LICENTIE")
    for taal, woorden in (
        ("nl", {"T": "toegevoegd", "W": "gewijzigd", "V": "verwijderd"}),
        ("en", {"T": "added", "W": "changed", "V": "removed"}),
    ):
        rijen = [rij for pagina in bladen(browser, f"/{taal}/wijzigingen?soort={soort}") for rij in rijen_van(pagina)]
        assert len(rijen) == len(gezegd)
        for rij, een in zip(rijen, gezegd, strict=True):
            assert rij[0] == tijdstip(taal, een["moment"])
            assert rij[1].startswith(waardenaam(taal, een["objecttype"]))
            assert een["sleutel"] in rij[1]
            assert rij[2] == woorden[een["soortWijziging"]]


def test_a_page_names_by_its_first_holders_whose_a_change_is(browser: Browser, veranderd: list[str]) -> None:
    gezegd = wijzigingen_van_api(browser)[:25]
    for tr, een in zip(browser.haal("/nl/wijzigingen").boom.iterfind(".//main//tbody/tr"), gezegd, strict=True):
        links = [str(a.get("href")) for a in tr.iter("a")]
        assert [link for link in links if "/organisaties/" in link] == [
            f"/nl/organisaties/{code}" for code in een.get("houder", [])[:3]
        ]
        assert f"/nl/historie/{een['objecttype']}/{een['sleutel']}" in links


def test_what_was_removed_has_in_the_changes_its_history_and_no_page(browser: Browser, veranderd: list[str]) -> None:
    regels = browser.haal("/nl/wijzigingen").boom.iterfind(".//main//tbody/tr")
    tr = next(een for een in regels if veranderd[-2] in een.text_content())
    assert "verwijderd" in tr.text_content()
    links = [str(a.get("href")) for a in tr.iter("a")]
    assert f"/nl/opleidingen/{veranderd[-2]}" not in links
    assert f"/nl/historie/OPLEIDINGSEENHEID/{veranderd[-2]}" in links


def test_the_feed_has_the_changes_of_the_api_in_order_and_goes_on_where_it_ends(
    browser: Browser, veranderd: list[str]
) -> None:
    gezegd = wijzigingen_van_api(browser)
    for taal in ("nl", "en"):
        entries, adres = [], f"/{taal}/wijzigingen?vorm=atom"
        while adres:
            feed = etree.fromstring(browser.client.get(adres).data)
            deel = feed.findall(f"{ATOM}entry")
            assert feed.findtext(f"{ATOM}updated") == deel[0].findtext(f"{ATOM}updated")
            entries += deel
            volgende = feed.find(f"{ATOM}link[@rel='next']")
            delen = None if volgende is None else urlsplit(str(volgende.get("href")))
            adres = "" if delen is None else f"{delen.path}?{delen.query}"
        nummers = [int(str(entry.findtext(f"{ATOM}id")).rpartition(":")[2]) for entry in entries]
        assert nummers == [een["volgnummer"] for een in gezegd]
        for entry, een in zip(entries, gezegd, strict=True):
            assert een["sleutel"] in str(entry.findtext(f"{ATOM}title"))
            assert str(entry.findtext(f"{ATOM}updated"))[:19] == een["moment"][:19]
            href = str(entry.find(f"{ATOM}link").get("href"))
            assert href.endswith(f"/{taal}/historie/{een['objecttype']}/{een['sleutel']}")


def test_both_languages_have_a_feed_with_the_same_ids(browser: Browser, veranderd: list[str]) -> None:
    feeds = [etree.fromstring(browser.client.get(f"/{taal}/wijzigingen?vorm=atom").data) for taal in ("nl", "en")]
    nl, en = ([een.findtext(f"{ATOM}id") for een in feed.iter(f"{ATOM}entry")] for feed in feeds)
    assert nl == en
    assert len(nl) == 25


def school(naam: str, code: str | None = None) -> Gegeven:
    stand = aanbieder(naam)
    eigen = {} if code is None else {"onderwijsaanbiedercode": code}
    return Gegeven("nieuweOnderwijsaanbieder" if code is None else stand.naam, {**eigen, **stand.velden})


@pytest.fixture(scope="module")
def hernoemd(dienst: Dienst) -> str:
    """Code of an onderwijsaanbieder that was called otherwise twice."""
    eerst = {"onderwijsbestuurcode": BESTUUR, "nieuweOnderwijsaanbieder": school("Lyceum Een")}
    code = dienst.stuur("aanleveren_onderwijsaanbieder", eerst).tekst("onderwijsaanbiedercode")
    for naam in ("Lyceum Twee", "Lyceum Drie"):
        velden = {"onderwijsbestuurcode": BESTUUR, "onderwijsaanbieder": school(naam, code)}
        assert dienst.stuur("aanleveren_onderwijsaanbieder", velden).tekst("requestGoedgekeurd") == "true"
    return str(code)


def test_the_history_has_change_by_change_and_field_by_field_what_the_api_says_of_it(
    browser: Browser, hernoemd: str
) -> None:
    regels = browser.client.get(f"/api/v1/organisaties/{hernoemd}/historie").get_json()["historieregel"]
    assert len(regels) == 3
    for taal in ("nl", "en"):
        for pad in (f"/organisaties/{hernoemd}/historie", f"/historie/ONDERWIJSAANBIEDER/{hernoemd}"):
            secties = browser.haal(f"/{taal}{pad}").boom.findall(".//section[@class='wijziging']")
            assert [een.find(".//time").get("datetime") for een in secties] == [
                een["moment"] for een in sorted(regels, key=lambda een: een["moment"], reverse=True)
            ]
            for sectie, regel in zip(secties, sorted(regels, key=lambda een: een["moment"], reverse=True), strict=True):
                rijen = [[cel.text_content() for cel in tr] for tr in sectie.iterfind(".//tbody/tr")]
                assert len(rijen) == len(regel["veldwijziging"])
                for rij, veld in zip(rijen, regel["veldwijziging"], strict=True):
                    element = re.sub(r"\[.*", "", veld["pad"].rpartition("/")[2])
                    if element == "naam":
                        assert label(taal, "naam") in rij[0]
                        assert [rij[2].strip(), rij[3].strip()] == [veld["oud"], veld["nieuw"]]


def test_each_version_on_the_page_says_what_the_history_says_that_it_became(browser: Browser, hernoemd: str) -> None:
    """The page as it was known just after each change has the name that the history says was given with it."""
    regels = browser.client.get(f"/api/v1/organisaties/{hernoemd}/historie").get_json()["historieregel"]
    namen = []
    for regel in sorted(regels, key=lambda een: een["moment"]):
        pagina = browser.haal(f"/nl/organisaties/{hernoemd}?bekendOp={regel['moment']}")
        assert pagina.status == 200
        kop = " ".join(pagina.boom.find(".//h1").text_content().split())
        assert kop in "".join(veld.get("nieuw", "") for veld in regel["veldwijziging"])
        namen.append(kop)
    assert namen == ["Lyceum Een", "Lyceum Twee", "Lyceum Drie"]


def staat_van(pagina: Pagina) -> dict[str, str]:
    adres = next(link for link in pagina.links() if "nummer=" in link)
    return {naam: waarden[0] for naam, waarden in parse_qs(urlsplit(adres).query).items()}


@pytest.mark.parametrize("code", [BESTUUR, "799A005", "25BE", "99MA00"])
def test_a_print_says_in_both_languages_the_same_and_each_value_of_its_file(browser: Browser, code: str) -> None:
    vraag = urlencode({"code": code, "geldigOp": "2026-09-01", "alles": "ja"})
    woorden = {taal: browser.haal(f"/{taal}/uittreksel?{vraag}") for taal in ("nl", "en")}
    bestand = etree.fromstring(browser.client.get(f"/nl/uittreksel?{vraag}&vorm=xml").data)
    namen = {"naam", "naamLang", "plaatsnaam", "postcode", "emailadres", "onderwijslocatiecode"}
    waarden = {str(een.text) for een in bestand.iter(etree.Element) if etree.QName(een).localname in namen}
    dagen = {str(een.text) for een in bestand.iter(etree.Element) if etree.QName(een).localname == "begindatum"}
    assert waarden
    for taal, pagina in woorden.items():
        assert not [een for een in waarden if een not in pagina.woorden]
        assert not [een for een in dagen if datum(taal, een) not in pagina.woorden]
    assert staat_van(woorden["nl"])["hash"] != ""
    assert staat_van(woorden["nl"])["code"] == staat_van(woorden["en"])["code"]


def controleer(browser: Browser, data: bytes) -> str:
    vorm = browser.haal("/nl/uittreksel/controleren")
    velden = {
        "csrf": str(vorm.boom.xpath("//input[@name='csrf']/@value")[0]),
        "bestand": (io.BytesIO(data), "uittreksel.xml"),
    }
    return Pagina(browser.client.post("/nl/uittreksel/controleren", data=velden)).woorden


def test_a_file_of_any_day_is_genuine_and_with_one_value_of_another_file_it_is_not(browser: Browser) -> None:
    een, ander = (
        browser.client.get(f"/nl/uittreksel?code={code}&geldigOp={dag}&vorm=xml").data
        for code, dag in ((BESTUUR, "2026-09-01"), ("799A005", "2025-01-01"))
    )
    goed = controleer(browser, een)
    assert "Vertrouw dit bestand niet" not in goed
    assert "Vertrouw dit bestand niet" not in controleer(browser, ander)
    for oud, nieuw in ((b"2026-09-01", b"2026-09-02"), (b"GRONINGEN", b"DOESBURG"), (b"100B490", b"100B491")):
        assert oud in een
        assert "Vertrouw dit bestand niet" in controleer(browser, een.replace(oud, nieuw)), nieuw
    assert "Vertrouw dit bestand niet" in controleer(browser, een[: len(een) // 2])


def test_the_print_of_one_is_not_confirmed_with_the_hash_of_another(browser: Browser) -> None:
    een, ander = (
        staat_van(browser.haal(f"/nl/uittreksel?code={code}&geldigOp=2026-09-01")) for code in ("25BE", "99MA")
    )
    adres = "/nl/uittreksel/controleren"
    assert "Dit uittreksel klopt" in browser.haal(adres, query_string=een).woorden
    assert "niet bevestigd" in browser.haal(adres, query_string={**een, "hash": ander["hash"]}).woorden
    assert "niet bevestigd" in browser.haal(adres, query_string={**een, "code": ander["code"]}).woorden
    assert "Dit uittreksel klopt" in browser.haal(adres, query_string={**een, "hash": een["hash"].upper()}).woorden


def test_what_was_removed_is_gone_in_both_languages_as_in_the_api_and_was_there_before(
    browser: Browser, veranderd: list[str]
) -> None:
    code = veranderd[-2]
    erin, eruit = (een["moment"] for een in wijzigingen_van_api(browser)[::-1] if een["sleutel"] == code)
    assert browser.client.get(f"/api/v1/opleidingseenheden/{code}").status_code == 404
    for taal in ("nl", "en"):
        weg = browser.haal(f"/{taal}/opleidingen/{code}")
        assert (weg.status, tijdstip(taal, eruit) in weg.woorden) == (410, True)
        toen = browser.haal(f"/{taal}/opleidingen/{code}?bekendOp={erin}&geldigOp=2026-09-01")
        assert (toen.status, "Toegepaste Waterkunde" in toen.woorden) == (200, True)
        assert browser.haal(f"/{taal}/c/{code}").status == 410
