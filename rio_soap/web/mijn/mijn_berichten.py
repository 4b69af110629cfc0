"""``/mijn/berichten``: the messages of my besturen over every channel, and what became of one."""

from datetime import date, datetime, timedelta
from typing import Final

from lxml import etree

from rio_soap.api.vragen import Getalveld, dag, tekst
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.trusted import vingerafdruk
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.operaties.berichtlezing import Gelezenbericht, lees_bericht, rollen_bij
from rio_soap.register.operaties.berichtpagina import Berichtenlijst, Berichtregel, Berichtvraag
from rio_soap.register.operaties.berichtzicht import Berichtzicht, berichtzicht
from rio_soap.register.regels import velden
from rio_soap.register.regels.uitslag import begin_in_nederland
from rio_soap.service.schermbericht import KANAAL
from rio_soap.web.frame.scherm import Afdruk, Blad, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermvraag import Schermvraag
from rio_soap.web.publiek.objectpad import pad_van

_BLAD: Final = 50
_MEESTE_XML: Final = 40_000
"""Characters of a request that a page shows; the whole of it is a file."""
_EENHEID, _CONTEXT = "organisatorischeEenheidcode", "communicatiecontext"


class Berichtenvraag(Schermvraag):
    """Which messages."""

    operatie = tekst("Operatie.", lengte=60)
    uitslag = tekst("goed of fout.", lengte=4)
    van = dag("Eerste dag.")
    tot = dag("Laatste dag, die dag ook.")
    voor = Getalveld()


class Berichtvorm(Schermvraag):
    """Whether the request is given as a file."""

    vorm = tekst("xml: het verzoek als bestand.", lengte=3)


def mijn_berichten(verzoek: Schermverzoek) -> Uitkomst:
    """A page of messages; without a question those that were refused of late stand in front."""
    vraag = verzoek.vraag
    zicht = berichtzicht(verzoek.session, verzoek.context)
    gevraagd = _vraag(
        vraag.get("operatie"), vraag.get("uitslag"), vraag.get("van"), vraag.get("tot"), vraag.get("voor")
    )
    lijst = Berichtenlijst(verzoek.session, verzoek.context, zicht)
    pagina = lijst.pagina(gevraagd)
    voorop = []
    if not any(vraag.get(naam) for naam in ("operatie", "uitslag", "van", "tot", "voor")):
        maand = Berichtvraag(goedgekeurd=False, vanaf=verzoek.context.moment - timedelta(days=30), hoeveel=10)
        voorop = list(lijst.pagina(maand).regels)
    return Blad(
        "mijn/berichten.html",
        {
            "voorop": [_regel(verzoek, zicht, een) for een in voorop],
            "regels": [_regel(verzoek, zicht, een) for een in pagina.regels],
            "volgende": None if pagina.verder is None else verzoek.hier(voor=pagina.verder),
            "operaties": sorted(OPERATIES),
        },
    )


def _vraag(
    operatie: str | None, uitslag: str | None, van: date | None, tot: date | None, voor: int | None
) -> Berichtvraag:
    return Berichtvraag(
        operatie,
        {"goed": True, "fout": False}.get(uitslag or ""),
        _begin(van),
        _begin(None if tot is None else tot + timedelta(days=1)),
        voor,
        _BLAD,
    )


def _begin(dag_: date | None) -> datetime | None:
    return None if dag_ is None else begin_in_nederland(dag_)


def _regel(verzoek: Schermverzoek, zicht: Berichtzicht, regel: Berichtregel) -> dict[str, object]:
    """A message as it is shown: over which channel it came, and who it was.

    A person is named to who keeps the register or its users; others are told by what role it was.
    """
    eigen = vingerafdruk(verzoek.bron.pijplijn.sleutelpaar.der)
    kanaal = KANAAL if regel.gebruiker is not None else "BESTAND" if regel.vingerafdruk == eigen else "BERICHT"
    return {
        "regel": regel,
        "kanaal": kanaal,
        "zelf": regel.gebruiker == zicht.gebruiker,
        "email": regel.email if zicht.namen else None,
        "rollen": rollen_bij(verzoek.session, regel),
        "foutcodes": [code for code in regel.foutcodes.split(",") if code],
    }


