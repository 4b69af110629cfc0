"""Trust by CA: the chain, its validity, use and strength, and revocation."""

import contextlib
from datetime import datetime
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from rio_soap.edukoppeling.certificaat import Certificaatfout, lees_certificaat
from rio_soap.edukoppeling.certificaatketen import Ca, Ketens, is_ca
from rio_soap.edukoppeling.crl import Crlfout, controleer_crl, is_van, lees_crl, vat_samen
from rio_soap.edukoppeling.trusted import Vertrouwensfout
from tests.edukoppeling.pki import DAG, NU, Wie, crl, gebruik, maak, sleutel

OIN = "00000003222222222000"
WORTEL = maak("Wortel", ca=True)
TUSSEN = maak("Tussen", WORTEL, nummer=2, ca=True, pad=0)
BLAD = maak("Klant", TUSSEN, nummer=3, oin=OIN)


def ketens(*extra: Ca, crl_tussen: bytes | None = None, crl_wortel: bytes | None = None) -> Ketens:
    cas = [
        Ca(WORTEL.der, True, samen(crl_wortel)),
        Ca(TUSSEN.der, False, samen(crl_tussen)),
    ]
    return Ketens((*cas, *extra))


def samen(pem: bytes | None) -> Any:
    return vat_samen(lees_crl(pem).public_bytes(Encoding.DER)) if pem else None


def geweigerd(wie: Wie, melding: str, over: Ketens | None = None, nu: datetime = NU) -> None:
    with pytest.raises(Vertrouwensfout, match=melding):
        (over or ketens()).keten(wie.der, nu)


def test_a_certificate_chains_through_an_intermediate_to_its_root() -> None:
    keten = ketens().keten(BLAD.der, NU)
    assert keten is not None
    assert [deel.subject for deel in keten.delen] == [x.certificaat.subject for x in (BLAD, TUSSEN, WORTEL)]


def test_a_certificate_of_an_unknown_issuer_is_a_strangers() -> None:
    assert ketens().keten(maak("Vreemd", nummer=4, oin=OIN).der, NU) is None
    assert Ketens(()).keten(BLAD.der, NU) is None
    assert ketens().keten(b"geen certificaat", NU) is None


def test_an_issuer_of_the_same_name_with_another_key_is_not_the_ca() -> None:
    vals = maak("Tussen", nummer=4, ca=True)
    geweigerd(maak("Klant", vals, nummer=3, oin=OIN), "vertrouwde CA")


def test_an_intermediate_without_anchor_counts_for_nothing() -> None:
    geweigerd(BLAD, "vertrouwde CA", Ketens((Ca(TUSSEN.der, False),)))
    assert Ketens((Ca(TUSSEN.der, True),)).keten(BLAD.der, NU) is not None, "as an anchor it does"


@pytest.mark.parametrize("nu", [NU - 2 * DAG, NU + 366 * DAG], ids=["not yet", "no longer"])
def test_validity_is_judged_at_every_message_also_for_a_chain_that_was_good(nu: datetime) -> None:
    alle = ketens()
    assert alle.keten(BLAD.der, NU) is not None
    geweigerd(BLAD, "vertrouwde CA", alle, nu)
    assert alle.keten(BLAD.der, NU) is not None


def test_an_expired_ca_takes_its_certificates_along() -> None:
    oud = maak("Oud", WORTEL, nummer=4, ca=True, tot=NU - DAG / 2)
    blad = maak("Klant", oud, nummer=3, oin=OIN)
    geweigerd(blad, "vertrouwde CA", ketens(Ca(oud.der, False)))


@pytest.mark.parametrize(
    "anders",
    [
        {"ku": gebruik(key_encipherment=True)},
        {"ku": None},
        {"ca": True, "ku": gebruik(digital_signature=True, key_cert_sign=True)},
    ],
    ids=["no digitalSignature", "no keyUsage", "a CA"],
)
def test_a_certificate_for_another_use_signs_no_messages(anders: dict[str, Any]) -> None:
    geweigerd(maak("Klant", TUSSEN, **{"nummer": 3, "oin": OIN, **anders}), "vertrouwde CA")


