"""Where publications come from: a folder, or a register over HTTP with its feed beside the files."""

import json
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from rio_soap.bevinding.spraak import zin
from rio_soap.volger.refusal import ForeignRegister, SourceUnavailable

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

BLOK: Final = 1 << 16
"""Bytes that are read at a time."""
DAG = re.compile(r"\d{4}-\d{2}-\d{2}")
OPENDATA, FEED = "/opendata/v1", "/api/v1/wijzigingen"
_PER_PAGINA = 500
_PAGINA = 1 << 27
"""Bytes of a page of the feed, unpacked, at most: it is read into memory."""
_NAAR_ANDER = (301, 302, 303, 307, 308)
_LANGST = 60.0
"""Seconds that are waited at most before trying again."""


class Absent(Exception):
    """There is no such file or publication."""


class Origin(Protocol):
    """Publications by day, and perhaps a feed."""

    @property
    def met_feed(self) -> bool:
        """Whether there is a feed beside the files."""
        ...

    def nieuwste(self) -> str:
        """Day of the newest publication.

        :raises Absent: when nothing was published.
        """
        ...

    def lees(self, datum: str, pad: str) -> Iterator[bytes]:
        """The bytes of a published file.

        :raises Absent: when there is no such file.
        :raises SourceUnavailable: when there is no answer.
        """
        ...

    def feed(self, cursor: str) -> Mapping[str, Any]:  # Any: as JSON gives it
        """A page of the feed after a cursor.

        :raises ForeignRegister: for a cursor that the register does not know as its own.
        """
        ...


def open_origin(bron: str, *, ca: Path | None = None) -> Origin:
    """An origin by what a user calls it: an address or a folder.

    :param ca: PEM file with the issuers to be trusted instead of those of the machine.
    """
    if bron.startswith(("http://", "https://")):
        return WebOrigin(bron, ca=ca)
    return FolderOrigin(Path(bron))


class FolderOrigin:
    """Publications in folders by their day, as the publisher leaves them."""

    met_feed = False

    def __init__(self, map_: Path) -> None:
        self._map = map_

    def nieuwste(self) -> str:
        """Day of the newest publication."""
        try:
            dagen = [deel.name for deel in self._map.iterdir() if DAG.fullmatch(deel.name) and deel.is_dir()]
        except OSError as fout:
            hint = zin("bron.adres") if isinstance(fout, FileNotFoundError) else ""
            raise SourceUnavailable(f"{self._map}: {fout.strerror}{hint}") from fout
        if not dagen:
            raise Absent(str(self._map))
        return max(dagen)

    def lees(self, datum: str, pad: str) -> Iterator[bytes]:
        """The bytes of a published file."""
        try:
            with (self._map / datum / pad).open("rb") as bestand:
                while deel := bestand.read(BLOK):
                    yield deel
        except (FileNotFoundError, NotADirectoryError) as fout:
            raise Absent(f"{datum}/{pad}") from fout
        except OSError as fout:
            raise SourceUnavailable(f"{self._map / datum / pad}: {fout.strerror}") from fout

    def feed(self, cursor: str) -> Mapping[str, Any]:  # Any: as JSON gives it
        """A folder has none."""
        raise SourceUnavailable(zin("bron.map", cursor=cursor))


