"""People with a password, and what they do to log in."""

from datetime import datetime, timedelta
from typing import Any

from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.bevoegdheid.gebruikers import Gebruiker, met_email, voeg_gebruiker_toe
from rio_soap.register.bevoegdheid.passwords import hash_wachtwoord, zet_hash
from rio_soap.register.bevoegdheid.sessies import begin_sessie
from rio_soap.register.bevoegdheid.toekenningen import Toekenning, ken_toe
from rio_soap.register.bevoegdheid.uitnodigingen import nodig_uit
from rio_soap.register.database.session import Session
from rio_soap.service.schermbericht import maak_schermpijplijn
from rio_soap.web.frame.scherm import SESSIE, Schermbron, Schermopties
from tests.service.conftest import Dienst
from tests.web.browser import Browser, Pagina

WACHTWOORD = "vier paarden in de wei"
_HASH = hash_wachtwoord(WACHTWOORD)


def nu() -> datetime:
    return SystemClock().nu()


def maak(
    dienst: Dienst, email: str, *rollen: tuple[str, str], wachtwoord: bool = True, tot: datetime | None = None
) -> Gebruiker:
    """A person who is there since yesterday."""

    def taak(session: Session) -> Gebruiker:
        begin = nu() - timedelta(days=1)
        wie = voeg_gebruiker_toe(session, email.partition("@")[0].title(), email, begin, tot)
        for rol, bereik in rollen:
            ken_toe(session, Toekenning(email, rol, bereik, begin, None, "test"), nu())
        if wachtwoord:
            zet_hash(session, wie.id, _HASH)
        return wie

    return dienst.register.schrijf(taak)


def wie_is(dienst: Dienst, email: str) -> Gebruiker:
    with dienst.register.lees() as session:
        gevonden = met_email(session, email)
    assert gevonden is not None
    return gevonden


def uitgenodigd(dienst: Dienst, email: str) -> str:
    """The path of a new link for somebody."""
    wie = wie_is(dienst, email)
    return f"/nl/uitnodiging/{dienst.register.schrijf(lambda session: nodig_uit(session, wie.id, nu()))}"


def log_in(
    browser: Browser, email: str, wachtwoord: str = WACHTWOORD, adres: str = "/nl/inloggen", **anders: Any
) -> Pagina:
    """Log in by the page; follows nothing, so that headers are seen."""
    anders = {"volg": False, **anders}
    return browser.stuur(
        browser.haal(adres).formulier("inloggen" if "?" not in adres else ""),
        email=email,
        wachtwoord=wachtwoord,
        **anders,
    )


def sessie_van(dienst: Dienst, wie: int, begin: datetime) -> str:
    """The text of a session that began then and was not used since."""
    return dienst.register.schrijf(lambda session: begin_sessie(session, wie, begin))


def bron_van(dienst: Dienst, **opties: Any) -> Schermbron:
    """From what screens answer, of the same register, with other options of the screens."""
    pijplijn = maak_schermpijplijn(dienst.toepassing.pijplijn)
    return Schermbron(
        pijplijn.afhandeling, pijplijn, SystemClock(), dienst.settings.publicatiemap, Schermopties(**opties)
    )


def koekje(browser: Browser, naam: str = SESSIE) -> str:
    gevonden = browser.client.get_cookie(naam)
    return gevonden.value if gevonden else ""
