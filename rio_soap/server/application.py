"""What is served, and the little that the server has to know of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class Lane(Enum):
    """Which threads take a request: the workers, or threads of their own. The value begins their names."""

    WORK = "http"
    MANAGEMENT = "management"
    """How the service does, told also when all workers are at work, or stuck."""
    ALIVE = "alive"
    """That it lives, told also when many ask for the rest of it, each of whom may have to wait."""


class Answer(NamedTuple):
    """An answer of HTTP that no application made.

    :param status: code and phrase.
    """

    status: str
    content_type: str
    body: bytes


def _never() -> bool:
    return False


def _plain(_path: str, _maximum: int) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Application:
    """A WSGI application, with what the server has to know of it.

    :param wsgi: answers one request.
    :param received_key: key in the WSGI environment for the moment at which the request was whole, by
        `time.monotonic`.
    :param certificate_key: key for the client certificate (DER) of the connection, when TLS ends here. No header can
        have this name when it does not begin with ``HTTP_``.
    :param lanes: paths, without a slash at the end, that are not for the workers.
    :param too_large: gives, for a path without slash at the end and the largest body in bytes, the answer to a body
        that is larger; None leaves it to waitress (413).
    :param worn: whether the worker thread that asks has to make way for a new one.
    """

    wsgi: WSGIApplication
    received_key: str = "server.received"
    certificate_key: str = "server.certificate"
    lanes: Mapping[str, Lane] = field(default_factory=dict)
    too_large: Callable[[str, int], Answer | None] = _plain
    worn: Callable[[], bool] = _never


class Deferred:
    """A WSGI application that is set when it can be made: after the address was bound.

    :ivar application: answers; to be set before anything is served.
    """

    application: WSGIApplication

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """As the WSGI application."""
        return self.application(environ, start)
