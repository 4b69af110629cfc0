"""The latest changes, newest first: as a page, and as an Atom feed that a reader of feeds can follow."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from lxml import etree
from marshmallow import fields, validate

from rio_soap.api.vragen import dag, tekst
from rio_soap.contract.gegevens import Waarde
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.register.versie.terugblik import Bereik, Terugblik, bereik_van, kijk_terug
from rio_soap.register.zoeken.weergavenamen import eenheidsnamen_op, weergavenamen
from rio_soap.web.frame import opmaak
from rio_soap.web.frame.scherm import Afdruk, Blad, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermvraag import Schermvraag
from rio_soap.web.publiek.historieblad import historie_adres
from rio_soap.web.publiek.objectpad import pad_van

_OP_PAGINA: Final = 25
_HOUDERS: Final = 3
"""Of a change that many have."""
_ATOM: Final = "http://www.w3.org/2005/Atom"


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
    volgende = gevonden.volgende
    velden = {
        "regels": list(_regels(verzoek, gevonden)),
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


def _regels(verzoek: Schermverzoek, gevonden: Terugblik) -> Iterator[dict[str, object]]:
    """The changes with what is called how, all names at once, and with addresses of what has a page and is there."""
    alle = [een.velden for een in gevonden.wijzigingen]
    houders = {str(code) for velden in alle for code in _houders(velden)}
    sleutels = {str(velden["sleutel"]) for velden in alle}
    eenheden = {str(velden["sleutel"]) for velden in alle if velden["objecttype"] == "OPLEIDINGSEENHEID"}
    session, dag_ = verzoek.session, verzoek.dag
    namen = {**weergavenamen(session, houders | sleutels - eenheden, dag_)}
    if eenheden:
        namen |= eenheidsnamen_op(session, eenheden, dag_)
    for velden in alle:
        sleutel = str(velden["sleutel"])
        pad = None if velden["soortWijziging"] == "V" else pad_van(str(velden["objecttype"]), sleutel)
        yield {
            **velden,
            "naam": namen.get(sleutel, ""),
            "blad": "" if pad is None else verzoek.url(pad),
            "houders": [(code, namen.get(code, "")) for code in _houders(velden)[:_HOUDERS]],
            "historie": _historie(verzoek, velden),
        }


def _houders(velden: Mapping[str, Waarde]) -> list[str]:
    houders = velden.get("houder", [])
    assert isinstance(houders, list)
    return [str(code) for code in houders]


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
