"""Delivering and removing contactadressen: every code raised and not raised, and what is recorded of each change."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.contact import controles
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from tests.register.geval import Geval, parameters
from tests.register.hulp import BUUR, HANZE, VREEMD, context, fouten
from tests.register.hulp_contact import (
    AANBIEDER,
    BEGELEIDING,
    BEGIN,
    BESTUUR,
    EINDE,
    GESLOTEN,
    GROEP,
    ONDER_GROEP,
    OPEN,
    STRAKS,
    TOT,
    contact,
    geleverd,
    kort,
    lees,
    lever,
    met,
    periode,
    verwijder,
    zet_contexten,
)
from tests.register.hulp_organisatie import rijen, zet
from tests.register.hulp_organisatie import verwijder as verwijder_aanbieder
from tests.register.rollen import DUO, geef

AANLEVEREN, VERWIJDEREN = "aanleveren_contactadres", "verwijderen_contactadres"
EEN_DAG = timedelta(days=1)
LEEG = Gegeven("bezoekadres", {"binnenlandsAdres": Gegeven("binnenlandsAdres", {})})
VOL = Gegeven("bezoekadres", {"binnenlandsAdres": Gegeven("binnenlandsAdres", {"plaatsnaam": "Assen"})})
BUITEN = Gegeven("buitenlandsAdres", {"adresregelBuitenland1": "Rue 1", "landcode": "5010"})


def is_er(*delen: Gegeven) -> Callable[[Register], object]:
    return lambda r: geleverd(r, *delen)


def van_duo(r: Register) -> None:
    geef(r, DUO, "DUO")
    geleverd(r)


def later_in_gebruik(r: Register) -> None:
    zet_contexten(r, BPV={"begindatum": EINDE}, TOEZICHT={"einddatum": BEGIN})


def weg(r: Register) -> None:
    zet_contexten(r, BPV=None)


GEVALLEN = [
    Geval("RS1110", met(eenheid="999A999"), met()),
    Geval("AUT401", met(oin=BUUR), met(oin=HANZE)),
    Geval("AUT401", met(oin=VREEMD, soort="GEHEIM"), met(soort="TOEZICHT")),  # not even that there is no such context
    Geval("AUT401", met(oin=DUO), met(), van_duo),  # the institution only
    Geval("RS1001", met(soort="GEHEIM"), met(soort="BPV")),
    Geval("RS1001", met(soort="BPV"), met(soort="AANMELDEN"), weg),
    Geval("RS1002", met(soort="BPV"), met(periode(EINDE), soort="BPV"), later_in_gebruik),
    Geval("RS1002", met(soort="TOEZICHT"), met(periode(date(2001, 1, 1)), soort="TOEZICHT"), later_in_gebruik),
    Geval("RS1003", met(periode(BEGIN, BEGIN)), met(periode(BEGIN, BEGIN + EEN_DAG))),
    Geval("RS1201", met(periode(communicatiesubcontext="Balie")), met(periode(contactnaam="Balie"))),
    Geval("RS1201", met(periode(bezoekadres=LEEG)), met(periode(bezoekadres=VOL))),
    Geval("RS1201", met(periode(postadres=LEEG)), met(periode(postadres=Gegeven("postadres", {BUITEN.naam: BUITEN})))),
    Geval("RS1202", met(periode(BEGIN), periode(EINDE)), met(periode(BEGIN, EINDE), periode(EINDE + EEN_DAG))),
    Geval("RS1202", met(periode(EINDE), periode(EINDE, date(2024, 1, 1))), met(periode(EINDE), periode(BEGIN, EINDE))),
    Geval("RS1203", met(soort="BEKOSTIGING"), met(soort="BEKOSTIGING", eenheid=BESTUUR)),
    Geval("RS1203", met(soort="STAP", eenheid=BESTUUR), met(soort="LEERPLICHT", eenheid=BESTUUR)),
    Geval("RS1203", met(soort="FACTURATIE", eenheid=BEGELEIDING), met(soort="FACTURATIE", eenheid=GROEP)),
    Geval("RS1205", met(periode(OPEN - EEN_DAG), eenheid=STRAKS), met(periode(OPEN), eenheid=STRAKS)),
    Geval("RS1205", met(periode(TOT), eenheid=GESLOTEN), met(periode(TOT - EEN_DAG), eenheid=GESLOTEN)),
    Geval("RS1205", met(periode(BEGIN, TOT + EEN_DAG), eenheid=GESLOTEN), met(periode(BEGIN, TOT), eenheid=GESLOTEN)),
]
WEG = [
    Geval("RS1110", lambda r: verwijder(r, "999A999"), verwijder, is_er()),
    Geval("AUT401", lambda r: verwijder(r, ctx=context(BUUR)), verwijder, is_er()),
    # There or not, restricted or not: others hear the same.
    Geval("AUT401", lambda r: verwijder(r, soort="TOEZICHT", ctx=context(VREEMD)), verwijder, is_er()),
    Geval("RS1204", lambda r: verwijder(r, soort="TOEZICHT"), verwijder, is_er()),
    Geval("RS1204", lambda r: verwijder(r, nummer="1"), lambda r: verwijder(r, nummer="00"), is_er()),
]


@pytest.mark.parametrize("geval", [*parameters(AANLEVEREN, GEVALLEN), *parameters(VERWIJDEREN, WEG)])
def test_the_code_refuses_and_changes_nothing_and_lets_its_neighbour_pass(wereld: Register, geval: Geval) -> None:
    geval.beproef(wereld)


def test_every_code_of_both_operations_is_raised_here() -> None:
    assert {geval.code for geval in GEVALLEN} == {code for code, _ in controles.AANLEVEREN}
    assert {geval.code for geval in WEG} == {code for code, _ in controles.VERWIJDEREN}


def test_all_that_is_wrong_with_a_contactadres_is_told_at_once(wereld: Register) -> None:
    fout = contact(
        periode(date(1980, 1, 1), date(1979, 1, 1), communicatiesubcontext="x"),
        periode(BEGIN),
        periode(EINDE),
        soort="STAP",
    )
    gevonden = fouten(lever(wereld, fout))
    assert gevonden == ["RS1002", "RS1003", "RS1201", "RS1202", "RS1203", "RS1203", "RS1205"]


def test_the_same_key_changes_a_contactadres_and_01_is_the_number_1(wereld: Register) -> None:
    geleverd(wereld, contact(nummer="1"), contact(nummer="10"), contact(periode(BEGIN, EINDE), nummer="0001"))
    assert kort(lees(wereld, peildatum=BEGIN)) == [f"{AANBIEDER}/ALGEMEEN/{nummer}" for nummer in ("1", "10")]
    assert kort(lees(wereld)) == [f"{AANBIEDER}/ALGEMEEN/10"]


def test_what_is_registered_may_stay_and_get_its_end_whatever_became_of_its_context(wereld: Register) -> None:
    geleverd(wereld, contact(soort="BPV"))
    for anders in ({"eenheden": "ONDERWIJSBESTUUR"}, {"einddatum": BEGIN}, {"begindatum": EINDE}):
        zet_contexten(wereld, BPV=anders)
        geleverd(wereld, contact(periode(BEGIN, EINDE, email="x@y.nl"), soort="BPV"))
        nieuw = contact(periode(BEGIN, EINDE), periode(EINDE), soort="BPV")
        assert set(fouten(lever(wereld, nieuw))) <= {"RS1002", "RS1203"}
    assert fouten(verwijder(wereld, soort="BPV")) == []


@pytest.mark.parametrize("code", [BESTUUR, GROEP, ONDER_GROEP, BEGELEIDING, GESLOTEN, STRAKS])
def test_the_institution_writes_those_of_every_eenheid_below_it_ended_or_to_come(wereld: Register, code: str) -> None:
    """One that has ended is corrected by who had it; else it could never be removed (N04810)."""
    begin = OPEN if code == STRAKS else BEGIN
    geleverd(wereld, contact(periode(begin), eenheid=code))
    assert fouten(verwijder(wereld, code, ctx=context(BUUR))) == ["AUT401"]
    assert fouten(verwijder(wereld, code)) == []


def test_each_change_is_recorded_for_the_besturen_of_the_eenheid_with_what_it_was(wereld: Register) -> None:
    tie = {"van": "200B001", "naar": AANBIEDER, "soort": "HIERARCHISCH", "begindatum": date(2000, 1, 1)}
    zet(wereld, model.organisatierelatie, **tie)
    geleverd(wereld, contact(), contact(periode(EINDE)))
    assert fouten(verwijder(wereld, ctx=context(BUUR))) == []
    gezien = [(m.object, m.sleutel, m.houder, m.soort) for m in rijen(wereld, model.mutatie)]
    verwacht = [
        ("contactadres", f"{AANBIEDER}/ALGEMEEN/0", houder, s) for s in "TWV" for houder in (BESTUUR, "200B001")
    ]
    assert gezien == verwacht
    assert [(v.volgnummer, v.deel) for v in rijen(wereld, model.objectversie)] == [(3, "rij"), (5, "rij")]


def test_an_onderwijsaanbieder_with_a_contactadres_stays_until_that_is_gone(wereld: Register) -> None:
    geleverd(wereld, contact(soort="TOEZICHT"))
    assert fouten(verwijder_aanbieder(wereld, AANBIEDER)) == ["N04810"]
    assert fouten(verwijder(wereld, soort="TOEZICHT")) == []
    assert fouten(verwijder_aanbieder(wereld, AANBIEDER)) == []
