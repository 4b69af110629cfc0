"""Files with certificates, as operators have them: PEM or DER, one or a whole chain, with text or a key around them.

Every command and setting that names such a file reads it here, so that all of them take the same files and say the same
of another one (`Certificaatfout`, in English, as all that the command line says).
"""

import re
import ssl
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
    load_der_public_key,
    load_pem_private_key,
)
from cryptography.hazmat.primitives.serialization.pkcs7 import load_der_pkcs7_certificates

from rio_soap.bevinding.spraak import zin
from rio_soap.edukoppeling.certificaat import ONLEESBAAR, Certificaatfout
from rio_soap.edukoppeling.certificaatketen import is_uitgegeven_door

MAX_BESTAND = 4 * 1024 * 1024
"""Bytes of a file; the trust store of a machine takes a quarter of a megabyte."""

_PEM = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----\r?\n.*?-----END \1-----", re.DOTALL)
_ANDERE_SLEUTEL = "sleutel.andere"
_CERTIFICAAT = (b"CERTIFICATE", b"X509 CERTIFICATE")
_UIT_PKCS7 = "certificaat.pkcs7"
_UIT_PKCS12 = "certificaat.pkcs12"
_SOORTEN = (
    (b"CERTIFICATE REQUEST", "certificaat.csr"),
    (b"PKCS7", _UIT_PKCS7),
    (b"CMS", _UIT_PKCS7),
    (b"TRUSTED CERTIFICATE", "certificaat.vertrouwd"),
    (b"PRIVATE KEY", "certificaat.sleutel"),
    (b"PUBLIC KEY", "certificaat.publiek"),
    (b"X509 CRL", "certificaat.crl"),
)
_OID_PKCS7 = bytes.fromhex("06092a864886f70d0107")
_PKCS12 = re.compile(rb"\x30(?:[\x00-\x7f]|\x80|\x81.|\x82..|\x83...|\x84....)\x02\x01\x03\x30", re.DOTALL)


def lees_certificaten(data: bytes) -> list[bytes]:
    """The certificates in a file as DER, in the order of the file; the same one twice counts once.

    :raises Certificaatfout: when there is none; the text says what the file is instead.
    """
    if len(data) > MAX_BESTAND:
        te_groot = zin("certificaat.te_groot", bytes=len(data), meeste=MAX_BESTAND)
        raise Certificaatfout(zin("certificaat.geen", wat=te_groot))
    data = _als_tekst(data)
    if b"-----BEGIN " in data:
        ders = [_der(blok[0]) for blok in _PEM.finditer(data) if blok[1] in _CERTIFICAAT]
        if not ders:
            raise Certificaatfout(zin("certificaat.geen", wat=_andere_pem(data)))
        return list(dict.fromkeys(ders))
    try:
        return [x509.load_der_x509_certificate(data).public_bytes(Encoding.DER)]
    except ONLEESBAAR as fout:
        wat = _andere_der(data)
        raise Certificaatfout(
            zin("certificaat.geen", wat=wat) if wat else zin("certificaat.niets", waarom=fout)
        ) from fout


def lees_blad(data: bytes) -> bytes:
    """The one certificate that a file is about, as DER: of a chain that of its owner, whatever the order.

    :raises Certificaatfout: when there is none, or when certificates of more owners are in it.
    """
    ders = lees_certificaten(data)
    alle = [x509.load_der_x509_certificate(der) for der in ders]
    bladen = [
        der
        for der, eigen in zip(ders, alle, strict=True)
        if not any(ander is not eigen and is_uitgegeven_door(ander, eigen) for ander in alle)
    ]
    if len(bladen) != 1:
        namen = "; ".join(certificaat.subject.rfc4514_string() for certificaat in alle[:5])
        raise Certificaatfout(zin("certificaat.keten", aantal=len(alle), namen=namen))
    return bladen[0]


def lees_sleutel(data: bytes, wachtwoord: bytes | None = None) -> Any:  # a key of any kind, for who wants one kind
    """The private key in a file, PEM (also with certificates around it) or DER.

    :raises ValueError, TypeError: when there is none, or the password is not right.
    """
    data = _als_tekst(data)
    lees = load_pem_private_key
    if b"-----BEGIN " not in data:
        if (wat := _geen_der_sleutel(data)) is not None:
            raise ValueError(zin("sleutel.geen", wat=wat))
        lees = load_der_private_key
    else:
        blokken = [blok[0] for blok in _PEM.finditer(data) if blok[1].endswith(b"PRIVATE KEY")]
        if len(blokken) > 1:
            raise ValueError(zin("sleutel.meer", aantal=len(blokken)))
        if not blokken:
            raise ValueError(zin("sleutel.geen", wat=_geen_pem_sleutel(data)))
        (data,) = blokken
    try:
        return lees(data, wachtwoord)
    except TypeError as fout:
        raise (ValueError(zin("sleutel.op_slot")) if wachtwoord is None else fout) from fout
    except ONLEESBAAR as fout:
        raise ValueError(zin("sleutel.onleesbaar")) from fout


def _geen_pem_sleutel(data: bytes) -> str:
    if any(blok[1] in _CERTIFICAAT for blok in _PEM.finditer(data)):
        return zin("sleutel.certificaat")
    return _andere_pem(data)


