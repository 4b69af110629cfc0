"""HTTP with a small pool of connections, for many threads.

An answer counts when all of it came: to its Content-Length, or to the end of its last chunk. Half of one tells nothing
of what became of the request.
"""

import contextlib
import http.client
import socket
import ssl
import threading
import zlib
from typing import NamedTuple
from urllib.parse import urlsplit

from rio_soap.bevinding.spraak import zin
from rio_soap.edukoppeling.tls_client import Tls

MAX_ANTWOORD = 32 * 1024 * 1024
"""Largest answer in bytes; a page of 500 objects takes a few megabytes."""


_GEWEIGERD = frozenset({"BAD_CERTIFICATE", "CERTIFICATE_EXPIRED", "CERTIFICATE_REQUIRED", "CERTIFICATE_REVOKED"}) | {
    "CERTIFICATE_UNKNOWN",
    "UNKNOWN_CA",
    "UNSUPPORTED_CERTIFICATE",
    "HANDSHAKE_FAILURE",
    "ACCESS_DENIED",
}
"""Alerts of TLS by which the other side ends a handshake. With TLS 1.3 they come when the request has already left; who
sends one has not read it, for our certificate comes before it."""


VERBINDTIJD = 4.0
"""Seconds to make a connection, TLS and all: who does not answer by then is not there, or speaks something else."""
_TLS_ALERT = "\\x15\\x03"
"""How an answer of TLS to plain HTTP begins, as `http.client` shows it."""


class Netwerkfout(Exception):
    """No answer came; `verstuurd` tells whether the request may have arrived, `vergeefs` that it would go the same a
    second time."""

    def __init__(self, reden: str, *, verstuurd: bool, vergeefs: bool = False) -> None:
        super().__init__(reden)
        self.verstuurd, self.vergeefs = verstuurd, vergeefs


class HttpAntwoord(NamedTuple):
    """What came back over HTTP.

    :param begrensd: whether its end was marked, by Content-Length or chunks; if not, it may have been cut off unseen.
    """

    status: int
    content_type: str | None
    inhoud: bytes
    begrensd: bool = True


class Verbinding:
    """POSTs to one host. Thread-safe: each connection serves one request at a time.

    :param adres: ``http://host:port`` or ``https://host:port``; a path in it comes before that of the service.
    :param tls: by default TLS without client certificate.
    :param wachttijd: seconds to wait for each part of the answer; for connecting `VERBINDTIJD` at most.
    """

    def __init__(self, adres: str, tls: Tls | None = None, wachttijd: float = 60.0, maximum: int = 8) -> None:
        try:
            delen = urlsplit(adres)
            self._port = delen.port
        except ValueError as fout:  # a port that is no number, half an IPv6 address
            raise ValueError(zin("clientfout.adres", adres=adres)) from fout
        if delen.scheme not in ("http", "https") or not delen.hostname:
            raise ValueError(zin("clientfout.adres", adres=adres))
        self._host, self._pad = delen.hostname, delen.path.rstrip("/")
        self._context = (tls or Tls()).context() if delen.scheme == "https" else None
        self._wachttijd, self._maximum = wachttijd, maximum
        self._vrij: list[http.client.HTTPConnection] = []
        self._lock = threading.Lock()

    def post(self, pad: str, data: bytes, headers: dict[str, str], *, vers: bool) -> HttpAntwoord:
        """The whole answer, unpacked.

        :param vers: on a connection of its own: one that lay idle may be closed by the other side just now, and then
            nobody can tell whether the request arrived.
        :raises Netwerkfout: when no whole answer came.
        """
        verbinding = self._nieuw() if vers else self._pak()
        verstuurd = False
        try:
            if verbinding.sock is None:
                verbinding.connect()
                verbinding.sock.settimeout(self._wachttijd)
            verstuurd = True
            # Who refuses a request early may answer and close while it is still being sent.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError, ssl.SSLEOFError):
                verbinding.request("POST", self._pad + pad, data, headers)
            antwoord = verbinding.getresponse()
            uit = _lees(antwoord)
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as fout:
            tot_tls = verbinding.sock is not None
            verbinding.close()
            bereikt = verstuurd and not _geweigerd(fout) and not _met_tls(fout)
            reden = self._reden(fout, verstuurd=verstuurd, tot_tls=tot_tls)
            raise Netwerkfout(reden, verstuurd=bereikt, vergeefs=_vergeefs(fout, verstuurd=verstuurd)) from fout
        except Netwerkfout:
            verbinding.close()
            raise
        if uit.status in (200, 500):
            self._leg_terug(verbinding)
        else:
            verbinding.close()  # not RIO's, so who knows what state it is in; after 1xx the answer may still come
        return uit

    def sluit(self) -> None:
        """Close the connections that lie idle."""
        with self._lock:
            vrij, self._vrij = self._vrij, []
        for verbinding in vrij:
            verbinding.close()

    def _pak(self) -> http.client.HTTPConnection:
        with self._lock:
            return self._vrij.pop() if self._vrij else self._nieuw()

    def _leg_terug(self, verbinding: http.client.HTTPConnection) -> None:
        with self._lock:
            if len(self._vrij) < self._maximum:
                self._vrij.append(verbinding)
                return
        verbinding.close()

    def _nieuw(self) -> http.client.HTTPConnection:
        wacht = min(self._wachttijd, VERBINDTIJD)
        if self._context is None:
            return http.client.HTTPConnection(self._host, self._port, timeout=wacht)
        return http.client.HTTPSConnection(self._host, self._port, timeout=wacht, context=self._context)

    def _reden(self, fout: Exception, *, verstuurd: bool, tot_tls: bool) -> str:
        """What went wrong, where, and what helps.

        :param tot_tls: whether there was a connection, so that TLS was spoken, or had to be.
        """
        poort = self._port or (80 if self._context is None else 443)
        waar, seconden = f"{self._host}:{poort}", f"{min(self._wachttijd, VERBINDTIJD):g}"
        if isinstance(fout, TimeoutError) and verstuurd:
            return zin("clientfout.geen_antwoord", waar=waar, seconden=f"{self._wachttijd:g}")
        if isinstance(fout, TimeoutError):
            return zin("clientfout.stil_tls" if tot_tls else "clientfout.stil", waar=waar, seconden=seconden)
        if isinstance(fout, ConnectionRefusedError):
            return zin("clientfout.geweigerd", waar=waar)
        if isinstance(fout, socket.gaierror):
            return zin("clientfout.naam", naam=self._host)
        if isinstance(fout, ssl.SSLCertVerificationError):
            return zin("clientfout.servercertificaat", waar=waar, waarom=fout.verify_message)
        hint = zin("clientfout.geen_tls") if _zonder_tls(fout) else zin("clientfout.wel_tls") if _met_tls(fout) else ""
        return f"{waar}: {type(fout).__name__}: {fout}{hint}"


