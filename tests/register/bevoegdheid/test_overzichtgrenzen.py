"""Roles and readings as they are looked up, at their bounds: ends, parts of names, moments; on both databases."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.register.bevoegdheid.inzagen import lees_inzagen, lees_inzagen_van, ruim_inzagen_op
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.bevoegdheid.roloverzicht import gezien_bereik, toekenningen_bij
from rio_soap.register.bevoegdheid.toekenningen import Toekenning
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import inzage
from rio_soap.register.versie.terugblik import bereik_van, kijk_terug
from rio_soap.register.wijzigingen.stroom import stroom_van
from tests.register.hulp import NU, VREEMD, context
from tests.register.hulp_organisatie import BESTUUR, PROEFBESTUUR
from tests.register.rollen import geef, geef_persoon, maak_persoon

OIN = "00000001003214999000"
TIK, DAG = timedelta(microseconds=1), timedelta(days=1)


def gegeven(register: Register, bereiken: set[str] | None = None, **vraag: Any) -> list[Toekenning]:
    with register.lees() as session:
        return list(toekenningen_bij(session, bereiken, NU, **vraag))


def test_several_head_roles_see_all_their_besturen_and_one_role_of_all_sees_all() -> None:
    twee = frozenset({("BEHEERDER_ALGEMEEN", BESTUUR), ("BEHEERDER_SELFSERVICE", PROEFBESTUUR)})
    assert gezien_bereik(Rollen(twee)) == {BESTUUR, PROEFBESTUUR}
    assert gezien_bereik(Rollen(twee | {("DUO", "")})) is None
    assert gezien_bereik(Rollen(frozenset())) == frozenset()


def test_a_role_is_there_up_to_its_end_not_included(leeg: Register) -> None:
    geef(leeg, OIN, "BEHEER_AANBOD", BESTUUR, tot=NU)
    geef(leeg, OIN, "INSTELLING", BESTUUR, tot=NU + TIK)
    geef(leeg, OIN, "LEES_CONTEXT", BESTUUR, vanaf=NU + DAG)
    assert [een.rol for een in gegeven(leeg)] == ["INSTELLING", "LEES_CONTEXT"], "what begins later is shown"
    assert [een.rol for een in gegeven(leeg, geeindigd=True)] == ["BEHEER_AANBOD", "INSTELLING", "LEES_CONTEXT"]


@pytest.mark.parametrize(
    ("van_rol", "van_persoon", "einde"),
    [(None, None, None), (DAG, None, DAG), (None, DAG, DAG), (DAG, 2 * DAG, DAG), (2 * DAG, DAG, DAG)],
)
def test_a_role_of_a_person_ends_with_the_first_of_both(
    leeg: Register, van_rol: timedelta | None, van_persoon: timedelta | None, einde: timedelta | None
) -> None:
    def op(na: timedelta | None) -> datetime | None:
        return None if na is None else NU + na

    wie = maak_persoon(leeg, "anna@x.example", tot=op(van_persoon))
    geef_persoon(leeg, wie, "INSTELLING", BESTUUR, tot=op(van_rol))
    assert [een.tot for een in gegeven(leeg)] == [op(einde)]


@pytest.mark.parametrize("van", ["%", "_", "\\", "'", "anna@x.examplee", "é"])
def test_what_is_looked_for_is_a_text_and_no_pattern(leeg: Register, van: str) -> None:
    geef_persoon(leeg, maak_persoon(leeg, "anna@x.example"), "INSTELLING", BESTUUR)
    assert gegeven(leeg, van=van) == []
    assert len(gegeven(leeg, van="NNA@X")) == 1
    assert len(gegeven(leeg, van=BESTUUR)) == 1
    assert gegeven(leeg, van=BESTUUR[:-1]) == [], "of a bereik the whole is asked"


def test_who_sees_one_bestuur_finds_nothing_of_another_whatever_is_asked(leeg: Register) -> None:
    geef(leeg, OIN, "BEHEER_AANBOD", PROEFBESTUUR)
    geef(leeg, OIN, "GEMEENTE")
    for van in ("", OIN, PROEFBESTUUR, "gemeente"):
        assert gegeven(leeg, {BESTUUR}, van=van, geeindigd=True) == []


def test_pages_of_roles_are_all_of_them_once(leeg: Register) -> None:
    for nummer in range(4):
        geef(leeg, f"{nummer:020}", "BEHEER_AANBOD", BESTUUR)
        geef_persoon(leeg, maak_persoon(leeg, f"p{nummer}@x.example"), "INSTELLING", PROEFBESTUUR)
    alle = gegeven(leeg)
    assert len(alle) == 8
    delen = [gegeven(leeg, na=na, hoeveel=3) for na in (0, 3, 6, 9)]
    assert [een for deel in delen for een in deel] == alle


# Readings


def gelezen(register: Register, *momenten: datetime, eenheid: str = BESTUUR) -> None:
    vast = {"rol": "GEMEENTE", "kanaal": "BERICHT", "context": "LEERPLICHT", "oin": OIN, "eenheid": eenheid}
    rijen = [{**vast, "moment": moment} for moment in momenten]
    register.schrijf(lambda session: session.execute(sa.insert(inzage), rijen))


def test_a_reading_counts_from_a_moment_up_to_another_not_included(leeg: Register) -> None:
    gelezen(leeg, NU - TIK, NU, NU + DAG - TIK, NU + DAG)
    with leeg.lees() as session:
        gevonden = lees_inzagen_van(session, None, NU.date(), NU, NU + DAG, 0, 9)
        assert [een.moment for een in gevonden] == [NU + DAG - TIK, NU]
        assert {(een.oin, een.gebruiker, een.email) for een in gevonden} == {(OIN, None, None)}
        aantal, oudste = lees_inzagen(session, BESTUUR, NU, NU + DAG, 0, 1)
        assert (aantal, [een.moment for een in oudste]) == (2, [NU])
        assert lees_inzagen(session, BESTUUR, NU, None, 0, 9)[0] == 3
        assert lees_inzagen_van(session, None, NU.date(), NU + DAG, NU, 0, 9) == []


def test_readings_of_one_moment_keep_one_order_over_pages(leeg: Register) -> None:
    gelezen(leeg, *([NU] * 5))
    gelezen(leeg, NU, eenheid=PROEFBESTUUR)
    with leeg.lees() as session:
        alle = lees_inzagen_van(session, None, NU.date(), NU, NU + TIK, 0, 9)
        delen = [lees_inzagen_van(session, None, NU.date(), NU, NU + TIK, na, 2) for na in (0, 2, 4, 6)]
    assert alle[0].eenheid == PROEFBESTUUR, "the last that was written first"
    assert [een for deel in delen for een in deel] == list(alle)


def test_a_reading_as_old_as_is_kept_stays(leeg: Register) -> None:
    gelezen(leeg, NU - 30 * DAG - TIK, NU - 30 * DAG, NU)
    assert leeg.schrijf(lambda session: ruim_inzagen_op(session, NU, 30)) == 1
    assert leeg.schrijf(lambda session: ruim_inzagen_op(session, NU, 30)) == 0


# Looking back


def test_a_register_without_changes_has_nothing_to_look_back_at(leeg: Register) -> None:
    with leeg.lees() as session:
        stroom = stroom_van(session)
        for dag in (None, date(2026, 11, 24), date(1, 1, 2), date(9999, 12, 30)):
            bereik = bereik_van(session, stroom, dag)
            assert kijk_terug(session, context(VREEMD), bereik, None, 5) == ([], None)
