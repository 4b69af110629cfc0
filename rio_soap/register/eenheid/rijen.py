"""Reading opleidingseenheden from the database, for controles and answers alike."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.model import (
    opleidingseenheid,
    opleidingserkenning,
    opleidingserkenningrelatie,
    opleidingsrelatie,
)
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Statement


class Eenheid(NamedTuple):
    """The row of an opleidingseenheid."""

    code: str
    specialisatie: str
    herkomst: str
    eigenaar: str | None
    eigen_sleutel: str | None
    soort: str | None
    begindatum: date
    einddatum: date | None
    stand: Gegeven


class BestaandeEenheid(NamedTuple):
    """The row of an opleidingseenheid that is delivered anew or removed: as `Eenheid`, its stand as text."""

    code: str
    specialisatie: str
    herkomst: str
    eigenaar: str | None
    eigen_sleutel: str | None
    soort: str | None
    begindatum: date
    einddatum: date | None
    stand: str


class ErkendeEenheid(NamedTuple):
    """What an offer is judged by of the unit that it offers."""

    code: str
    herkomst: str
    eigenaar: str | None
    begindatum: date
    einddatum: date | None


class Opleidingsrelatie(NamedTuple):
    """The row of an opleidingsrelatie; `van` and `naar` are codes of units."""

    id: int
    van: str
    naar: str
    soort: str
    begindatum: date
    einddatum: date | None

    def ander(self, code: str | None) -> str:
        """The other unit than the one of this code."""
        return self.naar if self.van == code else self.van


class Opleidingserkenning(NamedTuple):
    """The row of an opleidingserkenning, with the code of a unit that it recognises."""

    id: int
    stelsel: str
    code: str
    niveau: str
    unieke_code: str
    begindatum: date
    einddatum: date | None
    eenheid: str


class Erkenningssleutel(NamedTuple):
    """What names an opleidingserkenning: stelsel and code, of a vak also its niveau, in the ho also its unieke code.

    V4 knows no unieke code: an opleidingserkenningSleutel may stand for many erkenningen of the ho.
    """

    stelsel: str
    code: str
    niveau: str = ""
    unieke_code: str = ""


class Codehouder(NamedTuple):
    """An object found by the key of its owner: its code, and who owns it."""

    code: str
    eigenaar: str | None


_OP_CODE = Statement(sa.select(opleidingseenheid).where(opleidingseenheid.c.code == sa.bindparam("code")), Eenheid)
_BESTAAND = Statement(
    sa.select(
        *(opleidingseenheid.c[naam] for naam in BestaandeEenheid._fields[:-1]),
        sa.type_coerce(opleidingseenheid.c.stand, Leesstand).label("stand"),
    ).where(opleidingseenheid.c.code == sa.bindparam("code")),
    BestaandeEenheid,
)
_OP_CODES = Statement(
    sa.select(opleidingseenheid).where(opleidingseenheid.c.code.in_(sa.bindparam("codes", expanding=True))),
    Eenheid,
)
_MET_SLEUTEL = Statement[tuple[str]](
    sa.select(opleidingseenheid.c.code).where(
        opleidingseenheid.c.eigen_sleutel == sa.bindparam("sleutel"),
        opleidingseenheid.c.eigenaar == sa.bindparam("eigenaar"),
        opleidingseenheid.c.code != sa.bindparam("code"),
    )
)
_VAN_SLEUTEL = Statement(
    sa.select(opleidingseenheid.c.code, opleidingseenheid.c.eigenaar)
    .where(opleidingseenheid.c.eigen_sleutel == sa.bindparam("sleutel"))
    .order_by(opleidingseenheid.c.code),
    Codehouder,
)
_RELATIES = Statement(
    sa.select(opleidingsrelatie)
    .where(sa.or_(opleidingsrelatie.c.van == sa.bindparam("code"), opleidingsrelatie.c.naar == sa.bindparam("code")))
    .order_by(opleidingsrelatie.c.id),
    Opleidingsrelatie,
)
_ERKENNINGEN = Statement(
    sa.select(
        *(opleidingserkenning.c[naam] for naam in Opleidingserkenning._fields[:-1]),
        opleidingserkenningrelatie.c.eenheid,
    )
    .select_from(opleidingserkenningrelatie.join(opleidingserkenning))
    .where(opleidingserkenningrelatie.c.eenheid.in_(sa.bindparam("codes", expanding=True)))
    .order_by(
        opleidingserkenning.c.stelsel,
        opleidingserkenning.c.code,
        opleidingserkenning.c.niveau,
        opleidingserkenning.c.unieke_code,
    ),
    Opleidingserkenning,
)
_ERKENDE_EENHEDEN = Statement(
    sa.select(*(opleidingseenheid.c[naam] for naam in ErkendeEenheid._fields))
    .select_from(
        opleidingserkenning.join(
            opleidingserkenningrelatie, opleidingserkenningrelatie.c.erkenning == opleidingserkenning.c.id
        ).join(opleidingseenheid, opleidingseenheid.c.code == opleidingserkenningrelatie.c.eenheid)
    )
    .where(
        opleidingserkenning.c.stelsel == sa.bindparam("stelsel"),
        opleidingserkenning.c.code == sa.bindparam("code"),
        opleidingserkenning.c.niveau == sa.bindparam("niveau"),
    )
    # Of the many erkenningen of one ISAT code several may recognise one unit.
    .distinct()
    .order_by(opleidingseenheid.c.code),
    ErkendeEenheid,
)


def eenheid(session: Session, code: str) -> Eenheid | None:
    """The row of a unit."""
    return session.execute(_OP_CODE, {"code": code}).first()


def bestaande_eenheid(session: Session, code: str) -> BestaandeEenheid | None:
    """The row of a unit, for who judges or changes it."""
    return session.execute(_BESTAAND, {"code": code}).first()


def eenheden(session: Session, codes: Iterable[str]) -> dict[str, Eenheid]:
    """The rows of units by code; unknown codes are absent."""
    return {rij.code: rij for rij in session.execute(_OP_CODES, {"codes": sorted(set(codes))})}


def andere_met_sleutel(session: Session, sleutel: str, eigenaar: str, code: str) -> str | None:
    """Code of another unit of this owner with this eigenOpleidingseenheidSleutel; `code` is the unit itself."""
    waarden = {"sleutel": sleutel, "eigenaar": eigenaar, "code": code}
    return session.execute(_MET_SLEUTEL, waarden).scalar()


def met_sleutel(session: Session, sleutel: str) -> Sequence[Codehouder]:
    """The units of whomever with this eigenOpleidingseenheidSleutel, ascending by code."""
    return session.execute(_VAN_SLEUTEL, {"sleutel": sleutel}).all()


def relaties(session: Session, code: str) -> Sequence[Opleidingsrelatie]:
    """All opleidingsrelaties from or to a unit, oldest first."""
    return session.execute(_RELATIES, {"code": code}).all()


def erkenningen(session: Session, codes: Iterable[str]) -> Sequence[Opleidingserkenning]:
    """All opleidingserkenningen of units."""
    return session.execute(_ERKENNINGEN, {"codes": sorted(set(codes))}).all()


def erkende_eenheden(session: Session, sleutel: Erkenningssleutel) -> Sequence[ErkendeEenheid]:
    """The opleidingseenheden of an erkenning, ascending by code; none for one that is unknown or leads to no unit."""
    waarden = {"stelsel": sleutel.stelsel, "code": sleutel.code, "niveau": sleutel.niveau}
    return session.execute(_ERKENDE_EENHEDEN, waarden).all()


def soort_van(specialisatie: str, soort: str | None) -> tuple[str, str]:
    """The kind of a unit: its specialisation and, of an hoOpleiding, its kenmerk soort.

    Of other units the soort tells no kinds apart: no relation goes by it.
    """
    return specialisatie, (soort or "") if specialisatie == "hoOpleiding" else ""
