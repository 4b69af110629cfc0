"""Delivering and removing opleidingseenheden: every code raised and not raised; a refusal changes nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register import controles_opleidingseenheid as regels
from rio_soap.register.database import Register
from rio_soap.register.uitslag import Uitslag
from tests.register import ooggetuige
from tests.register.geval import Geval, parameters
from tests.register.hulp import (
    BEGIN,
    BUUR,
    VREEMD,
    bied_aan,
    context,
    eenheid,
    erken,
    fouten,
    kenmerk,
    lever,
    nieuw,
    periode,
    relateer,
    relatie,
    verwijder,
    voeg_buur_toe,
    zet_eenheid,
)

AANLEVEREN, VERWIJDEREN = "aanleveren_opleidingseenheid", "verwijderen_opleidingseenheid"
DAG = timedelta(days=1)
EINDE = date(2028, 9, 1)
A, B = "1010O6466", "5000O0001"
"""A unit of the sender in the register, and one that a case puts there."""
VREEMDE = "1010O3664"
"""A unit of bestuur 107B213."""

Lever = Callable[[Register], Uitslag]


def met(**velden: object) -> Lever:
    return lambda r: lever(r, eenheid(**velden))  # type: ignore[arg-type]


def als(oin: str, deel: Gegeven) -> Lever:
    return lambda r: lever(r, deel, context(oin))


def zet(code: str = B, eigenaar: str | None = "100B490", herkomst: str = "INSTELLING") -> Callable[[Register], None]:
    return lambda r: zet_eenheid(r, code, eenheid(), eigenaar, herkomst)


def variant(*, studielast: bool) -> Gegeven:
    inhoud = {"studielast": 60, "studielasteenheid": "ECTS_PUNT"} if studielast else {"studielasteenheid": "ECTS_PUNT"}
    return eenheid(variant="VARIANT", perioden=[periode(**inhoud)])  # type: ignore[arg-type]


def perioden(*dagen: date, **velden: object) -> Lever:
    return met(perioden=[periode(begin=dag) for dag in dagen], **velden)


def met_relatie(r: Register) -> None:
    """Unit B, a variant of unit A's kind, related until EINDE."""
    zet_eenheid(r, B, eenheid(variant="VARIANT"), "100B490")
    zet_eenheid(r, "5000O0002", eenheid(), "100B490")
    assert fouten(relateer(r, relatie(B, "5000O0002", BEGIN, EINDE))) == []


def met_aanbod(r: Register, **velden: date) -> None:
    zet()(r)
    bied_aan(r, B, **velden)  # type: ignore[arg-type]


GEVALLEN = [
    Geval("A01070", met(code="9999O9999"), met(code=B), zet()),
    Geval("A02011", met(code=B), met(code="5000O0002"), lambda r: (zet()(r), erken(r, B), zet("5000O0002")(r))),
    Geval(
        "A02011",  # an erkenning that has ended counts
        met(code=B),
        met(),
        lambda r: (zet()(r), erken(r, B, date(2000, 1, 1), date(2001, 1, 1))),
    ),
    Geval("AUT401", als(VREEMD, eenheid()), met()),
    Geval("AUT401", met(code=VREEMDE), met(code=B), zet()),
    Geval("AUT401", als(BUUR, eenheid(code=B)), met(code=B), lambda r: (voeg_buur_toe(r), zet()(r))),
    Geval("AUT401", met(code="5000O0009"), met(), zet("5000O0009", None, "OCW")),  # of OCW, of nobody
    Geval("P01010", met(einde=BEGIN), met(einde=BEGIN + DAG), alleen=False),
    Geval("P01040", met(niveau="HBO-XX"), met(niveau="HBO-MA")),
    Geval("P01060", met(waardedocumentsoort="BUL"), met(waardedocumentsoort="GETUIGSCHRIFT")),
    Geval("P01080", met(code=B), met(code="5000O0002"), lambda r: (zet(B, "100B490", "OCW")(r), zet("5000O0002")(r))),
    Geval("P01081", met(sleutel="e-1"), met(sleutel="E-1"), lambda r: nieuw(r, eenheid(sleutel="e-1"))),
    Geval(
        "P01081",  # unique per owner
        met(sleutel="e-1"),
        als(BUUR, eenheid(sleutel="e-1")),
        lambda r: (voeg_buur_toe(r), nieuw(r, eenheid(sleutel="e-1"))),
    ),
    Geval("P01410", met(code=B, einde=EINDE - DAG), met(code=B, einde=EINDE), partial(met_aanbod, einde=EINDE)),
    Geval("P01410", met(code=B, einde=EINDE), met(code=B), met_aanbod),  # open offer, unit that ends
    Geval(
        "P01410",
        met(code=B, begin=BEGIN + DAG),
        met(code=B, begin=BEGIN),
        partial(met_aanbod, eerste_instroom=BEGIN),
    ),
    Geval(
        "P01430",
        met(code=B, variant="VARIANT", einde=EINDE - DAG),
        met(code=B, variant="VARIANT", einde=EINDE),
        met_relatie,
    ),
    Geval("P01430", met(code=B, variant="VARIANT", begin=BEGIN + DAG), met(code=B, variant="VARIANT"), met_relatie),
    Geval("P02010", perioden(BEGIN, EINDE, einde=EINDE), perioden(BEGIN, EINDE - DAG, einde=EINDE)),
    Geval("P02020", perioden(BEGIN - DAG, BEGIN), perioden(BEGIN), alleen=False),
    Geval("P02030", met(perioden=[periode("particuliereOpleiding")]), met()),
    Geval(
        "P02040",
        met(perioden=[periode(studielast=5, studielasteenheid="EC")]),
        met(perioden=[periode(studielast=5, studielasteenheid="SBU")]),
    ),
    Geval(
        "P02040",
        met(soort="hoOnderwijseenheid", perioden=[periode("hoOnderwijseenheid", studielast=5, studielasteenheid="EC")]),
        met(
            soort="hoOnderwijseenheid", perioden=[periode("hoOnderwijseenheid", studielast=5, studielasteenheid="SBU")]
        ),
    ),
    Geval("P02041", lambda r: lever(r, variant(studielast=True)), lambda r: lever(r, variant(studielast=False))),
    Geval(
        "P02060",
        met(soort="hoOnderwijseenheid", perioden=[periode("hoOnderwijseenheid", waardedocumentsoort="BUL")]),
        met(soort="hoOnderwijseenheid", perioden=[periode("hoOnderwijseenheid", waardedocumentsoort="CERTIFICAAT")]),
    ),
    Geval("P02070", perioden(BEGIN, BEGIN), perioden(BEGIN + DAG, BEGIN), alleen=False),
    Geval("P02080", perioden(BEGIN + DAG), perioden(BEGIN), alleen=False),
]
WEG = [
    Geval("A01070", lambda r: verwijder(r, "9999O9999"), lambda r: verwijder(r, B), zet()),
    Geval(
        "AUT401",
        lambda r: verwijder(r, B, context(BUUR)),
        lambda r: verwijder(r, B),
        lambda r: (voeg_buur_toe(r), zet()(r)),
    ),
    Geval("AUT401", lambda r: verwijder(r, VREEMDE), lambda r: verwijder(r, B), zet()),
    Geval(
        "P01810",
        lambda r: verwijder(r, B),
        lambda r: verwijder(r, "5000O0002"),
        lambda r: (met_aanbod(r), zet("5000O0002")(r)),
    ),
    Geval("P01810", lambda r: verwijder(r, B), lambda r: verwijder(r, A), met_relatie),
    Geval("P01810", lambda r: verwijder(r, B), lambda r: verwijder(r, A), lambda r: (zet()(r), erken(r, B))),
]


