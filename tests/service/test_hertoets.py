"""Trust asked again in the transaction: what has changed since the verification counts, and nothing else."""

from typing import cast

import pytest

from rio_soap.edukoppeling.adressering import Adressering
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.trusted import Partij, Vertrouwensfout
from rio_soap.edukoppeling.verifieer import ONONDERTEKEND, Ondertekenaar
from rio_soap.register.database.session import Session
from rio_soap.service.hertoets import hertoets

VAN, ANDER = "00000001123456782000", "0000000700025BE00000"
DER = b"certificate"
PARTIJ = Partij("Leverancier", None, "ab" * 32, frozenset({VAN}))
SESSION = cast(Session, "the transaction")


def ondertekenaar(partij: Partij | None = PARTIJ) -> Ondertekenaar:
    return Ondertekenaar(partij, VAN, "ab" * 32, (), b"signature", DER)


def adressering(van: str = VAN) -> Adressering:
    class Van:
        from_oin = van

    return cast(Adressering, Van())


class Register:
    """Says whom it trusts, and notes in which transaction it was asked."""

    def __init__(self, *antwoorden: Partij | Vertrouwensfout | None) -> None:
        self.antwoorden = list(antwoorden)
        self.gevraagd: list[tuple[object, bytes]] = []

    def partij_in(self, session: Session, der: bytes) -> Partij | None:
        self.gevraagd.append((session, der))
        antwoord = self.antwoorden.pop(0) if len(self.antwoorden) > 1 else self.antwoorden[0]
        if isinstance(antwoord, Vertrouwensfout):
            raise antwoord
        return antwoord


def test_who_is_trusted_as_before_is_asked_about_once() -> None:
    register = Register(PARTIJ)
    hertoets(register.partij_in, SESSION, ondertekenaar(), adressering())
    assert register.gevraagd == [(SESSION, DER)]


def test_of_an_unsigned_message_nobody_is_asked() -> None:
    register = Register(PARTIJ)
    hertoets(register.partij_in, SESSION, ONONDERTEKEND, adressering())
    assert register.gevraagd == []


def geweigerd(register: Register, van: str = VAN) -> Edufout:
    with pytest.raises(Edufout) as fout:
        hertoets(register.partij_in, SESSION, ondertekenaar(), adressering(van))
    return fout.value


def test_who_is_not_trusted_any_more_is_refused() -> None:
    assert geweigerd(Register(None)).soort is Foutsoort.EK0031


def test_who_was_withdrawn_hears_why() -> None:
    fout = geweigerd(Register(Vertrouwensfout("certificaat-geweigerd", "SHA-256 ab", None)))
    assert fout.soort is Foutsoort.EK0031
    assert [bevinding.gevonden for bevinding in fout.bevindingen] == ["SHA-256 ab"]


def test_a_mandate_that_was_taken_meanwhile_does_not_count() -> None:
    zonder = Partij("Leverancier", None, "ab" * 32, frozenset({ANDER}))
    assert geweigerd(Register(zonder)).soort is Foutsoort.DK0002


def test_a_mandate_that_was_given_meanwhile_counts() -> None:
    met = Partij("Leverancier", None, "ab" * 32, frozenset({VAN, ANDER}))
    hertoets(Register(met).partij_in, SESSION, ondertekenaar(), adressering(ANDER))
