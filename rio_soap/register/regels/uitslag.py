"""Who asks, and what the register answers."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from rio_soap.contract.gegevens import Waarde
from rio_soap.register.regels.kenmerktabel import Kenmerktabel
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.waardenlijsten import Waardenlijsten

_GEEN: frozenset[str] = frozenset()
_AUTORISATIE = frozenset({"AUT401"})
_NEDERLAND = ZoneInfo("Europe/Amsterdam")


def dag_in_nederland(moment: datetime) -> date:
    """The day it is in the Netherlands at an aware moment."""
    return moment.astimezone(_NEDERLAND).date()


def begin_in_nederland(dag: date) -> datetime:
    """The moment at which a day begins in the Netherlands, aware."""
    return datetime.combine(dag, datetime.min.time(), _NEDERLAND)


@cache
def standaardlijsten() -> Waardenlijsten:
    """The value lists that travel with the package, read once."""
    return Waardenlijsten.laad()


@cache
def standaardkenmerken() -> Kenmerktabel:
    """The table of kenmerken that travels with the package, read once."""
    return Kenmerktabel.laad(standaardlijsten())


@dataclass(frozen=True, slots=True)
class Uitvaller:
    """A stored object that an answer leaves out, since the contract cannot hold it.

    :param tabel: name of its table.
    :param sleutel: its code; of several columns joined by a slash.
    :param reden: what is wrong with it, for operators.
    """

    tabel: str
    sleutel: str
    reden: str


@dataclass(frozen=True, slots=True)
class Inzage:
    """A restricted contactadres that an answer shows: of which eenheid, in which context, by which role it was read."""

    eenheid: str
    context: str
    rol: str


@dataclass(frozen=True, slots=True)
class Registerinstellingen:
    """By what the register judges and answers: the same for every message of a service.

    :param paginagrootte: objects on a page of an answer.
    :param alleen_eerste: report the first finding only; the documents leave open whether RIO reports all.
    :param eqf_particulier: give eqf and nlqf of particuliere opleidingen too, as RIO did until November 2025.
    :param beheerder: the operator of the register acts, for whatever owner: whose an object is (AUT401) is not asked.
    :param klok: tells the time later on; without one it is that of the message plus what has passed since.
    """

    paginagrootte: int = 20
    alleen_eerste: bool = False
    eqf_particulier: bool = False
    beheerder: bool = False
    lijsten: Waardenlijsten = field(default_factory=standaardlijsten)
    kenmerken: Kenmerktabel = field(default_factory=standaardkenmerken)
    klok: Callable[[], datetime] | None = None


@cache
def standaardinstellingen() -> Registerinstellingen:
    """The settings of who has none."""
    return Registerinstellingen()


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks what and when, and by which settings it is judged.

    :param oin: the sender, verified.
    :param moment: when the message came in, aware.
    :param uitval: takes what a reading leaves out.
    :param inzagen: takes what restricted contactadressen a reading shows; written before the answer leaves.
    :param begonnen: `time.monotonic` at the beginning.
    :param identificatiecode: of the message; None when no message asks.
    :param kanaal: how it came, of the list Kanaal.
    :param gebruiker: number of the person who acts, and has the roles; None when it is the sender.
    """

    oin: str
    moment: datetime
    operatie: str
    instellingen: Registerinstellingen = field(default_factory=standaardinstellingen)
    uitval: list[Uitvaller] = field(default_factory=list, compare=False, repr=False)
    inzagen: list[Inzage] = field(default_factory=list, compare=False, repr=False)
    begonnen: float = field(default_factory=time.monotonic, compare=False)
    identificatiecode: str | None = None
    kanaal: str = "BERICHT"
    gebruiker: int | None = None

    def nu(self) -> datetime:
        """The time now, aware; `moment` stays when the message came in."""
        if self.instellingen.klok is not None:
            return self.instellingen.klok()
        return self.moment + timedelta(seconds=time.monotonic() - self.begonnen)

    @property
    def lijsten(self) -> Waardenlijsten:
        """The value lists in force."""
        return self.instellingen.lijsten

    @property
    def kenmerken(self) -> Kenmerktabel:
        """The table of kenmerken in force."""
        return self.instellingen.kenmerken

    @property
    def alleen_eerste(self) -> bool:
        """Whether the first finding is all that is reported."""
        return self.instellingen.alleen_eerste

    @property
    def zonder(self) -> frozenset[str]:
        """Codes that are not judged."""
        return _AUTORISATIE if self.instellingen.beheerder else _GEEN

    @property
    def vandaag(self) -> date:
        """The day in the Netherlands."""
        return dag_in_nederland(self.moment)


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
