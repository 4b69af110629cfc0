"""How much senders may ask of the workbench: strangers may, and every report takes time of the service beside it.

A bucket per sender holds so many reports and fills by itself. A report takes one out of it, and one more for every
twentieth of a second of processor that it took: who sends what is made to take long gets few. Beside that only some
reports are made at the same time, so that there are threads left for messages.
"""

import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Self

_MAX_AFZENDERS = 10_000
"""Senders that are remembered; the one that was quiet longest is forgotten first."""
_PER_BEURT = 0.05
"""Seconds of processor in one turn."""
_ZWAAR = 0.05
"""Seconds of processor of a report that took much; a usual one takes 0.02."""
_WACHTEN = 1.0
"""Seconds that a report waits for one of the others to be done."""


class TeVeel(Exception):
    """A sender asks more than it may.

    :param wacht: after how many seconds it may ask again, at least 1.
    """

    def __init__(self, wacht: float) -> None:
        super().__init__(f"wait {wacht:.0f} s")
        self.wacht = max(1, math.ceil(wacht))


class Maat:
    """A bucket of turns per sender.

    :param per_minuut: turns that are given in a minute, and that a bucket holds; 0 sets no limit.
    :param klok: seconds, as `time.monotonic`.
    """

    def __init__(self, per_minuut: int, klok: Callable[[], float] = time.monotonic) -> None:
        self._vol, self._klok = float(per_minuut), klok
        self._emmers: OrderedDict[str, tuple[float, float]] = OrderedDict()
        """Per sender what is in its bucket, and when that was so."""
        self._lock = threading.Lock()

    def neem(self, wie: str) -> int:
        """Take a turn; gives how many are left.

        :raises TeVeel: when the bucket is empty.
        """
        with self._lock:
            stand = self._stand(wie)
            if stand < 1 and self._vol:
                raise TeVeel((1 - stand) * 60 / self._vol)
            self._zet(wie, stand - 1)
            return int(stand - 1)

    def geef(self, wie: str) -> None:
        """Give a turn back."""
        with self._lock:
            self._zet(wie, self._stand(wie) + 1)

    def reken(self, wie: str, seconden: float) -> None:
        """Take the turns for the work that was done for a sender beyond the one that it has taken; what is not there is
        owed."""
        with self._lock:
            self._zet(wie, self._stand(wie) - int(seconden / _PER_BEURT))

    def _stand(self, wie: str) -> float:
        stand, sinds = self._emmers.get(wie, (self._vol, 0.0))
        return min(self._vol, stand + (self._klok() - sinds) * self._vol / 60)

    def _zet(self, wie: str, stand: float) -> None:
        if not self._vol:
            return
        self._emmers[wie] = (stand, self._klok())
        self._emmers.move_to_end(wie)
        if len(self._emmers) > _MAX_AFZENDERS:
            self._emmers.popitem(last=False)


class Doorgang:
    """Lets some reports through at a time, and as many wait for a moment.

    :param tegelijk: how many.
    """

    def __init__(self, tegelijk: int) -> None:
        self._binnen = threading.Semaphore(tegelijk)
        self._plaatsen = threading.Semaphore(2 * tegelijk)

    @contextmanager
    def beurt(self) -> Iterator[None]:
        """Do something when it is one's turn.

        :raises TeVeel: when too many wait, or it takes too long.
        """
        if not self._plaatsen.acquire(blocking=False):
            raise TeVeel(_WACHTEN)
        try:
            if not self._binnen.acquire(timeout=_WACHTEN):
                raise TeVeel(_WACHTEN)
            try:
                yield
            finally:
                self._binnen.release()
        finally:
            self._plaatsen.release()


@dataclass(frozen=True, slots=True)
class Toelating:
    """Who may ask now: the bucket of each sender, and the passage for all of them.

    :param maat: with buckets that are always full there is no limit per sender.
    """

    maat: Maat
    doorgang: Doorgang
    na_zwaar: Callable[[], None] | None = None
    """Is called after a report that took much, such as to give memory back."""

    @classmethod
    def maak(cls, per_minuut: int, threads: int, na_zwaar: Callable[[], None] | None = None) -> Self:
        """By the settings: of `threads` a quarter makes reports and another may wait for that."""
        return cls(Maat(per_minuut), Doorgang(max(1, threads // 4)), na_zwaar)

    @contextmanager
    def beurt(self, wie: str) -> Iterator["Permit"]:
        """One report for a sender.

        :raises TeVeel: when it has to wait.
        """
        self.maat.neem(wie)
        try:
            with self.doorgang.beurt():
                beurt, begin = Permit(), time.thread_time()
                yield beurt
                seconden = time.thread_time() - begin
                self._reken_af(wie, beurt.partij, seconden)
                if self.na_zwaar is not None and seconden > _ZWAAR:
                    self.na_zwaar()
        except TeVeel:
            self.maat.geef(wie)  # it got nothing for it
            raise

    def _reken_af(self, wie: str, partij: str | None, seconden: float) -> None:
        """A party that proved to have signed has turns of its own; beyond those it uses the turns of its address."""
        if partij is not None:
            with suppress(TeVeel):
                self.maat.neem(f"partij {partij}")
                self.maat.geef(wie)
                wie = f"partij {partij}"
        self.maat.reken(wie, seconden)


@dataclass(slots=True)
class Permit:
    """What came of a report."""

    partij: str | None = None
    """Fingerprint of the party that proved to have signed the message."""


def afzender(certificaat: str | None, adres: str) -> str:
    """Under what name the turns of a sender are counted: its certificate of TLS, else its address; of IPv6 the network
    of 64 bits, of which one sender has all.

    :param certificaat: fingerprint, None without TLS.
    """
    if certificaat is not None:
        return f"certificaat {certificaat}"
    try:
        ip = ipaddress.ip_address(adres)
    except ValueError:
        return f"adres {adres[:100]}"
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is None:
        return f"adres {ipaddress.ip_network((ip, 64), strict=False)}"
    return f"adres {ip}"
