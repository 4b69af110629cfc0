"""Offers, samenwerkingen and lists: the same as SOAP answers to the same question."""

from datetime import date
from typing import Any

import pytest

from tests.api.api import Api
from tests.api.test_antwoorden import soap, zonder
from tests.service.conftest import Dienst

EEN = "ab7431c0-f985-4742-aa68-42060570b17e"
ZOEKVRAGEN: list[tuple[str, dict[str, Any]]] = [
    ("q=bedrijfs", {"zoekterm": "bedrijfs"}),
    ("sector=VO", {"sector": "VO"}),
    ("niveau=HBO-BA", {"opleidingsniveau": "HBO-BA"}),
    ("aanbieder=799A001", {"onderwijsaanbiedercode": "799A001"}),
    ("plaats=doesburg", {"plaatsnaam": "doesburg"}),
    ("postcode=6982&straal=10", {"postcode": "6982", "straal": 10}),
    ("plaats=doesburg&aanmeldenOp=2026-03-01", {"plaatsnaam": "doesburg", "aanmeldenOp": date(2026, 3, 1)}),
    ("sector=NFO&geldigOp=2016-01-01", {"sector": "NFO", "peildatum": date(2016, 1, 1)}),
]


@pytest.mark.parametrize(("vraag", "velden"), ZOEKVRAGEN)
def test_a_search_finds_the_offers_that_soap_finds_in_its_order(
    api: Api, dienst: Dienst, vraag: str, velden: dict[str, Any]
) -> None:
    van_soap = soap(dienst, "zoeken_aangebodenOpleidingen", {**velden, "pagina": 0, "aantal": 500})
    paginas = api.bladeren(f"/aangeboden-opleidingen?{vraag}&limiet=1&tellen=true")
    assert [een for pagina in paginas for een in pagina["opleidingstreffer"]] == van_soap["opleidingstreffer"]
    assert {pagina["totaal"] for pagina in paginas} == {van_soap["paginering"]["aantalResultaten"]}


def test_most_of_these_searches_find_offers(api: Api) -> None:
    """Else the test above would hold of nothing."""
    raak = [vraag for vraag, _ in ZOEKVRAGEN if api.gekeurd(f"/aangeboden-opleidingen?{vraag}")["opleidingstreffer"]]
    assert len(raak) >= len(ZOEKVRAGEN) - 2


@pytest.mark.parametrize("dag", ["", "&geldigOp=2016-01-01"])
def test_without_anything_to_look_for_every_offer_of_the_day_stands_there_once(api: Api, dag: str) -> None:
    paginas = api.bladeren(f"/aangeboden-opleidingen?limiet=2&tellen=true{dag}")
    codes = [een["aangebodenOpleidingCode"] for pagina in paginas for een in pagina["opleidingstreffer"]]
    op = dag[-10:] or date.today().isoformat()  # noqa: DTZ011  # the machine's, as that of the service
    verwacht = []
    for code in _alle_codes(api):
        [een] = zonder(api.json(f"/aangeboden-opleidingen/{code}"), "_links").values()
        if een["begindatum"] <= op < een.get("einddatum", "9"):
            verwacht.append(code)
    assert codes == sorted(verwacht, key=str.lower)
    assert {pagina["totaal"] for pagina in paginas} == {len(codes)}


def _alle_codes(api: Api) -> set[str]:
    """Of every offer that there is, by way of who offers it, on a day on which all are there."""
    besturen = api.json("/organisaties?soort=ONDERWIJSBESTUUR&ookBeeindigd=true")["organisatietreffer"]
    return {
        een["aangebodenOpleidingCode"]
        for bestuur in besturen
        for dag in ("2016-01-01", "2026-11-01")
        for een in api.json(f"/organisaties/{bestuur['sleutel']}/aanbod?geldigOp={dag}&limiet=500")["opleidingstreffer"]
    }


def test_an_offer_is_that_of_the_reading_in_whatever_case_it_is_asked(api: Api, dienst: Dienst) -> None:
    van_soap = soap(dienst, "opvragen_aangebodenOpleiding", {"aangebodenOpleidingCode": EEN})
    for code in (EEN, EEN.upper()):
        assert zonder(api.gekeurd(f"/aangeboden-opleidingen/{code}"), "_links") == van_soap
    api.gekeurd(f"/aangeboden-opleidingen/{EEN}?geldigOp=1990-01-01", 404)
    assert api.gekeurd(f"/aangeboden-opleidingen/{EEN}?geldigOp=2020-01-01")


