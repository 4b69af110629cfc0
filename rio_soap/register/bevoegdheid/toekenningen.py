"""Giving and taking roles, by the operator; each is in force from the commit on, in every process.

Who holds what is asked in the transaction of a message. That a replica shows it as well follows from the version of
trust, which every change here raises (`database.replica`).
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.roltabel import BEREIKEN
from rio_soap.register.database.model import bevoegdheid, erkenner, instellingserkenning, organisatorische_eenheid
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.vertrouwen.partijen import nieuwe_versie

_VORMEN: Mapping[str, tuple[re.Pattern[str], str]] = {
    "onderwijsbestuurcode": (re.compile(r"[0-9]{3}B[0-9]{3}"), "an onderwijsbestuurcode such as 100B490"),
    "erkennercode": (re.compile(r"[0-9]{3}E[0-9]{3}"), "an erkennercode such as 100E003"),
    "code": (re.compile(r"\S{1,22}"), "the code of an erkende samenwerking such as 30SW01"),
}
"""Element that names a bereik to its form; of a samenwerking as the open data have it."""
_MAX_DOOR = 60


class Toekenningsfout(ValueError):
    """A role that cannot be given or taken so; says what is wrong and what would do."""


class Toekenning(NamedTuple):
    """A role that was given to a sender.

    :param bereik: for what the sender has it; empty for a role that covers all.
    :param vanaf: first moment, aware.
    :param tot: the moment at which it ends, not included; None: until it is taken.
    :param door: who gave it.
    """

    oin: str
    rol: str
    bereik: str
    vanaf: datetime
    tot: datetime | None
    door: str

    def __str__(self) -> str:
        """On one line, as commands show it."""
        tot = "" if self.tot is None else f" tot {self.tot.isoformat()}"
        return f"{self.oin}  {self.rol}  {self.bereik or '-'}  vanaf {self.vanaf.isoformat()}{tot}  door {self.door}"


_KOLOMMEN = [bevoegdheid.c[naam] for naam in Toekenning._fields]
_ALLE = Statement(sa.select(*_KOLOMMEN).order_by(bevoegdheid.c.oin, bevoegdheid.c.rol, bevoegdheid.c.id), Toekenning)
_GELIJK = sa.and_(
    bevoegdheid.c.oin == sa.bindparam("welke"),
    bevoegdheid.c.rol == sa.bindparam("als"),
    bevoegdheid.c.bereik == sa.bindparam("waarvoor"),
)
_NU = sa.bindparam("nu", type_=bevoegdheid.c.vanaf.type)
_LOPEND = Statement(
    sa.select(*_KOLOMMEN)
    .where(_GELIJK, sa.or_(bevoegdheid.c.tot.is_(None), bevoegdheid.c.tot > _NU))
    .order_by(bevoegdheid.c.vanaf),
    Toekenning,
)
_INVOEGEN = Command(sa.insert(bevoegdheid))
_NOOIT_BEGONNEN = Command(sa.delete(bevoegdheid).where(_GELIJK, bevoegdheid.c.vanaf >= _NU))
_BEEINDIGEN = Command(
    sa.update(bevoegdheid)
    .where(_GELIJK, sa.or_(bevoegdheid.c.tot.is_(None), bevoegdheid.c.tot > _NU))
    .values(tot=sa.bindparam("einde", type_=bevoegdheid.c.tot.type))
)


def ken_toe(session: Session, nieuw: Toekenning, nu: datetime) -> bool:
    """Give a role; whether the register holds what it is for.

    :param nu: aware.
    :raises Toekenningsfout: for an unknown role, a bereik that does not fit it, an end that is not after the begin or
        has passed, and a role that the sender has already in that time.
    """
    _keur_rol(nieuw.rol, nieuw.bereik)
    if nieuw.tot is not None and nieuw.tot <= nieuw.vanaf:
        raise Toekenningsfout(f"it ends ({nieuw.tot.isoformat()}) before it begins ({nieuw.vanaf.isoformat()})")
    if nieuw.tot is not None and nieuw.tot <= nu:
        raise Toekenningsfout(f"it would never be in force: its end, {nieuw.tot.isoformat()}, has passed")
    for oud in _lopend(session, nieuw, nu):
        if (oud.tot is None or nieuw.vanaf < oud.tot) and (nieuw.tot is None or oud.vanaf < nieuw.tot):
            raise Toekenningsfout(f"given already in that time, withdraw it first: {oud}")
    rij: Values = {**nieuw._asdict(), "door": nieuw.door[:_MAX_DOOR]}
    session.execute(_INVOEGEN, rij)
    nieuwe_versie(session)
    return not nieuw.bereik or _is_er(session, BEREIKEN[nieuw.rol], nieuw.bereik)


def trek_in(session: Session, oin: str, rol: str, bereik: str, nu: datetime) -> int:
    """Take a role, from now on; gives how many grants ended, of those that are in force or were to come.

    What was in force stays as a row with its end; what never began goes.

    :param nu: aware.
    :raises Toekenningsfout: for an unknown role, or a bereik that does not fit it.
    """
    _keur_rol(rol, bereik)
    welke: Values = {"welke": oin, "als": rol, "waarvoor": bereik, "nu": nu}
    weg = session.execute(_NOOIT_BEGONNEN, welke).rowcount
    beeindigd = session.execute(_BEEINDIGEN, {**welke, "einde": nu}).rowcount
    nieuwe_versie(session)
    return weg + beeindigd


def alle_toekenningen(session: Session) -> Sequence[Toekenning]:
    """All roles that were ever given, by OIN and role."""
    return session.execute(_ALLE, {}).all()


def _lopend(session: Session, als: Toekenning, nu: datetime) -> Sequence[Toekenning]:
    """The same role of the same sender, in force or to come."""
    waarden: Values = {"welke": als.oin, "als": als.rol, "waarvoor": als.bereik, "nu": nu}
    return session.execute(_LOPEND, waarden).all()


def _keur_rol(rol: str, bereik: str) -> None:
    """Whether there is such a role, and it has such a bereik."""
    if rol not in BEREIKEN:
        raise Toekenningsfout(f"no role {rol!r}; the roles are {', '.join(sorted(BEREIKEN))}")
    element = BEREIKEN[rol]
    if not element:
        if bereik:
            raise Toekenningsfout(f"{rol} covers all and has no bereik; found {bereik!r}")
        return
    vorm, uitleg = _VORMEN[element]
    if not vorm.fullmatch(bereik):
        raise Toekenningsfout(f"{rol} needs a bereik: {uitleg}; found {bereik!r}")


def _is_er(session: Session, element: str, bereik: str) -> bool:
    return session.execute(_ZOEK[element], {"bereik": bereik}).first() is not None


def _zoek(kolom: sa.Column[str], *waar: sa.ColumnElement[bool]) -> Statement[tuple[str]]:
    return Statement[tuple[str]](sa.select(kolom).where(kolom == sa.bindparam("bereik"), *waar).limit(1))


_ZOEK: Mapping[str, Statement[tuple[str]]] = {
    "onderwijsbestuurcode": _zoek(organisatorische_eenheid.c.code, organisatorische_eenheid.c.soort == "BESTUUR"),
    "erkennercode": _zoek(erkenner.c.code),
    "code": _zoek(instellingserkenning.c.code, instellingserkenning.c.soort == "ERKENDE_SAMENWERKING"),
}
