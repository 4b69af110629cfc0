"""What keeps a failing neighbour from failing the register: deadline, rate limit, circuit breaker, retry, cache.

All of it is small, counts against one deadline per question, and is safe to share between threads. Time comes in as a
function, so tests need not wait.
"""

import random
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from rio_soap.chain.ports import KetenStoring, Reden
from rio_soap.register.database.deadline import rest

T = TypeVar("T")
Tijd = Callable[[], float]


def _niets(*_: object) -> None:
    """A hook that nobody wants."""


@dataclass(frozen=True, slots=True)
class Meethaken:
    """Where measurements go; plain functions, so that this room needs no registry of metrics.

    :param vraag: (register, uitkomst, seconds) after every question; uitkomst is "gelukt" or a `Reden` value.
    :param herhaald: (register, reden) before every repeated attempt.
    :param cache: (register, hit) at every look in the cache.
    :param zekering: (register, open) when the circuit breaker changes.
    """

    vraag: Callable[[str, str, float], None] = _niets
    herhaald: Callable[[str, str], None] = _niets
    cache: Callable[[str, bool], None] = _niets
    zekering: Callable[[str, bool], None] = _niets


@dataclass(frozen=True, slots=True)
class Grenzen:
    """How much a neighbour may cost. Times in seconds."""

    totaal: float = 8.0
    """For one question with all its waiting and repeated attempts; after it the question has failed."""
    verbinden: float = 2.0
    """For making a connection."""
    antwoord: float = 5.0
    """For one attempt, from the first byte out to the last byte in."""
    pogingen: int = 3
    """Attempts for one question, only repeated where `KetenStoring.herhaalbaar` says so."""
    pauze: float = 0.2
    """Longest pause before the second attempt; doubles with every next one, the actual pause is random below it."""
    per_seconde: float | None = None
    """Questions per second that we may ask; None is no limit."""
    gelijktijdig: int = 6
    """Questions under way or waiting at the same moment; one more fails at once. Keep it below the number of worker
    threads, so that deliveries without a question always find one."""
    fouten_tot_open: int = 5
    """Failures in a row after which the circuit breaker opens."""
    open_seconden: float = 30.0
    """How long an open breaker refuses before it lets one question try."""
    cache_seconden: float = 3600.0
    """Age up to which a found answer is used again; 0 is never."""
    cache_onbekend_seconden: float = 60.0
    """The same for "does not exist": short, since a gemeente may have just registered it."""
    cache_maximum: int = 10_000
    """Answers kept at most; the longest unused goes first."""
    maximum_antwoord: int = 8 * 1024 * 1024
    """Largest answer in bytes."""


BAG_GRENZEN = Grenzen(per_seconde=5.0)
KVK_GRENZEN = Grenzen(totaal=15.0, antwoord=10.0, cache_seconden=900.0)


class Termijn:
    """A deadline: the moment at which waiting ends."""

    def __init__(self, seconden: float, tijd: Tijd = time.monotonic) -> None:
        self._tijd = tijd
        self._einde = tijd() + seconden

    def rest(self) -> float:
        """Seconds that are left, never below 0."""
        return max(0.0, self._einde - self._tijd())


class Snelheidsgrens:
    """At most so many questions per second, evenly spaced; each caller gets the next free moment."""

    def __init__(self, per_seconde: float | None, tijd: Tijd = time.monotonic) -> None:
        self._tussen = 1.0 / per_seconde if per_seconde else 0.0
        self._tijd = tijd
        self._slot = threading.Lock()
        self._volgende = 0.0

    def wachttijd(self, hoogstens: float) -> float | None:
        """Reserve the next moment: seconds until then; None, and nothing reserved, when that is too long."""
        with self._slot:
            nu = self._tijd()
            moment = max(nu, self._volgende)
            if moment - nu > hoogstens:
                return None
            self._volgende = moment + self._tussen
            return moment - nu


class Zekering:
    """A circuit breaker: after failures in a row it refuses for a while, then lets one question try."""

    def __init__(
        self, grenzen: Grenzen, tijd: Tijd = time.monotonic, meld: Callable[[bool], None] = lambda _: None
    ) -> None:
        self._grenzen, self._tijd, self._meld = grenzen, tijd, meld
        self._slot = threading.Lock()
        self._fouten = 0
        self._open_tot: float | None = None
        self._proef = False

    def dicht_over(self) -> float:
        """Seconds until a question may be tried, without claiming the try."""
        with self._slot:
            return 0.0 if self._open_tot is None else max(0.0, self._open_tot - self._tijd())

    def wacht(self) -> float:
        """Seconds until a question may be tried; 0 when it may now (then the caller must end with `klaar`)."""
        with self._slot:
            if self._open_tot is None:
                return 0.0
            rest = self._open_tot - self._tijd()
            if rest > 0 or self._proef:
                return max(rest, 0.1)
            self._proef = True
            return 0.0

    def klaar(self, *, gelukt: bool) -> None:
        """How a question that was let through ended."""
        with self._slot:
            was_open = self._open_tot is not None
            self._fouten = 0 if gelukt else self._fouten + 1
            if gelukt:
                self._open_tot = None
            elif self._proef or self._fouten >= self._grenzen.fouten_tot_open:
                self._open_tot = self._tijd() + self._grenzen.open_seconden
            self._proef = False
            is_open = self._open_tot is not None
        if is_open != was_open:
            self._meld(is_open)