@pytest.mark.parametrize("geval", [*parameters(AANLEVEREN, GEVALLEN), *parameters(VERWIJDEREN, WEG)])
def test_the_code_refuses_and_changes_nothing_and_lets_its_neighbour_pass(register: Register, geval: Geval) -> None:
    geval.beproef(register)


@pytest.mark.foutcode(AANLEVEREN, "P01420")
def test_p01420_stands_behind_a02011(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """A02011 refuses every recognised unit before P01420 is reached; without A02011 it does what it should."""
    zet()(register)
    erken(register, B, BEGIN, EINDE)
    assert fouten(lever(register, eenheid(code=B, einde=EINDE - DAG))) == ["A02011"]
    zonder = tuple(controle for controle in regels.AANLEVEREN if controle[0] != "A02011")
    monkeypatch.setattr(regels, "AANLEVEREN", zonder)
    with ooggetuige.ook(zonder, AANLEVEREN):
        assert fouten(lever(register, eenheid(code=B, einde=EINDE - DAG))) == ["P01420"]
        assert fouten(lever(register, eenheid(code=B, begin=BEGIN + DAG))) == ["P01420"]
        assert fouten(lever(register, eenheid(code=B, einde=EINDE))) == []


@pytest.mark.parametrize("herkomst", ["OCW", "INSTELLING"])
def test_p01410_is_not_judged_for_groups_of_ocw(register: Register, herkomst: str) -> None:
    """Both the herkomst and the beginning of the code are needed; a unit of OCW is refused all the same, as P01080."""
    zet_eenheid(register, "0100O0001", eenheid(), "100B490", herkomst)
    bied_aan(register, "0100O0001")
    codes = fouten(lever(register, eenheid(code="0100O0001", einde=EINDE)))
    assert codes == (["P01080"] if herkomst == "OCW" else ["P01410"])


def test_a_unit_without_its_mandatory_kenmerk_or_with_one_of_another_kind_is_refused(register: Register) -> None:
    assert fouten(lever(register, eenheid(variant=None))) == ["K01010"]
    vreemd = kenmerk("soort", "HOEC", "kenmerkwaardeEnumeratiewaarde")
    assert fouten(lever(register, eenheid("particuliereOpleiding", kenmerken=[vreemd]))) == ["K01030"]
    assert fouten(lever(register, eenheid(variant="MINOR"))) == ["K01050"]


def test_every_code_of_both_operations_is_raised_here() -> None:
    kenmerken = {code for code, _ in regels.AANLEVEREN if code.startswith("K")}
    assert {geval.code for geval in GEVALLEN} | {"P01420"} == {code for code, _ in regels.AANLEVEREN} - kenmerken
    assert {geval.code for geval in WEG} == {code for code, _ in regels.VERWIJDEREN}
