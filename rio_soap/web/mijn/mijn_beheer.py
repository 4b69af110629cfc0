"""``/mijn/beheer``: for who keeps the users and the contexten, no data of the register."""

import hashlib
from typing import Final

from flask import request

from rio_soap.register.bevoegdheid.contexten import Contextfout, Contextsoort, contexten, lees_contexten
from rio_soap.register.contact.contexttabel import (
    Contextverschil,
    schrijf_contexten,
    vergelijk_contexten,
    vervang_contexten,
)
from rio_soap.register.database.session import Session
from rio_soap.web.frame.opmaak import zin
from rio_soap.web.frame.scherm import Afdruk, Blad, Scherm, Schermverzoek, Uitkomst
from rio_soap.web.mijn.mijn_begin import BEHEER, BEHEERROLLEN


class _Veranderd(Exception):
    """The table is not the one any more with which was compared."""


def mijn_beheer(verzoek: Schermverzoek) -> Uitkomst:
    """The start of who keeps users and contexten."""
    return Blad("mijn/beheer.html", {"contexten": bool(verzoek.rollen().bereiken("BEHEERDER"))})


def mijn_contexttabel(verzoek: Schermverzoek) -> Uitkomst:
    """The table of contexten as a file that can be changed and sent back."""
    tabel = schrijf_contexten(contexten(verzoek.session))
    return Afdruk(tabel.encode(), "text/csv; charset=utf-8", "contexten.csv")


def mijn_contextbeheer(verzoek: Schermverzoek) -> Uitkomst:
    """The contexten; a new table is compared first, and replaces the old one when that is confirmed."""
    velden: dict[str, object] = {
        "verschil": None,
        "fout": "",
        "tabel": "",
        "was": "",
        "klaar": False,
        "veranderd": False,
    }
    if verzoek.methode == "POST":
        velden |= _behandel(verzoek)
    velden["contexten"] = verzoek.lees(lambda: contexten(verzoek.session))
    return Blad("mijn/contextbeheer.html", velden, 400 if velden["fout"] else 200)


def _behandel(verzoek: Schermverzoek) -> dict[str, object]:
    """Compare, or replace what was compared."""
    try:
        tabel = _tabel(verzoek)
        nieuw = lees_contexten(tabel)
        if verzoek.formulier.get("bevestig") != "ja":
            return _vergeleken(verzoek, tabel, nieuw)
        was = verzoek.formulier.get("was", "")
        try:
            verschil = verzoek.bron.afhandeling.register.schrijf(lambda session: _vervang(verzoek, session, nieuw, was))
        except _Veranderd:
            return {**_vergeleken(verzoek, tabel, nieuw), "veranderd": True}
        return {"verschil": verschil, "klaar": True}
    except Contextfout as fout:
        return {"fout": zin(verzoek.taal, f"contexten.fout.{fout.reden}", regel=fout.regel, wat=fout.wat)}


def _tabel(verzoek: Schermverzoek) -> str:
    bestand = request.files.get("bestand")
    if bestand is None or not bestand.filename:
        return str(verzoek.formulier.get("tabel", ""))
    try:
        return str(bestand.read(), "utf-8-sig")
    except UnicodeDecodeError as fout:
        raise Contextfout(str(fout), "geen_utf8") from fout


def _vergeleken(verzoek: Schermverzoek, tabel: str, nieuw: list[Contextsoort]) -> dict[str, object]:
    def lees() -> tuple[Contextverschil, str]:
        verschil = vergelijk_contexten(verzoek.session, verzoek.context, nieuw)
        return verschil, _vingerafdruk(verzoek.session)

    verschil, was = verzoek.lees(lees)
    return {"verschil": verschil, "was": was, "tabel": tabel}


def _vervang(verzoek: Schermverzoek, session: Session, nieuw: list[Contextsoort], was: str) -> Contextverschil:
    if _vingerafdruk(session) != was:
        raise _Veranderd
    return vervang_contexten(session, verzoek.context, nieuw)


def _vingerafdruk(session: Session) -> str:
    return hashlib.sha256(schrijf_contexten(contexten(session)).encode()).hexdigest()


SCHERMEN: Final = (
    Scherm("/mijn/beheer", mijn_beheer, ingelogd=True, rollen=BEHEERROLLEN),
    Scherm(
        "/mijn/beheer/contexten",
        mijn_contextbeheer,
        methoden=("GET", "POST"),
        ingelogd=True,
        rollen=BEHEER,
        van_register=False,
    ),
    Scherm("/mijn/beheer/contexten/tabel", mijn_contexttabel, ingelogd=True, rollen=BEHEER),
)
