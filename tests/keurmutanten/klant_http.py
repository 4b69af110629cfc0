"""Mutants of a client in HTTP, envelope and WS-Addressing."""

import gzip
import re
import uuid
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from rio_soap.contract.operaties import BEHEREN
from rio_soap.edukoppeling.uris import ANONIEM, SOAP, WSA, WSU_ID, qnaam
from tests.keurmutanten.klant import (
    KLANT,
    Doe,
    bericht,
    body,
    boom,
    bytes_,
    header,
    hoofd,
    inhoud,
    kop,
    na_tekenen,
    weg,
    zet_kop,
    zonder_verwijzing,
)
from tests.keurmutanten.klantproef import Boom, Klant, Uitgaand, herteken

SOAP12 = "http://www.w3.org/2003/05/soap-envelope"
DTD = b'?>\n<!DOCTYPE Envelope [<!ENTITY duo "DUO">]>'
AKTIE, SOORT = "SOAPAction", "Content-Type"


def aktie(anders: Callable[[str], str]) -> Doe:
    """Another SOAPAction."""

    def stap(uit: Uitgaand) -> None:
        uit.headers[AKTIE] = anders(uit.headers[AKTIE])

    return bericht(stap)


def _pad(uit: Uitgaand) -> None:
    uit.pad = BEHEREN.pad


def _gzip(uit: Uitgaand) -> None:
    uit.data = gzip.compress(uit.data)
    uit.headers["Content-Encoding"] = "gzip"


def _mtom(uit: Uitgaand) -> None:
    uit.headers[SOORT] = 'multipart/related; type="application/xop+xml"; boundary="grens"; start-info="text/xml"'
    deel = b"--grens\r\nContent-Type: application/xop+xml; charset=UTF-8\r\n\r\n"
    uit.data = deel + uit.data + b"\r\n--grens--\r\n"


def _latin1(data: bytes) -> bytes:
    return data.decode().replace("UTF-8", "ISO-8859-1").encode("latin-1")


def _utf16(data: bytes) -> bytes:
    return data.decode().replace("UTF-8", "UTF-16").encode("utf-16")


def andere_ruimte(naar: str) -> Doe:
    """The envelope in another namespace, signed so."""

    def doe(k: Klant) -> None:
        def pas(uit: Uitgaand) -> None:
            uit.data = herteken_bytes(k, uit.data.replace(SOAP.encode(), naar.encode()))

        k.stappen.append(pas)

    return doe


def herteken_bytes(k: Klant, data: bytes) -> bytes:
    """Bytes of a message signed again."""
    return herteken(k, etree.fromstring(data))


def _kaal(uit: Uitgaand) -> None:
    uit.data = etree.tostring(inhoud(etree.fromstring(uit.data)), encoding="UTF-8", xml_declaration=True)


def _zonder_header(root: etree._Element) -> None:
    weg(hoofd(root))


def _zonder_body(root: etree._Element) -> None:
    weg(body(root))


def _lege_body(root: etree._Element) -> None:
    weg(inhoud(root))


def _twee(root: etree._Element) -> None:
    body(root).append(deepcopy(inhoud(root)))


def _body_eerst(root: etree._Element) -> None:
    root.insert(0, body(root))


def _entiteit(data: bytes) -> bytes:
    data = data.replace(b"?>", DTD, 1)
    return re.sub(rb"(ontvangendeInstantie>)[^<]*<", rb"\1&duo;<", data)


def _tekst(root: etree._Element) -> None:
    inhoud(root).tail = "einde"


def _href(root: etree._Element) -> None:
    """The last part of the content stands after it, as SOAP encoding writes it."""
    element = next((e for e in reversed(inhoud(root)) if len(e)), inhoud(root)[-1])
    element.set("href", "#deel-1")


def zonder_kop(naam: str) -> Boom:
    """Leave a wsa header out, and its Reference."""

    def stap(root: etree._Element) -> None:
        element = kop(root, naam)
        zonder_verwijzing(root, element)
        weg(element)

    return stap


def _dubbele_to(root: etree._Element) -> None:
    tweede = deepcopy(kop(root, "To"))
    tweede.set(WSU_ID, "id-To-2")
    hoofd(root).append(tweede)


def _van_vorm(naam: str | None) -> Boom:
    def stap(root: etree._Element) -> None:
        van = kop(root, "From")
        tekst = van[0].text
        if naam is not None:
            van[0].tag = qnaam(WSA, naam)
        else:
            weg(van[0])
            van.text = tekst

    return stap


def erbij(maak: Callable[[], etree._Element]) -> Boom:
    """One more header, signed by nobody."""

    def stap(root: etree._Element) -> None:
        hoofd(root).append(maak())

    return stap


def _relatie() -> etree._Element:
    element = etree.Element(qnaam(WSA, "RelatesTo"))
    element.text = f"urn:uuid:{uuid.uuid4()}"
    return element


