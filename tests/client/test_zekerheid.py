# ruff: noqa: SIM117  # the request that fails stands apart from the link that makes it fail
"""What came between client and RIO never makes the client say or do what is not certain (client/zekerheid.py).

Every test has a link that passes a request on to a real service, or not, and answers as gateways do.
"""

import socket
import ssl
import threading
from dataclasses import fields
from functools import partial
from uuid import uuid4

import pytest

from rio_soap.client import (
    Antwoord,
    Herhaling,
    OngeldigAntwoord,
    RioAfgekeurd,
    RioClient,
    RioFout,
    RioOnbereikbaar,
    RioSoapFout,
    Tls,
)
from rio_soap.client.verbinding import Verbinding
from rio_soap.client.wissel import Wissel
from tests.client.conftest import maak_client
from tests.client.station import (
    DK0051,
    Gedrag,
    deel,
    fault,
    http,
    in_stukken,
    ingepakt,
    met_status,
    station,
    vast,
    zonder_einde,
)
from tests.client.test_client import aantal, eenheid
from tests.service.conftest import Dienst

SOAP = "text/xml; charset=UTF-8"
NIET_VAN_RIO: dict[str, Gedrag] = {
    "502": Gedrag(vast(http("502 Bad Gateway", b"<html>502</html>"))),
    "503": Gedrag(vast(http("503 Service Unavailable", b"<html>503</html>"))),
    "503, retry later": Gedrag(vast(http("503 Service Unavailable", b"later", "Retry-After: 1"))),
    "504": Gedrag(vast(http("504 Gateway Timeout"))),
    "429": Gedrag(vast(http("429 Too Many Requests", b"", "Retry-After: 1"))),
    "408": Gedrag(vast(http("408 Request Timeout"))),
    "400 without SOAP": Gedrag(vast(http("400 Bad Request", b"<html>400</html>"))),
    "302": Gedrag(vast(http("302 Found", b"", "Location: http://127.0.0.1:1/"))),
    "303": Gedrag(vast(http("303 See Other", b"", "Location: http://127.0.0.1:1/"))),
    "202 and nothing": Gedrag(vast(http("202 Accepted"))),
    "204": Gedrag(vast(b"HTTP/1.1 204 No Content\r\n\r\n")),
    "200 and a page": Gedrag(vast(http("200 OK", b"<html><p>Moment</html>"))),
    "200 and JSON": Gedrag(vast(http("200 OK", b"{}", soort="application/json"))),
    "200 and nothing": Gedrag(vast(http("200 OK", soort=SOAP))),
    "500 and a page": Gedrag(vast(http("500 Internal Server Error", b"<html>500</html>"))),
    "DK0051, unsigned": Gedrag(vast(http("500 Internal Server Error", DK0051, soort=SOAP))),
    "DK0051, unsigned, 503": Gedrag(vast(http("503 Service Unavailable", DK0051, soort=SOAP))),
    "DK0050, unsigned": Gedrag(vast(http("500 X", fault("Server.DK0050", "Service geeft fout"), soort=SOAP))),
    "Server of a gateway": Gedrag(vast(http("500 X", fault("Server", "Backend timeout"), soort=SOAP))),
    "Client of a gateway": Gedrag(vast(http("500 X", fault("Client", "Internal Error"), soort=SOAP))),
    "closed without an answer": Gedrag(vast(b"")),
    "broken without an answer": Gedrag(vast(b""), einde="reset"),
    "half a status line": Gedrag(vast(b"HTTP/1.1 20")),
    "half the headers": Gedrag(vast(b"HTTP/1.1 200 OK\r\nContent-Ty")),
    "no HTTP": Gedrag(vast(b"SSH-2.0-OpenSSH\r\n")),
    "half before Content-Length": Gedrag(deel(0.5)),
    "nearly all before Content-Length": Gedrag(lambda echt: echt[:-1]),
    "broken in the body": Gedrag(deel(0.7), einde="reset"),
    "chunks without end": Gedrag(partial(in_stukken, eind=False)),
    "half of a chunk": Gedrag(lambda echt: in_stukken(echt)[:-3000]),
    "chunks with half an answer": Gedrag(partial(in_stukken, half=True)),
    "half, its end not marked": Gedrag(partial(zonder_einde, van=0.5)),
    "half of a packed answer": Gedrag(lambda echt: ingepakt(echt)[:-200]),
    "packed in an unknown way": Gedrag(vast(http("200 OK", b"xx", "Content-Encoding: br", soort=SOAP))),
    "not packed though it says so": Gedrag(vast(http("200 OK", b"xx", "Content-Encoding: gzip", soort=SOAP))),
    "only word of an answer": Gedrag(vast(b"HTTP/1.1 103 Early Hints\r\n\r\n")),
    "silence": Gedrag(vast(b""), einde="open"),
    "silence after half": Gedrag(deel(0.5), einde="open"),
}  # fmt: skip
"""Each after the service has processed the request."""
AFGEBROKEN = [
    "half a status line",
    "half the headers",
    "half before Content-Length",
    "nearly all before Content-Length",
    "broken in the body",
    "chunks without end",
    "half of a chunk",
    "half, its end not marked",
    "half of a packed answer",
    "silence after half",
]


