"""What the service counts of its questions to the BAG and the Handelsregister, on ``/metrics`` with the rest."""

from prometheus_client import Counter, Gauge, Histogram

from rio_soap.chain.resilience import MetricHooks
from rio_soap.service.meting import REGISTER

_vragen = Counter("rio_keten_vragen", "Questions to other registers", ["register", "uitkomst"], registry=REGISTER)
_seconden = Histogram(
    "rio_keten_vraag_seconden",
    "Seconds per question, with waiting and repeated attempts",
    ["register"],
    buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30),
    registry=REGISTER,
)
_herhaald = Counter("rio_keten_herhaald", "Repeated attempts", ["register", "reden"], registry=REGISTER)
_cache = Counter("rio_keten_cache", "Looks in the cache", ["register", "treffer"], registry=REGISTER)
_breaker = Gauge("rio_keten_zekering_open", "1 while the circuit breaker is open", ["register"], registry=REGISTER)


def metric_hooks() -> MetricHooks:
    """The hooks for a client of this process; labels are names of our own, never what another side wrote."""
    return MetricHooks(question=_vraag, retried=_tel_herhaald, cache=_tel_cache, breaker=_zet_zekering)


def _vraag(register: str, uitkomst: str, seconden: float) -> None:
    _vragen.labels(register, uitkomst).inc()
    _seconden.labels(register).observe(seconden)


def _tel_herhaald(register: str, reden: str) -> None:
    _herhaald.labels(register, reden).inc()


def _tel_cache(register: str, treffer: bool) -> None:
    _cache.labels(register, "ja" if treffer else "nee").inc()


def _zet_zekering(register: str, is_open: bool) -> None:
    _breaker.labels(register).set(int(is_open))
