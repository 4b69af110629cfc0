"""To which besturen the objects of a load belong, for those of which no file says it."""

from collections.abc import Iterable, Sequence
from datetime import date

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import besturen_van_aanbieders
from rio_soap.register.database import model
from rio_soap.register.database.session import Session
from rio_soap.register.erkenning.houders import besturen_achter
from rio_soap.register.opendata.soort import ObjectChange
from rio_soap.register.opendata.vergelijking import in_delen

_BESTUUR = "B"
"""Fourth character of the code of an onderwijsbestuur."""


def van_eenheden(session: Session, wijzigingen: Sequence[ObjectChange], dag: date) -> list[Iterable[str]]:
    """Of what belongs to an organisatorische eenheid: the bestuur that it is, or those over it."""
    codes = [str(wijziging.gebouwd.rij["eenheid"]) for wijziging in wijzigingen]
    onder = {code for code in codes if code[3] != _BESTUUR}
    over = besturen_van_aanbieders(session, onder, dag) if onder else {}
    return [over.get(code, (code,)) for code in codes]


def van_erkenningen(session: Session, wijzigingen: Sequence[ObjectChange], dag: date) -> list[Iterable[str]]:
    """Of instellingserkenningen; nobody is known to be behind a new one."""
    ids = [wijziging.gebouwd.id for wijziging in wijzigingen]
    achter = besturen_achter(session, [een for een in ids if een is not None], dag)
    return [achter[een] if een is not None else () for een in ids]


def van_relaties(session: Session, wijzigingen: Sequence[ObjectChange], dag: date) -> list[Iterable[str]]:
    """Of relations between instellingserkenningen: those behind either end."""
    einden = [(wijziging.gebouwd.rij["van"], wijziging.gebouwd.rij["naar"]) for wijziging in wijzigingen]
    achter = besturen_achter(session, [een for paar in einden for een in paar], dag)
    return [achter[van] | achter[naar] for van, naar in einden]


def van_licenties(session: Session, wijzigingen: Sequence[ObjectChange], dag: date) -> list[Iterable[str]]:
    """Of licenties: those behind the instellingserkenning, also of one of which the files hold a part only."""
    onbekend = [w.gebouwd.rij["code"] for w in wijzigingen if "instellingserkenning" not in w.gebouwd.rij]
    bekend = _erkenning_van(session, onbekend)
    rijen = [wijziging.gebouwd.rij for wijziging in wijzigingen]
    ids = [rij["instellingserkenning"] if "instellingserkenning" in rij else bekend[rij["code"]] for rij in rijen]
    achter = besturen_achter(session, ids, dag)
    return [achter[een] for een in ids]


def bij_licenties(session: Session, wijzigingen: Sequence[ObjectChange], dag: date) -> list[Iterable[str]]:
    """Of maatregelen and relations of licenties: those of the licenties that they name."""
    codes = [
        [str(rij[naam]) for naam in ("licentie", "van", "naar") if naam in rij]
        for rij in (wijziging.gebouwd.rij for wijziging in wijzigingen)
    ]
    bekend = _erkenning_van(session, [code for samen in codes for code in samen])
    achter = besturen_achter(session, bekend.values(), dag)
    return [{bestuur for code in samen for bestuur in achter[bekend[code]]} for samen in codes]


def _erkenning_van(session: Session, codes: Iterable[str]) -> dict[str, int]:
    """The instellingserkenning of licenties, by code."""
    kolommen = model.licentie.c
    gevonden: dict[str, int] = {}
    for deel in in_delen(sorted(set(codes))):
        vraag = sa.select(kolommen.code, kolommen.instellingserkenning).where(kolommen.code.in_(deel))
        gevonden.update((rij.code, rij.instellingserkenning) for rij in session.execute(vraag))
    return gevonden
