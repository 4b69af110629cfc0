"""What stands in a form is all of the object: sent back as it is, it makes the delivery that the object is of."""

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.database.model import opleidingseenheid
from rio_soap.register.publicatie.sleutels import sleutels
from rio_soap.register.regels.uitslag import Context, Registerinstellingen
from rio_soap.register.vooraf.leverstand import Verzoekvelden, leverstand
from rio_soap.web.mijn.formulierlezer import lees_formulier
from rio_soap.web.mijn.formulierstand import (
    MultiDict,
    Ruw,
    leden_bij,
    nieuw,
    op_pad,
    soort_van,
    uitgesloten,
    van_formulier,
    van_gegeven,
    velden_van,
    verborgen,
    verplichte,
    vorm_van_verzoek,
)
from rio_soap.web.mijn.objectsoorten import FORMULIERSOORTEN
from tests.service.conftest import Dienst
from tests.web.browser import Browser
from tests.web.mijn.formulieren.hulp_formulier import velden_van as velden_van_pagina


def _objecten(dienst: Dienst, naam: str) -> list[tuple[str, Verzoekvelden]]:
    soort = FORMULIERSOORTEN[naam]
    context = Context("", SystemClock().nu(), "proef", Registerinstellingen(beheerder=True))
    with dienst.register.lees() as session:
        alle = [
            (sleutel, leverstand(session, context, soort.soort, sleutel, soort.levering))
            for sleutel in sleutels(session, soort.soort, None, 500).sleutels
        ]
    return [(sleutel, velden) for sleutel, velden in alle if velden is not None]


def _van_niemand(dienst: Dienst, codes: list[str]) -> bool:
    """Whether units are of OCW, which no institution delivers."""
    vraag = sa.select(sa.func.max(opleidingseenheid.c.eigenaar)).where(opleidingseenheid.c.code.in_(codes))
    with dienst.register.lees() as session:
        return session.execute(vraag).scalar() is None


def _gekozen(waarde: Waarde) -> Waarde:
    """The same with the one kenmerk as a choice that RIO read back as a text (test_formulier_kenmerken)."""
    if isinstance(waarde, list):
        return [_gekozen(deel) for deel in waarde]  # type: ignore[return-value, arg-type]  # all of one kind
    if not isinstance(waarde, Gegeven):
        return waarde
    velden = {naam: _gekozen(deel) for naam, deel in waarde.velden.items()}
    if velden.get("kenmerknaam") == "toestemmingDeelnameSTAP":
        velden = {naam.replace("Tekst", "Enumeratiewaarde"): deel for naam, deel in velden.items()}
    return Gegeven(waarde.naam, velden)


@pytest.mark.parametrize("naam", FORMULIERSOORTEN)
def test_a_form_loses_nothing_of_any_object_of_the_trial_set(schrijfdienst: Dienst, overal: Browser, naam: str) -> None:
    """From the reading over the page and what a browser sends of it to the fields of the delivery."""
    soort = FORMULIERSOORTEN[naam]
    objecten = _objecten(schrijfdienst, naam)
    assert objecten
    for sleutel, velden in objecten:
        pagina = overal.haal(f"/nl{soort.pad}", query_string={"sleutel": sleutel})
        if naam == "opleidingsrelatie" and _van_niemand(schrijfdienst, sleutel.split("/")[:2]):
            assert pagina.status == 403
            continue
        assert pagina.status == 200, sleutel
        _, gezonden = velden_van_pagina(pagina)
        ruw = van_formulier(gezonden, vorm_van_verzoek(soort.levering), OPERATIES[soort.levering].verzoek)
        gelezen = lees_formulier(soort.levering, ruw, "nl")
        assert (gelezen.fouten, gelezen.velden) == ({}, {een: _gekozen(deel) for een, deel in velden.items()}), sleutel


@pytest.mark.parametrize("naam", FORMULIERSOORTEN)
def test_the_hidden_fields_of_the_next_step_hold_the_whole_form(schrijfdienst: Dienst, naam: str) -> None:
    soort = FORMULIERSOORTEN[naam]
    for _, velden in _objecten(schrijfdienst, naam):
        ruw = van_gegeven(Gegeven(OPERATIES[soort.levering].verzoek, velden))
        weer = van_formulier(MultiDict(verborgen(ruw)), vorm_van_verzoek(soort.levering), ruw.lid)
        assert lees_formulier(soort.levering, weer, "nl").velden == velden


def test_a_new_form_has_what_its_object_cannot_be_without() -> None:
    vorm = vorm_van_verzoek("aanleveren_opleidingseenheid")
    ruw = nieuw(vorm, "aanleveren_opleidingseenheid_request", frozenset({"hoOnderwijseenheid"}))
    (eenheid,) = ruw.delen("opleidingseenheid")
    assert eenheid.lid == "hoOnderwijseenheid"
    assert [deel.lid for deel in eenheid.delen("opleidingseenheidPeriode")] == ["hoOnderwijseenheidPeriode"]


def test_of_a_choice_the_other_branch_is_not_offered() -> None:
    vorm = vorm_van_verzoek("aanleveren_onderwijsaanbieder")
    assert "nieuweOnderwijsaanbieder" in uitgesloten(vorm, {"onderwijsaanbieder"})
    assert not uitgesloten(vorm, set())
    assert "onderwijsbestuurcode" in verplichte(vorm)


def test_an_offer_has_periods_and_cohorten_of_its_own_kind_only() -> None:
    vorm = vorm_van_verzoek("aanleveren_aangebodenOpleiding")
    (veld,) = [een for een in velden_van(vorm) if een.naam == "aangebodenOpleiding"]
    onder = soort_van(vorm, "aangebodenHOOpleiding")
    cohort = next(een for een in velden_van(onder) if een.naam == "aangebodenOpleidingCohort")  # type: ignore[arg-type]
    assert leden_bij(cohort, "aangebodenHOOpleiding") == ("aangebodenHOOpleidingCohort",)
    assert leden_bij(cohort, "aangebodenBOOpleiding") == ()
    assert veld.leden


def test_a_path_that_leads_nowhere_finds_nothing() -> None:
    ruw = Ruw("x", {"a": [Ruw("b", {"c": "1"})]})
    assert op_pad(ruw, "o.a.0.c") == (ruw.delen("a")[0], "c", None)
    assert op_pad(ruw, "o.a.7.c") is None
    assert op_pad(ruw, "o") is None


def test_fields_that_the_contract_does_not_know_are_passed_over() -> None:
    vorm = vorm_van_verzoek("aanleveren_onderwijsbestuur")
    gezonden = MultiDict([("o.vreemd", "1"), ("o.onderwijsbestuur.@", "hoOpleiding"), ("o.onderwijsbestuur.naam", "x")])
    assert van_formulier(gezonden, vorm, "x") == Ruw("x", {})
