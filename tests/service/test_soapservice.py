"""The service behind the SOAP shell: its steps at the moments at which the shell calls."""

from typing import Any

import pytest

from rio_soap.contract.operaties import DIENSTEN, OPERATIES, RAADPLEGEN
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.service.bericht import Bericht
from rio_soap.service.soapservice import RioService
from rio_soap.soap.handler import ShellError, TooLarge


class Opened:
    """A valid request."""

    operatie = OPERATIES["opvragen_opleidingseenheid"]

    def __str__(self) -> str:
        return "opened"


GAVE = {"open": Opened(), "verwerk": "done", "schrijf": b"bytes"}


class Steps:
    """Notes which parts of the pipeline are asked for, with the request."""

    maximum_bericht = 42

    def __init__(self) -> None:
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> Any:
        def part(before: Any) -> Any:
            """Gives what tells that it was handed on to the next part."""
            self.calls.append(f"{name} {before}")
            return GAVE[name]

        return part

    def schrijf_fout(self, bericht: Bericht, fout: Edufout) -> bytes:
        bericht.fout = fout
        return f"{fout.soort.name} {[b.gevonden for b in fout.bevindingen]}".encode()

    def onverwacht(self, bericht: Bericht, fout: Exception) -> Edufout:
        self.calls.append(f"onverwacht {fout}")
        return Edufout(Foutsoort.DK0050)


@pytest.fixture
def steps() -> Steps:
    return Steps()


@pytest.fixture
def service(steps: Steps) -> RioService:
    pijplijn: Any = steps
    return RioService(RAADPLEGEN, pijplijn)


def test_every_operation_belongs_to_the_service_of_its_dienst() -> None:
    pijplijn: Any = Steps()
    services = [RioService(dienst, pijplijn) for dienst in DIENSTEN]
    assert sorted(name for service in services for name in service.operations) == sorted(OPERATIES)
    assert [service.namespace for service in services] == [dienst.contract_ns for dienst in DIENSTEN]


def test_a_request_begins_with_what_http_and_tls_say_of_it(service: RioService) -> None:
    environ = {
        "CONTENT_TYPE": "text/xml",
        "HTTP_SOAPACTION": '"a"',
        "rio.tls_certificaat": b"der",
        "HTTP_CONTENT_ENCODING": "gzip",
    }
    assert service.begin(environ, b"<a/>").bericht == Bericht(RAADPLEGEN, b"<a/>", "text/xml", '"a"', b"der", "gzip")


def test_an_absent_and_an_empty_content_type_are_the_same(service: RioService) -> None:
    for environ in ({}, {"CONTENT_TYPE": ""}):
        assert service.begin(environ, b"").bericht == Bericht(RAADPLEGEN, b"", None, None)


def test_the_shell_walks_the_whole_pipeline_in_order(service: RioService, steps: Steps) -> None:
    exchange = service.begin({}, b"")
    assert service.open(exchange) == "opvragen_opleidingseenheid"
    service.run(exchange)
    assert service.write(exchange) == b"bytes"
    assert [call.split("(")[0] for call in steps.calls] == ["open Bericht", "verwerk opened", "schrijf done"]


def test_a_request_that_was_not_opened_cannot_be_run(service: RioService) -> None:
    with pytest.raises(AssertionError, match="opens a request before"):
        service.run(service.begin({}, b""))


def test_the_fault_of_a_step_goes_out_as_it_is(service: RioService, steps: Steps) -> None:
    assert service.refuse(service.begin({}, b""), Edufout(Foutsoort.DK0002)) == b"DK0002 []"
    assert steps.calls == []


def test_a_body_that_is_too_large_is_a_fault_of_the_sender(service: RioService) -> None:
    assert service.maximum == 42
    assert service.refuse(service.begin({}, b""), TooLarge(42)) == b"DK0004 ['more than 42 bytes']"


@pytest.mark.parametrize("error", [ValueError("inside"), ShellError("inside")])
def test_any_other_error_is_told_to_the_log_and_not_to_the_sender(
    service: RioService, steps: Steps, error: Exception
) -> None:
    assert service.refuse(service.begin({}, b""), error) == b"DK0050 []"
    assert steps.calls == ["onverwacht inside"]


def test_a_fault_that_went_out_holds_no_frames(service: RioService) -> None:
    try:
        raise Edufout(Foutsoort.DK0001)
    except Edufout as fout:
        exchange = service.begin({}, b"")
        service.refuse(exchange, fout)
    assert exchange.bericht.fout is not None
    assert exchange.bericht.fout.__traceback__ is None
