"""Keys that hold on a day, how many there are, and the number of an object's last change."""

from datetime import date

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Register
from rio_soap.register.publicatie.laatste import laatste_nummer
from rio_soap.register.publicatie.sleutels import aantal_sleutels, kan_vanaf, sleutels
from rio_soap.register.publicatie.telling import aantal_openbaar
from rio_soap.register.regels.objectsleutel import sleutel_uit
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.register.wijzigingen.stroom import stroom_van
from tests.register import hulp_opleidingserkenning as hulp
from tests.register.hulp import context, voer_uit
from tests.register.rollen import DUO

DAGEN = [None, date(1900, 1, 1), date(2024, 6, 1), date(2999, 1, 1)]


@pytest.mark.parametrize("dag", DAGEN)
def test_the_pages_of_a_kind_hold_as_many_keys_as_are_counted_each_once(register: Register, dag: date | None) -> None:
    with register.lees() as session:
        for soort in OBJECTTYPEN.values():
            gevonden, na, meer = [], None, True
            while meer:
                pagina = sleutels(session, soort, na, 2, dag)
                gevonden, na = [*gevonden, *pagina.sleutels], pagina.volgende
                meer = na is not None
                assert na is None or kan_vanaf(soort, na)
            assert len(set(gevonden)) == len(gevonden) == aantal_sleutels(session, soort, dag)
            assert aantal_openbaar(session, context(), soort, dag) <= len(gevonden)


def test_what_does_not_hold_on_a_day_is_not_among_its_keys(register: Register) -> None:
    with register.lees() as session:
        soort = OBJECTTYPEN["ONDERWIJSAANBIEDER"]
        alle, toen = (sleutels(session, soort, None, 500, dag).sleutels for dag in (None, date(1900, 1, 1)))
    assert alle
    assert set(toen) < set(alle)


@pytest.mark.parametrize("waarden", [(), (1,), (None,), ("a", "b"), (date(2020, 1, 1),)])
def test_a_page_begins_only_after_what_its_kind_is_ordered_by(waarden: tuple[object, ...]) -> None:
    assert not kan_vanaf(OBJECTTYPEN["LICENTIE"], waarden)
    assert kan_vanaf(OBJECTTYPEN["LICENTIE"], ("a",))


@pytest.mark.parametrize("letters", ["Ab", "É"])
def test_the_number_of_an_object_is_that_of_its_last_change_and_of_no_other_object(
    leeg: Register, letters: str
) -> None:
    register, ctx, soort = hulp.klaargezet(leeg), context(DUO), OBJECTTYPEN["OPLEIDINGSERKENNING"]
    namen = [f"{letters}_1", f"{letters}_2"]
    for naam in (namen[0], namen[1], namen[0]):
        deel = hulp.erkenning(uniekeErkendeopleidingscode=naam, eenheden=(), einde=date(2030, 1, 1))
        verzoek = Gegeven("verzoek", {"opleidingserkenning": deel})
        uitslag = register.schrijf(
            lambda session, verzoek=verzoek: voer_uit(session, "aanleveren_opleidingserkenning", verzoek, ctx)
        )
        assert uitslag.goedgekeurd
    with register.lees() as session:
        laatste = stroom_van(session).laatste
        nummers = [laatste_nummer(session, soort, sleutel_uit("ISAT", "34035", naam)) for naam in namen]
        assert laatste_nummer(session, soort, sleutel_uit("ISAT", "34035", "Xy_9")) == 0
    assert nummers == [laatste, laatste - 1]
