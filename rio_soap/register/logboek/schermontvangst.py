"""What became of a delivery of a person on the screens, for that person: from the log."""

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.antwoordlezer import lees_bewaard_antwoord
from rio_soap.contract.gegevens import STANDFOUTEN, Gegeven
from rio_soap.register.database.model import berichtenlog, schermbericht
from rio_soap.register.database.session import Session
from rio_soap.register.logboek.berichtenlog import uitgepakt


class Schermontvangst(NamedTuple):
    """One delivery of a person.

    :param antwoord: None when nothing can be read of it.
    """

    code: str
    operatie: str
    moment: datetime
    goedgekeurd: bool
    antwoord: Gegeven | None


_KEUZE = sa.select(berichtenlog).join(schermbericht, schermbericht.c.bericht == berichtenlog.c.id)


def schermontvangst(session: Session, oin: str, code: str, gebruiker: int) -> Schermontvangst | None:
    """What became of it; None when this person delivered nothing under this code.

    :param oin: that of the service, which is the sender.
    :param code: identificatiecodeBedrijfsdocument.
    """
    vraag = _KEUZE.where(
        berichtenlog.c.oin == oin, berichtenlog.c.identificatiecode == code, schermbericht.c.gebruiker == gebruiker
    )
    rij = session.execute(vraag).mappings().first()
    if rij is None:
        return None
    try:
        antwoord = lees_bewaard_antwoord(uitgepakt(rij)[1], rij["operatie"])
    except STANDFOUTEN:
        antwoord = None
    return Schermontvangst(code, rij["operatie"], rij["ontvangen"], bool(rij["goedgekeurd"]), antwoord)
