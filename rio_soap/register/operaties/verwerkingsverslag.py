"""What became of a message: its answer and what it changed, as the log, the chain and the mutaties have it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.antwoordlezer import lees_bewaard_antwoord
from rio_soap.contract.gegevens import STANDFOUTEN, Gegeven, Waarde
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.bevoegdheid.rollen import rollen_van
from rio_soap.register.database import visibility
from rio_soap.register.database.model import berichtenlog, mutatie, mutatiegrens, schakel
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.logboek.berichtenlog import inhoud_van_rij, uitgepakt
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.versie.objecttypen import objecttype_van
from rio_soap.register.versie.zicht import Objectnaam, besloten, noteer

MAX_WIJZIGINGEN = 999
"""Changed objects in one verslag (XSD)."""
_DUUR = timedelta(minutes=10)
"""Longer than any message is worked on: what it changed was visible by then."""

_KOLOMMEN = (
    berichtenlog,
    schakel.c.volgnummer.label("schakel"),
    schakel.c.inhoud.label("schakelinhoud"),
)
MET_SCHAKEL = sa.select(*_KOLOMMEN).outerjoin(schakel, schakel.c.bericht == berichtenlog.c.id)
"""Entries of the log as `maak_verslag` takes them."""
_VAN_AFZENDER = (
    MET_SCHAKEL.where(
        berichtenlog.c.oin == sa.bindparam("oin"),
        berichtenlog.c.identificatiecode.in_(sa.bindparam("codes", expanding=True)),
    )
    .order_by(berichtenlog.c.id)
    .limit(1)
)


def _alle_afzenders() -> sa.CTE:
    """Every sender in the log, one look into its index each."""
    afzenders = sa.select(sa.func.min(berichtenlog.c.oin).label("oin")).cte("afzenders", recursive=True)
    volgende = sa.select(sa.func.min(berichtenlog.c.oin)).where(berichtenlog.c.oin > afzenders.c.oin)
    return afzenders.union_all(sa.select(volgende.scalar_subquery()).where(afzenders.c.oin.is_not(None)))


_AFZENDERS = _alle_afzenders()
_VAN_WIE_DAN_OOK = (
    sa.select(*_KOLOMMEN)
    .select_from(_AFZENDERS.join(berichtenlog, berichtenlog.c.oin == _AFZENDERS.c.oin))
    .outerjoin(schakel, schakel.c.bericht == berichtenlog.c.id)
    .where(berichtenlog.c.identificatiecode.in_(sa.bindparam("codes", expanding=True)))
    .order_by(berichtenlog.c.id)
    .limit(1)
)


class _Gewijzigd(NamedTuple):
    object: str
    sleutel: str


_GRENS = Statement[tuple[int]](
    sa.select(mutatiegrens.c.volgnummer)
    .where(mutatiegrens.c.moment >= sa.bindparam("moment", type_=mutatiegrens.c.moment.type))
    .order_by(mutatiegrens.c.moment, mutatiegrens.c.volgnummer)
    .limit(sa.literal_column("1"))
)
_GEWIJZIGD = Statement(
    sa.select(mutatie.c.object, mutatie.c.sleutel)
    .where(
        mutatie.c.volgnummer > sa.bindparam("na"),
        mutatie.c.volgnummer <= sa.bindparam("tot"),
        mutatie.c.oin == sa.bindparam("oin"),
        mutatie.c.identificatiecode == sa.bindparam("code"),
    )
    .order_by(mutatie.c.volgnummer),
    _Gewijzigd,
)
_EINDELOOS = 2**62


def opvragen_verwerkingsverslag(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """What became of a message of the sender; DUO asks of any. RS1601 when there was none that got an answer.

    A message that was answered with a SOAP fault is not in the log: it may be sent anew.
    """
    code = velden.tekst(verzoek, "identificatiecode")
    rij = _zoek(session, context, code)
    if rij is None:
        return afgekeurd([melding("RS1601", (("identificatiecode", code),))])
    return Uitslag({"verwerkingsverslag": maak_verslag(session, context, rij)})


def maak_verslag(session: Session, context: Context, rij: sa.RowMapping) -> Gegeven:
    """The verslag of a message that the reader may see.

    :param rij: its entry in the log, with its link of the chain where there is one.
    """
    moment = datetime.fromisoformat(rij["ontvangen"]) if isinstance(rij["ontvangen"], str) else rij["ontvangen"]
    verslag: dict[str, Waarde] = {
        "identificatiecode": rij["identificatiecode"],
        "operatie": rij["operatie"],
        "moment": moment,
        "goedgekeurd": bool(rij["goedgekeurd"]),
    }
    if meldingen := _meldingen(rij):
        verslag["melding"] = meldingen
    if objecten := _hoorbaar(session, context, _gewijzigd(session, rij["oin"], rij["identificatiecode"], moment)):
        verslag["objectwijziging"] = [Gegeven("objectwijziging", een._asdict()) for een in objecten]
    verslag["hash"] = (rij["schakelinhoud"] or inhoud_van_rij(rij)).hex()
    if rij["schakel"] is not None:
        verslag["schakel"] = rij["schakel"]
    return Gegeven("verwerkingsverslag", verslag)


def codes_van(code: str) -> list[str]:
    """An identificatiecode in the cases in which it may stand in the log."""
    return sorted({code, code.lower(), code.upper()})


def bericht_van(codes: list[str]) -> sa.Select[tuple[int]]:
    """Numbers in the log of the messages with one of these codes, of whatever sender."""
    return (
        sa.select(berichtenlog.c.id)
        .select_from(_AFZENDERS.join(berichtenlog, berichtenlog.c.oin == _AFZENDERS.c.oin))
        .where(berichtenlog.c.identificatiecode.in_(codes))
    )


def _zoek(session: Session, context: Context, code: str) -> sa.RowMapping | None:
    """The entry of a message, its code in whatever case."""
    codes = codes_van(code)
    eigen = session.execute(_VAN_AFZENDER, {"oin": context.oin, "codes": codes}).mappings().first()
    if eigen is not None or not rollen_van(session, context).heeft("DUO"):
        return eigen
    return session.execute(_VAN_WIE_DAN_OOK, {"codes": codes}).mappings().first()


def _meldingen(rij: sa.RowMapping) -> list[Gegeven]:
    """The foutmeldingen of the answer; none of an entry of which nothing can be read."""
    try:
        antwoord = lees_bewaard_antwoord(uitgepakt(rij)[1], rij["operatie"])
    except STANDFOUTEN:
        return []
    meldingen = velden.delen(antwoord, "foutmelding") if antwoord is not None else []
    return [Gegeven("melding", deel.velden) for deel in meldingen]


def _gewijzigd(session: Session, oin: str, code: str, ontvangen: datetime) -> list[Objectnaam]:
    """The objects that a message changed, each once."""
    na, tot = nummers_van(session, ontvangen)
    waarden: Values = {"na": na, "tot": tot, "oin": oin, "code": code}
    gevonden = []
    for rij in dict.fromkeys(session.execute(_GEWIJZIGD, waarden)):
        if (soort := objecttype_van(rij.object, rij.sleutel)) is not None:
            gevonden.append(Objectnaam(soort.naam, soort.canoniek(rij.sleutel) or rij.sleutel))
    return gevonden


def nummers_van(session: Session, ontvangen: datetime) -> tuple[int, int]:
    """Among which numbers the changes of a message are: after what was visible before it came in, up to and including
    what was some time after."""
    tot = session.execute(_GRENS, {"moment": ontvangen + _DUUR}).scalar()
    return visibility.visible_since(session, ontvangen), _EINDELOOS if tot is None else tot


def _hoorbaar(session: Session, context: Context, gewijzigd: Sequence[Objectnaam]) -> Sequence[Objectnaam]:
    """Those of which the reader may hear today, whatever it might when it changed them."""
    lezer = Contactlezer(session, context)
    weg = besloten(lezer, gewijzigd)
    getoond = [een for een in gewijzigd if een not in weg][:MAX_WIJZIGINGEN]
    noteer(lezer, getoond)
    return getoond
