"""One function decides which OIN a certificate names; two serialNumbers are not one OIN."""

from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import NameAttribute, RelativeDistinguishedName
from cryptography.x509.name import _ASN1Type
from cryptography.x509.oid import ExtendedKeyUsageOID as Doel
from cryptography.x509.oid import NameOID

from rio_soap.edukoppeling.certificaat import GeenOin, lees_certificaat, oin_in, oin_in_certificaat
from rio_soap.edukoppeling.faults import Foutsoort
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.tls_sender import controleer_tls
from rio_soap.edukoppeling.trusted import Partij, VertrouwdeLijst, vingerafdruk
from rio_soap.workbench.ondertekening import lees_certificaatrapport
from tests.edukoppeling.pki import DAG, NU, sleutel
from tests.edukoppeling.test_verifieer import AndereTrust

OIN, ANDER = "00000003222222222000", "00000003333333333000"


def serial(waarde: str, soort: _ASN1Type | None = None) -> NameAttribute:
    return NameAttribute(NameOID.SERIAL_NUMBER, waarde, soort)


def certificaat(*delen: NameAttribute | RelativeDistinguishedName, eku: x509.Extension[Any] | None = None) -> bytes:
    """A certificate with these parts in its subject after a common name, and key 61."""
    rdns = [d if isinstance(d, RelativeDistinguishedName) else RelativeDistinguishedName([d]) for d in delen]
    naam = x509.Name([RelativeDistinguishedName([NameAttribute(NameOID.COMMON_NAME, "Klant")]), *rdns])
    bouwer = x509.CertificateBuilder().subject_name(naam).issuer_name(naam).public_key(sleutel(61).public_key())
    bouwer = bouwer.serial_number(1).not_valid_before(NU - DAG).not_valid_after(NU + DAG)
    if eku is not None:
        bouwer = bouwer.add_extension(eku.value, eku.critical)
    return bouwer.sign(sleutel(61), hashes.SHA256()).public_bytes(Encoding.DER)


ZONDER = {
    "none": (),
    "two OINs": (serial(OIN), serial(ANDER)),
    "the same OIN twice": (serial(OIN), serial(OIN)),
    "an OIN and another number": (serial(OIN), serial("KVK 12345678")),
    "another number and an OIN": (serial("12345"), serial(OIN)),
    "two in one part of the name": (RelativeDistinguishedName([serial(OIN), serial(ANDER)]),),
    "blank before": (serial(" " + OIN),),
    "blank after": (serial(OIN + " "),),
    "line feed after": (serial(OIN + "\n", _ASN1Type.UTF8String),),
    "too short": (serial(OIN[:-1]),),
    "too long": (serial(OIN + "0"),),
    "letters in the prefix": (serial("0000000A222222222000"),),
    "small letters": (serial("0000000700025be00000"),),
    "Arabic digits": (serial("٠" * 8 + OIN[8:], _ASN1Type.UTF8String),),
    "full-width digits": (serial("０" * 20, _ASN1Type.UTF8String),),
    "in the common name": (NameAttribute(NameOID.COMMON_NAME, OIN),),
    "in organizationIdentifier": (NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, OIN),),
}
MET = {
    "printable": (serial(OIN),),
    "UTF-8": (serial(OIN, _ASN1Type.UTF8String),),
    "BMP": (serial(OIN, _ASN1Type.BMPString),),
    "in one part with another attribute": (
        RelativeDistinguishedName([serial(OIN), NameAttribute(NameOID.ORGANIZATION_NAME, "O")]),
    ),
}


@pytest.mark.parametrize("naam", ZONDER)
def test_what_is_not_exactly_one_oin_is_none_in_every_place(naam: str) -> None:
    der = certificaat(*ZONDER[naam])
    with pytest.raises(GeenOin, match="noemt geen OIN"):
        oin_in(x509.load_der_x509_certificate(der))
    assert lees_certificaat(der).oin is None
    assert oin_in_certificaat(der) is None
    assert Sleutelpaar(sleutel(61), der).oin is None
    rapport = lees_certificaatrapport(der, vertrouwd=None)
    assert rapport is not None
    assert rapport.oin is None
    with pytest.raises(Exception, match="EK0030") as fout:
        controleer_tls(der, lambda _der, _oin: True)
    assert fout.value.soort is Foutsoort.EK0030  # type: ignore[attr-defined]


@pytest.mark.parametrize("naam", MET)
def test_one_oin_is_one_in_every_place(naam: str) -> None:
    der = certificaat(*MET[naam])
    assert lees_certificaat(der).oin == oin_in_certificaat(der) == Sleutelpaar(sleutel(61), der).oin == OIN
    assert controleer_tls(der, lambda _der, oin: oin == OIN) == OIN


def wereld_van(wereld: Any, der: bytes) -> Any:
    """The world with this certificate as a party that may sign for the sender."""
    return AndereTrust(wereld, VertrouwdeLijst([Partij("x", None, vingerafdruk(der), frozenset({wereld.afzender}))]))


@pytest.mark.parametrize("naam", ZONDER)
def test_a_message_signed_without_one_oin_is_ek0031_whoever_trusts_the_certificate(wereld: Any, naam: str) -> None:
    der = certificaat(*ZONDER[naam])
    fout = wereld_van(wereld, der).geweigerd(
        wereld.verzoek(None, sleutelpaar=Sleutelpaar(sleutel(61), der)), Foutsoort.EK0031, "noemt geen OIN"
    )
    assert [b.zin() for b in fout.bevindingen] == ["Het certificaat noemt geen OIN"]
    assert fout.bevindingen[0].gevonden


def eku(*doelen: x509.ObjectIdentifier, kritiek: bool) -> x509.Extension[Any]:
    waarde = x509.ExtendedKeyUsage(doelen)
    return x509.Extension(waarde.oid, kritiek, waarde)


SERVER = (Doel.SERVER_AUTH,)


@pytest.mark.parametrize(
    ("doelen", "kritiek", "instelling", "mag"),
    [
        (SERVER, True, "kritiek", False),
        (SERVER, True, "altijd", False),
        (SERVER, True, "nee", True),
        (SERVER, False, "kritiek", True),
        (SERVER, False, "altijd", False),
        ((Doel.CODE_SIGNING,), True, "kritiek", False),
        ((Doel.TIME_STAMPING,), True, "kritiek", False),
        ((Doel.OCSP_SIGNING, Doel.SERVER_AUTH), True, "kritiek", False),
        ((Doel.CLIENT_AUTH, Doel.SERVER_AUTH), True, "altijd", True),
        ((Doel.CLIENT_AUTH, Doel.SERVER_AUTH), False, "kritiek", True),
        ((Doel.ANY_EXTENDED_KEY_USAGE,), True, "altijd", True),
        ((Doel.EMAIL_PROTECTION,), True, "altijd", True),
        ((x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36"),), True, "altijd", True),
    ],
)
def test_a_certificate_that_is_critically_meant_for_something_else_does_not_sign(
    wereld: Any, doelen: tuple[x509.ObjectIdentifier, ...], kritiek: bool, instelling: str, mag: bool
) -> None:
    der = certificaat(serial(OIN), eku=eku(*doelen, kritiek=kritiek))
    eigen, data = wereld_van(wereld, der), wereld.verzoek(None, sleutelpaar=Sleutelpaar(sleutel(61), der))
    if mag:
        assert eigen.oordeel(data, eku=instelling).oin_certificaat == OIN
    else:
        eigen.geweigerd(
            data, Foutsoort.EK0031, "niet bedoeld om berichten te ondertekenen extendedKeyUsage", eku=instelling
        )
