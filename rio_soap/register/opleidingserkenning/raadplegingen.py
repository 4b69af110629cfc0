"""Reading opleidingserkenningen: those that a key names, or those of a stelsel."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.model import opleidingserkenning
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.opleidingserkenning import rijen
from rio_soap.register.opleidingserkenning.leesvorm import codes_van, lees_opleidingserkenning
from rio_soap.register.opleidingserkenning.rijen import Erkenningsrij
from rio_soap.register.opleidingserkenning.sleutel import bestaanscode, lees_sleutel, sleutel_van, sleutelgegevens
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.paginas import gevraagd_aantal, pagina_van, paginering
from rio_soap.register.regels.peildatum import peildatum_van
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.toezicht.uitval import probeer

MAX_ERKENNINGEN = 99
"""Erkenningen in the answer to a key (XSD); one that names more shows the first by their keys."""


def opvragen_opleidingserkenning(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """The erkenningen that a key names: more than one when it leaves out what tells them apart."""
    sleutel = lees_sleutel(velden.verplicht_deel(verzoek, "opleidingserkenning"))
    gevonden = rijen.aangewezen(session, sleutel)[:MAX_ERKENNINGEN]
    if not (gelezen := _gelezen(session, context, verzoek, gevonden)):
        return afgekeurd([melding(bestaanscode(sleutel), sleutelgegevens(sleutel))])
    return Uitslag({"opleidingserkenning": gelezen})


def opvragen_opleidingserkenningen_bij_stelsel(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """A page of the erkenningen of a stelsel that hold on the peildatum, ascending by key; pages count from 0."""
    stelsel, pagina, grootte = velden.tekst(verzoek, "opleidingsstelsel"), pagina_van(verzoek), gevraagd_aantal(verzoek)
    if not context.lijsten.bestaat("Opleidingsstelsel-v08", stelsel):
        return afgekeurd([melding("RS1001", (("opleidingsstelsel", stelsel),))])
    waarden: Values = {"stelsel": stelsel, DAG.key: peildatum_van(context, verzoek)}
    aantal = session.execute(_AANTAL, waarden).scalar_one()
    deel = session.execute(_PAGINA, {**waarden, "hoeveel": grootte, "vanaf": pagina * grootte}).all()
    gelezen = _gelezen(session, context, verzoek, deel)
    return Uitslag({"opleidingserkenning": gelezen, "paginering": paginering(pagina, aantal, grootte)})


def _gelezen(session: Session, context: Context, verzoek: Gegeven, deel: Sequence[Erkenningsrij]) -> list[Gegeven]:
    """Erkenningen as they are read; one that cannot be shown is left out and told."""
    verbonden = rijen.eenheden_van(session, [rij.id for rij in deel]) if deel else {}
    dag = peildatum_van(context, verzoek)
    gelezen = (_lees(context, rij, codes_van(verbonden, rij.id), dag) for rij in deel)
    return [een for een in gelezen if een is not None]


def _lees(context: Context, rij: Erkenningsrij, eenheden: list[str], dag: date) -> Gegeven | None:
    def lees() -> Gegeven:
        return lees_opleidingserkenning(rij, eenheden, dag)

    return probeer(context.uitval, opleidingserkenning, sleutel_van(*rij.sleutel), lees)


_VAN_STELSEL = (opleidingserkenning.c.stelsel == sa.bindparam("stelsel"), geldig(opleidingserkenning))
_AANTAL = Statement[tuple[int]](sa.select(sa.func.count()).select_from(opleidingserkenning).where(*_VAN_STELSEL))
_PAGINA = Statement(
    sa.select(*(opleidingserkenning.c[naam] for naam in Erkenningsrij._fields))
    .where(*_VAN_STELSEL)
    .order_by(opleidingserkenning.c.code, opleidingserkenning.c.niveau, opleidingserkenning.c.unieke_code)
    .limit(sa.bindparam("hoeveel"))
    .offset(sa.bindparam("vanaf")),
    Erkenningsrij,
)
