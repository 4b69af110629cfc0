"""Delivering an erkenner: authorisation, controles, and then its new stand, whole."""

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid import controles
from rio_soap.register.bevoegdheid.bericht import Erkennerbericht, erkennerstand
from rio_soap.register.bevoegdheid.rollen import rollen_van
from rio_soap.register.bevoegdheid.zaak import Erkennerlevering
from rio_soap.register.database.code_issue import geef_code_uit
from rio_soap.register.database.model import erkenner, erkennernummer, erkennersleutel
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import controleer
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.wijzigingen.mutaties import log_mutatie


def lees_erkenner(context: Context, verzoek: Gegeven) -> Erkennerbericht:
    """What of a delivered erkenner needs no register."""
    return Erkennerbericht.van(context, verzoek)


def aanleveren_erkenner(session: Session, context: Context, bericht: Erkennerbericht) -> Uitslag:
    """Add an erkenner, or replace one whole; the answer gives its code. Its OINs act for it from now on."""
    zaak = Erkennerlevering(session, rollen_van(session, context), bericht)
    if fouten := controleer(
        zaak,
        controles.AANLEVEREN,
        alleen_eerste=context.alleen_eerste,
        zonder=context.zonder,
        beslissend=controles.BESLISSEND,
    ):
        return afgekeurd(fouten)
    code = bericht.code or geef_code_uit(session, erkennernummer, "E", erkenner.c.code)
    rij = erkennerrij(code, bericht.gegeven)
    oud = zaak.bestaand
    if oud is None:
        session.execute(_INVOEGEN, rij)
    else:
        session.execute(_WIJZIGEN, {**rij, "welke": code})
        session.execute(_SLEUTELS_VERWIJDEREN, {"welke": code})
    session.execute_many(_SLEUTEL_INVOEGEN, [{"erkenner": code, "oin": oin} for oin in bericht.oins])
    if oud is None:
        log_mutatie(session, context, erkenner, sleutel_van(code), None, "T")
    else:
        log_mutatie(session, context, erkenner, sleutel_van(code), None, "W", voor={"rij": oud})
    return Uitslag({"erkennercode": code})


def sleutel_van(code: str) -> str:
    """The key of an erkenner among all objects: its code, in which nothing needs an escape."""
    return code


def erkennerrij(code: str, gegeven: Gegeven) -> dict[str, SqlValue]:
    """The row of an erkenner."""
    return {
        "code": code,
        "soort": velden.tekst(gegeven, "soort"),
        "begindatum": velden.datum(gegeven, "begindatum"),
        "einddatum": velden.datum_of_niet(gegeven, "einddatum"),
        "stand": erkennerstand(code, gegeven),
    }


_INVOEGEN = Command(sa.insert(erkenner))
_WIJZIGEN = Command(
    sa.update(erkenner)
    .where(erkenner.c.code == sa.bindparam("welke"))
    .values({kolom.name: sa.bindparam(kolom.name) for kolom in erkenner.c})
)
_SLEUTEL_INVOEGEN = Command(sa.insert(erkennersleutel))
_SLEUTELS_VERWIJDEREN = Command(sa.delete(erkennersleutel).where(erkennersleutel.c.erkenner == sa.bindparam("welke")))
