"""``/mijn/organisatie``: the besturen for which I have a role, what is under them, and where it is changed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from rio_soap.api.vragen import Getalveld, tekst
from rio_soap.contract.jsonvorm import Json, JsonObject
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.bevoegdheid.roltabel import BESTUURSROLLEN
from rio_soap.register.organisatie.hierarchie import eenheden_met
from rio_soap.register.toezicht.ketencontrole import naam_op
from rio_soap.web.frame.scherm import Blad, Scherm, Schermverzoek, Uitkomst
from rio_soap.web.frame.schermlezing import van_operatie
from rio_soap.web.frame.schermvraag import Schermvraag
from rio_soap.web.mijn.mijn_begin import TAKEN, taken_voor

_BLAD: Final = 150
"""Eenheden of one bestuur on a page."""
_FORMULIER: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ONDERWIJSBESTUUR": "bestuur",
        "ONDERWIJSAANBIEDERGROEP": "groepen",
        "ONDERWIJSAANBIEDER": "aanbieders",
        "ONDERWIJSBEGELEIDINGSAANBIEDER": "begeleiding",
    }
)
"""Objecttype to the page on which it is changed."""


@dataclass(frozen=True, slots=True)
class Boomregel:
    """An eenheid in the tree.

    :param diepte: 0 for the bestuur.
    :param formulier: page on which it may be changed; empty: not by who looks.
    """

    diepte: int
    soort: str
    code: str
    naam: str
    formulier: str


class Bestuursvraag(Schermvraag):
    """Of which bestuur, and which page of it."""

    bestuur = tekst("Het bestuur.", lengte=7)
    pagina = Getalveld(load_default=0)


def besturen_met_rol(rollen: Rollen) -> frozenset[str]:
    """Codes of the besturen for which somebody has a role."""
    return frozenset(bereik for rol, bereik in rollen.gehouden if rol in BESTUURSROLLEN)


def bestuursnamen(verzoek: Schermverzoek, codes: Collection[str]) -> dict[str, str]:
    """Besturen by code, with their name today."""
    return {
        code: naam_op(rij.stand, verzoek.context.vandaag) for code, rij in eenheden_met(verzoek.session, codes).items()
    }


def mijn_organisatie(verzoek: Schermverzoek) -> Uitkomst:
    """What I may change of one bestuur; of several a choice first."""
    rollen = verzoek.rollen()
    namen = bestuursnamen(verzoek, besturen_met_rol(rollen))
    gekozen = verzoek.vraag.get("bestuur") or (next(iter(namen)) if len(namen) == 1 else "")
    velden: dict[str, object] = {"besturen": namen, "gekozen": gekozen, "regels": [], "volgende": None, "vorige": None}
    if not namen:
        velden["autorisaties"] = van_operatie(verzoek, "opvragen_autorisaties", {})
        velden["taken"] = taken_voor(rollen)
    if gekozen in namen:
        pagina: int = verzoek.vraag["pagina"]
        regels = _boom(verzoek, rollen, gekozen)
        velden["regels"] = regels[pagina * _BLAD : (pagina + 1) * _BLAD]
        velden["volgende"] = verzoek.hier(pagina=pagina + 1) if len(regels) > (pagina + 1) * _BLAD else None
        velden["vorige"] = verzoek.hier(pagina=pagina - 1 or None) if pagina else None
        velden["taken"] = [
            naam
            for naam in taken_voor(rollen)
            if naam not in _FORMULIER.values() and any(gekozen in rollen.bereiken(rol) for rol in TAKEN[naam])
        ]
    return Blad("mijn/organisatie.html", velden)


def _boom(verzoek: Schermverzoek, rollen: Rollen, bestuur: str) -> list[Boomregel]:
    """The eenheden under a bestuur, from the top down, as everybody may read them."""
    open_ = {naam for naam in taken_voor(rollen) if any(bestuur in rollen.bereiken(rol) for rol in TAKEN[naam])}
    boom = van_operatie(verzoek, "opvragen_organisatiestructuur", {"organisatorischeEenheidcode": bestuur})
    regels: list[Boomregel] = []
    for knoop in _knopen(boom, "onderwijsinrichting"):
        _loop(knoop, 0, open_, regels)
    return regels


def _knopen(van: JsonObject, naam: str) -> list[JsonObject]:
    knopen: Json = van.get(naam, [])
    return [een for een in knopen if isinstance(een, dict)] if isinstance(knopen, list) else []


def _loop(knoop: JsonObject, diepte: int, open_: Collection[str], regels: list[Boomregel]) -> None:
    eenheid = knoop["eenheid"]
    assert isinstance(eenheid, dict)
    soort = str(eenheid["objecttype"])
    formulier = _FORMULIER.get(soort, "")
    regels.append(
        Boomregel(
            diepte,
            soort,
            str(eenheid["sleutel"]),
            str(eenheid.get("naam", "")),
            formulier if formulier in open_ else "",
        )
    )
    for onder in _knopen(knoop, "onder"):
        _loop(onder, diepte + 1, open_, regels)


SCHERMEN: Final = (Scherm("/mijn/organisatie", mijn_organisatie, Bestuursvraag, ingelogd=True),)