def test_a_certificate_that_is_no_ca_issues_none() -> None:
    vals = maak("Klant zelf", BLAD, nummer=4, oin=OIN)
    assert ketens().keten(vals.der, NU) is None, "its issuer is no CA that we know"
    geweigerd(vals, "vertrouwde CA", ketens(Ca(BLAD.der, False)))
    assert not is_ca(BLAD.certificaat)
    assert is_ca(TUSSEN.certificaat)


def test_a_path_that_is_too_long_is_refused() -> None:
    dieper = maak("Dieper", TUSSEN, nummer=4, ca=True)
    geweigerd(maak("Klant", dieper, nummer=3, oin=OIN), "vertrouwde CA", ketens(Ca(dieper.der, False)))


def test_a_weak_key_is_refused_in_the_chain_too() -> None:
    with pytest.raises(Certificaatfout, match="1024 bits"):
        lees_certificaat(maak("Klant", TUSSEN, nummer=5, bits=1024, oin=OIN).der)
    zwak = maak("Zwak", WORTEL, nummer=5, bits=1024, ca=True)
    geweigerd(maak("Klant", zwak, nummer=3, oin=OIN), "vertrouwde CA", ketens(Ca(zwak.der, False)))


def sha1(uitgever: Wie | None) -> Wie:
    """A certificate signed with SHA-1, made by hand since the library does not."""
    goed = maak("Klant", uitgever, nummer=3, oin=OIN)
    tbs = goed.certificaat.tbs_certificate_bytes
    van, naar = bytes.fromhex("2a864886f70d01010b"), bytes.fromhex("2a864886f70d010105")
    assert tbs.count(van) == 1
    tbs = tbs.replace(van, naar)
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

    waarde = (uitgever or goed).sleutel.sign(tbs, PKCS1v15(), hashes.SHA1())
    rest = bytes.fromhex("300d06092a864886f70d0101050500") + b"\x03\x82\x01\x01\x00" + waarde
    lengte = len(tbs) + len(rest)
    der = b"\x30\x82" + lengte.to_bytes(2, "big") + tbs + rest
    return Wie(goed.sleutel, x509.load_der_x509_certificate(der))


def test_a_certificate_signed_with_sha1_is_refused_pinned_or_by_chain() -> None:
    blad = sha1(TUSSEN)
    assert isinstance(blad.certificaat.signature_hash_algorithm, hashes.SHA1)
    geweigerd(blad, "vertrouwde CA")
    with pytest.raises(Certificaatfout, match="sha1"):
        lees_certificaat(blad.der)
    with pytest.raises(Certificaatfout, match="sha1"):
        lees_certificaat(sha1(None).der)


# -- revocation


def test_a_revoked_certificate_is_refused_and_its_neighbour_is_not() -> None:
    buur = maak("Buur", TUSSEN, nummer=3, oin=OIN)
    alle = ketens(crl_tussen=crl(TUSSEN, buur))
    assert alle.keten(BLAD.der, NU) is not None
    geweigerd(buur, "ingetrokken door CN=Tussen", alle)


def test_a_revoked_ca_takes_its_certificates_along() -> None:
    geweigerd(BLAD, "ingetrokken door CN=Wortel", ketens(crl_wortel=crl(WORTEL, TUSSEN)))


def test_a_crl_that_is_out_of_date_refuses_everybody() -> None:
    alle = ketens(crl_tussen=crl(TUSSEN))
    assert alle.keten(BLAD.der, NU + 6 * DAG) is not None
    geweigerd(BLAD, "verlopen", alle, NU + 8 * DAG)


