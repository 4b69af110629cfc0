"""An issuer of OpenID Connect over real HTTP in this process, whose traffic is seen and can be changed."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import urllib3
import werkzeug.serving
from oidc_provider_mock import app


class Proefuitgever:
    """The server, with what came in.

    :param anders: changes what an answer of a path is, by path: takes its JSON and gives other.
    """

    def __init__(self) -> None:
        self.gezien: list[tuple[str, dict[str, list[str]], str]] = []
        self.anders: dict[str, Callable[[Any], Any]] = {}
        self.nonce: str | None = None
        self.adres = ""
        self._app: WSGIApplication = app(require_nonce=True)

    def __call__(self, omgeving: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        pad = omgeving["PATH_INFO"]
        lengte = int(omgeving.get("CONTENT_LENGTH") or 0)
        ruw = omgeving["wsgi.input"].read(lengte) if lengte else b""
        omgeving["wsgi.input"] = BytesIO(ruw)
        vraag = parse_qs(omgeving.get("QUERY_STRING", "")) | parse_qs(ruw.decode())
        self.gezien.append((pad, vraag, omgeving.get("HTTP_AUTHORIZATION", "")))
        if pad == "/oauth2/authorize" and self.nonce is not None:
            delen = {naam: waarden[0] for naam, waarden in parse_qs(omgeving["QUERY_STRING"]).items()}
            omgeving["QUERY_STRING"] = urlencode({**delen, "nonce": self.nonce})
        if pad not in self.anders:
            return self._app(omgeving, start)
        koppen: list[Any] = []
        inhoud = b"".join(self._app(omgeving, lambda status, kop, fout=None: koppen.append((status, kop))))  # type: ignore
        nieuw = self.anders[pad](json.loads(inhoud))
        uit = nieuw if isinstance(nieuw, bytes) else json.dumps(nieuw).encode()
        start(koppen[0][0], [("Content-Type", "application/json"), ("Content-Length", str(len(uit)))])
        return [uit]

    def stuur(self, sub: str, **claims: Any) -> None:
        """Let somebody be there."""
        antwoord = urllib3.request("PUT", f"{self.adres}/users/{sub}", json=claims)
        assert antwoord.status == 204, antwoord.data

    def log_in(self, adres: str, sub: str = "", **velden: str) -> str:
        """Log in on the page where the browser was sent; gives path and query of where it is sent back."""
        koppen = {"Content-Type": "application/x-www-form-urlencoded"}
        inhoud = urlencode({"sub": sub, **velden})
        antwoord = urllib3.request("POST", adres, body=inhoud, headers=koppen, redirect=False)
        assert antwoord.status == 302, antwoord.data
        delen = urlsplit(antwoord.headers["Location"])
        assert delen.netloc == "localhost"
        return f"{delen.path}?{delen.query}"


@contextmanager
def uitgever() -> Iterator[Proefuitgever]:
    """One that runs."""
    dit = Proefuitgever()
    server = werkzeug.serving.make_server("localhost", 0, dit, threaded=True)
    dit.adres = f"http://localhost:{server.server_port}"
    draad = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    draad.start()
    try:
        yield dit
    finally:
        server.shutdown()
        draad.join()
        server.server_close()
