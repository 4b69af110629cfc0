"""The rules on the periods of an object, and on whether one duration lies within another: each once, for all domains.

What is judged is the same for every object that has periods; the code under which a fault is reported differs.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, Protocol

from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.perioden import Duur, niet_aansluitend, niet_na
from rio_soap.register.regels.sleutelgegevens import Foutmelding

Kant = Literal["begin", "einde"]
"""A side of a lifetime."""
DATUMVELD: Final[Mapping[Kant, str]] = MappingProxyType({"begin": "begindatum", "einde": "einddatum"})
"""The field that says it, of most objects."""
BEDRIJFSVELD: Final[Mapping[Kant, str]] = MappingProxyType({"begin": "inBedrijfdatum", "einde": "uitBedrijfdatum"})
"""The field that says it, of an organisation and of the use of a location."""
Sleutels = tuple[tuple[str, str], ...]
"""Names and values, unshortened, that name an object or a part of it."""


class MetDuur(Protocol):
    """A zaak of an object with a lifetime."""

    @property
    def duur(self) -> Duur:
        """Lifetime as delivered."""

    @property
    def sleutels(self) -> Sleutels:
        """Names the object."""


class MetPerioden(MetDuur, Protocol):
    """A zaak of an object with periods."""

    @property
    def perioden_duur(self) -> Sequence[Duur]:
        """Derived duration of each period, by begin."""

    def periodesleutels(self, begin: date) -> Sleutels:
        """Names the period with this begin."""


def eindigt_later(code: str, zaak: MetDuur) -> Iterator[Foutmelding]:
    """The end of an object, if any, is later than its begin."""
    if not zaak.duur.klopt():
        yield melding(code, zaak.sleutels)


def perioden_eindigen_later(code: str, zaak: MetPerioden) -> Iterator[Foutmelding]:
    """The derived end of each period is later than its begin."""
    for duur in zaak.perioden_duur:
        if not duur.klopt():
            yield melding(code, zaak.periodesleutels(duur.begin))


def perioden_liggen_binnen(code: str, zaak: MetPerioden) -> Iterator[Foutmelding]:
    """Each period lies within the lifetime of the object."""
    for duur in zaak.perioden_duur:
        if not duur.binnen(zaak.duur):
            yield melding(code, zaak.periodesleutels(duur.begin))


def perioden_sluiten_aan(code: str, zaak: MetPerioden) -> Iterator[Foutmelding]:
    """Periods join without overlap, from the begin of the object on.

    With derived ends the two ways to break it are two periods with one begin, and a first one that begins on another
    day than the object.
    """
    for duur in niet_aansluitend(zaak.perioden_duur, zaak.duur.begin):
        yield melding(code, zaak.periodesleutels(duur.begin))


def een_periode_begint_mee(code: str, zaak: MetPerioden) -> Iterator[Foutmelding]:
    """One period begins when the object does; that one ends when it does follows from deriving the ends."""
    if all(duur.begin != zaak.duur.begin for duur in zaak.perioden_duur):
        yield melding(code, zaak.sleutels)


def buiten(eerste: date | None, einde: date | None, leven: Duur) -> Kant | None:
    """On which side something sticks out of a lifetime: its begin goes first; None when it lies within.

    :param eerste: its first day; None when that is not compared.
    :param einde: not included; None for open, which is later than any date.
    """
    if eerste is not None and eerste < leven.begin:
        return "begin"
    return None if niet_na(einde, leven.einde) else "einde"
