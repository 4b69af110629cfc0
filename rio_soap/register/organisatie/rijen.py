"""Reading onderwijsaanbieders and onderwijsbesturen from the database, for controles and answers alike."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database.model import (
    aangeboden_opleiding,
    brongebruik,
    contactadres,
    juridische_relatie,
    organisatierelatie,
    organisatorische_eenheid,
)
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.regels.objectsleutel import sleutel_uit
from rio_soap.register.regels.perioden import Duur

AANBIEDER, BESTUUR, GROEP, BEGELEIDING = "AANBIEDER", "BESTUUR", "GROEP", "BEGELEIDING"
"""Soorten of organisatorische eenheden."""
_BLOK = 5_000
"""Codes in one statement; both databases limit the number of parameters. A message can name 98 901 partners."""


class OrganisatorischeEenheid(NamedTuple):
    """The row of an onderwijsaanbieder, a groep or an onderwijsbestuur."""

    code: str
    soort: str
    begindatum: date
    einddatum: date | None
    eigen_sleutel: str | None
    bevoegd_gezag_nummer: str | None
    kvk_nummer: str | None
    rsin: str | None
    stand: Gegeven


class Aanbieder(NamedTuple):
    """What an offer is judged by of its onderwijsaanbieder."""

    code: str
    begindatum: date
    einddatum: date | None


class Organisatierelatie(NamedTuple):
    """The row of an organisatierelatie; `van` is the code of the higher one, and `van_soort` its soort."""

    id: int
    van: str
    naar: str
    soort: str
    begindatum: date
    einddatum: date | None
    van_soort: str

    @property
    def duur(self) -> Duur:
        """From when to when."""
        return Duur(self.begindatum, self.einddatum)

    @property
    def sleutel(self) -> str:
        """The key by which the feed names it."""
        return sleutel_uit(self.van, self.naar, self.soort, self.begindatum.isoformat())

    def ander(self, code: str | None) -> str:
        """The other eenheid than the one of this code."""
        return self.naar if self.van == code else self.van

    def houdt(self, einde: date | None, dag: date) -> bool:
        """Whether it has not ended on a day, or ended together with the onderwijsaanbieder.

        One that begins later counts: what is delivered can be used at once.

        :param einde: uitBedrijfdatum of the onderwijsaanbieder.
        """
        return self.einddatum is None or self.einddatum > dag or self.einddatum == einde


class JuridischeRelatie(NamedTuple):
    """What tells a juridischeRelatie of an eenheid apart, and its erkenner."""

    eenheid: str
    erkenning: str
    begindatum: date
    erkenner: str


class Rust(NamedTuple):
    """A juridischeRelatie of a begeleidingsaanbieder, whole."""

    eenheid: str
    erkenning: str
    erkenner: str
    begindatum: date
    einddatum: date | None


class GebruikVanAanbieder(NamedTuple):
    """Whether an aangeboden opleiding, a contactadres or BRON refers to an onderwijsaanbieder."""

    aanbod: bool
    adres: bool
    bron: bool


_eenheid = organisatorische_eenheid
_relatie = organisatierelatie
_code: sa.BindParameter[str] = sa.bindparam("code")
_codes: sa.BindParameter[str] = sa.bindparam("codes", expanding=True)

_MET_CODE = Statement(
    sa.select(_eenheid).where(_eenheid.c.code == _code, _eenheid.c.soort == sa.bindparam("soort")),
    OrganisatorischeEenheid,
)
_IS_ER = Statement[tuple[str]](
    sa.select(_eenheid.c.code).where(_eenheid.c.code == _code, _eenheid.c.soort == sa.bindparam("soort"))
)
_EENHEDEN = Statement(
    sa.select(_eenheid)
    .where(_eenheid.c.code.in_(_codes), _eenheid.c.soort == sa.bindparam("soort"))
    .order_by(_eenheid.c.code),
    OrganisatorischeEenheid,
)
_AANBIEDERS = Statement(
    sa.select(_eenheid.c.code, _eenheid.c.begindatum, _eenheid.c.einddatum).where(
        _eenheid.c.soort == AANBIEDER, _eenheid.c.code.in_(_codes)
    ),
    Aanbieder,
)
_hogere = _eenheid.alias("hogere")
_RELATIES = Statement(
    sa.select(_relatie, _hogere.c.soort.label("van_soort"))
    .join(_hogere, _hogere.c.code == _relatie.c.van)
    .where(sa.or_(_relatie.c.van == _code, _relatie.c.naar == _code))
    .order_by(_relatie.c.begindatum, _relatie.c.id),
    Organisatierelatie,
)
_MET_SLEUTEL = Statement[tuple[str]](
    sa.select(_eenheid.c.code)
    .join(_relatie, _relatie.c.naar == _eenheid.c.code)
    .where(
        _eenheid.c.eigen_sleutel == sa.bindparam("sleutel"),
        _eenheid.c.soort == AANBIEDER,
        _eenheid.c.code != _code,
        # Not the column itself: then SQLite would look at every onderwijsaanbieder of the bestuur.
        sa.func.coalesce(_relatie.c.van, "") == sa.bindparam("bestuur"),
        _relatie.c.soort == HIERARCHISCH,
    )
)
_VAN_SLEUTEL = Statement[tuple[str]](
    sa.select(_eenheid.c.code)
    .where(_eenheid.c.eigen_sleutel == sa.bindparam("sleutel"), _eenheid.c.soort == AANBIEDER)
    .order_by(_eenheid.c.code)
)
_RUST = Statement(
    sa.select(*(juridische_relatie.c[naam] for naam in Rust._fields)).where(juridische_relatie.c.eenheid == _code), Rust
)
_GEBRUIK = Statement(
    sa.select(
        sa.exists().where(aangeboden_opleiding.c.aanbieder == _code).label("aanbod"),
        sa.exists().where(contactadres.c.eenheid == _code).label("adres"),
        sa.exists().where(brongebruik.c.aanbieder == _code).label("bron"),
    ),
    GebruikVanAanbieder,
)


def aanbieder(session: Session, code: str) -> OrganisatorischeEenheid | None:
    """The row of an onderwijsaanbieder."""
    return session.execute(_MET_CODE, {"code": code, "soort": AANBIEDER}).first()


def bestuur(session: Session, code: str) -> OrganisatorischeEenheid | None:
    """The row of an onderwijsbestuur."""
    return session.execute(_MET_CODE, {"code": code, "soort": BESTUUR}).first()


def is_aanbieder(session: Session, code: str) -> bool:
    """Whether an onderwijsaanbieder has this code."""
    return session.execute(_IS_ER, {"code": code, "soort": AANBIEDER}).first() is not None


def is_bestuur(session: Session, code: str) -> bool:
    """Whether an onderwijsbestuur has this code."""
    return session.execute(_IS_ER, {"code": code, "soort": BESTUUR}).first() is not None


def eenheden(session: Session, codes: Iterable[str], soort: str) -> Sequence[OrganisatorischeEenheid]:
    """Organisatorische eenheden of a soort, ascending by code; unknown codes and other soorten are absent."""
    lijst = sorted(set(codes))
    return session.execute(_EENHEDEN, {"codes": lijst, "soort": soort}).all() if lijst else []


def aanbieders(session: Session, codes: Collection[str]) -> Mapping[str, Aanbieder]:
    """The onderwijsaanbieders among these codes, by code."""
    op_volgorde = sorted(set(codes))
    gevonden: dict[str, Aanbieder] = {}
    for begin in range(0, len(op_volgorde), _BLOK):
        rijen = session.execute(_AANBIEDERS, {"codes": op_volgorde[begin : begin + _BLOK]})
        gevonden |= {rij.code: rij for rij in rijen}
    return gevonden


def relaties(session: Session, code: str) -> Sequence[Organisatierelatie]:
    """All organisatierelaties from or to an eenheid, by begindatum."""
    return session.execute(_RELATIES, {"code": code}).all()


def andere_met_sleutel(session: Session, sleutel: str, bestuur_: str, code: str) -> str | None:
    """Code of another onderwijsaanbieder of this bestuur with this eigenOnderwijsaanbiederSleutel."""
    waarden = {"sleutel": sleutel, "bestuur": bestuur_, "code": code}
    return session.execute(_MET_SLEUTEL, waarden).scalar()


def met_sleutel(session: Session, sleutel: str) -> Sequence[str]:
    """Codes of the onderwijsaanbieders with this eigenOnderwijsaanbiederSleutel, ascending."""
    return session.execute(_VAN_SLEUTEL, {"sleutel": sleutel}).scalars()


def rust_van(session: Session, code: str) -> Sequence[Rust]:
    """On what a begeleidingsaanbieder rests; nothing for one that is not there."""
    return session.execute(_RUST, {"code": code}).all()


def gebruik(session: Session, code: str) -> GebruikVanAanbieder:
    """What refers to an onderwijsaanbieder, its organisatierelaties aside."""
    return session.execute(_GEBRUIK, {"code": code}).one()


def beheerders(relaties_: Sequence[Organisatierelatie], einde: date | None, dag: date) -> set[str]:
    """The besturen that manage an onderwijsaanbieder: those whose organisatierelatie `houdt`.

    A former bestuur has no say any more, but an onderwijsaanbieder that has ended can still be corrected (reasoned; no
    document says how RIO derives this).

    :param relaties_: as `relaties` gives them.
    :param einde: uitBedrijfdatum of the onderwijsaanbieder.
    """
    return {
        relatie.van
        for relatie in relaties_
        if relatie.soort == HIERARCHISCH and relatie.van_soort == BESTUUR and relatie.houdt(einde, dag)
    }
