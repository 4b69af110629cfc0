"""The nightly check: does what the register took from the BAG and the Handelsregister still hold?

It also tells the followers of the feed what no message tells on the day: a publicatieverbod that begins or ends, a
communicatiecontext that is opened or restricted.

Every object is asked about and written by itself, so a round that breaks off goes on where it was. What no longer holds
becomes a signal, what holds again solves it; nothing else of the register changes.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from rio_soap.chain.activity import Ketentoestand, stand
from rio_soap.chain.adressen import bestaat
from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.ports import Adresvraag, Bag, Bagadres, Handelsregister, Inschrijving, KvkOnbekend
from rio_soap.edukoppeling.clock import Clock
from rio_soap.register.contact.openstelling import meld_contexten
from rio_soap.register.database.database import Register
from rio_soap.register.licentie.verboden import meld_verboden
from rio_soap.register.regels.folding import gevouwen
from rio_soap.register.regels.uitslag import Context, dag_in_nederland
from rio_soap.register.toezicht import ketencontrole
from rio_soap.register.toezicht.ketencontrole import (
    ADRES,
    BAGOBJECT,
    KVK_BEEINDIGD,
    KVK_NAAM,
    KVK_ONBEKEND,
    MTM001,
    Bestuur,
    Locatie,
)

STORINGEN_OP_RIJ = 5
"""After so many failures in a row a round stops asking that register: it is down, and a next round goes on."""
LANGSTE_PAUZE = 60.0
"""Seconds that a round waits at most before it asks once more, when the other side or the circuit breaker says so."""

T = TypeVar("T", Locatie, Bestuur)
Stap = Callable[[int, int], object]
Slaap = Callable[[float], object]


@dataclass(slots=True)
class Ronde:
    """How a round went for one register.

    :param gevonden: code, kind and text of all that does not hold, of the objects checked in this round.
    :param mislukt: code and reason of objects that could not be judged; they come first next time.
    :param afgebroken: the round stopped before its end.
    """

    te_doen: int
    gecontroleerd: int = 0
    gevonden: list[tuple[str, str, str]] = field(default_factory=list)
    mislukt: list[tuple[str, str]] = field(default_factory=list)
    afgebroken: bool = False

    @property
    def volledig(self) -> bool:
        """Whether every object was judged."""
        return not self.mislukt and not self.afgebroken


def signaleer_locaties(
    register: Register, bag: Bag, klok: Clock, ouder_dan: timedelta, stap: Stap, slaap: Slaap = time.sleep
) -> Ronde:
    """Hold locaties against the BAG.

    :param ouder_dan: leave those that were checked since; zero checks all.
    :param stap: hears after each object how many of how many were asked about.
    :param slaap: how to wait, for tests.
    """
    voor = klok.nu() - ouder_dan
    with register.lees() as session:
        locaties = ketencontrole.te_controleren_locaties(session, voor)

    def oordeel(locatie: Locatie) -> dict[str, str]:
        return beoordeel_locatie(bag, locatie, dag_in_nederland(klok.nu()))

    return _ronde(register, locaties, oordeel, ketencontrole.record_locatie, klok, stap, slaap)


def signaleer_besturen(
    register: Register, kvk: Handelsregister, klok: Clock, ouder_dan: timedelta, stap: Stap, slaap: Slaap = time.sleep
) -> Ronde:
    """Hold besturen with a KvK number against the Handelsregister; parameters as of `signaleer_locaties`."""
    voor = klok.nu() - ouder_dan
    with register.lees() as session:
        besturen = ketencontrole.te_controleren_besturen(session, voor, dag_in_nederland(klok.nu()))

    def oordeel(bestuur: Bestuur) -> dict[str, str]:
        gevonden = kvk.inschrijving(kvk_nummer=bestuur.kvk_nummer)
        return beoordeel_inschrijving(gevonden, bestuur.naam, dag_in_nederland(klok.nu()))

    return _ronde(register, besturen, oordeel, ketencontrole.record_bestuur, klok, stap, slaap)


def signaleer_verboden(register: Register, klok: Clock) -> Sequence[str]:
    """Put in the feed the licenties of which a publicatieverbod began or ended since the last round; gives their
    codes."""
    context = Context("", klok.nu(), "signaleer", kanaal="KETEN")
    return register.schrijf(lambda session: meld_verboden(session, context))


def signaleer_contexten(register: Register, klok: Clock) -> Mapping[str, int]:
    """Put in the feed the contactadressen that a day of the table of contexten opened or restricted since the last
    round; gives how many by context."""
    context = Context("", klok.nu(), "signaleer", kanaal="KETEN")
    return register.schrijf(lambda session: meld_contexten(session, context))


def beoordeel_locatie(bag: Bag, locatie: Locatie, dag: date) -> dict[str, str]:
    """What of a locatie does not hold on a day: text by kind, empty when all is well.

    Costs one question when all is well, two when not.

    :raises ChainFailure: when the BAG gives no usable answer.
    """
    gevonden: dict[str, str] = {}
    adres: Bagadres | None = None
    if locatie.postcode is not None and locatie.huisnummer is not None:
        antwoord = bag.adres(Adresvraag(locatie.postcode, locatie.huisnummer, locatie.huisnummertoevoeging))
        adres = antwoord if isinstance(antwoord, Bagadres) else None
        if adres is None:
            gevonden[ADRES] = f"de BAG kent geen adres {_adres(locatie)}"
        elif adres.signaal is not None:
            gevonden[MTM001] = adres.signaal
    if locatie.bag_id is None or (adres is not None and locatie.bag_id in adres.kandidaten):
        return gevonden
    nu = bag.object(locatie.bag_id)
    if nu is None:
        gevonden[BAGOBJECT] = f"de BAG kent geen object {locatie.bag_id}"
    elif not bestaat(nu, dag):
        gevonden[BAGOBJECT] = f"object {locatie.bag_id} is geëindigd: {nu.status}"
    elif adres is not None:
        gevonden[BAGOBJECT] = f"object {locatie.bag_id} heeft adres {_adres(locatie)} niet meer, nu van {adres.bag_id}"
    return gevonden


def beoordeel_inschrijving(gevonden: Inschrijving | KvkOnbekend, naam: str, dag: date) -> dict[str, str]:
    """What of a registration does not hold on a day: text by kind.

    :param naam: the name that the register has; compared as `register.regels.folding` says.
    """
    if isinstance(gevonden, KvkOnbekend):
        return {KVK_ONBEKEND: f"KvK kent het nummer niet: {gevonden.code} {gevonden.omschrijving}"}
    uit: dict[str, str] = {}
    nu = stand(gevonden, dag)
    if nu.toestand is Ketentoestand.BEEINDIGD:
        uit[KVK_BEEINDIGD] = f"inschrijving {gevonden.kvk_nummer} is geëindigd op {nu.sinds}"
    if gevonden.naam and gevouwen(gevonden.naam) != gevouwen(naam):
        uit[KVK_NAAM] = f"de formele naam is {gevonden.naam!r}, het register heeft {naam!r}"
    return uit


def _adres(locatie: Locatie) -> str:
    return f"{locatie.postcode} {locatie.huisnummer} {locatie.huisnummertoevoeging or ''}".rstrip()


def _ronde(
    register: Register,
    objecten: Sequence[T],
    oordeel: Callable[[T], dict[str, str]],
    record: Callable[..., None],
    klok: Clock,
    stap: Stap,
    slaap: Slaap,
) -> Ronde:
    """Ask outside, write inside a transaction: the database never waits for another register."""
    ronde, op_rij = Ronde(len(objecten)), 0
    for nummer, een in enumerate(objecten, 1):
        try:
            gevonden = _met_geduld(oordeel, een, slaap)
        except ChainFailure as storing:
            ronde.mislukt.append((een.code, str(storing)))
            # that our question is wrong says nothing about the other side
            op_rij = op_rij if storing.reason is Reason.QUESTION else op_rij + 1
            ronde.afgebroken = op_rij >= STORINGEN_OP_RIJ and nummer < len(objecten)
        else:
            op_rij = 0
            register.schrijf(partial(record, code=een.code, bevindingen=gevonden, moment=klok.nu()))
            ronde.gecontroleerd += 1
            ronde.gevonden.extend((een.code, soort, tekst) for soort, tekst in gevonden.items())
        stap(nummer, len(objecten))
        if ronde.afgebroken:
            break
    return ronde


def _met_geduld(oordeel: Callable[[T], dict[str, str]], een: T, slaap: Slaap) -> dict[str, str]:
    """Ask; once more after a pause when the failure says when: nobody waits for a nightly round."""
    try:
        return oordeel(een)
    except ChainFailure as storing:
        if storing.retry_after is None:
            raise
        slaap(min(storing.retry_after, LANGSTE_PAUZE))
    return oordeel(een)
