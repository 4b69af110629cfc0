"""Nobody gets in on a certificate that is not his, and nobody stays who was put out."""

import base64
import contextlib
import http.client
import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.x509.oid import NameOID

from rio_soap.edukoppeling.certificaat import MAX_BYTES, Certificaatfout, lees_certificaat
from rio_soap.edukoppeling.certificaatketen import Ca, Ketens, andere_afdrukken
from rio_soap.edukoppeling.trusted import Vertrouwensfout, vingerafdruk
from rio_soap.register.database.model import berichtenlog, eenmalig
from rio_soap.register.vertrouwen import mandaten, partijen, trust
from rio_soap.service import afhandeling
from rio_soap.setup import trial
from rio_soap.workbench.ondertekening import lees_certificaatrapport
from tests.edukoppeling.pki import DAG, Wie, gebruik, maak, sleutel
from tests.service.conftest import Antwoord, Dienst
from tests.vijandig.teken import LosPaar, teken

NU = datetime.now(UTC)
OIN = "00000003222222222000"
LEVER, LEES = "aanleveren_opleidingseenheid", "opvragen_opleidingseenheid"
MOMENTEN = {"van": NU - DAG, "tot": NU + DAG}
CA = maak("CA", ca=True, nummer=1, **MOMENTEN)


@pytest.fixture
def rio(tmp_path: Path) -> Iterator[Dienst]:
    dienst = Dienst(tmp_path, kern=True)
    yield dienst
    dienst.stop()


def ec_ca() -> Any:
    """A CA with a key of P-256."""
    eigen = ec.generate_private_key(ec.SECP256R1())
    naam = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "EC CA")])
    bouwer = x509.CertificateBuilder().subject_name(naam).issuer_name(naam).public_key(eigen.public_key())
    bouwer = bouwer.serial_number(5).not_valid_before(NU - DAG).not_valid_after(NU + DAG)
    bouwer = bouwer.add_extension(x509.BasicConstraints(True, None), True)
    bouwer = bouwer.add_extension(gebruik(key_cert_sign=True), True)
    return Wie(eigen, bouwer.sign(eigen, hashes.SHA256()))  # type: ignore[arg-type]


def anders_getekend(wie: Wie) -> bytes:
    """The same certificate, its ECDSA signature (r, s) written as (r, -s)."""
    oud = wie.certificaat.signature
    r, s = decode_dss_signature(oud)
    nieuw = encode_dss_signature(r, ec.SECP256R1().group_order - s)
    binnen = wie.der[4 : -len(oud) - 3] + bytes([3, len(nieuw) + 1, 0]) + nieuw
    return b"\x30\x82" + len(binnen).to_bytes(2, "big") + binnen


def vraag(rio: Dienst, paar: Any) -> Antwoord:
    return rio.stuur(LEES, {"opleidingseenheidcode": "1010O6466"}, sleutelpaar=paar, oin=OIN)


def test_a_withdrawn_certificate_stays_out_however_its_signature_is_written(rio: Dienst) -> None:
    ca = ec_ca()
    wie = maak("Klant", ca, nummer=3, oin=OIN, **MOMENTEN)
    ander = anders_getekend(wie)
    assert andere_afdrukken(wie.certificaat, ca.certificaat) == {vingerafdruk(ander)}
    rio.register.schrijf(lambda s: trust.vertrouw_ca(s, [ca.certificaat]))
    assert vraag(rio, wie.paar).status == 200
    rio.register.schrijf(lambda s: partijen.trek_partij_in(s, vingerafdruk(wie.der)))
    for der in (wie.der, ander):
        antwoord = vraag(rio, LosPaar(wie.sleutel, der))
        assert antwoord.faultcode == "SOAP-ENV:Client.EK0031"
        assert "Het certificaat is ingetrokken" in " ".join(antwoord.body.itertext())


def test_a_certificate_with_unused_bits_in_its_signature_is_not_the_one_that_was_issued() -> None:
    wie = next(w for _ in range(100) if (w := maak("Klant", CA, nummer=3, oin=OIN, **MOMENTEN)).der[-1] & 1 == 0)
    plaats = len(wie.der) - len(wie.certificaat.signature) - 1
    ander = wie.der[:plaats] + b"\1" + wie.der[plaats + 1 :]
    assert x509.load_der_x509_certificate(ander).signature == wie.certificaat.signature
    ketens = Ketens((Ca(CA.der),))
    assert ketens.keten(wie.der, NU) is not None
    with pytest.raises(Vertrouwensfout, match="anders opgeschreven"):
        ketens.keten(ander, NU)


