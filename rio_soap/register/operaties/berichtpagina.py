"""Messages that somebody sees, newest first.

A page looks at the newest so many messages before a place in the log and says where it stopped, so that it costs the
same whatever is asked and however long the log is. Readings, and what may be about contactadressen, are for who reads
what is restricted of its besturen: else what is asked or refused would tell that it is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.eenheidsbesturen import onder_besturen
from rio_soap.register.database.model import berichtenlog, gebruiker, mutatie, schermbericht
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG
from rio_soap.register.operaties.berichtzicht import Berichtzicht
from rio_soap.register.operaties.tabel import LEVERINGEN
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.versie.objecttypen import OBJECTTYPEN

BLOK: Final = 2_000
"""Messages that one page looks at."""
_MUTATIES: Final = 1_000
"""Messages that changed something of somebody's besturen, whoever sent them, that a page looks at: the last ones."""
_PER_HOUDER: Final = 2_000
"""Changes of each kind of object and each holder among which these are looked for, the last ones; those of loads, that
no message brought, count too."""
_RUIM: Final = 1_000
"""Numbers of the log that may be out of order by their moment."""
_OVER_CONTACT: Final = frozenset({"aanleveren_contactadres", "verwijderen_contactadres", "aanleveren_bundel"})
VOOR_IEDER: Final = frozenset(LEVERINGEN) - _OVER_CONTACT
"""Operations whose messages are for who may not read what is restricted as well."""
_EINDE: Final = 2**62
_OBJECTEN: Final = sorted({soort.tabel.name for soort in OBJECTTYPEN.values()})


class Berichtregel(NamedTuple):
    """A message, without what is in it.

    :param id: number in the log.
    :param foutcodes: joined by commas.
    :param vingerafdruk: of the certificate that signed it.
    :param gebruiker: number of the person who acted; None: it did not come over the screens.
    """

    id: int
    identificatiecode: str
    oin: str
    vingerafdruk: str | None
    operatie: str
    ontvangen: datetime
    goedgekeurd: bool
    foutcodes: str
    gebruiker: int | None
    email: str | None


@dataclass(frozen=True, slots=True)
class Berichtvraag:
    """What is looked for.

    :param goedgekeurd: None: whatever came of it.
    :param vanaf: first moment, aware; `tot` is not included.
    :param voor: number in the log before which it was; None: the newest.
    :param blok: messages that are looked at.
    """

    operatie: str | None = None
    goedgekeurd: bool | None = None
    vanaf: datetime | None = None
    tot: datetime | None = None
    voor: int | None = None
    hoeveel: int = 50
    blok: int = BLOK


class Berichtenpagina(NamedTuple):
    """Messages, newest first.

    :param verder: number before which there may be more; None: there are none.
    """

    regels: Sequence[Berichtregel]
    verder: int | None


_log, _scherm = berichtenlog.c, schermbericht.c
LOGBRON: Final = berichtenlog.outerjoin(schermbericht, _scherm.bericht == _log.id).outerjoin(
    gebruiker, gebruiker.c.id == _scherm.gebruiker
)
"""Messages with the person who acted in them."""
LOGVELDEN: Final = [*(_log[naam] for naam in Berichtregel._fields[:8]), _scherm.gebruiker, gebruiker.c.email]
"""Columns of a `Berichtregel`, of `LOGBRON`."""
_VOOR: sa.BindParameter[int] = sa.bindparam("voor")
_HOEVEEL: sa.BindParameter[int] = sa.bindparam("blok")
_BESTUREN: sa.BindParameter[str] = sa.bindparam("besturen", expanding=True)


class _Plek(NamedTuple):
    id: int
    ontvangen: datetime


def _nieuwste(kolom: sa.ColumnElement[int], *waar: sa.ColumnElement[bool]) -> sa.Select[tuple[int]]:
    """The newest numbers of the log among rows, as a part of a union."""
    deel = sa.select(kolom.label("id")).where(kolom < _VOOR, *waar).order_by(kolom.desc()).limit(_HOEVEEL).subquery()
    return sa.select(deel.c.id)


def _vanaf() -> sa.CTE:
    """Of each kind of object and each holder of these besturen the number from which on its changes are looked at.

    Found first, and once, by the index: of a holder with a hundred thousand changes no more are read.
    """
    namen = (sa.select(sa.literal_column(f"'{naam}'", sa.String).label("object")) for naam in _OBJECTEN)
    object_, houder = sa.union_all(*namen).subquery("object"), onder_besturen(_BESTUREN).subquery("houder")
    eigen, (code,) = mutatie.alias("eigen"), houder.c
    nummer = (
        sa.select(eigen.c.volgnummer)
        .where(eigen.c.object == object_.c.object, eigen.c.houder == code)
        .order_by(eigen.c.volgnummer.desc())
        .limit(1)
        .offset(_PER_HOUDER - 1)
        .scalar_subquery()
    )
    kolommen = (object_.c.object, code.label("houder"), sa.func.coalesce(nummer, 0).label("vanaf"))
    return sa.select(*kolommen).select_from(object_.join(houder, sa.true())).cte("vanaf").prefix_with("MATERIALIZED")


def _gewijzigd() -> sa.Select[tuple[int]]:
    """The messages of whoever that changed something of these besturen, of the last changes."""
    vanaf = _vanaf()
    van_houder = sa.and_(
        mutatie.c.object == vanaf.c.object, mutatie.c.houder == vanaf.c.houder, mutatie.c.volgnummer >= vanaf.c.vanaf
    )
    per_bericht = (
        sa.select(mutatie.c.oin, mutatie.c.identificatiecode, sa.func.max(mutatie.c.volgnummer).label("volgnummer"))
        .select_from(vanaf.join(mutatie, van_houder))
        .where(mutatie.c.identificatiecode.is_not(None))
        .group_by(mutatie.c.oin, mutatie.c.identificatiecode)
        .subquery()
    )
    laatste = sa.select(per_bericht).order_by(per_bericht.c.volgnummer.desc()).limit(_MUTATIES).subquery()
    samen = sa.and_(_log.oin == laatste.c.oin, _log.identificatiecode == laatste.c.identificatiecode)
    return sa.select(_log.id).select_from(laatste.join(berichtenlog, samen)).where(_log.id < _VOOR)


