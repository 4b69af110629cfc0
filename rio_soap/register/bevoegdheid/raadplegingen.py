"""Reading the erkenners: from rows to the fields of an answer."""

from datetime import date
from functools import partial

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid import erkenners
from rio_soap.register.bevoegdheid.erkenners import AANMERKING, Erkenner
from rio_soap.register.database.model import erkenner
from rio_soap.register.database.session import Session
from rio_soap.register.regels import velden
from rio_soap.register.regels.perioden import geldig_op
from rio_soap.register.regels.uitslag import Context, Uitslag
from rio_soap.register.toezicht.uitval import heel, probeer

MAX_ERKENNERS = 999
"""Erkenners in one answer (XSD)."""


def opvragen_erkenners(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """All erkenners that are valid on a day, by code, with the aanmerkingen that hold then; without a day: today."""
    dag = velden.datum_of_niet(verzoek, "peildatum") or context.vandaag
    gelezen = [
        gegeven
        for rij in erkenners.geldige(session, dag)
        if (gegeven := probeer(context.uitval, erkenner, rij.code, partial(_op_dag, rij, dag))) is not None
    ]
    return Uitslag({"erkenner": gelezen[:MAX_ERKENNERS]} if gelezen else {})


def _op_dag(rij: Erkenner, dag: date) -> Gegeven:
    stand = heel(rij.stand)
    inhoud = dict(stand.velden)
    if AANMERKING in inhoud:
        geldig = [
            deel
            for deel in velden.delen(stand, AANMERKING)
            if geldig_op(dag, velden.datum(deel, "begindatum"), velden.datum_of_niet(deel, "einddatum"))
        ]
        inhoud[AANMERKING] = geldig
        if not geldig:
            del inhoud[AANMERKING]
    return Gegeven("erkenner", inhoud)
