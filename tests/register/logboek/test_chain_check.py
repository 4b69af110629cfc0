"""Whatever somebody changes in the log afterwards, the check names the entry; and it names nothing else."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from rio_soap.register.database.database import Register
from rio_soap.register.database.model import berichtenlog, partij, schakel
from rio_soap.register.database.session import Session
from rio_soap.register.logboek.chain_check import Eerder, Logcontrole, controleer_log
from rio_soap.register.logboek.links import schakelhash
from rio_soap.register.logboek.packing import pak_in
from tests.register.logboek.hulp import ANDER, NU, STEMPEL, inhoud, regel, verzegelde, zet

Ingreep = Callable[[Session], object]


def controle(register: Register, **anders: object) -> Logcontrole:
    with register.lees() as session:
        return controleer_log(session, STEMPEL, **anders)  # type: ignore[arg-type]


def bij(nummer: int, **waarden: object) -> Ingreep:
    """Change columns of the entry with this identificatiecode."""
    return lambda session: session.execute(
        sa.update(berichtenlog).where(berichtenlog.c.identificatiecode == f"code-{nummer}").values(**waarden)
    )


def aan_schakel(nummer: int, **waarden: object) -> Ingreep:
    return lambda session: session.execute(sa.update(schakel).where(schakel.c.volgnummer == nummer).values(**waarden))


def zonder_schakel(nummer: int) -> Ingreep:
    return lambda session: session.execute(sa.delete(schakel).where(schakel.c.volgnummer == nummer))


def zonder_bericht(nummer: int) -> Ingreep:
    return lambda session: session.execute(
        sa.delete(berichtenlog).where(berichtenlog.c.identificatiecode == f"code-{nummer}")
    )


def test_a_whole_log_has_no_findings(leeg: Register) -> None:
    verzegelde(leeg, 4)
    gevonden = controle(leeg)
    assert (gevonden.bevindingen, gevonden.schakels, gevonden.laatste[0]) == ([], 4, 4)
    assert (gevonden.open, gevonden.andere_sleutel) == (0, 0)


def test_an_empty_log_has_no_findings(leeg: Register) -> None:
    assert controle(leeg) == Logcontrole()


@pytest.mark.parametrize(
    ("ingreep", "begin"),
    [
        (bij(2, oin="00000001999999999000"), "bericht 2 (identificatiecode code-2"),
        (bij(2, operatie="verwijderen_opleidingseenheid"), "bericht 2 (identificatiecode code-2"),
        (bij(2, foutcodes="A01070"), "bericht 2 (identificatiecode code-2"),
        (bij(2, goedgekeurd=False), "bericht 2 (identificatiecode code-2"),
        (bij(2, ontvangen=NU), "bericht 2 (identificatiecode code-2"),
        (bij(2, verzoek=pak_in(b"<anders/>")), "bericht 2 (identificatiecode code-2"),
        (bij(2, antwoord=pak_in(b"<anders/>")), "bericht 2 (identificatiecode code-2"),
        (bij(2, antwoord=b"geen zstd"), "bericht 2 (identificatiecode code-2"),
        (bij(2, stempel=None), ""),
        (bij(2, stempel=b"sleutel1" + bytes(32)), "bericht 2 (identificatiecode code-2"),
        (aan_schakel(2, handtekening=b"anders"), "schakel 2 (bericht 2): veranderd of ingevoegd"),
        (aan_schakel(2, hash=bytes(32)), "schakel 2 (bericht 2): veranderd of ingevoegd"),
        (aan_schakel(2, stempel=b"sleutel1" + bytes(32)), "schakel 2 (bericht 2): niet door deze dienst geschreven"),
        (zonder_schakel(2), "schakel 2: verwijderd"),
        (zonder_bericht(2), "bericht 2 (schakel 2): verwijderd"),
    ],
)
def test_a_change_is_named(leeg: Register, ingreep: Ingreep, begin: str) -> None:
    """By the link or the entry where it was made; a mark that is gone alone is counted."""
    verzegelde(leeg, 3)
    leeg.schrijf(ingreep)
    gevonden = controle(leeg)
    if begin:
        assert any(regel_.startswith(begin) for regel_ in gevonden.bevindingen), gevonden.bevindingen
    else:
        assert gevonden.andere_sleutel == 1


def test_who_computes_the_hashes_anew_still_has_no_stempel(leeg: Register) -> None:
    """Of the link that was changed and of all after it."""
    ids = verzegelde(leeg, 3)

    def herschrijf(session: Session) -> None:
        vorige = session.execute(sa.select(schakel.c.hash).where(schakel.c.volgnummer == 1)).scalar_one()
        for nummer in (2, 3):
            handtekening = b"vals" if nummer == 2 else b"handtekening 3"
            vorige = schakelhash(vorige, nummer, ids[nummer - 1], inhoud(nummer), handtekening)
            aan_schakel(nummer, hash=vorige, handtekening=handtekening)(session)

    leeg.schrijf(herschrijf)
    assert controle(leeg).bevindingen == [
        f"schakel {nummer} (bericht {ids[nummer - 1]}): niet door deze dienst geschreven" for nummer in (2, 3)
    ]


def test_an_entry_of_ours_without_a_link_is_open_and_one_of_another_was_inserted(leeg: Register) -> None:
    verzegelde(leeg, 1)
    zet(leeg, [regel(2), regel(3, None), regel(4, ANDER)])
    gevonden = controle(leeg)
    assert gevonden.open == 1
    assert [tekst.rpartition(": ")[2] for tekst in gevonden.bevindingen] == ["ingevoegd", "ingevoegd"]


def test_an_entry_that_is_there_twice_is_named(leeg: Register) -> None:
    """Its stempel is right, being that of the first."""
    zet(leeg, [regel(1), regel(1)])
    assert controle(leeg).bevindingen == ["bericht 2: een kopie van bericht 1, een van beide is ingevoegd"]


def test_what_was_noted_elsewhere_has_to_be_there_still(leeg: Register) -> None:
    verzegelde(leeg, 2)
    with leeg.lees() as session:
        hashes = {rij.volgnummer: rij.hash for rij in session.execute(sa.select(schakel))}
    assert controle(leeg, bekend=hashes).bevindingen == []
    assert controle(leeg, bekend={**hashes, 3: bytes(32)}).bevindingen == ["schakel 3: genoteerd, en er niet meer"]
    assert controle(leeg, bekend={1: bytes(32)}).bevindingen == [f"schakel 1: anders dan genoteerd, {hashes[1].hex()}"]


def test_marks_of_an_earlier_key_count_when_it_is_named(leeg: Register) -> None:
    """Judged with its private key, believed without it; unnamed they are a finding, once for a run of links."""
    verzegelde(leeg, 3, ANDER)
    assert controle(leeg, eerder=[Eerder(ANDER.naam, ANDER)]).bevindingen == []
    gelaten = controle(leeg, eerder=[Eerder(ANDER.naam)])
    assert (gelaten.bevindingen, gelaten.andere_sleutel) == ([], 6)
    (bevinding,) = controle(leeg).bevindingen
    assert bevinding.startswith("schakel 1 tot en met 3: stempels van een andere sleutel (736c657574656c32)")


def test_links_of_before_there_was_a_chain_bear_no_mark(leeg: Register) -> None:
    """Up to the link that the operator names, and not one further."""
    verzegelde(leeg, 2)
    for nummer in (1, 2):
        leeg.schrijf(aan_schakel(nummer, stempel=b""))
        leeg.schrijf(bij(nummer, stempel=None))
    assert controle(leeg, ongestempeld_tot=2).bevindingen == []
    (bevinding,) = controle(leeg, ongestempeld_tot=1).bevindingen
    assert bevinding.startswith("schakel 2: zonder stempel, niet te beoordelen")


def test_who_judges_signatures_gets_entry_texts_and_signature(leeg: Register) -> None:
    """And what it says goes by the entry."""
    verzegelde(leeg, 2)
    gezien: list[tuple[bytes, bytes, bytes, bool]] = []

    def beoordeel(
        _: sa.RowMapping, verzoek: bytes, antwoord: bytes, handtekening: bytes, zonder_borg: bool
    ) -> list[str]:
        gezien.append((verzoek, antwoord, handtekening, zonder_borg))
        return ["de handtekening klopt niet"] if b"'2'" in verzoek else []

    (bevinding,) = controle(leeg, beoordeel=beoordeel).bevindingen
    assert bevinding.startswith("bericht 2 (identificatiecode code-2, ")
    assert bevinding.endswith("de handtekening klopt niet")
    assert gezien[0] == (b"<verzoek nummer='1'/>", b"<antwoord nummer='1'/>", b"handtekening 1", False)


def test_a_party_whose_certificate_was_replaced_is_named(leeg: Register) -> None:
    """It would be known by the fingerprint of the old one."""
    rij = {"vingerafdruk": "ab" * 32, "naam": "Hogeschool", "oin": None, "certificaat": b"geen certificaat"}
    leeg.schrijf(lambda session: session.execute(sa.insert(partij), rij))
    (bevinding,) = controle(leeg).bevindingen
    assert bevinding == f"partij Hogeschool ({'ab' * 32}): het certificaat is vervangen"
