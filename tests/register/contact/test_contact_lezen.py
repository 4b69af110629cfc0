"""Reading contactadressen: what who sees, of which day, and where it is found if there is none; no code tells more."""

from datetime import date, timedelta
from functools import partial
from itertools import product
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.contact.raadplegingen import contactadressen_van
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command
from rio_soap.register.versie.feed import opvragen_gewijzigde_objecten
from tests.register.hulp import BUUR, HANZE, VREEMD, context, fouten, opdrachten
from tests.register.hulp_contact import (
    AANBIEDER,
    ANDER,
    BEGELEIDING,
    BEGIN,
    BESTUUR,
    DAG,
    EINDE,
    GEMEENTE,
    GESLOTEN,
    GROEP,
    ONDER_GROEP,
    OPEN,
    SBB,
    STRAKS,
    TOEZIENER,
    TOT,
    contact,
    geleverd,
    kort,
    lees,
    periode,
    verwijder,
    zet_contexten,
    zet_formeel_adres,
)
from tests.register.hulp_organisatie import zet
from tests.register.rollen import DUO, geef

EEN_DAG = timedelta(days=1)
OPENBAAR = ("AANMELDEN", "ALGEMEEN", "CENTRAAL_AANMELDEN_MBO", "FACTURATIE")
BESLOTEN = {"LEERPLICHT": GEMEENTE, "TOEZICHT": TOEZIENER, "BPV": SBB}
LEZERS = {VREEMD: (), BUUR: (), GEMEENTE: ("LEERPLICHT",), TOEZIENER: ("TOEZICHT",), SBB: ("BPV",), HANZE: (*BESLOTEN,)}


@pytest.fixture
def vol(wereld: Register) -> Register:
    """An aanbieder with a contactadres in every context that it may have."""
    geleverd(wereld, *(contact(soort=soort) for soort in (*OPENBAAR, *BESLOTEN)))
    return wereld


@pytest.mark.foutcode("opvragen_contactadressen", "RS1110", "AUT401", "RS1001")
def test_each_code_is_raised_and_autorisation_goes_before_what_does_not_exist(vol: Register) -> None:
    assert fouten(lees(vol, "999A999", "TOEZICHT")) == ["RS1110"]
    assert fouten(lees(vol, AANBIEDER, "GEHEIM", "ALGEMEEN", "ZO MAAR")) == ["RS1001", "RS1001"]
    assert fouten(lees(vol, AANBIEDER, "GEHEIM", "TOEZICHT", ctx=context(VREEMD))) == ["AUT401"]
    assert fouten(lees(vol, AANBIEDER, "GEHEIM", "TOEZICHT")) == ["RS1001"]
    assert kort(lees(vol, AANBIEDER, "TOEZICHT")) == [f"{AANBIEDER}/TOEZICHT/0"]


def test_who_may_not_read_a_context_is_refused_it_whether_there_is_a_contactadres_or_not(vol: Register) -> None:
    for oin, code in product(LEZERS, (AANBIEDER, ONDER_GROEP, BESTUUR, ANDER)):
        for soort in (*BESLOTEN, "STAP", "BEKOSTIGING"):
            mag = code != ANDER if oin == HANZE else soort in LEZERS[oin]
            velden: dict[str, Waarde] = {"metTerugval": True} if code in (AANBIEDER, ANDER) else {}
            gevonden = fouten(lees(vol, code, "ALGEMEEN", soort, ctx=context(oin), **velden))
            assert gevonden == ([] if mag else ["AUT401"]), (oin, code, soort)


def test_without_a_context_all_that_the_reader_may_see_and_each_restricted_one_is_noted(vol: Register) -> None:
    for oin, soorten in LEZERS.items():
        ctx = context(oin)
        uitslag = lees(vol, ctx=ctx)
        assert kort(uitslag) == [f"{AANBIEDER}/{soort}/0" for soort in sorted((*OPENBAAR, *soorten))]
        assert sorted((een.eenheid, een.context) for een in ctx.inzagen) == [(AANBIEDER, s) for s in sorted(soorten)]
        openbaar = {str(een.velden["communicatiecontext"]): een.velden["openbaar"] for een in _lijst(uitslag)}
        assert openbaar == {soort: soort in OPENBAAR for soort in (*OPENBAAR, *soorten)}


def _lijst(uitslag: Any) -> list[Gegeven]:
    return list(uitslag.gegevens["contactadres"])


