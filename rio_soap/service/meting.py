"""What the service counts for its operators (Prometheus text format on ``/metrics``)."""

import time
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from threading import Lock

from prometheus_client import CollectorRegistry, Counter, generate_latest
from prometheus_client.metrics_core import HistogramMetricFamily
from prometheus_client.registry import Collector

from rio_soap.edukoppeling.faults import Edufout
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.service.bericht import Bericht

REGISTER = CollectorRegistry()

_berichten = Counter(
    "rio_berichten", "Answered requests", ["dienst", "operatie", "uitkomst", "code"], registry=REGISTER
)
_BUCKETS = ("0.0001", "0.0003", "0.001", "0.003", "0.01", "0.03", "0.1", "0.3", "1.0", "3.0", "+Inf")
GRENZEN = tuple(map(float, _BUCKETS))
"""Upper bounds of the buckets, in seconds."""


class Stapteller(Collector):
    """A histogram of seconds per step, counted under one lock per message instead of two per step.

    Shown as prometheus_client's Histogram shows itself.
    """

    def __init__(self, naam: str, uitleg: str) -> None:
        self._naam, self._uitleg = naam, uitleg
        self._lock = Lock()
        self._stappen: dict[str, tuple[list[int], list[float]]] = {}
        """Per step the number in each bucket; the sum and the moment of the first."""

    def tel(self, tijden: dict[str, float]) -> None:
        """Count the steps of one message."""
        with self._lock:
            for naam, seconden in tijden.items():
                if (stap := self._stappen.get(naam)) is None:
                    stap = self._stappen[naam] = ([0] * len(GRENZEN), [0.0, time.time()])
                stap[0][bisect_left(GRENZEN, seconden)] += 1
                stap[1][0] += seconden

    def collect(self) -> Iterator[HistogramMetricFamily]:
        """The counts so far."""
        familie = HistogramMetricFamily(self._naam, self._uitleg, labels=("stap",))
        with self._lock:
            stand = [(naam, list(accumulate(n)), som, sinds) for naam, (n, (som, sinds)) in self._stappen.items()]
        for naam, opgeteld, som, sinds in stand:
            buckets = [(grens, float(n)) for grens, n in zip(_BUCKETS, opgeteld, strict=True)]
            familie.add_metric((naam,), buckets, som)
            familie.add_sample(f"{self._naam}_created", {"stap": naam}, sinds)
        yield familie


_stappen = Stapteller("rio_stap_seconden", "Seconds per step of the pipeline")
REGISTER.register(_stappen)


@cache
def _bericht(*kenmerken: str) -> Counter:
    """The counter with these labels; looking it up by its labels costs more than counting."""
    return _berichten.labels(*kenmerken)


def tel_antwoord(b: Bericht, uitslag: Uitslag) -> None:
    """Count one answered request and the time of its steps.

    Labels come from the contract and the code tables only, never from what a sender wrote.
    """
    if uitslag.goedgekeurd:
        _tel(b, "goedgekeurd", "")
    else:
        _tel(b, "afgekeurd", uitslag.foutmeldingen[0].foutcode)


def tel_fout(b: Bericht, fout: Edufout) -> None:
    """The same for a request that got a fault."""
    _tel(b, "fault", fout.soort.faultcode)


def _tel(b: Bericht, uitkomst: str, code: str) -> None:
    operatie = b.operatie.naam if b.operatie else "onbekend"
    _bericht(b.dienst.naam, operatie, uitkomst, code).inc()
    _stappen.tel(b.tijden)


def tekst() -> bytes:
    """All counters in the Prometheus text format."""
    return generate_latest(REGISTER)
