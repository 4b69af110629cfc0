"""From the OIN of a sender to the onderwijsbesturen on whose behalf it acts, and from an aanbieder to those over it.

An OIN of the BRIN kind (``00000007`` + ``000`` + BRIN4 + ``00000``) leads over the erkende onderwijsinstelling and its
bevoegd gezag to the bestuur; OINs of the RSIN and KvK kind lead to the bestuur with that number (reasoned: no document
says how RIO derives the owner; OIN kinds: Logius). Beside that a role can be given for a bestuur: INSTELLING, or one
that the operation of the message takes. A person has what was given to that person only.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.roltabel import BESTUURSROLLEN, OPERATIEROLLEN
from rio_soap.register.database.model import (
    bevoegdheid,
    gebruiker,
    gebruikersrol,
    instellingserkenning,
    instellingsrelatie,
    organisatierelatie,
    organisatorische_eenheid,
)
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import geldig
from rio_soap.register.regels.uitslag import Context

HIERARCHISCH = "HIERARCHISCH"
"""Soort of the organisatierelatie by which a bestuur or groep stands over an aanbieder."""

_BRIN = re.compile(r"00000007000([0-9]{2}[A-Z]{2})00000\Z")
_RSIN = re.compile(r"00000001([0-9]{9})000\Z")
_KVK = re.compile(r"00000003([0-9]{8})0000\Z")

_eenheid = organisatorische_eenheid
_instelling = instellingserkenning.alias("instelling")
_gezag = instellingserkenning.alias("gezag")


def geldt_nu(tabel: sa.Table) -> sa.ColumnElement[bool]:
    """Whether a row with ``vanaf`` and ``tot`` is in force at the moment ``moment``."""
    moment = sa.bindparam("moment", type_=tabel.c.vanaf.type)
    return sa.and_(tabel.c.vanaf <= moment, sa.or_(tabel.c.tot.is_(None), tabel.c.tot > moment))


AFZENDER = (bevoegdheid, (bevoegdheid.c.oin == sa.bindparam("oin"), geldt_nu(bevoegdheid)))
"""The roles that were given to the sender ``oin``: where they stand, and which rows are in force."""
PERSOON = (
    gebruikersrol.join(gebruiker),
    (gebruikersrol.c.gebruiker == sa.bindparam("gebruiker"), geldt_nu(gebruikersrol), geldt_nu(gebruiker)),
)
"""Those of the person ``gebruiker``, while that one is there."""


def is_een_van(rol: sa.Column[str], rollen: Collection[str]) -> sa.ColumnElement[bool]:
    """Whether a role is one of these; written out, since a list as a parameter is expanded at every message."""
    namen: list[sa.ColumnElement[str]] = [sa.literal_column(f"'{een}'") for een in sorted(rollen)]
    return rol.in_(namen)


def _toegekend(aan: tuple[sa.FromClause, tuple[sa.ColumnElement[bool], ...]], *rollen: str) -> sa.Select[tuple[str]]:
    """The valid besturen for which one of these roles was given."""
    bron, waar = aan
    tabel = gebruikersrol if aan is PERSOON else bevoegdheid
    return (
        sa.select(_eenheid.c.code)
        .select_from(bron.join(_eenheid, _eenheid.c.code == tabel.c.bereik))
        .where(*waar, is_een_van(tabel.c.rol, rollen), _eenheid.c.soort == "BESTUUR", geldig(_eenheid))
    )


_VIA_BRIN = (
    sa.select(_eenheid.c.code)
    .select_from(
        _instelling.join(instellingsrelatie, instellingsrelatie.c.naar == _instelling.c.id)
        .join(_gezag, _gezag.c.id == instellingsrelatie.c.van)
        .join(_eenheid, _eenheid.c.bevoegd_gezag_nummer == _gezag.c.code)
    )
    .where(
        # Codes are unique per erkenner only, and BRIN is OCW's.
        _instelling.c.erkenner == "OCW",
        _instelling.c.soort == "ERKENDE_ONDERWIJSINSTELLING",
        _instelling.c.code == sa.bindparam("nummer"),
        _gezag.c.erkenner == "OCW",
        _gezag.c.soort == "BEVOEGD_GEZAG",
        _eenheid.c.soort == "BESTUUR",
        instellingsrelatie.c.soort == HIERARCHISCH,
        geldig(instellingsrelatie),
    )
)


def _via_nummer(kolom: sa.Column[str]) -> sa.Select[tuple[str]]:
    return sa.select(_eenheid.c.code).where(kolom == sa.bindparam("nummer"), _eenheid.c.soort == "BESTUUR")


_ALLE = Statement[tuple[str]](sa.select(_eenheid.c.code).where(_eenheid.c.soort == "BESTUUR").order_by(_eenheid.c.code))
_WEGEN = (
    (_BRIN, "BRIN", _VIA_BRIN),
    (_RSIN, "RSIN", _via_nummer(_eenheid.c.rsin)),
    (_KVK, "KvK-nummer", _via_nummer(_eenheid.c.kvk_nummer)),
)
"""Form of an OIN to what number it has in it, and the besturen, valid or not, to which that leads."""
INSTELLING = "INSTELLING"
"""The role that follows from an OIN."""
_ALLEEN_INSTELLING = frozenset({INSTELLING})
_BESTUURSROLLEN = {
    operatie: _ALLEEN_INSTELLING | (rollen & BESTUURSROLLEN) for operatie, rollen in OPERATIEROLLEN.items()
}
"""Every operation to the roles that make somebody act for a bestuur in it."""


@cache
def _vraag(weg: int | None, rollen: frozenset[str]) -> Statement[tuple[str]]:
    """The besturen that follow from an OIN by one of `_WEGEN`, and those for which one of these roles was given.

    Sorted afterwards, since a database takes longer.
    """
    toegekend = _toegekend(AFZENDER, *sorted(rollen))
    return Statement(toegekend if weg is None else sa.union_all(_WEGEN[weg][2].where(geldig(_eenheid)), toegekend))


@cache
def _vraag_van_persoon(rollen: frozenset[str]) -> Statement[tuple[str]]:
    return Statement(_toegekend(PERSOON, *sorted(rollen)))


def besturen_van(session: Session, context: Context) -> tuple[str, ...]:
    """Codes of the besturen on whose behalf the sender acts today in the operation of its message, ascending.

    Those of which it is INSTELLING, and those for which it was given another role that the operation takes. Empty for a
    sender without one. The operator of the register acts for all of them.
    """
    return _besturen(session, context, _BESTUURSROLLEN.get(context.operatie, _ALLEEN_INSTELLING))


def besturen_als_instelling(session: Session, context: Context) -> tuple[str, ...]:
    """Codes of the besturen of which the sender is INSTELLING, whatever it does; as `besturen_van`."""
    return _besturen(session, context, _ALLEEN_INSTELLING)


def _besturen(session: Session, context: Context, rollen: frozenset[str]) -> tuple[str, ...]:
    if context.instellingen.beheerder:
        return tuple(session.execute(_ALLE, {}).scalars())
    waarden: dict[str, SqlValue] = {"moment": context.moment, "dag": context.vandaag}
    if context.gebruiker is not None:
        waarden["gebruiker"] = context.gebruiker
        return tuple(sorted(set(session.execute(_vraag_van_persoon(rollen), waarden).scalars())))
    weg, waarden["nummer"] = _via_oin(context.oin)
    waarden["oin"] = context.oin
    return tuple(sorted(set(session.execute(_vraag(weg, rollen), waarden).scalars())))


def _via_oin(oin: str) -> tuple[int | None, str]:
    """By which of `_WEGEN` an OIN leads to a bestuur, and the number in it; None for an OIN of another kind."""
    for plek, (vorm, _, _) in enumerate(_WEGEN):
        if gevonden := vorm.match(oin):
            return plek, gevonden[1]
    return None, ""


class Bereikduur(NamedTuple):
    """A bestuur or an erkenner, by its code, and the days on which it is valid."""

    code: str
    begindatum: date
    einddatum: date | None


class Afgeleid(NamedTuple):
    """To which besturen an OIN leads, valid or not.

    :param soort: of the number in it: BRIN, RSIN or KvK-nummer.
    """

    soort: str
    nummer: str
    besturen: Sequence[Bereikduur]


_AFGELEID = tuple(
    Statement(weg.with_only_columns(*(_eenheid.c[naam] for naam in Bereikduur._fields)), Bereikduur)
    for _, _, weg in _WEGEN
)


def afgeleid(session: Session, oin: str, dag: date) -> Afgeleid | None:
    """To which besturen an OIN leads on a day; None for one of a kind that leads to none."""
    weg, nummer = _via_oin(oin)
    if weg is None:
        return None
    besturen = session.execute(_AFGELEID[weg], {"nummer": nummer, **({"dag": dag} if weg == 0 else {})}).all()
    return Afgeleid(_WEGEN[weg][1], nummer, sorted(set(besturen)))


_direct, _via = organisatierelatie.alias("direct"), organisatierelatie.alias("via")
_hoger = organisatorische_eenheid.alias("hoger")


def _geldige_hierarchie(relatie: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(relatie.c.soort == HIERARCHISCH, geldig(relatie))


BESTUUR = sa.case((_hoger.c.soort == "BESTUUR", _hoger.c.code), else_=_via.c.van).label("bestuur")
"""Of a source that went through `met_besturen`: code of a bestuur over the aanbieder, null when there is none."""


def met_besturen(bron: sa.FromClause, aanbieder: sa.ColumnElement[str]) -> sa.Join:
    """A source with a row for each `BESTUUR` over an aanbieder on the day ``dag``, directly or over a groep.

    :param aanbieder: its code; where nobody is over it the source keeps its own row.
    """
    direct = bron.outerjoin(_direct, sa.and_(_direct.c.naar == aanbieder, _geldige_hierarchie(_direct)))
    return _over_groep(direct.outerjoin(_hoger, _hoger.c.code == _direct.c.van))


def _over_groep(bron: sa.Join) -> sa.Join:
    boven_groep = sa.and_(_hoger.c.soort == "GROEP", _via.c.naar == _hoger.c.code, _geldige_hierarchie(_via))
    return bron.outerjoin(_via, boven_groep)


class _Boven(NamedTuple):
    """A bestuur over an aanbieder; None for a groep without one."""

    aanbieder: str
    bestuur: str | None


_VAN_AANBIEDERS = Statement(
    sa.select(_direct.c.naar.label("aanbieder"), BESTUUR)
    .select_from(_over_groep(_direct.join(_hoger, _hoger.c.code == _direct.c.van)))
    .where(_direct.c.naar.in_(sa.bindparam("codes", expanding=True)), _geldige_hierarchie(_direct)),
    _Boven,
)


def besturen_van_aanbieders(session: Session, codes: Collection[str], dag: date) -> Mapping[str, frozenset[str]]:
    """The onderwijsbesturen over each aanbieder on a day, directly or over a groep; none has an empty set."""
    gevonden: dict[str, set[str]] = {code: set() for code in codes}
    for rij in session.execute(_VAN_AANBIEDERS, {"codes": sorted(gevonden), "dag": dag}):
        if rij.bestuur is not None:
            gevonden[rij.aanbieder].add(rij.bestuur)
    return {code: frozenset(besturen) for code, besturen in gevonden.items()}
