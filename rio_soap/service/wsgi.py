"""The WSGI application: paths, WSDLs and schemas, health and metrics around the SOAP applications."""

import json
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from urllib.parse import parse_qs, quote
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from rio_soap.contract import bron
from rio_soap.contract.operaties import DIENSTEN, Dienst
from rio_soap.register.database import deadline
from rio_soap.service import meting
from rio_soap.service.pipeline import Pipeline
from rio_soap.service.soapservice import RioService
from rio_soap.service.tls_end import TlsEnd, neem_certificaat
from rio_soap.service.toegang import Weigering
from rio_soap.soap.shell import soap_application

ONTVANGEN = "rio.ontvangen"
"""Key in the WSGI environment with the moment at which the request was whole, by `time.monotonic`."""
MAG_BEHEER = "rio.mag_beheer"
"""Key in the WSGI environment of a public application: says, when it is called, whether who asks may also see what
stands beside the services."""
XML = "text/xml; charset=UTF-8"
KEUZE = "keuze"
"""Value of ``vorm``: WSDL and schema in which a choice of its members stands for each substitution group."""
METRICS, GEZOND, LEEFT = "/metrics", "/health", "/health/live"
_HOST = re.compile(
    r"(?:[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,253}[A-Za-z0-9_.])?|\[[0-9A-Fa-f:.]{2,45}\])(?::([0-9]{1,5}))?\Z"
)
"""A name or address with or without port, as the Host header has it (RFC 9110, section 7.2)."""


