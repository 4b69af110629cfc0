"""What the migration to revision 0017 makes for what is there: the rows by which offers are found."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

import sqlalchemy as sa

from rio_soap.contract.gegevens import STANDFOUTEN, Gegeven
from rio_soap.register.aanbod.zoekrij import zoekrij
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.eenheid.zoekeenheid import zoekeenheidrij
from rio_soap.register.locatie.zoeklocatie import zoeklocatierij
from rio_soap.register.regels.standtekst import van_json

_PER_KEER = 2_000
"""Objects at a time, so that a national register takes no memory."""
_Rij: TypeAlias = Mapping[str, SqlValue]
_VAN_AANBOD = ("code", "aanbieder", "eenheid", "locatie", "begindatum", "einddatum")
_BRONNEN: tuple[tuple[str, tuple[str, ...], str, Callable[[Gegeven, _Rij], _Rij]], ...] = (
    ("aangeboden_opleiding", _VAN_AANBOD, "zoekaanbod", zoekrij),
    ("opleidingseenheid", ("code",), "zoekeenheid", lambda stand, rij: zoekeenheidrij(str(rij["code"]), stand)),
    ("onderwijslocatie", ("code",), "zoeklocatie", lambda stand, rij: zoeklocatierij(str(rij["code"]), stand)),
)
"""Table, its columns that are asked for, table of the rows by which its objects are found, and what makes one."""


def vul(verbinding: sa.Connection) -> None:
    """Write the rows of all offers, opleidingseenheden and onderwijslocaties.

    One whose stand cannot be read gets none: it cannot be shown either (`toezicht.uitval`), and gets its row when it is
    delivered or loaded again.
    """
    for bron, kolommen, doel, maak in _BRONNEN:
        tabel = sa.table(bron, *(sa.column(naam, _soort(naam)) for naam in (*kolommen, "stand")))
        for deel in _delen(verbinding, tabel):
            if rijen := [rij for bronrij in deel if (rij := _gemaakt(bronrij, maak)) is not None]:
                namen = rijen[0].keys()
                in_doel = sa.table(doel, *(sa.column(naam, _soort(naam)) for naam in namen))
                verbinding.execute(sa.insert(in_doel), [dict(rij) for rij in rijen])


def _soort(naam: str) -> sa.types.TypeEngine[object]:
    """The type of a column by its name: what these tables have beside texts and numbers is days."""
    return sa.Date() if naam.endswith(("datum", "_van", "_tot")) else sa.types.NullType()  # type: ignore[return-value]


def _delen(verbinding: sa.Connection, tabel: sa.TableClause) -> Iterator[list[_Rij]]:
    na = ""
    while True:
        vraag = sa.select(tabel).where(tabel.c.code > na).order_by(tabel.c.code).limit(_PER_KEER)
        rijen: list[_Rij] = [dict(rij) for rij in verbinding.execute(vraag).mappings()]
        if not rijen:
            return
        yield rijen
        na = str(rijen[-1]["code"])


def _gemaakt(rij: _Rij, maak: Callable[[Gegeven, _Rij], _Rij]) -> _Rij | None:
    try:
        return maak(van_json(str(rij["stand"])), rij)
    except STANDFOUTEN:
        return None
