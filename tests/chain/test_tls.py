"""TLS to the other registers: their certificate is checked, ours is shown."""

import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from rio_soap.chain.bag import SoapBag
from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.resilience import Limits
from rio_soap.edukoppeling.tls_client import Tls

LIMITS = Limits(total=3.0, response=1.5, pause=0.01)


def _schrijf(map_: Path, naam: str, sleutel: ec.EllipticCurvePrivateKey, certificaat: x509.Certificate) -> None:
    (map_ / f"{naam}.pem").write_bytes(certificaat.public_bytes(Encoding.PEM))
    (map_ / f"{naam}.key").write_bytes(sleutel.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def _van_uitgever(sleutel: ec.EllipticCurvePrivateKey) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(sleutel.public_key())


_TEKENT = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
"""keyCertSign and cRLSign, which Python 3.13 asks of a CA."""


def _maak(map_: Path, naam: str, host: str, ca: Any = None, dagen: int = 2) -> Any:
    sleutel = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, naam)])
    nu = datetime.now(UTC)
    bouwer = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(ca[1].subject if ca else subject)
        .public_key(sleutel.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(nu - timedelta(days=3))
        .not_valid_after(nu + timedelta(days=dagen))
        .add_extension(x509.BasicConstraints(ca=ca is None, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(sleutel.public_key()), critical=False)
        .add_extension(_van_uitgever(ca[0] if ca else sleutel), critical=False)
    )
    if ca is None:
        bouwer = bouwer.add_extension(_TEKENT, critical=True)
    certificaat = bouwer.sign(ca[0] if ca else sleutel, hashes.SHA256())
    _schrijf(map_, naam, sleutel, certificaat)
    return sleutel, certificaat


@pytest.fixture(scope="session")
def tls_map(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("tls")
    ca = _maak(map_, "ca", "ca.example")
    _maak(map_, "server", "localhost", ca)
    _maak(map_, "wij", "wij.example", ca)
    _maak(map_, "andernaam", "elders.example", ca)
    _maak(map_, "verlopen", "localhost", ca, dagen=-1)
    vreemd = _maak(map_, "vreemdeca", "ca.example")
    _maak(map_, "vreemd", "localhost", vreemd)
    _maak(map_, "vreemdeklant", "wij.example", vreemd)
    return map_


def _context(map_: Path, naam: str, *, klant: bool = False) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(map_ / f"{naam}.pem", map_ / f"{naam}.key")
    if klant:
        context.load_verify_locations(map_ / "ca.pem")
        context.verify_mode = ssl.CERT_REQUIRED
    return context


def _vraag(server: Any, tls: Tls, als_http: Any, gedeeld: Path) -> int:
    voorbeeld = gedeeld / "examples" / "bag" / "adres-gevonden.xml"
    server.antwoordt(als_http(voorbeeld.read_bytes()))
    bag = SoapBag(server.url, limits=LIMITS, tls=tls)
    try:
        return len(bag.zoek("9405BJ", 1, None, None, None))
    finally:
        bag.sluit()


@pytest.mark.parametrize("naam", ["andernaam", "verlopen", "vreemd"])
def test_een_verkeerd_certificaat_van_de_ander_is_een_storing(
    maak_server: Callable[..., Any], tls_map: Path, als_http: Any, gedeeld: Path, naam: str
) -> None:
    server = maak_server(_context(tls_map, naam))
    with pytest.raises(ChainFailure) as fout:
        _vraag(server, Tls(ca=tls_map / "ca.pem"), als_http, gedeeld)
    assert fout.value.reason is Reason.CERTIFICATE
    assert server.verzoeken == []


def test_met_wederzijds_tls_komt_het_antwoord(
    maak_server: Callable[..., Any], tls_map: Path, als_http: Any, gedeeld: Path
) -> None:
    server = maak_server(_context(tls_map, "server", klant=True))
    tls = Tls(tls_map / "ca.pem", tls_map / "wij.pem", tls_map / "wij.key")
    assert _vraag(server, tls, als_http, gedeeld) == 1


@pytest.mark.parametrize("klant", [None, "vreemdeklant"])
def test_zonder_erkend_certificaat_van_ons_is_het_een_storing(
    maak_server: Callable[..., Any], tls_map: Path, als_http: Any, gedeeld: Path, klant: str | None
) -> None:
    server = maak_server(_context(tls_map, "server", klant=True))
    tls = Tls(tls_map / "ca.pem", *((tls_map / f"{klant}.pem", tls_map / f"{klant}.key") if klant else ()))
    with pytest.raises(ChainFailure) as fout:
        _vraag(server, tls, als_http, gedeeld)
    assert fout.value.reason in (
        Reason.CERTIFICATE,
        Reason.UNREACHABLE,
    )  # the server may hang up before its alert is read
    assert server.verzoeken == []


def test_een_http_server_achter_een_https_adres_is_een_storing(
    maak_server: Callable[..., Any], tls_map: Path, als_http: Any, gedeeld: Path
) -> None:
    server = maak_server()
    server.url = server.url.replace("http:", "https:")
    with pytest.raises(ChainFailure):
        _vraag(server, Tls(ca=tls_map / "ca.pem"), als_http, gedeeld)
