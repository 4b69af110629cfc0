"""Which messages somebody sees, on both databases: whose a sender and a person are, and pages that look back."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.register.database.database import Register
from rio_soap.register.database.model import berichtenlog, mutatie, schermbericht
from rio_soap.register.database.session import Session
from rio_soap.register.database.validity import DAG
from rio_soap.register.logboek.packing import pak_in
from rio_soap.register.operaties import berichtpagina
from rio_soap.register.operaties.berichtlezing import lees_bericht
from rio_soap.register.operaties.berichtpagina import Berichtenlijst, Berichtenpagina, Berichtvraag
from rio_soap.register.operaties.berichtzicht import Berichtzicht, berichtzicht
from rio_soap.register.regels.uitslag import Context
from tests.register.hulp import HANZE, NU, VREEMD, context
from tests.register.hulp_organisatie import BESTUUR, PROEFBESTUUR
from tests.register.rollen import geef, geef_persoon, maak_persoon

MINUUT = timedelta(minutes=1)
LEVER = "aanleveren_opleidingseenheid"


def zet_bericht(
    register: Register,
    oin: str = HANZE,
    na: int = 0,
    operatie: str = LEVER,
    *,
    goed: bool = True,
    door: int | None = None,
    houder: str = "",
) -> str:
    """A message in the log; gives its identificatiecode.

    :param na: minutes after NU.
    :param door: number of the person who acted.
    :param houder: of something that it changed.
    """
    code = str(uuid.uuid4())
    rij = {
        "identificatiecode": code,
        "oin": oin,
        "operatie": operatie,
        "message_id": "x",
        "ontvangen": NU + na * MINUUT,
        "goedgekeurd": goed,
        "foutcodes": "" if goed else "A01070",
        "verzoek": pak_in(b"<v/>"),
        "antwoord": pak_in(b"<a/>"),
    }

    def taak(session: Session) -> None:
        nummer = session.execute(sa.insert(berichtenlog).values(rij).returning(berichtenlog.c.id)).scalar_one()
        if door is not None:
            session.execute(sa.insert(schermbericht), {"bericht": nummer, "gebruiker": door})
        if houder:
            gewijzigd = {"object": "organisatorische_eenheid", "sleutel": houder, "houder": houder, "soort": "W"}
            session.execute(sa.insert(mutatie), {**gewijzigd, "moment": NU, "oin": oin, "identificatiecode": code})

    register.schrijf(taak)
    return code


def wie(persoon: int) -> Context:
    return Context("", NU, "mijn", context().instellingen, gebruiker=persoon)


def zicht(register: Register, persoon: int) -> Berichtzicht:
    with register.lees() as session:
        return berichtzicht(session, wie(persoon))


def pagina(register: Register, persoon: int, **vraag: Any) -> Berichtenpagina:
    with register.lees() as session:
        van = wie(persoon)
        return Berichtenlijst(session, van, berichtzicht(session, van)).pagina(Berichtvraag(**vraag))


def codes(register: Register, persoon: int, **vraag: Any) -> list[str]:
    return [regel.identificatiecode for regel in pagina(register, persoon, **vraag).regels]


@pytest.fixture
def persoon(register: Register) -> int:
    """Who is INSTELLING of the Hanzehogeschool."""
    return geef_persoon(register, maak_persoon(register, "sis@hanze.example"), "INSTELLING", BESTUUR)


def test_a_sender_is_of_a_bestuur_by_its_numbers_and_by_what_it_was_given(register: Register, persoon: int) -> None:
    assert HANZE in zicht(register, persoon).oins
    geef(register, "00000001003214999000", "BEHEER_AANBOD", BESTUUR)
    geef(register, "00000001003214998000", "BEHEER_AANBOD", BESTUUR)
    geef(register, "00000001003214998000", "BEHEER_AANBOD", PROEFBESTUUR, tot=NU - MINUUT)
    geef(register, "00000001003214997000", "BEHEER_AANBOD", BESTUUR)
    geef(register, "00000001003214997000", "GEMEENTE")
    oins = zicht(register, persoon).oins
    assert "00000001003214999000" in oins
    # Who acts for another as well, or did, is not seen.
    assert oins.isdisjoint({"00000001003214998000", "00000001003214997000"})


def test_a_role_that_ended_shows_nothing_but_what_one_did(register: Register) -> None:
    weg = maak_persoon(register, "weg@hanze.example")
    geef_persoon(register, weg, "INSTELLING", BESTUUR, tot=NU - MINUUT)
    zet_bericht(register)
    eigen = zet_bericht(register, VREEMD, door=weg)
    assert codes(register, weg) == [eigen]


def test_of_others_only_what_changed_something_of_ones_own_is_seen(register: Register, persoon: int) -> None:
    zet_bericht(register, VREEMD)
    hier = zet_bericht(register, VREEMD, houder=BESTUUR)
    zet_bericht(register, VREEMD, houder=PROEFBESTUUR)
    assert codes(register, persoon) == [hier]
    with register.lees() as session:
        [gelezen] = lees_bericht(session, wie(persoon), zicht(register, persoon), hier.upper())
        assert not gelezen.eigen


def test_messages_come_newest_first_by_what_is_asked(register: Register, persoon: int) -> None:
    eerste, tweede = zet_bericht(register), zet_bericht(register, na=10, goed=False)
    derde = zet_bericht(register, na=20, operatie="opvragen_onderwijsaanbieder")
    assert codes(register, persoon) == [derde, tweede, eerste]
    assert codes(register, persoon, goedgekeurd=False) == [tweede]
    assert codes(register, persoon, operatie=LEVER) == [tweede, eerste]
    assert codes(register, persoon, vanaf=NU + MINUUT, tot=NU + 20 * MINUUT) == [tweede]
    assert codes(register, persoon, tot=NU) == []


def test_a_page_looks_at_so_many_and_tells_where_it_stopped(register: Register, persoon: int) -> None:
    fout = zet_bericht(register, goed=False)
    alle = [fout, *(zet_bericht(register, na=nummer) for nummer in range(1, 7))]
    gezien: list[str] = []
    voor = None
    while True:
        deel = pagina(register, persoon, voor=voor, hoeveel=2, blok=3)
        gezien += [regel.identificatiecode for regel in deel.regels]
        if (voor := deel.verder) is None:
            break
    assert gezien == alle[::-1]
    eerste = pagina(register, persoon, goedgekeurd=False, blok=3)
    assert (eerste.regels, eerste.verder is None) == ([], False)


def test_what_may_be_about_contact_is_not_for_who_may_not_read_it(register: Register) -> None:
    aanbod = geef_persoon(register, maak_persoon(register, "aanbod@hanze.example"), "BEHEER_AANBOD", BESTUUR)
    levering = zet_bericht(register)
    weg = [zet_bericht(register, operatie=naam) for naam in ("aanleveren_contactadres", "opvragen_contactadressen")]
    assert codes(register, aanbod) == [levering]
    with register.lees() as session:
        van = zicht(register, aanbod)
        assert [lees_bericht(session, wie(aanbod), van, code) for code in weg] == [[], []]


def test_duo_sees_all_and_two_senders_may_have_used_one_code(register: Register) -> None:
    duo = geef_persoon(register, maak_persoon(register, "duo@duo.example"), "DUO")
    code = zet_bericht(register)
    zet_bericht(register, VREEMD, na=1)
    assert len(codes(register, duo)) == 2
    rij = sa.update(berichtenlog).values(identificatiecode=code)
    register.schrijf(lambda session: session.execute(rij))
    with register.lees() as session:
        beide = lees_bericht(session, wie(duo), zicht(register, duo), code)
    assert [een.regel.oin for een in beide] == [HANZE, VREEMD]


def test_the_newest_messages_are_found_along_indexes(leeg: Register) -> None:
    """A plan of SQLite without statistics; PostgreSQL has them."""
    if leeg.engine.dialect.name != "sqlite":
        pytest.skip("asks SQLite for its plan")
    waarden = {naam: ["", ""] for naam in ("oins", "besturen")} | {"personen": [0, 0]}
    waarden |= {"voor": 1, "blok": 1, DAG.key: NU.date()}
    bron = berichtpagina._VAN_MIJ.subquery()
    vraag = sa.select(bron.c.id).order_by(bron.c.id.desc()).limit(berichtpagina._HOEVEEL).params(waarden)
    sql = str(vraag.compile(leeg.engine, compile_kwargs={"render_postcompile": True}))
    with leeg.engine.connect() as verbinding:
        plan = verbinding.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", (None,) * sql.count("?"))
        stappen = [rij.detail for rij in plan]
    for stap in (
        "berichtenlog USING COVERING INDEX ix_berichtenlog_oin_identificatiecode (oin=?)",
        "berichtenlog USING COVERING INDEX ix_berichtenlog_oin_identificatiecode (oin=? AND identificatiecode=?",
        "schermbericht USING COVERING INDEX ix_schermbericht_gebruiker_bericht (gebruiker=? AND bericht<?)",
        "eigen USING COVERING INDEX ix_mutatie_object_houder_volgnummer (object=? AND houder=?)",
        "mutatie USING INDEX ix_mutatie_object_houder_volgnummer (object=? AND houder=? AND volgnummer>?)",
    ):
        assert any(een.startswith(f"SEARCH {stap}") for een in stappen), (stap, stappen)
    assert not [een for een in stappen if een.startswith(("SCAN mutatie", "SCAN berichtenlog", "SCAN schermbericht"))]
