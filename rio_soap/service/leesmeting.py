"""What the service counts of readings when there is a replica for them, on ``/metrics`` with the rest."""

from prometheus_client import Counter

from rio_soap.register.database.replica import KOPIE, FallbackReason
from rio_soap.service.meting import REGISTER

_lezingen = Counter(
    "rio_leeskopie_lezingen",
    "Readings by where they were done: on the replica (kopie), or on the primary and why",
    ["waar"],
    registry=REGISTER,
)
_teller = {waar: _lezingen.labels(waar) for waar in (KOPIE, *map(str, FallbackReason))}


def tel(waar: str) -> None:
    """Count one reading; `waar` is `KOPIE` or a `FallbackReason`."""
    _teller[waar].inc()