def mijn_bericht(verzoek: Schermverzoek) -> Uitkomst:
    """One message with its verslag; what restricted contactadressen are in it only who may read them sees."""
    zicht = berichtzicht(verzoek.session, verzoek.context)
    gevonden = lees_bericht(verzoek.session, verzoek.context, zicht, verzoek.delen["identificatie"])
    if not gevonden:
        raise Toestand(404, "onbekend")
    if verzoek.vraag.get("vorm") == "xml" and len(gevonden) == 1:
        xml = _verzoek_xml(verzoek, gevonden[0])
        if xml is None:
            raise Toestand(403, "geen_recht")
        return Afdruk(xml.encode(), "application/xml; charset=utf-8", f"{gevonden[0].regel.operatie}.xml")
    return Blad("mijn/bericht.html", {"berichten": [_een(verzoek, zicht, een) for een in gevonden]})


def _een(verzoek: Schermverzoek, zicht: Berichtzicht, bericht: Gelezenbericht) -> dict[str, object]:
    xml, verslag = _verzoek_xml(verzoek, bericht), bericht.verslag
    meldingen = velden.delen(verslag, "melding") if xml is not None else []
    return {
        **_regel(verzoek, zicht, bericht.regel),
        "xml": None if xml is None else xml[:_MEESTE_XML],
        "ingekort": xml is not None and len(xml) > _MEESTE_XML,
        "meldingen": [
            {
                "code": velden.tekst(een, "foutcode"),
                "tekst": velden.tekst(een, "fouttekst"),
                "sleutels": [
                    (velden.tekst(s, "sleutelnaam"), velden.tekst(s, "sleutelwaarde"))
                    for s in velden.delen(een, "sleutelgegeven")
                ],
            }
            for een in meldingen
        ],
        "objecten": [
            (soort, sleutel, pad_van(soort, sleutel))
            for een in velden.delen(verslag, "objectwijziging")
            for soort, sleutel in [(velden.tekst(een, "objecttype"), velden.tekst(een, "sleutel"))]
        ],
        "hash": verslag.velden["hash"],
        "schakel": verslag.velden.get("schakel"),
    }


def _verzoek_xml(verzoek: Schermverzoek, bericht: Gelezenbericht) -> str | None:
    """What was asked, without its envelope; None for who may not read it.

    Of somebody else's message, or with a contactadres in it that the reader may not read, that is all that is told.
    """
    if not bericht.eigen:
        return None
    envelope = etree.fromstring(bericht.verzoek, etree.XMLParser(resolve_entities=False, no_network=True))
    inhoud = next((een for deel in envelope if etree.QName(deel).localname == "Body" for een in deel), None)
    if inhoud is None:
        return ""
    lezer = Contactlezer(verzoek.session, verzoek.context)
    plekken = list(dict.fromkeys(_contactplekken(inhoud)))
    if not all(lezer.mag(eenheid, context) for eenheid, context in plekken):
        return None
    for eenheid, context in plekken:
        lezer.toon(eenheid, context)
    los = etree.fromstring(etree.tostring(inhoud, with_tail=False), etree.XMLParser(remove_blank_text=True))
    etree.cleanup_namespaces(los)
    etree.indent(los)
    return etree.tostring(los, encoding="unicode")


def _contactplekken(inhoud: etree._Element) -> list[tuple[str, str]]:
    """Of which eenheid and context there is a contactadres in a request, or a question about one."""
    plekken = []
    for deel in inhoud.iter(etree.Element):
        namen = [(etree.QName(een).localname, een.text or "") for een in deel if isinstance(een.tag, str)]
        eenheden = [waarde for naam, waarde in namen if naam == _EENHEID]
        plekken += [(eenheid, waarde) for naam, waarde in namen if naam == _CONTEXT for eenheid in eenheden]
    return plekken


SCHERMEN: Final = (
    Scherm("/mijn/berichten", mijn_berichten, Berichtenvraag, ingelogd=True),
    Scherm("/mijn/berichten/<identificatie>", mijn_bericht, Berichtvorm, ingelogd=True),
)
