"""What a load writes and what a delivery writes of the same content is the same: the trial set, delivered once more."""

from __future__ import annotations

from collections.abc import Collection

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.erkenning import rijen_relatie
from rio_soap.register.proefdata.proef import laad_proef
from tests.register.hulp_erkenning import lever, relateer, slaagt
from tests.register.hulp_organisatie import rijen
from tests.register.rollen import DUO, geef

TABELLEN = (model.instellingserkenning, model.instellingsrelatie, model.regio, model.samenwerkingssoort)


@pytest.fixture
def geladen(leeg: Register) -> Register:
    """A register with the trial set."""
    leeg.schrijf(laad_proef)
    geef(leeg, DUO, "DUO")
    return leeg


def inhoud(register: Register) -> dict[str, list[tuple[object, ...]]]:
    return {tabel.name: sorted(map(tuple, rijen(register, tabel)), key=repr) for tabel in TABELLEN}


def relaties(register: Register, ids: Collection[int]) -> list[Gegeven]:
    """The relations between erkenningen."""
    with register.lees() as session:
        paren = session.execute(sa.select(model.instellingsrelatie.c.van, model.instellingsrelatie.c.naar)).all()
        tussen = [
            rij
            for van, naar in sorted({tuple(paar) for paar in paren})
            for rij in rijen_relatie.tussen(session, van, naar)
            if {rij.van, rij.naar} <= set(ids)
        ]
    return [rijen_relatie.lees_relatie(rij) for rij in {rij.id: rij for rij in tussen}.values()]


def test_what_was_loaded_is_delivered_as_it_is_and_nothing_changes(geladen: Register) -> None:
    voor = inhoud(geladen)
    met_erkenner = [rij for rij in rijen(geladen, model.instellingserkenning) if rij.erkenner]
    assert {rij.soort for rij in met_erkenner} == set(erkenningen.SOORTEN.values())
    for rij in met_erkenner:
        slaagt(lever(geladen, rij.stand))
    ties = relaties(geladen, [rij.id for rij in met_erkenner])
    assert len({tie.velden["soort"] for tie in ties}) > 2
    for tie in ties:
        slaagt(relateer(geladen, tie))
    assert inhoud(geladen) == voor
