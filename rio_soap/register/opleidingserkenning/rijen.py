"""Reading opleidingserkenningen from the database, for controles and answers alike."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.model import (
    aangeboden_opleiding,
    licentie,
    opleidingseenheid,
    opleidingserkenning,
    opleidingserkenningrelatie,
)
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Statement
from rio_soap.register.eenheid.rijen import Erkenningssleutel
from rio_soap.register.regels.groepering import per


class Erkenningsrij(NamedTuple):
    """The row of an opleidingserkenning."""

    id: int
    stelsel: str
    code: str
    niveau: str
    unieke_code: str
    soort: str
    erkenner: str
    begindatum: date
    einddatum: date | None
    stand: Gegeven

    @property
    def sleutel(self) -> Erkenningssleutel:
        """What names it."""
        return Erkenningssleutel(self.stelsel, self.code, self.niveau, self.unieke_code)


class Erkendeenheid(NamedTuple):
    """That an erkenning recognises a unit."""

    erkenning: int
    eenheid: str


class Eenheidsduur(NamedTuple):
    """What an erkenning is judged by of a unit that it recognises; `eigenaar` hears of it."""

    code: str
    eigenaar: str | None
    begindatum: date
    einddatum: date | None


class Eenheidsaanbod(NamedTuple):
    """An offer of a unit: to whom it belongs, and its stand as text."""

    eenheid: str
    code: str
    aanbieder: str
    stand: str


_erkenning, _relatie = opleidingserkenning.c, opleidingserkenningrelatie.c
_KOLOMMEN = [_erkenning[naam] for naam in Erkenningsrij._fields]
_VOLGORDE = (_erkenning.stelsel, _erkenning.code, _erkenning.niveau, _erkenning.unieke_code)
_VAN_CODE = Statement(
    sa.select(*_KOLOMMEN)
    .where(_erkenning.stelsel == sa.bindparam("stelsel"), _erkenning.code == sa.bindparam("code"))
    .order_by(*_VOLGORDE),
    Erkenningsrij,
)
_MET_UNIEKE_CODE = Statement(
    sa.select(*_KOLOMMEN).where(_erkenning.unieke_code == sa.bindparam("unieke_code")).order_by(*_VOLGORDE),
    Erkenningsrij,
)
_OP_ID = Statement(
    sa.select(*_KOLOMMEN).where(_erkenning.id.in_(sa.bindparam("ids", expanding=True))).order_by(*_VOLGORDE),
    Erkenningsrij,
)
_EENHEDEN = Statement(
    sa.select(_relatie.erkenning, _relatie.eenheid)
    .where(_relatie.erkenning.in_(sa.bindparam("ids", expanding=True)))
    .order_by(_relatie.erkenning, _relatie.eenheid),
    Erkendeenheid,
)
_DUREN = Statement(
    sa.select(*(opleidingseenheid.c[naam] for naam in Eenheidsduur._fields))
    .where(opleidingseenheid.c.code.in_(sa.bindparam("codes", expanding=True)))
    .order_by(opleidingseenheid.c.code),
    Eenheidsduur,
)
_LICENTIES = Statement[tuple[str]](
    sa.select(licentie.c.code)
    .where(licentie.c.opleidingserkenning == sa.bindparam("id"))
    .order_by(licentie.c.code)
    .limit(1)
)
_aanbod = aangeboden_opleiding.c
_AANBOD = Statement(
    sa.select(_aanbod.eenheid, _aanbod.code, _aanbod.aanbieder, sa.type_coerce(_aanbod.stand, Leesstand).label("stand"))
    .where(_aanbod.eenheid.in_(sa.bindparam("codes", expanding=True)))
    .order_by(_aanbod.eenheid, _aanbod.code),
    Eenheidsaanbod,
)


def aangewezen(session: Session, sleutel: Erkenningssleutel) -> Sequence[Erkenningsrij]:
    """The erkenningen that a key names, in order of their keys; a part that it leaves out may be any.

    So a key without unieke code may name many of the ho, and one without niveau a vak at several.
    """
    return [rij for rij in van_code(session, sleutel) if _noemt(sleutel, rij.sleutel)]


def van_code(session: Session, sleutel: Erkenningssleutel) -> Sequence[Erkenningsrij]:
    """The erkenningen with the stelsel and code of a key, in order of their keys."""
    return session.execute(_VAN_CODE, {"stelsel": sleutel.stelsel, "code": sleutel.code}).all()


def verward(sleutel: Erkenningssleutel, rij: Erkenningsrij) -> bool:
    """Whether a key is another than that of an erkenning of its stelsel and code, and one of the two names both."""
    return sleutel != rij.sleutel and (_noemt(sleutel, rij.sleutel) or _noemt(rij.sleutel, sleutel))


def _noemt(sleutel: Erkenningssleutel, ander: Erkenningssleutel) -> bool:
    return sleutel.niveau in ("", ander.niveau) and sleutel.unieke_code in ("", ander.unieke_code)


def met_unieke_code(session: Session, unieke_code: str) -> Sequence[Erkenningsrij]:
    """The erkenningen of the ho with this unieke code, whatever their stelsel and code."""
    return session.execute(_MET_UNIEKE_CODE, {"unieke_code": unieke_code}).all()


def op_id(session: Session, ids: Collection[int]) -> Sequence[Erkenningsrij]:
    """Erkenningen by the numbers of their rows, in order of their keys; unknown numbers are absent."""
    return session.execute(_OP_ID, {"ids": sorted(set(ids))}).all()


def eenheden_van(session: Session, ids: Collection[int]) -> Mapping[int, Sequence[Erkendeenheid]]:
    """By number of an erkenning the units that it recognises, by code; one without units is absent."""
    return per(session.execute(_EENHEDEN, {"ids": sorted(set(ids))}).all(), lambda rij: rij.erkenning)


def eenheidsduren(session: Session, codes: Collection[str]) -> Mapping[str, Eenheidsduur]:
    """Units by code; unknown codes are absent."""
    return {rij.code: rij for rij in session.execute(_DUREN, {"codes": sorted(set(codes))})}


def heeft_licenties(session: Session, id_: int) -> bool:
    """Whether a licentie is given for an erkenning, over or not."""
    return session.execute(_LICENTIES, {"id": id_}).first() is not None


def aanbod_van(session: Session, codes: Collection[str]) -> Sequence[Eenheidsaanbod]:
    """All offers of units, by unit and code."""
    return session.execute(_AANBOD, {"codes": sorted(set(codes))}).all() if codes else ()
