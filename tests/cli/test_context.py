"""``rio-soap context``: the contexten as a table, and replaced by one while the register is open elsewhere."""

from pathlib import Path

from click.testing import CliRunner, Result

from rio_soap.cli import main
from rio_soap.register.bevoegdheid.contexten import contexten, op_dag
from rio_soap.register.database.database import Register
from rio_soap.setup import service
from rio_soap.setup.settings import Settings
from tests.register.hulp_contact import DAG


def rio(map_: Path, *woorden: str) -> Result:
    return CliRunner().invoke(main, ["context", *woorden], env={"RIO_DATA_DIR": str(map_)})


def lezers(register: Register) -> str:
    with register.lees() as session:
        return op_dag(contexten(session), DAG)["BPV"].lezersrollen


def test_a_table_is_written_changed_and_put_back_while_a_service_runs(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["init"], env={"RIO_DATA_DIR": str(tmp_path)})
    bestand = tmp_path / "contexten.csv"
    assert rio(tmp_path, "lijst", "--vorm", "csv", "--uit", str(bestand)).exit_code == 0
    assert rio(tmp_path, "vervang", str(bestand)).output == "in force: 9 contexten\n"
    bestand.write_text("# of our own\n" + bestand.read_text("utf-8").replace(";SBB;", ";SBB GEMEENTE;"), "utf-8-sig")
    with service.open_register(Settings(data_dir=tmp_path)) as register:
        assert lezers(register) == "SBB"
        vervangen = rio(tmp_path, "vervang", str(bestand))
        assert lezers(register) == "SBB GEMEENTE"
    eenheden = "ONDERWIJSBESTUUR ONDERWIJSAANBIEDERGROEP ONDERWIJSAANBIEDER"
    assert vervangen.output.splitlines() == [
        f"- BPV  for SBB  from 2000-01-01  {eenheden}",
        f"+ BPV  for SBB GEMEENTE  from 2000-01-01  {eenheden}",
        "in force: 9 contexten",
    ]
    regels = rio(tmp_path, "lijst").output.splitlines()
    assert len(regels) == 9
    assert "STAP  for the institution  from 2000-01-01  no eenheid" in regels


def test_what_cannot_be_is_refused_on_one_line_that_says_why(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["init"], env={"RIO_DATA_DIR": str(tmp_path)})
    bestand = tmp_path / "contexten.csv"
    rio(tmp_path, "lijst", "--vorm", "csv", "--uit", str(bestand))
    goed = bestand.read_text("utf-8")
    for tekst, reden in (
        (goed.replace("GEMEENTE", "GEMEENTEN"), "LEERPLICHT: no role 'GEMEENTEN'"),
        (goed.replace("2000-01-01", "1-1-2000"), "line 2: a day is written as 2026-08-01"),
        ("naam\n", "the first row must be naam;openbaar"),
    ):
        bestand.write_text(tekst, "utf-8")
        fout = rio(tmp_path, "vervang", str(bestand))
        assert (fout.exit_code, len(fout.output.splitlines())) == (2, 1)
        assert reden in fout.output
    bestand.write_bytes(b"\xff")
    assert "not in UTF-8, at byte 0" in rio(tmp_path, "vervang", str(bestand)).output
    bestand.write_text(goed, "utf-8")
    assert rio(tmp_path, "vervang", str(bestand)).exit_code == 0
