"""A context that is opened or restricted: who follows the feed has what it may read then, no more, no less."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.edukoppeling.clock import FixedClock
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.bevoegdheid.contexten import Contextsoort, begincontexten
from rio_soap.register.contact.contexttabel import vervang_contexten
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.publicatie.openbaar import openbare_inhoud
from rio_soap.register.publicatie.sleutels import gewijzigd, sleutels
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.register.versie.zicht import Objectnaam, besloten
from rio_soap.service.signaleren import signaleer_contexten
from tests.register.hulp import VREEMD, fouten
from tests.register.hulp_contact import (
    AANBIEDER,
    BEGELEIDING,
    BESTUUR,
    GEMEENTE,
    SBB,
    contact,
    geleverd,
    laad_wereld,
    lever,
    periode,
    verwijder,
)
from tests.register.rollen import DUO, geef
from tests.register.versie.hulp_versie import Klok, Stand, alles, vraag, zet_begin
from tests.register.versie.test_volgen import Volger

DAG = timedelta(days=1)
VANDAAG = date(2026, 11, 24)
GRENS = VANDAAG + 2 * DAG
"""On this day FACTURATIE is restricted by the table of `straks_dicht`."""
OPENBAAR, DICHT = "FACTURATIE", "LEERPLICHT"
LEZERS = (VREEMD, GEMEENTE, SBB, DUO)


@pytest.fixture
def klok() -> Klok:
    return Klok()


@pytest.fixture
def wereld(register: Register, klok: Klok) -> Register:
    """Three contactadressen of a public context and two of a restricted one, with numbers."""
    laad_wereld(register)
    zet_begin(register, klok.nu)
    geef(register, DUO, "DUO")
    geleverd(
        register,
        *(contact(soort=OPENBAAR, eenheid=een) for een in (AANBIEDER, BESTUUR)),
        contact(soort=OPENBAAR, nummer="12"),
        *(contact(soort=DICHT, eenheid=een) for een in (AANBIEDER, BEGELEIDING)),
    )
    return register


def met(**anders: dict[str, Any]) -> list[Contextsoort]:
    """The contexten of the begin, some changed."""
    return [soort._replace(**anders.get(soort.naam, {})) for soort in begincontexten()]


def straks_dicht() -> list[Contextsoort]:
    """FACTURATIE public until `GRENS`, and for GEMEENTE from then on for two days."""
    soort = next(een for een in begincontexten() if een.naam == OPENBAAR)
    besloten_ = soort._replace(openbaar=False, lezersrollen="GEMEENTE", begindatum=GRENS, einddatum=GRENS + 2 * DAG)
    weer = soort._replace(begindatum=GRENS + 2 * DAG)
    return [*met(**{OPENBAAR: {"einddatum": GRENS}}), besloten_, weer]


def vervang(register: Register, klok: Klok, soorten: list[Contextsoort]) -> dict[str, int]:
    klok.tik()
    operator = klok.context(
        "",
    )
    return dict(register.schrijf(lambda session: vervang_contexten(session, operator, soorten)).gemeld)


def nacht(register: Register, klok: Klok, dagen: int = 1) -> dict[str, int]:
    """So many days later, soon after midnight: what the round tells."""
    klok.nu = datetime.combine(klok.nu.date() + dagen * DAG, datetime.min.time(), klok.nu.tzinfo) + timedelta(hours=2)
    return dict(signaleer_contexten(register, FixedClock(klok.nu)))


def te_lezen(register: Register, klok: Klok, oin: str) -> Stand:
    """What a reader may have now of all that there is."""
    alle = alles(register)
    with register.lees() as session:
        weg = besloten(Contactlezer(session, klok.context(oin)), [Objectnaam(*naam) for naam in alle])
    return {naam: een for naam, een in alle.items() if naam not in weg}


def openbaar(register: Register, klok: Klok) -> set[str]:
    """The keys of what the files of today hold of contactadressen."""
    soort = OBJECTTYPEN["CONTACTADRES"]
    with register.lees() as session:
        plekken = [Plek(None, een) for een in sleutels(session, soort, None, 100).sleutels]
        return {plek.sleutel for plek in openbare_inhoud(session, klok.context(""), soort, plekken)}


def laatste(register: Register) -> int:
    with register.lees() as session:
        return int(session.execute(sa.select(sa.func.max(model.mutatie.c.volgnummer))).scalar_one())


@pytest.fixture
def volgers(wereld: Register, klok: Klok) -> dict[str, Volger]:
    """One of each reader, who begins with what it may read."""
    return {oin: Volger(wereld, te_lezen(wereld, klok, oin), lambda oin=oin: klok.context(oin)) for oin in LEZERS}


def gelijk(register: Register, klok: Klok, volgers: dict[str, Volger], *, behalve: str = "") -> None:
    """Each follower has what it may read, but for one."""
    klok.tik()
    for oin, volger in volgers.items():
        while volger.pagina(2):
            pass
        if oin != behalve:
            assert volger.kopie == te_lezen(register, klok, oin), oin
    namen = {sleutel for soort, sleutel in volgers[VREEMD].kopie if soort == "CONTACTADRES"}
    assert namen == openbaar(register, klok)


def test_who_follows_has_what_it_may_read_after_every_table(
    wereld: Register, klok: Klok, volgers: dict[str, Volger]
) -> None:
    gelijk(wereld, klok, volgers)
    assert vervang(wereld, klok, met(FACTURATIE={"openbaar": False, "lezersrollen": "SBB"})) == {OPENBAAR: 3}
    gelijk(wereld, klok, volgers)
    assert vervang(wereld, klok, met(LEERPLICHT={"openbaar": True, "lezersrollen": ""})) == {DICHT: 2, OPENBAAR: 3}
    gelijk(wereld, klok, volgers)
    assert vervang(wereld, klok, met(FACTURATIE={"eenheden": ""})) == {DICHT: 2}
    gelijk(wereld, klok, volgers)
    assert vervang(wereld, klok, met(LEERPLICHT={"einddatum": VANDAAG})) == {DICHT: 2}
    gelijk(wereld, klok, volgers, behalve=GEMEENTE)
    assert vervang(wereld, klok, met(LEERPLICHT={"einddatum": VANDAAG})) == {}


def test_who_could_read_by_a_role_alone_is_not_told_that_there_is_something(
    wereld: Register, klok: Klok, volgers: dict[str, Volger]
) -> None:
    gelijk(wereld, klok, volgers)
    eerst = {oin: len(volger.nummers) for oin, volger in volgers.items()}
    assert vervang(wereld, klok, met(LEERPLICHT={"lezersrollen": "SBB"})) == {DICHT: 2}
    gelijk(wereld, klok, volgers, behalve=GEMEENTE)
    assert {oin: len(volger.nummers) - eerst[oin] for oin, volger in volgers.items()} == {
        VREEMD: 0,
        GEMEENTE: 0,
        SBB: 2,
        DUO: 2,
    }


@pytest.mark.parametrize("om_de", [1, 2, 3, 6], ids=lambda om_de: f"every {om_de} days")
def test_a_day_of_the_table_is_told_by_the_round_of_that_day(
    wereld: Register, klok: Klok, volgers: dict[str, Volger], om_de: int
) -> None:
    assert vervang(wereld, klok, straks_dicht()) == {}
    gelijk(wereld, klok, volgers)
    gezien = []
    for _ in range(6 // om_de):
        nacht(wereld, klok, om_de)
        assert nacht(wereld, klok, 0) == {}
        gelijk(wereld, klok, volgers)
        gezien.append(("CONTACTADRES", f"{BESTUUR}/{OPENBAAR}/0") in volgers[VREEMD].kopie)
    assert (
        gezien
        == {1: [True, False, False, True, True, True], 2: [False, True, True], 3: [False, True], 6: [True]}[om_de]
    )


def test_what_came_after_it_was_restricted_is_told_to_nobody_and_what_went_since_is(
    wereld: Register, klok: Klok, volgers: dict[str, Volger]
) -> None:
    """Between midnight and the round: nobody heard of these changes, and one of them is not even to be known of."""
    vervang(wereld, klok, straks_dicht())
    gelijk(wereld, klok, volgers)
    klok.nu = datetime.combine(GRENS, datetime.min.time(), klok.nu.tzinfo)
    for doe in _tussendoor(klok):
        klok.tik()
        assert fouten(doe(wereld)) == []
    na = laatste(wereld)
    assert nacht(wereld, klok, 0) == {OPENBAAR: 3}
    gelijk(wereld, klok, volgers)
    kopie = {sleutel for soort, sleutel in volgers[VREEMD].kopie if soort == "CONTACTADRES"}
    assert kopie == set()
    soorten: list[Any] = ["CONTACTADRES"]
    gehoord = vraag(
        wereld,
        "opvragen_gewijzigdeObjecten",
        klok.context(VREEMD),
        vanaf=klok.nu - DAG,
        objecttype=soorten,
        houder=BESTUUR,
    )
    wijzigingen: Any = gehoord.gegevens["objectwijziging"]
    assert {een.velden["sleutel"] for een in wijzigingen if een.velden["volgnummer"] > na} == {
        f"{AANBIEDER}/{OPENBAAR}/0",
        f"{AANBIEDER}/{OPENBAAR}/12",
        f"{BESTUUR}/{OPENBAAR}/0",
    }


def _tussendoor(klok: Klok) -> list[Callable[[Register], Any]]:
    """One that comes, one that goes, one that goes and comes again."""
    ctx = klok.context
    return [
        lambda r: lever(r, contact(soort=OPENBAAR, nummer="7"), ctx()),
        lambda r: verwijder(r, soort=OPENBAAR, ctx=ctx()),
        lambda r: verwijder(r, eenheid=BESTUUR, soort=OPENBAAR, ctx=ctx()),
        lambda r: lever(r, contact(periode(email="a@b.nl"), eenheid=BESTUUR, soort=OPENBAAR), ctx()),
    ]


def test_a_table_that_restricts_later_than_its_day_tells_what_was_public_till_then(
    wereld: Register, klok: Klok, volgers: dict[str, Volger]
) -> None:
    """No round ran on the day, and another table comes before the next one."""
    vervang(wereld, klok, straks_dicht())
    klok.nu += 3 * DAG
    anders = met(FACTURATIE={"openbaar": False, "lezersrollen": "SBB"})
    assert vervang(wereld, klok, anders) == {OPENBAAR: 3}
    gelijk(wereld, klok, volgers)


def test_what_goes_into_the_files_of_duos_form_changes_with_the_table(wereld: Register, klok: Klok) -> None:
    na = laatste(wereld)
    assert vervang(wereld, klok, met(FACTURATIE={"familie_a": True})) == {OPENBAAR: 3}
    with wereld.lees() as session:
        assert gewijzigd(session, na, laatste(wereld)) == {
            Objectnaam("CONTACTADRES", sleutel): False
            for sleutel in (f"{AANBIEDER}/{OPENBAAR}/0", f"{AANBIEDER}/{OPENBAAR}/12", f"{BESTUUR}/{OPENBAAR}/0")
        }
        rijen = session.execute(sa.select(model.mutatie).where(model.mutatie.c.volgnummer > na)).all()
    assert {(rij.soort, rij.houder) for rij in rijen} == {("W", BESTUUR)}


def test_what_a_contactadres_was_does_not_change_by_it(wereld: Register, klok: Klok) -> None:
    eerst = alles(wereld)
    vervang(wereld, klok, met(FACTURATIE={"openbaar": False}))
    assert alles(wereld) == eerst