def _geweigerd(fout: Exception) -> bool:
    """Whether the other side ended the handshake of TLS."""
    return isinstance(fout, ssl.SSLError) and any(naam in (fout.reason or "") for naam in _GEWEIGERD)


def _zonder_tls(fout: Exception) -> bool:
    """Whether the other side speaks no TLS."""
    return isinstance(fout, ssl.SSLError) and fout.reason in ("WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE")


def _met_tls(fout: Exception) -> bool:
    """Whether the other side answered plain HTTP with TLS."""
    return isinstance(fout, http.client.BadStatusLine) and _TLS_ALERT in ascii(str(fout))


def _vergeefs(fout: Exception, *, verstuurd: bool) -> bool:
    """Whether the same would come of trying again: a name that is not there, and whatever is wrong with TLS."""
    if isinstance(fout, socket.gaierror):
        return fout.errno != socket.EAI_AGAIN
    tls = isinstance(fout, ssl.SSLError) or (isinstance(fout, TimeoutError) and "handshake" in str(fout))
    return (tls and not verstuurd) or _met_tls(fout)


def _lees(antwoord: http.client.HTTPResponse) -> HttpAntwoord:
    """The whole body.

    :raises Netwerkfout: for one that is cut off, too large, or packed in a way that is not known.
    :raises http.client.IncompleteRead: for chunks without end.
    """
    inhoud = antwoord.read(MAX_ANTWOORD + 1)
    if len(inhoud) <= MAX_ANTWOORD and antwoord.length:
        reden = zin("clientfout.afgebroken", aantal=len(inhoud), van=len(inhoud) + antwoord.length)
        raise Netwerkfout(reden, verstuurd=True)
    codering = (antwoord.headers["Content-Encoding"] or "identity").strip().lower()
    if codering in ("gzip", "x-gzip", "deflate"):
        inhoud = _pak_uit(inhoud)
    elif codering != "identity":
        raise Netwerkfout(zin("clientfout.codering", codering=codering[:40]), verstuurd=True)
    if len(inhoud) > MAX_ANTWOORD:
        raise Netwerkfout(zin("clientfout.te_groot", meeste=MAX_ANTWOORD), verstuurd=True)
    begrensd = bool(antwoord.chunked) or antwoord.headers["Content-Length"] is not None
    return HttpAntwoord(antwoord.status, antwoord.headers["Content-Type"], inhoud, begrensd)


def _pak_uit(inhoud: bytes) -> bytes:
    """What was packed by a link on the way, to just above `MAX_ANTWOORD` bytes.

    :raises Netwerkfout: when its end is missing.
    :raises zlib.error: when it is no gzip or zlib.
    """
    pakker = zlib.decompressobj(wbits=47)  # gzip or zlib, as its head says
    uit = pakker.decompress(inhoud, MAX_ANTWOORD + 1)
    if len(uit) <= MAX_ANTWOORD and not pakker.eof:
        raise Netwerkfout(zin("clientfout.ingepakt"), verstuurd=True)
    return uit