def _geen_der_sleutel(data: bytes) -> str | None:
    """What bytes are that cannot be a key in DER; None when they may be one."""
    if not data.strip():
        return zin("certificaat.leeg")
    if len(data) > MAX_BESTAND:
        return zin("certificaat.te_groot", bytes=len(data), meeste=MAX_BESTAND)
    if _PKCS12.match(data):
        return zin("sleutel.pkcs12")
    try:
        x509.load_der_x509_certificate(data)
    except ONLEESBAAR:
        return None if data.startswith(b"\x30") else zin("sleutel.niets")
    return zin("sleutel.certificaat")


def laad_tls_paar(context: ssl.SSLContext, certificaat: Path, sleutel: Path | None, wachtwoord: str | None) -> None:
    """`SSLContext.load_cert_chain` of a certificate and a key, each in PEM or DER.

    :raises OSError: when a file cannot be read (ssl.SSLError: or used).
    :raises Certificaatfout: when a file holds no certificate or no key, or they do not belong together; named.
    """
    data, bron = certificaat.read_bytes(), sleutel or certificaat
    sleuteldata = bron.read_bytes()
    with _genoemd(certificaat):
        ders = lees_certificaten(data)
    with _genoemd(bron):
        gelezen = lees_sleutel(sleuteldata, wachtwoord.encode() if wachtwoord else None)
    with ExitStack() as stapel:  # OpenSSL reads a chain and a key from files in PEM only
        paden = [str(certificaat), str(bron)]
        if b"-----BEGIN " not in data:
            keten = "".join(ssl.DER_cert_to_PEM_cert(der) for der in ders)
            paden[0] = stapel.enter_context(_tijdelijk(keten.encode()))
        if b"-----BEGIN " not in sleuteldata:
            pem = gelezen.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            paden[1] = stapel.enter_context(_tijdelijk(pem))
        try:
            context.load_cert_chain(*paden, wachtwoord)
        except ssl.SSLError as fout:
            if fout.reason != "KEY_VALUES_MISMATCH":
                raise
            raise Certificaatfout(f"{certificaat}: {zin(_ANDERE_SLEUTEL)}") from fout


@contextmanager
def _genoemd(bestand: Path) -> Iterator[None]:
    """Name the file that cannot be used."""
    try:
        yield
    except (ValueError, TypeError) as fout:
        raise Certificaatfout(f"{bestand}: {fout}") from fout


@contextmanager
def _tijdelijk(data: bytes) -> Iterator[str]:
    """Path of a file with these bytes, as long as the context lasts; of this user alone, for a key may be in it."""
    with tempfile.NamedTemporaryFile(suffix=".pem") as bestand:
        bestand.write(data)
        bestand.flush()
        yield bestand.name


def tls_cas(bestand: Path | None) -> dict[str, Any]:  # keywords of `ssl`, each of a type of its own
    """CAs to trust, in PEM or DER, as keywords of `ssl.create_default_context`; those of the machine for None.

    :raises OSError: when the file cannot be read.
    :raises Certificaatfout: when it is neither PEM with certificates nor a certificate; named.
    """
    if bestand is None:
        return {}
    data = bestand.read_bytes()
    with _genoemd(bestand):
        if any(blok[1].endswith(b"CERTIFICATE") for blok in _PEM.finditer(data)):
            return {"cafile": str(bestand)}  # a store may hold old certificates that only OpenSSL reads
        return {"cadata": b"".join(lees_certificaten(data))}


def _als_tekst(data: bytes) -> bytes:
    """PEM that Windows saved as UTF-16 or with a byte order mark, as ASCII; all else as it is."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16").encode()
        except UnicodeError:
            return data
    return data.removeprefix(b"\xef\xbb\xbf")


def _der(pem: bytes) -> bytes:
    try:
        return x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER)
    except ONLEESBAAR as fout:
        raise Certificaatfout(zin("certificaat.onleesbaar", waarom=fout)) from fout


def _andere_pem(data: bytes) -> str:
    namen = [blok[1] for blok in _PEM.finditer(data)]
    for soort, tekst in _SOORTEN:
        if any(naam.endswith(soort) for naam in namen):
            return zin(tekst)
    return zin("certificaat.pem", naam=namen[0].decode().lower()) if namen else zin("certificaat.afgebroken")


def _andere_der(data: bytes) -> str | None:
    """What bytes are that are no certificate; None when nobody can tell."""
    if not data.strip():
        return zin("certificaat.leeg")
    if _PKCS12.match(data):
        return zin(_UIT_PKCS12)
    if _OID_PKCS7 in data[:24]:
        return zin(_UIT_PKCS7)
    pogingen: tuple[tuple[Callable[[bytes], object], str], ...] = (
        (load_der_pkcs7_certificates, _UIT_PKCS7),
        (x509.load_der_x509_csr, _SOORTEN[0][1]),
        (x509.load_der_x509_crl, _SOORTEN[6][1]),
        (lambda der: load_der_private_key(der, None), _SOORTEN[4][1]),
        (load_der_public_key, _SOORTEN[5][1]),
    )
    for lees, tekst in pogingen:
        try:
            lees(data)
        except TypeError:
            return zin(tekst)  # a private key that wants its password
        except ONLEESBAAR:
            continue
        return zin(tekst)
    return None
