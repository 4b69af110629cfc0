"""A setting with a misspelt name is told: what the operator wished would silently not be done."""

from pathlib import Path

import pytest

from rio_soap.bevinding import spraak
from rio_soap.setup.settings import SettingsError, read_settings


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [("RIO_DATABSE_URL", "RIO_DATABASE_URL"), ("RIO_SIGNATURE", "RIO_SIGNATURES"), ("RIO_TREADS", "RIO_THREADS")],
)
def test_a_variable_that_is_nearly_a_setting_is_refused_with_the_name_that_was_meant(misspelt: str, meant: str) -> None:
    with pytest.raises(SettingsError, match=rf"{misspelt} is no setting; meant is {meant}\?"):
        read_settings({misspelt: "x"})
    spraak.kies("nl")
    with pytest.raises(SettingsError, match=rf"{misspelt} is geen instelling; is {meant} bedoeld\?"):
        read_settings({misspelt: "x"})


@pytest.mark.parametrize("other", ["RIO_CLIENT_OIN", "RIO_TEST_POSTGRESQL", "RIO_SHARED", "RIO_GRANDE", "RIO_"])
def test_what_is_of_something_else_is_left_alone(other: str) -> None:
    assert read_settings({other: "x", "RIO_THREADS": "3"}).threads == 3


def test_a_misspelt_setting_of_the_file_is_told_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("thread = 3\n", "utf-8")
    with pytest.raises(SettingsError, match=r"unknown setting 'thread'; meant is threads\?"):
        read_settings({}, tmp_path / "x.toml")


@pytest.mark.parametrize("value", ["[1]", "{a = 1}", "true", "2026-01-01", "1.5", "nan", "inf"])
def test_a_value_of_another_kind_than_a_whole_number_is_told(tmp_path: Path, value: str) -> None:
    (tmp_path / "x.toml").write_text(f"threads = {value}\n", "utf-8")
    with pytest.raises(SettingsError, match=r"RIO_THREADS: found .*, allowed a whole number"):
        read_settings({}, tmp_path / "x.toml")


@pytest.mark.parametrize("name", ["data_dir", "certificaat", "database_url"])
@pytest.mark.parametrize("value", ["[1]", "{a = 1}", "true", "2026-01-01", '"a\\u0000b"'])
def test_a_value_that_is_no_text_is_told(tmp_path: Path, name: str, value: str) -> None:
    (tmp_path / "x.toml").write_text(f"{name} = {value}\n", "utf-8")
    with pytest.raises(SettingsError, match=rf"RIO_{name.upper()}: found .*, allowed a text"):
        read_settings({}, tmp_path / "x.toml")
