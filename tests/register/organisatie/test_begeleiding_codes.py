"""Delivering and removing a begeleidingsaanbieder: every code raised and not raised; a refusal changes nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.organisatie import controles_begeleiding as controles
from rio_soap.register.regels.uitslag import Uitslag, standaardlijsten
from rio_soap.register.regels.waardenlijsten import Lijstwaarde, Waardenlijsten
from tests.register.binnen import binnen
from tests.register.geval import Geval, parameters
from tests.register.hulp import BUUR, HANZE, NU, VREEMD, fouten
from tests.register.hulp_eenheden import (
    BEGELEIDER,
    BEIDE,
    CLUSTER,
    IN,
    begeleider,
    begeleider_weg,
    code_van,
    lever_begeleider,
    rust,
    zet_band,
    zet_eenheid,
    zet_naamgenoot,
)
from tests.register.hulp_licentie import voeg_in
from tests.register.hulp_organisatie import BESTUUR, BUURBESTUUR, rijen
from tests.register.rollen import DUO

AANLEVEREN = "aanleveren_onderwijsbegeleidingsaanbieder"
VERWIJDEREN = "verwijderen_onderwijsbegeleidingsaanbieder"
DAG = timedelta(days=1)
LATER, OUD = date(2023, 8, 1), date(2010, 8, 1)
LIJST = "Onderwijsbegeleidingsaanbiedersexpertise"


def met(*rusten: Gegeven, oin: str = DUO, bestuur: str = BESTUUR, **velden: Any) -> Callable[[Register], Uitslag]:
    return lambda r: lever_begeleider(r, begeleider(*rusten, **velden), oin, bestuur)


def weg(code: str = BEGELEIDER, oin: str = DUO) -> Callable[[Register], Uitslag]:
    return lambda r: begeleider_weg(r, code, oin)


def is_er(*besturen: str, adres: bool = False) -> Callable[[Register], None]:
    """A begeleidingsaanbieder of these besturen, which rests on 26ZZ of the other bestuur."""

    def eerst(register: Register) -> None:
        zet_eenheid(register, BEGELEIDER, "BEGELEIDING")
        for bestuur in besturen or (BESTUUR,):
            zet_band(register, bestuur, BEGELEIDER)
        rij = {"eenheid": BEGELEIDER, "erkenning": "26ZZ", "erkenner": "OCW", "begindatum": IN}
        voeg_in(register, model.juridische_relatie, **rij)
        if adres:
            zet_eenheid(register, "600T001", "BEGELEIDING")
            punt = {"context": "ALGEMEEN", "subcontextnummer": "0", "stand": Gegeven("contactadres")}
            voeg_in(register, model.contactadres, eenheid=BEGELEIDER, **punt)

    return eerst


def met_lijst(vanaf: date) -> Callable[[Register], Uitslag]:
    """A list that has the expertise, from a day."""
    rij = Lijstwaarde("DOOFHEID", "", vanaf, None, frozenset({"own"}))
    nieuw = Waardenlijsten(MappingProxyType({**standaardlijsten().lijsten, LIJST: {"DOOFHEID": (rij,)}}))
    return lambda r: lever_begeleider(r, begeleider(perioden=[IN, LATER]), lijsten=nieuw)


TWEE = (rust(), rust("26ZZ"))
GEVALLEN = [
    Geval("A01110", met(bestuur="999B999"), met()),
    Geval("RS1107", met(code="999T999"), met(code=BEGELEIDER), is_er()),
    Geval("A01030", met(rust(), rust("99ZZ")), met(rust(), rust("25BE"))),
    Geval("A01030", met(rust(erkenner="NRTO")), met(rust(erkenner="OCW"))),
    Geval("AUT401", met(oin=VREEMD), met(oin=HANZE)),
    Geval("AUT401", met(*TWEE, oin=HANZE), met(*TWEE, oin=BEIDE)),
    Geval("AUT401", met(*TWEE, oin=HANZE), met(*TWEE, oin=HANZE, code=BEGELEIDER), is_er()),  # it rests on that
    Geval("AUT401", met(oin=HANZE, code=BEGELEIDER), met(oin=BEIDE, code=BEGELEIDER), is_er(BUURBESTUUR)),
    Geval("J06010", met(rust(), rust("25BE", einde=IN)), met(rust(), rust("25BE", einde=IN + DAG))),
    Geval("J06020", met(rust(einde=LATER), rust(begin=LATER - DAG)), met(rust(einde=LATER), rust(begin=LATER))),
    Geval("J06020", met(rust(), rust(erkenner="OCW")), met(rust(), rust(erkenner="NRTO")), zet_naamgenoot),
    Geval("J06410", met(rust(begin=IN - DAG)), met(rust())),
    Geval("J06410", met(rust(), einde=LATER), met(rust(einde=LATER), einde=LATER)),
    Geval("J06410", met(rust(einde=LATER + DAG), einde=LATER), met(rust(einde=LATER), einde=LATER)),
    Geval(
        "J06410",
        met(rust(), rust("26ZZ", date(2015, 7, 31)), begin=date(2015, 7, 1)),
        met(rust(), rust("26ZZ", date(2015, 8, 1)), begin=date(2015, 7, 1)),
    ),
    Geval("N04010", met(rust(), einde=IN), met(einde=IN + DAG), alleen=False),
    Geval("N05010", met(einde=LATER, perioden=[IN, LATER]), met(einde=LATER + DAG, perioden=[IN, LATER]), alleen=False),
    Geval("N05030", met(perioden=[IN - DAG, IN]), met(perioden=[IN]), alleen=False),
    Geval("N05050", met(perioden=[IN, LATER, LATER]), met(perioden=[IN, LATER, LATER + DAG])),
    Geval("N05060", met(perioden=[IN + DAG]), met(perioden=[IN, IN + DAG]), alleen=False),
    Geval("RS1001", met(expertise=["DOOFHEID", "BLIND"]), met(expertise=["DOOFHEID", "EPILEPSIE"])),
    Geval("RS1002", met_lijst(IN + DAG), met_lijst(IN)),
    Geval("RS1108", met(rust(), begin=OUD - DAG), met(rust(), begin=OUD)),
    Geval("RS1108", met(rust(), rust("26ZZ"), begin=OUD - DAG), met(rust(), rust("26ZZ"), begin=OUD)),
    Geval("RS1109", met(rust("25BE")), met(rust("25BE"), rust())),
    Geval(
        "RS1109",
        met(rust(begin=OUD, einde=date(2018, 8, 1)), begin=OUD),
        met(rust(begin=OUD, einde=date(2018, 8, 2)), begin=OUD),
    ),
]
WEG = [
    Geval("RS1107", weg("999T999"), weg(), is_er()),
    Geval("AUT401", weg(oin=BUUR), weg(oin=HANZE), is_er()),
    Geval("N04810", weg(oin=HANZE), weg(oin=BEIDE), is_er(BESTUUR, BUURBESTUUR)),
    Geval("N04810", weg(), weg("600T001"), is_er(adres=True)),
]


@pytest.mark.parametrize("geval", [*parameters(AANLEVEREN, GEVALLEN), *parameters(VERWIJDEREN, WEG)])
def test_the_code_refuses_and_changes_nothing_and_lets_its_neighbour_pass(vaste_twee: Register, geval: Geval) -> None:
    binnen(vaste_twee, geval.beproef)


def test_every_code_of_both_operations_is_raised_here() -> None:
    assert {geval.code for geval in GEVALLEN} == {code for code, _ in controles.AANLEVEREN}
    assert {geval.code for geval in WEG} == {code for code, _ in controles.VERWIJDEREN}


def _banden(register: Register, code: str) -> list[tuple[Any, ...]]:
    kolommen = model.organisatierelatie.c
    return [
        (rij.van, rij.begindatum, rij.einddatum) for rij in rijen(register, kolommen.naar.table, kolommen.naar == code)
    ]


def test_its_relation_lasts_no_longer_than_the_bestuur_and_comes_back_from_today(vaste_twee: Register) -> None:
    """No code says that a bestuur begins later, or that its relation ended: the message knows no begin of it."""

    def proef(register: Register) -> None:
        code = code_van(met(rust(CLUSTER, date(2018, 8, 1)), begin=date(2018, 8, 1), bestuur="200B002")(register))
        assert _banden(register, code) == [("200B002", date(2021, 1, 1), None)]
        zet_band(register, BUURBESTUUR, code, date(2019, 1, 1), date(2020, 1, 1))
        assert code_van(met(rust(CLUSTER), code=code, bestuur=BUURBESTUUR)(register)) == code
        assert _banden(register, code)[-1] == (BUURBESTUUR, NU.date(), None)
        assert code_van(met(rust(CLUSTER), code=code, bestuur=BUURBESTUUR)(register)) == code
        assert len(_banden(register, code)) == 3, "what holds stays"

    binnen(vaste_twee, proef)


def test_of_a_bestuur_that_begins_when_it_has_ended_there_is_no_relation(vaste_twee: Register) -> None:
    def proef(register: Register) -> None:
        einde = date(2020, 9, 1)
        code = code_van(met(rust(einde=einde), einde=einde, bestuur="200B002")(register))
        assert _banden(register, code) == []
        assert fouten(begeleider_weg(register, code)) == []

    binnen(vaste_twee, proef)
