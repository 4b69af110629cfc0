"""Delivering and removing opleidingseenheden: every code raised and not raised; a refusal changes nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.code_issue import opleidingseenheidcode
from rio_soap.register.database.database import Register
from rio_soap.register.eenheid import controles as regels
from rio_soap.register.regels.sleutelgegevens import kort
from rio_soap.register.regels.uitslag import Uitslag
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
    lees,
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


def met_deel(r: Register) -> None:
    """Unit B, a part of an opleiding."""
    zet_eenheid(r, B, eenheid("hoOnderwijseenheid"), "100B490")
    zet_eenheid(r, "5000O0002", eenheid(), "100B490")
    assert fouten(relateer(r, relatie(B, "5000O0002"))) == []


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
    Geval("A01072", met(code=B, variant="OPLEIDING"), met(code=B, variant="VARIANT"), met_relatie),
    Geval("A01072", met(soort="particuliereOpleiding", code=B), met(code=B, variant="VARIANT"), met_relatie),
    Geval("A01072", met(code="5000O0002", variant="VARIANT"), met(code="5000O0002"), met_relatie),
    Geval("N09450", met(code=B, variant="VARIANT"), met(code=B), met_aanbod),
    Geval("N09450", met(soort="hoOnderwijseenheid", code=B), met(code=B), met_aanbod),
    Geval("N09450", met(soort="particuliereOpleiding", code=B), met(code=B, niveau="HBO-MA"), met_aanbod),
    Geval(
        "N09450",  # a relation that could be registered anew keeps the kind of both its units as well
        met(soort="hoOnderwijseenhedencluster", code=B),
        met(soort="hoOnderwijseenheid", code=B),
        met_deel,
    ),
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
    """Both the herkomst and the beginning of the code are needed."""
    zet_eenheid(register, "0100O0001", eenheid(), "100B490", herkomst)
    bied_aan(register, "0100O0001")
    for _ in range(2):  # the herkomst stays, or the second time would be judged
        codes = fouten(lever(register, eenheid(code="0100O0001", einde=EINDE)))
        assert codes == ([] if herkomst == "OCW" else ["P01410"])


@pytest.mark.parametrize("herkomst", ["INSTELLING", "OCW", "OCW_G", "NVAO", "SBB", "VORAAD", "NKC_EVC"])
def test_a_unit_of_another_herkomst_is_no_clash_and_keeps_its_herkomst(register: Register, herkomst: str) -> None:
    """P01080 says: the same code and the same herkomst. A change of one's own unit is neither."""
    zet(B, "100B490", herkomst)(register)
    assert fouten(lever(register, eenheid(code=B, einde=EINDE))) == []
    assert lees(register, B).velden["herkomstOpleiding"] == herkomst
    zet("5000O0002", None, herkomst)(register)
    assert fouten(lever(register, eenheid(code="5000O0002"))) == ["AUT401"]


