"""/opendata/v1 over real HTTP: what is there, what HTTP asks of it, and nobody waits for a slow reader."""

import contextlib
import gzip
import hashlib
import http.client
import itertools
import json
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from rio_soap.opendata import bestandsdienst
from rio_soap.opendata.bestandsdienst import Bestandsdienst
from rio_soap.opendata.datacatalogus import PAD
from rio_soap.server import file_part, maintenance
from rio_soap.server.application import Application
from rio_soap.server.file_part import FilePart
from rio_soap.server.http_server import Address, HttpServer
from rio_soap.service.wsgi import RioToepassing
from tests.opendata.proefuitgave import publicatie, publicatiemap

DAG = "2026-10-03"
CSV = f"{DAG}/onderwijslocaties.csv"
GROOT = f"{DAG}/groot.csv"


class Antwoord(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    raw: bytes


class Server:
    """The service of files behind our own server."""

    def __init__(self, map_: Path, threads: int = 2) -> None:
        self.dienst = Bestandsdienst(map_)
        route = RioToepassing.__new__(RioToepassing)  # its way of paths only
        route.onder = {PAD: self.dienst}

        def wsgi(omgeving, start):  # type: ignore[no-untyped-def]
            return route._openbaar(omgeving)(omgeving, start)  # type: ignore[misc]

        self.http = HttpServer(Application(wsgi), Address("127.0.0.1", 0), threads=threads, max_body=10_000)
        self.http.__enter__()

    def vraag(self, pad: str, methode: str = "GET", **headers: str) -> Antwoord:
        verbinding = http.client.HTTPConnection("127.0.0.1", self.http.port, timeout=20)
        with contextlib.closing(verbinding):
            verbinding.request(methode, f"{PAD}{pad}", headers={n.replace("_", "-"): w for n, w in headers.items()})
            antwoord = verbinding.getresponse()
            return Antwoord(antwoord.status, antwoord.headers, antwoord.read())


def kleine(map_: Path, *namen: str) -> Path:
    """A publication of a few files: those of the real one, as far as that has them."""
    dag = map_ / DAG
    dag.mkdir(parents=True)
    for naam in ("datapackage.json", "SHA256SUMS.p7s", *namen):
        if (publicatie() / naam).exists():
            shutil.copy(publicatie() / naam, dag)
    (dag / "SHA256SUMS").write_text("".join(f"{'ab' * 32}  {naam}\n" for naam in namen))
    return dag


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    een = Server(publicatiemap())
    yield een
    een.http.__exit__()


@pytest.fixture
def grote(tmp_path: Path) -> Iterator[Server]:
    """One with a file of 40 MB."""
    (kleine(tmp_path, "groot.csv") / "groot.csv").write_bytes(b"0123456789abcdef" * 2_500_000)
    een = Server(tmp_path)
    yield een
    een.http.__exit__()


def test_every_file_comes_as_it_was_published_with_the_hash_of_the_manifest(server: Server) -> None:
    bestanden = json.loads(server.vraag(f"/{DAG}/").raw)["bestanden"]
    assert len(bestanden) > 240
    for een in bestanden:
        antwoord = server.vraag(f"/{DAG}/{een['pad']}")
        assert (antwoord.status, len(antwoord.raw)) == (200, een["bytes"]), een
        assert hashlib.sha256(antwoord.raw).hexdigest() == een["sha256"] == antwoord.headers["ETag"].strip('"')
        assert antwoord.headers["Content-Type"] == een["mediatype"]


@pytest.mark.parametrize(
    ("naam", "soort"),
    [
        ("erkenners.csv", "text/csv; header=present; charset=utf-8"),
        ("licentie.jsonl.gz", "application/gzip"),
        ("rio.sqlite.gz", "application/gzip"),
        ("erkenners.parquet", "application/vnd.apache.parquet"),
        ("po.zip", "application/zip"),
        ("datapackage.json", "application/json"),
        ("catalogus.jsonld", "application/ld+json"),
        ("SHA256SUMS", "text/plain; charset=utf-8"),
        ("SHA256SUMS.p7s", "application/pkcs7-signature"),
    ],
)
def test_a_dated_file_has_its_media_type_and_may_be_kept_for_ever_by_anybody(
    server: Server, naam: str, soort: str
) -> None:
    antwoord = server.vraag(f"/{DAG}/{naam}", "HEAD")
    assert (antwoord.status, antwoord.headers["Content-Type"], antwoord.raw) == (200, soort, b"")
    assert antwoord.headers["Content-Length"] == str((publicatie() / naam).stat().st_size)
    assert "immutable" in antwoord.headers["Cache-Control"]
    assert antwoord.headers["Access-Control-Allow-Origin"] == "*"
    assert antwoord.headers["Last-Modified"] == "Sat, 03 Oct 2026 02:30:00 GMT"
    assert "Content-Encoding" not in antwoord.headers


def test_actueel_leads_to_the_newest(server: Server) -> None:
    antwoord = server.vraag("/actueel/erkenners.csv")
    assert (antwoord.status, antwoord.headers["Location"]) == (303, f"{PAD}/{DAG}/erkenners.csv")
    assert antwoord.headers["Cache-Control"] == "no-cache"
    assert server.vraag("/actueel").headers["Location"] == f"{PAD}/{DAG}/"
    assert server.vraag("/actueel/geen.csv").status == 404


def test_before_the_first_publication_there_is_none(tmp_path: Path) -> None:
    server = Server(tmp_path / "later")
    try:
        assert server.vraag("/actueel/erkenners.csv").status == 404
        assert json.loads(server.vraag("/").raw) == {"actueel": None, "publicaties": []}
    finally:
        server.http.__exit__()


def test_what_there_is_is_listed_for_programs_and_for_people(server: Server) -> None:
    assert json.loads(server.vraag("/").raw) == {"actueel": DAG, "publicaties": [DAG]}
    blad = server.vraag("/", Accept="text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
    assert blad.headers["Content-Type"].startswith("text/html")
    assert f'<a href="{DAG}/">'.encode() in blad.raw
    lijst = server.vraag(f"/{DAG}/", Accept="text/html").raw
    assert b'<a href="erkenners.csv">' in lijst
    assert b".gzip" not in lijst
    assert [server.vraag(pad).headers["Location"] for pad in ("", f"/{DAG}")] == [f"{PAD}/", f"{PAD}/{DAG}/"]


@pytest.mark.parametrize(
    "pad",
    [
        *(
            "/../../etc/passwd",
            f"/{DAG}/../.slot",
            f"/{DAG}/%2e%2e/.slot",
            f"/{DAG}/.gzip/erkenners.csv.gz",
            "//etc/passwd",
        ),
        *(
            f"/.{DAG}.stand.json",
            f"/.{DAG}.bezig/uit/erkenners.csv",
            f"/{DAG}/mutaties",
            f"/{DAG}//erkenners.csv",
            "/..",
        ),
        *("/2026-10-3/erkenners.csv", "/20261003/erkenners.csv", "/2026-10-04/erkenners.csv", f"/{DAG}/erkenners.csv/"),
        *(f"/{DAG}/erkenners.csv%00", f"/{DAG}/ERKENNERS.CSV", f"/{DAG}/%2e/erkenners.csv"),
    ],
)
def test_nothing_but_a_published_file_has_a_path(server: Server, pad: str) -> None:
    antwoord = server.vraag(pad)
    assert antwoord.status == 404
    assert json.loads(antwoord.raw)["status"] == 404


def test_a_link_in_the_place_of_a_file_or_of_a_publication_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "geheim").write_text("geheim")
    map_ = tmp_path / "open"
    map_.mkdir()
    (map_ / "2026-10-05").symlink_to(publicatie())
    dag = kleine(map_, "erkenners.csv", "overgangen.csv")
    (dag / "erkenners.csv").unlink()
    (dag / "erkenners.csv").symlink_to(tmp_path / "geheim")
    server = Server(map_)
    try:
        assert server.vraag("/2026-10-05/overgangen.csv").status == 404
        assert server.vraag(f"/{DAG}/erkenners.csv").status == 404
        assert server.vraag(f"/{DAG}/overgangen.csv").status == 200
    finally:
        server.http.__exit__()


@pytest.mark.parametrize(
    ("naam", "inhoud"),
    [("SHA256SUMS", b"\xff"), ("datapackage.json", b"{"), ("datapackage.json", b"[]"), ("onderwijslocaties.csv", None)],
)
def test_a_publication_that_was_damaged_is_not_there_and_nothing_fails_by_it(
    tmp_path: Path, naam: str, inhoud: bytes | None
) -> None:
    dag = kleine(tmp_path, "onderwijslocaties.csv")
    (dag / naam).write_bytes(inhoud) if inhoud is not None else (dag / naam).unlink()
    server = Server(tmp_path)
    try:
        for pad in (f"/{DAG}/", f"/{CSV}"):
            assert server.vraag(pad).status == 404, pad
        assert server.vraag("/").status == 200
    finally:
        server.http.__exit__()


@pytest.mark.parametrize("methode", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed(server: Server, methode: str) -> None:
    antwoord = server.vraag(f"/{CSV}", methode)
    assert (antwoord.status, antwoord.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_a_page_of_another_site_may_ask_for_parts(server: Server) -> None:
    antwoord = server.vraag(f"/{CSV}", "OPTIONS", Origin="https://a.nl", Access_Control_Request_Headers="range")
    assert antwoord.status == 204
    assert "Range" in antwoord.headers["Access-Control-Allow-Headers"]
    assert antwoord.headers["Access-Control-Allow-Origin"] == "*"


def test_who_takes_gzip_gets_the_packed_copy_which_has_a_validator_of_its_own(server: Server) -> None:
    kaal = server.vraag(f"/{CSV}")
    pak = server.vraag(f"/{CSV}", Accept_Encoding="br;q=1.0, gzip;q=0.8")
    assert (pak.headers["Content-Encoding"], gzip.decompress(pak.raw)) == ("gzip", kaal.raw)
    assert pak.headers["ETag"] != kaal.headers["ETag"]
    assert pak.headers["Content-Length"] == str(len(pak.raw))
    assert (kaal.headers["Vary"], pak.headers["Vary"]) == ("Accept-Encoding", "Accept-Encoding")
    assert "Content-Encoding" not in server.vraag(f"/{CSV}", Accept_Encoding="gzip;q=0, *;q=0").headers
    assert "Content-Encoding" not in server.vraag(f"/{CSV}", Accept_Encoding="").headers
    assert "Content-Encoding" not in server.vraag(f"/{DAG}/po.zip", Accept_Encoding="gzip").headers
    manifest = server.vraag(f"/{DAG}/datapackage.json", Accept_Encoding="gzip")
    assert json.loads(gzip.decompress(manifest.raw))["rio:vorige"] is None


def test_who_has_it_already_is_told_so(server: Server) -> None:
    kaal = server.vraag(f"/{CSV}")
    etag, moment = kaal.headers["ETag"], kaal.headers["Last-Modified"]
    for headers in (
        {"If-None-Match": etag},
        {"If-None-Match": f'"anders", W/{etag}'},
        {"If-None-Match": "*"},
        {"If-Modified-Since": moment},
    ):
        antwoord = server.vraag(f"/{CSV}", **headers)
        assert (antwoord.status, antwoord.raw, antwoord.headers["ETag"]) == (304, b"", etag), headers
    assert server.vraag(f"/{CSV}", If_None_Match='"anders"', If_Modified_Since=moment).status == 200
    assert server.vraag(f"/{CSV}", If_None_Match=etag, Accept_Encoding="gzip").status == 200
    assert server.vraag(f"/{CSV}", If_Modified_Since="Fri, 02 Oct 2026 00:00:00 GMT").status == 200
    assert server.vraag(f"/{CSV}", If_Match='"anders"').status == 412
    assert server.vraag(f"/{CSV}", If_Match=f'"anders", {etag}').status == 200
    assert server.vraag(f"/{CSV}", If_Unmodified_Since="Fri, 02 Oct 2026 00:00:00 GMT").status == 412


def test_a_part_is_given_of_what_the_client_knows_and_the_whole_of_what_it_does_not(server: Server) -> None:
    kaal = server.vraag(f"/{CSV}")
    lengte = len(kaal.raw)
    for deel, (begin, einde) in {
        "bytes=0-0": (0, 1),
        "bytes=10-19": (10, 20),
        "bytes=5-": (5, lengte),
        "bytes=-7": (lengte - 7, lengte),
        f"bytes=-{lengte + 9}": (0, lengte),
        f"bytes=5-{lengte + 9}": (5, lengte),
        "bytes=0-": (0, lengte),
    }.items():
        antwoord = server.vraag(f"/{CSV}", Range=deel)
        assert (antwoord.status, antwoord.raw) == (206, kaal.raw[begin:einde]), deel
        assert antwoord.headers["Content-Range"] == f"bytes {begin}-{einde - 1}/{lengte}"
        assert antwoord.headers["Content-Length"] == str(einde - begin)
        assert server.vraag(f"/{CSV}", Range=deel, If_Range=kaal.headers["ETag"]).status == 206
        assert server.vraag(f"/{CSV}", Range=deel, If_Range=kaal.headers["Last-Modified"]).status == 206
    for anders in ('"anders"', f"W/{kaal.headers['ETag']}", "Fri, 02 Oct 2026 00:00:00 GMT"):
        antwoord = server.vraag(f"/{CSV}", Range="bytes=0-3", If_Range=anders)
        assert (antwoord.status, antwoord.raw) == (200, kaal.raw), anders
    for geen in ("bytes=0-1,3-4", "regels=0-1", "bytes=a-b", "bytes=9-3"):
        assert server.vraag(f"/{CSV}", Range=geen).status == 200, geen
    antwoord = server.vraag(f"/{CSV}", Range=f"bytes={lengte}-")
    assert (antwoord.status, antwoord.headers["Content-Range"]) == (416, f"bytes */{lengte}")


def test_a_broken_download_goes_on_where_it_was_also_packed(server: Server) -> None:
    heel = server.vraag(f"/{CSV}", Accept_Encoding="gzip")
    rest = server.vraag(f"/{CSV}", Accept_Encoding="gzip", Range="bytes=20-", If_Range=heel.headers["ETag"])
    assert (rest.status, heel.raw[:20] + rest.raw) == (206, heel.raw)


def test_a_publication_that_is_taken_away_while_it_is_read_is_no_longer_there(tmp_path: Path) -> None:
    kleine(tmp_path, "onderwijslocaties.csv")
    server = Server(tmp_path)
    try:
        assert server.vraag(f"/{CSV}").status == 200
        shutil.rmtree(tmp_path / DAG)
        assert server.vraag(f"/{CSV}").status == 404
        kleine(tmp_path, "onderwijslocaties.csv")
        (tmp_path / CSV).unlink()
        assert server.vraag(f"/{CSV}").status == 404
    finally:
        server.http.__exit__()


def lijn_naar(server: Server, pad: str = GROOT) -> socket.socket:
    """A client that asked for a file and reads nothing yet."""
    lijn = socket.socket()
    lijn.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    lijn.settimeout(20)
    lijn.connect(("127.0.0.1", server.http.port))
    lijn.sendall(f"GET {PAD}/{pad} HTTP/1.1\r\nHost: rio\r\n\r\n".encode())
    return lijn


def wacht(tot: Callable[[], bool]) -> None:
    einde = time.monotonic() + 10
    while not tot():
        assert time.monotonic() < einde
        time.sleep(0.01)


def test_clients_that_read_nothing_hold_no_thread_and_no_memory(grote: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten of 40 MB each: nobody is closed for what waits in a file, and another has its answer at once."""
    monkeypatch.setattr(maintenance, "MAX_UNSENT", 1_000_000)
    with contextlib.ExitStack() as stapel:
        lijnen = [stapel.enter_context(lijn_naar(grote)) for _ in range(10)]
        wacht(lambda: grote.dienst._bezig == 10)
        begin = time.monotonic()
        assert grote.vraag(f"/{DAG}/SHA256SUMS").status == 200
        assert time.monotonic() - begin < 2
        verbindingen = [een for een in grote.http._channels.values() if hasattr(een, "total_outbufs_len")]
        assert sum(een.total_outbufs_len for een in verbindingen) > 300_000_000
        assert sum(een.unsent_in_memory for een in verbindingen) < 1_000_000
        gelezen = b""
        while len(gelezen) < 2_000_000:
            gelezen += lijnen[0].recv(1 << 16)
        lichaam = gelezen.partition(b"\r\n\r\n")[2]
        assert lichaam == (b"0123456789abcdef" * 130_000)[: len(lichaam)]
    wacht(lambda: grote.dienst._bezig == 0)


def test_a_fast_client_has_its_turn_and_others_theirs(grote: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """However fast it reads, the loop comes to others after some of its file."""
    beurten: list[int] = []
    nieuw = FilePart.new_turn
    monkeypatch.setattr(file_part, "TURN", 262_144)
    monkeypatch.setattr(FilePart, "new_turn", lambda self: (beurten.append(len(self)), nieuw(self))[1])
    antwoord = grote.vraag(f"/{GROOT}")
    assert hashlib.sha256(antwoord.raw).digest() == hashlib.sha256(b"0123456789abcdef" * 2_500_000).digest()
    beurten.append(0)
    grootste = max(een - ander for een, ander in itertools.pairwise(beurten))
    assert grootste < 10_000_000  # a turn, and at most one buffer of the socket more
    assert len(beurten) > 10


def test_so_many_downloads_at_a_time_and_no_more_so_that_messages_have_connections(
    grote: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bestandsdienst, "MAX_TEGELIJK", 2)
    with contextlib.ExitStack() as stapel:
        for _ in range(2):
            stapel.enter_context(lijn_naar(grote))
        wacht(lambda: grote.dienst._bezig == 2)
        antwoord = grote.vraag(f"/{GROOT}")
        assert (antwoord.status, antwoord.headers["Retry-After"]) == (503, "10")
        assert grote.vraag(f"/{GROOT}", "HEAD").status == 200
    wacht(lambda: grote.dienst._bezig == 0)
    assert grote.vraag(f"/{GROOT}", Range="bytes=0-3").raw == b"0123"


def test_many_read_at_the_same_time_and_each_gets_its_own_part(grote: Server) -> None:
    fouten: list[object] = []

    def lees(begin: int) -> None:
        antwoord = grote.vraag(f"/{GROOT}", Range=f"bytes={begin}-{begin + 999_999}")
        if antwoord.raw != ((b"0123456789abcdef" * 62_502)[begin % 16 :])[:1_000_000]:
            fouten.append((begin, antwoord.status))

    draden = [threading.Thread(target=lees, args=(nr * 1_234_567,)) for nr in range(16)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert fouten == []
