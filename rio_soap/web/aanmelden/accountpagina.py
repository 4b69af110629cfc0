"""My account: another password, the second step, and where I am logged in."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import segno

from rio_soap.register.bevoegdheid.aanmelding import Weigering, controleer_code, controleer_wachtwoord
from rio_soap.register.bevoegdheid.passwords import KORTST, bezwaar_tegen, hash_wachtwoord, lees_hash, zet_hash
from rio_soap.register.bevoegdheid.sessies import beeindig_sessies, lopende_sessies
from rio_soap.register.bevoegdheid.tweede_stap import (
    adres_voor_app,
    heeft_tweede_stap,
    is_geheim,
    nieuw_geheim,
    zet_tweede_stap_aan,
    zet_tweede_stap_af,
)
from rio_soap.register.database.session import Session
from rio_soap.web.aanmelden.ingang import laat_binnen
from rio_soap.web.aanmelden.inloggen import koppen_van, status_van
from rio_soap.web.frame.scherm import Blad, Ingelogd, Omleiding, Scherm, Schermverzoek, Uitkomst

GEDAAN: Final = ("wachtwoord", "stap_aan", "stap_af", "sessies")
"""What the page may say was done."""


def _ik(verzoek: Schermverzoek) -> Ingelogd:
    assert verzoek.wie is not None
    return verzoek.wie


def mijn_account(verzoek: Schermverzoek) -> Uitkomst:
    """Who I am, with a form for each thing that can be changed."""
    if verzoek.methode == "POST":
        doe = _DADEN.get(verzoek.formulier.get("doe", ""))
        return Omleiding(verzoek.url("/mijn/account")) if doe is None else doe(verzoek)
    gedaan = verzoek.gegeven.get("gedaan", "")
    return _accountblad(verzoek, gedaan=gedaan if gedaan in GEDAAN else "")


# Any: what the template is given.
def _accountblad(verzoek: Schermverzoek, weigering: Weigering | None = None, **velden: Any) -> Blad:
    ik, nu = _ik(verzoek), verzoek.context.moment
    with verzoek.bron.afhandeling.register.lees() as session:
        gegevens: Mapping[str, object] = {
            "ik": ik,
            "sessies": lopende_sessies(session, ik.nummer, nu),
            "tweede_stap": heeft_tweede_stap(session, ik.nummer),
            "eigen_wachtwoord": lees_hash(session, ik.nummer) is not None,
        }
    status = status_van(weigering) if weigering else 400 if velden.get("fout") else 200
    return Blad(
        "aanmelden/account.html", {"fout": "", "kortst": KORTST, **gegevens, **velden}, status, koppen_van(weigering)
    )


def _klaar(verzoek: Schermverzoek, gedaan: str) -> Omleiding:
    return Omleiding(verzoek.url("/mijn/account", gedaan=gedaan))


def _ander_wachtwoord(verzoek: Schermverzoek) -> Uitkomst:
    """Another password, by who knows the one of now; every other session ends."""
    ik, nu, register = _ik(verzoek), verzoek.context.moment, verzoek.bron.afhandeling.register
    oud, nieuw, nogmaals = (verzoek.formulier.get(naam, "") for naam in ("huidig", "wachtwoord", "nogmaals"))
    fout = bezwaar_tegen(nieuw, ik.naam, ik.email) or ("" if nieuw == nogmaals else "anders")
    if fout:
        return _accountblad(verzoek, fout=fout)
    weigering = controleer_wachtwoord(register, ik.nummer, ik.email, oud, nu)
    if weigering is not None:
        return _accountblad(verzoek, weigering, fout=f"huidig_{weigering.value}")
    bewaard = hash_wachtwoord(nieuw)

    def taak(session: Session) -> None:
        zet_hash(session, ik.nummer, bewaard)
        beeindig_sessies(session, ik.nummer, nu)

    register.schrijf(taak)
    return laat_binnen(verzoek, ik.nummer, verzoek.url("/mijn/account", gedaan="wachtwoord"))


def _begin_stap(verzoek: Schermverzoek) -> Uitkomst:
    return _stapblad(verzoek, nieuw_geheim())


def _stapblad(verzoek: Schermverzoek, geheim: str, fout: str = "") -> Blad:
    adres = adres_voor_app(geheim, _ik(verzoek).email)
    plaatje = segno.make(adres, error="m", micro=False).png_data_uri(scale=5, border=4)
    velden = {"geheim": geheim, "plaatje": plaatje, "fout": fout}
    return Blad("aanmelden/tweede_stap.html", velden, 400 if fout else 200)


def _stap_aan(verzoek: Schermverzoek) -> Uitkomst:
    """The second step is asked from now on, when the app shows the right code."""
    ik, nu, geheim = _ik(verzoek), verzoek.context.moment, verzoek.formulier.get("geheim", "")
    register, code = verzoek.bron.afhandeling.register, verzoek.formulier.get("code", "")
    with register.lees() as session:
        al_aan = heeft_tweede_stap(session, ik.nummer)
    if al_aan or not is_geheim(geheim):
        return Omleiding(verzoek.url("/mijn/account"))
    if not register.schrijf(lambda session: zet_tweede_stap_aan(session, ik.nummer, geheim, code, nu)):
        return _stapblad(verzoek, geheim, "fout")
    return _klaar(verzoek, "stap_aan")


def _stap_af(verzoek: Schermverzoek) -> Uitkomst:
    ik, code = _ik(verzoek), verzoek.formulier.get("code", "")
    register = verzoek.bron.afhandeling.register
    weigering = controleer_code(register, ik.nummer, code, verzoek.context.moment)
    if weigering is not None:
        return _accountblad(verzoek, weigering, fout=f"code_{weigering.value}")
    register.schrijf(lambda session: zet_tweede_stap_af(session, ik.nummer))
    return _klaar(verzoek, "stap_af")


def _alle_sessies(verzoek: Schermverzoek) -> Uitkomst:
    """End every session, and go on here under another text."""
    ik, nu = _ik(verzoek), verzoek.context.moment
    verzoek.bron.afhandeling.register.schrijf(lambda session: beeindig_sessies(session, ik.nummer, nu))
    return laat_binnen(verzoek, ik.nummer, verzoek.url("/mijn/account", gedaan="sessies"))


_DADEN: Final[Mapping[str, Callable[[Schermverzoek], Uitkomst]]] = {
    "wachtwoord": _ander_wachtwoord,
    "begin_stap": _begin_stap,
    "stap_aan": _stap_aan,
    "stap_af": _stap_af,
    "sessies": _alle_sessies,
}
"""What can be done here, by the button."""

SCHERMEN = (
    Scherm(
        "/mijn/account",
        mijn_account,
        methoden=("GET", "POST"),
        ingelogd=True,
        van_register=False,
        bewaart=False,
    ),
)
