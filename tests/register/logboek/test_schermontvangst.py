"""What became of a delivery on the screens is told to who did it, and to nobody else; on both databases."""

import pytest
import sqlalchemy as sa

from rio_soap.register.database.database import Register
from rio_soap.register.database.model import berichtenlog, schermbericht
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.logboek.packing import pak_in
from rio_soap.register.logboek.schermontvangst import Schermontvangst, schermontvangst
from tests.register.logboek.hulp import OIN, regel

ANNA, BEA = 7, 8
CODE = "code-1"


def zet(register: Register, door: int | None = ANNA, nummer: int = 1, **anders: SqlValue) -> None:
    rij = {**regel(nummer), **anders}
    nieuw = sa.insert(berichtenlog).values(rij).returning(berichtenlog.c.id)
    id_ = register.schrijf(lambda session: session.execute(nieuw).scalar_one())
    if door is not None:
        register.schrijf(lambda s: s.execute(sa.insert(schermbericht), {"bericht": id_, "gebruiker": door}))


def lees(register: Register, wie: int = ANNA, code: str = CODE, oin: str = OIN) -> Schermontvangst | None:
    with register.lees() as session:
        return schermontvangst(session, oin, code, wie)


def test_who_delivered_sees_it_and_another_person_does_not(leeg: Register) -> None:
    zet(leeg)
    gevonden = lees(leeg)
    assert gevonden is not None
    assert gevonden[:4] == (CODE, "aanleveren_opleidingseenheid", regel(1)["ontvangen"], True)
    assert lees(leeg, BEA) is None


@pytest.mark.parametrize(("code", "oin"), [("code-2", OIN), (CODE, "00000001999999999000"), ("", OIN), (CODE, "")])
def test_another_code_or_sender_finds_nothing(leeg: Register, code: str, oin: str) -> None:
    zet(leeg)
    assert lees(leeg, code=code, oin=oin) is None


def test_a_message_that_came_by_another_way_is_nobodys(leeg: Register) -> None:
    zet(leeg, door=None)
    assert lees(leeg) is None


def test_of_a_code_that_two_people_used_each_sees_the_own(leeg: Register) -> None:
    zet(leeg)
    zet(leeg, BEA, 2, identificatiecode=CODE, goedgekeurd=False)
    for wie, goed in ((ANNA, True), (BEA, False)):
        gevonden = lees(leeg, wie)
        assert gevonden is not None
        assert gevonden.goedgekeurd is goed


@pytest.mark.parametrize(
    "antwoord", [b"", b"geen xml", b"<antwoord/>", b"<a><b></a>", b"\xff\xfe", b"<!DOCTYPE a><a/>"]
)
def test_an_answer_that_cannot_be_read_hides_not_that_it_was_delivered(leeg: Register, antwoord: bytes) -> None:
    zet(leeg, antwoord=pak_in(antwoord))
    gevonden = lees(leeg)
    assert gevonden is not None
    assert (gevonden.goedgekeurd, gevonden.antwoord) == (True, None)


@pytest.mark.parametrize("ingepakt", [b"", b"geen pak", pak_in(b"<a/>")[:-3]])
def test_an_answer_that_cannot_be_unpacked_hides_not_that_it_was_delivered(leeg: Register, ingepakt: bytes) -> None:
    zet(leeg, antwoord=ingepakt)
    gevonden = lees(leeg)
    assert gevonden is not None
    assert gevonden.antwoord is None


def test_an_operation_that_is_no_more_hides_not_that_it_was_delivered(leeg: Register) -> None:
    zet(leeg, operatie="aanleveren_ietsVanVroeger")
    gevonden = lees(leeg)
    assert gevonden is not None
    assert (gevonden.operatie, gevonden.antwoord) == ("aanleveren_ietsVanVroeger", None)