def test_the_period_of_the_day_is_shown_and_in_a_gap_nothing(wereld: Register) -> None:
    geleverd(wereld, contact(periode(EINDE + EEN_DAG, email="nieuw@x.nl"), periode(BEGIN, EINDE, email="oud@x.nl")))
    for dag, email in (
        (BEGIN - EEN_DAG, None),
        (BEGIN, "oud"),
        (EINDE - EEN_DAG, "oud"),
        (EINDE, None),
        (DAG, "nieuw"),
    ):
        gevonden = [een.velden["contactadresPeriode"] for een in _lijst(lees(wereld, peildatum=dag))]
        assert [deel.velden["email"] for [deel] in gevonden] == ([f"{email}@x.nl"] if email else [])


def test_an_eenheid_that_is_not_in_operation_has_none_and_what_stands_over_it_has(wereld: Register) -> None:
    geleverd(wereld, contact(eenheid=GESLOTEN), contact(eenheid=BESTUUR))
    assert kort(lees(wereld, GESLOTEN, peildatum=TOT - EEN_DAG)) == [f"{GESLOTEN}/ALGEMEEN/0"]
    assert kort(lees(wereld, GESLOTEN, peildatum=TOT)) == []
    assert kort(lees(wereld, GESLOTEN, peildatum=TOT, metTerugval=True)) == []  # nothing stands over it any more


@pytest.mark.parametrize("oin", [VREEMD, GEMEENTE])
def test_the_fallback_goes_up_then_to_algemeen_then_to_the_bevoegd_gezag(wereld: Register, oin: str) -> None:
    """Each step is taken away when it was found."""
    soort = "AANMELDEN" if oin == VREEMD else "LEERPLICHT"
    keten = (ONDER_GROEP, GROEP, BESTUUR)
    zet_formeel_adres(wereld, BESTUUR)
    geleverd(wereld, *(contact(eenheid=code, soort=naam) for naam in (soort, "ALGEMEEN") for code in keten))
    geleverd(wereld, *(contact(eenheid=code, soort="TOEZICHT") for code in keten))
    for naam in (soort, "ALGEMEEN"):
        for code in keten:
            elders = "" if code == ONDER_GROEP else f" for {ONDER_GROEP}"
            anders = "" if naam == soort else f" as {soort}"
            ctx = context(oin)
            assert kort(lees(wereld, ONDER_GROEP, soort, ctx=ctx, metTerugval=True)) == [
                f"{code}/{naam}/0{elders}{anders}"
            ]
            assert [(een.eenheid, een.context) for een in ctx.inzagen] == (
                [(code, naam)] if naam == "LEERPLICHT" else []
            )
            assert kort(lees(wereld, ONDER_GROEP, soort, ctx=context(oin), metTerugval=False)) == (
                [f"{code}/{naam}/0"] if (code, naam) == (ONDER_GROEP, soort) else []
            )
            verwijder(wereld, code, naam)
    gevonden = lees(wereld, ONDER_GROEP, soort, ctx=context(oin), metTerugval=True)
    assert kort(gevonden) == [f"{BESTUUR}/ALGEMEEN/0 for {ONDER_GROEP} as {soort}"]
    [formeel] = _lijst(gevonden)
    binnen = Gegeven("binnenlandsAdres", {"postcode": "9747AS", "plaatsnaam": "Groningen"})
    assert formeel.velden["contactadresPeriode"] == [
        Gegeven(
            "contactadresPeriode",
            {"begindatum": BEGIN, "bezoekadres": Gegeven("bezoekadres", {"binnenlandsAdres": binnen})},
        )
    ]
    assert kort(lees(wereld, ONDER_GROEP, soort, ctx=context(oin), metTerugval=True, peildatum=date(2020, 1, 1))) == []


def test_all_subcontexten_of_the_place_where_it_is_found_are_the_answer(wereld: Register) -> None:
    geleverd(wereld, *(contact(eenheid=GROEP, nummer=nummer) for nummer in ("10", "2", "1")), contact(eenheid=BESTUUR))
    gevonden = kort(lees(wereld, ONDER_GROEP, "ALGEMEEN", metTerugval=True))
    assert gevonden == [f"{GROEP}/ALGEMEEN/{nummer} for {ONDER_GROEP}" for nummer in ("1", "2", "10")]


