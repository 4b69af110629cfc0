"""What is fuzzed. A target takes a message and raises `Vondst` when the service does what it never may."""

import io
import random
from collections.abc import Callable

from lxml import etree

from fuzz.mutaties import WAARDEN, bytes_, muteer
from fuzz.zaden import Wereld, Zaad
from rio_soap.contract import mapping, schema
from rio_soap.edukoppeling.certificaat import Certificaatfout, lees_certificaat
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.oin import is_oin
from rio_soap.service.bericht import Bericht
from rio_soap.service.oordeel import beoordeel
from rio_soap.service.pipeline import lees_bericht
from rio_soap.workbench.controle import controleer
from rio_soap.workbench.ondertekening import lees_certificaatrapport
from rio_soap.workbench.pagina import als_html
from rio_soap.workbench.weergave import als_json
from tests.edukoppeling.precies import GOED, beide
from tests.soap11 import controleer_fault
from tests.vijandig.teken import teken

SOORTEN = (
    "text/xml",
    "text/xml; charset=utf-8",
    "text/xml;charset=utf-16",
    'text/xml; a="',
    None,
    "",
    "application/soap+xml",
)
PADEN = ("/controle", "/voorbeeld", "/health", "/metrics", "/", "/x", "//", "/RIO/services/beheren4.0/x")


class Vondst(AssertionError):
    """The service did what it never may."""


def profiel(wereld: Wereld, zaad: Zaad, data: bytes, kans: random.Random) -> str:
    """Envelope, addressing, verification, XSD and mapping; nothing but a fault of the profile may come out."""
    pijplijn = wereld.toepassing.pijplijn
    bericht = Bericht(zaad.operatie.dienst, data, kans.choice(SOORTEN[:2]), zaad.operatie.soap_action)
    try:
        lees_bericht(pijplijn, pijplijn.open(bericht))
    except Edufout as fout:
        if fout.soort.name.startswith("DK005"):
            raise Vondst(f"a fault of the service for the sender's message: {fout}") from fout
        controleer_fault(pijplijn.schrijf_fout(bericht, fout))
        return fout.soort.name
    return "goed"


def gelijk(wereld: Wereld, zaad: Zaad, data: bytes, kans: random.Random) -> str:
    """The short way of a usual message and the long way of any say the same; half of the messages are signed anew."""
    if kans.random() < 0.5:
        try:
            data = teken(data, wereld.sleutelpaar)
        except (etree.XMLSyntaxError, StopIteration, ValueError, IndexError):
            return "niet te tekenen"
    pijplijn = wereld.toepassing.pijplijn
    soort = kans.choice(SOORTEN[:2])
    kort, lang = beide(data, soort, zaad.operatie.soap_action, pijplijn.profiel, pijplijn.vertrouwen, pijplijn.klok)
    if kort != lang:
        raise Vondst(f"{kort} by the short way, {lang} by the long")
    return "goed" if len(kort) == GOED else "fout"


def inhoud(wereld: Wereld, zaad: Zaad, data: bytes, kans: random.Random) -> str:
    """A Body as if its signature were right: XSD, findings, mapping, and what the register says of it."""
    try:
        envelope = lees_envelope(data, None, wereld.kader.profiel)
    except Edufout as fout:
        return fout.soort.name
    element, dienst = envelope.inhoud, zaad.operatie.dienst
    if not schema.is_geldig(element, dienst):
        if kans.random() < 0.05 and not schema.bevindingen(element, dienst):  # it takes milliseconds
            raise Vondst("invalid, and nobody can say why")
        return "xsd"
    if element.tag != f"{{{dienst.schema_ns}}}{zaad.operatie.verzoek}":
        return "ander bericht"
    try:
        gegeven = mapping.lees(element, dienst)
    except mapping.Waardefout:
        return "waarde"
    oin = str(gegeven.velden["verzendendeInstantie"])
    afhandeling = wereld.toepassing.pijplijn.afhandeling
    try:
        beoordeel(
            afhandeling, zaad.operatie.naam, gegeven, oin if is_oin(oin) else "0000000700025BE00000", wereld.klok.nu()
        )
    except Edufout as fout:
        return fout.soort.name
    return "beoordeeld"


