"""What the benchmarks count with: tables, statistics, the client, and the judgement of a run."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from benchmarks import register_maker
from benchmarks.klant import Klant, Uitkomst, http_verzoek, stuur_alles
from benchmarks.meten import Meting, om_en_om, percentiel
from benchmarks.peers import KAPOT, kapotte
from benchmarks.peers.bouw import overige
from benchmarks.soak import groei
from benchmarks.tabel import als_tekst, gespreid, tabel
from benchmarks.uitval import onverklaard


def test_a_percentile_is_a_value_of_the_series() -> None:
    reeks = [float(n) for n in range(100, 0, -1)]
    assert percentiel(reeks, 50) == 51
    assert percentiel(reeks, 99) == 100
    assert percentiel([7.0], 99) == 7
    with pytest.raises(ValueError, match="nothing"):
        percentiel([], 50)
    assert Meting.van(n / 1000 for n in reeks) == Meting(50.5, 11.0, 91.0)


def test_functions_take_turns() -> None:
    gezien: list[str] = []

    def noem(naam: str, waarde: float) -> float:
        gezien.append(naam)
        return waarde

    uit = om_en_om({"a": lambda: noem("a", 1.0), "b": lambda: noem("b", 2.0)}, 3)
    assert gezien == ["a", "b"] * 3
    assert uit == {"a": [1.0] * 3, "b": [2.0] * 3}


def test_a_table_is_markdown_with_numbers_at_the_right() -> None:
    assert tabel(["what", "ms"], [["a", 1.5], ["longer", 1234]]).splitlines() == [
        "| what   |    ms |",
        "|--------|------:|",
        "| a      |  1.50 |",
        "| longer | 1,234 |",
    ]
    with pytest.raises(ValueError, match="number of cells"):
        tabel(["one"], [["a", "b"]])
    assert als_tekst(None) == "–"
    assert als_tekst(Meting(0.5, 0.25, 12.0)) == "0.500 (0.250–12.0)"
    assert gespreid([3.0, 1.0, 2.0]) == "2.00 (1.00–3.00)"
    assert gespreid([4.0, 1.0, 2.0, 3.0]) == "2.50 (1.00–4.00)"


def test_growth_is_that_of_the_last_quarter_over_the_second() -> None:
    assert groei([50.0, 50.0, 100.0, 100.0, 105.0, 108.0, 110.0, 110.0]) == pytest.approx(10.0)
    with pytest.raises(ValueError, match="four"):
        groei([1.0, 2.0, 3.0])


def test_an_error_is_explained_only_by_a_kill_while_its_request_was_under_way() -> None:
    uit = Uitkomst(foutmomenten=[(10.0, 11.0), (20.0, 20.5), (30.0, 30.1)])
    assert onverklaard(uit, [10.5, 20.6]) == 1
    assert onverklaard(uit, []) == 3


def test_what_is_to_be_broken_must_be_there() -> None:
    goed = b"".join(van for van, _ in KAPOT.values())
    assert len(set(kapotte(goed))) == len(KAPOT)
    with pytest.raises(ValueError, match="not in the message"):
        kapotte(b"<leeg/>")


def test_java_methods_are_made_for_what_the_server_does_not_have() -> None:
    interface = """
        public AUit a(
            @WebParam(name = "a", partName = "body")
            AIn body);
        public BUit b(
            @WebParam(name = "b", partName = "body")
            BIn body);
    """
    gemaakt = overige(interface, "public AUit a(AIn v) {}")
    assert gemaakt == "public BUit b(BIn v) { throw new UnsupportedOperationException(); }"


def test_the_generator_is_a_national_register_in_the_published_proportions() -> None:
    aantal = register_maker.LANDELIJK
    assert aantal == sum(gewicht for _, gewicht, _ in register_maker.SOORTEN)
    aanbieders = 1 + (aantal - register_maker.GROOT) / register_maker.PER_AANBIEDER
    for gemaakt, gepubliceerd in (
        (aanbieders, 10_594),
        (aanbieders / register_maker.PER_BESTUUR, 1_778),
        (aantal / register_maker.AANBOD_PER_BESTUUR, 13_827),
        (aantal / register_maker.PER_LOCATIE, 13_639),
        (aantal * register_maker.COHORTEN, 1_258_973),
    ):
        assert gemaakt == pytest.approx(gepubliceerd, rel=0.05)


@pytest.fixture
def echo() -> Iterator[int]:
    """A server that approves what holds "goed", and breaks the connection at "breek"."""
    with socket.create_server(("127.0.0.1", 0)) as luisteraar:

        def bedien(sok: socket.socket) -> None:
            with sok:
                while data := sok.recv(65_536):
                    if b"breek" in data:
                        return
                    inhoud = b"requestGoedgekeurd>true<" if b"goed" in data else b"nee"
                    sok.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(inhoud) + inhoud)

        def aanvaard() -> None:
            while True:
                try:
                    sok, _ = luisteraar.accept()
                except OSError:
                    return
                threading.Thread(target=bedien, args=(sok,), daemon=True).start()

        threading.Thread(target=aanvaard, daemon=True).start()
        yield luisteraar.getsockname()[1]


def test_the_client_counts_approvals_refusals_and_broken_connections_apart(echo: int) -> None:
    verzoeken = [http_verzoek("/", "", inhoud) for inhoud in (b"goed", b"slecht", b"breek", b"goed", b"goed")]
    uit = stuur_alles([echo], verzoeken, lijnen=1)
    assert uit.goed == [0, 3, 4]
    assert uit.fouten == [(1, b"nee"), (2, b"")]
    assert len(uit.tijden) == len(uit.goed)
    assert all(begin < einde for begin, einde in uit.foutmomenten)


def test_the_client_keeps_to_a_rate_and_stops_in_time(echo: int) -> None:
    klant = Klant([echo], 4)
    begin = time.monotonic()
    uit = klant.stuur((http_verzoek("/", "", b"goed") for _ in range(100_000)), per_seconde=100, tot=begin + 1)
    klant.sluit()
    assert time.monotonic() - begin < 10
    assert 40 <= len(uit.goed) <= 180
