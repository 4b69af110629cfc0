"""Whether an organisation of the Handelsregister is active on a day, from its incomplete dates."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from rio_soap.chain.ports import Inschrijving, KvkVestiging
from rio_soap.register.regels.registratie import voorbij

RECHTSVORMEN_BESTUUR = frozenset(("ST", "VER", "COP", "KG", "BV", "NV", "OWM", "VvE", "EESV", "SE", "SCE", "OPR", "PR"))
"""Codes of legal persons: what can be a bevoegd gezag or another board."""


class Ketentoestand(Enum):
    """Where a registration stands on a day."""

    ACTIEF = "actief"
    NOG_NIET = "nog niet actief"
    BEEINDIGD = "beëindigd"


@dataclass(frozen=True, slots=True)
class Activity:
    """How a registration stands: `sinds` is the end date, `ontbonden` a dissolution that is still being wound up."""

    toestand: Ketentoestand
    sinds: str | None = None
    ontbonden: str | None = None


def stand(inschrijving: Inschrijving | KvkVestiging, dag: date) -> Activity:
    """How a registration or branch stands on a day.

    Ended is an end date not after the day, at the registration itself (its owner need not have one). Dates are text
    with ``00`` for what is unknown; an unknown part counts as the earliest, so a wholly unknown start (``00000000``)
    has begun and a wholly unknown end has ended.
    """
    vandaag = f"{dag:%Y%m%d}"
    if voorbij(inschrijving.datum_einde, dag):
        return Activity(Ketentoestand.BEEINDIGD, inschrijving.datum_einde)
    if inschrijving.datum_aanvang is not None and inschrijving.datum_aanvang > vandaag:
        return Activity(Ketentoestand.NOG_NIET, inschrijving.datum_aanvang)
    ontbonden = inschrijving.ontbonden if isinstance(inschrijving, Inschrijving) else None
    return Activity(Ketentoestand.ACTIEF, None, ontbonden if ontbonden is not None and ontbonden <= vandaag else None)


def kan_bestuur_zijn(inschrijving: Inschrijving) -> bool:
    """Whether the owner is a legal person, as a bestuur must be."""
    vorm = inschrijving.rechtsvorm
    return inschrijving.eigenaar == "rechtspersoon" and vorm is not None and vorm.code in RECHTSVORMEN_BESTUUR
