"""Delivering and removing the use of an onderwijslocatie, which comes into being when first used.

One address is one onderwijslocatie, shared by all besturen. The BAG was asked before (`Locatiebericht.vindplaats`).
"""

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.bevoegdheid.besturen import besturen_van
from rio_soap.register.database.code_issue import geef_code_uit
from rio_soap.register.database.model import (
    huisletter,
    juridische_locatierelatie,
    onderwijslocatie,
    onderwijslocatiegebruik,
    onderwijslocatienummer,
    zoeklocatie,
)
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command
from rio_soap.register.locatie import controles as regels
from rio_soap.register.locatie import rijen as locaties
from rio_soap.register.locatie.bericht import AANDUIDINGEN, Locatiebericht
from rio_soap.register.locatie.toevoeging import is_deelbaar
from rio_soap.register.locatie.zaak import Locatielevering, Locatiezaak
from rio_soap.register.locatie.zoeklocatie import zoeklocatierij
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import controleer
from rio_soap.register.regels.navraag import Adresnavraag, Navraag, Plaatsnavraag
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.regels.vindplaats import Vindplaats
from rio_soap.register.toezicht.signalen import meld_signaal
from rio_soap.register.wijzigingen.mutaties import Mutatiesoort, log_mutatie
from rio_soap.register.wijzigingen.voor import RIJ


def navraag(session: Session, context: Context, bericht: Locatiebericht) -> Navraag | None:
    """What RIO must ask the BAG about the place of a delivery; None when it need not.

    An address that RIO has already costs no question, unless it is written so that another may be meant. A place by
    name does: only the BAG knows whether the name is unique. A sender that does not act for the bestuur costs none:
    A01110 or AUT401 refuses it whatever the BAG says (reasoned, docs/standaarden.md).
    """
    adres, plaats = (velden.deel(bericht.gebruik, naam) for naam in ("aanduidingAdres", "aanduidingPlaats"))
    if (adres is None and plaats is None) or bericht.bestuur not in besturen_van(session, context):
        return None
    if plaats is not None:
        return Plaatsnavraag(velden.tekst(plaats, "plaatsnaam"), velden.tekst_of_niet(plaats, "gemeentenaam"))
    if adres is None or locaties.is_bekend(session, adres):
        return None
    huisnummer, toevoeging = int(str(adres.velden["huisnummer"])), velden.tekst_of_niet(adres, "huisnummertoevoeging")
    return Adresnavraag(velden.tekst(adres, "postcode"), huisnummer, toevoeging)


def aanleveren_onderwijslocatiegebruik(session: Session, context: Context, bericht: Locatiebericht) -> Uitslag:
    """Let a bestuur use a location, or replace that use whole; the answer gives the onderwijslocatiecode."""
    gebruik, bestuur = bericht.gebruik, bericht.bestuur
    zaak = Locatielevering(session, context, besturen_van(session, context), bestuur, bericht.code, bericht)
    if fouten := controleer(
        zaak,
        regels.AANLEVEREN,
        alleen_eerste=context.alleen_eerste,
        zonder=context.zonder,
        beslissend=regels.BESLISSEND,
    ):
        return afgekeurd(fouten)
    locatie = str(zaak.locatie.code) if zaak.locatie is not None else _nieuwe_locatie(session, context, zaak)
    rij = gebruikrij(bestuur, locatie, gebruik)
    if zaak.bestaand is None:
        session.execute(_INVOEGEN, rij)
    else:
        wat = {"welk_bestuur": bestuur, "welke_locatie": locatie}
        session.execute(_WIJZIGEN, {**{naam: rij[naam] for naam in _GEBRUIKKOLOMMEN}, **wat})
        session.execute(_JURIDISCH_VERWIJDEREN, wat)
    session.execute_many(_JURIDISCH_INVOEGEN, juridische_rijen(bestuur, locatie, gebruik))
    soort: Mutatiesoort = "T" if zaak.bestaand is None else "W"
    voor = None if zaak.bestaand is None else {RIJ: zaak.bestaand}
    log_mutatie(session, context, onderwijslocatiegebruik, f"{bestuur}/{locatie}", bestuur, soort, voor=voor)
    return Uitslag({"onderwijslocatiecode": locatie})


