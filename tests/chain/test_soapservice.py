"""A stand-in behind the SOAP shell: its answers, its faults, and what it never tells."""

import io
import logging
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from rio_soap.chain.standin.standin_service import MAXIMUM, Request, SoapFault, schrijf_fault, standin_application
from rio_soap.edukoppeling.uris import SOAP

S = f"{{{SOAP}}}"


class Echo:
    """Answers a request with its own body."""

    namespace = "urn:echo"
    operaties = ("zegNa",)

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.weiger: Exception | None = None
        self.faal: Exception | None = None

    def lees(self, request: Request) -> tuple[str, Callable[[], bytes]]:
        self.requests.append(request)
        if self.weiger is not None:
            raise self.weiger
        return "zegNa", lambda: self.antwoord(request)

    def antwoord(self, request: Request) -> bytes:
        if self.faal is not None:
            raise self.faal
        return request.body


def post(echo: Echo, body: bytes, **environ: Any) -> tuple[str, dict[str, str], bytes]:
    gegeven: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]]) -> Callable[[bytes], object]:
        gegeven.extend((status, dict(headers)))
        return lambda _: None

    app = standin_application("Echo", echo)
    data = b"".join(app({"REQUEST_METHOD": "POST", "wsgi.input": io.BytesIO(body), **environ}, start))
    return gegeven[0], gegeven[1], data


def fault(data: bytes) -> tuple[str | None, str | None]:
    element = etree.fromstring(data).find(f"{S}Body/{S}Fault")
    assert element is not None
    return element.findtext("faultcode"), element.findtext("faultstring")


def test_a_question_is_answered_as_the_stand_in_says() -> None:
    echo = Echo()
    status, headers, data = post(echo, b"<a/>", CONTENT_TYPE="text/xml", HTTP_SOAPACTION='"urn:x"')
    assert (status, data) == ("200 OK", b"<a/>")
    assert headers == {"Content-Type": "text/xml; charset=utf-8", "Content-Length": "4"}
    assert echo.requests == [Request(b"<a/>", "text/xml", '"urn:x"')]


def test_headers_that_are_not_there_are_none() -> None:
    echo = Echo()
    post(echo, b"")
    assert echo.requests == [Request(b"", None, None)]


@pytest.mark.parametrize("moment", ["weiger", "faal"])
def test_a_refusal_before_or_while_answering_is_its_fault(moment: str) -> None:
    echo = Echo()
    setattr(echo, moment, SoapFault("Client", "WSA01: nee"))
    status, _, data = post(echo, b"")
    assert (status, fault(data)) == ("500 Internal Server Error", ("soapenv:Client", "WSA01: nee"))


@pytest.mark.parametrize("moment", ["weiger", "faal"])
def test_an_error_of_its_own_tells_the_log_and_not_the_one_who_asks(
    moment: str, caplog: pytest.LogCaptureFixture
) -> None:
    echo = Echo()
    setattr(echo, moment, ValueError("secret of the inside"))
    with caplog.at_level(logging.ERROR):
        _, _, data = post(echo, b"")
    assert fault(data) == ("soapenv:Server", "Interne fout van de proefdienst")
    assert b"secret" not in data
    assert "secret of the inside" in caplog.text


def test_a_question_that_is_too_large_is_not_read_by_the_stand_in() -> None:
    echo = Echo()
    assert post(echo, b" " * MAXIMUM)[0] == "200 OK"
    _, _, data = post(echo, b" " * (MAXIMUM + 1))
    assert fault(data) == ("soapenv:Client", "Request too long")
    assert len(echo.requests) == 1


def test_a_fault_is_of_soap_11_with_its_detail() -> None:
    detail = etree.Element("{urn:d}reden")
    root = etree.fromstring(schrijf_fault(SoapFault("Server", "tekst <&>", detail)))
    assert root.tag == f"{S}Envelope"
    element = root.find(f"{S}Body/{S}Fault")
    assert element is not None
    assert [kind.tag for kind in element] == ["faultcode", "faultstring", "detail"]
    assert element.findtext("faultstring") == "tekst <&>"
    assert [str(kind.tag) for kind in element[2]] == ["{urn:d}reden"]


def test_a_fault_without_detail_has_none() -> None:
    element = etree.fromstring(schrijf_fault(SoapFault("Client", "x"))).find(f"{S}Body/{S}Fault")
    assert element is not None
    assert element.find("detail") is None
