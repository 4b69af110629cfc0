"""Mutants of a client in what it sends: what the XSD asks, and values of lists and kenmerken."""

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from rio_soap.contract.operaties import BEHEREN, RAADPLEGEN
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.workbench.keur import bouw
from tests.keurmutanten.klant import KLANT, Doe, boom, inhoud, vind, weg, zet
from tests.keurmutanten.klantproef import Boom

EENHEID, AANBOD, AANBIEDER = (
    "aanleveren_opleidingseenheid",
    "aanleveren_aangebodenOpleiding",
    "aanleveren_onderwijsaanbieder",
)
GEBRUIK, WEG_EENHEID = "aanleveren_onderwijslocatiegebruik", "verwijderen_opleidingseenheid"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def naam(element: etree._Element, lokaal: str) -> str:
    """A name in the namespace of an element."""
    return f"{{{etree.QName(element).namespace}}}{lokaal}"


def ruimte(anders: Callable[[str], str | None]) -> Boom:
    """The content in another namespace, or in none."""

    def stap(root: etree._Element) -> None:
        for element in inhoud(root).iter():
            q = etree.QName(element)
            nieuw = anders(q.namespace or "")
            element.tag = f"{{{nieuw}}}{q.localname}" if nieuw else q.localname

    return stap


def _wortel(root: etree._Element) -> None:
    inhoud(root).tag = str(inhoud(root).tag).replace("_request", "Request")


def _andere_operatie(root: etree._Element) -> None:
    inhoud(root).tag = naam(inhoud(root), "verwijderen_aangebodenOpleiding_request")


def _zonder_laatste(root: etree._Element) -> None:
    weg(inhoud(root)[-1])


def _om(root: etree._Element) -> None:
    inhoud(root).append(inhoud(root)[-2])


def _onbekend(root: etree._Element) -> None:
    etree.SubElement(inhoud(root), naam(inhoud(root), "leverancier")).text = "Roosterpakket 9"


def _attribuut(root: etree._Element) -> None:
    inhoud(root)[-1].set("versie", "9")


def _nil(root: etree._Element) -> None:
    if (element := vind(root, "naamKort")) is not None:
        element.text = None
        element.set(f"{{{XSI}}}nil", "true")


def _dubbel(*namen: str) -> Boom:
    def stap(root: etree._Element) -> None:
        if (element := vind(root, *namen)) is not None:
            element.addnext(deepcopy(element))

    return stap


def hernoem(oud: str, nieuw: str) -> Boom:
    """All elements of a name under another."""

    def stap(root: etree._Element) -> None:
        for element in inhoud(root).iter():
            if etree.QName(element).localname == oud:
                element.tag = naam(element, nieuw)

    return stap


def _boolean(root: etree._Element) -> None:
    if (element := vind(root, "kenmerkwaardeEnumeratiewaarde")) is not None:
        element.tag = naam(element, "kenmerkwaardeBoolean")
        element.text = "ja"


def _beide(root: etree._Element) -> None:
    if (element := vind(root, "opleidingseenheidSleutel")) is not None:
        ander = etree.Element(naam(element, "opleidingserkenningSleutel"))
        for lokaal, waarde in (("opleidingsstelsel", "ISAT"), ("opleidingscode", "39901")):
            etree.SubElement(ander, naam(element, lokaal)).text = waarde
        element.addnext(ander)


def _waarde_eerst(root: etree._Element) -> None:
    if (element := vind(root, "kenmerken")) is not None:
        element.insert(0, element[1])


def _kenmerken_achter(root: etree._Element) -> None:
    if (object_ := vind(root, "hoOpleiding")) is not None:
        periode = [k for k in object_ if etree.QName(k).localname.endswith("Periode")][-1]
        for kenmerk in [k for k in object_ if etree.QName(k).localname == "kenmerken"]:
            periode.addnext(kenmerk)


def kenmerk(root: etree._Element, welk: str) -> list[etree._Element]:
    """The kenmerken of a name."""
    return [e for e in inhoud(root).iter("{*}kenmerken") if e.findtext("{*}kenmerknaam") == welk]


def _samen(root: etree._Element) -> None:
    gevonden = kenmerk(root, "voertaal")
    if len(gevonden) > 1:
        gevonden[0][1].text = ",".join(e[1].text or "" for e in gevonden)
        for over in gevonden[1:]:
            weg(over)


def zet_kenmerk(welk: str, waarde: str) -> Boom:
    """A kenmerk with another value."""

    def stap(root: etree._Element) -> None:
        for element in kenmerk(root, welk)[:1]:
            element[1].text = waarde

    return stap


def _ander_element(root: etree._Element) -> None:
    for element in kenmerk(root, "vorm"):
        element[1].tag = naam(element, "kenmerkwaardeTekst")


def _erbij(welk: str, *waarden: str) -> Boom:
    """More kenmerken like the first of a name."""

    def stap(root: etree._Element) -> None:
        for waarde in waarden:
            element = deepcopy(kenmerk(root, welk)[0])
            element[1].text = waarde
            kenmerk(root, welk)[-1].addnext(element)

    return stap


def _vreemd_kenmerk(welk: str) -> Boom:
    def stap(root: etree._Element) -> None:
        if gevonden := kenmerk(root, "soort"):
            element = deepcopy(gevonden[0])
            element[0].text, element[1].text = welk, "NLD"
            gevonden[0].addnext(element)

    return stap


