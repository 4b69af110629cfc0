"""A stand-in as the SOAP shell knows it, with its faults."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol
from wsgiref.types import WSGIApplication, WSGIEnvironment

from lxml import etree

from rio_soap.edukoppeling.uris import SOAP
from rio_soap.soap.handler import TooLarge
from rio_soap.soap.shell import soap_application

log = logging.getLogger(__name__)

MAXIMUM = 1024 * 1024
"""Largest request that a stand-in takes, in bytes."""


class SoapFault(Exception):
    """A SOAP Fault: `klasse` is Client or Server, `detail` an element for in the detail."""

    def __init__(self, klasse: str, tekst: str, detail: etree._Element | None = None) -> None:
        super().__init__(f"{klasse}: {tekst}")
        self.klasse, self.tekst, self.detail = klasse, tekst, detail


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came in."""

    body: bytes
    content_type: str | None
    soap_action: str | None


class Standin(Protocol):
    """A service of the chain that is imitated."""

    @property
    def namespace(self) -> str:
        """Namespace of the service."""
        ...

    @property
    def operaties(self) -> Sequence[str]:
        """Names of its operations."""
        ...

    def lees(self, request: Request) -> tuple[str, Callable[[], bytes]]:
        """Read and judge a request: the name of its operation, and what answers it.

        :raises SoapFault: when it is refused; what answers may raise it too.
        """
        ...


@dataclass(slots=True)
class _Exchange:
    """A request on its way, with what answers it and the answer."""

    request: Request
    answer: Callable[[], bytes] = bytes
    response: bytes = b""


class _StandinService:
    """`Handler` over a `Standin`."""

    media_type = "text/xml; charset=utf-8"
    maximum = MAXIMUM

    def __init__(self, standin: Standin) -> None:
        self._standin = standin
        self.namespace, self.operations = standin.namespace, standin.operaties

    def begin(self, environ: WSGIEnvironment, body: bytes) -> _Exchange:
        return _Exchange(Request(body, environ.get("CONTENT_TYPE"), environ.get("HTTP_SOAPACTION")))

    def open(self, exchange: _Exchange) -> str:
        operatie, exchange.answer = self._standin.lees(exchange.request)
        return operatie

    def run(self, exchange: _Exchange) -> None:
        exchange.response = exchange.answer()

    def write(self, exchange: _Exchange) -> bytes:
        return exchange.response

    def refuse(self, _: _Exchange, error: Exception) -> bytes:
        if isinstance(error, SoapFault):
            return schrijf_fault(error)
        if isinstance(error, TooLarge):
            return schrijf_fault(SoapFault("Client", "Request too long"))
        log.error("stand-in failed", exc_info=error)
        return schrijf_fault(SoapFault("Server", "Interne fout van de proefdienst"))


def schrijf_fault(fault: SoapFault) -> bytes:
    """A SOAP Fault as a message."""
    root = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"soapenv": SOAP})
    element = etree.SubElement(etree.SubElement(root, f"{{{SOAP}}}Body"), f"{{{SOAP}}}Fault")
    etree.SubElement(element, "faultcode").text = f"soapenv:{fault.klasse}"
    etree.SubElement(element, "faultstring").text = fault.tekst
    if fault.detail is not None:
        etree.SubElement(element, "detail").append(fault.detail)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def standin_application(naam: str, standin: Standin) -> WSGIApplication:
    """The WSGI application of a stand-in."""
    return soap_application(naam, _StandinService(standin))
