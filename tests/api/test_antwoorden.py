"""Answers are as the document says, and say what SOAP says."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.jsonvorm import json_antwoord, json_van
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.operaties.tabel import RAADPLEGINGEN
from rio_soap.register.publicatie.publicatiebron import Publicatiebron, tijdpunt
from rio_soap.register.regels.uitslag import Context, standaardinstellingen
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from tests.api.api import Api
from tests.service.conftest import Dienst

LIJSTEN = {
    "/opleidingseenheden": "OPLEIDINGSEENHEID",
    "/opleidingserkenningen": "OPLEIDINGSERKENNING",
    "/onderwijslocaties": "ONDERWIJSLOCATIE",
    "/erkenners": "ERKENNER",
    "/licenties": "LICENTIE",
}


@pytest.fixture(scope="module")
def gepubliceerd(dienst: Dienst) -> dict[str, dict[str, Any]]:
    """Per kind what is published of every object."""

    def lees(taak: Any) -> Any:
        with dienst.register.lees() as session:
            return taak(session)

    bron = Publicatiebron(lees, standaardinstellingen(), lees(lambda session: tijdpunt(session, datetime.now(UTC))))
    return {
        naam: {een.sleutel: json_van(een.inhoud) for een in bron.alle(naam) if een.inhoud is not None}
        for naam in OBJECTTYPEN
    }


def soap(dienst: Dienst, operatie: str, velden: dict[str, Any]) -> Any:
    """What the reading answers to everybody."""
    context = Context("", datetime.now(UTC), operatie)
    with dienst.register.lees() as session:
        uitslag = RAADPLEGINGEN[operatie].lees(session, context, Gegeven("verzoek", velden))
    assert uitslag.goedgekeurd, uitslag.foutmeldingen
    return json_antwoord(OPERATIES[operatie].dienst, f"{operatie}_response", uitslag.gegevens)


def zonder(antwoord: dict[str, Any], *namen: str) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in antwoord.items() if naam not in namen}


@pytest.mark.parametrize("soort", OBJECTTYPEN)
def test_every_object_is_answered_as_it_is_published(
    api: Api, gepubliceerd: dict[str, dict[str, Any]], soort: str
) -> None:
    for sleutel, inhoud in gepubliceerd[soort].items():
        gelezen = api.gekeurd(f"/objecten/{soort}/{quote(sleutel, safe='')}")["objectversie"]
        assert (gelezen["objecttype"], gelezen["sleutel"], gelezen["inhoud"]) == (soort, sleutel, inhoud)


def test_there_are_objects_of_nearly_every_kind(gepubliceerd: dict[str, dict[str, Any]]) -> None:
    """Else the test above would hold of nothing."""
    assert {soort for soort, objecten in gepubliceerd.items() if not objecten} <= {"LICENTIERELATIE"}


@pytest.mark.parametrize(("pad", "soort"), LIJSTEN.items())
def test_a_list_of_everything_has_every_object_once_and_counts_them(
    api: Api, gepubliceerd: dict[str, dict[str, Any]], pad: str, soort: str
) -> None:
    paginas = api.bladeren(f"{pad}?ookBeeindigd=true&tellen=true&limiet=3")
    gevonden = [
        {naam: een}
        for pagina in paginas
        for naam, objecten in zonder(pagina, "_links", "totaal").items()
        for een in objecten
    ]
    assert sorted(map(str, gevonden)) == sorted(map(str, gepubliceerd[soort].values()))
    assert {pagina["totaal"] for pagina in paginas} == {len(gevonden)}


@pytest.mark.parametrize(("pad", "soort"), LIJSTEN.items())
def test_an_object_by_its_key_is_the_one_that_is_published(
    api: Api, gepubliceerd: dict[str, dict[str, Any]], pad: str, soort: str
) -> None:
    for sleutel, inhoud in gepubliceerd[soort].items():
        assert zonder(api.gekeurd(f"{pad}/{quote(sleutel)}"), "_links") == inhoud


@pytest.mark.parametrize("dag", ["2024-01-01", "1990-01-01", None])
def test_a_list_of_a_day_has_what_the_reading_has(api: Api, dienst: Dienst, dag: str | None) -> None:
    vraag = "" if dag is None else f"?geldigOp={dag}"
    velden = {} if dag is None else {"peildatum": datetime.fromisoformat(dag).date()}
    soap_ = soap(dienst, "opvragen_erkenners", velden)
    assert api.gekeurd(f"/erkenners{vraag}")["erkenner"] == soap_.get("erkenner", [])


@pytest.mark.parametrize(
    ("pad", "operatie", "velden"),
    [
        ("/opleidingseenheden?stelsel=BO", "opvragen_opleidingseenhedenBijStelsel", {"opleidingsstelsel": "BO"}),
        (
            "/opleidingseenheden?type=HOOPLEIDING",
            "opvragen_opleidingseenhedenBijStelsel",
            {"opleidingseenheidtype": "HOOPLEIDING"},
        ),
        ("/opleidingserkenningen?stelsel=BO", "opvragen_opleidingserkenningenBijStelsel", {"opleidingsstelsel": "BO"}),
        (
            "/licenties?instellingserkenning=OCW/ERKENDE_ONDERWIJSINSTELLING/99PA",
            "opvragen_licenties",
            {
                "instellingserkenning": Gegeven(
                    "", {"erkenner": "OCW", "type": "ERKENDE_ONDERWIJSINSTELLING", "code": "99PA"}
                )
            },
        ),
        (
            "/licenties?opleidingserkenning=BO/BO",
            "opvragen_licenties",
            {"opleidingserkenning": Gegeven("", {"opleidingsstelsel": "BO", "opleidingscode": "BO"})},
        ),
    ],
)
def test_a_filter_gives_the_pages_of_the_reading(
    api: Api, dienst: Dienst, pad: str, operatie: str, velden: dict[str, Any]
) -> None:
    van_soap = soap(dienst, operatie, {**velden, "pagina": 0, "aantal": 500})
    lijst = next(naam for naam in van_soap if naam != "paginering")
    assert van_soap[lijst]
    paginas = api.bladeren(f"{pad}&limiet=1&tellen=true")
    assert [een for pagina in paginas for een in pagina[lijst]] == van_soap[lijst]
    assert {pagina["totaal"] for pagina in paginas} == {van_soap["paginering"]["aantalResultaten"]}


def test_the_erkenningen_of_a_code_and_an_instellingserkenning_are_those_of_the_readings(
    api: Api, dienst: Dienst
) -> None:
    sleutel = Gegeven("", {"opleidingsstelsel": "BO", "opleidingscode": "BO"})
    van_soap = soap(dienst, "opvragen_opleidingserkenning", {"opleidingserkenning": sleutel})
    assert zonder(api.gekeurd("/opleidingserkenningen?stelsel=BO&code=BO"), "_links") == van_soap
    k = {"erkenner": "OCW", "type": "ERKENDE_ONDERWIJSINSTELLING", "code": "99PA"}
    van_soap = soap(dienst, "opvragen_instellingserkenning", {"instellingserkenning": Gegeven("", k)})
    gelezen = api.gekeurd("/instellingserkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/99PA")
    assert zonder(gelezen, "_links") == van_soap


def test_the_feed_can_be_followed_by_its_links_and_is_that_of_soap(api: Api, dienst: Dienst) -> None:
    gelezen, volgende, meer = [], "/wijzigingen?limiet=1&metInhoud=true", True
    while meer:
        pagina = api.gekeurd(volgende)
        gelezen += pagina["objectwijziging"]
        volgende, meer = pagina["_links"]["next"]["href"], pagina["meer"]
    van_soap = soap(dienst, "opvragen_gewijzigdeObjecten", {"metInhoud": True, "aantal": 500})
    assert gelezen == van_soap["objectwijziging"]
    assert pagina["cursor"] == van_soap["cursor"]
    assert api.gekeurd(volgende)["objectwijziging"] == []
    assert api.gekeurd("/wijzigingen?objecttype=ERKENNER&objecttype=LICENTIE")["objectwijziging"] == []


def test_an_object_is_as_it_was_known_at_a_moment(api: Api) -> None:
    eerste = api.gekeurd("/wijzigingen?limiet=1")["objectwijziging"][0]
    pad = f"/objecten/{eerste['objecttype']}/{eerste['sleutel']}?bekendOp={eerste['moment']}"
    gelezen = api.gekeurd(pad)["objectversie"]
    assert (gelezen["volgnummer"], "inhoud" in gelezen) == (eerste["volgnummer"], True)
    assert api.gekeurd(f"/opleidingseenheden/{eerste['sleutel']}?bekendOp={eerste['moment']}")["hoOpleiding"]
    assert "inhoud" not in api.gekeurd(f"{pad}&geldigOp=1900-01-01")["objectversie"]
    api.gekeurd(f"/opleidingseenheden/{eerste['sleutel']}?geldigOp=1900-01-01", 404)


def test_places_have_a_point_longitude_first_and_say_in_which_crs(api: Api) -> None:
    antwoord = api.get("/onderwijslocaties?limiet=1")
    locatie = antwoord.json["onderwijslocatie"][0]
    assert locatie["geometrie"] == {
        "type": "Point",
        "coordinates": [locatie["gpsLongitude"], locatie["gpsLatitude"]],
    }
    assert antwoord.headers["Content-Crs"] == "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>"
    assert "Content-Crs" not in api.get("/erkenners?limiet=1").headers
