"""The erkenningen under what is offered: on which its aanbieder rests, and by which its opleiding is recognised."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database.model import (
    instellingserkenning,
    instellingsrelatie,
    juridische_relatie,
    opleidingserkenning,
    opleidingserkenningrelatie,
)
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.eenheid.rijen import Erkenningssleutel
from rio_soap.register.erkenning.rijen import INSTELLING, VESTIGING
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from rio_soap.register.opleidingserkenning.sleutel import erkenningssleutel


class Instellingsgrond(NamedTuple):
    """An instellingserkenning: its id and key."""

    id: int
    erkenner: str
    soort: str
    code: str

    def als_gegeven(self) -> Gegeven:
        """Its InstellingserkenningSleutel."""
        return Instellingsleutel(self.erkenner, self.soort, self.code).als_gegeven("instellingserkenning")


class Opleidingsgrond(NamedTuple):
    """An opleidingserkenning: its id, key and erkenner."""

    id: int
    stelsel: str
    code: str
    niveau: str
    unieke_code: str
    erkenner: str

    def als_erkenningssleutel(self) -> Erkenningssleutel:
        """What names it."""
        return Erkenningssleutel(self.stelsel, self.code, self.niveau, self.unieke_code)

    def als_gegeven(self) -> Gegeven:
        """Its Erkenningssleutel, as an element."""
        return erkenningssleutel(self.als_erkenningssleutel())


class GrondVanAanbieder(NamedTuple):
    """An instellingserkenning under an onderwijsaanbieder.

    :param rustend: whether the aanbieder rests on it, or on a vestiging of it; else it is a vestiging of what that is.
    """

    aanbieder: str
    rustend: bool
    grond: Instellingsgrond


class GrondVanEenheid(NamedTuple):
    """An opleidingserkenning of an opleidingseenheid, with its stand as text."""

    eenheid: str
    grond: Opleidingsgrond
    stand: str


_instelling, _opleiding = instellingserkenning.c, opleidingserkenning.c
_ander = instellingserkenning.alias("ander")
_OPLEIDINGSVELDEN = [_opleiding[naam] for naam in Opleidingsgrond._fields]


class _InstellingOnder(NamedTuple):
    aanbieder: str
    rustend: int
    id: int
    erkenner: str
    soort: str
    code: str


class _OpleidingVan(NamedTuple):
    eenheid: str
    id: int
    stelsel: str
    code: str
    niveau: str
    unieke_code: str
    erkenner: str
    stand: str


def _onder_aanbieders() -> Statement[_InstellingOnder]:
    """On what aanbieders rest: what is named, the instelling above a vestiging, the vestigingen below an instelling."""
    rust, relatie = juridische_relatie, instellingsrelatie
    genoemd = rust.join(
        instellingserkenning,
        sa.and_(_instelling.code == rust.c.erkenning, _instelling.erkenner == rust.c.erkenner),
    )
    waar = (
        rust.c.eenheid.in_(sa.bindparam("aanbieders", expanding=True)),
        geldig(rust),
        geldig(instellingserkenning),
    )

    def velden(bron: sa.FromClause, rustend: str) -> list[sa.ColumnElement[str | int]]:
        eigen = (bron.c[naam] for naam in Instellingsgrond._fields)
        return [rust.c.eenheid.label("aanbieder"), sa.literal_column(rustend).label("rustend"), *eigen]

    def langs(hier: sa.ColumnElement[int], daar: sa.ColumnElement[int]) -> sa.Join:
        """With those at the other end of a relation."""
        return genoemd.join(relatie, hier == _instelling.id).join(_ander, _ander.c.id == daar)

    band = (*waar, relatie.c.soort == HIERARCHISCH, geldig(relatie), geldig(_ander))
    zelf = sa.select(*velden(instellingserkenning, "1")).select_from(genoemd).where(*waar)
    boven = sa.select(*velden(_ander, "1")).select_from(langs(relatie.c.naar, relatie.c.van)).where(*band)
    onder = sa.select(*velden(_ander, "0")).select_from(langs(relatie.c.van, relatie.c.naar)).where(*band)
    erboven, eronder = boven.where(_instelling.soort == VESTIGING), onder.where(_instelling.soort == INSTELLING)
    return Statement(sa.union(zelf, erboven, eronder), _InstellingOnder)


_ONDER_AANBIEDERS = _onder_aanbieders()
_VAN_EENHEDEN = Statement(
    sa.select(
        opleidingserkenningrelatie.c.eenheid,
        *_OPLEIDINGSVELDEN,
        sa.type_coerce(_opleiding.stand, Leesstand).label("stand"),
    )
    .select_from(opleidingserkenningrelatie.join(opleidingserkenning))
    .where(
        opleidingserkenningrelatie.c.eenheid.in_(sa.bindparam("eenheden", expanding=True)), geldig(opleidingserkenning)
    )
    .order_by(_opleiding.stelsel, _opleiding.code, _opleiding.niveau, _opleiding.unieke_code),
    _OpleidingVan,
)


def onder_aanbieders(session: Session, aanbieders: Collection[str], dag: date) -> list[GrondVanAanbieder]:
    """The instellingserkenningen under aanbieders on a day, by key, those on which they rest first."""
    rijen = session.execute(_ONDER_AANBIEDERS, {"aanbieders": sorted(set(aanbieders)), DAG.key: dag})
    gevonden: dict[tuple[str, int], GrondVanAanbieder] = {}
    for rij in sorted(rijen, key=lambda rij: (rij.aanbieder, -rij.rustend, rij.erkenner, rij.soort, rij.code)):
        grond = GrondVanAanbieder(rij.aanbieder, bool(rij.rustend), Instellingsgrond._make(rij[2:]))
        gevonden.setdefault((rij.aanbieder, rij.id), grond)
    return list(gevonden.values())


def van_eenheden(session: Session, eenheden: Collection[str], dag: date) -> list[GrondVanEenheid]:
    """The opleidingserkenningen of opleidingseenheden that are valid on a day, by their key."""
    rijen = session.execute(_VAN_EENHEDEN, {"eenheden": sorted(set(eenheden)), DAG.key: dag})
    return [GrondVanEenheid(rij.eenheid, Opleidingsgrond._make(rij[1:-1]), rij.stand) for rij in rijen]
