"""What a page has of its request: addresses, the proof of a form, one snapshot; and what refusals become."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from rio_soap.api.organisatiepaden import organisatieoverzicht
from rio_soap.api.pad import Apiverzoek
from rio_soap.api.problemen import Probleem, Vraagfout
from rio_soap.api.vragen import Getalveld, Vraagvorm
from rio_soap.bevinding import Taal
from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.register.regels.uitslag import Context
from rio_soap.web.frame.scherm import VOORAF, Schermverzoek, Toestand, bewijs_van
from rio_soap.web.frame.schermlezing import als_apiverzoek, toestand_van, van_api, van_operatie
from tests.service.conftest import Dienst
from tests.web.aanmelden.personen import bron_van

NU = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)


def verzoek(
    pad: str = "/zoeken", gegeven: Iterable[tuple[str, str]] = (), taal: Taal = "nl", bron: Any = None, **vraag: Any
) -> Schermverzoek:
    context = Context("", NU, "proef") if bron is None else Context("", NU, "proef", bron.afhandeling.settings)
    return Schermverzoek(bron, taal, pad, MultiDict(gegeven), {}, vraag, MultiDict(), context, None)


@pytest.fixture
def op_register(dienst: Dienst) -> Schermverzoek:
    return verzoek(bron=bron_van(dienst))


def test_an_address_is_in_the_language_of_the_page_and_has_what_was_given() -> None:
    assert verzoek().url("/zoeken", q="hbo", pagina=2) == "/nl/zoeken?q=hbo&pagina=2"
    assert verzoek(taal="en").url("/") == "/en/"


def test_what_is_none_or_empty_is_left_out_of_an_address_and_nought_is_not() -> None:
    assert verzoek().url("/a", q=None, r="", n=0, b=False) == "/nl/a?n=0&b=False"
    assert verzoek().url("/a", q=None) == "/nl/a", "no question mark when nothing is left"


@pytest.mark.parametrize(
    ("pad", "q", "verwacht"),
    [
        ("/organisaties/é b", "ïs", "/nl/organisaties/%C3%A9%20b?q=%C3%AFs"),
        ("/a?b#c", "d&e=f", "/nl/a%3Fb%23c?q=d%26e%3Df"),
        ("/codes/%2F", "100%", "/nl/codes/%252F?q=100%25"),
        ('/"><script>', '"><script>', "/nl/%22%3E%3Cscript%3E?q=%22%3E%3Cscript%3E"),
    ],
)
def test_whatever_stands_in_a_code_is_one_part_of_the_path(pad: str, q: str, verwacht: str) -> None:
    assert verzoek().url(pad, q=q) == verwacht


def test_this_page_keeps_its_question_with_what_is_changed_in_it() -> None:
    v = verzoek("/zoeken", [("q", "hogeschool é"), ("soort", "A"), ("soort", "B"), ("leeg", "")])
    alles = "q=hogeschool+%C3%A9&soort=A&soort=B"
    assert v.hier() == f"/nl/zoeken?{alles}"
    assert v.hier("en") == f"/en/zoeken?{alles}"
    assert v.hier(pagina=2) == f"/nl/zoeken?{alles}&pagina=2"
    assert v.hier(soort="C") == "/nl/zoeken?q=hogeschool+%C3%A9&soort=C"


def test_a_list_is_written_one_by_one_and_none_takes_a_parameter_away() -> None:
    v = verzoek("/zoeken", [("q", "a"), ("soort", "A"), ("soort", "B")])
    assert v.hier(soort=["B", None, "", "C"]) == "/nl/zoeken?q=a&soort=B&soort=C"
    assert v.hier(soort=("X",)) == "/nl/zoeken?q=a&soort=X"
    assert v.hier(soort=None, q=None) == v.hier(soort=[], q="") == "/nl/zoeken"


def test_the_day_is_the_one_that_is_asked_about_or_today_by_the_clock_of_the_netherlands() -> None:
    assert verzoek().dag == date(2026, 11, 25), "half past midnight here"
    assert verzoek(geldigOp=date(2020, 2, 29)).dag == date(2020, 2, 29)
    assert verzoek().bekend_op is None
    assert verzoek(bekendOp=NU).bekend_op == NU


def test_a_browser_that_has_nothing_is_given_one_secret_for_all_forms_of_the_page() -> None:
    v = verzoek()
    bewijs = v.csrf
    assert v.csrf == bewijs
    ((naam, geheim, duur),) = v.koekjes
    assert (naam, duur) == (VOORAF, None)
    assert bewijs == bewijs_van(geheim)
    assert geheim not in bewijs
    assert verzoek().csrf != bewijs, "another browser has another"


def test_a_browser_that_has_a_secret_is_given_none() -> None:
    v = verzoek()
    v.geheim = "van de sessie"
    assert v.csrf == bewijs_van("van de sessie")
    assert v.csrf != bewijs_van("van de sessie ")
    assert v.koekjes == []


def test_a_task_that_reads_has_a_snapshot_while_it_runs_and_no_longer(op_register: Schermverzoek) -> None:
    v = op_register
    assert v.lees(lambda: v.session.execute is not None and v.stroom is not None)
    assert v.op is None

    def breekt() -> None:
        assert v.op is not None
        raise Toestand(404, "onbekend")

    with pytest.raises(Toestand):
        v.lees(breekt)
    assert v.op is None, "nor after what went wrong"


def test_what_an_attempt_noted_of_restricted_things_is_noted_once(op_register: Schermverzoek) -> None:
    """An attempt that was given up begins anew; else who read would stand in the log twice."""
    v = op_register

    def leest() -> int:
        v.context.inzagen.append("gelezen")  # type: ignore[arg-type]
        return len(v.context.inzagen)

    assert [v.lees(leest), v.lees(leest)] == [1, 1]


@pytest.mark.parametrize(
    ("status", "soort"),
    [
        (404, "onbekend"),
        (403, "geen_recht"),
        (410, "verwijderd"),
        (503, "register_weg"),
        (400, "foute_vraag"),
        (422, "foute_vraag"),
        (429, "foute_vraag"),
    ],
)
def test_each_refusal_of_the_api_is_a_state_with_its_status_and_what_is_wrong(status: int, soort: str) -> None:
    fouten = [Vraagfout("path", "code", "A01110", "die is er niet"), Vraagfout("query", "q", "ongeldig", "te lang")]
    toestand = toestand_van(Probleem(status, "het kan niet", fouten))
    assert (toestand.status, toestand.soort) == (status, soort)
    assert toestand.velden["detail"] == "het kan niet"
    assert toestand.velden["meldingen"] == [("A01110", "code", "die is er niet"), ("ongeldig", "q", "te lang")]


class Proefvorm(Vraagvorm):
    limiet = Getalveld(load_default=25)


def test_a_page_asks_a_path_of_the_api_with_its_defaults_and_as_its_own_reader(op_register: Schermverzoek) -> None:
    gezien: list[Apiverzoek] = []

    def pad(apiverzoek: Apiverzoek) -> JsonObject:
        gezien.append(apiverzoek)
        return {"ja": True}

    v = op_register
    assert v.lees(lambda: van_api(v, pad, {"code": "100B490"}, {"q": "a", "r": None}, Proefvorm)) == {"ja": True}
    (een,) = gezien
    assert een.vraag == {"limiet": 25, "q": "a"}
    assert een.delen == {"code": "100B490"}
    assert een.context is v.context, "who reads is noted for the page"


def test_a_page_may_ask_otherwise_than_the_default(op_register: Schermverzoek) -> None:
    v = op_register
    gevraagd = v.lees(lambda: van_api(v, lambda a: dict(a.vraag), None, {"limiet": 3}, Proefvorm))
    assert gevraagd == {"limiet": 3}


def test_what_the_api_does_not_find_is_a_page_that_is_not_there(op_register: Schermverzoek) -> None:
    v = op_register
    with pytest.raises(Toestand) as gevangen:
        v.lees(lambda: van_api(v, organisatieoverzicht, {"code": "999B999"}))
    assert (gevangen.value.status, gevangen.value.soort) == (404, "onbekend")
    assert isinstance(gevangen.value.__cause__, Probleem)


@pytest.mark.parametrize(("in_pad", "status"), [(True, 404), (False, 400)])
def test_a_reading_of_the_contract_that_refuses_is_a_state_too(
    op_register: Schermverzoek, in_pad: bool, status: int
) -> None:
    """What the path names makes the page one that is not there; what was only asked makes the question wrong."""
    v, velden = op_register, {"onderwijsaanbiedercode": "999A999"}
    with pytest.raises(Toestand) as gevangen:
        v.lees(lambda: van_operatie(v, "opvragen_onderwijsaanbieder", velden, velden if in_pad else None))
    assert gevangen.value.status == status
    assert gevangen.value.velden["meldingen"], "what is wrong is said"


def test_the_api_reads_on_the_snapshot_of_the_page(op_register: Schermverzoek) -> None:
    v = op_register
    assert v.lees(lambda: als_apiverzoek(v).op is v.op and v.op is not None)
