"""Delivering and removing an opleidingsrelatie between two opleidingseenheden."""

from datetime import date

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.besturen import besturen_van
from rio_soap.register.database.model import opleidingsrelatie
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command
from rio_soap.register.eenheid import controles_relatie as controles
from rio_soap.register.eenheid.zaak_relatie import Relatiezaak
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import controleer
from rio_soap.register.regels.objectsleutel import sleutel_uit
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.wijzigingen.mutaties import Mutatiesoort, log_mutatie
from rio_soap.register.wijzigingen.voor import RIJ


def aanleveren_opleidingsrelatie(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Relate two units from a date, or change the end of the relation with that begin; the register knows the soort."""
    zaak = _relatiezaak(session, context, verzoek)
    if fouten := controleer(zaak, controles.AANLEVEREN, alleen_eerste=context.alleen_eerste, zonder=context.zonder):
        return afgekeurd(fouten)
    if zaak.richting is None:
        raise AssertionError("A01072 or P04030 refuses a relation without soort")
    van, naar, soort = zaak.richting
    rij: dict[str, SqlValue] = {"van": van, "naar": naar, "soort": soort, "einddatum": zaak.duur.einde}
    if zaak.zelfde is None:
        session.execute(_INVOEGEN, {**rij, "begindatum": zaak.duur.begin})
        _log_relatie(session, context, zaak, sleutel_van(van, naar, soort, zaak.duur.begin), "T")
    else:
        oud, nieuw = zaak.zelfde, sleutel_van(van, naar, soort, zaak.duur.begin)
        session.execute(_WIJZIGEN, {**rij, "welke": oud.id})
        if (was := sleutel_van(oud.van, oud.naar, oud.soort, oud.begindatum)) == nieuw:
            _log_relatie(session, context, zaak, nieuw, "W")
        else:  # one that a file gave in another way: it is another object from now on
            _log_relatie(session, context, zaak, was, "V")
            _log_relatie(session, context, zaak, nieuw, "T")
    return Uitslag()


def verwijderen_opleidingsrelatie(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Remove the relation between two units that begins on a date."""
    zaak = _relatiezaak(session, context, verzoek)
    if fouten := controleer(zaak, controles.VERWIJDEREN, alleen_eerste=context.alleen_eerste, zonder=context.zonder):
        return afgekeurd(fouten)
    if zaak.zelfde is None:
        raise AssertionError("RS0010 refuses to remove a relation that is not there")
    weg = zaak.zelfde
    session.execute(_VERWIJDEREN, {"welke": weg.id})
    _log_relatie(session, context, zaak, sleutel_van(weg.van, weg.naar, weg.soort, weg.begindatum), "V")
    return Uitslag()


def _relatiezaak(session: Session, context: Context, verzoek: Gegeven) -> Relatiezaak:
    """The relation of a request; its two codes and dates stand in the request itself or in an opleidingsrelatie."""
    relatie = velden.deel(verzoek, "opleidingsrelatie") or verzoek
    codes = velden.teksten(relatie, "opleidingseenheidcode")
    duur = velden.duur(relatie)
    return Relatiezaak(session, context, besturen_van(session, context), tuple(codes), duur)


def sleutel_van(van: str, naar: str, soort: str, begin: date) -> str:
    """The key by which the feed names a relation."""
    return sleutel_uit(van, naar, soort, begin.isoformat())


def _log_relatie(session: Session, context: Context, zaak: Relatiezaak, sleutel: str, soort: Mutatiesoort) -> None:
    """Record the change, once for the owner of each of the two units.

    V4 shows a relation by itself and not with its units, so these have not changed for whoever follows them.
    """
    voor = None if zaak.zelfde is None or soort == "T" else {RIJ: zaak.zelfde}
    eigenaren = {zaak.gevonden[code].eigenaar for code in zaak.codes}
    for eigenaar in sorted(eigenaren, key=lambda code: code or ""):
        log_mutatie(session, context, opleidingsrelatie, sleutel, eigenaar, soort, voor=voor)
        voor = None  # once for all of them


_INVOEGEN = Command(sa.insert(opleidingsrelatie))
_WIJZIGEN = Command(
    sa.update(opleidingsrelatie)
    .where(opleidingsrelatie.c.id == sa.bindparam("welke"))
    .values({naam: sa.bindparam(naam) for naam in ("van", "naar", "soort", "einddatum")})
)
_VERWIJDEREN = Command(sa.delete(opleidingsrelatie).where(opleidingsrelatie.c.id == sa.bindparam("welke")))
