"""The service as the SOAP shell knows it: the steps of the pipeline at the moments at which the shell calls."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from wsgiref.types import WSGIEnvironment

from rio_soap.bevinding import Bevinding
from rio_soap.contract.operaties import OPERATIES, Dienst
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.service import tls_end
from rio_soap.service.bericht import Bericht, Geldig
from rio_soap.service.pipeline import Pipeline
from rio_soap.soap.handler import TooLarge
from rio_soap.soap.release import release


def _te_vroeg() -> Callable[[], bytes]:
    raise AssertionError("the shell opens a request before it runs it")


@dataclass(slots=True)
class Exchange:
    """A request on its way, with what the next call of the shell does: `run` gives what writes the answer."""

    bericht: Bericht
    run: Callable[[], Callable[[], bytes]] = _te_vroeg
    write: Callable[[], bytes] = bytes


class RioService:
    """`Handler` of one dienst: its operations over the pipeline."""

    media_type = "text/xml; charset=UTF-8"

    def __init__(self, dienst: Dienst, pijplijn: Pipeline) -> None:
        self._dienst, self._pijplijn = dienst, pijplijn
        self.namespace = dienst.contract_ns
        self.operations = tuple(naam for naam, operatie in OPERATIES.items() if operatie.dienst == dienst)

    @property
    def maximum(self) -> int:
        """Largest request in bytes."""
        return self._pijplijn.maximum_bericht

    def begin(self, environ: WSGIEnvironment, body: bytes) -> Exchange:
        """The request with what HTTP and TLS say of it; the envelope step judges the charset."""
        return Exchange(
            Bericht(
                self._dienst,
                body,
                environ.get("CONTENT_TYPE") or None,
                environ.get("HTTP_SOAPACTION"),
                environ.get(tls_end.SLEUTEL),
                environ.get("HTTP_CONTENT_ENCODING"),
                adres=environ.get("REMOTE_ADDR") or "",
            )
        )

    def open(self, exchange: Exchange) -> str:
        """Bytes to verified, valid body; the name of the operation."""
        geldig = self._pijplijn.open(exchange.bericht)
        exchange.run = partial(self._run, geldig)
        return geldig.operatie.naam

    def _run(self, geldig: Geldig) -> Callable[[], bytes]:
        return partial(self._pijplijn.schrijf, self._pijplijn.verwerk(geldig))

    def run(self, exchange: Exchange) -> None:
        """Typed message to composed answer."""
        exchange.write = exchange.run()

    def write(self, exchange: Exchange) -> bytes:
        """The signed answer to a request that was handled, as bytes of XML."""
        return exchange.write()

    def refuse(self, exchange: Exchange, error: Exception) -> bytes:
        """The fault: that of a step, or one that tells nothing of an error of our own."""
        bericht = exchange.bericht
        try:
            return self._pijplijn.schrijf_fout(bericht, self._fout(bericht, error))
        finally:
            release(bericht.fout)

    def _fout(self, bericht: Bericht, error: Exception) -> Edufout:
        if isinstance(error, Edufout):
            return error
        if isinstance(error, TooLarge):
            gevonden, toegestaan = f"more than {error.maximum} bytes", f"at most {error.maximum} bytes"
            return Edufout(Foutsoort.DK0004, [Bevinding("te-groot", "/", None, gevonden, toegestaan)])
        return self._pijplijn.onverwacht(bericht, error)
