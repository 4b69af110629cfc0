"""The service as the SOAP shell knows it: the steps of the pipeline at the moments at which the shell calls."""

from wsgiref.types import WSGIEnvironment

from rio_soap.contract.operaties import OPERATIES, Dienst
from rio_soap.edukoppeling.fouten import Bevinding, Edufout, Foutsoort
from rio_soap.service import verbinding
from rio_soap.service.bericht import Bericht
from rio_soap.service.pijplijn import Pijplijn
from rio_soap.soap.handler import TooLarge
from rio_soap.soap.release import release


class RioService:
    """`Handler` of one dienst: its operations over the pipeline."""

    media_type = "text/xml; charset=UTF-8"

    def __init__(self, dienst: Dienst, pijplijn: Pijplijn) -> None:
        self._dienst, self._pijplijn = dienst, pijplijn
        self.namespace = dienst.contract_ns
        self.operations = tuple(naam for naam, operatie in OPERATIES.items() if operatie.dienst == dienst)

    @property
    def maximum(self) -> int:
        """Largest request in bytes."""
        return self._pijplijn.maximum_bericht

    def begin(self, environ: WSGIEnvironment, body: bytes) -> Bericht:
        """The request with what HTTP and TLS say of it; the envelope step judges the charset."""
        return Bericht(
            self._dienst,
            body,
            environ.get("CONTENT_TYPE") or None,
            environ.get("HTTP_SOAPACTION"),
            environ.get(verbinding.SLEUTEL),
            environ.get("HTTP_CONTENT_ENCODING"),
        )

    def open(self, bericht: Bericht) -> str:
        """Bytes to verified, valid body; the name of the operation."""
        self._pijplijn.open(bericht)
        self._pijplijn.controleer(bericht)
        return bericht.zeker_operatie.naam

    def run(self, bericht: Bericht) -> None:
        """Typed message to composed answer."""
        self._pijplijn.lees(bericht)
        self._pijplijn.verwerk(bericht)

    def write(self, bericht: Bericht) -> bytes:
        """The signed answer."""
        return self._pijplijn.schrijf(bericht)

    def refuse(self, bericht: Bericht, error: Exception) -> bytes:
        """The fault: that of a step, or one that tells nothing of an error of our own."""
        try:
            return self._pijplijn.schrijf_fout(bericht, self._fout(bericht, error))
        finally:
            release(bericht.fout)

    def _fout(self, bericht: Bericht, error: Exception) -> Edufout:
        if isinstance(error, Edufout):
            return error
        if isinstance(error, TooLarge):
            gevonden, toegestaan = f"more than {error.maximum} bytes", f"at most {error.maximum} bytes"
            return Edufout(Foutsoort.DK0004, [Bevinding("/", None, gevonden, toegestaan, "Bericht te groot")])
        return self._pijplijn.onverwacht(bericht, error)
