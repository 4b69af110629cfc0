"""``/mijn``: what I am, what needs attention, and the ways to what I may do."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.bevoegdheid.roloverzicht import HOOFDROLLEN
from rio_soap.register.bevoegdheid.roltabel import OPERATIEROLLEN
from rio_soap.register.operaties.berichtpagina import Berichtenlijst, Berichtvraag
from rio_soap.register.operaties.berichtzicht import berichtzicht
from rio_soap.web.frame.scherm import IEDEREEN, Blad, Scherm, Schermverzoek, Uitkomst
from rio_soap.web.frame.schermlezing import van_operatie
from rio_soap.web.mijn.eigenlijst import soorten_van
from rio_soap.web.mijn.objectsoorten import PAGINAS

SIGNALEN: Final = "opvragen_kwaliteitssignalen"
CONTEXTROLLEN: Final = frozenset({"GEMEENTE", "INSPECTIE", "SBB", "LEES_CONTEXT", "DUO"})
"""Who searches contact points of others; whose own they are has a page for those."""
INZAGEROLLEN: Final = OPERATIEROLLEN["opvragen_inzagelog"]
ROLROLLEN: Final = HOOFDROLLEN | {"BEHEERDER", "DUO"}
BEHEER: Final = frozenset({"BEHEERDER"})
BEHEERROLLEN: Final = BEHEER | {"DUO"}
TAKEN: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {pagina: frozenset().union(*(soort.rollen for soort in soorten_van(pagina))) for pagina in PAGINAS}
    | {
        "signalen": OPERATIEROLLEN[SIGNALEN],
        "berichten": IEDEREEN,
        "contexten": CONTEXTROLLEN,
        "rollen": ROLROLLEN,
        "inzage": INZAGEROLLEN,
        "beheer": BEHEERROLLEN,
    }
)
"""Pages under ``/mijn`` to the roles of which one is needed; none: whoever is logged in."""
_MEESTE: Final = 99


def taken_voor(rollen: Rollen) -> list[str]:
    """The pages that somebody with these roles may open, in the order of `TAKEN`."""
    return [naam for naam, nodig in TAKEN.items() if not nodig or any(rollen.bereiken(rol) for rol in nodig)]


def aantal_signalen(verzoek: Schermverzoek, rollen: Rollen) -> int | None:
    """How many open signals there are about what is one's own; None for who reads none."""
    if not any(rollen.bereiken(rol) for rol in OPERATIEROLLEN[SIGNALEN]):
        return None
    telling: JsonObject = van_operatie(verzoek, SIGNALEN, {"pagina": 0, "aantal": 1})
    paginering = telling["paginering"]
    assert isinstance(paginering, dict)
    aantal = paginering["aantalResultaten"]
    assert isinstance(aantal, int)
    return aantal


def mijn(verzoek: Schermverzoek) -> Uitkomst:
    """The start of who is logged in."""
    rollen = verzoek.rollen()
    zicht = berichtzicht(verzoek.session, verzoek.context)
    week = Berichtvraag(goedgekeurd=False, vanaf=verzoek.context.moment - timedelta(days=7), hoeveel=_MEESTE)
    afgekeurd = Berichtenlijst(verzoek.session, verzoek.context, zicht).pagina(week)
    return Blad(
        "mijn/begin.html",
        {
            "autorisaties": van_operatie(verzoek, "opvragen_autorisaties", {}),
            "signalen": aantal_signalen(verzoek, rollen),
            "afgekeurd": len(afgekeurd.regels),
            "meer_afgekeurd": afgekeurd.verder is not None,
            "laatste": afgekeurd.regels[:5],
            "taken": taken_voor(rollen),
        },
    )


SCHERMEN: Final = (Scherm("/mijn", mijn, ingelogd=True),)
