"""The deliveries: authorisation, controles, and then the new stand of one object, whole."""

from typing import Any, cast

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Session
from rio_soap.register.database.model import opleidingseenheid, opleidingseenheidnummer, opleidingsrelatie
from rio_soap.register.database.statements import Statement
from rio_soap.register.eenheid import controles as eenheidregels
from rio_soap.register.eenheid import controles_relatie as relatieregels
from rio_soap.register.eenheid import rijen as eenheden
from rio_soap.register.eenheid.controles import HERKOMST
from rio_soap.register.eenheid.controles_relatie import Relatiezaak
from rio_soap.register.eenheid.zaak import Eenheidbericht, Eenheidzaak
from rio_soap.register.organisatie.besturen import besturen_van
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle import controleer
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.wijzigingen.mutaties import log_mutatie

LAATSTE_EENHEID = 99_999_999
"""Number of the last opleidingseenheidcode, 9999O9999."""


class CodesOp(RuntimeError):
    """All codes of a kind have been issued."""


def lees_opleidingseenheid(context: Context, verzoek: Gegeven) -> Eenheidbericht:
    """What of a delivered unit needs no register; `Context.voorbereid` of its delivery."""
    eenheid = cast(Gegeven, verzoek.velden["opleidingseenheid"])
    return Eenheidbericht(context, velden.tekst_of_niet(eenheid, "opleidingseenheidcode"), eenheid).lees()


