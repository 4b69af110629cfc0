"""A signature is looked at with patience: every part with its digests, also where the profile refuses the whole."""

import base64
import hashlib

import pytest
from lxml import etree

from rio_soap.contract.budget import Budget
from rio_soap.edukoppeling.envelope import Envelope, lees_envelope
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.trusted import vingerafdruk
from rio_soap.edukoppeling.uris import DS, EXC_C14N
from rio_soap.workbench import ondertekening
from rio_soap.workbench.herleid import Herleid
from rio_soap.workbench.keur.kapot import attribuut, sha1, tekst, weg
from rio_soap.workbench.ondertekening import (
    Losse,
    canonieke_bytes,
    kost_te_veel,
    lees_certificaatrapport,
    lees_los,
    ondertekend_digest,
    tekst64,
)
from rio_soap.workbench.verwijzingen import maak_verwijzingen
from tests.workbench.hulp import OIN_RIO, Maker, schrijf
from tests.workbench.test_kapotte_berichten import getekend

INCLUSIEF = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"


def envelop(data: bytes) -> Envelope:
    return lees_envelope(data, None, Profiel(OIN_RIO))


def los(data: bytes, budget: Budget | None = None) -> Losse:
    gelezen = lees_los(envelop(data), budget)
    assert gelezen is not None
    return gelezen


def test_a_good_message_signs_its_headers_its_body_and_its_timestamp(maker: Maker) -> None:
    gelezen = los(maker.goed())
    assert {deel.naam for deel in gelezen.delen} == {"To", "From", "Action", "MessageID", "Body", "Timestamp"}
    assert all(deel.klopt for deel in gelezen.delen)
    assert {deel.hash for deel in gelezen.delen} == {gelezen.hash} == {"sha256"}
    assert gelezen.der == maker.sleutelpaar.der


def test_the_key_of_the_certificate_signed_this_signedinfo(maker: Maker) -> None:
    gelezen = los(maker.goed())
    vorm = canonieke_bytes(gelezen.signed_info, gelezen.prefixen, inclusief=gelezen.inclusief)
    assert ondertekend_digest(gelezen) == ("sha256", hashlib.sha256(vorm).digest())


def test_a_part_that_was_changed_does_not_fit_and_the_others_do(maker: Maker) -> None:
    root = etree.fromstring(maker.goed())
    tekst("//d:niveau", "HBO-MA")(root)
    gelezen = los(schrijf(root))
    assert [deel.naam for deel in gelezen.delen if not deel.klopt] == ["Body"]


def test_another_key_signed_nothing_of_this(maker: Maker) -> None:
    root = etree.fromstring(maker.goed())
    tekst("//ds:SignatureValue", base64.b64encode(b"x" * 256).decode())(root)
    assert ondertekend_digest(los(schrijf(root))) is None


@pytest.mark.parametrize("waarde", ["", "geen base64!", "AA"])
def test_a_value_that_is_no_base64_is_no_value(maker: Maker, waarde: str) -> None:
    root = etree.fromstring(maker.goed())
    tekst("//sec:BinarySecurityToken", waarde)(root)
    gelezen = los(schrijf(root))
    assert not gelezen.der
    assert ondertekend_digest(gelezen) is None


def test_a_signature_with_another_hash_is_read_with_that(maker: Maker) -> None:
    gelezen = los(getekend(sha1)(maker))
    assert gelezen.hash == "sha1"
    assert {deel.hash for deel in gelezen.delen} == {"sha1"}
    assert all(deel.klopt for deel in gelezen.delen)


def test_inclusive_canonicalisation_is_followed_where_it_is_named(maker: Maker) -> None:
    gelezen = los(getekend(attribuut("//ds:CanonicalizationMethod", "Algorithm", INCLUSIEF))(maker))
    assert gelezen.inclusief
    assert ondertekend_digest(gelezen) is not None


