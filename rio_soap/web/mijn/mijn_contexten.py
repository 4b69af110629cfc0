"""``/mijn/contexten``: contact points in restricted contexts, for who may read those of other institutions.

What a reader may not read is as if it were not there: which contexten are asked for follows from roles and the table of
contexten alone, and of an eenheid with nothing in them the page is the same as of one whose contact is somebody else's.
"""

from typing import Final

from rio_soap.api.vragen import Getalveld, tekst
from rio_soap.contract.gegevens import Enkel, Waarde
from rio_soap.contract.jsonvorm import Json, JsonObject
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.zoeken.weergavenamen import weergavenamen
from rio_soap.web.frame.scherm import Blad, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermlezing import van_operatie
from rio_soap.web.frame.schermvraag import Schermvraag
from rio_soap.web.mijn.mijn_begin import CONTEXTROLLEN

_BLAD: Final = 10
_MEESTE: Final = 20
"""Eenheden on a page: a number in a search may be that of several."""
_EENHEDEN: Final = frozenset(
    {
        "ONDERWIJSAANBIEDER",
        "ONDERWIJSAANBIEDERGROEP",
        "ONDERWIJSBEGELEIDINGSAANBIEDER",
        "ONDERWIJSBESTUUR",
    }
)


class Contextvraag(Schermvraag):
    """What is looked for."""

    q = tekst("Nummer, naam, postcode of plaats.", lengte=200)
    pagina = Getalveld(load_default=0)


def mijn_contexten(verzoek: Schermverzoek) -> Uitkomst:
    """What is found by number, name, postcode or place, each with the contact points that the reader may see."""
    q, pagina = verzoek.vraag.get("q"), int(verzoek.vraag["pagina"])
    lezer = Contactlezer(verzoek.session, verzoek.context)
    velden: dict[str, object] = {
        "q": q or "",
        "contexten": [naam for naam, soort in lezer.soorten.items() if not soort.openbaar and _mag_ergens(lezer, naam)],
        "gevonden": None,
        "meldingen": (),
        "volgende": None,
        "vorige": verzoek.hier(pagina=pagina - 1 or None) if pagina else None,
        "adresregel": adresregel,
    }
    if q:
        try:
            uit = van_operatie(verzoek, "zoeken_organisaties", {"zoekterm": q, "pagina": pagina, "aantal": _BLAD})
        except Toestand as fout:
            if fout.status != 400:
                raise
            return Blad("mijn/contexten.html", {**velden, "meldingen": fout.velden.get("meldingen", ())})
        paginering = uit["paginering"]
        assert isinstance(paginering, dict)
        assert isinstance(paginering["aantalPaginas"], int)
        velden["gevonden"] = _met_contact(verzoek, lezer, _eenheden(uit))
        velden["aantal"] = paginering["aantalResultaten"]
        velden["volgende"] = verzoek.hier(pagina=pagina + 1) if pagina + 1 < paginering["aantalPaginas"] else None
    return Blad("mijn/contexten.html", velden)


def _mag_ergens(lezer: Contactlezer, naam: str) -> bool:
    """Whether the reader has a role that reads a context, of some eenheden or of all."""
    soort = lezer.soorten[naam]
    return any(lezer.rollen.bereiken(rol) for rol in (*soort.lezersrollen.split(), "DUO", "LEES_CONTEXT"))


def _eenheden(uit: JsonObject) -> dict[str, JsonObject]:
    """The eenheden that were found, and those to which an erkenning that was found belongs, by code."""
    gevonden: dict[str, JsonObject] = {}
    for treffer in _lijst(uit.get("organisatietreffer")):
        delen = [treffer] if treffer["objecttype"] in _EENHEDEN else _lijst(treffer.get("hoortBij"))
        for een in delen:
            if een["objecttype"] in _EENHEDEN:
                gevonden[str(een["sleutel"])] = {**gevonden.get(str(een["sleutel"]), {}), **een}
    return dict(list(gevonden.items())[:_MEESTE])


def _lijst(delen: Json) -> list[JsonObject]:
    return [een for een in delen if isinstance(een, dict)] if isinstance(delen, list) else []


def adresregel(adres: Json) -> str:
    """An address of the contract on one line, in the order of its elements."""
    if isinstance(adres, dict):
        return " ".join(filter(None, map(adresregel, adres.values())))
    return "" if adres is None or isinstance(adres, list) else str(adres)


def _met_contact(verzoek: Schermverzoek, lezer: Contactlezer, eenheden: dict[str, JsonObject]) -> list[JsonObject]:
    """The eenheden with their contactadressen, each with the name of the eenheid where it was found."""
    lezer.zie_vooruit(eenheden)
    contact = {code: _contact(verzoek, lezer, code) for code in eenheden}
    bronnen = {str(een["organisatorischeEenheidcode"]) for delen in contact.values() for een in delen}
    namen = weergavenamen(verzoek.session, bronnen, verzoek.context.vandaag)

    def bij(adres: JsonObject) -> JsonObject:
        code = str(adres["organisatorischeEenheidcode"])
        return {**adres, "naam": f"{namen[code]} ({code})" if code in namen else code}

    return [{**een, "contact": [bij(adres) for adres in contact[code]]} for code, een in eenheden.items()]


def _contact(verzoek: Schermverzoek, lezer: Contactlezer, code: str) -> list[JsonObject]:
    """The restricted contactadressen of an eenheid, or what is found in their place."""
    namen: list[Enkel] = [
        naam
        for naam, soort in lezer.soorten.items()
        if not soort.openbaar and soort.mag_bij(code) and lezer.mag(code, naam)
    ]
    if not namen:
        return []
    velden: dict[str, Waarde] = {"organisatorischeEenheidcode": code, "communicatiecontext": namen, "metTerugval": True}
    return _lijst(van_operatie(verzoek, "opvragen_contactadressen", velden).get("contactadres"))


SCHERMEN: Final = (Scherm("/mijn/contexten", mijn_contexten, Contextvraag, ingelogd=True, rollen=CONTEXTROLLEN),)
