"""Delivering and removing a relation between two licenties; neither shows it, so that neither changes by it."""

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.model import licentierelatie
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command
from rio_soap.register.licentie import controles_licentierelatie as controles
from rio_soap.register.licentie.zaak_licentierelatie import Licentierelatiezaak
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import controleer
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.wijzigingen.mutaties import Mutatiesoort, log_mutatie


def aanleveren_licentierelatie(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Relate two licenties from a day, or change the end of the relation with that begin."""
    zaak = Licentierelatiezaak(session, context, velden.verplicht_deel(verzoek, "licentierelatie"))
    if fouten := controleer(
        zaak,
        controles.AANLEVEREN,
        alleen_eerste=context.alleen_eerste,
        beslissend=controles.BESLISSEND,
        zonder=context.zonder,
    ):
        return afgekeurd(fouten)
    rij = zaak.als_geleverd._asdict()
    if zaak.zelfde is None:
        session.execute(_INVOEGEN, rij)
    else:
        session.execute(_WIJZIGEN, {f"op_{naam}": waarde for naam, waarde in rij.items()})
    _log(session, context, zaak, "T" if zaak.zelfde is None else "W")
    return Uitslag()


def verwijderen_licentierelatie(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Remove a relation between two licenties."""
    zaak = Licentierelatiezaak(session, context, velden.verplicht_deel(verzoek, "licentierelatie"))
    if fouten := controleer(
        zaak,
        controles.VERWIJDEREN,
        alleen_eerste=context.alleen_eerste,
        beslissend=controles.BESLISSEND,
        zonder=context.zonder,
    ):
        return afgekeurd(fouten)
    van, naar = zaak.codes
    sleutel: Values = {"op_van": van, "op_naar": naar, "op_soort": zaak.soort, "op_begindatum": zaak.begin}
    session.execute(_VERWIJDEREN, sleutel)
    _log(session, context, zaak, "V")
    return Uitslag()


def _log(session: Session, context: Context, zaak: Licentierelatiezaak, soort: Mutatiesoort) -> None:
    for houder in zaak.houders():
        voor = None if zaak.zelfde is None else {"rij": zaak.zelfde}
        log_mutatie(session, context, licentierelatie, zaak.objectsleutel, houder, soort, voor=voor)


_INVOEGEN = Command(sa.insert(licentierelatie))
_SLEUTEL = [licentierelatie.c[naam] == sa.bindparam(f"op_{naam}") for naam in ("van", "naar", "soort", "begindatum")]
_WIJZIGEN = Command(sa.update(licentierelatie).where(*_SLEUTEL).values(einddatum=sa.bindparam("op_einddatum")))
_VERWIJDEREN = Command(sa.delete(licentierelatie).where(*_SLEUTEL))
