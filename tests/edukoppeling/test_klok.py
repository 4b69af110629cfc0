"""Moments of the profile: what is read as one, what is not, and how they are written."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rio_soap.edukoppeling.clock import FixedClock, SystemClock, lees_tijdstip, schrijf_tijdstip

MOMENT = datetime(2026, 11, 24, 12, 0, 0, tzinfo=UTC)
MOMENTEN = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001
AFSTANDEN = st.integers(-14 * 60, 14 * 60).map(lambda minuten: timezone(timedelta(minutes=minuten)))


@pytest.mark.parametrize(
    ("tekst", "erbij"),
    [
        ("2026-11-24T12:00:00Z", timedelta(0)),
        ("2026-11-24T12:00:00.5Z", timedelta(milliseconds=500)),
        ("2026-11-24T12:00:00.123Z", timedelta(milliseconds=123)),
        ("2026-11-24T12:00:00.123456789Z", timedelta(microseconds=123456)),
        ("2026-11-24T13:00:00+01:00", timedelta(0)),
        ("2026-11-24T02:30:00.25-09:30", timedelta(milliseconds=250)),
        ("2026-11-25T02:00:00+14:00", timedelta(0)),
        ("2026-11-23T24:00:00Z", timedelta(hours=-12)),
        ("2026-11-23T24:00:00.000+01:00", timedelta(hours=-13)),
        ("2026-12-31T24:00:00Z", timedelta(days=37, hours=12)),
    ],
)
def test_every_notation_of_a_moment_with_a_zone_is_read_in_utc(tekst: str, erbij: timedelta) -> None:
    gelezen = lees_tijdstip(tekst)
    assert gelezen == MOMENT + erbij
    assert gelezen is not None
    assert gelezen.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "2026-11-24",
        "2026-11-24T12:00:00",  # says nothing certain without a zone
        "2026-11-24 12:00:00Z",
        "2026-11-24T12:00Z",
        "2026-11-24T12:00:00z",
        "2026-11-24T12:00:00.Z",
        "2026-02-29T12:00:00Z",
        "2026-13-01T12:00:00Z",
        "2026-11-24T24:00:01Z",
        "2026-11-24T24:00:00.001Z",
        "2026-11-24T25:00:00Z",
        "2026-11-24T12:60:00Z",
        "2026-11-24T12:00:60Z",
        "2026-11-24T12:00:00+14:01",
        "2026-11-24T12:00:00+0100",
        "2026-11-24T12:00:00+15:00",
        "-2026-11-24T12:00:00Z",
        "12026-11-24T12:00:00Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T24:00:00Z",
        "0001-01-01T00:00:00+14:00",
        " 2026-11-24T12:00:00Z",
        "2026-11-24T12:00:00Z\n",
        "٢٠٢٦-11-24T12:00:00Z",
    ],
)
def test_what_is_no_moment_with_a_zone_is_not_taken_for_one(tekst: str) -> None:
    assert lees_tijdstip(tekst) is None


@given(MOMENTEN, AFSTANDEN)
def test_a_moment_is_the_same_in_whatever_zone_it_is_written(moment: datetime, zone: timezone) -> None:
    heel = moment.replace(microsecond=0)
    assert lees_tijdstip(heel.astimezone(zone).isoformat()) == heel


@given(MOMENTEN, AFSTANDEN)
def test_what_is_written_is_read_back(moment: datetime, zone: timezone) -> None:
    """In seconds and in milliseconds; what is finer is cut off, not rounded: nothing becomes later."""
    elders = moment.astimezone(zone)
    seconden, milli = schrijf_tijdstip(elders), schrijf_tijdstip(elders, milliseconden=True)
    assert lees_tijdstip(seconden) == moment.replace(microsecond=0)
    assert lees_tijdstip(milli) == moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    assert (len(seconden), len(milli)) == (20, 24)


def test_moments_are_written_in_utc_with_a_z() -> None:
    amsterdam = datetime(2026, 7, 1, 12, 0, 0, 987654, tzinfo=timezone(timedelta(hours=2)))
    assert schrijf_tijdstip(amsterdam) == "2026-07-01T10:00:00Z"
    assert schrijf_tijdstip(amsterdam, milliseconden=True) == "2026-07-01T10:00:00.987Z"


def test_a_clock_that_stands_still_gives_its_moment_in_utc() -> None:
    klok = FixedClock(datetime(2026, 11, 24, 14, 0, tzinfo=timezone(timedelta(hours=2))))
    assert klok.nu() == MOMENT
    assert klok.nu().tzinfo is UTC
    assert klok.nu() == klok.nu()


def test_a_clock_without_an_offset_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="offset from UTC"):
        FixedClock(datetime(2026, 11, 24, 12, 0))  # noqa: DTZ001


def test_the_clock_of_the_machine_goes_on_and_is_aware() -> None:
    eerst, later = SystemClock().nu(), SystemClock().nu()
    assert eerst <= later
    assert eerst.tzinfo is UTC
