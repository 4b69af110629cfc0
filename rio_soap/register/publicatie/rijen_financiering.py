"""Rows of financieringsbesluiten, which no message carries and no feed tells: they are read whole, as they are now."""

import sqlalchemy as sa

from rio_soap.register.database.model import financieringsbesluit
from rio_soap.register.database.rows import SqlScalar
from rio_soap.register.database.session import Session
from rio_soap.register.opendata.financiering import BESTAND
from rio_soap.register.publicatie.csvtabel import Tabel

_KOLOMMEN = {
    "instelling": "OIE_CODE",
    "stelsel": "OPLEIDINGSSTELSEL",
    "opleidingscode": "ERKENDEOPLEIDINGSCODE",
    "type_waardering": "TYPE_WAARDERING",
    "begindatum": "BEGINDATUM",
    "einddatum": "EINDDATUM",
    "cursusduur": "CURSUSDUUR",
    "extra_cursusduur": "EXTRA_CURSUSDUUR",
}
"""Column of the register to that of the file; those of the key first."""
_TABEL = financieringsbesluit
_SLEUTEL = tuple(_TABEL.primary_key.columns)
FINANCIERINGSBESLUITEN = Tabel(BESTAND, "FINANCIERINGSBESLUIT", (), tuple(_KOLOMMEN[kolom.name] for kolom in _SLEUTEL))
TABELLEN = (FINANCIERINGSBESLUITEN,)


def rijen(
    session: Session, na: tuple[SqlScalar, ...] | None, aantal: int
) -> tuple[list[str], tuple[SqlScalar, ...] | None]:
    """A page of rows, without line ends, and after which key the next page begins; None when this is the last.

    :param na: as the page before gave it; None for the first.
    """
    vraag = sa.select(*_SLEUTEL, *(_TABEL.c[naam] for naam in _KOLOMMEN)).order_by(*_SLEUTEL).limit(aantal)
    if na is not None:
        vraag = vraag.where(sa.tuple_(*_SLEUTEL) > sa.tuple_(*na))
    gelezen = [tuple(rij) for rij in session.execute(vraag)]
    breedte = len(_SLEUTEL)
    regels = [
        FINANCIERINGSBESLUITEN.regel(dict(zip(_KOLOMMEN.values(), rij[breedte:], strict=True))) for rij in gelezen
    ]
    return regels, gelezen[-1][:breedte] if len(gelezen) == aantal else None
