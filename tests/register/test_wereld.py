"""Random deliveries, removals and changes of date, against a model in memory that says what must come of each.

RIO_TEST_ZWAAR=1 runs ten times as many.
"""

import os
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.aanbod import controles as controles_aanbod
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.eenheid import controles as controles_opleidingseenheid
from rio_soap.register.organisatie import controles as controles_onderwijsaanbieder
from tests.register import ooggetuige
from tests.register.conftest import Leegmaken
from tests.register.hulp import context, fouten, relatie, voer_uit
from tests.register.hulp_organisatie import voeg_besturen_toe
from tests.register.kern import laad_kern
from tests.register.wereld import AFZENDERS, Leven, Lever, Wereld

ZWAAR = 10 if os.environ.get("RIO_TEST_ZWAAR") else 1


def leeg_de_kern(register: Register) -> None:
    """Leave besturen, erkenningen and locaties only: what a world holds, it delivered itself."""

    def taak(session: Any) -> None:
        eenheid = model.organisatorische_eenheid
        for tabel in (model.onderwijslocatiegebruik, model.organisatierelatie, model.opleidingseenheid):
            session.execute(sa.delete(tabel))
        session.execute(sa.delete(eenheid).where(eenheid.c.soort == "AANBIEDER"))

    register.schrijf(laad_kern)
    voeg_besturen_toe(register)
    register.schrijf(taak)


def leveraar(register: Register, maak: Any = context) -> Lever:
    """Delivers by the functions that the service uses."""

    def lever(operatie: str, oin: str, velden: Mapping[str, Waarde]) -> tuple[list[str], Mapping[str, Any]]:
        verzoek = Gegeven("verzoek", dict(velden))
        uitslag = register.schrijf(lambda session: voer_uit(session, operatie, verzoek, maak(oin)))
        return fouten(uitslag), uitslag.gegevens

    return lever


def levens(wereld: Wereld) -> dict[str, set[tuple[Any, ...]]]:
    """What the model holds, as `rijen` gives the register."""

    def rij(*sleutel: Any, leven: Leven) -> tuple[Any, ...]:
        return (*sleutel, leven.begin, leven.einde)

    return {
        "eenheid": {rij(code, e.eigenaar, e.soort, leven=e) for code, e in wereld.eenheden.items()},
        "relatie": {(paar, begin, einde) for (paar, begin), einde in wereld.relaties.items()},
        "aanbieder": {rij(code, leven=a) for code, a in wereld.aanbieders.items()},
        "tie": {(a.eigenaar, code, a.tie, a.einde) for code, a in wereld.aanbieders.items()},
        "aanbod": {(code, a.eigenaar, a.eenheid, a.eerste, a.einde) for code, a in wereld.aanbod.items()},
        "gebruik": {rij(*paar, leven=g) for paar, g in wereld.gebruik.items()},
    }


def rijen(register: Register) -> dict[str, set[tuple[Any, ...]]]:
    """What the register holds."""
    e, r, o = model.opleidingseenheid.c, model.opleidingsrelatie.c, model.organisatorische_eenheid.c
    t, a, g = model.organisatierelatie.c, model.aangeboden_opleiding.c, model.onderwijslocatiegebruik.c
    with register.lees() as session:

        def alle(*kolommen: sa.Column[Any]) -> set[tuple[Any, ...]]:
            return {tuple(rij) for rij in session.execute(sa.select(*kolommen))}

        return {
            "eenheid": {
                (code, eigenaar, soort if specialisatie == "hoOpleiding" else specialisatie, *dagen)
                for code, eigenaar, specialisatie, soort, *dagen in alle(
                    e.code, e.eigenaar, e.specialisatie, e.soort, e.begindatum, e.einddatum
                )
            },
            "relatie": {(frozenset(rij[:2]), *rij[2:]) for rij in alle(r.van, r.naar, r.begindatum, r.einddatum)},
            "aanbieder": {rij[1:] for rij in alle(o.soort, o.code, o.begindatum, o.einddatum) if rij[0] == "AANBIEDER"},
            "tie": alle(t.van, t.naar, t.begindatum, t.einddatum),
            "aanbod": alle(a.code, a.aanbieder, a.eenheid, a.eerste_instroomdatum, a.einddatum),
            "gebruik": alle(g.bestuur, g.locatie, g.begindatum, g.einddatum),
        }


