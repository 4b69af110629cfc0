"""Writing organisatierelaties, with all that changes by them (docs/aanvulling/versie.md, the feed).

A relation is an object of its own. A HIERARCHISCH one also changes the eenheid below it, the groep above it, and, when
that below is a groep, what is read of the aanbieders in it: V4 shows them with their besturen. Each change is recorded
for the besturen that had the object before and for those that have it afterwards, so that nobody who follows the feed
of one bestuur misses that a school comes or goes.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database.model import organisatierelatie, organisatorische_eenheid
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command
from rio_soap.register.organisatie import hierarchie
from rio_soap.register.organisatie.rijen import GROEP, Organisatierelatie
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.wijzigingen.mutaties import Mutatiesoort, log_mutatie
from rio_soap.register.wijzigingen.voor import RIJ, Voor

NIEUW = 0
"""Id of a relation that is to be added."""


class Relatiewijziging(NamedTuple):
    """A relation before and after a delivery: added without the first, removed without the second."""

    oud: Organisatierelatie | None
    nieuw: Organisatierelatie | None

    @property
    def relatie(self) -> Organisatierelatie:
        """The relation, whose key does not change."""
        rij = self.nieuw or self.oud
        if rij is None:
            raise AssertionError("a change is of a relation")
        return rij

    @property
    def soort(self) -> Mutatiesoort:
        """Whether it is added, changed or removed."""
        if self.oud is None:
            return "T"
        return "V" if self.nieuw is None else "W"


class _Omgeving(NamedTuple):
    """What the register holds around relations.

    :param boven: by lower eenheid the relations above it.
    :param onder: by groep those below it.
    :param beheerders: by eenheid the besturen that manage it.
    """

    boven: Mapping[str, Sequence[Organisatierelatie]]
    onder: Mapping[str, Sequence[Organisatierelatie]]
    beheerders: Mapping[str, frozenset[str]]


def schrijf_relaties(
    session: Session, context: Context, wijzigingen: Sequence[Relatiewijziging], zelf: str = ""
) -> None:
    """Carry out changes of relations, and record them with all that changes by them.

    :param zelf: an eenheid whose own change the caller records.
    """
    if not wijzigingen:
        return
    voor = _omgeving(session, context, wijzigingen)
    _voer_uit(session, wijzigingen)
    beheerders = _samen(voor.beheerders, _omgeving(session, context, wijzigingen).beheerders)
    for wijziging in wijzigingen:
        oud = None if wijziging.oud is None else {RIJ: wijziging.oud}
        houders = _van_relatie(wijziging.relatie, beheerders)
        _log(session, context, organisatierelatie, wijziging.relatie.sleutel, houders, wijziging.soort, oud)
    for code, (delen, houders) in _geraakt(wijzigingen, voor, beheerders).items():
        if code != zelf:
            _log(session, context, organisatorische_eenheid, code, houders, "W", delen or None)


def _omgeving(session: Session, context: Context, wijzigingen: Sequence[Relatiewijziging]) -> _Omgeving:
    """With five statements, whatever their number."""
    einden = {code for w in wijzigingen for code in (w.relatie.van, w.relatie.naar)}
    lager = {w.relatie.naar for w in wijzigingen if w.relatie.soort == HIERARCHISCH}
    eenheden = hierarchie.eenheden_met(session, einden)
    groepen = {code for code, rij in eenheden.items() if rij.soort == GROEP}
    onder = hierarchie.onder(session, groepen)
    leden = hierarchie.eenheden_met(session, {lid.naar for code in groepen & lager for lid in onder.get(code, ())})
    alle = {**eenheden, **leden}
    banden = hierarchie.bestuursbanden(session, alle)
    boven = hierarchie.boven(session, lager)
    return _Omgeving(boven, onder, hierarchie.beheerders_van(alle, banden, context.vandaag))


def _samen(*kanten: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The besturen of each eenheid, before and afterwards."""
    codes = {code for kant in kanten for code in kant}
    leeg = frozenset[str]()
    return {code: leeg.union(*(kant.get(code, leeg) for kant in kanten)) for code in codes}


def _van_relatie(relatie: Organisatierelatie, beheerders: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """To whom a relation belongs: what is above, or of an overgang both ends."""
    hoger = beheerders.get(relatie.van, frozenset())
    return hoger if relatie.soort == HIERARCHISCH else hoger | beheerders.get(relatie.naar, frozenset())


def _geraakt(
    wijzigingen: Sequence[Relatiewijziging], voor: _Omgeving, beheerders: Mapping[str, frozenset[str]]
) -> Mapping[str, tuple[Voor, frozenset[str]]]:
    """The eenheden of which something else is read: their parts as they were, and for whom that is recorded."""
    delen: dict[str, dict[str, Sequence[Organisatierelatie]]] = {}
    houders: dict[str, frozenset[str]] = {}
    for wijziging in wijzigingen:
        relatie = wijziging.relatie
        if relatie.soort != HIERARCHISCH:
            continue
        van_hoger = beheerders.get(relatie.van, frozenset())
        delen.setdefault(relatie.naar, {})["relaties"] = voor.boven.get(relatie.naar, ())
        if relatie.van_soort == GROEP:
            delen.setdefault(relatie.van, {})["leden"] = voor.onder.get(relatie.van, ())
        for lid in voor.onder.get(relatie.naar, ()):
            delen.setdefault(lid.naar, {})
            houders[lid.naar] = houders.get(lid.naar, frozenset()) | van_hoger
        houders[relatie.naar] = houders.get(relatie.naar, frozenset()) | van_hoger
    return {
        code: (deel, houders.get(code, frozenset()) | beheerders.get(code, frozenset()))
        for code, deel in sorted(delen.items())
    }


def _log(
    session: Session,
    context: Context,
    tabel: sa.Table,
    sleutel: str,
    houders: Collection[str],
    soort: Mutatiesoort,
    voor: Voor | None,
) -> None:
    """Record a change once for each holder, or for nobody; the versions stand with the first."""
    namens: Iterable[str | None] = sorted(houders) or (None,)
    for houder in namens:
        log_mutatie(session, context, tabel, sleutel, houder, soort, voor=voor)
        voor = None


def _voer_uit(session: Session, wijzigingen: Sequence[Relatiewijziging]) -> None:
    """Take away before adding: a groepslid may come back in another form."""
    nieuw: list[Values] = []
    for wijziging in wijzigingen:
        rij = wijziging.relatie
        if wijziging.nieuw is None:
            session.execute(_VERWIJDEREN, {"welke": rij.id})
        elif wijziging.oud is None:
            nieuw.append({naam: getattr(rij, naam) for naam in _KOLOMMEN})
        else:
            session.execute(_WIJZIGEN, {"welke": rij.id, "einde": rij.einddatum})
    session.execute_many(_INVOEGEN, nieuw)


_KOLOMMEN = ("van", "naar", "soort", "begindatum", "einddatum")
_INVOEGEN = Command(sa.insert(organisatierelatie))
_WIJZIGEN = Command(
    sa.update(organisatierelatie)
    .where(organisatierelatie.c.id == sa.bindparam("welke"))
    .values(einddatum=sa.bindparam("einde", type_=sa.Date))
)
_VERWIJDEREN = Command(sa.delete(organisatierelatie).where(organisatierelatie.c.id == sa.bindparam("welke")))
