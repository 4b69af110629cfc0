"""Delivering and removing an onderwijsaanbieder: controles, stand, relatie to its bestuur, juridische relaties."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH, besturen_van
from rio_soap.register.database.code_issue import geef_code_uit
from rio_soap.register.database.model import (
    juridische_relatie,
    onderwijsaanbiedernummer,
    organisatierelatie,
    organisatorische_eenheid,
)
from rio_soap.register.database.rows import SqlValue, Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.organisatie import controles as regels
from rio_soap.register.organisatie.bericht import Aanbiederbericht
from rio_soap.register.organisatie.rijen import JuridischeRelatie, Organisatierelatie
from rio_soap.register.organisatie.zaak import Aanbiederlevering, Aanbiederzaak
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import controleer
from rio_soap.register.regels.objectsleutel import sleutel_uit
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.wijzigingen.mutaties import log_mutatie
from rio_soap.register.wijzigingen.voor import RIJ, Voordeel


def aanleveren_onderwijsaanbieder(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Add an onderwijsaanbieder, or replace one whole; the answer gives its code, after a change too (reasoned)."""
    bestuur = velden.tekst(verzoek, "onderwijsbestuurcode")
    aanbieder = velden.deel(verzoek, "onderwijsaanbieder") or velden.deel(verzoek, "nieuweOnderwijsaanbieder")
    if aanbieder is None:
        raise AssertionError("the XSD asks for one of the two")
    bericht = Aanbiederbericht(context, aanbieder)
    code = bericht.code
    zaak = Aanbiederlevering(session, context, besturen_van(session, context), code, bestuur, bericht)
    if fouten := controleer(
        zaak,
        regels.AANLEVEREN,
        alleen_eerste=context.alleen_eerste,
        zonder=context.zonder,
        beslissend=regels.BESLISSEND,
    ):
        return afgekeurd(fouten)
    nieuw = code is None
    if code is None:
        code = geef_code_uit(session, onderwijsaanbiedernummer, "A", organisatorische_eenheid.c.code)
    rij = aanbiederrij(code, aanbieder)
    if nieuw:
        session.execute(_INVOEGEN, rij)
    else:
        session.execute(_WIJZIGEN, {**{naam: rij[naam] for naam in _AANBIEDERKOLOMMEN}, "welke": code})
    voor = None if nieuw else _voor(session, zaak)
    session.execute_many(_JURIDISCH_INVOEGEN, juridische_rijen(code, aanbieder))
    if _bewaar_relatie(session, zaak, code) and voor is not None:
        voor["relaties"] = boven(zaak)
    for houder in sorted({bestuur} | (zaak.beheerders)):
        log_mutatie(session, context, organisatorische_eenheid, code, houder, "T" if nieuw else "W", voor=voor)
        voor = None  # once for all holders
    return Uitslag({"onderwijsaanbiedercode": code})