def via(dienst: Dienst, poort: int, **anders: object) -> RioClient:
    return maak_client(dienst, f"http://127.0.0.1:{poort}", **{"timeout": 1.0, **anders})


@pytest.mark.parametrize("naam", NIET_VAN_RIO)
def test_a_delivery_whose_answer_is_not_rios_is_found_by_its_own_key_and_never_delivered_twice(
    dienst: Dienst, rio: RioClient, naam: str
) -> None:
    voor, sleutel = aantal(rio), str(uuid4())
    with station(dienst.port, NIET_VAN_RIO[naam]) as tussen, via(dienst, tussen.poort) as client:
        antwoord = client.aanleveren_opleidingseenheid(opleidingseenheid=eenheid(sleutel))
    gezocht = rio.opvragen_rioIdentificatiecode(eigenOpleidingseenheidSleutel=sleutel)
    assert antwoord.opleidingseenheidcode == gezocht.opleidingseenheidcode
    assert antwoord.opgezocht
    assert (tussen.leveringen(), aantal(rio)) == (1, voor + 1)


@pytest.mark.parametrize("naam", NIET_VAN_RIO)
def test_a_delivery_without_own_key_says_plainly_that_its_outcome_is_not_known(
    dienst: Dienst, rio: RioClient, naam: str
) -> None:
    voor = aantal(rio)
    with station(dienst.port, NIET_VAN_RIO[naam]) as tussen, via(dienst, tussen.poort) as client:
        with pytest.raises((RioOnbereikbaar, OngeldigAntwoord), match="the outcome is not known") as gevangen:
            client.aanleveren_opleidingseenheid(opleidingseenheid=eenheid())
    assert gevangen.value.uitkomst_onbekend
    assert (tussen.leveringen(), aantal(rio)) == (1, voor + 1)


@pytest.mark.parametrize("naam", AFGEBROKEN)
def test_an_answer_that_is_cut_off_is_an_unknown_outcome_and_not_an_invalid_answer(dienst: Dienst, naam: str) -> None:
    code = dienst.lever()
    with station(dienst.port, NIET_VAN_RIO[naam]) as tussen, via(dienst, tussen.poort, retry=Herhaling(())) as client:
        with pytest.raises(RioOnbereikbaar) as gevangen:
            client.verwijderen_opleidingseenheid(opleidingseenheidcode=code)
    assert gevangen.value.verstuurd


