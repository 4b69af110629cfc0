"""Whether a tree is Envelope(Header?, Body) and nothing odd, told by the part that is wrong."""

from lxml import etree

from rio_soap.edukoppeling.fouten import Bevinding, Edufout, Foutsoort
from rio_soap.edukoppeling.namen import SOAP, kort, qnaam
from rio_soap.edukoppeling.plek import pad, regel
from rio_soap.edukoppeling.tekens import geen_envelope

ENVELOPE, HEADER, BODY = qnaam(SOAP, "Envelope"), qnaam(SOAP, "Header"), qnaam(SOAP, "Body")
_WIT = " \t\r\n"


def controleer_knopen(root: etree._Element) -> None:
    """Only elements and text: a comment in a text cuts it off for many readers, while the signature holds."""
    buiten = [knoop for knoop in (root.getprevious(), root.getnext()) if knoop is not None]
    for knoop in [*buiten, *root.iter(etree.Comment, etree.ProcessingInstruction)]:
        inhoud = str(knoop.text)[:40]
        melding = "Commentaar en verwerkingsinstructies zijn niet toegestaan"
        raise geen_envelope(regel(knoop), inhoud, "elementen en tekst", melding)


def vorm(root: etree._Element) -> tuple[etree._Element | None, etree._Element]:
    """Header and Body of an envelope that is exactly Envelope(Header?, Body)."""
    if root.tag != ENVELOPE:
        raise geen_envelope(regel(root), str(root.tag), ENVELOPE, "Geen envelope van SOAP 1.1")
    kinderen = list(root)
    namen = [str(kind.tag) for kind in kinderen]
    if namen.count(BODY) > 1:
        gevonden = f"{namen.count(BODY)} maal Body"
        raise fout_in_body("/Envelope", kinderen[-1], gevonden, "1 maal Body", "Meer dan een Body")
    if namen not in ([HEADER, BODY], [BODY]):
        gevonden = ", ".join(kort(naam) for naam in namen[:5]) or "niets"
        melding = "De envelope heeft een andere vorm dan Header en Body"
        raise geen_envelope(regel(root), gevonden, "Header (hoogstens 1), Body", melding)
    header = kinderen[0] if len(kinderen) == 2 else None
    for element in (root, header):
        if element is not None and losse_tekst(element):
            raise geen_envelope(regel(element), "losse tekst", "elementen", f"Losse tekst in {kort(str(element.tag))}")
    return header, kinderen[-1]


def losse_tekst(element: etree._Element) -> bool:
    """Whether there is text other than white space directly in the element."""
    teksten = [tekst for tekst in (element.text, *[kind.tail for kind in element]) if tekst]
    return bool(teksten) and any(tekst.strip(_WIT) for tekst in teksten)


def controleer_plaats(root: etree._Element, header: etree._Element | None, body: etree._Element) -> None:
    """No Envelope, Header or Body anywhere else: the classic place to hide a signed part."""
    for element in root.iter(ENVELOPE, HEADER, BODY):
        if element not in (root, header, body):
            raise fout_in_body(pad(element), element, kort(str(element.tag)), None, "Een envelope in de envelope")


def fout_in_body(
    waar: str, element: etree._Element, gevonden: str | None, toegestaan: str | None, melding: str
) -> Edufout:
    """DK0004 with one finding at an element: a Body of another shape, or one that can be read in two ways."""
    return Edufout(Foutsoort.DK0004, [Bevinding(waar, regel(element), gevonden, toegestaan, melding)])
