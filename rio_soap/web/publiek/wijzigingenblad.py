"""The latest changes, newest first: as a page, and as an Atom feed that a reader of feeds can follow."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from lxml import etree
from marshmallow import fields, validate

from rio_soap.api.vragen import dag, tekst
from rio_soap.contract.gegevens import Waarde
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.register.versie.terugblik import Bereik, Terugblik, bereik_van, kijk_terug
from rio_soap.web.frame import opmaak
from rio_soap.web.frame.scherm import Afdruk, Blad, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermvraag import Schermvraag
from rio_soap.web.publiek.historie import historie_adres

_OP_PAGINA: Final = 25
_ATOM: Final = "http://www.w3.org/2005/Atom"
_MET_BLAD: Final = {
    **dict.fromkeys(
        (
            "ONDERWIJSAANBIEDER",
            "ONDERWIJSAANBIEDERGROEP",
            "ONDERWIJSBEGELEIDINGSAANBIEDER",
            "ONDERWIJSBESTUUR",
        ),
        "/organisaties/",
    ),
    "AANGEBODEN_OPLEIDING": "/aanbod/",
    "OPLEIDINGSEENHEID": "/opleidingen/",
    "ONDERWIJSLOCATIE": "/locaties/",
    "LICENTIE": "/licenties/",
    "ERKENNER": "/erkenners/",
    "INSTELLINGSERKENNING": "/erkenningen/",
    "OPLEIDINGSERKENNING": "/opleidingserkenningen/",
}
"""Kinds of object that have a page, and before what of their key."""


class Terugvraag(Schermvraag):
    """Which changes."""

    soort = fields.String(validate=validate.OneOf(sorted(OBJECTTYPEN)))
    dag = dag("Alleen van deze dag.")
    voor = tekst("Verder terug dan de vorige bladzijde.")
    vorm = fields.String(validate=validate.OneOf(["atom"]))


def wijzigingenblad(verzoek: Schermverzoek) -> Uitkomst:
    """The latest changes of one kind or of all, of a day or of all days."""
    gevonden = _lees(verzoek)
    if verzoek.vraag.get("vorm") == "atom":
        return Afdruk(_atom(verzoek, gevonden), "application/atom+xml; charset=utf-8")
    regels = [
        een.velden | {"blad": _blad(verzoek, een.velden), "historie": _historie(verzoek, een.velden)}
        for een in gevonden.wijzigingen
    ]
    volgende = gevonden.volgende
    velden = {
        "regels": regels,
        "soorten": sorted(OBJECTTYPEN),
        "volgende": None if volgende is None else verzoek.hier(voor=verzoek.stroom.cursor(volgende)),
        "eerste": verzoek.hier(voor=None) if "voor" in verzoek.vraag else None,
        "begin": verzoek.stroom.begin,
    }
    return Blad("publiek/wijzigingen.html", velden)


def _lees(verzoek: Schermverzoek) -> Terugblik:
    """:raises Toestand: for a cursor of another register."""
    vraag = verzoek.vraag
    bereik = bereik_van(verzoek.session, verzoek.stroom, vraag.get("dag"))
    if (cursor := vraag.get("voor")) is not None:
        nummer = verzoek.stroom.nummer_van(cursor)
        if nummer is None:
            raise Toestand(400, "foute_vraag", fouten={"voor": "frame.vraagfout.waarde"})
        bereik = Bereik(bereik.na, min(bereik.tot, nummer))
    soort = OBJECTTYPEN[vraag["soort"]] if "soort" in vraag else None
    return kijk_terug(verzoek.session, verzoek.context, bereik, soort, _OP_PAGINA)


def _blad(verzoek: Schermverzoek, velden: Mapping[str, Waarde]) -> str:
    """Address of the page of what changed; empty for what has none, or is gone."""
    voor = _MET_BLAD.get(str(velden["objecttype"]))
    return "" if voor is None or velden["soortWijziging"] == "V" else verzoek.url(f"{voor}{velden['sleutel']}")


def _historie(verzoek: Schermverzoek, velden: Mapping[str, Waarde]) -> str:
    return historie_adres(verzoek, str(velden["objecttype"]), str(velden["sleutel"]))


def _atom(verzoek: Schermverzoek, gevonden: Terugblik) -> bytes:
    """The page as a feed (RFC 4287)."""
    taal, adres = verzoek.taal, verzoek.bron.opties.adres.rstrip("/")
    feed = etree.fromstring(f'<feed xmlns="{_ATOM}"/>')
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", taal)
    momenten = [een.velden["moment"] for een in gevonden.wijzigingen]
    _voeg(feed, "id", f"urn:uuid:{verzoek.stroom.naam}")
    _voeg(feed, "title", opmaak.zin(taal, "wijzigingen.kop"))
    _voeg(feed, "updated", _iso(momenten[0] if momenten else verzoek.stroom.begin))
    _voeg(_voeg(feed, "author"), "name", verzoek.bron.opties.uitgever or opmaak.zin(taal, "frame.naam"))
    for rel, pad in (("self", verzoek.hier()), ("alternate", verzoek.hier(vorm=None))):
        _voeg(feed, "link", rel=rel, href=f"{adres}{pad}")
    if gevonden.volgende is not None:
        volgende = verzoek.hier(voor=verzoek.stroom.cursor(gevonden.volgende))
        _voeg(feed, "link", rel="next", href=f"{adres}{volgende}")
    for een in gevonden.wijzigingen:
        velden = een.velden
        entry = _voeg(feed, "entry")
        soort = opmaak.waardenaam(taal, str(velden["objecttype"]))
        wat = opmaak.zin(taal, f"historie.soort.{velden['soortWijziging']}")
        _voeg(entry, "id", f"urn:rio-soap:{verzoek.stroom.naam}:{velden['volgnummer']}")
        _voeg(entry, "title", f"{soort} {velden['sleutel']}: {wat}")
        _voeg(entry, "updated", _iso(velden["moment"]))
        _voeg(entry, "link", rel="alternate", href=f"{adres}{_historie(verzoek, velden)}")
        _voeg(entry, "summary", f"{soort} {velden['sleutel']} {wat}")
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8")


def _voeg(onder: etree._Element, naam: str, tekst_: str | None = None, **waarden: str) -> etree._Element:
    element = etree.SubElement(onder, f"{{{_ATOM}}}{naam}", waarden)
    element.text = tekst_
    return element


def _iso(moment: object) -> str:
    assert isinstance(moment, datetime)
    return moment.isoformat(timespec="milliseconds")


SCHERMEN: Final = (Scherm("/wijzigingen", wijzigingenblad, Terugvraag),)