@pytest.mark.parametrize("pad", ["//ds:Signature", "//ds:SignedInfo", "//sec:Security"])
def test_without_signedinfo_there_is_nothing_to_look_at(maker: Maker, pad: str) -> None:
    root = etree.fromstring(maker.goed())
    weg(pad)(root)
    assert lees_los(envelop(schrijf(root))) is None


def test_a_reference_to_nothing_is_passed_over(maker: Maker) -> None:
    root = etree.fromstring(maker.goed())
    next(root.iter(f"{{{DS}}}Reference")).set("URI", "#bestaat-niet")
    assert len(los(schrijf(root)).delen) == 5


def test_no_form_is_made_when_the_time_is_up(maker: Maker) -> None:
    gelezen = los(maker.goed(), Budget(0, 0))
    assert [deel.klopt for deel in gelezen.delen] == [None] * 6
    assert list(maak_verwijzingen(gelezen, {})) == []


def test_a_list_of_prefixes_is_that_of_the_message() -> None:
    methode = etree.fromstring(
        f'<t xmlns:e="{EXC_C14N}"><e:InclusiveNamespaces PrefixList="a  b {" ".join(f"p{n}" for n in range(50))}"/></t>'
    )
    prefixen = ondertekening._prefixen(methode)
    assert prefixen[:3] == ("a", "b", "p0")
    assert len(prefixen) == 20
    assert ondertekening._prefixen(None) == ()


def test_an_inclusive_form_of_very_many_elements_takes_too_long() -> None:
    klein, groot = etree.fromstring("<a><b/></a>"), etree.fromstring("<a>" + "<b/>" * 20_001 + "</a>")
    assert [kost_te_veel(e, i) for e in (klein, groot) for i in (True, False)] == [False, False, True, False]


def test_what_has_no_canonical_form_has_no_bytes() -> None:
    relatief = etree.fromstring('<a xmlns="relatief/pad"/>')
    assert canonieke_bytes(relatief) == b""
    assert canonieke_bytes(relatief, inclusief=True) == b""


def test_what_a_certificate_says_is_told(maker: Maker) -> None:
    gelezen = lees_certificaatrapport(maker.sleutelpaar.der, vertrouwd=True)
    assert gelezen is not None
    assert gelezen.vingerafdruk == vingerafdruk(maker.sleutelpaar.der)
    assert gelezen.vertrouwd is True
    assert gelezen.geldig_van < gelezen.geldig_tot
    assert gelezen.oin


@pytest.mark.parametrize("der", [b"", b"geen certificaat", b"0" * 100_000])
def test_what_is_no_certificate_says_nothing(der: bytes) -> None:
    assert lees_certificaatrapport(der, vertrouwd=None) is None


def test_a_report_shows_of_every_part_its_digests_and_its_bytes(maker: Maker) -> None:
    root = etree.fromstring(maker.goed())
    tekst("//d:niveau", "HBO-MA")(root)
    gelezen = los(schrijf(root))
    per_naam = {v.naam: v for v in maak_verwijzingen(gelezen, {})}
    body, to = per_naam["Body"], per_naam["To"]
    assert (body.klopt, to.klopt) == (False, True)
    assert b"HBO-MA" in body.canoniek
    assert body.ondertekend is None
    assert to.ondertekend == to.canoniek
    assert to.berekend == tekst64(hashlib.sha256(to.canoniek).digest())
    assert body.regel is not None


def test_what_was_found_back_stands_beside_what_is_there(maker: Maker) -> None:
    gelezen = los(maker.goed())
    gevonden = {gelezen.delen[0].waar: Herleid("digest-wit", b"<oud/>")}
    eerste = next(iter(maak_verwijzingen(gelezen, gevonden)))
    assert eerste.ondertekend == b"<oud/>"


def test_bytes_that_are_too_many_for_a_report_are_counted(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rio_soap.workbench.verwijzingen.MAX_CANONIEK", 10)
    alle = list(maak_verwijzingen(los(maker.goed()), {}))
    assert sum(len(v.canoniek) for v in alle) == 10
    assert all(v.weggelaten > 0 for v in alle)