@pytest.mark.parametrize("status", [401, 403, 404, 405, 407, 411, 413, 414, 415, 431])
def test_what_is_refused_before_the_service_was_certainly_not_processed_and_is_not_tried_again(
    dienst: Dienst, status: int
) -> None:
    weigering = Gedrag(vast(http(f"{status} Nee", b"<html>nee</html>")), door=False)
    with station(dienst.port, weigering, weigering) as tussen, via(dienst, tussen.poort) as client:
        with pytest.raises(RioOnbereikbaar, match="it was not processed") as gevangen:
            client.aanleveren_opleidingseenheid(opleidingseenheid=eenheid(str(uuid4())))
    assert (gevangen.value.verstuurd, gevangen.value.status) == (False, status)
    assert not gevangen.value.uitkomst_onbekend
    assert len(tussen.verzoeken) == 1


@pytest.mark.parametrize("status", ["400 Bad Request", "200 OK", "502 Bad Gateway", "422 X"])
def test_a_signed_fault_of_rio_is_read_whatever_the_status(vers: Dienst, status: str) -> None:
    """The same wsa:MessageID twice: a signed DK0011."""
    with station(vers.port, *[Gedrag(met_status(status))] * 2) as tussen, via(vers, tussen.poort) as client:
        client.wissel = Zelfde(**{veld.name: getattr(client.wissel, veld.name) for veld in fields(Wissel)})
        with pytest.raises(RioAfgekeurd):
            client.opvragen_rioIdentificatiecode(eigenOpleidingseenheidSleutel="x")
        with pytest.raises(RioSoapFout) as gevangen:
            client.opvragen_rioIdentificatiecode(eigenOpleidingseenheidSleutel="x")
    assert (gevangen.value.faultcode, gevangen.value.ondertekend) == ("Client.DK0011", True)


class Zelfde(Wissel):
    """Always the same wsa:MessageID."""

    __slots__ = ()

    def nieuw_message_id(self) -> str:
        return "11111111-2222-3333-4444-555555555555"


@pytest.mark.parametrize("status", ["400 Bad Request", "403 Forbidden"])
def test_an_unsigned_fault_that_blames_the_request_is_read_on_http_400(dienst: Dienst, status: str) -> None:
    antwoord = http(status, fault("Client.EK0031", "Berichtondertekening niet aanwezig of onjuist"), soort=SOAP)
    with station(dienst.port, Gedrag(vast(antwoord), door=False)) as tussen, via(dienst, tussen.poort) as client:
        with pytest.raises(RioSoapFout) as gevangen:
            client.aanleveren_opleidingseenheid(opleidingseenheid=eenheid(str(uuid4())))
    assert (gevangen.value.faultcode, gevangen.value.ondertekend) == ("Client.EK0031", False)
    assert len(tussen.verzoeken) == 1


@pytest.mark.parametrize(
    "gedrag",
    [
        Gedrag(met_status("202 Accepted")),
        Gedrag(met_status("502 Bad Gateway")),
        Gedrag(ingepakt),
        Gedrag(in_stukken),
        Gedrag(partial(zonder_einde, van=1.0)),
        Gedrag(lambda echt: b"HTTP/1.1 100 Continue\r\n\r\n" + echt),
    ],
    ids=["202", "502", "gzip", "chunks", "end of connection", "100-continue"],
)
def test_a_whole_signed_answer_of_rio_counts_however_it_travelled(dienst: Dienst, gedrag: Gedrag) -> None:
    with station(dienst.port, gedrag) as tussen, via(dienst, tussen.poort) as client:
        antwoord = client.aanleveren_opleidingseenheid(opleidingseenheid=eenheid(str(uuid4())))
    assert antwoord.opleidingseenheidcode
    assert (antwoord.opgezocht, antwoord.herhaald, len(tussen.verzoeken)) == (False, False, 1)


