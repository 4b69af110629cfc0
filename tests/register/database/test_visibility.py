"""Evidence of what was visible never claims too much: not before the commit, and not by a clock that went back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from rio_soap.register.database import sightings
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import mutatiegrens
from rio_soap.register.database.sightings import Sightings
from rio_soap.register.database.visibility import visible_since, write_sightings

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def op(seconden: float) -> datetime:
    return NU + timedelta(seconds=seconden)


def klok(*seconden: float) -> Callable[[], datetime]:
    """A clock that says these, one after the other."""
    momenten = iter([op(s) for s in seconden])
    return lambda: next(momenten)


def tekst(seconden: float) -> str:
    return op(seconden).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def grenzen(register: Register) -> list[tuple[datetime, int]]:
    with register.lees() as session:
        rijen = session.execute(sa.select(mutatiegrens).order_by(mutatiegrens.c.id)).all()
    return [(rij.moment, rij.volgnummer) for rij in rijen]


def gezien(register: Register, seconden: float) -> int:
    with register.lees() as session:
        return visible_since(session, op(seconden))


def test_evidence_gathers_in_order_with_moments_that_do_not_go_back() -> None:
    """A clock may be set back between two commits."""
    verzameld = Sightings()
    nu = klok(2, 1, 3)
    for nummer in (1, 2, 3):
        verzameld.meld(nummer, nu)
    assert verzameld.alle() == [(tekst(2), 1), (tekst(2), 2), (tekst(3), 3)]


def test_what_is_written_is_forgotten_and_what_came_meanwhile_stays() -> None:
    verzameld = Sightings()
    for nummer in (1, 2, 3):
        verzameld.meld(nummer, lambda: NU)
    verzameld.vergeet(2)
    assert verzameld.alle() == [(tekst(0), 3)]


def test_it_is_time_to_write_after_a_second_or_after_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """When no sealer does so."""
    nu = 100.0
    monkeypatch.setattr(sightings.time, "monotonic", lambda: nu)
    verzameld = Sightings()
    assert not verzameld.te_lang()
    verzameld.meld(1, lambda: NU)
    assert not verzameld.te_lang()
    nu += 1.5
    assert verzameld.te_lang()
    verzameld.vergeet(1)
    for nummer in range(499):
        verzameld.meld(nummer, lambda: NU)
    assert not verzameld.te_lang()
    verzameld.meld(500, lambda: NU)
    assert verzameld.te_lang()


def test_without_evidence_nothing_was_surely_visible(leeg: Register) -> None:
    assert gezien(leeg, 0) == 0


def test_whoever_began_to_read_after_a_moment_saw_what_was_visible_then(leeg: Register) -> None:
    """And not what was visible at that very moment: it may have become so later in it."""
    leeg.schrijf(lambda session: write_sightings(session, [(tekst(1), 5), (tekst(3), 9)]))
    assert [gezien(leeg, s) for s in (0.5, 1, 1.5, 3, 3.5)] == [0, 0, 5, 5, 9]


def test_moments_that_are_written_do_not_go_back(leeg: Register) -> None:
    """Of two processes the one whose clock is ahead says more; what it covers is not said again."""
    leeg.schrijf(lambda session: write_sightings(session, [(tekst(10), 5)]))
    leeg.schrijf(lambda session: write_sightings(session, [(tekst(8), 4)]))
    assert grenzen(leeg) == [(op(10), 5)]
    leeg.schrijf(lambda session: write_sightings(session, [(tekst(8), 6), (tekst(12), 7)]))
    assert grenzen(leeg) == [(op(10), 5), (op(10), 6), (op(12), 7)]


def test_a_process_knows_its_own_evidence_before_it_is_written(leeg: Register) -> None:
    """Unless another one wrote a later moment: with that it will be written too."""
    if leeg.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL writes evidence at once")
    leeg._sightings.meld(5, klok(1))
    assert (gezien(leeg, 1), gezien(leeg, 2)) == (0, 5)
    leeg.schrijf(lambda session: write_sightings(session, [(tekst(3), 4)]))
    assert gezien(leeg, 2) == 0
    leeg.flush_sightings()
    assert leeg._sightings.alle() == []
    assert grenzen(leeg)[-1] == (op(3), 5)


def test_evidence_follows_every_commit_that_holds_mutaties(leeg: Register) -> None:
    """With the clock of the delivery; a loader, which has none, leaves none."""
    wijziging = {"object": "opleidingseenheid", "sleutel": "x", "houder": None, "soort": "T", "moment": NU}

    def taak(session: object, nu: Callable[[], datetime] | None) -> None:
        session.klok = nu  # type: ignore[attr-defined]
        session.mutaties.append(wijziging)  # type: ignore[attr-defined]

    leeg.schrijf(lambda session: taak(session, klok(1, 1)))
    leeg.schrijf(lambda session: taak(session, None))
    leeg.flush_sightings()
    assert grenzen(leeg) == [(op(1), 1)]
