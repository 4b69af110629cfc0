"""A head noted outside the database shows what was cut off or written anew."""

import pytest
import sqlalchemy as sa

from rio_soap.register.database.database import Register
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.database.model import schakel
from rio_soap.register.logboek.heads import Head, NotedHead, haal_hoofd, lees_hoofd, oudste_na, vergelijk
from tests.register.logboek.hulp import NU, verzegelde


def hoofden(register: Register) -> dict[int, Head]:
    with register.lees() as session:
        rijen = session.execute(sa.select(schakel.c.volgnummer, schakel.c.hash)).all()
    return {rij.volgnummer: Head(rij.volgnummer, rij.hash) for rij in rijen}


def breek(register: Register, vanaf: int) -> None:
    register.schrijf(lambda session: session.execute(sa.delete(schakel).where(schakel.c.volgnummer >= vanaf)))


def verander(register: Register, nummer: int) -> None:
    anders = sa.update(schakel).where(schakel.c.volgnummer == nummer).values(hash=bytes(32))
    register.schrijf(lambda session: session.execute(anders))


def test_the_head_of_an_empty_chain_is_none(leeg: Register) -> None:
    assert haal_hoofd(leeg) == (None, None)


def test_the_head_is_the_newest_link(leeg: Register) -> None:
    verzegelde(leeg, 3)
    hoofd, fout = haal_hoofd(leeg)
    assert (hoofd, fout) == (hoofden(leeg)[3], None)
    assert str(hoofd) == f"3:{hoofden(leeg)[3].hash.hex()}"


def test_a_head_that_was_seen_before_has_to_be_there_still(leeg: Register) -> None:
    verzegelde(leeg, 3)
    eerder = hoofden(leeg)
    assert haal_hoofd(leeg, eerder[2])[1] is None
    assert haal_hoofd(leeg, eerder[3])[1] is None
    verander(leeg, 2)
    assert haal_hoofd(leeg, eerder[2])[1] == f"schakel 2: anders dan genoteerd, {bytes(32).hex()}"
    breek(leeg, 3)
    fout = haal_hoofd(leeg, eerder[3])[1]
    assert fout is not None
    assert fout.startswith("schakel 3: genoteerd, en er niet meer; het register eindigt bij 2")
    breek(leeg, 1)
    assert haal_hoofd(leeg, eerder[1])[0] is None


def test_a_chain_that_cannot_be_read_makes_the_register_unavailable(leeg: Register) -> None:
    leeg.schrijf(lambda session: session.execute(sa.text("ALTER TABLE schakel RENAME TO weg")))
    try:
        with pytest.raises(Unavailable, match="the chain over the berichtenlog cannot be read"):
            haal_hoofd(leeg)
    finally:
        leeg.schrijf(lambda session: session.execute(sa.text("ALTER TABLE weg RENAME TO schakel")))


def test_what_was_noted_and_is_so_gives_no_line(leeg: Register) -> None:
    verzegelde(leeg, 3)
    genoteerd = [NotedHead(f"regel {nummer}", hoofd) for nummer, hoofd in hoofden(leeg).items()]
    with leeg.lees() as session:
        assert list(vergelijk(session, genoteerd)) == []


def test_what_was_noted_and_is_not_so_gives_a_line_each_in_order(leeg: Register) -> None:
    verzegelde(leeg, 4)
    genoteerd = [NotedHead(f"regel {nummer}", hoofd) for nummer, hoofd in sorted(hoofden(leeg).items())]
    verander(leeg, 2)
    breek(leeg, 4)
    with leeg.lees() as session:
        regels = list(vergelijk(session, genoteerd))
    assert [regel.partition(",")[0] for regel in regels] == [
        "regel 2: schakel 2: anders dan genoteerd",
        "regel 4: schakel 4: genoteerd",
    ]


def test_of_many_lines_the_first_are_told_and_the_others_counted(leeg: Register) -> None:
    """More than are asked of the database at once."""
    with leeg.lees() as session:
        regels = list(vergelijk(session, (NotedHead(str(n), Head(n, bytes(32))) for n in range(1, 1202))))
    assert len(regels) == 21
    assert regels[-1] == "en nog 1181 genoteerde schakels die anders zijn of ontbreken"


def test_the_oldest_message_after_a_link_tells_how_far_a_note_is_behind(leeg: Register) -> None:
    verzegelde(leeg, 2)
    with leeg.lees() as session:
        assert oudste_na(session, 0) == NU.replace(second=1)
        assert oudste_na(session, 1) == NU.replace(second=2)
        assert oudste_na(session, 2) is None
        assert lees_hoofd(session)[0] == hoofden(leeg)[2]
