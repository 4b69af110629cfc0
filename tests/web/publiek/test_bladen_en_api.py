"""A page of an object says what ``/api/v1`` says of it: every field, on every day and moment, in both languages."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from rio_soap.web.frame.opmaak import datum
from rio_soap.web.frame.veldweergave import waardetekst
from tests.service.conftest import Dienst
from tests.web.browser import Browser, Pagina

OBJECTEN = (
    "/aanbod/99000000-0000-4000-8000-000000000001",
    "/aanbod/99000000-0000-4000-8000-000000000008",
    "/aanbod/fa990000-0000-4000-8000-00000000000c",
    "/opleidingen/1019O0031",
    "/opleidingen/1019O0040",
    "/locaties/799X004",
    "/erkenningen/OCW/BEVOEGD_GEZAG/40169",
    "/erkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/99MA",
    "/samenwerkingen/PO9901",
    "/samenwerkingen/VO9901",
    "/opleidingserkenningen/CREBO/99031",
    "/licenties/99000000-0000-4000-8000-000000000a06",
    "/erkenners/100E001",
)
DAGEN = ("2015-01-01", "2024-08-01", "2026-09-01", "2030-01-01")
ORGANISATIES = ("100B490", "110A133", "799A005", "799B004", "799G001")
AANBOD = (
    *(f"99000000-0000-4000-8000-0000000000{nummer}" for nummer in ("01", "02", "04", "08", "09", "11")),
    "fa990000-0000-4000-8000-00000000000c",
)
_KANTEN = ("opleidingseenheidtype", "richting")
"""Of a relation of an opleiding: what the page says by the list in which the relation stands."""


def velden(gegeven: Any, element: str = "") -> Iterator[tuple[str, Any]]:
    """All values of an answer of the API, each with its element, but for what is said otherwise on a page.

    That is: the type in the key of an instellingserkenning, which is in the address of its link, GeoJSON, and the
    side of a relation.
    """
    if isinstance(gegeven, dict):
        sleutel = {"erkenner", "type", "code"} == gegeven.keys()
        for naam, deel in gegeven.items():
            anders = naam.startswith("_") or naam == "geometrie" or (sleutel and naam == "type")
            if not anders and not (element == "opleidingsrelatie" and naam in _KANTEN):
                yield from velden(deel, naam)
    elif isinstance(gegeven, list):
        for deel in gegeven:
            yield from velden(deel, element)
    else:
        yield element, gegeven


def api_van(browser: Browser, pagina: Pagina) -> Any:
    """What the API says of the object of a page, by the link that the page has to it; None when it has none."""
    (adres,) = [link for link in pagina.links() if link.startswith("/api/v1/")]
    antwoord = browser.client.get(adres)
    return antwoord.get_json() if antwoord.status_code == 200 else None


def glad(tekst: str) -> str:
    return re.sub(r"\s+", " ", tekst)


def mist(pagina: Pagina, taal: str, gevonden: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Which values are not on a page. A code is one in any case; of a run of postcodes those between are in it."""
    reeksen = [range(int(van), int(tot) + 1) for van, tot in re.findall(r"\b(\d{4})–(\d{4})\b", pagina.woorden)]
    klein = pagina.woorden.lower()

    def staat_er(element: str, waarde: Any) -> bool:
        if element == "postcodecijfers" and any(int(waarde) in reeks for reeks in reeksen):
            return True
        tekst = glad(waardetekst(taal, element, waarde)[0])  # type: ignore[arg-type]
        return tekst.lower() in klein if element.lower().endswith("code") else tekst in pagina.woorden

    return [een for een in gevonden if not staat_er(*een)]


def van_api(browser: Browser, pad: str) -> Any:
    antwoord = browser.client.get(f"/api/v1{pad}")
    assert antwoord.status_code == 200, pad
    return antwoord.get_json()


@pytest.mark.parametrize("dag", DAGEN)
@pytest.mark.parametrize("pad", OBJECTEN)
def test_every_value_of_the_api_stands_on_the_page_of_the_same_day_in_both_languages(
    browser: Browser, pad: str, dag: str
) -> None:
    """Where the API says that there is no such object on the day, the page says that it is not there yet or over."""
    for taal in ("nl", "en"):
        pagina = browser.haal(f"/{taal}{pad}?geldigOp={dag}")
        assert pagina.status == 200
        gezegd = api_van(browser, pagina)
        if gezegd is None:
            assert re.search(r"[Bb]egint op|[Bb]egins on|[Ee]indigde|[Ee]nded|[Bb]eëindigd", pagina.woorden)
            continue
        gevonden = list(velden(gezegd))
        assert len(gevonden) > 5
        assert not mist(pagina, taal, gevonden), taal


