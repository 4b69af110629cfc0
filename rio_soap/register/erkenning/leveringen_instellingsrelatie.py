"""Delivering and removing an instellingsrelatie between two instellingserkenningen."""

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.rollen import rollen_van
from rio_soap.register.database.model import instellingsrelatie
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command
from rio_soap.register.erkenning import controles_instellingsrelatie as regels
from rio_soap.register.erkenning.houders import houders
from rio_soap.register.erkenning.zaak_instellingsrelatie import Instellingsrelatiezaak
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import Controle, controleer
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.wijzigingen.mutaties import Mutatiesoort, log_mutatie


def aanleveren_instellingsrelatie(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Tie two erkenningen from a day, or change the end of the relation with that key."""
    zaak = _zaak(session, context, verzoek, "aanleveren_instellingsrelatie")
    if fouten := _fouten(zaak, regels.AANLEVEREN):
        return afgekeurd(fouten)
    van, naar = zaak.ids
    if zaak.zelfde is None:
        waarden: Values = {
            "van": van,
            "naar": naar,
            "soort": zaak.wat.soort,
            "begindatum": zaak.duur.begin,
            "einddatum": zaak.duur.einde,
        }
        session.execute(_INVOEGEN, waarden)
    else:
        session.execute(_WIJZIGEN, {"welke": zaak.zelfde.id, "einddatum": zaak.duur.einde})
    _log(zaak, "T" if zaak.zelfde is None else "W")
    return Uitslag()


def verwijderen_instellingsrelatie(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Remove the relation with a key."""
    zaak = _zaak(session, context, verzoek, "verwijderen_instellingsrelatie")
    if fouten := _fouten(zaak, regels.VERWIJDEREN):
        return afgekeurd(fouten)
    if zaak.zelfde is None:
        raise AssertionError("RS1007 refuses to remove a relation that is not there")
    _log(zaak, "V")  # while it can still be told to whom it belongs
    session.execute(_WISSEN, {"welke": zaak.zelfde.id})
    return Uitslag()


def _zaak(session: Session, context: Context, verzoek: Gegeven, operatie: str) -> Instellingsrelatiezaak:
    relatie = velden.verplicht_deel(verzoek, "instellingsrelatie")
    return Instellingsrelatiezaak(session, context, operatie, rollen_van(session, context), relatie)


def _fouten(zaak: Instellingsrelatiezaak, controles: tuple[Controle[Instellingsrelatiezaak], ...]) -> list[Foutmelding]:
    context = zaak.context
    return controleer(
        zaak,
        controles,
        alleen_eerste=context.alleen_eerste,
        zonder=context.zonder,
        beslissend=regels.BESLISSEND,
    )


def _log(zaak: Instellingsrelatiezaak, soort: Mutatiesoort) -> None:
    """Record the change, once for each onderwijsbestuur to which one of the erkenningen belongs, or for nobody."""
    voor = None if zaak.zelfde is None else {"rij": zaak.zelfde}
    for houder in houders(zaak.session, zaak.ids, zaak.context.vandaag):
        sleutel = zaak.bericht.sleutel
        log_mutatie(zaak.session, zaak.context, instellingsrelatie, sleutel, houder, soort, voor=voor)


_INVOEGEN = Command(sa.insert(instellingsrelatie))
_WIJZIGEN = Command(
    sa.update(instellingsrelatie)
    .where(instellingsrelatie.c.id == sa.bindparam("welke"))
    .values(einddatum=sa.bindparam("einddatum"))
)
_WISSEN = Command(sa.delete(instellingsrelatie).where(instellingsrelatie.c.id == sa.bindparam("welke")))
