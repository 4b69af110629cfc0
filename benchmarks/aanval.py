"""``python -m benchmarks.aanval``: reports asked by attackers, and what messages beside them notice.

    python -m benchmarks.aanval [--rapporten 200] [--lijnen 3]

Attackers ask for reports of the messages that cost most, without a limit per sender: only the limits of a report
and of how many are made at a time protect the service. Memory at the end lies within 50 MiB of the start, and right
messages were answered within a second all the while.
"""

import gc
import http.client
import itertools
import re
import sys
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.__main__ import werkmap
from benchmarks.processen import Proces, start_dienst
from rio_soap.contract.operaties import BEHEREN, OPERATIES
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.setup import service, trial
from rio_soap.setup.settings import Settings

LEVERING = "aanleveren_opleidingseenheid"
MAX_GROEI, MAX_SECONDEN = 50.0, 1.0
"""MiB, and seconds for a right message."""
_PAUZE = 0.05
_VERZOEK = rb"(<duo:aanleveren_opleidingseenheid_request)>"


@dataclass
class Verloop:
    """What came of an attack: MiB before and after, seconds of right messages, answers to the attackers by status."""

    voor: float = 0.0
    na: float = 0.0
    seconden: list[float] = field(default_factory=list)
    fout: list[str] = field(default_factory=list)
    antwoorden: dict[int, int] = field(default_factory=dict)
    langste_rapport: float = 0.0
    grootste_rapport: int = 0

    @property
    def groei(self) -> float:
        """MiB."""
        return self.na - self.voor

    @property
    def goed(self) -> bool:
        """Whether the promises were kept."""
        return not self.fout and self.groei < MAX_GROEI and max(self.seconden) < MAX_SECONDEN


def maak_berichten(goed: Callable[[], bytes]) -> list[bytes]:
    """The messages that cost most, of every kind, made of a good one."""
    data = goed()
    (verwijzing,) = re.findall(rb'<ds:Reference URI="#id-Body">.*?</ds:Reference>', data, re.DOTALL)
    prefixen = " ".join(f'xmlns:pppppp{n}="urn:{n}"' for n in range(50)).encode()
    lijst = " ".join(f"pppppp{n}" for n in range(20)).encode()
    kaal = (
        f'<aanleveren_opleidingseenheid_request xmlns="{BEHEREN.schema_ns}">%b</aanleveren_opleidingseenheid_request>'
    )
    nesting = b"".join(b"<a " + b" ".join(b"xmlns:p%dx%d='u:u'" % (i, j) for j in range(70)) + b">" for i in range(60))
    veel = data.replace(verwijzing, b"".join(verwijzing.replace(b'List="', b'List="p%d ' % n) for n in range(40)))
    met_prefixen = re.sub(_VERZOEK, rb"\1 " + prefixen + b">" + b"<duo:x/>" * 95_000, data)
    return [
        veel.replace(b"Toegepaste Waterkunde", b"a" * 1_700_000),
        re.sub(_VERZOEK, rb"\1>" + b"<duo:x/>" * 95_000, veel),
        re.sub(rb'PrefixList="[^"]*"', b'PrefixList="' + lijst + b'"', met_prefixen),
        re.sub(_VERZOEK, rb"\1>" + b"".join(b"<x Id='a%d' ID='b%d'/>" % (n, n) for n in range(70_000)), data),
        kaal.encode() % (nesting + b"</a>" * 60),
        kaal.encode() % (b"<x/>" * 4_900),
        kaal.encode() % b"".join(b"<b%d xmlns:p%d='u:u'/>" % (n, n) for n in range(4_900)),
        data.replace(b"Toegepaste Waterkunde", b"a" * 240_000),
    ]


