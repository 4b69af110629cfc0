"""The content of a message: the XSD with the cause of each finding, and values and kenmerken against their lists."""

import contextlib
import difflib
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from lxml import etree

from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.kenmerken import Kenmerkconfiguratie, kenmerken
from rio_soap.contract.operaties import BEHEREN, DIENSTEN, OPERATIES, RAADPLEGEN, Dienst, Operatie
from rio_soap.contract.plek import element_op, naam, pad
from rio_soap.contract.termijn import Termijn
from rio_soap.contract.vorm import Simpel, Vorm, verwacht, vormen
from rio_soap.edukoppeling.plek import regel
from rio_soap.register.regels.kenmerkdragers import past
from rio_soap.register.regels.kenmerktabel import Kenmerktabel
from rio_soap.register.regels.waardenlijsten import OnbekendeLijst, Waardenlijsten
from rio_soap.workbench.rapport import Melding

_DK0004 = "Client.DK0004"
_LIJST = "WaardenlijstType-v01"
_LIJSTWAARDE = "kenmerkwaardeEnumeratiewaarde"
_MAX_MELDINGEN = 100
_MAX_NAAM = 200
"""Longest text for which a name that is like it is looked for."""
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"


def dienst_van(element: etree._Element) -> Dienst | None:
    """The contract in whose namespace an element is."""
    naamruimte = etree.QName(element).namespace
    return next((dienst for dienst in DIENSTEN if dienst.schema_ns == naamruimte), None)


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
    tekst = "Ander bericht dan SOAPAction" if operatie else "Geen bericht van dit contract"
    waar = f"/Envelope/Body/{naam(element)}" if actie is not None else f"/{naam(element)}"
    gevonden = str(element.tag)[:200]
    return [Melding(soort, "xsd", waar, regel(element), gevonden, mag, tekst, _DK0004, mogelijk=mogelijk)]


def _oorzaak_soort(element: etree._Element, operatie: Operatie | None, hier: Operatie | None) -> tuple[str, str | None]:
    if hier is not None and operatie is not None:
        return ("body-actie" if hier.dienst == operatie.dienst else "body-dienst"), hier.soap_action
    naamruimte = etree.QName(element).namespace or ""
    lokaal = naam(element)
    if dienst_van(element) is None:
        if "DUO_RIO_" in naamruimte and not naamruimte.endswith("_V4"):
            return "body-versie", None
        return ("versleuteld" if naamruimte.startswith("http://www.w3.org/2001/04/xmlenc#") else "body-namespace"), None
    elders = next((o for o in OPERATIES.values() if lokaal in (o.verzoek, o.antwoord)), None)
    if elders is not None:
        return "body-dienst", elders.dienst.schema_ns
    verzoeken = [o.verzoek for o in OPERATIES.values()]
    return "body-onbekend", _lijkt_op(lokaal, verzoeken)


def controleer_xsd(element: etree._Element, dienst: Dienst, lijsten: Waardenlijsten, termijn: Termijn) -> list[Melding]:
    """Every finding against the XSD, with its cause; one at least when there are any, the others as time allows."""
    if schema.is_geldig(element, dienst):
        return []
    meldingen: list[Melding] = []
    for b in schema.bevindingen(element, dienst, _MAX_MELDINGEN, termijn):
        meldingen.append(_melding(b, element_op(b.waar, element), element, dienst, lijsten))
        if termijn.om:
            break
    return meldingen


