"""TLS as the one who opens the connection."""

import ssl
from pathlib import Path

import pytest

from rio_soap.edukoppeling import proefpki
from rio_soap.edukoppeling.certificaat import Certificaatfout
from rio_soap.edukoppeling.tls_client import Tls


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("pki")
    proefpki.maak(map_, dienst_oin="00000001800866472000", klanten={"klant": "00000001123456789000"})
    return map_


def test_the_server_is_always_checked_and_old_tls_never_spoken(pki: Path) -> None:
    for tls in (Tls(), Tls(pki / "ca.pem"), Tls(pki / "ca.pem", pki / "klant.pem", pki / "klant.key")):
        context = tls.context()
        assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
        assert context.minimum_version is ssl.TLSVersion.TLSv1_2


def test_only_the_given_authorities_are_trusted(pki: Path) -> None:
    assert len(Tls(pki / "ca.pem").context().get_ca_certs()) == 1


def test_neither_key_nor_password_is_shown() -> None:
    getoond = repr(Tls(Path("ca"), Path("cert"), Path("geheime.key"), "hunter2"))
    assert "cert" in getoond
    assert "geheime" not in getoond
    assert "hunter2" not in getoond


def test_a_key_of_another_certificate_is_refused(pki: Path) -> None:
    with pytest.raises(Certificaatfout, match=r"klant\.pem, .*dienst\.key: the certificate belongs to another key"):
        Tls(None, pki / "klant.pem", pki / "dienst.key").context()


def test_a_file_that_is_not_there_is_an_error_of_the_system(pki: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Tls(pki / "weg.pem").context()
