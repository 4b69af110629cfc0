"""The rows of which objects are made: of each part of an object how it is read now, and what comes out of a version.

A part is what a change replaces at once and leaves a version of (docs/aanvulling/versie.md): the object's own row, or
rows beside it. All are read by the keys of the feed, any number of them by one or two statements.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.aanbod.leesvorm import GelezenAanbod
from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.bevoegdheid.erkenners import Erkenner
from rio_soap.register.database import model
from rio_soap.register.database.rows import SqlScalar
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.eenheid import rijen as eenheden
from rio_soap.register.eenheid.eigen_leesvorm import Structuur
from rio_soap.register.eenheid.rijen import Eenheid, Opleidingserkenning, Opleidingsrelatie
from rio_soap.register.erkenning.rijen import Instellingserkenning
from rio_soap.register.licentie import rijen as licenties
from rio_soap.register.licentie.rijen import Licentie, Licentiemaatregel
from rio_soap.register.opleidingserkenning.rijen import Erkenningsrij
from rio_soap.register.organisatie.rijen import JuridischeRelatie, OrganisatorischeEenheid, Rust
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.objectsleutel import delen_van, sleutel_uit
from rio_soap.register.versie.deelbron import (
    CODES,
    Bron,
    Tekstbron,
    bij_sleutels,
    getypeerd,
    per_code,
    per_delen,
    sleutelwaarden,
)
from rio_soap.register.wijzigingen.voor import RIJ


class Looptijd(NamedTuple):
    """Of an object that is all key what its key does not say: when it ends."""

    einddatum: date | None


class Hierarchie(NamedTuple):
    """A HIERARCHISCH organisatierelatie; `van` is the code of the higher one."""

    van: str
    naar: str
    begindatum: date
    einddatum: date | None


class Erkenddeel(NamedTuple):
    """A unit of an opleidingserkenning."""

    eenheid: str


class Eenheidsoort(NamedTuple):
    """Of what kind a unit is, for who needs no more of it: its stand is not read."""

    code: str
    specialisatie: str


class Contactpunt(NamedTuple):
    """A contactadres: its key and its periods."""

    eenheid: str
    context: str
    subcontextnummer: str
    stand: Gegeven


class Locatierij(NamedTuple):
    """An onderwijslocatie as it is read."""

    code: str
    stand: Gegeven


class Gebruik(NamedTuple):
    """The use of a locatie by a bestuur, without the locatie."""

    bestuur: str
    locatie: str
    stand: Gegeven


class Licentietekst(NamedTuple):
    """Of a licentie its code in lower case, and its stand as text."""

    code: str
    stand: str


def _erkenningen(session: Session, sleutels: Collection[str]) -> Mapping[str, Sequence[Opleidingserkenning]]:
    return per(eenheden.erkenningen(session, sleutels), lambda rij: rij.eenheid)


def _samenhang(session: Session, sleutels: Collection[str]) -> Mapping[str, Sequence[Opleidingsrelatie]]:
    """The relations from and to units."""
    gevonden: dict[str, list[Opleidingsrelatie]] = {}
    for rij in session.execute(_SAMENHANG, {"codes": sorted(sleutels)}):
        for code in (rij.van, rij.naar):
            if code in sleutels:
                gevonden.setdefault(code, []).append(rij)
    return gevonden


_SAMENHANG = Statement(
    sa.select(model.opleidingsrelatie)
    .where(sa.or_(model.opleidingsrelatie.c.van.in_(CODES), model.opleidingsrelatie.c.naar.in_(CODES)))
    .order_by(model.opleidingsrelatie.c.id),
    Opleidingsrelatie,
)
_erkend = model.opleidingserkenning.c


def _opleidingserkenningen(session: Session, sleutels: Collection[str]) -> Mapping[str, Sequence[Erkenningsrij]]:
    """By stelsel and code, and by what comes third: a niveau or a unieke code."""
    mogelijk: dict[tuple[str, ...], str] = {}
    for sleutel in sleutels:
        delen = delen_van(sleutel)
        if len(delen) == 2:
            mogelijk[(*delen, "", "")] = sleutel
        elif len(delen) == 3:
            mogelijk[(*delen, "")] = mogelijk[(*delen[:2], "", delen[2])] = sleutel
    if not mogelijk:
        return {}
    rijen = session.execute(_op_sleutel(session.dialect), sleutelwaarden(mogelijk))
    return {mogelijk[rij[1:5]]: (rij,) for rij in rijen}


@cache
def _op_sleutel(soort_database: str) -> Statement[Erkenningsrij]:
    kolommen = (_erkend.stelsel, _erkend.code, _erkend.niveau, _erkend.unieke_code)
    vraag = sa.select(*(_erkend[naam] for naam in Erkenningsrij._fields))
    return Statement(bij_sleutels(vraag, kolommen, soort_database), Erkenningsrij)


def _onderdelen(session: Session, sleutels: Collection[str]) -> Mapping[str, Sequence[Erkenddeel]]:
    """The units of opleidingserkenningen, by the key of the erkenning."""
    gevonden: dict[str, list[Erkenddeel]] = {}
    delen = {delen_van(sleutel)[:2]: None for sleutel in sleutels if len(delen_van(sleutel)) in (2, 3)}
    if not delen:
        return gevonden
    rijen = session.execute(_eenheden_bij(session.dialect), sleutelwaarden(delen))
    for stelsel, code, niveau, uniek, eenheid in rijen:
        sleutel = sleutel_uit(*(deel for deel in (stelsel, code, niveau, uniek) if deel))
        if sleutel in sleutels:
            gevonden.setdefault(sleutel, []).append(Erkenddeel(eenheid))
    return gevonden


@cache
def _eenheden_bij(soort_database: str) -> Statement[tuple[str, str, str, str, str]]:
    band = model.opleidingserkenningrelatie
    vraag = (
        sa.select(_erkend.stelsel, _erkend.code, _erkend.niveau, _erkend.unieke_code, band.c.eenheid)
        .where(band.c.erkenning == _erkend.id)
        .order_by(band.c.eenheid)
    )
    return Statement(bij_sleutels(vraag, (_erkend.stelsel, _erkend.code), soort_database))


_K = ("erkenner", "soort", "code")
_van, _naar = model.instellingserkenning.alias("van_k"), model.instellingserkenning.alias("naar_k")


def _instellingsrelaties(session: Session, sleutels: Collection[str]) -> Mapping[str, Sequence[Looptijd]]:
    """By the keys of both erkenningen, soort and begin."""
    gevraagd = {
        delen: sleutel for sleutel in sleutels if (delen := getypeerd(sleutel, (*_K, *_K, "soort", "begindatum")))
    }
    if not gevraagd:
        return {}
    rijen = session.execute(_instellingsbanden(session.dialect), sleutelwaarden(gevraagd))
    return {gevraagd[rij[:8]]: (Looptijd(rij[8]),) for rij in rijen}  # type: ignore[arg-type]


@cache
def _instellingsbanden(soort_database: str) -> Statement[tuple[SqlScalar, ...]]:
    band = model.instellingsrelatie.c
    sleutel = (*(_van.c[n] for n in _K), *(_naar.c[n] for n in _K), band.soort, band.begindatum)
    vraag = sa.select(*sleutel, band.einddatum).where(band.van == _van.c.id, band.naar == _naar.c.id)
    return Statement(bij_sleutels(vraag, sleutel, soort_database))


_ORGANISATIE = model.organisatorische_eenheid.name
_boven = (model.organisatierelatie.c.soort == HIERARCHISCH,)

ORGANISATIE = Bron(
    _ORGANISATIE, RIJ, OrganisatorischeEenheid, per_code(model.organisatorische_eenheid, OrganisatorischeEenheid)
)
JURIDISCH = Bron(
    _ORGANISATIE, "juridisch", JuridischeRelatie, per_code(model.juridische_relatie, JuridischeRelatie, "eenheid")
)
RUST = Bron(_ORGANISATIE, "juridisch", Rust, per_code(model.juridische_relatie, Rust, "eenheid"))
RELATIES = Bron(_ORGANISATIE, "relaties", Hierarchie, per_code(model.organisatierelatie, Hierarchie, "naar", *_boven))
LEDEN = Bron(_ORGANISATIE, "leden", Hierarchie, per_code(model.organisatierelatie, Hierarchie, "van", *_boven))
LOCATIE = Bron(model.onderwijslocatie.name, RIJ, Locatierij, per_code(model.onderwijslocatie, Locatierij))
GEBRUIK = Bron(
    model.onderwijslocatiegebruik.name,
    RIJ,
    Gebruik,
    per_delen(model.onderwijslocatiegebruik, Gebruik, "bestuur", "locatie"),
)
EENHEID = Bron(model.opleidingseenheid.name, RIJ, Eenheid, per_code(model.opleidingseenheid, Eenheid))
EENHEIDSOORT = Bron(model.opleidingseenheid.name, RIJ, Eenheidsoort, per_code(model.opleidingseenheid, Eenheidsoort))
ERKENNINGEN = Bron(model.opleidingseenheid.name, "erkenningen", Opleidingserkenning, _erkenningen)
SAMENHANG = Bron(model.opleidingseenheid.name, "relaties", Opleidingsrelatie, _samenhang)
STRUCTUREN = Bron(
    model.opleidingseenheid.name, "structuren", Structuur, per_code(model.eenheidsstructuur, Structuur, "eenheid")
)
AANBOD = Tekstbron(
    model.aangeboden_opleiding.name,
    RIJ,
    GelezenAanbod,
    per_code(model.aangeboden_opleiding, GelezenAanbod, als_tekst=True),
)
_BAND = ("van", "naar", "soort", "begindatum")
ORGANISATIERELATIE = Bron(
    model.organisatierelatie.name, RIJ, Looptijd, per_delen(model.organisatierelatie, Looptijd, *_BAND)
)
OPLEIDINGSRELATIE = Bron(
    model.opleidingsrelatie.name, RIJ, Looptijd, per_delen(model.opleidingsrelatie, Looptijd, *_BAND)
)
CONTACTADRES = Bron(
    model.contactadres.name,
    RIJ,
    Contactpunt,
    per_delen(model.contactadres, Contactpunt, "eenheid", "context", "subcontextnummer"),
)
INSTELLINGSERKENNING = Bron(
    model.instellingserkenning.name,
    RIJ,
    Instellingserkenning,
    per_delen(model.instellingserkenning, Instellingserkenning, *_K),
)
INSTELLINGSRELATIE = Bron(model.instellingsrelatie.name, RIJ, Looptijd, _instellingsrelaties)
OPLEIDINGSERKENNING = Bron(model.opleidingserkenning.name, RIJ, Erkenningsrij, _opleidingserkenningen)
ONDERDELEN = Bron(model.opleidingserkenning.name, "eenheden", Erkenddeel, _onderdelen)
LICENTIE = Bron(model.licentie.name, RIJ, Licentie, per_code(model.licentie, Licentie))
LICENTIETEKST = Tekstbron(
    model.licentie.name, RIJ, Licentietekst, per_code(model.licentie, Licentietekst, als_tekst=True)
)
MAATREGELEN = Bron(model.licentie.name, "maatregelen", Licentiemaatregel, licenties.maatregelen)
LICENTIEMAATREGEL = Bron(
    model.licentiemaatregel.name,
    RIJ,
    Licentiemaatregel,
    per_delen(model.licentiemaatregel, Licentiemaatregel, "licentie", "soort", "begindatum"),
)
LICENTIERELATIE = Bron(model.licentierelatie.name, RIJ, Looptijd, per_delen(model.licentierelatie, Looptijd, *_BAND))
ERKENNER = Bron(model.erkenner.name, RIJ, Erkenner, per_code(model.erkenner, Erkenner))
