"""A small PKI for trials and tests: a root, a service and clients, each with an OIN in its certificate.

Never for production: keys lie unencrypted on disk and nothing is ever revoked.
"""

import ipaddress
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from rio_soap import besloten
from rio_soap.edukoppeling.oin import is_oin
from rio_soap.edukoppeling.sleutels import Sleutelpaar

_ORGANISATIE = "Proefomgeving, niet voor productie"
_GELDIG = timedelta(days=10 * 365)


def maak(
    map_: Path, *, dienst_oin: str, klanten: Mapping[str, str], bits: int = 2048, nu: datetime | None = None
) -> dict[str, Sleutelpaar]:
    """Make what is missing in a directory; what is there stays.

    Files: ``ca.key`` and ``ca.pem``, ``dienst.key`` and ``dienst.pem``, and two per client, PEM; keys have mode 0600.
    A pair of which one file is missing is made anew.

    :param dienst_oin: OIN in the certificate of the service.
    :param klanten: OIN per client, by the name of its files.
    :param bits: size of new RSA keys.
    :param nu: begin of the validity of new certificates, minus a day; by default the present.
    :returns: the key pairs of service and clients by name (``dienst`` and the keys of `klanten`).
    :raises ValueError: for an OIN of the wrong syntax.
    """
    namen = {"dienst": dienst_oin, **klanten}
    for naam, oin in namen.items():
        if not is_oin(oin):
            raise ValueError(f"{naam}: {oin!r} is no OIN")
    besloten.maak_map(map_.parent)
    besloten.maak_map(map_)
    begin = (nu or datetime.now(UTC)) - timedelta(days=1)
    werk = _Werk(map_, bits, begin)
    ca = _ca(werk)
    return {naam: _partij(werk, naam, oin, ca) for naam, oin in namen.items()}


def is_heel(map_: Path, klanten: Iterable[str]) -> bool:
    """Whether all files that `maak` makes are there.

    :param klanten: names of the clients.
    """
    return all((map_ / f"{naam}.{soort}").is_file() for naam in ("ca", "dienst", *klanten) for soort in ("key", "pem"))


def maak_tls_server(map_: Path, *, oin: str, hosts: Sequence[str], nu: datetime | None = None) -> tuple[Path, Path]:
    """Make ``tls-server.pem`` and ``tls-server.key`` anew: the certificate that a trial server shows.

    :param map_: a directory that `maak` filled: its CA signs.
    :param hosts: the names and IP addresses by which clients reach the server.
    :returns: certificate and key.
    """
    werk = _Werk(map_, 2048, (nu or datetime.now(UTC)) - timedelta(days=1))
    certificaat, sleutel = map_ / "tls-server.pem", map_ / "tls-server.key"
    certificaat.unlink(missing_ok=True)
    _partij(werk, "tls-server", oin, _ca(werk), hosts)
    return certificaat, sleutel


_Ca = tuple[rsa.RSAPrivateKey, x509.Certificate]


@dataclass(frozen=True, slots=True)
class _Werk:
    map_: Path
    bits: int
    begin: datetime


def _ca(werk: _Werk) -> _Ca:
    sleutel_pad, certificaat_pad = werk.map_ / "ca.key", werk.map_ / "ca.pem"
    if not (sleutel_pad.exists() and certificaat_pad.exists()):
        sleutel = _sleutel(werk.bits)
        naam = _naam("Proef-CA")
        certificaat = _bouw(naam, naam, sleutel, werk.begin, sleutel.public_key()).add_extension(
            x509.BasicConstraints(ca=True, path_length=0), True
        )
        certificaat = certificaat.add_extension(_gebruik(ca=True), True)
        _bewaar(werk.map_, "ca", sleutel, certificaat.sign(sleutel, hashes.SHA256()))
    geladen = load_pem_private_key(sleutel_pad.read_bytes(), None)
    if not isinstance(geladen, rsa.RSAPrivateKey):
        raise ValueError(f"{sleutel_pad}: no RSA key")
    return geladen, x509.load_pem_x509_certificate(certificaat_pad.read_bytes())


def _partij(werk: _Werk, naam: str, oin: str, ca: _Ca, hosts: Sequence[str] = ("localhost",)) -> Sleutelpaar:
    sleutel_pad, certificaat_pad = werk.map_ / f"{naam}.key", werk.map_ / f"{naam}.pem"
    if not (sleutel_pad.exists() and certificaat_pad.exists()):
        ca_sleutel, ca_certificaat = ca
        sleutel = _sleutel(werk.bits)
        gebruik = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SERVER_AUTH])
        certificaat = (
            _bouw(_naam(naam, oin), ca_certificaat.subject, sleutel, werk.begin, ca_sleutel.public_key())
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
            .add_extension(_gebruik(ca=False), True)
            .add_extension(gebruik, False)
            .add_extension(x509.SubjectAlternativeName([_host(host) for host in hosts]), False)
            .sign(ca_sleutel, hashes.SHA256())
        )
        _bewaar(werk.map_, naam, sleutel, certificaat)
    return Sleutelpaar.laad(sleutel_pad, certificaat_pad)


def _host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _sleutel(bits: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def _naam(naam: str, oin: str | None = None) -> x509.Name:
    delen = [(NameOID.COUNTRY_NAME, "NL"), (NameOID.ORGANIZATION_NAME, _ORGANISATIE), (NameOID.COMMON_NAME, naam)]
    delen += [(NameOID.SERIAL_NUMBER, oin)] if oin else []
    return x509.Name([x509.NameAttribute(soort, waarde) for soort, waarde in delen])


def _bouw(
    onderwerp: x509.Name,
    uitgever: x509.Name,
    sleutel: rsa.RSAPrivateKey,
    begin: datetime,
    van_uitgever: rsa.RSAPublicKey,
) -> x509.CertificateBuilder:
    """A certificate with the key identifiers of RFC 5280, which Python 3.13 asks of a TLS peer."""
    return (
        x509.CertificateBuilder()
        .subject_name(onderwerp)
        .issuer_name(uitgever)
        .public_key(sleutel.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + _GELDIG)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(sleutel.public_key()), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(van_uitgever), False)
    )


def _gebruik(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=False,
        key_encipherment=not ca,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


def _bewaar(map_: Path, naam: str, sleutel: rsa.RSAPrivateKey, certificaat: x509.Certificate) -> None:
    pem = sleutel.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    besloten.schrijf(map_ / f"{naam}.key", pem)
    besloten.schrijf(map_ / f"{naam}.pem", certificaat.public_bytes(Encoding.PEM))
