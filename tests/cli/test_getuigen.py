"""The head of the chain goes out of the database by itself: to a file, to syslog, to an address, to a TSA. A place that
fails holds nobody up, is told of, and is caught up."""

import json
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from rio_soap.register.database.model import schakel
from rio_soap.register.logboek.heads import Head
from rio_soap.service import buitenpost, getuigen
from rio_soap.service.getuigebestand import WitnessNote, lees_regels
from rio_soap.service.tijdstempel import Tijdstempelfout, Tsa
from rio_soap.setup import service, serving
from rio_soap.setup.settings import Settings, SettingsError
from rio_soap.workbench import getuigencontrole
from tests.cli.test_logboek import Log, sleutels  # noqa: F401  # fixture
from tests.edukoppeling.pki import Wie, maak, sleutel
from tests.register.conftest import Leegmaken, leeg_schema, leegmaken  # noqa: F401  # fixtures
from tests.service.conftest import Dienst

Maak = Callable[..., Log]


def wacht(voorwaarde: Callable[[], object], seconden: float = 15.0) -> None:
    tot = time.monotonic() + seconden
    while not voorwaarde():
        assert time.monotonic() < tot, "it did not come in time"
        time.sleep(0.05)


@pytest.fixture
def maak_log(leegmaken: Leegmaken, tmp_path: Path, sleutels: Path) -> Iterator[Maak]:  # noqa: F811
    """Makes a log with these settings, on each database."""
    gemaakt: list[Log] = []

    def doe(**settings: Any) -> Log:
        shutil.copytree(sleutels, tmp_path / "pki")
        url = leegmaken(tmp_path)
        log = Log.__new__(Log)
        log.map_, log.rio = tmp_path, Dienst(tmp_path, database_url=url, **settings)
        log.omgeving = {"RIO_DATA_DIR": str(tmp_path), "RIO_DATABASE_URL": url}
        log.omgeving |= {f"RIO_{naam.upper()}": str(waarde) for naam, waarde in settings.items()}
        gemaakt.append(log)
        return log

    yield doe
    for log in gemaakt:
        log.rio.stop()


def laatste(log: Log) -> Head:
    rij = log.rijen(schakel)[-1]
    return Head(rij.volgnummer, rij.hash)


def in_bestand(pad: Path) -> list[WitnessNote]:
    return [r for r in lees_regels(pad, pad.stat().st_size) if isinstance(r, WitnessNote)] if pad.exists() else []


def laatste_in(pad: Path) -> Head | None:
    return next((r.hoofd for r in reversed(in_bestand(pad)) if r.soort == "hoofd"), None)


class Luisteraar:
    """An HTTP server that keeps what is posted, and answers as it is told."""

    def __init__(self, antwoord: Callable[[bytes], tuple[int, bytes]]) -> None:
        buiten = self
        self.gekregen: list[tuple[dict[str, str], bytes]] = []
        self.antwoord = antwoord

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                data = self.rfile.read(int(self.headers["Content-Length"]))
                buiten.gekregen.append((dict(self.headers), data))
                status, terug = buiten.antwoord(data)
                self.send_response(status)
                self.send_header("Content-Length", str(len(terug)))
                self.end_headers()
                self.wfile.write(terug)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def adres(self) -> str:
        return f"127.0.0.1:{self.server.server_port}"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def metriek(log: Log, naam: str) -> float:
    tekst = log.rio.get("/metrics").raw.decode()
    return next(float(r.rpartition(" ")[2]) for r in tekst.splitlines() if r.startswith(naam + " "))


def gezond(log: Log) -> dict[str, bool]:
    uit = log.rio.get("/health")
    assert uit.status == 200, "messages go on"
    stand: dict[str, bool] = json.loads(uit.raw)
    return stand


def test_without_any_setting_the_head_is_in_a_file_in_the_data_folder_within_seconds(maak_log: Maak) -> None:
    log = maak_log()
    pad = log.map_ / "schakels.log"
    assert pad.exists(), "made when the service starts"
    log.lever()
    log.wacht_op(1)
    wacht(lambda: laatste_in(pad) == laatste(log))
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 0, uit.output
    assert "vergeleken met 1 genoteerde schakels" in uit.output
    assert gezond(log) == {"register": True}
    assert metriek(log, 'rio_getuige_hoofd{plek="bestand"}') == 1


