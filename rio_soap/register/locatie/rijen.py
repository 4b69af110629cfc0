"""Reading onderwijslocaties and their use from the database, for controles and answers alike."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.model import huisletter, onderwijslocatie, onderwijslocatiegebruik
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.locatie.toevoeging import Overeenkomst, Schrijfwijze, beste, schrijfwijze
from rio_soap.register.regels import velden
from rio_soap.register.regels.folding import gevouwen
from rio_soap.register.regels.vindplaats import Vindplaats


class Onderwijslocatie(NamedTuple):
    """The row of an onderwijslocatie; without an address it is a place or a point only."""

    code: str
    postcode: str | None
    huisnummer: int | None
    huisnummertoevoeging: str | None
    plaatscode: str | None
    bag_id: str | None
    stand: Gegeven


class Adreslocatie(NamedTuple):
    """An onderwijslocatie at a number, with the huisletter by the BAG; None where that is not known."""

    code: str
    postcode: str | None
    huisnummer: int | None
    huisnummertoevoeging: str | None
    plaatscode: str | None
    bag_id: str | None
    stand: Gegeven
    letter: str | None


class Locatiegebruik(NamedTuple):
    """The row of an onderwijslocatiegebruik; `bestuur` and `locatie` are codes."""

    bestuur: str
    locatie: str
    begindatum: date
    einddatum: date | None
    eigen_sleutel: str | None
    stand: Gegeven


_locatie = onderwijslocatie
_gebruik = onderwijslocatiegebruik

_OP_CODE = Statement(sa.select(_locatie).where(_locatie.c.code == sa.bindparam("code")), Onderwijslocatie)
_OP_NUMMER = Statement(
    sa.select(_locatie, huisletter.c.letter)
    .outerjoin(huisletter)
    .where(_locatie.c.postcode == sa.bindparam("postcode"), _locatie.c.huisnummer == sa.bindparam("huisnummer"))
    .order_by(_locatie.c.code),
    Adreslocatie,
)
_OP_NUMMERS = Statement(
    sa.select(_locatie, huisletter.c.letter)
    .outerjoin(huisletter)
    .where(
        _locatie.c.postcode == sa.bindparam("postcode"),
        _locatie.c.huisnummer.in_(sa.bindparam("huisnummers", expanding=True)),
    )
    .order_by(_locatie.c.code),
    Adreslocatie,
)
_OP_PLAATS = Statement(
    sa.select(_locatie).where(_locatie.c.plaatscode == sa.bindparam("plaatscode")).order_by(_locatie.c.code),
    Onderwijslocatie,
)
_ZONDER_ADRES = Statement(
    sa.select(_locatie).where(_locatie.c.postcode.is_(None), _locatie.c.plaatscode.is_(None)).order_by(_locatie.c.code),
    Onderwijslocatie,
)
_GEBRUIK = Statement(
    sa.select(_gebruik).where(
        _gebruik.c.bestuur == sa.bindparam("bestuur"), _gebruik.c.locatie == sa.bindparam("locatie")
    ),
    Locatiegebruik,
)
_GEBRUIKERS = Statement[tuple[str]](
    sa.select(_gebruik.c.bestuur).where(_gebruik.c.locatie == sa.bindparam("locatie")).order_by(_gebruik.c.begindatum)
)
_MET_SLEUTEL = Statement[tuple[str]](
    sa.select(_gebruik.c.locatie).where(
        _gebruik.c.bestuur == sa.bindparam("bestuur"),
        _gebruik.c.eigen_sleutel == sa.bindparam("sleutel"),
        _gebruik.c.locatie != sa.bindparam("locatie"),
    )
)


def locatie(session: Session, code: str) -> Onderwijslocatie | None:
    """The row of an onderwijslocatie."""
    return session.execute(_OP_CODE, {"code": code}).first()


def is_bekend(session: Session, adres: Gegeven) -> bool:
    """Whether RIO has the address of an aanduidingAdres, beyond doubt: written so that nothing else can be meant."""
    return _op_nummer(session, adres)[1] is Overeenkomst.GELIJK


def op_aanduiding_adres(session: Session, adres: Gegeven) -> Adreslocatie | None:
    """The onderwijslocatie at an aanduidingAdres of a message.

    Of several at a number the one that is written like it; one that is written otherwise when there is no other.
    """
    gevonden, hoe = _op_nummer(session, adres)
    if hoe <= Overeenkomst.STRIJDIG or (hoe is not Overeenkomst.GELIJK and len(gevonden) > 1):
        return None
    return gevonden[0]


def op_vindplaats(session: Session, vindplaats: Vindplaats) -> Adreslocatie | None:
    """The onderwijslocatie at an address of the BAG: written the same, or otherwise when it is the same object."""
    waarden: Values = {"postcode": vindplaats.postcode, "huisnummer": vindplaats.huisnummer}
    return _bij_vindplaats(vindplaats, session.execute(_OP_NUMMER, waarden))


def codes_op_vindplaatsen(session: Session, vindplaatsen: Sequence[Vindplaats]) -> list[str | None]:
    """The onderwijslocatiecode at each of these addresses of the BAG, all of one postcode; None where there is none."""
    if not vindplaatsen:
        return []
    nummers = sorted({plek.huisnummer for plek in vindplaatsen if plek.huisnummer is not None})
    waarden: Values = {"postcode": vindplaatsen[0].postcode, "huisnummers": nummers}
    rijen = session.execute(_OP_NUMMERS, waarden).all()
    gekozen = (_bij_vindplaats(p, [rij for rij in rijen if rij.huisnummer == p.huisnummer]) for p in vindplaatsen)
    return [rij.code if rij is not None else None for rij in gekozen]


def _bij_vindplaats(vindplaats: Vindplaats, rijen: Iterable[Adreslocatie]) -> Adreslocatie | None:
    """Of the locaties at its number the one at an address of the BAG."""
    gezocht = schrijfwijze(vindplaats.huisnummertoevoeging, vindplaats.huisletter)
    gevonden, hoe = beste(rijen, lambda rij: gezocht.met(_geschreven(rij)))
    if hoe is Overeenkomst.GELIJK:
        return next((rij for rij in gevonden if rij.bag_id == vindplaats.bag_id), gevonden[0])
    mag = (vindplaats.bag_id, None) if hoe is Overeenkomst.ANDERS_GEDEELD else (vindplaats.bag_id,)
    return next((rij for rij in gevonden if rij.bag_id in mag), None) if vindplaats.bag_id is not None else None


def _op_nummer(session: Session, adres: Gegeven) -> tuple[list[Adreslocatie], Overeenkomst]:
    """What agrees best with an aanduidingAdres, by code, and how well."""
    gezocht = schrijfwijze(velden.tekst_of_niet(adres, "huisnummertoevoeging"))
    waarden: Values = {"postcode": velden.tekst(adres, "postcode"), "huisnummer": int(str(adres.velden["huisnummer"]))}
    return beste(session.execute(_OP_NUMMER, waarden), lambda rij: gezocht.met(_geschreven(rij)))


def _geschreven(rij: Adreslocatie) -> Schrijfwijze:
    return schrijfwijze(rij.huisnummertoevoeging, rij.letter)


def op_plaatsnaam(session: Session, vindplaats: Vindplaats) -> Onderwijslocatie | None:
    """The onderwijslocatie that is a woonplaats only and was published without its code: by its name.

    Where the name is that of several woonplaatsen, its position must lie in the one that is meant.
    """
    gezocht = gevouwen(vindplaats.plaatsnaam or "")
    gelijk = [rij for rij in session.execute(_ZONDER_ADRES, {}) if _heet(rij.stand, gezocht)]
    binnen = [rij for rij in gelijk if vindplaats.kader is not None and _ligt_in(rij.stand, vindplaats.kader)]
    return next(iter(binnen or (gelijk if vindplaats.enige else [])), None)


def _heet(stand: Gegeven, gezocht: str) -> bool:
    naam = stand.velden.get("plaatsnaam")
    return isinstance(naam, str) and gevouwen(naam) == gezocht


def _ligt_in(stand: Gegeven, kader: tuple[Decimal, Decimal, Decimal, Decimal]) -> bool:
    breedte, lengte = stand.velden.get("gpsLatitude"), stand.velden.get("gpsLongitude")
    if not isinstance(breedte, Decimal) or not isinstance(lengte, Decimal):
        return False
    zuid, west, noord, oost = kader
    return zuid <= breedte <= noord and west <= lengte <= oost


def op_plaats(session: Session, plaatscode: str) -> Onderwijslocatie | None:
    """The onderwijslocatie that is a woonplaats only, by its code at the Kadaster."""
    return session.execute(_OP_PLAATS, {"plaatscode": plaatscode}).first()


def op_punt(session: Session, latitude: Decimal, longitude: Decimal) -> Onderwijslocatie | None:
    """The onderwijslocatie that is a point only, by its position.

    Reads all locaties without address and woonplaats, which are abroad: RIO has a handful (published data: ten).
    """
    for rij in session.execute(_ZONDER_ADRES, {}).all():
        gevonden = rij.stand.velden
        if (gevonden.get("gpsLatitude"), gevonden.get("gpsLongitude")) == (latitude, longitude):
            return rij
    return None


def gebruik(session: Session, bestuur: str, locatiecode: str) -> Locatiegebruik | None:
    """The use of an onderwijslocatie by a bestuur, ended or not."""
    return session.execute(_GEBRUIK, {"bestuur": bestuur, "locatie": locatiecode}).first()


def gebruikers(session: Session, locatiecode: str) -> Sequence[str]:
    """Codes of the besturen that use an onderwijslocatie or did, the first to come first."""
    return session.execute(_GEBRUIKERS, {"locatie": locatiecode}).scalars()


def ander_gebruik_met_sleutel(session: Session, sleutel: str, bestuur: str, locatiecode: str) -> str | None:
    """Code of another onderwijslocatie that this bestuur uses under this eigenOnderwijslocatiegebruikSleutel."""
    waarden = {"sleutel": sleutel, "bestuur": bestuur, "locatie": locatiecode}
    return session.execute(_MET_SLEUTEL, waarden).scalar()
