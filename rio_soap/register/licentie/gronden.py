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
from rio_soap.register.erkenning.rijen import VESTIGING
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

    def als_gegeven(self) -> Gegeven:
        """Its Erkenningssleutel."""
        return erkenningssleutel(Erkenningssleutel(self.stelsel, self.code, self.niveau, self.unieke_code))


class GrondVanAanbieder(NamedTuple):
    """An instellingserkenning under an onderwijsaanbieder."""

    aanbieder: str
    grond: Instellingsgrond


class GrondVanEenheid(NamedTuple):
    """An opleidingserkenning of an opleidingseenheid, with its stand as text."""

    eenheid: str
    grond: Opleidingsgrond
    stand: str


_instelling, _opleiding = instellingserkenning.c, opleidingserkenning.c
_hoger = instellingserkenning.alias("hoger")
_OPLEIDINGSVELDEN = [_opleiding[naam] for naam in Opleidingsgrond._fields]


class _InstellingOnder(NamedTuple):
    aanbieder: str
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
    """What aanbieders rest on: an erkenning itself, and the instelling above a vestiging."""
    rust = juridische_relatie
    genoemd = rust.join(
        instellingserkenning,
        sa.and_(_instelling.code == rust.c.erkenning, _instelling.erkenner == rust.c.erkenner),
    )
    waar = (
        rust.c.eenheid.in_(sa.bindparam("aanbieders", expanding=True)),
        geldig(rust),
        geldig(instellingserkenning),
    )

    def velden(bron: sa.FromClause) -> list[sa.ColumnElement[str | int]]:
        return [rust.c.eenheid.label("aanbieder"), *(bron.c[naam] for naam in Instellingsgrond._fields)]

    zelf = sa.select(*velden(instellingserkenning)).select_from(genoemd).where(*waar)
    erboven = (
        sa.select(*velden(_hoger))
        .select_from(
            genoemd.join(instellingsrelatie, instellingsrelatie.c.naar == _instelling.id).join(
                _hoger, _hoger.c.id == instellingsrelatie.c.van
            )
        )
        .where(
            *waar,
            _instelling.soort == VESTIGING,
            instellingsrelatie.c.soort == HIERARCHISCH,
            geldig(instellingsrelatie),
            geldig(_hoger),
        )
    )
    return Statement(sa.union(zelf, erboven), _InstellingOnder)


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
    """The instellingserkenningen on which aanbieders rest on a day, and those above the vestigingen among them, by key."""
    rijen = session.execute(_ONDER_AANBIEDERS, {"aanbieders": sorted(set(aanbieders)), DAG.key: dag})
    gevonden = [GrondVanAanbieder(rij.aanbieder, Instellingsgrond._make(rij[1:])) for rij in rijen]
    return sorted(gevonden, key=lambda een: (een.aanbieder, een.grond[1:]))


def van_eenheden(session: Session, eenheden: Collection[str], dag: date) -> list[GrondVanEenheid]:
    """The opleidingserkenningen of opleidingseenheden that are valid on a day, by their key."""
    rijen = session.execute(_VAN_EENHEDEN, {"eenheden": sorted(set(eenheden)), DAG.key: dag})
    return [GrondVanEenheid(rij.eenheid, Opleidingsgrond._make(rij[1:-1]), rij.stand) for rij in rijen]
