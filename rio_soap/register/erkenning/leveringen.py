"""Delivering and removing an instellingserkenning: authorisation, controles, and then its new stand, whole."""

from collections.abc import Callable
from typing import TypeAlias

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.bevoegdheid.rollen import rollen_van
from rio_soap.register.database.model import instellingserkenning, regio, samenwerkingssoort
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.erkenning import controles as regels
from rio_soap.register.erkenning.bericht import Instellingserkenningbericht
from rio_soap.register.erkenning.houders import houders
from rio_soap.register.erkenning.opzoekrijen import regiorijen, soortrijen
from rio_soap.register.erkenning.rijen import GEZAG, OCW, SAMENWERKING, Instellingserkenning
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from rio_soap.register.erkenning.zaak import Instellingserkenninglevering, Instellingserkenningzaak
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import controleer
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.wijzigingen.mutaties import Mutatiesoort, log_mutatie

BijGezag: TypeAlias = Callable[[Session, Context, Gegeven], str]
"""Gives a new bevoegd gezag of OCW its onderwijsbestuur, and the code of that; the room of organisations has it."""


def lees_instellingserkenning(context: Context, verzoek: Gegeven) -> Instellingserkenningbericht:
    """What of a delivered erkenning needs no register."""
    [erkenning] = velden.verplicht_deel(verzoek, "instellingserkenning").velden.values()
    if not isinstance(erkenning, Gegeven):
        raise TypeError("an instellingserkenning is one of five elements")
    return Instellingserkenningbericht.van(context, erkenning).lees()


def aanleveren_instellingserkenning(
    session: Session, context: Context, bericht: Instellingserkenningbericht, *, bij_gezag: BijGezag
) -> Uitslag:
    """Add an erkenning, or replace one whole; for a new bevoegd gezag of OCW the answer gives its onderwijsbestuur."""
    rollen = rollen_van(session, context)
    zaak = Instellingserkenninglevering(session, context, _AANLEVEREN, rollen, bericht.wat, bericht)
    if fouten := controleer(
        zaak,
        regels.AANLEVEREN,
        alleen_eerste=context.alleen_eerste,
        zonder=context.zonder,
        beslissend=regels.BESLISSEND,
    ):
        return afgekeurd(fouten)
    oud = zaak.bestaand
    id_ = _bewaar(session, bericht, oud)
    if bericht.wat.soort == SAMENWERKING:
        _bewaar_opzoekrijen(session, id_, bericht.gegeven, nieuw=oud is None)
    gegevens: dict[str, Waarde] = {}
    if oud is None and bericht.wat.soort == GEZAG and bericht.wat.erkenner == OCW:
        gegevens = {"onderwijsbestuurcode": bij_gezag(session, context, bericht.gegeven)}
    nieuw = Instellingserkenning(id_, *bericht.wat, bericht.duur.begin, bericht.duur.einde, bericht.gegeven)
    _log(session, context, nieuw, oud)
    return Uitslag(gegevens)


def verwijderen_instellingserkenning(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Remove an erkenning to which nothing refers any more."""
    sleutel = Instellingsleutel.uit(velden.verplicht_deel(verzoek, "instellingserkenning"))
    zaak = Instellingserkenningzaak(session, context, _VERWIJDEREN, rollen_van(session, context), sleutel)
    if fouten := controleer(
        zaak,
        regels.VERWIJDEREN,
        alleen_eerste=context.alleen_eerste,
        zonder=context.zonder,
        beslissend=regels.BESLISSEND,
    ):
        return afgekeurd(fouten)
    if zaak.bestaand is None:
        raise AssertionError("RS1304 refuses to remove an erkenning that is not there")
    if sleutel.soort == SAMENWERKING:
        _wis_opzoekrijen(session, zaak.bestaand.id)
    _log(session, context, None, zaak.bestaand)
    session.execute(_WISSEN, {"welke": zaak.bestaand.id})
    return Uitslag()


def _bewaar(session: Session, bericht: Instellingserkenningbericht, oud: Instellingserkenning | None) -> int:
    """Write its row; gives the id of it."""
    waarden: Values = {"begindatum": bericht.duur.begin, "einddatum": bericht.duur.einde, "stand": bericht.stand}
    if oud is not None:
        session.execute(_WIJZIGEN, {**waarden, "welke": oud.id})
        return oud.id
    return session.execute(_INVOEGEN, {**waarden, **bericht.wat._asdict()}).scalar_one()


def _bewaar_opzoekrijen(session: Session, erkenning: int, stand: Gegeven, *, nieuw: bool) -> None:
    if not nieuw:
        _wis_opzoekrijen(session, erkenning)
    for invoegen, rijen in ((_REGIO_INVOEGEN, regiorijen(stand)), (_SOORT_INVOEGEN, soortrijen(stand))):
        session.execute_many(invoegen, [{"erkenning": erkenning, **rij} for rij in rijen])


def _wis_opzoekrijen(session: Session, erkenning: int) -> None:
    for wissen in (_REGIO_WISSEN, _SOORT_WISSEN):
        session.execute(wissen, {"welke": erkenning})


def _log(
    session: Session, context: Context, nieuw: Instellingserkenning | None, oud: Instellingserkenning | None
) -> None:
    """Record the change, once for each onderwijsbestuur to which the erkenning belongs, or for nobody."""
    rij = nieuw or oud
    if rij is None:
        raise AssertionError("something was there before or is there now")
    soort: Mutatiesoort = "W" if nieuw and oud else "T" if nieuw else "V"
    voor = None if oud is None else {"rij": oud}
    for houder in houders(session, [rij.id], context.vandaag):
        log_mutatie(session, context, instellingserkenning, rij.objectsleutel, houder, soort, voor=voor)


_AANLEVEREN, _VERWIJDEREN = "aanleveren_instellingserkenning", "verwijderen_instellingserkenning"
_erkenning = instellingserkenning.c
_INVOEGEN = Statement[tuple[int]](sa.insert(instellingserkenning).returning(_erkenning.id))
_WIJZIGEN = Command(
    sa.update(instellingserkenning)
    .where(_erkenning.id == sa.bindparam("welke"))
    .values({naam: sa.bindparam(naam) for naam in ("begindatum", "einddatum", "stand")})
)
_WISSEN = Command(sa.delete(instellingserkenning).where(_erkenning.id == sa.bindparam("welke")))
_REGIO_INVOEGEN, _SOORT_INVOEGEN = Command(sa.insert(regio)), Command(sa.insert(samenwerkingssoort))
_REGIO_WISSEN, _SOORT_WISSEN = (
    Command(sa.delete(tabel).where(tabel.c.erkenning == sa.bindparam("welke"))) for tabel in (regio, samenwerkingssoort)
)
