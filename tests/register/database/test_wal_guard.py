"""What SQLite itself does to the files of a register is never taken for another hand."""

import sqlite3
import threading
import uuid
from pathlib import Path

import pytest
import sqlalchemy as sa

from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.migration import migreer
from rio_soap.register.database.model import eigenschap
from rio_soap.register.database.session import Session


def _schrijf(session: Session) -> None:
    session.execute(sa.insert(eigenschap).values(naam=uuid.uuid4().hex, waarde="x" * 1000))


@pytest.mark.parametrize("wijze", ["PASSIVE", "FULL", "RESTART", "TRUNCATE"])
def test_checkpoints_backups_and_other_writers_are_no_finding(wijze: str, tmp_path: Path) -> None:
    """Two processes' worth of writers and readers, while a tool of the operator makes checkpoints and copies."""
    pad = tmp_path / "rio.db"
    engine = maak_engine(f"sqlite:///{pad}")
    migreer(engine)
    with Register(engine) as een, Register(maak_engine(f"sqlite:///{pad}")) as twee:
        klaar = threading.Event()

        def beheer() -> None:
            while not klaar.is_set():
                gereedschap, kopie = sqlite3.connect(pad), sqlite3.connect(tmp_path / "kopie.db")
                gereedschap.execute(f"PRAGMA wal_checkpoint({wijze})").close()
                gereedschap.backup(kopie)
                kopie.close()
                gereedschap.close()
                pad.chmod(0o640)
                pad.chmod(0o600)

        def lees() -> None:
            while not klaar.is_set():
                with een.lees() as session:
                    session.execute(sa.select(sa.func.count()).select_from(eigenschap)).scalar()

        threads = [threading.Thread(target=beheer), threading.Thread(target=lees)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(150):
                een.schrijf(_schrijf)
                twee.schrijf(_schrijf, duurzaam=False)
        finally:
            klaar.set()
            for thread in threads:
                thread.join()
        for register in (een, twee):
            with register.lees() as session:
                assert session.execute(sa.select(sa.func.count()).select_from(eigenschap)).scalar_one() >= 300
