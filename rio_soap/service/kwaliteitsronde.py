"""The nightly round over what the register itself tells of its quality: reads in parts, writes in small transactions.

Nothing is asked outside. A round that breaks off leaves what it wrote, and the next one begins anew.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from rio_soap.edukoppeling.clock import Clock
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.kwaliteit import aanbodronde, bijwerking, organisatieregels
from rio_soap.register.kwaliteit.bijwerking import Opensignaal, Signaalverschil
from rio_soap.register.kwaliteit.grondregels import Verlopen
from rio_soap.register.kwaliteit.vondst import AANBOD, LICENTIES, ORGANISATIES, SAMENWERKINGEN, Vondst
from rio_soap.register.regels.uitslag import dag_in_nederland

Stap = Callable[[int], object]


@dataclass(slots=True)
class Kwaliteitsronde:
    """How a round went.

    :param bekeken: offers that were looked at.
    :param gevonden: how many signals of each kind there are now.
    :param nieuw: how many of them are new.
    :param opgelost: how many that were open no longer hold.
    """

    bekeken: int = 0
    gevonden: Counter[str] = field(default_factory=Counter)
    nieuw: int = 0
    opgelost: int = 0


def signaleer_kwaliteit(register: Register, klok: Clock, stap: Stap) -> Kwaliteitsronde:
    """Judge the whole register by the rules of quality, and keep the open signals as that finds them.

    :param stap: hears after each part how many offers were looked at.
    """
    dag, ronde = dag_in_nederland(klok.nu()), Kwaliteitsronde()
    verlopen = _aanbod(register, klok, dag, ronde, stap)
    with register.lees() as session:
        per_tabel: dict[str, list[Vondst]] = {LICENTIES: aanbodronde.licentievondsten(session, verlopen)}
        per_tabel[ORGANISATIES] = _organisaties(session, dag)
        per_tabel[SAMENWERKINGEN] = list(organisatieregels.regio_overlap(session, dag))
        for tabel, vondst in organisatieregels.datums_bijzonder(session):
            if tabel != LICENTIES:
                per_tabel.setdefault(tabel, []).append(vondst)
    for tabel in bijwerking.TABELLEN:
        if tabel == AANBOD:
            continue
        with register.lees() as session:
            open_ = bijwerking.open_van(session, tabel)
        _werk_bij(register, klok, tabel, open_, per_tabel.get(tabel, ()), ronde)
    return ronde


def _aanbod(register: Register, klok: Clock, dag: date, ronde: Kwaliteitsronde, stap: Stap) -> dict[str, Verlopen]:
    """The offers, part by part; gives the licenties after whose end some go on."""
    verlopen: dict[str, Verlopen] = {}
    na, verder = "", True
    while verder:
        with register.lees() as session:
            deel = aanbodronde.bekijk_deel(session, dag, na, verlopen)
            open_ = bijwerking.open_tussen(session, AANBOD, na, deel.tot)
        _werk_bij(register, klok, AANBOD, open_, deel.vondsten, ronde)
        ronde.bekeken += deel.aantal
        stap(ronde.bekeken)
        na, verder = deel.tot or "", deel.tot is not None
    return verlopen


def _organisaties(session: Session, dag: date) -> list[Vondst]:
    return [
        *organisatieregels.zonder_bestuur(session, dag),
        *organisatieregels.contact_algemeen_ontbreekt(session, dag),
        *organisatieregels.kvk_meervoudig(session, dag),
    ]


def _werk_bij(
    register: Register,
    klok: Clock,
    tabel: str,
    open_: Iterable[Opensignaal],
    vondsten: Iterable[Vondst],
    ronde: Kwaliteitsronde,
) -> None:
    gevonden = list(vondsten)
    wat: Signaalverschil = bijwerking.verschil(open_, gevonden)
    for blok in wat.blokken():
        register.schrijf(partial(bijwerking.werk_bij, tabel=tabel, wat=blok, moment=klok.nu()))
    ronde.gevonden.update(een.soort for een in gevonden)
    ronde.nieuw += len(wat.nieuw)
    ronde.opgelost += len(wat.opgelost)
