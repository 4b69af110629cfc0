"""Reading onderwijslocaties and their use from the database, for controles and answers alike."""

from decimal import Decimal
from typing import Any, cast

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register import velden
from rio_soap.register.database import Sessie
from rio_soap.register.model import onderwijslocatie, onderwijslocatiegebruik
from rio_soap.register.toevoeging import gelijk_geschreven
from rio_soap.register.vast import Vast

Rij = Any
"""A row: its values have the names of their columns."""

_locatie = onderwijslocatie
_gebruik = onderwijslocatiegebruik

_OP_CODE = Vast(sa.select(_locatie).where(_locatie.c.code == sa.bindparam("code")))
_OP_NUMMER = Vast(
    sa.select(_locatie)
    .where(_locatie.c.postcode == sa.bindparam("postcode"), _locatie.c.huisnummer == sa.bindparam("huisnummer"))
    .order_by(_locatie.c.code)
)
_OP_PLAATS = Vast(
    sa.select(_locatie).where(_locatie.c.plaatscode == sa.bindparam("plaatscode")).order_by(_locatie.c.code)
)
_ZONDER_ADRES = Vast(
    sa.select(_locatie).where(_locatie.c.postcode.is_(None), _locatie.c.plaatscode.is_(None)).order_by(_locatie.c.code)
)
_GEBRUIK = Vast(
    sa.select(_gebruik).where(
        _gebruik.c.bestuur == sa.bindparam("bestuur"), _gebruik.c.locatie == sa.bindparam("locatie")
    )
)
_MET_SLEUTEL = Vast(
    sa.select(_gebruik.c.locatie).where(
        _gebruik.c.bestuur == sa.bindparam("bestuur"),
        _gebruik.c.eigen_sleutel == sa.bindparam("sleutel"),
        _gebruik.c.locatie != sa.bindparam("locatie"),
    )
)


def locatie(sessie: Sessie, code: str) -> Rij | None:
    """The row of an onderwijslocatie."""
    return sessie.execute(_OP_CODE, {"code": code}).first()


def op_adres(sessie: Sessie, postcode: str, huisnummer: int, toevoeging: str | None) -> Rij | None:
    """The onderwijslocatie at an address; additions compare however they are written."""
    gezocht = gelijk_geschreven(toevoeging)
    rijen = sessie.execute(_OP_NUMMER, {"postcode": postcode, "huisnummer": huisnummer})
    return next((rij for rij in rijen.all() if gelijk_geschreven(rij.huisnummertoevoeging) == gezocht), None)


def op_aanduiding_adres(sessie: Sessie, adres: Gegeven) -> Rij | None:
    """The onderwijslocatie at an aanduidingAdres of a message."""
    postcode, huisnummer = velden.tekst(adres, "postcode"), int(str(adres.velden["huisnummer"]))
    return op_adres(sessie, postcode, huisnummer, velden.tekst_of_niet(adres, "huisnummertoevoeging"))


def op_plaats(sessie: Sessie, plaatscode: str) -> Rij | None:
    """The onderwijslocatie that is a woonplaats only, by its code at the Kadaster."""
    return sessie.execute(_OP_PLAATS, {"plaatscode": plaatscode}).first()


def op_punt(sessie: Sessie, latitude: Decimal, longitude: Decimal) -> Rij | None:
    """The onderwijslocatie that is a point only, by its position.

    Reads all locaties without address and woonplaats, which are abroad: RIO has a handful (published data: ten).
    """
    for rij in sessie.execute(_ZONDER_ADRES, {}).all():
        gevonden = rij.stand.velden
        if (gevonden.get("gpsLatitude"), gevonden.get("gpsLongitude")) == (latitude, longitude):
            return rij
    return None


def gebruik(sessie: Sessie, bestuur: str, locatiecode: str) -> Rij | None:
    """The use of an onderwijslocatie by a bestuur, ended or not."""
    return sessie.execute(_GEBRUIK, {"bestuur": bestuur, "locatie": locatiecode}).first()


def ander_gebruik_met_sleutel(sessie: Sessie, sleutel: str, bestuur: str, locatiecode: str) -> str | None:
    """Code of another onderwijslocatie that this bestuur uses under this eigenOnderwijslocatiegebruikSleutel."""
    waarden = {"sleutel": sleutel, "bestuur": bestuur, "locatie": locatiecode}
    return cast("str | None", sessie.execute(_MET_SLEUTEL, waarden).scalar())
