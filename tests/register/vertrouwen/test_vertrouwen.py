"""Parties, CAs, CRLs and mandates as the register holds them; what changes holds for every process at once."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from rio_soap.edukoppeling.clock import FixedClock
from rio_soap.edukoppeling.crl import Crlfout
from rio_soap.edukoppeling.trusted import Partij, Vertrouwensfout, vingerafdruk
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.vertrouwen.mandaten import Mandaat, alle_mandaten, geef_mandaat, neem_mandaat
from rio_soap.register.vertrouwen.partijen import alle_partijen, trek_partij_in, voeg_partij_toe
from rio_soap.register.vertrouwen.trust import RegisterVertrouwen, alle_cas, laad_crl, trek_ca_in, vertrouw_ca
from tests.edukoppeling.pki import DAG, NU, Wie, crl, maak

OIN, SCHOOL = "00000003222222222000", "0000000700025BE00000"
WORTEL = maak("Wortel", ca=True)
TUSSEN = maak("Tussen", WORTEL, nummer=2, ca=True, pad=0)
BLAD = maak("Klant", TUSSEN, nummer=3, oin=OIN)
LOS = maak("Los", nummer=4, oin=OIN)


@pytest.fixture
def ander(url: str) -> Iterator[RegisterVertrouwen]:
    """The trust of another process on the same database, which has been asked before."""
    with Register(maak_engine(url)) as register:
        vertrouwen = RegisterVertrouwen(register, FixedClock(NU))
        assert vertrouwen.partij(BLAD.der) is None
        yield vertrouwen


def met_cas(register: Register) -> None:
    register.schrijf(lambda session: vertrouw_ca(session, [WORTEL.certificaat, TUSSEN.certificaat]))


def fout(vertrouwen: RegisterVertrouwen, wie: Wie, melding: str, nu: datetime = NU) -> None:
    vertrouwen.klok = FixedClock(nu)
    with pytest.raises(Vertrouwensfout, match=melding):
        vertrouwen.partij(wie.der)
    vertrouwen.klok = FixedClock(NU)


def test_a_party_by_ca_has_its_own_oin_and_the_mandates_of_that_oin(leeg: Register, ander: RegisterVertrouwen) -> None:
    met_cas(leeg)
    assert ander.partij(BLAD.der) == Partij("Klant", OIN, vingerafdruk(BLAD.der), frozenset())
    leeg.schrijf(lambda session: geef_mandaat(session, Mandaat(OIN, SCHOOL)))
    partij = ander.partij(BLAD.der)
    assert partij is not None
    assert partij.namens == {SCHOOL}
    leeg.schrijf(lambda session: neem_mandaat(session, OIN, SCHOOL))
    assert ander.partij(BLAD.der) == Partij("Klant", OIN, vingerafdruk(BLAD.der), frozenset())


def test_a_mandate_of_an_oin_is_not_for_a_certificate_that_only_says_it_has_that_oin(
    leeg: Register, ander: RegisterVertrouwen
) -> None:
    met_cas(leeg)
    leeg.schrijf(lambda session: geef_mandaat(session, Mandaat(OIN, SCHOOL)))
    leeg.schrijf(lambda session: voeg_partij_toe(session, LOS.der, ()))
    partij = ander.partij(LOS.der)
    assert partij is not None
    assert not partij.mag_voor(SCHOOL)


@pytest.mark.parametrize("gemachtigde", [OIN, vingerafdruk(LOS.der)], ids=["oin", "party"])
def test_a_mandate_has_a_first_moment_and_an_end(leeg: Register, ander: RegisterVertrouwen, gemachtigde: str) -> None:
    met_cas(leeg)
    leeg.schrijf(lambda session: voeg_partij_toe(session, LOS.der, ()))
    leeg.schrijf(lambda session: geef_mandaat(session, Mandaat(gemachtigde, SCHOOL, NU, NU + DAG)))
    wie = BLAD if gemachtigde == OIN else LOS
    seconde = DAG / 86400
    for moment, mag in ((NU - seconde, False), (NU, True), (NU + DAG - seconde, True), (NU + DAG, False)):
        ander.klok = FixedClock(moment)
        partij = ander.partij(wie.der)
        assert partij is not None
        assert partij.mag_voor(SCHOOL) is mag, moment
    with leeg.lees() as session:
        assert list(alle_mandaten(session)) == [Mandaat(gemachtigde, SCHOOL, NU, NU + DAG)]


def test_a_mandate_that_cannot_be_is_refused(leeg: Register) -> None:
    with pytest.raises(ValueError, match="before it begins"):
        leeg.schrijf(lambda session: geef_mandaat(session, Mandaat(OIN, SCHOOL, NU, NU)))
    with pytest.raises(ValueError, match="no party"):
        leeg.schrijf(lambda session: geef_mandaat(session, Mandaat("a" * 64, SCHOOL)))


def test_withdrawing_a_certificate_or_a_ca_holds_at_once(leeg: Register, ander: RegisterVertrouwen) -> None:
    met_cas(leeg)
    assert ander.partij(BLAD.der) is not None
    assert leeg.schrijf(lambda session: trek_partij_in(session, vingerafdruk(BLAD.der)))
    assert not leeg.schrijf(lambda session: trek_partij_in(session, vingerafdruk(BLAD.der)))
    fout(ander, BLAD, "ingetrokken")
    buur = maak("Buur", TUSSEN, nummer=5, oin=OIN)
    assert ander.partij(buur.der) is not None
    assert leeg.schrijf(lambda session: trek_ca_in(session, vingerafdruk(WORTEL.der)))
    fout(ander, buur, "vertrouwde CA")


def test_a_crl_holds_at_once_and_refuses_all_once_it_is_out_of_date(leeg: Register, ander: RegisterVertrouwen) -> None:
    met_cas(leeg)
    buur = maak("Buur", TUSSEN, nummer=5, oin=OIN)
    leeg.schrijf(lambda session: voeg_partij_toe(session, buur.der, (SCHOOL,)))
    assert leeg.schrijf(lambda session: laad_crl(session, crl(TUSSEN, BLAD), NU)) == ["CN=Tussen"]
    fout(ander, BLAD, "ingetrokken door CN=Tussen")
    assert ander.partij(buur.der) is not None
    fout(ander, buur, "verlopen", NU + 8 * DAG)
    assert leeg.schrijf(lambda session: laad_crl(session, crl(TUSSEN, van=NU), NU)) == ["CN=Tussen"]
    assert ander.partij(BLAD.der) is not None, "the newer list no longer has it"
    with pytest.raises(Crlfout, match="older"):
        leeg.schrijf(lambda session: laad_crl(session, crl(TUSSEN, BLAD), NU))
    with pytest.raises(Crlfout, match="no trusted CA"):
        leeg.schrijf(lambda session: laad_crl(session, crl(LOS), NU))


def test_trusting_a_ca_again_changes_what_was_said_and_keeps_its_crl(leeg: Register, ander: RegisterVertrouwen) -> None:
    met_cas(leeg)
    leeg.schrijf(lambda session: laad_crl(session, crl(TUSSEN, LOS), NU))
    leeg.schrijf(lambda session: vertrouw_ca(session, [TUSSEN.certificaat], anker=True, alleen_mandaat=True))
    with leeg.lees() as session:
        rijen = {rij.naam: rij for rij in alle_cas(session)}
    assert (rijen["CN=Wortel"].anker, rijen["CN=Tussen"].anker) == (True, True)
    assert rijen["CN=Tussen"].crl is not None
    partij = ander.partij(BLAD.der)
    assert partij is not None
    assert not partij.mag_voor(OIN)


def test_what_is_no_ca_is_not_trusted_as_one(leeg: Register) -> None:
    with pytest.raises(ValueError, match="no certificate of a CA"):
        leeg.schrijf(lambda session: vertrouw_ca(session, [WORTEL.certificaat, BLAD.certificaat]))
    with leeg.lees() as session:
        assert list(alle_cas(session)) == []


def test_a_party_that_is_added_again_is_trusted_again(leeg: Register, ander: RegisterVertrouwen) -> None:
    for _ in range(2):
        leeg.schrijf(lambda session: voeg_partij_toe(session, LOS.der, (SCHOOL,)))
        partij = ander.partij(LOS.der)
        assert partij is not None
        assert partij.mag_voor(SCHOOL)
        leeg.schrijf(lambda session: trek_partij_in(session, vingerafdruk(LOS.der)))
        fout(ander, LOS, "ingetrokken")
    with leeg.lees() as session:
        assert list(alle_partijen(session)) == []


def test_a_party_that_is_kept_is_let_go_when_a_mandate_begins_ends_or_is_taken_and_when_it_is_withdrawn(
    leeg: Register, ander: RegisterVertrouwen
) -> None:
    """Another process, asked again and again, never says what held a moment before."""
    afdruk, later = vingerafdruk(LOS.der), "0000000700001AA00000"
    leeg.schrijf(lambda session: voeg_partij_toe(session, LOS.der, (SCHOOL,)))
    leeg.schrijf(lambda session: geef_mandaat(session, Mandaat(afdruk, later, NU + DAG, NU + 2 * DAG)))
    for moment, namens in (
        (NU, {SCHOOL}),
        (NU + DAG, {SCHOOL, later}),
        (NU + 2 * DAG, {SCHOOL}),
        (NU + DAG, {SCHOOL, later}),
        (NU, {SCHOOL}),
    ):
        ander.klok = FixedClock(moment)
        for _ in range(2):
            partij = ander.partij(LOS.der)
            assert partij is not None
            assert partij.namens == namens
    leeg.schrijf(lambda session: neem_mandaat(session, afdruk, SCHOOL))
    assert (kaal := ander.partij(LOS.der)) is not None
    assert kaal.namens == set()
    leeg.schrijf(lambda session: trek_partij_in(session, afdruk))
    fout(ander, LOS, "ingetrokken")