def _melding(
    b: schema.Bevinding, plek: etree._Element | None, bericht: etree._Element, dienst: Dienst, lijsten: Waardenlijsten
) -> Melding:
    oorzaak, mogelijk = _oorzaak(b, plek, bericht, dienst)
    soort = vormen(dienst).soort_van(plek, bericht) if plek is not None else None
    waarden: tuple[str, ...] = ()
    over_waarde = not oorzaak.startswith("element-")
    if oorzaak == "patroon" and isinstance(soort, Simpel) and soort.primitief in _GETALLEN:
        oorzaak = "getal"
    if (
        plek is not None
        and over_waarde
        and isinstance(soort, Simpel)
        and (_LIJST in soort.bases or naam(plek) == _LIJSTWAARDE)
    ):
        waarden = _waarden(_lijst_van(plek, soort, dienst), lijsten)
        if oorzaak in ("patroon", "te-lang") and waarden:
            oorzaak, mogelijk = "waardenlijst", _lijkt_op((plek.text or "").strip(), waarden)
    return Melding(
        oorzaak,
        "xsd",
        b.waar,
        b.regel,
        b.gevonden,
        b.toegestaan,
        b.melding,
        _DK0004,
        waarden=waarden,
        mogelijk=mogelijk,
    )


def _lijst_van(plek: etree._Element, soort: Simpel, dienst: Dienst) -> str:
    """The waardenlijst of a field, or of the kenmerk whose value it is."""
    kenmerk = plek.getparent()
    drager = kenmerk.getparent() if kenmerk is not None else None
    if naam(plek) != _LIJSTWAARDE or kenmerk is None or drager is None:
        return soort.naam
    kenmerknaam = (kenmerk.findtext("{*}kenmerknaam") or "").strip()
    alle = kenmerken(dienst).get(naam(drager), ())
    return next((k.waardenlijst for k in alle if k.naam == kenmerknaam and k.waardenlijst), "")


_GETALLEN = frozenset({"integer", "decimal", "short", "int", "long", "nonNegativeInteger", "positiveInteger"})
_PER_SOORT = {
    "kind-in-waarde": "element-onbekend",
    "element-abstract": "element-soort",
    "xsi-type-past-niet": "element-soort",
}
"""Kinds of finding whose cause has another name."""


def _oorzaak(
    b: schema.Bevinding, plek: etree._Element | None, bericht: etree._Element, dienst: Dienst
) -> tuple[str, str | None]:
    if plek is None:
        return _PER_SOORT.get(b.soort, b.soort), None
    if plek.get(_NIL) is not None:
        return "nil", None
    if b.soort in ("element-volgorde", "element-onbekend") and plek is not bericht:
        return _misplaatst(plek, bericht, dienst, b.soort)
    if b.soort == "element-ontbreekt" and b.gevonden == naam(plek):  # before it
        return b.soort, None
    zonder_inhoud = not len(plek) and not (plek.text or "").strip()
    if zonder_inhoud and (b.soort == "element-ontbreekt" or (not plek.attrib and not b.soort.startswith("element-"))):
        return "leeg-element", None
    return _PER_SOORT.get(b.soort, b.soort), None


def _misplaatst(plek: etree._Element, bericht: etree._Element, dienst: Dienst, reden: str) -> tuple[str, str | None]:
    """Why an element may not stand where it does."""
    ouder = plek.getparent()
    soort = vormen(dienst).soort_van(ouder, bericht) if ouder is not None else None
    if not isinstance(soort, Vorm):
        return "element-onbekend", None
    hier = verwacht(soort, [naam(kind) for kind in plek.itersiblings(preceding=True)][::-1])
    leden = [lid for veld in soort.velden for lid in veld.leden]
    lokaal = naam(plek)
    if reden == "element-volgorde" or any(veld.naam == lokaal for veld in soort.velden):
        # else the abstract head of a substitution group
        return ("element-volgorde" if lokaal in leden else "element-soort"), ", ".join(hier[:8]) or None
    if (lijkt := _lijkt_op(lokaal, leden)) is not None:
        groep = next((veld for veld in soort.velden if lijkt in veld.leden), None)
        return ("element-soort" if groep and groep.leden != (groep.naam,) else "element-spelling"), lijkt
    if dienst == BEHEREN and _bij_raadplegen(soort, lokaal):
        return "element-lezen", None
    return "element-onbekend", None


def _bij_raadplegen(soort: Vorm, lokaal: str) -> bool:
    contract = vormen(RAADPLEGEN)
    ander = contract.soort(soort.naam) if soort.naam in contract.complexe_namen else None
    return isinstance(ander, Vorm) and any(lokaal in veld.leden for veld in ander.velden)


