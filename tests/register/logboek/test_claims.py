"""What was used once is used up, for ever: across transactions, sessions and registers on one database."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import sqlalchemy as sa

from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.model import eenmalig
from rio_soap.register.database.session import Session
from rio_soap.register.logboek.claims import AlGebruikt, Claim, ClaimKey, make_claim
from tests.register.hulp import aantal

A, B = "11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa", "22222222-bbbb-4bbb-8bbb-bbbbbbbbbbbb"
CLAIM = Claim("0000000700025BE00000", "code-1", A, b"h" * 32)


def leg(register: Register, claim: Claim) -> None:
    register.schrijf(lambda session: make_claim(session, claim))


@pytest.mark.parametrize(
    ("anders", "kenmerken"),
    [
        ({"message_id": B, "handtekening": b"i" * 32}, (ClaimKey.IDENTIFICATIECODE,)),
        ({"identificatiecode": "code-2", "handtekening": b"i" * 32}, (ClaimKey.MESSAGE_ID,)),
        ({"identificatiecode": "code-2", "message_id": B}, (ClaimKey.HANDTEKENING,)),
        ({"oin": "00000001123456782000"}, (ClaimKey.HANDTEKENING,)),
        ({"handtekening": None}, (ClaimKey.IDENTIFICATIECODE, ClaimKey.MESSAGE_ID)),
        ({}, tuple(ClaimKey)),
    ],
    ids=["code", "MessageID", "signature", "signature of another sender", "unsigned", "everything"],
)
def test_what_is_repeated_is_told(leeg: Register, anders, kenmerken) -> None:  # type: ignore[no-untyped-def]
    leg(leeg, CLAIM)
    with pytest.raises(AlGebruikt) as gevangen:
        leg(leeg, replace(CLAIM, **anders))
    assert gevangen.value.kenmerken == kenmerken
    assert aantal(leeg, eenmalig) == 1


def test_senders_do_not_meet_and_unsigned_messages_have_no_signature_to_repeat(leeg: Register) -> None:
    leg(leeg, replace(CLAIM, handtekening=None))
    leg(leeg, replace(CLAIM, oin="00000001123456782000", handtekening=None))
    assert aantal(leeg, eenmalig) == 2


@pytest.mark.parametrize("vorm", [f"urn:uuid:{A}", f"uuid:{A}", A.upper(), f"urn:uuid:{A.upper()}"])
def test_a_message_id_is_the_same_in_every_form(leeg: Register, vorm: str) -> None:
    leg(leeg, CLAIM)
    with pytest.raises(AlGebruikt) as gevangen:
        leg(leeg, replace(CLAIM, identificatiecode="code-2", message_id=vorm, handtekening=None))
    assert gevangen.value.kenmerken == (ClaimKey.MESSAGE_ID,)


def test_a_uuid_is_the_same_in_capitals_and_another_code_is_not(leeg: Register) -> None:
    leg(leeg, replace(CLAIM, identificatiecode=B))
    with pytest.raises(AlGebruikt):
        leg(leeg, Claim(CLAIM.oin, B.upper(), B, None))
    leg(leeg, Claim(CLAIM.oin, "Code", B, None))
    leg(leeg, Claim(CLAIM.oin, "code", B.replace("2", "3"), None))


def test_a_claim_vanishes_with_the_transaction_that_made_it(leeg: Register) -> None:
    def mislukt(session: Session) -> None:
        make_claim(session, CLAIM)
        raise LookupError("halfway")

    with pytest.raises(LookupError):
        leeg.schrijf(mislukt)
    leg(leeg, CLAIM)


def test_a_claim_is_still_there_after_a_restart(leeg: Register, url: str) -> None:
    leg(leeg, CLAIM)
    with Register(maak_engine(url)) as later, pytest.raises(AlGebruikt):
        leg(later, CLAIM)


def test_of_many_at_once_on_two_registers_exactly_one_succeeds(leeg: Register, url: str) -> None:
    """Also within one commit of the writer of SQLite, and for two transactions of PostgreSQL that meet."""
    with Register(maak_engine(url)) as ander, ThreadPoolExecutor(16) as threads:

        def werk(nummer: int) -> bool:
            claim = Claim(CLAIM.oin, f"code-{nummer % 5}", f"{nummer:08d}{A[8:]}", None)
            try:
                leg((leeg, ander)[nummer % 2], claim)
            except AlGebruikt:
                return False
            return True

        assert sum(threads.map(werk, range(60))) == 5
    assert aantal(leeg, eenmalig) == 5


def test_the_cost_of_a_claim_does_not_grow_with_their_number(leeg: Register) -> None:
    """Every look-up goes by an index."""
    if leeg.engine.dialect.name != "sqlite":
        pytest.skip("asks SQLite for its plan")
    with leeg.lees() as session:
        for kolom in ("identificatiecode", "message_id"):
            vraag = sa.text(f"EXPLAIN QUERY PLAN SELECT oin FROM eenmalig WHERE oin = 'a' AND {kolom} = 'b'")
            assert "USING COVERING INDEX" in str(session.execute(vraag).all())
