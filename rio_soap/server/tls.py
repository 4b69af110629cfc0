"""TLS with client certificates in our own process, for installs without nginx.

waitress has no TLS. Its loop reads and writes without blocking and buffers requests before a worker sees them, so TLS
belongs inside that loop: a handshake or a body that dawdles holds a socket and never a thread. (cheroot and gunicorn
have TLS of their own, but hold a thread per slow client.) Handshakes have a deadline; what is not verified never
reaches the HTTP parser.
"""

import logging
import ssl
import threading
import time
from pathlib import Path
from typing import Any

from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer

from rio_soap.edukoppeling.certificaat import Certificaatfout
from rio_soap.edukoppeling.certificaatbestand import laad_tls_paar, tls_cas
from rio_soap.server.channel import DirectKanaal, Taak
from rio_soap.server.lanes import Loket
from rio_soap.server.maintenance import onderhoud
from rio_soap.service.verbinding import SLEUTEL
from rio_soap.setup.settings import Instellingsfout

log = logging.getLogger(__name__)

_RECORD = 16 * 1024
"""Bytes in a record of TLS."""
HANDDRUKTIJD = 10.0
"""Seconds in which a TLS handshake has to be done."""
CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"
"""For TLS 1.2: forward secrecy and authenticated encryption only ("goed" of the NCSC); TLS 1.3 has no others."""


def maak_context(certificaat: Path, sleutel: Path, ca: Path, crl: Path | None = None) -> ssl.SSLContext:
    """TLS 1.2 and 1.3, a client certificate from one of the CAs required, no resumption.

    :param ca: PEM file with the CAs whose client certificates are taken.
    :param crl: PEM file with CRLs; given, the CRL of the issuer must be in it and is checked.
    :raises Instellingsfout: when a file cannot be used.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.verify_mode = ssl.CERT_REQUIRED
    context.set_ciphers(CIPHERS)
    # Every connection shows its certificate anew: a party that was withdrawn cannot go on with an old session.
    context.options |= ssl.OP_NO_TICKET | ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION
    context.num_tickets = 0
    for bestand in (certificaat, sleutel, ca, *([crl] if crl else [])):
        if not bestand.is_file():
            raise Instellingsfout(f"{bestand}: no such file")
    try:
        laad_tls_paar(context, certificaat, sleutel, None)
        context.load_verify_locations(**tls_cas(ca))
        if crl is not None:
            context.load_verify_locations(crl)
            context.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF
    except (OSError, Certificaatfout) as fout:
        raise Instellingsfout(f"TLS: {certificaat}, {sleutel}, {ca}: {fout}") from fout
    return context


class _TlsTaak(Taak):
    def get_environment(self) -> dict[str, Any]:
        omgeving: dict[str, Any] = super().get_environment()
        omgeving[SLEUTEL] = self.channel.certificaat
        omgeving["wsgi.url_scheme"] = "https"
        return omgeving


class _TlsKanaal(DirectKanaal):
    """One connection: first the handshake, then as any other."""

    task_class = _TlsTaak

    def __init__(self, server: "TlsServer", sock: Any, addr: Any, adj: Any, map: Any = None) -> None:
        sock.setblocking(False)
        self.certificaat: bytes | None = None
        self._wil_schrijven = False
        # The loop reads while a worker may write, and one TLS connection cannot do both at once.
        self._tls_slot = threading.Lock()
        tls = server.context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
        super().__init__(server, tls, addr, adj, map=map)

    def verlopen(self, nu: float) -> bool:
        """Also when its handshake takes too long."""
        return super().verlopen(nu) or (self.handdruk and self.creation_time < nu - HANDDRUKTIJD)

    @property
    def handdruk(self) -> bool:
        """Whether the handshake is still going on."""
        return self.certificaat is None

    def readable(self) -> bool:
        if self.handdruk:
            return not self.will_close and not self._wil_schrijven
        return bool(super().readable())

    def writable(self) -> bool:
        if self.handdruk:
            return bool(self.will_close or self._wil_schrijven)
        return bool(self._wil_schrijven or super().writable())

    def handle_read(self) -> None:
        if self.handdruk:
            self._schud_handen()
            return
        try:
            data = self._lees()
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError) as fout:
            self._wil_schrijven = isinstance(fout, ssl.SSLWantWriteError)
            return
        except OSError:
            data = b""
        if data:
            self.last_activity = time.time()
            self.received(data)
        else:
            self.handle_close()

    def handle_write(self) -> None:
        if self.handdruk and not self.will_close:
            self._schud_handen()
        else:
            self._wil_schrijven = False
            super().handle_write()

    def _schud_handen(self) -> None:
        try:
            self.socket.do_handshake()
            self.certificaat = self.socket.getpeercert(binary_form=True)
        except ssl.SSLWantReadError:
            self._wil_schrijven = False
        except ssl.SSLWantWriteError:
            self._wil_schrijven = True
        except (OSError, ValueError) as fout:
            log.info("TLS handshake with %s failed: %s", self.addr[0], fout)
            self.handle_close()
        else:
            self._wil_schrijven = False
            if self.certificaat is None:  # CERT_REQUIRED rules it out; nobody gets in on that alone
                self.handle_close()

    def _lees(self) -> bytes:
        """All that one TLS record holds: poll does not see what OpenSSL already has."""
        with self._tls_slot:
            data: bytes = self.socket.recv(self.adj.recv_bytes)
            while data and (rest := self.socket.pending()):
                data += self.socket.recv(rest)
        return data

    def send(self, data: bytes, do_close: bool = True) -> int:
        """Send record by record, as many as the socket takes; gives the number of bytes.

        A record that OpenSSL could not send has to be offered again, whole and first: so never more than one at a time.
        """
        verstuurd, beeld = 0, memoryview(data)
        with self._tls_slot:
            try:
                while verstuurd < len(data):
                    verstuurd += int(self.socket.send(beeld[verstuurd : verstuurd + _RECORD]))
            except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
                return verstuurd
            except OSError as fout:
                log.info("TLS connection with %s broke: %s", self.addr[0], fout)
                self.will_close = True
            else:
                return verstuurd
        if do_close:
            self.handle_close()
        return verstuurd


def _maak_kanaal(server: "TlsServer", sock: Any, addr: Any, adj: Any, map: Any = None) -> None:
    try:
        _TlsKanaal(server, sock, addr, adj, map)
    except (OSError, ValueError):  # gone before it began
        sock.close()


class TlsServer(TcpWSGIServer):  # type: ignore[misc]  # waitress has no types
    """waitress on a TCP port behind TLS with client certificates."""

    channel_class = staticmethod(_maak_kanaal)

    def __init__(self, toepassing: Any, context: ssl.SSLContext, kanalen: dict[int, Any], **instellingen: Any) -> None:
        self.context = context
        adj = Adjustments(log_socket_errors=False, **instellingen)
        super().__init__(toepassing, kanalen, dispatcher=Loket(adj.threads), adj=adj, sockinfo=adj.listen[0])

    def maintenance(self, now: float) -> None:
        """Close what is idle, does not take its answers, or is past the deadline of its handshake."""
        onderhoud(self, now)