def _lijkt_op(tekst: str, namen: Sequence[str]) -> str | None:
    """The name that was probably meant."""
    if len(tekst) > _MAX_NAAM:
        return None
    zonder_hoofdletters = {n.lower(): n for n in namen}
    if tekst.lower() in zonder_hoofdletters:
        return zonder_hoofdletters[tekst.lower()]
    gevonden = difflib.get_close_matches(tekst, namen, 1, 0.75)
    return gevonden[0] if gevonden else None


def lees(element: etree._Element, dienst: Dienst) -> Gegeven | Melding:
    """The typed message, or why no register can hold it."""
    try:
        return mapping.lees(element, dienst)
    except mapping.Waardefout as fout:
        return Melding(
            "waarde-bereik", "xsd", fout.waar, fout.regel, fout.gevonden, fout.toegestaan, fout.melding, _DK0004
        )


def controleer_waarden(
    element: etree._Element, dienst: Dienst, lijsten: Waardenlijsten, tabel: Kenmerktabel, termijn: Termijn
) -> list[Melding]:
    """Values against their waardenlijsten and kenmerken against what their object may carry, as far as time allows; of
    a delivery only."""
    if dienst != BEHEREN:
        return []
    return list(islice(_waardemeldingen(element, dienst, lijsten, tabel, termijn), _MAX_MELDINGEN))


def _waardemeldingen(
    element: etree._Element, dienst: Dienst, lijsten: Waardenlijsten, tabel: Kenmerktabel, termijn: Termijn
) -> Iterator[Melding]:
    for kind in element.iter(etree.Element):
        if termijn.om:
            return
        soort = vormen(dienst).soort_van(kind, element)
        if isinstance(soort, Simpel) and not (kind.text or "").strip():
            waar, tekst = pad(kind, element), f"{naam(kind)} heeft geen waarde"
            yield Melding("leeg-element", "waarden", waar, regel(kind), bericht=tekst, ernst="opmerking")
        elif isinstance(soort, Simpel) and _LIJST in soort.bases and naam(kind) != _LIJSTWAARDE:
            yield from _buiten_lijst(kind, element, soort.naam, lijsten)
        elif isinstance(soort, Vorm) and any(veld.naam == "kenmerken" for veld in soort.velden):
            yield from _kenmerken(kind, element, lijsten, tabel, termijn)


def _buiten_lijst(
    kind: etree._Element, bericht: etree._Element, lijst: str, lijsten: Waardenlijsten, code: str | None = None
) -> list[Melding]:
    waarde = (kind.text or "").strip()
    try:
        if lijsten.bestaat(lijst, waarde):
            return []
        waarden = _waarden(lijst, lijsten)
    except OnbekendeLijst:
        return []
    tekst = f"{waarde} staat niet in de waardenlijst {lijst}"
    return [
        Melding(
            "waardenlijst",
            "waarden",
            pad(kind, bericht),
            regel(kind),
            waarde,
            f"een waarde van {lijst}",
            tekst,
            code,
            waarden=waarden,
            mogelijk=_lijkt_op(waarde, waarden),
        )
    ]


def _waarden(lijst: str, lijsten: Waardenlijsten) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(rij.waarde for rij in lijsten.waarden(lijst)))
    except OnbekendeLijst:
        return ()