def test_without_a_context_the_fallback_answers_for_each_that_the_reader_and_the_kind_of_eenheid_have(
    wereld: Register,
) -> None:
    geleverd(wereld, contact(eenheid=BESTUUR), contact(eenheid=BEGELEIDING, soort="AANMELDEN"))
    zet(wereld, model.contactadres, eenheid=BEGELEIDING, context="BPV", subcontextnummer="0", stand=_stand())
    algemeen = f"{BESTUUR}/ALGEMEEN/0 for {BEGELEIDING}"
    eigen = f"{BEGELEIDING}/AANMELDEN/0"
    assert kort(lees(wereld, BEGELEIDING, ctx=context(VREEMD), metTerugval=True)) == [eigen, algemeen]
    assert kort(lees(wereld, BEGELEIDING, ctx=context(GEMEENTE), metTerugval=True)) == [
        eigen,
        algemeen,
        f"{algemeen} as LEERPLICHT",
    ]
    # What it has, though its kind may not have it, is its own all the same.
    assert f"{BEGELEIDING}/BPV/0" in kort(lees(wereld, BEGELEIDING, ctx=context(SBB), metTerugval=True))


def _stand() -> Gegeven:
    return Gegeven("contactadres", {"contactadresPeriode": [periode()]})


def test_of_several_groepen_and_besturen_the_lower_code_goes_first(wereld: Register) -> None:
    for nummer, code in enumerate(("100G009", "100G005")):
        rij = {"code": code, "soort": "GROEP", "begindatum": date(2000 + nummer, 1, 1), "stand": Gegeven("x", {})}
        zet(wereld, model.organisatorische_eenheid, **rij)
        for van, naar in ((ANDER, code), (code, AANBIEDER)):
            tie = {"van": van, "naar": naar, "soort": "HIERARCHISCH", "begindatum": date(2001 - nummer, 1, 1)}
            zet(wereld, model.organisatierelatie, **tie)
    for code in ("100G009", "100G005", ANDER, BESTUUR):
        zet(wereld, model.contactadres, eenheid=code, context="ALGEMEEN", subcontextnummer="0", stand=_stand())
    for code in ("100G005", "100G009", BESTUUR, ANDER):
        assert kort(lees(wereld, AANBIEDER, "ALGEMEEN", metTerugval=True)) == [f"{code}/ALGEMEEN/0 for {AANBIEDER}"]
        weg = sa.delete(model.contactadres).where(model.contactadres.c.eenheid == code)
        wereld.schrijf(partial(_doe, weg))


def _doe(opdracht: sa.Delete, session: Session) -> None:
    session.execute(opdracht)


def test_what_a_bestuur_may_not_see_of_another_it_does_not_find_by_the_fallback(wereld: Register) -> None:
    """An aanbieder of two besturen: each sees what is its own, and of the other what is public."""
    zet(wereld, model.organisatierelatie, van="200B001", naar=AANBIEDER, soort="HIERARCHISCH", begindatum=BEGIN)
    geleverd(wereld, contact(eenheid=BESTUUR, soort="BPV"), contact(eenheid=BESTUUR))
    assert kort(lees(wereld, AANBIEDER, "BPV", metTerugval=True)) == [f"{BESTUUR}/BPV/0 for {AANBIEDER}"]
    anders = lees(wereld, AANBIEDER, "BPV", ctx=context(BUUR), metTerugval=True)
    assert kort(anders) == [f"{BESTUUR}/ALGEMEEN/0 for {AANBIEDER} as BPV"]


@pytest.mark.parametrize("anders", [{"openbaar": False}, {"einddatum": DAG}])
def test_a_context_that_is_restricted_or_has_ended_is_gone_at_once_also_of_days_when_it_was_public(
    vol: Register, anders: dict[str, Any]
) -> None:
    assert f"{AANBIEDER}/AANMELDEN/0" in kort(lees(vol, ctx=context(VREEMD)))
    zet_contexten(vol, AANMELDEN=anders)
    for velden in ({}, {"peildatum": BEGIN}, {"metTerugval": True}):
        assert not any("/AANMELDEN/" in een for een in kort(lees(vol, ctx=context(VREEMD), **velden)))
    assert fouten(lees(vol, AANBIEDER, "AANMELDEN", ctx=context(VREEMD))) == ["AUT401"]
    assert kort(lees(vol, AANBIEDER, "AANMELDEN")) == [f"{AANBIEDER}/AANMELDEN/0"]


def test_the_context_algemeen_made_restricted_is_no_way_around_either(wereld: Register) -> None:
    zet_formeel_adres(wereld, BESTUUR)
    geleverd(wereld, contact(eenheid=BESTUUR))
    zet_contexten(wereld, ALGEMEEN={"openbaar": False})
    assert kort(lees(wereld, AANBIEDER, "AANMELDEN", ctx=context(VREEMD), metTerugval=True)) == []


