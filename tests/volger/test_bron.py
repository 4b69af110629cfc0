"""A source over HTTP that is busy, fails, or breaks off is tried again; one that answers in no known form is told."""

import gzip
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rio_soap.volger import open_kopie, volg
from rio_soap.volger.feedreader import paginas
from rio_soap.volger.follower import Follower, FollowerOptions
from rio_soap.volger.origin import Absent, WebOrigin, _gevraagd
from rio_soap.volger.refusal import ForeignRegister, SourceUnavailable
from tests.volger.bediener import Bediening
from tests.volger.lezen import van_kopie, van_wereld
from tests.volger.maker import Wereld


@pytest.fixture
def gewacht() -> list[float]:
    return []


@pytest.fixture
def bron(bediening: Bediening, gewacht: list[float]) -> WebOrigin:
    return WebOrigin(bediening.url + "/opendata/v1/", pogingen=4, slaap=gewacht.append)


def test_a_busy_or_failing_server_is_tried_again_later_every_time(
    bediening: Bediening, wereld: Wereld, publicaties: Path, bron: WebOrigin, gewacht: list[float], tmp_path: Path
) -> None:
    wereld.publiceer(publicaties, "2026-10-01")
    bediening.storingen = [503, 500, 502]
    volg(str(tmp_path / "kopie"), bron)
    assert van_kopie(str(tmp_path / "kopie")) == van_wereld(wereld)
    assert len(gewacht) == 3
    assert all(0.5 * 2**keer <= seconden <= 2**keer for keer, seconden in enumerate(gewacht))


def test_as_long_as_the_server_asks(
    bediening: Bediening, wereld: Wereld, publicaties: Path, bron: WebOrigin, gewacht: list[float]
) -> None:
    wereld.publiceer(publicaties, "2026-10-01")
    bediening.storingen, bediening.retry_after = [429], "17"
    assert bron.nieuwste() == "2026-10-01"
    assert gewacht == [17.0]


def test_a_server_may_name_a_moment_or_nonsense() -> None:
    straks = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 100))
    assert 90 < _gevraagd(straks) <= 100
    assert _gevraagd("Mon, 01 Jan 2001 00:00:00 GMT") == 0
    assert _gevraagd("soon") == 0
    assert _gevraagd("86400") == 600, "nobody waits a day"


def test_after_enough_attempts_it_is_out_of_reach(bediening: Bediening, bron: WebOrigin, gewacht: list[float]) -> None:
    bediening.storingen = [503] * 4
    with pytest.raises(SourceUnavailable, match=r"actueel/datapackage\.json: answers 503"):
        bron.nieuwste()
    assert len(gewacht) == 3
    with pytest.raises(SourceUnavailable, match="NewConnectionError"):
        WebOrigin("http://127.0.0.1:1", pogingen=2, slaap=gewacht.append).nieuwste()


def test_a_file_that_breaks_off_is_taken_up_where_it_broke(
    bediening: Bediening, wereld: Wereld, publicaties: Path, bron: WebOrigin, gewacht: list[float]
) -> None:
    wereld.publiceer(publicaties, "2026-10-01")
    bediening.storingen = ["breek"]
    heel = b"".join(bron.lees("2026-10-01", "licenties.csv"))
    assert heel == (publicaties / "2026-10-01" / "licenties.csv").read_bytes()
    assert len(bediening.gevraagd) == 2
    bediening.storingen = ["breek"] * 9
    with pytest.raises(SourceUnavailable, match=r"licenties\.csv"):
        list(bron.lees("2026-10-01", "licenties.csv"))


def test_what_is_not_there_is_absent_at_once(
    bediening: Bediening, wereld: Wereld, publicaties: Path, bron: WebOrigin, gewacht: list[float]
) -> None:
    with pytest.raises(Absent):
        bron.nieuwste()
    wereld.publiceer(publicaties, "2026-10-01")
    with pytest.raises(Absent, match=r"nothing\.csv"):
        list(bron.lees("2026-10-01", "nothing.csv"))
    assert gewacht == []


class Feed:
    """A feed that answers what a test says."""

    met_feed = True

    def __init__(self, *paginas_: Any) -> None:
        self._paginas: Iterator[Any] = iter(paginas_)

    def feed(self, _: str) -> Any:
        return next(self._paginas)


@pytest.mark.parametrize(
    "pagina",
    [
        {"objectwijziging": [], "cursor": "s-5"},
        {"objectwijziging": [{}], "cursor": "s-6", "meer": False},
        {"objectwijziging": [], "cursor": "s-six", "meer": False},
        {"objectwijziging": [], "cursor": "s-5", "meer": True},
        {"objectwijziging": [], "cursor": "s-4", "meer": False},
    ],
)
def test_a_page_of_another_form_or_that_leads_nowhere_is_no_answer(pagina: Any) -> None:
    with pytest.raises(SourceUnavailable, match="feed"):
        list(paginas(Feed(pagina), "s", 5))  # type: ignore[arg-type]


