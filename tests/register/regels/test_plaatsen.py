"""Every finding of a controle has a place in the message: which period, which cohort, which kenmerk, which sleutel.

That each refusal in all tests of deliveries has one, of the kind that its code judges, is held by `plekken`.
"""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.contract.path import regel_op
from rio_soap.register.aanbod.bericht import PARTNER
from rio_soap.register.database.database import Register
from rio_soap.register.operaties.tabel import LEVERINGEN
from rio_soap.register.proefdata.aangeboden import laad_aangeboden
from rio_soap.register.regels.eigen_codes import EIGEN_CODES
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.plaatsen import plaatsen
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import Uitslag, standaardlijsten
from rio_soap.register.regels.zonder_foutcode import plaatsen_van_waarden
from tests.register.hulp import eenheid, kenmerk, lever, periode
from tests.register.hulp_aanbod import BEGIN, CODE, aanbod, cohort, flexibel, lever_aan
from tests.register.hulp_aanbod import periode as aanbodperiode
from tests.register.hulp_organisatie import aanbieder, juridisch
from tests.register.hulp_organisatie import lever as lever_school
from tests.register.plekken import VERWACHT, soort_plek

LEVER = "aanleveren_aangebodenOpleiding"
OBJECT = "/aanleveren_aangebodenOpleiding_request/aangebodenHOOpleiding[1]"
ENUM = "kenmerkwaardeEnumeratiewaarde"


@pytest.fixture
def register(register: Register) -> Register:
    """With the offer of the trial data and what it refers to."""
    register.schrijf(laad_aangeboden)
    return register


def plekken(uitslag: Uitslag, deel: Gegeven, veld: str = "aangebodenOpleiding", operatie: str = LEVER) -> list[str]:
    """Code and place, without the operation, of each finding."""
    gevonden = plaatsen(operatie, Gegeven("x", {veld: deel}), uitslag.foutmeldingen)
    paren = zip(uitslag.foutmeldingen, gevonden, strict=True)
    return [f"{m.foutcode} {plek.partition('_request')[2].partition(']')[2]}" for m, plek in paren]


def test_every_code_that_a_control_can_raise_has_its_place_here() -> None:
    """Each of them is raised in some test, and held to this table there."""
    for operatie, levering in LEVERINGEN.items():
        if operatie in EIGEN_CODES:
            continue  # there the sleutelgegevens say it, whatever the code
        codes = {code for code, _ in levering.controles if not code.startswith("K01")}
        assert codes == VERWACHT[operatie].keys(), operatie


@pytest.mark.parametrize("welke", range(4))
def test_the_cohort_that_is_wrong_is_named(register: Register, welke: int) -> None:
    """Its position, and in it the element that was judged."""
    fouten = (
        (cohort(einddatum=date(2025, 9, 1)), "N11040", "einddatum[1]"),
        (cohort(eindeAanmeldperiode=date(2025, 1, 1)), "N11020", "eindeAanmeldperiode[1]"),
        (flexibel(BEGIN, BEGIN), "N11030", "flexibeleInstroom[1]/eindeInstroomperiode[1]"),
        (cohort(cohortstatus="X"), "N11440", "cohortstatus[1]"),
        (cohort(toestemmingVereistVoorAanmelding="X"), "N11450", "toestemmingVereistVoorAanmelding[1]"),
    )
    for fout, code, veld in fouten:
        cohorten = [cohort(code=f"c{n}") for n in range(4)]
        fout.velden["cohortcode"] = f"c{welke}"
        cohorten[welke] = fout
        deel = aanbod(aangebodenOpleidingCohort=cohorten)
        verwacht = f"{code} /aangebodenHOOpleidingCohort[{welke + 1}]/{veld}"
        assert plekken(lever_aan(register, deel), deel) == [verwacht]


def test_of_a_double_the_second_is_the_one(register: Register) -> None:
    cohorten = [cohort(code="a"), cohort(code="b"), cohort(code="a")]
    deel = aanbod(aangebodenOpleidingCohort=cohorten)
    assert plekken(lever_aan(register, deel), deel) == ["N11420 /aangebodenHOOpleidingCohort[3]/cohortcode[1]"]
    partners = [kenmerk("samenwerkendeOnderwijsaanbiedercode", "110A133") for _ in range(2)]
    deel = aanbod(aangebodenOpleidingPeriode=[aanbodperiode("HOOpleiding", BEGIN, *partners)])
    gevonden = plekken(lever_aan(register, deel), deel)
    eigen = [k.velden["kenmerknaam"] for k in deel.velden["aangebodenOpleidingPeriode"][0].velden["kenmerken"]]  # type: ignore
    tweede = len(eigen)
    waar = f"/aangebodenHOOpleidingPeriode[1]/kenmerken[{tweede}]/kenmerkwaardeTekst[1]"
    assert gevonden == [f"K01040 {waar}", f"N10060 {waar}"]


