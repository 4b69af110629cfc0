"""Delivering and removing organisatierelaties: every code raised and not raised; a refusal changes nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import pytest

from rio_soap.register.database.database import Register
from rio_soap.register.organisatie import controles_organisatierelatie as controles
from rio_soap.register.regels.uitslag import Uitslag, standaardlijsten
from rio_soap.register.regels.waardenlijsten import Lijstwaarde, Waardenlijsten
from tests.register.binnen import binnen
from tests.register.geval import Geval, parameters
from tests.register.hulp import BUUR, HANZE, NU, VREEMD, fouten
from tests.register.hulp_eenheden import (
    BEGELEIDER,
    BEIDE,
    BUURSCHOOL,
    GROEP,
    HIERARCHISCH,
    IN,
    ONDER_GROEP,
    OVERGANG,
    SCHOOL,
    band,
    ontbind,
    verbind,
    zet_band,
    zet_eenheid,
)
from tests.register.hulp_organisatie import BESTUUR, BUURBESTUUR
from tests.register.rollen import DUO

AANLEVEREN, VERWIJDEREN = "aanleveren_organisatierelatie", "verwijderen_organisatierelatie"
DAG = timedelta(days=1)
LATER, EINDE = date(2023, 8, 1), date(2026, 8, 1)
OUDE_SCHOOL = "220A001"


def met(*delen: Any, oin: str = DUO, **velden: Any) -> Callable[[Register], Uitslag]:
    return lambda r: verbind(r, band(*delen, **velden), oin)


def weg(*delen: Any, oin: str = DUO, **velden: Any) -> Callable[[Register], Uitslag]:
    return lambda r: ontbind(r, band(*delen, **velden), oin)


def is_er(*banden: tuple[Any, ...]) -> Callable[[Register], object]:
    """Relations, and a school that ended."""

    def eerst(register: Register) -> None:
        zet_eenheid(register, OUDE_SCHOOL, "AANBIEDER", einde=EINDE)
        zet_eenheid(register, BEGELEIDER, "BEGELEIDING")
        for delen in banden:
            zet_band(register, *delen)

    return eerst


def met_lijst(tot: date) -> Callable[[Register], Uitslag]:
    """A list that has the soort, to a day."""
    rij = Lijstwaarde(HIERARCHISCH, "", None, tot, frozenset({"own"}))
    lijst = {"Organisatierelatiesoort": {HIERARCHISCH: (rij,)}}
    nieuw = Waardenlijsten(MappingProxyType({**standaardlijsten().lijsten, **lijst}))
    return lambda r: verbind(r, band(einde=LATER), lijsten=nieuw)


OUD = (BUURBESTUUR, BUURSCHOOL, IN)
VERHUISD = (BESTUUR, BUURSCHOOL, LATER)


def verhuisd(register: Register) -> None:
    for deel in (band(*OUD, LATER), band(*VERHUISD)):
        assert fouten(verbind(register, deel)) == []


VAN_SCHOOL = (SCHOOL, BUURSCHOOL)
GEVALLEN = [
    Geval("RS1110", met(van="999B999"), met()),
    Geval("RS1110", met(naar="999A999"), met()),
    Geval("AUT401", met(oin=VREEMD), met(oin=BEIDE)),
    Geval("AUT401", met(oin=HANZE), met(oin=BEIDE)),
    Geval("AUT401", met(oin=BUUR), met()),
    Geval("AUT401", met(*OUD, LATER, oin=HANZE), met(*OUD, LATER, oin=BUUR)),
    Geval("AUT401", met(*OUD, oin=BUUR), met(*OUD, oin=BEIDE), verhuisd),  # what it left
    Geval("AUT401", met(*VERHUISD, oin=HANZE), met(*VERHUISD, oin=BEIDE), met(*OUD, LATER)),  # let go, not given
    Geval("AUT401", met(BESTUUR, OUDE_SCHOOL, einde=EINDE, oin=BEIDE), met(BESTUUR, OUDE_SCHOOL, einde=EINDE), is_er()),
    Geval("AUT401", met(GROEP, BUURSCHOOL, oin=HANZE), met(GROEP, SCHOOL, oin=HANZE)),
    Geval("AUT401", met(BESTUUR, ONDER_GROEP, oin=BUUR), met(BESTUUR, ONDER_GROEP, oin=HANZE)),
    Geval("N04420", met(begin=IN - DAG), met()),
    Geval("N04420", met(naar=OUDE_SCHOOL, begin=EINDE, einde=EINDE), met(), is_er(), alleen=False),
    Geval(
        "N04420",
        met(OUDE_SCHOOL, SCHOOL, EINDE + DAG, soort=OVERGANG),
        met(OUDE_SCHOOL, SCHOOL, EINDE, soort=OVERGANG),
        is_er(),
    ),
    Geval("N07010", met(einde=IN), met(einde=IN + DAG)),
    Geval("N07020", met(*VAN_SCHOOL, einde=LATER, soort=OVERGANG), met(*VAN_SCHOOL, soort=OVERGANG)),
    Geval("N07030", met(SCHOOL, SCHOOL, soort=OVERGANG), met(*VAN_SCHOOL, soort=OVERGANG)),
    Geval("N07040", met(soort="ZUSTER"), met()),
    Geval("N07040", met_lijst(LATER - 2 * DAG), met_lijst(LATER - DAG)),
    Geval("N07050", met(begin=LATER - DAG), met(begin=LATER), met(einde=LATER)),
    Geval(
        "N07050",
        met(BUURSCHOOL, SCHOOL, LATER, soort=OVERGANG),
        met(ONDER_GROEP, SCHOOL, LATER, soort=OVERGANG),
        met(*VAN_SCHOOL, soort=OVERGANG),
    ),
    Geval("N07410", met(naar=OUDE_SCHOOL), met(naar=OUDE_SCHOOL, einde=EINDE), is_er()),
    Geval("N07410", met(naar=OUDE_SCHOOL, einde=EINDE + DAG), met(naar=OUDE_SCHOOL, einde=EINDE), is_er()),
    Geval("N07420", met(*VAN_SCHOOL), met(*VAN_SCHOOL, soort=OVERGANG)),
    Geval("N07420", met(SCHOOL, BESTUUR), met(BESTUUR, BEGELEIDER), is_er()),
    Geval("N07420", met(GROEP, BEGELEIDER), met(GROEP, SCHOOL), is_er()),
    Geval("N07420", met(BESTUUR, SCHOOL, soort=OVERGANG), met(BUURBESTUUR, BESTUUR, soort=OVERGANG)),
]
GROEPSBAND = (BESTUUR, GROEP)
WEG = [
    Geval("RS1110", weg(van="999B999"), weg(), met()),
    Geval("RS1007", weg(begin=LATER), weg(), met()),
    Geval("RS1007", weg(*VAN_SCHOOL), weg(*VAN_SCHOOL, soort=OVERGANG), met(*VAN_SCHOOL, soort=OVERGANG)),
    Geval("AUT401", weg(oin=BUUR), weg(oin=HANZE), met()),
    Geval("RS1111", weg(*OUD), weg(BESTUUR, GROEP), is_er((BUURBESTUUR, GROEP))),
    Geval("RS1111", weg(BESTUUR, GROEP), weg(*OUD), is_er((BESTUUR, BUURSCHOOL))),
    Geval("RS1111", weg(GROEP, ONDER_GROEP), weg(GROEP, SCHOOL), is_er((GROEP, SCHOOL))),
    Geval("RS1111", weg(*VERHUISD), weg(*OUD), verhuisd),  # what it was before is not enough
]


@pytest.mark.parametrize("geval", [*parameters(AANLEVEREN, GEVALLEN), *parameters(VERWIJDEREN, WEG)])
def test_the_code_refuses_and_changes_nothing_and_lets_its_neighbour_pass(vaste_twee: Register, geval: Geval) -> None:
    binnen(vaste_twee, geval.beproef)


def test_every_code_of_both_operations_is_raised_here() -> None:
    assert {geval.code for geval in GEVALLEN} == {code for code, _ in controles.AANLEVEREN}
    assert {geval.code for geval in WEG} == {code for code, _ in controles.VERWIJDEREN}


def test_an_aanbieder_that_belonged_to_somebody_once_is_seen_to_have_done_so(vaste_twee: Register) -> None:
    """Of two relations that have ended one may go, the last may not."""

    def proef(register: Register) -> None:
        assert fouten(verbind(register, band(*OUD, LATER))) == []
        zet_band(register, BESTUUR, BUURSCHOOL, IN, LATER)
        assert fouten(ontbind(register, band(*OUD))) == []
        assert fouten(ontbind(register, band(BESTUUR, BUURSCHOOL))) == ["RS1111"]
        zet_band(register, GROEP, BUURSCHOOL)
        assert fouten(ontbind(register, band(BESTUUR, BUURSCHOOL))) == []

    binnen(vaste_twee, proef)


def test_every_aanbieder_of_a_groep_that_would_be_without_bestuur_is_named(vaste_twee: Register) -> None:
    def proef(register: Register) -> None:
        zet_band(register, GROEP, SCHOOL)
        zet_eenheid(register, OUDE_SCHOOL, "AANBIEDER", einde=EINDE)
        zet_band(register, GROEP, OUDE_SCHOOL, einde=EINDE)
        uitslag = ontbind(register, band(BESTUUR, GROEP))
        assert fouten(uitslag) == ["RS1111", "RS1111"]
        assert [melding.sleutels[1][1] for melding in uitslag.foutmeldingen] == [ONDER_GROEP, OUDE_SCHOOL]
        assert NU.date() > EINDE, "it ended with its relation, and is of that bestuur still"

    binnen(vaste_twee, proef)