def test_the_crl_of_its_issuer_counts_for_a_certificate_that_is_trusted_by_itself() -> None:
    alle = ketens(crl_tussen=crl(TUSSEN, BLAD))
    with pytest.raises(Vertrouwensfout, match="ingetrokken"):
        alle.controleer_ingetrokken(BLAD.der, NU)
    alle.controleer_ingetrokken(maak("Tussen", nummer=4).der, NU)
    namaak = maak("Klant", maak("Tussen", nummer=4, ca=True), nummer=3)
    alle.controleer_ingetrokken(namaak.der, NU)


def test_a_crl_is_its_cas_by_name_key_and_use() -> None:
    lijst = lees_crl(crl(TUSSEN))
    assert is_van(lijst, TUSSEN.certificaat)
    assert not is_van(lijst, WORTEL.certificaat)
    assert not is_van(lees_crl(crl(TUSSEN, door=BLAD)), TUSSEN.certificaat)
    zonder = maak("Tussen", WORTEL, nummer=2, ca=True, ku=gebruik(key_cert_sign=True))
    assert not is_van(lijst, zonder.certificaat)


def _idp(**aan: Any) -> x509.IssuingDistributionPoint:
    namen = ("only_contains_user_certs", "only_contains_ca_certs", "indirect_crl", "only_contains_attribute_certs")
    return x509.IssuingDistributionPoint(
        full_name=None, relative_name=None, only_some_reasons=None, **{naam: aan.get(naam, False) for naam in namen}
    )


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"tot": NU - DAG / 2}, "out of date"),
        ({"van": NU + DAG}, "future"),
        ({"extensie": x509.DeltaCRLIndicator(1)}, "delta"),
        ({"extensie": _idp(only_contains_ca_certs=True)}, "part of the certificates"),
        ({"extensie": _idp(indirect_crl=True)}, "part of the certificates"),
        ({"extensie": x509.IssuerAlternativeName([x509.DNSName("x")])}, "critical"),
    ],
    ids=["old", "future", "delta", "only CAs", "indirect", "critical"],
)
def test_a_crl_that_cannot_tell_everything_is_not_kept(anders: dict[str, Any], melding: str) -> None:
    with pytest.raises(Crlfout, match=melding):
        controleer_crl(lees_crl(crl(TUSSEN, **anders)), TUSSEN.certificaat, NU)


def test_a_crl_about_end_users_is_enough_for_a_ca_that_has_no_others() -> None:
    lijst = lees_crl(crl(TUSSEN, extensie=_idp(only_contains_user_certs=True)))
    controleer_crl(lijst, TUSSEN.certificaat, NU)
    with pytest.raises(Crlfout, match="part of the certificates"):
        controleer_crl(lijst, WORTEL.certificaat, NU)


def test_what_is_no_crl_is_refused() -> None:
    with pytest.raises(Crlfout, match="no readable"):
        lees_crl(b"geen crl")
    with pytest.raises(Crlfout, match="no readable"):
        lees_crl(b"-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----")


def test_chains_are_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    alle = ketens()
    eerste = alle.keten(BLAD.der, NU)
    monkeypatch.setattr(Ketens, "_bouw", lambda *_: pytest.fail("built again"))
    assert alle.keten(BLAD.der, NU) is eerste
    assert sleutel(1) is sleutel(1)


@pytest.mark.filterwarnings("ignore:Parsed a serial number")
@pytest.mark.parametrize("masker", [0x01, 0x20, 0xFF])
def test_a_certificate_with_any_byte_changed_is_refused_and_no_crash(masker: int) -> None:
    """Of a stranger's making, but with the name of a known CA as issuer."""
    alle = ketens(crl_tussen=crl(TUSSEN))
    der = BLAD.der
    for plek in range(len(der)):
        anders = der[:plek] + bytes([der[plek] ^ masker]) + der[plek + 1 :]
        with contextlib.suppress(Vertrouwensfout):
            assert alle.keten(anders, NU) is None, plek
        alle.controleer_ingetrokken(anders, NU)
        with contextlib.suppress(Certificaatfout):
            lees_certificaat(anders)
