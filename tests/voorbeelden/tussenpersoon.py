"""Somebody between an example and the service, who changes what the service answers."""

import re
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Verander = Callable[[bytes], bytes]


def ander_getal(antwoord: bytes) -> bytes:
    """A code that RIO did not give."""
    return re.sub(rb"(opleidingseenheidcode>[0-9]{4}O)[0-9]{4}<", rb"\g<1>9998<", antwoord)


def zonder_handtekening(antwoord: bytes) -> bytes:
    """No wsse:Security."""
    return re.sub(rb"<wsse:Security.*</wsse:Security>", b"", antwoord, flags=re.DOTALL)


def omgewikkeld(antwoord: bytes) -> bytes:
    """The Body that was signed goes into the header, and another takes its place without an Id."""
    body = re.search(rb"<SOAP-ENV:Body.*</SOAP-ENV:Body>", antwoord, re.DOTALL)
    assert body is not None
    vals = re.sub(rb"<SOAP-ENV:Body[^>]*>", b"<SOAP-ENV:Body>", ander_getal(body[0]))
    begin, einde = antwoord[: body.start()], antwoord[body.end() :]
    return begin.replace(b"</SOAP:Header>", b'<oud xmlns="urn:oud">' + body[0] + b"</oud></SOAP:Header>") + vals + einde


def dubbel(antwoord: bytes) -> bytes:
    """As `omgewikkeld`, but the Body in its place has the same Id."""
    weg = omgewikkeld(antwoord)
    id_ = re.search(rb'<SOAP-ENV:Body[^>]*( wsu:Id="[^"]+")', weg)
    namen = re.search(rb'<SOAP-ENV:Body[^>]*( xmlns:wsu="[^"]+")', weg)
    assert id_ is not None
    return weg.replace(b"<SOAP-ENV:Body>", b"<SOAP-ENV:Body" + (namen[1] if namen else b"") + id_[1] + b">")


def andere_vraag() -> Verander:
    """The first answer again, whatever is asked: rightly signed, but no answer to the message that was sent."""
    eerste: list[bytes] = []

    def verander(antwoord: bytes) -> bytes:
        eerste.append(antwoord)
        return eerste[0]

    return verander


def eerdere_levering() -> Verander:
    """The answer to the first delivery once more, to the second one: of the right operation and sender."""
    alle: list[bytes] = []

    def verander(antwoord: bytes) -> bytes:
        if b"aanleveren_opleidingseenheid_response" not in antwoord:
            return antwoord
        alle.append(antwoord)
        return alle[0]

    return verander


@contextmanager
def ertussen(adres: str, verander: Verander = bytes, vorm: str = "&vorm=keuze") -> Iterator[str]:
    """Gives the address of one who passes everything on to `adres`, and changes what is answered to a POST.

    :param vorm: what is asked of the WSDL where an example asks the choice variant.
    """

    class Doorgever(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.path = self.path.replace("&vorm=keuze", vorm)
            self._door(None, bytes)

        def do_POST(self) -> None:
            self._door(self.rfile.read(int(self.headers["Content-Length"])), verander)

        def _door(self, data: bytes | None, bewerk: Verander) -> None:
            koppen = {naam: self.headers[naam] for naam in ("Content-Type", "SOAPAction") if naam in self.headers}
            try:
                antwoord = urllib.request.urlopen(urllib.request.Request(adres + self.path, data, koppen), timeout=30)
            except urllib.error.HTTPError as fout:
                antwoord = fout
            with antwoord:
                inhoud = bewerk(antwoord.read())
                self.send_response(antwoord.status)
                self.send_header("Content-Type", antwoord.headers["Content-Type"])
            self.send_header("Content-Length", str(len(inhoud)))
            self.end_headers()
            self.wfile.write(inhoud)

        def log_message(self, format: str, *args: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Doorgever)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