@pytest.mark.parametrize("dag", [None, "2020-01-01"])
def test_the_status_of_an_offer_is_that_of_the_reading(api: Api, dienst: Dienst, dag: str | None) -> None:
    codes: list[Any] = [EEN]
    velden: dict[str, Any] = {"aangebodenOpleidingCode": codes}
    velden |= {} if dag is None else {"peildatum": date.fromisoformat(dag)}
    van_soap = soap(dienst, "opvragen_erkenningsstatus", velden)
    pad = f"/aangeboden-opleidingen/{EEN}/erkenningsstatus" + ("" if dag is None else f"?geldigOp={dag}")
    assert zonder(api.gekeurd(pad), "_links") == van_soap


@pytest.mark.parametrize(
    ("pad", "status", "plaats", "code"),
    [
        (f"/aangeboden-opleidingen/{EEN[:-1]}0", 404, ("path", "code"), "RS1007"),
        (f"/aangeboden-opleidingen/{EEN[:-1]}0/erkenningsstatus", 404, ("path", "code"), "A01020"),
        ("/aangeboden-opleidingen?straal=3", 400, ("query", "straal"), "RS1013"),
        ("/aangeboden-opleidingen?aanbieder=999A999", 400, ("query", "aanbieder"), "N09440"),
        ("/aangeboden-opleidingen?niveau=X", 400, ("query", "niveau"), "RS1001"),
        ("/samenwerkingen?soort=X", 400, ("query", "soort"), "RS1001"),
        ("/waardenlijsten/Nee", 404, ("path", "naam"), "RS1015"),
        ("/kenmerkconfiguratie?object=nee", 400, ("query", "object"), "RS1015"),
    ],
)
def test_what_the_reading_refuses_is_told_by_its_code_at_the_parameter(
    api: Api, pad: str, status: int, plaats: tuple[str, str], code: str
) -> None:
    [fout] = api.gekeurd(pad, status)["errors"]
    assert ((fout["in"], fout["name"]), fout["code"]) == (plaats, code)


@pytest.mark.parametrize(
    ("vraag", "velden"),
    [
        ("postcode=6982", {"postcodecijfers": "6982"}),
        ("postcode=6982AB", {"postcodecijfers": "6982"}),
        ("soort=PAPO", {"soort": "PAPO"}),
        ("soort=SWVO&geldigOp=2010-01-01", {"soort": "SWVO", "peildatum": date(2010, 1, 1)}),
    ],
)
def test_samenwerkingen_are_those_of_the_reading(api: Api, dienst: Dienst, vraag: str, velden: dict[str, Any]) -> None:
    van_soap = soap(dienst, "opvragen_samenwerkingen", {**velden, "pagina": 0, "aantal": 500})
    paginas = api.bladeren(f"/samenwerkingen?{vraag}&limiet=1&tellen=true")
    assert [een for pagina in paginas for een in pagina["erkendeSamenwerking"]] == van_soap["erkendeSamenwerking"]
    assert {pagina["totaal"] for pagina in paginas} == {van_soap["paginering"]["aantalResultaten"]}


def test_without_a_filter_all_samenwerkingen_of_the_day_stand_there(api: Api) -> None:
    alle = [een for pagina in api.bladeren("/samenwerkingen?limiet=1") for een in pagina["erkendeSamenwerking"]]
    assert [een["code"] for een in alle] == ["PO9901", "VO9901"]
    van_soorten = [
        een for soort in ("PAPO", "SWVO") for een in api.json(f"/samenwerkingen?soort={soort}")["erkendeSamenwerking"]
    ]
    assert alle == van_soorten
    assert api.gekeurd("/samenwerkingen?geldigOp=2000-01-01&tellen=true")["totaal"] == 0
    assert api.gekeurd("/samenwerkingen?soort=PAPO&postcode=6982", 400)["errors"][0]["name"] == "soort"


@pytest.mark.parametrize("dag", [None, "2000-01-01"])
def test_lists_of_values_and_of_kenmerken_are_those_of_the_readings(api: Api, dienst: Dienst, dag: str | None) -> None:
    vraag = "" if dag is None else f"?peildatum={dag}"
    velden: dict[str, Any] = {} if dag is None else {"peildatum": date.fromisoformat(dag)}
    alle = soap(dienst, "opvragen_waardenlijst", velden)
    assert zonder(api.gekeurd(f"/waardenlijsten{vraag}"), "_links") == alle
    een = soap(dienst, "opvragen_waardenlijst", velden | {"naam": "Communicatiecontextsoort"})
    assert zonder(api.gekeurd(f"/waardenlijsten/Communicatiecontextsoort{vraag}"), "_links") == een
    kenmerken = soap(dienst, "opvragen_kenmerkconfiguratie", velden)
    assert zonder(api.gekeurd(f"/kenmerkconfiguratie{vraag}"), "_links") == kenmerken
