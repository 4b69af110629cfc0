"""What a change replaced comes back as it was: rows by the names of their columns, whatever their values."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.stand import Kapot
from rio_soap.register.regels.standtekst import naar_json
from rio_soap.register.wijzigingen.voor import pak_voor, pak_voor_uit, voortekst

STAND = Gegeven("x", {"naam": 'een "twee" \\ <drie>\r', "dag": date(2024, 2, 29), "getal": Decimal("1.50")})


class Proefrij(NamedTuple):
    code: str
    nummer: int
    waar: bool
    einde: date | None
    stand: Any


RIJ = Proefrij("100A001", 7, True, None, STAND)


def test_a_row_comes_back_without_what_is_null() -> None:
    assert pak_voor_uit(pak_voor(RIJ)) == [{"code": "100A001", "nummer": 7, "waar": True, "stand": STAND}]


def test_rows_come_back_in_their_order_and_none_is_none() -> None:
    rijen = [RIJ._replace(code=f"100A00{n}", einde=date(2026, 1, n)) for n in (3, 1, 2)]
    assert [rij["code"] for rij in pak_voor_uit(pak_voor(rijen))] == ["100A003", "100A001", "100A002"]
    assert [rij["einde"] for rij in pak_voor_uit(pak_voor(rijen))] == [rij.einde for rij in rijen]
    assert pak_voor_uit(pak_voor([])) == []


def test_a_stand_as_text_is_passed_on_as_it_is_and_reads_the_same() -> None:
    assert voortekst(RIJ._replace(stand=naar_json(STAND))) == voortekst(RIJ)


def test_a_stand_that_is_none_leaves_a_version_of_which_nothing_can_be_read() -> None:
    """What was wrong with it is told where it is read; the delivery that mends it must not fail by it."""
    (rij,) = pak_voor_uit(pak_voor(RIJ._replace(stand=Kapot("no JSON"))))
    assert rij["stand"] == Gegeven("", {})


@pytest.mark.parametrize("data", [b"", b"x", pak_voor(RIJ)[:-3]])
def test_what_was_never_packed_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # of the library
        pak_voor_uit(data)


def test_a_version_is_a_fraction_of_its_row() -> None:
    """With what all rows have in common; it must be needed for every version, so it never changes."""
    gewoon = RIJ._replace(stand=Gegeven("onderwijsaanbieder", {"inBedrijfdatum": date(2024, 9, 1)}))
    assert len(pak_voor(gewoon)) < len(voortekst(gewoon)) * 0.7
