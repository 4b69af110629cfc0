"""HTTP to the other registers: one connection pool per process, and an end to every call that nothing can postpone.

zeep makes the messages and its transport is replaced here: its own reads answers of any size, follows redirects and
has no limit on the time of a whole call. Time-outs of sockets alone are not enough, for a server that sends a byte
now and then never meets them; so a timer cuts the connection at the deadline.
"""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import urllib3
from lxml import etree
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    SSLError,
    TimeoutError,
)
from zeep.transports import Transport

from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.resilience import Deadline, Limits
from rio_soap.edukoppeling.tls_client import Tls

_BROK = 65536
_ROEP = "rio_soap"


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """A complete answer, with the envelope that was asked with (for wsa:RelatesTo)."""

    status: int
    content_type: str | None
    inhoud: bytes
    verzoek: etree._Element


class _Bewaker:
    """Cuts the connection that one call uses when its time is over."""

    def __init__(self, deadline: Deadline) -> None:
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self.verlopen = False
        self._wekker = threading.Timer(deadline.left(), self._verloop)
        self._wekker.daemon = True
        self._wekker.start()

    def bewaak(self, verbinding: socket.socket) -> None:
        """From now on this connection; a duplicate is kept, because TLS takes over the socket itself."""
        dubbel = socket.fromfd(verbinding.fileno(), verbinding.family, verbinding.type)
        with self._lock:
            self._sluit()
            self._socket = dubbel
            if self.verlopen:
                _knip(dubbel)

    def _verloop(self) -> None:
        with self._lock:
            self.verlopen = True
            if self._socket is not None:
                _knip(self._socket)

    def done(self) -> None:
        """The call is over."""
        self._wekker.cancel()
        with self._lock:
            self._sluit()

    def _sluit(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def _knip(verbinding: socket.socket) -> None:
    with contextlib.suppress(OSError):  # already closed by the other side
        verbinding.shutdown(socket.SHUT_RDWR)


class _Nu(threading.local):
    """The guard of the call that this thread is making."""

    bewaker: _Bewaker | None = None


_nu = _Nu()


class _Bewaakt:
    """Mixed into urllib3's connections: reports every socket that a call is going to use."""

    sock: socket.socket | None

    def _new_conn(self) -> socket.socket:
        nieuw: socket.socket = super()._new_conn()  # type: ignore[misc]  # of the connection it is mixed into
        if _nu.bewaker is not None:
            _nu.bewaker.bewaak(nieuw)
        return nieuw

    def request(self, *args: object, **kwargs: object) -> None:
        if _nu.bewaker is not None and self.sock is not None:  # one that is used again
            _nu.bewaker.bewaak(self.sock)
        super().request(*args, **kwargs)  # type: ignore[misc]


class _Http(_Bewaakt, HTTPConnection):
    pass


class _Https(_Bewaakt, HTTPSConnection):
    pass


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _Http


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _Https


class ChainTransport(Transport):  # type: ignore[misc]  # zeep has no types
    """zeep's transport over one pool; `tijdens` gives the deadline of the call that a thread makes.

    :param register: name for errors.
    :raises OSError, ssl.SSLError: when a file of `tls` cannot be used.
    """

    def __init__(self, register: str, limits: Limits, tls: Tls | None = None) -> None:
        super().__init__()
        self._register, self._limits = register, limits
        self._pool = urllib3.PoolManager(
            num_pools=2, maxsize=limits.concurrent, block=False, retries=False, ssl_context=(tls or Tls()).context()
        )
        self._pool.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}
        self._lokaal = threading.local()

    @contextlib.contextmanager
    def tijdens(self, deadline: Deadline) -> Iterator[None]:
        """Calls of this thread inside must end within this time."""
        self._lokaal.deadline = deadline
        try:
            yield
        finally:
            self._lokaal.deadline = None

    def load(self, url: str) -> bytes:
        """Read a WSDL or XSD from disk.

        :raises ValueError: for anything that would have to be fetched.
        """
        if "://" in url:
            raise ValueError(f"{url}: schemas are read from disk only")
        return Path(url).read_bytes()

    def post_xml(self, address: str, envelope: etree._Element, headers: dict[str, str]) -> HttpResponse:
        """Send an envelope and read the whole answer, within the time of `tijdens`.

        :raises ChainFailure: when there is no complete answer of acceptable size in time.
        """
        deadline = getattr(self._lokaal, "deadline", None) or Deadline(self._limits.response)
        data = etree.tostring(envelope, xml_declaration=True, encoding="UTF-8")
        bewaker = _nu.bewaker = _Bewaker(deadline)
        try:
            status, content_type, inhoud = self._stuur(address, data, headers, deadline)
        except (HTTPError, OSError) as fout:
            raise self._storing(fout, verlopen=bewaker.verlopen) from fout
        finally:
            bewaker.done()
            _nu.bewaker = None
        if bewaker.verlopen:
            raise ChainFailure(self._register, Reason.TIMEOUT, "the answer was not complete in time")
        return HttpResponse(status, content_type, inhoud, envelope)

    def _stuur(
        self, adres: str, data: bytes, headers: dict[str, str], deadline: Deadline
    ) -> tuple[int, str | None, bytes]:
        rest = max(deadline.left(), 0.001)
        antwoord = self._pool.request(
            "POST",
            adres,
            body=data,
            headers={**headers, "User-Agent": _ROEP, "Accept": "text/xml"},
            timeout=urllib3.Timeout(connect=min(self._limits.connect, rest), read=rest),
            redirect=False,
            preload_content=False,
            decode_content=False,
        )
        try:
            self._controleer_status(antwoord.status, antwoord.headers.get("Retry-After"))
            if antwoord.headers.get("Content-Encoding", "identity") != "identity":
                raise ChainFailure(self._register, Reason.INVALID, "an encoded answer, which was not asked for")
            inhoud = self._lees(antwoord)
        except BaseException:
            antwoord.close()  # what is left of the answer must not meet the next question
            raise
        antwoord.release_conn()
        return antwoord.status, antwoord.headers.get("Content-Type"), inhoud

    def _lees(self, antwoord: urllib3.BaseHTTPResponse) -> bytes:
        brokken: list[bytes] = []
        omvang = 0
        while brok := antwoord.read(_BROK, decode_content=False):
            omvang += len(brok)
            if omvang > self._limits.maximum_response:
                melding = f"an answer of more than {self._limits.maximum_response} bytes"
                raise ChainFailure(self._register, Reason.INVALID, melding)
            brokken.append(brok)
        return b"".join(brokken)

    def _controleer_status(self, status: int, retry_after: str | None) -> None:
        """Only 200 and 500 carry a SOAP message (SOAP 1.1, section 6.2)."""
        if status in (200, 500):
            return
        melding = f"HTTP {status}"
        wacht = float(retry_after) if retry_after and retry_after.isdecimal() and len(retry_after) < 6 else None
        if status == 429:
            raise ChainFailure(self._register, Reason.BUSY, melding, wacht, retryable=True)
        if status >= 500:
            raise ChainFailure(self._register, Reason.ERROR, melding, wacht, retryable=status in (502, 503, 504))
        if status >= 400:
            raise ChainFailure(self._register, Reason.QUESTION, melding)
        raise ChainFailure(self._register, Reason.INVALID, melding)

    def _storing(self, fout: Exception, *, verlopen: bool) -> ChainFailure:
        """What a failure of the connection means. Whether a question is repeated does not hang on how far it got: all
        questions here only read."""
        melding = f"{type(fout).__name__}: {fout}"[:300]
        if verlopen:
            return ChainFailure(self._register, Reason.TIMEOUT, "no complete answer in time")
        if isinstance(fout, SSLError | ssl.SSLError):
            return ChainFailure(self._register, Reason.CERTIFICATE, melding)
        if isinstance(fout, NewConnectionError | NameResolutionError | ProtocolError | ConnectTimeoutError):
            return ChainFailure(self._register, Reason.UNREACHABLE, melding, retryable=True)
        if isinstance(fout, TimeoutError):
            return ChainFailure(self._register, Reason.TIMEOUT, melding)
        return ChainFailure(self._register, Reason.UNREACHABLE, melding, retryable=True)

    def sluit(self) -> None:
        """Close all connections."""
        self._pool.clear()
