"""A browser in this process: asks pages, keeps cookies, fills in forms and follows where it is sent."""

import re
from datetime import timedelta
from typing import Any

from lxml import etree, html
from werkzeug.test import Client, TestResponse

from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.bevoegdheid.gebruikers import Gebruiker, met_email, voeg_gebruiker_toe
from rio_soap.register.bevoegdheid.sessies import begin_sessie
from rio_soap.register.bevoegdheid.toekenningen import Toekenning, ken_toe
from rio_soap.register.database.session import Session
from rio_soap.web.frame.scherm import SESSIE
from tests.service.conftest import Dienst


class Pagina:
    """A page that was given."""

    def __init__(self, antwoord: TestResponse) -> None:
        self.antwoord = antwoord
        self.status = antwoord.status_code
        self.tekst = antwoord.get_data(as_text=True)
        self.adres = antwoord.request.full_path.rstrip("?")

    @property
    def boom(self) -> etree._Element:
        return html.document_fromstring(self.tekst)

    @property
    def kop(self) -> str:
        return " ".join(str(self.boom.findtext(".//h1")).split())

    @property
    def woorden(self) -> str:
        """The text of the page as it is read."""
        return re.sub(r"\s+", " ", self.boom.find(".//main").text_content())

    def links(self) -> list[str]:
        return [str(a.get("href")) for a in self.boom.iter("a") if a.get("href")]

    def formulier(self, actie: str = "") -> dict[str, Any]:
        """Fields of the form whose action ends so, or of the last of the page, as they are filled in."""
        forms = [f for f in self.boom.iter("form") if str(f.get("action", "")).endswith(actie)]
        form = forms[-1]
        return {"": form.get("action") or self.adres, **{k: v for k, v in form.fields.items() if v is not None}}


class Browser:
    """Somebody who looks at pages of a service."""

    def __init__(self, dienst: Dienst) -> None:
        self.dienst = dienst
        self.client = Client(dienst.toepassing)

    def haal(self, adres: str, *, volg: bool = True, **anders: Any) -> Pagina:
        return Pagina(self.client.get(adres, follow_redirects=volg, **anders))

    def stuur(self, formulier: dict[str, Any], *, volg: bool = True, **velden: Any) -> Pagina:
        """Send a form of `Pagina.formulier`; `velden` replaces what stands in it."""
        gevuld = {k: v for k, v in {**formulier, **velden}.items() if k}
        return Pagina(self.client.post(formulier[""], data=gevuld, follow_redirects=volg))

    def word(self, email: str, *rollen: tuple[str, str]) -> Gebruiker:
        """Become a person with these roles (role, bereik), logged in, without the page of logging in."""
        nu = SystemClock().nu()

        def taak(session: Session) -> tuple[Gebruiker, str]:
            wie = met_email(session, email) or voeg_gebruiker_toe(
                session, email.partition("@")[0].title(), email, nu - timedelta(days=1), None
            )
            for rol, bereik in rollen:
                ken_toe(session, Toekenning(email, rol, bereik, nu - timedelta(days=1), None, "test"), nu)
            return wie, begin_sessie(session, wie.id, nu)

        wie, geheim = self.dienst.register.schrijf(taak)
        self.client.set_cookie(SESSIE, geheim)
        return wie
