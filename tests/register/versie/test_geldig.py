"""An object as it was in the world on a day, by what was known at a moment."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from rio_soap.contract.gegevens import Gegeven, Ingesloten, Waarde
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN, RAADPLEGEN
from rio_soap.register.database.database import Register
from rio_soap.register.licentie.leesvorm import lees_hele_licentie
from rio_soap.register.versie.geldig import op_dag, uitgeschreven
from tests.register import hulp_licentie, hulp_organisatie
from tests.register.hulp import HANZE
from tests.register.hulp_organisatie import BESTUUR
from tests.register.versie.hulp_versie import objectversie, zet_begin
from tests.register.versie.test_antwoorden import Rio

DAG = timedelta(days=1)
A, B, C, D = (date(2020 + n, 1, 1) for n in range(4))


def periode(element: str, begin: date, einde: date | None = None, **velden: Waarde) -> Gegeven:
    return Gegeven(element, {"begindatum": begin, **({"einddatum": einde} if einde else {}), **velden})


def aanbieder(
    namen: Sequence[tuple[date, str]], relaties: Sequence[tuple[date, date | None]], **velden: Waarde
) -> Gegeven:
    """An onderwijsaanbieder as it is read."""
    bestuur: dict[str, Waarde] = {
        "onderwijsbestuurcode": BESTUUR,
        "organisatierelatieBegindatum": A,
        "onderwijsbestuurPeriode": [
            periode("onderwijsbestuurPeriode", A, naam="een"),
            periode("onderwijsbestuurPeriode", C, naam="twee"),
        ],
    }
    inhoud: dict[str, Waarde] = {
        "onderwijsaanbiedercode": "110A133",
        "inBedrijfdatum": A,
        **velden,
        "onderwijsaanbiederPeriode": [periode("onderwijsaanbiederPeriode", b, naam=naam) for b, naam in namen],
        "juridischeRelatie": [
            periode("juridischeRelatie", b, e, instellingserkenningscode="25BE", erkenner="OCW") for b, e in relaties
        ],
        "bijbehorendOnderwijsbestuur": [Gegeven("bijbehorendOnderwijsbestuur", bestuur)],
    }
    return Gegeven("onderwijsaanbieder", inhoud)


def op(gegeven: Gegeven, dag: date, dienst: Any = RAADPLEGEN) -> dict[str, Any] | None:
    gelezen = op_dag(Ingesloten(dienst, gegeven), dag)
    return None if gelezen is None else gelezen.gegeven.velden


def test_a_period_runs_on_until_the_next_one() -> None:
    school = aanbieder([(A, "eerst"), (C, "later")], [(A, None)])
    for dag, naam in ((A, "eerst"), (C - DAG, "eerst"), (C, "later"), (D, "later")):
        gevonden = op(school, dag)
        assert gevonden is not None
        assert [p.velden["naam"] for p in gevonden["onderwijsaanbiederPeriode"]] == [naam]


@pytest.mark.parametrize("dag", [A, B, B + DAG])
def test_accreditaties_that_began_together_all_run_on_as_in_opvragen_licenties(dag: date) -> None:
    delen = [hulp_licentie.accreditatie(begin, nVAODossiernummer=nr) for begin, nr in ((A, "1"), (B, "2"), (B, "3"))]
    stand = hulp_licentie.licentie(begindatum=A, hoOnderwijsaccreditatie=delen)
    gelezen = op(stand, dag, AANVULLING_RAADPLEGEN)
    assert gelezen is not None
    assert gelezen["hoOnderwijsaccreditatie"] == (delen[:1] if dag < B else delen[1:])
    assert gelezen == lees_hele_licentie(stand, (), dag).velden


def test_what_is_shown_of_another_object_is_of_that_day_too() -> None:
    school = aanbieder([(A, "eerst")], [(A, None)])
    for dag, naam in ((B, "een"), (C, "twee")):
        gevonden = op(school, dag)
        assert gevonden is not None
        (bestuur,) = gevonden["bijbehorendOnderwijsbestuur"]
        assert [p.velden["naam"] for p in bestuur.velden["onderwijsbestuurPeriode"]] == [naam]


def test_relations_hold_side_by_side_and_may_leave_gaps() -> None:
    school = aanbieder([(A, "x")], [(A, B), (A, None), (C, D)])
    for dag, aantal in ((A, 2), (B, 1), (C, 2), (D, 1)):
        gevonden = op(school, dag)
        assert gevonden is not None
        assert len(gevonden["juridischeRelatie"]) == aantal


@pytest.mark.parametrize("dag", [A - DAG, D])
def test_before_it_began_and_from_its_end_it_was_not_there(dag: date) -> None:
    school = aanbieder([(A, "x")], [(A, None)], uitBedrijfdatum=D)
    assert op(school, dag) is None
    assert op(school, D - DAG) is not None


def test_what_the_contract_needs_and_was_not_there_makes_it_not_there() -> None:
    """V4 has no aanbieder without an erkenning, nor a contactadres without a period."""
    school = aanbieder([(A, "x")], [(A, B)])
    assert op(school, B - DAG) is not None
    assert op(school, B) is None
    adres: dict[str, Waarde] = {
        "organisatorischeEenheidcode": BESTUUR,
        "communicatiecontext": "ALGEMEEN",
        "communicatiesubcontextNummer": "0",
        "contactadresPeriode": [
            periode("contactadresPeriode", A, B, email="a@b.nl"),
            periode("contactadresPeriode", C),
        ],
    }
    contact = Gegeven("contactadres", adres)
    for dag, is_er in ((A, True), (B, False), (C - DAG, False), (C, True)):
        assert (op(contact, dag, AANVULLING_RAADPLEGEN) is not None) is is_er


def test_a_choice_that_was_not_there_makes_it_not_there() -> None:
    gezag = Gegeven("bevoegdGezag", {"begindatum": B, "bevoegdGezagPeriode": [periode("bevoegdGezagPeriode", B)]})
    keuze = Gegeven("instellingserkenning", {"bevoegdGezag": gezag})
    assert op(keuze, B, AANVULLING_RAADPLEGEN) is not None
    assert op(keuze, B - DAG, AANVULLING_RAADPLEGEN) is None


dagen = st.dates(A, D)
duren = st.tuples(dagen, st.none() | dagen)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(begindata=st.sets(dagen, min_size=1, max_size=5), dag=dagen, relaties=st.lists(duren))
def test_it_agrees_with_what_each_day_by_itself_says(
    begindata: set[date], dag: date, relaties: list[tuple[date, date | None]]
) -> None:
    """Written here once more, by days: what had begun last, and what had begun and not ended."""
    school = aanbieder([(begin, begin.isoformat()) for begin in begindata], relaties)
    begonnen = [begin for begin in begindata if begin <= dag]
    lopend = [(b, e) for b, e in relaties if b <= dag and (e is None or dag < e)]
    gevonden = op(school, dag)
    if not begonnen or not lopend:
        assert gevonden is None
        return
    assert gevonden is not None
    assert [p.velden["naam"] for p in gevonden["onderwijsaanbiederPeriode"]] == [max(begonnen).isoformat()]
    assert [(r.velden["begindatum"], r.velden.get("einddatum")) for r in gevonden["juridischeRelatie"]] == lopend


def test_both_axes_are_asked_at_once(register: Register) -> None:
    """What was known then, of that day: a correction of the past shows only to who asks after it."""
    zet_begin(register)
    rio = Rio(register)
    eerst = hulp_organisatie.aanbieder(perioden=[hulp_organisatie.IN])
    gegevens = rio.lever("aanleveren_onderwijsaanbieder", onderwijsbestuurcode=BESTUUR, nieuweOnderwijsaanbieder=eerst)
    code, toen = str(gegevens["onderwijsaanbiedercode"]), rio.klok()
    later = hulp_organisatie.aanbieder(code=code, perioden=[hulp_organisatie.IN, date(2025, 9, 1)])
    rio.lever("aanleveren_onderwijsaanbieder", onderwijsbestuurcode=BESTUUR, onderwijsaanbieder=later)
    nu = rio.klok()
    for bekend, geldig, naam in (
        (toen, date(2025, 12, 1), "School 1"),
        (nu, date(2025, 12, 1), "School 2"),
        (nu, date(2025, 1, 1), "School 1"),
        (toen, hulp_organisatie.IN - DAG, None),
        (nu, hulp_organisatie.IN - DAG, None),
    ):
        gelezen = objectversie(
            register, rio.klok.context(HANZE), "ONDERWIJSAANBIEDER", code, bekendOp=bekend, geldigOp=geldig
        )
        gevonden: Any = None if gelezen is None else gelezen.velden["onderwijsaanbiederPeriode"]
        assert (None if gevonden is None else [p.velden["naam"] for p in gevonden]) == (
            None if naam is None else [naam]
        )


def test_what_is_passed_on_as_it_is_kept_is_written_out_whole() -> None:
    plat = {
        "g": "deel",
        "v": [["dag", {"d": "2024-01-02"}], ["getal", {"n": "1.50"}], ["lijst", [{"g": "x", "v": []}]]],
    }
    gevonden = uitgeschreven(Gegeven("heel", {"plat": plat, "lijst": [plat], "tekst": "a"}))
    deel: Any = gevonden.velden["plat"]
    assert deel.velden["dag"] == date(2024, 1, 2)
    assert str(deel.velden["getal"]) == "1.50"
    assert deel.velden["lijst"] == [Gegeven("x")]
    assert gevonden.velden["lijst"] == [deel]