@pytest.mark.parametrize("pad", OBJECTEN)
def test_as_it_was_known_at_two_moments_a_page_says_what_the_api_says_of_these(
    browser: Browser, dienst: Dienst, pad: str
) -> None:
    """Nothing happened to these objects, so that both moments say the same as now does."""
    nu = datetime.now(UTC)
    op_dag = "geldigOp=2026-09-01"
    zonder = list(velden(api_van(browser, browser.haal(f"/nl{pad}?{op_dag}"))))
    for moment in (nu, nu - timedelta(milliseconds=5)):
        pagina = browser.haal(f"/nl{pad}?{op_dag}&bekendOp={moment:%Y-%m-%dT%H:%M:%S.%f}Z")
        gezegd = api_van(browser, pagina)
        assert gezegd is not None
        gevonden = list(velden(gezegd))
        assert set(gevonden) <= set(zonder)
        assert not mist(pagina, "nl", gevonden)


@pytest.mark.parametrize("pad", OBJECTEN)
def test_both_languages_lead_to_the_same_objects_and_write_the_same_codes(browser: Browser, pad: str) -> None:
    def wat(taal: str) -> tuple[set[str], set[str]]:
        pagina = browser.haal(f"/{taal}{pad}?geldigOp=2026-09-01")
        hoofd = pagina.boom.find(".//main")
        links = {str(a.get("href")).removeprefix(f"/{taal}") for a in hoofd.iter("a")}
        return links, set(re.findall(r"\b\d{3,4}[ABGTXOE]\d{3,4}\b", pagina.woorden))

    assert wat("nl") == wat("en")


@pytest.mark.parametrize("dag", DAGEN)
@pytest.mark.parametrize("code", AANBOD)
def test_the_grounds_of_the_erkenningsstatus_are_those_of_the_api(browser: Browser, code: str, dag: str) -> None:
    """Each erkenning and licentie on which the conclusion stands is a link, and there are no others."""
    antwoord = van_api(browser, f"/aangeboden-opleidingen/{code}/erkenningsstatus?geldigOp={dag}")
    [status] = antwoord["erkenningsstatus"]
    pagina = browser.haal(f"/nl/aanbod/{code}?geldigOp={dag}")
    links = {link.partition("?")[0] for link in pagina.links()}
    licenties = {f"/nl/licenties/{een['licentiecode']}" for een in status.get("licentie", [])}
    assert {link for link in links if re.match("/nl/licenties/", link)} == licenties
    for een in status.get("instellingserkenning", []):
        assert "/nl/erkenningen/" + "/".join(een[naam] for naam in ("erkenner", "type", "code")) in links
    for een in status.get("licentie", []):
        for maatregel in een.get("licentiemaatregel", []):
            for element in ("soort", "begindatum"):
                assert waardetekst("nl", element, maatregel[element])[0] in pagina.woorden


@pytest.mark.parametrize("code", ["99000000-0000-4000-8000-000000000001", "99000000-0000-4000-8000-000000000008"])
def test_every_cohort_of_the_api_has_a_card_and_no_card_is_of_another(browser: Browser, code: str) -> None:
    (aanbod,) = (deel for naam, deel in van_api(browser, f"/aangeboden-opleidingen/{code}").items() if naam[0] != "_")
    cohorten = next((deel for naam, deel in aanbod.items() if naam.endswith("Cohort")), [])
    for taal in ("nl", "en"):
        pagina = browser.haal(f"/{taal}/aanbod/{code}")
        kaarten = {
            li.find("h3").text_content(): glad(li.text_content())
            for li in pagina.boom.iterfind(".//main//ul[@class='kaarten']/li")
            if li.find("h3") is not None
        }
        assert kaarten.keys() == {een["cohortcode"] for een in cohorten}
        assert len(kaarten) == len(cohorten)
        for een in cohorten:
            kaart = kaarten[een["cohortcode"]]
            assert not [veld for veld in velden(een) if glad(waardetekst(taal, *veld)[0]) not in kaart]


def boom_van_api(knopen: list[Any]) -> list[Any]:
    return [
        (een["eenheid"].get("naam", een["eenheid"]["sleutel"]), boom_van_api(een.get("onder", []))) for een in knopen
    ]


def boom_van_blad(ul: Any) -> list[Any]:
    if ul is None:
        return []
    return [(glad("".join(li.find("*[@lang]").itertext())), boom_van_blad(li.find("ul"))) for li in ul.findall("li")]


@pytest.mark.parametrize("dag", DAGEN)
@pytest.mark.parametrize("code", ORGANISATIES)
def test_both_trees_are_node_by_node_those_of_the_api(browser: Browser, code: str, dag: str) -> None:
    antwoord = browser.client.get(f"/api/v1/organisaties/{code}/structuur?geldigOp={dag}")
    for taal in ("nl", "en"):
        pagina = browser.haal(f"/{taal}/organisaties/{code}/structuur?geldigOp={dag}")
        assert pagina.status == antwoord.status_code
        wortels = [ul for ul in pagina.boom.iterfind(".//main//ul[@class='boom']") if ul.getparent().tag != "li"]
        gezegd = antwoord.get_json()
        bomen = [boom_van_api(gezegd.get(naam, [])) for naam in ("onderwijsinrichting", "onderwijserkenning")]
        assert [boom_van_blad(ul) for ul in wortels] == [boom for boom in bomen if boom]