def werkbank(wereld: Wereld, zaad: Zaad, data: bytes, kans: random.Random) -> str:
    """The report of the workbench, in both forms."""
    rapport = controleer("x", data, wereld.kader, soap_action=zaad.operatie.soap_action)
    als_json([rapport], "nl", canoniek=True)
    etree.fromstring(als_html([rapport], "en").encode(), etree.HTMLParser())
    return rapport.soort


def http(wereld: Wereld, zaad: Zaad, data: bytes, kans: random.Random) -> str:
    """A request to the WSGI application; a status from 500 comes with a fault."""

    def tekst(goed: str) -> str:
        ruw = (
            goed
            if kans.random() < 0.7
            else kans.choice((kans.choice(WAARDEN), bytes_(goed.encode(), kans).decode("latin-1")))
        )
        return ruw.encode("utf-8", "replace").decode("latin-1")

    pad = zaad.operatie.dienst.pad if kans.random() < 0.8 else kans.choice(PADEN)
    omgeving = {
        "REQUEST_METHOD": kans.choice(("POST",) * 8 + ("GET", "HEAD", "PUT")),
        "PATH_INFO": tekst(pad),
        "QUERY_STRING": tekst(kans.choice(("", "wsdl", "xsd=gegevenstypen.xsd", "taal=en&canoniek"))),
        "CONTENT_TYPE": tekst(kans.choice(SOORTEN) or ""),
        "HTTP_SOAPACTION": tekst(zaad.operatie.soap_action),
        "HTTP_HOST": tekst("localhost"),
        "HTTP_ACCEPT": kans.choice(("text/html", "*/*")),
        "HTTP_X_RIO_CLIENTCERTIFICAAT": tekst("%2d"),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(data),
    }  # fmt: skip
    gezegd: list[str] = []
    uit = b"".join(wereld.toepassing(omgeving, lambda status, headers, *_: gezegd.append(status)))
    (status,) = gezegd
    if status >= "5":
        code = controleer_fault(uit)[0]
        if code == "Server.DK0050" and b"faultstring>Service afhandeling geeft fout<" in uit:
            raise Vondst(f"an unexpected error: {uit!r}")
        return code
    return status


def certificaat(wereld: Wereld, zaad: Zaad, data: bytes, kans: random.Random) -> str:
    """A certificate changed: read, reported, looked for among chains."""
    der = wereld.sleutelpaar.der
    for _ in range(kans.randrange(1, 5)):
        der = bytes_(der, kans)
    lees_certificaatrapport(der, vertrouwd=None)
    try:
        lees_certificaat(der)
    except Certificaatfout:
        return "onleesbaar"
    return "gelezen"


Doel = Callable[[Wereld, Zaad, bytes, random.Random], str]
DOELEN: dict[str, tuple[Doel, int]] = {
    "profiel": (profiel, 12),
    "gelijk": (gelijk, 6),
    "inhoud": (inhoud, 8),
    "http": (http, 4),
    "werkbank": (werkbank, 1),
    "certificaat": (certificaat, 4),
}
"""Name, function and how often it is chosen."""
_KEUZE = [naam for naam, (_, gewicht) in DOELEN.items() for _ in range(gewicht)]


def geval(wereld: Wereld, kans: random.Random) -> tuple[str, str]:
    """One case: a target and a message made for it; gives the name of the target and what came of it.

    :raises Exception: anything that comes out is a finding.
    """
    naam, zaad = kans.choice(_KEUZE), wereld.kies(kans)
    data = muteer(zaad.data, kans)
    return naam, DOELEN[naam][0](wereld, zaad, data, kans)
