"""Sessions of people: how long they hold, what ends them, and what is kept of them."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from rio_soap.register.bevoegdheid import sessies
from rio_soap.register.bevoegdheid.gebruikers import voeg_gebruiker_toe
from rio_soap.register.bevoegdheid.sessies import Gebruikssessie
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import sessie
from tests.register.hulp import NU

MINUUT, UUR = timedelta(minutes=1), timedelta(hours=1)
TEL = timedelta(microseconds=1)


def persoon(register: Register, naam: str = "ada", vanaf: datetime = NU - UUR * 24, tot: datetime | None = None) -> int:
    email = f"{naam}@school.example"
    return register.schrijf(lambda session: voeg_gebruiker_toe(session, naam, email, vanaf, tot)).id


def begin(register: Register, wie: int, nu: datetime = NU) -> str:
    return register.schrijf(lambda session: sessies.begin_sessie(session, wie, nu))


def vind(register: Register, geheim: str) -> Gebruikssessie:
    with register.lees() as session:
        gevonden = sessies.vind_sessie(session, geheim)
    assert gevonden is not None
    return gevonden


def raak(register: Register, geheim: str, nu: datetime) -> None:
    register.schrijf(lambda session: sessies.raak_sessie(session, sessies.hash_van(geheim), nu))


def lopend(register: Register, wie: int, nu: datetime) -> list[str]:
    with register.lees() as session:
        return [een.sleutel for een in sessies.lopende_sessies(session, wie, nu)]


def bewaard(register: Register) -> list[str]:
    with register.lees() as session:
        return [str(een) for een in session.execute(sa.select(sessie.c.sleutel)).scalars()]


def test_a_session_is_of_its_person_and_has_times_with_a_zone(register: Register) -> None:
    wie = persoon(register)
    gevonden = vind(register, begin(register, wie))
    assert (gevonden.gebruiker, gevonden.naam, gevonden.email) == (wie, "ada", "ada@school.example")
    assert (gevonden.begin, gevonden.laatst, gevonden.einde) == (NU, NU, None)
    assert gevonden.laatst.tzinfo is not None


def test_of_what_the_browser_has_only_a_hash_is_kept(register: Register) -> None:
    """Who reads the database, or a copy of it, is not logged in by that."""
    geheim = begin(register, persoon(register))
    (sleutel,) = bewaard(register)
    assert geheim not in sleutel
    with register.lees() as session:
        assert sessies.vind_sessie(session, sleutel) is None
        assert sessies.vind_sessie(session, "") is None


def test_two_sessions_of_a_person_have_texts_of_their_own_that_cannot_be_guessed(register: Register) -> None:
    wie = persoon(register)
    een, ander = begin(register, wie), begin(register, wie)
    assert een != ander
    assert min(len(een), len(ander)) >= 43, "256 bits"


def test_a_session_holds_for_half_an_hour_after_its_last_request(register: Register) -> None:
    geheim = begin(register, persoon(register))
    assert vind(register, geheim).geldt(NU + 30 * MINUUT - TEL)
    assert not vind(register, geheim).geldt(NU + 30 * MINUUT)
    raak(register, geheim, NU + 29 * MINUUT)
    assert vind(register, geheim).geldt(NU + 58 * MINUUT)
    assert not vind(register, geheim).geldt(NU + 59 * MINUUT)


def test_a_session_ends_eight_hours_after_it_began_however_much_it_is_used(register: Register) -> None:
    wie = persoon(register)
    geheim = begin(register, wie)
    raak(register, geheim, NU + 8 * UUR - MINUUT)
    assert vind(register, geheim).geldt(NU + 8 * UUR - TEL)
    assert not vind(register, geheim).geldt(NU + 8 * UUR)
    assert lopend(register, wie, NU + 8 * UUR - TEL) == [sessies.hash_van(geheim)]
    assert lopend(register, wie, NU + 8 * UUR) == []


def test_the_list_of_a_person_has_what_holds_and_no_more(register: Register) -> None:
    """What is shown as logged in is what is let in, to the moment."""
    wie = persoon(register)
    geheim = begin(register, wie)
    for nu in (NU, NU + 30 * MINUUT - TEL, NU + 30 * MINUUT, NU + UUR):
        assert bool(lopend(register, wie, nu)) is vind(register, geheim).geldt(nu), nu


def test_a_session_is_over_with_its_person(register: Register) -> None:
    tot = NU + 10 * MINUUT
    geheim = begin(register, persoon(register, tot=tot))
    assert vind(register, geheim).geldt(tot - TEL)
    assert not vind(register, geheim).geldt(tot)


def test_who_is_not_there_yet_is_not_logged_in(register: Register) -> None:
    vanaf = NU + 10 * MINUUT
    geheim = begin(register, persoon(register, vanaf=vanaf))
    assert not vind(register, geheim).geldt(NU)
    assert vind(register, geheim).geldt(vanaf)


@pytest.mark.parametrize(("na", "bij"), [(timedelta(0), True), (MINUUT - TEL, True), (MINUUT, False)])
def test_not_each_click_writes(register: Register, na: timedelta, bij: bool) -> None:
    assert vind(register, begin(register, persoon(register))).is_bij(NU + na) is bij


def test_who_logs_out_leaves_the_other_places_where_he_is_logged_in(register: Register) -> None:
    wie = persoon(register)
    hier, daar = begin(register, wie), begin(register, wie, NU + MINUUT)
    register.schrijf(lambda session: sessies.beeindig_sessie(session, sessies.hash_van(hier), NU + 2 * MINUUT))
    assert not vind(register, hier).geldt(NU + 2 * MINUUT)
    assert lopend(register, wie, NU + 2 * MINUUT) == [sessies.hash_van(daar)]


def test_the_moment_at_which_a_session_ended_stays(register: Register) -> None:
    wie = persoon(register)
    geheim = begin(register, wie)
    register.schrijf(lambda session: sessies.beeindig_sessie(session, sessies.hash_van(geheim), NU + MINUUT))
    register.schrijf(lambda session: sessies.beeindig_sessie(session, sessies.hash_van(geheim), NU + 2 * MINUUT))
    register.schrijf(lambda session: sessies.beeindig_sessies(session, wie, NU + 3 * MINUUT))
    assert vind(register, geheim).einde == NU + MINUUT


def test_all_sessions_of_a_person_end_at_once_and_nobody_elses(register: Register) -> None:
    ada, bob = persoon(register), persoon(register, "bob")
    van_ada = [begin(register, ada, NU + n * MINUUT) for n in range(3)]
    van_bob = begin(register, bob)
    assert lopend(register, ada, NU + 3 * MINUUT) == [sessies.hash_van(een) for een in van_ada], "the oldest first"
    register.schrijf(lambda session: sessies.beeindig_sessies(session, ada, NU + 3 * MINUUT))
    assert lopend(register, ada, NU + 3 * MINUUT) == []
    assert not any(vind(register, een).geldt(NU + 3 * MINUUT) for een in van_ada)
    assert vind(register, van_bob).geldt(NU + 3 * MINUUT)


def test_what_is_over_for_a_day_is_removed_when_somebody_logs_in(register: Register) -> None:
    """Until then it says of a form that was sent too late whose it is."""
    wie = persoon(register)
    oud = begin(register, wie)
    laatste = begin(register, wie, NU + timedelta(days=1))
    assert set(bewaard(register)) == {sessies.hash_van(oud), sessies.hash_van(laatste)}
    nieuw = begin(register, wie, NU + timedelta(days=1) + TEL)
    assert set(bewaard(register)) == {sessies.hash_van(laatste), sessies.hash_van(nieuw)}
