"""The WSGI application under ``/opendata/v1``: the publications, for everybody.

What HTTP asks of it (RFC 9110): strong validators out of the manifest, conditional requests, ranges (one at a time; who
asks several gets the whole, as he may), gzip where a packed copy stands beside the file. A dated file never changes,
so it may be kept for ever; ``actueel`` leads to the newest. A file goes out as `wsgi.file_wrapper`, so that neither a
thread nor memory waits for a slow client.
"""

import threading
from collections.abc import Iterable
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Final, NamedTuple
from wsgiref.types import StartResponse, WSGIEnvironment

from werkzeug.datastructures import Headers
from werkzeug.http import http_date
from werkzeug.wrappers import Request
from werkzeug.wsgi import wrap_file

from rio_soap.opendata.bestandssoorten import vorm_van
from rio_soap.opendata.file_window import FileWindow
from rio_soap.opendata.gzip_packing import GZIP
from rio_soap.opendata.publicatielijst import Publicatie, Publicatielijst
from rio_soap.opendata.weblijsten import Webantwoord, blad_van_dagen, blad_van_publicatie, fout

ACTUEEL: Final = "actueel"
MAX_TEGELIJK: Final = 200
"""Files that are sent at the same time: of the 500 connections of a process enough stay for messages."""
_METHODEN: Final = "GET, HEAD, OPTIONS"
_VOOR_ALTIJD: Final = "public, max-age=31536000, immutable"
_VRAAG_NA: Final = "no-cache"
_BLOK: Final = 64 * 1024
_CORS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Accept-Ranges, Content-Encoding, Content-Length, Content-Range, ETag, Location",
    "X-Content-Type-Options": "nosniff",
}


class _Weergave(NamedTuple):
    """A representation of a file.

    :param etag: without quotes.
    """

    pad: Path
    etag: str
    headers: dict[str, str]


