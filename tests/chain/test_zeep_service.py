"""The messages of the SOAP clients: opened as hostile, faults by what they mean, nothing fetched."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from rio_soap.chain import answer_schema
from rio_soap.chain.bag_antwoord import APD
from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.resilience import Limits
from rio_soap.chain.transport import ChainTransport, HttpResponse
from rio_soap.chain.zeep_service import ZeepService, make_service, open_response

BINDING = f"{{{APD}}}BagVsApdAdoSOAPBinding"
VRAAG = etree.Element("vraag")


def envelop(body: str) -> bytes:
    return (
        f'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>{body}</s:Body></s:Envelope>'.encode()
    )


def fault(code: str, tekst: str = "nee", detail: str = "") -> bytes:
    return envelop(f"<s:Fault><faultcode>{code}</faultcode><faultstring>{tekst}</faultstring>{detail}</s:Fault>")


def antwoord(data: bytes, status: int = 200, soort: str | None = "text/xml; charset=utf-8") -> HttpResponse:
    return HttpResponse(status, soort, data, VRAAG)


def storing(geval: HttpResponse) -> ChainFailure:
    with pytest.raises(ChainFailure) as fout:
        open_response(geval, "BAG", 100_000)
    assert fout.value.register == "BAG"
    return fout.value


@pytest.mark.parametrize(
    "vooraf", [b"", b'<?xml version="1.0"?>', b"<!-- a -->", b'\xef\xbb\xbf<?xml version="1.0"?>\n<!--a-->\n<!--b-->']
)
def test_the_content_of_an_answer_is_found_behind_declaration_and_comments(vooraf: bytes) -> None:
    assert open_response(antwoord(vooraf + envelop("<a/>")), "BAG", 100_000).inhoud.tag == "a"


@pytest.mark.parametrize(
    ("code", "reden"),
    [
        ("s:Client", Reason.QUESTION),
        ("Client", Reason.QUESTION),
        ("s:Client.Authentication", Reason.QUESTION),
        ("s:MustUnderstand", Reason.QUESTION),
        ("s:VersionMismatch", Reason.QUESTION),
        ("s:Server", Reason.ERROR),
        ("s:Server.Busy", Reason.ERROR),
        ("anders", Reason.ERROR),
        ("", Reason.ERROR),
    ],
)
@pytest.mark.parametrize("status", [200, 500])
def test_a_fault_says_whose_mistake_it_is(code: str, reden: Reason, status: int) -> None:
    assert storing(antwoord(fault(code), status)).reason is reden


def test_a_fault_is_told_with_its_words_and_detail_in_one_line() -> None:
    data = fault("s:Client", "ApplicatieFout", "<detail>\n <x>eerste</x>\n <y>tweede</y></detail>")
    assert storing(antwoord(data, 500)).melding == "s:Client | ApplicatieFout | eerste tweede"


def test_a_long_fault_is_cut() -> None:
    assert len(storing(antwoord(fault("s:Server", "x" * 5000), 500)).melding) == 300


@pytest.mark.parametrize(
    ("data", "soort"),
    [
        (b"", "text/xml"),
        (b"<html><p>moment", "text/html"),
        (b"<a/>", "text/xml"),
        (envelop("<a/>")[:-10], "text/xml"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]>' + envelop("<a>&x;</a>"), "text/xml"),
        (envelop("<a/>").ljust(200_000), "text/xml"),
        (envelop(""), "text/xml"),
    ],
    ids=["nothing", "a page", "no envelope", "cut off", "a DTD", "too large", "empty body"],
)
def test_what_is_no_answer_is_invalid_with_200_and_an_error_of_theirs_with_500(data: bytes, soort: str) -> None:
    assert storing(antwoord(data, 200, soort)).reason is Reason.INVALID
    geen = storing(antwoord(data, 500, soort))
    assert geen.reason is Reason.ERROR
    assert "HTTP 500" in geen.melding


def test_status_500_without_a_fault_is_an_error_of_theirs() -> None:
    assert storing(antwoord(envelop("<a/>"), 500)).reason is Reason.ERROR


def test_a_service_hands_names_and_values_to_zeep_and_gives_the_answer_as_it_came() -> None:
    gevraagd: list[tuple[str, dict[str, Any]]] = []
    terug = antwoord(b"x")

    class Operaties:
        def __getitem__(self, naam: str) -> Any:
            def roep(**gegevens: Any) -> HttpResponse:
                gevraagd.append((naam, gegevens))
                return terug

            return roep

    assert ZeepService(Operaties()).call("zoek", postcode="9747AS", huisnummer=7) is terug
    assert gevraagd == [("zoek", {"postcode": "9747AS", "huisnummer": 7})]


@pytest.fixture(scope="module")
def transport() -> ChainTransport:
    return ChainTransport("BAG", Limits())


def test_a_wsdl_that_is_none_is_refused_when_the_service_is_made(tmp_path: Path, transport: ChainTransport) -> None:
    with pytest.raises(OSError, match="weg"):
        make_service(tmp_path / "weg.wsdl", BINDING, "http://127.0.0.1:1", transport)
    stuk = tmp_path / "stuk.wsdl"
    stuk.write_text("<geen><wsdl/>")
    with pytest.raises(ValueError, match=r"stuk\.wsdl"):
        make_service(stuk, BINDING, "http://127.0.0.1:1", transport)


def test_nothing_is_fetched_for_a_wsdl(tmp_path: Path, transport: ChainTransport) -> None:
    bron = answer_schema.pad("wsdl", "bag.wsdl").read_text().replace("../../xsd/keten/", "http://127.0.0.1:1/")
    (tmp_path / "buiten.wsdl").write_text(bron)
    with pytest.raises(ValueError, match=r"read from disk only|127\.0\.0\.1"):
        make_service(tmp_path / "buiten.wsdl", BINDING, "http://127.0.0.1:1", transport)
