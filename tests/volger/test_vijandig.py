"""A source that means harm: no endless file, and nothing that unpacks to more than there is room for."""

import gzip
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from rio_soap.volger import origin, rijenhash, volg
from rio_soap.volger.manifest import lees_manifest
from rio_soap.volger.origin import WebOrigin
from rio_soap.volger.refusal import SourceUnavailable, Tampered
from tests.volger.maker import Wereld, bewaar_sommen

LOS = "erkenner.jsonl.gz"


class Eindeloos(origin.FolderOrigin):
    """Gives a file again and again.

    :ivar gegeven: bytes that were taken.
    """

    gegeven = 0

    def lees(self, datum: str, pad: str) -> Iterator[bytes]:
        while True:
            for deel in super().lees(datum, pad):
                self.gegeven += len(deel)
                yield deel
            if not pad.endswith(".csv"):
                return


def test_a_file_that_never_ends_is_refused_at_the_size_that_its_manifest_says(
    wereld: Wereld, publicaties: Path, tmp_path: Path
) -> None:
    wereld.publiceer(publicaties, "2026-10-01")
    bron = Eindeloos(publicaties)
    with pytest.raises(Tampered, match=r"2026-10-01/\w+\.csv is not the file"):
        volg(str(tmp_path / "kopie"), bron)
    assert bron.gegeven < 2 * sum(pad.stat().st_size for pad in (publicaties / "2026-10-01").rglob("*"))


@pytest.mark.parametrize("soort", ["one row", "many rows"])
def test_what_unpacks_to_more_than_it_should_is_refused_before_it_is_all_unpacked(
    wereld: Wereld, publicaties: Path, doel: str, soort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sums, sizes and manifest of the source agree with it."""
    monkeypatch.setattr(rijenhash, "_LANGST", 1 << 16)
    wereld.publiceer(publicaties, "2026-10-01")
    map_ = publicaties / "2026-10-01"
    if soort == "one row":
        bom = gzip.compress(b"x" * 50_000_000, 1)
    else:
        regels = gzip.decompress((map_ / LOS).read_bytes())
        bom = gzip.compress(regels + b'{"sleutel":"\xff\xff","objecttype":"ERKENNER","inhoud":{}}\n' * 500_000, 1)
    (map_ / LOS).write_bytes(bom)
    pakket = json.loads((map_ / "datapackage.json").read_bytes())
    for deel in pakket["resources"]:
        if deel["path"] == LOS:
            deel |= {"bytes": len(bom), "hash": f"sha256:{hashlib.sha256(bom).hexdigest()}"}
    (map_ / "datapackage.json").write_text(json.dumps(pakket))
    bewaar_sommen(map_)
    with pytest.raises(Tampered, match=LOS):
        volg(doel, str(publicaties))


@pytest.mark.parametrize("dag", ["../../etc", "2026-10-01/../..", "/etc", "2026-10-1", ""])
def test_the_day_before_is_a_day_and_no_path(dag: str) -> None:
    tekst = json.dumps({"rio:stroom": "s", "rio:volgnummer": 1, "rio:vorige": dag, "resources": []}).encode()
    with pytest.raises(Tampered, match="not in the published form"):
        lees_manifest(tekst, "2026-10-02", "", {})


@contextmanager
def geeft(inhoud: bytes, kop: dict[str, str], status: int = 200) -> Iterator[str]:
    class Antwoorder(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            self.send_response(status)
            for naam, waarde in kop.items():
                self.send_header(naam, waarde)
            self.end_headers()
            self.wfile.write(inhoud)

    with ThreadingHTTPServer(("127.0.0.1", 0), Antwoorder) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_page_of_the_feed_that_unpacks_to_more_than_any_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origin, "_PAGINA", 1 << 20)
    bom = gzip.compress(b" " * 30_000_000)
    te_groot = pytest.raises(SourceUnavailable, match="a page is larger than any")
    with geeft(bom, {"Content-Encoding": "gzip"}) as url, te_groot:
        WebOrigin(url).feed("s-0")


@pytest.mark.parametrize("plek", ["/opendata/v1/actueel/datapackage.json", "http://127.0.0.1:1/x", "2026-99", "\x00"])
def test_a_redirect_that_leads_nowhere_is_followed_once_at_most(plek: str) -> None:
    with geeft(b"", {"Location": plek}, 303) as url, pytest.raises(SourceUnavailable):
        WebOrigin(url, pogingen=2, slaap=lambda _: None).nieuwste()
