"""Reading licenties, their maatregelen and the relations between them from the database."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.model import licentie, licentiemaatregel, licentierelatie
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.objectsleutel import sleutel_uit
from rio_soap.register.regels.perioden import Duur


class Licentie(NamedTuple):
    """The row of a licentie; `instellingserkenning` and `opleidingserkenning` are ids.

    :param code: in lower case.
    :param met_verbod: whether it has or had a publicatieverbod.
    """

    code: str
    soort: str
    instellingserkenning: int
    opleidingserkenning: int
    begindatum: date
    einddatum: date | None
    herkomst: str
    stadium: str
    met_verbod: bool
    stand: Gegeven

    @property
    def duur(self) -> Duur:
        """Its lifetime."""
        return Duur(self.begindatum, self.einddatum)


class Licentiemaatregel(NamedTuple):
    """The row of a licentiemaatregel; `licentie` is a code."""

    licentie: str
    soort: str
    begindatum: date
    einddatum: date | None
    aanvraagverbod_einddatum: date | None

    @property
    def duur(self) -> Duur:
        """From begin to end; one without an end runs on."""
        return Duur(self.begindatum, self.einddatum)


class Licentierelatie(NamedTuple):
    """The row of a licentierelatie; `van` and `naar` are codes of licenties."""

    van: str
    naar: str
    soort: str
    begindatum: date
    einddatum: date | None

    @property
    def duur(self) -> Duur:
        """From begin to end."""
        return Duur(self.begindatum, self.einddatum)


def sleutel_van(code: str) -> str:
    """The Objectsleutel of a licentie: its code in lower case, in whatever case it was written."""
    return sleutel_uit(code.lower())


def maatregelsleutel(licentiecode: str, soort: str, begindatum: date) -> str:
    """The Objectsleutel of a licentiemaatregel."""
    return sleutel_uit(licentiecode.lower(), soort, begindatum.isoformat())


def licentierelatiesleutel(van: str, naar: str, soort: str, begindatum: date) -> str:
    """The Objectsleutel of a licentierelatie."""
    return sleutel_uit(van.lower(), naar.lower(), soort, begindatum.isoformat())


_licentie, _maatregel, _relatie = licentie.c, licentiemaatregel.c, licentierelatie.c
_codes: sa.BindParameter[str] = sa.bindparam("codes", expanding=True)

_OP_CODES = Statement(sa.select(licentie).where(_licentie.code.in_(_codes)).order_by(_licentie.code), Licentie)
_ZELFDE = Statement(
    # Not in order: or SQLite, without statistics, goes through all licenties of one of the two.
    sa.select(licentie).where(
        _licentie.instellingserkenning == sa.bindparam("instellingserkenning"),
        _licentie.opleidingserkenning == sa.bindparam("opleidingserkenning"),
        _licentie.soort == sa.bindparam("soort"),
        _licentie.code != sa.bindparam("code"),
    ),
    Licentie,
)
_MAATREGELEN = Statement(
    sa.select(licentiemaatregel)
    .where(_maatregel.licentie.in_(_codes))
    .order_by(_maatregel.licentie, _maatregel.soort, _maatregel.begindatum),
    Licentiemaatregel,
)
_RELATIES = Statement(
    sa.select(licentierelatie)
    .where(_relatie.van.in_(_codes))
    .union(sa.select(licentierelatie).where(_relatie.naar.in_(_codes)))
    .order_by("van", "naar", "soort", "begindatum"),
    Licentierelatie,
)
_SOORT = Statement[tuple[str]](
    sa.select(_relatie.soort).where(_relatie.soort == sa.bindparam("soort")).limit(sa.literal_column("1"))
)


def licenties(session: Session, codes: Collection[str]) -> dict[str, Licentie]:
    """The licenties with these codes, by code in lower case; unknown ones are absent."""
    gevraagd = sorted({code.lower() for code in codes})
    return {rij.code: rij for rij in session.execute(_OP_CODES, {"codes": gevraagd})}


def zelfde(
    session: Session, code: str, soort: str, *, instellingserkenning: int, opleidingserkenning: int
) -> Sequence[Licentie]:
    """The other licenties of this soort for the same two erkenningen, in any order; `code` is its own."""
    waarden = {"instellingserkenning": instellingserkenning, "opleidingserkenning": opleidingserkenning}
    return session.execute(_ZELFDE, {**waarden, "soort": soort, "code": code.lower()}).all()


def maatregelen(session: Session, codes: Collection[str]) -> dict[str, list[Licentiemaatregel]]:
    """The maatregelen of licenties by code in lower case, by soort and begin; a licentie without has no entry."""
    rijen = session.execute(_MAATREGELEN, {"codes": sorted({code.lower() for code in codes})})
    return per(rijen, lambda rij: rij.licentie)


def relaties(session: Session, codes: Collection[str]) -> Sequence[Licentierelatie]:
    """The relations from or to these licenties, by their key."""
    return session.execute(_RELATIES, {"codes": sorted({code.lower() for code in codes})}).all()


def is_relatiesoort(session: Session, soort: str) -> bool:
    """Whether a relation in the register has this soort: of Licentierelatiesoort no list is published."""
    return session.execute(_SOORT, {"soort": soort}).first() is not None
