"""What a task sees of its transaction: values as they went in, numbers that are its own, mutaties at the end."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from rio_soap.register.database.database import Register
from rio_soap.register.database.model import (
    mutatie,
    objectversie,
    onderwijsaanbiedernummer,
    opleidingseenheidnummer,
    schakel,
)
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def wijziging(sleutel: str) -> Values:
    return {"object": "opleidingseenheid", "sleutel": sleutel, "houder": None, "soort": "T", "moment": NU}


def sleutels(register: Register) -> list[str]:
    with register.lees() as session:
        return list(session.execute(sa.select(mutatie.c.sleutel).order_by(mutatie.c.volgnummer)).scalars())


def test_mutaties_are_written_in_their_order_at_the_end(leeg: Register) -> None:
    def taak(session: Session) -> None:
        session.klok = lambda: NU
        session.mutaties += [wijziging("een"), wijziging("twee")]
        assert session.execute(sa.select(sa.func.count()).select_from(mutatie)).scalar_one() == 0

    leeg.schrijf(taak)
    leeg.schrijf(lambda session: session.mutaties.append(wijziging("drie")))
    assert sleutels(leeg) == ["een", "twee", "drie"]


def test_the_end_is_told_the_highest_number_and_may_come_twice(leeg: Register) -> None:
    """0 without mutaties, and for a loader, which lays down no evidence."""

    def taak(session: Session) -> list[int]:
        gegeven = [session.finish()]
        session.klok = lambda: NU
        session.mutaties += [wijziging("een"), wijziging("twee")]
        gegeven += [session.finish(), session.finish()]
        return gegeven

    assert leeg.schrijf(taak) == [0, 2, 2]

    def lader(session: Session) -> int:
        session.mutaties += [wijziging("drie"), wijziging("vier")]
        return session.finish()

    assert leeg.schrijf(lader) == 0
    assert sleutels(leeg) == ["een", "twee", "drie", "vier"]


def test_mutaties_of_a_task_that_fails_are_gone(leeg: Register) -> None:
    def taak(session: Session) -> None:
        session.mutaties.append(wijziging("nooit"))
        raise ValueError("ours")

    with pytest.raises(ValueError, match="ours"):
        leeg.schrijf(taak)
    assert sleutels(leeg) == []


def test_series_count_apart_from_their_own_start(leeg: Register) -> None:
    reeksen = (opleidingseenheidnummer, onderwijsaanbiedernummer)
    nummers = leeg.schrijf(lambda session: [session.next_number(reeks) for reeks in reeksen for _ in range(2)])
    assert nummers == [10_200_001, 10_200_002, 800_001, 800_002]


def test_a_trial_takes_the_numbers_that_the_real_thing_would_and_gives_them_back(leeg: Register) -> None:
    """One after the other, also on a database that takes no number back."""

    def nummers(session: Session) -> list[int]:
        return [session.next_number(onderwijsaanbiedernummer) for _ in range(3)]

    assert leeg.schrijf(lambda session: session.next_number(onderwijsaanbiedernummer)) == 800_001
    geprobeerd = leeg.probeer(nummers)
    assert geprobeerd == leeg.probeer(nummers)
    assert leeg.schrijf(nummers) == geprobeerd == [800_002, 800_003, 800_004]


def test_a_trial_leaves_nothing_and_gives_what_the_task_gives(leeg: Register) -> None:
    def taak(session: Session) -> str:
        session.mutaties.append(wijziging("nooit"))
        session.finish()
        return "uitkomst"

    assert leeg.probeer(taak) == "uitkomst"
    assert sleutels(leeg) == []


def test_an_error_in_a_trial_is_that_of_the_task(leeg: Register) -> None:
    def taak(_: Session) -> None:
        raise LookupError("ours")

    with pytest.raises(LookupError, match="ours"):
        leeg.probeer(taak)


def test_a_table_that_is_held_can_be_written_and_is_free_after_the_commit(leeg: Register) -> None:
    rij = {"volgnummer": 1, "bericht": 1, **dict.fromkeys(("inhoud", "handtekening", "hash", "stempel"), b"")}

    def taak(session: Session, volgnummer: int) -> None:
        session.lock_table(schakel)
        session.execute(sa.insert(schakel), {**rij, "volgnummer": volgnummer, "bericht": volgnummer})

    leeg.schrijf(lambda session: taak(session, 1))
    leeg.schrijf(lambda session: taak(session, 2))
    with leeg.lees() as session:
        assert session.execute(sa.select(sa.func.count()).select_from(schakel)).scalar_one() == 2


@pytest.mark.parametrize("aantal", [1, 2])
def test_what_a_change_replaced_stands_under_its_number(leeg: Register, aantal: int) -> None:
    """However many there are: one PostgreSQL writes together with its mutatie."""
    extra = {"soort": "W", "kanaal": "BERICHT", "oin": None, "identificatiecode": "een"}

    def taak(session: Session) -> int:
        session.klok = lambda: NU
        for nummer in range(aantal):
            session.mutaties.append({**wijziging(f"sleutel {nummer}"), **extra})
            session.versies.append((nummer, "rij", f"voor {nummer}".encode()))
        return session.finish()

    hoogste = leeg.schrijf(taak)
    wat, van = mutatie.c, objectversie.c
    vraag = sa.select(wat.volgnummer, wat.sleutel, wat.moment, van.deel, van.voor)
    samen = vraag.join(objectversie, van.volgnummer == wat.volgnummer).order_by(wat.volgnummer)
    with leeg.lees() as session:
        rijen = [tuple(rij) for rij in session.execute(samen)]
    eerste = hoogste - aantal + 1
    assert rijen == [(eerste + n, f"sleutel {n}", NU, "rij", f"voor {n}".encode()) for n in range(aantal)]
