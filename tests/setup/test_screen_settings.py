"""Settings of the screens: what is taken, and what the operator is told of what is not."""

from pathlib import Path

import pytest

from rio_soap.setup.settings import Settings, SettingsError, read_settings

OIDC = {
    "RIO_OIDC_ISSUER": "https://login.example/realms/rio",
    "RIO_OIDC_CLIENT_ID": "rio",
    "RIO_OIDC_SECRET": "zeer-geheim-woord",
}


@pytest.fixture(autouse=True)
def _without_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def refusal(environ: dict[str, str]) -> str:
    with pytest.raises(SettingsError) as caught:
        read_settings(environ)
    return str(caught.value)


def test_by_default_people_log_in_locally_and_there_is_no_workbench_in_the_browser() -> None:
    settings = Settings()
    assert (settings.oidc_issuer, settings.oidc_secret, settings.werkbank) == ("", "", "nee")
    assert settings.helpdesk == ""


@pytest.mark.parametrize(
    ("name", "lowest", "highest"),
    [("scherm_per_minuut", 0, 1_000_000), ("foutberichten", 0, 10_000), ("foutberichten_dagen", 1, 3660)],
)
def test_a_number_is_taken_up_to_its_bounds_and_refused_beyond_with_its_name(
    name: str, lowest: int, highest: int
) -> None:
    variable = f"RIO_{name.upper()}"
    for taken in (lowest, highest):
        assert getattr(read_settings({variable: str(taken)}), name) == taken
    for refused in (lowest - 1, highest + 1):
        said = refusal({variable: str(refused)})
        assert variable in said
        assert str(refused) in said
    assert "allowed a whole number" in refusal({variable: "1.5"})


@pytest.mark.parametrize("value", ["JA", "yes", "true", "1", ""])
def test_the_workbench_is_there_or_not_and_nothing_else(value: str) -> None:
    """It shows messages: a word that nobody thought of does not open it."""
    assert refusal({"RIO_WERKBANK": value}) == f"RIO_WERKBANK: found {value!r}, allowed ja, nee"


def test_the_workbench_may_be_opened() -> None:
    assert read_settings({"RIO_WERKBANK": "ja"}).werkbank == "ja"


@pytest.mark.parametrize(
    "issuer",
    [
        "https://login.example",
        "https://login.example:8443/realms/rio",
        "http://127.0.0.1:9000",
        "https://login.example/",
    ],
)
def test_an_issuer_is_an_address(issuer: str) -> None:
    assert read_settings({**OIDC, "RIO_OIDC_ISSUER": issuer}).oidc_issuer == issuer


@pytest.mark.parametrize(
    "issuer",
    [
        "login.example",
        "ftp://login.example",
        "https://",
        "https:///realms",
        "https://login.example/?realm=rio",
        "https://login.example/#rio",
        "https://login.example/a b",
        " https://login.example",
        "https://login.example\n",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_address_of_an_issuer_is_refused(issuer: str) -> None:
    """It goes into a header of every answer, so nothing may stand in it that begins another part."""
    assert refusal({**OIDC, "RIO_OIDC_ISSUER": issuer}).startswith("RIO_OIDC_ISSUER: allowed an address")


@pytest.mark.parametrize("missing", ["RIO_OIDC_CLIENT_ID", "RIO_OIDC_SECRET"])
def test_an_issuer_needs_a_name_and_a_secret_and_the_secret_is_not_repeated(missing: str) -> None:
    said = refusal({name: value for name, value in OIDC.items() if name != missing})
    assert said == "RIO_OIDC_ISSUER: needs RIO_OIDC_CLIENT_ID and RIO_OIDC_SECRET"
    assert OIDC["RIO_OIDC_SECRET"] not in said


def test_a_name_without_an_issuer_does_nothing_and_is_taken() -> None:
    settings = read_settings({"RIO_OIDC_CLIENT_ID": "rio", "RIO_OIDC_SECRET": "x"})
    assert (settings.oidc_issuer, settings.oidc_client_id) == ("", "rio")
