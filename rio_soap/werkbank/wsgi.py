"""``POST /controle``: the report of one message over HTTP; bounded like the services, and it stores nothing."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from rio_soap.register.database import NietBeschikbaar
from rio_soap.werkbank.controle import Kader, controleer
from rio_soap.werkbank.pagina import als_html
from rio_soap.werkbank.rapport import Rapport, Taal
from rio_soap.werkbank.weergave import als_json

_JSON, _HTML = "application/json; charset=utf-8", "text/html; charset=utf-8"


class ControleToepassing:
    """WSGI callable: the body of the request is the message to explain.

    The header SOAPAction is judged when it is sent, Content-Type when it names XML. ``Accept: text/html`` gives a page,
    anything else JSON; ``?taal=en`` or ``Accept-Language`` beginning with ``en`` gives English; ``?canoniek=ja`` adds
    canonical bytes. The status is 200 for every message that could be read from the connection.

    :param kader: by what is judged.
    """

    def __init__(self, kader: Kader) -> None:
        self.kader = kader

    def __call__(self, omgeving: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        if omgeving["REQUEST_METHOD"] != "POST":
            return _antwoord(start, "405 Method Not Allowed", "text/plain", b"POST a message\n", [("Allow", "POST")])
        maximum = self.kader.profiel.maximum_bytes
        data = omgeving["wsgi.input"].read(maximum + 1)
        if len(data) > maximum:
            tekst = f"more than {maximum} bytes\n".encode()
            return _antwoord(start, "413 Content Too Large", "text/plain", tekst)
        vraag = parse_qs(omgeving.get("QUERY_STRING", ""), keep_blank_values=True)
        soort = str(omgeving.get("CONTENT_TYPE") or "")
        try:
            rapport = controleer(
                "bericht",
                data,
                self.kader,
                soap_action=omgeving.get("HTTP_SOAPACTION"),
                content_type=soort if "xml" in soort.lower() else None,
            )
        except NietBeschikbaar:
            return _antwoord(start, "503 Service Unavailable", "text/plain", b"the register is out of reach\n")
        return _rapport(start, rapport, omgeving, _taal(vraag, omgeving), canoniek="canoniek" in vraag)


def _taal(vraag: dict[str, list[str]], omgeving: dict[str, Any]) -> Taal:
    gevraagd = vraag.get("taal", [str(omgeving.get("HTTP_ACCEPT_LANGUAGE") or "")])[0]
    return "en" if gevraagd.lower().startswith("en") else "nl"


def _rapport(
    start: Callable[..., Any], rapport: Rapport, omgeving: dict[str, Any], taal: Taal, *, canoniek: bool
) -> Iterable[bytes]:
    html = "text/html" in str(omgeving.get("HTTP_ACCEPT") or "")
    schrijf = als_html if html else als_json
    data = schrijf([rapport], taal, canoniek=canoniek).encode()
    # The page shows what a stranger sent: it is escaped, and the browser is told to run nothing all the same.
    koppen = [
        ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "no-store"),
    ]
    return _antwoord(start, "200 OK", _HTML if html else _JSON, data, koppen)


def _antwoord(
    start: Callable[..., Any], status: str, soort: str, data: bytes, koppen: list[tuple[str, str]] | None = None
) -> Iterable[bytes]:
    start(status, [("Content-Type", soort), ("Content-Length", str(len(data))), *(koppen or [])])
    return [data]
