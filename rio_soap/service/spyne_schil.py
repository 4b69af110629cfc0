"""The Spyne shell: one WSGI application per dienst, with raw lxml bodies.

Spyne gives the shell of a SOAP service (WSGI, method contexts, dispatch, faults, events). Everything that this
contract asks of the content is done by the pipeline, since Spyne's class model knows no substitution groups and its
own envelope handling resolves ``href`` before validation. The hooks below run the pipeline's steps, nothing more.
"""

import importlib
import logging
import operator
import sys
import types
from collections.abc import Callable, Iterable
from typing import Any

import six

from rio_soap.contract.operaties import OPERATIES, Dienst, Operatie
from rio_soap.edukoppeling.fouten import Edufout, Foutsoort
from rio_soap.service import verbinding
from rio_soap.service.bericht import Bericht
from rio_soap.service.loslaten import ontwar
from rio_soap.service.pijplijn import Pijplijn


def _leen_six() -> None:
    """Let Spyne use the maintained ``six``.

    Spyne 2.14.0 carries an old copy whose import hook Python 3.12 no longer understands.
    """
    if sys.version_info < (3, 12):
        return
    geleend = types.ModuleType("spyne.util.six")
    geleend.__dict__.update(six.__dict__)
    geleend.__dict__["get_function_name"] = operator.attrgetter("__name__")  # Spyne's own addition to its copy
    sys.modules.setdefault("spyne.util.six", geleend)
    sys.modules.setdefault("spyne.util.six.moves", six.moves)
    for naam in ("http_cookies", "urllib", "urllib.parse", "collections_abc"):
        sys.modules.setdefault(f"spyne.util.six.moves.{naam}", importlib.import_module(f"six.moves.{naam}"))


_leen_six()

from spyne import Application, Fault, Service, rpc  # noqa: E402
from spyne.model.primitive import AnyXml  # noqa: E402
from spyne.protocol.soap import Soap11  # noqa: E402
from spyne.server.wsgi import WsgiApplication, WsgiMethodContext  # noqa: E402

# Spyne logs every fault with a traceback and whole messages at debug level; the pipeline logs what matters.
for _naam in ("spyne", "spyne.server", "spyne.protocol", "spyne.application"):
    logging.getLogger(_naam).setLevel(logging.CRITICAL)

log = logging.getLogger(__name__)

LICHAAM = "rio.lichaam"
"""Key in the WSGI environment with the body, which was read whole."""


class Schilfout(Fault):  # type: ignore[misc]  # Spyne has no types
    """An `Edufout` on its way through Spyne, which only turns its own Fault into an answer."""

    def __init__(self, fout: Edufout) -> None:
        super().__init__(fout.soort.faultcode, fout.faultstring)
        self.edufout = fout


class RioSoap11(Soap11):  # type: ignore[misc]  # Spyne has no types
    """SOAP 1.1 as the pipeline reads and writes it; `ctx.udc` is the `Bericht`."""

    mime_type = "text/xml; charset=UTF-8"

    def __init__(self, pijplijn: Pijplijn, dienst: Dienst) -> None:
        super().__init__()
        self.pijplijn = pijplijn
        self.dienst = dienst

    def create_in_document(self, ctx: Any, charset: str | None = None) -> None:
        """Bytes to envelope; the charset is judged from the HTTP header by the envelope step."""
        omgeving = ctx.omgeving
        ctx.udc = bericht = Bericht(
            self.dienst,
            ctx.in_string[0],
            omgeving.get("CONTENT_TYPE") or None,
            omgeving.get("HTTP_SOAPACTION"),
            omgeving.get(verbinding.SLEUTEL),
            omgeving.get("HTTP_CONTENT_ENCODING"),
        )
        self._voer_uit(bericht, self.pijplijn.open)
        ctx.in_document = bericht.envelope

    def decompose_incoming_envelope(self, ctx: Any, message: str = Soap11.REQUEST) -> None:
        """Envelope to verified, valid body; names the operation for Spyne's dispatch."""
        bericht: Bericht = ctx.udc
        self._voer_uit(bericht, self.pijplijn.controleer)
        ctx.in_body_doc = bericht.zeker_envelope.inhoud
        ctx.method_request_string = f"{{{self.dienst.contract_ns}}}{bericht.zeker_operatie.naam}"

    def generate_method_contexts(self, ctx: Any) -> tuple[Any, ...]:
        """The method by its name, in this context: Spyne would copy the context for each of several methods."""
        (ctx.descriptor,) = self.get_call_handles(ctx)
        return (ctx,)

    def deserialize(self, ctx: Any, message: str) -> None:
        """Valid body to typed message."""
        self._voer_uit(ctx.udc, self.pijplijn.lees)
        ctx.in_object = ctx.in_body_doc

    def serialize(self, ctx: Any, message: str) -> None:
        """The answer is already a validated text; only a fault of Spyne's own still has to become one of ours."""
        ctx.out_document = ctx.udc.concept

    def create_out_string(self, ctx: Any, out_string_encoding: str | None = None) -> None:
        """Sign and write the answer, or the fault."""
        bericht: Bericht = ctx.udc
        if ctx.out_error is not None:
            fout = getattr(ctx.out_error, "edufout", None)
            if fout is None:
                log.error("fault of the shell itself: %s %s", ctx.out_error.faultcode, ctx.out_error.faultstring)
                fout = Edufout(Foutsoort.DK0050)
            ctx.out_string = [self.pijplijn.schrijf_fout(bericht, fout)]
        else:
            ctx.out_string = [self.pijplijn.schrijf(bericht)]

    def fault_to_http_response_code(self, fault: Fault) -> str:
        """500 for every fault (SOAP 1.1, section 6.2)."""
        return "500 Internal Server Error"

    def _voer_uit(self, bericht: Bericht, deel: Callable[[Bericht], None]) -> None:
        try:
            deel(bericht)
        except Edufout as fout:
            raise Schilfout(fout) from fout
        except Exception as fout:  # the request boundary: nothing but a fault may leave
            raise Schilfout(self.pijplijn.onverwacht(bericht, fout)) from fout


