"""Two deliveries of the formal half that each would be fine and together break a rule: one of them is refused."""

import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from typing import NamedTuple

import pytest

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.regels.uitslag import Uitslag
from tests.register import hulp_eenheden, hulp_erkenning, hulp_licentie, hulp_opleidingserkenning
from tests.register.hulp import context, fouten, voer_uit
from tests.register.hulp_licentie import L1, L2
from tests.register.hulp_organisatie import rijen
from tests.register.rollen import DUO
from tests.register.versie.formele_wereld import LIJSTEN


class Levering(NamedTuple):
    operatie: str
    velden: Mapping[str, Waarde]

    def doe(self, session: Session) -> Uitslag:
        verzoek = Gegeven("verzoek", dict(self.velden))
        return voer_uit(session, self.operatie, verzoek, context(DUO, lijsten=LIJSTEN))


def licentie(code: str, begin: date = hulp_licentie.BEGIN, einde: date | None = None) -> Levering:
    deel = hulp_licentie.licentie(code, begindatum=begin, einddatum=einde)
    return Levering("aanleveren_licentie", {"licentie": deel})


def maatregel(begin: date = hulp_licentie.BEGIN) -> Levering:
    return Levering("aanleveren_licentiemaatregel", {"licentiemaatregel": hulp_licentie.maatregel(begin=begin)})


def tie(begin: date = hulp_erkenning.BEGIN) -> Levering:
    van, naar = hulp_erkenning.sleutel("erkendeSamenwerking"), hulp_erkenning.HANZESCHOOL
    deel = hulp_erkenning.relatie(van, naar, begin=begin)
    return Levering("aanleveren_instellingsrelatie", {"instellingsrelatie": deel})


def erkenning(soort: str) -> Levering:
    """Of ILT 1234: with a niveau when it is of a vak."""
    deel = hulp_opleidingserkenning.erkenning(soort, eenheden=(), opleidingsstelsel="ILT", opleidingscode="1234")
    return Levering("aanleveren_opleidingserkenning", {"opleidingserkenning": deel})


SAMENWERKING = hulp_erkenning.erkenning("erkendeSamenwerking")
SAMEN = Levering(
    "aanleveren_instellingserkenning",
    {"instellingserkenning": Gegeven("instellingserkenning", {SAMENWERKING.naam: SAMENWERKING})},
)
SAMEN_WEG = Levering(
    "verwijderen_instellingserkenning",
    {
        "instellingserkenning": hulp_erkenning.sleutel("erkendeSamenwerking").als_gegeven("instellingserkenning"),
    },
)


def band(begin: date = hulp_eenheden.IN, van: str = "200B001", naar: str = hulp_eenheden.SCHOOL) -> Levering:
    deel = hulp_eenheden.band(van, naar, begin)
    return Levering("aanleveren_organisatierelatie", {"organisatierelatie": deel})


def band_weg(van: str) -> Levering:
    begin = hulp_eenheden.IN if van == "200B001" else date(1986, 8, 1)
    deel = hulp_eenheden.band(van, hulp_eenheden.SCHOOL, begin)
    return Levering("verwijderen_organisatierelatie", {"organisatierelatie": deel})


LICENTIE_WEG = Levering("verwijderen_licentie", {"licentiecode": L1})
GEVALLEN = {
    "two licenties of one type": ((), licentie(L1), licentie(L2), {"RS1504"}),
    "a maatregel on what is removed": ((licentie(L1),), LICENTIE_WEG, maatregel(), {"RS1008", "RS1501"}),
    "two maatregelen of one soort": ((licentie(L1),), maatregel(), maatregel(date(2021, 9, 1)), {"RS1506"}),
    "a relation to what is removed": ((SAMEN,), SAMEN_WEG, tie(), {"RS1008", "RS1304"}),
    "two relations of two eenheden": ((), band(), band(date(2021, 8, 1)), {"N07050"}),
    "both besturen of an aanbieder": ((band(),), band_weg("200B001"), band_weg("100B490"), {"RS1111"}),
    "two relations of one soort": ((SAMEN,), tie(), tie(date(2012, 8, 1)), {"RS1308"}),
    "a key that names two": (
        (),
        erkenning(hulp_opleidingserkenning.MBO),
        erkenning(hulp_opleidingserkenning.VAK),
        {"RS1403"},
    ),
}


def samen(register: Register, *leveringen: Levering) -> list[list[str]]:
    """The codes of each; all have done their work before any of them is committed, but where one waits for another's
    row."""
    klaar = threading.Barrier(len(leveringen))

    def lever(levering: Levering) -> list[str]:
        pogingen: list[Uitslag] = []

        def taak(session: Session) -> Uitslag:
            pogingen.append(levering.doe(session))
            if len(pogingen) == 1:
                with suppress(threading.BrokenBarrierError):
                    klaar.wait(0.3)
            return pogingen[-1]

        return fouten(register.schrijf(taak))

    with ThreadPoolExecutor(len(leveringen)) as threads:
        return list(threads.map(lever, leveringen))


@pytest.mark.parametrize("naam", GEVALLEN)
def test_of_two_that_together_break_a_rule_exactly_one_is_refused(register: Register, naam: str) -> None:
    if register.engine.dialect.name == "sqlite":
        pytest.skip("one delivery at a time writes")
    eerder, een, ander, codes = GEVALLEN[naam]
    hulp_licentie.laad_wereld(register)
    for levering in eerder:
        assert fouten(register.schrijf(levering.doe)) == []
    geweigerd, goed = sorted(samen(register, een, ander), reverse=True)
    assert not goed
    assert set(geweigerd) <= codes
    assert geweigerd


def test_the_same_relation_delivered_twice_at_once_is_there_once(register: Register) -> None:
    """What one sender added, the other finds as it delivers it; what changed is recorded once."""
    if register.engine.dialect.name == "sqlite":
        pytest.skip("one delivery at a time writes")
    hulp_licentie.laad_wereld(register)
    assert samen(register, band(), band()) == [[], []]
    alle = rijen(register, model.organisatierelatie, model.organisatierelatie.c.van == "200B001")
    assert len(alle) == 1
    relatie = model.mutatie.c.object == "organisatierelatie"
    assert len(rijen(register, model.mutatie, relatie)) == 1
