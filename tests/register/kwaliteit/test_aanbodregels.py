"""The rules on an offer by its stand: raised, and not raised right beside it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.aanbod.bericht import Aanbodbericht
from rio_soap.register.kwaliteit import aanbodregels as regels
from tests.register.hulp import kenmerk
from tests.register.hulp_aanbod import aanbod, cohort, periode

DAG, EEN = date(2026, 11, 24), timedelta(days=1)
Regel = Callable[[Aanbodbericht, date], str | None]


def duur(omvang: int, eenheid: str) -> dict[str, Waarde]:
    velden: dict[str, Waarde] = {"opleidingsduurEenheid": eenheid, "opleidingsduurOmvang": omvang}
    return {"afwijkendeOpleidingsduur": Gegeven("afwijkendeOpleidingsduur", velden)}


def met(*cohorten: Gegeven) -> dict[str, Waarde]:
    return {"aangebodenOpleidingCohort": list(cohorten)}


def plaatsen(aantal: int, **velden: Waarde) -> Gegeven:
    return cohort("HOOpleiding", "2026", kenmerk("deelnemersplaatsen", aantal, "kenmerkwaardeGetal"), **velden)  # type: ignore[arg-type]


BIJZONDER = date(2999, 12, 31)
GEVALLEN: list[tuple[Regel, dict[str, Waarde], dict[str, Waarde]]] = [
    (regels.duur_onwaarschijnlijk, duur(6400, "W"), duur(520, "W")),
    (regels.duur_onwaarschijnlijk, duur(0, "J"), duur(10, "J")),
    (regels.duur_onwaarschijnlijk, duur(11, "J"), {}),
    (regels.plaatsen_nul, met(cohort(), plaatsen(0)), met(plaatsen(1))),
    (regels.plaatsen_nul, met(plaatsen(0, einddatum=DAG + EEN)), met(plaatsen(0, einddatum=DAG))),
    (regels.datum_bijzonder, {"einddatum": date(2050, 1, 1)}, {"einddatum": date(2050, 1, 2)}),
    (regels.datum_bijzonder, met(cohort(einddatum=BIJZONDER)), met(cohort(einddatum=BIJZONDER - EEN))),
    (regels.datum_bijzonder, {"aangebodenOpleidingPeriode": [periode(begin=date(9999, 12, 31))]}, {}),
    (
        regels.cohort_verlopen_open,
        met(cohort(eindeAanmeldperiode=DAG - EEN)),
        met(cohort(eindeAanmeldperiode=DAG), cohort()),
    ),
    (
        regels.cohort_verlopen_open,
        met(cohort(einddatum=DAG), cohort(code="2026", einddatum=DAG)),
        met(cohort(einddatum=DAG, cohortstatus="G"), cohort(einddatum=DAG + EEN)),
    ),
]


@pytest.mark.parametrize(("regel", "fout", "goed"), GEVALLEN)
def test_the_rule_tells_what_does_not_hold_and_is_silent_beside_it(
    regel: Regel, fout: dict[str, Waarde], goed: dict[str, Waarde]
) -> None:
    assert regel(Aanbodbericht.van(aanbod(**fout)), DAG)  # type: ignore[arg-type]
    assert regel(Aanbodbericht.van(aanbod(**goed)), DAG) is None  # type: ignore[arg-type]


def test_the_text_says_what_and_where() -> None:
    lezen = Aanbodbericht.van(aanbod(**met(cohort(einddatum=DAG), cohort(code="2026", einddatum=DAG))))  # type: ignore[arg-type]
    tekst = regels.cohort_verlopen_open(lezen, DAG)
    assert tekst == "2 cohorten hebben cohortstatus O na de laatste aanmelddag: 2025, 2026"
    lang = Aanbodbericht.van(aanbod(**duur(6400, "W")))  # type: ignore[arg-type]
    assert regels.duur_onwaarschijnlijk(lang, DAG) == "afwijkendeOpleidingsduur is 6400 W"


def test_every_rule_has_a_case() -> None:
    assert {regel for regel, _, _ in GEVALLEN} == set(regels.AANBODREGELS.values())