def test_the_number_of_queries_is_fixed(wereld: Register) -> None:
    def hoeveel(oin: str, *soorten: str, code: str = ONDER_GROEP) -> int:
        with opdrachten(wereld) as gezien:
            assert lees(wereld, code, *soorten, ctx=context(oin), metTerugval=True).goedgekeurd
        return len(gezien)

    leeg = [hoeveel(HANZE), hoeveel(VREEMD), hoeveel(GEMEENTE, "LEERPLICHT")]
    geleverd(
        wereld, *(contact(eenheid=e, soort=s) for e in (ONDER_GROEP, GROEP, BESTUUR) for s in (*OPENBAAR, *BESLOTEN))
    )
    vol = [hoeveel(HANZE), hoeveel(VREEMD), hoeveel(GEMEENTE, "LEERPLICHT", *OPENBAAR)]
    assert max(vol) <= 9
    assert [v - w for v, w in zip(leeg, vol, strict=True)] == [1, 1, 1]  # the formal address, for want of all else


def test_what_other_readings_show_of_eenheden_is_the_same_and_noted(vol: Register) -> None:
    geleverd(vol, contact(eenheid=GROEP, nummer="12"), contact(eenheid=GROEP, nummer="3"))
    ctx = context(GEMEENTE)
    with vol.lees() as session:
        lezer = Contactlezer(session, ctx)
        gevonden = contactadressen_van(session, lezer, [AANBIEDER, GROEP, BESTUUR], DAG)
    assert list(gevonden[AANBIEDER]) == _lijst(lees(vol, ctx=context(GEMEENTE)))
    assert [een.velden["communicatiesubcontextNummer"] for een in gevonden[GROEP]] == ["3", "12"]
    assert gevonden[BESTUUR] == []
    assert [(een.eenheid, een.context, een.rol) for een in ctx.inzagen] == [(AANBIEDER, "LEERPLICHT", "GEMEENTE")]


def test_a_stand_that_cannot_be_read_is_left_out_and_its_neighbours_stay(vol: Register) -> None:
    zet(vol, model.contactadres, eenheid=AANBIEDER, context="ALGEMEEN", subcontextnummer="7", stand="geen stand")
    ctx = context(VREEMD)
    assert kort(lees(vol, AANBIEDER, "ALGEMEEN", ctx=ctx)) == [f"{AANBIEDER}/ALGEMEEN/0"]
    assert [(een.tabel, een.sleutel) for een in ctx.uitval] == [("contactadres", f"{AANBIEDER}/ALGEMEEN/7")]


def test_duo_reads_everything_and_an_answer_takes_999(wereld: Register) -> None:
    geef(wereld, DUO, "DUO")
    rij = {"eenheid": ANDER, "context": "STAP", "stand": _stand()}
    veel = [{**rij, "subcontextnummer": str(nummer)} for nummer in range(1001)]
    wereld.schrijf(lambda session: session.execute_many(Command(sa.insert(model.contactadres)), veel))
    ctx = context(DUO)
    gevonden = kort(lees(wereld, ANDER, ctx=ctx))
    assert (gevonden[0], gevonden[-1]) == (f"{ANDER}/STAP/0", f"{ANDER}/STAP/998")
    assert len(ctx.inzagen) == 999


@pytest.mark.parametrize(("code", "begin", "einde"), [(GESLOTEN, BEGIN, EINDE), (STRAKS, OPEN, None)])
def test_the_institution_reads_what_it_delivered_for_a_school_that_is_not_in_operation(
    wereld: Register, code: str, begin: date, einde: date | None
) -> None:
    geleverd(wereld, contact(periode(begin, einde), eenheid=code, soort="TOEZICHT"))
    assert kort(lees(wereld, code, "TOEZICHT", peildatum=begin)) == [f"{code}/TOEZICHT/0"]
    assert fouten(lees(wereld, code, "TOEZICHT", peildatum=begin, ctx=context(BUUR))) == ["AUT401"]
    for oin, hoort in ((HANZE, [f"{code}/TOEZICHT/0"]), (BUUR, [])):
        with wereld.lees() as session:
            verzoek = Gegeven("verzoek", {"objecttype": ["CONTACTADRES"]})
            gegevens = opvragen_gewijzigde_objecten(session, context(oin), verzoek).gegevens
        assert [een.velden["sleutel"] for een in gegevens["objectwijziging"]] == hoort  # type: ignore[union-attr]
