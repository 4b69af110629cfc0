"""One stand, two forms: V4's, with kenmerken and without what it lacks, and that of our own contract."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.erkenning.leesvorm import lees_erkenning, lees_instellingserkenning, perioden_van
from rio_soap.register.regels.perioden import Duur

EEN, TWEE, DRIE = date(2000, 1, 1), date(2010, 1, 1), date(2020, 1, 1)


class Bron(NamedTuple):
    code: str
    erkenner: str
    stand: Gegeven


def periode(begin: date, einde: date | None = None, **velden: Any) -> Gegeven:
    gevuld = {"begindatum": begin, **({"einddatum": einde} if einde else {}), "naamLang": f"Naam {begin}"}
    return Gegeven("erkendeVestigingPeriode", {**gevuld, "bekostigingscode": "BEKOSTIGD", "soort": "VST", **velden})


def vestiging(*perioden: Gegeven, **velden: Any) -> Bron:
    eigen = {"code": "25BE00", "erkenner": "OCW", "begindatum": EEN, **velden}
    return Bron("25BE00", "OCW", Gegeven("erkendeVestiging", {**eigen, "erkendeVestigingPeriode": list(perioden)}))


def namen(gelezen: Gegeven) -> list[date]:
    return [p.velden["begindatum"] for p in gelezen.velden["erkendeVestigingPeriode"]]  # type: ignore[union-attr,misc]


def test_v4_has_kenmerken_in_its_order_for_fields_that_it_does_not_have() -> None:
    eigen = {"vestigingskenmerk": ["B3", "B2"], "hoofdNevenVestiging": "NEVENVESTIGING", "grondslag": ["PC", "RK"]}
    bron = vestiging(periode(EEN, **eigen, vrijheidVanOnderwijs="BIJZONDER", richtingen=["ABZ"]))
    [gelezen] = lees_instellingserkenning(bron, None, {}).velden["erkendeVestigingPeriode"]  # type: ignore[union-attr,misc]
    kenmerken = [tuple(kenmerk.velden.values()) for kenmerk in gelezen.velden.pop("kenmerken")]  # type: ignore[union-attr]
    assert kenmerken == [
        ("grondslag", "PC"),
        ("grondslag", "RK"),
        ("vrijheidVanOnderwijs", "BIJZONDER"),
        ("hoofdNevenVestiging", "NEVENVESTIGING"),
        ("vestigingskenmerk", "B3"),
        ("vestigingskenmerk", "B2"),
    ]
    assert gelezen == periode(EEN, richtingen=["ABZ"])


def test_a_period_without_such_fields_has_no_kenmerken_at_all() -> None:
    assert lees_instellingserkenning(vestiging(periode(EEN)), None, {}).velden["erkendeVestigingPeriode"] == [
        periode(EEN)
    ]


def test_v4_shows_nothing_that_its_type_does_not_have() -> None:
    adres = Gegeven("formeelInstellingsadres", {"begindatum": EEN})
    bron = vestiging(
        periode(EEN), stichtingsdatum=EEN, inBedrijfdatum=EEN, kVKnummer="12345678", formeelInstellingsadres=[adres]
    )
    gelezen = lees_instellingserkenning(bron, None, {"instellingsrelatieBegindatum": EEN})
    assert list(gelezen.velden) == [
        "begindatum",
        "erkendeVestigingPeriode",
        "code",
        "erkenner",
        "instellingsrelatieBegindatum",
    ]


def test_our_own_form_is_the_stand_with_all_by_begin() -> None:
    adressen = [Gegeven("formeelInstellingsadres", {"begindatum": dag, "bagID": "1"}) for dag in (TWEE, EEN)]
    bron = vestiging(periode(TWEE), periode(EEN, hoofdNevenVestiging="X"), formeelInstellingsadres=adressen)
    assert lees_erkenning(bron) == Gegeven(
        "erkendeVestiging",
        {
            "code": "25BE00",
            "erkenner": "OCW",
            "begindatum": EEN,
            "formeelInstellingsadres": adressen[::-1],
            "erkendeVestigingPeriode": [periode(EEN, hoofdNevenVestiging="X"), periode(TWEE)],
        },
    )


@pytest.mark.parametrize(
    ("dag", "periodes", "adressen"),
    [
        (date(1999, 1, 1), [EEN, TWEE], []),
        (date(2009, 12, 31), [EEN], [EEN]),
        (TWEE, [TWEE], []),
        (DRIE, [EEN, TWEE], []),
    ],
    ids=["before: all periods, since one must be shown", "in the first", "the first day of the next", "after its end"],
)
def test_a_day_picks_the_periods_and_addresses_of_that_day(
    dag: date, periodes: list[date], adressen: list[date]
) -> None:
    adres = Gegeven("formeelInstellingsadres", {"begindatum": EEN, "einddatum": TWEE})
    bron = vestiging(periode(EEN), periode(TWEE), einddatum=DRIE, formeelInstellingsadres=[adres])
    gelezen = lees_erkenning(bron, dag)
    assert namen(gelezen) == periodes
    assert namen(lees_instellingserkenning(bron, dag, {})) == periodes
    getoond: Any = gelezen.velden["formeelInstellingsadres"]
    assert [a.velden["begindatum"] for a in getoond] == adressen


def test_a_period_ends_when_it_says_else_where_the_next_begins_else_with_the_erkenning() -> None:
    bron = vestiging(periode(TWEE), periode(EEN, date(2005, 1, 1)), periode(EEN), einddatum=DRIE)
    assert [duur for _, duur in perioden_van(bron.stand)] == [
        Duur(EEN, date(2005, 1, 1)),
        Duur(EEN, TWEE),
        Duur(TWEE, DRIE),
    ]
