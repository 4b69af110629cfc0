"""Spyne as a bare SOAP shell: a WSGI application that hands the raw body of a POST to a `Handler`.

Spyne gives the shell of a SOAP service (application, service, protocol, method contexts, dispatch, faults, events).
What a message holds is the handler's, since Spyne's class model knows no substitution groups and its own handling of
the envelope resolves ``href`` before validation. No other module imports Spyne.
"""

import importlib
import logging
import operator
import sys
import types
from collections.abc import Callable, Iterable
from typing import Generic
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import six

from rio_soap.soap.handler import Handler, Request, ShellError, TooLarge
from rio_soap.soap.release import release


def _lend_six() -> None:
    """Let Spyne use the maintained ``six`` in place of the copy that it carries.

    Python 3.12 no longer understands the import hook of that copy (Spyne 2.14.0); the loan is made on every Python, so
    that each runs what the others run. Where Spyne was imported before, on Python 3.11, it keeps its own.
    """
    lent = types.ModuleType("spyne.util.six")
    lent.__dict__.update(six.__dict__)
    lent.__dict__["get_function_name"] = operator.attrgetter("__name__")  # Spyne's own addition to its copy
    sys.modules.setdefault("spyne.util.six", lent)
    sys.modules.setdefault("spyne.util.six.moves", six.moves)
    for name in ("http_cookies", "urllib", "urllib.parse", "collections_abc"):
        sys.modules.setdefault(f"spyne.util.six.moves.{name}", importlib.import_module(f"six.moves.{name}"))


_lend_six()

from spyne import Application, Fault, Service, rpc  # noqa: E402
from spyne.model.primitive import AnyXml  # noqa: E402
from spyne.protocol.soap import Soap11  # noqa: E402
from spyne.server.wsgi import WsgiApplication, WsgiMethodContext  # noqa: E402

