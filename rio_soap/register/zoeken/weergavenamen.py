"""What objects are called on a day: for who has only their keys, in one question for however many."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.database.codelijst import als_lijst, in_lijst
from rio_soap.register.database.model import (
    opleidingseenheid,
    opleidingserkenning,
    opleidingserkenningrelatie,
    zoekgegeven,
    zoeknaam,
    zoekobject,
)
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.eenheid.rijen import Erkenningssleutel
from rio_soap.register.zoeken.aanbodtekst import velden_van
from rio_soap.register.zoeken.opleidingstreffer import naam_van_eenheid, standteksten
from rio_soap.register.zoeken.zoekbeeld import ADRES, NAAM


class _Naamrij(NamedTuple):
    """A name of an object and since when it has it."""

    sleutel: str
    begindatum: date
    weergave: str


class _Erkendrij(NamedTuple):
    """That an opleidingserkenning recognises a unit."""

    stelsel: str
    code: str
    niveau: str
    unieke_code: str
    eenheid: str

    def valt_onder(self, sleutel: Erkenningssleutel) -> bool:
        """Whether a key names it; a part that the key leaves out may be any."""
        eigen = (self.stelsel, self.code, self.niveau, self.unieke_code)
        return all(deel in ("", van_rij) for deel, van_rij in zip(sleutel, eigen, strict=True))


def weergavenamen(session: Session, sleutels: Iterable[str], dag: date) -> Mapping[str, str]:
    """Names of organisatorische eenheden and instellingserkenningen, and addresses of onderwijslocaties, by key.

    Of the names over time the last that began by the day, or else the first; what has no name is absent. No two kinds
    have a key in common.
    """
    gevraagd = sorted(set(sleutels))
    if not gevraagd:
        return {}
    uit: dict[str, str] = {}
    rijen = session.execute(_namen(session.dialect), {"codes": als_lijst(gevraagd)}).all()
    for rij in sorted(rijen, key=lambda een: een.begindatum):
        if rij.sleutel not in uit or rij.begindatum <= dag:
            uit[rij.sleutel] = rij.weergave
    return uit


def eenheidsnamen_op(session: Session, codes: Iterable[str], dag: date) -> Mapping[str, str]:
    """Names of opleidingseenheden by code; what is not there, or has no name, is absent."""
    gevraagd = sorted(set(codes))
    teksten = standteksten(session, opleidingseenheid, gevraagd)
    namen = ((code, naam_van_eenheid(velden_van(tekst), dag.isoformat())) for code, tekst in teksten.items())
    return {code: naam for code, naam in namen if naam}


def erkenningsnamen_op(
    session: Session, sleutels: Collection[Erkenningssleutel], dag: date
) -> Mapping[Erkenningssleutel, str]:
    """What is recognised by opleidingserkenningen: the name of the one opleidingseenheid of a key.

    A key that names several units, or none, is absent.
    """
    if not sleutels:
        return {}
    waarden = {naam: sorted({getattr(een, naam) for een in sleutels}) for naam in ("stelsel", "code")}
    gevonden: dict[Erkenningssleutel, set[str]] = {}
    rijen = session.execute(_ERKEND, waarden).all()
    for sleutel in sleutels:
        gevonden[sleutel] = {rij.eenheid for rij in rijen if rij.valt_onder(sleutel)}
    namen = eenheidsnamen_op(session, (code for codes in gevonden.values() if len(codes) == 1 for code in codes), dag)
    return {
        sleutel: namen[code] for sleutel, codes in gevonden.items() if len(codes) == 1 for code in codes & namen.keys()
    }


@cache
def _namen(dialect: str) -> Statement[_Naamrij]:
    lijst = in_lijst(zoekobject.c.sleutel, dialect)
    delen = (
        sa.select(zoekobject.c.sleutel, bron.c.begindatum, bron.c.weergave)
        .select_from(zoekobject.join(bron, bron.c.object == zoekobject.c.id))
        .where(lijst, bron.c.soort == soort)
        for bron, soort in ((zoeknaam, NAAM), (zoekgegeven, ADRES))
    )
    return Statement(sa.union_all(*delen), _Naamrij)


_erkenning, _erkend = opleidingserkenning.c, opleidingserkenningrelatie.c
_ERKEND = Statement(
    sa.select(*(_erkenning[naam] for naam in _Erkendrij._fields[:-1]), _erkend.eenheid)
    .select_from(opleidingserkenning.join(opleidingserkenningrelatie, _erkend.erkenning == _erkenning.id))
    .where(
        _erkenning.stelsel.in_(sa.bindparam("stelsel", expanding=True)),
        _erkenning.code.in_(sa.bindparam("code", expanding=True)),
    ),
    _Erkendrij,
)
