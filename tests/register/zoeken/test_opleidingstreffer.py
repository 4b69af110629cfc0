"""An offer as a search shows it: names of the day, level, place, and the cohorten that take applications."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.register.zoeken.opleidingstreffer import eerste_van, treffers
from tests.register.geldige_antwoorden import houd_aan_schema
from tests.register.hulp import context, eenheid, opdrachten, periode, zet_eenheid
from tests.register.hulp_aanbod import CODE, aanbod, cohort, flexibel
from tests.register.hulp_aanbod import periode as aanbodperiode
from tests.register.hulp_licentie import bied_aan

DAG = date(2026, 3, 1)
EENHEID = "5000O0001"


def zet(
    register: Register, soort: str = "HOOpleiding", code: str = CODE, eenheidcode: str = EENHEID, **velden: Any
) -> str:
    """An offer of this content, however it was delivered."""
    stand = aanbod(soort, code=code.upper(), eenheid=eenheidcode, **velden)
    rij = {"specialisatie": stand.naam, "locatie": stand.velden.get("onderwijslocatiecode"), "stand": stand}
    return bied_aan(register, code, eenheidcode, **rij)


def zoek(register: Register, *codes: str, dag: date = DAG, **anders: Any) -> list[dict[str, Any]]:
    """The fields of the treffers, each of which fits the contract."""
    ctx = context()
    with register.lees() as session:
        gevonden = treffers(session, ctx, codes, dag, **anders)
    paginering = Gegeven("paginering", {"pagina": 0, "aantalPaginas": 1, "aantalResultaten": 1})
    houd_aan_schema("zoeken_aangebodenOpleidingen", Uitslag({"opleidingstreffer": gevonden, "paginering": paginering}))
    assert [een.sleutel for een in ctx.uitval] == [code for code in codes if code.startswith("bad")]
    return [treffer.velden for treffer in gevonden]


def periodiek() -> dict[str, Any]:
    """The fields of a unit of whatever kind."""
    return eenheid("voOpleiding").velden


@pytest.fixture
def wereld(register: Register) -> Register:
    namen = [periode(begin=date(2020, 9, 1), naamLang="Oud"), periode(begin=date(2026, 1, 1), naamLang="Nieuw")]
    zet_eenheid(register, EENHEID, eenheid(begin=date(2020, 9, 1), perioden=namen), "100B490")
    return register


def test_a_treffer_tells_what_and_whose_it_is_and_where(wereld: Register) -> None:
    zet(wereld, einde=date(2028, 9, 1))
    (treffer,) = zoek(wereld, CODE, afstanden={"107X215": Decimal("1.50")})
    cohorten = treffer.pop("cohort")
    assert treffer == {
        "aangebodenOpleidingCode": CODE.upper(),
        "specialisatie": "aangebodenHOOpleiding",
        "naam": "Nieuw",
        "opleidingseenheidcode": EENHEID,
        "opleidingsniveau": "HBO-BA",
        "onderwijsaanbiedercode": "110A133",
        "onderwijsaanbiedernaam": "Hanzehogeschool Groningen",
        "onderwijslocatiecode": "107X215",
        "plaatsnaam": "GRONINGEN",
        "afstand": Decimal("1.50"),
        "begindatum": date(2020, 9, 1),
    }
    assert [een.velden for een in cohorten] == [
        {
            "cohortcode": "2025",
            "cohortstatus": "O",
            "beginAanmeldperiode": date(2025, 1, 1),
            "start": date(2025, 9, 1),
        }
    ]


@pytest.mark.parametrize(
    ("dag", "naam"),
    [
        (date(2019, 1, 1), "Oud"),
        (date(2025, 8, 31), "Oud"),
        (date(2025, 9, 1), "Eigen"),
        (date(2025, 12, 31), "Eigen"),
        (date(2026, 1, 1), "Nieuw"),
        (date(2040, 1, 1), "Nieuw"),
    ],
)
def test_the_name_is_that_of_the_day_its_own_before_that_of_its_unit(wereld: Register, dag: date, naam: str) -> None:
    perioden = [
        aanbodperiode(begin=date(2026, 1, 1)),
        aanbodperiode(begin=date(2025, 9, 1), eigenNaamAangebodenOpleiding="Eigen"),
        aanbodperiode(begin=date(2020, 9, 1)),
    ]
    zet(wereld, aangebodenOpleidingPeriode=perioden)
    assert [treffer["naam"] for treffer in zoek(wereld, CODE, dag=dag)] == [naam]


def test_the_level_is_its_own_or_the_one_level_of_its_unit(wereld: Register) -> None:
    codes = []
    for nummer, niveaus in enumerate((["VO-HAVO"], ["VO-HAVO", "VO-VWO"])):
        fase = Gegeven("voOpleidingsfase", {**periodiek(), "niveaus": niveaus})
        zet_eenheid(wereld, f"500{nummer + 1}O0001", fase, None, "OCW")
        codes.append(zet(wereld, "VOOpleiding", f"0{nummer}{CODE[2:]}", f"500{nummer + 1}O0001"))
    codes.append(zet(wereld, "ParticuliereOpleiding", niveau="WO-MA"))
    assert [treffer.get("opleidingsniveau") for treffer in zoek(wereld, *codes)] == ["VO-HAVO", None, "WO-MA"]


@pytest.mark.parametrize(
    ("dag", "open_"),
    [
        (date(2025, 12, 31), []),
        (date(2026, 1, 1), ["A"]),
        (date(2026, 2, 1), ["A", "B", "D"]),
        (date(2026, 5, 1), ["A", "B", "D"]),
        (date(2026, 5, 2), ["B"]),
        (date(2050, 1, 1), ["B"]),
    ],
)
def test_cohorten_with_status_o_are_open_on_both_days_of_their_aanmeldperiode(
    wereld: Register, dag: date, open_: list[str]
) -> None:
    mei = {"eindeAanmeldperiode": date(2026, 5, 1)}
    cohorten = [
        cohort(code="D", beginAanmeldperiode=date(2026, 2, 1), **mei),
        cohort(code="A", beginAanmeldperiode=date(2026, 1, 1), **mei),
        flexibel(date(2026, 9, 1), code="B", beginAanmeldperiode=date(2026, 2, 1)),
        cohort(code="C", beginAanmeldperiode=date(2026, 1, 1), cohortstatus="G"),
    ]
    zet(wereld, aangebodenOpleidingCohort=cohorten)
    for anders in ({"dag": dag}, {"aanmelden_op": dag}):
        (treffer,) = zoek(wereld, CODE, **anders)  # type: ignore[arg-type]
        assert [een.velden["cohortcode"] for een in treffer.get("cohort", ())] == open_


def test_of_more_open_cohorten_than_fit_those_that_began_first_are_shown(wereld: Register) -> None:
    cohorten = [cohort(code=f"{n:03}", beginAanmeldperiode=date(2025, 1 + n % 12, 1)) for n in range(120)]
    zet(wereld, aangebodenOpleidingCohort=cohorten)
    (treffer,) = zoek(wereld, CODE)
    getoond = [(een.velden["beginAanmeldperiode"], een.velden["cohortcode"]) for een in treffer["cohort"]]
    assert getoond == sorted(getoond)
    assert len(getoond) == 99


def test_what_cannot_be_shown_is_left_out_and_noted_and_takes_no_neighbour_along(wereld: Register) -> None:
    zet(wereld)
    naamloos = Gegeven("hoOpleiding", {"begindatum": DAG})
    zet_eenheid(wereld, "5000O0009", naamloos, None)
    bied_aan(wereld, "bad1", stand="no stand")
    bied_aan(wereld, "bad2", "5000O0009")
    assert [treffer["naam"] for treffer in zoek(wereld, "bad1", CODE, "unknown", "bad2")] == ["Nieuw"]


def test_for_any_number_of_offers_there_are_four_questions(wereld: Register) -> None:
    codes = [zet(wereld, code=f"{n:08}{CODE[8:]}") for n in range(12)]
    for deel in (codes[:1], codes):
        with opdrachten(wereld) as gezien:
            assert len(zoek(wereld, *deel)) == len(deel)
        assert len(gezien) == 4
    with opdrachten(wereld) as gezien:
        assert zoek(wereld) == []
    assert gezien == []


def test_the_first_of_some_aanbieders_come_by_aanbieder_and_code_with_the_number_of_all(wereld: Register) -> None:
    tabel = model.organisatorische_eenheid
    rij = {"code": "109A001", "soort": "AANBIEDER", "begindatum": DAG, "stand": Gegeven("onderwijsaanbieder", {})}
    wereld.schrijf(lambda session: session.execute(sa.insert(tabel), rij))
    for code, aanbieder, einde in (
        ("b", "110A133", None),
        ("a", "110A133", None),
        ("z", "109A001", None),
        ("c", "110A133", DAG),
    ):
        bied_aan(wereld, code, aanbieder=aanbieder, einddatum=einde)
    with wereld.lees() as session:
        assert eerste_van(session, ["110A133", "109A001"], DAG, 2) == (["z", "a"], 3)
        assert eerste_van(session, ["110A133", "109A001"], DAG, 3) == (["z", "a", "b"], 3)
        assert eerste_van(session, ["110A133"], date(2026, 2, 28), 9) == (["a", "b", "c"], 3)
        assert eerste_van(session, [], DAG, 9) == ([], 0)
