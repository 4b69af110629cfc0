"""What a newcomer does wrong at first: each gets one line that says what is wrong and what helps, and no traceback."""

import os
import socket
import ssl
import time
from pathlib import Path

import pytest
import urllib3

from rio_soap.bevinding import Tekst, toon
from rio_soap.client.verbinding import Netwerkfout, Verbinding
from rio_soap.edukoppeling.inpakking import verpakking
from rio_soap.opendata.datacatalogus import PAD
from rio_soap.setup import file_errors
from tests.cli.hulp_gebruik import draaiend, rio_los


@pytest.mark.parametrize(
    ("woorden", "omgeving", "wat"),
    [
        (("proef", "--port", "1"), {"RIO_DATA_DIR": "@bestand/data"}, "a file is in the way"),
        (("init",), {"RIO_DATA_DIR": "@bestand/data"}, "a file is in the way"),
        (("init",), {"RIO_DATA_DIR": "@bestand"}, "a file is in the way"),
        (("proef", "--port", "1"), {"RIO_DATA_DIR": "/proc/rio"}, "/proc/rio: "),
        (("init",), {"RIO_DATA_DIR": "/proc/rio"}, "/proc/rio: "),
        (("proef", "--host", "nergens.invalid", "--port", "1"), {}, "nergens.invalid:1: no address of this machine"),
        (("partij", "lijst"), {"RIO_DATABASE_URL": "/map/rio.db"}, "write sqlite:////folder/rio.db or postgresql"),
        (("partij", "lijst"), {"RIO_DATABASE_URL": "postgresql://u:geheim9@h:poort/rio"}, "write sqlite:////folder"),
    ],
)
def test_a_place_that_cannot_be_used_is_one_line_that_helps(
    woorden: tuple[str, ...], omgeving: dict[str, str], wat: str, tmp_path: Path
) -> None:
    (tmp_path / "bestand").touch()
    gezet = {naam: waarde.replace("@bestand", str(tmp_path / "bestand")) for naam, waarde in omgeving.items()}
    map_ = gezet.pop("RIO_DATA_DIR", str(tmp_path / "data"))
    uit = rio_los(map_, *woorden, **gezet)
    assert uit.returncode == 1
    assert uit.stderr.startswith("Error: ")
    assert uit.stderr.count("\n") == 1
    assert wat in uit.stderr
    assert "geheim9" not in uit.stderr


@pytest.mark.parametrize("nummer", [1, 2, 13, 17, 20, 24, 28, 30])
def test_what_the_system_refuses_names_the_file_and_what_helps(nummer: int) -> None:
    tekst = file_errors.explain(OSError(nummer, os.strerror(nummer), "/map/rio.db"))
    assert tekst.startswith(f"/map/rio.db: {os.strerror(nummer)}; ")
    assert file_errors.explain(OSError("los")) == "los"


def _ziet_open_data(poort: int) -> None:
    """A trial publishes what it holds once it serves."""
    for _ in range(600):
        antwoord = urllib3.request("GET", f"http://127.0.0.1:{poort}{PAD}/actueel/datapackage.json")
        if antwoord.status == 200:
            break
        time.sleep(0.05)
    assert antwoord.json()["rio:vorige"] is None


def test_a_trial_shows_its_open_data_and_https_to_its_port_is_told_at_once(tmp_path: Path) -> None:
    """By the service to whoever begins with TLS, and by our client; both waited for a minute."""
    with draaiend(tmp_path / "data", "proef", RIO_OPENDATA_MAP="") as (_, poort):
        _ziet_open_data(poort)
        with pytest.raises(Netwerkfout, match="should the address begin with http://") as fout:
            Verbinding(f"https://127.0.0.1:{poort}", wachttijd=5).post("/", b"", {}, vers=True)
        assert not fout.value.verstuurd
        with pytest.raises(ssl.SSLError), socket.create_connection(("127.0.0.1", poort), timeout=5) as los:
            ssl._create_unverified_context().wrap_socket(los)


def test_a_certificate_in_place_of_a_message_is_called_one() -> None:
    """A multipart boundary may begin with dashes too."""

    def woorden(data: bytes) -> str:
        return toon(Tekst(f"geen-xml.{verpakking(data)}"))

    assert woorden(b"-----BEGIN CERTIFICATE-----\nMIIB\n") == "Geen XML, maar PEM (een certificaat of een sleutel)"
    for grens in (b"--=_deel\r\n", b"------=_Part_1\r\n", b"-----------------BEGIN\r\n"):
        wat = woorden(grens + b"Content-Type: text/xml\r\n\r\n<a/>")
        assert wat == "Geen XML, maar multipart (MTOM of bijlagen)"
