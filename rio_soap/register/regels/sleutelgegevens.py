"""The refusal of a message as a value: code, text and the keys that tell the sender which object is meant.

Sources: type Foutmelding and Sleutelgegeven of the XSD (lengths, 1 to 5 sleutelgegevens); recorded refusals (how RIO
shortens names and values of more than 25 characters).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

from rio_soap.contract.gegevens import Waarde

SLEUTEL_LENGTE = 25
"""Characters of a sleutelnaam or sleutelwaarde (types Sleutelnaam-v01, Sleutelwaarde-v01)."""
FOUTTEKST_LENGTE = 200
"""Characters of a fouttekst (type Fouttekst)."""
FOUTCODE_LENGTE = 60
"""Characters of a foutcode (type Foutcode)."""
MAX_SLEUTELS = 5
"""Sleutelgegevens in one foutmelding; at least one is mandatory (XSD; the PvE says 0 to 5, the XSD leads)."""
MAX_FOUTMELDINGEN = 99
"""Foutmeldingen in one answer (XSD)."""

_PUNTEN = "..."

Sleutel = tuple[str, str]
"""Sleutelnaam and sleutelwaarde."""


@dataclass(frozen=True, slots=True)
class Foutmelding:
    """One functional error, in the form in which it goes on the wire.

    foutcode: 1 to 60 characters; fouttekst: 1 to 200 characters; sleutels: 1 to 5 pairs of sleutelnaam and
    sleutelwaarde, each 1 to 25 characters (see kort). veld: which field of the object or part was judged, where the
    code alone does not say ("." for the whole); it does not go on the wire. Raises ValueError on anything else, so that
    no answer can fail on the XSD because of its foutmeldingen.
    """

    foutcode: str
    fouttekst: str
    sleutels: tuple[Sleutel, ...]
    veld: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not 1 <= len(self.foutcode) <= FOUTCODE_LENGTE:
            raise ValueError(f"foutcode of {len(self.foutcode)} characters; 1 to {FOUTCODE_LENGTE} allowed")
        if not 1 <= len(self.fouttekst) <= FOUTTEKST_LENGTE:
            raise ValueError(f"fouttekst of {len(self.fouttekst)} characters; 1 to {FOUTTEKST_LENGTE} allowed")
        if not 1 <= len(self.sleutels) <= MAX_SLEUTELS:
            raise ValueError(f"{len(self.sleutels)} sleutelgegevens at {self.foutcode}; 1 to {MAX_SLEUTELS} allowed")
        for paar in self.sleutels:
            for deel in paar:
                if not 1 <= len(deel) <= SLEUTEL_LENGTE:
                    raise ValueError(f"sleutelgegeven of {len(deel)} characters; 1 to {SLEUTEL_LENGTE} allowed")


def kort(tekst: str, lengte: int = SLEUTEL_LENGTE) -> str:
    """Give tekst in at most lengte characters, cut in the middle.

    Up to lengte characters the text stays whole. A longer text keeps its head and tail with three dots between; for
    25 characters that is the first 11 and the last 11, as recorded: eigenOpleid...heidSleutel.
    lengte must leave room for the dots and a character on both sides (5), else ValueError.
    """
    if lengte < len(_PUNTEN) + 2:
        raise ValueError(f"cannot shorten to {lengte} characters")
    if len(tekst) <= lengte:
        return tekst
    rest = lengte - len(_PUNTEN)
    achter = rest // 2
    return tekst[: rest - achter] + _PUNTEN + tekst[len(tekst) - achter :]


def kap(tekst: str, lengte: int = FOUTTEKST_LENGTE) -> str:
    """Give tekst in at most lengte characters, cut at the end with three dots.

    For texts that are fixed and too long by themselves (N11421): the beginning of a sentence tells more than its
    middle. How DUO shortens is not known; only the limit of 200 is documented.
    """
    return tekst if len(tekst) <= lengte else tekst[: lengte - len(_PUNTEN)] + _PUNTEN


def als_tekst(waarde: str | int | bool | Decimal | date) -> str:
    """Write a value of a message as the wire writes it: true/false, yyyy-mm-dd, decimals without exponent.

    A moment is in UTC with milliseconds, which just fits in a sleutelwaarde.
    """
    match waarde:
        case str():
            return waarde
        case bool():
            return "true" if waarde else "false"
        case datetime():
            return f"{waarde.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"
        case date():
            return waarde.isoformat()
        case Decimal():
            return format(waarde, "f")
        case int():
            return str(waarde)


def als_sleutelwaarde(waarde: Waarde) -> str:
    """Write a field of a message that names something; TypeError for one that holds more than one value."""
    if not isinstance(waarde, str | int | Decimal | date):
        raise TypeError(f"no single value: {type(waarde).__name__}")
    return als_tekst(waarde)


def dubbele(waarden: Sequence[str]) -> list[str]:
    """Give the values that occur more than once, each once, in order of their first."""
    if len(set(waarden)) == len(waarden):
        return []
    return [waarde for waarde, keer in Counter(waarden).items() if keer > 1]


def maak_sleutels(sleutels: Iterable[tuple[str, str | int | bool | Decimal | date]]) -> tuple[Sleutel, ...]:
    """Give sleutelgegevens in wire form: values as text, names and values shortened to 25 characters."""
    return tuple((kort(naam), kort(als_tekst(waarde))) for naam, waarde in sleutels)
