"""Witnesses: places outside the database that are told the head of the chain over the berichtenlog, each by a thread.

None of them holds up a message: entries are sealed whatever happens here. A place that cannot be reached is told of in
the log, on ``/health`` and ``/metrics`` and in the file of heads, is tried again, and is caught up with the newest
head, which stands for all links before it.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from prometheus_client import Counter, Gauge

from rio_soap.register.database.database import Register
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.logboek.heads import Head, haal_hoofd
from rio_soap.service.getuigebestand import Getuigebestand
from rio_soap.service.meting import REGISTER

log = logging.getLogger(__name__)

OPNIEUW = 30.0
"""Seconds after which a place that failed is tried again, and after which it is looked whether others made links."""
SLUITEN = 10.0
"""Seconds that a place gets to take the last head when the service ends."""

_hoofd = Gauge("rio_getuige_hoofd", "Newest link that a place outside was told", ["plek"], registry=REGISTER)
_fouten = Counter("rio_getuige_fouten", "Heads that could not be handed over", ["plek"], registry=REGISTER)
_goed = Gauge("rio_getuige_goed", "0 when the place did not take the last head", ["plek"], registry=REGISTER)
_afwijking = Gauge(
    "rio_getuige_afwijking", "1 when the chain is not what this process noted of it before", registry=REGISTER
)


@dataclass(slots=True)
class WitnessPlace:
    """One place.

    :param naam: for log and metrics.
    :param lever: hands over a head; raises OSError or ValueError when that fails.
    :param pauze: seconds between two heads at least.
    :param laatste: the head that it has, as far as is known.
    """

    naam: str
    lever: Callable[[Head], None]
    pauze: float
    laatste: Head | None = None
    goed: bool = True
    wek: threading.Event = field(default_factory=threading.Event)


class Getuigen:
    """Tells all places, from `begin` to `sluit`.

    :param bestand: also takes down which place fails; None without a file.
    """

    def __init__(
        self, register: Register, places: Sequence[WitnessPlace], bestand: Getuigebestand | None = None
    ) -> None:
        self._register, self._places, self._bestand = register, places, bestand
        self._einde = threading.Event()
        self._threads = [
            threading.Thread(target=self._werk, args=(place,), name=f"rio-getuige-{place.naam}", daemon=True)
            for place in places
        ]

    @property
    def goed(self) -> bool:
        """Whether no place failed at its last turn."""
        return all(place.goed for place in self._places)

    def begin(self) -> None:
        """Start; what was not told before is told now."""
        for thread in self._threads:
            thread.start()
        self.wek()

    def wek(self) -> None:
        """Tell every place that there are new links in the chain."""
        for place in self._places:
            if not place.wek.is_set():
                place.wek.set()

    def sluit(self) -> None:
        """Tell the last head, and stop."""
        self._einde.set()
        self.wek()
        tot = time.monotonic() + SLUITEN
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.0, tot - time.monotonic()))

    def _werk(self, place: WitnessPlace) -> None:
        _goed.labels(place.naam).set(int(place.goed))
        while not self._einde.is_set():
            place.wek.wait(OPNIEUW)  # links of another process wake nobody here
            place.wek.clear()
            self._einde.wait(self._vertel(place))
            if not place.goed:
                place.wek.set()
        self._vertel(place)

    def _vertel(self, place: WitnessPlace) -> float:
        """Tell one place the head, when it is new to it; gives the seconds to rest after that."""
        try:
            hoofd, afwijking = haal_hoofd(self._register, place.laatste)
        except Unavailable as fout:
            log.warning("the head of the chain cannot be read: %s", fout)
            place.wek.set()
            return OPNIEUW
        if afwijking is not None:
            _afwijking.set(1)
            log.error("the chain over the berichtenlog is not what %s has of it: %s", place.naam, afwijking)
        if hoofd is None or (place.goed and hoofd == place.laatste):
            return 0.0 if place.goed else OPNIEUW
        try:
            place.lever(hoofd)
        except (OSError, ValueError) as fout:
            _fouten.labels(place.naam).inc()
            self._zet(place, goed=False, waarom=str(fout))
            return OPNIEUW
        place.laatste = hoofd
        _hoofd.labels(place.naam).set(hoofd.volgnummer)
        self._zet(place, goed=True)
        return place.pauze

    def _zet(self, place: WitnessPlace, *, goed: bool, waarom: str = "") -> None:
        if goed is place.goed:
            return
        place.goed = goed
        _goed.labels(place.naam).set(int(goed))
        if goed:
            log.warning("%s has the head of the chain again", place.naam)
        else:
            log.error("%s does not take the head of the chain: %s", place.naam, waarom)
        if self._bestand is None:
            return
        try:
            self._bestand.noteer("hersteld" if goed else "mislukt", place.naam)
        except OSError as fout:
            log.error("%s: %s", self._bestand.pad, fout)
