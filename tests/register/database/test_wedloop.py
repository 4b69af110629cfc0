"""A delivery and the removal of what it refers to, at once: one is refused with its code, nothing dangles."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.aanbod import leveringen as aanbodleveringen
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.eenheid import leveringen, leveringen_relatie
from rio_soap.register.organisatie import leveringen as leveringen_onderwijsaanbieder
from rio_soap.register.regels.uitslag import Uitslag
from tests.register import hulp_organisatie
from tests.register.hulp import HANZE, aantal, context, eenheid, fouten, relatie, voer_uit
from tests.register.hulp import nieuw as nieuwe_eenheid
from tests.register.hulp_aanbod import aanbod
from tests.register.plekken import operatie_van

Daad = Callable[[Session], Uitslag]


def doe(handeling: Callable[..., Uitslag], **velden: Any) -> Daad:
    operatie = operatie_van(handeling)
    assert operatie is not None
    return lambda session: voer_uit(session, operatie, Gegeven("verzoek", velden), context(HANZE))


def aanbod_bij_aanbieder(register: Register) -> tuple[Daad, Daad, set[str], set[str]]:
    school = hulp_organisatie.nieuw(register)
    deel = aanbod(eenheid=nieuwe_eenheid(register), onderwijsaanbiedercode=school)
    erbij = doe(aanbodleveringen.aanleveren_aangeboden_opleiding, aangebodenOpleiding=deel)
    weg = doe(leveringen_onderwijsaanbieder.verwijderen_onderwijsaanbieder, onderwijsaanbiedercode=school)
    return erbij, weg, {"N09440"}, {"N04810"}


def aanbod_van_eenheid(register: Register) -> tuple[Daad, Daad, set[str], set[str]]:
    code = nieuwe_eenheid(register)
    deel = aanbod(eenheid=code)
    erbij = doe(aanbodleveringen.aanleveren_aangeboden_opleiding, aangebodenOpleiding=deel)
    return erbij, doe(leveringen.verwijderen_opleidingseenheid, opleidingseenheidcode=code), {"A01070"}, {"P01810"}


def relatie_van_eenheid(register: Register) -> tuple[Daad, Daad, set[str], set[str]]:
    code, variant = nieuwe_eenheid(register), nieuwe_eenheid(register, eenheid(variant="VARIANT"))
    erbij = doe(leveringen_relatie.aanleveren_opleidingsrelatie, opleidingsrelatie=relatie(code, variant))
    return erbij, doe(leveringen.verwijderen_opleidingseenheid, opleidingseenheidcode=code), {"A01070"}, {"P01810"}


GEVALLEN = [aanbod_bij_aanbieder, aanbod_van_eenheid, relatie_van_eenheid]


@pytest.mark.parametrize("maak", GEVALLEN)
@pytest.mark.parametrize("eerst", ["delivery", "removal"])
def test_what_another_transaction_just_committed_is_refused_and_no_error(
    register: Register, maak: Callable[[Register], tuple[Daad, Daad, set[str], set[str]]], eerst: str
) -> None:
    """PostgreSQL: the one that looked first and wrote last is tried again, and sees it."""
    if register.engine.dialect.name != "postgresql":
        pytest.skip("on SQLite one writes at a time")
    erbij, weg, te_laat, bezet = maak(register)
    snel, traag, verwacht = (erbij, weg, bezet) if eerst == "delivery" else (weg, erbij, te_laat)
    keren: list[int] = []

    def langzaam(session: Session) -> Uitslag:
        keren.append(1)
        session.execute(sa.select(sa.func.count()).select_from(model.mutatie))  # takes the snapshot
        if len(keren) == 1:
            with ThreadPoolExecutor(1) as thread:
                assert fouten(thread.submit(register.schrijf, snel).result(30)) == []
        return traag(session)

    assert set(fouten(register.schrijf(langzaam))) == verwacht
    assert len(keren) == 2


@pytest.mark.parametrize("maak", GEVALLEN)
def test_of_both_at_once_exactly_one_is_approved(
    register: Register, maak: Callable[[Register], tuple[Daad, Daad, set[str], set[str]]]
) -> None:
    for _ in range(10):
        erbij, weg, te_laat, bezet = maak(register)
        poort = threading.Barrier(2)

        def ga(daad: Daad, poort: threading.Barrier = poort) -> set[str]:
            poort.wait(10)
            return set(fouten(register.schrijf(daad)))

        with ThreadPoolExecutor(2) as threads:
            een, ander = threads.submit(ga, erbij), threads.submit(ga, weg)
            assert (een.result(30), ander.result(30)) in [(te_laat, set()), (set(), bezet)]
        register.schrijf(lambda session: session.execute(sa.delete(model.aangeboden_opleiding)))
    assert aantal(register, model.aangeboden_opleiding) == 0


@pytest.mark.parametrize("maak", [aanbod_van_eenheid, aanbod_bij_aanbieder])
def test_what_was_added_outside_serializable_is_refused_too(
    register: Register, maak: Callable[[Register], tuple[Daad, Daad, set[str], set[str]]]
) -> None:
    """A writer of another isolation level takes no part in SERIALIZABLE: then it is the foreign key that finds it."""
    if register.engine.dialect.name != "postgresql":
        pytest.skip("on SQLite one writes at a time")
    erbij, weg, _, bezet = maak(register)
    keren: list[int] = []

    def langzaam(session: Session) -> Uitslag:
        keren.append(1)
        session.execute(sa.select(sa.func.count()).select_from(model.mutatie))  # takes the snapshot
        if len(keren) == 1:
            with register.engine.begin() as verbinding:
                assert fouten(erbij(Session(verbinding))) == []
        return weg(session)

    assert set(fouten(register.schrijf(langzaam))) == bezet
    assert len(keren) == 2
