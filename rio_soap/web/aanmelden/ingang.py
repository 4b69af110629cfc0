"""What every way of logging in ends with: the second step for who has one, then a session."""

from typing import Final

from flask import request

from rio_soap.register.bevoegdheid.aanmelding import Aangemeld
from rio_soap.register.bevoegdheid.bewaarde_formulieren import ONVOLTOOID, ONVOLTOOID_TIJD, bewaar_formulier
from rio_soap.register.bevoegdheid.sessies import beeindig_sessie, begin_sessie
from rio_soap.register.database.session import Session
from rio_soap.web.aanmelden.eigen_pad import eigen_pad
from rio_soap.web.frame.formulierherkomst import koekjesnaam
from rio_soap.web.frame.scherm import SESSIE, VOORAF, Omleiding, Schermverzoek

STAP: Final = "rio-stap"
"""Cookie of who did the first step and not the second."""


def koekje(naam: str) -> str:
    """What the browser has under a name; empty when it has nothing."""
    return request.cookies.get(koekjesnaam(naam), "")


def zichtbaar(tekst: str) -> str:
    """What was filled in, without what nobody sees; PostgreSQL takes no NUL."""
    return "".join(teken for teken in tekst if teken.isprintable()).strip()


def naar_van(verzoek: Schermverzoek) -> str:
    """Where somebody wants to be, when that is a page of ours; else empty."""
    return eigen_pad(verzoek.gegeven.get("naar")) or ""


def na_eerste_stap(verzoek: Schermverzoek, wie: Aangemeld, naar: str) -> Omleiding:
    """On to the second step, or in."""
    if not wie.nog_code:
        return laat_binnen(verzoek, wie.gebruiker, naar)
    nu = verzoek.context.moment

    def taak(session: Session) -> str | None:
        return bewaar_formulier(session, wie.gebruiker, ONVOLTOOID, [("naar", naar)], nu)

    geheim = verzoek.bron.afhandeling.register.schrijf(taak)
    assert geheim is not None, "an address of ours is not too large"
    verzoek.koekjes.append((STAP, geheim, int(ONVOLTOOID_TIJD.total_seconds())))
    return Omleiding(verzoek.url(ONVOLTOOID))


def laat_binnen(verzoek: Schermverzoek, wie: int, naar: str) -> Omleiding:
    """Begin a session, under a text that nobody had before; the one of this browser, if any, ends.

    :param wie: number of the person.
    :param naar: a page of ours; empty: the own page.
    """
    nu, oud = verzoek.context.moment, verzoek.wie

    def taak(session: Session) -> str:
        if oud is not None:
            beeindig_sessie(session, oud.sleutel, nu)
        return begin_sessie(session, wie, nu)

    geheim = verzoek.bron.afhandeling.register.schrijf(taak)
    verzoek.koekjes += [(SESSIE, geheim, None), (VOORAF, "", None), (STAP, "", None)]
    return Omleiding(naar or verzoek.url("/mijn"))
