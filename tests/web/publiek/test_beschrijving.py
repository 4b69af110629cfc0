"""The fields of an object in the words of a page."""

from collections.abc import Iterator
from datetime import date
from typing import cast

import pytest
from werkzeug.datastructures import MultiDict

from rio_soap.bevinding import Taal
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.wijzigingen.stroom import stroom_van
from rio_soap.web.frame.scherm import Schermbron, Schermverzoek
from rio_soap.web.publiek.beschrijving import BEGRIP_VAN, Beschrijver, Cel, assen
from rio_soap.web.publiek.objectpagina import op_geldigheid, relatie_van, volgende_van
from rio_soap.web.publiek.objectverwijzing import json_adres
from tests.service.conftest import Dienst
from tests.web.browser import Browser

DAG = date(2026, 11, 24)


def verzoek_op(taal: Taal, vraag: dict[str, object] | None = None, **gegeven: str) -> Schermverzoek:
    """A request of a page that reads nothing of the operator."""
    context = Context("", SystemClock().nu(), "test")
    bron = cast(Schermbron, None)
    return Schermverzoek(
        bron,
        taal,
        "/opleidingen",
        MultiDict(gegeven),
        {},
        {"geldigOp": DAG, **(vraag or {})},
        MultiDict(),
        context,
        None,
    )


@pytest.fixture
def nl(dienst: Dienst) -> Iterator[Schermverzoek]:
    """A request in Dutch on a snapshot."""
    verzoek = verzoek_op("nl", geldigOp=DAG.isoformat())
    with dienst.register.lees() as session:
        verzoek.op = session, stroom_van(session)
        yield verzoek


def test_a_value_is_written_by_what_it_is(nl: Schermverzoek) -> None:
    schrijver = Beschrijver(nl)
    assert schrijver.cellen("bekostigd", True) == [Cel("ja")]
    assert schrijver.cellen("begindatum", "2026-10-03") == [Cel("3 oktober 2026")]
    assert schrijver.cellen("deelnemersplaatsen", 24)[0].tekst == "24"
    assert schrijver.cellen("omschrijving", "ZIN IN HOOFDLETTERS")[0] == Cel("ZIN IN HOOFDLETTERS", nl=True)
    assert schrijver.cellen("niveau", ["VO-HAVO", "VO-VWO"])[1].tekst != "VO-VWO"
    assert schrijver.cellen("niets", None) == []


def test_what_is_named_is_a_link_with_its_name_on_the_same_day(nl: Schermverzoek) -> None:
    gegeven = {"onderwijsaanbiedercode": "799A005", "opleidingseenheidcode": "1019O0031"}
    schrijver = Beschrijver(nl, gegeven)
    (aanbieder,) = schrijver.cellen("onderwijsaanbiedercode", "799A005")
    assert aanbieder == Cel("ROC Proefstreek (799A005)", "/nl/organisaties/799A005?geldigOp=2026-11-24", nl=True)
    assert schrijver.naam("1019O0031") == "Vakman waterbouw (proef)"
    (onbekend,) = schrijver.cellen("onderwijsaanbiedercode", "000A000")
    assert onbekend == Cel("000A000", nl=True)


def test_names_are_found_however_deep_they_are_named_and_by_one_question_of_a_kind(nl: Schermverzoek) -> None:
    diep = {"a": [{"b": {"erkenner": "OCW", "type": "ERKENDE_ONDERWIJSINSTELLING", "code": "99MA"}}]}
    erkend = {"opleidingsstelsel": "CREBO", "opleidingscode": "99031", "opleidingseenheidcode": ["1019O0031"]}
    schrijver = Beschrijver(nl, diep, erkend)
    assert schrijver.naam("OCW/ERKENDE_ONDERWIJSINSTELLING/99MA") == "ROC Proefstreek"
    assert schrijver.naam("CREBO/99031") == schrijver.naam("1019O0031") == "Vakman waterbouw (proef)"


def test_kenmerken_stand_beside_the_other_fields_and_parts_with_tables_are_left_out(nl: Schermverzoek) -> None:
    gegeven = {
        "begindatum": "2026-01-01",
        "kenmerken": {"vorm": "VOLTIJD", "voertaal": ["NLD", "ENG"]},
        "hoOpleidingPeriode": [{"begindatum": "2026-01-01"}],
        "aangebodenHOOpleidingCohort": [],
        "geheim": "weg",
    }
    regels = Beschrijver(nl).regels(gegeven, ("geheim",))
    assert [len(regel.cellen) for regel in regels] == [1, 1, 2]
    assert "weg" not in str(regels)


