"""What is believed of a TLS client certificate, and what it has to hold."""

from urllib.parse import quote

import pytest

from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.proefpki import maak
from rio_soap.edukoppeling.tls_sender import MAX_HEADER, certificaat_uit_header, controleer_tls, oin_in_certificaat
from rio_soap.edukoppeling.trusted import Vertrouwensfout

OIN = "00000099000000001000"


@pytest.fixture(scope="module")
def der(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str]:
    """A certificate with an OIN, as DER and as PEM."""
    map_ = tmp_path_factory.mktemp("tls")
    paar = maak(map_, dienst_oin=OIN, klanten={})["dienst"]
    return paar.der, (map_ / "dienst.pem").read_text()


def test_a_header_as_nginx_writes_it_gives_the_certificate(der: tuple[bytes, str]) -> None:
    assert certificaat_uit_header(quote(der[1])) == der[0]
    assert oin_in_certificaat(der[0]) == OIN


@pytest.mark.parametrize("waarde", ["", "rommel", "%", "%00%ff", "-----BEGIN CERTIFICATE-----", "x" * (MAX_HEADER + 1)])
def test_any_other_header_is_no_certificate(waarde: str) -> None:
    assert certificaat_uit_header(waarde) is None


def test_a_header_that_is_too_long_is_not_even_read(der: tuple[bytes, str]) -> None:
    assert certificaat_uit_header(quote(der[1]) + "%0A" * MAX_HEADER) is None


def test_a_known_certificate_gives_its_oin(der: tuple[bytes, str]) -> None:
    assert controleer_tls(der[0], lambda certificaat, oin: (certificaat, oin) == (der[0], OIN)) == OIN


def _weiger(_certificaat: bytes, _oin: str) -> bool:
    raise Vertrouwensfout("certificaat-geweigerd", "dit", "dat")


def test_everything_else_is_ek0030_with_the_reason(der: tuple[bytes, str]) -> None:
    for certificaat, kent, melding in (
        (None, lambda *_: True, "Er is geen TLS-clientcertificaat"),
        (b"geen certificaat", lambda *_: True, "Het TLS-clientcertificaat heeft geen geldig OIN"),
        (der[0], lambda *_: False, "Het OIN in het TLS-clientcertificaat is niet bekend"),
        (der[0], _weiger, "Het certificaat is ingetrokken"),
    ):
        with pytest.raises(Edufout) as fout:
            controleer_tls(certificaat, kent)
        assert fout.value.soort is Foutsoort.EK0030
        assert [b.zin() for b in fout.value.bevindingen] == [melding]
