"""The clock as a parameter: everything in the profile that depends on time asks a `Clock`."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def nu(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The clock of the machine."""

    def nu(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, to verify old recordings.

    :raises ValueError: when the moment has no offset.
    """

    moment: datetime

    def __post_init__(self) -> None:
        if self.moment.tzinfo is None:
            raise ValueError("a clock needs a moment with an offset from UTC")

    def nu(self) -> datetime:
        """The fixed moment, in UTC."""
        return self.moment.astimezone(UTC)


_TIJDSTIP = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]+))?"
    r"(Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))\Z"
)
WIT = " \t\r\n"
"""The white space of XML, which stands for nothing around a moment; a no-break space is none of it."""
_DAGEINDE = "T24:00:00"


def lees_tijdstip(tekst: str) -> datetime | None:
    """An xsd:dateTime with time zone as an aware moment in UTC; None when it is something else.

    24:00:00 is the beginning of the next day. A fraction finer than microseconds is cut off. WS-Security 1.1 (section
    10) wants UTC; a value without zone is not taken, because it says nothing certain.
    """
    gevonden = _TIJDSTIP.match(tekst)
    if gevonden is None:
        return None
    heel, breuk, zone = gevonden.groups()
    try:
        if heel.endswith(_DAGEINDE):
            if (breuk or "").strip("0"):
                return None
            begin = datetime.fromisoformat(f"{heel[:10]}T00:00:00{zone}".replace("Z", "+00:00"))
            return (begin + timedelta(days=1)).astimezone(UTC)
        if zone == "Z" and (breuk is None or len(breuk) == 3):  # as everyone writes it; read at once
            return datetime.fromisoformat(tekst)
        moment = datetime.fromisoformat(heel + ("+00:00" if zone == "Z" else zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment + timedelta(microseconds=int((breuk or "0").ljust(6, "0")[:6]))


def schrijf_tijdstip(moment: datetime, *, milliseconden: bool = False) -> str:
    """A moment as xsd:dateTime in UTC with ``Z``: whole seconds (as DUO answers) or milliseconds (as clients ask)."""
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    return moment.isoformat(timespec="milliseconds" if milliseconden else "seconds").removesuffix("+00:00") + "Z"