def test_a_part_that_occurs_more_than_once_is_one_text_each(nl: Schermverzoek) -> None:
    prijzen = [{"soort": "TOTALE_VERPLICHTE_KOSTEN", "bedrag": 8875}, {"soort": "X", "bedrag": 1}]
    een, ander = Beschrijver(nl).cellen("prijs", prijzen)
    assert "8875" in een.tekst
    assert een.tekst.count(";") == ander.tekst.count(";") == 1


def test_a_table_has_a_column_per_field_that_any_row_has_days_first(nl: Schermverzoek) -> None:
    rijen = [
        {"naamLang": "A", "begindatum": "2026-01-01"},
        {"naamKort": "B", "begindatum": "2025-01-01", "einddatum": "2026-01-01", "weg": "x"},
    ]
    tabel = Beschrijver(nl).tabel(rijen, ("weg",))  # type: ignore[arg-type]
    assert len(tabel.koppen) == 4
    assert [[cel.tekst for deel in rij for cel in deel] for rij in tabel.rijen] == [
        ["1 januari 2026", "A"],
        ["1 januari 2025", "1 januari 2026", "B"],
    ]
    assert {len(rij) for rij in tabel.rijen} == {4}
    assert Beschrijver(nl).tabel([]).rijen == []


def test_axes_go_along_to_another_page_as_they_were_asked() -> None:
    assert assen(verzoek_op("nl", geldigOp="2020-01-01", q="x")) == {"geldigOp": "2020-01-01", "bekendOp": None}


def test_the_api_is_asked_on_the_same_axes_and_with_a_key_as_it_is() -> None:
    moment = SystemClock().nu()
    adres = json_adres(verzoek_op("nl", {"bekendOp": moment}), "/opleidingserkenningen/X/a%2Fb")
    assert adres.startswith("/api/v1/opleidingserkenningen/X/a%252Fb?geldigOp=2026-11-24&bekendOp=")
    assert "+" not in adres
    assert json_adres(verzoek_op("en", {"geldigOp": None}), "/erkenners/1") == "/api/v1/erkenners/1"


def test_relations_that_hold_stand_in_front_each_from_new_to_old() -> None:
    verzoek = verzoek_op("en")
    duren = [("2001-01-01", "2005-01-01"), ("2002-01-01", ""), ("2020-01-01", ""), ("2003-01-01", "2004-01-01")]
    relaties = [
        relatie_van(verzoek, "HIERARCHISCH", Cel(van), {"begindatum": van, "einddatum": tot or None})
        for van, tot in duren
    ]
    assert [(een.van[:4], een.geldt) for een in op_geldigheid(relaties)] == [
        ("2020", True),
        ("2002", True),
        ("2003", False),
        ("2001", False),
    ]


def test_the_next_page_is_that_of_the_api_with_the_filters_of_this() -> None:
    verzoek = verzoek_op("nl", type="HOOPLEIDING", cursor="oud")
    volgende = volgende_van(verzoek, {"_links": {"next": {"href": "/api/v1/opleidingseenheden?cursor=nieuw&x=y"}}})
    assert volgende == "/nl/opleidingen?type=HOOPLEIDING&cursor=nieuw"
    assert volgende_van(verzoek, {"_links": {"self": {"href": "/x"}}}) is None


def test_a_label_that_is_a_term_leads_to_what_it_means(browser: Browser) -> None:
    links = browser.haal("/nl/erkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/25BE").links()
    assert {"/nl/begrippen#erkenner", "/nl/begrippen#begindatum"} <= set(links)
    ankers = {str(een.get("id")) for een in browser.haal("/nl/begrippen").boom.iter() if een.get("id")}
    assert set(BEGRIP_VAN.values()) <= ankers


def test_one_period_of_many_fields_is_read_from_top_to_bottom(browser: Browser) -> None:
    """A table of thirteen columns goes off the screen, and off the paper."""
    boom = browser.haal("/nl/aanbod/99000000-0000-4000-8000-000000000010").boom
    assert "Versneld traject" in [str(een.text_content()).strip() for een in boom.iter("dt")]
    assert "Versneld traject" not in [str(een.text_content()).strip() for een in boom.iter("th")]
