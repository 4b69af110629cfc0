"""Logging in by address and password, the second step, logging out, and what to do without a password."""

from rio_soap.register.bevoegdheid.aanmelding import Weigering, controleer_code, meld_aan
from rio_soap.register.bevoegdheid.aanmeldpogingen import WACHT
from rio_soap.register.bevoegdheid.bewaarde_formulieren import Bewaard, vergeet_formulier, vind_onvoltooid
from rio_soap.register.bevoegdheid.sessies import beeindig_sessie
from rio_soap.web.aanmelden.ingang import STAP, koekje, laat_binnen, na_eerste_stap, naar_van, zichtbaar
from rio_soap.web.frame.scherm import SESSIE, Blad, Omleiding, Scherm, Schermverzoek, Uitkomst

WACHTTIJD = {"Retry-After": str(int(WACHT.total_seconds()))}


def inloggen(verzoek: Schermverzoek) -> Uitkomst:
    """The page of logging in."""
    naar = naar_van(verzoek)
    if verzoek.methode != "POST":
        if verzoek.wie is not None:
            return Omleiding(naar or verzoek.url("/mijn"))
        return _inlogblad(verzoek, naar)
    email, wachtwoord = zichtbaar(verzoek.formulier.get("email", "")), verzoek.formulier.get("wachtwoord", "")
    wie = meld_aan(verzoek.bron.afhandeling.register, email, wachtwoord, verzoek.context.moment)
    if isinstance(wie, Weigering):
        return _inlogblad(verzoek, naar, wie, email)
    return na_eerste_stap(verzoek, wie, naar)


def _inlogblad(verzoek: Schermverzoek, naar: str, weigering: Weigering | None = None, email: str = "") -> Blad:
    velden = {
        "naar": naar,
        "email": email,
        "fout": weigering.value if weigering else "",
        "over": verzoek.gegeven.get("over", ""),
    }
    return Blad("aanmelden/inloggen.html", velden, status_van(weigering), koppen_van(weigering))


def status_van(weigering: Weigering | None) -> int:
    """Of a page that shows why somebody is not logged in."""
    return {None: 200, Weigering.FOUT: 403, Weigering.WACHT: 429}[weigering]


def koppen_van(weigering: Weigering | None) -> dict[str, str]:
    """When trying again makes sense."""
    return WACHTTIJD if weigering is Weigering.WACHT else {}


def inlogcode(verzoek: Schermverzoek) -> Uitkomst:
    """The second step."""
    geheim, nu = koekje(STAP), verzoek.context.moment
    register = verzoek.bron.afhandeling.register
    onvoltooid: Bewaard | None = None
    if geheim:
        with register.lees() as session:
            onvoltooid = vind_onvoltooid(session, geheim, nu)
    if onvoltooid is None:
        return Omleiding(verzoek.url("/inloggen", over="stap"))
    if verzoek.methode != "POST":
        return Blad("aanmelden/inlogcode.html", {"fout": ""})
    code = verzoek.formulier.get("code", "")
    weigering = controleer_code(register, onvoltooid.gebruiker, code, nu)
    if weigering is not None:
        velden = {"fout": weigering.value}
        return Blad("aanmelden/inlogcode.html", velden, status_van(weigering), koppen_van(weigering))
    register.schrijf(lambda session: vergeet_formulier(session, geheim))
    return laat_binnen(verzoek, onvoltooid.gebruiker, dict(onvoltooid.paren).get("naar", ""))


def uitloggen(verzoek: Schermverzoek) -> Uitkomst:
    """End the session, here and wherever its text went."""
    if verzoek.methode == "POST" and verzoek.wie is not None:
        sleutel, nu = verzoek.wie.sleutel, verzoek.context.moment
        verzoek.bron.afhandeling.register.schrijf(lambda session: beeindig_sessie(session, sleutel, nu))
    if verzoek.methode == "POST":
        verzoek.koekjes += [(SESSIE, "", None), (STAP, "", None)]
    return Omleiding(verzoek.url("/"))


def wachtwoord_vergeten(verzoek: Schermverzoek) -> Uitkomst:
    """What to do without a password: no mail is sent from here."""
    return Blad("aanmelden/wachtwoord.html")


SCHERMEN = (
    Scherm("/inloggen", inloggen, methoden=("GET", "POST"), van_register=False, raadbaar=True),
    Scherm("/inloggen/code", inlogcode, methoden=("GET", "POST"), van_register=False, raadbaar=True),
    Scherm("/uitloggen", uitloggen, methoden=("GET", "POST"), van_register=False),
    Scherm("/wachtwoord", wachtwoord_vergeten, van_register=False),
)
