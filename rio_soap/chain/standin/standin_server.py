"""Serving the stand-ins: WSGI with the WSDL and its schemas beside each service, and an HTTP server for trials."""

import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from waitress import wasyncore
from waitress.server import create_server

from rio_soap.chain import answer_schema
from rio_soap.chain.standin.standin_service import Standin, standin_application

PAD_BAG, PAD_KVK = "/bag", "/kvk"
_ADRES = re.compile(rb'(<soap:address location=")[^"]*(")')
_SCHEMA = re.compile(rb'(schemaLocation=")(?:\.\./\.\./xsd/keten/)?([a-z0-9-]+\.xsd")')
_NAAM = re.compile(r"(?:bag|kvk)-[a-z0-9-]+\.xsd\Z")
_HOST = re.compile(r"[A-Za-z0-9.\-\[\]:]{1,255}\Z")
_XML, _TEKST = "text/xml; charset=utf-8", "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Proefdienst:
    """A stand-in at a path.

    :param wsdl: name of its WSDL in ``wsdl/keten``.
    """

    naam: str
    wsdl: str
    dienst: Standin


def proef_toepassing(diensten: Mapping[str, Proefdienst]) -> WSGIApplication:
    """One WSGI application with a stand-in per path; GET ``?wsdl`` gives its contract.

    :param diensten: by path, such as `PAD_BAG`.
    """
    soap = {pad: standin_application(een.naam, een.dienst) for pad, een in diensten.items()}

    def toepassing(omgeving: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        pad = str(omgeving.get("PATH_INFO", "")).rstrip("/")
        if pad not in diensten:
            return _antwoord(start, "404 Not Found", _TEKST, f"Services are {', '.join(diensten)}\n".encode())
        if omgeving["REQUEST_METHOD"] == "POST":
            return soap[pad](omgeving, start)
        return _contract(diensten[pad], pad, omgeving, start)

    return toepassing


def _contract(een: Proefdienst, pad: str, omgeving: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """The WSDL or one of its schemas, with addresses of this server."""
    vraag = {k.lower(): v for k, v in parse_qs(omgeving.get("QUERY_STRING", ""), keep_blank_values=True).items()}
    host = str(omgeving.get("HTTP_HOST") or "")
    if not _HOST.match(host):
        host = f"{omgeving['SERVER_NAME']}:{omgeving['SERVER_PORT']}"
    adres = f"{omgeving['wsgi.url_scheme']}://{host}{pad}".encode()
    if "wsdl" in vraag:
        tekst = _ADRES.sub(rb"\g<1>" + adres + rb"\g<2>", answer_schema.pad("wsdl", een.wsdl).read_bytes())
    elif "xsd" in vraag and _NAAM.match(vraag["xsd"][0]):
        try:
            tekst = answer_schema.pad("xsd", vraag["xsd"][0]).read_bytes()
        except FileNotFoundError:
            return _antwoord(start, "404 Not Found", _TEKST, b"No such schema\n")
    else:
        return _antwoord(start, "405 Method Not Allowed", _TEKST, b"POST a SOAP message, or GET ?wsdl\n")
    tekst = _SCHEMA.sub(rb"\g<1>" + adres + rb"?xsd=\g<2>", tekst)
    return _antwoord(start, "200 OK", _XML, tekst)


def _antwoord(start: StartResponse, status: str, soort: str, tekst: bytes) -> Iterable[bytes]:
    start(status, [("Content-Type", soort), ("Content-Length", str(len(tekst)))])
    return [tekst]


@contextmanager
def bedien(toepassing: WSGIApplication, host: str = "127.0.0.1", port: int = 0, threads: int = 4) -> Iterator[str]:
    """Serve in a thread of its own for as long as the context lasts.

    :param port: 0 takes a free one.
    :returns: the base URL, without a slash behind it.
    :raises OSError: when the address cannot be bound.
    """
    channels: dict[int, wasyncore.dispatcher] = {}
    server = create_server(
        toepassing,
        map=channels,
        host=host,
        port=port,
        threads=threads,
        ident="rio_soap proef",
        clear_untrusted_proxy_headers=True,
    )
    thread = threading.Thread(target=server.run, name="proefdiensten", daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.effective_port}"
    finally:
        # Sockets are closed in the thread that waits for them, also those that a client keeps open.
        with suppress(OSError):  # the loop may just have done it, for another reason to wake up
            server.trigger.pull_trigger(lambda: wasyncore.close_all(channels))
        thread.join(5)
        server.task_dispatcher.shutdown()