class Cache(Generic[T]):
    """Answers by question, with an age and an upper bound; the least recently used goes first."""

    def __init__(self, maximum: int, tijd: Tijd = time.monotonic) -> None:
        self._maximum, self._tijd = maximum, tijd
        self._slot = threading.Lock()
        self._inhoud: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._inhoud)

    def haal(self, sleutel: Hashable) -> T | None:
        """The answer, None when there is none or it is too old."""
        with self._slot:
            gevonden = self._inhoud.get(sleutel)
            if gevonden is None:
                return None
            if gevonden[0] <= self._tijd():
                del self._inhoud[sleutel]
                return None
            self._inhoud.move_to_end(sleutel)
            return gevonden[1]

    def zet(self, sleutel: Hashable, waarde: T, seconden: float) -> None:
        """Keep an answer for so many seconds; 0 keeps nothing."""
        if seconden <= 0 or self._maximum <= 0:
            return
        with self._slot:
            self._inhoud[sleutel] = (self._tijd() + seconden, waarde)
            self._inhoud.move_to_end(sleutel)
            while len(self._inhoud) > self._maximum:
                self._inhoud.popitem(last=False)


_TELT_NIET = (Reden.VRAAG, Reden.LATER)
"""Reasons with which the other side shows that it is there and works."""


class Veer:
    """Asks a neighbour with all of the above around it.

    :param register: name for errors and metrics.
    :param slaap: how to wait, for tests.
    """

    def __init__(
        self,
        register: str,
        grenzen: Grenzen,
        haken: Meethaken | None = None,
        tijd: Tijd = time.monotonic,
        slaap: Callable[[float], None] = time.sleep,
    ) -> None:
        self.register, self.grenzen, self.haken = register, grenzen, haken or Meethaken()
        self._tijd, self._slaap = tijd, slaap
        self._snelheid = Snelheidsgrens(grenzen.per_seconde, tijd)
        self._zekering = Zekering(grenzen, tijd, lambda is_open: self.haken.zekering(register, is_open))
        self._plaatsen = threading.BoundedSemaphore(grenzen.gelijktijdig)

    def vraag(self, taak: Callable[[Termijn], T]) -> T:
        """Run a question within the bounds.

        :param taak: one attempt; gets the time that is left for it, raises `KetenStoring`.
        :raises KetenStoring: within `Grenzen.totaal` seconds, or the time that is left for the message, whatever the
            other side does.
        """
        begin = self._tijd()
        uitkomst = "gelukt"
        try:
            if not self._plaatsen.acquire(blocking=False):
                raise self._storing(Reden.DRUK, f"already {self.grenzen.gelijktijdig} questions under way")
            try:
                return self._probeer(taak)
            finally:
                self._plaatsen.release()
        except KetenStoring as storing:
            uitkomst = storing.reden.value
            raise
        finally:
            self.haken.vraag(self.register, uitkomst, self._tijd() - begin)

    def _probeer(self, taak: Callable[[Termijn], T]) -> T:
        tijd = rest(self.grenzen.totaal)
        termijn, kort = Termijn(tijd, self._tijd), tijd < self.grenzen.antwoord
        poging = 1
        while True:
            try:
                return self._poging(taak, termijn, kort=kort)
            except KetenStoring as storing:
                # a random pause keeps the questions that failed together from coming back together
                ruimte = self.grenzen.pauze * 2 ** (poging - 1)
                pauze = max(storing.wacht or 0.0, random.uniform(0, ruimte))  # noqa: S311  # no secret
                if not storing.herhaalbaar or poging >= self.grenzen.pogingen or pauze >= termijn.rest():
                    raise
                self.haken.herhaald(self.register, storing.reden.value)
                self._slaap(pauze)
            poging += 1

    def _poging(self, taak: Callable[[Termijn], T], termijn: Termijn, *, kort: bool) -> T:
        """One attempt; `kort`: with less time than any other, so that its end says nothing of the other side."""
        if (wacht := self._zekering.dicht_over()) > 0:
            raise self._storing(Reden.OPEN, "not asked after repeated failures", wacht)
        self._wacht_op_beurt(termijn)
        if (wacht := self._zekering.wacht()) > 0:
            raise self._storing(Reden.OPEN, "not asked after repeated failures", wacht)
        gelukt = False
        try:
            antwoord = taak(Termijn(min(self.grenzen.antwoord, termijn.rest()), self._tijd))
            gelukt = True
        except KetenStoring as storing:
            gelukt = storing.reden in _TELT_NIET or (kort and storing.reden is Reden.TIJD)
            raise
        finally:
            self._zekering.klaar(gelukt=gelukt)
        return antwoord

    def _wacht_op_beurt(self, termijn: Termijn) -> None:
        wacht = self._snelheid.wachttijd(termijn.rest())
        if wacht is None:
            raise self._storing(Reden.DRUK, f"more than {self.grenzen.per_seconde} questions per second")
        if wacht > 0:
            self._slaap(wacht)

    def _storing(self, reden: Reden, melding: str, wacht: float | None = None) -> KetenStoring:
        return KetenStoring(self.register, reden, melding, wacht)
