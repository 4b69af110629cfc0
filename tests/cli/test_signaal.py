"""Signals, as an operator sees them and puts them aside."""

from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner, Result

from rio_soap.cli import main
from rio_soap.register.database import model
from rio_soap.register.toezicht import signalen
from rio_soap.setup import service
from rio_soap.setup.settings import Settings


def rio(map_: Path, *woorden: str) -> Result:
    return CliRunner().invoke(main, list(woorden), env={"RIO_DATA_DIR": str(map_)})


def test_a_signal_is_listed_until_it_is_dealt_with(tmp_path: Path) -> None:
    rio(tmp_path, "init")
    moment = datetime(2026, 11, 24, 9, tzinfo=UTC)
    with service.open_register(Settings(data_dir=tmp_path)) as register:
        register.schrijf(
            lambda session: signalen.meld_signaal(
                session, "MTM001", model.onderwijslocatie, "800X001", "meer dan 1 (9747AV/3/A1)", moment
            )
        )
    lijst = rio(tmp_path, "signaal", "lijst").output
    assert lijst == "1  2026-11-24T09:00:00+00:00  MTM001  onderwijslocatie 800X001  meer dan 1 (9747AV/3/A1)\n"
    assert rio(tmp_path, "signaal", "oplossen", "1").output == "dealt with: 1\n"
    assert rio(tmp_path, "signaal", "lijst").output == ""
    nogmaals = rio(tmp_path, "signaal", "oplossen", "1")
    assert (nogmaals.exit_code, nogmaals.output) == (1, "Error: no open signal 1\n")
