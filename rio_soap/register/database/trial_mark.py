"""Whether a database may serve for a trial: one that is empty, or that a trial made."""

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from rio_soap.register.database.model import berichtenlog, eigenschap, partij
from rio_soap.register.database.session import Session

_NAAM = "proefomgeving"


def merk(session: Session) -> None:
    """Note that a trial made this register."""
    if session.execute(_merk()).first() is None:
        session.execute(sa.insert(eigenschap).values(naam=_NAAM, waarde="ja"))


def is_van_anderen(engine: Engine, proefklant: str) -> bool:
    """Whether it holds messages or parties that no trial put there.

    :param proefklant: name of the party that a trial adds: alone it is that of a trial before there was a mark.
    """
    with engine.connect() as verbinding:
        tabellen = set(sa.inspect(verbinding).get_table_names())
        if eigenschap.name in tabellen and verbinding.execute(_merk()).first() is not None:
            return False
        if partij.name not in tabellen or berichtenlog.name not in tabellen:
            return False
        namen = set(verbinding.execute(sa.select(partij.c.naam)).scalars())
        bericht = verbinding.execute(sa.select(sa.literal(1)).select_from(berichtenlog).limit(1)).first()
    return bool(namen - {proefklant}) or (bericht is not None and not namen)


def _merk() -> sa.Select[tuple[str]]:
    return sa.select(eigenschap.c.waarde).where(eigenschap.c.naam == _NAAM)
