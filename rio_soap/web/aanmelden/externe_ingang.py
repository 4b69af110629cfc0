"""Logging in by an issuer of OpenID Connect: going there, and coming back."""

import hmac
import logging
import secrets
from functools import partial
from typing import Final
from urllib.parse import quote, unquote

from flask import request

from rio_soap.api.organisatiepaden import Organisatiezoekvraag, organisaties
from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.register.bevoegdheid.aanmelding import meld_aan_van_issuer
from rio_soap.register.bevoegdheid.rollen import Rollen, rollen_van
from rio_soap.register.regels.uitslag import Context
from rio_soap.web.aanmelden.eigen_pad import eigen_pad
from rio_soap.web.aanmelden.ingang import koekje, na_eerste_stap, naar_van
from rio_soap.web.aanmelden.openid import IssuerAway, LoginAttempt, LoginRefused, OidcIdentity, issuer_of
from rio_soap.web.frame.scherm import Blad, Omleiding, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermlezing import van_api

log = logging.getLogger(__name__)

AANVRAAG: Final = "rio-oidc"
"""Cookie with the random text of a try, and where somebody wants to be after it."""
_DUUR: Final = 600
_LANGST_MEE: Final = 1000


def _terugadres() -> str:
    """Where the issuer sends the browser; it knows this address, so it is one, in one language."""
    return f"{request.host_url.rstrip('/')}/nl/inloggen/terug"


def _moet_aan(verzoek: Schermverzoek) -> None:
    if not verzoek.bron.opties.oidc_issuer:
        raise Toestand(404, "onbekend")


def naar_uitgever(verzoek: Schermverzoek) -> Uitkomst:
    """To the issuer."""
    _moet_aan(verzoek)
    aanvraag, naar = LoginAttempt(secrets.token_urlsafe(32)), naar_van(verzoek)
    try:
        adres = issuer_of(verzoek.bron.opties).adres_om_in_te_loggen(aanvraag, _terugadres(), verzoek.context.moment)
    except IssuerAway as fout:
        return _weg(fout)
    mee = naar if len(naar) <= _LANGST_MEE else ""
    verzoek.koekjes.append((AANVRAAG, f"{aanvraag.geheim}.{verzoek.taal}.{quote(mee, safe='')}", _DUUR))
    return Omleiding(adres)


def van_uitgever(verzoek: Schermverzoek) -> Uitkomst:
    """Back from the issuer, with a code for who asked for it in this browser."""
    _moet_aan(verzoek)
    geheim, _, rest = koekje(AANVRAAG).partition(".")
    taal, _, naar = rest.partition(".")
    verzoek.taal = "en" if taal == "en" else "nl"
    verzoek.koekjes.append((AANVRAAG, "", None))
    opties, gegeven, nu = verzoek.bron.opties, verzoek.gegeven, verzoek.context.moment
    aanvraag = LoginAttempt(geheim)
    eigen = bool(geheim) and hmac.compare_digest(gegeven.get("state", "").encode(), aanvraag.state.encode())
    if not eigen or gegeven.get("iss", opties.oidc_issuer) != opties.oidc_issuer:
        return _onjuist("what came back does not belong to a try of this browser")
    if not gegeven.get("code"):
        return _onjuist("the issuer logged nobody in")
    try:
        wie = issuer_of(opties).wissel_in(gegeven["code"], aanvraag, _terugadres(), nu)
    except IssuerAway as fout:
        return _weg(fout)
    except LoginRefused as fout:
        return _onjuist(str(fout))
    return _toegelaten(verzoek, wie, eigen_pad(unquote(naar)) or "")


def _toegelaten(verzoek: Schermverzoek, identiteit: OidcIdentity, naar: str) -> Uitkomst:
    """In, when the register knows this person; what the KvK number leads to is shown, and gives nothing."""
    register, nu = verzoek.bron.afhandeling.register, verzoek.context.moment
    aangemeld = register.schrijf(
        lambda session: meld_aan_van_issuer(session, identiteit.issuer, identiteit.subject, identiteit.email, nu)
    )
    besturen = _besturen(verzoek, identiteit.kvk)
    if aangemeld is None:
        velden = {"email": identiteit.email, "kvk": identiteit.kvk, "besturen": besturen}
        return Blad("aanmelden/niet_bekend.html", velden, 403)
    verder = na_eerste_stap(verzoek, aangemeld, naar)
    if besturen and not verzoek.lees(partial(_heeft_een_van, verzoek, aangemeld.gebruiker, besturen)):
        velden = {"kvk": identiteit.kvk, "besturen": besturen, "verder": verder.naar}
        return Blad("aanmelden/zonder_rol.html", velden)
    return verder


def _besturen(verzoek: Schermverzoek, kvk: str | None) -> list[JsonObject]:
    """What has a KvK number and is an onderwijsbestuur: as everybody may find it."""
    if kvk is None:
        return []
    gevraagd = {"kvkNummer": kvk, "soort": ["ONDERWIJSBESTUUR"]}
    gevonden = verzoek.lees(partial(van_api, verzoek, organisaties, None, gevraagd, Organisatiezoekvraag))
    treffers = gevonden.get("organisatietreffer", [])
    assert isinstance(treffers, list)
    return [een for een in treffers if isinstance(een, dict)]


def _heeft_een_van(verzoek: Schermverzoek, wie: int, besturen: list[JsonObject]) -> bool:
    context = Context("", verzoek.context.moment, "van_uitgever", verzoek.context.instellingen, gebruiker=wie)
    rollen: Rollen = rollen_van(verzoek.session, context)
    codes = {str(bestuur.get("sleutel")) for bestuur in besturen}
    return any(bereik in codes or not bereik for _, bereik in rollen.gehouden)


def _weg(fout: IssuerAway) -> Blad:
    log.warning("nobody can log in by OpenID Connect: %s", fout)
    return Blad("aanmelden/uitgever_weg.html", {}, 503, {"Retry-After": "60"})


def _onjuist(reden: str) -> Blad:
    log.info("not logged in by OpenID Connect: %s", reden)
    return Blad("aanmelden/uitgever_onjuist.html", {}, 403)


SCHERMEN = (
    Scherm("/inloggen/extern", naar_uitgever, van_register=False),
    Scherm("/inloggen/terug", van_uitgever, van_register=False),
)
