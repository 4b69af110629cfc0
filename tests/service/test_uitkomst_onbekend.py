"""A signed Server.DK0051 says that a message was not processed; where that is not known, the fault is not signed."""

from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from lxml import etree
from sqlalchemy.engine import Connection

from rio_soap.client import RioOnbereikbaar
from rio_soap.register.database import database
from rio_soap.register.database.driver import run_raw
from tests.client.conftest import maak_client
from tests.client.test_client import aantal, eenheid
from tests.service.conftest import Dienst
from tests.service.test_eenmalig import pg_url  # noqa: F401  # a fixture


class Wegval:
    """A server that is gone as soon as it has committed, once."""

    def __init__(self, url: str) -> None:
        self.beheer = sa.create_engine(url, isolation_level="AUTOCOMMIT")
        self.keer = 0

    def __call__(self, verbinding: Connection, sql: str) -> None:
        pid = verbinding.connection.dbapi_connection.info.backend_pid  # type: ignore[union-attr]
        run_raw(verbinding, sql)
        if sql == "COMMIT" and self.keer > 0:
            self.keer -= 1
            with self.beheer.connect() as andere:
                andere.exec_driver_sql(f"SELECT pg_terminate_backend({pid}, 5000)")
            run_raw(verbinding, "SELECT 1")  # as the driver would find out at the COMMIT itself


@pytest.mark.postgresql
def test_a_commit_in_which_the_database_went_away_promises_nothing_and_is_delivered_once(
    tmp_path: Path,
    pg_url: str,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It was a signed DK0051 over a delivery that stood, and the client would deliver it again."""
    url = pg_url
    rio = Dienst(tmp_path / "rio", database_url=url)
    wegval = Wegval(url)
    monkeypatch.setattr(database, "run_raw", wegval)
    gezien: list[bytes] = []
    try:
        with maak_client(rio, observer=lambda *alles: gezien.append(alles[2])) as client:
            voor = aantal(client)
            wegval.keer = 1
            antwoord = client.aanleveren_opleidingseenheid(opleidingseenheid=eenheid(str(uuid4())))
            assert antwoord.opgezocht
            assert aantal(client) == voor + 1
            wegval.keer = 1
            with pytest.raises(RioOnbereikbaar, match="the outcome is not known"):
                client.aanleveren_opleidingseenheid(opleidingseenheid=eenheid())
            assert aantal(client) == voor + 2
        fault = next(root for root in map(etree.fromstring, gezien) if root.find(".//faultcode") is not None)
        assert fault.findtext(".//faultcode") == "SOAP-ENV:Server.DK0051"
        assert fault.find("{*}Header") is None
        assert "Uitkomst onbekend" in str(fault.findtext(".//{*}melding"))
    finally:
        rio.stop()
        wegval.beheer.dispose()
