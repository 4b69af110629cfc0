"""To which besturen eenheden belong, against a model that looks day by day; and in how many questions that is known."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Register
from rio_soap.register.organisatie import hierarchie
from rio_soap.register.organisatie.hierarchie import Bestuursband
from rio_soap.register.organisatie.rijen import OrganisatorischeEenheid
from rio_soap.register.regels.perioden import Duur
from tests.register.binnen import binnen
from tests.register.hulp import fouten, opdrachten
from tests.register.hulp_eenheden import (
    BUURSCHOOL,
    GROEP,
    IN,
    ONDER_GROEP,
    SCHOOL,
    groep,
    lever_groep,
    lid,
    zet_band,
    zet_eenheid,
)
from tests.register.hulp_organisatie import BESTUUR, BUURBESTUUR

DAG = timedelta(days=1)
NUL = date(2026, 1, 1)
LATER = date(2023, 8, 1)


@st.composite
def duren(trek: st.DrawFn) -> Duur:
    """Durations of a few days, some open; never empty."""
    begin = trek(st.integers(0, 8))
    lengte = trek(st.none() | st.integers(1, 5))
    return Duur(NUL + begin * DAG, None if lengte is None else NUL + (begin + lengte) * DAG)


@given(duren(), duren())
@settings(max_examples=60)
def test_what_two_durations_have_in_common_is_every_day_of_both(een: Duur, ander: Duur) -> None:
    def dagen(duur: Duur | None) -> set[int]:
        return {
            n for n in range(20) if duur and duur.begin <= (dag := NUL + n * DAG) and dag < (duur.einde or date.max)
        }

    samen = een.samen(ander)
    assert dagen(samen) == dagen(een) & dagen(ander)
    assert (samen is None) is not een.overlapt(ander)
    assert samen == ander.samen(een)


def band(bestuur: str, begin: date, einde: date | None, *relaties: int) -> Bestuursband:
    return Bestuursband(bestuur, Duur(begin, einde), relaties or (1,))


def beheerders(
    banden: Sequence[Bestuursband], dag: date, einde: date | None = None, soort: str = "AANBIEDER"
) -> set[str]:
    rij = OrganisatorischeEenheid(SCHOOL, soort, IN, einde, None, None, None, None, Gegeven("x"))
    return set(hierarchie.beheerders_van({SCHOOL: rij}, {SCHOOL: banden}, dag)[SCHOOL])


def test_who_manages_an_eenheid_is_whose_tie_holds_else_who_had_it_last() -> None:
    oud, nieuw = band("A", IN, LATER), band("B", LATER, None)
    via = band("C", IN, None, 1, 2)
    assert beheerders([oud, nieuw], LATER - DAG) == {"A", "B"}, "what begins later can be used at once"
    assert beheerders([oud, nieuw], LATER) == {"B"}
    assert beheerders([oud], LATER) == {"A"}, "who let go of it can hand it over"
    assert beheerders([band("D", IN, LATER - DAG), oud], LATER) == {"A"}
    assert beheerders([oud, via], LATER - DAG) == {"A"}, "directly before through a groep"
    assert beheerders([oud, via], LATER) == {"C"}
    assert beheerders([band("D", IN, LATER - DAG), oud], LATER + DAG, einde=LATER) == {"A"}
    assert beheerders([], LATER) == set()
    assert beheerders([], LATER, soort="BESTUUR") == {SCHOOL}


def test_an_eenheid_belongs_to_besturen_directly_or_through_groepen_while_both_hold(vaste_twee: Register) -> None:
    def proef(register: Register) -> None:
        zet_band(register, BUURBESTUUR, GROEP, LATER, LATER + DAG)
        zet_band(register, GROEP, SCHOOL, LATER)
        with register.lees() as session:
            banden = hierarchie.bestuursbanden(session, [SCHOOL, ONDER_GROEP, BUURSCHOOL, BESTUUR])
        gezien = {code: {(b.bestuur, b.duur, b.direct) for b in lijst} for code, lijst in banden.items()}
        eendaags = (BUURBESTUUR, Duur(LATER, LATER + DAG), False)
        assert gezien == {
            SCHOOL: {
                (BESTUUR, Duur(date(1986, 8, 1), None), True),
                (BESTUUR, Duur(LATER, None), False),
                eendaags,
            },
            ONDER_GROEP: {(BESTUUR, Duur(IN, None), False), eendaags},
            BUURSCHOOL: {(BUURBESTUUR, Duur(IN, None), True)},
            BESTUUR: set(),
        }
        assert hierarchie.besturen_op(banden[ONDER_GROEP], LATER) == {BESTUUR, BUURBESTUUR}
        assert hierarchie.besturen_op(banden[ONDER_GROEP], LATER + DAG) == {BESTUUR}
        assert hierarchie.besturen_op(banden[SCHOOL], LATER) == {BESTUUR}
        assert hierarchie.besturen_op(banden[SCHOOL], date(1986, 7, 31)) == set()

    binnen(vaste_twee, proef)


def test_a_groep_of_many_asks_as_much_as_a_groep_of_few(vaste_twee: Register) -> None:
    """Questions do not grow with its groepsleden, nor with what they belong to."""

    def proef(register: Register) -> None:
        scholen = [zet_eenheid(register, f"7{nummer:02}A001", "AANBIEDER") for nummer in range(40)]
        for code in scholen:
            zet_band(register, BESTUUR, code)
        aantallen = []
        for leden in (scholen[-1:], scholen[:2], scholen[2:]):  # each leaves out those of the one before
            delen = (lid(code) for code in (ONDER_GROEP, *leden))
            with opdrachten(vaste_twee) as gesteld:
                assert fouten(lever_groep(register, groep(*delen, code=GROEP))) == []
            aantallen.append(sum(1 for vraag in gesteld if vraag.lstrip().upper().startswith(("SELECT", "WITH"))))
        assert aantallen[1] == aantallen[2] <= 40, aantallen

    binnen(vaste_twee, proef)
