"""Who asks, and what the register answers."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from rio_soap.contract.gegevens import Waarde
from rio_soap.register.sleutelgegevens import Foutmelding
from rio_soap.register.waardenlijsten import Waardenlijsten

_NEDERLAND = ZoneInfo("Europe/Amsterdam")


@cache
def standaardlijsten() -> Waardenlijsten:
    """The value lists that travel with the package, read once."""
    return Waardenlijsten.laad()


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks, when, and by which settings.

    :param oin: the sender, verified.
    :param moment: when the message came in, aware.
    :param alleen_eerste: report the first finding only; the documents leave open whether RIO reports all.
    :param eqf_particulier: give eqf and nlqf of particuliere opleidingen too, as RIO did until November 2025.
    :param klok: tells the time later on; without one it is `moment` plus what has passed since.
    :param begonnen: `time.monotonic` at the beginning.
    """

    oin: str
    moment: datetime
    operatie: str
    paginagrootte: int = 20
    alleen_eerste: bool = False
    eqf_particulier: bool = False
    lijsten: Waardenlijsten = field(default_factory=standaardlijsten)
    klok: Callable[[], datetime] | None = None
    begonnen: float = field(default_factory=time.monotonic, compare=False)

    def nu(self) -> datetime:
        """The time now, aware; `moment` stays when the message came in."""
        if self.klok is not None:
            return self.klok()
        return self.moment + timedelta(seconds=time.monotonic() - self.begonnen)

    @property
    def vandaag(self) -> date:
        """The day in the Netherlands."""
        return self.moment.astimezone(_NEDERLAND).date()


@dataclass(frozen=True, slots=True)
class Uitslag:
    """Approved with the fields that the answer adds, or refused with at least one foutmelding."""

    gegevens: dict[str, Waarde] = field(default_factory=dict)
    foutmeldingen: tuple[Foutmelding, ...] = ()

    @property
    def goedgekeurd(self) -> bool:
        """Whether there is nothing against it."""
        return not self.foutmeldingen


def afgekeurd(meldingen: Iterable[Foutmelding]) -> Uitslag:
    """A refusal; the XSD takes 99 foutmeldingen at most."""
    return Uitslag({}, tuple(meldingen)[:99])
