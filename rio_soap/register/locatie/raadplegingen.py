"""Reading onderwijslocaties and their use."""

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.model import onderwijslocatie, onderwijslocatiegebruik
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.locatie import leesvorm
from rio_soap.register.locatie import rijen as locaties
from rio_soap.register.locatie.leesvorm import GelezenGebruik
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.toezicht.uitval import heel, probeer

MAX_GEBRUIK = 999
"""Locaties in one answer (XSD), which has no pages; a bestuur with more shows the first by code."""


def opvragen_onderwijslocatie(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """One locatie by its code; A01060 when it is not there."""
    code = velden.tekst(verzoek, "onderwijslocatieCode")
    rij = locaties.locatie(session, code)
    gelezen = None
    if rij is not None:
        gelezen = probeer(
            context.uitval, onderwijslocatie, code, lambda: leesvorm.lees_onderwijslocatie(code, heel(rij.stand))
        )
    if gelezen is None:
        return afgekeurd([melding("A01060", (("onderwijslocatieCode", code),))])
    return Uitslag({"onderwijslocatie": gelezen})


def opvragen_onderwijslocatiegebruik(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """The use of a locatie by a bestuur: A01060 and A01110 for what is unknown, A01130 when there is no use."""
    bestuur, locatie = velden.tekst(verzoek, "onderwijsbestuurCode"), velden.tekst(verzoek, "onderwijslocatieCode")
    rij = session.execute(_GEBRUIK, {"bestuur": bestuur, "locatie": locatie}).first()
    if rij is not None and (gelezen := _gebruik(context, rij)) is not None:
        return Uitslag({"onderwijslocatiegebruik": gelezen})
    if locaties.locatie(session, locatie) is None:
        return afgekeurd([melding("A01060", (("onderwijslocatieCode", locatie),))])
    if not organisaties.is_bestuur(session, bestuur):
        return afgekeurd([melding("A01110", (("onderwijsbestuurCode", bestuur),))])
    return afgekeurd([melding("A01130", (("onderwijsbestuurCode", bestuur), ("onderwijslocatieCode", locatie)))])


def opvragen_onderwijslocatiegebruik_van_organisatie(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """All locaties that a bestuur uses or used, ascending by code; A01110 for an unknown bestuur."""
    bestuur = velden.tekst(verzoek, "onderwijsbestuurCode")
    if not organisaties.is_bestuur(session, bestuur):
        return afgekeurd([melding("A01110", (("onderwijsbestuurCode", bestuur),))])
    rijen = session.execute(_VAN_BESTUUR, {"bestuur": bestuur, "hoeveel": MAX_GEBRUIK})
    gelezen = [gebruik for rij in rijen if (gebruik := _gebruik(context, rij)) is not None]
    return Uitslag({"onderwijslocatiegebruik": gelezen})


def _gebruik(context: Context, rij: GelezenGebruik) -> Gegeven | None:
    """A use as it is read; None when its stand, or that of its locatie, is none."""
    if probeer(context.uitval, onderwijslocatie, rij.locatie, lambda: heel(rij.locatiestand)) is None:
        return None

    def maak() -> Gegeven:
        heel(rij.stand)
        return leesvorm.lees_onderwijslocatiegebruik(rij)

    return probeer(context.uitval, onderwijslocatiegebruik, f"{rij.bestuur}/{rij.locatie}", maak)


_VAN_ALLEN = (
    sa.select(
        onderwijslocatiegebruik.c.bestuur,
        onderwijslocatiegebruik.c.locatie,
        onderwijslocatiegebruik.c.stand,
        onderwijslocatie.c.stand.label("locatiestand"),
    )
    .join(onderwijslocatie)
    .where(onderwijslocatiegebruik.c.bestuur == sa.bindparam("bestuur"))
)
_GEBRUIK = Statement(_VAN_ALLEN.where(onderwijslocatiegebruik.c.locatie == sa.bindparam("locatie")), GelezenGebruik)
_VAN_BESTUUR = Statement(
    _VAN_ALLEN.order_by(onderwijslocatiegebruik.c.locatie).limit(sa.bindparam("hoeveel")), GelezenGebruik
)
