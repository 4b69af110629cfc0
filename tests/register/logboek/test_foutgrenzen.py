"""What is kept of messages with a fault at its bounds, and that no flood takes what another has a right to."""

from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DataError, OperationalError

from rio_soap.register.database.database import Register
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.database.model import berichtenlog, foutbericht
from rio_soap.register.logboek import foutberichten
from rio_soap.register.logboek.foutberichten import (
    PER_BERICHT,
    Foutbericht,
    Foutplaats,
    bewaar_foutberichten,
    overtollig,
)
from rio_soap.register.logboek.packing import pak_uit
from tests.register.logboek.hulp import NU, regel

A, B = "00000001000000000001", "00000001000000000002"
TIK = timedelta(microseconds=1)
_RIJ = st.tuples(st.booleans(), st.sampled_from("abc"), st.integers(1, 9))


def fout(
    oin: str | None = None, afzender: str | None = None, *, oud: timedelta = timedelta(), data: bytes = b"<a/>"
) -> Foutbericht:
    return Foutbericht(NU - oud, "Dienst", None, oin, oin or afzender, "Client.DK0004", "leeg", None, None, data)


def bewaar(register: Register, *berichten: Foutbericht, maximum: int = 4, dagen: int = 1) -> None:
    bewaar_foutberichten(register, berichten, maximum, dagen, NU)


def van(register: Register) -> list[str | None]:
    with register.lees() as session:
        kolom = sa.func.coalesce(foutbericht.c.oin, foutbericht.c.afzender)
        return list(session.execute(sa.select(kolom).order_by(foutbericht.c.id)).scalars())


def plaatsen(rijen: list[tuple[bool, str, int]]) -> list[Foutplaats]:
    return [Foutplaats(nummer, *rij) for nummer, rij in enumerate(rijen)]


@settings(max_examples=30)
@given(st.lists(_RIJ, max_size=30), st.integers(0, 20))
def test_who_signs_rightly_loses_nothing_while_strangers_have_more_than_half(
    rijen: list[tuple[bool, str, int]], maximum: int
) -> None:
    alle = plaatsen(rijen)
    weg = set(overtollig(alle, maximum, 10_000))
    eigen = [een for een in alle if een.eigen]
    over = [een for een in eigen if een.id not in weg]
    vreemd = [een for een in alle if not een.eigen and een.id not in weg]
    assert len(over) >= min(len(eigen), maximum - maximum // 2)
    if len(over) < len(eigen):
        assert len(vreemd) <= maximum // 2, "who signs lost something while strangers had more than half"


@settings(max_examples=30)
@given(st.lists(_RIJ, max_size=30), st.integers(0, 20))
def test_of_one_who_is_told_apart_always_the_oldest_go(rijen: list[tuple[bool, str, int]], maximum: int) -> None:
    alle = plaatsen(rijen)
    weg = set(overtollig(alle, maximum, 60))
    for wie in {(een.eigen, een.wie) for een in alle}:
        van_hem = [een.id in weg for een in alle if (een.eigen, een.wie) == wie]
        assert van_hem == sorted(van_hem, reverse=True)


@settings(max_examples=30)
@given(st.lists(st.sampled_from("abc"), max_size=30), st.integers(0, 20))
def test_who_sends_least_loses_only_when_all_have_as_little(wie: list[str], maximum: int) -> None:
    alle = [Foutplaats(nummer, True, een, 1) for nummer, een in enumerate(wie)]
    weg = set(overtollig(alle, maximum, 10_000))
    had = Counter(een.wie for een in alle)
    heeft = Counter(een.wie for een in alle if een.id not in weg)
    for een, aantal in had.items():
        if heeft[een] < aantal:
            assert heeft[een] >= max(heeft.values(), default=0) - 1


def test_the_bytes_that_are_too_many_go_from_who_has_most_bytes_not_most_messages() -> None:
    klein = [Foutplaats(nummer, True, "a", 1) for nummer in range(8)]
    groot = [Foutplaats(nummer, True, "b", 40) for nummer in (8, 9)]
    assert overtollig([*klein, *groot], 100, 50) == [8]
    assert overtollig([*klein, *groot], 9, 1_000) == [0]
    assert overtollig([*klein, *groot], 10, 88) == []
    assert sorted(overtollig([*klein, *groot], 0, 88)) == list(range(10))


def test_a_message_as_old_as_is_kept_stays_and_one_older_goes(leeg: Register) -> None:
    bewaar(leeg, fout(A, oud=timedelta(days=1)), fout(B, oud=timedelta(days=1) + TIK))
    assert van(leeg) == [A]
    bewaar_foutberichten(leeg, [], 4, 1, NU + TIK)
    assert van(leeg) == [], "without anything new what is too old goes too"


def test_what_is_too_old_takes_no_room_of_what_is_new(leeg: Register) -> None:
    bewaar(leeg, *(fout(A, oud=timedelta(days=2)) for _ in range(4)), dagen=3)
    bewaar(leeg, *(fout(B) for _ in range(4)))
    assert van(leeg) == [B] * 4


def test_who_has_a_message_in_the_log_is_known_and_another_claim_does_not_push_it_out(leeg: Register) -> None:
    leeg.schrijf(lambda s: s.execute(sa.insert(berichtenlog), regel(1, oin=A)))
    bewaar(leeg, fout(afzender=A))
    for nummer in range(9):
        bewaar(leeg, fout(afzender=f"{nummer:020}"))
    assert len(van(leeg)) == 4
    assert van(leeg)[0] == A


def test_strangers_without_a_name_are_one(leeg: Register) -> None:
    bewaar(leeg, fout(), fout(afzender=""), fout(afzender="x"), fout(afzender="y"), fout(afzender="z"))
    assert van(leeg) == ["", "x", "y", "z"]


def test_of_a_message_the_begin_is_kept_up_to_the_bound(leeg: Register) -> None:
    data = bytes(range(256)) * (PER_BERICHT // 256)
    bewaar(leeg, fout(A, data=data), fout(A, data=data + b"x"), fout(A, data=b""))
    with leeg.lees() as session:
        stukken = [
            pak_uit(een)
            for een in session.execute(sa.select(foutbericht.c.verzoek).order_by(foutbericht.c.id)).scalars()
        ]
    assert stukken == [data, data, b""]


def test_a_database_that_does_not_answer_is_told_and_what_it_refuses_is_only_noted(
    leeg: Register, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stuk(fout_: Exception) -> None:
        def schrijf(*_: object, **__: object) -> None:
            raise fout_

        monkeypatch.setattr(leeg, "schrijf", schrijf)

    stuk(OperationalError("INSERT", {}, Exception("the line is down")))
    with pytest.raises(Unavailable, match="the line is down"):
        bewaar(leeg, fout(A))
    stuk(DataError("INSERT", {}, Exception("too long")))
    bewaar(leeg, fout(A))
    assert "1 messages with a fault cannot be kept" in caplog.text
    monkeypatch.undo()
    bewaar(leeg, fout(A))
    assert van(leeg) == [A]


def test_a_flood_within_one_batch_is_bounded_before_it_is_written(
    leeg: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would go at once is not written at all: ids of the database go on without holes."""
    bewaar(leeg, *(fout(A) for _ in range(50)), maximum=3)
    with leeg.lees() as session:
        assert list(session.execute(sa.select(foutbericht.c.id).order_by(foutbericht.c.id)).scalars()) == [1, 2, 3]
    monkeypatch.setattr(foutberichten, "TOTAAL", 1)
    bewaar(leeg, fout(B))
    assert van(leeg) == []
