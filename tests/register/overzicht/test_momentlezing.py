"""An eenheid, its structure and its overview as they were known at a moment are what was read at that moment."""

import random
from datetime import date, timedelta

import pytest

from rio_soap.register.database.database import Register
from rio_soap.register.overzicht.momentlezing import Eenheidslezer, lees_eenheid_op
from rio_soap.register.overzicht.raadplegingen import eenheid_van, overzicht_van, structuur_van
from rio_soap.register.regels.uitslag import Uitslag
from tests.register import hulp_eenheden
from tests.register.hulp import VREEMD, fouten
from tests.register.overzicht.hulp_uittreksel import Bandenwereld
from tests.register.versie.hulp_versie import Klok, zet_begin

LEZERS: tuple[Eenheidslezer, ...] = (eenheid_van, structuur_van, overzicht_van)
CODES, DAGEN = ("100B490", "110A133", "100G001"), (date(2026, 11, 24), date(2022, 1, 1))


def lees(register: Register, klok: Klok, sinds: object = None) -> dict[tuple[int, str, date], Uitslag]:
    """All that is asked here, now or by what was known at a moment."""
    ctx = klok.context(VREEMD)
    with register.lees() as session:
        return {
            (nummer, code, dag): lees_eenheid_op(session, ctx, lezer, code, dag, sinds)  # type: ignore[arg-type]
            for nummer, lezer in enumerate(LEZERS)
            for code in CODES
            for dag in DAGEN
        }


def test_what_was_known_at_a_moment_is_what_was_read_then(register: Register) -> None:
    hulp_eenheden.laad_eenheden(register)
    zet_begin(register)
    klok, toeval = Klok(), random.Random(21)
    wereld = Bandenwereld(register, klok, 22)
    opnamen = []
    for _ in range(4):
        for _ in range(toeval.randrange(5, 20)):
            klok.tik()
            wereld.wijzig()
        moment = klok.tik()
        opnamen.append((moment, lees(register, klok)))
    assert len({str(gelezen) for _, gelezen in opnamen}) == len(opnamen)
    klok.tik()
    for moment, gelezen in opnamen:
        assert str(lees(register, klok, moment)) == str(gelezen)


@pytest.mark.parametrize("lezer", LEZERS)
def test_a_moment_of_which_the_register_cannot_tell_and_a_code_of_nothing_are_told(
    register: Register, lezer: Eenheidslezer
) -> None:
    zet_begin(register)
    klok = Klok()
    straks, dag = klok.nu + timedelta(seconds=1), DAGEN[0]
    with register.lees() as session:
        ctx = klok.context(VREEMD)
        assert fouten(lees_eenheid_op(session, ctx, lezer, "110A133", dag, straks)) == ["RS1011"]
        assert fouten(lees_eenheid_op(session, ctx, lezer, "999A999", dag, klok.nu)) == ["RS1110"]
        assert fouten(lees_eenheid_op(session, ctx, lezer, "999A999", dag, None)) == ["RS1110"]
