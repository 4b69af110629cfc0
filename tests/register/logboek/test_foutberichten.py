"""Messages with a fault are kept within bounds, and a flood of one leaves what another sent."""

from datetime import timedelta
from random import Random

import pytest
import sqlalchemy as sa

from rio_soap.register.database.database import Register
from rio_soap.register.database.model import foutbericht, mandaat, partij
from rio_soap.register.logboek import foutberichten
from rio_soap.register.logboek.berichtenlijst import Logvraag, laatste_berichten, logstuk
from rio_soap.register.logboek.foutberichten import (
    PER_BERICHT,
    Foutbericht,
    Foutplaats,
    bewaar_foutberichten,
    overtollig,
)
from tests.register.logboek.hulp import NU

A, B, VREEMD = "00000001000000000001", "00000001000000000002", "00000009999999999999"


def fout(oin: str | None = None, afzender: str | None = None, *, dagen: int = 0, data: bytes = b"<a/>") -> Foutbericht:
    toen = NU - timedelta(days=dagen)
    return Foutbericht(toen, "Dienst", None, oin, oin or afzender, "Client.DK0004", "leeg", None, None, data)


def van(register: Register) -> list[str | None]:
    """Whose messages are kept, oldest first."""
    with register.lees() as session:
        kolom = sa.func.coalesce(foutbericht.c.oin, foutbericht.c.afzender)
        return list(session.execute(sa.select(kolom).order_by(foutbericht.c.id)).scalars())


def bewaar(register: Register, *berichten: Foutbericht, maximum: int = 10, dagen: int = 30) -> None:
    bewaar_foutberichten(register, berichten, maximum, dagen, NU)


def test_never_more_than_so_many_and_no_older_than_so_many_days(leeg: Register) -> None:
    bewaar(leeg, *(fout(A) for _ in range(12)), fout(B, dagen=31))
    assert van(leeg) == [A] * 10
    bewaar(leeg, maximum=0)
    assert van(leeg) == []


def test_a_flood_of_strangers_leaves_all_of_who_signs_rightly(leeg: Register) -> None:
    bewaar(leeg, fout(A), fout(B), fout(A))
    for nummer in range(30):
        bewaar(leeg, fout(afzender=f"{nummer:020}"))
    assert [wie for wie in van(leeg) if wie in (A, B)] == [A, B, A]
    assert len(van(leeg)) == 10


def test_a_flood_of_one_who_signs_leaves_what_another_sent(leeg: Register) -> None:
    bewaar(leeg, fout(A), fout(afzender=VREEMD))
    for _ in range(30):
        bewaar(leeg, fout(B))
    assert van(leeg)[:2] == [A, VREEMD]


def test_strangers_who_take_ever_another_name_leave_those_whom_the_register_knows(leeg: Register) -> None:
    def taak(session: object) -> None:
        session.execute(sa.insert(partij).values(vingerafdruk="f", naam="n", oin=None, certificaat=b""))  # type: ignore[attr-defined]
        session.execute(sa.insert(mandaat).values(partij="f", oin=A))  # type: ignore[attr-defined]

    leeg.schrijf(taak)
    bewaar(leeg, fout(afzender=A), fout(B))
    for nummer in range(30):
        bewaar(leeg, fout(afzender=f"{nummer:020}"))
    assert van(leeg)[:2] == [A, B]


def test_large_ones_go_first_when_it_is_the_bytes_that_are_too_many(
    leeg: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foutberichten, "TOTAAL", 50_000)
    groot = Random(1).randbytes(20_000)
    bewaar(leeg, fout(A), *(fout(afzender=VREEMD, data=groot) for _ in range(5)))
    assert van(leeg) == [A, VREEMD, VREEMD]


def test_of_a_large_message_the_begin_is_kept_and_that_is_told(leeg: Register) -> None:
    bewaar(leeg, fout(data=b"x" * (PER_BERICHT + 1)), fout(data=b"x"))
    with leeg.lees() as session:
        klein, groot = (logstuk(session, r.nummer) for r in laatste_berichten(session, Logvraag(), 5))
    assert klein is not None
    assert groot is not None
    assert (klein.afgekapt, groot.afgekapt) == (False, True)
    assert (klein.verzoek, len(groot.verzoek)) == (b"x", PER_BERICHT)


def test_what_a_header_holds_is_kept_as_what_a_database_takes(leeg: Register) -> None:
    vies = Foutbericht(NU, "D", None, None, "a\x00b", "DK", "x" * 300, "t\ud800\x00", "é" * 500, b"\x00\xff")
    bewaar(leeg, vies)
    with leeg.lees() as session:
        (regel,) = laatste_berichten(session, Logvraag(), 5)
        stuk = logstuk(session, regel.nummer)
    assert stuk is not None
    assert (stuk.verzoek, stuk.content_type, len(str(stuk.soap_action))) == (
        b"\x00\xff",
        "t\N{REPLACEMENT CHARACTER}" * 1 + "\N{REPLACEMENT CHARACTER}",
        300,
    )


def test_what_is_left_is_always_within_bounds_and_never_less_than_fits() -> None:
    toeval = Random(7)
    for _ in range(100):
        plaatsen = [
            Foutplaats(n, toeval.random() < 0.5, toeval.choice("abc"), toeval.randrange(1, 50))
            for n in range(toeval.randrange(60))
        ]
        maximum, totaal = toeval.randrange(40), toeval.randrange(1000)
        weg = overtollig(plaatsen, maximum, totaal)
        rest = [p for p in plaatsen if p.id not in weg]
        assert len(set(weg)) == len(weg)
        assert len(rest) <= maximum
        assert sum(p.grootte for p in rest) <= totaal
        if weg:
            laatste = next(p for p in plaatsen if p.id == weg[-1])
            assert len(rest) == maximum or sum(p.grootte for p in rest) + laatste.grootte > totaal
