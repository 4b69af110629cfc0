"""Delivering and removing licentierelaties: every code raised and not raised; a refusal changes nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from types import MappingProxyType

import pytest

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.licentie import controles_licentierelatie as controles
from rio_soap.register.regels.uitslag import Uitslag, standaardlijsten
from rio_soap.register.regels.waardenlijsten import Lijstwaarde, Waardenlijsten
from tests.register.geval import Geval, parameters
from tests.register.hulp import VREEMD, context, fouten
from tests.register.hulp_licentie import (
    BEGIN,
    BRANCHE,
    EINDE,
    L1,
    L2,
    L3,
    PARTICULIER,
    VERBOD,
    licentie,
    maatregel,
    ontkoppel,
    opleidingsleutel,
    relateer,
    relatie,
    vergund,
    voeg_in,
)
from tests.register.hulp_organisatie import rijen
from tests.register.rollen import CEDEO, DUO, INSPECTIE, NVAO

AANLEVEREN, VERWIJDEREN = "aanleveren_licentierelatie", "verwijderen_licentierelatie"
DAG = timedelta(days=1)
OUD = date(2015, 9, 1)


@pytest.fixture
def paren(wereld: Register) -> Register:
    """Two licenties of NVAO, one of BRANCHE, and a relation between others that was loaded: its soort is known."""
    vergund(wereld, licentie(L1), licentie(L2, begindatum=OUD, einddatum=BEGIN))
    vergund(wereld, licentie(L3, PARTICULIER, opleidingserkenning=opleidingsleutel(BRANCHE, "")))
    voeg_in(wereld, model.licentierelatie, van=L2, naar=L1, soort="VERVANGT", begindatum=OUD)
    return wereld


def met(*, oin: str = DUO, **velden: Waarde) -> Callable[[Register], Uitslag]:
    return lambda r: relateer(r, relatie(**velden), oin)  # type: ignore[arg-type]


def weg(*, oin: str = DUO, **velden: Waarde) -> Callable[[Register], Uitslag]:
    return lambda r: ontkoppel(r, relatie(**velden), oin)  # type: ignore[arg-type]


def is_er(*delen: Gegeven) -> Callable[[Register], object]:
    def eerst(r: Register) -> None:
        for deel in delen or (relatie(),):
            assert fouten(relateer(r, deel)) == []

    return eerst


def onthoud(code: str) -> Callable[[Register], object]:
    return lambda r: vergund(r, maatregel(VERBOD, code=code))


def met_lijst(vanaf: date) -> Callable[[Register], Uitslag]:
    """A list that has the soort, from a day."""
    lijsten = standaardlijsten().lijsten
    rij = Lijstwaarde("VERVANGT", "", vanaf, None, frozenset({"own"}))
    nieuw = Waardenlijsten(MappingProxyType({**lijsten, "Licentierelatiesoort": {"VERVANGT": (rij,)}}))
    return lambda r: relateer(r, ctx=context(DUO, lijsten=nieuw))


GEVALLEN = [
    Geval("RS1501", met(naar="4" + L1[1:]), met()),
    Geval("RS1501", met(van="4" + L1[1:]), met(van=L1.upper())),
    Geval("RS1501", met(oin=CEDEO, van=L3, naar=L1), met(oin=NVAO, van=L3, naar=L1), onthoud(L1)),
    Geval("AUT401", met(oin=VREEMD), met(oin=NVAO)),
    Geval("AUT401", met(oin=CEDEO), met(oin=CEDEO, naar=L3)),  # one of the two is its own
    Geval("AUT401", met(oin=INSPECTIE), met()),
    Geval("RS1001", met(soort="LIJKT_OP"), met()),
    Geval("RS1002", met_lijst(BEGIN + DAG), met_lijst(BEGIN)),
    Geval("RS1003", met(einddatum=BEGIN), met(einddatum=BEGIN + DAG)),
    Geval("RS1308", met(begin=EINDE - DAG), met(begin=EINDE), is_er(relatie(einddatum=EINDE))),
    Geval("RS1308", met(begin=EINDE), met(van=L2, naar=L1, begin=OUD, einddatum=EINDE), is_er()),
]
WEG = [
    Geval("RS1501", weg(naar="4" + L1[1:]), weg(), is_er()),
    Geval("RS1007", weg(begin=EINDE), weg(), is_er()),
    Geval("RS1007", weg(van=L2, naar=L1), weg(van=L2, naar=L1, begin=OUD), is_er()),  # the other way is another
    Geval("AUT401", weg(oin=CEDEO), weg(oin=NVAO), is_er()),
]


@pytest.mark.parametrize("geval", [*parameters(AANLEVEREN, GEVALLEN), *parameters(VERWIJDEREN, WEG)])
def test_the_code_refuses_and_changes_nothing_and_lets_its_neighbour_pass(paren: Register, geval: Geval) -> None:
    geval.beproef(paren)


def test_every_code_of_both_operations_is_raised_here() -> None:
    assert {geval.code for geval in GEVALLEN} == {code for code, _ in controles.AANLEVEREN}
    assert {geval.code for geval in WEG} == {code for code, _ in controles.VERWIJDEREN}


def test_without_a_list_and_without_rows_no_soort_is_known(wereld: Register) -> None:
    vergund(wereld, licentie(L1), licentie(L2, begindatum=OUD, einddatum=BEGIN))
    assert fouten(relateer(wereld)) == ["RS1001"]


def test_the_same_key_changes_the_end_and_each_change_is_recorded_once(paren: Register) -> None:
    eerst = len(rijen(paren, model.mutatie))
    is_er(relatie(), relatie(einddatum=EINDE))(paren)
    [rij] = rijen(paren, model.licentierelatie, model.licentierelatie.c.van == L1)
    assert rij.einddatum == EINDE
    assert fouten(ontkoppel(paren)) == []
    mutaties = rijen(paren, model.mutatie)[eerst:]
    sleutel = f"{L1}/{L2}/VERVANGT/{BEGIN}"
    gezien = [(m.object, m.sleutel, m.houder, m.soort) for m in mutaties]
    assert gezien == [("licentierelatie", sleutel, "100B490", soort) for soort in "TWV"]
    voor = [(v.volgnummer, v.deel) for v in rijen(paren, model.objectversie)]
    assert voor == [(mutaties[1].volgnummer, "rij"), (mutaties[2].volgnummer, "rij")]