@pytest.mark.parametrize("wat", ["party", "mandate"])
def test_who_is_put_out_while_a_delivery_waits_gets_nothing_in(
    rio: Dienst, monkeypatch: pytest.MonkeyPatch, wat: str
) -> None:
    """Between verification and transaction lies time; what the operator does in it counts."""
    afdruk = vingerafdruk(rio.sleutelpaar.der)
    echt = afhandeling.Afhandeling.vraag_buiten

    def zet_eruit(session: Any) -> None:
        if wat == "party":
            partijen.trek_partij_in(session, afdruk)
        else:
            assert mandaten.neem_mandaat(session, afdruk, trial.OIN_HANZE)

    def wacht(self: Any, levering: Any) -> Any:
        self.register.schrijf(zet_eruit)
        return echt(self, levering)

    monkeypatch.setattr(afhandeling.Afhandeling, "vraag_buiten", wacht)
    antwoord = rio.stuur(LEVER, {"opleidingseenheid": trial.voorbeeldlevering()})
    assert antwoord.faultcode == f"SOAP-ENV:Client.{'EK0031' if wat == 'party' else 'DK0002'}"
    with rio.register.lees() as session:
        for tabel in (berichtenlog, eenmalig):
            assert session.execute(sa.select(sa.func.count()).select_from(tabel)).scalar_one() == 0


def zet_uit(rio: Dienst) -> None:
    rio.register.schrijf(lambda s: partijen.trek_partij_in(s, vingerafdruk(rio.sleutelpaar.der)))


def alle_meldingen(antwoord: Antwoord) -> list[str | None]:
    return [e.text for e in antwoord.body.iter("{*}melding")]


@pytest.mark.parametrize("wat", ["good", "signature", "body", "mandate", "again", "XSD"])
def test_who_was_put_out_hears_that_and_nothing_else(rio: Dienst, wat: str) -> None:
    """No other fault, and nothing signed, reaches one who was put out."""
    levering = {"opleidingseenheid": trial.voorbeeldlevering()}
    assert rio.stuur(LEVER, levering).status == 200
    data = rio.verzoek(LEVER, levering)
    if wat == "signature":
        data = data.replace(b"<ds:DigestValue>", b"<ds:DigestValue>AAAA", 1)
    elif wat == "body":
        data = data.replace(b"Waterkunde", b"Wonderkunde")
    elif wat == "mandate":
        data = rio.verzoek(LEVER, levering, oin=OIN)
    elif wat == "XSD":
        data = teken(data.replace(b"Waterkunde", b"<a/>"), rio.sleutelpaar)
    if wat != "good":
        assert rio.post(LEVER, data).status == (200 if wat == "again" else 500)
    zet_uit(rio)
    antwoord = rio.post(LEVER, data)
    assert antwoord.faultcode == "SOAP-ENV:Client.EK0031"
    assert alle_meldingen(antwoord) == ["Het certificaat is ingetrokken"]
    assert b"SignatureValue" not in antwoord.raw


def test_who_is_put_out_while_it_is_read_gets_no_answer(rio: Dienst, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rio.stuur(LEES, {"opleidingseenheidcode": "1010O6466"}).status == 200
    echt = afhandeling.Afhandeling.lees

    def lees(*vraag: Any) -> Any:
        zet_uit(rio)
        return echt(*vraag)

    monkeypatch.setattr(afhandeling.Afhandeling, "lees", lees)
    antwoord = rio.stuur(LEES, {"opleidingseenheidcode": "1010O6466"})
    assert antwoord.faultcode == "SOAP-ENV:Client.EK0031"
    assert b"SignatureValue" not in antwoord.raw


def test_every_message_asks_before_its_work_and_in_its_transaction_whether_trust_changed(
    rio: Dienst, monkeypatch: pytest.MonkeyPatch
) -> None:
    berichten = {LEVER: {"opleidingseenheid": trial.voorbeeldlevering()}, LEES: {"opleidingseenheidcode": "1010O6466"}}
    for naam, velden in berichten.items():
        assert rio.stuur(naam, velden).status == 200
    gevraagd, echt = [], trust.huidige_versie
    monkeypatch.setattr(trust, "huidige_versie", lambda session: gevraagd.append(echt(session)) or gevraagd[-1])
    for aantal, (naam, velden) in enumerate(berichten.items(), 1):
        assert rio.stuur(naam, velden).status == 200
        assert len(gevraagd) == 2 * aantal


def controle(rio: Dienst, data: bytes) -> dict[str, Any]:
    verbinding = http.client.HTTPConnection("127.0.0.1", rio.port, timeout=30)
    verbinding.request("POST", "/controle", data, {"Content-Type": "text/xml"})
    antwoord = verbinding.getresponse()
    tekst = antwoord.read()
    assert antwoord.status == 200, tekst
    verbinding.close()
    return json.loads(tekst)


def test_a_copied_certificate_asks_the_register_nothing(rio: Dienst) -> None:
    """A certificate is public: only a right signature makes the register speak to a stranger."""
    goed = rio.verzoek(LEVER, {"opleidingseenheid": trial.voorbeeldlevering()})
    zeker, onzeker = "niets is opgeslagen", "de afzender staat niet vast"
    assert zeker in json.dumps(controle(rio, goed), ensure_ascii=False)
    vreemd = maak("vreemd", nummer=91)
    for data in (
        goed.replace(b"Waterkunde", b"Wonderkunde"),
        teken(goed, LosPaar(vreemd.sleutel, rio.sleutelpaar.der)),
    ):
        tekst = json.dumps(controle(rio, data), ensure_ascii=False)
        assert onzeker in tekst
        assert zeker not in tekst


def test_the_workbench_explains_a_withdrawn_certificate(rio: Dienst) -> None:
    goed = rio.verzoek(LEVER, {"opleidingseenheid": trial.voorbeeldlevering()})
    rio.register.schrijf(lambda s: partijen.trek_partij_in(s, vingerafdruk(rio.sleutelpaar.der)))
    tekst = json.dumps(controle(rio, goed), ensure_ascii=False)
    assert "certificaat-geweigerd" in tekst
    assert "de afzender staat niet vast" in tekst


def groot_certificaat(omvang: int) -> bytes:
    naam = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "x")])
    bouwer = x509.CertificateBuilder().subject_name(naam).issuer_name(naam).public_key(sleutel(91).public_key())
    bouwer = bouwer.serial_number(1).not_valid_before(NU - DAG).not_valid_after(NU + timedelta(days=1))
    vreemd = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"x" * omvang)
    return Wie(sleutel(91), bouwer.add_extension(vreemd, False).sign(sleutel(91), hashes.SHA256())).der


