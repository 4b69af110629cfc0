"""Services and commands in processes of their own, on one data directory."""

import http.client
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click.testing

from rio_soap.cli import main
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.setup import trial
from rio_soap.setup.settings import Settings
from tests import omgeving
from tests.cli.test_duurzaam import vrije_poort

RIO_SOAP = [sys.executable, "-c", "from rio_soap.cli import main; main()"]


def rio(map_: Path | str, *woorden: str, **omgeving: str) -> click.testing.Result:
    """A command in this process."""
    return click.testing.CliRunner().invoke(main, list(woorden), env={"RIO_DATA_DIR": str(map_), **omgeving})


def rio_los(map_: Path | str, *woorden: str, **omgeving: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    alles = {**os.environ, "RIO_DATA_DIR": str(map_), **omgeving}
    return subprocess.run([*RIO_SOAP, *woorden], env=alles, capture_output=True, text=True, timeout=60, check=False)


def gevuld(map_: Path, **settings: str) -> Settings:
    """A register with trial data and a client that is trusted."""
    gezet = Settings(data_dir=map_, **settings)  # type: ignore[arg-type]
    omgeving.maak(gezet)
    return gezet


@contextmanager
def draaiend(map_: Path | str, *woorden: str, **omgeving: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A service (`serve`, unless other words are given) that answers; gives its process and port."""
    poort = vrije_poort()
    elders = {"RIO_OPENDATA_MAP": f"{map_}/elders"}  # so that a trial does not publish first
    alles = {**os.environ, "RIO_DATA_DIR": str(map_), **elders, **omgeving}
    proces = subprocess.Popen(
        [*RIO_SOAP, *(woorden or ("serve",)), "--port", str(poort)],
        env=alles,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        for _ in range(400):
            assert proces.poll() is None, proces.communicate()[0]
            try:
                if gezondheid(poort)[0] == 200:
                    break
            except OSError:
                pass
            time.sleep(0.05)
        else:
            raise AssertionError("the service did not start")
        yield proces, poort
    finally:
        if proces.poll() is None:
            proces.send_signal(signal.SIGTERM)
        proces.communicate(timeout=20)


def gezondheid(poort: int) -> tuple[int, bytes]:
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=20)
    verbinding.request("GET", "/health")
    antwoord = verbinding.getresponse()
    return antwoord.status, antwoord.read()


def lever(settings: Settings, poort: int) -> bytes:
    """Deliver a new opleidingseenheid; gives the answer."""
    inhoud = trial.voorbeeldlevering()
    inhoud.velden["kenmerken"][0].velden["kenmerkwaardeTekst"] = str(uuid.uuid4())  # type: ignore
    return vraag(settings, poort, "aanleveren_opleidingseenheid", {"opleidingseenheid": inhoud})


def vraag(settings: Settings, poort: int, operatie: str, inhoud: dict) -> bytes:  # type: ignore[type-arg]
    sleutel = trial.client_key(settings)
    data = trial.signed_request(operatie, inhoud, sleutel, SystemClock(), oin=trial.OIN_HANZE, ontvanger=settings.oin)
    return trial.post("127.0.0.1", poort, operatie, data)[1]
