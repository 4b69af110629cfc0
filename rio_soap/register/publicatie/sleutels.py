"""Which objects there are: the keys of a kind, page by page, and those that changed between two numbers."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias, TypeVarTuple

import sqlalchemy as sa

from rio_soap.register.database import model
from rio_soap.register.database.model import mutatie
from rio_soap.register.database.rows import SqlScalar
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.publicatie.afhankelijk import afhankelijk
from rio_soap.register.regels.objectsleutel import sleutel_uit, zonder_lege
from rio_soap.register.versie.objecttypen import OBJECTTYPEN, Objecttype, objecttype_van
from rio_soap.register.versie.zicht import Objectnaam

Ts = TypeVarTuple("Ts")
_Rij = Sequence[SqlScalar]


class Sleutelordening(NamedTuple):
    """How the keys of a kind are read.

    :param van: what is read, with all the columns below.
    :param volgorde: columns by which pages follow each other: unique, so that a page begins after the last of another.
    :param delen: columns of the parts of the key.
    :param sleutel: the key of those.
    """

    van: sa.FromClause
    volgorde: tuple[sa.ColumnElement[SqlScalar], ...]
    delen: tuple[sa.ColumnElement[SqlScalar], ...]
    sleutel: Callable[[_Rij], str]


def _tekst(delen: _Rij) -> str:
    return sleutel_uit(*(str(deel) for deel in delen))


def _zonder_lege(delen: _Rij) -> str:
    return zonder_lege(str(deel) for deel in delen if deel)


def _op_code(tabel: sa.Table) -> Sleutelordening:
    return Sleutelordening(tabel, (tabel.c.code,), (tabel.c.code,), _tekst)


def _op_primair(tabel: sa.Table, *delen: str, sleutel: Callable[[_Rij], str] = _tekst) -> Sleutelordening:
    """By the primary key, of whatever columns that is."""
    return Sleutelordening(tabel, tuple(tabel.primary_key.columns), tuple(tabel.c[naam] for naam in delen), sleutel)


def _instellingsrelatie() -> Sleutelordening:
    band = model.instellingsrelatie
    van, naar = model.instellingserkenning.alias("van_e"), model.instellingserkenning.alias("naar_e")
    delen = (*(een.c[naam] for een in (van, naar) for naam in ("erkenner", "soort", "code")), band.c.soort)
    alles = band.join(van, van.c.id == band.c.van).join(naar, naar.c.id == band.c.naar)
    return Sleutelordening(alles, tuple(band.primary_key.columns), (*delen, band.c.begindatum), _tekst)


_BAND = ("van", "naar", "soort", "begindatum")
_ORDENING: Final[Mapping[str, Sleutelordening]] = MappingProxyType(
    {
        "AANGEBODEN_OPLEIDING": _op_code(model.aangeboden_opleiding),
        "CONTACTADRES": _op_primair(model.contactadres, "eenheid", "context", "subcontextnummer"),
        "ERKENNER": _op_code(model.erkenner),
        "INSTELLINGSERKENNING": _op_primair(model.instellingserkenning, "erkenner", "soort", "code"),
        "INSTELLINGSRELATIE": _instellingsrelatie(),
        "LICENTIE": _op_code(model.licentie),
        "LICENTIEMAATREGEL": _op_primair(model.licentiemaatregel, "licentie", "soort", "begindatum"),
        "LICENTIERELATIE": _op_primair(model.licentierelatie, *_BAND),
        **{
            naam: _op_code(model.organisatorische_eenheid)
            for naam, soort in OBJECTTYPEN.items()
            if soort.tabel is model.organisatorische_eenheid
        },
        "ONDERWIJSLOCATIE": _op_code(model.onderwijslocatie),
        "ONDERWIJSLOCATIEGEBRUIK": _op_primair(model.onderwijslocatiegebruik, "bestuur", "locatie"),
        "OPLEIDINGSEENHEID": _op_code(model.opleidingseenheid),
        "OPLEIDINGSERKENNING": _op_primair(
            model.opleidingserkenning, "stelsel", "code", "niveau", "unieke_code", sleutel=_zonder_lege
        ),
        "OPLEIDINGSRELATIE": _op_primair(model.opleidingsrelatie, *_BAND),
        "ORGANISATIERELATIE": _op_primair(model.organisatierelatie, *_BAND),
    }
)


def ordening_van(soort: Objecttype) -> Sleutelordening:
    """How the keys of a kind are read."""
    return _ORDENING[soort.naam]


Vanaf: TypeAlias = tuple[SqlScalar, ...]
"""After what a page begins."""


class Sleutelpagina(NamedTuple):
    """Keys of a kind, and after what the next page begins; None when this is the last."""

    sleutels: list[str]
    volgende: Vanaf | None


def sleutels(
    session: Session, soort: Objecttype, na: Vanaf | None, aantal: int, dag: date | None = None
) -> Sleutelpagina:
    """A page of the keys that there are now.

    :param na: as the page before gave it; None for the first.
    :param dag: only of what holds on it; a kind without dates always does.
    """
    ordening = _ORDENING[soort.naam]
    breedte = len(ordening.volgorde)
    waarden: dict[str, SqlScalar] = {"aantal": aantal}
    if dag is not None:
        waarden[DAG.key] = dag
    waarden |= {f"na_{plaats}": deel for plaats, deel in enumerate(na or ())}
    rijen = session.execute(_pagina(soort.naam, verder=na is not None, op_dag=dag is not None), waarden).all()
    volgende = tuple(rijen[-1][:breedte]) if len(rijen) == aantal else None
    return Sleutelpagina([ordening.sleutel(rij[breedte:]) for rij in rijen], volgende)


@cache
def _pagina(soort: str, *, verder: bool, op_dag: bool) -> Statement[tuple[SqlScalar, ...]]:
    """The keys of a page: after others, or from the first on; of a day, or all."""
    ordening = _ORDENING[soort]
    volgorde = ordening.volgorde
    keuze = sa.select(*volgorde, *(deel.label(f"deel_{plaats}") for plaats, deel in enumerate(ordening.delen)))
    vraag = _van_soort(keuze.select_from(ordening.van), OBJECTTYPEN[soort], op_dag=op_dag)
    if verder:
        na = [sa.bindparam(f"na_{plaats}", type_=kolom.type) for plaats, kolom in enumerate(volgorde)]
        vraag = vraag.where(volgorde[0] > na[0] if len(na) == 1 else sa.tuple_(*volgorde) > sa.tuple_(*na))
    return Statement(vraag.order_by(*volgorde).limit(sa.bindparam("aantal", type_=sa.Integer)))


def aantal_sleutels(session: Session, soort: Objecttype, dag: date | None = None) -> int:
    """How many keys there are in all.

    :param dag: as in `sleutels`.
    """
    vraag = _van_soort(sa.select(sa.func.count()).select_from(soort.tabel), soort, op_dag=dag is not None)
    return session.execute(vraag, {DAG.key: dag}).scalar_one()


def kan_vanaf(soort: Objecttype, waarden: Sequence[object]) -> bool:
    """Whether a page may begin after these values: as many as the kind is ordered by, and of their types."""
    volgorde = _ORDENING[soort.naam].volgorde
    return len(waarden) == len(volgorde) and all(
        type(waarde) is kolom.type.python_type for waarde, kolom in zip(waarden, volgorde, strict=True)
    )


def _van_soort(vraag: sa.Select[*Ts], soort: Objecttype, *, op_dag: bool) -> sa.Select[*Ts]:
    if soort.patroon is not None:
        vraag = vraag.where(soort.tabel.c.code.like(soort.patroon))
    if op_dag and "begindatum" in soort.tabel.c:
        vraag = vraag.where(geldig(soort.tabel))
    return vraag


class _Gemeld(NamedTuple):
    object: str
    sleutel: str
    soort: str


_GEWIJZIGD = Statement(
    sa.select(mutatie.c.object, mutatie.c.sleutel, mutatie.c.soort)
    .where(mutatie.c.volgnummer > sa.bindparam("na"), mutatie.c.volgnummer <= sa.bindparam("tot"))
    .order_by(mutatie.c.volgnummer),
    _Gemeld,
)


def gewijzigd(session: Session, na: int, tot: int) -> dict[Objectnaam, bool]:
    """What changed after one number up to another, each with whether it was ever removed then.

    With whatever else has rows that are to be made again (`publicatie.afhankelijk`).
    """
    gevonden: dict[Objectnaam, bool] = {}
    for rij in session.execute(_GEWIJZIGD, {"na": na, "tot": tot}):
        if (soort := objecttype_van(rij.object, rij.sleutel)) is None:
            continue
        naam = Objectnaam(soort.naam, soort.canoniek(rij.sleutel) or rij.sleutel)
        gevonden[naam] = gevonden.get(naam, False) or rij.soort == "V"
    return dict.fromkeys(afhankelijk(session, gevonden, tot), False) | gevonden
