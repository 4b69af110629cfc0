"""What stands beside the services: made once and late, and found by its whole path."""

import threading
import time
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest

from rio_soap.setup.web_application import LazyApplication, WholePath


class Echo:
    """Answers with where it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self.asked.append((environ["SCRIPT_NAME"], environ["PATH_INFO"]))
        return [b"echo"]


def start(status: str, headers: list[tuple[str, str]], info: object = None) -> Callable[[bytes], object]:
    raise AssertionError("an echo does not start an answer")


@pytest.mark.parametrize(
    ("script", "path", "whole"),
    [
        ("/nl", "/zoeken", "/nl/zoeken"),
        ("/nl", "", "/nl"),
        ("", "/", "/"),
        ("/schermen", "/rio.css", "/schermen/rio.css"),
        ("/c", "//twice", "/c//twice"),
    ],
)
def test_an_application_at_several_paths_finds_each_whole(script: str, path: str, whole: str) -> None:
    echo = Echo()
    assert WholePath(echo)({"SCRIPT_NAME": script, "PATH_INFO": path}, start) == [b"echo"]
    assert echo.asked == [("", whole)]


def test_a_server_may_leave_both_out() -> None:
    echo = Echo()
    WholePath(echo)({}, start)
    assert echo.asked == [("", "")]


def test_a_lazy_application_is_made_when_it_is_asked_first_and_then_no_more() -> None:
    made: list[Echo] = []

    def make() -> WSGIApplication:
        made.append(Echo())
        return made[-1]

    lazy = LazyApplication(make)
    assert made == [], "a command that never serves it does not pay for it"
    for path in ("/a", "/b"):
        assert lazy({"SCRIPT_NAME": "", "PATH_INFO": path}, start) == [b"echo"]
    assert [echo.asked for echo in made] == [[("", "/a"), ("", "/b")]]


def test_threads_that_ask_at_once_wait_for_the_one_that_makes_it() -> None:
    made: list[Echo] = []
    together = threading.Barrier(4)

    def make() -> WSGIApplication:
        time.sleep(0.05)
        made.append(Echo())
        return made[-1]

    lazy = LazyApplication(make)
    answers: list[list[bytes]] = []

    def ask() -> None:
        together.wait()
        answers.append(list(lazy({"SCRIPT_NAME": "", "PATH_INFO": "/"}, start)))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert answers == [[b"echo"]] * 4


def test_an_application_that_could_not_be_made_is_made_at_the_next_request() -> None:
    """A file that was not there yet does not break it until a restart."""
    tries = iter([OSError("not there yet"), None])

    def make() -> WSGIApplication:
        if (error := next(tries)) is not None:
            raise error
        return Echo()

    lazy = LazyApplication(make)
    asked = {"SCRIPT_NAME": "", "PATH_INFO": "/"}
    with pytest.raises(OSError, match="not there yet"):
        lazy(asked, start)
    assert lazy(asked, start) == [b"echo"]
