"""Clock, OIN, keys, test PKI and requests."""

import stat
from datetime import UTC, datetime, timedelta, timezone

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from lxml import etree

from rio_soap.edukoppeling import proefpki
from rio_soap.edukoppeling.clock import FixedClock, SystemClock, lees_tijdstip, schrijf_tijdstip
from rio_soap.edukoppeling.oin import is_oin, oin_in_adres
from rio_soap.edukoppeling.sleutels import Sleutelfout, Sleutelpaar
from rio_soap.edukoppeling.trusted import Partij, VertrouwdeLijst, vingerafdruk
from rio_soap.edukoppeling.uris import WSU_ID
from rio_soap.edukoppeling.verzoek import stel_verzoek_op

OIN = "00000001111111111000"


def test_clocks_are_aware_and_in_utc():
    assert SystemClock().nu().tzinfo is UTC
    zomer = datetime(2026, 7, 1, 14, tzinfo=timezone(timedelta(hours=2)))
    assert FixedClock(zomer).nu() == datetime(2026, 7, 1, 12, tzinfo=UTC)
    with pytest.raises(ValueError, match="offset"):
        FixedClock(datetime(2026, 7, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("tekst", "moment"),
    [
        ("2026-07-01T12:00:00Z", datetime(2026, 7, 1, 12, tzinfo=UTC)),
        ("2026-07-01T12:00:00.5Z", datetime(2026, 7, 1, 12, 0, 0, 500000, tzinfo=UTC)),
        ("2026-07-01T12:00:00.123456789Z", datetime(2026, 7, 1, 12, 0, 0, 123456, tzinfo=UTC)),
        ("2026-07-01T14:00:00+02:00", datetime(2026, 7, 1, 12, tzinfo=UTC)),
        ("2026-07-01T24:00:00Z", datetime(2026, 7, 2, tzinfo=UTC)),
        ("2026-12-31T24:00:00.000+01:00", datetime(2026, 12, 31, 23, tzinfo=UTC)),
        ("2026-07-01T12:00:00.1234567890123456789Z", datetime(2026, 7, 1, 12, 0, 0, 123456, tzinfo=UTC)),
        ("2026-07-01T12:00:00-14:00", datetime(2026, 7, 2, 2, tzinfo=UTC)),
        ("2026-07-01T24:00:00.1Z", None),
        ("2026-07-01T24:00:01Z", None),
        ("9999-12-31T24:00:00Z", None),
        ("2026-07-01T12:00:00+14:01", None),
        ("2026-07-01T12:00:00", None),
        ("2026-07-01 12:00:00Z", None),
        ("2026-13-01T12:00:00Z", None),
        ("2026-07-01T25:00:00Z", None),
        ("2026-07-01T12:00:60Z", None),
        ("2026-07-01T12:00:00+99:00", None),
        ("0001-01-01T00:00:00+01:00", None),
        ("2026-07-01T12:00:00Z\n", None),
        ("２０２６-07-01T12:00:00Z", None),
        ("", None),
    ],
)
def test_a_moment_needs_a_zone(tekst, moment):
    assert lees_tijdstip(tekst) == moment


def test_moments_are_written_in_utc():
    moment = datetime(2026, 7, 1, 14, 0, 0, 999999, tzinfo=timezone(timedelta(hours=2)))
    assert schrijf_tijdstip(moment) == "2026-07-01T12:00:00Z"
    assert schrijf_tijdstip(moment, milliseconden=True) == "2026-07-01T12:00:00.999Z"


def test_an_oin_is_eight_digits_and_twelve_digits_or_capitals():
    assert is_oin(OIN)
    assert is_oin("0000000700025BE00000")
    assert not any(map(is_oin, ["", OIN[:-1], OIN + "0", OIN + "\n", "A" * 20, "0000000700025be00000", "٠" * 20]))
    assert oin_in_adres(f"urn:x?oin={OIN}") == OIN


def test_a_party_acts_for_itself_and_its_mandate():
    partij = Partij("x", OIN, "", frozenset({"a"}))
    assert partij.mag_voor(OIN)
    assert partij.mag_voor("a")
    assert not partij.mag_voor("b")
    assert not Partij("x", None, "", frozenset()).mag_voor("")
    assert VertrouwdeLijst([partij]).partij(b"anders") is None


def test_the_test_pki_is_made_once(tmp_path):
    eerst = proefpki.maak(tmp_path / "pki", dienst_oin=OIN, klanten={"klant": "00000003222222222000"})
    bestanden = {pad.name: pad.read_bytes() for pad in (tmp_path / "pki").iterdir()}
    assert set(bestanden) == {"ca.key", "ca.pem", "dienst.key", "dienst.pem", "klant.key", "klant.pem"}
    weer = proefpki.maak(tmp_path / "pki", dienst_oin=OIN, klanten={"klant": "00000003222222222000", "extra": OIN})
    assert all((tmp_path / "pki" / naam).read_bytes() == inhoud for naam, inhoud in bestanden.items())
    assert weer["dienst"].der == eerst["dienst"].der
    assert weer["extra"].oin == OIN
    assert eerst["klant"].oin == "00000003222222222000"
    for pad in (tmp_path / "pki").glob("*.key"):
        assert stat.S_IMODE(pad.stat().st_mode) == 0o600


def test_certificates_of_the_test_pki_chain_to_its_root(tmp_path):
    paar = proefpki.maak(tmp_path, dienst_oin=OIN, klanten={})["dienst"]
    ca = x509.load_pem_x509_certificate((tmp_path / "ca.pem").read_bytes())
    x509.load_der_x509_certificate(paar.der).verify_directly_issued_by(ca)
    ca.verify_directly_issued_by(ca)


def test_the_test_pki_can_have_larger_keys_and_wants_an_oin(tmp_path):
    assert proefpki.maak(tmp_path, dienst_oin=OIN, klanten={}, bits=3072)["dienst"].sleutel.key_size == 3072
    with pytest.raises(ValueError, match="no OIN"):
        proefpki.maak(tmp_path, dienst_oin="1", klanten={})


def test_a_key_pair_is_loaded_once_and_anew_after_a_change(tmp_path):
    proefpki.maak(tmp_path, dienst_oin=OIN, klanten={"klant": OIN})
    paar = Sleutelpaar.laad(tmp_path / "klant.key", tmp_path / "klant.pem")
    assert Sleutelpaar.laad(tmp_path / "klant.key", tmp_path / "klant.pem") is paar
    (tmp_path / "klant.key").unlink()
    ander = proefpki.maak(tmp_path, dienst_oin=OIN, klanten={"klant": OIN})["klant"]
    assert ander.der != paar.der
    assert vingerafdruk(ander.der) != vingerafdruk(paar.der)


def test_a_key_and_a_certificate_that_do_not_belong_together_are_refused(tmp_path):
    proefpki.maak(tmp_path, dienst_oin=OIN, klanten={"klant": OIN})
    with pytest.raises(Sleutelfout, match="another key"):
        Sleutelpaar.laad(tmp_path / "dienst.key", tmp_path / "klant.pem")
    with pytest.raises(Sleutelfout):
        Sleutelpaar.laad(tmp_path / "dienst.pem", tmp_path / "dienst.key")
    with pytest.raises(OSError, match="nergens"):
        Sleutelpaar.laad(tmp_path / "nergens.key", tmp_path / "dienst.pem")


def test_a_key_never_shows_in_a_representation(wereld):
    sleutel = wereld.pki["klant"].sleutel
    pem = sleutel.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    assert pem.splitlines()[1] not in repr(wereld.pki["klant"])
    assert repr(wereld.pki["klant"]) == "Sleutelpaar(oin='00000003222222222000')"


def test_a_request_has_the_form_of_the_recorded_client(wereld):
    root = etree.fromstring(wereld.verzoek())
    assert [etree.QName(e).localname for e in root[0]] == ["Security", "Action", "From", "MessageID", "To"]
    assert [etree.QName(e).localname for e in root[0][0]] == ["BinarySecurityToken", "Signature", "Timestamp"]
    assert list(root.nsmap) == ["soapenv", "duo", "wsu"]
    assert root[1][0].prefix == "duo"
    assert root[1].get(WSU_ID) == "id-Body"


def test_an_unsigned_request_has_no_security(wereld):
    assert b"Security" not in wereld.verzoek(None)


def test_a_request_copies_its_content_and_wants_a_namespace(wereld):
    inhoud = wereld.inhoud()
    kwargs = {"action": "a", "van_oin": OIN, "naar": "b", "sleutelpaar": None, "klok": wereld.klok}
    stel_verzoek_op(inhoud, **kwargs)
    assert inhoud.prefix == "b"
    assert inhoud.getparent() is None
    with pytest.raises(ValueError, match="no namespace"):
        stel_verzoek_op(etree.Element("x"), **kwargs)
