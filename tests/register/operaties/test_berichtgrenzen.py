"""Which messages somebody sees at the edges: of the service itself, of people, of one who is several things."""

from datetime import timedelta

import pytest

from rio_soap.register.database.database import Register
from rio_soap.register.operaties.berichtlezing import lees_bericht, rollen_bij
from rio_soap.register.operaties.berichtpagina import VOOR_IEDER, Berichtenlijst, Berichtregel, Berichtvraag
from rio_soap.register.operaties.berichtzicht import berichtzicht
from tests.register.hulp import HANZE, NU, VREEMD, opdrachten
from tests.register.hulp_organisatie import BESTUUR, PROEFBESTUUR
from tests.register.operaties.test_berichtpagina import LEVER, MINUUT, codes, pagina, wie, zet_bericht, zicht
from tests.register.rollen import geef, geef_persoon, maak_persoon

DIENST = "00000001003214111000"
CONTACT = "aanleveren_contactadres"


def persoon(register: Register, naam: str, rol: str = "INSTELLING", bereik: str = BESTUUR) -> int:
    return geef_persoon(register, maak_persoon(register, f"{naam}@x.example"), rol, bereik)


def leesbaar(register: Register, lezer: int, *welke: str) -> list[str]:
    """Those of these messages that can be opened by their code, each as one's own or by what it changed."""
    with register.lees() as session:
        van = wie(lezer)
        kijk = berichtzicht(session, van)
        gevonden = [een for code in welke for een in lees_bericht(session, van, kijk, code)]
    return [een.regel.identificatiecode for een in gevonden]


def test_a_colleague_is_seen_and_who_works_for_another_as_well_is_not(register: Register) -> None:
    ik, collega, beide, elders = (persoon(register, naam) for naam in ("ik", "collega", "beide", "elders"))
    geef_persoon(register, beide, "BEHEER_AANBOD", PROEFBESTUUR, tot=NU - MINUUT)
    geef_persoon(register, elders, "GEMEENTE")
    assert zicht(register, ik).personen == {ik, collega}
    eigen, van_collega, van_beide, van_elders = (
        zet_bericht(register, DIENST, door=een) for een in (ik, collega, beide, elders)
    )
    assert codes(register, ik) == [van_collega, eigen]
    assert leesbaar(register, ik, eigen, van_collega, van_beide, van_elders) == [eigen, van_collega]


def test_what_others_did_on_the_screens_is_not_seen_by_whose_sender_the_service_is(register: Register) -> None:
    """The service signs for all who act on a screen, so its OIN says nothing of whose a message is."""
    ik, vreemd = persoon(register, "ik"), persoon(register, "vreemd", bereik=PROEFBESTUUR)
    geef(register, DIENST, "BEHEER_AANBOD", BESTUUR)
    assert DIENST in zicht(register, ik).oins
    eigen = zet_bericht(register, DIENST)
    ander = zet_bericht(register, DIENST, door=vreemd)
    assert codes(register, ik) == [eigen]
    assert leesbaar(register, ik, eigen, ander) == [eigen]


def test_every_message_of_a_page_can_be_opened_and_none_that_is_on_no_page(register: Register) -> None:
    ik, aanbod = persoon(register, "ik"), persoon(register, "aanbod", "BEHEER_AANBOD")
    duo, niemand = persoon(register, "duo", "DUO", ""), maak_persoon(register, "niemand@x.example")
    alle = [
        zet_bericht(register, oin, operatie=operatie, door=door, houder=houder)
        for oin, door in ((HANZE, None), (VREEMD, None), (DIENST, ik), (DIENST, aanbod), (DIENST, niemand))
        for operatie in (LEVER, CONTACT, "opvragen_onderwijsaanbieder")
        for houder in ("", BESTUUR, PROEFBESTUUR)
    ]
    aantallen = set()
    for lezer in (ik, aanbod, duo, niemand):
        op_pagina = codes(register, lezer, hoeveel=100)
        assert sorted(op_pagina) == sorted(leesbaar(register, lezer, *alle))
        aantallen.add(len(op_pagina))
    assert max(aantallen) == len(alle)
    assert len(aantallen) == 4, "each sees something else"


def test_who_may_not_read_contactadressen_sees_of_them_what_was_done_by_oneself(register: Register) -> None:
    aanbod, collega = (persoon(register, naam, "BEHEER_AANBOD") for naam in ("aanbod", "collega"))
    assert CONTACT not in VOOR_IEDER
    eigen = zet_bericht(register, DIENST, operatie=CONTACT, door=aanbod)
    van_collega = zet_bericht(register, DIENST, operatie=CONTACT, door=collega)
    gewijzigd = zet_bericht(register, VREEMD, operatie=CONTACT, houder=BESTUUR)
    assert codes(register, aanbod) == [eigen]
    assert leesbaar(register, aanbod, eigen, van_collega, gewijzigd) == [eigen]
    instelling = persoon(register, "instelling")
    assert leesbaar(register, instelling, van_collega, gewijzigd) == [van_collega, gewijzigd]