def verlopen() -> tuple[str, str]:
    """A kenmerk of an offer of higher education, of a period or a cohort of it, with a value that has ended; or else
    niveau with one."""
    for soort in ("aangebodenHOOpleiding", "aangebodenHOOpleidingPeriode", "aangebodenHOOpleidingCohort"):
        for conf in bouw.configuratie(soort):
            if waarde := bouw.verlopen(conf):
                return conf.naam, waarde
    waarden = standaardlijsten().waarden("Niveaucode-v06")
    return "", next(w.waarde for w in waarden if w.tot is not None and w.tot < bouw.BEGIN)


@KLANT.doe("value-list-ended")
def _verlopen(k: object) -> None:
    welk, waarde = verlopen()
    stap = zet_kenmerk(welk, waarde) if welk else zet(waarde, "niveau")
    boom(stap, AANBOD if welk else EENHEID)(k)  # type: ignore[arg-type]


def in_(operatie: str, *stappen: Boom) -> Doe:
    """A change of the messages of one operation."""

    def samen(root: etree._Element) -> None:
        for stap in stappen:
            stap(root)

    return boom(samen, operatie)


_spelling = hernoem("onderwijsaanbiedercode", "onderwijsaanbiederCode")
_ANDERE = {BEHEREN.schema_ns: RAADPLEGEN.schema_ns, RAADPLEGEN.schema_ns: BEHEREN.schema_ns}
KLANT.zet(
    {
        "xsd-namespace": boom(ruimte(lambda _: None)),
        "xsd-namespace-contract": boom(ruimte(lambda ns: ns.replace("/schema/", "/contract/"))),
        "xsd-namespace-other": boom(ruimte(lambda ns: _ANDERE[ns])),
        "xsd-root": boom(_wortel),
        "xsd-other-operation": in_(WEG_EENHEID, _andere_operatie),
        "xsd-mandatory": boom(_zonder_laatste),
        "xsd-order": boom(_om),
        "xsd-unknown": boom(_onbekend),
        "xsd-attribute": boom(_attribuut),
        "xsd-xsi-nil": in_(EENHEID, _nil),
        "xsd-empty": in_(EENHEID, zet(None, "omschrijving")),
        "xsd-twice": in_(EENHEID, _dubbel("begindatum")),
        "xsd-case": in_(EENHEID, hernoem("naamLang", "naamlang")),
        "xsd-code-spelling": in_("opvragen_onderwijsaanbieder", _spelling),
        "xsd-date-dutch": in_(EENHEID, zet("01-09-2024", "begindatum")),
        "xsd-date-impossible": in_(EENHEID, zet("2024-11-31", "begindatum")),
        "xsd-date-time": in_(EENHEID, zet("2024-09-01T00:00:00", "begindatum")),
        "xsd-boolean": in_(EENHEID, _boolean),
        "xsd-number-letters": in_("opvragen_opleidingseenhedenVanOrganisatie", zet("eerste", "pagina")),
        "xsd-number-comma": in_(EENHEID, zet("240,5", "studielast")),
        "xsd-text-long": in_(EENHEID, zet("Waterkunde " * 30, "naamLang")),
        "xsd-code-pattern": in_("opvragen_opleidingseenheid", zet("10106466", "opleidingseenheidcode")),
        "xsd-uuid-braces": boom(
            lambda root: [
                setattr(e, "text", f"{{{e.text}}}") for e in inhoud(root).iter("{*}aangebodenOpleidingCode")
            ] and None
        ),
        "xsd-postcode-blank": in_(GEBRUIK, zet("6982 ZZ", "postcode")),
        "xsd-pagina-negative": boom(zet("-1", "pagina")),
        "xsd-pagina-missing": boom(lambda root: weg(vind(root, "pagina"))),
        "xsd-specialisation": in_(EENHEID, hernoem("hoOpleiding", "mboOpleiding")),
        "xsd-choice-both": in_(AANBOD, _beide),
        "xsd-choice-none": in_(AANBOD, lambda root: weg(vind(root, "opleidingseenheidSleutel"))),
        "xsd-kenmerk-value-first": in_(EENHEID, _waarde_eerst),
        "xsd-kenmerken-after": in_(EENHEID, _kenmerken_achter),
        "xsd-lists-joined": in_(AANBOD, _samen),
        "value-list-unknown": in_(AANBOD, zet_kenmerk("vorm", "VOLTIJDS")),
        "value-list-case": in_(AANBOD, zet_kenmerk("vorm", "voltijd")),
        "value-kenmerk-unknown": in_(EENHEID, _vreemd_kenmerk("kleur")),
        "value-kenmerk-other": in_(EENHEID, _vreemd_kenmerk("voertaal")),
        "value-kenmerk-type": in_(AANBOD, _ander_element),
        "value-kenmerk-missing": in_(AANBOD, lambda root: [weg(e) for e in kenmerk(root, "vorm")] and None),
        "value-kenmerk-often": in_(AANBOD, _erbij("voertaal", "DEU", "FRA")),
        "value-kenmerk-double": in_(AANBOD, _erbij("voertaal", "ENG")),
        "value-niveau": in_(EENHEID, zet("HBO-XX", "niveau")),
    }
)  # fmt: skip