def machine(register: Register) -> type[RuleBasedStateMachine]:
    class Machine(RuleBasedStateMachine):
        """Starts from besturen alone."""

        @initialize()
        def begin(self) -> None:
            leeg_de_kern_weer(register)
            self.wereld = Wereld(leveraar(register))

        @rule(data=st.data())
        def wijzig(self, data: st.DataObject) -> None:
            for _ in range(4):  # small steps of hypothesis cost more than deliveries
                self.wereld.wijzig(lambda mogelijk: data.draw(st.sampled_from(list(mogelijk))))

        @invariant()
        def gelijk(self) -> None:
            if hasattr(self, "wereld"):
                assert rijen(register) == levens(self.wereld)
                assert self.wereld.geschonden() == []

        def teardown(self) -> None:
            if hasattr(self, "wereld"):
                assert niet_te_herhalen(register) == []

    return Machine


def leeg_de_kern_weer(register: Register) -> None:
    """Take away what a world delivered."""
    eenheid = model.organisatorische_eenheid

    def taak(session: Any) -> None:
        for tabel in (
            model.aangeboden_opleiding,
            model.opleidingsrelatie,
            model.opleidingseenheid,
            model.onderwijslocatiegebruik,
            model.juridische_relatie,
            model.organisatierelatie,
        ):
            session.execute(sa.delete(tabel))
        session.execute(sa.delete(eenheid).where(eenheid.c.soort == "AANBIEDER"))

    register.schrijf(taak)


def staande(session: Any) -> Iterator[tuple[str, str, dict[str, Waarde]]]:
    """Every object that stands as the delivery that would bring it: operation, who may send it, fields."""
    besturen = {bestuur: oin for oin, bestuur in AFZENDERS.items() if bestuur}
    tie = {rij.naar: rij.van for rij in session.execute(sa.select(model.organisatierelatie))}
    for rij in session.execute(sa.select(model.opleidingseenheid)):
        deel = Gegeven(rij.stand.naam, {"opleidingseenheidcode": rij.code, **rij.stand.velden})
        yield "aanleveren_opleidingseenheid", besturen[rij.eigenaar], {"opleidingseenheid": deel}
    eigenaar = {rij.code: rij.eigenaar for rij in session.execute(sa.select(model.opleidingseenheid))}
    for rij in session.execute(sa.select(model.opleidingsrelatie)):
        deel = relatie(rij.van, rij.naar, rij.begindatum, rij.einddatum)
        yield "aanleveren_opleidingsrelatie", besturen[eigenaar[rij.van]], {"opleidingsrelatie": deel}
    eenheid = model.organisatorische_eenheid
    for rij in session.execute(sa.select(eenheid).where(eenheid.c.soort == "AANBIEDER")):
        deel = Gegeven("onderwijsaanbieder", {"onderwijsaanbiedercode": rij.code, **rij.stand.velden})
        velden: dict[str, Waarde] = {"onderwijsbestuurcode": tie[rij.code], "onderwijsaanbieder": deel}
        yield "aanleveren_onderwijsaanbieder", besturen[tie[rij.code]], velden
    for rij in session.execute(sa.select(model.aangeboden_opleiding)):
        velden = {"aangebodenOpleiding": rij.stand}
        yield "aanleveren_aangebodenOpleiding", besturen[tie[rij.aanbieder]], velden
    for rij in session.execute(sa.select(model.onderwijslocatiegebruik)):
        deel = Gegeven("onderwijslocatiegebruik", {"onderwijsbestuurcode": rij.bestuur, **rij.stand.velden})
        deel.velden["onderwijslocatieCode"] = rij.locatie
        yield "aanleveren_onderwijslocatiegebruik", besturen[rij.bestuur], {"onderwijslocatiegebruik": deel}


