"""Delivering and removing an onderwijsbestuur: its numbers are those of a registration of the Handelsregister.

The Handelsregister was asked before (`Bestuurbericht.gevonden`).
"""

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.rollen import rollen_van
from rio_soap.register.database.code_issue import geef_code_uit
from rio_soap.register.database.model import ketencontrole, onderwijsbestuurnummer, organisatorische_eenheid
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command
from rio_soap.register.organisatie import controles_bestuur as regels
from rio_soap.register.organisatie.bestuurbericht import Bestuurbericht
from rio_soap.register.organisatie.bestuurzaak import Bestuurlevering, Bestuurzaak
from rio_soap.register.organisatie.gezagsrelaties import na_levering
from rio_soap.register.organisatie.handelsregister import bewaar_registratie, wis_registratie
from rio_soap.register.organisatie.onder_bestuur import log_bestuur
from rio_soap.register.organisatie.rijen import BESTUUR
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import controleer
from rio_soap.register.regels.navraag import Inschrijvingsnavraag
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.toezicht.ketencontrole import BESTUURSIGNALEN
from rio_soap.register.toezicht.signalen import los_signalen_op
from rio_soap.register.wijzigingen.mutaties import log_mutatie
from rio_soap.register.wijzigingen.voor import RIJ

_AANLEVEREN, _VERWIJDEREN = "aanleveren_onderwijsbestuur", "verwijderen_onderwijsbestuur"


def navraag(session: Session, context: Context, bericht: Bestuurbericht) -> Inschrijvingsnavraag | None:
    """What the Handelsregister must be asked about a bestuur; None when it need not.

    A sender that may not deliver it costs no question: A01110 or AUT401 refuses it whatever KvK says (reasoned, as for
    an address).
    """
    zaak = _levering(session, context, bericht)
    if not zaak.mag or (zaak.code is not None and zaak.bestaand is None) or not zaak.vraagt_inschrijving:
        return None
    return Inschrijvingsnavraag(bericht.kvk_nummer, bericht.rsin)


def _levering(session: Session, context: Context, bericht: Bestuurbericht) -> Bestuurlevering:
    return Bestuurlevering(session, context, _AANLEVEREN, rollen_van(session, context), bericht.code, bericht)


def aanleveren_onderwijsbestuur(session: Session, context: Context, bericht: Bestuurbericht) -> Uitslag:
    """Add an onderwijsbestuur, or replace one whole; the answer gives its code."""
    zaak = _levering(session, context, bericht)
    if fouten := controleer(zaak, regels.AANLEVEREN, alleen_eerste=context.alleen_eerste, zonder=context.zonder):
        return afgekeurd(fouten)
    waarden = _kolommen(zaak)
    if zaak.bestaand is None:
        code = geef_code_uit(session, onderwijsbestuurnummer, "B", organisatorische_eenheid.c.code)
        session.execute(_INVOEGEN, {"code": code, "soort": BESTUUR, **waarden})
        log_mutatie(session, context, organisatorische_eenheid, code, code, "T")
    else:
        code = zaak.bestaand.code
        session.execute(_WIJZIGEN, {**waarden, "welke": code})
        log_bestuur(session, context, zaak.bestaand)
    if zaak.registratie is not None:
        bewaar_registratie(session, code, zaak.registratie, context.moment)
    return Uitslag({"onderwijsbestuurcode": code})


def verwijderen_onderwijsbestuur(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Remove an onderwijsbestuur to which nothing refers any more, with what it took over and what was found of it."""
    code = velden.tekst(verzoek, "onderwijsbestuurcode")
    zaak = Bestuurzaak(session, context, _VERWIJDEREN, rollen_van(session, context), code)
    if fouten := controleer(zaak, regels.VERWIJDEREN, alleen_eerste=context.alleen_eerste, zonder=context.zonder):
        return afgekeurd(fouten)
    if zaak.bestaand is None:
        raise AssertionError("A01110 refuses to remove a bestuur that is not there")
    wis_registratie(session, code)
    los_signalen_op(session, BESTUURSIGNALEN, organisatorische_eenheid, code, context.moment)
    session.execute(_KETENCONTROLE_WISSEN, {"object": organisatorische_eenheid.name, "welke": code})
    session.execute(_VERWIJDEREN_RIJ, {"welke": code})
    log_mutatie(session, context, organisatorische_eenheid, code, code, "V", voor={RIJ: zaak.bestaand})
    return Uitslag()


def _kolommen(zaak: Bestuurlevering) -> Values:
    kvk_nummer, rsin = zaak.nummers
    stand, oud = zaak.bericht.stand, zaak.bestaand
    if oud is not None:
        stand.velden.update(na_levering(oud.stand, oud.bevoegd_gezag_nummer, zaak.bericht.gezag))
    return {
        "begindatum": zaak.bericht.duur.begin,
        "einddatum": zaak.bericht.duur.einde,
        "bevoegd_gezag_nummer": zaak.bericht.gezag,
        "kvk_nummer": kvk_nummer,
        "rsin": rsin,
        "stand": stand,
    }


_eenheid = organisatorische_eenheid.c
_GEWIJZIGD = ("begindatum", "einddatum", "bevoegd_gezag_nummer", "kvk_nummer", "rsin", "stand")
_INVOEGEN = Command(sa.insert(organisatorische_eenheid))
_WIJZIGEN = Command(
    sa.update(organisatorische_eenheid)
    .where(_eenheid.code == sa.bindparam("welke"))
    .values({naam: sa.bindparam(naam) for naam in _GEWIJZIGD})
)
_VERWIJDEREN_RIJ = Command(sa.delete(organisatorische_eenheid).where(_eenheid.code == sa.bindparam("welke")))
_KETENCONTROLE_WISSEN = Command(
    sa.delete(ketencontrole).where(
        ketencontrole.c.object == sa.bindparam("object"), ketencontrole.c.sleutel == sa.bindparam("welke")
    )
)