def verwijderen_onderwijsaanbieder(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Remove an onderwijsaanbieder to which nothing refers any more, with its juridische and other relaties."""
    code = velden.tekst(verzoek, "onderwijsaanbiedercode")
    zaak = Aanbiederzaak(session, context, besturen_van(session, context), code)
    if fouten := controleer(
        zaak,
        regels.VERWIJDEREN,
        alleen_eerste=context.alleen_eerste,
        zonder=context.zonder,
        beslissend=regels.BESLISSEND,
    ):
        return afgekeurd(fouten)
    voor: dict[str, Voordeel] | None = {**_voor(session, zaak), "relaties": boven(zaak)}
    _verwijder_relaties(session, zaak, code)
    session.execute(_VERWIJDEREN, {"welke": code})
    houders: Sequence[str | None] = sorted(zaak.beheerders) or [None]
    for houder in houders:
        log_mutatie(session, context, organisatorische_eenheid, code, houder, "V", voor=voor)
        voor = None  # once for all holders
    return Uitslag()


def aanbiederrij(code: str, aanbieder: Gegeven) -> dict[str, SqlValue]:
    """The row of an onderwijsaanbieder; its code is a column, not part of the stand."""
    return {
        "code": code,
        "soort": "AANBIEDER",
        "begindatum": velden.datum(aanbieder, "inBedrijfdatum"),
        "einddatum": velden.datum_of_niet(aanbieder, "uitBedrijfdatum"),
        "eigen_sleutel": velden.kenmerk(aanbieder, "eigenOnderwijsaanbiederSleutel"),
        "stand": aanbiederstand(aanbieder),
    }


def aanbiederstand(aanbieder: Gegeven) -> Gegeven:
    """What is kept of an onderwijsaanbieder beside its columns."""
    inhoud = {naam: waarde for naam, waarde in aanbieder.velden.items() if naam != "onderwijsaanbiedercode"}
    return Gegeven("onderwijsaanbieder", inhoud)


def juridische_rijen(code: str, aanbieder: Gegeven) -> list[dict[str, SqlValue]]:
    """The juridischeRelaties of an onderwijsaanbieder as rows; the erkenner is OCW, for A01031 refuses any other."""
    return [
        {
            "eenheid": code,
            "erkenning": velden.tekst(relatie, "instellingserkenningscode"),
            "erkenner": erkenningen.OCW,
            "begindatum": velden.datum(relatie, "begindatum"),
            "einddatum": velden.datum_of_niet(relatie, "einddatum"),
        }
        for relatie in velden.delen(aanbieder, "juridischeRelatie")
    ]


def relatiesleutel(van: str, naar: str, soort: str, begin: date) -> str:
    """The key by which the feed names an organisatierelatie."""
    return sleutel_uit(van, naar, soort, begin.isoformat())


def boven(zaak: Aanbiederzaak) -> Sequence[Organisatierelatie]:
    """The part `relaties` of an aanbieder: what is above it, as it was before this delivery."""
    return [relatie for relatie in zaak.relaties if relatie.soort == HIERARCHISCH and relatie.naar == zaak.code]


def _voor(session: Session, zaak: Aanbiederzaak) -> dict[str, Voordeel]:
    """What an aanbieder was, its juridische rows by taking them away."""
    if zaak.bestaand is None:
        raise AssertionError("N09440 refuses an aanbieder that is not there")
    return {RIJ: zaak.bestaand, "juridisch": session.execute(_JURIDISCH_VERWIJDEREN, {"welke": zaak.code}).all()}


def _bewaar_relatie(session: Session, zaak: Aanbiederlevering, code: str) -> bool:
    """Make the organisatierelatie to the bestuur, or give the one that is there its end; gives whether it changes."""
    relatie = zaak.relatie
    oud = next((rij for rij in zaak.van_dit_bestuur if rij.id == relatie.id), None)
    sleutel = relatiesleutel(zaak.bestuur, code, HIERARCHISCH, relatie.duur.begin)
    if oud is None:
        waarden: Values = {
            "van": zaak.bestuur,
            "naar": code,
            "soort": HIERARCHISCH,
            "begindatum": relatie.duur.begin,
            "einddatum": relatie.duur.einde,
        }
        session.execute(_RELATIE_INVOEGEN, waarden)
        log_mutatie(session, zaak.context, organisatierelatie, sleutel, zaak.bestuur, "T")
        return True
    if oud.einddatum == relatie.duur.einde:
        return False
    session.execute(_RELATIE_WIJZIGEN, {"welke": oud.id, "einde": relatie.duur.einde})
    log_mutatie(session, zaak.context, organisatierelatie, sleutel, zaak.bestuur, "W", voor={RIJ: oud})
    return True


def _verwijder_relaties(session: Session, zaak: Aanbiederzaak, code: str) -> None:
    """Take an aanbieder from under its bestuur; one that is under anything else stays (N04810)."""
    session.execute(_RELATIES_VERWIJDEREN, {"welke": code})
    for weg in zaak.relaties:
        if weg.naar == code:
            sleutel = relatiesleutel(weg.van, weg.naar, weg.soort, weg.begindatum)
            log_mutatie(session, zaak.context, organisatierelatie, sleutel, weg.van, "V", voor={RIJ: weg})


_AANBIEDERKOLOMMEN = ("begindatum", "einddatum", "eigen_sleutel", "stand")
_INVOEGEN = Command(sa.insert(organisatorische_eenheid))
_WIJZIGEN = Command(
    sa.update(organisatorische_eenheid)
    .where(organisatorische_eenheid.c.code == sa.bindparam("welke"))
    .values({naam: sa.bindparam(naam) for naam in _AANBIEDERKOLOMMEN})
)
_VERWIJDEREN = Command(
    sa.delete(organisatorische_eenheid).where(organisatorische_eenheid.c.code == sa.bindparam("welke"))
)
_RELATIE_INVOEGEN = Command(sa.insert(organisatierelatie))
_RELATIE_WIJZIGEN = Command(
    sa.update(organisatierelatie)
    .where(organisatierelatie.c.id == sa.bindparam("welke"))
    .values(einddatum=sa.bindparam("einde", type_=sa.Date))
)
_RELATIES_VERWIJDEREN = Command(sa.delete(organisatierelatie).where(organisatierelatie.c.naar == sa.bindparam("welke")))
_JURIDISCH_INVOEGEN = Command(sa.insert(juridische_relatie))
_JURIDISCH_VERWIJDEREN = Statement(
    sa.delete(juridische_relatie)
    .where(juridische_relatie.c.eenheid == sa.bindparam("welke"))
    .returning(*(juridische_relatie.c[naam] for naam in JuridischeRelatie._fields)),
    JuridischeRelatie,
)
