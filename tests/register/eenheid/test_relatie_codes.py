"""Delivering and removing opleidingsrelaties: every code raised and not raised; a refusal changes nothing."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.eenheid import controles_relatie, zaak_relatie
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.register.regels.waardenlijsten import Waardenlijsten
from tests.register.geval import Geval, parameters
from tests.register.hulp import (
    BEGIN,
    BUUR,
    context,
    eenheid,
    fouten,
    ontkoppel,
    relateer,
    relatie,
    voeg_buur_toe,
    zet_eenheid,
)

AANLEVEREN, VERWIJDEREN = "aanleveren_opleidingsrelatie", "verwijderen_opleidingsrelatie"
DAG = timedelta(days=1)
LATER, EINDE = date(2026, 9, 1), date(2028, 9, 1)
OPLEIDING, VARIANT, VAK, CLUSTER, ANDERE = (f"5000O000{n}" for n in range(1, 6))
"""An opleiding, a variant, a hoOnderwijseenheid until EINDE, a cluster, an opleiding of another bestuur."""


@pytest.fixture
def eenheden(register: Register) -> Register:
    voeg_buur_toe(register)
    zet_eenheid(register, OPLEIDING, eenheid(), "100B490")
    zet_eenheid(register, VARIANT, eenheid(variant="VARIANT"), "100B490")
    zet_eenheid(register, VAK, eenheid("hoOnderwijseenheid", einde=EINDE), "100B490")
    zet_eenheid(register, CLUSTER, eenheid("hoOnderwijseenhedencluster"), "100B490")
    zet_eenheid(register, ANDERE, eenheid(), "107B213")
    return register


def verband(r: Register) -> None:
    assert fouten(relateer(r, relatie(VARIANT, OPLEIDING, BEGIN, LATER))) == []


GEVALLEN = [
    Geval(
        "A01070",
        lambda r: relateer(r, relatie(VARIANT, "9999O9999")),
        lambda r: relateer(r, relatie(VARIANT, OPLEIDING)),
    ),
    Geval(
        "A01070",
        lambda r: relateer(r, relatie("9999O9999", VARIANT)),
        lambda r: relateer(r, relatie(OPLEIDING, VARIANT)),
    ),
    Geval(
        "A01072",
        lambda r: relateer(r, relatie(VAK, "1010O3664", BEGIN, EINDE)),
        lambda r: relateer(r, relatie(VAK, CLUSTER, BEGIN, EINDE)),
    ),
    Geval("A01072", lambda r: relateer(r, relatie(OPLEIDING, ANDERE)), lambda r: relateer(r, relatie(VARIANT, ANDERE))),
    Geval(
        "AUT401",
        lambda r: relateer(r, relatie(VARIANT, OPLEIDING), context(BUUR)),
        lambda r: relateer(r, relatie(VARIANT, OPLEIDING)),
    ),
    Geval(
        "P04010",
        lambda r: relateer(r, relatie(VARIANT, OPLEIDING, BEGIN, BEGIN)),
        lambda r: relateer(r, relatie(VARIANT, OPLEIDING, BEGIN, BEGIN + DAG)),
    ),
    Geval(
        "P04030",
        lambda r: relateer(r, relatie(OPLEIDING, OPLEIDING)),
        lambda r: relateer(r, relatie(VARIANT, OPLEIDING)),
    ),
    Geval(
        "P04050",
        lambda r: relateer(r, relatie(OPLEIDING, VARIANT, LATER - DAG)),
        lambda r: relateer(r, relatie(OPLEIDING, VARIANT, LATER)),
        verband,
    ),
    Geval(
        "P04410",
        lambda r: relateer(r, relatie(VAK, OPLEIDING)),
        lambda r: relateer(r, relatie(VAK, OPLEIDING, BEGIN, EINDE)),
    ),
    Geval(
        "P04410",
        lambda r: relateer(r, relatie(VARIANT, OPLEIDING, BEGIN - DAG)),
        lambda r: relateer(r, relatie(VARIANT, OPLEIDING)),
    ),
]
WEG = [
    Geval("A01070", lambda r: ontkoppel(r, VARIANT, "9999O9999"), lambda r: ontkoppel(r, VARIANT, OPLEIDING), verband),
    Geval(
        "AUT401",
        lambda r: ontkoppel(r, VARIANT, OPLEIDING, ctx=context(BUUR)),
        lambda r: ontkoppel(r, OPLEIDING, VARIANT),
        verband,
    ),
    Geval(
        "RS0010",
        lambda r: ontkoppel(r, VARIANT, OPLEIDING, BEGIN + DAG),
        lambda r: ontkoppel(r, VARIANT, OPLEIDING),
        verband,
    ),
]


@pytest.mark.parametrize("geval", [*parameters(AANLEVEREN, GEVALLEN), *parameters(VERWIJDEREN, WEG)])
def test_the_code_refuses_and_changes_nothing_and_lets_its_neighbour_pass(eenheden: Register, geval: Geval) -> None:
    geval.beproef(eenheden)


@pytest.mark.foutcode(AANLEVEREN, "P04020")
def test_p04020_when_the_matrix_gives_an_overgang(eenheden: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """The matrix of V4 gives none; one that does is judged. Of an OVERGANG the begin alone must lie within both."""
    monkeypatch.setattr(zaak_relatie, "MATRIX", {("hoOnderwijseenheid", "hoOpleiding"): "OVERGANG"})
    assert fouten(relateer(eenheden, relatie(VAK, OPLEIDING, BEGIN, LATER))) == ["P04020"]
    assert fouten(relateer(eenheden, relatie(VAK, OPLEIDING, EINDE + DAG))) == ["P04410"]
    assert fouten(relateer(eenheden, relatie(VAK, OPLEIDING))) == []


@pytest.mark.foutcode(AANLEVEREN, "P04040")
def test_p04040_when_the_waardenlijst_lost_the_soort(eenheden: Register) -> None:
    lijsten = {**standaardlijsten().lijsten}
    lijsten["Opleidingssamenhangsoort-v01"] = {
        naam: rijen for naam, rijen in lijsten["Opleidingssamenhangsoort-v01"].items() if naam != "VARIANT_VAN"
    }
    ctx = context(lijsten=Waardenlijsten(lijsten))
    assert fouten(relateer(eenheden, relatie(VARIANT, OPLEIDING), ctx)) == ["P04040"]
    assert fouten(relateer(eenheden, relatie(CLUSTER, OPLEIDING), ctx)) == []


def test_the_same_begin_changes_the_relation_and_an_equal_delivery_leaves_one(eenheden: Register) -> None:
    verband(eenheden)
    verband(eenheden)
    assert fouten(relateer(eenheden, relatie(OPLEIDING, VARIANT, BEGIN, EINDE))) == []
    assert fouten(relateer(eenheden, relatie(OPLEIDING, VARIANT, LATER))) == ["P04050"]


def test_a_relation_that_a_file_gave_in_another_way_becomes_another_object(eenheden: Register) -> None:
    """Its key says direction and soort: who follows the feed takes one away and adds the other."""
    rij = {"van": OPLEIDING, "naar": VARIANT, "soort": "AFGELEID_VAN", "begindatum": BEGIN}
    eenheden.schrijf(lambda session: session.execute(sa.insert(model.opleidingsrelatie), rij))
    assert fouten(relateer(eenheden, relatie(OPLEIDING, VARIANT))) == []
    m = model.mutatie.c
    with eenheden.lees() as session:
        gemeld = session.execute(sa.select(m.sleutel, m.soort).order_by(m.volgnummer)).all()
        nu = session.execute(sa.select(model.opleidingsrelatie.c.soort)).scalar_one()
    was, wordt = f"{OPLEIDING}/{VARIANT}/AFGELEID_VAN/{BEGIN}", f"{VARIANT}/{OPLEIDING}/VARIANT_VAN/{BEGIN}"
    assert (nu, [tuple(een) for een in gemeld]) == ("VARIANT_VAN", [(was, "V"), (wordt, "T")])


def test_every_code_of_both_operations_is_raised_here() -> None:
    apart = {"P04020", "P04040"}
    assert {geval.code for geval in GEVALLEN} | apart == {code for code, _ in controles_relatie.AANLEVEREN}
    assert {geval.code for geval in WEG} == {code for code, _ in controles_relatie.VERWIJDEREN}