def test_the_answer_to_another_delivery_is_looked_up_too(dienst: Dienst, rio: RioClient) -> None:
    voor, eerder = aantal(rio), list[bytes]()

    def vorige(echt: bytes) -> bytes:
        eerder.append(echt)
        return eerder[0]

    with station(dienst.port, Gedrag(vorige), Gedrag(vorige)) as tussen, via(dienst, tussen.poort) as client:
        een = client.aanleveren_opleidingseenheid(opleidingseenheid=eenheid(str(uuid4())))
        twee = client.aanleveren_opleidingseenheid(opleidingseenheid=eenheid(str(uuid4())))
    assert een.opleidingseenheidcode != twee.opleidingseenheidcode
    assert (twee.opgezocht, tussen.leveringen(), aantal(rio)) == (True, 2, voor + 2)


def test_the_observer_sees_what_was_sent_also_when_no_answer_came(dienst: Dienst) -> None:
    """What was delivered without an answer is what one wants to have kept."""
    gezien: list[tuple[str, bytes, bytes]] = []
    kijk = {"observer": lambda *alles: gezien.append(alles)}
    with station(dienst.port, NIET_VAN_RIO["502"]) as tussen, via(dienst, tussen.poort, **kijk) as client:
        client.aanleveren_opleidingseenheid(opleidingseenheid=eenheid(str(uuid4())))
    assert [naam for naam, _, _ in gezien] == ["aanleveren_opleidingseenheid", "opvragen_rioIdentificatiecode"]
    assert (gezien[0][1] in tussen.verzoeken[0], gezien[0][2]) == (True, b"")


def test_a_delivery_that_never_reached_rio_is_delivered_again_and_says_so(dienst: Dienst, rio: RioClient) -> None:
    voor = aantal(rio)
    weg = Gedrag(vast(http("502 Bad Gateway")), door=False)
    with station(dienst.port, weg) as tussen, via(dienst, tussen.poort) as client:
        antwoord = client.aanleveren_opleidingseenheid(opleidingseenheid=eenheid(str(uuid4())))
    assert (antwoord.herhaald, antwoord.opgezocht) == (True, False)
    assert (tussen.leveringen(), aantal(rio)) == (2, voor + 1)


def test_when_the_look_up_fails_too_nothing_is_delivered_again(dienst: Dienst, rio: RioClient) -> None:
    voor = aantal(rio)
    storing = NIET_VAN_RIO["503"]
    with station(dienst.port, storing, storing, storing, storing) as tussen, via(dienst, tussen.poort) as client:
        with pytest.raises(RioOnbereikbaar, match="could not be looked up") as gevangen:
            client.aanleveren_opleidingseenheid(opleidingseenheid=eenheid(str(uuid4())))
    assert gevangen.value.verstuurd
    assert (tussen.leveringen(), aantal(rio)) == (1, voor + 1)


class Laat(Wissel):
    """A RIO that shows a delivery only after the first look-up."""

    __slots__ = ()
    gezocht: list[str] = []  # noqa: RUF012 - one test

    def zoek_op(self, naam: str, inhoud: object) -> Antwoord | None:
        self.gezocht.append(naam)
        return None if len(self.gezocht) == 1 else Wissel.zoek_op(self, naam, inhoud)  # type: ignore[arg-type]


def test_a_refusal_of_the_second_delivery_because_of_the_first_is_no_refusal(dienst: Dienst, rio: RioClient) -> None:
    """P01081 was reported to who had delivered once, and rightly."""
    voor = aantal(rio)
    with station(dienst.port, NIET_VAN_RIO["502"]) as tussen, via(dienst, tussen.poort) as client:
        client.wissel = Laat(**{veld.name: getattr(client.wissel, veld.name) for veld in fields(Wissel)})
        antwoord = client.aanleveren_opleidingseenheid(opleidingseenheid=eenheid(str(uuid4())))
    assert antwoord.opgezocht
    assert antwoord.opleidingseenheidcode
    assert (tussen.leveringen(), aantal(rio)) == (2, voor + 1)


def test_a_key_that_was_there_before_is_refused_as_ever(dienst: Dienst, rio: RioClient) -> None:
    sleutel = str(uuid4())
    dienst.lever(sleutel)
    with pytest.raises(RioAfgekeurd) as gevangen:
        rio.aanleveren_opleidingseenheid(opleidingseenheid=eenheid(sleutel))
    assert gevangen.value.foutcodes == ("P01081",)


