"""``make geheugen``: refused messages of 1.9 MB and messages of fresh names; memory ends where it began.

    python -m benchmarks.geheugen [--geweigerd 1000] [--vers 10000] [--lijnen 4]

Meanwhile somebody else asks something right every so often, and has to be answered within a second. Another attack is a
function in `AANVALLEN`.
"""

import http.client
import sys
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count, cycle

from benchmarks import berichten
from benchmarks.__main__ import werkmap
from benchmarks.berichten import SOORTEN, Soort
from benchmarks.processen import Proces, diensten
from benchmarks.tabel import tabel
from rio_soap.setup.trial import client_key

GROOT = 1_900_000
"""Bytes of a large message; 2 MiB are taken."""
GROEI = 50.0
"""MiB that memory may have grown at the end."""
SECONDEN = 1.0
"""In which a right message is answered."""
SOORT = SOORTEN["read one offer"]


def _vul(deel: Callable[[int], bytes], grootte: int) -> bytes:
    """So many different parts together."""
    uit = bytearray()
    for nummer in count():
        uit += deel(nummer)
        if len(uit) >= grootte:
            return bytes(uit)
    raise AssertionError


Maak = Callable[[Soort], bytes]
"""Makes a signed message of a kind."""


def geweigerd(maak: Maak) -> list[bytes]:
    """Large messages that are refused, each in another step or for another reason."""
    goed = maak(SOORT)
    eind = goed.index(b"</soapenv:Body>")
    kop = goed.index(b"</soapenv:Header>")
    ruimte = GROOT - len(goed)

    def in_body(inhoud: bytes) -> bytes:
        return goed[:eind] + inhoud + goed[eind:]

    def in_vraag(inhoud: bytes) -> bytes:
        plek = goed.rindex(b"</", 0, eind)
        return goed[:plek] + inhoud + goed[plek:]

    lang = Soort("too long", SOORT.operatie, lambda: {"aangebodenOpleidingCode": "x" * ruimte})
    return [
        maak(lang),
        in_vraag(b"x" * ruimte),
        in_vraag(b"<a>x</a>" * (ruimte // 100)),
        in_vraag(b"<a b='c'>" + b"tekst &amp; meer " * (ruimte // 20) + b"</a>"),
        in_vraag(_vul(lambda n: b"<a>%d</a>" % n, 300_000) + b"y" * 1_500_000),
        in_body(b"<a>" + b"y" * ruimte + b"</a>"),
        goed[:kop] + b"<kop>" + b"z" * ruimte + b"</kop>" + goed[kop:eind] + b"<a/>" + goed[eind:],
        in_vraag(b"<a>" * 200 + b"x" * (ruimte - 2000) + b"</a>" * 200),
        in_vraag(b"<a/>" * (ruimte // 4)),
        in_vraag(b"x" * ruimte)[:-20],
        in_vraag(b"x" * ruimte).replace(b"</soapenv:Envelope>", b"\xff</soapenv:Envelope>"),
        b"<!DOCTYPE a>" + in_vraag(b"x" * ruimte),
        in_vraag(b"<a>" + b" \n\t" * (ruimte // 3) + b"</a>"),
    ]


def alle_geweigerd(maak: Maak, aantal: int) -> Iterator[bytes]:
    """Refused messages of 1.9 MB."""
    for _, data in zip(range(aantal), cycle(geweigerd(maak)), strict=False):
        yield data


def verse_namen(maak: Maak, aantal: int) -> Iterator[bytes]:
    """Messages with names that were never seen before: small ones, and every hundredth of 1.9 MB."""
    goed = maak(SOORT)
    plek = goed.rindex(b"</", 0, goed.index(b"</soapenv:Body>"))
    soorten: list[Callable[[int, int], bytes]] = [
        lambda m, n: b"<e%d_%d/>" % (m, n),
        lambda m, n: b"<a a%d_%d='1'/>" % (m, n),
        lambda m, n: b"<a xmlns:p%d_%d='urn:%d:%d'/>" % (m, n, m, n),
        lambda m, n: b"<p%d_%d:a xmlns:p%d_%d='u'/>" % (m, n, m, n),
        lambda m, n: b"<a/>" + f"{m * 100_000 + n:050b}".replace("0", " ").replace("1", "\t").encode(),
        lambda m, n: b"&e%d_%d;" % (m, n),
    ]
    for m in range(aantal):
        soort = soorten[m % len(soorten)]
        vulling = _vul(lambda n, m=m, soort=soort: soort(m, n), GROOT if m % 100 == 99 else 10_000)  # type: ignore[misc]
        yield goed[:plek] + vulling + goed[plek:]


AANVALLEN: dict[str, Callable[[Maak, int], Iterator[bytes]]] = {
    "refused, 1.9 MB": alle_geweigerd,
    "fresh names": verse_namen,
}


def stuur(poort: int, data: bytes, pad: str = "", actie: str = "") -> int:
    """POST a message; gives the HTTP status."""
    operatie = SOORT.operatie
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=60)
    koppen = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": actie or operatie.soap_action}
    try:
        verbinding.request("POST", pad or operatie.dienst.pad, data, koppen)
        antwoord = verbinding.getresponse()
        antwoord.read()
        return antwoord.status
    finally:
        verbinding.close()


@dataclass
class Buurman:
    """Asks something right every so often, each time anew."""

    poort: int
    maak: Callable[[], bytes]
    duren: list[float] = field(default_factory=list)
    """Seconds until the answer."""
    fouten: int = 0

    def __enter__(self) -> "Buurman":
        self._klaar = threading.Event()
        self._thread = threading.Thread(target=self._werk, name="buurman", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._klaar.set()
        self._thread.join()

    def _werk(self) -> None:
        while not self._klaar.wait(0.3):
            data, begin = self.maak(), time.monotonic()
            self.fouten += stuur(self.poort, data) != 200
            self.duren.append(time.monotonic() - begin)


def val_aan(proces: Proces, berichten_: Iterator[bytes], lijnen: int) -> int:
    """Send messages over so many lines; gives how many were not refused."""
    lock = threading.Lock()

    def lijn() -> int:
        anders = 0
        while True:
            with lock:
                data = next(berichten_, None)
            if data is None:
                return anders
            anders += stuur(proces.poort, data) != 500

    with ThreadPoolExecutor(lijnen) as threads:
        return sum(threads.map(lambda _: lijn(), range(lijnen)))


def draai(aantallen: dict[str, int], lijnen: int) -> int:
    """One run; 1 when memory grew, or something right was refused or kept waiting."""
    with ExitStack() as stapel:
        settings = berichten.maak_omgeving(stapel.enter_context(werkmap()) / "rio", "")
        sleutelpaar = client_key(settings)
        (proces,) = stapel.enter_context(diensten(settings.data_dir, 1))

        def maak(soort: Soort = SOORT) -> bytes:
            return berichten.bericht(soort, settings, sleutelpaar)

        val_aan(proces, (maak() for _ in range(200)), lijnen)  # warm
        for aanval in AANVALLEN.values():
            val_aan(proces, aanval(maak, 26), lijnen)
        rijen, slecht = [], False
        begin = proces.geheugen()[0]
        for naam, aanval in AANVALLEN.items():
            vooraf, t = proces.geheugen()[0], time.monotonic()
            with Buurman(proces.poort, maak) as buurman:
                anders = val_aan(proces, aanval(maak, aantallen[naam]), lijnen)
            duur, langst = time.monotonic() - t, max(buurman.duren, default=0.0)
            rijen.append([naam, aantallen[naam], f"{duur:.0f}", f"{vooraf:.1f}", f"{proces.geheugen()[0]:.1f}"])
            rijen[-1] += [len(buurman.duren), f"{langst:.2f}", buurman.fouten, anders]
            slecht = slecht or bool(anders or buurman.fouten) or langst > SECONDEN
        eind = proces.geheugen()[0]
        koppen = ["attack", "messages", "s", "MiB before", "after", "right ones", "longest s", "failed", "not refused"]
        print(tabel(koppen, rijen))
        print(f"memory: {begin:.1f} MiB at the start, {eind:.1f} at the end, {proces.geheugen()[1]:.1f} at most")
    return 1 if slecht or eind - begin > GROEI else 0


def main(argumenten: list[str] | None = None) -> int:
    """Run."""
    ontleder = ArgumentParser(prog="python -m benchmarks.geheugen", description=__doc__)
    ontleder.add_argument("--geweigerd", type=int, default=1000)
    ontleder.add_argument("--vers", type=int, default=10_000)
    ontleder.add_argument("--lijnen", type=int, default=4)
    keuze = ontleder.parse_args(argumenten)
    return draai({"refused, 1.9 MB": keuze.geweigerd, "fresh names": keuze.vers}, keuze.lijnen)


if __name__ == "__main__":
    sys.exit(main())
