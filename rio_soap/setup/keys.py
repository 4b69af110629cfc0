"""Keys and certificates of the settings, and those that a command is given as files."""

from collections.abc import Sequence
from pathlib import Path

from rio_soap.bevinding.spraak import zin
from rio_soap.edukoppeling.certificaat import Certificaatfout, GeenOin, lees_certificaat
from rio_soap.edukoppeling.certificaatbestand import lees_blad, lees_certificaten
from rio_soap.edukoppeling.sleutels import Sleutelfout, Sleutelpaar
from rio_soap.setup import file_errors
from rio_soap.setup.settings import Settings, SettingsError
from rio_soap.workbench.bewijscontrole import Diensten


def load_key_pair(settings: Settings) -> Sleutelpaar:
    """The key pair with which the service signs.

    :raises SettingsError: when the signing certificate or its key is not there or cannot be used, or it names no
        OIN: nobody would take an answer signed with it.
    """
    for file in (settings.certificaatbestand, settings.sleutelbestand):
        if not file.is_file():
            raise SettingsError(zin("sleutel.dienst", bestand=file))
    try:
        pair = Sleutelpaar.laad(settings.sleutelbestand, settings.certificaatbestand)
    except Sleutelfout as error:
        raise SettingsError(str(error)) from error
    if (missing := lees_certificaat(pair.der).geen_oin) is not None:
        raise SettingsError(f"{settings.certificaatbestand}: {GeenOin(missing)}")
    return pair


def certificate_der(data: bytes) -> bytes:
    """DER of the certificate in a file, PEM or DER; of a chain that of its owner.

    :raises SettingsError: when there is none, or not one.
    """
    try:
        return lees_blad(data)
    except Certificaatfout as error:
        raise SettingsError(str(error)) from error


def party_certificate(path: Path) -> bytes:
    """DER of a certificate with which a party may sign: it can be read, is strong enough and names one OIN.

    :raises SettingsError: when it is not so; its messages would be refused (EK0031).
    """
    try:
        der = lees_blad(path.read_bytes())
        certificate = lees_certificaat(der)
    except OSError as error:
        raise SettingsError(f"{path}: {file_errors.said(error)}") from error
    except Certificaatfout as error:
        raise SettingsError(f"{path}: {error}") from error
    if certificate.geen_oin is not None:
        raise SettingsError(f"{path}: {GeenOin(certificate.geen_oin)}")
    return der


def service_certificates(settings: Settings, files: Sequence[Path]) -> Diensten:
    """The certificates of which one has to have signed the answer in a bewijs: those that were named, else that of the
    settings, when it is there.

    :param files: PEM or DER, one certificate or more in each.
    :raises SettingsError: for a file without certificate.
    """
    if files:
        return Diensten(frozenset(der for path in files for der in _ders(path)), genoemd=True)
    own = settings.certificaatbestand
    return Diensten(frozenset(_ders(own) if own.is_file() else ()), genoemd=False)


def _ders(path: Path) -> list[bytes]:
    try:
        return lees_certificaten(path.read_bytes())
    except OSError as error:
        raise SettingsError(f"{path}: {file_errors.said(error)}") from error
    except Certificaatfout as error:
        raise SettingsError(f"{path}: {error}") from error