_VAN_ALLEN = sa.select(_nieuwste(_log.id).subquery().c.id)
_VAN_MIJ = sa.union(
    _nieuwste(_log.id, _log.oin.in_(sa.bindparam("oins", expanding=True))),
    _nieuwste(_scherm.bericht, _scherm.gebruiker.in_(sa.bindparam("personen", expanding=True))),
    _gewijzigd(),
)


def _waarden(zicht: Berichtzicht, context: Context, voor: int, blok: int) -> dict[str, SqlValue]:
    """What the statements of the newest messages take."""
    if zicht.alle:
        return {"voor": voor, "blok": blok}
    return {
        "voor": voor,
        "blok": blok,
        "oins": sorted(zicht.oins) or [""],
        "personen": sorted({*zicht.personen, zicht.gebruiker}),
        "besturen": sorted(zicht.besturen) or [""],
        DAG.key: context.vandaag,
    }


class Berichtenlijst:
    """The messages that somebody sees; where two pages are asked that begin at the same place it is looked for once.

    :param session: of the snapshot that is read.
    """

    def __init__(self, session: Session, context: Context, zicht: Berichtzicht) -> None:
        self._session, self._context, self._zicht = session, context, zicht
        self._gezocht: dict[tuple[int, int], Sequence[int]] = {}

    def pagina(self, vraag: Berichtvraag) -> Berichtenpagina:
        """A page of messages."""
        voor = _EINDE if vraag.voor is None else vraag.voor
        if vraag.tot is not None:
            voor = min(voor, _nummer_bij(self._session, vraag.tot) + _RUIM)
        ids = self._nieuwste(voor, vraag.blok)
        opdracht = (
            sa.select(*LOGVELDEN)
            .select_from(LOGBRON)
            .where(_log.id.in_(ids), *_filters(self._zicht, vraag))
            .order_by(_log.id.desc())
            .limit(vraag.hoeveel + 1)
        )
        regels = [Berichtregel(*rij) for rij in self._session.execute(opdracht)]
        if len(regels) > vraag.hoeveel:
            return Berichtenpagina(regels[: vraag.hoeveel], regels[vraag.hoeveel - 1].id)
        verder = ids[-1] if len(ids) == vraag.blok else None
        if verder is not None and vraag.vanaf is not None:
            verder = verder if verder > _nummer_bij(self._session, vraag.vanaf) - _RUIM else None
        return Berichtenpagina(regels, verder)

    def _nieuwste(self, voor: int, blok: int) -> Sequence[int]:
        """Numbers in the log of the newest messages before a place, newest first."""
        if (voor, blok) not in self._gezocht:
            bron = (_VAN_ALLEN if self._zicht.alle else _VAN_MIJ).subquery()
            opdracht = sa.select(bron.c.id).order_by(bron.c.id.desc()).limit(_HOEVEEL)
            waarden = _waarden(self._zicht, self._context, voor, blok)
            self._gezocht[voor, blok] = self._session.execute(opdracht, waarden).scalars().all()
        return self._gezocht[voor, blok]


def _filters(zicht: Berichtzicht, vraag: Berichtvraag) -> list[sa.ColumnElement[bool]]:
    waar: list[sa.ColumnElement[bool]] = []
    if not zicht.alle:
        # Of the service itself are those of all who acted on a screen.
        van_ons = sa.or_(_scherm.gebruiker.is_(None), _log.oin.not_in(sorted(zicht.oins)))
        waar.append(sa.or_(van_ons, _scherm.gebruiker.in_(sorted({*zicht.personen, zicht.gebruiker}))))
    if not (zicht.contact or zicht.alle):
        waar.append(sa.or_(_log.operatie.in_(sorted(VOOR_IEDER)), _scherm.gebruiker == zicht.gebruiker))
    if vraag.operatie is not None:
        waar.append(_log.operatie == vraag.operatie)
    if vraag.goedgekeurd is not None:
        waar.append(_log.goedgekeurd.is_(vraag.goedgekeurd))
    if vraag.vanaf is not None:
        waar.append(_log.ontvangen >= vraag.vanaf)
    if vraag.tot is not None:
        waar.append(_log.ontvangen < vraag.tot)
    return waar


_eerste, _laatste = (sa.select(wat(_log.id)).scalar_subquery() for wat in (sa.func.min, sa.func.max))
# Each by itself, or SQLite goes through the whole log for them.
_GRENZEN = Statement[tuple[int | None, int | None]](sa.select(_eerste.label("laag"), _laatste.label("hoog")))
_BIJ = Statement(
    sa.select(_log.id, _log.ontvangen).where(_log.id >= sa.bindparam("plek")).order_by(_log.id).limit(1), _Plek
)


def _nummer_bij(session: Session, moment: datetime) -> int:
    """The first number of the log that came in at a moment or later, as far as numbers follow moments."""
    laag, hoog = session.execute(_GRENZEN, {}).one()
    if laag is None or hoog is None:
        return 0
    while laag <= hoog:
        midden = (laag + hoog) // 2
        rij = session.execute(_BIJ, {"plek": midden}).first()
        if rij is None or rij.ontvangen >= moment:
            hoog = midden - 1
        else:
            laag = max(rij.id, midden) + 1
    return laag
