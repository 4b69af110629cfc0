"""The rules on periods and lifetimes that all domains share: each breaks at its violation and holds at its bound."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rio_soap.register.regels import periodecontroles as regels
from rio_soap.register.regels.periodecontroles import Sleutels, buiten
from rio_soap.register.regels.perioden import Duur, afgeleid

BEGIN, MIDDEN, EINDE = date(2024, 9, 1), date(2025, 9, 1), date(2026, 9, 1)
DAG = timedelta(days=1)
CODE = "P02010"


@dataclass
class Zaak:
    """An object with periods, made by hand."""

    duur: Duur
    perioden_duur: list[Duur] = field(default_factory=list)
    sleutels: Sleutels = (("code", "x"),)

    @classmethod
    def met(cls, *begin: date, einde: date | None = EINDE) -> Zaak:
        """An object from BEGIN with periods that begin on these days."""
        return cls(Duur(BEGIN, einde), afgeleid(begin, einde))

    def periodesleutels(self, begin: date) -> Sleutels:
        return (*self.sleutels, ("begindatum", begin.isoformat()))


def test_an_object_ends_later_than_it_begins() -> None:
    assert list(regels.eindigt_later(CODE, Zaak(Duur(BEGIN, None)))) == []
    assert list(regels.eindigt_later(CODE, Zaak(Duur(BEGIN, BEGIN + DAG)))) == []
    [fout] = regels.eindigt_later(CODE, Zaak(Duur(BEGIN, BEGIN)))
    assert (fout.foutcode, fout.sleutels) == (CODE, (("code", "x"),))


def test_a_period_ends_later_than_it_begins_which_the_last_breaks_when_its_object_ends_before() -> None:
    assert list(regels.perioden_eindigen_later(CODE, Zaak.met(BEGIN, MIDDEN))) == []
    [fout] = regels.perioden_eindigen_later(CODE, Zaak.met(BEGIN, EINDE))
    assert fout.sleutels == (("code", "x"), ("begindatum", "2026-09-01"))


def test_a_period_lies_within_its_object() -> None:
    assert list(regels.perioden_liggen_binnen(CODE, Zaak.met(BEGIN, MIDDEN))) == []
    te_vroeg = Zaak.met(BEGIN - DAG, BEGIN)
    assert [fout.sleutels[1][1] for fout in regels.perioden_liggen_binnen(CODE, te_vroeg)] == ["2024-08-31"]


@pytest.mark.parametrize(
    ("begin", "verwacht"),
    [
        pytest.param((BEGIN,), [], id="one from the begin"),
        pytest.param((BEGIN, MIDDEN), [], id="two that join"),
        pytest.param((BEGIN + DAG,), ["2024-09-02"], id="the first too late"),
        pytest.param((BEGIN - DAG,), ["2024-08-31"], id="the first too early"),
        pytest.param((BEGIN, MIDDEN, MIDDEN), ["2025-09-01"], id="two with one begin"),
    ],
)
def test_periods_join_from_the_begin_of_their_object_on(begin: tuple[date, ...], verwacht: list[str]) -> None:
    fouten = regels.perioden_sluiten_aan(CODE, Zaak.met(*begin))
    assert [fout.sleutels[1][1] for fout in fouten] == verwacht


def test_one_period_begins_with_its_object() -> None:
    assert list(regels.een_periode_begint_mee(CODE, Zaak.met(BEGIN - DAG, BEGIN))) == []
    for zonder in (Zaak.met(BEGIN + DAG), Zaak.met()):
        [fout] = regels.een_periode_begint_mee(CODE, zonder)
        assert fout.sleutels == (("code", "x"),)


def test_with_derived_ends_the_last_period_ends_with_its_object() -> None:
    """Why no rule need ask so: whatever the begins are, one end is that of the object."""
    for einde in (EINDE, None):
        assert einde in [duur.einde for duur in Zaak.met(BEGIN, MIDDEN, einde=einde).perioden_duur]


@pytest.mark.parametrize(
    ("eerste", "einde", "kant"),
    [
        (BEGIN, EINDE, None),
        (None, EINDE, None),
        (BEGIN - DAG, EINDE, "begin"),
        (BEGIN, EINDE + DAG, "einde"),
        (BEGIN, None, "einde"),
        (BEGIN - DAG, None, "begin"),
        (None, None, "einde"),
    ],
)
def test_what_sticks_out_does_so_first_at_its_begin(eerste: date | None, einde: date | None, kant: str | None) -> None:
    assert buiten(eerste, einde, Duur(BEGIN, EINDE)) == kant


def test_nothing_sticks_out_at_the_end_of_what_has_none() -> None:
    assert buiten(BEGIN, None, Duur(BEGIN, None)) is None


dagen = st.dates(date(2020, 1, 1), date(2020, 2, 1))
einden = st.none() | dagen


@given(dagen, einden, dagen, einden)
def test_sticking_out_is_the_same_as_not_lying_within(
    begin: date, einde: date | None, van: date, tot: date | None
) -> None:
    assert (buiten(begin, einde, Duur(van, tot)) is None) is Duur(begin, einde).binnen(Duur(van, tot))
