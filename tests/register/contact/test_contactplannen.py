"""Contactadressen in a large register and by many at once: found along indexes; of two deliveries both or one hold."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.contact import rijen
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.hulp import fouten, voer_uit
from tests.register.hulp_contact import AANBIEDER, EINDE, contact, geleverd, kort, lees, periode
from tests.register.hulp_organisatie import rijen as alle_rijen


@pytest.mark.parametrize(
    ("vraag", "stap"),
    [
        (rijen._EENHEID, "organisatorische_eenheid USING INDEX sqlite_autoindex_organisatorische_eenheid_1 (code=?)"),
        (rijen._VAN_EENHEDEN, "contactadres USING INDEX sqlite_autoindex_contactadres_1 (eenheid=?)"),
        (
            rijen._OP_SLEUTEL,
            "contactadres USING INDEX sqlite_autoindex_contactadres_1 (eenheid=? AND context=? AND subcontextnummer=?)",
        ),
        (rijen._BOVEN, "direct USING INDEX ix_organisatierelatie_naar (naar=?)"),
        (rijen._GEZAGEN, "instellingserkenning USING INDEX sqlite_autoindex_instellingserkenning_1"),
    ],
)
def test_what_a_message_looks_up_is_found_along_an_index(leeg: Register, vraag: Any, stap: str) -> None:
    """Plans of SQLite without statistics; PostgreSQL has them."""
    if leeg.engine.dialect.name != "sqlite":
        pytest.skip("asks SQLite for its plan")
    waarden = {"dag": date(2026, 1, 1), "code": "", "eenheid": "", "context": "", "nummer": "", "codes": ["", ""]}
    nodig = {naam: waarden[naam] for naam in vraag.opdracht.compile().params if naam in waarden}
    sql = str(vraag.opdracht.params(nodig).compile(leeg.engine, compile_kwargs={"render_postcompile": True}))
    with leeg.engine.connect() as verbinding:
        plan = verbinding.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", (None,) * sql.count("?"))
        stappen = [rij.detail for rij in plan]
    assert any(een.startswith(f"SEARCH {stap}") for een in stappen), stappen
    assert not [een for een in stappen if een.startswith("SCAN") and "CONSTANT" not in een], stappen


def _doe(operatie: str, **velden: Any) -> Callable[[Session], Uitslag]:
    return lambda session: voer_uit(session, operatie, Gegeven("verzoek", velden))


def _samen(register: Register, *taken: Callable[[Session], Uitslag]) -> list[list[str]]:
    """The codes of each; each has done its work before any is committed, but where one waits for another."""
    klaar = threading.Barrier(len(taken))

    def lever(taak: Callable[[Session], Uitslag]) -> list[str]:
        pogingen: list[Uitslag] = []

        def poging(session: Session) -> Uitslag:
            pogingen.append(taak(session))
            if len(pogingen) == 1:
                with suppress(threading.BrokenBarrierError):
                    klaar.wait(0.3)
            return pogingen[-1]

        return fouten(register.schrijf(poging))

    with ThreadPoolExecutor(len(taken)) as threads:
        return list(threads.map(lever, taken))


@pytest.fixture
def gelijktijdig(wereld: Register) -> Register:
    if wereld.engine.dialect.name == "sqlite":
        pytest.skip("one delivery at a time writes")
    return wereld


def test_of_two_that_add_the_same_contactadres_the_second_changes_it(gelijktijdig: Register) -> None:
    nieuw = [
        _doe("aanleveren_contactadres", contactadres=contact(periode(begin))) for begin in (EINDE, date(2025, 1, 1))
    ]
    assert _samen(gelijktijdig, *nieuw) == [[], []]
    assert [een.soort for een in alle_rijen(gelijktijdig, model.mutatie)] == ["T", "W"]
    assert kort(lees(gelijktijdig)) == [f"{AANBIEDER}/ALGEMEEN/0"]


def test_no_contactadres_is_left_of_an_onderwijsaanbieder_that_is_removed_meanwhile(gelijktijdig: Register) -> None:
    weg = _doe("verwijderen_onderwijsaanbieder", onderwijsaanbiedercode=AANBIEDER)
    erbij = _doe("aanleveren_contactadres", contactadres=contact())
    assert sorted(_samen(gelijktijdig, weg, erbij)) in ([[], ["N04810"]], [[], ["RS1110"]])


def test_of_a_removal_and_a_change_at_once_the_second_finds_what_the_first_left(gelijktijdig: Register) -> None:
    geleverd(gelijktijdig)
    deel = contact(periode(EINDE))
    sleutel = Gegeven("contactadres", {n: w for n, w in deel.velden.items() if n != "contactadresPeriode"})
    weg = _doe("verwijderen_contactadres", contactadres=sleutel)
    assert _samen(gelijktijdig, weg, _doe("aanleveren_contactadres", contactadres=deel)) == [[], []]
    soorten = "".join(een.soort for een in alle_rijen(gelijktijdig, model.mutatie))
    assert soorten in ("TVT", "TWV")
    assert kort(lees(gelijktijdig)) == ([f"{AANBIEDER}/ALGEMEEN/0"] if soorten == "TVT" else [])
