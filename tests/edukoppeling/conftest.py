"""A receiver, a sender and an intruder of our own, in a contract of our own: nothing of RIO is needed here."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from rio_soap.edukoppeling import proefpki
from rio_soap.edukoppeling.adressering import controleer_adressering
from rio_soap.edukoppeling.clock import FixedClock
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.trusted import Partij, VertrouwdeLijst, vingerafdruk
from rio_soap.edukoppeling.verifieer import Ondertekenaar, verifieer
from rio_soap.edukoppeling.verzoek import stel_verzoek_op

ONTVANGER = "00000001111111111000"
AFZENDER = "0000000700025BE00000"
BEMIDDELAAR = "00000003222222222000"
ACTIE = "urn:voorbeeld:contract/groet"
MOMENT = datetime(2026, 11, 24, 12, 0, 0, 123000, tzinfo=UTC)
INHOUD = (
    '<b:groet_request xmlns:b="urn:voorbeeld:bericht"><b:aan>wereld &amp; omstreken</b:aan>'
    '<b:bij soort="s">é €</b:bij></b:groet_request>'
)


@dataclass(frozen=True)
class Wereld:
    """Everything a test needs to send a message and to have it judged."""

    pki: dict[str, Sleutelpaar]
    klok: FixedClock
    profiel: Profiel
    ontvanger: str = ONTVANGER
    afzender: str = AFZENDER
    actie: str = ACTIE

    @property
    def vertrouwen(self) -> VertrouwdeLijst:
        """Trusts the client, which signs for the sender, and not the intruder."""
        der = self.pki["klant"].der
        return VertrouwdeLijst([Partij("Klant", BEMIDDELAAR, vingerafdruk(der), frozenset({AFZENDER}))])

    def inhoud(self) -> etree._Element:
        return etree.fromstring(INHOUD)

    def verzoek(self, wie: str | None = "klant", **anders: Any) -> bytes:
        """A good request; `wie` is who signs."""
        velden: dict[str, Any] = {
            "action": ACTIE,
            "van_oin": AFZENDER,
            "naar": f"https://voorbeeld.nl/dienst?oin={ONTVANGER}",
            "sleutelpaar": self.pki[wie] if wie else None,
            "klok": self.klok,
        }
        return stel_verzoek_op(self.inhoud(), **{**velden, **anders})

    def oordeel(
        self, data: bytes, content_type: str | None = "text/xml; charset=utf-8", **anders: Any
    ) -> Ondertekenaar:
        """All steps of the profile on a request; `anders` changes the profile."""
        profiel = replace(self.profiel, **anders)
        envelope = lees_envelope(data, content_type, profiel)
        adressering = controleer_adressering(envelope, ACTIE, {ACTIE, "urn:voorbeeld:contract/anders"}, profiel)
        return verifieer(envelope, adressering, self.vertrouwen, self.klok, profiel)

    def geweigerd(self, data: bytes, soort: Foutsoort, patroon: str = "", **anders: Any) -> Edufout:
        """The message is refused with this fault, and a finding says so."""
        with pytest.raises(Edufout) as gevangen:
            self.oordeel(data, **anders)
        fout = gevangen.value
        assert fout.soort is soort, fout
        assert fout.bevindingen, "a fault tells what was wrong"
        tekst = " | ".join(f"{b.zin()} {b.gevonden} {b.toegestaan} {b.waar}" for b in fout.bevindingen)
        assert re.search(patroon, tekst), tekst
        return fout


@pytest.fixture(scope="session")
def wereld(tmp_path_factory: pytest.TempPathFactory) -> Wereld:
    map_: Path = tmp_path_factory.mktemp("pki")
    klanten = {"klant": BEMIDDELAAR, "indringer": BEMIDDELAAR}
    pki = proefpki.maak(map_, dienst_oin=ONTVANGER, klanten=klanten, nu=MOMENT)
    return Wereld(pki, FixedClock(MOMENT), Profiel(ontvanger_oin=ONTVANGER))


@pytest.fixture
def verander(wereld: Wereld) -> Callable[..., bytes]:
    """A good request in which a pattern, which must be there, is replaced once."""

    def doe(patroon: str, door: str, data: bytes | None = None) -> bytes:
        tekst = (wereld.verzoek() if data is None else data).decode()
        nieuw, aantal = re.subn(patroon, lambda m: m.expand(door), tekst, count=1, flags=re.DOTALL)
        assert aantal == 1, patroon
        return nieuw.encode()

    return doe