def val_aan(
    poort: int,
    geheugen: Callable[[], float],
    goed: Callable[[], bytes],
    rapporten: int,
    lijnen: int = 3,
    berichten: Sequence[bytes] | None = None,
) -> Verloop:
    """Ask for reports from several lines at once, while right messages go on.

    :param poort: of a service without a limit per sender.
    :param geheugen: MiB of the service now.
    :param goed: makes a new right delivery.
    :param rapporten: how many reports are made; an attacker who is told to wait asks again.
    :param berichten: what the reports are asked of, by default `maak_berichten`.
    """
    if berichten is None:
        berichten = maak_berichten(goed)
    uit, klaar, lock = Verloop(), threading.Event(), threading.Lock()
    for data in berichten:  # what a process does once
        _post(poort, "/controle?canoniek=ja", data)
    for _ in range(20):
        _recht(poort, goed(), uit)
    uit.seconden.clear()
    uit.voor = geheugen()
    nog = itertools.count()

    def vraag() -> None:
        while next(nog) < rapporten:
            data = berichten[next(_beurt) % len(berichten)]
            status = 429
            while status == 429:
                begin = time.monotonic()
                status, raw = _post(poort, "/controle?canoniek=ja", data)
                with lock:
                    uit.antwoorden[status] = uit.antwoorden.get(status, 0) + 1
                    if status == 200:
                        uit.langste_rapport = max(uit.langste_rapport, time.monotonic() - begin)
                        uit.grootste_rapport = max(uit.grootste_rapport, len(raw))
                if status == 429:
                    time.sleep(_PAUZE)

    def werk() -> None:
        while not klaar.is_set():
            _recht(poort, goed(), uit)
            time.sleep(_PAUZE)

    _beurt = itertools.count()
    aanvallers = [threading.Thread(target=vraag) for _ in range(lijnen)]
    rechtschapen = threading.Thread(target=werk)
    for thread in (rechtschapen, *aanvallers):
        thread.start()
    for thread in aanvallers:
        thread.join()
    klaar.set()
    rechtschapen.join()
    gc.collect()
    uit.na = geheugen()
    return uit


def _recht(poort: int, data: bytes, uit: Verloop) -> None:
    begin = time.monotonic()
    status, raw = _post(poort, BEHEREN.pad, data, {"SOAPAction": OPERATIES[LEVERING].soap_action})
    uit.seconden.append(time.monotonic() - begin)
    if status != 200 or b"requestGoedgekeurd>true<" not in raw:
        uit.fout.append(f"{status} {raw[:300]!r}")


def _post(poort: int, pad: str, data: bytes, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=60)
    try:
        verbinding.request("POST", pad, data, {"Content-Type": "text/xml; charset=utf-8", **(headers or {})})
        antwoord = verbinding.getresponse()
        return antwoord.status, antwoord.read()
    finally:
        verbinding.close()


def begin(map_: Path) -> tuple[Proces, Callable[[], bytes]]:
    """A service on a fresh register without a limit per sender, and the maker of right deliveries to it."""
    settings = Settings(data_dir=map_)
    trial.make_pki(settings)
    with service.open_register(settings) as register:
        trial.fill(register, settings)
    klant = trial.client_key(settings)

    def goed() -> bytes:
        inhoud = {"opleidingseenheid": trial.voorbeeldlevering()}
        return trial.signed_request(
            LEVERING, inhoud, klant, SystemClock(), oin=trial.OIN_HANZE, ontvanger=settings.oin
        )  # fmt: skip

    return start_dienst(map_, RIO_CONTROLE_PER_MINUUT="0"), goed


def main(woorden: Sequence[str] | None = None) -> int:
    """Run it and say how it went; 1 when a promise was broken."""
    vraag = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    vraag.add_argument("--rapporten", type=int, default=200)
    vraag.add_argument("--lijnen", type=int, default=3)
    opties = vraag.parse_args(woorden)
    with werkmap() as map_:
        proces, goed = begin(map_ / "rio")
        try:
            uit = val_aan(proces.poort, lambda: proces.geheugen()[0], goed, opties.rapporten, opties.lijnen)
        finally:
            proces.stop()
    print(
        f"{opties.rapporten} reports: longest {uit.langste_rapport:.2f} s, "
        f"largest {uit.grootste_rapport / 1e6:.2f} MB; told to wait {uit.antwoorden.get(429, 0)} times\n"
        f"{len(uit.seconden)} right messages beside them: slowest {max(uit.seconden):.3f} s, "
        f"median {sorted(uit.seconden)[len(uit.seconden) // 2]:.3f} s; not approved: {len(uit.fout)}\n"
        f"memory {uit.voor:.0f} -> {uit.na:.0f} MiB ({uit.groei:+.1f})"
    )
    return 0 if uit.goed else 1


if __name__ == "__main__":
    sys.exit(main())
