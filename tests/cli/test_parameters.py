"""Parameters of commands: what is taken, and what a user is told of what is not."""

from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from rio_soap.cli import parameters
from rio_soap.setup.settings import Settings


def test_a_date_is_its_begin_in_the_netherlands_in_winter_and_in_summer() -> None:
    assert parameters.moment("2026-01-01") == datetime(2025, 12, 31, 23, tzinfo=UTC)
    assert parameters.moment("2026-07-01") == datetime(2026, 6, 30, 22, tzinfo=UTC)


def test_a_moment_has_an_offset() -> None:
    assert parameters.moment("2026-09-01T12:00+02:00") == datetime(2026, 9, 1, 10, tzinfo=UTC)
    beyond = ("0001-01-01", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00")  # no moments of UTC
    for text in ("2026-09-01T12:00", "morgen", "", *beyond):
        with pytest.raises(click.BadParameter, match="a moment with offset"):
            parameters.moment(text)


def test_an_oin_is_taken_as_it_is_written() -> None:
    assert parameters.oin("00000001800866472000") == "00000001800866472000"
    with pytest.raises(click.BadParameter, match="8 digits followed by 12"):
        parameters.oin("1800866472000")


def test_a_fingerprint_is_taken_with_colons_and_capitals() -> None:
    assert parameters.fingerprint("AB:" * 31 + "CD") == "ab" * 31 + "cd"
    for text in ("ab" * 31, "ab" * 33, "xy" * 32, "ab" * 32 + "\n"):
        with pytest.raises(click.BadParameter, match="64 hexadecimal digits"):
            parameters.fingerprint(text)


def test_a_link_is_a_number_from_one_and_a_hash() -> None:
    assert parameters.link("12:" + "ab" * 32) == (12, b"\xab" * 32)
    for text in ("0:" + "ab" * 32, "12", "12:" + "AB" * 32, "12:" + "ab" * 31, "1" * 19 + ":" + "ab" * 32):
        with pytest.raises(click.BadParameter, match="NUMBER:HASH"):
            parameters.link(text)


def test_a_register_is_at_hand_when_it_is_named_or_there(tmp_path: Path) -> None:
    with pytest.raises(parameters.Unusable, match="no register at hand") as raised:
        parameters.needs_register(Settings(data_dir=tmp_path))
    assert raised.value.exit_code == 2
    parameters.needs_register(Settings(data_dir=tmp_path, database_url="sqlite:////x/rio.db"))
    (tmp_path / "rio.db").touch()
    parameters.needs_register(Settings(data_dir=tmp_path))


def test_a_report_goes_to_a_file_as_it_is_and_to_output_with_one_line_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parameters.write("één\n\n", tmp_path / "uit")
    assert (tmp_path / "uit").read_bytes() == "één\n\n".encode()
    assert capsys.readouterr().out == ""
    parameters.write("één\n\n", None)
    assert capsys.readouterr().out == "één\n"