@pytest.mark.parametrize("dag", DAGEN)
@pytest.mark.parametrize("code", ORGANISATIES)
@pytest.mark.parametrize(
    ("deel", "pad", "lijst", "getoond"),
    [
        ("aanbod", "aanbod", "opleidingstreffer", ("naam", "plaatsnaam", "begindatum", "einddatum")),
        ("locaties", "locatiegebruiken", "locatiegebruik", ("onderwijslocatiecode", "inBedrijfdatum", "postcode")),
    ],
)
def test_a_list_of_an_organisation_has_what_the_api_lists_of_the_day_and_as_many(
    browser: Browser, code: str, dag: str, deel: str, pad: str, lijst: str, getoond: tuple[str, ...]
) -> None:
    gezegd = van_api(browser, f"/organisaties/{code}/{pad}?geldigOp={dag}&limiet=50&tellen=true")
    pagina = browser.haal(f"/nl/organisaties/{code}/{deel}?geldigOp={dag}")
    rijen = [glad(tr.text_content()) for tr in pagina.boom.iterfind(".//main//tbody/tr")]
    assert len(rijen) == len(gezegd[lijst]) == gezegd["totaal"]
    for rij, een in zip(rijen, gezegd[lijst], strict=True):
        for element, waarde in velden(een):
            if element in getoond:
                assert waardetekst("nl", element, waarde)[0] in rij, element


@pytest.mark.parametrize("code", ORGANISATIES)
def test_contact_says_every_address_of_the_api_and_of_whom_it_is(browser: Browser, code: str) -> None:
    gezegd = van_api(browser, f"/organisaties/{code}/contactadressen?geldigOp=2026-09-01&metTerugval=true")
    for taal in ("nl", "en"):
        pagina = browser.haal(f"/{taal}/organisaties/{code}/contact?geldigOp=2026-09-01")
        links = pagina.links()
        for een in gezegd["contactadres"]:
            for element, waarde in velden(een["contactadresPeriode"][-1]):
                if element in ("emailadres", "telefoonnummer", "naamContact"):
                    assert str(waarde) in pagina.woorden
            van = een["organisatorischeEenheidcode"]
            assert van == code or [link for link in links if link.startswith(f"/{taal}/organisaties/{van}")]
        assert bool(gezegd["contactadres"]) == ("@" in pagina.woorden)


def rust_op(overzicht: Any) -> set[str]:
    """Keys of the erkenningen on which an organisation itself rests."""
    relaties = overzicht["eenheid"].get("juridischeRelatie", [])
    codes = {een["instellingserkenningscode"] for een in relaties}
    return {f"OCW/{soort}/{code}" for code in codes for soort in ("ERKENDE_ONDERWIJSINSTELLING", "BEVOEGD_GEZAG")}


@pytest.mark.parametrize("code", ORGANISATIES)
def test_the_erkenningen_of_an_organisation_are_those_of_its_overview_in_the_api(browser: Browser, code: str) -> None:
    for dag in DAGEN:
        antwoord = browser.client.get(f"/api/v1/organisaties/{code}/overzicht?geldigOp={dag}")
        pagina = browser.haal(f"/nl/organisaties/{code}/erkenningen?geldigOp={dag}")
        (overzicht,) = antwoord.get_json()["organisatieoverzicht"]
        sleutels = [een["instellingserkenning"] for een in overzicht.get("erkenning", [])]
        paden = {"/nl/erkenningen/" + "/".join(s[naam] for naam in ("erkenner", "type", "code")) for s in sleutels}
        links = {link.partition("?")[0] for link in pagina.links() if link.startswith("/nl/erkenningen/")}
        assert paden <= links
        assert links <= paden | {f"/nl/erkenningen/{een}" for een in rust_op(overzicht)}


@pytest.mark.parametrize(
    ("pad", "api", "sleutel"),
    [
        ("/opleidingen", "/opleidingseenheden", "opleidingseenheidcode"),
        ("/licenties", "/licenties", "licentiecode"),
    ],
)
def test_what_ends_is_there_until_the_day_before_its_end_on_the_page_as_in_the_api(
    browser: Browser, pad: str, api: str, sleutel: str
) -> None:
    """From its einddatum on the page says that it ended and since when, and the API that it is not there."""
    einden = {
        een[sleutel].lower() if pad != "/opleidingen" else een[sleutel]: date.fromisoformat(een["einddatum"])
        for dag in DAGEN
        for naam, lijst in van_api(browser, f"{api}?geldigOp={dag}&limiet=100").items()
        for een in (lijst if naam[0] != "_" else [])
        if "einddatum" in een
    }
    for code, einde in list(einden.items())[:6]:
        for dag, er_is in ((einde - timedelta(days=1), True), (einde, False), (einde + timedelta(days=400), False)):
            assert (browser.client.get(f"/api/v1{api}/{code}?geldigOp={dag}").status_code == 200) is er_is
            for taal, woord in (("nl", "ndigde|ëindigd"), ("en", "[Ee]nded")):
                woorden = browser.haal(f"/{taal}{pad}/{code}?geldigOp={dag}").woorden
                gezegd = re.search(rf"(?:{woord})[^.]{{0,20}} {datum(taal, einde)}", woorden)
                assert bool(gezegd) is not er_is, (code, dag)
    assert einden
