"""Answers that say no: SOAP faults with their findings, and refusals with their foutmeldingen."""

from lxml import etree

from rio_soap.client.antwoord import lees_bevinding
from rio_soap.contract.gegevens import Gegeven
from rio_soap.edukoppeling.faults import Edufout, Foutsoort, Stap
from rio_soap.edukoppeling.position import pad, regel
from rio_soap.edukoppeling.uris import BEVINDINGEN
from rio_soap.workbench.herken import herken
from rio_soap.workbench.rapport import Deel, Melding

_PER_STAP: dict[Stap, Deel] = {
    Stap.TLS: "bericht",
    Stap.TEKENSET: "bericht",
    Stap.ENVELOPE: "bericht",
    Stap.ONDERTEKENING: "ondertekening",
    Stap.AUTORISATIE: "ondertekening",
    Stap.XSD: "xsd",
    Stap.VERWERKING: "register",
}


def lees_fault(fault: etree._Element) -> list[Melding]:
    """What a fault says: that it is one, and each finding in its detail with the cause in the request."""
    code = (fault.findtext("faultcode") or "").rpartition(":")[2]
    tekst = fault.findtext("faultstring") or ""
    soort = next((soort for soort in Foutsoort if soort.faultcode == code), None)
    bevindingen = [lees_bevinding(b) for b in fault.iter(f"{{{BEVINDINGEN}}}bevinding")]
    zelf = Melding("fault", "bericht", pad(fault), regel(fault), f"{code} {tekst}".strip(), None, tekst, code or None)
    if soort is None or not bevindingen:
        return [zelf]
    deel = _PER_STAP.get(soort.stap, "adressering")
    return [*herken(Edufout(soort, bevindingen), deel), zelf]


def lees_afkeuring(element: etree._Element, gegeven: Gegeven) -> list[Melding]:
    """The foutmeldingen of an answer that refuses; empty for one that approves."""
    if gegeven.velden.get("requestGoedgekeurd") is not False:
        return []
    meldingen = gegeven.velden.get("foutmelding")
    elementen = element.findall("{*}foutmelding")  # of a valid answer: as many as there are foutmeldingen
    paren = zip(meldingen if isinstance(meldingen, list) else (), elementen, strict=False)
    gevonden = [
        _foutmelding(m, f"{pad(kind)}[{nummer}]" if len(elementen) > 1 else pad(kind), regel(kind))
        for nummer, (m, kind) in enumerate(paren, 1)
    ]
    waar, op_regel = f"/{gegeven.naam}", regel(element)
    return gevonden or [Melding("afgekeurd", "register", waar, op_regel, "requestGoedgekeurd false")]


def _foutmelding(melding: object, waar: str, op_regel: int | None) -> Melding:
    velden = melding.velden if isinstance(melding, Gegeven) else {}
    sleutels = velden.get("sleutelgegeven")
    namen = ", ".join(
        f"{s.velden.get('sleutelnaam')} {s.velden.get('sleutelwaarde')}"
        for s in (sleutels if isinstance(sleutels, list) else ())
        if isinstance(s, Gegeven)
    )
    code = str(velden.get("foutcode", ""))
    return Melding("afgekeurd", "register", waar, op_regel, namen or None, None, str(velden.get("fouttekst", "")), code)
