"""A certificate without one OIN: refused when it is given, when it signs and where TLS begins, with one answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from rio_soap.cli import main
from rio_soap.edukoppeling.certificaat import GeenOin
from rio_soap.edukoppeling.trusted import vingerafdruk
from rio_soap.register.database.model import mandaat, partij
from rio_soap.register.vertrouwen import partijen
from rio_soap.register.vertrouwen.trust import RegisterVertrouwen
from rio_soap.setup import keys, trial
from rio_soap.setup.settings import Settings, SettingsError
from tests.edukoppeling.pki import Wie, maak, sleutel
from tests.edukoppeling.test_oin_in_certificaat import OIN, ZONDER, certificaat, serial
from tests.service.conftest import Dienst
from tests.service.test_vertrouwen import CA, MOMENTEN, blad

LEES = "opvragen_opleidingseenheid"


@pytest.fixture(scope="module")
def rio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    dienst_ = Dienst(tmp_path_factory.mktemp("oin"))
    yield dienst_
    dienst_.stop()


def doe(rio: Dienst, *woorden: str) -> Result:
    return CliRunner().invoke(main, list(woorden), env={"RIO_DATA_DIR": str(rio.settings.data_dir)})


def voeg_toe(rio: Dienst, data: bytes) -> Result:
    pad = rio.settings.data_dir / "invoer.crt"
    pad.write_bytes(data)
    return doe(rio, "partij", "toevoegen", "--certificaat", str(pad), "--namens", trial.OIN_HANZE)


def zet_oud(rio: Dienst, wie: Wie, oin: str | None = None) -> None:
    """A party as an older version took it in."""

    def schrijf(session: partijen.Session) -> None:
        afdruk = vingerafdruk(wie.der)
        rij = {"vingerafdruk": afdruk, "naam": "Oude partij", "oin": oin, "certificaat": wie.der}
        session.execute(sa.insert(partij), rij)
        waarden = {"partij": afdruk, "oin": trial.OIN_HANZE, "geldig_vanaf": None, "geldig_tot": None}
        session.execute(sa.insert(mandaat), waarden)
        partijen.nieuwe_versie(session)

    rio.register.schrijf(schrijf)


@pytest.mark.parametrize("naam", ZONDER)
def test_a_party_without_one_oin_is_not_taken_in_and_is_told_why(rio: Dienst, naam: str) -> None:
    uit = voeg_toe(rio, certificaat(*ZONDER[naam]))
    assert uit.exit_code == 1
    assert "Het certificaat noemt geen OIN: gevonden" in uit.output
    assert "toegestaan een OIN in serialNumber van het subject" in uit.output
    assert vingerafdruk(certificaat(*ZONDER[naam])) not in doe(rio, "partij", "lijst").output


def test_nothing_else_takes_such_a_party_into_the_register(rio: Dienst) -> None:
    der = certificaat()
    with pytest.raises(GeenOin):
        rio.register.schrijf(lambda session: partijen.voeg_partij_toe(session, der, (trial.OIN_HANZE,)))
    pad = rio.settings.data_dir / "keur.pem"
    pad.write_bytes(der)
    uit = doe(rio, "keur", "--luister", "--partij", str(pad), "--berichten", "1", "--na", "1")
    assert uit.exit_code != 0
    assert "noemt geen OIN" in uit.output


def test_a_der_certificate_and_a_chain_are_taken(rio: Dienst) -> None:
    wie = maak("Der", nummer=7, oin=OIN, **MOMENTEN)  # type: ignore[arg-type]
    uit = voeg_toe(rio, wie.der)
    assert uit.exit_code == 0, uit.output
    assert vingerafdruk(wie.der) in uit.output
    onder = blad(nummer=8)
    assert vingerafdruk(onder.der) in voeg_toe(rio, CA.pem + onder.pem).output
    assert "not one chain" in voeg_toe(rio, wie.pem + onder.pem).output
    assert rio.stuur(LEES, {"opleidingseenheidcode": "1010O6466"}, sleutelpaar=wie.paar).status == 200


def test_a_ca_and_its_crl_may_be_der(rio: Dienst) -> None:
    pad = rio.settings.data_dir / "ca.der"
    pad.write_bytes(CA.der)
    assert vingerafdruk(CA.der) in doe(rio, "vertrouw", "ca", str(pad)).output


@pytest.mark.parametrize("serienummers", [(), (serial(OIN), serial("12345"))], ids=["none", "two"])
def test_a_party_of_an_older_version_without_oin_is_refused_and_shown(
    rio: Dienst, serienummers: tuple[object, ...]
) -> None:
    """Version 0.1.0 took it in; the register still holds it. Its column may hold the first of two numbers."""
    der = certificaat(*serienummers)  # type: ignore[arg-type]
    wie = Wie(sleutel(61), x509.load_der_x509_certificate(der))
    zet_oud(rio, wie, OIN if serienummers else None)
    antwoord = rio.stuur(LEES, {"opleidingseenheidcode": "1010O6466"}, sleutelpaar=wie.paar)
    assert antwoord.faultcode == "SOAP-ENV:Client.EK0031"
    assert "noemt geen OIN" in " ".join(antwoord.body.itertext())
    (regel,) = [r for r in doe(rio, "partij", "lijst").output.splitlines() if vingerafdruk(der) in r]
    assert "OIN - (its messages are refused: no OIN in its certificate)" in regel


def test_a_tls_certificate_gets_no_entry_by_the_number_of_a_party_with_two(tmp_path: Path) -> None:
    rio = Dienst(tmp_path)
    try:
        dubbel = Wie(sleutel(61), x509.load_der_x509_certificate(certificaat(serial(OIN), serial("12345"))))
        zet_oud(rio, dubbel, OIN)
        vertrouwen = RegisterVertrouwen(rio.register, rio.toepassing.pijplijn.klok)
        ander = maak("Tls", nummer=9, oin=OIN, **MOMENTEN)  # type: ignore[arg-type]
        assert not vertrouwen.kent_tls(ander.der, OIN)
        rio.register.schrijf(lambda session: partijen.voeg_partij_toe(session, blad().der, ()))
        assert vertrouwen.kent_tls(ander.der, OIN)
    finally:
        rio.stop()


def test_a_service_does_not_start_with_a_key_that_nobody_would_believe(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    trial.make_pki(settings)
    wie = maak("Dienst", nummer=3, **MOMENTEN)  # type: ignore[arg-type]
    settings.certificaatbestand.write_bytes(wie.pem)
    pem = wie.sleutel.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    settings.sleutelbestand.write_bytes(pem)
    with pytest.raises(SettingsError, match="noemt geen OIN: gevonden geen serialNumber"):
        keys.load_key_pair(settings)
