"""What commands find when all is well, and files and databases with which nothing is."""

import random
import socket
import sqlite3
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from rio_soap.setup.settings import Settings
from tests import omgeving

MESSAGE = "<x/>"


def make_world(map_: Path) -> dict[str, Path]:
    """A data directory with a register and keys, and a right file of every kind by its name."""
    omgeving.maak(Settings(data_dir=map_ / "data"))
    pki = map_ / "data" / "pki"
    (map_ / "message.xml").write_text(MESSAGE, "utf-8")
    (map_ / "in").mkdir()
    (map_ / "in" / "a.xml").write_text(MESSAGE, "utf-8")
    (map_ / "table.csv").write_text("", "utf-8")
    return {
        "data": map_ / "data",
        "certificate": pki / "klant.pem",
        "key": pki / "klant.key",
        "ca": pki / "ca.pem",
        "crl": map_ / "table.csv",
        "message": map_ / "message.xml",
        "table": map_ / "table.csv",
        "mapping": map_ / "table.csv",
        "folder": map_ / "in",
        "output": map_ / "uit.txt",
        "outfolder": map_ / "uit",
    }


def make_bad_files(map_: Path, good: dict[str, Path]) -> dict[str, Path]:
    """Files that are not what was asked for, by what they are instead."""
    key = load_pem_private_key(good["key"].read_bytes(), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    certificate = x509.load_pem_x509_certificate(good["certificate"].read_bytes())
    data = {
        "empty": b"",
        "binary": random.Random(1).randbytes(4000),
        "large": b"\0" * 10_000_000,
        "prose": "Geachte heer, mevrouw, hierbij het certificaat.\r\n".encode("utf-16"),
        "key": good["key"].read_bytes(),
        "certificate": good["certificate"].read_bytes(),
        "pkcs12": pkcs12.serialize_key_and_certificates(
            b"x", key, certificate, None, BestAvailableEncryption(b"geheim")
        ),
        "locked-key": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"geheim")),
        "other-key": _pem(rsa.generate_private_key(65537, 2048)),
        "ec-key": _pem(ec.generate_private_key(ec.SECP256R1())),
        "cut-off": good["certificate"].read_bytes()[:300],
        "no-oin": _self_signed(),
    }
    made = {}
    for name, content in data.items():
        made[name] = map_ / f"bad-{name}"
        made[name].write_bytes(content)
    made["word"] = map_ / "bad-word.docx"
    with zipfile.ZipFile(made["word"], "w") as word:
        word.writestr("word/document.xml", "<w:document/>")
    made["missing"] = map_ / "nowhere"
    made["directory"] = map_ / "bad-directory"
    made["directory"].mkdir()
    made["unreadable"] = Path("/proc/self/mem")  # for root too: reading it at its begin is an input/output error
    return made


def _pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _self_signed() -> bytes:
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "zonder oin")])
    made = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, made, made + timedelta(days=1))
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)


def bad_databases(map_: Path, good: dict[str, Path]) -> dict[str, str]:
    """Databases that cannot be used: their URL by what is wrong; one that is refused or hung up on is made beside."""
    (map_ / "noise.db").write_bytes(b"dit is geen database, al heet het zo" * 200)
    (map_ / "empty.db").touch()
    (map_ / "db-directory").mkdir()
    with sqlite3.connect(map_ / "other.db") as other:
        other.execute("CREATE TABLE leden (naam)")
    (map_ / "older.db").write_bytes((good["data"] / "rio.db").read_bytes())
    (map_ / "newer.db").write_bytes((good["data"] / "rio.db").read_bytes())
    for name, revision in (("older", "0001"), ("newer", "9999")):
        with sqlite3.connect(map_ / f"{name}.db") as database:
            database.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    named = {name: f"sqlite:///{map_ / name}.db" for name in ("noise", "empty", "other", "older", "newer")}
    return named | {
        "directory": f"sqlite:///{map_ / 'db-directory'}",
        "missing": f"sqlite:///{map_ / 'nowhere.db'}",
        "no-folder": f"sqlite:///{map_ / 'nowhere' / 'rio.db'}",
        "file-in-the-way": f"sqlite:///{map_ / 'noise.db' / 'rio.db'}",
        "no-url": "dit is geen adres",
        "other-kind": "mysql://x@127.0.0.1/rio",
        "no-port": "postgresql://x@127.0.0.1:poort/rio",
        "refused": f"postgresql://x@127.0.0.1:{free_port()}/rio",
        "no-host": "postgresql://x@nergens.invalid/rio",
    }


def free_port() -> int:
    """A port on which nobody listens, just now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def listener(answer: Callable[[socket.socket], None] | None = None) -> Iterator[int]:
    """A port on which somebody takes connections, and says nothing, or what `answer` says."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(64)
        held: list[socket.socket] = []

        def take() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                held.append(connection)
                if answer is not None:
                    with suppress(OSError):
                        answer(connection)
                    connection.close()

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        yield int(server.getsockname()[1])
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)
        for connection in held:
            connection.close()


def hang_up(connection: socket.socket) -> None:
    """Close at once."""


def answers(data: bytes) -> Callable[[socket.socket], None]:
    """Read a little, say this, and close."""

    def say(connection: socket.socket) -> None:
        connection.settimeout(2)
        connection.recv(65536)
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65536):
            pass

    return say
