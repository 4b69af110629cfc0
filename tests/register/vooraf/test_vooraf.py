"""What a delivery reads before its transaction changes nothing but when it is read."""

from collections.abc import Callable

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Register
from rio_soap.register.operaties.tabel import LEVERINGEN
from rio_soap.register.proefdata.aangeboden import laad_aangeboden
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.hulp import context, eenheid, fouten, lees, voer_uit
from tests.register.hulp_aanbod import CODE, aanbod, cohort, stand

AANBOD, EENHEID = "aanleveren_aangebodenOpleiding", "aanleveren_opleidingseenheid"
Lever = Callable[[Register, str, Gegeven], Uitslag]


@pytest.fixture
def register(register: Register) -> Register:
    register.schrijf(laad_aangeboden)
    return register


def eerst_gelezen(register: Register, operatie: str, verzoek: Gegeven) -> Uitslag:
    return register.schrijf(LEVERINGEN[operatie].bereid_voor(context(), verzoek).voer_uit)


def in_de_transactie_gelezen(register: Register, operatie: str, verzoek: Gegeven) -> Uitslag:
    return register.schrijf(lambda session: voer_uit(session, operatie, verzoek))


def twee_keer_uitgevoerd(register: Register, operatie: str, verzoek: Gegeven) -> Uitslag:
    """As on PostgreSQL, where a transaction that meets another is tried again."""
    klaar = LEVERINGEN[operatie].bereid_voor(context(), verzoek)
    register.probeer(klaar.voer_uit)
    return register.schrijf(klaar.voer_uit)


WIJZEN = (eerst_gelezen, in_de_transactie_gelezen, twee_keer_uitgevoerd)


def verzoeken(veld: str, *delen: Gegeven) -> list[Gegeven]:
    return [Gegeven("verzoek", {veld: deel}) for deel in delen]


@pytest.mark.parametrize("lever", WIJZEN)
def test_an_offer_is_judged_and_kept_the_same_whenever_it_is_read(register: Register, lever: Lever) -> None:
    goed, fout = verzoeken("aangebodenOpleiding", aanbod(), aanbod(aangebodenOpleidingCohort=[cohort(), cohort()]))
    assert fouten(lever(register, AANBOD, fout)) == ["N11420"]
    assert fouten(lever(register, AANBOD, goed)) == []
    assert stand(register, CODE) == goed.velden["aangebodenOpleiding"]


def test_a_unit_is_judged_and_kept_the_same_whenever_it_is_read(register: Register) -> None:
    goed, fout = verzoeken("opleidingseenheid", eenheid(), eenheid(niveau="Onzin"))
    gelezen = []
    for lever in WIJZEN:
        assert fouten(lever(register, EENHEID, fout)) == ["P01040"]
        code = str(lever(register, EENHEID, goed).gegevens["opleidingseenheidcode"])
        gelezen.append({naam: waarde for naam, waarde in lees(register, code).velden.items() if waarde != code})
    assert gelezen[0] == gelezen[1] == gelezen[2]


@pytest.mark.parametrize("operatie", [AANBOD, EENHEID])
def test_what_was_read_of_one_message_is_never_used_for_another(register: Register, operatie: str) -> None:
    """Two deliveries of one operation, both read before either is carried out."""
    if operatie == AANBOD:
        delen = aanbod(aangebodenOpleidingCohort=[cohort(), cohort()]), aanbod()
        fout, goed = verzoeken("aangebodenOpleiding", *delen)
    else:
        fout, goed = verzoeken("opleidingseenheid", eenheid(niveau="Onzin"), eenheid())
    een, ander = (LEVERINGEN[operatie].bereid_voor(context(), verzoek) for verzoek in (fout, goed))
    assert fouten(register.schrijf(ander.voer_uit)) == []
    assert fouten(register.schrijf(een.voer_uit)) != []
