"""What stands behind the SOAP shell: the interface that a service fills in, and what the shell itself may refuse."""

from collections.abc import Sequence
from typing import Protocol, TypeVar
from wsgiref.types import WSGIEnvironment

Request = TypeVar("Request")


class ShellError(Exception):
    """The shell cannot hand this request on; nothing of the service has seen it."""


class TooLarge(ShellError):
    """The body is larger than the service takes.

    :param maximum: what it takes, in bytes.
    """

    def __init__(self, maximum: int) -> None:
        super().__init__(f"more than {maximum} bytes")
        self.maximum = maximum


class Handler(Protocol[Request]):
    """A service behind the shell, which calls `begin`, `open`, `run` and `write` in this order, once per request.

    `open`, `run` and `write` may raise any exception; `refuse` is then the last that is called.
    """

    @property
    def namespace(self) -> str:
        """Target namespace of the service."""
        ...

    @property
    def operations(self) -> Sequence[str]:
        """Names of the operations of the service, as in its WSDL."""
        ...

    @property
    def media_type(self) -> str:
        """Content-Type of the answers of the service."""
        ...

    @property
    def maximum(self) -> int:
        """Largest body that it takes, in bytes."""
        ...

    def begin(self, environ: WSGIEnvironment, body: bytes) -> Request:
        """The request as it goes through the other methods; judges nothing and raises nothing."""
        ...

    def open(self, request: Request) -> str:
        """Read and judge the request; the name of its operation."""
        ...

    def run(self, request: Request) -> None:
        """Do what the operation is for."""
        ...

    def write(self, request: Request) -> bytes:
        """The whole answer to a request that was handled, as bytes of XML."""
        ...

    def refuse(self, request: Request, error: Exception) -> bytes:
        """The SOAP fault for what was raised on the way: an exception of the service or a `ShellError`."""
        ...
