"""What an operation wants to know from outside the register, and what came of it, asked before its transaction begins.

Inside a transaction nothing is asked of anyone: on SQLite every other delivery would wait, on PostgreSQL a task may run
again. So an operation says what it wants to know (`Navraag`), the service puts that to the BAG or the Handelsregister,
and the operation gets the outcome (`Gevonden`) before its transaction begins.
"""

from dataclasses import dataclass

from rio_soap.register.regels.registratie import Registratie
from rio_soap.register.regels.vindplaats import Nietgevonden, Vindplaats


@dataclass(frozen=True, slots=True)
class Adresnavraag:
    """Which address is this?

    :param toevoeging: huisnummertoevoeging as delivered; None without.
    """

    postcode: str
    huisnummer: int
    toevoeging: str | None


@dataclass(frozen=True, slots=True)
class Adreslijstnavraag:
    """Which addresses does this postcode have, with a number and a toevoeging that begin like this?

    :param begin: first digits of the house number, at least one.
    :param toevoeging: first characters of letter and addition joined, in whatever case; empty for all.
    :param heel: both are whole: the one address that is meant.
    """

    postcode: str
    begin: str
    toevoeging: str
    heel: bool = False


@dataclass(frozen=True, slots=True)
class Plaatsnavraag:
    """Which woonplaats has this name?

    :param gemeentenaam: the gemeente in which it lies; None when the name has to be enough.
    """

    plaatsnaam: str
    gemeentenaam: str | None


@dataclass(frozen=True, slots=True)
class Codenavraag:
    """Which woonplaats has this kadasterPlaatscode (4 digits)?"""

    plaatscode: str


@dataclass(frozen=True, slots=True)
class Inschrijvingsnavraag:
    """Which registration of the Handelsregister has this number? By the KvK number where there is one, else by RSIN."""

    kvk_nummer: str | None
    rsin: str | None


Plaatsvraag = Adresnavraag | Adreslijstnavraag | Plaatsnavraag | Codenavraag
"""A question about a place, for the BAG."""
Navraag = Plaatsvraag | Inschrijvingsnavraag
"""A question that the register itself cannot answer."""


@dataclass(frozen=True, slots=True)
class Adreslijst:
    """The addresses that fit, at most as many as an answer holds, in the order of a street."""

    adressen: tuple[Vindplaats, ...]


Gevonden = Vindplaats | Adreslijst | Registratie | Nietgevonden
"""What came of a question."""
