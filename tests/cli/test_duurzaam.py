"""Approved means durable: a service that is killed loses nothing it approved."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import sqlalchemy as sa
from lxml import etree

from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.database.model import berichtenlog, opleidingseenheid
from rio_soap.setup import service, trial
from rio_soap.setup.settings import Settings


def vrije_poort() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def start(map_: Path, poort: int) -> subprocess.Popen[bytes]:
    opdracht = [sys.executable, "-c", "from rio_soap.cli import main; main()", "serve", "--port", str(poort)]
    proces = subprocess.Popen(opdracht, env={**os.environ, "RIO_DATA_DIR": str(map_)}, stdout=subprocess.DEVNULL)
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", poort), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return proces
    proces.kill()
    raise AssertionError("the service did not start")


def test_kill_9_in_a_stream_of_deliveries_loses_no_approved_one(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    trial.make_pki(settings)
    with service.open_register(settings) as register:
        trial.fill(register, settings)
    sleutelpaar = trial.client_key(settings)
    goedgekeurd: list[str] = []
    for _ in range(3):
        poort = vrije_poort()
        proces = start(tmp_path, poort)
        doden_na = time.monotonic() + 1.0
        try:
            while True:
                if time.monotonic() > doden_na and proces.poll() is None:
                    os.kill(proces.pid, signal.SIGKILL)
                data = trial.signed_request(
                    "aanleveren_opleidingseenheid",
                    {"opleidingseenheid": trial.voorbeeldlevering()},
                    sleutelpaar,
                    SystemClock(),
                    oin=trial.OIN_HANZE,
                    ontvanger=settings.oin,
                )
                status, raw = trial.post("127.0.0.1", poort, "aanleveren_opleidingseenheid", data)
                assert status == 200
                code = etree.fromstring(raw)[-1][0].findtext("{*}opleidingseenheidcode")
                assert code is not None
                goedgekeurd.append(code)
        except (OSError, http.client.HTTPException):
            proces.wait(timeout=10)
    assert len(goedgekeurd) > 20
    with service.open_register(settings) as register, register.lees() as session:
        codes = set(session.execute(sa.select(opleidingseenheid.c.code)).scalars())
        gelogd = session.execute(sa.select(sa.func.count()).select_from(berichtenlog)).scalar_one()
    assert set(goedgekeurd) <= codes
    assert len(set(goedgekeurd)) == len(goedgekeurd), "no code was issued twice"
    assert gelogd >= len(goedgekeurd)