def aanleveren_opleidingseenheid(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Add a unit, or replace one whole; the answer gives its code.

    Without opleidingseenheidcode the unit is new, even when the rest equals an existing one (recorded).
    """
    bericht = context.voorbereid
    if not isinstance(bericht, Eenheidbericht) or bericht.gegeven is not verzoek.velden["opleidingseenheid"]:
        bericht = lees_opleidingseenheid(context, verzoek)
    code = bericht.code
    zaak = Eenheidzaak(session, context, besturen_van(session, context), code, bericht)
    if fouten := controleer(zaak, eenheidregels.AANLEVEREN, alleen_eerste=context.alleen_eerste, zonder=context.zonder):
        return afgekeurd(fouten)
    nieuw = code is None
    if code is None:
        code = _vrije_code(session)
    herkomst = zaak.bestaand.herkomst if zaak.bestaand is not None else HERKOMST  # a change leaves it as it is
    rij = {**eenheidrij(code, bericht.gegeven, str(zaak.eigenaar), herkomst), "stand": bericht.stand}
    if nieuw:
        session.execute(_EENHEID_INVOEGEN, rij)
    else:
        session.execute(_EENHEID_WIJZIGEN, {**rij, "welke": code})
    log_mutatie(session, context, opleidingseenheid, code, zaak.eigenaar, "T" if nieuw else "W")
    return Uitslag({"opleidingseenheidcode": code})


def verwijderen_opleidingseenheid(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Remove a unit to which nothing refers any more."""
    code = velden.tekst(verzoek, "opleidingseenheidcode")
    zaak = Eenheidzaak(session, context, besturen_van(session, context), code, None)
    if fouten := controleer(
        zaak, eenheidregels.VERWIJDEREN, alleen_eerste=context.alleen_eerste, zonder=context.zonder
    ):
        return afgekeurd(fouten)
    session.execute(_EENHEID_VERWIJDEREN, {"welke": code})
    log_mutatie(session, context, opleidingseenheid, code, zaak.eigenaar, "V")
    return Uitslag()


def aanleveren_opleidingsrelatie(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Relate two units from a date, or change the end of the relation with that begin; the register knows the soort."""
    zaak = _relatiezaak(session, context, verzoek)
    if fouten := controleer(zaak, relatieregels.AANLEVEREN, alleen_eerste=context.alleen_eerste, zonder=context.zonder):
        return afgekeurd(fouten)
    if zaak.verband is None:
        raise AssertionError("A01072 or P04030 refuses a relation without soort")
    van, naar, soort = zaak.verband
    if zaak.zelfde is None:
        waarden = {
            "van": van,
            "naar": naar,
            "soort": soort,
            "begindatum": zaak.duur.begin,
            "einddatum": zaak.duur.einde,
        }
        session.execute(_RELATIE_INVOEGEN, waarden)
    else:
        waarden = {"welke": zaak.zelfde.id, "van": van, "naar": naar, "soort": soort, "einddatum": zaak.duur.einde}
        session.execute(_RELATIE_WIJZIGEN, waarden)
    _log_relatie(session, context, zaak)
    return Uitslag()


def verwijderen_opleidingsrelatie(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Remove the relation between two units that begins on a date."""
    zaak = _relatiezaak(session, context, verzoek)
    if fouten := controleer(
        zaak, relatieregels.VERWIJDEREN, alleen_eerste=context.alleen_eerste, zonder=context.zonder
    ):
        return afgekeurd(fouten)
    if zaak.zelfde is None:
        raise AssertionError("RS0010 refuses to remove a relation that is not there")
    session.execute(_RELATIE_VERWIJDEREN, {"welke": zaak.zelfde.id})
    _log_relatie(session, context, zaak)
    return Uitslag()


def _vrije_code(session: Session) -> str:
    """The next code that no unit has yet: loaded data may be ahead of the series.

    :raises CodesOp: when all codes have been issued.
    """
    while True:
        code = opleidingseenheidcode(session.next_number(opleidingseenheidnummer))
        if not eenheden.bestaat(session, code):
            return code


def opleidingseenheidcode(nummer: int) -> str:
    """The code of a number: four digits, the letter O, four digits.

    :raises CodesOp: past 9999O9999.
    """
    if nummer > LAATSTE_EENHEID:
        raise CodesOp("opleidingseenheidcode")
    cijfers = f"{nummer:08d}"
    return f"{cijfers[:4]}O{cijfers[4:]}"


def eenheidrij(code: str, eenheid: Gegeven, eigenaar: str | None, herkomst: str = HERKOMST) -> dict[str, Any]:
    """The row of a unit; its code is a column, not part of the stand."""
    stand = Gegeven(eenheid.naam, {naam: w for naam, w in eenheid.velden.items() if naam != "opleidingseenheidcode"})
    return {
        "code": code,
        "specialisatie": eenheid.naam,
        "herkomst": herkomst,
        "eigenaar": eigenaar,
        "eigen_sleutel": eenheden.kenmerk(eenheid, "eigenOpleidingseenheidSleutel"),
        "soort": eenheden.kenmerk(eenheid, "soort"),
        "begindatum": velden.datum(eenheid, "begindatum"),
        "einddatum": velden.datum_of_niet(eenheid, "einddatum"),
        "stand": stand,
    }


def _relatiezaak(session: Session, context: Context, verzoek: Gegeven) -> Relatiezaak:
    """The relation of a request; its two codes and dates stand in the request itself or in an opleidingsrelatie."""
    relatie = velden.deel(verzoek, "opleidingsrelatie") or verzoek
    codes = cast("list[str]", relatie.velden["opleidingseenheidcode"])
    duur = Duur(velden.datum(relatie, "begindatum"), velden.datum_of_niet(relatie, "einddatum"))
    return Relatiezaak(session, context, besturen_van(session, context), tuple(codes), duur)


def _log_relatie(session: Session, context: Context, zaak: Relatiezaak) -> None:
    """A relation shows with both its units, so both have changed for whoever follows them."""
    for code in zaak.codes:
        log_mutatie(session, context, opleidingsrelatie, code, zaak.gevonden[code].eigenaar, "W")


_EENHEID_INVOEGEN = Statement(sa.insert(opleidingseenheid))
_EENHEID_WIJZIGEN = Statement(
    sa.update(opleidingseenheid)
    .where(opleidingseenheid.c.code == sa.bindparam("welke"))
    .values({kolom.name: sa.bindparam(kolom.name) for kolom in opleidingseenheid.c})
)
_EENHEID_VERWIJDEREN = Statement(sa.delete(opleidingseenheid).where(opleidingseenheid.c.code == sa.bindparam("welke")))
_RELATIE_INVOEGEN = Statement(sa.insert(opleidingsrelatie))
_RELATIE_WIJZIGEN = Statement(
    sa.update(opleidingsrelatie)
    .where(opleidingsrelatie.c.id == sa.bindparam("welke"))
    .values({naam: sa.bindparam(naam) for naam in ("van", "naar", "soort", "einddatum")})
)
_RELATIE_VERWIJDEREN = Statement(sa.delete(opleidingsrelatie).where(opleidingsrelatie.c.id == sa.bindparam("welke")))
