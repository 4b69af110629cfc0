"""HTTP with a small pool of connections, for many threads."""

import http.client
import ssl
import threading
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from rio_soap.edukoppeling.certificaatbestand import laad_tls_paar, tls_cas

MAX_ANTWOORD = 32 * 1024 * 1024
"""Largest answer in bytes; a page of 500 objects takes a few megabytes."""


class Netwerkfout(Exception):
    """No answer came; `verstuurd` tells whether the request may have arrived."""

    def __init__(self, reden: str, *, verstuurd: bool) -> None:
        super().__init__(reden)
        self.verstuurd = verstuurd


@dataclass(frozen=True, slots=True)
class Tls:
    """TLS with a client certificate (PvE 6.4: two-sided TLS).

    :param ca: file, PEM or DER, of the authorities that may sign the server's certificate; None takes those of the
        system.
    :param certificaat: file, PEM or DER, of the client certificate, None for none.
    :param sleutel: PEM file of its key, None when it stands in the same file.
    """

    ca: Path | None = None
    certificaat: Path | None = None
    sleutel: Path | None = None
    wachtwoord: str | None = None

    def context(self) -> ssl.SSLContext:
        """A context that verifies the server, TLS 1.2 or later."""
        context = ssl.create_default_context(**tls_cas(self.ca))
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if self.certificaat is not None:
            laad_tls_paar(context, self.certificaat, self.sleutel, self.wachtwoord)
        return context


class Verbinding:
    """POSTs to one host. Thread-safe: each connection serves one request at a time.

    :param adres: ``http://host:port`` or ``https://host:port``; a path in it comes before that of the service.
    :param tls: by default TLS without client certificate.
    :param wachttijd: seconds to wait for connecting, and for each part of the answer.
    """

    def __init__(self, adres: str, tls: Tls | None = None, wachttijd: float = 60.0, maximum: int = 8) -> None:
        delen = urlsplit(adres)
        if delen.scheme not in ("http", "https") or not delen.hostname:
            raise ValueError(f"{adres!r}: allowed http://host[:port] or https://host[:port]")
        self._host, self._port, self._pad = delen.hostname, delen.port, delen.path.rstrip("/")
        self._context = (tls or Tls()).context() if delen.scheme == "https" else None
        self._wachttijd, self._maximum = wachttijd, maximum
        self._vrij: list[http.client.HTTPConnection] = []
        self._slot = threading.Lock()

    def post(self, pad: str, data: bytes, koppen: dict[str, str], *, vers: bool) -> tuple[int, str | None, bytes]:
        """Status, Content-Type and body of the answer.

        :param vers: on a connection of its own: one that lay idle may be closed by the other side just now, and then
            nobody can tell whether the request arrived.
        :raises Netwerkfout: when no whole answer came.
        """
        verbinding = self._nieuw() if vers else self._pak()
        verstuurd = False
        try:
            if verbinding.sock is None:
                verbinding.connect()
            verstuurd = True
            verbinding.request("POST", self._pad + pad, data, koppen)
            antwoord = verbinding.getresponse()
            inhoud = antwoord.read(MAX_ANTWOORD + 1)
        except (OSError, http.client.HTTPException) as fout:
            verbinding.close()
            raise Netwerkfout(f"{type(fout).__name__}: {fout}", verstuurd=verstuurd) from fout
        if len(inhoud) > MAX_ANTWOORD:
            verbinding.close()
            raise Netwerkfout(f"an answer of more than {MAX_ANTWOORD} bytes", verstuurd=True)
        self._leg_terug(verbinding)
        return antwoord.status, antwoord.headers["Content-Type"], inhoud

    def sluit(self) -> None:
        """Close the connections that lie idle."""
        with self._slot:
            vrij, self._vrij = self._vrij, []
        for verbinding in vrij:
            verbinding.close()

    def _pak(self) -> http.client.HTTPConnection:
        with self._slot:
            return self._vrij.pop() if self._vrij else self._nieuw()

    def _leg_terug(self, verbinding: http.client.HTTPConnection) -> None:
        with self._slot:
            if len(self._vrij) < self._maximum:
                self._vrij.append(verbinding)
                return
        verbinding.close()

    def _nieuw(self) -> http.client.HTTPConnection:
        if self._context is None:
            return http.client.HTTPConnection(self._host, self._port, timeout=self._wachttijd)
        return http.client.HTTPSConnection(self._host, self._port, timeout=self._wachttijd, context=self._context)
