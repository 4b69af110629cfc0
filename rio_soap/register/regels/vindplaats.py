"""A place that another register knows, and why there is none: what comes of a question (`regels.navraag`)."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
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
    :param straatnaam: of an address, at most 80 characters.
    :param gemeentenaam: of an address, where it is known: the BAG itself does not hold it.
    :param woonplaats: of an address, the code (4 digits) of its woonplaats.
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
    straatnaam: str | None = field(default=None, compare=False)
    gemeentenaam: str | None = field(default=None, compare=False)
    woonplaats: str | None = field(default=None, compare=False)


_ACHT = Decimal("0.00000001")


def gps(latitude: Decimal | str, longitude: Decimal | str) -> Vindplaats | None:
    """The place of an aanduidingGPS, brought to 8 decimals so that equal points are one location.

    None when it is no position: latitude -90..90, longitude -180..180 (types GPSLatitude and GPSLongitude of the
    XSD). Such a place, usually abroad, is not asked of the BAG (foutcodes A01010, skip_when).
    """
    try:
        breedte, lengte = Decimal(latitude), Decimal(longitude)
    except InvalidOperation:
        return None
    if not (breedte.is_finite() and lengte.is_finite() and abs(breedte) <= 90 and abs(lengte) <= 180):
        return None
    return Vindplaats(latitude=_acht(breedte), longitude=_acht(lengte))


def _acht(graden: Decimal) -> Decimal:
    return graden.quantize(_ACHT) + Decimal(0)  # adding zero turns -0 into 0


class Nietgevonden(Enum):
    """Why nothing was found outside the register."""

    ONBEKEND = "onbekend"
    """The BAG has no such address (A01010) or place (A01011), the Handelsregister no such registration (RS1102)."""
    NIET_UNIEK = "niet uniek"
    """The BAG has more than one such place (A01011)."""
    STORING = "storing"
    """Whoever was asked gave no usable answer, or there is nobody to ask (INT500)."""
