"""What a parser of requests takes, by bytes as they come in."""

import time

import pytest
from waitress.adjustments import Adjustments
from waitress.utilities import BadRequest, RequestEntityTooLarge

from rio_soap.server import reception
from rio_soap.server.reception import Parser


def parser(**settings: int) -> Parser:
    return Parser(Adjustments(**settings))


def fed(data: bytes, piece: int = 10_000, **settings: int) -> Parser:
    """A parser that got these bytes in pieces, until its request was whole."""
    made = parser(**settings)
    while data and not made.completed:
        taken = made.received(data[:piece])
        data = data[taken or piece :]
    return made


def request(*headers: str, version: str = "1.1", body: bytes = b"") -> bytes:
    return "\r\n".join([f"POST /RIO HTTP/{version}", "Host: x", *headers, "", ""]).encode() + body


@pytest.mark.parametrize("piece", [1, 7, 10_000])
def test_a_request_is_whole_with_its_last_byte_however_it_came(piece: int) -> None:
    before = time.monotonic()
    made = fed(request("Content-Length: 5", body=b"abcde"), piece)
    assert made.completed
    assert made.error is None
    assert made.get_body_stream().read() == b"abcde"
    assert before <= made.received_at <= time.monotonic()


def test_until_then_there_is_no_moment_at_which_it_was_whole() -> None:
    made = fed(request("Content-Length: 5", body=b"abc"))
    assert not made.completed
    assert made.received_at == 0.0


@pytest.mark.parametrize(
    "headers",
    [
        ("Content-Length: 5", "Transfer-Encoding: chunked"),
        ("Transfer-Encoding: chunked", "Content-Length: 5"),
        ("Content-Length: " + "9" * 5000,),
        ("Content-Length: 5", "Content-Length: 6"),
        ("Content-Length: -1",),
        ("Content-Length: 0x5",),
    ],
)
def test_a_length_that_can_be_read_in_two_ways_is_refused(headers: tuple[str, ...]) -> None:
    made = fed(request(*headers, body=b"0\r\n\r\nabcde"))
    assert made.completed
    assert isinstance(made.error, BadRequest)


def test_chunks_in_http_1_0_are_refused() -> None:
    made = fed(request("Transfer-Encoding: chunked", version="1.0", body=b"0\r\n\r\n"))
    assert isinstance(made.error, BadRequest)


def test_chunks_in_http_1_1_are_taken_to_their_last() -> None:
    made = fed(request("Transfer-Encoding: chunked", body=b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"), 3)
    assert made.error is None
    assert made.get_body_stream().read() == b"abcde"


def test_who_speaks_tls_is_told_that_this_is_http() -> None:
    """It waits for an answer, and no end of headers would come."""
    made = fed(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")
    assert made.completed
    assert isinstance(made.error, BadRequest)
    assert "no TLS" in made.error.body


def test_bytes_of_tls_in_a_body_are_a_body() -> None:
    made = parser()
    made.received(request("Content-Length: 3"))
    made.received(b"\x16\x03\x01")
    assert made.error is None
    assert made.get_body_stream().read() == b"\x16\x03\x01"


def test_a_body_larger_than_told_is_refused_with_its_headers() -> None:
    made = fed(request("Content-Length: 101", body=b""), max_request_body_size=100)
    assert isinstance(made.error, RequestEntityTooLarge)


def test_the_answer_of_the_application_to_a_large_body_is_given_as_it_is() -> None:
    answer = reception.Answer("500 Internal Server Error", "text/xml", b"<fault/>")
    status, headers, body = reception._TooLarge(answer).to_response("ident")
    assert (status, headers, body) == (answer.status, [("Content-Type", "text/xml")], answer.body)


def test_strangers_are_bound_in_time_number_and_size() -> None:
    assert reception.LIMITS["channel_timeout"] == reception.RECEIVE_TIMEOUT == 30
    assert reception.LIMITS["connection_limit"] == 500
    assert reception.LIMITS["max_request_header_size"] >= 32 * 1024, "nginx hands a certificate over in a header"
    Adjustments(**reception.LIMITS)  # waitress knows them all