def test_the_last_head_is_noted_when_the_service_ends_and_a_new_one_catches_up(maak_log: Maak) -> None:
    log = maak_log(getuige_bestand="geen")
    log.lever()
    log.rio.stop()
    log.omgeving.pop("RIO_GETUIGE_BESTAND")
    assert "er is geen bestand met genoteerde schakels" in log.rio_soap("logboek", "controleer").output
    log.rio = Dienst(log.map_, database_url=log.omgeving["RIO_DATABASE_URL"])
    pad = log.map_ / "schakels.log"
    wacht(lambda: in_bestand(pad))
    assert laatste_in(pad) == laatste(log)
    log.lever()
    log.rio.stop()
    log.rio.register = service.open_register(log.rio.settings)
    assert laatste_in(pad) == laatste(log)
    assert log.rio_soap("logboek", "controleer").exit_code == 0
    log.rio.register.sluit()
    log.rio = Dienst(log.map_, database_url=log.omgeving["RIO_DATABASE_URL"])


def test_an_older_copy_of_the_database_that_was_put_back_is_told(maak_log: Maak) -> None:
    log = maak_log()
    for _ in range(3):
        log.lever()
    log.wacht_op(3)
    pad = log.map_ / "schakels.log"
    wacht(lambda: laatste_in(pad) == laatste(log))
    log.voer_uit("DELETE FROM schakel WHERE volgnummer > 2")
    log.voer_uit("DELETE FROM berichtenlog WHERE id > 2")
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 1
    assert "of er is een oudere kopie teruggezet" in uit.output
    ander = log.map_ / "elders" / "schakels.log"
    ander.parent.mkdir()
    shutil.move(pad, ander.with_name("schakels.log.1"))
    uit = log.rio_soap("logboek", "controleer", "--getuige", str(ander.with_name("schakels.log.1")))
    assert "schakel 3: genoteerd" in uit.output


def test_a_line_of_somebody_else_in_the_file_is_told(maak_log: Maak) -> None:
    log = maak_log()
    log.lever()
    log.wacht_op(1)
    pad = log.map_ / "schakels.log"
    wacht(lambda: in_bestand(pad))
    tekst = pad.read_text()
    pad.write_text(tekst.replace(" hoofd 1:", " hoofd 7:"))
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 1
    assert "regel 2: niet door deze dienst geschreven" in uit.output
    pad.write_text(tekst + "rommel\n")
    assert "regel 3: geen leesbare regel" in log.rio_soap("logboek", "controleer").output


