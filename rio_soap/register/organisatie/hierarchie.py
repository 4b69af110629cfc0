"""Who stands above whom: the HIERARCHISCH organisatierelaties around eenheden, and the besturen to which these lead.

An eenheid belongs to a bestuur directly, or through a groep that belongs to one; a fixed number of queries for any
number of eenheden.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database.model import organisatierelatie, organisatorische_eenheid
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.organisatie.rijen import BESTUUR, GROEP, Organisatierelatie, OrganisatorischeEenheid
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.perioden import Duur, geldig_op


class Bestuursband(NamedTuple):
    """That an eenheid belongs to a bestuur, from a day to a day.

    :param relaties: ids of the organisatierelaties that make it: one, or two through a groep.
    """

    bestuur: str
    duur: Duur
    relaties: tuple[int, ...]

    @property
    def direct(self) -> bool:
        """Whether no groep is between them."""
        return len(self.relaties) == 1

    def houdt(self, einde: date | None, dag: date) -> bool:
        """Whether it has not ended on a day, or ended together with the eenheid (`Organisatierelatie.houdt`)."""
        return self.duur.einde is None or self.duur.einde > dag or self.duur.einde == einde


Banden = Mapping[str, Sequence[Bestuursband]]
"""Code of an eenheid to its ties with besturen."""

_codes: sa.BindParameter[str] = sa.bindparam("codes", expanding=True)
_relatie = organisatierelatie
_hogere = organisatorische_eenheid.alias("hogere")
_HIERARCHIE = (
    sa.select(_relatie, _hogere.c.soort.label("van_soort"))
    .join(_hogere, _hogere.c.code == _relatie.c.van)
    .where(_relatie.c.soort == HIERARCHISCH)
    .order_by(_relatie.c.begindatum, _relatie.c.id)
)
_BOVEN = Statement(_HIERARCHIE.where(_relatie.c.naar.in_(_codes)), Organisatierelatie)
_ONDER = Statement(_HIERARCHIE.where(_relatie.c.van.in_(_codes)), Organisatierelatie)
_EENHEDEN = Statement(
    sa.select(organisatorische_eenheid)
    .where(organisatorische_eenheid.c.code.in_(_codes))
    .order_by(organisatorische_eenheid.c.code),
    OrganisatorischeEenheid,
)


def eenheden_met(session: Session, codes: Iterable[str]) -> Mapping[str, OrganisatorischeEenheid]:
    """Eenheden of whatever soort by code; an unknown one is absent."""
    lijst = sorted(set(codes))
    return {rij.code: rij for rij in session.execute(_EENHEDEN, {"codes": lijst})} if lijst else {}


def boven(session: Session, codes: Collection[str]) -> Mapping[str, Sequence[Organisatierelatie]]:
    """By the lower one the HIERARCHISCH relations above eenheden, by begindatum."""
    return per(session.execute(_BOVEN, {"codes": sorted(codes)}), lambda rij: rij.naar) if codes else {}


def onder(session: Session, codes: Collection[str]) -> Mapping[str, Sequence[Organisatierelatie]]:
    """By the higher one the HIERARCHISCH relations below eenheden, by begindatum."""
    return per(session.execute(_ONDER, {"codes": sorted(codes)}), lambda rij: rij.van) if codes else {}


def bestuursbanden(session: Session, codes: Collection[str]) -> Banden:
    """The ties of eenheden with besturen, of all times."""
    hoger = boven(session, codes)
    boven_groepen = boven(session, {rij.van for rijen in hoger.values() for rij in rijen if rij.van_soort == GROEP})
    return {code: _banden(hoger.get(code, ()), boven_groepen) for code in codes}


def _banden(
    relaties: Sequence[Organisatierelatie], boven_groepen: Mapping[str, Sequence[Organisatierelatie]]
) -> list[Bestuursband]:
    gevonden = []
    for rij in relaties:
        if rij.van_soort == BESTUUR:
            gevonden.append(Bestuursband(rij.van, rij.duur, (rij.id,)))
        for hoger in boven_groepen.get(rij.van, ()):
            samen = rij.duur.samen(hoger.duur)
            if hoger.van_soort == BESTUUR and samen is not None:
                gevonden.append(Bestuursband(hoger.van, samen, (rij.id, hoger.id)))
    return gevonden


def besturen_op(banden: Iterable[Bestuursband], dag: date) -> frozenset[str]:
    """The besturen to which an eenheid belongs on a day: directly, else through its groepen, as it is read."""
    geldend = [band for band in banden if geldig_op(dag, band.duur.begin, band.duur.einde)]
    return frozenset(band.bestuur for band in [band for band in geldend if band.direct] or geldend)


def verweesd(aanbieders: Mapping[str, date | None], voor: Banden, na: Banden, dag: date) -> list[str]:
    """The onderwijsaanbieders that a change leaves without a bestuur.

    One that belongs to a bestuur must go on to belong to one; one that did so, must be seen to have done so.

    :param aanbieders: code to einddatum.
    :param voor: their ties with besturen before the change, as `na` after it.
    """

    def blijft(code: str, einde: date | None) -> bool:
        was, over = voor.get(code, ()), na.get(code, ())
        if any(band.houdt(einde, dag) for band in was):
            return any(band.houdt(einde, dag) for band in over)
        return bool(over) or not was

    return [code for code, einde in aanbieders.items() if not blijft(code, einde)]


def beheerders_van(
    eenheden: Mapping[str, OrganisatorischeEenheid], banden: Banden, dag: date
) -> Mapping[str, frozenset[str]]:
    """The besturen that manage eenheden: a bestuur itself; else those whose tie holds, directly or else by a groep.

    Where none holds any more the last ones do: whoever let go of an eenheid can still hand it over (reasoned; nobody
    else has a claim to it).
    """
    return {code: _beheerders(rij, banden.get(code, ()), dag) for code, rij in eenheden.items()}


def _beheerders(rij: OrganisatorischeEenheid, banden: Sequence[Bestuursband], dag: date) -> frozenset[str]:
    if rij.soort == BESTUUR:
        return frozenset({rij.code})
    houdend = [band for band in banden if band.houdt(rij.einddatum, dag)]
    if not houdend and banden:
        laatste = max(band.duur.einde or date.max for band in banden)
        houdend = [band for band in banden if band.duur.einde == laatste]
    return frozenset(band.bestuur for band in [band for band in houdend if band.direct] or houdend)
