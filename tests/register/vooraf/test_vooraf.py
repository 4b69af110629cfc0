"""What a delivery reads before its transaction changes nothing but when it is read."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.aanbod import leveringen as aanbodleveringen
from rio_soap.register.database.database import Register
from rio_soap.register.eenheid import leveringen
from rio_soap.register.proefdata.aangeboden import laad_aangeboden
from rio_soap.register.regels.uitslag import Context, Uitslag
from tests.register.hulp import context, eenheid, fouten, lees
from tests.register.hulp_aanbod import CODE, aanbod, cohort, stand

Lezer = Callable[[Context, Gegeven], object]
Handeling = Callable[[Any, Context, Gegeven], Uitslag]
AANBOD = (aanbodleveringen.lees_aangeboden_opleiding, aanbodleveringen.aanleveren_aangeboden_opleiding)
EENHEID = (leveringen.lees_opleidingseenheid, leveringen.aanleveren_opleidingseenheid)


@pytest.fixture
def register(register: Register) -> Register:
    register.schrijf(laad_aangeboden)
    return register


def lever(register: Register, handeling: Handeling, verzoek: Gegeven, vooraf: object) -> Uitslag:
    ctx = replace(context(), voorbereid=vooraf)
    return register.schrijf(lambda session: handeling(session, ctx, verzoek))


def verzoeken(veld: str, *delen: Gegeven) -> list[Gegeven]:
    return [Gegeven("verzoek", {veld: deel}) for deel in delen]


def test_an_offer_is_judged_and_kept_the_same_read_before_or_not(register: Register) -> None:
    lezer, handeling = AANBOD
    goed, fout = verzoeken("aangebodenOpleiding", aanbod(), aanbod(aangebodenOpleidingCohort=[cohort(), cohort()]))
    for verzoek, verwacht in ((fout, ["N11420"]), (goed, [])):
        for vooraf in (lezer(context(), verzoek), None):
            assert fouten(lever(register, handeling, verzoek, vooraf)) == verwacht
            if not verwacht:
                assert stand(register, CODE) == verzoek.velden["aangebodenOpleiding"]


def test_a_unit_is_judged_and_kept_the_same_read_before_or_not(register: Register) -> None:
    lezer, handeling = EENHEID
    goed, fout = verzoeken("opleidingseenheid", eenheid(), eenheid(niveau="Onzin"))
    for vooraf in (lezer(context(), fout), None):
        assert fouten(lever(register, handeling, fout, vooraf)) == ["P01040"]
    gelezen = []
    for vooraf in (lezer(context(), goed), None):
        code = str(lever(register, handeling, goed, vooraf).gegevens["opleidingseenheidcode"])
        gelezen.append({naam: waarde for naam, waarde in lees(register, code).velden.items() if waarde != code})
    assert gelezen[0] == gelezen[1]


@pytest.mark.parametrize(("wat", "veld"), [(AANBOD, "aangebodenOpleiding"), (EENHEID, "opleidingseenheid")])
def test_what_was_read_of_another_message_is_not_used(
    register: Register, wat: tuple[Lezer, Handeling], veld: str
) -> None:
    lezer, handeling = wat
    fout, goed = (
        verzoeken(veld, aanbod(aangebodenOpleidingCohort=[cohort(), cohort()]), aanbod())
        if wat is AANBOD
        else verzoeken(veld, eenheid(niveau="Onzin"), eenheid())
    )
    assert fouten(lever(register, handeling, goed, lezer(context(), fout))) == []
    assert fouten(lever(register, handeling, fout, lezer(context(), goed))) != []