def _eigen() -> etree._Element:
    element = etree.Element("{urn:leverancier}Trace", nsmap={"t": "urn:leverancier", "s": SOAP})
    element.set(qnaam(SOAP, "mustUnderstand"), "1")
    return element


@KLANT.doe("wsa-namespace-2004")
def _oude(k: Klant) -> None:
    def pas(uit: Uitgaand) -> None:
        oud = b"http://schemas.xmlsoap.org/ws/2004/08/addressing"
        uit.data = herteken_bytes(k, uit.data.replace(f'"{WSA}"'.encode(), b'"' + oud + b'"'))

    k.stappen.append(pas)


_ANDER = {True: "verwijderen_opleidingseenheid", False: "opvragen_onderwijslocatie"}


def _aktie_request(root: etree._Element) -> None:
    kop(root, "Action").text = f"{kop(root, 'Action').text}_request"


_VAST = str(uuid.UUID(int=12, version=4))
_TO = "https://duo.nl/RIO/services/beheren4.0"
KLANT.zet(
    {
        "http-soapaction-missing": header(AKTIE, None),
        "http-soapaction-empty": header(AKTIE, '""'),
        "http-soapaction-schema": aktie(lambda a: a.replace("/contract/", "/schema/")),
        "http-soapaction-request": aktie(lambda a: f"{a}_request"),
        "http-soapaction-other": aktie(
            lambda a: re.sub("/[^/]*$", f"/{_ANDER['Beheren' in a]}", a)
        ),
        "http-type-missing": header(SOORT, None),
        "http-type-soap12": header(SOORT, "application/soap+xml; charset=utf-8"),
        "http-type-no-charset": header(SOORT, "text/xml"),
        "http-charset-latin1": header(SOORT, "text/xml; charset=ISO-8859-1"),
        "http-path-other": bericht(_pad),
        "http-bytes-latin1": bytes_(_latin1),
        "http-bytes-utf16": bytes_(_utf16),
        "http-gzip": bericht(_gzip),
        "http-mtom": bericht(_mtom),
        "http-cut-off": bytes_(lambda data: data[:-15]),
        "envelope-soap12": andere_ruimte(SOAP12),
        "envelope-none": bericht(_kaal),
        "envelope-no-header": na_tekenen(_zonder_header),
        "envelope-no-body": na_tekenen(_zonder_body),
        "envelope-empty-body": boom(_lege_body),
        "envelope-two-bodies": boom(_twee),
        "envelope-body-first": boom(_body_eerst),
        "envelope-dtd": bytes_(lambda data: data.replace(b"?>", DTD, 1)),
        "envelope-entity": bytes_(_entiteit),
        "envelope-xml11": bytes_(lambda data: re.sub(rb"""version=(["'])1\.0""", rb"version=\g<1>1.1", data)),
        "envelope-text": boom(_tekst),
        "envelope-href": boom(_href),
        "wsa-to-missing": boom(zonder_kop("To")),
        "wsa-to-empty": boom(zet_kop("To", None)),
        "wsa-to-url": boom(zet_kop("To", "http://127.0.0.1:8081/RIO/services/beheren4.0")),
        "wsa-to-short": boom(zet_kop("To", f"{_TO}?oin=0000000180086647200")),
        "wsa-to-other": boom(zet_kop("To", f"{_TO}?oin=00000001123456789000")),
        "wsa-to-twice": boom(_dubbele_to),
        "wsa-action-missing": boom(zonder_kop("Action")),
        "wsa-action-other": boom(zet_kop("Action", f"{BEHEREN.contract_ns}/verwijderen_aangebodenOpleiding")),
        "wsa-action-request": boom(_aktie_request),
        "wsa-messageid-missing": boom(zonder_kop("MessageID")),
        "wsa-messageid-number": boom(lambda root: setattr(kop(root, "MessageID"), "text", str(uuid.uuid4().int))),
        "wsa-messageid-same": boom(zet_kop("MessageID", _VAST)),
        "wsa-from-missing": boom(zonder_kop("From")),
        "wsa-from-no-oin": boom(zet_kop("From", ANONIEM)),
        "wsa-from-short": boom(zet_kop("From", f"{ANONIEM}?oin=0000000700025BE0000")),
        "wsa-from-spelling": boom(_van_vorm("Adress")),
        "wsa-from-text": boom(_van_vorm(None)),
        "wsa-from-url": boom(zet_kop("From", "https://leverancier.example/client?oin=0000000700025BE00000")),
        "wsa-from-other": boom(zet_kop("From", f"{ANONIEM}?oin=0000000700099ZZ00000")),
        "wsa-relatesto": boom(erbij(_relatie)),
        "wsa-header-own": boom(erbij(_eigen)),
    }
)  # fmt: skip
