"""The rules of quality on organisations, samenwerkingen and dates of objects: each one question to the register.

Source: our own design (Signaalsoort). Objects that are not valid on the day are not judged.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import STANDFOUTEN, Gegeven
from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database import model
from rio_soap.register.database.model import (
    contactadres,
    instellingserkenning,
    organisatierelatie,
    organisatorische_eenheid,
    regio,
    samenwerkingssoort,
)
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.erkenning.rijen import SAMENWERKING
from rio_soap.register.erkenning.sleutels import sleutel_van
from rio_soap.register.kwaliteit.aanbodregels import BIJZONDERE_DATA
from rio_soap.register.kwaliteit.vondst import (
    CONTACT_ALGEMEEN_ONTBREEKT,
    DATUM_BIJZONDER,
    KVK_MEERVOUDIG,
    REGIO_OVERLAP,
    ZONDER_BESTUUR,
    Vondst,
)
from rio_soap.register.organisatie.rijen import AANBIEDER, BESTUUR, GROEP
from rio_soap.register.regels import velden
from rio_soap.register.regels.perioden import geldig_op

ALGEMEEN = "ALGEMEEN"
"""The context that a bestuur must have: whoever finds none at an aanbieder falls back to it."""
PASSEND = ("SWPO", "SWVO")
"""Samenwerkingen passend onderwijs: of each soort a postcode has one."""

_eenheid = organisatorische_eenheid.alias("eenheid")
_hoger, _hoogst = organisatorische_eenheid.alias("hoger"), organisatorische_eenheid.alias("hoogst")
_direct, _via = organisatierelatie.alias("direct"), organisatierelatie.alias("via")


def _band(relatie: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(relatie.c.soort == HIERARCHISCH, geldig(relatie))


_boven_groep = sa.exists().where(
    _via.c.naar == _hoger.c.code, _band(_via), _hoogst.c.code == _via.c.van, _hoogst.c.soort == BESTUUR, geldig(_hoogst)
)
_onder_bestuur = sa.exists().where(
    _direct.c.naar == _eenheid.c.code,
    _band(_direct),
    _hoger.c.code == _direct.c.van,
    geldig(_hoger),
    sa.or_(_hoger.c.soort == BESTUUR, sa.and_(_hoger.c.soort == GROEP, _boven_groep)),
)
_ZONDER = Statement[tuple[str]](
    sa.select(_eenheid.c.code).where(_eenheid.c.soort == AANBIEDER, geldig(_eenheid), ~_onder_bestuur)
)


def zonder_bestuur(session: Session, dag: date) -> Iterator[Vondst]:
    """ZONDER_BESTUUR: an onderwijsaanbieder is under an onderwijsbestuur that has not ended, directly or in a groep.

    Of a bestuur that has ended nobody can act for it any more, though its relation, as files have it, may run on.
    """
    for code in session.execute(_ZONDER, {DAG.key: dag}).scalars():
        yield Vondst(ZONDER_BESTUUR, code, "deze onderwijsaanbieder hoort bij geen onderwijsbestuur")


_ONDER = _direct.join(
    _eenheid, sa.and_(_eenheid.c.code == _direct.c.naar, _eenheid.c.soort == AANBIEDER, geldig(_eenheid))
).join(_hoger, _hoger.c.code == _direct.c.van)
_MET_AANBIEDERS = Statement[tuple[str]](
    sa.select(_hoger.c.code)
    .select_from(_ONDER)
    .where(_band(_direct), _hoger.c.soort == BESTUUR, geldig(_hoger))
    .union(
        sa.select(_hoogst.c.code)
        .select_from(_ONDER.join(_via, _via.c.naar == _hoger.c.code).join(_hoogst, _hoogst.c.code == _via.c.van))
        .where(_band(_direct), _hoger.c.soort == GROEP, _band(_via), _hoogst.c.soort == BESTUUR, geldig(_hoogst))
    )
)


class _Contact(NamedTuple):
    eenheid: str
    stand: Gegeven


_CONTACT = Statement(
    sa.select(contactadres.c.eenheid, contactadres.c.stand)
    .select_from(contactadres.join(organisatorische_eenheid))
    .where(contactadres.c.context == ALGEMEEN, organisatorische_eenheid.c.soort == BESTUUR),
    _Contact,
)


def contact_algemeen_ontbreekt(session: Session, dag: date) -> Iterator[Vondst]:
    """CONTACT_ALGEMEEN_ONTBREEKT: an onderwijsbestuur with onderwijsaanbieders has an ALGEMEEN contactadres today.

    Sources say that it must always be filled, since who finds nothing at an aanbieder falls back to it; so one without
    aanbieders, of which there are thousands, needs none (reasoned).
    """
    met = {rij.eenheid for rij in session.execute(_CONTACT, {}) if _geldt(rij.stand, dag)}
    for code in session.execute(_MET_AANBIEDERS, {DAG.key: dag}).scalars():
        if code not in met:
            yield Vondst(CONTACT_ALGEMEEN_ONTBREEKT, code, "er is vandaag geen contactadres voor de context ALGEMEEN")


def _geldt(stand: Gegeven, dag: date) -> bool:
    """Whether a period of a contactadres holds; one that says no end runs on. What cannot be read does not."""
    try:
        delen = [velden.duur(periode) for periode in velden.delen(stand, "contactadresPeriode")]
    except STANDFOUTEN:
        return False
    return any(geldig_op(dag, duur.begin, duur.einde) for duur in delen)


class _Gedeeld(NamedTuple):
    code: str
    kvk_nummer: str
    aantal: int


_per_nummer = (
    sa.select(_eenheid.c.kvk_nummer, sa.func.count().label("aantal"))
    .where(_eenheid.c.soort == BESTUUR, _eenheid.c.kvk_nummer.is_not(None), geldig(_eenheid))
    .group_by(_eenheid.c.kvk_nummer)
    .having(sa.func.count() > 1)
    .subquery("per_nummer")
)
_GEDEELD = Statement(
    sa.select(_hoger.c.code, _hoger.c.kvk_nummer, _per_nummer.c.aantal)
    .select_from(_hoger.join(_per_nummer, _per_nummer.c.kvk_nummer == _hoger.c.kvk_nummer))
    .where(_hoger.c.soort == BESTUUR, geldig(_hoger)),
    _Gedeeld,
)


def kvk_meervoudig(session: Session, dag: date) -> Iterator[Vondst]:
    """KVK_MEERVOUDIG: a KvK number is that of one onderwijsbestuur."""
    for rij in session.execute(_GEDEELD, {DAG.key: dag}):
        yield Vondst(KVK_MEERVOUDIG, rij.code, f"KvK-nummer {rij.kvk_nummer} is van {rij.aantal} onderwijsbesturen")


class _Regio(NamedTuple):
    postcodecijfers: str
    soort: str
    erkenner: str
    code: str


_REGIOS = Statement(
    sa.select(
        regio.c.postcodecijfers,
        samenwerkingssoort.c.soort,
        instellingserkenning.c.erkenner,
        instellingserkenning.c.code,
    )
    .select_from(
        regio.join(samenwerkingssoort, samenwerkingssoort.c.erkenning == regio.c.erkenning).join(
            instellingserkenning, instellingserkenning.c.id == regio.c.erkenning
        )
    )
    .where(
        samenwerkingssoort.c.soort.in_(sa.bindparam("passend", expanding=True)),
        geldig(regio),
        geldig(samenwerkingssoort),
        geldig(instellingserkenning),
    ),
    _Regio,
)


def regio_overlap(session: Session, dag: date) -> Iterator[Vondst]:
    """REGIO_OVERLAP: a postcode is served by one SWPO and one SWVO."""
    per_postcode: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for rij in session.execute(_REGIOS, {"passend": PASSEND, DAG.key: dag}):
        per_postcode.setdefault((rij.soort, rij.postcodecijfers), set()).add((rij.erkenner, rij.code))
    samen: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for (_, cijfers), wie in per_postcode.items():
        for een in wie if len(wie) > 1 else ():
            postcodes, anderen = samen.setdefault(een, (set(), set()))
            postcodes.add(cijfers)
            anderen.update(code for _, code in wie - {een})
    for (erkenner, code), (postcodes, anderen) in samen.items():
        van = ", ".join(sorted(anderen))
        waar = f"{len(postcodes)} maal een postcode, te beginnen met {min(postcodes)}, ook van {van}"
        yield Vondst(REGIO_OVERLAP, sleutel_van(erkenner, SAMENWERKING, code), waar)


class _Eind(NamedTuple):
    sleutel: str
    einddatum: date


_dagen: sa.BindParameter[date] = sa.bindparam("dagen", expanding=True, type_=sa.Date)


def _met_einde(tabel: sa.Table, sleutel: sa.ColumnElement[str]) -> Statement[_Eind]:
    vraag = sa.select(sleutel.label("sleutel"), tabel.c.einddatum).where(tabel.c.einddatum.in_(_dagen))
    return Statement(vraag, _Eind)


_gebruik = model.onderwijslocatiegebruik
_EINDEN = {
    tabel.name: _met_einde(tabel, sleutel)
    for tabel, sleutel in (
        (organisatorische_eenheid, organisatorische_eenheid.c.code),
        (model.opleidingseenheid, model.opleidingseenheid.c.code),
        (model.licentie, model.licentie.c.code),
        (_gebruik, _gebruik.c.bestuur.concat("/").concat(_gebruik.c.locatie)),
    )
}


class _Erkend(NamedTuple):
    erkenner: str
    soort: str
    code: str
    einddatum: date


_ERKEND = Statement(
    sa.select(*(instellingserkenning.c[naam] for naam in _Erkend._fields)).where(
        instellingserkenning.c.einddatum.in_(_dagen)
    ),
    _Erkend,
)


def datums_bijzonder(session: Session) -> Iterator[tuple[str, Vondst]]:
    """DATUM_BIJZONDER: the end of an object is no sentinel; with the table of each. Of offers see `aanbodregels`."""
    for naam, vraag in _EINDEN.items():
        for rij in session.execute(vraag, {"dagen": BIJZONDERE_DATA}):
            yield naam, _bijzonder(rij.sleutel, rij.einddatum)
    for erkend in session.execute(_ERKEND, {"dagen": BIJZONDERE_DATA}):
        sleutel = sleutel_van(erkend.erkenner, erkend.soort, erkend.code)
        yield instellingserkenning.name, _bijzonder(sleutel, erkend.einddatum)


def _bijzonder(sleutel: str, einde: date) -> Vondst:
    return Vondst(DATUM_BIJZONDER, sleutel, f"de einddatum is {einde:%d-%m-%Y}")
