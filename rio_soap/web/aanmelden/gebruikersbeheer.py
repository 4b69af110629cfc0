"""The people of the register, for who keeps it: entering, inviting and ending them.

Who has DUO and not BEHEERDER leaves those alone who have BEHEERDER: with a link for such a person it would get what
nobody gave it.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from rio_soap.register.bevoegdheid.gebruikers import (
    Gebruiker,
    Gebruikersfout,
    alle_gebruikers,
    beeindig_gebruiker,
    met_email,
    voeg_gebruiker_toe,
)
from rio_soap.register.bevoegdheid.rollen import rollen_van
from rio_soap.register.bevoegdheid.sessies import beeindig_sessies
from rio_soap.register.bevoegdheid.tweede_stap import zet_tweede_stap_af
from rio_soap.register.bevoegdheid.uitnodigingen import GELDIG, nodig_uit
from rio_soap.register.database.session import Session
from rio_soap.register.regels.uitslag import Context
from rio_soap.web.aanmelden.ingang import zichtbaar
from rio_soap.web.frame.scherm import Blad, Omleiding, Scherm, Schermverzoek, Toestand, Uitkomst

log = logging.getLogger(__name__)

BEHEERDER: Final = "BEHEERDER"
_PER_BLAD: Final = 100


def gebruikers_beheren(verzoek: Schermverzoek) -> Uitkomst:
    """The list, and what is done to one of it."""
    if verzoek.methode != "POST":
        return _lijst(verzoek)
    wat = verzoek.formulier.get("doe", "")
    doe = _DADEN.get(wat)
    if doe is None:
        return Omleiding(verzoek.url("/mijn/beheer/gebruikers"))
    try:
        return doe(verzoek)
    except Gebruikersfout:
        return _lijst(verzoek, fout="toevoegen" if doe is _voeg_toe else "anders")


def _lijst(verzoek: Schermverzoek, **velden: object) -> Blad:
    zoek = verzoek.gegeven.get("q", "").strip().lower()
    na = verzoek.gegeven.get("na", "")
    with verzoek.bron.afhandeling.register.lees() as session:
        alle = [g for g in alle_gebruikers(session) if zoek in f"{g.email} {g.naam.lower()}" and g.email > na]
    blad = alle[:_PER_BLAD]
    volgende = verzoek.hier(na=blad[-1].email) if len(alle) > _PER_BLAD else None
    gegevens = {"gebruikers": blad, "volgende": volgende, "nu": verzoek.context.moment, "zoek": zoek, "fout": ""}
    gegevens["gedaan"] = gedaan if (gedaan := verzoek.gegeven.get("gedaan", "")) in _VERANDERT else ""
    ingevuld = {naam: verzoek.formulier.get(naam, "") for naam in ("naam", "email")} if velden.get("fout") else {}
    return Blad(
        "aanmelden/gebruikers.html", {**gegevens, "ingevuld": ingevuld, **velden}, 400 if velden.get("fout") else 200
    )


def _wie(verzoek: Schermverzoek, session: Session) -> Gebruiker:
    """About whom it is, when who asks may change that one.

    :raises Toestand: when not, or there is nobody.
    """
    wie = met_email(session, zichtbaar(verzoek.formulier.get("wie", "")))
    if wie is None:
        raise Toestand(404, "onbekend")
    ander = Context("", verzoek.context.moment, "gebruikers_beheren", verzoek.context.instellingen, gebruiker=wie.id)
    if rollen_van(session, ander).heeft(BEHEERDER) and not rollen_van(session, verzoek.context).heeft(BEHEERDER):
        raise Toestand(403, "geen_recht", rollen=[BEHEERDER])
    return wie


def _voeg_toe(verzoek: Schermverzoek) -> Uitkomst:
    """Enter somebody, and invite that one."""
    naam, email = (zichtbaar(verzoek.formulier.get(veld, "")) for veld in ("naam", "email"))
    nu = verzoek.context.moment

    def taak(session: Session) -> tuple[Gebruiker, str]:
        nieuw = voeg_gebruiker_toe(session, naam, email, nu, None)
        return nieuw, nodig_uit(session, nieuw.id, nu)

    return _toon_link(verzoek, *verzoek.bron.afhandeling.register.schrijf(taak))


def _nodig_uit(verzoek: Schermverzoek) -> Uitkomst:
    def taak(session: Session) -> tuple[Gebruiker, str]:
        wie = _wie(verzoek, session)
        return wie, nodig_uit(session, wie.id, verzoek.context.moment)

    return _toon_link(verzoek, *verzoek.bron.afhandeling.register.schrijf(taak))


def _toon_link(verzoek: Schermverzoek, wie: Gebruiker, geheim: str) -> Blad:
    """The link, this once: only its hash is kept."""
    _noteer(verzoek, wie, "invited")
    link = f"{verzoek.bron.opties.adres.rstrip('/')}{verzoek.url(f'/uitnodiging/{geheim}')}"
    return _lijst(verzoek, link=link, voor=wie, vervalt=verzoek.context.moment + GELDIG)


def _verander(verzoek: Schermverzoek, wat: str, doe: Callable[[Session, Gebruiker], object]) -> Uitkomst:
    def taak(session: Session) -> Gebruiker:
        wie = _wie(verzoek, session)
        doe(session, wie)
        return wie

    wie = verzoek.bron.afhandeling.register.schrijf(taak)
    _noteer(verzoek, wie, wat)
    return Omleiding(verzoek.hier(gedaan=verzoek.formulier["doe"]))


def _beeindig(verzoek: Schermverzoek) -> Uitkomst:
    nu = verzoek.context.moment

    def doe(session: Session, wie: Gebruiker) -> None:
        beeindig_gebruiker(session, wie.email, max(nu, wie.vanaf + timedelta(microseconds=1)))
        beeindig_sessies(session, wie.id, nu)

    return _verander(verzoek, "ended", doe)


def _beeindig_sessies(verzoek: Schermverzoek) -> Uitkomst:
    nu = verzoek.context.moment
    return _verander(verzoek, "logged out", lambda session, wie: beeindig_sessies(session, wie.id, nu))


def _stap_af(verzoek: Schermverzoek) -> Uitkomst:
    return _verander(verzoek, "without second step", lambda session, wie: zet_tweede_stap_af(session, wie.id))


def _noteer(verzoek: Schermverzoek, wie: Gebruiker, wat: str) -> None:
    assert verzoek.wie is not None
    log.info("person %d: %s, by person %d", wie.id, wat, verzoek.wie.nummer)


_VERANDERT: Final = ("sessies", "stap_af", "beeindigen")
"""Buttons after which the list says what was done."""
_DADEN: Final[Mapping[str, Callable[[Schermverzoek], Uitkomst]]] = {
    "toevoegen": _voeg_toe,
    "uitnodigen": _nodig_uit,
    "beeindigen": _beeindig,
    "sessies": _beeindig_sessies,
    "stap_af": _stap_af,
}
"""What can be done, by the button."""

SCHERMEN = (
    Scherm(
        "/mijn/beheer/gebruikers",
        gebruikers_beheren,
        methoden=("GET", "POST"),
        ingelogd=True,
        rollen=frozenset((BEHEERDER, "DUO")),
        van_register=False,
        bewaart=False,
    ),
)
