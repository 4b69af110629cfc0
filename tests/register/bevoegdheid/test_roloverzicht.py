"""Who has which role, and who looked, as somebody sees it who gives roles or keeps the register; on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.inzagen import lees_inzagen_van
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.bevoegdheid.roloverzicht import HOOFDROLLEN, gezien_bereik, toekenningen_bij
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import inzage
from tests.register.hulp import NU
from tests.register.hulp_organisatie import BESTUUR, PROEFBESTUUR
from tests.register.rollen import geef, geef_persoon, maak_persoon

DAG = timedelta(days=1)


def _houders(register: Register, bereiken: frozenset[str] | None, **vraag: Any) -> list[tuple[str, str]]:
    with register.lees() as session:
        return [(een.houder, een.rol) for een in toekenningen_bij(session, bereiken, NU, **vraag)]


def test_a_head_role_sees_its_besturen_and_who_keeps_users_or_the_register_all() -> None:
    assert {"BEHEERDER_ALGEMEEN", "BEHEERDER_SELFSERVICE", "BEHEERDER_OPLEIDINGSEENHEID"} == HOOFDROLLEN
    for rol in HOOFDROLLEN:
        assert gezien_bereik(Rollen(frozenset({(rol, BESTUUR), ("INSTELLING", PROEFBESTUUR)}))) == {BESTUUR}
    for rol in ("BEHEERDER", "DUO"):
        assert gezien_bereik(Rollen(frozenset({(rol, "")}))) is None
    assert gezien_bereik(Rollen(frozenset({("INSTELLING", BESTUUR)}))) == frozenset()


def test_roles_of_senders_and_people_come_together_by_page_and_by_what_is_asked(register: Register) -> None:
    oin = geef(register, "00000001003214999000", "BEHEER_AANBOD", BESTUUR)
    geef(register, oin, "GEMEENTE")
    geef(register, oin, "LEES_CONTEXT", BESTUUR, tot=NU - DAG)
    geef_persoon(register, maak_persoon(register, "a_b@x.example"), "BEHEER_AANBOD", BESTUUR)
    geef_persoon(register, maak_persoon(register, "weg@x.example", tot=NU - DAG), "BEHEER_AANBOD", BESTUUR)
    geef_persoon(register, maak_persoon(register, "axb@x.example"), "BEHEER_AANBOD", PROEFBESTUUR)
    hier = frozenset({BESTUUR})
    beide = [(oin, "BEHEER_AANBOD"), ("a_b@x.example", "BEHEER_AANBOD")]
    assert sorted(_houders(register, hier)) == sorted(beide)
    assert [_houders(register, hier, na=na, hoeveel=1) for na in range(3)] == [*([een] for een in beide), []]
    assert _houders(register, hier, van="a_b@") == _houders(register, None, van="A_B@x")[:1] == [beide[1]]
    assert len(_houders(register, hier, geeindigd=True)) == 4
    assert _houders(register, None, van="gemeente") == [(oin, "GEMEENTE")]
    assert _houders(register, frozenset()) == []
    # Who is there no more has what he had no longer than that.
    with register.lees() as session:
        einden = {een.houder: een.tot for een in toekenningen_bij(session, hier, NU, geeindigd=True, van="weg@")}
    assert einden == {"weg@x.example": NU - DAG}


def test_who_looked_comes_newest_first_of_what_is_under_a_bestuur(register: Register) -> None:
    persoon = maak_persoon(register, "lezer@gemeente.example")
    vast = {"rol": "GEMEENTE", "kanaal": "SCHERM", "context": "LEERPLICHT", "gebruiker": persoon}
    rijen = [
        {**vast, "eenheid": eenheid, "moment": NU - dagen * DAG}
        for dagen, eenheid in ((3, "110A133"), (2, BESTUUR), (1, PROEFBESTUUR), (0, "110A133"))
    ]
    register.schrijf(lambda session: session.execute(sa.insert(inzage), rijen))

    def gezien(besturen: set[str] | None, van: int = 9, **meer: Any) -> list[tuple[str, int]]:
        with register.lees() as session:
            gevonden = lees_inzagen_van(
                session, besturen, NU.date(), NU - van * DAG, NU + DAG, **{"na": 0, "hoeveel": 9, **meer}
            )
        assert {een.email for een in gevonden} <= {"lezer@gemeente.example"}
        return [(een.eenheid, (NU - een.moment).days) for een in gevonden]

    assert gezien({BESTUUR}) == [("110A133", 0), (BESTUUR, 2), ("110A133", 3)]
    assert gezien(None) == [("110A133", 0), (PROEFBESTUUR, 1), (BESTUUR, 2), ("110A133", 3)]
    assert gezien(set()) == []
    assert gezien({BESTUUR}, 2) == [("110A133", 0), (BESTUUR, 2)]
    assert gezien({BESTUUR}, eenheid=PROEFBESTUUR) == []
    assert gezien({BESTUUR}, na=1, hoeveel=1) == [(BESTUUR, 2)]
