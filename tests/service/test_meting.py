"""What `/metrics` shows of the steps is what prometheus_client's own histogram would show."""

import re

from prometheus_client import CollectorRegistry, Histogram, generate_latest

from rio_soap.service.meting import GRENZEN, Stapteller

SECONDEN = (0.0, 0.00005, 0.0001, 0.00011, 0.003, 0.05, 0.3, 2.5, 3.0, 3.1, 1000.0)


def test_steps_are_shown_as_a_histogram_of_prometheus_shows_them() -> None:
    onze, hun = CollectorRegistry(), CollectorRegistry()
    teller = Stapteller("rio_stap_seconden", "Seconds per step")
    onze.register(teller)
    histogram = Histogram("rio_stap_seconden", "Seconds per step", ["stap"], buckets=GRENZEN, registry=hun)
    for seconden in SECONDEN:
        teller.tel({"tls": seconden, "xsd": seconden / 2})
        histogram.labels("tls").observe(seconden)
        histogram.labels("xsd").observe(seconden / 2)
    teller.tel({"antwoord": 0.25})
    histogram.labels("antwoord").observe(0.25)
    assert zonder_moment(generate_latest(onze)) == zonder_moment(generate_latest(hun))


def zonder_moment(tekst: bytes) -> str:
    """Without the moments at which counting began."""
    return re.sub(r"(_created\{.*\}) .*", r"\1", tekst.decode())
