"""Reading opleidingserkenningen: what a key names, on which day, in which order, and always as the contract has it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.keuring import is_toonbaar
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.opleidingserkenning import raadplegingen
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.erkende import erkenningrij
from tests.register.hulp import context, fouten, opdrachten, vraag
from tests.register.hulp_opleidingserkenning import (
    ANDER,
    BEGIN,
    EENHEID,
    EINDE,
    EXAMEN,
    HO,
    MBO,
    MIDDEN,
    PARTICULIER,
    VAK,
    VO,
    aanvaard,
    erkenning,
    klaargezet,
    lees,
    periode,
    sleutel,
)

OPVRAGEN, BIJ_STELSEL = "opvragen_opleidingserkenning", "opvragen_opleidingserkenningenBijStelsel"
DAG = timedelta(days=1)


@pytest.fixture
def register(leeg: Register) -> Register:
    return klaargezet(leeg)


def vraag_sleutel(register: Register, deel: Gegeven, **velden: Any) -> Uitslag:
    return vraag(register, raadplegingen.opvragen_opleidingserkenning, opleidingserkenning=deel, **velden)


def bij_stelsel(register: Register, stelsel: str = "ISAT", **velden: Any) -> Uitslag:
    handeling = raadplegingen.opvragen_opleidingserkenningen_bij_stelsel
    return vraag(register, handeling, opleidingsstelsel=stelsel, **{"pagina": 0, **velden})


@pytest.mark.parametrize("soort", [HO, MBO, EXAMEN, VO, VAK, PARTICULIER])
def test_what_was_delivered_is_read_and_fits_the_contract(register: Register, soort: str) -> None:
    geleverd = erkenning(soort, eenheden=(ANDER, EENHEID), ministerie="OCW", einde=EINDE)
    aanvaard(register, geleverd)
    [gelezen] = lees(register, sleutel(soort))
    assert gelezen == Gegeven(geleverd.naam, geleverd.velden | {"opleidingseenheidcode": [EENHEID, ANDER]})
    assert is_toonbaar(OPVRAGEN, {"opleidingserkenning": [gelezen]})


def test_a_change_replaces_all_also_the_units(register: Register) -> None:
    aanvaard(register, erkenning(eenheden=(EENHEID,), ministerie="OCW"), erkenning(eenheden=(ANDER,)))
    assert lees(register, sleutel()) == [erkenning(eenheden=(ANDER,))]
    aanvaard(register, erkenning(eenheden=()))
    assert lees(register, sleutel()) == [erkenning(eenheden=())]


@pytest.mark.foutcode(OPVRAGEN, "A01080", "A01090")
def test_a_key_that_names_nothing_is_refused_by_its_kind(register: Register) -> None:
    aanvaard(register, erkenning(), erkenning(VAK))
    assert fouten(vraag_sleutel(register, sleutel(opleidingscode="34036"))) == ["A01080"]
    assert fouten(vraag_sleutel(register, sleutel(VAK, opleidingsniveau="VO-VWO"))) == ["A01090"]
    assert fouten(vraag_sleutel(register, sleutel(uniekeErkendeopleidingscode=None))) == []


def test_a_key_names_all_that_share_what_it_says_in_order_of_their_keys(register: Register) -> None:
    for nummer in (3, 1, 2):
        aanvaard(register, erkenning(uniekeErkendeopleidingscode=f"34035_{nummer}"))
    aanvaard(register, erkenning(VAK), erkenning(VAK, opleidingsniveau="VO-VWO"))
    gevonden = lees(register, sleutel(uniekeErkendeopleidingscode=None))
    assert [een.velden["uniekeErkendeopleidingscode"] for een in gevonden] == ["34035_1", "34035_2", "34035_3"]
    assert len(lees(register, sleutel(uniekeErkendeopleidingscode="34035_2"))) == 1
    vakken = lees(register, sleutel(VAK, opleidingsniveau=None))
    assert [een.velden["opleidingsniveau"] for een in vakken] == ["VO-HAVO", "VO-VWO"]


@pytest.mark.parametrize(
    ("dag", "begin"),
    [
        (None, MIDDEN),  # today
        (BEGIN - DAG, None),
        (BEGIN, BEGIN),
        (MIDDEN - DAG, BEGIN),
        (MIDDEN, MIDDEN),
        (EINDE - DAG, MIDDEN),
        (EINDE, None),
    ],
)
def test_on_a_day_its_period_is_shown_and_outside_its_life_its_dates_alone(
    register: Register, dag: date | None, begin: date | None
) -> None:
    aanvaard(register, erkenning(perioden=[periode(einde=MIDDEN), periode(begin=MIDDEN)], einde=EINDE))
    [gelezen] = lees(register, sleutel(), dag)
    perioden: Any = gelezen.velden.get("opleidingserkenningPeriode", [])
    assert [een.velden["begindatum"] for een in perioden] == ([begin] if begin else [])
    assert (gelezen.velden["begindatum"], gelezen.velden["einddatum"]) == (BEGIN, EINDE)
    assert is_toonbaar(OPVRAGEN, {"opleidingserkenning": [gelezen]})


def zet(register: Register, *rijen: dict[str, Any]) -> None:
    register.schrijf(lambda s: s.execute(sa.insert(model.opleidingserkenning), list(rijen)))


def test_what_the_contract_cannot_hold_is_left_out_and_told(register: Register) -> None:
    """Loaded before there was a column for it; a licentie may rest on it, so it is there for other rules."""
    zet(register, erkenningrij("ISAT", "34035", erkenner=""))
    ctx = context()
    assert fouten(vraag(register, raadplegingen.opvragen_opleidingserkenning, ctx, opleidingserkenning=sleutel())) == [
        "A01080"
    ]
    onvolledig = sleutel(uniekeErkendeopleidingscode=None)
    assert fouten(vraag(register, raadplegingen.opvragen_opleidingserkenning, ctx, opleidingserkenning=onvolledig)) == [
        "A01080"
    ]
    assert [(een.tabel, een.sleutel) for een in ctx.uitval] == [("opleidingserkenning", "ISAT/34035")]


@pytest.mark.foutcode(BIJ_STELSEL, "RS1001")
def test_a_stelsel_that_is_on_no_list_is_refused(register: Register) -> None:
    assert fouten(bij_stelsel(register, "ISAT2")) == ["RS1001"]
    assert fouten(bij_stelsel(register)) == []


def test_the_erkenningen_of_a_stelsel_come_in_pages_by_key_as_they_hold_on_a_day(register: Register) -> None:
    aanvaard(
        register,
        erkenning(uniekeErkendeopleidingscode="34035_2"),
        erkenning(uniekeErkendeopleidingscode="34035_1"),
        erkenning(opleidingscode="34034", uniekeErkendeopleidingscode="34034_1"),
        erkenning(opleidingscode="34033", uniekeErkendeopleidingscode="34033_1", einde=MIDDEN),
        erkenning(VAK),
    )
    bladen = []
    for pagina in range(3):
        uitslag = bij_stelsel(register, aantal=2, pagina=pagina)
        gevonden: Any = uitslag.gegevens["opleidingserkenning"]
        bladen.append([een.velden["uniekeErkendeopleidingscode"] for een in gevonden])
        blad: Any = uitslag.gegevens["paginering"]
        assert blad.velden == {"pagina": pagina, "aantalPaginas": 2, "aantalResultaten": 3}
        assert is_toonbaar(BIJ_STELSEL, uitslag.gegevens)
    assert bladen == [["34034_1", "34035_1"], ["34035_2"], []]
    eerder: Any = bij_stelsel(register, peildatum=MIDDEN - DAG).gegevens["opleidingserkenning"]
    namen = [een.velden["uniekeErkendeopleidingscode"] for een in eerder]
    assert namen == ["34033_1", "34034_1", "34035_1", "34035_2"]


def test_a_page_costs_as_many_queries_whatever_is_on_it(register: Register) -> None:
    kosten = []
    for nummer in range(1, 9):
        aanvaard(register, erkenning(uniekeErkendeopleidingscode=f"34035_{nummer}"))
        with opdrachten(register) as gezien:
            assert fouten(bij_stelsel(register)) == []
        kosten.append(len(gezien))
    assert set(kosten) == {kosten[0]}
