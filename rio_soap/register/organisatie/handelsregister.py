"""A bestuur tied to the Handelsregister: its number, RSIN, formal name, legal form, dates and addresses."""

import json
from datetime import date, datetime

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.model import handelsregister, organisatorische_eenheid
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Kapot
from rio_soap.register.database.statements import Command
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.organisatie.onder_bestuur import log_bestuur
from rio_soap.register.regels.registratie import Adres, Registratie
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.velden import datum, datum_of_niet, delen
from rio_soap.register.toezicht.ketencontrole import naam_op

MAX_NAAM = 80
"""Longest name of a bestuur in a message (OrganisatorischeEenheidnaam-v01)."""

_eenheid = organisatorische_eenheid.c


class Koppelfout(ValueError):
    """A bestuur that cannot be tied to this registration, and why."""


def koppel(
    session: Session, registratie: Registratie, bestuur: str | None, moment: datetime, vandaag: date
) -> tuple[str, str]:
    """Tie a bestuur to a registration, or take over what changed in it.

    The formal name becomes a period of its own from today when it differs from the present name; a name too long for a
    message is shortened there and whole in the table `handelsregister`. What changes is in the feed, as of the channel
    KETEN.

    :param bestuur: code; None finds the one bestuur that has the KvK number or the RSIN.
    :returns: code of the bestuur and the name that it had.
    :raises Koppelfout: for an unknown bestuur, or numbers that are those of another one; nothing is written.
    """
    houders = _houders(session, registratie)
    if bestuur is None:
        if len(houders) != 1:
            gevonden = f"{len(houders)} besturen have" if houders else "no bestuur has"
            melding = f"{gevonden} KvK number {registratie.kvk_nummer} or RSIN {registratie.rsin}; say which bestuur"
            raise Koppelfout(melding)
        (bestuur,) = houders
    elif vreemd := sorted(set(houders) - {bestuur}):
        raise Koppelfout(f"KvK number {registratie.kvk_nummer} or its RSIN is that of bestuur {', '.join(vreemd)}")
    oud = organisaties.bestuur(session, bestuur)
    if oud is None:
        raise Koppelfout(f"no bestuur {bestuur}")
    stand = oud.stand
    if type(stand) is Kapot:
        raise Koppelfout(f"what the register holds of bestuur {bestuur} cannot be read: {stand.reden}")
    oude_naam = naam_op(stand, vandaag)
    nummers = {"kvk_nummer": registratie.kvk_nummer} | ({"rsin": registratie.rsin} if registratie.rsin else {})
    waarden = {**nummers, "stand": _met_naam(stand, _kort(registratie.naam), vandaag)}
    session.execute(sa.update(organisatorische_eenheid).where(_eenheid.code == bestuur).values(**waarden))
    if any(getattr(oud, naam) != waarde for naam, waarde in waarden.items()):
        log_bestuur(session, Context("", moment, "koppel", kanaal="KETEN"), oud)
    bewaar_registratie(session, bestuur, registratie, moment)
    return bestuur, oude_naam


def bewaar_registratie(session: Session, bestuur: str, registratie: Registratie, moment: datetime) -> None:
    """Keep what a bestuur takes over beside its own row, in the place of what it took over before.

    :param moment: when it was asked, aware.
    """
    wis_registratie(session, bestuur)
    session.execute(_INVOEGEN, {"bestuur": bestuur, "opgehaald": moment, **_rij(registratie)})


def wis_registratie(session: Session, bestuur: str) -> None:
    """Keep nothing of what a bestuur took over."""
    session.execute(_WISSEN, {"welke": bestuur})


_INVOEGEN = Command(sa.insert(handelsregister))
_WISSEN = Command(sa.delete(handelsregister).where(handelsregister.c.bestuur == sa.bindparam("welke")))


def _houders(session: Session, registratie: Registratie) -> list[str]:
    gelijk = [_eenheid.kvk_nummer == registratie.kvk_nummer]
    if registratie.rsin:
        gelijk.append(_eenheid.rsin == registratie.rsin)
    vraag = sa.select(_eenheid.code).where(_eenheid.soort == "BESTUUR", sa.or_(*gelijk)).order_by(_eenheid.code)
    return list(session.execute(vraag).scalars())


def _kort(naam: str) -> str:
    return naam if len(naam) <= MAX_NAAM else naam[: MAX_NAAM - 3] + "..."


def _met_naam(stand: Gegeven, naam: str, vandaag: date) -> Gegeven:
    """The stand with this name from today, or from its begin when that is later; the rest of the period goes on, and
    periods that begin later stay."""
    if naam_op(stand, vandaag) == naam:
        return stand
    begin = max(vandaag, datum_of_niet(stand, "inBedrijfdatum") or vandaag)
    perioden = sorted(delen(stand, "onderwijsbestuurPeriode"), key=lambda periode: datum(periode, "begindatum"))
    lopend = [periode for periode in perioden if datum(periode, "begindatum") <= begin]
    velden: dict[str, Waarde] = {**(lopend[-1].velden if lopend else {}), "begindatum": begin, "naam": naam}
    nieuw = [p for p in lopend if datum(p, "begindatum") < begin]
    nieuw.append(Gegeven("onderwijsbestuurPeriode", velden))
    nieuw.extend(p for p in perioden if datum(p, "begindatum") > begin)
    return Gegeven(stand.naam, {**stand.velden, "onderwijsbestuurPeriode": nieuw})


def _rij(registratie: Registratie) -> dict[str, SqlValue]:
    def tekst(adres: Adres | None) -> str | None:
        return None if adres is None else json.dumps(adres, ensure_ascii=False, sort_keys=True)

    return {
        "naam": registratie.naam,
        "rechtsvorm": registratie.rechtsvorm,
        "rechtsvorm_omschrijving": registratie.rechtsvorm_omschrijving,
        "publieke_rechtsvorm": registratie.publieke_rechtsvorm,
        "datum_aanvang": registratie.datum_aanvang,
        "datum_einde": registratie.datum_einde,
        "ontbonden": registratie.ontbonden,
        "statutaire_zetel": registratie.statutaire_zetel,
        "bezoekadres": tekst(registratie.bezoekadres),
        "postadres": tekst(registratie.postadres),
        "peilmoment": registratie.peilmoment,
    }