class RioToepassing:
    """WSGI callable for one process.

    :param pijplijn: the pipeline both diensten use.
    :param gezond: says whether the register can be read; its exceptions count as "no".
    :param tls: who ends TLS, and thus where a client certificate may come from.
    :param ernaast: other applications by their path, such as the workbench's ``/controle``.
    :param onder: public applications by the path under which all is theirs, such as ``/opendata/v1``. As WSGI has it,
        they find that path in ``SCRIPT_NAME`` and the rest in ``PATH_INFO``; ``/`` is that path alone. Nobody who asks
        them is asked who he is.
    :param beheerpaden: paths of those applications that are served by `beheer` too, with all under them.
    :param tijd: seconds from the arrival of a request in which it has to be answered; None gives it all time.
    :param toegang: says why a request may not have those and ``/metrics``, None when it may; by default all may.
    :param apart: whether they are on a listener of their own (`beheer`) only.
    """

    def __init__(
        self,
        pijplijn: Pipeline,
        gezond: Callable[[], bool],
        tls: TlsEnd = TlsEnd.GEEN,
        ernaast: Mapping[str, WSGIApplication] | None = None,
        tijd: float | None = None,
        toegang: Callable[[WSGIEnvironment], Weigering | None] | None = None,
        *,
        apart: bool = False,
        onder: Mapping[str, WSGIApplication] | None = None,
        beheerpaden: Sequence[str] = (),
    ) -> None:
        self.pijplijn = pijplijn
        self.tijd = tijd
        self._toegang, self._apart = toegang, apart
        self.ernaast = dict(ernaast or {})
        self.onder = dict(onder or {})
        self.beheerpaden = tuple(beheerpaden)
        self.gezond = gezond
        self.tls = tls
        self.diensten: dict[str, tuple[Dienst, WSGIApplication]] = {
            dienst.pad: (dienst, soap_application(f"{dienst.naam}Service", RioService(dienst, pijplijn)))
            for dienst in DIENSTEN
        }

    def __call__(self, omgeving: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request, in the time that is left for it."""
        einde = omgeving.get(ONTVANGEN, time.monotonic()) + self.tijd if self.tijd is not None else None
        with deadline.until(einde):
            return self._route(omgeving, start)

    def _route(self, omgeving: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        neem_certificaat(omgeving, self.tls)
        pad = str(omgeving.get("PATH_INFO", "")).rstrip("/")
        if pad in self.diensten:
            return self._dienst(*self.diensten[pad], omgeving, start)
        beheer = pad in self.ernaast or pad == METRICS
        if beheer and not self._apart and self._toegang and (weigering := self._toegang(omgeving)) is not None:
            return _tekst(start, weigering[0], f"{weigering[1]}\n")
        if pad in (GEZOND, LEEFT) or (beheer and not self._apart):
            return self.beheer(omgeving, start)
        if (openbaar := self._openbaar(omgeving)) is not None:
            omgeving[MAG_BEHEER] = partial(self._mag_beheer, omgeving)
            return openbaar(omgeving, start)
        bekend = f"services are {', '.join(self.diensten)}"
        if self.onder:
            paden = [f"{voor.rstrip('/')}/" for voor in self.onder if voor not in self.beheerpaden]
            bekend += f"; for everybody: {', '.join(paden)}"
        return _tekst(start, "404 Not Found", f"Unknown path; {bekend}\n")

    def _mag_beheer(self, omgeving: WSGIEnvironment) -> bool:
        """Whether who asks on the port of the services may see what stands beside them: as for those themselves."""
        return not self._apart and (self._toegang is None or self._toegang(omgeving) is None)

    def _openbaar(self, omgeving: WSGIEnvironment) -> WSGIApplication | None:
        """The application of `onder` whose path this is, and that path moved to where it finds it; None for no such."""
        pad = str(omgeving.get("PATH_INFO", ""))
        for voor, toepassing in self.onder.items():
            # "/" is the begin alone: what is under it belongs to others, or to nobody.
            if pad == voor or (voor != "/" and pad.startswith(f"{voor}/")) or (voor == "/" and not pad):
                omgeving["SCRIPT_NAME"] = f"{omgeving.get('SCRIPT_NAME', '')}{voor}"
                omgeving["PATH_INFO"] = pad[len(voor) :]
                return toepassing
        return None

    def beheer(self, omgeving: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """What stands beside the services, for a listener that only operators reach: nobody is asked who he is."""
        pad = str(omgeving.get("PATH_INFO", "")).rstrip("/")
        if pad in self.ernaast:
            if deadline.passed(deadline.end()):
                return _tekst(start, "503 Service Unavailable", "too busy; try again later\n")
            return self.ernaast[pad](omgeving, start)
        if any(pad == voor or pad.startswith(f"{voor}/") for voor in self.beheerpaden):
            openbaar = self._openbaar(omgeving)
            if openbaar is not None:
                omgeving[MAG_BEHEER] = lambda: True
                return openbaar(omgeving, start)
        lezen = omgeving["REQUEST_METHOD"] in ("GET", "HEAD")
        if lezen and pad == LEEFT:
            return _antwoord(start, "200 OK", "application/json", b'{"live": true}')
        if lezen and pad == GEZOND:
            goed = self.gezond()
            status = "200 OK" if goed else "503 Service Unavailable"
            stand = {"register": goed}
            if self.pijplijn.getuigen is not None and not self.pijplijn.getuigen.goed:
                stand["getuigen"] = False  # messages go on all the same, so the status is not changed by it
            return _antwoord(start, status, "application/json", json.dumps(stand).encode())
        if lezen and pad == METRICS:
            return _antwoord(start, "200 OK", "text/plain; version=0.0.4; charset=utf-8", meting.tekst())
        return _tekst(
            start, "404 Not Found", f"Unknown path; known are /health, {METRICS}, {', '.join(self.ernaast)}\n"
        )

    def _dienst(
        self, dienst: Dienst, soap: WSGIApplication, omgeving: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        methode = omgeving["REQUEST_METHOD"]
        if methode == "POST":
            return soap(omgeving, start)
        if methode in ("GET", "HEAD") and (document := _document(dienst, omgeving, start)) is not None:
            return document
        return _tekst(start, "405 Method Not Allowed", "POST a SOAP message, or GET ?wsdl\n", [("Allow", "POST, GET")])


def _document(dienst: Dienst, omgeving: WSGIEnvironment, start: StartResponse) -> Iterable[bytes] | None:
    """What describes a service: ``?wsdl``, ``?singleWsdl`` or ``?xsd=``, of which ``vorm=keuze`` is without groups."""
    vraag = {k.lower(): v for k, v in parse_qs(str(omgeving.get("QUERY_STRING", "")), keep_blank_values=True).items()}
    vorm = vraag.get("vorm", [""])[0]
    if not vraag.keys() & {"wsdl", "singlewsdl", "xsd"}:
        return None
    if vorm not in ("", KEUZE):
        return _tekst(start, "400 Bad Request", f"No such vorm; known is {KEUZE}: choices for substitution groups\n")
    adres, keuze = _adres(omgeving) + dienst.pad, vorm == KEUZE
    if "xsd" in vraag and not vraag.keys() & {"wsdl", "singlewsdl"}:
        return _schema(vraag["xsd"][0], adres, start, keuze=keuze)
    enkel = "singlewsdl" in vraag
    wsdl = bron.wsdl_voor(dienst.wsdl, adres, _schema_url(adres, keuze=keuze), enkel=enkel, keuze=keuze)
    return _antwoord(start, "200 OK", XML, wsdl)


def _schema_url(adres: str, *, keuze: bool) -> Callable[[str], str]:
    return lambda naam: f"{adres}?xsd={quote(naam)}" + (f"&vorm={KEUZE}" if keuze else "")


def _schema(naam: str, adres: str, start: StartResponse, *, keuze: bool) -> Iterable[bytes]:
    if naam not in bron.schemabestanden():
        return _tekst(start, "404 Not Found", f"No such schema; known are {', '.join(bron.schemabestanden())}\n")
    return _antwoord(start, "200 OK", XML, bron.xsd_voor(naam, _schema_url(adres, keuze=keuze), keuze=keuze))


def _adres(omgeving: WSGIEnvironment) -> str:
    """Scheme and host of the request, for addresses in the WSDL; an unusable Host header is not echoed."""
    host = str(omgeving.get("HTTP_HOST") or "")
    if not _is_host(host):
        host = f"{omgeving['SERVER_NAME']}:{omgeving['SERVER_PORT']}"
    if not _is_host(host):  # on a Unix socket there is neither
        host = "localhost"
    return f"{omgeving['wsgi.url_scheme']}://{host}"


def _is_host(host: str) -> bool:
    gevonden = _HOST.match(host)
    return gevonden is not None and 0 < int(gevonden[1] or 1) <= 65535


def _tekst(
    start: StartResponse, status: str, tekst: str, headers: list[tuple[str, str]] | None = None
) -> Iterable[bytes]:
    return _antwoord(start, status, "text/plain; charset=utf-8", tekst.encode(), headers)


def _antwoord(
    start: StartResponse, status: str, soort: str, data: bytes, headers: list[tuple[str, str]] | None = None
) -> Iterable[bytes]:
    start(status, [("Content-Type", soort), ("Content-Length", str(len(data))), *(headers or [])])
    return [data]