def test_a_file_that_cannot_be_written_holds_nobody_up_is_told_and_is_caught_up(
    maak_log: Maak, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(getuigen, "OPNIEUW", 0.2)
    log = maak_log()
    pad = log.map_ / "schakels.log"
    pad.unlink()
    pad.mkdir()  # whoever writes as root meets no mode
    assert log.lever()[1].tekst("requestGoedgekeurd") == "true"
    log.wacht_op(1)
    wacht(lambda: gezond(log).get("getuigen") is False)
    assert metriek(log, 'rio_getuige_goed{plek="bestand"}') == 0
    assert metriek(log, 'rio_getuige_fouten_total{plek="bestand"}') >= 1
    assert "bestand does not take the head of the chain" in caplog.text
    assert log.lever()[1].tekst("requestGoedgekeurd") == "true"
    monkeypatch.setattr("rio_soap.workbench.getuigencontrole.GEDULD", timedelta(0))
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 1
    assert "er is geen bestand" in uit.output
    assert "het bestand loopt achter: het eindigt bij schakel 0, het register bij" in uit.output
    monkeypatch.undo()
    pad.rmdir()
    wacht(lambda: gezond(log) == {"register": True}, 40)
    log.wacht_op(2)
    wacht(lambda: laatste_in(pad) == laatste(log))
    assert log.rio_soap("logboek", "controleer").exit_code == 0


def test_two_services_write_one_file(maak_log: Maak) -> None:
    log = maak_log()
    ander = Log.__new__(Log)
    ander.__dict__.update(log.__dict__)
    ander.rio = Dienst.__new__(Dienst)
    ander.rio.settings, ander.rio.sleutelpaar = log.rio.settings, log.rio.sleutelpaar
    ander.rio.register = service.open_register(log.rio.settings)
    ander.rio.toepassing = service.make_application(ander.rio.settings, ander.rio.register)
    ander.rio.server = serving.make_http_server(ander.rio.toepassing, "127.0.0.1", 0, ander.rio.settings)
    ander.rio.port = ander.rio.server.port
    ander.rio.server.__enter__()
    try:
        for _ in range(5):
            ander.lever()
            log.lever()
        log.wacht_op(10)
    finally:
        ander.rio.stop()
    pad = log.map_ / "schakels.log"
    wacht(lambda: max(r.hoofd for r in in_bestand(pad) if r.hoofd) == laatste(log))
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 0, uit.output


def test_an_address_is_told_the_head_and_its_failure_is_a_finding_until_it_is_mended(
    maak_log: Maak, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(getuigen, "OPNIEUW", 0.2)
    status = [503]
    luisteraar = Luisteraar(lambda _data: (status[0], b"geheim"))
    try:
        log = maak_log(getuige_url=f"http://wie:wachtwoord@{luisteraar.adres}/hoofd", getuige_seconden=1)
        assert log.lever()[1].tekst("requestGoedgekeurd") == "true"
        log.wacht_op(1)
        wacht(lambda: gezond(log).get("getuigen") is False)
        assert "wachtwoord" not in caplog.text
        assert "HTTP 503" in caplog.text
        wacht(lambda: any(r.soort == "mislukt" for r in in_bestand(log.map_ / "schakels.log")))
        uit = log.rio_soap("logboek", "controleer")
        assert uit.exit_code == 1
        assert "url: onbereikbaar sinds" in uit.output
        assert "wachtwoord" not in uit.output
        status[0] = 204
        wacht(lambda: gezond(log) == {"register": True})
        headers, data = luisteraar.gekregen[-1]
        assert {naam.lower(): waarde for naam, waarde in headers.items()}["authorization"].startswith("Basic ")
        gekregen = json.loads(data)
        assert Head(gekregen["volgnummer"], bytes.fromhex(gekregen["hash"])) == laatste(log)
        assert gekregen["oin"] == log.rio.settings.oin
        wacht(lambda: log.rio_soap("logboek", "controleer").exit_code == 0)
    finally:
        luisteraar.stop()


@pytest.mark.parametrize(
    ("status", "data"), [(302, b""), (200, b"x" * 200_000), (404, b"")], ids=["redirect", "too large", "not there"]
)
def test_an_answer_that_is_none_is_a_failure(status: int, data: bytes) -> None:
    luisteraar = Luisteraar(lambda _data: (status, data))
    try:
        with pytest.raises(OSError, match=r"127\.0\.0\.1"):
            buitenpost.verstuur(f"http://{luisteraar.adres}/", b"x", "text/plain")
    finally:
        luisteraar.stop()
    with pytest.raises(OSError, match="NewConnectionError") as fout:
        buitenpost.verstuur(f"http://wie:geheim@{luisteraar.adres}/", b"x", "text/plain")
    assert "geheim" not in str(fout.value)


@pytest.mark.parametrize("vorm", ["udp", "tcp", "unix"])
def test_syslog_is_told_the_head(tmp_path: Path, vorm: str) -> None:
    if vorm == "unix":
        plek = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        adres = str(tmp_path / "log")
        plek.bind(adres)
    else:
        plek = socket.socket(socket.AF_INET, socket.SOCK_DGRAM if vorm == "udp" else socket.SOCK_STREAM)
        plek.bind(("127.0.0.1", 0))
        adres = f"{'tcp://' if vorm == 'tcp' else ''}127.0.0.1:{plek.getsockname()[1]}"
    plek.settimeout(5)
    if vorm == "tcp":
        plek.listen()
    buitenpost.naar_syslog(adres, "berichtenlog x schakel 1:00")
    ontvangen = plek.accept()[0].recv(1000) if vorm == "tcp" else plek.recv(1000)
    assert b"rio_soap: berichtenlog x schakel 1:00" in ontvangen
    plek.close()
    if vorm != "udp":  # nobody hears of it
        if vorm == "unix":
            Path(adres).unlink()
        with pytest.raises(OSError):  # noqa: PT011
            buitenpost.naar_syslog(adres, "x")


def test_a_service_tells_syslog(maak_log: Maak) -> None:
    plek = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    plek.bind(("127.0.0.1", 0))
    plek.settimeout(15)
    log = maak_log(getuige_syslog=f"127.0.0.1:{plek.getsockname()[1]}", getuige_seconden=1)
    log.lever()
    log.wacht_op(1)
    assert f"schakel {laatste(log)}" in plek.recv(1000).decode()
    plek.close()


@pytest.mark.parametrize(
    "anders",
    [
        {"getuige_url": "ftp://wie:geheim@x/"},
        {"getuige_syslog": "geheim"},
        {"tsa_url": "http://wie:geheim@x/"},
        {"tsa_url": "http://x/", "tsa_ca": "ca.pem", "getuige_bestand": "geen"},
        {"getuige_seconden": 0},
        {"tsa_seconden": 1},
    ],
)
def test_settings_that_cannot_be_used_are_told_without_their_passwords(anders: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match=r"RIO_(GETUIGE|TSA)_") as fout:
        Settings(**anders)
    assert "geheim" not in str(fout.value)


# --- time stamps


CA = maak("TSA CA", nummer=71, ca=True, van=datetime.now(UTC) - timedelta(days=1))


def tsa_certificaat(ca: Wie = CA) -> Wie:
    eku = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    nu = datetime.now(UTC)
    naam = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Proef-TSA")])
    bouwer = x509.CertificateBuilder().subject_name(naam).issuer_name(ca.certificaat.subject)
    bouwer = bouwer.public_key(sleutel(72).public_key()).serial_number(x509.random_serial_number())
    bouwer = bouwer.not_valid_before(nu - timedelta(hours=1)).not_valid_after(nu + timedelta(days=1))
    bouwer = bouwer.add_extension(eku, True).add_extension(x509.BasicConstraints(False, None), True)
    return Wie(sleutel(72), bouwer.sign(ca.sleutel, hashes.SHA256()))


CONF = """[tsa]
default_tsa = t
[t]
serial = {map_}/serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256, sha512
ess_cert_id_alg = sha256
"""


@pytest.fixture
def tsa(tmp_path: Path) -> Iterator[Luisteraar]:
    """A time stamping authority of our own: openssl behind HTTP."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl")
    map_ = tmp_path / "tsa"
    map_.mkdir()
    wie = tsa_certificaat()
    (map_ / "ca.pem").write_bytes(CA.pem)
    (map_ / "tsa.pem").write_bytes(wie.pem)
    (map_ / "tsa.key").write_bytes(wie.sleutel.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (map_ / "serial").write_text("01")
    (map_ / "tsa.cnf").write_text(CONF.format(map_=map_))

    def antwoord(data: bytes) -> tuple[int, bytes]:
        (map_ / "vraag.tsq").write_bytes(data)
        opdracht = "openssl ts -reply -config tsa.cnf -queryfile vraag.tsq -signer tsa.pem -inkey tsa.key -chain ca.pem"
        uit = subprocess.run([*opdracht.split(), "-out", "uit.tsr"], cwd=map_, capture_output=True, check=False)
        assert uit.returncode == 0, uit.stderr
        return 200, (map_ / "uit.tsr").read_bytes()

    luisteraar = Luisteraar(antwoord)
    yield luisteraar
    luisteraar.stop()


def test_the_head_is_stamped_by_a_tsa_and_the_stamp_is_held_against_the_chain(
    maak_log: Maak, tsa: Luisteraar, tmp_path: Path
) -> None:
    log = maak_log(tsa_url=f"http://{tsa.adres}/", tsa_ca=str(tmp_path / "tsa" / "ca.pem"))
    log.lever()
    log.wacht_op(1)
    pad = log.map_ / "schakels.log"
    wacht(lambda: any(r.soort == "tijdstempel" for r in in_bestand(pad)))
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 0, uit.output
    assert "laatste tijdstempel: schakel 1 op 20" in uit.output
    assert tsa.gekregen[-1][0]["Content-Type"] == "application/timestamp-query"
    # the tail cut off, and the heads with it: the stamp is left
    regels = pad.read_text().splitlines(keepends=True)
    pad.write_text("".join(r for r in regels if " hoofd " not in r))
    log.voer_uit("DELETE FROM schakel")
    log.voer_uit("DELETE FROM berichtenlog")
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 1
    assert "schakel 1: genoteerd, en er niet meer" in uit.output
    # without the CAs nobody can judge it
    log.omgeving |= {"RIO_TSA_CA": "", "RIO_TSA_URL": ""}
    assert "tijdstempel zonder RIO_TSA_CA, niet te beoordelen" in log.rio_soap("logboek", "controleer").output


def test_a_stamp_over_another_head_or_of_a_stranger_is_not_believed(tsa: Luisteraar, tmp_path: Path) -> None:
    kent = Tsa.lees(tmp_path / "tsa" / "ca.pem")
    hoofd = Head(1, bytes(range(32)))
    token = kent.vraag(f"http://{tsa.adres}/", hoofd)
    assert abs(kent.controleer(token, hoofd) - datetime.now(UTC)) < timedelta(minutes=5)
    with pytest.raises(Tijdstempelfout):
        kent.controleer(token, Head(1, bytes(32)))
    with pytest.raises(Tijdstempelfout):
        kent.controleer(b"rommel", hoofd)
    with pytest.raises(Tijdstempelfout):
        kent.controleer(token, hoofd, nonce=12345)
    vreemd = Tsa([maak("TSA CA", nummer=73, ca=True, van=datetime.now(UTC) - timedelta(days=1)).certificaat])
    with pytest.raises(Tijdstempelfout):
        vreemd.controleer(token, hoofd)
    tsa.antwoord = lambda _data: (200, token)
    with pytest.raises(Tijdstempelfout, match="onc"):
        kent.vraag(f"http://{tsa.adres}/", hoofd)


def test_a_tsa_that_is_out_holds_nobody_up_and_is_a_finding_in_time(
    maak_log: Maak, tsa: Luisteraar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getuigen, "OPNIEUW", 0.2)
    goed, tsa.antwoord = tsa.antwoord, lambda _data: (200, b"geen tijdstempel")
    log = maak_log(tsa_url=f"http://{tsa.adres}/", tsa_ca=str(tmp_path / "tsa" / "ca.pem"), tsa_seconden=10)
    assert log.lever()[1].status == 200
    log.wacht_op(1)
    wacht(lambda: gezond(log).get("getuigen") is False)
    uit = log.rio_soap("logboek", "controleer")
    assert "tsa: onbereikbaar sinds" in uit.output
    later = (datetime.now(UTC) + timedelta(minutes=5)).isoformat()
    log.omgeving["RIO_KLOK"] = later
    uit = log.rio_soap("logboek", "controleer")
    assert "het laatste tijdstempel is er niet: schakel 1 en later hebben er geen" in uit.output
    del log.omgeving["RIO_KLOK"]
    tsa.antwoord = goed
    wacht(lambda: any(r.soort == "tijdstempel" for r in in_bestand(log.map_ / "schakels.log")), 30)
    wacht(lambda: log.rio_soap("logboek", "controleer").exit_code == 0)


def test_a_head_that_is_noted_while_the_check_runs_is_no_finding(
    maak_log: Maak, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check reads the file first and the register after that; a service goes on writing both."""
    log = maak_log()
    log.lever()
    log.wacht_op(1)
    echt = getuigencontrole.delen

    def delen(pad: Path) -> list[Path]:
        uit = echt(pad)
        log.lever()
        log.wacht_op(2)
        wacht(lambda: laatste_in(pad) == laatste(log))
        return uit

    monkeypatch.setattr(getuigencontrole, "delen", delen)
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 0, uit.output
