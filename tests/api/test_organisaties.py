"""Organisaties: the same as SOAP answers to the same question, in pages that hold each once."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from rio_soap.api.organisatiepaden import SOORTEN
from rio_soap.register.publicatie.sleutels import sleutels
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from tests.api.api import Api
from tests.api.test_antwoorden import soap, zonder
from tests.service.conftest import Dienst

HANZE, BESTUUR, SCHOOL = "110A133", "100B490", "799A001"
CODES = (HANZE, BESTUUR, SCHOOL, "799B001", "799B004")
ZOEKVRAGEN: list[tuple[str, dict[str, Any]]] = [
    ("q=hanze", {"zoekterm": "hanze"}),
    ("q=25BE", {"zoekterm": "25BE"}),
    ("plaats=Doesburg&ookBeeindigd=true", {"plaatsnaam": "Doesburg", "ookBeeindigd": True}),
    ("postcode=6982&sector=BO", {"postcode": "6982", "sector": "BO"}),
    ("gemeente=doesburg", {"gemeentenaam": "doesburg"}),
    ("q=proef&geldigOp=2015-01-01", {"zoekterm": "proef", "peildatum": date(2015, 1, 1)}),
    ("kvkNummer=12345678", {"kVKnummer": "12345678"}),
    ("rsin=123456782", {"rSIN": "123456782"}),
    ("q=doesburg&soort=ONDERWIJSLOCATIE", {"zoekterm": "doesburg", "objecttype": ["ONDERWIJSLOCATIE"]}),
    (
        "q=proef&soort=ONDERWIJSBESTUUR&soort=INSTELLINGSERKENNING",
        {"zoekterm": "proef", "objecttype": ["ONDERWIJSBESTUUR", "INSTELLINGSERKENNING"]},
    ),
]


@pytest.fixture(scope="module")
def alle_codes(dienst: Dienst) -> list[str]:
    """Every code of an organisatie in the register."""
    with dienst.register.lees() as session:
        return sorted(een for naam in SOORTEN for een in sleutels(session, OBJECTTYPEN[naam], None, 500).sleutels)


@pytest.mark.parametrize(("vraag", "velden"), ZOEKVRAGEN)
def test_a_search_finds_what_soap_finds_in_its_order(
    api: Api, dienst: Dienst, vraag: str, velden: dict[str, Any]
) -> None:
    van_soap = soap(dienst, "zoeken_organisaties", {"objecttype": [*SOORTEN], **velden, "pagina": 0, "aantal": 500})
    paginas = api.bladeren(f"/organisaties?{vraag}&limiet=1&tellen=true")
    assert [een for pagina in paginas for een in pagina["organisatietreffer"]] == van_soap["organisatietreffer"]
    assert {pagina["totaal"] for pagina in paginas} == {van_soap["paginering"]["aantalResultaten"]}


def test_most_of_these_searches_find_something(api: Api) -> None:
    """Else the test above would hold of nothing."""
    raak = [vraag for vraag, _ in ZOEKVRAGEN if api.gekeurd(f"/organisaties?{vraag}")["organisatietreffer"]]
    assert len(raak) >= len(ZOEKVRAGEN) - 2


def test_without_anything_to_look_for_every_organisatie_stands_there_once_by_its_code(
    api: Api, alle_codes: list[str]
) -> None:
    paginas = api.bladeren("/organisaties?limiet=2&tellen=true&ookBeeindigd=true")
    treffers = [een for pagina in paginas for een in pagina["organisatietreffer"]]
    assert [een["sleutel"] for een in treffers] == alle_codes
    assert {pagina["totaal"] for pagina in paginas} == {len(alle_codes)}
    assert not any("trefgrond" in een for een in treffers)
    for een in treffers[:3]:
        [gezocht] = api.gekeurd(f"/organisaties?q={een['sleutel']}&ookBeeindigd=true")["organisatietreffer"]
        assert zonder(gezocht, "trefgrond") == een


@pytest.mark.parametrize("dag", ["1950-01-01", "1990-01-01", "2012-01-01"])
def test_the_list_of_a_day_holds_what_held_then(api: Api, alle_codes: list[str], dag: str) -> None:
    gelezen = api.gekeurd(f"/organisaties?geldigOp={dag}&limiet=500&tellen=true")
    op_dag = {een["sleutel"] for een in gelezen["organisatietreffer"]}
    for code in alle_codes:
        een = api.json(f"/organisaties/{code}")["organisatorischeEenheid"]
        loopt = een["inBedrijfdatum"] <= dag < een.get("uitBedrijfdatum", "9")
        assert (code in op_dag) == loopt, code
    assert gelezen["totaal"] == len(op_dag)


def test_kinds_and_sector_narrow_the_list(api: Api) -> None:
    besturen = api.gekeurd("/organisaties?soort=ONDERWIJSBESTUUR&limiet=500")["organisatietreffer"]
    assert {een["objecttype"] for een in besturen} == {"ONDERWIJSBESTUUR"}
    van_bo = api.gekeurd("/organisaties?sector=BO&tellen=true")
    gezocht = api.gekeurd("/organisaties?sector=BO&q=proef")["organisatietreffer"]
    assert {een["sleutel"] for een in gezocht} <= {een["sleutel"] for een in van_bo["organisatietreffer"]}
    assert van_bo["totaal"] == len(van_bo["organisatietreffer"]) > 0
    fouten = api.gekeurd("/organisaties?sector=X&soort=Y", 400)["errors"]
    assert [(een["in"], een["name"], een["code"]) for een in fouten] == [
        ("query", "soort", "RS1001"),
        ("query", "sector", "RS1001"),
    ]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("dag", [None, "2000-01-01"])
@pytest.mark.parametrize(
    ("deel", "operatie"),
    [
        ("", "opvragen_organisatorischeEenheid"),
        ("/overzicht", "opvragen_organisatieoverzicht"),
        ("/structuur", "opvragen_organisatiestructuur"),
        ("/contactadressen", "opvragen_contactadressen"),
    ],
)
def test_an_organisatie_and_its_parts_are_those_of_the_readings(
    api: Api, dienst: Dienst, code: str, dag: str | None, deel: str, operatie: str
) -> None:
    velden: dict[str, Any] = {"organisatorischeEenheidcode": code}
    velden |= {} if dag is None else {"peildatum": date.fromisoformat(dag)}
    gelezen = api.gekeurd(f"/organisaties/{code}{deel}" + ("" if dag is None else f"?geldigOp={dag}"))
    assert zonder(gelezen, "_links") == soap(dienst, operatie, velden)


def test_contactadressen_are_asked_by_context_and_with_what_stands_above(api: Api, dienst: Dienst) -> None:
    soorten: list[Any] = ["ALGEMEEN", "AANMELDEN"]
    velden = {"organisatorischeEenheidcode": SCHOOL, "communicatiecontext": soorten, "metTerugval": True}
    van_soap = soap(dienst, "opvragen_contactadressen", velden)
    pad = f"/organisaties/{SCHOOL}/contactadressen?context=ALGEMEEN&context=AANMELDEN&metTerugval=true"
    assert zonder(api.gekeurd(pad), "_links") == van_soap
    assert {een.get("gevraagdeEenheidcode") for een in van_soap["contactadres"]} == {None, SCHOOL}


@pytest.mark.parametrize("code", CODES)
def test_the_offers_and_the_uses_of_locaties_are_those_of_the_overview(api: Api, code: str) -> None:
    [overzicht] = api.gekeurd(f"/organisaties/{code}/overzicht")["organisatieoverzicht"]
    for deel, lijst, in_overzicht in (
        ("aanbod", "opleidingstreffer", "aanbod"),
        ("locatiegebruiken", "locatiegebruik", "locatiegebruik"),
    ):
        paginas = api.bladeren(f"/organisaties/{code}/{deel}?limiet=1&tellen=true")
        gevonden = [een for pagina in paginas for een in pagina[lijst]]
        assert gevonden == overzicht.get(in_overzicht, [])
        assert {pagina["totaal"] for pagina in paginas} == {len(gevonden)}
    assert overzicht["aantalAanbod"] == len(overzicht.get("aanbod", []))


def test_there_are_offers_and_uses_to_page_through(api: Api) -> None:
    """Else the test above would hold of nothing."""
    assert len(api.bladeren(f"/organisaties/{BESTUUR}/aanbod?limiet=1")) > 1
    assert len(api.bladeren(f"/organisaties/{BESTUUR}/locatiegebruiken?limiet=1")) > 1


@pytest.mark.parametrize("deel", ["", "/overzicht", "/structuur", "/contactadressen", "/aanbod", "/locatiegebruiken"])
def test_what_is_not_there_is_404_by_the_code_of_the_reading(api: Api, deel: str) -> None:
    [fout] = api.gekeurd(f"/organisaties/999A999{deel}", 404)["errors"]
    assert (fout["in"], fout["name"], fout["code"]) == ("path", "code", "RS1110")


def test_a_history_of_nothing_is_404(api: Api) -> None:
    [fout] = api.gekeurd("/organisaties/999A999/historie", 404)["errors"]
    assert (fout["in"], fout["name"], fout["code"]) == ("path", "code", "RS1007")


@pytest.mark.parametrize("deel", ["", "/overzicht", "/structuur"])
def test_an_organisatie_is_read_as_it_was_known_at_a_moment(api: Api, deel: str) -> None:
    nu = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    pad = f"/organisaties/{BESTUUR}{deel}"
    assert zonder(api.gekeurd(f"{pad}?bekendOp={nu}"), "_links") == zonder(api.gekeurd(pad), "_links")
    [fout] = api.gekeurd(f"{pad}?bekendOp=1999-01-01T00:00:00Z", 400)["errors"]
    assert (fout["in"], fout["name"], fout["code"]) == ("query", "bekendOp", "RS1011")


@pytest.mark.parametrize(
    "pad",
    [
        "/organisaties?cursor=x",
        "/organisaties?q=hanze&cursor=WyJhYmNkIiwxXQ",
        f"/organisaties/{BESTUUR}/aanbod?cursor=x",
        f"/organisaties/{BESTUUR}/locatiegebruiken?cursor=x",
        f"/organisaties/{HANZE}/historie?cursor=x",
    ],
)
def test_a_cursor_that_no_page_gave_is_told(api: Api, pad: str) -> None:
    [fout] = api.gekeurd(pad, 400)["errors"]
    assert (fout["in"], fout["name"]) == ("query", "cursor")


def test_a_cursor_of_one_question_is_none_of_another(api: Api) -> None:
    volgende = api.gekeurd("/organisaties?limiet=1")["_links"]["next"]["href"]
    api.gekeurd(volgende)
    api.gekeurd(volgende.replace("limiet=1", "limiet=2"), 400)