def niet_te_herhalen(register: Register) -> list[tuple[str, list[str]]]:
    """What stands and would be refused if it were delivered again as it stands: then a rule of the controles does not
    hold. Nothing stays. Who may no longer change an ended object (AUT401) breaks no rule by that."""
    gevonden = []
    with register.lees() as session:
        alles = list(staande(session))
    for operatie, oin, velden in alles:
        verzoek = Gegeven("verzoek", velden)
        uitslag = register.probeer(
            lambda session, o=operatie, wie=oin, v=verzoek: voer_uit(session, o, v, context(wie))  # type: ignore[misc]
        )
        if codes := [code for code in fouten(uitslag) if code != "AUT401"]:
            gevonden.append((operatie, codes))
    return gevonden


@pytest.fixture
def kaal(leegmaken: Leegmaken, tmp_path: Path) -> Iterator[Register]:
    """A register with besturen, erkenningen and locaties only."""
    with Register(maak_engine(leegmaken(tmp_path))) as register:
        leeg_de_kern(register)
        yield register


def test_the_register_does_what_the_model_says(kaal: Register) -> None:
    """Every answer has exactly the codes of the model, in order, and afterwards both hold the same."""
    profiel = settings(
        max_examples=15 * ZWAAR,
        stateful_step_count=12,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=ZWAAR == 1,
    )
    run_state_machine_as_test(machine(kaal), settings=profiel)


def leef(register: Register, zaad: int, keren: int) -> tuple[Wereld, set[str]]:
    """Random changes from nothing; the world and the codes that were given."""
    toeval, lever = random.Random(zaad), leveraar(register)
    gezien: set[str] = set()

    def noteer(operatie: str, oin: str, velden: Mapping[str, Waarde]) -> tuple[list[str], Mapping[str, Any]]:
        uit = lever(operatie, oin, velden)
        gezien.update(f"{operatie} {code}" for code in uit[0])
        return uit

    wereld = Wereld(noteer)
    for nummer in range(keren):
        wereld.wijzig(lambda mogelijk: toeval.choice(list(mogelijk)))
        assert wereld.geschonden() == []
        if nummer % 20 == 0:
            assert rijen(register) == levens(wereld)
    assert rijen(register) == levens(wereld)
    assert niet_te_herhalen(register) == []
    return wereld, gezien


def test_a_long_life_meets_the_rules_and_is_approved_often_enough(kaal: Register) -> None:
    """Longer than hypothesis makes them, so that objects refer to each other."""
    wereld, gezien = leef(kaal, 3, 600 * ZWAAR)
    assert wereld.aanvaard > wereld.nummer / 5
    verwijzingen = {"verwijderen_onderwijsaanbieder N04810", "verwijderen_opleidingseenheid P01810"}
    binnen = {"P01410", "P01430", "N04430", "N09410", "N09430", "P04410", "A01072", "N09450"}
    assert {"aanleveren_opleidingseenheid A01072", "aanleveren_opleidingseenheid N09450"} <= gezien
    assert verwijzingen <= gezien
    assert binnen <= {regel.split()[1] for regel in gezien}


@pytest.mark.parametrize(
    ("module", "operatie", "lijst", "code"),
    [
        (controles_onderwijsaanbieder, "verwijderen_onderwijsaanbieder", "VERWIJDEREN", "AUT401"),
        (controles_onderwijsaanbieder, "aanleveren_onderwijsaanbieder", "AANLEVEREN", "N04430"),
        (controles_aanbod, "aanleveren_aangebodenOpleiding", "AANLEVEREN", "N09430"),
        (controles_opleidingseenheid, "aanleveren_opleidingseenheid", "AANLEVEREN", "P01430"),
        (controles_opleidingseenheid, "aanleveren_opleidingseenheid", "AANLEVEREN", "A01072"),
        (controles_opleidingseenheid, "aanleveren_opleidingseenheid", "AANLEVEREN", "N09450"),
    ],
    ids=["AUT401", "N04430", "N09430", "P01430", "A01072", "N09450"],
)
def test_a_control_that_is_missing_is_noticed(
    kaal: Register, monkeypatch: pytest.MonkeyPatch, module: Any, operatie: str, lijst: str, code: str
) -> None:
    """That the model does not merely agree with whatever the register does."""
    zonder = tuple(controle for controle in getattr(module, lijst) if controle[0] != code)
    monkeypatch.setattr(module, lijst, zonder)
    with ooggetuige.ook(zonder, operatie), pytest.raises(AssertionError):
        leef(kaal, 3, 600)
