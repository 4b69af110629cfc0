"""The pages of an organisation of any kind: everything in short, and each part in full."""

import re
from typing import Final

from marshmallow import validate

from rio_soap.api.vragen import Getalveld, tekst
from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.register.versie.objecttypen import objecttype_van
from rio_soap.register.zoeken.weergavenamen import weergavenamen
from rio_soap.web.frame.scherm import Blad, Omleiding, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermvraag import OpAssen
from rio_soap.web.publiek.historieblad import Historievragen, historie_blad, niet_meer
from rio_soap.web.publiek.objectpad import Delen
from rio_soap.web.publiek.organisatielezing import (
    Organisatie,
    erkenning_pad,
    lees_aanbod,
    lees_bomen,
    lees_contact,
    lees_locaties,
    lees_organisatie,
    met_paden,
)

TABS: Final = ("", "structuur", "aanbod", "locaties", "contact", "erkenningen", "historie")
"""Parts of the pages of an organisation, as their paths end."""
_CODE: Final = re.compile(r"[0-9]{3}[ABGT][0-9]{3}\Z")
_WEINIG: Final = 10
"""Of each list on the page that has everything in short."""


class Deelvraag(OpAssen):
    """Both axes, and which page of a list or a tree."""

    cursor = tekst("Waar deze bladzijde begint.", lengte=1000)
    pagina = Getalveld(load_default=1, validate=validate.Range(1, 999))


def _organisatie(verzoek: Schermverzoek, aanbod: int | None = None) -> Organisatie | Omleiding:
    """The organisation of the path; another spelling of its code leads to its page.

    :param aanbod: as `lees_organisatie` has it.

    :raises Toestand: for one that is not there.
    """
    code = verzoek.delen["code"]
    zoals = code.strip().upper()
    if not _CODE.match(zoals):
        raise Toestand(404, "onbekend", gevraagd=code)
    if zoals != code:
        return Omleiding(verzoek.hier().replace(f"/organisaties/{code}", f"/organisaties/{zoals}", 1))
    try:
        return lees_organisatie(verzoek, code, aanbod)
    except Toestand as toestand:
        soort = objecttype_van("organisatorische_eenheid", code)
        if toestand.status != 404 or soort is None or verzoek.bekend_op is not None:
            raise
        raise niet_meer(verzoek, soort.naam, code) from toestand


def _blad(verzoek: Schermverzoek, wat: Organisatie, deel: str, **velden: object) -> Blad:
    assen = {naam: verzoek.gegeven.get(naam) for naam in ("geldigOp", "bekendOp")}
    delen = {"assen": assen, "o": wat, "deel": deel, "tabs": TABS, "basis": f"/organisaties/{wat.code}"}
    sjabloon = f"publiek/organisatie_{deel}.html" if deel else "publiek/organisatie.html"
    return Blad(sjabloon, {**delen, **velden})


def organisatie(verzoek: Schermverzoek) -> Uitkomst:
    """Everything of an organisation in short."""
    wat = _organisatie(verzoek, _WEINIG)
    if isinstance(wat, Omleiding):
        return wat
    overzicht = wat.overzicht
    punten = [een for een in lees_contact(verzoek, wat) if een.context in ("ALGEMEEN", "AANMELDEN")]
    return _blad(
        verzoek,
        wat,
        "",
        boven=met_paden(overzicht.get("boven", [])),
        onder=met_paden(overzicht.get("onder", [])),
        contact=punten,
        locaties=overzicht.get("locatiegebruik", []),
        aanbod=overzicht.get("aanbod", []),
        aantal_aanbod=overzicht["aantalAanbod"],
        erkenningen=_erkenningen(overzicht),
        samenwerkingen=[
            {**een, "pad": erkenning_pad(een["instellingserkenning"])} for een in overzicht.get("samenwerking", [])
        ],
        weinig=_WEINIG,
    )


def _erkenningen(overzicht: Delen) -> list[JsonObject]:
    return [{**een, "pad": erkenning_pad(een["instellingserkenning"])} for een in overzicht.get("erkenning", [])]


def organisatie_structuur(verzoek: Schermverzoek) -> Uitkomst:
    """Both trees in which an organisation stands."""
    wat = _organisatie(verzoek)
    if isinstance(wat, Omleiding):
        return wat
    pagina = verzoek.vraag["pagina"]
    bomen = lees_bomen(verzoek, wat.code, pagina - 1)
    volgende = verzoek.hier(pagina=pagina + 1) if bomen.meer else None
    vorige = verzoek.hier(pagina=pagina - 1 if pagina > 2 else None) if pagina > 1 else None
    return _blad(verzoek, wat, "structuur", bomen=bomen, volgende=volgende, vorige=vorige)


def organisatie_aanbod(verzoek: Schermverzoek) -> Uitkomst:
    """What an organisation offers."""
    wat = _organisatie(verzoek)
    if isinstance(wat, Omleiding):
        return wat
    lijst = lees_aanbod(verzoek, wat)
    return _blad(verzoek, wat, "aanbod", lijst=lijst, volgende=_verder(verzoek, lijst.volgende))


def organisatie_locaties(verzoek: Schermverzoek) -> Uitkomst:
    """Where an organisation is."""
    wat = _organisatie(verzoek)
    if isinstance(wat, Omleiding):
        return wat
    lijst = lees_locaties(verzoek, wat)
    return _blad(verzoek, wat, "locaties", lijst=lijst, volgende=_verder(verzoek, lijst.volgende))


def _verder(verzoek: Schermverzoek, cursor: str | None) -> str | None:
    return verzoek.hier(cursor=cursor) if cursor else None


def organisatie_contact(verzoek: Schermverzoek) -> Uitkomst:
    """How an organisation is reached."""
    wat = _organisatie(verzoek)
    if isinstance(wat, Omleiding):
        return wat
    return _blad(verzoek, wat, "contact", contact=lees_contact(verzoek, wat))


def organisatie_erkenningen(verzoek: Schermverzoek) -> Uitkomst:
    """What an organisation rests on."""
    wat = _organisatie(verzoek, 1)
    if isinstance(wat, Omleiding):
        return wat
    return _blad(verzoek, wat, "erkenningen", erkenningen=_erkenningen(wat.overzicht))


def organisatie_historie(verzoek: Schermverzoek) -> Uitkomst:
    """What changed of an organisation."""
    code = verzoek.delen["code"]
    soort = objecttype_van("organisatorische_eenheid", code)
    if soort is None or not _CODE.match(code):
        raise Toestand(404, "onbekend", gevraagd=code)
    naam = weergavenamen(verzoek.session, [code], verzoek.dag).get(code)
    titel = f"{naam} ({code})" if naam else code
    return historie_blad(verzoek, soort.naam, code, titel, [(titel, verzoek.url(f"/organisaties/{code}"))])


SCHERMEN: Final = (
    Scherm("/organisaties/<code>", organisatie, OpAssen),
    Scherm("/organisaties/<code>/structuur", organisatie_structuur, Deelvraag),
    Scherm("/organisaties/<code>/aanbod", organisatie_aanbod, Deelvraag),
    Scherm("/organisaties/<code>/locaties", organisatie_locaties, Deelvraag),
    Scherm("/organisaties/<code>/contact", organisatie_contact, OpAssen),
    Scherm("/organisaties/<code>/erkenningen", organisatie_erkenningen, OpAssen),
    Scherm("/organisaties/<code>/historie", organisatie_historie, Historievragen),
)
