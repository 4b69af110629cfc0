"""An entry holds what was said and answered; its hash covers every column, however the row was read."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from rio_soap.register.database.database import Register
from rio_soap.register.database.model import berichtenlog
from rio_soap.register.logboek.answers import zoek_antwoord
from rio_soap.register.logboek.berichtenlog import inhoud_van, inhoud_van_rij, is_kopie, uitgepakt
from rio_soap.register.logboek.evidence import KOLOMMEN, NoEvidence, zoek_bericht
from tests.register.logboek.hulp import ANDER, NU, OIN, STEMPEL, inhoud, regel, teksten, verzegelde, zet

KOLOM = {
    "identificatiecode": "code-9",
    "oin": "00000001999999999000",
    "vingerafdruk": "ab" * 32,
    "operatie": "verwijderen_opleidingseenheid",
    "message_id": "urn:uuid:9",
    "ontvangen": NU,
    "goedgekeurd": False,
    "foutcodes": "A01070",
}


@pytest.mark.parametrize("naam", KOLOM)
def test_the_hash_of_an_entry_covers_each_of_its_columns(naam: str) -> None:
    assert inhoud(1, **{naam: KOLOM[naam]}) != inhoud(1)  # type: ignore[arg-type]


def test_the_hash_of_an_entry_covers_request_and_answer() -> None:
    rij, (verzoek, antwoord) = regel(1), teksten(1)
    assert inhoud_van(rij, verzoek, antwoord) == inhoud(1)
    assert inhoud_van(rij, antwoord, verzoek) != inhoud(1)
    assert inhoud_van(rij, verzoek + antwoord, b"") != inhoud(1)


def test_the_hash_is_the_same_of_a_moment_and_of_its_text_in_the_database() -> None:
    """Written in whatever zone."""
    moment = datetime(2026, 11, 24, 10, 0, 1, 5, tzinfo=timezone(timedelta(hours=1)))
    for gezegd in (moment, moment.astimezone(UTC), "2026-11-24T09:00:01.000005Z"):
        assert inhoud(1, ontvangen=gezegd) == inhoud(1, ontvangen=moment)


def test_an_entry_comes_back_from_the_database_as_it_was(leeg: Register) -> None:
    zet(leeg, [regel(1)])
    with leeg.lees() as session:
        rij = session.execute(sa.select(berichtenlog)).mappings().one()
    assert uitgepakt(rij) == teksten(1)
    assert inhoud_van_rij(rij) == inhoud(1)
    assert STEMPEL.klopt(rij["stempel"], inhoud(1))


def test_an_entry_that_cannot_be_unpacked_has_no_hash(leeg: Register) -> None:
    zet(leeg, [{**regel(1), "antwoord": b"geen zstd"}])
    with leeg.lees() as session, pytest.raises(ValueError):  # noqa: PT011  # whatever the library says of it
        inhoud_van_rij(session.execute(sa.select(berichtenlog)).mappings().one())


def test_a_copy_is_an_entry_that_says_to_be_of_the_same_message(leeg: Register) -> None:
    zet(leeg, [regel(1), regel(1), regel(1, oin="00000001999999999000"), regel(1, ontvangen=NU)])
    een, ander = berichtenlog.alias(), berichtenlog.alias()
    vraag = sa.select(een.c.id, ander.c.id).where(is_kopie(een, ander), een.c.id < ander.c.id)
    with leeg.lees() as session:
        assert session.execute(vraag).all() == [(1, 2)]


def test_the_answer_of_a_message_is_found_by_sender_and_code(leeg: Register) -> None:
    verzegelde(leeg, 2)
    with leeg.lees() as session:
        gevonden = zoek_antwoord(session, OIN, "code-2", STEMPEL)
        assert gevonden is not None
        assert (gevonden.concept, gevonden.handtekening) == (teksten(2)[1], b"handtekening 2")
        assert (gevonden.goedgekeurd, gevonden.eigen) == (True, True)
        assert zoek_antwoord(session, OIN, "code-3", STEMPEL) is None
        assert zoek_antwoord(session, "00000001999999999000", "code-2", STEMPEL) is None


def test_an_answer_that_the_chain_does_not_hold_yet_has_no_signature(leeg: Register) -> None:
    zet(leeg, [regel(1, goedgekeurd=False, foutcodes="A01070")])
    with leeg.lees() as session:
        gevonden = zoek_antwoord(session, OIN, "code-1", STEMPEL)
    assert gevonden is not None
    assert (gevonden.handtekening, gevonden.goedgekeurd, gevonden.eigen) == (None, False, True)


@pytest.mark.parametrize("rij", [regel(1, None), regel(1, ANDER), {**regel(1), "operatie": "iets anders"}])
def test_an_answer_that_is_not_ours_is_told_so(leeg: Register, rij: dict[str, object]) -> None:
    """It may be given once more, never be signed again."""
    zet(leeg, [rij])  # type: ignore[list-item]
    with leeg.lees() as session:
        gevonden = zoek_antwoord(session, OIN, "code-1", STEMPEL)
    assert gevonden is not None
    assert not gevonden.eigen


@pytest.mark.parametrize(
    "kenmerk",
    [
        "code-2",
        " CODE-2 ",
        "urn:uuid:00000000-0000-4000-8000-000000000002",
        "00000000-0000-4000-8000-000000000002",
        "uuid:00000000-0000-4000-8000-000000000002",
    ],
)
def test_a_delivery_is_found_by_its_code_or_its_message_id(leeg: Register, kenmerk: str) -> None:
    """However it is written."""
    verzegelde(leeg, 3)
    with leeg.lees() as session:
        bericht = zoek_bericht(session, kenmerk)
    assert (bericht.verzoek, bericht.antwoord) == teksten(2)
    assert bericht.kolommen == {naam: regel(2)[naam] for naam in KOLOMMEN}
    assert bericht.ontvangen == NU + timedelta(seconds=2)


def test_evidence_says_where_the_delivery_stands_in_the_chain(leeg: Register) -> None:
    """With the hash before it and the last link, so that it can be held against what was noted elsewhere."""
    verzegelde(leeg, 3)
    with leeg.lees() as session:
        links = [zoek_bericht(session, f"code-{nummer}").link for nummer in (1, 2, 3)]
    assert [link and link.volgnummer for link in links] == [1, 2, 3]
    eerste, tweede, laatste = (link for link in links if link is not None)
    assert (eerste.vorige, tweede.vorige, laatste.vorige) == (bytes(32), eerste.hash, tweede.hash)
    assert eerste.laatste == (3, laatste.hash)
    assert tweede.handtekening == b"handtekening 2"


def test_a_delivery_without_a_link_has_no_place_in_the_chain_yet(leeg: Register) -> None:
    zet(leeg, [regel(1)])
    with leeg.lees() as session:
        assert zoek_bericht(session, "code-1").link is None


@pytest.mark.parametrize(
    ("rijen", "melding"),
    [
        ([], "no message with identificatiecode or MessageID code-1"),
        ([regel(1), regel(1, message_id="urn:uuid:1")], "is that of more messages; give one of urn:uuid:0000"),
        ([{**regel(1), "verzoek": b"stuk"}], "bericht 1 cannot be read"),
    ],
    ids=["none", "several", "broken"],
)
def test_why_there_is_no_evidence_is_told(leeg: Register, rijen: list[dict[str, object]], melding: str) -> None:
    zet(leeg, rijen)  # type: ignore[arg-type]
    with leeg.lees() as session, pytest.raises(NoEvidence, match=melding):
        zoek_bericht(session, "code-1")