def test_large_certificates_are_not_read_and_not_kept() -> None:
    """What is remembered per certificate is bounded in bytes too: 256 of a megabyte would be 256 megabytes."""
    assert lees_certificaat(groot_certificaat(100))
    with pytest.raises(Certificaatfout, match="hoogstens"):
        lees_certificaat(groot_certificaat(MAX_BYTES))


@pytest.mark.parametrize("bits", [1024, 8448])
def test_a_key_that_is_too_small_or_too_large_is_refused(bits: int) -> None:
    if bits > 8192:  # making such a key takes a minute, its public half is a number
        getal = (1 << (bits - 1)) | 1
        publiek = rsa.RSAPublicNumbers(65537, getal).public_key()
        naam = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "x")])
        bouwer = x509.CertificateBuilder().subject_name(naam).issuer_name(naam).public_key(publiek)
        bouwer = bouwer.serial_number(1).not_valid_before(NU - DAG).not_valid_after(NU + DAG)
        certificaat = bouwer.sign(sleutel(91), hashes.SHA256())
        der = Wie(sleutel(91), certificaat).der
    else:
        der = maak("zwak", nummer=90, bits=bits).der
    with pytest.raises(Certificaatfout, match=f"RSA-sleutel van {bits} bits"):
        lees_certificaat(der)


def test_mutated_certificates_raise_nothing_but_what_is_documented() -> None:
    kans, der = random.Random(5), bytearray(maak("Klant", CA, nummer=3, oin=OIN, **MOMENTEN).der)
    ketens = Ketens((Ca(CA.der),))
    gelezen = 0
    for _ in range(4000):
        data = bytearray(der)
        for _ in range(kans.randrange(1, 4)):
            plek = kans.randrange(len(data))
            if kans.random() < 0.7:
                data[plek] = kans.randrange(256)
            else:
                del data[plek : plek + kans.randrange(1, 5)]
        try:
            lees_certificaat.__wrapped__(bytes(data))
            gelezen += 1
        except Certificaatfout:
            pass
        lees_certificaatrapport(bytes(data), vertrouwd=None)
        with contextlib.suppress(Vertrouwensfout):
            assert ketens.keten(bytes(data), NU) is None or data == der
    assert gelezen > 100, "mutations are not all noise"


def test_the_token_may_be_any_bytes(rio: Dienst) -> None:
    """The same over HTTP: what stands in BinarySecurityToken is whatever a stranger likes."""
    goed, kans = rio.verzoek(LEVER, {"opleidingseenheid": trial.voorbeeldlevering()}), random.Random(7)
    for _ in range(60):
        der = bytearray(rio.sleutelpaar.der)
        for _ in range(3):
            der[kans.randrange(len(der))] = kans.randrange(256)
        data = goed.replace(rio.sleutelpaar.token.encode(), base64.b64encode(bytes(der)))
        assert rio.post(LEVER, data).faultcode == "SOAP-ENV:Client.EK0031"
        controle(rio, data)
