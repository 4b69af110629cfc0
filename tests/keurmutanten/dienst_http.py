"""Mutants of the way over HTTP, and of the envelope."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from wsgiref.types import WSGIEnvironment

from lxml import etree

from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.uris import SOAP
from tests.keurmutanten.dienst import DIENST
from tests.keurmutanten.gereedschap import (
    Doe,
    alles,
    andere_fout,
    boom,
    fouten,
    foutmeldingen,
    inhoud,
    naam_van,
    tekst_en_teken,
    uit_bytes,
)
from tests.keurmutanten.proefdienst import Proefdienst, Uit

SOAP12 = "http://www.w3.org/2003/05/soap-envelope"
_AKTIE = "HTTP_SOAPACTION"


def uit(stap: Callable[[Uit], Uit], op: Any = alles) -> Doe:
    """Change status or headers."""

    def doe(proef: Proefdienst) -> None:
        proef.na.append(lambda verzoek, antwoord: stap(antwoord) if op(naam_van(verzoek), antwoord) else antwoord)

    return doe


def voor(stap: Callable[[bytes], bytes]) -> Doe:
    """Change the bytes of requests before they are judged."""
    return lambda proef: proef.voor.append(lambda data, _: stap(data))


def soort(waarde: str | None) -> Doe:
    """Another Content-Type on all answers."""

    def stap(antwoord: Uit) -> Uit:
        headers = {naam: w for naam, w in antwoord.headers.items() if naam != "Content-Type"}
        return replace(antwoord, headers=headers | ({"Content-Type": waarde} if waarde else {}))

    return uit(stap)


def _mtom(antwoord: Uit) -> Uit:
    soort_ = 'multipart/related; type="application/xop+xml"; boundary="grens"; start-info="text/xml"'
    deel = b"--grens\r\nContent-Type: application/xop+xml; charset=UTF-8\r\n\r\n"
    data = deel + antwoord.data + b"\r\n--grens--\r\n"
    return replace(antwoord, headers={**antwoord.headers, "Content-Type": soort_}, data=data)


@DIENST.doe("http-wrong-path")
def _paden(proef: Proefdienst) -> None:
    def stap(data: bytes, environ: WSGIEnvironment) -> bytes:
        lezen = "Raadplegen" in str(environ.get(_AKTIE))
        pad = str(environ["PATH_INFO"])
        if pad.endswith(("beheren4.0", "raadplegen4.0")):
            environ["PATH_INFO"] = pad.rpartition("/")[0] + ("/raadplegen4.0" if lezen else "/beheren4.0")
        return data

    proef.voor.append(stap)


@DIENST.doe("http-charset-accepted")
def _tekenset(proef: Proefdienst) -> None:
    def stap(data: bytes, environ: WSGIEnvironment) -> bytes:
        if "8859" in str(environ.get("CONTENT_TYPE")):
            environ["CONTENT_TYPE"] = "text/xml; charset=utf-8"
        return data

    proef.voor.append(stap)


def weiger_bij(mag_niet: Callable[[WSGIEnvironment], bool], fout: Foutsoort) -> Doe:
    """Refuse what HTTP says in a way that is right."""

    def doe(proef: Proefdienst) -> None:
        oud = proef.pijplijn.open

        def open_(b: Any) -> Any:
            if mag_niet({"CONTENT_TYPE": b.content_type or "", _AKTIE: b.soap_action or ""}):
                raise Edufout(fout)
            return oud(b)

        proef.pijplijn.open = open_  # type: ignore[method-assign]

    return doe


def _uit_body(data: bytes) -> str:
    gevonden = re.search(rb"<(?:\w+:)?Action[^>]*>([^<]*)<", data)
    return gevonden[1].decode() if gevonden else ""


def aktie(is_fout: Callable[[str, str], bool]) -> Doe:
    """Take the action of the message where SOAPAction is wrong in this way."""

    def doe(proef: Proefdienst) -> None:
        def stap(data: bytes, environ: WSGIEnvironment) -> bytes:
            if is_fout(str(environ.get(_AKTIE) or "").strip('"'), _uit_body(data)):
                environ[_AKTIE] = _uit_body(data)
            return data

        proef.voor.append(stap)

    return doe


def _hersteld(data: bytes) -> bytes:
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return data if utf16 else data.decode("utf-8", "ignore").encode()


def _utf16(data: bytes) -> bytes:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16").replace("UTF-16", "UTF-8").encode()
    return data


def _lokaal(naam: str) -> Callable[[bytes], bytes]:
    """Take an envelope in another namespace."""
    return lambda data: data.replace(naam.encode(), SOAP.encode())


def _ene_body(data: bytes) -> bytes:
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    body = root[-1]
    if len(body) < 2:
        return data
    for over in body[1:]:
        body.remove(over)
    return etree.tostring(root)


def _in_soap11(data: bytes) -> bytes:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return data
    if root.tag != "Envelope":
        return data
    for element in (root, *root):
        element.tag = f"{{{SOAP}}}{element.tag}"
    return etree.tostring(root)


def _tweede(root: etree._Element) -> None:
    root[-1].append(etree.fromstring(etree.tostring(inhoud(root))))


def _standaardruimte(root: etree._Element) -> None:
    oud = inhoud(root)
    ruimte = str(etree.QName(oud).namespace)
    tekst = re.sub(rb"(</?)ns2:", rb"\1", etree.tostring(oud)).replace(b"xmlns:ns2", b"xmlns")
    assert ruimte.encode() in tekst
    root[-1].replace(oud, etree.fromstring(tekst))


def _utf16_uit(data: bytes) -> bytes:
    return data.partition(b"\n")[2].decode().encode("utf-16")


DIENST.zet(
    {
        "http-fault-200": uit(lambda a: replace(a, status=200), fouten),
        "http-fault-400": uit(lambda a: replace(a, status=400), fouten),
        "http-refusal-500": uit(lambda a: replace(a, status=500), foutmeldingen),
        "http-type-soap12": soort("application/soap+xml; charset=utf-8"),
        "http-type-html": soort("text/html; charset=utf-8"),
        "http-type-latin1": soort("text/xml; charset=ISO-8859-1"),
        "http-type-none": soort(None),
        "http-mtom": uit(_mtom),
        "http-cut-off": uit_bytes(lambda data: data[:-15]),
        "http-charset-case": weiger_bij(lambda e: "UTF-8" in e["CONTENT_TYPE"], Foutsoort.DK0009),
        "http-soapaction-missing": aktie(lambda header, _: not header),
        "http-soapaction-unknown": aktie(lambda header, _: bool(header) and "duo.nl/contract" not in header),
        "http-soapaction-quotes": weiger_bij(lambda e: e[_AKTIE].startswith('"h'), Foutsoort.DK0003),
        "http-utf8-repaired": voor(_hersteld),
        "http-utf16": voor(_utf16),
        "envelope-soap12-taken": voor(_lokaal(SOAP12)),
        "envelope-none-taken": voor(_in_soap11),
        "envelope-dtd": voor(lambda d: re.sub(rb"<!DOCTYPE[^\[>]*(\[.*?\])?\s*>", b"", d)),
        "envelope-two-bodies": voor(_ene_body),
        "envelope-not-xml": andere_fout(Foutsoort.DK0001, Foutsoort.DK0004),
        "envelope-answer-soap12": tekst_en_teken(re.escape(SOAP), SOAP12),
        "envelope-answer-prefix": tekst_en_teken("SOAP-ENV", "soap"),
        "envelope-answer-ns2": tekst_en_teken("ns2", "ns1"),
        "envelope-answer-default": boom(_standaardruimte),
        "envelope-answer-two": boom(_tweede),
        "envelope-answer-no-declaration": uit_bytes(_utf16_uit),
    }
)  # fmt: skip
