"""Addresses, and what a server tells its application."""

import http.client
import socket
import stat
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from rio_soap.server.application import Answer, Application, Deferred, Lane
from rio_soap.server.http_server import Address, CannotServe, HttpServer


class Echo:
    """Answers with the path; keeps the environments of all requests, and the threads that answered."""

    def __init__(self) -> None:
        self.environs: list[WSGIEnvironment] = []
        self.threads: list[str] = []

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self.environs.append(environ)
        self.threads.append(threading.current_thread().name)
        data = environ["PATH_INFO"].encode()
        start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(data)))])
        return [data]


def server(application: Application, address: Address | None = None, max_body: int = 1000) -> HttpServer:
    return HttpServer(application, address or Address("127.0.0.1", 0), threads=2, max_body=max_body)


def post(port: int, path: str, body: bytes = b"", **headers: str) -> tuple[int, str | None, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    try:
        return answer.status, answer.getheader("Content-Type"), answer.read()
    finally:
        connection.close()


def test_an_address_is_named_for_people_with_the_port_that_was_free() -> None:
    with server(Application(Echo())) as http_:
        assert http_.port > 0
        assert http_.address == f"http://127.0.0.1:{http_.port}"
        assert post(http_.port, "/hier") == (200, "text/plain", b"/hier")


def test_a_socket_is_for_its_owner_and_group(tmp_path: Path) -> None:
    path = tmp_path / "s.sock"
    with server(Application(Echo()), Address("127.0.0.1", 0, path)) as http_:
        assert (http_.port, http_.address) == (0, f"unix:{path}")
        assert stat.S_IMODE(path.stat().st_mode) == 0o660


def test_an_address_that_is_taken_is_told_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "s.sock"
    with server(Application(Echo())) as first, server(Application(Echo()), Address("x", 0, path)):
        with pytest.raises(CannotServe, match=rf"cannot serve on 127\.0\.0\.1:{first.port}: Address already in use"):
            server(Application(Echo()), Address("127.0.0.1", first.port))
        with pytest.raises(CannotServe, match=r"s\.sock: Address already in use"):
            server(Application(Echo()), Address("x", 0, path))


def test_an_address_of_no_machine_and_a_socket_in_no_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(CannotServe, match=r"cannot serve on nergens\.invalid:0"):
        server(Application(Echo()), Address("nergens.invalid", 0))
    with pytest.raises(CannotServe, match="No such file or directory"):
        server(Application(Echo()), Address("x", 0, tmp_path / "geen" / "s.sock"))


def test_a_socket_that_nobody_serves_any_more_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "s.sock"
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))
    with server(Application(Echo()), Address("x", 0, path)) as http_:
        assert http_.address == f"unix:{path}"


def test_an_address_that_was_given_up_before_serving_is_free() -> None:
    first = server(Application(Echo()))
    port = first.port
    first.close()
    with server(Application(Echo()), Address("127.0.0.1", port)) as second:
        assert post(second.port, "/nu")[0] == 200


def test_the_application_hears_when_its_request_was_whole_under_the_name_that_it_gave() -> None:
    echo = Echo()
    before = time.monotonic()
    with server(Application(echo, received_key="mijn.moment")) as http_:
        post(http_.port, "/")
    assert before <= echo.environs[0]["mijn.moment"] <= time.monotonic()
    assert "server.received" not in echo.environs[0]


def test_what_a_client_says_of_a_proxy_before_it_does_not_arrive() -> None:
    echo = Echo()
    headers = {"X-Forwarded-For": "10.0.0.1", "X-Forwarded-Proto": "https", "Forwarded": "for=10.0.0.1"}
    with server(Application(echo)) as http_:
        post(http_.port, "/", **headers)
    assert not [name for name in echo.environs[0] if "FORWARDED" in name]


def test_paths_are_answered_by_the_threads_of_their_lane_with_and_without_a_slash() -> None:
    echo = Echo()
    with server(Application(echo, lanes={"/leeft": Lane.ALIVE, "/stand": Lane.MANAGEMENT})) as http_:
        for path in ("/leeft", "/leeft/", "/stand", "/anders"):
            post(http_.port, path)
    assert [thread.partition("-")[0] for thread in echo.threads] == ["alive", "alive", "management", "http"]


def test_a_body_over_the_limit_is_answered_by_the_application_where_it_has_an_answer() -> None:
    asked: list[tuple[str, int]] = []

    def too_large(path: str, maximum: int) -> Answer | None:
        asked.append((path, maximum))
        return Answer("500 Internal Server Error", "text/xml", b"<te-groot/>") if path == "/RIO" else None

    echo = Echo()
    with server(Application(echo, too_large=too_large)) as http_:
        assert post(http_.port, "/RIO/", b"x" * 1003) == (500, "text/xml", b"<te-groot/>")
        assert post(http_.port, "/anders", b"x" * 1003)[0] == 413
        assert post(http_.port, "/RIO", b"x" * 1001)[0] == 200, "it tells itself what is a little too large"
    assert asked == [("/RIO", 1000), ("/anders", 1000)]
    assert len(echo.environs) == 1


def test_workers_are_replaced_when_they_are_worn() -> None:
    worn = threading.local()
    echo = Echo()

    def once(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        worn.out = True
        return echo(environ, start)

    seen: set[int] = set()

    def is_worn() -> bool:
        seen.add(threading.get_ident())
        return getattr(worn, "out", False)

    with server(Application(once, worn=is_worn)) as http_:
        for n in range(5):
            assert post(http_.port, f"/{n}")[2] == f"/{n}".encode()
    assert len(echo.threads) == 5


def test_an_application_may_be_set_after_the_address_was_bound() -> None:
    later = Deferred()
    http_ = server(Application(later))
    later.application = Echo()
    with http_:
        assert post(http_.port, "/later")[2] == b"/later"
