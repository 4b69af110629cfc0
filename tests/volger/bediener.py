"""A register over HTTP for tests: published files with ranges, the feed, and faults on demand."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.volger.maker import Wereld


@dataclass
class Bediening:
    """What is served, and what goes wrong.

    :param storingen: answers given first, one a request: a status, or ``breek`` to stop in the middle of a file.
    :param per_pagina: changes on a page of the feed.
    """

    map: Path
    wereld: Wereld
    url: str = ""
    storingen: list[int | str] = field(default_factory=list)
    per_pagina: int = 7
    retry_after: str = "0"
    gevraagd: list[str] = field(default_factory=list)
    feed_status: int = 200


@contextmanager
def bedien(map_: Path, wereld: Wereld) -> Iterator[Bediening]:
    """Serve on a free port."""
    bediening = Bediening(map_, wereld)

    class Antwoorder(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one packet

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            bediening.gevraagd.append(self.path)
            storing = bediening.storingen.pop(0) if bediening.storingen else None
            if isinstance(storing, int):
                self.geef(storing, b"", {"Retry-After": bediening.retry_after})
            elif self.path.startswith("/api/v1/wijzigingen"):
                self.feed()
            else:
                self.bestand(breek=storing == "breek")

        def feed(self) -> None:
            if bediening.feed_status != 200:
                self.geef(bediening.feed_status, b"{}", {})
                return
            vraag = parse_qs(urlsplit(self.path).query)
            stroom, _, na = vraag["na"][0].rpartition("-")
            if stroom != bediening.wereld.stroom or int(na) > bediening.wereld.volgnummer:
                fout = {"status": 400, "errors": [{"in": "query", "name": "na", "code": "RS1010"}]}
                self.geef(400, json.dumps(fout).encode(), {"Content-Type": "application/problem+json"})
                return
            assert vraag["metInhoud"] == ["true"]
            pagina = bediening.wereld.feed(int(na), min(int(vraag["limiet"][0]), bediening.per_pagina))
            self.geef(200, json.dumps(pagina).encode(), {"Content-Type": "application/json"})

        def bestand(self, *, breek: bool) -> None:
            pad = self.path.removeprefix("/opendata/v1/")
            if pad.startswith("actueel/"):
                dagen = sorted(deel.name for deel in bediening.map.iterdir() if not deel.name.startswith("."))
                doel = f"/opendata/v1/{dagen[-1]}/{pad.removeprefix('actueel/')}" if dagen else None
                self.geef(303 if doel else 404, b"", {"Location": doel} if doel else {})
                return
            bestand = bediening.map / pad
            if not bestand.is_file():
                self.geef(404, b"", {})
                return
            inhoud, status = bestand.read_bytes(), 200
            if bereik := self.headers.get("Range"):
                inhoud, status = inhoud[int(bereik.removeprefix("bytes=").rstrip("-")) :], 206
            self.geef(status, inhoud, {}, breek=breek)

        def geef(self, status: int, inhoud: bytes, kop: dict[str, str], *, breek: bool = False) -> None:
            self.send_response(status)
            for naam, waarde in kop.items():
                self.send_header(naam, waarde)
            self.send_header("Content-Length", str(len(inhoud)))
            self.end_headers()
            self.wfile.write(inhoud[: len(inhoud) // 2] if breek else inhoud)
            if breek:
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Antwoorder)
    server.daemon_threads = True
    bediening.url = f"http://127.0.0.1:{server.server_address[1]}"
    draad = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    draad.start()
    try:
        yield bediening
    finally:
        server.shutdown()
        server.server_close()
        draad.join()
