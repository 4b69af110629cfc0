"""What the operator can do to an object of whatever owner: remove it, or give it an end, as a delivery would.

Another institution can keep an owner from ending or removing what is its own, with an offer on its unit or a relation
to it, and then no delivery of either helps (docs/standaarden.md). An intervention is a delivery like any other, made
here of what stands: it runs through the same controles, save whose the object is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import sqlalchemy as sa

from rio_soap.bevinding.spraak import zin
from rio_soap.contract.gegevens import Enkel, Gegeven, Waarde
from rio_soap.register.database.model import (
    aangeboden_opleiding,
    berichtenlog,
    onderwijslocatiegebruik,
    opleidingseenheid,
    opleidingsrelatie,
    organisatorische_eenheid,
)
from rio_soap.register.database.session import Session
from rio_soap.register.organisatie import rijen as aanbieders
from rio_soap.register.organisatie.rustend_aanbod import getoond

SOORTEN: Final[Mapping[str, tuple[str, ...]]] = {
    "aangebodenOpleiding": ("aangebodenOpleidingCode",),
    "opleidingsrelatie": ("opleidingseenheidcode", "opleidingseenheidcode", "begindatum"),
    "opleidingseenheid": ("opleidingseenheidcode",),
    "onderwijsaanbieder": ("onderwijsaanbiedercode",),
    "onderwijslocatiegebruik": ("onderwijsbestuurcode", "onderwijslocatiecode"),
}
"""Kinds of object to the parts of their key."""


class NietTeDoen(ValueError):
    """An intervention that cannot be made; the message says why."""


@dataclass(frozen=True, slots=True)
class Voorstel:
    """A delivery that does what the operator asks: operation and fields."""

    operatie: str
    velden: Mapping[str, Waarde]


def stel_voor(session: Session, soort: str, sleutel: Sequence[str], per: date | None) -> Voorstel | None:
    """The delivery that removes an object, or ends it on a day; None when that is so already.

    :param soort: one of `SOORTEN`.
    :param sleutel: the parts of its key.
    :param per: the end, not included as every end; None removes.
    :raises NietTeDoen: for a key of another form, for an object to end that is not there, or for a day before its end
        has a meaning.
    """
    if len(sleutel) != len(SOORTEN[soort]):
        raise NietTeDoen(zin("ingreep.sleutel", soort=soort, delen=" ".join(SOORTEN[soort])))
    gevonden = _VOORSTELLEN[soort](session, tuple(sleutel), per)
    if gevonden is None and per is not None:
        raise NietTeDoen(zin("ingreep.onbekend", soort=soort, sleutel=" ".join(sleutel)))
    if gevonden is None or (per is not None and gevonden.einde == per):
        return None
    return Voorstel(f"{'verwijderen' if per is None else 'aanleveren'}_{soort}", gevonden.velden)


@dataclass(frozen=True, slots=True)
class _Gevonden:
    """Fields of the delivery, and the end that the object has now."""

    velden: Mapping[str, Waarde]
    einde: date | None


def _met_einde(stand: Gegeven, per: date, naam: str = "einddatum", **sleutel: Waarde) -> Gegeven:
    return Gegeven(stand.naam, {**sleutel, **stand.velden, naam: per})


def _aanbod(session: Session, sleutel: tuple[str, ...], per: date | None) -> _Gevonden | None:
    tabel = aangeboden_opleiding
    rij = session.execute(sa.select(tabel).where(tabel.c.code == sleutel[0].lower())).first()
    if rij is None:
        return None
    velden: dict[str, Waarde] = {"aangebodenOpleidingCode": getoond(session, rij.code)}
    return _Gevonden(velden if per is None else {"aangebodenOpleiding": _met_einde(rij.stand, per)}, rij.einddatum)


def _relatie(session: Session, sleutel: tuple[str, ...], per: date | None) -> _Gevonden | None:
    een, ander, tekst = sleutel
    try:
        begin = date.fromisoformat(tekst)
    except ValueError:
        raise NietTeDoen(zin("ingreep.datum", tekst=tekst)) from None
    tabel = opleidingsrelatie.c
    paar = sa.or_(
        sa.and_(tabel.van == een, tabel.naar == ander),
        sa.and_(tabel.van == ander, tabel.naar == een),
    )
    rij = session.execute(sa.select(opleidingsrelatie).where(paar, tabel.begindatum == begin)).first()
    if rij is None:
        return None
    codes: list[Enkel] = [een, ander]
    velden: dict[str, Waarde] = {"opleidingseenheidcode": codes, "begindatum": begin}
    if per is not None:
        velden = {"opleidingsrelatie": Gegeven("opleidingsrelatie", {**velden, "einddatum": per})}
    return _Gevonden(velden, rij.einddatum)


def _eenheid(session: Session, sleutel: tuple[str, ...], per: date | None) -> _Gevonden | None:
    tabel = opleidingseenheid
    rij = session.execute(sa.select(tabel).where(tabel.c.code == sleutel[0])).first()
    if rij is None:
        return None
    velden: dict[str, Waarde] = {"opleidingseenheidcode": rij.code}
    if per is not None:
        velden = {"opleidingseenheid": _met_einde(rij.stand, per, opleidingseenheidcode=rij.code)}
    return _Gevonden(velden, rij.einddatum)


def _aanbieder(session: Session, sleutel: tuple[str, ...], per: date | None) -> _Gevonden | None:
    code = sleutel[0]
    tabel = organisatorische_eenheid
    rij = session.execute(sa.select(tabel).where(tabel.c.code == code, tabel.c.soort == "AANBIEDER")).first()
    if rij is None:
        return None
    if per is None:
        return _Gevonden({"onderwijsaanbiedercode": code}, rij.einddatum)
    boven = [r for r in aanbieders.relaties(session, code) if r.naar == code and r.van_soort == "BESTUUR"]
    if not boven:
        raise NietTeDoen(zin("ingreep.zonder_bestuur", code=code))
    deel = _met_einde(rij.stand, per, "uitBedrijfdatum", onderwijsaanbiedercode=code)
    return _Gevonden({"onderwijsbestuurcode": boven[-1].van, "onderwijsaanbieder": deel}, rij.einddatum)


def _gebruik(session: Session, sleutel: tuple[str, ...], per: date | None) -> _Gevonden | None:
    bestuur, locatie = sleutel
    tabel = onderwijslocatiegebruik
    keuze = sa.select(tabel).where(tabel.c.bestuur == bestuur, tabel.c.locatie == locatie)
    rij = session.execute(keuze).first()
    if rij is None:
        return None
    if per is None:
        return _Gevonden({"onderwijsbestuurcode": bestuur, "onderwijslocatiecode": locatie}, rij.einddatum)
    deel = _met_einde(rij.stand, per, "uitBedrijfdatum", onderwijsbestuurcode=bestuur, onderwijslocatieCode=locatie)
    return _Gevonden({"onderwijslocatiegebruik": deel}, rij.einddatum)


_VOORSTELLEN: Mapping[str, Callable[[Session, tuple[str, ...], date | None], _Gevonden | None]] = {
    "aangebodenOpleiding": _aanbod,
    "opleidingsrelatie": _relatie,
    "opleidingseenheid": _eenheid,
    "onderwijsaanbieder": _aanbieder,
    "onderwijslocatiegebruik": _gebruik,
}


def gelogd(session: Session, oin: str) -> Sequence[sa.RowMapping]:
    """What the log holds of the operator, oldest first: all columns of its deliveries, request and answer packed.

    :param oin: that of the service itself.
    """
    leveringen = sa.or_(berichtenlog.c.operatie.like("verwijderen%"), berichtenlog.c.operatie.like("aanleveren%"))
    vraag = sa.select(berichtenlog).where(berichtenlog.c.oin == oin, leveringen).order_by(berichtenlog.c.id)
    return list(session.execute(vraag).mappings())
