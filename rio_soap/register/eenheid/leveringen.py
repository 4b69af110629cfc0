"""Delivering and removing an opleidingseenheid: authorisation, controles, and then its new stand, whole."""

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.besturen import besturen_van
from rio_soap.register.database.code_issue import geef_eenheidcode_uit
from rio_soap.register.database.model import opleidingseenheid, zoekeenheid
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command
from rio_soap.register.database.upsert import upsert
from rio_soap.register.eenheid import controles
from rio_soap.register.eenheid.bericht import Eenheidbericht, eenheidstand
from rio_soap.register.eenheid.controles import HERKOMST
from rio_soap.register.eenheid.zaak import Eenheidlevering, Eenheidzaak
from rio_soap.register.eenheid.zoekeenheid import zoekeenheidrij
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import controleer
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.wijzigingen.mutaties import log_mutatie
from rio_soap.register.wijzigingen.voor import RIJ


def lees_opleidingseenheid(context: Context, verzoek: Gegeven) -> Eenheidbericht:
    """What of a delivered unit needs no register."""
    eenheid = velden.verplicht_deel(verzoek, "opleidingseenheid")
    return Eenheidbericht(context, velden.tekst_of_niet(eenheid, "opleidingseenheidcode"), eenheid).lees()


def aanleveren_opleidingseenheid(session: Session, context: Context, bericht: Eenheidbericht) -> Uitslag:
    """Add a unit, or replace one whole; the answer gives its code.

    Without opleidingseenheidcode the unit is new, even when the rest equals an existing one (recorded).
    """
    code = bericht.code
    zaak = Eenheidlevering(session, context, besturen_van(session, context), code, bericht)
    if fouten := controleer(zaak, controles.AANLEVEREN, alleen_eerste=context.alleen_eerste, zonder=context.zonder):
        return afgekeurd(fouten)
    nieuw = code is None
    if code is None:
        code = geef_eenheidcode_uit(session)
    herkomst = zaak.bestaand.herkomst if zaak.bestaand is not None else HERKOMST  # a change leaves it as it is
    rij = {**eenheidrij(code, bericht.gegeven, str(zaak.eigenaar), herkomst), "stand": bericht.stand}
    if nieuw:
        session.execute(_INVOEGEN, rij)
    else:
        session.execute(_WIJZIGEN, {**rij, "welke": code})
    session.execute(_VINDBAAR[session.dialect], zoekeenheidrij(code, bericht.gegeven))
    voor = None if zaak.bestaand is None else {RIJ: zaak.bestaand}
    log_mutatie(session, context, opleidingseenheid, code, zaak.eigenaar, "T" if nieuw else "W", voor=voor)
    return Uitslag({"opleidingseenheidcode": code})


def verwijderen_opleidingseenheid(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Remove a unit to which nothing refers any more."""
    code = velden.tekst(verzoek, "opleidingseenheidcode")
    zaak = Eenheidzaak(session, context, besturen_van(session, context), code)
    if fouten := controleer(zaak, controles.VERWIJDEREN, alleen_eerste=context.alleen_eerste, zonder=context.zonder):
        return afgekeurd(fouten)
    if zaak.bestaand is None:
        raise AssertionError("A01070 refuses to remove a unit that is not there")
    session.execute(_VERWIJDEREN, {"welke": code})
    session.execute(_ONVINDBAAR, {"welke": code})
    log_mutatie(session, context, opleidingseenheid, code, zaak.eigenaar, "V", voor={RIJ: zaak.bestaand})
    return Uitslag()


def eenheidrij(code: str, eenheid: Gegeven, eigenaar: str | None, herkomst: str = HERKOMST) -> dict[str, SqlValue]:
    """The row of a unit; its code is a column, not part of the stand."""
    return {
        "code": code,
        "specialisatie": eenheid.naam,
        "herkomst": herkomst,
        "eigenaar": eigenaar,
        "eigen_sleutel": velden.kenmerk(eenheid, "eigenOpleidingseenheidSleutel"),
        "soort": velden.kenmerk(eenheid, "soort"),
        "begindatum": velden.datum(eenheid, "begindatum"),
        "einddatum": velden.datum_of_niet(eenheid, "einddatum"),
        "stand": eenheidstand(eenheid),
    }


_INVOEGEN = Command(sa.insert(opleidingseenheid))
_WIJZIGEN = Command(
    sa.update(opleidingseenheid)
    .where(opleidingseenheid.c.code == sa.bindparam("welke"))
    .values({kolom.name: sa.bindparam(kolom.name) for kolom in opleidingseenheid.c})
)
_VINDBAAR = upsert(zoekeenheid)
_ONVINDBAAR = Command(sa.delete(zoekeenheid).where(zoekeenheid.c.eenheid == sa.bindparam("welke")))
_VERWIJDEREN = Command(sa.delete(opleidingseenheid).where(opleidingseenheid.c.code == sa.bindparam("welke")))
