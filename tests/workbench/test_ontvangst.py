"""A file is a message, or a captured exchange over HTTP with the message in it."""

import pytest

from rio_soap.workbench.ontvangst import Ontvangst, ontpak


def test_a_message_is_taken_as_it_is() -> None:
    assert ontpak(b"<a/>") == Ontvangst(b"<a/>")


@pytest.mark.parametrize("regeleinde", [b"\r\n", b"\n"])
def test_a_captured_request_gives_its_headers_and_its_body(regeleinde: bytes) -> None:
    regels = [b"POST /x HTTP/1.1", b"Content-Type: text/xml; charset=UTF-8", b'SOAPAction: "urn:a"', b"", b"<a/>"]
    assert ontpak(regeleinde.join(regels)) == Ontvangst(b"<a/>", '"urn:a"', "text/xml; charset=UTF-8", None)


def test_a_request_without_soapaction_has_an_empty_one() -> None:
    assert ontpak(b"POST /x HTTP/1.1\r\nHost: x\r\n\r\n<a/>").soap_action == ""


def test_an_answer_has_no_soapaction() -> None:
    gelezen = ontpak(b"HTTP/1.1 200 OK\r\ncontent-TYPE: text/xml\r\nContent-Encoding: gzip\r\n\r\n<a/>")
    assert gelezen == Ontvangst(b"<a/>", None, "text/xml", "gzip")


def test_names_of_headers_are_read_in_any_case_and_the_last_one_counts() -> None:
    gelezen = ontpak(b"POST / HTTP/1.0\r\nSOAPACTION: a\r\nsoapaction:b \r\n\r\n")
    assert (gelezen.data, gelezen.soap_action) == (b"", "b")


@pytest.mark.parametrize(
    "data",
    [
        b"POST /x HTTP/1.1\r\nHost: x\r\n<a/>",
        b"GET /x HTTP/1.1\r\n\r\n<a/>",
        b" POST /x HTTP/1.1\r\n\r\n<a/>",
        b"HTTP/2 200\r\n\r\n<a/>",
        b"POST /x HTTP/1.1\r\n" + b"x: y\r\n" * 20_000 + b"\r\n<a/>",
    ],
    ids=["no empty line", "no POST", "not at the begin", "another protocol", "headers without end"],
)
def test_what_is_no_captured_exchange_is_left_alone(data: bytes) -> None:
    assert ontpak(data) == Ontvangst(data)
