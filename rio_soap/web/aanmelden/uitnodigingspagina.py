"""The page of an invitation: choosing a password, and with it being logged in."""

from rio_soap.register.bevoegdheid.aanmelding import Aangemeld
from rio_soap.register.bevoegdheid.passwords import KORTST, bezwaar_tegen, hash_wachtwoord
from rio_soap.register.bevoegdheid.tweede_stap import heeft_tweede_stap
from rio_soap.register.bevoegdheid.uitnodigingen import Uitnodiging, neem_uitnodiging_aan, vind_uitnodiging
from rio_soap.register.database.session import Session
from rio_soap.web.aanmelden.ingang import na_eerste_stap
from rio_soap.web.frame.scherm import Blad, Scherm, Schermverzoek, Uitkomst


def uitnodiging_aannemen(verzoek: Schermverzoek) -> Uitkomst:
    """Choose a password by a link; looking at the page uses nothing."""
    register, nu, geheim = verzoek.bron.afhandeling.register, verzoek.context.moment, verzoek.delen["geheim"]
    with register.lees() as session:
        gevonden = vind_uitnodiging(session, geheim, nu)
    if gevonden is None:
        return _verlopen()
    if verzoek.methode != "POST":
        return _blad(gevonden)
    nieuw, nogmaals = verzoek.formulier.get("wachtwoord", ""), verzoek.formulier.get("nogmaals", "")
    fout = bezwaar_tegen(nieuw, gevonden.naam, gevonden.email) or ("" if nieuw == nogmaals else "anders")
    if fout:
        return _blad(gevonden, fout)
    bewaard = hash_wachtwoord(nieuw)

    def taak(session: Session) -> Aangemeld | None:
        wie = neem_uitnodiging_aan(session, geheim, bewaard, nu)
        return wie and Aangemeld(wie.gebruiker, wie.email, heeft_tweede_stap(session, wie.gebruiker))

    wie = register.schrijf(taak)
    return _verlopen() if wie is None else na_eerste_stap(verzoek, wie, "")


def _blad(gevonden: Uitnodiging, fout: str = "") -> Blad:
    return Blad("aanmelden/uitnodiging.html", {"wie": gevonden, "fout": fout, "kortst": KORTST}, 400 if fout else 200)


def _verlopen() -> Blad:
    return Blad("aanmelden/uitnodiging_verlopen.html", status=404)


SCHERMEN = (Scherm("/uitnodiging/<geheim>", uitnodiging_aannemen, methoden=("GET", "POST"), van_register=False),)
