"""Reading onderwijslocaties and their use from the database, for controles and answers alike."""

from decimal import Decimal
from typing import Any, cast

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Session
from rio_soap.register.database.model import huisletter, onderwijslocatie, onderwijslocatiegebruik
from rio_soap.register.database.statements import Statement
from rio_soap.register.locatie.toevoeging import Overeenkomst, Schrijfwijze, beste, schrijfwijze
from rio_soap.register.regels import velden
from rio_soap.register.regels.folding import gevouwen
from rio_soap.register.regels.vindplaats import Vindplaats

Rij = Any
"""A row: its values have the names of their columns."""

_locatie = onderwijslocatie
_gebruik = onderwijslocatiegebruik

_OP_CODE = Statement(sa.select(_locatie).where(_locatie.c.code == sa.bindparam("code")))
_OP_NUMMER = Statement(
    sa.select(_locatie, huisletter.c.letter)
    .outerjoin(huisletter)
    .where(_locatie.c.postcode == sa.bindparam("postcode"), _locatie.c.huisnummer == sa.bindparam("huisnummer"))
    .order_by(_locatie.c.code)
)
_OP_PLAATS = Statement(
    sa.select(_locatie).where(_locatie.c.plaatscode == sa.bindparam("plaatscode")).order_by(_locatie.c.code)
)
_ZONDER_ADRES = Statement(
    sa.select(_locatie).where(_locatie.c.postcode.is_(None), _locatie.c.plaatscode.is_(None)).order_by(_locatie.c.code)
)
_GEBRUIK = Statement(
    sa.select(_gebruik).where(
        _gebruik.c.bestuur == sa.bindparam("bestuur"), _gebruik.c.locatie == sa.bindparam("locatie")
    )
)
_MET_SLEUTEL = Statement(
    sa.select(_gebruik.c.locatie).where(
        _gebruik.c.bestuur == sa.bindparam("bestuur"),
        _gebruik.c.eigen_sleutel == sa.bindparam("sleutel"),
        _gebruik.c.locatie != sa.bindparam("locatie"),
    )
)


def locatie(session: Session, code: str) -> Rij | None:
    """The row of an onderwijslocatie."""
    return session.execute(_OP_CODE, {"code": code}).first()


def is_bekend(session: Session, adres: Gegeven) -> bool:
    """Whether RIO has the address of an aanduidingAdres, beyond doubt: written so that nothing else can be meant."""
    return _op_nummer(session, adres)[1] is Overeenkomst.GELIJK


def op_aanduiding_adres(session: Session, adres: Gegeven) -> Rij | None:
    """The onderwijslocatie at an aanduidingAdres of a message.

    Of several at a number the one that is written like it; one that is written otherwise when there is no other.
    """
    gevonden, hoe = _op_nummer(session, adres)
    if hoe <= Overeenkomst.STRIJDIG or (hoe is not Overeenkomst.GELIJK and len(gevonden) > 1):
        return None
    return gevonden[0]


def op_vindplaats(session: Session, plek: Vindplaats) -> Rij | None:
    """The onderwijslocatie at an address of the BAG: written the same, or otherwise when it is the same object."""
    waarden = {"postcode": plek.postcode, "huisnummer": plek.huisnummer}
    gezocht = schrijfwijze(plek.huisnummertoevoeging, plek.huisletter)
    gevonden, hoe = beste(session.execute(_OP_NUMMER, waarden), lambda rij: gezocht.met(_geschreven(rij)))
    if hoe is Overeenkomst.GELIJK:
        return next((rij for rij in gevonden if rij.bag_id == plek.bag_id), gevonden[0])
    mag = (plek.bag_id, None) if hoe is Overeenkomst.ANDERS_GEDEELD else (plek.bag_id,)
    return next((rij for rij in gevonden if rij.bag_id in mag), None) if plek.bag_id is not None else None


def _op_nummer(session: Session, adres: Gegeven) -> tuple[list[Rij], Overeenkomst]:
    """What agrees best with an aanduidingAdres, by code, and how well."""
    gezocht = schrijfwijze(velden.tekst_of_niet(adres, "huisnummertoevoeging"))
    waarden = {"postcode": velden.tekst(adres, "postcode"), "huisnummer": int(str(adres.velden["huisnummer"]))}
    return beste(session.execute(_OP_NUMMER, waarden), lambda rij: gezocht.met(_geschreven(rij)))


def _geschreven(rij: Rij) -> Schrijfwijze:
    return schrijfwijze(rij.huisnummertoevoeging, rij.letter)


def op_plaatsnaam(session: Session, plek: Vindplaats) -> Rij | None:
    """The onderwijslocatie that is a woonplaats only and was published without its code: by its name.

    Where the name is that of several woonplaatsen, its position must lie in the one that is meant.
    """
    gezocht = gevouwen(plek.plaatsnaam or "")
    gelijk = [rij for rij in session.execute(_ZONDER_ADRES, {}) if _heet(rij.stand, gezocht)]
    binnen = [rij for rij in gelijk if plek.kader is not None and _ligt_in(rij.stand, plek.kader)]
    return next(iter(binnen or (gelijk if plek.enige else [])), None)


def _heet(stand: Gegeven, gezocht: str) -> bool:
    naam = stand.velden.get("plaatsnaam")
    return isinstance(naam, str) and gevouwen(naam) == gezocht


def _ligt_in(stand: Gegeven, kader: tuple[Decimal, Decimal, Decimal, Decimal]) -> bool:
    breedte, lengte = stand.velden.get("gpsLatitude"), stand.velden.get("gpsLongitude")
    if not isinstance(breedte, Decimal) or not isinstance(lengte, Decimal):
        return False
    zuid, west, noord, oost = kader
    return zuid <= breedte <= noord and west <= lengte <= oost


def op_plaats(session: Session, plaatscode: str) -> Rij | None:
    """The onderwijslocatie that is a woonplaats only, by its code at the Kadaster."""
    return session.execute(_OP_PLAATS, {"plaatscode": plaatscode}).first()


def op_punt(session: Session, latitude: Decimal, longitude: Decimal) -> Rij | None:
    """The onderwijslocatie that is a point only, by its position.

    Reads all locaties without address and woonplaats, which are abroad: RIO has a handful (published data: ten).
    """
    for rij in session.execute(_ZONDER_ADRES, {}).all():
        gevonden = rij.stand.velden
        if (gevonden.get("gpsLatitude"), gevonden.get("gpsLongitude")) == (latitude, longitude):
            return rij
    return None


def gebruik(session: Session, bestuur: str, locatiecode: str) -> Rij | None:
    """The use of an onderwijslocatie by a bestuur, ended or not."""
    return session.execute(_GEBRUIK, {"bestuur": bestuur, "locatie": locatiecode}).first()


def ander_gebruik_met_sleutel(session: Session, sleutel: str, bestuur: str, locatiecode: str) -> str | None:
    """Code of another onderwijslocatie that this bestuur uses under this eigenOnderwijslocatiegebruikSleutel."""
    waarden = {"sleutel": sleutel, "bestuur": bestuur, "locatie": locatiecode}
    return cast("str | None", session.execute(_MET_SLEUTEL, waarden).scalar())
