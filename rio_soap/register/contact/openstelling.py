"""Contactadressen that are opened or restricted and are not changed: by another table of contexten, or by a day in it.

Who follows the feed hears of each of them as of a change: who may read it from then on reads it, and who could read it
because everybody could hears so once more, without what it is (`bevoegdheid.contactzeef`). What only roles could read
is not told to those who lost it: what is restricted is nobody else's business, not even that it was there.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.contactzeef import OPENBAAR
from rio_soap.register.bevoegdheid.contexten import Contextsoort, contexten, op_dag
from rio_soap.register.bevoegdheid.eenheidsbesturen import besturen_van_eenheden
from rio_soap.register.contact.rijen import contactsleutel
from rio_soap.register.database.model import contactadres, mutatie
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.regels.objectsleutel import delen_van
from rio_soap.register.regels.uitslag import Context, begin_in_nederland
from rio_soap.register.wijzigingen.meldingsdag import gemeld_tot, zet_gemeld_tot
from rio_soap.register.wijzigingen.mutaties import log_mutatie
from rio_soap.register.wijzigingen.stroom import nummer_voor

_TOT = "contexten_tot"
"""Name of the property that says up to which day, that day too, was told what was opened or restricted."""
_BLOK = 1_000
"""Contactadressen that are read at once."""


class Verteld(NamedTuple):
    """By what followers were last told what may be read.

    :param contexten: those of that day by name.
    :param besloten_sinds: of what is public among them and is not any more, since when; what ends now is not in it.
    """

    contexten: Mapping[str, Contextsoort]
    besloten_sinds: Mapping[str, date]


class _Inzage(NamedTuple):
    """Who may read a context and where it is published, beside the institution and DUO."""

    openbaar: bool
    familie_a: bool
    lezersrollen: str


_NIEMAND = _Inzage(openbaar=False, familie_a=False, lezersrollen="")
"""Of a context that is not in force."""


class _Plaats(NamedTuple):
    """Which contactadres of a context it is."""

    eenheid: str
    subcontextnummer: str


def verteld(session: Session, context: Context) -> Verteld:
    """What the table that there is says of the last day that was told, today at the latest.

    To be asked before the table is replaced.
    """
    alle = contexten(session)
    toen, nu = op_dag(alle, min(gemeld_tot(session, _TOT), context.vandaag)), op_dag(alle, context.vandaag)
    einden: dict[str, date] = {}
    for soort in alle:  # by begin: of each the last end counts
        open_ = _inzage(toen.get(soort.naam)).openbaar and not _inzage(nu.get(soort.naam)).openbaar
        if open_ and soort.openbaar and soort.einddatum is not None and soort.einddatum <= context.vandaag:
            einden[soort.naam] = soort.einddatum
    return Verteld(toen, einden)


def meld_openstelling(session: Session, context: Context, was: Verteld) -> Mapping[str, int]:
    """Record a W of each contactadres that others may read than were told; gives how many by context.

    Where it is published counts as well: what is in the files of DUO's form changes with it.

    :param was: as `verteld` gave it, before whatever changed.
    """
    wordt = op_dag(contexten(session), context.vandaag)
    if gemeld_tot(session, _TOT) != context.vandaag:
        zet_gemeld_tot(session, _TOT, context.vandaag)
    gemeld: dict[str, int] = {}
    for naam in sorted(was.contexten.keys() | wordt.keys()):
        oud, nieuw = _inzage(was.contexten.get(naam)), _inzage(wordt.get(naam))
        if oud == nieuw:
            continue
        sinds = was.besloten_sinds.get(naam)
        sindsdien = {} if sinds is None else _eerste_sinds(session, naam, sinds)
        if aantal := _meld(session, context, naam, sindsdien, gesloten=oud.openbaar and not nieuw.openbaar):
            gemeld[naam] = aantal
    return gemeld


def meld_contexten(session: Session, context: Context) -> Mapping[str, int]:
    """The same of what a day of the table opened or restricted since the last round; a second one finds none."""
    if gemeld_tot(session, _TOT) >= context.vandaag:
        return {}
    return meld_openstelling(session, context, verteld(session, context))


def _inzage(soort: Contextsoort | None) -> _Inzage:
    return _NIEMAND if soort is None else _Inzage(soort.openbaar, soort.familie_a, soort.lezersrollen)


def _meld(session: Session, context: Context, naam: str, sindsdien: Mapping[str, str], *, gesloten: bool) -> int:
    """Record the contactadressen of a context.

    :param sindsdien: of what changed since it was restricted, its key to how it changed first. What came since then
        nobody was told of, so its end is told to nobody; what went since then followers still have.
    """
    aantal, weg = 0, {sleutel for sleutel, soort in sindsdien.items() if soort != "T"}
    for blok in _blokken(session, naam):
        sleutels = [contactsleutel(plaats.eenheid, naam, plaats.subcontextnummer) for plaats in blok]
        _log(session, context, [een for een in sleutels if sindsdien.get(een) != "T"], gesloten=gesloten)
        _log(session, context, [een for een in sleutels if sindsdien.get(een) == "T"], gesloten=False)
        weg.difference_update(sleutels)
        aantal += len(blok)
    if gesloten:
        _log(session, context, sorted(weg), gesloten=True)
    return aantal


def _log(session: Session, context: Context, sleutels: Sequence[str], *, gesloten: bool) -> None:
    """Record a W of each, for its besturen or for nobody.

    That it was taken from everybody stands with each of them: who asks for what is of one houder must hear it too.
    """
    eenheden = {sleutel: delen_van(sleutel)[0] for sleutel in sleutels}
    besturen = besturen_van_eenheden(session, set(eenheden.values()), context.vandaag) if eenheden else {}
    for sleutel, eenheid in eenheden.items():
        houders: Sequence[str | None] = sorted(besturen[eenheid]) or [None]
        for houder in houders:
            log_mutatie(session, context, contactadres, sleutel, houder, "W", voor={OPENBAAR: ()} if gesloten else None)


def _blokken(session: Session, naam: str) -> Iterator[Sequence[_Plaats]]:
    """The contactadressen of a context, in parts."""
    na = _Plaats("", "")
    while True:
        waarden: Values = {"naam": naam, "na_eenheid": na.eenheid, "na_nummer": na.subcontextnummer, "hoeveel": _BLOK}
        blok = session.execute(_VAN_CONTEXT, waarden).all()
        if not blok:
            return
        yield blok
        na = blok[-1]


def _eerste_sinds(session: Session, naam: str, dag: date) -> dict[str, str]:
    """How each contactadres of a context that changed since the begin of a day changed first."""
    moment = begin_in_nederland(dag)
    waarden: Values = {"gezien": nummer_voor(session, moment), "moment": moment}
    gevonden: dict[str, str] = {}
    for rij in session.execute(_SINDS, waarden):
        if delen_van(rij.sleutel)[1:2] == (naam,):
            gevonden.setdefault(rij.sleutel, rij.soort)
    return gevonden


class _Gemeld(NamedTuple):
    sleutel: str
    soort: str


_adres = contactadres.c
_na_eenheid: sa.BindParameter[str] = sa.bindparam("na_eenheid")
_VAN_CONTEXT = Statement(
    sa.select(_adres.eenheid, _adres.subcontextnummer)
    .where(
        _adres.context == sa.bindparam("naam"),
        sa.or_(
            _adres.eenheid > _na_eenheid,
            sa.and_(_adres.eenheid == _na_eenheid, _adres.subcontextnummer > sa.bindparam("na_nummer")),
        ),
    )
    .order_by(_adres.eenheid, _adres.subcontextnummer)
    .limit(sa.bindparam("hoeveel")),
    _Plaats,
)
_SINDS = Statement(
    sa.select(mutatie.c.sleutel, mutatie.c.soort)
    .where(
        mutatie.c.object == sa.literal_column(f"'{contactadres.name}'"),
        mutatie.c.volgnummer > sa.bindparam("gezien"),
        mutatie.c.moment >= sa.bindparam("moment", type_=mutatie.c.moment.type),
    )
    .order_by(mutatie.c.volgnummer),
    _Gemeld,
)