def test_findings_that_say_the_same_are_of_one_element_each(register: Register) -> None:
    """Two cohorten with one code that are wrong in one way: each finding is of its own."""
    fout = date(2025, 1, 1)
    cohorten = [cohort(code="a", eindeAanmeldperiode=fout), cohort(code="a", eindeAanmeldperiode=fout)]
    deel = aanbod(aangebodenOpleidingCohort=cohorten)
    gevonden = [plek for plek in plekken(lever_aan(register, deel), deel) if plek.startswith("N11020")]
    assert gevonden == [f"N11020 /aangebodenHOOpleidingCohort[{n}]/eindeAanmeldperiode[1]" for n in (1, 2)]


def test_periods_are_counted_as_they_stand_not_by_date(register: Register) -> None:
    """And of a mix of specialisations each by its own name, as a path in XML counts."""
    dagen = (BEGIN + timedelta(days=60), BEGIN, BEGIN + timedelta(days=30))
    perioden = [periode(begin=dag) for dag in dagen]
    perioden[2] = Gegeven("particuliereOpleidingPeriode", perioden[2].velden)
    perioden[0].velden["studielasteenheid"] = "XXX"
    deel = eenheid(begin=BEGIN, perioden=perioden)
    uitslag = lever(register, deel)
    assert plekken(uitslag, deel, "opleidingseenheid", "aanleveren_opleidingseenheid") == [
        "P02030 /particuliereOpleidingPeriode[1]",
        "P02040 /hoOpleidingPeriode[1]/studielasteenheid[1]",
    ]


@pytest.mark.parametrize("plaats", range(3))
def test_the_kenmerk_that_is_wrong_is_named(register: Register, plaats: int) -> None:
    """Among others, in the object, a period and a cohort."""
    goed = aanbod()
    eigen: list[Gegeven] = goed.velden["kenmerken"]  # type: ignore[assignment]
    for fout, code, veld in (
        (kenmerk("vorm", "X", ENUM), "K01050", ENUM),
        (kenmerk("kleur", "ROOD"), "K01030", "kenmerknaam"),
        (kenmerk("eigenAangebodenOpleidingSleutel", "1", ENUM), "K01060", ENUM),
    ):
        anderen = [kenmerk("voertaal", taal, ENUM) for taal in ("NLD", "ENG")]
        zonder = [k for k in eigen if k.velden["kenmerknaam"] != fout.velden["kenmerknaam"]]
        alle = [*zonder, *anderen]
        alle.insert(plaats, fout)
        deel = aanbod(kenmerken=alle)
        gevonden = plekken(lever_aan(register, deel), deel)
        assert f"{code} /kenmerken[{plaats + 1}]/{veld}[1]" in gevonden
    kapot = cohort(code="b")
    kapot.velden["kenmerken"] = [kenmerk("opleidingsvorm", "X", ENUM)]
    deel = aanbod(aangebodenOpleidingCohort=[cohort(code="a"), kapot])
    gevonden = plekken(lever_aan(register, deel), deel)
    assert gevonden == [f"K01050 /aangebodenHOOpleidingCohort[2]/kenmerken[1]/{ENUM}[1]"]


def test_a_kenmerk_that_lacks_is_told_at_what_should_carry_it(register: Register) -> None:
    laat = aanbodperiode("HOOpleiding", BEGIN + timedelta(days=30))
    laat.velden.pop("kenmerken", None)
    deel = aanbod(aangebodenOpleidingPeriode=[aanbodperiode(), laat])
    gevonden = plekken(lever_aan(register, deel), deel)
    assert gevonden
    assert set(gevonden) == {"K01010 /aangebodenHOOpleidingPeriode[2]"}


def test_the_relation_of_an_aanbieder_that_is_wrong_is_named(register: Register) -> None:
    deel = aanbieder(relaties=[juridisch("25BE"), juridisch("99ZZ"), juridisch("98ZZ")])
    uitslag = lever_school(register, deel)
    gevonden = plekken(uitslag, deel, "nieuweOnderwijsaanbieder", "aanleveren_onderwijsaanbieder")
    assert gevonden == [f"A01030 /juridischeRelatie[{n}]/instellingserkenningscode[1]" for n in (2, 3)]


def test_the_end_that_lies_outside_is_named_and_one_that_lacks_at_its_object(register: Register) -> None:
    """N09410: the element that was judged, as the register alone can know."""
    grens = eenheid(begin=BEGIN, einde=date(2027, 9, 1))
    code = str(lever(register, grens).gegevens["opleidingseenheidcode"])
    for velden, veld in (
        ({"einde": date(2028, 9, 1)}, "/einddatum[1]"),
        ({"einde": None}, ""),
        ({"einde": date(2027, 9, 1), "eersteInstroomDatum": date(2025, 1, 1)}, "/eersteInstroomDatum[1]"),
    ):
        deel = aanbod(eenheid=code, **velden)  # type: ignore[arg-type]
        assert plekken(lever_aan(register, deel), deel) == [f"N09410 {veld}"]


