"""Delivering and removing an onderwijsaanbieder: controles, stand, relatie to its bestuur, juridische relaties."""

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
from rio_soap.register.database.statements import Command
from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.organisatie import controles as regels
from rio_soap.register.organisatie.bericht import Aanbiederbericht
from rio_soap.register.organisatie.zaak import Aanbiederlevering, Aanbiederzaak
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import controleer
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.wijzigingen.mutaties import log_mutatie


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
        session.execute(_JURIDISCH_VERWIJDEREN, {"welke": code})
    session.execute_many(_JURIDISCH_INVOEGEN, juridische_rijen(code, aanbieder))
    _bewaar_relatie(session, zaak, bestuur, code)
    for houder in sorted({bestuur} | (zaak.beheerders)):
        log_mutatie(session, context, organisatorische_eenheid, code, houder, "T" if nieuw else "W")
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
    session.execute(_JURIDISCH_VERWIJDEREN, {"welke": code})
    session.execute(_RELATIES_VERWIJDEREN, {"welke": code})
    session.execute(_VERWIJDEREN, {"welke": code})
    for houder in sorted(zaak.beheerders):
        log_mutatie(session, context, organisatorische_eenheid, code, houder, "V")
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


def _bewaar_relatie(session: Session, zaak: Aanbiederlevering, bestuur: str, code: str) -> None:
    """Make the organisatierelatie to the bestuur, or give the one that is there its end."""
    relatie = zaak.relatie
    if relatie.id is not None:
        session.execute(_RELATIE_WIJZIGEN, {"welke": relatie.id, "einde": relatie.duur.einde})
        return
    waarden: Values = {
        "van": bestuur,
        "naar": code,
        "soort": HIERARCHISCH,
        "begindatum": relatie.duur.begin,
        "einddatum": relatie.duur.einde,
    }
    session.execute(_RELATIE_INVOEGEN, waarden)


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
_JURIDISCH_VERWIJDEREN = Command(
    sa.delete(juridische_relatie).where(juridische_relatie.c.eenheid == sa.bindparam("welke"))
)
