"""Delivering and removing an aangeboden opleiding."""

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.aanbod import controles
from rio_soap.register.aanbod.bericht import Aanbodvoorbereiding
from rio_soap.register.aanbod.zaak import Aanbodlevering, Aanbodzaak
from rio_soap.register.aanbod.zoekrij import zoekrij
from rio_soap.register.bevoegdheid.besturen import besturen_van
from rio_soap.register.database.model import aangeboden_opleiding, zoekaanbod
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command
from rio_soap.register.database.upsert import upsert
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import controleer
from rio_soap.register.regels.standtekst import veldtekst
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.wijzigingen.mutaties import log_mutatie
from rio_soap.register.wijzigingen.voor import RIJ


def lees_aangeboden_opleiding(context: Context, verzoek: Gegeven) -> Aanbodvoorbereiding:
    """What of a delivered offer needs no register."""
    return Aanbodvoorbereiding.van(context, velden.verplicht_deel(verzoek, "aangebodenOpleiding"))


def aanleveren_aangeboden_opleiding(session: Session, context: Context, gelezen: Aanbodvoorbereiding) -> Uitslag:
    """Add an offer, or replace one whole: periods, cohorten and kenmerken that are left out are gone.

    The sender chooses the code; one that is known, in whatever case, means that offer (reasoned). The answer adds
    nothing (recorded).
    """
    zaak = Aanbodlevering(session, context, besturen_van(session, context), gelezen.bericht.code, gelezen)
    if fouten := controleer(zaak, controles.AANLEVEREN, alleen_eerste=context.alleen_eerste, zonder=context.zonder):
        return afgekeurd(fouten)
    if zaak.eenheid is None:
        raise AssertionError("A01070 to A01090 refuse an offer of nothing")
    rij = {**aanbodrij(zaak.gegeven, zaak.eenheid.code), "stand": gelezen.stand}
    session.execute(_VINDBAAR[session.dialect], zoekrij(zaak.gegeven, rij))
    oud = zaak.bestaand
    if oud is None:
        session.execute(_INVOEGEN, rij)
        log_mutatie(session, context, aangeboden_opleiding, zaak.code, zaak.aanbiedercode, "T")
    else:
        session.execute(_WIJZIGEN, {**rij, "welke": rij["code"]})
        log_mutatie(session, context, aangeboden_opleiding, zaak.code, zaak.aanbiedercode, "W", voor={RIJ: oud})
    return Uitslag()


def verwijderen_aangeboden_opleiding(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Remove an offer with its cohorten."""
    code = velden.tekst(verzoek, "aangebodenOpleidingCode")
    zaak = Aanbodzaak(session, context, besturen_van(session, context), code)
    if fouten := controleer(zaak, controles.VERWIJDEREN, alleen_eerste=context.alleen_eerste, zonder=context.zonder):
        return afgekeurd(fouten)
    if zaak.bestaand is None:
        raise AssertionError("A01020 refuses to remove an offer that is not there")
    oud = zaak.bestaand
    session.execute(_VERWIJDEREN, {"welke": oud.code})
    session.execute(_ONVINDBAAR, {"welke": oud.code})
    code = veldtekst(oud.stand, "aangebodenOpleidingCode") or oud.code
    log_mutatie(session, context, aangeboden_opleiding, code, oud.aanbieder, "V", voor={RIJ: oud})
    return Uitslag()


def aanbodrij(geleverd: Gegeven, eenheidcode: str) -> dict[str, SqlValue]:
    """The row of an offer; the stand is what was delivered, with the code in its own case.

    :param eenheidcode: the unit to which the choice of keys in the offer leads.
    """
    return {
        "code": velden.tekst(geleverd, "aangebodenOpleidingCode").lower(),
        "specialisatie": geleverd.naam,
        "aanbieder": velden.tekst(geleverd, "onderwijsaanbiedercode"),
        "eenheid": eenheidcode,
        "locatie": velden.tekst_of_niet(geleverd, "onderwijslocatiecode"),
        "eigen_sleutel": velden.kenmerk(geleverd, "eigenAangebodenOpleidingSleutel"),
        "begindatum": velden.datum(geleverd, "begindatum"),
        "eerste_instroomdatum": velden.datum_of_niet(geleverd, "eersteInstroomDatum"),
        "einddatum": velden.datum_of_niet(geleverd, "einddatum"),
        "stand": geleverd,
    }


_INVOEGEN = Command(sa.insert(aangeboden_opleiding))
_WIJZIGEN = Command(
    sa.update(aangeboden_opleiding)
    .where(aangeboden_opleiding.c.code == sa.bindparam("welke"))
    .values({kolom.name: sa.bindparam(kolom.name) for kolom in aangeboden_opleiding.c})
)
_VINDBAAR = upsert(zoekaanbod)
_ONVINDBAAR = Command(sa.delete(zoekaanbod).where(zoekaanbod.c.code == sa.bindparam("welke")))
_VERWIJDEREN = Command(sa.delete(aangeboden_opleiding).where(aangeboden_opleiding.c.code == sa.bindparam("welke")))
