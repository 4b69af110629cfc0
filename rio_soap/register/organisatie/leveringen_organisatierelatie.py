"""Delivering and removing an organisatierelatie between two organisatorische eenheden."""

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.rollen import rollen_van
from rio_soap.register.database.session import Session
from rio_soap.register.organisatie import controles_organisatierelatie as regels
from rio_soap.register.organisatie.relatieschrijver import Relatiewijziging, schrijf_relaties
from rio_soap.register.organisatie.zaak_organisatierelatie import Organisatierelatiezaak
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import Controle, controleer
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd


def aanleveren_organisatierelatie(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Tie two eenheden from a day, or change the end of the relation with that key."""
    zaak = _zaak(session, context, verzoek, "aanleveren_organisatierelatie")
    if fouten := _fouten(zaak, regels.AANLEVEREN):
        return afgekeurd(fouten)
    if (wijziging := zaak.aanlevering()) is not None:
        schrijf_relaties(session, context, [wijziging])
    return Uitslag()


def verwijderen_organisatierelatie(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Remove the relation with a key."""
    zaak = _zaak(session, context, verzoek, "verwijderen_organisatierelatie")
    if fouten := _fouten(zaak, regels.VERWIJDEREN):
        return afgekeurd(fouten)
    schrijf_relaties(session, context, [Relatiewijziging(zaak.zelfde, None)])
    return Uitslag()


def _zaak(session: Session, context: Context, verzoek: Gegeven, operatie: str) -> Organisatierelatiezaak:
    relatie = velden.verplicht_deel(verzoek, "organisatierelatie")
    return Organisatierelatiezaak(session, context, operatie, rollen_van(session, context), relatie)


def _fouten(zaak: Organisatierelatiezaak, controles: tuple[Controle[Organisatierelatiezaak], ...]) -> list[Foutmelding]:
    eerste, zonder = zaak.context.alleen_eerste, zaak.context.zonder
    return controleer(zaak, controles, alleen_eerste=eerste, zonder=zonder, beslissend=regels.BESLISSEND)
