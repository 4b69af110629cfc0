"""The SOAP shell: what a handler behind it may count on, and what it gives to HTTP."""

import gc
import io
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from rio_soap.soap.handler import ShellError, TooLarge
from rio_soap.soap.shell import soap_application


@dataclass
class Request:
    environ: dict[str, Any]
    body: bytes
    calls: list[str] = field(default_factory=list)


@dataclass
class Echo:
    """Answers with the body it got; `fails` says what to raise in which method."""

    fails: dict[str, Exception] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    refused: list[Exception] = field(default_factory=list)
    namespace = "urn:echo"
    operations = ("echo", "other")
    media_type = "text/xml; charset=x"
    maximum = 100

    def begin(self, environ: dict[str, Any], body: bytes) -> Request:
        self.requests.append(Request(environ, body))
        return self.requests[-1]

    def _do(self, name: str, request: Request) -> None:
        request.calls.append(name)
        if name in self.fails:
            raise self.fails[name]

    def open(self, request: Request) -> str:
        self._do("open", request)
        return request.body.decode().split()[0]

    def run(self, request: Request) -> None:
        self._do("run", request)

    def write(self, request: Request) -> bytes:
        self._do("write", request)
        return b"answer to " + request.body

    def refuse(self, request: Request, error: Exception) -> bytes:
        request.calls.append("refuse")
        self.refused.append(error)
        if "refuse" in self.fails:
            raise self.fails.pop("refuse")
        return f"fault {type(error).__name__}".encode()


def post(handler: Echo, body: bytes, **environ: Any) -> tuple[str, dict[str, str], bytes]:
    """Status, headers and body of the answer to a POST."""
    given: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]]) -> Callable[[bytes], object]:
        given.extend((status, dict(headers)))
        return lambda data: None

    application = soap_application("Echo", handler)
    data = b"".join(application({"REQUEST_METHOD": "POST", "wsgi.input": io.BytesIO(body), **environ}, start))
    return given[0], given[1], data


def test_a_request_goes_through_open_run_and_write_once_and_in_this_order() -> None:
    handler = Echo()
    assert post(handler, b"echo hello") == (
        "200 OK",
        {"Content-Type": "text/xml; charset=x", "Content-Length": "20"},
        b"answer to echo hello",
    )
    (request,) = handler.requests
    assert request.calls == ["open", "run", "write"]


def test_the_handler_gets_the_environment_of_the_server_as_it_is() -> None:
    handler = Echo()
    post(handler, b"other", HTTP_SOAPACTION='"urn:a"')
    assert handler.requests[0].environ["HTTP_SOAPACTION"] == '"urn:a"'


@pytest.mark.parametrize("method", ["open", "run", "write"])
def test_whatever_a_method_raises_is_refused_by_the_handler_as_it_was_raised(method: str) -> None:
    error = ValueError(method)
    handler = Echo({method: error})
    assert post(handler, b"echo") == (
        "500 Internal Server Error",
        {"Content-Type": "text/xml; charset=x", "Content-Length": "16"},
        b"fault ValueError",
    )
    assert handler.refused == [error]
    assert handler.requests[0].calls[-2:] == [method, "refuse"]


def test_an_operation_that_the_service_does_not_have_is_an_error_of_the_shell() -> None:
    handler = Echo()
    assert post(handler, b"unknown")[::2] == ("500 Internal Server Error", b"fault ShellError")
    assert handler.requests[0].calls == ["open", "refuse"]
    assert "unknown" in str(handler.refused[0])


def test_the_largest_body_is_taken_and_one_byte_more_is_refused_unread() -> None:
    handler = Echo()
    assert post(handler, b"echo ".ljust(100, b"x"))[0] == "200 OK"
    assert post(handler, b"echo ".ljust(101, b"x"))[::2] == ("500 Internal Server Error", b"fault TooLarge")
    assert handler.requests[-1].calls == ["refuse"]
    assert handler.requests[-1].body == b""
    (error,) = handler.refused
    assert isinstance(error, TooLarge)
    assert error.maximum == 100


def test_no_more_than_the_maximum_is_read_of_a_body_that_never_ends() -> None:
    class Endless:
        read_bytes = 0

        def read(self, size: int) -> bytes:
            self.read_bytes += size
            return b" " * size

    body = Endless()
    assert post(Echo(), b"", **{"wsgi.input": body})[2] == b"fault TooLarge"
    assert body.read_bytes == 101


def test_a_refusal_that_fails_itself_is_refused_once_more_for_that() -> None:
    broken = RuntimeError("cannot write a fault")
    handler = Echo({"open": ValueError(), "refuse": broken})
    assert post(handler, b"echo")[::2] == ("500 Internal Server Error", b"fault RuntimeError")
    assert handler.refused[-1] is broken


def test_a_service_that_can_refuse_nothing_any_more_gets_a_fresh_request_for_its_fault() -> None:
    class Stubborn(Echo):
        def refuse(self, request: Request, error: Exception) -> bytes:
            if request.body:
                raise error
            return b"at last"

    handler = Stubborn({"run": ValueError()})
    assert post(handler, b"echo") == (
        "500 Internal Server Error",
        {"Content-Type": "text/xml; charset=x", "Content-Length": "7"},
        b"at last",
    )
    assert [request.body for request in handler.requests] == [b"echo", b""]


def test_an_end_of_the_process_is_no_fault() -> None:
    handler = Echo({"run": KeyboardInterrupt()})  # type: ignore[dict-item]
    with pytest.raises(KeyboardInterrupt):
        post(handler, b"echo")
    assert handler.refused == []


@pytest.mark.parametrize("method", ["none", "open", "run", "write"])
def test_a_request_is_let_go_by_counting_references_alone(method: str) -> None:
    """The collector of a server hardly ever comes round."""
    handler = Echo({method: ValueError()})
    gc.collect()
    gc.disable()
    try:
        post(handler, b"echo")
        (request,) = map(weakref.ref, handler.requests)
        handler.requests.clear()
        assert request() is None
    finally:
        gc.enable()


def test_two_services_stand_beside_each_other_with_operations_of_the_same_name() -> None:
    one, two = Echo(), Echo()
    assert post(one, b"echo 1")[2] == b"answer to echo 1"
    assert post(two, b"echo 2")[2] == b"answer to echo 2"
    assert (len(one.requests), len(two.requests)) == (1, 1)


def test_an_error_of_the_shell_says_what_is_wrong() -> None:
    assert isinstance(TooLarge(10), ShellError)
    assert str(TooLarge(10)) == "more than 10 bytes"
