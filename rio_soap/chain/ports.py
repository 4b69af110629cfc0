"""What the register asks of the BAG and the Handelsregister: protocols and plain data.

Nothing here knows SOAP, XML or HTTP; a REST adapter or a local copy can stand behind the same protocols.
An outcome that the register must answer for ("no such address") is a value; a register that gives no usable answer is
the exception `ChainFailure`, which becomes foutcode INT500.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Protocol

# --- BAG ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Adresvraag:
    """A Dutch address as RIO delivers it (aanduidingAdres).

    :param postcode: ``[1-9][0-9]{3}[A-Z]{2}``.
    :param huisnummer: 1 to 99999.
    :param huisnummertoevoeging: RIO's one field for letter and addition, None or empty when there is none.
    :param peildatum: the day of which the situation is asked; None is today.
    """

    postcode: str
    huisnummer: int
    huisnummertoevoeging: str | None = None
    peildatum: date | None = None


@dataclass(frozen=True, slots=True)
class Adreslijstvraag:
    """Which addresses there are: of a postcode, with a house number and an addition that begin like this.

    :param begin: first digits of the house number, at least one.
    :param toevoeging: first characters of letter and addition joined, in whatever case; empty for all.
    :param maximum: how many addresses are given at most.
    """

    postcode: str
    begin: str
    toevoeging: str = ""
    maximum: int = 20


@dataclass(frozen=True, slots=True)
class Woonplaats:
    """A woonplaats of the BAG: `code` has 4 digits (RIO's kadasterPlaatscode), `naam` as the BAG writes it.

    `gemeente` is the name of its gemeente; the BAG itself does not hold it, so it can be None.

    :param enige: no other woonplaats has this name.
    :param kader: south-west and north-east corner of the rectangle around it, RD metres.
    """

    code: str
    naam: str
    gemeente: str | None = None
    enige: bool = field(default=True, compare=False)
    kader: tuple[tuple[float, float], tuple[float, float]] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Nummeraanduiding:
    """An address of an addressable object; `van` and `tot` bound its validity, `tot` exclusive, None is open."""

    identificatie: str
    postcode: str | None
    huisnummer: int
    huisletter: str | None
    huisnummertoevoeging: str | None
    status: str
    straatnaam: str
    woonplaats: Woonplaats
    hoofdadres: bool = True
    inactief: bool = False
    van: date | None = None
    tot: date | None = None


class Objectsoort(Enum):
    """Kinds of addressable objects (BAG)."""

    VERBLIJFSOBJECT = "Verblijfsobject"
    STANDPLAATS = "Standplaats"
    LIGPLAATS = "Ligplaats"


@dataclass(frozen=True, slots=True)
class Adresobject:
    """An addressable object of the BAG with all its addresses, as found; not yet judged.

    :param bag_id: 16 digits.
    :param punt: a point in it, RD x and y in metres (EPSG:28992); None when the geometry is unusable.
    """

    bag_id: str
    soort: Objectsoort
    status: str
    adressen: tuple[Nummeraanduiding, ...]
    punt: tuple[float, float] | None
    gebruiksdoelen: tuple[str, ...] = ()
    inactief: bool = False
    van: date | None = None
    tot: date | None = None


@dataclass(frozen=True, slots=True)
class Positie:
    """A place on earth, WGS84 degrees with at most 8 decimals (GPSLatitude, GPSLongitude of RIO)."""

    latitude: Decimal
    longitude: Decimal


@dataclass(frozen=True, slots=True)
class Bagadres:
    """An address that the BAG knows and that holds; what RIO keeps with an onderwijslocatie.

    :param bag_id: 16 digits, the addressable object.
    :param plaatsnaam: in capitals.
    :param plaatscode: 4 digits, code of the woonplaats.
    :param signaal: text of MTM001 when more than one verblijfsobject answers to the address; for operators, never for
        the sender (foutcodes, MTM001).
    :param kandidaten: ids of all objects that answer to the address, the chosen one first.
    :param dubbel_geschreven: the number has another address that is written the same, letter and addition joined.
    """

    bag_id: str
    nummeraanduiding_id: str
    postcode: str
    huisnummer: int
    huisletter: str | None
    huisnummertoevoeging: str | None
    straatnaam: str
    plaatsnaam: str
    plaatscode: str
    soort: Objectsoort
    status: str
    positie: Positie | None
    kandidaten: tuple[str, ...]
    signaal: str | None = None
    dubbel_geschreven: bool = False


class Bestaat(Enum):
    """Outcomes other than the one thing that was asked."""

    ONBEKEND = "onbekend"
    """Nothing answers to the question: A01010 for an address. For a place there is no documented code."""
    NIET_UNIEK = "niet uniek"
    """More than one woonplaats: A01011."""


class Bag(Protocol):
    """The BAG as the register uses it. Every method raises `ChainFailure` when the BAG gives no usable answer."""

    def adres(self, vraag: Adresvraag) -> Bagadres | Bestaat:
        """The address, or `Bestaat.ONBEKEND` (A01010)."""
        ...

    def adreslijst(self, vraag: Adreslijstvraag) -> Sequence[Bagadres]:
        """The addresses that fit, by house number and addition; those of one house number where no list can be had."""
        ...

    def plaats(self, plaatsnaam: str, gemeentenaam: str | None = None) -> Woonplaats | Bestaat:
        """The one woonplaats of that name, `Bestaat.NIET_UNIEK` (A01011) or `Bestaat.ONBEKEND`."""
        ...

    def plaats_met_code(self, code: str) -> Woonplaats | None:
        """A woonplaats by its code of 4 digits; None when there is none."""
        ...

    def object(self, bag_id: str, peildatum: date | None = None) -> Adresobject | None:
        """An addressable object by its id as it was on a day, also one that has ended; None when the BAG has none."""
        ...


# --- Handelsregister ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KvkAdres:
    """An address of the Handelsregister; a foreign one has only `regels` and `land`.

    `afgeschermd`: not public, then all other fields are None or empty.
    """

    afgeschermd: bool = False
    straatnaam: str | None = None
    huisnummer: int | None = None
    huisletter: str | None = None
    huisnummertoevoeging: str | None = None
    aanduiding: str | None = None
    """Code before the number, such as TO (tegenover) or BY (bij)."""
    postbusnummer: int | None = None
    postcode: str | None = None
    plaats: str | None = None
    bag_nummeraanduiding: str | None = None
    bag_object: str | None = None
    regels: tuple[str, ...] = ()
    land: str | None = None


@dataclass(frozen=True, slots=True)
class Rechtsvorm:
    """Legal form: KvK's `code` (ST, VER, PR ...) and its words; `publiek` is the code 01..14 of a public body."""

    code: str
    omschrijving: str
    publiek: str | None = None


@dataclass(frozen=True, slots=True)
class KvkVestiging:
    """A branch. Dates are ``JJJJMMDD`` with ``00`` for unknown parts."""

    vestigingsnummer: str
    naam: str | None
    commercieel: bool
    kvk_nummer: str | None = None
    datum_aanvang: str | None = None
    datum_einde: str | None = None
    bezoekadres: KvkAdres | None = None
    postadres: KvkAdres | None = None
    peilmoment: str | None = None


@dataclass(frozen=True, slots=True)
class Inschrijving:
    """A registration: what a bestuur takes over. Officials and other persons are never read.

    Dates are ``JJJJMMDD`` with ``00`` for unknown parts, so text. `eigenaar` is the kind of owner as the contract
    names it (rechtspersoon, samenwerkingsverband, natuurlijkPersoon ...), None when the answer has no owner.
    """

    kvk_nummer: str
    rsin: str | None
    naam: str | None
    eigenaar: str | None
    rechtsvorm: Rechtsvorm | None
    datum_aanvang: str | None
    datum_einde: str | None
    ontbonden: str | None
    """Date of dissolution (``00000000`` when unknown), None when not dissolved."""
    rechtstoestand: str | None
    """Code of bijzondereRechtstoestand, such as FAIL; says nothing about ended."""
    bezoekadres: KvkAdres | None
    postadres: KvkAdres | None
    statutaire_zetel: str | None
    vestigingen: tuple[KvkVestiging, ...]
    hoofdvestiging: str | None
    """Vestigingsnummer."""
    peilmoment: str
    """17 digits, JJJJMMDDUUMMSSmmm; empty when the answer has none."""


@dataclass(frozen=True, slots=True)
class KvkOnbekend:
    """The Handelsregister has nothing for this number, finally; `code` is its melding (IPD0004, IPD0005 ...)."""

    code: str
    omschrijving: str


class Handelsregister(Protocol):
    """The Handelsregister as the register uses it; every method raises `ChainFailure` without a usable answer."""

    def inschrijving(self, *, kvk_nummer: str | None = None, rsin: str | None = None) -> Inschrijving | KvkOnbekend:
        """A registration by KvK number (8 digits) or RSIN (9 digits); exactly one of them.

        :raises ValueError: for none, both, or a number of another shape.
        """
        ...

    def vestiging(self, vestigingsnummer: str) -> KvkVestiging | KvkOnbekend:
        """A branch by its number (12 digits).

        :raises ValueError: for a number of another shape.
        """
        ...
