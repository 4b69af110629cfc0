"""Revocation lists: only a complete list, in force, strong and of the CA itself, is kept."""

from datetime import timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from rio_soap.edukoppeling.crl import Crlfout, controleer_crl, is_van, lees_crl, vat_samen
from tests.edukoppeling.pki import DAG, NU, Wie, crl, maak

CA = maak("CA", ca=True)
ANDER = maak("Andere CA", nummer=2, ca=True)


def lijst(wie: Wie = CA, *ingetrokken: Wie, **anders: Any) -> x509.CertificateRevocationList:
    """A list of this CA."""
    return lees_crl(crl(wie, *ingetrokken, **anders))


def verdeelpunt(**anders: Any) -> x509.IssuingDistributionPoint:
    """An IssuingDistributionPoint that says what is left out."""
    velden: dict[str, Any] = {
        "full_name": None,
        "relative_name": None,
        "only_contains_user_certs": False,
        "only_contains_ca_certs": False,
        "only_some_reasons": None,
        "indirect_crl": False,
        "only_contains_attribute_certs": False,
    }
    return x509.IssuingDistributionPoint(**{**velden, **anders})


@pytest.mark.parametrize("vorm", [Encoding.PEM, Encoding.DER])
def test_a_list_is_read_in_both_notations(vorm: Encoding) -> None:
    gelezen = lijst(CA, ANDER)
    assert lees_crl(gelezen.public_bytes(vorm)) == gelezen


@pytest.mark.parametrize(
    "data", [b"", b"geen CRL", b"-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n", CA.pem]
)
def test_what_is_no_list_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(Crlfout, match="no readable CRL"):
        lees_crl(data)


def test_a_look_up_knows_the_numbers_and_from_when_until_when_they_hold() -> None:
    kort = vat_samen(lijst(CA, ANDER, van=NU - DAG, tot=NU + DAG).public_bytes(Encoding.DER))
    nummers = frozenset({ANDER.certificaat.serial_number})
    assert (kort.uitgegeven, kort.geldig_tot, kort.ingetrokken) == (NU - DAG, NU + DAG, nummers)


def test_a_list_is_of_the_ca_that_signed_it_and_of_no_other() -> None:
    assert is_van(lijst(), CA.certificaat)
    assert not is_van(lijst(), ANDER.certificaat)
    naamgenoot = maak("CA", nummer=3, ca=True)
    assert not is_van(lijst(), naamgenoot.certificaat), "a name is not enough"
    assert not is_van(lijst(CA, door=ANDER), CA.certificaat), "nor a signature of another"


def test_a_certificate_that_may_sign_no_lists_has_none() -> None:
    leek = maak("Leek", nummer=4)
    assert not is_van(lijst(leek), leek.certificaat)


def test_a_complete_list_that_is_in_force_is_taken() -> None:
    controleer_crl(lijst(), CA.certificaat, NU)
    controleer_crl(lijst(extensie=x509.CRLNumber(3), kritiek=False), CA.certificaat, NU)
    overal = verdeelpunt(full_name=[x509.UniformResourceIdentifier("http://ca.example/crl")])
    controleer_crl(lijst(extensie=overal), CA.certificaat, NU)


@pytest.mark.parametrize(
    ("van", "tot", "melding"),
    [(-2 * DAG, -DAG, "out of date"), (DAG, 2 * DAG, "from the future")],
)
def test_a_list_speaks_from_its_own_moment_until_the_next(van: timedelta, tot: timedelta, melding: str) -> None:
    with pytest.raises(Crlfout, match=melding):
        controleer_crl(lijst(van=NU + van, tot=NU + tot), CA.certificaat, NU)


def test_the_moments_themselves_belong_to_it() -> None:
    controleer_crl(lijst(van=NU, tot=NU + DAG), CA.certificaat, NU)
    controleer_crl(lijst(van=NU - DAG, tot=NU), CA.certificaat, NU)


def test_a_list_that_is_signed_with_another_hash_is_not_enough() -> None:
    with pytest.raises(Crlfout, match="hash that is not allowed"):
        controleer_crl(lijst(hash_=hashes.SHA224()), CA.certificaat, NU)


@pytest.mark.parametrize(
    ("extensie", "melding"),
    [
        (x509.DeltaCRLIndicator(1), "changes only"),
        (verdeelpunt(only_contains_ca_certs=True), "part of the certificates"),
        (verdeelpunt(only_contains_attribute_certs=True), "part of the certificates"),
        (verdeelpunt(indirect_crl=True), "another issuer"),
        (verdeelpunt(only_some_reasons=frozenset({x509.ReasonFlags.key_compromise})), "part of the certificates"),
        (x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00"), "1.2.3.4"),
    ],
    ids=["delta", "of CAs", "of attributes", "indirect", "some reasons", "unknown"],
)
def test_a_list_that_leaves_certificates_out_would_call_them_good_and_is_refused(
    extensie: x509.ExtensionType, melding: str
) -> None:
    with pytest.raises(Crlfout, match=melding):
        controleer_crl(lijst(extensie=extensie), CA.certificaat, NU)


def test_an_unknown_extension_that_may_be_overlooked_is() -> None:
    vreemd = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")
    controleer_crl(lijst(extensie=vreemd, kritiek=False), CA.certificaat, NU)


def test_a_list_of_users_only_is_whole_for_a_ca_below_which_no_other_ca_can_stand() -> None:
    alleen_gebruikers = verdeelpunt(only_contains_user_certs=True)
    laatste = maak("Laatste CA", nummer=5, ca=True, pad=0)
    controleer_crl(lijst(laatste, extensie=alleen_gebruikers), laatste.certificaat, NU)
    with pytest.raises(Crlfout, match="part of the certificates"):
        controleer_crl(lijst(extensie=alleen_gebruikers), CA.certificaat, NU)
