"""``POST /controle`` and ``POST /voorbeeld``: the report of one message over HTTP, or the preview of a delivery.

Bounded like the services, and nothing is stored.
"""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from rio_soap.register.database import NietBeschikbaar
from rio_soap.werkbank import voorbeeldweergave
from rio_soap.werkbank.controle import Kader, controleer
from rio_soap.werkbank.pagina import als_html
from rio_soap.werkbank.rapport import Taal
from rio_soap.werkbank.voorbeeld import Bekijk, blik_vooruit
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
        html = "text/html" in str(omgeving.get("HTTP_ACCEPT") or "")
        try:
            tekst_uit = self._schrijf(
                data,
                omgeving.get("HTTP_SOAPACTION"),
                soort if "xml" in soort.lower() else None,
                _taal(vraag, omgeving),
                html=html,
                canoniek="canoniek" in vraag,
            )
        except NietBeschikbaar:
            return _antwoord(start, "503 Service Unavailable", "text/plain", b"the register is out of reach\n")
        return _pagina(start, tekst_uit, html=html)

    def _schrijf(
        self, data: bytes, soap_action: str | None, content_type: str | None, taal: Taal, *, html: bool, canoniek: bool
    ) -> str:
        rapport = controleer("bericht", data, self.kader, soap_action=soap_action, content_type=content_type)
        return (als_html if html else als_json)([rapport], taal, canoniek=canoniek)


class VoorbeeldToepassing(ControleToepassing):
    """WSGI callable, as `ControleToepassing`: the body of the request is the delivery to preview.

    :param kader: by what is judged, and on whose behalf the register may be asked.
    :param bekijk: looks at the register.
    """

    def __init__(self, kader: Kader, bekijk: Bekijk) -> None:
        super().__init__(kader)
        self.bekijk = bekijk

    def _schrijf(
        self, data: bytes, soap_action: str | None, content_type: str | None, taal: Taal, *, html: bool, canoniek: bool
    ) -> str:
        blik = blik_vooruit(
            "bericht", data, self.kader, self.bekijk, soap_action=soap_action, content_type=content_type
        )
        schrijf = voorbeeldweergave.als_html if html else voorbeeldweergave.als_json
        return schrijf([blik], taal, canoniek=canoniek)


def _taal(vraag: dict[str, list[str]], omgeving: dict[str, Any]) -> Taal:
    gevraagd = vraag.get("taal", [str(omgeving.get("HTTP_ACCEPT_LANGUAGE") or "")])[0]
    return "en" if gevraagd.lower().startswith("en") else "nl"


def _pagina(start: Callable[..., Any], tekst: str, *, html: bool) -> Iterable[bytes]:
    # The page shows what a stranger sent: it is escaped, and the browser is told to run nothing all the same.
    koppen = [
        ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "no-store"),
    ]
    return _antwoord(start, "200 OK", _HTML if html else _JSON, tekst.encode(), koppen)


def _antwoord(
    start: Callable[..., Any], status: str, soort: str, data: bytes, koppen: list[tuple[str, str]] | None = None
) -> Iterable[bytes]:
    start(status, [("Content-Type", soort), ("Content-Length", str(len(data))), *(koppen or [])])
    return [data]