# Spyne logs every fault with a traceback and whole messages at debug level; the handlers log what matters.
for _name in ("spyne", "spyne.server", "spyne.protocol", "spyne.application"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

OK, FAULT = "200 OK", "500 Internal Server Error"
"""The two HTTP statuses of an answer: every fault has 500 (SOAP 1.1, section 6.2)."""


class _Refusal(Fault):  # type: ignore[misc]  # Spyne has no types
    """An exception of the handler on its way through Spyne, which only turns its own Fault into an answer."""

    def __init__(self, error: Exception) -> None:
        super().__init__("Server")
        self.error = self.__cause__ = error


class _Context(WsgiMethodContext, Generic[Request]):  # type: ignore[misc]  # Spyne has no types
    """Spyne's context of one request: a copy of one that Spyne's constructor made.

    The constructor sets sixty attributes, each by a `__setattr__` that checks; copying them is what a message can
    afford. It has no context of transport and protocols beside it.

    :param template: attributes of a fresh context.
    :param request: what the handler made of the request.
    """

    __setattr__ = object.__setattr__

    def __init__(self, template: dict[str, object], request: Request) -> None:
        self.__dict__.update(template)
        self.request = request

    def fire_event(self, event: str, *args: object, **kwargs: object) -> None:
        """Tell who listens; mostly nobody does."""
        method = self.descriptor
        if self.app.event_manager.handlers or (method and any(m.handlers for m in method.event_managers)):
            super().fire_event(event, *args, **kwargs)

    def close(self) -> None:
        """The answer is there: let go of all that led to it.

        Spyne would collect garbage here, once a second, in pauses of 50 to 90 ms; here none is made.
        """
        self.fire_event("method_context_closed")
        release(self.in_error, self.out_error)
        self.__dict__.clear()
        self.is_closed = True


class _RawSoap11(Soap11, Generic[Request]):  # type: ignore[misc]  # Spyne has no types
    """SOAP 1.1 as the handler reads and writes it."""

    def __init__(self, handler: Handler[Request]) -> None:
        super().__init__()
        self.handler = handler

    def create_in_document(self, ctx: _Context[Request], charset: str | None = None) -> None:
        """Let the handler read and judge the request, and name the operation for Spyne's dispatch."""
        try:
            operation = self.handler.open(ctx.request)
        except Exception as error:  # the request boundary: nothing but a fault may leave
            raise _Refusal(error) from error
        ctx.method_request_string = f"{{{self.handler.namespace}}}{operation}"

    def decompose_incoming_envelope(self, ctx: _Context[Request], message: str = Soap11.REQUEST) -> None:
        """Nothing is left to do: `create_in_document` did it all."""

    def generate_method_contexts(self, ctx: _Context[Request]) -> tuple[_Context[Request]]:
        """The method by its name, in this context: Spyne would copy the context for each of several methods."""
        methods = self.get_call_handles(ctx)
        if not methods:
            raise _Refusal(ShellError(f"no operation {ctx.method_request_string}"))
        (ctx.descriptor,) = methods
        return (ctx,)

    def deserialize(self, ctx: _Context[Request], message: str) -> None:
        """The request itself is the parameter."""
        ctx.in_object = ctx.request

    def serialize(self, ctx: _Context[Request], message: str) -> None:
        """The request itself is the answer, which `create_out_string` writes."""
        ctx.out_document = ctx.request

    def create_out_string(self, ctx: _Context[Request], out_string_encoding: str | None = None) -> None:
        """The answer, or the fault."""
        fault = ctx.out_error
        if fault is None:
            ctx.out_string = (self.handler.write(ctx.request),)
            return
        error = fault.error if isinstance(fault, _Refusal) else ShellError(f"{fault.faultcode} {fault.faultstring}")
        ctx.out_string = (self.handler.refuse(ctx.request, error),)


class _Server(WsgiApplication, Generic[Request]):  # type: ignore[misc]  # Spyne has no types
    """Spyne's server with a short way for the one thing that comes here: a POST.

    The contexts, protocols and dispatch are Spyne's; left out are the guess of the URL, the look for a WSDL request, a
    second reading of Content-Type and body, MTOM, generators and push responses.
    """

    def __init__(self, app: Application, handler: Handler[Request]) -> None:
        super().__init__(app)
        self._handler = handler
        empty = dict.fromkeys(("transport", "event", "inprot_ctx", "outprot_ctx", "protocol"))
        self._template = vars(WsgiMethodContext(self, {}, None)) | empty | {"files": (), "pusher_stack": ()}

    def __call__(
        self, req_env: WSGIEnvironment, start_response: StartResponse, wsgi_url: str | None = None
    ) -> Iterable[bytes]:
        """Answer one POST, whose body is read whole."""
        status, data = self._respond(req_env)
        start_response(status, [("Content-Type", self._handler.media_type), ("Content-Length", str(len(data)))])
        return [data]

    def _respond(self, environ: WSGIEnvironment) -> tuple[str, bytes]:
        handler, maximum = self._handler, self._handler.maximum
        body = environ["wsgi.input"].read(maximum + 1)
        if len(body) > maximum:
            return FAULT, handler.refuse(handler.begin(environ, b""), TooLarge(maximum))
        ctx = _Context(self._template, handler.begin(environ, body))
        try:
            return self._answer(ctx)
        except Exception as error:  # noqa: BLE001  # the request boundary: nothing but a fault may leave
            return FAULT, handler.refuse(handler.begin(environ, b""), error)
        finally:
            ctx.close()

    def _answer(self, ctx: _Context[Request]) -> tuple[str, bytes]:
        self.generate_contexts(ctx)
        if not ctx.in_error:
            self.get_in_object(ctx)
            self.get_out_object(ctx)
        ctx.out_error = ctx.in_error or ctx.out_error
        try:
            self.get_out_string(ctx)
        except Exception as error:  # noqa: BLE001  # the request boundary: nothing but a fault may leave
            ctx.out_error = _Refusal(error)
            self.get_out_string(ctx)
        (data,) = ctx.out_string
        return FAULT if ctx.out_error else OK, data


def _method(name: str, run: Callable[[Request], None]) -> Callable[..., None]:
    """The Spyne method of one operation: lets the handler run it."""

    def method(ctx: _Context[Request], _: Request) -> None:
        try:
            run(ctx.request)
        except Exception as error:  # the request boundary: nothing but a fault may leave
            raise _Refusal(error) from error

    method.__name__ = name
    names = {"_in_message_name": name, "_out_message_name": f"{name}_uit"}
    spyne_method: Callable[..., None] = rpc(AnyXml, _returns=AnyXml, _body_style="bare", **names)(method)
    return spyne_method


def soap_application(name: str, handler: Handler[Request]) -> WSGIApplication:
    """The WSGI application of one service, with all its operations; takes POST only.

    :param name: of the service, for Spyne.
    """
    service = type(name, (Service,), {operation: _method(operation, handler.run) for operation in handler.operations})
    # Spyne wants a protocol per direction; they share nothing but the handler.
    incoming, outgoing = _RawSoap11(handler), _RawSoap11(handler)
    application = Application([service], tns=handler.namespace, in_protocol=incoming, out_protocol=outgoing)
    wsgi: WSGIApplication = _Server(application, handler)
    return wsgi
