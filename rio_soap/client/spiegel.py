"""A mirror: a copy of one's own objects in RIO, kept up to date by the change feeds.

The feeds name what was added, changed or removed since a moment; the mirror reads each object that is still there and
hands it to the application, which stores it and remembers `Bijwerking.peil` for the next time. Moments overlap on
purpose: RIO shows a change some seconds after it was made, and to see a change twice does no harm.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rio_soap.client.fouten import RioAfgekeurd
from rio_soap.client.operaties import Operaties
from rio_soap.contract.gegevens import Gegeven

OVERLAP = timedelta(minutes=2)
_VERDWENEN = frozenset({"A01020", "N09440", "A01110", "A01060", "A01130"})
"""Codes that say that an object is not there any more: it went between the feed and the reading."""

Sleutel = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One object that changed.

    :param soort: ``aangebodenOpleiding``, ``onderwijsaanbieder`` or ``onderwijslocatiegebruik``.
    :param sleutel: its code, or onderwijsbestuurcode and onderwijslocatiecode of an onderwijslocatiegebruik. An
        aangebodenOpleidingCode in lower case, whatever the case in which it was delivered: a UUID is the same in both,
        and so a copy holds each offer once.
    :param soort_wijziging: soortWijziging as RIO gives it for the last change in the feed.
    :param voorwerp: the object as it is now, None when it is not there any more.
    """

    soort: str
    sleutel: Sleutel
    soort_wijziging: str
    voorwerp: Gegeven | None


@dataclass(frozen=True, slots=True)
class Bijwerking:
    """What was done, and the moment to begin at next time."""

    gewijzigd: int
    verdwenen: int
    peil: datetime


class Spiegel:
    """Follows the change feeds of RIO.

    :param verwerk: stores one change; called once per object, in the order of the feed, and again at a next time for
        changes within `OVERLAP`.
    """

    def __init__(self, client: Operaties, verwerk: Callable[[Wijziging], None]) -> None:
        self.client, self.verwerk = client, verwerk

    def aangeboden_opleidingen(self, onderwijsaanbiedercode: str, sinds: datetime) -> Bijwerking:
        """All aangeboden opleidingen of an onderwijsaanbieder that changed since a moment (aware).

        Of one that was removed the changes that came before are still told: ask once more for each that went.

        :raises RioAfgekeurd: with N09440 when there is no such onderwijsaanbieder, and no change of it since.
        """

        def feed() -> Iterator[Gegeven]:
            for blad in self.client.opvragen_gewijzigdeAangebodenOpleidingen_paginas(
                peildatumtijdMutaties=sinds, onderwijsaanbiederCode=onderwijsaanbiedercode
            ):
                yield from blad.gewijzigdeAangebodenOpleiding

        def lees(sleutel: Sleutel) -> Gegeven | None:
            return self.client.opvragen_aangebodenOpleiding(aangebodenOpleidingCode=sleutel[0]).aangebodenOpleiding

        return self._werk_bij("aangebodenOpleiding", ("aangebodenOpleidingCode",), feed, lees)

    def onderwijsaanbieders(self, sinds: datetime, onderwijsbestuurcode: str | None = None) -> Bijwerking:
        """All onderwijsaanbieders that changed since a moment (aware)."""

        def feed() -> Iterator[Gegeven]:
            for blad in self.client.opvragen_gewijzigdeOnderwijsaanbieders_paginas(
                peildatumtijdMutaties=sinds, onderwijsbestuurcode=onderwijsbestuurcode
            ):
                yield from blad.gewijzigdeOnderwijsaanbieder

        def lees(sleutel: Sleutel) -> Gegeven | None:
            return self.client.opvragen_onderwijsaanbieder(onderwijsaanbiedercode=sleutel[0]).onderwijsaanbieder

        return self._werk_bij("onderwijsaanbieder", ("onderwijsaanbiedercode",), feed, lees)

    def onderwijslocatiegebruiken(self, sinds: datetime) -> Bijwerking:
        """All onderwijslocatiegebruiken that changed since a moment (aware)."""

        def feed() -> Iterator[Gegeven]:
            for blad in self.client.opvragen_gewijzigdOnderwijslocatiegebruik_paginas(peildatumtijdMutaties=sinds):
                yield from blad.gewijzigdOnderwijslocatiegebruik

        def lees(sleutel: Sleutel) -> Gegeven | None:
            return self.client.opvragen_onderwijslocatiegebruik(
                onderwijsbestuurCode=sleutel[0], onderwijslocatieCode=sleutel[1]
            ).onderwijslocatiegebruik

        velden = ("onderwijsbestuurcode", "onderwijslocatiecode")
        return self._werk_bij("onderwijslocatiegebruik", velden, feed, lees)

    def _werk_bij(
        self,
        soort: str,
        velden: Sequence[str],
        feed: Callable[[], Iterator[Gegeven]],
        lees: Callable[[Sleutel], Gegeven | None],
    ) -> Bijwerking:
        begin = self.client.wissel.klok.nu()
        laatste: dict[Sleutel, str] = {}
        for wijziging in feed():
            sleutel = tuple(_sleuteldeel(veld, str(wijziging.velden[veld])) for veld in velden)
            laatste.pop(sleutel, None)  # an object that changed twice takes the place of its last change
            laatste[sleutel] = str(wijziging.velden.get("soortWijziging", ""))
        verdwenen = 0
        for sleutel, aard in laatste.items():
            voorwerp = _lees_als_er_is(lees, sleutel)
            verdwenen += voorwerp is None
            self.verwerk(Wijziging(soort, sleutel, aard, voorwerp))
        return Bijwerking(len(laatste) - verdwenen, verdwenen, begin - OVERLAP)


def _sleuteldeel(veld: str, waarde: str) -> str:
    return waarde.lower() if veld == "aangebodenOpleidingCode" else waarde


def _lees_als_er_is(lees: Callable[[Sleutel], Gegeven | None], sleutel: Sleutel) -> Gegeven | None:
    try:
        return lees(sleutel)
    except RioAfgekeurd as fout:
        if _VERDWENEN.intersection(fout.foutcodes):
            return None
        raise
