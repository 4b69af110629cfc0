"""Entries of the berichtenlog made by hand, without a message: for tests of what is done with them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from rio_soap.register.database.database import Register
from rio_soap.register.database.model import berichtenlog
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.logboek.berichtenlog import inhoud_van
from rio_soap.register.logboek.links import Seal, Stempel, verzegel
from rio_soap.register.logboek.packing import pak_in

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
STEMPEL = Stempel(b"sleutel1", b"geheim van de dienst")
ANDER = Stempel(b"sleutel2", b"geheim van een ander")
OIN = "00000001123456789000"


def regel(nummer: int, stempel: Stempel | None = STEMPEL, **anders: SqlValue) -> dict[str, SqlValue]:
    """An entry; its request and answer say which one it is."""
    verzoek, antwoord = f"<verzoek nummer='{nummer}'/>".encode(), f"<antwoord nummer='{nummer}'/>".encode()
    rij: dict[str, SqlValue] = {
        "identificatiecode": f"code-{nummer}",
        "oin": OIN,
        "vingerafdruk": None,
        "operatie": "aanleveren_opleidingseenheid",
        "message_id": f"urn:uuid:00000000-0000-4000-8000-{nummer:012}",
        "ontvangen": NU + timedelta(seconds=nummer),
        "goedgekeurd": True,
        "foutcodes": "",
        **anders,
    }
    inhoud = inhoud_van(rij, verzoek, antwoord)
    return {
        **rij,
        "verzoek": pak_in(verzoek),
        "antwoord": pak_in(antwoord),
        "stempel": stempel.zet(inhoud) if stempel else None,
    }


def inhoud(nummer: int, **anders: SqlValue) -> bytes:
    """The hash of `regel` with this number."""
    return inhoud_van(regel(nummer, **anders), *teksten(nummer))


def teksten(nummer: int) -> tuple[bytes, bytes]:
    """Request and answer of `regel` with this number."""
    return f"<verzoek nummer='{nummer}'/>".encode(), f"<antwoord nummer='{nummer}'/>".encode()


def zet(register: Register, rijen: Sequence[dict[str, SqlValue]]) -> list[int]:
    """Write entries; gives their ids."""
    invoegen = sa.insert(berichtenlog).returning(berichtenlog.c.id)
    return register.schrijf(lambda session: [session.execute(invoegen, rij).scalar_one() for rij in rijen])


def verzegelde(register: Register, aantal: int, stempel: Stempel = STEMPEL) -> list[int]:
    """So many entries with their links; gives their ids."""
    ids = zet(register, [regel(nummer, stempel) for nummer in range(1, aantal + 1)])
    zegels = [Seal(id_, inhoud(nummer), b"handtekening %d" % nummer) for nummer, id_ in enumerate(ids, 1)]
    register.schrijf(lambda session: verzegel(session, zegels, stempel))
    return ids
