"""The erkenningen on which a licentie stands, and those under what is offered: as far as both are judged by them."""

from collections.abc import Collection, Sequence
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
from rio_soap.register.opleidingserkenning.sleutel import erkenningssleutel
from rio_soap.register.regels.perioden import Duur


class Instellingsgrond(NamedTuple):
    """An instellingserkenning: its id, key and lifetime."""

    id: int
    erkenner: str
    soort: str
    code: str
    begindatum: date
    einddatum: date | None

    @property
    def duur(self) -> Duur:
        """Its lifetime."""
        return Duur(self.begindatum, self.einddatum)

    def als_sleutel(self) -> Gegeven:
        """Its InstellingserkenningSleutel."""
        return Gegeven("instellingserkenning", {"erkenner": self.erkenner, "type": self.soort, "code": self.code})


class Opleidingsgrond(NamedTuple):
    """An opleidingserkenning: its id, key, erkenner and lifetime."""

    id: int
    stelsel: str
    code: str
    niveau: str
    unieke_code: str
    erkenner: str
    begindatum: date
    einddatum: date | None

    @property
    def duur(self) -> Duur:
        """Its lifetime."""
        return Duur(self.begindatum, self.einddatum)

    def als_sleutel(self) -> Gegeven:
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
_INSTELLING = Statement(
    sa.select(*(_instelling[naam] for naam in Instellingsgrond._fields)).where(
        _instelling.erkenner == sa.bindparam("erkenner"),
        _instelling.soort == sa.bindparam("soort"),
        _instelling.code == sa.bindparam("code"),
    ),
    Instellingsgrond,
)
_OPLEIDINGEN = Statement(
    sa.select(*_OPLEIDINGSVELDEN)
    .where(_opleiding.stelsel == sa.bindparam("stelsel"), _opleiding.code == sa.bindparam("code"))
    .order_by(_opleiding.niveau, _opleiding.unieke_code),
    Opleidingsgrond,
)
_OP_ID = Statement(
    sa.select(*_OPLEIDINGSVELDEN).where(_opleiding.id.in_(sa.bindparam("ids", expanding=True))), Opleidingsgrond
)


def instellingsgrond(session: Session, erkenner: str, soort: str, code: str) -> Instellingsgrond | None:
    """The instellingserkenning with this key."""
    return session.execute(_INSTELLING, {"erkenner": erkenner, "soort": soort, "code": code}).first()


def opleidingsgronden(session: Session, sleutel: Erkenningssleutel) -> Sequence[Opleidingsgrond]:
    """The opleidingserkenningen that a key names; without niveau or unieke code those of all."""
    rijen = session.execute(_OPLEIDINGEN, {"stelsel": sleutel.stelsel, "code": sleutel.code})
    return [rij for rij in rijen if sleutel.niveau in ("", rij.niveau) and sleutel.unieke_code in ("", rij.unieke_code)]


def op_id(session: Session, ids: Collection[int]) -> dict[int, Opleidingsgrond]:
    """The opleidingserkenningen with these ids."""
    return {rij.id: rij for rij in session.execute(_OP_ID, {"ids": sorted(set(ids))})} if ids else {}


class _InstellingOnder(NamedTuple):
    aanbieder: str
    id: int
    erkenner: str
    soort: str
    code: str
    begindatum: date
    einddatum: date | None


class _OpleidingVan(NamedTuple):
    eenheid: str
    id: int
    stelsel: str
    code: str
    niveau: str
    unieke_code: str
    erkenner: str
    begindatum: date
    einddatum: date | None
    stand: str


def _onder_aanbieders() -> sa.CompoundSelect[str | int | date | None]:
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

    def velden(bron: sa.FromClause) -> list[sa.ColumnElement[str | int | date | None]]:
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
    return sa.union(zelf, erboven).order_by("aanbieder", "erkenner", "soort", "code")


_ONDER_AANBIEDERS = Statement(_onder_aanbieders(), _InstellingOnder)
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
    """The instellingserkenningen on which aanbieders rest on a day, and those above the vestigingen among them."""
    rijen = session.execute(_ONDER_AANBIEDERS, {"aanbieders": sorted(set(aanbieders)), DAG.key: dag})
    return [GrondVanAanbieder(rij.aanbieder, Instellingsgrond._make(rij[1:])) for rij in rijen]


def van_eenheden(session: Session, eenheden: Collection[str], dag: date) -> list[GrondVanEenheid]:
    """The opleidingserkenningen of opleidingseenheden that are valid on a day, by their key."""
    rijen = session.execute(_VAN_EENHEDEN, {"eenheden": sorted(set(eenheden)), DAG.key: dag})
    return [GrondVanEenheid(rij.eenheid, Opleidingsgrond._make(rij[1:-1]), rij.stand) for rij in rijen]
