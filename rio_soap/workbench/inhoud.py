"""The content of a message: whether it is the one that its action says, and the XSD with the cause of each finding."""

import re

from lxml import etree

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.contract import mapping, schema
from rio_soap.contract.budget import Budget
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.kenmerken import kenmerken
from rio_soap.contract.operaties import (
    AANVULLING_BEHEREN,
    AANVULLING_RAADPLEGEN,
    BEHEREN,
    DIENSTEN,
    OPERATIES,
    RAADPLEGEN,
    Dienst,
    Operatie,
)
from rio_soap.contract.path import element_op, naam
from rio_soap.contract.vorm import Simpel, Vorm, verwacht, vormen
from rio_soap.edukoppeling.position import regel
from rio_soap.register.regels.waardenlijsten import Waardenlijsten
from rio_soap.workbench.rapport import Melding
from rio_soap.workbench.waardecontrole import LIJST, LIJSTWAARDE, lijkt_op, lijstwaarden

_DK0004 = "Client.DK0004"
_MAX_MELDINGEN = 100
_VERSIE = re.compile(r"_V[0-9]+(?:\.[0-9]+)*")
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"


def dienst_van(element: etree._Element) -> Dienst | None:
    """The contract in whose namespace an element is."""
    naamruimte = etree.QName(element).namespace
    return next((dienst for dienst in DIENSTEN if dienst.schema_ns == naamruimte), None)


def is_andere_versie(naamruimte: str) -> bool:
    """Whether a namespace is that of another version of a contract that is known."""
    return dienst_zonder_versie(naamruimte) is not None and all(naamruimte != dienst.schema_ns for dienst in DIENSTEN)


def dienst_zonder_versie(uri: str) -> Dienst | None:
    """The contract of which a URI has the name, in whatever version."""
    kaal = _VERSIE.sub("", uri)
    return next((d for d in DIENSTEN if _VERSIE.sub("", d.bestandsnaam) in kaal), None)


def bericht_van(element: etree._Element) -> Operatie | None:
    """The operation of which an element is the request or the answer."""
    dienst, lokaal = dienst_van(element), naam(element)
    return next((o for o in OPERATIES.values() if o.dienst == dienst and lokaal in (o.verzoek, o.antwoord)), None)


def controleer_soort(element: etree._Element, actie: str | None) -> list[Melding]:
    """Whether the Body holds the message of its action; empty when it does.

    :param actie: wsa:Action, None for a bare body.
    """
    operatie = next((o for o in OPERATIES.values() if o.soap_action == actie), None)
    hier = bericht_van(element)
    if hier is not None and (operatie is None or hier == operatie):
        return []
    soort, mogelijk = _oorzaak_soort(element, operatie, hier)
    mag = f"{{{operatie.dienst.schema_ns}}}{operatie.verzoek}" if operatie else ", ".join(d.schema_ns for d in DIENSTEN)
    tekst = Tekst("werkbank.ander-bericht" if operatie else "werkbank.geen-bericht")
    waar = f"/Envelope/Body/{naam(element)}" if actie is not None else f"/{naam(element)}"
    gevonden = str(element.tag)[:200]
    return [Melding(soort, "xsd", waar, regel(element), gevonden, mag, tekst, _DK0004, mogelijk=mogelijk)]


def _oorzaak_soort(element: etree._Element, operatie: Operatie | None, hier: Operatie | None) -> tuple[str, str | None]:
    if hier is not None and operatie is not None:
        return ("body-actie" if hier.dienst == operatie.dienst else "body-dienst"), hier.soap_action
    naamruimte = etree.QName(element).namespace or ""
    lokaal = naam(element)
    if dienst_van(element) is None:
        if ("DUO_RIO_" in naamruimte and not naamruimte.endswith("_V4")) or is_andere_versie(naamruimte):
            return "body-versie", None
        return ("versleuteld" if naamruimte.startswith("http://www.w3.org/2001/04/xmlenc#") else "body-namespace"), None
    elders = next((o for o in OPERATIES.values() if lokaal in (o.verzoek, o.antwoord)), None)
    if elders is not None:
        return "body-dienst", elders.dienst.schema_ns
    verzoeken = [o.verzoek for o in OPERATIES.values()]
    return "body-onbekend", lijkt_op(lokaal, verzoeken)


def controleer_xsd(element: etree._Element, dienst: Dienst, lijsten: Waardenlijsten, budget: Budget) -> list[Melding]:
    """Every finding against the XSD, with its cause; one at least when there are any, the others as time allows."""
    if schema.is_geldig(element, dienst):
        return []
    meldingen: list[Melding] = []
    for b in schema.bevindingen(element, dienst, _MAX_MELDINGEN, budget):
        meldingen.append(_melding(b, element_op(b.waar, element), element, dienst, lijsten))
        if budget.om:
            break
    return meldingen