def _kenmerken(
    drager: etree._Element, bericht: etree._Element, lijsten: Waardenlijsten, tabel: Kenmerktabel, termijn: Termijn
) -> Iterator[Melding]:
    begin = _begin(drager)
    mag = {r.conf.naam: r.conf for r in tabel.van(naam(drager)) if begin is None or r.geldt(begin)}
    if not mag:
        return
    geteld: dict[str, int] = {}
    for kenmerk in drager.iterchildren(f"{{{BEHEREN.schema_ns}}}kenmerken"):
        if termijn.om:
            return
        plek = kenmerk[0]
        kenmerknaam = (plek.text or "").strip()
        geteld[kenmerknaam] = geteld.get(kenmerknaam, 0) + 1
        if kenmerknaam not in mag:
            waar = pad(plek, bericht)  # it counts what stands before: for findings only
            elders = any(kenmerknaam == r.conf.naam for rij in tabel.regels.values() for r in rij)
            soort, code = ("kenmerk-plaats" if elders else "kenmerk-spelling"), "K01030"
            tekst, lijkt = f"{naam(drager)} kent geen kenmerk {kenmerknaam}", _lijkt_op(kenmerknaam, list(mag))
            namen = tuple(sorted(mag))
            yield Melding(
                soort, "waarden", waar, regel(plek), kenmerknaam, None, tekst, code, waarden=namen, mogelijk=lijkt
            )
        elif geteld[kenmerknaam] == mag[kenmerknaam].max + 1:
            tekst = f"Kenmerk {kenmerknaam} mag hoogstens {mag[kenmerknaam].max} maal voorkomen"
            waar = pad(plek, bericht)
            yield Melding(
                "kenmerk-teveel", "waarden", waar, regel(plek), kenmerknaam, f"{mag[kenmerknaam].max}", tekst, "K01020"
            )
        else:
            yield from _kenmerkwaarde(kenmerk, mag[kenmerknaam], bericht, lijsten)
    for k in mag.values():
        if geteld.get(k.naam, 0) < k.min:
            tekst = f"{naam(drager)} heeft minstens {k.min} maal kenmerk {k.naam}"
            yield Melding(
                "kenmerk-ontbreekt", "waarden", pad(drager, bericht), regel(drager), None, k.naam, tekst, "K01010"
            )


def _begin(drager: etree._Element) -> date | None:
    """The day on which an object begins; a cohort, which has none, begins with its offer."""
    for plek in (drager, drager.getparent()):
        tekst = None
        if plek is not None:
            tekst = plek.findtext("{*}begindatum") or plek.findtext("{*}inBedrijfdatum")
        if tekst is not None:
            with contextlib.suppress(ValueError):
                return date.fromisoformat(tekst.strip()[:10])
    return None


def _kenmerkwaarde(
    kenmerk: etree._Element, mag: Kenmerkconfiguratie, bericht: etree._Element, lijsten: Waardenlijsten
) -> Iterator[Melding]:
    for waarde in list(kenmerk)[1:]:
        if naam(waarde) != mag.waarde_element:
            tekst = f"De waarde van kenmerk {mag.naam} hoort in {mag.waarde_element}"
            yield Melding(
                "kenmerk-element",
                "waarden",
                pad(waarde, bericht),
                regel(waarde),
                naam(waarde),
                mag.waarde_element,
                tekst,
                "K01060",
            )
        elif mag.waardenlijst is not None:
            yield from _buiten_lijst(waarde, bericht, mag.waardenlijst, lijsten, "K01050")
        else:
            yield from _buiten_type(waarde, mag, bericht)


def _buiten_type(waarde: etree._Element, mag: Kenmerkconfiguratie, bericht: etree._Element) -> Iterator[Melding]:
    """A value that the element takes and the type of the kenmerk does not: a fraction, a text that is too long."""
    soort = vormen(BEHEREN).soort_van(waarde, bericht)
    tekst = waarde.text or ""
    if not isinstance(soort, Simpel):
        return
    try:
        gelezen = mapping.lees_waarde(tekst, soort)
    except ValueError:
        return  # what no register can hold is told of the message as a whole
    if not past(gelezen, mag):
        grenzen = [*(["een geheel getal"] if mag.geheel else []), *(f"{naam_} {w}" for naam_, w in mag.facets.items())]
        yield Melding(
            "kenmerk-waarde",
            "waarden",
            pad(waarde, bericht),
            regel(waarde),
            tekst[:200],
            ", ".join(grenzen),
            f"De waarde past niet bij kenmerk {mag.naam}",
            "K01060",
        )