@settings(max_examples=150)
@given(
    aantal=st.integers(1, 12),
    kies=st.data(),
    lengte=st.integers(1, 60),
)
def test_the_cohort_is_found_whatever_its_code(aantal: int, kies: st.DataObject, lengte: int) -> None:
    """Also when names and values are cut to 25 characters on the wire."""
    codes = [f"{n:02d}{'x' * lengte}{n:02d}"[:60] for n in range(aantal)]
    welke = kies.draw(st.integers(0, aantal - 1))
    deel = aanbod(aangebodenOpleidingCohort=[cohort(code=code) for code in codes])
    m = melding("N11440", [("aangebodenOpleidingCode", CODE), ("cohortcode", codes[welke])])
    (plek,) = plaatsen(LEVER, Gegeven("x", {"aangebodenOpleiding": deel}), [m])
    assert plek == f"{OBJECT}/aangebodenHOOpleidingCohort[{welke + 1}]/cohortstatus[1]"


@pytest.mark.parametrize("sleutels", [(("x", "y"),), (("cohortcode", "nergens"),), (("aangebodenOpl", "z"),) * 5])
@pytest.mark.parametrize("code", ["ZZZ999", "N11020", "K01050", "AUT401", "A01030", "N10040", "P02070"])
def test_an_answer_that_fits_nothing_still_has_a_place(code: str, sleutels: tuple[tuple[str, str], ...]) -> None:
    """Of another RIO any code, text and sleutelgegevens may come."""
    m = Foutmelding(code, "Een tekst van elders", sleutels)
    (plek,) = plaatsen(LEVER, Gegeven("x", {"aangebodenOpleiding": aanbod()}), [m])
    assert soort_plek(plek) == "@"
    (plek,) = plaatsen("verwijderen_aangebodenOpleiding", Gegeven("x", {"aangebodenOpleidingCode": CODE}), [m])
    assert soort_plek(plek) == "."


@pytest.mark.parametrize("deel", ["kenmerken", "cohorten", "perioden"])
def test_a_hundred_findings_in_a_large_message_are_placed_at_once(deel: str) -> None:
    """The largest message has tens of thousands of parts; /controle places its 99 findings, and finds their lines."""
    aantal = 30_000
    groot = aanbod()
    sleutels = [("aangebodenOpleidingCode", CODE)]
    if deel == "kenmerken":
        partners = [
            kenmerk("samenwerkendeOnderwijsaanbiedercode", f"{n % 999:03d}A{n // 999:03d}") for n in range(aantal)
        ]
        groot.velden["aangebodenOpleidingPeriode"] = [
            Gegeven("aangebodenHOOpleidingPeriode", {"begindatum": BEGIN, "kenmerken": partners})
        ]
        waarden = [str(p.velden["kenmerkwaardeTekst"]) for p in partners[-99:]]
        gevonden = [melding("N10410", [*sleutels, ("begindatum", BEGIN), (PARTNER, code)]) for code in waarden]
    elif deel == "cohorten":
        groot.velden["aangebodenOpleidingCohort"] = [cohort(code=f"c{n}") for n in range(aantal)]
        gevonden = [melding("N11440", [*sleutels, ("cohortcode", f"c{n}")]) for n in range(aantal - 99, aantal)]
    else:
        groot.velden["aangebodenOpleidingPeriode"] = [aanbodperiode() for _ in range(aantal)]
        gevonden = [melding("N10040", [*sleutels, ("begindatum", BEGIN)]) for _ in range(99)]
    o = OPERATIES[LEVER]
    element = mapping.schrijf_verzoek(o, Gegeven(o.verzoek, {"aangebodenOpleiding": groot}))
    begin = time.process_time()
    plekken_ = plaatsen(LEVER, Gegeven("x", {"aangebodenOpleiding": groot}), gevonden)
    regels = [regel_op(plek, element) for plek in plekken_]
    assert time.process_time() - begin < 5
    assert all(regels)
    assert len(set(plekken_)) == (1 if deel == "perioden" else 99)


def test_a_value_without_code_has_its_path_each_time_it_comes() -> None:
    """Server.DK0050: the fault names every element, not the name of the field alone."""
    prijs = Gegeven("prijs", {"soort": "GRATIS"})
    deel = aanbod(aangebodenOpleidingCohort=[cohort(code="a"), cohort(code="b", prijs=[prijs, prijs])])
    verzoek = Gegeven("x", {"aangebodenOpleiding": deel})
    assert plaatsen_van_waarden(LEVER, verzoek, standaardlijsten()) == [
        (f"{OBJECT}/aangebodenHOOpleidingCohort[2]/prijs[{n}]/soort[1]", "soort", "GRATIS") for n in (1, 2)
    ]
