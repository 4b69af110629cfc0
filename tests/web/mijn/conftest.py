"""A service of which contact points, messages and roles were planted: what may be seen is told by these tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from rio_soap.setup import trial
from tests.register.hulp_contact import contact, periode
from tests.service.conftest import Dienst
from tests.web.browser import Browser, Pagina

AANBIEDER, BESTUUR, ANDER = "110A133", "100B490", "799B001"
GEHEIM = {naam: f"geheim-{naam.lower()}@verzuim.example" for naam in ("LEERPLICHT", "TOEZICHT", "BPV")}
"""Restricted context to what stands in it of the aanbieder, and nowhere else."""


@dataclass
class Mijn:
    """The service, and what was sent to it.

    :param berichten: what a message is to its identificatiecode.
    """

    dienst: Dienst
    berichten: dict[str, str]
    nummer: int = 0

    def als(self, *rollen: tuple[str, str]) -> Browser:
        """Somebody new with these roles."""
        self.nummer += 1
        browser = Browser(self.dienst)
        browser.word(f"iemand{self.nummer}@school.example", *rollen)
        return browser

    def haal(self, pad: str, *rollen: tuple[str, str]) -> Pagina:
        """A page as somebody with these roles sees it."""
        return self.als(*rollen).haal(f"/nl{pad}")

    def stuur(self, naam: str, operatie: str, oin: str = trial.OIN_HANZE, **inhoud: object) -> None:
        """Send a message and remember it by a name."""
        antwoord = self.dienst.stuur(operatie, inhoud, oin=oin)
        code = antwoord.tekst("identificatiecodeBedrijfsdocument")
        assert code is not None, antwoord.raw
        self.berichten[naam] = code


@pytest.fixture(scope="session")
def mijn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mijn]:
    """A service for these tests only."""
    dienst = Dienst(tmp_path_factory.mktemp("mijn"), api_per_minuut=0, scherm_per_minuut=0)
    uit = Mijn(dienst, {})
    uit.stuur("eenheid", "aanleveren_opleidingseenheid", opleidingseenheid=trial.voorbeeldlevering())
    for naam, email in GEHEIM.items():
        deel = contact(periode(date(2021, 1, 1), email=email), soort=naam, eenheid=AANBIEDER)
        uit.stuur(naam, "aanleveren_contactadres", contactadres=deel)
    uit.stuur("fout", "verwijderen_onderwijsaanbieder", onderwijsaanbiedercode=AANBIEDER)
    uit.stuur("gelezen", "opvragen_onderwijsaanbieder", onderwijsaanbiedercode=AANBIEDER)
    yield uit
    dienst.stop()