def test_a_last_try_that_was_not_sent_does_not_hide_that_the_first_was(dienst: Dienst) -> None:
    code = dienst.lever()
    weigering = Gedrag(vast(http("404 Not Found")), door=False)
    with station(dienst.port, NIET_VAN_RIO["502"], weigering) as tussen, via(dienst, tussen.poort) as client:
        with pytest.raises(RioOnbereikbaar, match="the outcome is not known") as gevangen:
            client.verwijderen_opleidingseenheid(opleidingseenheidcode=code)
    assert gevangen.value.verstuurd


def test_a_fault_on_a_second_try_does_not_say_that_the_first_was_not_processed(dienst: Dienst) -> None:
    code = dienst.lever()
    fout = Gedrag(vast(http("500 X", fault("Client.EK0031", "Berichtondertekening"), soort=SOAP)), door=False)
    with station(dienst.port, NIET_VAN_RIO["502"], fout) as tussen, via(dienst, tussen.poort) as client:
        with pytest.raises(RioFout) as gevangen:
            client.verwijderen_opleidingseenheid(opleidingseenheidcode=code)
    assert gevangen.value.uitkomst_onbekend


def test_an_idle_connection_that_broke_does_not_make_the_look_up_say_that_nothing_is_there(
    dienst: Dienst, rio: RioClient
) -> None:
    voor = aantal(rio)
    dicht = NIET_VAN_RIO["closed without an answer"]
    with station(dienst.port, dicht, dicht) as tussen, via(dienst, tussen.poort) as client:
        with pytest.raises(RioOnbereikbaar) as gevangen:
            client.aanleveren_opleidingseenheid(opleidingseenheid=eenheid(str(uuid4())))
    assert gevangen.value.verstuurd
    assert (tussen.leveringen(), aantal(rio)) == (1, voor + 1)


def test_a_refusal_that_comes_while_the_request_is_still_sent_is_read() -> None:
    """As a server does that will not have so large a body."""
    luister = socket.create_server(("127.0.0.1", 0))

    def bedien() -> None:
        klant, _ = luister.accept()
        klant.recv(100)
        klant.sendall(http("413 Content Too Large"))
        klant.shutdown(socket.SHUT_WR)
        while klant.recv(1 << 20):  # as nginx does for some seconds, or the client would not get to read the answer
            pass
        klant.close()

    threading.Thread(target=bedien, daemon=True).start()
    verbinding = Verbinding(f"http://127.0.0.1:{luister.getsockname()[1]}", wachttijd=5)
    assert verbinding.post("/", b"x" * 50_000_000, {}, vers=True).status == 413
    luister.close()


def test_a_server_that_refuses_our_certificate_has_not_read_the_request(vers: Dienst) -> None:
    """With TLS 1.3 its refusal comes after the request has left."""
    pki = vers.settings.data_dir / "pki"
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(pki / "dienst.pem", pki / "dienst.key")
    context.load_verify_locations(pki / "ca.pem")
    context.verify_mode = ssl.CERT_REQUIRED
    luister = socket.create_server(("127.0.0.1", 0))

    def bedien() -> None:
        while True:
            try:
                klant, _ = luister.accept()
                veilig = context.wrap_socket(klant, server_side=True, do_handshake_on_connect=False)
                veilig.do_handshake()
            except ssl.SSLError:
                threading.Event().wait(0.2)
                continue
            except OSError:
                return

    threading.Thread(target=bedien, daemon=True).start()
    adres = f"https://localhost:{luister.getsockname()[1]}"
    with maak_client(vers, adres, tls=Tls(ca=pki / "ca.pem")) as client, pytest.raises(RioOnbereikbaar) as gevangen:
        client.aanleveren_opleidingseenheid(opleidingseenheid=eenheid())
    luister.close()
    assert not gevangen.value.verstuurd
