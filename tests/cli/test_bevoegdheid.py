"""``rio-soap bevoegdheid``: who may do what, given and taken by the operator while the service runs."""

from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner, Result

from rio_soap.cli import main
from rio_soap.register.bevoegdheid.rollen import rollen_van
from rio_soap.register.database.database import Register
from rio_soap.register.regels.uitslag import Context
from rio_soap.setup import service
from rio_soap.setup.settings import Settings
from tests.register.rollen import DUO


def rio(map_: Path, *woorden: str) -> Result:
    return CliRunner().invoke(main, ["bevoegdheid", *woorden], env={"RIO_DATA_DIR": str(map_)})


def heeft(register: Register, rol: str, bereik: str = "") -> bool:
    with register.lees() as session:
        return rollen_van(session, Context(DUO, datetime.now(UTC), "proef")).heeft(rol, bereik)


def test_a_role_is_in_force_at_once_in_a_register_that_is_open_elsewhere(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["init"], env={"RIO_DATA_DIR": str(tmp_path)})
    with service.open_register(Settings(data_dir=tmp_path)) as register:
        assert not heeft(register, "DUO")
        gegeven = rio(tmp_path, "toekennen", "--oin", DUO, "--rol", "DUO", "--door", "directie")
        assert gegeven.exit_code == 0
        assert gegeven.output.startswith(f"given: {DUO}  DUO  -  vanaf ")
        assert heeft(register, "DUO")
        lijst = rio(tmp_path, "lijst").output
        assert lijst.startswith(f"{DUO}  DUO  -  vanaf ")
        assert lijst.endswith("  door directie\n")
        assert rio(tmp_path, "intrekken", "--oin", DUO, "--rol", "DUO").output == f"withdrawn: {DUO}  DUO  -\n"
        assert not heeft(register, "DUO")
    assert rio(tmp_path, "lijst").output == ""
    assert " tot " in rio(tmp_path, "lijst", "--alle").output


def test_what_cannot_be_is_refused_on_one_line_that_says_why(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["init"], env={"RIO_DATA_DIR": str(tmp_path)})
    voor = ("toekennen", "--oin", DUO, "--rol")
    fout = rio(tmp_path, *voor, "ERKENNER", "--bereik", "OCW")
    assert (fout.exit_code, fout.output) == (
        2,
        "Error: ERKENNER needs a bereik: an erkennercode such as 100E003; found 'OCW'\n",
    )
    assert "no role 'BAAS'" in rio(tmp_path, *voor, "BAAS").output
    assert "before it begins" in rio(tmp_path, *voor, "DUO", "--vanaf", "2030-01-02", "--tot", "2030-01-01").output
    assert "has passed" in rio(tmp_path, *voor, "DUO", "--vanaf", "2020-01-01", "--tot", "2020-01-02").output
    assert "no 999E999 yet" in rio(tmp_path, *voor, "ERKENNER", "--bereik", "999E999").output
    geen = rio(tmp_path, "intrekken", "--oin", DUO, "--rol", "BRON")
    assert (geen.exit_code, geen.output) == (1, f"Error: {DUO} was not given BRON\n")
    assert "an OIN is 8 digits" in rio(tmp_path, "toekennen", "--oin", "1", "--rol", "DUO").output