@pytest.mark.parametrize(
    ("rol", "bereik", "namen"),
    [("INSTELLING", BESTUUR, False), ("BEHEERDER", "", True), ("DUO", "", True), ("GEMEENTE", "", False)],
)
def test_names_of_people_are_for_who_keeps_users_or_the_register(
    register: Register, rol: str, bereik: str, namen: bool
) -> None:
    gezien = zicht(register, persoon(register, "ik", rol, bereik))
    assert gezien.namen is namen
    assert gezien.alle is (rol == "DUO")


def test_an_empty_log_is_one_page_and_before_the_first_number_there_is_nothing(register: Register) -> None:
    ik = persoon(register, "ik")
    for vraag in ({}, {"vanaf": NU}, {"tot": NU}, {"voor": 1}, {"voor": 0}, {"voor": -5}):
        assert pagina(register, ik, **vraag) == ([], None)
    zet_bericht(register)
    assert pagina(register, ik, voor=1) == ([], None)


@pytest.mark.parametrize(("hoeveel", "blok"), [(1, 2), (2, 6), (5, 7), (6, 6), (7, 2)])
def test_pages_of_any_size_show_every_message_once(register: Register, hoeveel: int, blok: int) -> None:
    ik = persoon(register, "ik")
    alle = [zet_bericht(register, na=nummer) for nummer in range(6)]
    gezien: list[str] = []
    voor: int | None = None
    for _ in range(20):
        deel = pagina(register, ik, voor=voor, hoeveel=hoeveel, blok=blok)
        assert len(deel.regels) <= hoeveel
        gezien += [regel.identificatiecode for regel in deel.regels]
        if (voor := deel.verder) is None:
            break
    assert voor is None
    assert gezien == alle[::-1]


def test_two_pages_that_begin_at_one_place_are_looked_for_once(register: Register) -> None:
    ik = persoon(register, "ik")
    goed, fout = zet_bericht(register), zet_bericht(register, goed=False)
    with register.lees() as session:
        van = wie(ik)
        lijst = Berichtenlijst(session, van, berichtzicht(session, van))
        with opdrachten(register) as eerste:
            assert [een.identificatiecode for een in lijst.pagina(Berichtvraag()).regels] == [fout, goed]
        with opdrachten(register) as tweede:
            afgekeurd = lijst.pagina(Berichtvraag(goedgekeurd=False)).regels
        assert [een.identificatiecode for een in afgekeurd] == [fout]
    assert len(tweede) < len(eerste)


def test_a_moment_is_from_and_up_to_not_included(register: Register) -> None:
    ik = persoon(register, "ik")
    codes_ = [zet_bericht(register, na=nummer) for nummer in range(3)]
    tik = timedelta(microseconds=1)
    assert codes(register, ik, vanaf=NU + MINUUT) == codes_[:0:-1]
    assert codes(register, ik, vanaf=NU + MINUUT + tik) == codes_[2:]
    assert codes(register, ik, tot=NU + MINUUT) == codes_[:1]
    assert codes(register, ik, tot=NU + MINUUT + tik) == codes_[1::-1]
    assert codes(register, ik, vanaf=NU + MINUUT, tot=NU + MINUUT) == []


def test_the_roles_of_a_message_are_those_held_then_that_its_operation_takes(register: Register) -> None:
    ik = persoon(register, "ik", "INSTELLING")
    geef_persoon(register, ik, "INSTELLING", PROEFBESTUUR)
    geef_persoon(register, ik, "GEMEENTE")
    geef_persoon(register, ik, "BEHEER_OPLEIDINGSEENHEID", BESTUUR, vanaf=NU + MINUUT)
    geef_persoon(register, ik, "BEHEER_OPLEIDINGSEENHEID", PROEFBESTUUR, tot=NU)
    regel = Berichtregel(1, "x", DIENST, None, LEVER, NU, True, "", ik, "ik@x.example")
    with register.lees() as session:
        assert list(rollen_bij(session, regel)) == ["INSTELLING"], "once, whatever for; an end is not included"
        later = rollen_bij(session, regel._replace(ontvangen=NU + MINUUT))
        assert list(later) == ["BEHEER_OPLEIDINGSEENHEID", "INSTELLING"]
        assert rollen_bij(session, regel._replace(gebruiker=None)) == ()
        assert list(rollen_bij(session, regel._replace(operatie="aanleveren_ietsVanVroeger"))) == []
        assert list(rollen_bij(session, regel._replace(gebruiker=ik + 99))) == []


def test_a_code_that_is_of_no_message_opens_none(register: Register) -> None:
    duo = persoon(register, "duo", "DUO", "")
    zet_bericht(register)
    assert leesbaar(register, duo, "", "x", "0" * 36, "é", "%", "{" + "0" * 36 + "}") == []