def _melding(
    b: Bevinding, element: etree._Element | None, bericht: etree._Element, dienst: Dienst, lijsten: Waardenlijsten
) -> Melding:
    oorzaak, mogelijk = _oorzaak(b, element, bericht, dienst)
    soort = vormen(dienst).soort_van(element, bericht) if element is not None else None
    waarden: tuple[str, ...] = ()
    over_waarde = not oorzaak.startswith("element-")
    if oorzaak == "patroon" and isinstance(soort, Simpel) and soort.primitief in _GETALLEN:
        oorzaak = "getal"
    if element is not None and over_waarde and isinstance(soort, Simpel) and _in_lijst(element, soort):
        waarden = lijstwaarden(_lijst_van(element, soort, dienst), lijsten)
        if oorzaak in ("patroon", "te-lang") and waarden:
            oorzaak, mogelijk = "waardenlijst", lijkt_op((element.text or "").strip(), waarden)
    return _xsd(b, oorzaak, waarden, mogelijk)


def _xsd(b: Bevinding, oorzaak: str, waarden: tuple[str, ...] = (), mogelijk: str | None = None) -> Melding:
    return Melding(
        oorzaak, "xsd", b.waar, b.regel, b.gevonden, b.toegestaan, b.tekst, _DK0004, waarden=waarden, mogelijk=mogelijk
    )


def _in_lijst(element: etree._Element, soort: Simpel) -> bool:
    """Whether a value has to be one of a list."""
    return LIJST in soort.bases or naam(element) == LIJSTWAARDE


def _lijst_van(element: etree._Element, soort: Simpel, dienst: Dienst) -> str:
    """The waardenlijst of a field, or of the kenmerk whose value it is."""
    kenmerk = element.getparent()
    drager = kenmerk.getparent() if kenmerk is not None else None
    if naam(element) != LIJSTWAARDE or kenmerk is None or drager is None:
        return soort.naam
    kenmerknaam = (kenmerk.findtext("{*}kenmerknaam") or "").strip()
    alle = kenmerken(dienst).get(naam(drager), ())
    return next((k.waardenlijst for k in alle if k.naam == kenmerknaam and k.waardenlijst), "")


_GETALLEN = frozenset({"integer", "decimal", "short", "int", "long", "nonNegativeInteger", "positiveInteger"})


def _oorzaak(
    b: Bevinding, element: etree._Element | None, bericht: etree._Element, dienst: Dienst
) -> tuple[str, str | None]:
    """The cause, finer where the contract and the element tell more than the finding, and what may have been meant."""
    if element is None:
        return b.oorzaak, None
    if element.get(_NIL) is not None:
        return "nil", None
    if b.sleutel in ("element-volgorde", "element-onbekend") and element is not bericht:
        return _misplaatst(element, bericht, dienst, b.oorzaak)
    if b.sleutel == "element-ontbreekt.ervoor":
        return b.oorzaak, None
    leeg = not len(element) and not (element.text or "").strip()
    over_plaats = b.oorzaak.startswith("element-")
    if leeg and (b.oorzaak == "element-ontbreekt" or (not element.attrib and not over_plaats)):
        return "leeg-element", None
    return b.oorzaak, None


def _misplaatst(element: etree._Element, bericht: etree._Element, dienst: Dienst, reden: str) -> tuple[str, str | None]:
    """Why an element may not stand where it does."""
    ouder = element.getparent()
    soort = vormen(dienst).soort_van(ouder, bericht) if ouder is not None else None
    if not isinstance(soort, Vorm):
        return "element-onbekend", None
    hier = verwacht(soort, [naam(kind) for kind in element.itersiblings(preceding=True)][::-1])
    leden = [lid for veld in soort.velden for lid in veld.leden]
    lokaal = naam(element)
    if reden == "element-volgorde" or any(veld.naam == lokaal for veld in soort.velden):
        # else the abstract head of a substitution group
        return ("element-volgorde" if lokaal in leden else "element-soort"), ", ".join(hier[:8]) or None
    if (lijkt := lijkt_op(lokaal, leden)) is not None:
        groep = next((veld for veld in soort.velden if lijkt in veld.leden), None)
        return ("element-soort" if groep and groep.leden != (groep.naam,) else "element-spelling"), lijkt
    if dienst.schrijft and _bij_raadplegen(soort, lokaal, dienst):
        return "element-lezen", None
    return "element-onbekend", None


_LEZEND = {BEHEREN: RAADPLEGEN, AANVULLING_BEHEREN: AANVULLING_RAADPLEGEN}


def _bij_raadplegen(soort: Vorm, lokaal: str, dienst: Dienst) -> bool:
    """Whether the same object has an element when it is read: V4 has a type of the same name there, we a Gelezen…."""
    contract = vormen(_LEZEND[dienst])
    gelezen = [contract.soort(naam) for naam in (soort.naam, f"Gelezen{soort.naam}") if naam in contract.complexe_namen]
    return any(lokaal in veld.leden for ander in gelezen if isinstance(ander, Vorm) for veld in ander.velden)


def lees(element: etree._Element, dienst: Dienst) -> Gegeven | Melding:
    """The typed message, or why no register can hold it."""
    try:
        return mapping.lees(element, dienst)
    except mapping.Waardefout as fout:
        return _xsd(fout.bevinding, fout.bevinding.oorzaak)
