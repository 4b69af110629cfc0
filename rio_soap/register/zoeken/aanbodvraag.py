"""The questions by which offers are found: which index leads, and what is looked at of the offers that it gives.

SQLite plans without statistics, so it is told: what leads is compared as it is, the rest as an expression, which no
index serves. PostgreSQL has statistics, and is told nothing.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from functools import cache
from typing import Final, NamedTuple, TypeAlias

import sqlalchemy as sa

from rio_soap.register.database.codelijst import DIALECTEN, in_lijst
from rio_soap.register.database.model import (
    opleidingserkenningrelatie,
    opleidingsnaam,
    zoekaanbod,
    zoekeenheid,
    zoeklocatie,
)
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import geldig
from rio_soap.register.regels.afstand import Ligging
from rio_soap.register.zoeken.woordvraag import heeft_woorden


class Kandidaat(NamedTuple):
    """An offer that a question gives; own names and stretches as they are kept."""

    code: str
    aanbieder: str
    eenheid: str
    locatie: str | None
    naam: str | None
    aanmelden: str | None


class Locatieligging(NamedTuple):
    """An onderwijslocatie with its position."""

    locatie: str
    breedte: int
    lengte: int

    @property
    def ligging(self) -> Ligging:
        """Where it is."""
        return Ligging(self.breedte, self.lengte)


LEIDEND: Final = (
    *("aanbieder", "erkenningen", "plaats", "postcode", "klein vak", "zoekterm", "vak"),
    *("kleine sector", "niveau", "sector"),
)
"""What can be asked for in order of how few offers it leaves: the first that is asked leads. A box is small when few
locaties lie in it, a sector when it has fewer offers than there mostly are of a level."""
SECTORNAMEN: Final = frozenset({"kleine sector", "sector"})
_MET_SECTOR: Final = frozenset({"aanbieder", "plaats", "postcode", "klein vak", "vak"})
"""What leads by an index that has the sector after it."""
VAKKEN: Final = frozenset({"klein vak", "vak"})
"""A box around a place, small or not."""
_Kolom: TypeAlias = Callable[[sa.ColumnElement[str]], sa.ColumnElement[str]]
_z, _e, _n, _l = zoekaanbod.c, zoekeenheid.c, opleidingsnaam.c, zoeklocatie.c


def kandidaten(dialect: str, gevraagd: Set[str], woorden: int) -> Statement[Kandidaat]:
    """The question for all candidates, each once.

    :param dialect: ``sqlite`` or ``postgresql``.
    :param gevraagd: of `LEIDEND`, and ``aanmelden``.
    :param woorden: number of words of the zoekterm, which are parameters then unless it leads.
    """
    return _kandidaten(dialect, frozenset(gevraagd), woorden)


@cache
def _kandidaten(dialect: str, gevraagd: frozenset[str], woorden: int) -> Statement[Kandidaat]:
    kolommen = [_z[naam] for naam in Kandidaat._fields]
    delen = [sa.select(*kolommen).where(*waar) for waar in _waar(dialect, gevraagd, woorden)]
    return Statement(sa.union_all(*delen).limit(sa.bindparam("hoeveel")), Kandidaat)


def telling(dialect: str, gevraagd: Set[str], woorden: int) -> Statement[tuple[int]]:
    """The question how many candidates there are, up to so many; of a question in one piece."""
    return _telling(dialect, frozenset(gevraagd), woorden)


@cache
def _telling(dialect: str, gevraagd: frozenset[str], woorden: int) -> Statement[tuple[int]]:
    (waar,) = _waar(dialect, gevraagd, woorden)
    deel = sa.select(_z.code).select_from(zoekaanbod).where(*waar).limit(sa.bindparam("hoeveel"))
    return Statement[tuple[int]](sa.select(sa.func.count()).select_from(deel.subquery()))


def _waar(dialect: str, gevraagd: frozenset[str], woorden: int) -> Sequence[Sequence[sa.ColumnElement[bool]]]:
    leidend = next(naam for naam in LEIDEND if naam in gevraagd)
    waar = [geldig(zoekaanbod)]
    if "aanmelden" in gevraagd:
        # Of a sector it narrows the index; else it is compared by the way.
        op = sa.bindparam("aanmelden_op", type_=sa.Date)
        tot = _TOT_LOS if dialect == "sqlite" and leidend in _MET_SECTOR else _z.aanmelden_tot
        waar += [_z.aanmelden_van <= op, tot >= op]
    bij = sorted((gevraagd & set(LEIDEND)) - {leidend})
    los = _los if dialect == "sqlite" else _vast
    van_sector = _vast if leidend in _MET_SECTOR else los
    verder = [_bijkomend(naam, woorden, van_sector if naam in SECTORNAMEN else los) for naam in bij]
    return [[voorop, *waar, *verder] for voorop in _voorop(leidend, los)]


def _voorop(leidend: str, los: _Kolom) -> Sequence[sa.ColumnElement[bool]]:
    """What leads, as an index serves it."""
    if leidend == "zoekterm":
        heten = heeft_woorden(opleidingsnaam, sa.bindparam("woordvraag", type_=sa.String)), geldig(opleidingsnaam)
        # Both ask the same names: they are looked for once. What the one gives the other leaves.
        namen = sa.select(_n.code).where(*heten).cte("namen")
        code, eenheid = (kolom.in_(sa.select(namen.c.code)) for kolom in (_z.code, _z.eenheid))
        return [code, sa.and_(eenheid, sa.not_(code))]
    if leidend == "niveau":
        van_eenheid = sa.select(_e.eenheid).where(sa.or_(_e.niveau == _NIVEAU, sa.and_(_MEER, _EEN_VAN_MEER)))
        return [_z.niveau == _NIVEAU, sa.and_(los(_z.niveau).is_(None), _z.eenheid.in_(van_eenheid))]
    return [_gelijk(leidend, _z.aanbieder, _z.eenheid, _z.locatie, _z.sector)]


def _bijkomend(naam: str, woorden: int, los: _Kolom) -> sa.ColumnElement[bool]:
    """What is looked at of the offers that something else gives."""
    if naam == "zoekterm":
        alle = (
            (sa.literal(" ") + _n.tekst).contains(sa.literal(" ") + sa.bindparam(f"woord{n}", type_=sa.String))
            for n in range(woorden)
        )
        van_aanbod = _n.code.in_([_z.code, _z.eenheid])
        return sa.exists().where(van_aanbod, geldig(opleidingsnaam), *alle)
    if naam in VAKKEN:
        return sa.exists().where(_l.locatie == _z.locatie, _OP_DE_PLEK["vak"])
    if naam == "niveau":
        van_eenheid = sa.exists().where(_e.eenheid == _z.eenheid, sa.or_(_e.niveau == _NIVEAU, _EEN_VAN_MEER))
        return sa.or_(los(_z.niveau) == _NIVEAU, sa.and_(_z.niveau.is_(None), van_eenheid))
    return _gelijk(naam, *(los(kolom) for kolom in (_z.aanbieder, _z.eenheid, _z.locatie, _z.sector)))


def _gelijk(
    naam: str,
    aanbieder: sa.ColumnElement[str],
    eenheid: sa.ColumnElement[str],
    locatie: sa.ColumnElement[str],
    sector: sa.ColumnElement[str],
) -> sa.ColumnElement[bool]:
    """What is a matter of one column."""
    if naam == "aanbieder":
        return aanbieder == sa.bindparam("aanbieder")
    if naam == "erkenningen":
        van_erkenning = opleidingserkenningrelatie.c.erkenning.in_(sa.bindparam("erkenningen", expanding=True))
        return eenheid.in_(sa.select(opleidingserkenningrelatie.c.eenheid).where(van_erkenning))
    if naam in SECTORNAMEN:
        return sector == sa.bindparam("sector")
    return locatie.in_(sa.select(_l.locatie).where(_OP_DE_PLEK["vak" if naam in VAKKEN else naam]))


def _los(kolom: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    """A column as an expression: the same value, and no index."""
    return kolom + sa.literal_column("''")


_TOT_LOS = sa.literal_column(f"+{zoekaanbod.name}.{_z.aanmelden_tot.name}", _z.aanmelden_tot.type)
"""The last day of applications, likewise; with the sign that SQLite takes for that."""


def _vast(kolom: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    """A column as it is."""
    return kolom


_NIVEAU: sa.BindParameter[str] = sa.bindparam("niveau", type_=sa.String)
_EEN_VAN_MEER = _e.niveau.contains(sa.literal(" ") + _NIVEAU + sa.literal(" "))
"""Whether it is one of the levels of an opleidingsfase."""
_MEER = sa.and_(_e.niveau >= sa.literal_column("' '"), _e.niveau < sa.literal_column("'!'"))
"""Several levels: they begin with a blank, so that the index has them together."""
_OP_DE_PLEK: Mapping[str, sa.ColumnElement[bool]] = {
    "plaats": _l.plaats == sa.bindparam("plaats"),
    "postcode": sa.and_(_l.postcode >= sa.bindparam("postcode_van"), _l.postcode < sa.bindparam("postcode_tot")),
    "vak": sa.and_(
        _l.breedte.between(sa.bindparam("zuid"), sa.bindparam("noord")),
        _l.lengte.between(sa.bindparam("west"), sa.bindparam("oost")),
    ),
}
"""How a place is looked up."""


@cache
def plekken(gevraagd: frozenset[str]) -> Statement[Locatieligging]:
    """The question for the onderwijslocaties with a position at a plaats, a postcode, both, or in a box."""
    waar = [_OP_DE_PLEK[naam] for naam in sorted(gevraagd)]
    vraag = sa.select(_l.locatie, _l.breedte, _l.lengte).where(*waar, _l.breedte.is_not(None))
    return Statement(vraag, Locatieligging)


def eenheidsnamen(dialect: str) -> Statement[tuple[str, str]]:
    """The question for the names of opleidingseenheden by a list of codes."""
    return _EENHEIDSNAMEN[dialect]


_EENHEIDSNAMEN = {
    dialect: Statement[tuple[str, str]](sa.select(_e.eenheid, _e.naam).where(in_lijst(_e.eenheid, dialect)))
    for dialect in DIALECTEN
}
