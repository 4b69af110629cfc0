"""``POST /controle`` and ``POST /voorbeeld``: the report of one message over HTTP, or the preview of a delivery.

Bounded like the services, in time and size of the answer too, per sender and in all; and nothing is stored.
"""

from collections.abc import Iterable
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIEnvironment

from rio_soap.bevinding import TALEN, Taal
from rio_soap.bevinding.spraak import gekozen
from rio_soap.edukoppeling.trusted import vingerafdruk
from rio_soap.register.database.failures import Unavailable
from rio_soap.service.tls_end import SLEUTEL
from rio_soap.workbench import voorbeeldweergave
from rio_soap.workbench.controle import Kader, controleer
from rio_soap.workbench.maat import Permit, TeVeel, Toelating, afzender
from rio_soap.workbench.pagina import als_html
from rio_soap.workbench.preview import Bekijk, blik_vooruit
from rio_soap.workbench.weergave import als_json

_THREADS = 8
_JSON, _HTML = "application/json; charset=utf-8", "text/html; charset=utf-8"


class ControleToepassing:
    """WSGI callable: the body of the request is the message to explain.

    The header SOAPAction is judged when it is sent, Content-Type when it names XML. ``Accept: text/html`` gives a page,
    anything else JSON; ``?taal=en`` or ``Accept-Language`` beginning with ``en`` gives English, with ``nl`` Dutch;
    ``?canoniek=ja`` adds canonical bytes. The status is 200 for every message that could be read from the connection,
    429 with Retry-After for a sender that asks too much.

    :param kader: by what is judged.
    :param toelating: who may ask; by default there is no limit per sender.
    """

    def __init__(self, kader: Kader, toelating: Toelating | None = None) -> None:
        self.kader = kader
        self.toelating = toelating or Toelating.maak(0, _THREADS)

    def __call__(self, omgeving: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if omgeving["REQUEST_METHOD"] != "POST":
            return _antwoord(start, "405 Method Not Allowed", "text/plain", b"POST a message\n", [("Allow", "POST")])
        maximum = self.kader.profiel.maximum_bytes
        data = omgeving["wsgi.input"].read(maximum + 1)
        if len(data) > maximum:
            tekst = f"more than {maximum} bytes\n".encode()
            return _antwoord(start, "413 Content Too Large", "text/plain", tekst)
        certificaat = omgeving.get(SLEUTEL)
        wie = afzender(vingerafdruk(certificaat) if certificaat else None, str(omgeving.get("REMOTE_ADDR") or ""))
        try:
            with self.toelating.beurt(wie) as beurt:
                return self._bericht(data, omgeving, start, beurt)
        except TeVeel as fout:
            tekst = f"too many reports; wait {fout.wacht} s\n".encode()
            headers = [("Retry-After", str(fout.wacht))]
            return _antwoord(start, "429 Too Many Requests", "text/plain", tekst, headers)

    def _bericht(self, data: bytes, omgeving: WSGIEnvironment, start: StartResponse, beurt: Permit) -> Iterable[bytes]:
        vraag = parse_qs(omgeving.get("QUERY_STRING", ""), keep_blank_values=True)
        soort = str(omgeving.get("CONTENT_TYPE") or "")
        html = "text/html" in str(omgeving.get("HTTP_ACCEPT") or "")
        try:
            tekst_uit, beurt.partij = self._schrijf(
                data,
                omgeving.get("HTTP_SOAPACTION"),
                soort if "xml" in soort.lower() else None,
                _taal(vraag, omgeving),
                html=html,
                canoniek="canoniek" in vraag,
            )
        except Unavailable:
            return _antwoord(start, "503 Service Unavailable", "text/plain", b"the register is out of reach\n")
        return _pagina(start, tekst_uit, html=html)

    def _schrijf(
        self, data: bytes, soap_action: str | None, content_type: str | None, taal: Taal, *, html: bool, canoniek: bool
    ) -> tuple[str, str | None]:
        """The report, and the fingerprint of who proved to have signed the message."""
        rapport = controleer("bericht", data, self.kader, soap_action=soap_action, content_type=content_type)
        return (als_html if html else als_json)([rapport], taal, canoniek=canoniek), rapport.bewezen


class VoorbeeldToepassing(ControleToepassing):
    """WSGI callable, as `ControleToepassing`: the body of the request is the delivery to preview.

    :param kader: by what is judged, and on whose behalf the register may be asked.
    :param bekijk: looks at the register.
    :param toelating: as there.
    """

    def __init__(self, kader: Kader, bekijk: Bekijk, toelating: Toelating | None = None) -> None:
        super().__init__(kader, toelating)
        self.bekijk = bekijk

    def _schrijf(
        self, data: bytes, soap_action: str | None, content_type: str | None, taal: Taal, *, html: bool, canoniek: bool
    ) -> tuple[str, str | None]:
        blik = blik_vooruit(
            "bericht", data, self.kader, self.bekijk, soap_action=soap_action, content_type=content_type
        )
        schrijf = voorbeeldweergave.als_html if html else voorbeeldweergave.als_json
        return schrijf([blik], taal, canoniek=canoniek), blik.rapport.bewezen


def _taal(vraag: dict[str, list[str]], omgeving: WSGIEnvironment) -> Taal:
    """The language that is asked for; who asks for neither gets that of the service (``RIO_TAAL``), or Dutch."""
    gevraagd = vraag.get("taal", [str(omgeving.get("HTTP_ACCEPT_LANGUAGE") or "")])[0].lower()
    return next((taal for taal in TALEN if gevraagd.startswith(taal)), gekozen("nl"))


def _pagina(start: StartResponse, tekst: str, *, html: bool) -> Iterable[bytes]:
    # The page shows what a stranger sent: it is escaped, and the browser is told to run nothing all the same.
    headers = [
        ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "no-store"),
    ]
    return _antwoord(start, "200 OK", _HTML if html else _JSON, tekst.encode(), headers)


def _antwoord(
    start: StartResponse, status: str, soort: str, data: bytes, headers: list[tuple[str, str]] | None = None
) -> Iterable[bytes]:
    start(status, [("Content-Type", soort), ("Content-Length", str(len(data))), *(headers or [])])
    return [data]
