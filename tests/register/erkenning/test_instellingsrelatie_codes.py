"""Every code of aanleveren_ and verwijderen_instellingsrelatie, raised and not raised, at a new one and a change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Register
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.geval import Geval, parameters
from tests.register.hulp import BUUR, HANZE, fouten
from tests.register.hulp_erkenning import (
    BEGIN,
    HANZEGEZAG,
    HANZESCHOOL,
    HANZEVESTIGING,
    SAMEN,
    SWV,
    erkenning,
    lever,
    met_rollen,
    ontkoppel,
    relateer,
    relatie,
    slaagt,
    sleutel,
)
from tests.register.hulp_organisatie import voeg_besturen_toe
from tests.register.lijsten import beperkt
from tests.register.rollen import CEDEO, DUO

LEVER, VERWIJDER = "aanleveren_instellingsrelatie", "verwijderen_instellingsrelatie"
DAG = timedelta(days=1)
EINDE = date(2028, 8, 1)
ANDER = SAMEN._replace(code="PO3002")
KEUR_A, KEUR_B = (sleutel("erkendeOnderwijsinstelling", code, "CEDEO") for code in ("C1", "C2"))
BUURSCHOOL = HANZESCHOOL._replace(code="26ZZ")


@pytest.fixture
def rio(register: Register) -> Register:
    """Two samenwerkingen, of which one ends in 2028, two schools of CEDEO, and a bestuur beside Hanze."""
    met_rollen(register)
    voeg_besturen_toe(register)
    for deel in (
        erkenning("erkendeSamenwerking"),
        erkenning("erkendeSamenwerking", code="PO3002", einde=EINDE),
        erkenning("erkendeOnderwijsinstelling", code="C1", erkenner="CEDEO"),
        erkenning("erkendeOnderwijsinstelling", code="C2", erkenner="CEDEO"),
    ):
        slaagt(lever(register, deel))
    return register


def tie(*delen: Any, oin: str = DUO, **velden: Any) -> Callable[[Register], Uitslag]:
    return lambda register: relateer(register, relatie(*delen, **velden), oin)


def is_er(*delen: Any, **velden: Any) -> Callable[[Register], object]:
    return lambda register: slaagt(relateer(register, relatie(*delen, **velden)))


def weg(*delen: Any, oin: str = DUO, **velden: Any) -> Callable[[Register], Uitslag]:
    return lambda register: ontkoppel(register, relatie(*delen, **velden), oin)


def op_lijst(deel: Gegeven, waarde: str, **dagen: date) -> Callable[[Register], Uitslag]:
    lijsten = beperkt("ErkendeOrganisatierelatiesoort", waarde, **dagen)
    return lambda register: relateer(register, deel, lijsten=lijsten)


LID = (SAMEN, HANZESCHOOL)
ER_IS_LID = is_er(*LID)
OVERGANG = "OVERGANG_VOLLEDIG"
ONBEKEND = Instellingsleutel("OCW", "ERKENDE_VESTIGING", "99XX99")


def ook(code: str, fout: Callable[[Register], Uitslag], goed: Callable[[Register], Uitslag]) -> list[Geval]:
    """The same at a new relation and at a change of that between the samenwerking and Hanze."""
    return [Geval(code, fout, goed), Geval(code, fout, goed, eerst=ER_IS_LID)]


GEVALLEN = [
    Geval("RS1304", tie(SAMEN, ONBEKEND), tie(SAMEN, HANZEVESTIGING)),
    Geval("RS1304", tie(ONBEKEND, HANZESCHOOL), tie(*LID)),
    Geval("RS1304", tie(SAMEN, HANZESCHOOL._replace(erkenner="CEDEO")), tie(*LID), eerst=ER_IS_LID),
    *ook("AUT401", tie(*LID, oin=BUUR), tie(*LID, oin=HANZE)),
    *ook("AUT401", tie(*LID, oin=CEDEO), tie(*LID, oin=SWV)),
    Geval("AUT401", tie(SAMEN, BUURSCHOOL, begin=EINDE, oin=HANZE), tie(SAMEN, BUURSCHOOL, begin=EINDE, oin=BUUR)),
    Geval("AUT401", tie(ANDER, HANZESCHOOL, oin=SWV, einde=EINDE), tie(*LID, oin=SWV)),
    Geval("AUT401", tie(HANZEGEZAG, SAMEN, "HIERARCHISCH", oin=HANZE), tie(HANZEGEZAG, SAMEN, "HIERARCHISCH")),
    Geval(
        "AUT401",
        tie(HANZEGEZAG, SAMEN, "HIERARCHISCH", oin=SWV),
        tie(HANZEGEZAG, SAMEN, "VRIJWILLIGE_DEELNAME", oin=SWV),
    ),
    Geval("AUT401", tie(HANZESCHOOL, KEUR_A, OVERGANG, oin=CEDEO), tie(KEUR_B, KEUR_A, OVERGANG, oin=CEDEO)),
    Geval("RS1001", tie(*LID, "LIDMAATSCHAP"), tie(*LID), alleen=False),
    *ook(
        "RS1002",
        op_lijst(relatie(*LID), "SAMENWERKING", vanaf=BEGIN + DAG),
        op_lijst(relatie(*LID), "SAMENWERKING", vanaf=BEGIN),
    ),
    *ook("RS1003", tie(*LID, einde=BEGIN), tie(*LID, einde=BEGIN + DAG)),
    Geval("RS1306", tie(*LID, begin=BEGIN - DAG), tie(*LID, begin=BEGIN)),
    Geval("RS1306", tie(ANDER, HANZESCHOOL, einde=EINDE + DAG), tie(ANDER, HANZESCHOOL, einde=EINDE)),
    Geval("RS1306", tie(ANDER, HANZESCHOOL), tie(*LID)),
    Geval(
        "RS1306",
        tie(ANDER, HANZESCHOOL, einde=EINDE + DAG),
        tie(ANDER, HANZESCHOOL, einde=EINDE - DAG),
        eerst=is_er(ANDER, HANZESCHOOL, einde=EINDE),
    ),
    Geval("RS1306", tie(ANDER, SAMEN, OVERGANG, EINDE + DAG), tie(ANDER, SAMEN, OVERGANG, EINDE)),
    Geval("RS1307", tie(HANZESCHOOL, SAMEN), tie(*LID)),
    Geval("RS1307", tie(HANZEGEZAG, HANZESCHOOL, "ONDERSTEUNING"), tie(HANZEGEZAG, SAMEN)),
    Geval("RS1307", tie(SAMEN, SAMEN, OVERGANG), tie(SAMEN, ANDER, OVERGANG)),
    Geval("RS1308", tie(*LID, begin=EINDE - DAG), tie(*LID, begin=EINDE), eerst=is_er(*LID, einde=EINDE)),
    Geval(
        "RS1308",
        tie(*LID, einde=EINDE + DAG),
        tie(*LID, einde=EINDE),
        eerst=lambda r: (is_er(*LID, einde=EINDE)(r), is_er(*LID, begin=EINDE)(r)),
    ),
    Geval(
        "RS1308",
        tie(KEUR_B, KEUR_A, OVERGANG),
        tie(KEUR_B, KEUR_A, OVERGANG, BEGIN + DAG),
        eerst=is_er(KEUR_A, KEUR_B, OVERGANG),
    ),
    Geval("RS1309", tie(KEUR_A, KEUR_B, OVERGANG, einde=EINDE), tie(KEUR_A, KEUR_B, OVERGANG)),
    Geval(
        "RS1309",
        tie(KEUR_A, KEUR_B, OVERGANG, einde=EINDE),
        tie(KEUR_A, KEUR_B, OVERGANG),
        eerst=is_er(KEUR_A, KEUR_B, OVERGANG),
    ),
]


@pytest.mark.parametrize("geval", parameters(LEVER, GEVALLEN))
def test_a_delivery_is_refused_with_the_code_and_approved_right_beside_it(rio: Register, geval: Geval) -> None:
    geval.beproef(rio)


def test_no_soort_that_a_samenwerkingsvorm_may_not_write_is_written_by_it_unknown_or_not(rio: Register) -> None:
    assert fouten(relateer(rio, relatie(*LID, "LIDMAATSCHAP"), SWV)) == ["AUT401"]


WEG = [
    Geval("RS1304", weg(SAMEN, ONBEKEND), weg(*LID), eerst=ER_IS_LID),
    Geval("RS1007", weg(*LID, begin=BEGIN + DAG), weg(*LID), eerst=ER_IS_LID),
    Geval("RS1007", weg(*LID, "VRIJWILLIGE_DEELNAME"), weg(*LID), eerst=ER_IS_LID),
    Geval("AUT401", weg(*LID, oin=BUUR), weg(*LID, oin=HANZE), eerst=ER_IS_LID),
    Geval("AUT401", weg(*LID, oin=CEDEO), weg(*LID, oin=SWV), eerst=ER_IS_LID),
]


@pytest.mark.parametrize("geval", parameters(VERWIJDER, WEG))
def test_a_removal_is_refused_with_the_code_and_approved_right_beside_it(rio: Register, geval: Geval) -> None:
    geval.beproef(rio)
