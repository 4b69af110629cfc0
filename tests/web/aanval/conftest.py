"""A service of which every text that somebody may deliver is hostile."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.setup import trial
from rio_soap.web.publiek.objectpad import pad_van
from tests.register.hulp_aanbod import aanbod
from tests.register.hulp_aanbod import periode as aanbodperiode
from tests.register.hulp_contact import contact, periode
from tests.register.hulp_organisatie import aanbieder
from tests.service.conftest import Dienst
from tests.web.aanval import besmette_leveringen as kwaad
from tests.web.aanval.hulp_aanval import BESTUUR, KWAAD
from tests.web.browser import Browser


@dataclass
class Besmet:
    """The service, and the code of each object by its kind."""

    dienst: Dienst
    codes: dict[str, str] = field(default_factory=dict)
    berichten: list[str] = field(default_factory=list)
    nummer: int = 0

    def als(self, *rollen: tuple[str, str]) -> Browser:
        """Somebody new with these roles."""
        self.nummer += 1
        browser = Browser(self.dienst)
        browser.word(f"aanval{self.nummer}@school.example", *rollen)
        return browser

    def lever(self, soort: str, element: str, code: str | None = None, **inhoud: Any) -> None:
        """Deliver one, and remember its code."""
        antwoord = self.dienst.stuur(f"aanleveren_{soort}", inhoud)
        assert antwoord.tekst("requestGoedgekeurd") == "true", antwoord.raw.decode()
        self.codes[soort] = code or antwoord.tekst(element) or ""
        self.berichten.append(antwoord.tekst("identificatiecodeBedrijfsdocument") or "")


@pytest.fixture(scope="session")
def besmet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Besmet]:
    """A service for these tests only."""
    dienst = Dienst(tmp_path_factory.mktemp("besmet"), api_per_minuut=0, scherm_per_minuut=0, werkbank="ja")
    uit = Besmet(dienst)
    eenheid = trial.voorbeeldlevering()
    stuk: Gegeven = eenheid.velden["opleidingseenheidPeriode"][0]
    stuk.velden |= dict.fromkeys(("naamLang", "internationaleNaam", "omschrijving"), KWAAD) | {"naamKort": KWAAD[:40]}
    uit.lever("opleidingseenheid", "opleidingseenheidcode", opleidingseenheid=eenheid)
    school = aanbieder()
    school.velden["onderwijsaanbiederPeriode"][0].velden["naam"] = KWAAD
    uit.lever("onderwijsaanbieder", "onderwijsaanbiedercode", onderwijsbestuurcode=BESTUUR, **{school.naam: school})
    code = uit.codes["onderwijsaanbieder"]
    post = periode(date(2021, 1, 1), contactnaam=KWAAD, communicatiesubcontext=KWAAD, webadres=f"https://x/{KWAAD}")
    uit.lever("contactadres", "", code, contactadres=contact(post, eenheid=code))
    code = "00000000-0000-4000-8000-00000000abad"
    eigen = aanbodperiode(eigenNaamAangebodenOpleiding=KWAAD, eigenOmschrijving=KWAAD)
    uit.lever(
        "aangebodenOpleiding", "", code, aangebodenOpleiding=aanbod(code=code, aangebodenOpleidingPeriode=[eigen])
    )
    fout = trial.voorbeeldlevering()
    fout.velden["kenmerken"][0].velden["kenmerkwaardeTekst"] = KWAAD
    antwoord = dienst.stuur("aanleveren_opleidingseenheid", {"opleidingseenheid": fout})
    assert "kwaad" in str(antwoord.tekst("fouttekst"))
    uit.berichten.append(str(antwoord.tekst("identificatiecodeBedrijfsdocument")))
    yield uit
    dienst.stop()


SOORTEN = {
    "aanleveren_onderwijsbestuur": "ONDERWIJSBESTUUR",
    "aanleveren_onderwijsaanbieder": "ONDERWIJSAANBIEDER",
    "aanleveren_onderwijsaanbiedergroep": "ONDERWIJSAANBIEDERGROEP",
    "aanleveren_onderwijsbegeleidingsaanbieder": "ONDERWIJSBEGELEIDINGSAANBIEDER",
    "aanleveren_instellingserkenning": "INSTELLINGSERKENNING",
    "aanleveren_licentie": "LICENTIE",
    "aanleveren_opleidingseenheid": "OPLEIDINGSEENHEID",
    "aanleveren_aangebodenOpleiding": "AANGEBODEN_OPLEIDING",
    "aanleveren_erkenner": "ERKENNER",
}
ORGANISATIES = ("", "/structuur", "/aanbod", "/locaties", "/contact", "/erkenningen", "/historie")


@dataclass
class Veldaanval:
    """A service that took an attack in every element that takes a text.

    :param gevuld: elements that were delivered with one.
    :param paden: of pages that show what was delivered, without a language.
    """

    dienst: Dienst
    gevuld: set[str] = field(default_factory=set)
    paden: list[str] = field(default_factory=list)
    berichten: list[str] = field(default_factory=list)

    def lever(self, levering: kwaad.Levering) -> None:
        klaar = kwaad.besmet(levering, self.gevuld)
        antwoord = self.dienst.stuur(klaar.operatie, klaar.velden, oin=klaar.oin)
        assert antwoord.tekst("requestGoedgekeurd") == "true", antwoord.raw.decode()
        code = (antwoord.tekst(klaar.element) if klaar.element else klaar.code) or ""
        self.berichten.append(antwoord.tekst("identificatiecodeBedrijfsdocument") or "")
        if (soort := SOORTEN.get(klaar.operatie)) is None:
            return
        pad = quote(pad_van(soort, code) or "")
        self.paden.append(quote(f"/historie/{soort}/{code}"))
        self.paden += [f"{pad}{deel}" for deel in ORGANISATIES] if "/organisaties/" in pad else [pad]


@pytest.fixture(scope="session")
def aanval(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Veldaanval]:
    dienst = Dienst(tmp_path_factory.mktemp("elk"), api_per_minuut=0, scherm_per_minuut=0)
    uit = Veldaanval(dienst)
    for levering in kwaad.leveringen():
        uit.lever(levering)
    yield uit
    dienst.stop()
