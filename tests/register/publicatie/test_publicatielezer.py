"""Where a publication reads: on a replica that has come to its number, on the primary else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.publicatie.publicatiebron import Tijdpunt, tijdpunt
from rio_soap.register.publicatie.publicatielezer import Publicatielezer
from rio_soap.register.publicatie.zichtstand import hangt_aan, zichtstand
from rio_soap.register.regels.uitslag import standaardinstellingen
from rio_soap.register.versie.zicht import Objectnaam
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
    opleidingsleutel,
    vergund,
    voeg_in,
)
from tests.register.versie.hulp_versie import zet_begin

NU = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


class Kopie:
    """A replica that is so many numbers behind, and catches up at each look."""

    def __init__(self, register: Register, achter: int, stroom: str | None = None) -> None:
        self._register, self.achter, self._stroom = register, achter, stroom
        self.lezingen = 0

    def lees(self) -> Any:
        self.lezingen += 1
        return self._register.lees()


@pytest.fixture
def wereld(register: Register) -> Register:
    laad_wereld(register)
    zet_begin(register, NU - timedelta(days=2))
    vergund(register, licentie(), maatregel())
    return register


def op(register: Register) -> Tijdpunt:
    with register.lees() as session:
        return tijdpunt(session, NU)


def lezer(register: Register, kopie: Kopie, geduld: float = 0.0) -> Publicatielezer:
    return Publicatielezer(register, standaardinstellingen(), kopie, geduld)  # type: ignore[arg-type]


def test_a_replica_that_shows_the_number_is_read(wereld: Register) -> None:
    kopie = Kopie(wereld, 0)
    bron = lezer(wereld, kopie).bron(op(wereld))
    assert [een.sleutel for een in bron.alle("LICENTIE")] == [L1]
    assert kopie.lezingen >= 2


@pytest.mark.parametrize("waarom", ["behind", "another register", "away"])
def test_a_replica_that_does_not_is_left_for_the_primary_and_told(
    wereld: Register, caplog: pytest.LogCaptureFixture, waarom: str
) -> None:
    kopie, nu = Kopie(wereld, 0), op(wereld)
    if waarom == "behind":
        nu = nu._replace(volgnummer=nu.volgnummer + 1)
    elif waarom == "another register":
        nu = nu._replace(stroom="00000000-0000-4000-8000-000000000000")
    else:
        kopie.lees = _weg  # type: ignore[method-assign]
    bron = lezer(wereld, kopie).bron(nu)
    assert [een.sleutel for een in bron.alle("LICENTIE")] == [L1]
    assert [een.sleutel for een in bron.alle("LICENTIEMAATREGEL")] == [f"{L1}/WAARSCHUWING/{BEGIN}"]
    (melding,) = [regel.message for regel in caplog.records if "not from the replica" in regel.message]
    assert {"behind": "it is at", "another register": "of another register", "away": "no route"}[waarom] in melding


def _weg() -> Any:
    raise Unavailable("no route")


def test_what_everybody_may_see_is_told_by_day(wereld: Register) -> None:
    vergund(wereld, maatregel(VERBOD, NU.date() + timedelta(days=1)))

    def stand(dag: int) -> Any:
        bron = lezer(wereld, Kopie(wereld, 0)).bron(op(wereld)._replace(moment=NU + timedelta(days=dag)))
        with wereld.lees() as session:
            return zichtstand(session, bron.context())

    assert [stand(dag).verborgen for dag in range(2)] == [frozenset(), frozenset({L1})]
    contexten = stand(0).contexten
    assert contexten["ALGEMEEN"] == "11"
    assert "LEERPLICHT" not in contexten


def test_what_hangs_on_a_licentie_is_known_also_when_it_was_removed(wereld: Register) -> None:
    vergund(wereld, licentie(L2, PARTICULIER, opleidingserkenning=opleidingsleutel(BRANCHE, "")))
    na = op(wereld).volgnummer
    voeg_in(wereld, model.licentierelatie, van=L2, naar=L1, soort="VERVANGT", begindatum=BEGIN)
    maatregelen = Objectnaam("LICENTIEMAATREGEL", f"{L1}/WAARSCHUWING/{BEGIN}")
    band = Objectnaam("LICENTIERELATIE", f"{L2}/{L1}/VERVANGT/{BEGIN}")
    with wereld.lees() as session:
        assert hangt_aan(session, [L1], na) == {maatregelen, band}
        assert hangt_aan(session, [L2], na) == {band}
        assert hangt_aan(session, [], na) == set()
    del_ = sa.delete(model.licentiemaatregel)
    weg = {"object": "licentiemaatregel", "sleutel": maatregelen.sleutel, "soort": "V", "moment": NU}
    wereld.schrijf(lambda session: (session.execute(del_), session.execute(sa.insert(model.mutatie), weg)))
    with wereld.lees() as session:
        assert hangt_aan(session, [L1], na) == {maatregelen, band}
        assert hangt_aan(session, [L1], na + 1) == {band}
