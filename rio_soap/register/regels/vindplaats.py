"""What another register knows of the place that a delivery names, found before the delivery begins.

Inside a transaction nothing is asked of anyone: on SQLite every other delivery would wait, on PostgreSQL a task may run
again. So the service asks the BAG first and hands the outcome on in the Context.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum


@dataclass(frozen=True, slots=True)
class Vindplaats:
    """A place: an address of the BAG, a woonplaats only, or a point only.

    :param huisnummertoevoeging: as the BAG writes it, at most 6 characters; None when there is none.
    :param bag_id: 16 digits, the addressable object.
    :param latitude: WGS84 degrees with at most 8 decimals, as `longitude`.
    :param plaatsnaam: in capitals, at most 40 characters.
    :param plaatscode: 4 digits, of a place only.
    :param signaal: text of MTM001, for operators and never for the sender.
    :param huisletter: what of huisnummertoevoeging is a letter by the BAG, empty for none; None when not known.
    :param enige: of a place only: no other woonplaats has this name.
    :param kader: of a place only: south, west, north and east of the rectangle around it, WGS84 degrees.
    """

    postcode: str | None = None
    huisnummer: int | None = None
    huisnummertoevoeging: str | None = None
    bag_id: str | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    plaatsnaam: str | None = None
    plaatscode: str | None = None
    signaal: str | None = None
    huisletter: str | None = field(default=None, compare=False)
    enige: bool = field(default=True, compare=False)
    kader: tuple[Decimal, Decimal, Decimal, Decimal] | None = field(default=None, compare=False)


class Nietgevonden(Enum):
    """Why there is no Vindplaats."""

    ONBEKEND = "onbekend"
    """The BAG has no such address (A01010), or no such place (A01011)."""
    NIET_UNIEK = "niet uniek"
    """The BAG has more than one such place (A01011)."""
    STORING = "storing"
    """The BAG gave no usable answer, or there is none (INT500)."""
