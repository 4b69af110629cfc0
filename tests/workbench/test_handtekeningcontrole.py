"""The signature is judged as the service does; a refusal is traced to what was done, and who may be told of trust."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from rio_soap.contract.budget import Budget
from rio_soap.edukoppeling.adressering import lees_adressering
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.trusted import Partij, Vertrouwen, Vertrouwensfout, vingerafdruk
from rio_soap.workbench.handtekeningcontrole import Handtekeningrapport, controleer_handtekening, gemaakt
from rio_soap.workbench.keur.kapot import tekst, weg, zonder_deel
from rio_soap.workbench.rapport import Melding
from tests.workbench.hulp import OIN_RIO, Maker, schrijf
from tests.workbench.test_kapotte_berichten import getekend

HANZE = "0000000700025BE00000"
KOP = "/Envelope/Header"


class Kent:
    """Trusts every certificate for these OINs, or none."""

    def __init__(self, *oins: str, fout: Vertrouwensfout | None = None) -> None:
        self.oins, self.fout = oins, fout

    def partij(self, certificaat: bytes) -> Partij | None:
        if self.fout is not None:
            raise self.fout
        if not self.oins:
            return None
        return Partij("Mijn leverancier", None, vingerafdruk(certificaat), frozenset(self.oins))


def oordeel(
    data: bytes, kent: Vertrouwen | None = None, *, na_bewijs: bool = False, moment: datetime | None = None
) -> Handtekeningrapport:
    profiel = Profiel(OIN_RIO)
    envelope = lees_envelope(data, None, profiel)
    return controleer_handtekening(
        envelope,
        lees_adressering(envelope),
        profiel,
        moment or datetime.now(UTC),
        kent,
        Budget(10, 10),
        na_bewijs=na_bewijs,
    )


def fouten(gevonden: Handtekeningrapport) -> list[Melding]:
    """Without the remark that the trial client signs for another."""
    return [melding for melding in gevonden.meldingen if melding.ernst == "fout"]


def veranderd(maker: Maker, *stappen: Callable[[etree._Element], None]) -> bytes:
    root = etree.fromstring(maker.goed())
    for stap in stappen:
        stap(root)
    return schrijf(root)


def test_a_good_signature_has_no_findings_and_tells_of_its_certificate(maker: Maker) -> None:
    gevonden = oordeel(maker.goed())
    assert fouten(gevonden) == []
    assert gevonden.ondertekend
    assert gevonden.partij is None
    assert gevonden.certificaat is not None
    assert gevonden.certificaat.vertrouwd is None
    assert [v.klopt for v in gevonden.verwijzingen] == [True] * 6


def test_the_party_is_told_when_its_signature_is_right(maker: Maker) -> None:
    gevonden = oordeel(maker.goed(), Kent(HANZE))
    assert gevonden.partij is not None
    assert gevonden.certificaat is not None
    assert gevonden.certificaat.vertrouwd is True


def test_a_copied_certificate_proves_nothing(maker: Maker) -> None:
    gevonden = oordeel(veranderd(maker, tekst("//d:niveau", "HBO-MA")), Kent(HANZE))
    assert gevonden.partij is None
    assert "digest-anders" in {m.oorzaak for m in gevonden.meldingen}


def test_a_stranger_is_told_of_trust_only_with_a_right_signature(maker: Maker) -> None:
    goed = oordeel(maker.goed(), Kent(), na_bewijs=True)
    assert [m.oorzaak for m in goed.meldingen] == ["certificaat-onbekend"]
    fout = oordeel(veranderd(maker, tekst("//d:niveau", "HBO-MA")), Kent(), na_bewijs=True)
    assert "certificaat-onbekend" not in {m.oorzaak for m in fout.meldingen}
    assert fout.certificaat is not None
    assert fout.certificaat.vertrouwd is None


def test_a_certificate_that_nobody_knows_is_told_with_its_fingerprint(maker: Maker) -> None:
    (melding,) = oordeel(maker.goed(), Kent()).meldingen
    assert (melding.oorzaak, melding.fout) == ("certificaat-onbekend", "Client.EK0031")
    assert str(melding.gevonden) == f"SHA-256 {vingerafdruk(maker.sleutelpaar.der)}"
    assert melding.regel is not None


def test_a_party_without_a_mandate_is_told_for_whom_it_may_sign(maker: Maker) -> None:
    (melding,) = oordeel(maker.goed(), Kent("0000000700099ZZ00000")).meldingen
    assert (melding.oorzaak, melding.waar, melding.fout) == ("mandaat", f"{KOP}/From", "Client.DK0002")
    assert (melding.gevonden, melding.toegestaan) == (HANZE, "0000000700099ZZ00000")
    assert "Mijn leverancier is niet gemachtigd" in str(melding.bericht)


def test_a_certificate_that_was_revoked_is_told_with_why(maker: Maker) -> None:
    weigering = Vertrouwensfout("certificaat-geweigerd", "serienummer 1", None)
    (melding,) = fouten(oordeel(maker.goed(), Kent(fout=weigering)))
    assert (melding.oorzaak, melding.gevonden) == ("certificaat-geweigerd", "serienummer 1")
    assert str(melding.bericht) == "Het certificaat is ingetrokken"


@pytest.mark.parametrize("naam", ["Body", "To", "Timestamp"])
def test_a_part_that_is_not_signed_is_told_at_that_part(maker: Maker, naam: str) -> None:
    (melding,) = fouten(oordeel(getekend(zonder_deel(naam))(maker)))
    assert melding.oorzaak == "deel-niet-ondertekend"
    assert melding.waar.endswith(f"/{naam}")
    assert melding.regel is not None
    assert str(melding.gevonden) == "geen Reference"
    assert str(melding.toegestaan).startswith("een Reference in /Envelope/Header/Security/")


def test_a_message_without_a_signature_is_not_signed(maker: Maker) -> None:
    gevonden = oordeel(veranderd(maker, weg("//sec:Security")))
    assert [m.oorzaak for m in gevonden.meldingen] == ["niet-ondertekend"]
    assert not gevonden.ondertekend
    assert gevonden.verwijzingen == ()


@pytest.mark.parametrize(
    ("uren", "oorzaak"), [(2, "verlopen"), (-2, "created-toekomst"), (0, None)], ids=["later", "earlier", "now"]
)
def test_a_message_is_judged_at_the_moment_that_is_asked_for(maker: Maker, uren: int, oorzaak: str | None) -> None:
    gevonden = oordeel(maker.goed(), moment=datetime.now(UTC) + timedelta(hours=uren))
    assert [m.oorzaak for m in fouten(gevonden)] == ([oorzaak] if oorzaak else [])


def test_who_signs_for_another_is_remarked_where_there_is_no_register_to_ask(maker: Maker) -> None:
    (melding,) = oordeel(maker.goed()).meldingen
    assert (melding.oorzaak, melding.ernst, melding.waar) == ("intermediair", "opmerking", f"{KOP}/From")
    assert str(melding.gevonden).startswith(f"wsa:From {HANZE}, certificaat ")


def test_the_moment_of_a_message_is_that_of_its_own_timestamp(maker: Maker) -> None:
    envelope = lees_envelope(maker.goed(), None, Profiel(OIN_RIO))
    moment = gemaakt(envelope)
    assert moment is not None
    assert abs(moment - datetime.now(UTC)) < timedelta(minutes=1)
    zonder = lees_envelope(veranderd(maker, weg("//u:Timestamp")), None, Profiel(OIN_RIO))
    assert gemaakt(zonder) is None


def test_what_is_wrong_in_signedinfo_comes_after_what_is_wrong_in_the_parts(maker: Maker) -> None:
    data = veranderd(maker, tekst("//d:niveau", "HBO-MA"), tekst("//ds:SignatureValue", "AAAA"))
    oorzaken = [m.oorzaak for m in fouten(oordeel(data))]
    assert oorzaken == sorted(oorzaken, key=lambda o: o.startswith(("signedinfo", "handtekening")))
    assert oorzaken[0] == "digest-anders"


def test_a_report_without_time_says_how_much_was_not_read(maker: Maker) -> None:
    profiel = Profiel(OIN_RIO)
    envelope = lees_envelope(maker.goed(), None, profiel)
    gevonden = controleer_handtekening(
        envelope, lees_adressering(envelope), profiel, datetime.now(UTC), None, Budget(0, 0)
    )
    assert fouten(gevonden) == [], "the verdict of the profile does not depend on the time for the report"
    assert (gevonden.ongelezen, gevonden.verwijzingen) == (6, ())
