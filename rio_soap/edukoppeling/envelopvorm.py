"""Whether a tree is Envelope(Header?, Body) and nothing odd, told by the part that is wrong."""

from lxml import etree

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.oorzaken import Oorzaak
from rio_soap.edukoppeling.position import pad, regel
from rio_soap.edukoppeling.tekens import geen_envelope
from rio_soap.edukoppeling.uris import SOAP, SOAP12, kort, qnaam
from rio_soap.edukoppeling.zinsdelen import maal, opsomming

ENVELOPE, HEADER, BODY = qnaam(SOAP, "Envelope"), qnaam(SOAP, "Header"), qnaam(SOAP, "Body")
_WIT = " \t\r\n"


def controleer_knopen(root: etree._Element) -> None:
    """Only elements and text: a comment in a text cuts it off for many readers, while the signature holds."""
    buiten = [knoop for knoop in (root.getprevious(), root.getnext()) if knoop is not None]
    for knoop in [*buiten, *root.iter(etree.Comment, etree.ProcessingInstruction)]:
        raise geen_envelope("commentaar", regel(knoop), str(knoop.text)[:40], Tekst("waarde.elementen-en-tekst"))


def vorm(root: etree._Element) -> tuple[etree._Element | None, etree._Element]:
    """Header and Body of an envelope that is exactly Envelope(Header?, Body)."""
    if root.tag != ENVELOPE:
        oorzaak: Oorzaak = "soap12" if SOAP12 in str(root.tag) else "geen-envelope"
        raise geen_envelope(oorzaak, regel(root), str(root.tag), ENVELOPE)
    kinderen = list(root)
    namen = [str(kind.tag) for kind in kinderen]
    if namen.count(BODY) > 1:
        gevonden = maal(namen.count(BODY), "Body")
        raise fout_in_body("body-dubbel", "/Envelope", kinderen[-1], gevonden, maal(1, "Body"))
    if namen not in ([HEADER, BODY], [BODY]):
        raise geen_envelope("envelope-vorm", regel(root), opsomming(namen[:5]), Tekst("waarde.envelope-vorm"))
    header = kinderen[0] if len(kinderen) == 2 else None
    for element in (root, header):
        if element is not None and losse_tekst(element):
            gevonden, zin = Tekst("waarde.losse-tekst"), Tekst.met("losse-tekst", deel=kort(str(element.tag)))
            raise geen_envelope("losse-tekst", regel(element), gevonden, Tekst("waarde.elementen"), zin)
    return header, kinderen[-1]


def losse_tekst(element: etree._Element) -> bool:
    """Whether there is text other than white space directly in the element."""
    teksten = [tekst for tekst in (element.text, *[kind.tail for kind in element]) if tekst]
    return bool(teksten) and any(tekst.strip(_WIT) for tekst in teksten)


def controleer_plaats(root: etree._Element, header: etree._Element | None, body: etree._Element) -> None:
    """No Envelope, Header or Body anywhere else: the classic place to hide a signed part."""
    for element in root.iter(ENVELOPE, HEADER, BODY):
        if element not in (root, header, body):
            raise fout_in_body("envelope-genest", pad(element), element, kort(str(element.tag)))


def fout_in_body(
    oorzaak: Oorzaak,
    waar: str,
    element: etree._Element,
    gevonden: str | Tekst | None,
    toegestaan: str | Tekst | None = None,
    zin: Tekst | None = None,
) -> Edufout:
    """DK0004 with one finding at an element: a Body of another shape, or one that can be read in two ways."""
    return Edufout(Foutsoort.DK0004, [Bevinding(oorzaak, waar, regel(element), gevonden, toegestaan, zin)])
