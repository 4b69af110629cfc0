"""Spyne as a bare SOAP shell: importable on every Python this project supports, and with raw bodies.

Spyne 2.14.0 carries an old copy of ``six`` whose import hook Python 3.12 no longer understands; the maintained
``six`` is lent to it before it is imported. Import Spyne from here and from nowhere else in this room.
"""

import importlib
import logging
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import six
from lxml import etree


def leen_six() -> None:
    """Let Spyne use the maintained ``six``; does nothing where that is not needed, or a second time."""
    if sys.version_info < (3, 12):
        return
    sys.modules.setdefault("spyne.util.six", six)
    sys.modules.setdefault("spyne.util.six.moves", six.moves)
    for naam in ("http_cookies", "urllib", "urllib.parse", "collections_abc"):
        sys.modules.setdefault(f"spyne.util.six.moves.{naam}", importlib.import_module(f"six.moves.{naam}"))


leen_six()

import spyne.const  # noqa: E402
from spyne import Application, Fault, Service, rpc  # noqa: E402
from spyne.model.primitive import AnyXml  # noqa: E402
from spyne.protocol.soap import Soap11  # noqa: E402
from spyne.server.wsgi import WsgiApplication  # noqa: E402

# Spyne collects garbage once a second on the request path; Python's own collector suffices.
spyne.const.MIN_GC_INTERVAL = float("inf")
for _naam in ("spyne", "spyne.server", "spyne.protocol", "spyne.application"):
    logging.getLogger(_naam).setLevel(logging.CRITICAL)

log = logging.getLogger(__name__)

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"


class Soapfout(Exception):
    """A SOAP Fault: `klasse` is Client or Server, `detail` an element for in the detail."""

    def __init__(self, klasse: str, tekst: str, detail: etree._Element | None = None) -> None:
        super().__init__(f"{klasse}: {tekst}")
        self.klasse, self.tekst, self.detail = klasse, tekst, detail


@dataclass(slots=True)
class Verzoek:
    """A request on its way through a stand-in; `eigen` is for the service itself."""

    data: bytes
    content_type: str | None
    soap_action: str | None
    eigen: Any = None
    antwoord: bytes = field(default=b"", repr=False)


class Dienstverlener(Protocol):
    """A service behind the shell."""

    @property
    def namespace(self) -> str:
        """Namespace of the service."""
        ...

    @property
    def operaties(self) -> Sequence[str]:
        """Names of its operations."""
        ...

    def open(self, verzoek: Verzoek) -> str:
        """Read and judge a request; the name of its operation.

        :raises Soapfout: when it is refused.
        """
        ...

    def voer_uit(self, verzoek: Verzoek) -> None:
        """Put the answer in the request.

        :raises Soapfout: when there is none.
        """
        ...


class _Schilfout(Fault):  # type: ignore[misc]  # Spyne has no types
    """A `Soapfout` on its way through Spyne, which only turns its own Fault into an answer."""

    def __init__(self, fout: Soapfout) -> None:
        super().__init__(fout.klasse, fout.tekst)
        self.soapfout = fout


class _Schil(Soap11):  # type: ignore[misc]  # Spyne has no types
    """SOAP 1.1 whose reading and writing is done by a `Dienstverlener`; `ctx.udc` is the `Verzoek`."""

    mime_type = "text/xml; charset=utf-8"

    def __init__(self, dienst: Dienstverlener) -> None:
        super().__init__()
        self.dienst = dienst

    def create_in_document(self, ctx: Any, charset: str | None = None) -> None:
        """Keep the bytes; Spyne's own parser never sees them."""
        omgeving = ctx.transport.req_env
        ctx.udc = Verzoek(b"".join(ctx.in_string), omgeving.get("CONTENT_TYPE"), omgeving.get("HTTP_SOAPACTION"))
        ctx.in_document = ctx.udc

    def decompose_incoming_envelope(self, ctx: Any, message: str = Soap11.REQUEST) -> None:
        """Let the service judge the request and name the operation."""
        ctx.in_header_doc, ctx.in_body_doc = None, ctx.udc
        ctx.method_request_string = f"{{{self.dienst.namespace}}}{_voer_uit(self.dienst.open, ctx.udc)}"

    def deserialize(self, ctx: Any, message: str) -> None:
        """The request itself is the parameter."""
        ctx.in_object = ctx.udc

    def serialize(self, ctx: Any, message: str) -> None:
        """The answer is already written."""
        ctx.out_document = ctx.udc

    def create_out_string(self, ctx: Any, out_string_encoding: str | None = None) -> None:
        """The answer, or the fault."""
        if ctx.out_error is None:
            ctx.out_string = [ctx.udc.antwoord]
            return
        fout = getattr(ctx.out_error, "soapfout", None) or Soapfout("Client", str(ctx.out_error.faultstring))
        ctx.out_string = [schrijf_fout(fout)]

    def fault_to_http_response_code(self, fault: Fault) -> str:
        """500 for every fault (SOAP 1.1, section 6.2)."""
        return "500 Internal Server Error"


def _voer_uit(stap: Callable[[Verzoek], Any], verzoek: Verzoek) -> Any:
    try:
        return stap(verzoek)
    except Soapfout as fout:
        raise _Schilfout(fout) from fout
    except Exception as fout:  # the request boundary: nothing but a fault may leave
        log.exception("stand-in failed")
        raise _Schilfout(Soapfout("Server", "Interne fout van de proefdienst")) from fout


def schrijf_fout(fout: Soapfout) -> bytes:
    """A SOAP Fault."""
    root = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"soapenv": SOAP})
    fault = etree.SubElement(etree.SubElement(root, f"{{{SOAP}}}Body"), f"{{{SOAP}}}Fault")
    etree.SubElement(fault, "faultcode").text = f"soapenv:{fout.klasse}"
    etree.SubElement(fault, "faultstring").text = fout.tekst
    if fout.detail is not None:
        etree.SubElement(fault, "detail").append(fout.detail)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _methode(naam: str, dienst: Dienstverlener) -> Any:
    def verwerk(ctx: Any, _: Verzoek) -> None:
        _voer_uit(dienst.voer_uit, ctx.udc)

    verwerk.__name__ = naam
    namen = {"_in_message_name": naam, "_out_message_name": f"{naam}_uit"}
    return rpc(AnyXml, _returns=AnyXml, _body_style="bare", **namen)(verwerk)


def soap_toepassing(naam: str, dienst: Dienstverlener, maximum: int = 1024 * 1024) -> Wsgi:
    """The WSGI application of a service.

    :param maximum: largest request in bytes.
    """
    methoden = {operatie: _methode(operatie, dienst) for operatie in dienst.operaties}
    klasse = type(naam, (Service,), methoden)
    toepassing = Application([klasse], tns=dienst.namespace, in_protocol=_Schil(dienst), out_protocol=_Schil(dienst))
    wsgi: Wsgi = WsgiApplication(toepassing, max_content_length=maximum)
    return wsgi
