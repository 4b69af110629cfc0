"""Reading opleidingseenheden from the database, for controles and answers alike."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Session
from rio_soap.register.database.model import (
    aangeboden_opleiding,
    opleidingseenheid,
    opleidingserkenning,
    opleidingserkenningrelatie,
    opleidingsrelatie,
)
from rio_soap.register.database.statements import Statement
from rio_soap.register.regels import velden

Rij = Any
"""A row: its values have the names of their columns."""

_OP_CODE = Statement(sa.select(opleidingseenheid).where(opleidingseenheid.c.code == sa.bindparam("code")))
_BESTAAT = Statement(sa.select(opleidingseenheid.c.code).where(opleidingseenheid.c.code == sa.bindparam("code")))
_OP_CODES = Statement(
    sa.select(opleidingseenheid).where(opleidingseenheid.c.code.in_(sa.bindparam("codes", expanding=True)))
)
_MET_SLEUTEL = Statement(
    sa.select(opleidingseenheid.c.code).where(
        opleidingseenheid.c.eigen_sleutel == sa.bindparam("sleutel"),
        opleidingseenheid.c.eigenaar == sa.bindparam("eigenaar"),
        opleidingseenheid.c.code != sa.bindparam("code"),
    )
)
_RELATIES = Statement(
    sa.select(opleidingsrelatie)
    .where(sa.or_(opleidingsrelatie.c.van == sa.bindparam("code"), opleidingsrelatie.c.naar == sa.bindparam("code")))
    .order_by(opleidingsrelatie.c.id)
)
_ERKENNINGEN = Statement(
    sa.select(opleidingserkenning, opleidingserkenningrelatie.c.eenheid)
    .select_from(opleidingserkenningrelatie.join(opleidingserkenning))
    .where(opleidingserkenningrelatie.c.eenheid.in_(sa.bindparam("codes", expanding=True)))
    .order_by(opleidingserkenning.c.stelsel, opleidingserkenning.c.code)
)
_AANGEBODEN = Statement(
    sa.select(
        aangeboden_opleiding.c.code, aangeboden_opleiding.c.eerste_instroomdatum, aangeboden_opleiding.c.einddatum
    )
    .where(aangeboden_opleiding.c.eenheid == sa.bindparam("code"))
    .order_by(aangeboden_opleiding.c.code)
)


def eenheid(session: Session, code: str) -> Rij | None:
    """The row of a unit."""
    return session.execute(_OP_CODE, {"code": code}).first()


def bestaat(session: Session, code: str) -> bool:
    """Whether a unit has this code."""
    return session.execute(_BESTAAT, {"code": code}).first() is not None


def eenheden(session: Session, codes: Iterable[str]) -> dict[str, Rij]:
    """The rows of units by code; unknown codes are absent."""
    return {rij.code: rij for rij in session.execute(_OP_CODES, {"codes": sorted(set(codes))})}


def andere_met_sleutel(session: Session, sleutel: str, eigenaar: str, code: str) -> str | None:
    """Code of another unit of this owner with this eigenOpleidingseenheidSleutel; `code` is the unit itself."""
    waarden = {"sleutel": sleutel, "eigenaar": eigenaar, "code": code}
    return cast("str | None", session.execute(_MET_SLEUTEL, waarden).scalar())


def relaties(session: Session, code: str) -> Sequence[Rij]:
    """All opleidingsrelaties from or to a unit."""
    return session.execute(_RELATIES, {"code": code}).all()


def erkenningen(session: Session, codes: Iterable[str]) -> Sequence[Rij]:
    """All opleidingserkenningen of units, with the code of the unit as `eenheid`."""
    return session.execute(_ERKENNINGEN, {"codes": sorted(set(codes))}).all()


def aangeboden(session: Session, code: str) -> Sequence[Rij]:
    """Code, eerste_instroomdatum and einddatum of all aangeboden opleidingen of a unit, without their stands."""
    return session.execute(_AANGEBODEN, {"code": code}).all()


def soort_van(specialisatie: str, soort: str | None) -> tuple[str, str]:
    """The kind of a unit: its specialisation and, of an hoOpleiding, its kenmerk soort.

    Of other units the soort tells no kinds apart: no relation goes by it.
    """
    return specialisatie, (soort or "") if specialisatie == "hoOpleiding" else ""


def kenmerk(gegeven: Gegeven, naam: str) -> str | None:
    """Text of the first kenmerk of this name, None without one."""
    for deel in velden.delen(gegeven, "kenmerken"):
        if deel.velden.get("kenmerknaam") == naam:
            for element in ("kenmerkwaardeTekst", "kenmerkwaardeEnumeratiewaarde"):
                if isinstance(waarde := deel.velden.get(element), str):
                    return waarde
    return None
