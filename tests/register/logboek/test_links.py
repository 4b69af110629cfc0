"""The chain: a link cannot be made, moved or changed without the key, and every link holds all before it."""

import hashlib

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from rio_soap.register.database.database import Register
from rio_soap.register.database.model import schakel
from rio_soap.register.logboek.links import BEGIN, Seal, hash_velden, laatste_schakel, schakelhash, verzegel
from tests.register.logboek.hulp import ANDER, STEMPEL, inhoud, regel, verzegelde, zet

velden = st.lists(st.binary(max_size=20), max_size=5)


@given(velden, velden)
def test_other_fields_have_another_hash(een: list[bytes], ander: list[bytes]) -> None:
    """Also when only the border between two of them moved."""
    assert (hash_velden(een) == hash_velden(ander)) == (een == ander)


def test_the_hash_of_fields_is_sha256_over_each_with_its_length() -> None:
    """As who checks a bewijs without this program computes it."""
    assert hash_velden([b"a", b"bc"]) == hashlib.sha256(bytes(7) + b"\x01a" + bytes(7) + b"\x02bc").digest()


@pytest.mark.parametrize("plaats", range(5))
def test_a_link_holds_everything_that_is_in_it(plaats: int) -> None:
    delen: list[bytes | int] = [BEGIN, 1, 7, b"inhoud", b"handtekening"]
    anders = list(delen)
    deel = anders[plaats]
    anders[plaats] = deel + 1 if isinstance(deel, int) else deel + b"x"
    assert schakelhash(*delen) != schakelhash(*anders)  # type: ignore[arg-type]


def test_a_stempel_is_told_from_that_of_another_key_and_of_other_data() -> None:
    merk = STEMPEL.zet(b"data")
    assert (len(merk), merk[:8]) == (40, b"sleutel1")
    assert STEMPEL.klopt(merk, b"data")
    assert not STEMPEL.klopt(merk, b"datb")
    assert not ANDER.klopt(merk, b"data")
    assert (STEMPEL.is_eigen(merk), ANDER.is_eigen(merk)) == (True, False)


@pytest.mark.parametrize("merk", [None, b"", b"sleutel1", b"sleutel1" + bytes(32)])
def test_what_is_no_stempel_vouches_for_nothing(merk: bytes | None) -> None:
    assert not STEMPEL.klopt(merk, b"data")


def test_an_empty_chain_begins_at_nothing(leeg: Register) -> None:
    with leeg.lees() as session:
        assert laatste_schakel(session) == (0, BEGIN)


def test_links_are_numbered_on_and_hold_the_one_before(leeg: Register) -> None:
    """In two batches as in one."""
    ids = zet(leeg, [regel(nummer) for nummer in (1, 2, 3)])
    zegels = [Seal(id_, inhoud(nummer), b"h%d" % nummer) for nummer, id_ in enumerate(ids, 1)]
    assert leeg.schrijf(lambda session: verzegel(session, zegels[:2], STEMPEL)) == 2
    assert leeg.schrijf(lambda session: verzegel(session, zegels[2:], STEMPEL)) == 1
    with leeg.lees() as session:
        rijen = session.execute(sa.select(schakel).order_by(schakel.c.volgnummer)).all()
        assert laatste_schakel(session) == (3, rijen[-1].hash)
    vorige = BEGIN
    for nummer, (rij, zegel) in enumerate(zip(rijen, zegels, strict=True), 1):
        assert (rij.volgnummer, rij.bericht, rij.inhoud) == (nummer, zegel.bericht, zegel.inhoud)
        assert rij.hash == schakelhash(vorige, nummer, zegel.bericht, zegel.inhoud, zegel.handtekening)
        assert STEMPEL.klopt(rij.stempel, rij.hash)
        vorige = rij.hash


def test_an_entry_gets_no_second_link(leeg: Register) -> None:
    """Whoever does not know what was written says so; whoever thinks to know is stopped by the database."""
    ids = verzegelde(leeg, 2)
    nogmaals = [Seal(id_, inhoud(nummer), b"") for nummer, id_ in enumerate(ids, 1)]
    assert leeg.schrijf(lambda session: verzegel(session, nogmaals, STEMPEL, misschien_al=True)) == 0
    with pytest.raises(sa.exc.IntegrityError):
        leeg.schrijf(lambda session: verzegel(session, nogmaals, STEMPEL))


def test_of_a_batch_only_what_has_no_link_yet_is_added(leeg: Register) -> None:
    (oud,) = verzegelde(leeg, 1)
    (nieuw,) = zet(leeg, [regel(2)])
    zegels = [Seal(oud, inhoud(1), b""), Seal(nieuw, inhoud(2), b"")]
    assert leeg.schrijf(lambda session: verzegel(session, zegels, STEMPEL, misschien_al=True)) == 1
    with leeg.lees() as session:
        assert session.execute(sa.select(schakel.c.bericht).order_by(schakel.c.volgnummer)).all() == [(oud,), (nieuw,)]