def _methode(operatie: Operatie, pijplijn: Pijplijn) -> Any:
    """The Spyne method of one operation: hands the message to the pipeline's processing part."""

    def verwerk(ctx: Any, _inhoud: Any) -> Any:
        bericht: Bericht = ctx.udc
        try:
            pijplijn.verwerk(bericht)
        except Edufout as fout:
            raise Schilfout(fout) from fout
        except Exception as fout:  # the request boundary: nothing but a fault may leave
            raise Schilfout(pijplijn.onverwacht(bericht, fout)) from fout
        return bericht.concept

    verwerk.__name__ = operatie.naam
    return rpc(
        AnyXml,
        _returns=AnyXml,
        _body_style="bare",
        _in_message_name=operatie.naam,
        _out_message_name=f"{operatie.naam}_uit",
    )(verwerk)


class RioContext(WsgiMethodContext):  # type: ignore[misc]  # Spyne has no types
    """Spyne's context of one request, made from one that its constructor made: sixty checked assignments less.

    It has no context of transport and protocols beside it; the protocol reads the WSGI environment from `omgeving`.
    """

    __setattr__ = object.__setattr__

    def __init__(self, sjabloon: dict[str, Any], omgeving: dict[str, Any]) -> None:
        self.__dict__.update(sjabloon)
        self.omgeving = omgeving
        self.in_string = (omgeving[LICHAAM],)

    def fire_event(self, event: str, *args: Any, **kwargs: Any) -> None:
        """Tell who listens; mostly nobody does."""
        methode = self.descriptor
        if self.app.event_manager.handlers or (methode and any(m.handlers for m in methode.event_managers)):
            super().fire_event(event, *args, **kwargs)

    def close(self) -> None:
        """The answer is there: let go of all that led to it.

        Spyne would collect garbage here, once a second, in pauses of 50 to 90 ms; here none is made.
        """
        self.fire_event("method_context_closed")
        if self.out_error is not None:
            bericht: Bericht | None = self.udc
            ontwar(self.in_error, self.out_error, bericht.fout if bericht is not None else None)
        self.__dict__.clear()
        self.is_closed = True


class RioWsgi(WsgiApplication):  # type: ignore[misc]  # Spyne has no types
    """Spyne's server with a short way for the one thing that comes here: a POST whose whole body was read.

    The contexts, protocols and dispatch are Spyne's; left out are the guess of the URL, the look for a WSDL request, a
    second reading of Content-Type and body, MTOM, generators and push responses.
    """

    def __init__(self, app: Application) -> None:
        super().__init__(app)
        leeg = dict.fromkeys(("transport", "event", "inprot_ctx", "outprot_ctx", "protocol"))
        self._sjabloon = vars(WsgiMethodContext(self, {}, None)) | leeg | {"files": (), "pusher_stack": ()}

    def __call__(self, req_env: Any, start_response: Any, wsgi_url: Any = None) -> Iterable[bytes]:
        """Answer one POST, its body under `LICHAAM`; every fault has HTTP status 500 (SOAP 1.1, section 6.2)."""
        eerste = RioContext(self._sjabloon, req_env)
        try:
            status, data = self._antwoord(eerste)
        finally:
            eerste.close()
        start_response(status, [("Content-Type", RioSoap11.mime_type), ("Content-Length", str(len(data)))])
        return [data]

    def _antwoord(self, eerste: RioContext) -> tuple[str, bytes]:
        (ctx,) = self.generate_contexts(eerste)
        if not ctx.in_error:
            self.get_in_object(ctx)
        if not ctx.in_error:
            self.get_out_object(ctx)
        ctx.out_error = ctx.in_error or ctx.out_error
        try:
            self.get_out_string(ctx)
        except Exception as fout:  # noqa: BLE001  # the request boundary: nothing but a fault may leave
            ctx.out_error = Schilfout(self.app.out_protocol.pijplijn.onverwacht(ctx.udc, fout))
            self.get_out_string(ctx)
        (data,) = ctx.out_string
        return "500 Internal Server Error" if ctx.out_error else "200 OK", data


def spyne_toepassing(dienst: Dienst, pijplijn: Pijplijn) -> Callable[..., Iterable[bytes]]:
    """The WSGI application of one dienst, with all its operations."""
    methoden = {naam: _methode(operatie, pijplijn) for naam, operatie in OPERATIES.items() if operatie.dienst == dienst}
    klasse = type(f"{dienst.naam}Service", (Service,), methoden)
    # Spyne wants an instance per direction; they share nothing but the pipeline.
    invoer, uitvoer = RioSoap11(pijplijn, dienst), RioSoap11(pijplijn, dienst)
    toepassing = Application([klasse], tns=dienst.contract_ns, in_protocol=invoer, out_protocol=uitvoer)
    wsgi: Callable[..., Iterable[bytes]] = RioWsgi(toepassing)
    return wsgi
