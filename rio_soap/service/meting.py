"""What the service counts for its operators (Prometheus text format on ``/metrics``)."""

from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from rio_soap.service.bericht import Bericht

REGISTER = CollectorRegistry()

_berichten = Counter(
    "rio_berichten", "Answered requests", ["dienst", "operatie", "uitkomst", "code"], registry=REGISTER
)
_stappen = Histogram(
    "rio_stap_seconden",
    "Seconds per step of the pipeline",
    ["stap"],
    buckets=(0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3),
    registry=REGISTER,
)


@cache
def _bericht(*kenmerken: str) -> Counter:
    """The counter with these labels; looking it up by its labels costs more than counting."""
    return _berichten.labels(*kenmerken)


@cache
def _stap(naam: str) -> Histogram:
    return _stappen.labels(naam)


def tel(b: Bericht) -> None:
    """Count one answered request and the time of its steps.

    Labels come from the contract and the code tables only, never from what a sender wrote.
    """
    operatie = b.operatie.naam if b.operatie else "onbekend"
    if b.fout is not None:
        uitkomst, code = "fault", b.fout.soort.faultcode
    elif b.goedgekeurd:
        uitkomst, code = "goedgekeurd", ""
    else:
        uitkomst, code = "afgekeurd", b.foutcodes[0] if b.foutcodes else ""
    _bericht(b.dienst.naam, operatie, uitkomst, code).inc()
    for naam, seconden in b.tijden.items():
        _stap(naam).observe(seconden)


def tekst() -> bytes:
    """All counters in the Prometheus text format."""
    return generate_latest(REGISTER)
