"""The open data and the JSON API through a real nginx with our configuration, for who has no certificate."""

import http.client
from collections.abc import Iterator
from pathlib import Path

import pytest

from rio_soap.service.tls_end import HEADER
from tests.service.conftest import Dienst
from tests.service.test_nginx import nginx, nginx_programma, vrije_poort
from tests.service.tls_hulp import Pki

OPEN = Path(__file__).parents[2] / "deploy" / "nginx" / "rio-soap-openbaar.conf"


class Buiten:
    """Who asks from outside, without a certificate."""

    def __init__(self, pki: Pki, poort: int) -> None:
        self.pki, self.poort = pki, poort

    def vraag(
        self, pad: str, methode: str = "GET", koppen: dict[str, str] | None = None, vanaf: str = "127.0.0.1"
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Status, headers and body."""
        context = self.pki.context(None)
        verbinding = http.client.HTTPSConnection(
            "127.0.0.1", self.poort, timeout=10, context=context, source_address=(vanaf, 0)
        )
        verbinding.request(methode, pad, headers=koppen or {})
        antwoord = verbinding.getresponse()
        uit = antwoord.status, antwoord.headers, antwoord.read()
        verbinding.close()
        return uit


@pytest.fixture(scope="module")
def buiten(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Buiten]:
    nginx_programma()
    map_ = tmp_path_factory.mktemp("o")
    sock, poort = map_ / "rio.sock", vrije_poort()
    pki = Pki(map_ / "d" / "pki")
    rio = Dienst(map_ / "d", sock, tls="proxy", kern=True)
    tekst = OPEN.read_text()
    for van, naar in (
        ("listen 443 ssl;", f"listen 127.0.0.1:{poort} ssl;"),
        ("/etc/rio-soap/tls/open.pem", str(pki.server[0])),
        ("/etc/rio-soap/tls/open.key", str(pki.server[1])),
    ):
        assert tekst.count(van) == 1, van
        tekst = tekst.replace(van, naar)
    with nginx(map_, pki, sock, ("upstream rio_soap {", f"{tekst}\nupstream rio_soap {{")):
        yield Buiten(pki, poort)
    rio.stop()


def test_everybody_reads_the_open_data_and_the_api_and_gets_to_nothing_else(buiten: Buiten) -> None:
    assert buiten.vraag("/api/v1/versie")[0] == 200
    assert buiten.vraag("/opendata/v1/")[0] == 200
    assert buiten.vraag("/opendata/v1")[0] == 308
    for pad in (
        "/health",
        "/metrics",
        "/controle",
        "/RIO/services/beheren4.0?wsdl",
        "/api/v1x",
        "/api/v1/../../metrics",
    ):
        assert buiten.vraag(pad)[0] == 404, pad
    assert buiten.vraag("/RIO/services/beheren4.0", "POST")[0] == 404


def test_each_address_has_turns_of_its_own_whatever_it_says_of_itself(buiten: Buiten) -> None:
    def over(vanaf: str, **koppen: str) -> int:
        kop = buiten.vraag(
            "/api/v1/versie", koppen={naam.replace("_", "-"): k for naam, k in koppen.items()}, vanaf=vanaf
        )
        return int(kop[1]["RateLimit"].partition("r=")[2].partition(";")[0])

    eerste = over("127.0.0.2")
    assert eerste == 599
    assert over("127.0.0.2", X_Real_IP="10.9.8.7") == 598
    assert over("127.0.0.2", **{HEADER: buiten.pki.header("klant"), "X_Forwarded_For": "10.9.8.7"}) == 597
    assert over("127.0.0.3") == 599
