"""The service as systemd starts it: on a socket behind nginx, or with TLS of its own."""

import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from rio_soap.cli import main
from tests.cli.test_duurzaam import vrije_poort

RIO_SOAP = [sys.executable, "-c", "from rio_soap.cli import main; main()"]


def begin(map_: Path, *woorden: str, **omgeving: str) -> subprocess.Popen[str]:
    alle = {**os.environ, "RIO_DATA_DIR": str(map_), **omgeving}
    return subprocess.Popen([*RIO_SOAP, "serve", *woorden], env=alle, stdout=subprocess.PIPE, text=True)


def vraag_health(verbind: Callable[[], socket.socket], proces: subprocess.Popen[str]) -> bytes:
    """The answer to GET /health once the service is up."""
    for _ in range(300):
        assert proces.poll() is None, "the service ended"
        try:
            with verbind() as verbinding:
                verbinding.sendall(b"GET /health HTTP/1.0\r\n\r\n")
                return b"".join(iter(lambda: verbinding.recv(1000), b""))
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the service did not start")


def stop(proces: subprocess.Popen[str]) -> str:
    proces.send_signal(signal.SIGTERM)
    uit, _ = proces.communicate(timeout=20)
    return uit


def test_on_a_socket_behind_nginx_also_where_an_old_socket_lies(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["init"], env={"RIO_DATA_DIR": str(tmp_path)})
    pad = tmp_path / "1.sock"
    for _ in range(2):
        proces = begin(tmp_path, "--socket", str(pad), RIO_TLS="proxy")

        def verbind() -> socket.socket:
            verbinding = socket.socket(socket.AF_UNIX)
            verbinding.connect(str(pad))
            return verbinding

        try:
            assert b'{"register": true}' in vraag_health(verbind, proces)
        finally:
            uit = stop(proces)
        assert f"serving on unix:{pad}" in uit
        assert pad.exists()


def test_the_mode_for_nginx_without_a_socket_does_not_start(tmp_path: Path) -> None:
    omgeving = {"RIO_DATA_DIR": str(tmp_path), "RIO_TLS": "proxy"}
    CliRunner().invoke(main, ["init"], env=omgeving)
    uit = CliRunner().invoke(main, ["serve", "--port", str(vrije_poort())], env=omgeving)
    assert uit.exit_code == 1
    assert "needs --socket" in uit.output


def test_with_tls_of_its_own_and_trial_keys(tmp_path: Path) -> None:
    omgeving = {"RIO_DATA_DIR": str(tmp_path)}
    CliRunner().invoke(main, ["init"], env=omgeving)
    sleutels = CliRunner().invoke(
        main, ["tls-proefsleutels", "--host", "rio.example", "--host", "127.0.0.1"], env=omgeving
    )
    assert sleutels.exit_code == 0, sleutels.output
    pki, poort = tmp_path / "pki", vrije_poort()
    woorden = ["--port", str(poort), "--tls-certificaat", str(pki / "tls-server.pem")]
    woorden += ["--tls-sleutel", str(pki / "tls-server.key"), "--tls-ca", str(pki / "ca.pem")]
    context = ssl.create_default_context(cafile=str(pki / "ca.pem"))
    context.load_cert_chain(pki / "klant.pem", pki / "klant.key")
    proces = begin(tmp_path, *woorden)
    try:
        for naam in ("rio.example", "127.0.0.1"):

            def verbind(naam: str = naam) -> socket.socket:
                kaal = socket.create_connection(("127.0.0.1", poort), timeout=10)
                return context.wrap_socket(kaal, server_hostname=naam)

            assert b'{"register": true}' in vraag_health(verbind, proces)
    finally:
        assert f"serving on https://127.0.0.1:{poort}" in stop(proces)
