"""Mutants of faults, of the form of answers, and of foutmeldingen."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from lxml import etree

from rio_soap.contract.operaties import BEHEREN, RAADPLEGEN
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.register.regels.foutcodes import FOUTCODES
from tests.keurmutanten.dienst import DIENST
from tests.keurmutanten.gereedschap import (
    Boom,
    Doe,
    alle,
    boom,
    fouten,
    foutmeldingen,
    inhoud,
    samen,
    tekst_en_teken,
    van,
    weg,
)
from tests.keurmutanten.proefdienst import Proefdienst
from tests.keurmutanten.stappen import antwoord_voor_fout, op_fout

XSI = "http://www.w3.org/2001/XMLSchema-instance"


def _naam(root: etree._Element, naam: str) -> str:
    return f"{{{etree.QName(inhoud(root)).namespace}}}{naam}"


def _fault12(root: etree._Element) -> None:
    fault = inhoud(root)
    ruimte = etree.QName(fault).namespace
    code, reden = fault.findtext("faultcode"), fault.findtext("faultstring")
    fault[:] = []
    etree.SubElement(etree.SubElement(fault, f"{{{ruimte}}}Code"), f"{{{ruimte}}}Value").text = code
    etree.SubElement(etree.SubElement(fault, f"{{{ruimte}}}Reason"), f"{{{ruimte}}}Text").text = reden


def _zonder(naam: str) -> Boom:
    """Leave the first element of this name out."""

    def stap(root: etree._Element) -> None:
        weg(next(iter(alle(root, naam)), None))

    return stap


def _tekst(naam: str, waarde: Callable[[str], str]) -> Boom:
    """Other text in all elements of this name."""

    def stap(root: etree._Element) -> None:
        for element in alle(inhoud(root), naam):
            element.text = waarde(element.text or "")

    return stap


def _melding_eerst(root: etree._Element) -> None:
    goed, melding = alle(root, "requestGoedgekeurd")[0], alle(root, "foutmelding")[0]
    goed.addprevious(melding)


def _ruimte(van_: str, naar: str) -> Doe:
    return tekst_en_teken(f'xmlns:ns2="{re.escape(van_)}"', f'xmlns:ns2="{naar}"')


def _onbekend(root: etree._Element) -> None:
    etree.SubElement(inhoud(root), _naam(root, "verwerkingstijd")).text = "12"


def _leeg(root: etree._Element) -> None:
    """An omschrijving that nobody delivered, which the XSD lets be empty."""
    for periode in root.iter("{*}hoOpleidingPeriode"):
        naam = periode.find("{*}naamLang")
        if naam is not None and periode.find("{*}omschrijving") is None:
            plaats = etree.Element(_naam(root, "omschrijving"))
            na = [k for k in periode if etree.QName(k).localname in ("naamLang", "naamKort")]
            na[-1].addnext(plaats)


def _xsi(root: etree._Element) -> None:
    for element in inhoud(root):
        if len(element):
            element.set(f"{{{XSI}}}type", f"ns2:{etree.QName(element).localname[0].upper()}x")


def _zone(root: etree._Element) -> None:
    for element in inhoud(root).iter():
        if not len(element) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", element.text or ""):
            element.text = f"{element.text}+01:00"


def _alsnog(root: etree._Element) -> None:
    """Of a reading that is refused: the object all the same; here that nothing is told of it."""
    etree.SubElement(inhoud(root), _naam(root, "onderwijslocatie"))


def _goed_met_melding(root: etree._Element) -> None:
    alle(root, "requestGoedgekeurd")[0].text = "true"


def kort(maak: Callable[[str, int], str]) -> Doe:
    """Other shortening of sleutelgegevens."""
    return lambda proef: proef.vervang(
        "rio_soap.register.regels.sleutelgegevens.kort", lambda tekst, lengte=25: maak(tekst, lengte)
    )


def _lang(root: etree._Element) -> None:
    for element in alle(root, "sleutelnaam"):
        element.text = (element.text or "").ljust(26, "x")


def _eerste(waarde: Callable[[etree._Element], None]) -> Boom:
    def stap(root: etree._Element) -> None:
        waarde(alle(root, "foutmelding")[0])

    return stap


def codes(paren: dict[str, str], op: Any = foutmeldingen, *, met_tekst: bool = False) -> Doe:
    """Other foutcodes, both ways when both are there; with their own texts or those of the others."""

    def stap(root: etree._Element) -> None:
        for melding in alle(root, "foutmelding"):
            code, tekst = melding[0], melding[1]
            if nieuw := paren.get(code.text or ""):
                code.text = nieuw
                if met_tekst:
                    tekst.text = FOUTCODES[nieuw].fouttekst[:200]

    return boom(stap, op)


def om_en_om(*paren: tuple[str, str]) -> Doe:
    """Exchange codes with their texts."""
    alle_ = {een: ander for a, b in paren for een, ander in ((a, b), (b, a))}

    def stap(root: etree._Element) -> None:
        for melding in alle(root, "foutmelding"):
            if (nieuw := alle_.get(melding[0].text or "")) is not None:
                melding[0].text = nieuw
                if "%" not in FOUTCODES[nieuw].fouttekst:
                    melding[1].text = FOUTCODES[nieuw].fouttekst

    return boom(stap, foutmeldingen)


def sorteer(sleutel: Callable[[int, str], tuple[int, int]]) -> Doe:
    """Foutmeldingen in another order, by place and code."""

    def stap(root: etree._Element) -> None:
        meldingen = alle(root, "foutmelding")
        op_volgorde = sorted(enumerate(meldingen), key=lambda paar: sleutel(paar[0], paar[1][0].text or ""))
        plaats = meldingen[0].getprevious()
        assert plaats is not None
        for _, melding in reversed(op_volgorde):
            plaats.addnext(melding)

    return boom(stap, foutmeldingen)


def _dubbel(root: etree._Element) -> None:
    for melding in alle(root, "foutmelding"):
        melding.addnext(etree.fromstring(etree.tostring(melding)))


def _niet_ingevuld(root: etree._Element) -> None:
    for melding in alle(root, "foutmelding"):
        if (tekst := FOUTCODES.get(melding[0].text or "")) and "%" in tekst.fouttekst:
            melding[1].text = tekst.fouttekst


def _zonder_aanhaling(root: etree._Element) -> None:
    for melding in alle(root, "foutmelding"):
        if (melding[0].text or "").startswith("K"):
            melding[1].text = (melding[1].text or "").replace("'", "")


def _categorie(root: etree._Element) -> None:
    for melding in alle(root, "foutmelding"):
        soort = FOUTCODES[melding[0].text or ""].categorie if melding[0].text in FOUTCODES else ""
        melding[1].text = f"({soort}) {melding[1].text}"[:200]


LIJSTEN = (
    "rio_soap.register.aanbod.controles",
    "rio_soap.register.eenheid.controles",
    "rio_soap.register.eenheid.controles_relatie",
    "rio_soap.register.organisatie.controles",
    "rio_soap.register.locatie.controles",
)
"""The modules with the lists of controles of V4."""


def lijsten(maak: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Doe:
    """Other lists of controles, of all operations."""

    def doe(proef: Proefdienst) -> None:
        import importlib

        for module in LIJSTEN:
            for naam in ("AANLEVEREN", "VERWIJDEREN"):
                proef.vervang(f"{module}.{naam}", maak(getattr(importlib.import_module(module), naam)))

    return doe


def _aut_eerst(lijst: tuple[Any, ...]) -> tuple[Any, ...]:
    veilig = [c for c in lijst if c[0] == "AUT401"]
    return (*(_rustig(c) for c in veilig), *(c for c in lijst if c[0] != "AUT401"))


def _rustig(controle: tuple[str, Any]) -> tuple[str, Any]:
    """A controle that says so of what it cannot judge, since nothing is known yet of what is not there."""
    code, kijk = controle

    def veilig(zaak: Any) -> Any:
        try:
            yield from list(kijk(zaak))
        except (KeyError, AttributeError, AssertionError):
            from rio_soap.register.regels.foutcodes import melding

            yield melding(code, (("code", "?"),))

    return code, veilig


def _k_achteraan(lijst: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*(c for c in lijst if c[0][0] != "K"), *(c for c in lijst if c[0][0] == "K"))


@DIENST.doe("melding-owner")
def _als_fout(proef: Proefdienst) -> None:
    from rio_soap.service import afhandeling

    def om(goed: Any, transactie: Any, klaar: Any) -> Any:
        uit = goed(transactie, klaar)
        if any(m.foutcode == "AUT401" for m in uit.uitslag.foutmeldingen):
            raise Edufout(Foutsoort.DK0002)
        return uit

    stappen = tuple(
        (n, (lambda t, k, s=s: om(s, t, k)) if n == "afhandeling/uitvoering" else s)
        for n, s in afhandeling.LEVERTRANSACTIE.steps
    )
    proef.vervang("rio_soap.service.afhandeling.LEVERTRANSACTIE", replace(afhandeling.LEVERTRANSACTIE, steps=stappen))


_RELATIES = van("opvragen_opleidingsrelatiesBijOpleidingseenheid")


def bij(*operaties: str) -> Any:
    """Refusals of these operations."""
    namen = {f"{o}_request" for o in operaties}
    return lambda naam, uit: naam in namen and foutmeldingen(naam, uit)


def _wijziging(naam: str, uit: Any) -> bool:
    """Approved changes of a unit; new ones are told apart by what was asked, so here by their number."""
    return van("aanleveren_opleidingseenheid")(naam, uit)


@DIENST.doe("form-unit-code-change")
def _bij_wijziging(proef: Proefdienst) -> None:
    from tests.keurmutanten.gereedschap import met_verzoek

    def stap(vraag: etree._Element, antwoord: etree._Element) -> None:
        if vraag[-1][0].find("{*}hoOpleiding/{*}opleidingseenheidcode") is not None:
            weg(next(iter(alle(inhoud(antwoord), "opleidingseenheidcode")), None))

    met_verzoek(stap, _wijziging)(proef)


DIENST.zet(
    {
        "fault-no-class": tekst_en_teken(r"faultcode>SOAP-ENV:\w+\.", "faultcode>SOAP-ENV:", fouten),
        "fault-namespace": tekst_en_teken("<faultcode>SOAP-ENV:", '<faultcode xmlns:d="urn:duo">d:', fouten),
        "fault-bare": tekst_en_teken("<faultcode>SOAP-ENV:", "<faultcode>", fouten),
        "fault-text-english": tekst_en_teken("<faultstring>[^<]*", "<faultstring>Invalid message", fouten),
        "fault-text-case": boom(_tekst("faultstring", str.lower), fouten),
        "fault-soap12": boom(_fault12, fouten),
        "fault-server": op_fout(lambda _, fout: Edufout(Foutsoort.DK0050, fout.bevindingen)),
        "fault-approved": antwoord_voor_fout(
            lambda _: True, "<ns2:requestGoedgekeurd>true</ns2:requestGoedgekeurd>"
        ),
        "fault-no-string": boom(_zonder("faultstring"), fouten),
        "form-not-goedgekeurd-element": boom(_zonder("requestGoedgekeurd")),
        "form-goedgekeurd-one": boom(_tekst("requestGoedgekeurd", lambda w: "1" if w == "true" else "0")),
        "form-goedgekeurd-after": boom(_melding_eerst, foutmeldingen),
        "form-namespace": samen(
            _ruimte(BEHEREN.schema_ns, BEHEREN.contract_ns), _ruimte(RAADPLEGEN.schema_ns, RAADPLEGEN.contract_ns)
        ),
        "form-namespace-other": _ruimte(BEHEREN.schema_ns, RAADPLEGEN.schema_ns),
        "form-root": tekst_en_teken("_response", "Response"),
        "form-unknown": boom(_onbekend),
        "form-empty": boom(_leeg, van("opvragen_opleidingseenheid")),
        "form-xsi-type": boom(_xsi),
        "form-no-sleutel": boom(lambda root: [weg(e) for e in alle(root, "sleutelgegeven")] and None, foutmeldingen),
        "form-sleutel-long": boom(_lang, foutmeldingen),
        "form-sleutel-cut": kort(lambda tekst, lengte: tekst[:lengte]),
        "form-sleutel-dots": kort(lambda t, n: t if len(t) <= n else f"{t[: n // 2]}…{t[-(n // 2) :]}"),
        "form-both": boom(_goed_met_melding, foutmeldingen),
        "form-refused-objects": boom(_alsnog, bij("opvragen_onderwijslocatie")),
        "form-date-zone": boom(_zone, van("opvragen_opleidingseenheid", "opvragen_aangebodenOpleiding")),
        "form-unit-code": boom(_zonder("opleidingseenheidcode"), van("aanleveren_opleidingseenheid")),
        "form-provider-code": boom(_zonder("onderwijsaanbiedercode"), van("aanleveren_onderwijsaanbieder")),
        "form-location-code": boom(_zonder("onderwijslocatiecode"), van("aanleveren_onderwijslocatiegebruik")),
        "melding-text-period": boom(_tekst("fouttekst", lambda w: w.rstrip(".")), foutmeldingen),
        "melding-text-one": boom(
            _tekst("fouttekst", lambda w: w.replace("De opleidingseenheid komt", "De eenheid komt")), foutmeldingen
        ),
        "melding-placeholder": boom(_niet_ingevuld, foutmeldingen),
        "melding-quotes": boom(_zonder_aanhaling, foutmeldingen),
        "melding-category": boom(_categorie, foutmeldingen),
        "melding-code-case": boom(_tekst("foutcode", str.lower), foutmeldingen),
        "melding-code-read": codes({"A01020": "A01070"}, bij("opvragen_aangebodenOpleiding"), met_tekst=True),
        "melding-code-key": codes({"A01161": "A01020"}, met_tekst=True),
        "melding-sleutelnaam": boom(
            _tekst("sleutelnaam", lambda w: "naam" if w == "opleidingseenheidcode" else w),
            bij("opvragen_opleidingsrelatiesBijOpleidingseenheid", "opvragen_opleidingseenheid"),
        ),
        "melding-sleutelwaarde": boom(
            _tekst("sleutelwaarde", lambda _: "0000O0000"),
            bij("opvragen_opleidingsrelatiesBijOpleidingseenheid", "opvragen_opleidingseenheid"),
        ),
        "melding-order": sorteer(lambda plaats, _: (-plaats, 0)),
        "melding-order-aut": lijsten(_aut_eerst),
        "melding-order-k": lijsten(_k_achteraan),
        "melding-double": boom(_dubbel, foutmeldingen),
        "melding-exchange-p": om_en_om(("P01010", "P02010"), ("P04010", "P04030")),
        "melding-exchange-n": om_en_om(("N09410", "N09430")),
        "melding-exchange-k": codes({"K01010": "K01020", "K01020": "K01010"}),
        "melding-exchange-k-list": codes({"K01050": "K01051", "K01051": "K01050"}),
        "melding-exchange-period": om_en_om(("P02070", "P02080")),
    }
)  # fmt: skip