def test_a_page_of_another_stream_is_refused() -> None:
    with pytest.raises(ForeignRegister):
        list(paginas(Feed({"objectwijziging": [], "cursor": "t-6", "meer": False}), "s", 5))  # type: ignore[arg-type]


def test_what_the_feed_told_otherwise_is_named_and_mended_from_the_publication(
    bediening: Bediening, wereld: Wereld, publicaties: Path, doel: str
) -> None:
    """One object that the feed told wrong, one that it did not tell; both before the next publication."""
    wereld.publiceer(publicaties, "2026-10-01")
    volg(doel, bediening.url)
    wereld.zet(("LICENTIE", "fout"), {"naam": "right"})
    wereld.objecten["LICENTIE", "fout"] = {"licentie": {"naam": "wrong"}}
    wereld.objecten["ERKENNER", "stil"] = {"erkenner": {"naam": "hidden until now"}}
    volg(doel, bediening.url)
    wereld.objecten["LICENTIE", "fout"] = {"licentie": {"naam": "right"}}
    wereld.publiceer(publicaties, "2026-10-02")
    wereld.verander(4)
    gedaan = volg(doel, bediening.url)
    assert gedaan.ongelijk == 2
    assert {tuple(een) for een in gedaan.voorbeelden} == {
        ("LICENTIE", "fout", "anders"),
        ("ERKENNER", "stil", "niet-gehoord"),
    }
    assert van_kopie(doel) == van_wereld(wereld)


def test_a_feed_that_was_not_heard_to_its_end_is_not_blamed(
    bediening: Bediening, wereld: Wereld, publicaties: Path, doel: str
) -> None:
    wereld.publiceer(publicaties, "2026-10-01")
    volg(doel, bediening.url)
    wereld.verander(30)
    wereld.publiceer(publicaties, "2026-10-02")
    bediening.feed_status = 404
    with pytest.raises(SourceUnavailable):
        volg(doel, bediening.url)
    bediening.feed_status = 200
    assert volg(doel, bediening.url).ongelijk == 0
    assert van_kopie(doel) == van_wereld(wereld)


def test_only_one_family_is_kept_when_one_is_asked_and_asking_for_more_takes_a_full_set(
    bediening: Bediening, wereld: Wereld, publicaties: Path, tmp_path: Path
) -> None:
    doel = str(tmp_path / "kopie")
    wereld.publiceer(publicaties, "2026-10-01")
    gedaan = volg(doel, bediening.url, families="a")  # type: ignore[arg-type]
    assert gedaan.gehoord is None
    assert sorted(pad.suffix for pad in Path(doel).iterdir() if pad.suffix) == [".csv"] * 4 + [".json"]
    wereld.verander(9)
    wereld.publiceer(publicaties, "2026-10-02")
    assert volg(doel, bediening.url, families="a").deltas == 1  # type: ignore[arg-type]
    assert volg(doel, bediening.url).volledig == "other families were held"
    assert van_kopie(doel) == van_wereld(wereld)


def test_a_table_that_did_not_change_is_not_asked_for(
    bediening: Bediening, wereld: Wereld, publicaties: Path, tmp_path: Path
) -> None:
    wereld.publiceer(publicaties, "2026-10-01")
    volg(str(tmp_path / "kopie"), bediening.url)
    wereld.publiceer(publicaties, "2026-10-02")
    bediening.gevraagd.clear()
    assert volg(str(tmp_path / "kopie"), bediening.url).deltas == 1
    assert not [pad for pad in bediening.gevraagd if "mutaties" in pad]


def test_files_of_a_full_set_are_packed_on_their_way_and_unpacked_here(publicaties: Path) -> None:
    """A server that packs: what counts is the file itself."""
    import threading
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Pakker(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            inhoud = gzip.compress(b"a,b\r\n" * 1000)
            self.send_response(200)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(inhoud)))
            self.end_headers()
            self.wfile.write(inhoud)

    with HTTPServer(("127.0.0.1", 0), Pakker) as server:
        threading.Thread(target=server.handle_request).start()
        bron = WebOrigin(f"http://127.0.0.1:{server.server_address[1]}")
        assert b"".join(bron.lees("2026-10-01", "x.csv")) == b"a,b\r\n" * 1000


def test_a_run_that_goes_on_does_round_after_round(
    bediening: Bediening, wereld: Wereld, publicaties: Path, tmp_path: Path
) -> None:
    wereld.publiceer(publicaties, "2026-10-01")
    doel = f"{tmp_path / 'kopie.sqlite'}"
    kopie = open_kopie(doel)
    with kopie.open():
        follower = Follower(WebOrigin(bediening.url), kopie, FollowerOptions())
        assert follower.ronde().volledig
        for dag in range(2, 5):
            wereld.verander(8)
            wereld.publiceer(publicaties, f"2026-10-0{dag}")
            gedaan = follower.ronde()
            assert (gedaan.deltas, gedaan.wijzigingen, gedaan.ongelijk) == (1, 8, 0)
    assert van_kopie(doel) == van_wereld(wereld)