class Bestandsdienst:
    """WSGI callable.

    :param map_: folder of publications; it may come later.
    """

    def __init__(self, map_: Path) -> None:
        self._lijst = Publicatielijst(map_)
        self._bezig, self._slot = 0, threading.Lock()

    def __call__(self, omgeving: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        verzoek = Request(omgeving)
        if verzoek.method == "OPTIONS":
            return _geef(verzoek, start, _opties())
        if verzoek.method not in ("GET", "HEAD"):
            headers = {"Allow": _METHODEN}
            return _geef(verzoek, start, fout(HTTPStatus.METHOD_NOT_ALLOWED, "GET or HEAD a file", headers))
        pad = str(omgeving.get("PATH_INFO", ""))
        eerste, schuin, rest = pad.removeprefix("/").partition("/")
        if not pad:
            return _geef(verzoek, start, _elders(f"{verzoek.root_path}/", HTTPStatus.PERMANENT_REDIRECT))
        if pad == "/":
            return _geef(verzoek, start, blad_van_dagen(verzoek, self._lijst.dagen()))
        if eerste == ACTUEEL:
            return _geef(verzoek, start, self._actueel(verzoek, rest))
        publicatie = self._lijst.van(eerste)
        if publicatie is None:
            return _geef(verzoek, start, fout(HTTPStatus.NOT_FOUND, "no publication of that day"))
        if not schuin:
            return _geef(verzoek, start, _elders(f"{verzoek.root_path}/{eerste}/", HTTPStatus.PERMANENT_REDIRECT))
        if rest and rest not in publicatie.hashes:
            return _geef(verzoek, start, fout(HTTPStatus.NOT_FOUND, "no such file in this publication"))
        try:
            if not rest:
                return _geef(verzoek, start, blad_van_publicatie(verzoek, publicatie))
            return self._bestand(verzoek, start, publicatie, rest)
        except OSError:  # taken away since its name was read: it was too old
            return _geef(verzoek, start, fout(HTTPStatus.NOT_FOUND, "this publication is no longer kept"))

    def _actueel(self, verzoek: Request, rest: str) -> Webantwoord:
        dagen = self._lijst.dagen()
        if not dagen:
            return fout(HTTPStatus.NOT_FOUND, "nothing was published yet")
        publicatie = self._lijst.van(dagen[0].isoformat())
        if rest and (publicatie is None or rest not in publicatie.hashes):
            return fout(HTTPStatus.NOT_FOUND, "no such file in the newest publication")
        return _elders(f"{verzoek.root_path}/{dagen[0].isoformat()}/{rest}", HTTPStatus.SEE_OTHER)

    def _bestand(self, verzoek: Request, start: StartResponse, publicatie: Publicatie, pad: str) -> Iterable[bytes]:
        """:raises OSError: when it is not there."""
        weergave = _kies(verzoek, publicatie, pad)
        lengte = weergave.pad.stat(follow_symlinks=False).st_size
        weergave.headers["ETag"] = f'"{weergave.etag}"'
        weergave.headers["Last-Modified"] = http_date(publicatie.moment)
        if (status := _voorwaarden(verzoek, weergave.etag, publicatie.moment)) is not None:
            return _geef(verzoek, start, Webantwoord(status, weergave.headers, b""))
        deel = _deel(verzoek, weergave.etag, publicatie.moment, lengte)
        if deel is None:
            headers = {**weergave.headers, "Content-Range": f"bytes */{lengte}", "Cache-Control": _VRAAG_NA}
            return _geef(verzoek, start, fout(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "beyond its end", headers))
        begin, einde = deel
        weergave.headers["Content-Length"] = str(einde - begin)
        status = HTTPStatus.OK
        if (begin, einde) != (0, lengte) or _vraagt_deel(verzoek, weergave.etag, publicatie.moment):
            status = HTTPStatus.PARTIAL_CONTENT
            weergave.headers["Content-Range"] = f"bytes {begin}-{einde - 1}/{lengte}"
        if verzoek.method == "HEAD":
            return _begin(start, status, weergave.headers, [])
        return self._stuur(verzoek, start, status, weergave, deel)

    def _stuur(
        self, verzoek: Request, start: StartResponse, status: HTTPStatus, weergave: _Weergave, deel: tuple[int, int]
    ) -> Iterable[bytes]:
        """:raises OSError: when the file is not there."""
        with self._slot:
            if self._bezig >= MAX_TEGELIJK:
                headers = {"Retry-After": "10"}
                return _geef(verzoek, start, fout(HTTPStatus.SERVICE_UNAVAILABLE, "too many downloads now", headers))
            self._bezig += 1
        try:
            venster = FileWindow(weergave.pad, *deel, self._klaar)
        except OSError:
            self._klaar()
            raise
        return _begin(start, status, weergave.headers, wrap_file(verzoek.environ, venster, _BLOK))  # type: ignore[arg-type]

    def _klaar(self) -> None:
        with self._slot:
            self._bezig -= 1


def _kies(verzoek: Request, publicatie: Publicatie, pad: str) -> _Weergave:
    """The file itself, or its packed copy for who takes that; each has a validator of its own."""
    headers = {"Content-Type": vorm_van(pad).geserveerd, "Accept-Ranges": "bytes", "Cache-Control": _VOOR_ALTIJD}
    hash_, ingepakt = publicatie.hashes[pad], publicatie.ingepakt(pad)
    if not ingepakt.is_file():
        return _Weergave(publicatie.bestand(pad), hash_, headers)
    headers["Vary"] = "Accept-Encoding"
    if verzoek.accept_encodings.quality("gzip") <= 0 or "Accept-Encoding" not in verzoek.headers:
        return _Weergave(publicatie.bestand(pad), hash_, headers)
    headers["Content-Encoding"] = GZIP
    return _Weergave(ingepakt, f"{hash_}-{GZIP}", headers)


def _voorwaarden(verzoek: Request, etag: str, moment: datetime) -> HTTPStatus | None:
    """What preconditions make of a request (RFC 9110, section 13.2.2); None lets it be answered."""
    if "If-Match" in verzoek.headers:
        if not verzoek.if_match.contains(etag):
            return HTTPStatus.PRECONDITION_FAILED
    elif (sinds := verzoek.if_unmodified_since) is not None and moment > sinds:
        return HTTPStatus.PRECONDITION_FAILED
    if "If-None-Match" in verzoek.headers:
        return HTTPStatus.NOT_MODIFIED if verzoek.if_none_match.contains_weak(etag) else None
    sinds = verzoek.if_modified_since
    return HTTPStatus.NOT_MODIFIED if sinds is not None and moment <= sinds else None


def _vraagt_deel(verzoek: Request, etag: str, moment: datetime) -> bool:
    """Whether one part is asked, of what the client knows already if it says what it knows."""
    if verzoek.method != "GET" or verzoek.range is None or verzoek.range.units != "bytes":
        return False
    if len(verzoek.range.ranges) != 1:
        return False
    als = verzoek.if_range
    if als.date is not None:
        return als.date == moment
    if als.etag is not None:
        return als.etag == etag and not verzoek.headers["If-Range"].startswith("W/")
    return True


def _deel(verzoek: Request, etag: str, moment: datetime, lengte: int) -> tuple[int, int] | None:
    """From where up to where a file is asked; None when it has no such part."""
    if not _vraagt_deel(verzoek, etag, moment):
        return 0, lengte
    assert verzoek.range is not None
    begin, einde = verzoek.range.ranges[0]
    if begin is None:
        return None
    if begin < 0:
        begin = max(0, lengte + begin)
    return (begin, min(lengte, einde or lengte)) if begin < lengte else None


def _opties() -> Webantwoord:
    headers = {
        "Allow": _METHODEN,
        "Access-Control-Allow-Methods": _METHODEN,
        "Access-Control-Allow-Headers": "If-Match, If-Modified-Since, If-None-Match, If-Range, Range",
        "Access-Control-Max-Age": "86400",
    }
    return Webantwoord(HTTPStatus.NO_CONTENT, headers, b"")


def _elders(adres: str, status: HTTPStatus) -> Webantwoord:
    return Webantwoord(status, {"Location": adres, "Cache-Control": _VRAAG_NA}, b"")


def _geef(verzoek: Request, start: StartResponse, antwoord: Webantwoord) -> Iterable[bytes]:
    headers = dict(antwoord.headers)
    if antwoord.status not in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED):
        headers["Content-Length"] = str(len(antwoord.inhoud))
    return _begin(start, antwoord.status, headers, [] if verzoek.method == "HEAD" else [antwoord.inhoud])


def _begin(
    start: StartResponse, status: HTTPStatus, headers: dict[str, str], inhoud: Iterable[bytes]
) -> Iterable[bytes]:
    start(f"{status.value} {status.phrase}", Headers({**headers, **_CORS}).to_wsgi_list())
    return inhoud
