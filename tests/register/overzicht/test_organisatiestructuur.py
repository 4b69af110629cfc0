"""Both trees of an organisation on a day, from whatever they are asked by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.overzicht import bomen as bomenmodule
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.hulp import fouten, opdrachten
from tests.register.hulp_overzicht import (
    BEGIN,
    GROEP,
    LOS,
    SCHOOL,
    VERBOND,
    ZUSTER,
    Bouw,
    bomen,
    structuur,
)

DAG = timedelta(days=1)
LEZING = "opvragen_organisatiestructuur"
INRICHTING = "300B001(300A002 300G001(300A001) 300T001)"
ERKEND = "30001(30AA(30AA00 30AA01) 30BB)"


def beide(uitslag: Uitslag) -> tuple[list[str], list[str]]:
    return bomen(uitslag, "onderwijsinrichting"), bomen(uitslag, "onderwijserkenning")


@pytest.mark.foutcode(LEZING, "RS1110", "RS1304")
@pytest.mark.parametrize("wat", [VERBOND, GROEP, SCHOOL, ZUSTER, "BG 30001", "OI 30AA", "VE 30AA01", "OI 30BB"])
def test_both_trees_are_whole_by_whatever_of_them_is_asked(wereld: Register, wat: str) -> None:
    assert beide(structuur(wereld, wat)) == ([INRICHTING], [ERKEND])
    assert fouten(structuur(wereld, "300B999")) == ["RS1110"]
    assert fouten(structuur(wereld, "OI 99ZZ")) == fouten(structuur(wereld, "OI 30AA NRTO")) == ["RS1304"]


def test_a_node_says_what_it_is_how_it_is_called_and_by_what_relation(wereld: Register) -> None:
    antwoord: Any = structuur(wereld, SCHOOL, peildatum=date(2020, 7, 31)).gegevens
    [top] = antwoord["onderwijsinrichting"]
    groep = top.velden["onder"][1]
    assert antwoord["peildatum"] == date(2020, 7, 31)
    assert top.velden["eenheid"].velden == {"objecttype": "ONDERWIJSBESTUUR", "sleutel": VERBOND, "naam": "Verbond"}
    assert not {"relatiesoort", "begindatum"} & top.velden.keys()
    assert {naam: groep.velden[naam] for naam in ("relatiesoort", "begindatum")} == {
        "relatiesoort": "HIERARCHISCH",
        "begindatum": BEGIN,
    }
    assert groep.velden["onder"][0].velden["eenheid"].velden["naam"] == "De Oude School"
    [gezag] = antwoord["onderwijserkenning"]
    assert gezag.velden["eenheid"].velden == {
        "objecttype": "INSTELLINGSERKENNING",
        "sleutel": "OCW/BEVOEGD_GEZAG/30001",
        "naam": "Erkenning 30001",
    }


def test_relations_of_the_day_make_the_trees(wereld: Register) -> None:
    def verhuis(session: Any) -> None:
        bouw, band = Bouw(session), model.organisatierelatie
        bouw.eenheid("301B001", bevoegd_gezag_nummer="30101")
        bouw.erkenning("BG 30101")
        session.execute(sa.update(band).where(band.c.naar == ZUSTER).values(einddatum=date(2022, 8, 1)))
        bouw.onder("301B001", ZUSTER, begin=date(2022, 8, 1))

    wereld.schrijf(verhuis)
    voor, na = (structuur(wereld, ZUSTER, peildatum=date(2022, 8, 1) - dagen * DAG) for dagen in (1, 0))
    assert beide(voor) == ([INRICHTING], [ERKEND])
    assert beide(na) == (["301B001(300A002)"], ["30101"])
    assert bomen(structuur(wereld, VERBOND), "onderwijsinrichting") == ["300B001(300G001(300A001) 300T001)"]
    assert beide(structuur(wereld, SCHOOL, peildatum=BEGIN - DAG)) == ([SCHOOL], [])
    assert beide(structuur(wereld, LOS)) == ([LOS], [])


def test_other_soorten_of_relation_stand_below_with_their_soort_and_end_there(wereld: Register) -> None:
    def breid_uit(session: Any) -> None:
        bouw = Bouw(session)
        bouw.erkenning("BG 30901")
        bouw.erkenning("OI 39AA")
        bouw.erkenning("SW PO3901")
        bouw.boven("BG 30901", "OI 39AA")
        bouw.boven("OI 39AA", "OI 39AA", "VERZELFSTANDIGING")
        bouw.boven("BG 30901", "SW PO3901", "VRIJWILLIGE_DEELNAME")
        bouw.boven("SW PO3901", "OI 39AA", "SAMENWERKING")

    wereld.schrijf(breid_uit)
    gezag = "30901(39AA VRIJWILLIGE_DEELNAME:PO3901)"
    assert beide(structuur(wereld, "OI 39AA")) == ([], [gezag])
    assert bomen(structuur(wereld, "SW PO3901"), "onderwijserkenning") == ["PO3901(SAMENWERKING:39AA)"]
    assert bomen(structuur(wereld, "SW VO3002"), "onderwijserkenning") == ["VO3002(SAMENWERKING:30AA)"]


def test_outside_ocw_the_eenheden_that_rest_on_an_erkenning_lead_to_their_bestuur(wereld: Register) -> None:
    def breid_uit(session: Any) -> None:
        bouw = Bouw(session)
        bouw.eenheid("302B001")
        bouw.eenheid("302A001")
        bouw.onder("302B001", "302A001")
        for kort in ("OI 300C NRTO", "VE 300C01 NRTO", "OI 300C CEDEO"):
            bouw.erkenning(kort)
        bouw.boven("OI 300C NRTO", "VE 300C01 NRTO")
        bouw.rust("302A001", "OI 300C NRTO")

    wereld.schrijf(breid_uit)
    verwacht = (["302B001(302A001)"], ["300C(300C01)"])
    for wat in ("302B001", "302A001", "OI 300C NRTO", "VE 300C01 NRTO"):
        assert beide(structuur(wereld, wat)) == verwacht
    assert beide(structuur(wereld, "OI 300C CEDEO")) == ([], ["300C"])


def test_an_erkenning_without_erkenner_is_in_no_tree(wereld: Register) -> None:
    tabel = model.instellingserkenning
    wereld.schrijf(lambda s: s.execute(sa.update(tabel).where(tabel.c.code == "30BB").values(erkenner="")))
    assert bomen(structuur(wereld, VERBOND), "onderwijserkenning") == ["30001(30AA(30AA00 30AA01))"]


def test_a_name_that_cannot_be_read_is_left_out_and_its_node_stays(wereld: Register) -> None:
    tabel = model.organisatorische_eenheid
    wereld.schrijf(lambda s: s.execute(sa.update(tabel).where(tabel.c.code == GROEP).values(stand='{"g":"x"}')))
    uitslag: Any = structuur(wereld, SCHOOL)
    assert beide(uitslag) == ([INRICHTING], [ERKEND])
    groep = uitslag.gegevens["onderwijsinrichting"][0].velden["onder"][1]
    assert "naam" not in groep.velden["eenheid"].velden


def test_a_circle_ends_where_it_would_begin_again(wereld: Register) -> None:
    def maak_rond(session: Any) -> None:
        bouw = Bouw(session)
        bouw.onder(GROEP, VERBOND)
        for kort in ("OI 38AA", "OI 38AB"):
            bouw.erkenning(kort)
        bouw.boven("OI 38AA", "OI 38AB")
        bouw.boven("OI 38AB", "OI 38AA")

    wereld.schrijf(maak_rond)
    assert bomen(structuur(wereld, SCHOOL), "onderwijsinrichting") == [SCHOOL]
    assert bomen(structuur(wereld, VERBOND), "onderwijsinrichting") == [INRICHTING]
    assert bomen(structuur(wereld, "OI 38AA"), "onderwijserkenning") == ["38AA(38AB)"]


def test_an_answer_holds_no_more_nodes_than_it_may(wereld: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (bomenmodule.MAX_TOPPEN, bomenmodule.MAX_ONDER) == (99, 1999)
    monkeypatch.setattr(bomenmodule, "MAX_ONDER", 2)
    assert bomen(structuur(wereld, VERBOND), "onderwijsinrichting") == ["300B001(300A002 300G001(300A001))"]
    monkeypatch.setattr(bomenmodule, "MAX_KNOPEN", 3)
    assert bomen(structuur(wereld, VERBOND), "onderwijsinrichting") == ["300B001(300A002 300G001)"]
    monkeypatch.setattr(bomenmodule, "MAX_DIEPTE", 1)
    assert bomen(structuur(wereld, VERBOND), "onderwijsinrichting") == ["300B001"]


def test_the_number_of_questions_does_not_depend_on_how_much_there_is(wereld: Register) -> None:
    def breid_uit(session: Any) -> None:
        bouw = Bouw(session)
        for nummer in range(60):
            bouw.eenheid(f"400A{nummer:03d}")
            bouw.onder(VERBOND, f"400A{nummer:03d}")
            bouw.erkenning(f"OI 4{nummer:02d}A")
            bouw.boven("BG 30001", f"OI 4{nummer:02d}A")
            bouw.rust(f"400A{nummer:03d}", f"OI 4{nummer:02d}A")

    aantallen = []
    for _ in range(2):
        with opdrachten(wereld) as gezien:
            structuur(wereld, SCHOOL)
        aantallen.append(len(gezien))
        if len(aantallen) == 1:
            wereld.schrijf(breid_uit)
    assert aantallen[0] == aantallen[1] <= 15


CODES = ("500B001", "500B002", "500G001", "500G002", "500A001", "500A002", "500A003", "500T001")
PAREN = st.tuples(st.sampled_from(CODES[:4]), st.sampled_from(CODES[1:])).filter(lambda paar: paar[0] != paar[1])


def model_van(paren: Iterable[tuple[str, str]], gevraagd: str) -> list[str]:
    """The trees in which an eenheid is: all that is below the tops above it."""
    band = set(paren)

    def boven(code: str, gezien: frozenset[str]) -> frozenset[str]:
        hoger = {van for van, naar in band if naar == code} - gezien
        alle = gezien | {code}
        for een in hoger:
            alle |= boven(een, alle)
        return alle

    alle = boven(gevraagd, frozenset())
    toppen = [code for code in sorted(alle) if not any(naar == code for _, naar in band)] or [gevraagd]

    def knoop(code: str, pad: tuple[str, ...]) -> str:
        onder = " ".join(knoop(naar, (*pad, naar)) for naar in sorted({n for v, n in band if v == code} - set(pad)))
        return code + (f"({onder})" if onder else "")

    return [knoop(code, (code,)) for code in toppen]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paren=st.sets(PAREN, max_size=9), gevraagd=st.sampled_from(CODES))
def test_any_relations_give_the_trees_of_a_model(leeg: Register, paren: set[tuple[str, str]], gevraagd: str) -> None:
    def leg_aan(session: Any) -> None:
        bouw = Bouw(session)
        session.execute(sa.delete(model.organisatierelatie))
        session.execute(sa.delete(model.organisatorische_eenheid))
        for code in CODES:
            bouw.eenheid(code)
        for van, naar in sorted(paren):
            bouw.onder(van, naar)

    leeg.schrijf(leg_aan)
    assert bomen(structuur(leeg, gevraagd), "onderwijsinrichting") == model_van(paren, gevraagd)