def verwijderen_onderwijslocatiegebruik(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Remove the use of a location by a bestuur; the location stays, for others may use it (reasoned)."""
    bestuur, locatie = velden.tekst(verzoek, "onderwijsbestuurcode"), velden.tekst(verzoek, "onderwijslocatiecode")
    zaak = Locatiezaak(session, context, besturen_van(session, context), bestuur, locatie)
    if fouten := controleer(zaak, regels.VERWIJDEREN, alleen_eerste=context.alleen_eerste, zonder=context.zonder):
        return afgekeurd(fouten)
    if zaak.bestaand is None:
        raise AssertionError("A01130 refuses to remove a use that is not there")
    wat = {"welk_bestuur": bestuur, "welke_locatie": locatie}
    session.execute(_JURIDISCH_VERWIJDEREN, wat)
    session.execute(_VERWIJDEREN, wat)
    voor = {RIJ: zaak.bestaand}
    log_mutatie(session, context, onderwijslocatiegebruik, f"{bestuur}/{locatie}", bestuur, "V", voor=voor)
    return Uitslag()


def gebruikrij(bestuur: str, locatie: str, gebruik: Gegeven) -> dict[str, SqlValue]:
    """The row of a use; bestuur and location are columns, not part of the stand."""
    return {
        "bestuur": bestuur,
        "locatie": locatie,
        "begindatum": velden.datum(gebruik, "inBedrijfdatum"),
        "einddatum": velden.datum_of_niet(gebruik, "uitBedrijfdatum"),
        "eigen_sleutel": velden.kenmerk(gebruik, "eigenOnderwijslocatiegebruikSleutel"),
        "stand": gebruikstand(gebruik),
    }


def gebruikstand(gebruik: Gegeven) -> Gegeven:
    """What is kept of a use beside its columns."""
    sleutel = ("onderwijsbestuurcode", "onderwijslocatieCode", *AANDUIDINGEN)
    inhoud = {naam: waarde for naam, waarde in gebruik.velden.items() if naam not in sleutel}
    return Gegeven("onderwijslocatiegebruik", inhoud)


def juridische_rijen(bestuur: str, locatie: str, gebruik: Gegeven) -> list[dict[str, SqlValue]]:
    """The juridischeOnderwijslocatiegebruikRelaties of a use as rows."""
    return [
        {
            "bestuur": bestuur,
            "locatie": locatie,
            "vestiging": velden.tekst(relatie, "instellingserkenningscode"),
            "begindatum": velden.datum(relatie, "begindatum"),
            "einddatum": velden.datum_of_niet(relatie, "einddatum"),
        }
        for relatie in velden.delen(gebruik, "juridischeOnderwijslocatiegebruikRelatie")
    ]


def locatierij(code: str, vindplaats: Vindplaats) -> dict[str, SqlValue]:
    """The row of an onderwijslocatie."""
    return {
        "code": code,
        "postcode": vindplaats.postcode,
        "huisnummer": vindplaats.huisnummer,
        "huisnummertoevoeging": vindplaats.huisnummertoevoeging,
        "plaatscode": vindplaats.plaatscode,
        "bag_id": vindplaats.bag_id,
        "stand": locatiestand(vindplaats),
    }


def locatiestand(vindplaats: Vindplaats) -> Gegeven:
    """The stand of an onderwijslocatie: its fields as they are read."""
    inhoud: dict[str, Waarde | None] = {
        "postcode": vindplaats.postcode,
        "huisnummer": vindplaats.huisnummer,
        "huisnummertoevoeging": vindplaats.huisnummertoevoeging,
        "bagID": vindplaats.bag_id,
        "gpsLatitude": vindplaats.latitude,
        "gpsLongitude": vindplaats.longitude,
        "plaatsnaam": vindplaats.plaatsnaam,
    }
    return Gegeven("onderwijslocatie", {naam: waarde for naam, waarde in inhoud.items() if waarde is not None})


def _nieuwe_locatie(session: Session, context: Context, zaak: Locatielevering) -> str:
    """Make the onderwijslocatie of what the BAG said; gives its code. It is nobody's, so its mutatie has no houder."""
    vindplaats = zaak.uitkomst
    if not isinstance(vindplaats, Vindplaats):
        raise AssertionError("A01010, A01011 or INT500 refuses a place that was not found")
    code = geef_code_uit(session, onderwijslocatienummer, "X", onderwijslocatie.c.code)
    session.execute(_LOCATIE_INVOEGEN, locatierij(code, vindplaats))
    session.execute(_VINDBAAR, zoeklocatierij(code, locatiestand(vindplaats)))
    if vindplaats.huisletter is not None and is_deelbaar(vindplaats.huisnummertoevoeging):
        session.execute(_HUISLETTER_INVOEGEN, {"locatie": code, "letter": vindplaats.huisletter})
    log_mutatie(session, context, onderwijslocatie, code, None, "T")
    if vindplaats.signaal is not None:
        meld_signaal(session, "MTM001", onderwijslocatie, code, vindplaats.signaal, context.moment)
    return code


_GEBRUIKKOLOMMEN = ("begindatum", "einddatum", "eigen_sleutel", "stand")
_WELK = (
    onderwijslocatiegebruik.c.bestuur == sa.bindparam("welk_bestuur"),
    onderwijslocatiegebruik.c.locatie == sa.bindparam("welke_locatie"),
)
_LOCATIE_INVOEGEN = Command(sa.insert(onderwijslocatie))
_VINDBAAR = Command(sa.insert(zoeklocatie))
_HUISLETTER_INVOEGEN = Command(sa.insert(huisletter))
_INVOEGEN = Command(sa.insert(onderwijslocatiegebruik))
_WIJZIGEN = Command(
    sa.update(onderwijslocatiegebruik).where(*_WELK).values({naam: sa.bindparam(naam) for naam in _GEBRUIKKOLOMMEN})
)
_VERWIJDEREN = Command(sa.delete(onderwijslocatiegebruik).where(*_WELK))
_JURIDISCH_INVOEGEN = Command(sa.insert(juridische_locatierelatie))
_JURIDISCH_VERWIJDEREN = Command(
    sa.delete(juridische_locatierelatie).where(
        juridische_locatierelatie.c.bestuur == sa.bindparam("welk_bestuur"),
        juridische_locatierelatie.c.locatie == sa.bindparam("welke_locatie"),
    )
)