@pytest.mark.foutcode(AANLEVEREN, "P01080")
def test_p01080_stands_behind_aut401(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key of a unit is herkomst, code and owner, and AUT401 refuses the unit of another owner before P01080 is
    reached; without AUT401 it looks at herkomst and dates."""
    voeg_buur_toe(register)
    zet(B, "200B001")(register)
    zet("5000O0002", "200B001", "OCW")(register)
    zet_eenheid(register, "5000O0003", eenheid(einde=EINDE), "200B001")
    assert fouten(lever(register, eenheid(code=B))) == ["AUT401"]
    zonder = tuple(controle for controle in regels.AANLEVEREN if controle[0] != "AUT401")
    monkeypatch.setattr(regels, "AANLEVEREN", zonder)
    with ooggetuige.ook(zonder, AANLEVEREN):
        assert fouten(lever(register, eenheid(code=B))) == ["P01080"]
        assert fouten(lever(register, eenheid(code="5000O0002"))) == []
        assert fouten(lever(register, eenheid(code="5000O0003", begin=EINDE))) == []


def test_a_new_unit_gets_a_code_that_is_free(register: Register) -> None:
    """Loaded data may be ahead of the series: then no code comes about that exists already."""
    een = nieuw(register)
    volgende = [opleidingseenheidcode(int(een.replace("O", "")) + n) for n in (1, 2, 3)]
    for code in volgende:
        zet(code)(register)
    assert nieuw(register) == opleidingseenheidcode(int(een.replace("O", "")) + 4)


@pytest.mark.parametrize("nieuwe", ["VARIANT", "hoOnderwijseenheid", "hoOnderwijseenhedencluster", "particulier"])
def test_a_unit_on_which_nothing_rests_may_change_its_kind(register: Register, nieuwe: str) -> None:
    deel = {
        "VARIANT": eenheid(code=B, variant="VARIANT"),
        "particulier": eenheid("particuliereOpleiding", code=B),
    }.get(nieuwe) or eenheid(nieuwe, code=B)
    zet()(register)
    assert fouten(lever(register, deel)) == []
    assert lees(register, B).naam == deel.naam
    assert fouten(lever(register, eenheid(code=B))) == [], "and back"


def test_a_kind_that_changes_under_a_relation_of_another_sender_is_left_to_aut401(register: Register) -> None:
    voeg_buur_toe(register)
    met_relatie(register)
    assert fouten(lever(register, eenheid("particuliereOpleiding", code=B), context(BUUR))) == ["AUT401"]


def test_what_was_not_known_of_a_unit_may_be_filled_in(register: Register) -> None:
    """Published units may lack their soort; that it comes with the first delivery changes no kind."""
    zet_eenheid(register, B, eenheid(variant=None), "100B490")
    bied_aan(register, B)
    assert fouten(lever(register, eenheid(code=B, variant="VARIANT"))) == []
    assert fouten(lever(register, eenheid(code=B, variant="OPLEIDING"))) == ["N09450"]


@pytest.mark.parametrize("ander", ["OPLEIDING", None])
@pytest.mark.parametrize(("van", "goed", "fout"), [(B, "VARIANT", "OPLEIDING"), ("5000O0002", "OPLEIDING", "VARIANT")])
def test_a_soort_that_was_not_known_is_not_filled_in_against_a_relation(
    register: Register, van: str, goed: str, fout: str, ander: str | None
) -> None:
    """Open data hold units without soort, with relations: what A01072 forbids does not come about so either."""
    zet_eenheid(register, B, eenheid(variant=None), "100B490")
    zet_eenheid(register, "5000O0002", eenheid(variant=ander and ("OPLEIDING" if van == B else "VARIANT")), "100B490")
    naar = "5000O0002" if van == B else B
    rij = {"van": van, "naar": naar, "soort": "VARIANT_VAN", "begindatum": BEGIN}
    register.schrijf(lambda session: session.execute(sa.insert(model.opleidingsrelatie), rij))
    assert fouten(lever(register, eenheid(code=B, variant=fout))) == ["A01072"]
    assert fouten(lever(register, eenheid(code=B, variant=goed))) == []


def test_a_relation_that_the_matrix_never_gives_lets_a_soort_be_filled_in(register: Register) -> None:
    zet_eenheid(register, B, eenheid(variant=None), "100B490")
    zet_eenheid(register, "5000O0002", eenheid(), "100B490")
    rij = {"van": B, "naar": "5000O0002", "soort": "OVERGANG", "begindatum": BEGIN}
    register.schrijf(lambda session: session.execute(sa.insert(model.opleidingsrelatie), rij))
    assert fouten(lever(register, eenheid(code=B, variant="OPLEIDING"))) == []


def test_each_relation_and_each_offer_that_rests_on_it_is_named(register: Register) -> None:
    met_aanbod(register)
    for nummer in (2, 3):
        zet_eenheid(register, f"5000O000{nummer}", eenheid(variant="VARIANT"), "100B490")
        assert fouten(relateer(register, relatie(B, f"5000O000{nummer}"))) == []
    uitslag = lever(register, eenheid("particuliereOpleiding", code=B))
    naam = kort("gerelateerdeOpleidingseenheid")
    namen = [dict(melding.sleutels)[naam] for melding in uitslag.foutmeldingen]
    assert fouten(uitslag) == ["A01072", "A01072"]
    assert namen == ["5000O0002", "5000O0003"]
    anders = lever(register, eenheid("hoOnderwijseenheid", code=B))
    assert fouten(anders) == ["A01072", "A01072"], "a part hangs under an opleiding, but not as its VARIANT_VAN"


def test_a_unit_without_its_mandatory_kenmerk_or_with_one_of_another_kind_is_refused(register: Register) -> None:
    assert fouten(lever(register, eenheid(variant=None))) == ["K01010"]
    vreemd = kenmerk("soort", "HOEC", "kenmerkwaardeEnumeratiewaarde")
    assert fouten(lever(register, eenheid("particuliereOpleiding", kenmerken=[vreemd]))) == ["K01030"]
    assert fouten(lever(register, eenheid(variant="MINOR"))) == ["K01050"]


def test_every_code_of_both_operations_is_raised_here() -> None:
    kenmerken = {code for code, _ in regels.AANLEVEREN if code.startswith("K")}
    assert {geval.code for geval in GEVALLEN} | {"P01080", "P01420"} == {
        code for code, _ in regels.AANLEVEREN
    } - kenmerken
    assert {geval.code for geval in WEG} == {code for code, _ in regels.VERWIJDEREN}
