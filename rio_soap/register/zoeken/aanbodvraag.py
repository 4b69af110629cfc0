"""The questions by which offers are found: which index leads, and what is looked at of the offers that it gives.

SQLite plans without statistics, so it is told: what leads is compared as it is, the rest as an expression, which no
index serves. PostgreSQL knows better how many there are of what, and loses little by it.
"""

from collections.abc import Mapping, Sequence, Set
from functools import cache
from typing import Final, NamedTuple

import sqlalchemy as sa

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
    """An offer that a question gives; names and stretches as they are kept."""

    code: str
    aanbieder: str
    locatie: str | None
    naam: str | None
    eenheidsnaam: str | None
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


LEIDEND: Final = ("aanbieder", "erkenningen", "plaats", "postcode", "zoekterm", "vak", "niveau", "sector")
"""What can be asked for in order of how few offers it leaves: the first that is asked leads."""
_z, _e, _n, _l = zoekaanbod.c, zoekeenheid.c, opleidingsnaam.c, zoeklocatie.c


def vragen(gevraagd: Set[str], woorden: int) -> Sequence[Statement[Kandidaat]]:
    """The questions that together give all candidates, some maybe twice: one, or two where two things lead to an offer.

    :param gevraagd: of `LEIDEND`, and ``aanmelden``.
    :param woorden: number of words of the zoekterm, which are parameters then unless it leads.
    """
    return _vragen(frozenset(gevraagd), woorden)


@cache
def _vragen(gevraagd: frozenset[str], woorden: int) -> Sequence[Statement[Kandidaat]]:
    leidend = next(naam for naam in LEIDEND if naam in gevraagd)
    waar = [geldig(zoekaanbod)]
    if "aanmelden" in gevraagd:
        # Of a sector it narrows the index; else it is compared by the way.
        op = sa.bindparam("aanmelden_op", type_=sa.Date)
        waar += [_z.aanmelden_van <= op, _z.aanmelden_tot >= op]
    waar += [_bijkomend(naam, woorden) for naam in sorted(gevraagd & set(LEIDEND)) if naam != leidend]
    return [_vraag(voorop, *waar) for voorop in _voorop(leidend)]


def _vraag(*waar: sa.ColumnElement[bool]) -> Statement[Kandidaat]:
    vraag = (
        sa.select(_z.code, _z.aanbieder, _z.locatie, _z.naam, _e.naam.label("eenheidsnaam"), _z.aanmelden)
        .select_from(zoekaanbod.outerjoin(zoekeenheid, _e.eenheid == _z.eenheid))
        .where(*waar)
        .limit(sa.bindparam("hoeveel"))
    )
    return Statement(vraag, Kandidaat)


def _voorop(leidend: str) -> Sequence[sa.ColumnElement[bool]]:
    """What leads, as an index serves it."""
    if leidend == "zoekterm":
        namen = heeft_woorden(opleidingsnaam, sa.bindparam("woordvraag", type_=sa.String)), geldig(opleidingsnaam)
        return [
            _z.code.in_(sa.select(_n.code).where(*namen, _n.eigen)),
            _z.eenheid.in_(sa.select(_n.code).where(*namen, sa.not_(_n.eigen))),
        ]
    if leidend == "niveau":
        van_eenheid = sa.select(_e.eenheid).where(sa.or_(_e.niveau == _NIVEAU, sa.and_(_MEER, _EEN_VAN_MEER)))
        return [_z.niveau == _NIVEAU, sa.and_(_los(_z.niveau).is_(None), _z.eenheid.in_(van_eenheid))]
    return [_gelijk(leidend, _z.aanbieder, _z.eenheid, _z.locatie, _z.sector)]


def _bijkomend(naam: str, woorden: int) -> sa.ColumnElement[bool]:
    """What is looked at of the offers that something else gives."""
    if naam == "zoekterm":
        alle = (
            (sa.literal(" ") + _n.tekst).contains(sa.literal(" ") + sa.bindparam(f"woord{n}", type_=sa.String))
            for n in range(woorden)
        )
        van_aanbod = _n.code.in_([_z.code, _z.eenheid])
        return sa.exists().where(van_aanbod, geldig(opleidingsnaam), *alle)
    if naam == "niveau":
        van_eenheid = sa.or_(_e.niveau == _NIVEAU, _EEN_VAN_MEER)
        return sa.or_(_los(_z.niveau) == _NIVEAU, sa.and_(_z.niveau.is_(None), van_eenheid))
    return _gelijk(naam, *(_los(kolom) for kolom in (_z.aanbieder, _z.eenheid, _z.locatie, _z.sector)))


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
    if naam == "sector":
        return sector == sa.bindparam("sector")
    return locatie.in_(sa.select(_l.locatie).where(_OP_DE_PLEK[naam]))


def _los(kolom: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    """A column as an expression: the same value, and no index."""
    return kolom + sa.literal_column("''")


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
