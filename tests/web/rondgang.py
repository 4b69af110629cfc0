"""Every link of the whole trial register over HTTP, in both languages, as nobody and as each person: `make rondgang`.

Starts a trial service of its own in a folder that goes away. Ends with 1 when a link leads to a refusal or an error, or
a page is over 100 kB. The suite has a bounded one (`tests/web/aanval/test_rondgang.py`).
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
from lxml import etree, html

_PASSWORD = re.compile(r"with the password (\S+)")
_EMAIL = re.compile(r"^\s+(\S+@\S+\.example) ", re.MULTILINE)
_ZONDER = "uitloggen"
"""What would end the walk."""
_HOOGSTENS = 100_000
"""Bytes that a page may have (aanvulling 3.5)."""


@dataclass
class Rondgang:
    """What somebody found.

    :param dood: address to its status and the page that links to it.
    """

    wie: str
    gevraagd: int = 0
    dood: dict[str, tuple[int, str]] = field(default_factory=dict)
    groot: dict[str, int] = field(default_factory=dict)
    statussen: Counter[int] = field(default_factory=Counter)
    seconden: list[float] = field(default_factory=list)

    @property
    def regel(self) -> str:
        """In one line."""
        tijden = sorted(self.seconden)
        p95 = tijden[int(len(tijden) * 0.95)]
        return (
            f"{self.wie or 'nobody':32}{self.gevraagd:6} asked, {dict(self.statussen)}, {len(self.dood)} dead, "
            f"{len(self.groot)} over 100 kB; p50 {tijden[len(tijden) // 2]:.3f} s, p95 {p95:.3f} s"
        )


def doelen(pagina: etree._Element, adres: str, basis: str) -> list[str]:
    """Addresses on this service to which a page leads: links, files, and forms that only ask."""
    uit = []
    for deel in pagina.iter("a", "link", "img", "script", "form"):
        vraagt = deel.tag == "form" and str(deel.get("method") or "get").lower() == "get"
        doel = deel.get("href") or deel.get("src") or (deel.get("action") if vraagt else None)
        delen = urlsplit(urljoin(basis + adres, str(doel or "")))
        if doel and f"{delen.scheme}://{delen.netloc}" == basis and _ZONDER not in delen.path:
            uit.append(delen.path + (f"?{delen.query}" if delen.query else ""))
    return uit


def loop(basis: str, wie: str, wachtwoord: str) -> Rondgang:
    """Follow every link from the begin, once each."""
    uit, sessie = Rondgang(wie), requests.Session()
    begin = ["/nl/", "/en/"]
    if wie:
        _log_in(sessie, basis, wie, wachtwoord)
        begin.append("/nl/mijn")
    wacht, van = deque(begin), dict.fromkeys(begin, "")
    while wacht:
        adres = wacht.popleft()
        moment = time.perf_counter()
        antwoord = sessie.get(basis + adres, allow_redirects=False, timeout=60)
        uit.seconden.append(time.perf_counter() - moment)
        uit.gevraagd += 1
        uit.statussen[antwoord.status_code] += 1
        if antwoord.status_code >= 400:
            uit.dood[adres] = (antwoord.status_code, van[adres])
        gevonden = [urljoin(basis + adres, antwoord.headers["Location"])] if "Location" in antwoord.headers else []
        gevonden = [een.removeprefix(basis) for een in gevonden if een.startswith(f"{basis}/")]
        if "html" in antwoord.headers.get("Content-Type", "") and antwoord.text.strip():
            if len(antwoord.content) > _HOOGSTENS:
                uit.groot[adres] = len(antwoord.content)
            gevonden += doelen(html.document_fromstring(antwoord.content), adres, basis)
        for doel in gevonden:
            if doel not in van:
                van[doel] = adres
                wacht.append(doel)
    return uit


def _log_in(sessie: requests.Session, basis: str, wie: str, wachtwoord: str) -> None:
    pagina = html.document_fromstring(sessie.get(f"{basis}/nl/inloggen", timeout=60).content)
    [formulier] = [een for een in pagina.forms if str(een.action).endswith("/inloggen")]
    velden = {**dict(formulier.fields), "email": wie, "wachtwoord": wachtwoord}
    antwoord = sessie.post(f"{basis}/nl/inloggen", velden, allow_redirects=False, timeout=60)
    assert antwoord.status_code == 303, f"{wie} is not logged in: {antwoord.status_code}"


def main() -> int:
    """Start a trial service, walk, and tell."""
    with tempfile.TemporaryDirectory() as map_, socket.create_server(("127.0.0.1", 0)) as vrij:
        poort = vrij.getsockname()[1]
        vrij.close()
        log = Path(map_, "log.txt")
        with log.open("w") as bestand:
            opdracht = [str(Path(sys.executable).with_name("rio-soap")), "proef", "--port", str(poort)]
            omgeving = {**os.environ, "RIO_SCHERM_PER_MINUUT": "0", "RIO_API_PER_MINUUT": "0"}
            dienst = subprocess.Popen(opdracht, cwd=map_, env=omgeving, stdout=bestand, stderr=subprocess.STDOUT)
        try:
            while "beheer@" not in (verteld := log.read_text()):
                assert dienst.poll() is None, verteld
                time.sleep(0.5)
            gevonden = _PASSWORD.search(verteld)
            assert gevonden is not None, verteld
            basis, mensen = f"http://127.0.0.1:{poort}", ("", *_EMAIL.findall(verteld))
            return _meld([loop(basis, wie, gevonden[1]) for wie in mensen])
        finally:
            dienst.terminate()
            dienst.wait()


def _meld(rondgangen: list[Rondgang]) -> int:
    for een in rondgangen:
        print(een.regel)
        for adres, (status, van) in een.dood.items():
            print(f"  {status} {adres}  from {van}")
    return int(any(een.dood or een.groot for een in rondgangen))


if __name__ == "__main__":
    raise SystemExit(main())
