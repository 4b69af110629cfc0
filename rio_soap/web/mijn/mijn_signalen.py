"""``/mijn/signalen``: what was found about what is one's own, and where it is mended."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from rio_soap.api.vragen import Getalveld, ja_nee, tekst
from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.bevoegdheid.roltabel import OPERATIEROLLEN
from rio_soap.register.kwaliteit.vondst import CONTACT_ALGEMEEN_ONTBREEKT
from rio_soap.web.frame.scherm import Blad, Scherm, Schermverzoek, Uitkomst
from rio_soap.web.frame.schermlezing import van_operatie
from rio_soap.web.frame.schermvraag import Schermvraag
from rio_soap.web.mijn.mijn_begin import SIGNALEN
from rio_soap.web.mijn.mijn_organisatie import besturen_met_rol, bestuursnamen
from rio_soap.web.mijn.objectsoorten import FORMULIERSOORTEN, Formuliersoort
from rio_soap.web.publiek.objectpad import pad_van

_BLAD: Final = 50
_FORMULIER: Final[Mapping[str, Formuliersoort]] = MappingProxyType(
    {soort.objecttype: soort for soort in FORMULIERSOORTEN.values()}
)
"""Objecttype to the form on which it is mended."""


class Signaalvraag(Schermvraag):
    """Which signals."""

    bestuur = tekst("Het bestuur.", lengte=7)
    soort = tekst("Soort signaal.", lengte=40)
    opgelost = ja_nee("Ook wat opgelost is.")
    pagina = Getalveld(load_default=0)


def mijn_signalen(verzoek: Schermverzoek) -> Uitkomst:
    """A page of signals; of a bestuur that is not one's own nothing is told."""
    vraag, rollen = verzoek.vraag, verzoek.rollen()
    pagina: int = vraag["pagina"]
    uit = van_operatie(
        verzoek,
        SIGNALEN,
        {
            "onderwijsbestuurcode": vraag.get("bestuur"),
            "soort": vraag.get("soort"),
            "ookOpgelost": vraag["opgelost"] or None,
            "pagina": pagina,
            "aantal": _BLAD,
        },
    )
    paginering = uit["paginering"]
    assert isinstance(paginering, dict)
    signalen = uit.get("kwaliteitssignaal", [])
    assert isinstance(signalen, list)
    return Blad(
        "mijn/signalen.html",
        {
            "signalen": [{**een, **_wegen(een, rollen)} for een in signalen if isinstance(een, dict)],
            "aantal": paginering["aantalResultaten"],
            "soorten": sorted({rij.waarde for rij in verzoek.context.lijsten.waarden("Signaalsoort")}),
            "besturen": bestuursnamen(verzoek, besturen_met_rol(rollen)),
            "volgende": _bij(verzoek, pagina + 1, paginering["aantalPaginas"]),
            "vorige": verzoek.hier(pagina=pagina - 1 or None) if pagina else None,
        },
    )


def _bij(verzoek: Schermverzoek, pagina: int, paginas: object) -> str | None:
    assert isinstance(paginas, int)
    return verzoek.hier(pagina=pagina) if pagina < paginas else None


def _wegen(signaal: JsonObject, rollen: Rollen) -> dict[str, object]:
    """Where what a signal is about is mended and where it is shown.

    What is missing of a bestuur that has to be reached is mended with its contactadressen.
    """
    objecttype, sleutel = str(signaal["objecttype"]), str(signaal["sleutel"])
    contact = signaal["soort"] == CONTACT_ALGEMEEN_ONTBREEKT
    soort = _FORMULIER.get("CONTACTADRES" if contact else objecttype)
    mag = soort is not None and any(rollen.bereiken(rol) for rol in soort.rollen)
    return {
        "formulier": "" if soort is None or not mag else "/mijn/contact" if contact else soort.pad,
        "formuliersleutel": None if contact else sleutel,
        "pagina": pad_van(objecttype, sleutel),
    }


SCHERMEN: Final = (
    Scherm("/mijn/signalen", mijn_signalen, Signaalvraag, ingelogd=True, rollen=OPERATIEROLLEN[SIGNALEN]),
)
