"""Where a setting comes from, what is taken, and what a user is told of what is not."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rio_soap import geheim
from rio_soap.setup.settings import Settings, SettingsError, read_settings
from rio_soap.setup.witness_settings import problem_with_witnesses


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rio-soap.toml"
    path.write_text('threads = 3\nbag_tijd = 2.5\ndata_dir = "hier"\noin = "00000001800866472000"\n', "utf-8")
    return path


def test_without_environment_and_file_all_settings_are_their_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_settings({}) == Settings()


def test_a_file_in_the_working_directory_is_read_without_being_named(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    assert read_settings({}).threads == 3


def test_values_have_the_type_of_their_field_wherever_they_come_from(file: Path) -> None:
    settings = read_settings({"RIO_TERMIJN": "7", "RIO_BEHEER_POORT": "9000"}, file, klokverschil="30")
    assert (settings.threads, settings.bag_tijd, settings.data_dir) == (3, 2.5, Path("hier"))
    assert (settings.termijn, settings.beheer_poort, settings.klokverschil) == (7.0, 9000, 30)
    assert isinstance(settings.termijn, float)


def test_an_option_goes_before_the_environment_and_that_before_the_file(file: Path) -> None:
    environ = {"RIO_THREADS": "4", "RIO_DATA_DIR": "daar"}
    settings = read_settings(environ, file, threads="5", data_dir=None)
    assert (settings.threads, settings.data_dir) == (5, Path("daar"))


def test_a_variable_that_is_set_to_nothing_is_nothing_and_no_default() -> None:
    assert read_settings({"RIO_OIN": ""}).oin == ""


def test_a_file_that_is_named_has_to_be_there_and_be_toml(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such file"):
        read_settings({}, tmp_path / "geen.toml")
    (tmp_path / "kapot.toml").write_text("threads =", "utf-8")
    with pytest.raises(SettingsError, match=r"kapot\.toml: no valid TOML"):
        read_settings({}, tmp_path / "kapot.toml")


def test_an_unknown_setting_is_named_with_the_one_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("thread = 3\n", "utf-8")
    with pytest.raises(SettingsError, match=r"unknown setting 'thread'; meant is threads\?"):
        read_settings({}, tmp_path / "x.toml")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("threads", "veel", "RIO_THREADS: found 'veel', allowed a whole number"),
        ("threads", "2.5", "RIO_THREADS: found '2.5', allowed a whole number"),
        ("termijn", "lang", "RIO_TERMIJN: found 'lang', allowed a number"),
        ("threads", "0", "RIO_THREADS: found 0, allowed 1 to 256"),
        ("profiel", "soms", "RIO_PROFIEL: found 'soms', allowed praktijk or streng"),
        ("tls", "altijd", "RIO_TLS: found 'altijd', allowed geen or proxy or eigen"),
        ("tls", "eigen", "RIO_TLS=eigen: needs RIO_TLS_CERTIFICAAT, RIO_TLS_SLEUTEL and RIO_TLS_CA"),
        ("klok", "2026-01-01T00:00", "RIO_KLOK: found '2026-01-01T00:00', allowed ISO 8601 with offset"),
        ("klok", "morgen", "RIO_KLOK: found 'morgen', allowed ISO 8601 with offset"),
    ],
)
def test_what_cannot_be_used_is_told_with_what_is_allowed(name: str, value: str, told: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read_settings({f"RIO_{name.upper()}": value})
    assert str(raised.value) == told


def test_a_password_in_a_url_is_known_from_then_on_and_shown_nowhere() -> None:
    read_settings({"RIO_GETUIGE_URL": "https://wie:woord-van-url@host/hoofd"})
    assert geheim.wis("it was woord-van-url") == "it was ***"


def test_files_stand_in_the_data_directory_unless_they_are_named(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    assert settings.url == f"sqlite:///{tmp_path / 'rio.db'}"
    assert settings.certificaatbestand == tmp_path / "pki" / "dienst.pem"
    assert settings.sleutelbestand == tmp_path / "pki" / "dienst.key"
    assert settings.bagbestand == tmp_path / "bag.db"
    assert settings.getuigebestand == tmp_path / "schakels.log"
    named = Settings(certificaat="a.pem", sleutel="a.key", bag_opslag="b.db", getuige_bestand="c.log")
    assert named.certificaatbestand == Path("a.pem")
    assert (named.sleutelbestand, named.bagbestand, named.getuigebestand) == (
        Path("a.key"),
        Path("b.db"),
        Path("c.log"),
    )
    assert Settings(getuige_bestand="geen").getuigebestand is None


def test_there_is_a_register_when_it_is_named_or_in_the_data_directory(tmp_path: Path) -> None:
    assert not Settings(data_dir=tmp_path).has_register
    assert Settings(data_dir=tmp_path, database_url="postgresql+psycopg:///rio").has_register
    (tmp_path / "rio.db").touch()
    assert Settings(data_dir=tmp_path).has_register


def test_a_fixed_clock_is_an_aware_moment_and_none_by_default() -> None:
    assert Settings(klok="2026-01-01T01:00+01:00").fixed_time == datetime(2026, 1, 1, tzinfo=UTC)
    assert Settings().fixed_time is None


@pytest.mark.parametrize("where", ["/dev/log", "localhost:514", "tcp://log.example:6514"])
def test_a_syslog_is_a_path_or_a_host_with_its_port(where: str) -> None:
    assert problem_with_witnesses(Settings(getuige_syslog=where)) is None


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"getuige_syslog": "localhost"}, "RIO_GETUIGE_SYSLOG: allowed a path, HOST:PORT or tcp://HOST:PORT"),
        ({"getuige_syslog": "wie:geheim@host:514"}, "RIO_GETUIGE_SYSLOG: allowed"),
        ({"getuige_url": "ftp://wie:geheim@host"}, "RIO_GETUIGE_URL: allowed an address that begins with http"),
        ({"tsa_url": "host"}, "RIO_TSA_URL: allowed an address"),
        ({"tsa_url": "http://host"}, "RIO_TSA_URL: needs RIO_TSA_CA"),
        ({"tsa_url": "http://host", "tsa_ca": "x", "getuige_bestand": "geen"}, "RIO_TSA_URL: needs a file"),
    ],
)
def test_a_witness_that_cannot_be_used_is_told_without_its_password(given: dict[str, str], told: str) -> None:
    with pytest.raises(SettingsError, match=told) as raised:
        Settings(**given)  # type: ignore[arg-type]
    assert "geheim" not in str(raised.value)
