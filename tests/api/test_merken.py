"""ETags: who has an answer already is told so, and of every change that alters it he is not."""

import pytest

from tests.api.api import Api
from tests.service.conftest import Dienst

CONTACT = "100B000%2FLEERPLICHT%2F1"
"""Of a context that nobody but its partners may read."""


def ongewijzigd(api: Api, pad: str, merk: str) -> int:
    return api.get(pad, headers={"If-None-Match": merk}).status_code


@pytest.fixture(scope="module")
def eigen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Api, Dienst]:
    from werkzeug.test import Client

    dienst = Dienst(tmp_path_factory.mktemp("merken"), api_per_minuut=0)
    return Api(Client(dienst.toepassing.onder["/api"])), dienst


def test_an_object_that_did_not_change_is_not_sent_again_and_one_that_did_is(eigen: tuple[Api, Dienst]) -> None:
    api, dienst = eigen
    code = dienst.lever("sleutel-1")
    een, ander = f"/opleidingseenheden/{code}", "/erkenners/100E001"
    merken = {pad: api.get(pad).headers["ETag"] for pad in (een, ander, "/opleidingseenheden", "/wijzigingen")}
    assert all(ongewijzigd(api, pad, merk) == 304 for pad, merk in merken.items())
    assert ongewijzigd(api, een, f'"iets", {merken[een]}') == 304
    assert ongewijzigd(api, een, "*") == 304
    assert ongewijzigd(api, een, merken[ander]) == 200
    nieuw = dienst.lever("sleutel-2")
    assert nieuw != code
    na = {pad: ongewijzigd(api, pad, merk) for pad, merk in merken.items()}
    assert na == {een: 304, ander: 304, "/opleidingseenheden": 200, "/wijzigingen": 200}
    dienst.stuur("verwijderen_opleidingseenheid", {"opleidingseenheidcode": code})
    assert ongewijzigd(api, een, merken[een]) == 404
    assert ongewijzigd(api, ander, merken[ander]) == 304


def test_an_answer_without_change_has_no_body_and_its_etag(api: Api) -> None:
    merk = api.get("/versie").headers["ETag"]
    antwoord = api.get("/versie", headers={"If-None-Match": merk})
    assert (antwoord.status_code, antwoord.data, antwoord.headers["ETag"]) == (304, b"", merk)
    assert merk.startswith('W/"')


def test_what_is_not_there_is_not_unchanged(api: Api) -> None:
    assert ongewijzigd(api, "/licenties/00000000-0000-0000-0000-000000000000", "*") == 404


@pytest.mark.parametrize(
    ("pad", "status"),
    [
        (f"/objecten/CONTACTADRES/{CONTACT}", 403),
        ("/licenties/00000000-0000-0000-0000-000000000000", 404),
    ],
)
def test_who_guesses_the_number_of_what_is_not_shown_hears_no_more_than_others(api: Api, pad: str, status: int) -> None:
    """An oracle of when it changed, else: a header holds thousands of guesses."""
    rest = api.get("/licenties").headers["ETag"].partition("-")[2]
    alle = ", ".join(f'W/"{nummer}-{rest}' for nummer in range(200))
    gezegd = api.get(pad), api.get(pad, headers={"If-None-Match": alle})
    assert [een.status_code for een in gezegd] == [status, status]
    assert gezegd[0].data == gezegd[1].data
