"""A publicatieverbod of later days: a follower of the feed has on every day what may be seen then, no more, no less."""

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.edukoppeling.clock import FixedClock
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.versie.zicht import Objectnaam, onthouden
from rio_soap.service.signaleren import signaleer_verboden
from tests.register.hulp import VREEMD, fouten
from tests.register.hulp_licentie import (
    BEGIN,
    BRANCHE,
    L1,
    L2,
    PARTICULIER,
    VERBOD,
    laad_wereld,
    licentie,
    maatregel,
    neem,
    opleidingsleutel,
    relatie,
    trek_in,
    vergund,
    voeg_in,
)
from tests.register.rollen import DUO
from tests.register.versie.hulp_versie import Klok, Stand, alles, zet_begin
from tests.register.versie.test_volgen import Volger

DAG = timedelta(days=1)
VANDAAG = date(2026, 11, 24)
"""The day on which the clock of these tests begins; they register in its morning."""


@pytest.fixture
def klok() -> Klok:
    return Klok()


@pytest.fixture
def wereld(register: Register, klok: Klok) -> Register:
    """L1 with a warning and a relation from L2; L1 is withheld from tomorrow for three days."""
    laad_wereld(register)
    zet_begin(register, klok.nu)
    vergund(
        register, licentie(), maatregel(), licentie(L2, PARTICULIER, opleidingserkenning=opleidingsleutel(BRANCHE, ""))
    )
    vergund(register, maatregel(VERBOD, VANDAAG + DAG, einddatum=VANDAAG + 4 * DAG))
    band = relatie(L2, L1).velden
    rij = {"van": L2, "naar": L1, "soort": band["soort"], "begindatum": BEGIN}
    voeg_in(register, model.licentierelatie, **rij)
    return register


def nacht(register: Register, klok: Klok, dagen: int = 1) -> list[str]:
    """So many days later: what the round finds."""
    klok.nu += dagen * DAG
    return list(signaleer_verboden(register, FixedClock(klok.nu)))


def te_zien(register: Register, klok: Klok) -> Stand:
    """What a stranger may see today."""
    alle = alles(register)
    with register.lees() as session:
        weg = onthouden(session, klok.context(VREEMD), [Objectnaam(*naam) for naam in alle])
    return {naam: een for naam, een in alle.items() if naam not in weg}


def mutaties(register: Register, na: int = 0) -> list[Any]:
    vraag = sa.select(model.mutatie).where(model.mutatie.c.volgnummer > na).order_by(model.mutatie.c.volgnummer)
    with register.lees() as session:
        return list(session.execute(vraag).all())


@pytest.mark.parametrize("om_de", [1, 2, 5], ids=lambda om_de: f"every {om_de} days")
def test_a_follower_has_what_may_be_seen_after_every_round(wereld: Register, klok: Klok, om_de: int) -> None:
    volger = Volger(wereld, te_zien(wereld, klok), lambda: klok.context(VREEMD))
    gezien = []
    for _ in range(6 // om_de):
        nacht(wereld, klok, om_de)
        volger.pagina(500)
        assert volger.kopie == te_zien(wereld, klok)
        gezien.append(("LICENTIE", L1) in volger.kopie)
    assert gezien == {1: [False] * 3 + [True] * 3, 2: [False, True, True], 5: [True]}[om_de]


def test_a_round_tells_of_a_licentie_once_a_day_with_what_hangs_on_it(wereld: Register, klok: Klok) -> None:
    assert nacht(wereld, klok, 0) == []
    na = mutaties(wereld)[-1].volgnummer
    assert nacht(wereld, klok) == [L1]
    verteld = mutaties(wereld, na)
    assert [(rij.object, rij.soort, rij.kanaal, rij.oin) for rij in verteld] == [
        ("licentie", "W", "KETEN", None),
        ("licentiemaatregel", "W", "KETEN", None),
        ("licentiemaatregel", "W", "KETEN", None),
        ("licentierelatie", "W", "KETEN", None),
    ]
    assert {rij.houder for rij in verteld} == {"100B490"}
    assert nacht(wereld, klok, 0) == nacht(wereld, klok) == nacht(wereld, klok) == []
    assert nacht(wereld, klok) == [L1]
    assert nacht(wereld, klok, 0) == nacht(wereld, klok) == []


def test_a_clock_that_goes_back_tells_nothing_twice(wereld: Register, klok: Klok) -> None:
    assert nacht(wereld, klok) == [L1]
    assert nacht(wereld, klok, -1) == nacht(wereld, klok) == []


def test_what_a_licentie_was_does_not_change_by_a_round(wereld: Register, klok: Klok) -> None:
    eerst = alles(wereld)
    nacht(wereld, klok)
    assert alles(wereld) == eerst
    volger = Volger(wereld, {}, lambda: klok.context(DUO))
    volger.pagina(500)
    assert volger.kopie["LICENTIE", L1] == eerst["LICENTIE", L1]


def test_a_verbod_of_a_message_takes_along_what_hangs_on_it_and_its_end_gives_it_back(
    wereld: Register, klok: Klok
) -> None:
    volger = Volger(wereld, te_zien(wereld, klok), lambda: klok.context(VREEMD))

    def gevolgd() -> bool:
        klok.tik()
        volger.pagina(500)
        assert volger.kopie == te_zien(wereld, klok)
        return ("LICENTIEMAATREGEL", f"{L1}/WAARSCHUWING/{BEGIN}") in volger.kopie

    assert gevolgd()
    assert fouten(trek_in(wereld, VERBOD, VANDAAG + DAG)) == []
    assert fouten(neem(wereld, maatregel(VERBOD, VANDAAG))) == []
    assert not gevolgd()
    assert fouten(neem(wereld, maatregel(begin=BEGIN, einddatum=VANDAAG + 90 * DAG))) == []
    assert not gevolgd()
    assert fouten(trek_in(wereld, VERBOD, VANDAAG)) == []
    assert gevolgd()