class WebOrigin:
    """A register over HTTP. It is tried again when it is busy or does not answer, later every time.

    :param url: of the register, with or without ``/opendata/v1``.
    :param pogingen: how often a request is tried at most.
    :param slaap: waits so many seconds.
    """

    met_feed = True

    def __init__(
        self, url: str, *, ca: Path | None = None, pogingen: int = 6, slaap: Callable[[float], None] = time.sleep
    ) -> None:
        import urllib3

        self._basis = url.rstrip("/").removesuffix(OPENDATA)
        self._pool = urllib3.PoolManager(
            ca_certs=None if ca is None else str(ca),
            timeout=urllib3.Timeout(connect=10, read=60),
            headers={"User-Agent": "rio-data"},
        )
        self._pogingen, self._slaap = pogingen, slaap

    def nieuwste(self) -> str:
        """Day of the newest publication: where ``actueel`` leads to."""
        url = f"{self._basis}{OPENDATA}/actueel/datapackage.json"
        antwoord = self._vraag(url, {})
        antwoord.release_conn()
        antwoord.close()
        if antwoord.status == 404:
            raise Absent(url)
        dag = DAG.search(antwoord.headers.get("Location", "").rpartition(OPENDATA)[2])
        if antwoord.status not in _NAAR_ANDER or dag is None:
            raise SourceUnavailable(zin("bron.geen_dag", url=url, status=antwoord.status))
        return dag[0]

    def lees(self, datum: str, pad: str) -> Iterator[bytes]:
        """The bytes of a published file; a connection that breaks is taken up where it broke."""
        from urllib3.exceptions import HTTPError

        url = f"{self._basis}{OPENDATA}/{datum}/{pad}"
        gelezen = mislukt = 0
        while True:
            antwoord = self._vraag(url, _kop(pad, gelezen))
            try:
                for deel in _vanaf(antwoord, url, gelezen):
                    gelezen, mislukt = gelezen + len(deel), 0
                    yield deel
                return
            except HTTPError as fout:
                mislukt += 1
                if mislukt >= self._pogingen:
                    raise SourceUnavailable(f"{url}: {_reden(fout)}") from fout
                self._slaap(_wacht(mislukt))
            finally:
                antwoord.close()

    def feed(self, cursor: str) -> Mapping[str, Any]:  # Any: as JSON gives it
        """A page of the feed after a cursor."""
        velden = {"na": cursor, "metInhoud": "true", "limiet": str(_PER_PAGINA)}
        antwoord, tekst = self._pagina(velden)
        try:
            pagina = json.loads(tekst)
            if antwoord.status == 200:
                return {naam: pagina[naam] for naam in ("objectwijziging", "cursor", "meer")}
        except (ValueError, KeyError, TypeError) as fout:
            raise SourceUnavailable(zin("bron.vorm", basis=self._basis, pad=FEED, status=antwoord.status)) from fout
        if antwoord.status == 400 and "RS1010" in json.dumps(pagina):
            raise ForeignRegister(zin("bron.cursor", basis=self._basis, cursor=cursor))
        raise SourceUnavailable(f"{self._basis}{FEED} answers {antwoord.status}: {pagina!r}"[:300])

    def _pagina(self, velden: Mapping[str, str]) -> "tuple[BaseHTTPResponse, bytes]":
        """A page of the feed, whole; a connection that breaks is tried again."""
        from urllib3.exceptions import HTTPError

        for poging in range(1, self._pogingen + 1):
            antwoord, tekst = self._vraag(self._basis + FEED, {"Accept-Encoding": "gzip"}, velden), bytearray()
            try:
                for deel in antwoord.stream(BLOK, decode_content=True):
                    tekst += deel
                    if len(tekst) > _PAGINA:
                        antwoord.close()
                        raise SourceUnavailable(zin("bron.te_groot", basis=self._basis, pad=FEED))
                antwoord.release_conn()
                return antwoord, bytes(tekst)
            except HTTPError as fout:
                reden = _reden(fout)
                antwoord.close()
            self._slaap(_wacht(poging))
        raise SourceUnavailable(f"{self._basis}{FEED}: {reden}")

    def _vraag(self, url: str, kop: Mapping[str, str], velden: Mapping[str, str] | None = None) -> "BaseHTTPResponse":
        """An answer that is not one of a busy or failing server."""
        from urllib3.exceptions import HTTPError

        reden, wacht = "", 0.0
        for poging in range(self._pogingen):
            if poging:
                self._slaap(wacht)
            wacht = _wacht(poging + 1)
            try:
                antwoord = self._pool.request(
                    "GET",
                    url,
                    fields=velden,
                    headers=dict(kop),
                    preload_content=False,
                    redirect=False,
                    retries=False,
                )
            except HTTPError as fout:
                reden = _reden(fout)
                continue
            if antwoord.status != 429 and antwoord.status < 500:
                return antwoord
            reden = f"answers {antwoord.status}"
            wacht = max(wacht, _gevraagd(antwoord.headers.get("Retry-After")))
            antwoord.close()
        raise SourceUnavailable(f"{url}: {reden}")


def _kop(pad: str, gelezen: int) -> dict[str, str]:
    """Packed on the way where that helps; what is taken up again counts bytes of the file itself."""
    if gelezen:
        return {"Accept-Encoding": "identity", "Range": f"bytes={gelezen}-"}
    return {"Accept-Encoding": "identity" if pad.endswith((".gz", ".p7s")) else "gzip"}


def _vanaf(antwoord: "BaseHTTPResponse", url: str, gelezen: int) -> Iterator[bytes]:
    if antwoord.status in (404, 410):
        raise Absent(url)
    if antwoord.status != (206 if gelezen else 200) and not (gelezen and antwoord.status == 200):
        raise SourceUnavailable(f"{url} answers {antwoord.status}")
    over = gelezen if antwoord.status == 200 else 0  # a server that gives the whole file again
    for deel in antwoord.stream(BLOK, decode_content=True):
        if over < len(deel):
            yield deel[over:]
        over = max(0, over - len(deel))


def _wacht(poging: int) -> float:
    """Seconds before a next attempt; not all followers at once."""
    return min(_LANGST, 0.5 * 2.0**poging) * random.uniform(0.5, 1.0)  # noqa: S311  # no secret


def _gevraagd(retry_after: str | None) -> float:
    """Seconds that a server asks to wait."""
    if not retry_after:
        return 0.0
    try:
        seconden = float(retry_after)
    except ValueError:
        try:
            seconden = parsedate_to_datetime(retry_after).timestamp() - time.time()
        except ValueError:
            return 0.0
    return min(max(seconden, 0.0), 10 * _LANGST)


def _reden(fout: Exception) -> str:
    oorzaak = getattr(fout, "reason", None) or fout
    return f"{type(oorzaak).__name__}: {oorzaak}"[:200]
