"""Tying a bestuur to the Handelsregister: asks KvK first, and writes after that in one short transaction."""

from dataclasses import dataclass
from datetime import datetime

from rio_soap.chain.ports import Handelsregister, Inschrijving, KvkOnbekend
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.organisatie.handelsregister import Koppelfout, koppel
from rio_soap.register.regels.registratie import Registratie
from rio_soap.register.regels.uitslag import dag_in_nederland
from rio_soap.register.toezicht import ketencontrole
from rio_soap.register.zoeken.bijhouden import werk_bij
from rio_soap.service.inschrijvingzoeker import registratie_van
from rio_soap.service.signaleren import beoordeel_inschrijving


@dataclass(frozen=True, slots=True)
class Gekoppeld:
    """A bestuur that is tied: `signalen` are the texts of what does not hold, by kind."""

    bestuur: str
    oude_naam: str
    registratie: Registratie
    signalen: dict[str, str]


def koppel_bestuur(
    register: Register, kvk: Handelsregister, kvk_nummer: str, bestuur: str | None, moment: datetime
) -> Gekoppeld:
    """Ask KvK for a registration and let a bestuur take over what it says; what has ended becomes a signal.

    :param bestuur: code; None finds the one that has the KvK number or RSIN.
    :raises Koppelfout: when KvK does not know the number, its owner can be no bestuur, or the bestuur cannot be tied.
    :raises ValueError: for a number of another shape than 8 digits.
    :raises ChainFailure: when KvK gives no usable answer; nothing is written.
    """
    inschrijving = kvk.inschrijving(kvk_nummer=kvk_nummer)
    if isinstance(inschrijving, KvkOnbekend):
        melding = f"KvK number {kvk_nummer} is unknown: {inschrijving.code} {inschrijving.omschrijving}"
        raise Koppelfout(melding)
    registratie = _bruikbaar(inschrijving)
    vandaag = dag_in_nederland(moment)
    signalen = beoordeel_inschrijving(inschrijving, registratie.naam, vandaag)

    def taak(session: Session) -> Gekoppeld:
        code, oude_naam = koppel(session, registratie, bestuur, moment, vandaag)
        werk_bij(session)
        ketencontrole.record_bestuur(session, code, signalen, moment)
        return Gekoppeld(code, oude_naam, registratie, signalen)

    return register.schrijf(taak)


def _bruikbaar(inschrijving: Inschrijving) -> Registratie:
    """The registration, when a bestuur can be tied to it."""
    registratie = registratie_van(inschrijving)
    if not registratie.rechtspersoon:
        vorm = registratie.rechtsvorm or "none"
        eigenaar = f"{inschrijving.eigenaar or 'nobody'}, legal form {vorm}"
        raise Koppelfout(f"KvK number {inschrijving.kvk_nummer}: its owner ({eigenaar}) is no legal person")
    if not inschrijving.naam:
        raise Koppelfout(f"KvK number {inschrijving.kvk_nummer} has no name")
    return registratie
