"""The sealer links what was answered, what a process left behind too, and nothing that somebody wrote himself."""

import threading
import time
from datetime import timedelta

import pytest
import sqlalchemy as sa

from rio_soap.register.database.database import Register
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.database.model import schakel
from rio_soap.register.logboek import sealer
from rio_soap.register.logboek.berichtenlog import Gelogd
from rio_soap.register.logboek.sealer import GEDULD, Sealer
from tests.register.logboek.hulp import ANDER, NU, STEMPEL, inhoud, regel, verzegelde, zet

LATER = NU + timedelta(seconds=GEDULD + 100)


def verzegelaar(register: Register, herteken: bytes | None = b"opnieuw") -> Sealer:
    return Sealer(register, STEMPEL, lambda _antwoord: herteken, lambda: LATER)


def schakels(register: Register) -> list[tuple[int, bytes]]:
    """Entry and signature of each link, in order."""
    with register.lees() as session:
        rijen = session.execute(sa.select(schakel).order_by(schakel.c.volgnummer)).all()
    return [(rij.bericht, rij.handtekening) for rij in rijen]


def test_what_was_answered_is_linked_with_its_signature_in_the_order_of_answering(leeg: Register) -> None:
    ids = zet(leeg, [regel(1), regel(2)])
    van = Sealer(leeg, STEMPEL, lambda _: None, lambda: NU)
    for nummer in (2, 1):
        van.meld(Gelogd(ids[nummer - 1], inhoud(nummer)), b"h%d" % nummer)
    van.begin()
    van.sluit()
    assert schakels(leeg) == [(ids[1], b"h2"), (ids[0], b"h1")]


def test_whoever_waits_is_told_of_new_links(leeg: Register) -> None:
    """As a witness outside the database does."""
    verteld = threading.Event()
    (id_,) = zet(leeg, [regel(1)])
    van = Sealer(leeg, STEMPEL, lambda _: None, lambda: NU, verteld.set)
    van.begin()
    van.meld(Gelogd(id_, inhoud(1)), b"h")
    assert verteld.wait(10)
    van.sluit()


def test_what_a_process_left_behind_is_signed_anew_and_linked(leeg: Register) -> None:
    ids = zet(leeg, [regel(1), regel(2)])
    assert verzegelaar(leeg).verzegel_achtergebleven() == 2
    assert schakels(leeg) == [(id_, b"opnieuw") for id_ in ids]


def test_an_answer_of_an_earlier_key_is_linked_without_a_signature(leeg: Register) -> None:
    (id_,) = zet(leeg, [regel(1)])
    assert verzegelaar(leeg, None).verzegel_achtergebleven() == 1
    assert schakels(leeg) == [(id_, b"")]


def test_an_entry_that_may_still_be_answered_is_left_alone(leeg: Register) -> None:
    """And is found the next time."""
    jong, oud = regel(2, ontvangen=LATER), regel(1)
    ids = zet(leeg, [oud, jong])
    van = verzegelaar(leeg)
    assert van.verzegel_achtergebleven() == 1
    assert [bericht for bericht, _ in schakels(leeg)] == [ids[0]]
    van._nu = lambda: LATER + timedelta(seconds=GEDULD + 1)
    assert van.verzegel_achtergebleven() == 1
    assert [bericht for bericht, _ in schakels(leeg)] == ids


def test_more_than_are_read_at_once_are_all_linked(leeg: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealer, "_PER_KEER", 2)
    monkeypatch.setattr(sealer, "_ACHTERGEBLEVEN", sealer._ACHTERGEBLEVEN.limit(2))
    zet(leeg, [regel(nummer) for nummer in range(1, 6)])
    van = verzegelaar(leeg)
    assert van.verzegel_achtergebleven() == 5
    assert van.verzegel_achtergebleven() == 0


@pytest.mark.parametrize(
    ("rij", "melding"),
    [
        (regel(1, None), "neither a link nor a stempel of ours"),
        (regel(1, ANDER), "neither a link nor a stempel of ours"),
        ({**regel(1), "operatie": "iets anders"}, "neither a link nor a stempel of ours"),
        ({**regel(1), "verzoek": b"stuk"}, "neither a link nor a stempel of ours"),
    ],
    ids=["no stempel", "of another key", "changed", "cannot be unpacked"],
)
def test_the_key_signs_nothing_that_somebody_wrote_into_the_table(
    leeg: Register, rij: dict[str, object], melding: str, caplog: pytest.LogCaptureFixture
) -> None:
    zet(leeg, [rij])  # type: ignore[list-item]
    assert verzegelaar(leeg).verzegel_achtergebleven() == 0
    assert melding in caplog.text


def test_of_an_entry_that_is_there_twice_neither_is_signed(leeg: Register, caplog: pytest.LogCaptureFixture) -> None:
    zet(leeg, [regel(1), regel(1)])
    assert verzegelaar(leeg).verzegel_achtergebleven() == 0
    assert "is there twice: one was inserted" in caplog.text


def test_what_has_a_link_is_not_looked_at_again(leeg: Register) -> None:
    verzegelde(leeg, 3)
    assert verzegelaar(leeg).verzegel_achtergebleven() == 0
    assert len(schakels(leeg)) == 3


def test_a_chain_that_cannot_be_written_stops_the_service_after_a_while(
    leeg: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not at once: a database that was away for a moment makes up for it."""

    def weg(*_: object, **__: object) -> None:
        raise Unavailable("gone")

    (id_,) = zet(leeg, [regel(1)])
    van = verzegelaar(leeg)
    van.meld(Gelogd(id_, inhoud(1)), b"h")
    with monkeypatch.context() as even:
        even.setattr(leeg, "schrijf", weg)
        assert not van._probeer(van._leeg_rij)
        van.controleer()
        even.setattr(time, "monotonic", lambda echt=time.monotonic: echt() + GEDULD + 1)
        with pytest.raises(Unavailable, match="cannot be written"):
            van.controleer()
    assert van._probeer(van._leeg_rij)
    van.controleer()
    assert schakels(leeg) == [(id_, b"h")]


def test_what_may_have_been_written_before_a_failure_is_not_linked_twice(
    leeg: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the connection is lost after the commit, before its answer."""
    echt = leeg.schrijf

    def na_afloop_weg(*met: object, **anders: object) -> None:
        echt(*met, **anders)  # type: ignore[arg-type]
        raise Unavailable("gone")

    (id_,) = zet(leeg, [regel(1)])
    van = verzegelaar(leeg)
    van.meld(Gelogd(id_, inhoud(1)), b"h")
    with monkeypatch.context() as even:
        even.setattr(leeg, "schrijf", na_afloop_weg)
        assert not van._probeer(van._leeg_rij)
    assert van._probeer(van._leeg_rij)
    assert schakels(leeg) == [(id_, b"h")]
