"""Delivering and removing onderwijsaanbieders: every code raised and not raised, and what an approval leaves."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.operaties.identificatiecode import opvragen_rio_identificatiecode
from rio_soap.register.organisatie.controles import AANLEVEREN, VERWIJDEREN
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.geval import Geval, parameters
from tests.register.hulp import BUUR, VREEMD, aantal, bied_aan, context, fouten, kenmerk, vraag
from tests.register.hulp import nieuw as nieuwe_eenheid
from tests.register.hulp_organisatie import (
    BESTUUR,
    BUURBESTUUR,
    IN,
    aanbieder,
    juridisch,
    lever,
    nieuw,
    rijen,
    stand_van_zaken,
    verwijder,
    voeg_besturen_toe,
    zet,
)

LATER = date(2024, 8, 1)
EINDE = date(2026, 8, 1)

Stap = Callable[[Register], Uitslag]


def met_ao(register: Register, **anders: date | None) -> str:
    """A new onderwijsaanbieder 2020-08-01 … with an aangeboden opleiding; gives its code."""
    code = nieuw(register)
    ao = bied_aan(register, nieuwe_eenheid(register), **anders)  # type: ignore[arg-type]
    tabel = model.aangeboden_opleiding
    register.schrijf(lambda s: s.execute(tabel.update().where(tabel.c.code == ao).values(aanbieder=code)))
    return code


def tie(register: Register, code: str, bestuur: str = BESTUUR, begin: date = IN, einde: date | None = None) -> None:
    soort = "HIERARCHISCH"
    zet(register, model.organisatierelatie, van=bestuur, naar=code, soort=soort, begindatum=begin, einddatum=einde)


def losse_aanbieder(register: Register, code: str = "900A001", einde: date | None = None) -> str:
    """An onderwijsaanbieder without any tie, as loaded."""
    deel = aanbieder(code=code, einde=einde)
    stand = Gegeven("onderwijsaanbieder", {n: w for n, w in deel.velden.items() if n != "onderwijsaanbiedercode"})
    tabel = model.organisatorische_eenheid
    zet(register, tabel, code=code, soort="AANBIEDER", begindatum=IN, einddatum=einde, stand=stand)
    return code


BUREN = {"ctx": context(BUUR), "bestuur": BUURBESTUUR}
BUUR_BRIN = [juridisch("26ZZ")]

AANLEVERGEVALLEN = [
    Geval(
        "A01030",
        lambda r: lever(r, aanbieder(relaties=[juridisch("25BE"), juridisch("99ZZ")])),
        lambda r: lever(r, aanbieder(relaties=[juridisch("25BE")])),
    ),
    Geval(
        "A01030",
        lambda r: lever(r, aanbieder(relaties=[juridisch("40169")])),  # a bevoegd gezag is no instelling
        lambda r: lever(r, aanbieder()),
    ),
    Geval(
        "A01031",
        lambda r: lever(r, aanbieder(relaties=[juridisch("300C")]), **BUREN),  # NRTO's
        lambda r: lever(r, aanbieder(relaties=BUUR_BRIN), **BUREN),
    ),
    Geval("A01110", lambda r: lever(r, aanbieder(), bestuur="999B999"), lambda r: lever(r, aanbieder())),
    Geval("A01110", lambda r: lever(r, aanbieder(), bestuur="110A133"), lambda r: lever(r, aanbieder())),
    Geval(
        "A01160",
        lambda r: lever(r, aanbieder(sleutel="school-1")),
        lambda r: lever(r, aanbieder(sleutel="SCHOOL-1")),
        eerst=lambda r: nieuw(r, aanbieder(sleutel="school-1")),
    ),
    Geval(
        "A01160",
        lambda r: lever(r, aanbieder(sleutel="school-1")),
        lambda r: lever(r, aanbieder(sleutel="school-1", relaties=BUUR_BRIN), **BUREN),  # unique per bestuur
        eerst=lambda r: nieuw(r, aanbieder(sleutel="school-1")),
    ),
    Geval(
        "N09440", lambda r: lever(r, aanbieder(code="999A999")), lambda r: lever(r, aanbieder(code="800A001")), nieuw
    ),
    Geval(
        "N09440",
        lambda r: lever(r, aanbieder(code="999A999"), context(VREEMD)),  # before AUT401
        lambda r: lever(r, aanbieder()),
    ),
    Geval("AUT401", lambda r: lever(r, aanbieder(), context(VREEMD)), lambda r: lever(r, aanbieder())),
    Geval(
        "AUT401",
        lambda r: lever(r, aanbieder(), bestuur=BUURBESTUUR),  # a bestuur of another sender
        lambda r: lever(r, aanbieder()),
    ),
    Geval(
        "AUT401",
        lambda r: lever(r, aanbieder(code="800A001", relaties=BUUR_BRIN), **BUREN),  # of another bestuur
        lambda r: lever(r, aanbieder(code="800A001")),
        eerst=nieuw,
    ),
    Geval(
        "AUT401",
        lambda r: lever(r, aanbieder(relaties=[juridisch("25BE"), juridisch("26ZZ")])),  # BRIN4 of another gezag
        lambda r: lever(r, aanbieder()),
    ),
    Geval(
        "AUT401",
        lambda r: lever(r, aanbieder(relaties=[juridisch("26YY")]), **BUREN),  # left this gezag
        lambda r: lever(r, aanbieder(relaties=[juridisch("26XX")]), **BUREN),  # ended while with this gezag
    ),
    Geval(
        "J06010",
        lambda r: lever(r, aanbieder(relaties=[juridisch("25BE", LATER, LATER)])),
        lambda r: lever(r, aanbieder(relaties=[juridisch("25BE", LATER, LATER.replace(day=2))])),
    ),
    Geval(
        "J06020",
        lambda r: lever(r, aanbieder(relaties=[juridisch("25BE", LATER), juridisch("25BE", IN, LATER.replace(day=2))])),
        lambda r: lever(r, aanbieder(relaties=[juridisch("25BE", LATER), juridisch("25BE", IN, LATER)])),
    ),
    Geval(
        "J06410",
        lambda r: lever(r, aanbieder(relaties=[juridisch("25BE", date(2020, 7, 31))])),
        lambda r: lever(r, aanbieder(relaties=[juridisch("25BE", IN)])),
    ),
    Geval(
        "J06410",
        lambda r: lever(r, aanbieder(einde=EINDE, relaties=[juridisch("25BE", IN)])),  # open in one that ends
        lambda r: lever(r, aanbieder(einde=EINDE, relaties=[juridisch("25BE", IN, EINDE)])),
    ),
    Geval(
        "J06410",
        lambda r: lever(r, aanbieder(begin=date(2010, 1, 1), relaties=[juridisch("26ZZ", date(2015, 7, 31))]), **BUREN),
        lambda r: lever(r, aanbieder(begin=date(2010, 1, 1), relaties=[juridisch("26ZZ", date(2015, 8, 1))]), **BUREN),
    ),
    Geval(
        "K01020",
        lambda r: lever(r, aanbieder(kenmerken=[kenmerk("eigenOnderwijsaanbiederSleutel", x) for x in "ab"])),
        lambda r: lever(r, aanbieder(kenmerken=[kenmerk("eigenOnderwijsaanbiederSleutel", "a")])),
    ),
    Geval(
        "K01030",
        lambda r: lever(r, aanbieder(kenmerken=[kenmerk("eigenOpleidingseenheidSleutel", "a")])),
        lambda r: lever(r, aanbieder(kenmerken=[kenmerk("eigenOnderwijsaanbiederSleutel", "a")])),
    ),
    Geval(
        "K01060",
        lambda r: lever(r, aanbieder(sleutel="x" * 61)),
        lambda r: lever(r, aanbieder(sleutel="x" * 60)),
    ),
    Geval(
        "N04010",
        lambda r: lever(r, aanbieder(einde=IN, relaties=[juridisch("25BE", IN)])),
        lambda r: lever(r, aanbieder(einde=IN.replace(day=2))),
        alleen=False,
    ),
    Geval(
        "N04420",
        lambda r: lever(r, aanbieder(code="800A001", begin=LATER)),
        lambda r: lever(r, aanbieder(code="800A001", begin=IN)),
        eerst=nieuw,
    ),
    Geval(
        "N04420",
        lambda r: lever(r, aanbieder(code="800A001", einde=EINDE)),  # an OVERGANG after its end
        lambda r: lever(r, aanbieder(code="800A001", einde=date(2026, 9, 2))),
        eerst=lambda r: zet(
            r,
            model.organisatierelatie,
            van=nieuw(r),
            naar="110A133",
            soort="OVERGANG",
            begindatum=date(2026, 9, 1),
        ),
    ),
    Geval(
        "N04430",
        lambda r: lever(r, aanbieder(code="800A001", einde=EINDE)),
        lambda r: lever(r, aanbieder(code="800A001", einde=EINDE.replace(day=2))),
        eerst=lambda r: met_ao(r, einde=EINDE.replace(day=2)),
    ),
    Geval(
        "N04430",
        lambda r: lever(r, aanbieder(code="800A001")),
        lambda r: lever(r, aanbieder(code="800A001", begin=date(2020, 7, 31))),
        eerst=lambda r: met_ao(r, eerste_instroom=date(2020, 7, 31)),
    ),
    Geval(
        "N05010",
        lambda r: lever(r, aanbieder(einde=EINDE, perioden=[IN, EINDE])),
        lambda r: lever(r, aanbieder(einde=EINDE, perioden=[IN, date(2026, 7, 31)])),
    ),
    Geval(
        "N05030",
        lambda r: lever(r, aanbieder(perioden=[date(2020, 7, 31), IN])),
        lambda r: lever(r, aanbieder(perioden=[IN])),
        alleen=False,
    ),
    Geval(
        "N05050",
        lambda r: lever(r, aanbieder(perioden=[IN, LATER, LATER])),
        lambda r: lever(r, aanbieder(perioden=[LATER, IN])),
    ),
    Geval(
        "N05060",
        lambda r: lever(r, aanbieder(perioden=[LATER])),
        lambda r: lever(r, aanbieder(perioden=[IN, LATER])),
        alleen=False,
    ),
    Geval(
        "N07010",
        lambda r: lever(r, aanbieder(code="900A001", einde=LATER)),
        lambda r: lever(r, aanbieder(code="900A001", einde=LATER.replace(day=2))),
        eerst=lambda r: tie(r, losse_aanbieder(r), begin=LATER),
    ),
    Geval(
        "N07050",
        # 200B001 had it until 2023, 200B002 has it now; the sender acts for both.
        lambda r: lever(r, aanbieder(code="900A001", begin=date(2021, 1, 1)), **BUREN),
        lambda r: lever(r, aanbieder(code="900A001", begin=date(2021, 1, 1)), context(BUUR), "200B002"),
        eerst=lambda r: (
            losse_aanbieder(r),
            tie(r, "900A001", BUURBESTUUR, date(2021, 1, 1), date(2023, 1, 1)),
            tie(r, "900A001", "200B002", date(2023, 1, 1)),
        ),
    ),
    Geval(
        "N07410",
        lambda r: lever(
            r, aanbieder(begin=date(2020, 12, 31), relaties=[juridisch("26ZZ", LATER)]), context(BUUR), "200B002"
        ),
        lambda r: lever(
            r, aanbieder(begin=date(2021, 1, 1), relaties=[juridisch("26ZZ", LATER)]), context(BUUR), "200B002"
        ),
    ),
    Geval(
        "N07410",
        lambda r: lever(r, aanbieder(relaties=BUUR_BRIN), context(BUUR), "200B002"),
        lambda r: lever(r, aanbieder(code="900A001", relaties=BUUR_BRIN), context(BUUR), "200B002"),  # the tie is there
        eerst=lambda r: tie(r, losse_aanbieder(r), "200B002"),
    ),
]
VERWIJDERGEVALLEN = [
    Geval(
        "N04810",
        lambda r: verwijder(r, "800A001"),
        lambda r: verwijder(r, "800A002"),
        eerst=lambda r: (met_ao(r), nieuw(r)),
    ),
    Geval(
        "N04810",
        lambda r: verwijder(r, "800A001"),
        lambda r: verwijder(r, "800A002"),
        eerst=lambda r: (
            zet(
                r,
                model.contactadres,
                eenheid=nieuw(r),
                context="ALGEMEEN",
                subcontextnummer="0",
                stand=Gegeven(
                    "contactadres", {"contactadresPeriode": [Gegeven("contactadresPeriode", {"begindatum": IN})]}
                ),
            ),
            nieuw(r),
        ),
    ),
    Geval(
        "N04810",
        lambda r: verwijder(r, "800A001"),  # also of a bestuur of another sender
        lambda r: verwijder(r, "800A002"),
        eerst=lambda r: (tie(r, nieuw(r), BUURBESTUUR), nieuw(r)),
    ),
    Geval(
        "N04810",
        lambda r: verwijder(r, "800A001"),  # an OVERGANG to another onderwijsaanbieder
        lambda r: verwijder(r, "800A002"),
        eerst=lambda r: (
            zet(r, model.organisatierelatie, van=nieuw(r), naar="110A133", soort="OVERGANG", begindatum=LATER),
            nieuw(r),
        ),
    ),
    Geval(
        "N04820",
        lambda r: verwijder(r, "800A001"),
        lambda r: verwijder(r, "800A002"),
        eerst=lambda r: (zet(r, model.brongebruik, aanbieder=nieuw(r), soort="DEELNAME"), nieuw(r)),
    ),
    Geval("N09440", lambda r: verwijder(r, "999A999"), lambda r: verwijder(r, "800A001"), eerst=nieuw),
    Geval("N09440", lambda r: verwijder(r, "100B490"), lambda r: verwijder(r, "800A001"), eerst=nieuw),
    Geval(
        "AUT401",
        lambda r: verwijder(r, "800A001", context(BUUR)),
        lambda r: verwijder(r, "800A001"),
        eerst=nieuw,
    ),
]
GEVALLEN = [*AANLEVERGEVALLEN, *VERWIJDERGEVALLEN]
PARAMETERS = [
    *parameters("aanleveren_onderwijsaanbieder", AANLEVERGEVALLEN),
    *parameters("verwijderen_onderwijsaanbieder", VERWIJDERGEVALLEN),
]


@pytest.fixture
def buren(register: Register) -> Register:
    voeg_besturen_toe(register)
    return register


@pytest.mark.parametrize("geval", PARAMETERS)
def test_the_code_refuses_and_changes_nothing_and_lets_its_neighbour_pass(buren: Register, geval: Geval) -> None:
    geval.beproef(buren)


def test_every_code_of_both_operations_is_raised_here() -> None:
    geraakt = {geval.code for geval in GEVALLEN}
    # The only kenmerk is an optional text that may occur once: no minimum, no second value, no waardenlijst. Another
    # table of kenmerken can hold others: test_kenmerkcodes.
    nooit = {"K01010", "K01040", "K01050", "K01051"}
    assert geraakt == {code for code, _ in (*AANLEVEREN, *VERWIJDEREN)} - nooit


def test_wrong_dates_are_told_in_table_order(buren: Register) -> None:
    deel = aanbieder(einde=IN, perioden=[LATER], relaties=[juridisch("25BE", IN)])
    codes = fouten(lever(buren, deel))
    assert codes == sorted(codes)
    assert set(codes) == {"J06410", "N04010", "N05010", "N05050", "N05060", "N07010"}


def test_a_new_onderwijsaanbieder_gets_a_code_and_its_tie_and_can_be_used_at_once(register: Register) -> None:
    code = nieuw(register, aanbieder(sleutel="s-1", begin=date(2027, 8, 1)))
    assert code == "800A001"
    (rij,) = rijen(register, model.organisatorische_eenheid, model.organisatorische_eenheid.c.code == code)
    assert (rij.soort, rij.begindatum, rij.einddatum, rij.eigen_sleutel) == ("AANBIEDER", date(2027, 8, 1), None, "s-1")
    assert rij.stand.naam == "onderwijsaanbieder"
    assert "onderwijsaanbiedercode" not in rij.stand.velden
    (relatie,) = rijen(register, model.organisatierelatie, model.organisatierelatie.c.naar == code)
    assert (relatie.van, relatie.soort, relatie.begindatum, relatie.einddatum) == (
        BESTUUR,
        "HIERARCHISCH",
        date(2027, 8, 1),
        None,
    )
    (juridische,) = rijen(register, model.juridische_relatie)
    assert (juridische.eenheid, juridische.erkenning, juridische.erkenner) == (code, "25BE", "OCW")
    gevonden = vraag(register, opvragen_rio_identificatiecode, eigenOnderwijsaanbiederSleutel="s-1")
    assert gevonden.gegevens == {"onderwijsaanbiedercode": code}
    assert lever(register, aanbieder(code=code, begin=date(2027, 8, 1))).gegevens == {"onderwijsaanbiedercode": code}
    assert verwijder(register, code).goedgekeurd


def test_codes_that_exist_are_passed_over(register: Register) -> None:
    for code in ("800A001", "800A002"):
        losse_aanbieder(register, code)
    assert nieuw(register) == "800A003"


def test_a_delivery_with_the_code_replaces_everything(register: Register) -> None:
    deel = aanbieder(
        sleutel="s-1",
        perioden=[IN, LATER],
        relaties=[juridisch("25BE", IN, LATER), juridisch("25BE", LATER)],
    )
    code = nieuw(register, deel)
    assert lever(register, aanbieder(code=code)).gegevens == {"onderwijsaanbiedercode": code}
    (rij,) = rijen(register, model.organisatorische_eenheid, model.organisatorische_eenheid.c.code == code)
    assert rij.eigen_sleutel is None
    assert rij.stand.velden.keys() == {"inBedrijfdatum", "onderwijsaanbiederPeriode", "juridischeRelatie"}
    assert len(rij.stand.velden["onderwijsaanbiederPeriode"]) == 1
    assert len(rijen(register, model.juridische_relatie)) == 1


def test_the_same_delivery_twice_leaves_one_object(register: Register) -> None:
    code = nieuw(register, aanbieder(sleutel="s-1"))
    eerste = stand_van_zaken(register)
    assert lever(register, aanbieder(code=code, sleutel="s-1")).goedgekeurd
    tweede = stand_van_zaken(register)
    for tabel in ("organisatorische_eenheid", "organisatierelatie"):
        assert tweede[tabel] == eerste[tabel]
    assert len(tweede["juridische_relatie"]) == 1


def test_the_tie_ends_with_the_onderwijsaanbieder_and_reopens_with_it(register: Register) -> None:
    code = nieuw(register)
    tabel = model.organisatierelatie
    for einde in (date(2023, 8, 1), date(2022, 8, 1), None):
        assert lever(register, aanbieder(code=code, einde=einde)).goedgekeurd, "its bestuur still manages it"
        (relatie,) = rijen(register, tabel, tabel.c.naar == code)
        assert (relatie.begindatum, relatie.einddatum) == (IN, einde)


def test_a_tie_that_will_end_before_the_onderwijsaanbieder_stays_as_it_is(register: Register) -> None:
    code = losse_aanbieder(register)
    tie(register, code, einde=date(2027, 8, 1))
    assert lever(register, aanbieder(code=code)).goedgekeurd
    (relatie,) = rijen(register, model.organisatierelatie, model.organisatierelatie.c.naar == code)
    assert relatie.einddatum == date(2027, 8, 1)


def test_a_former_bestuur_has_no_say_any_more(buren: Register) -> None:
    code = losse_aanbieder(buren)
    tie(buren, code, einde=date(2026, 11, 24))  # today
    tie(buren, code, BUURBESTUUR, date(2026, 11, 24))
    assert fouten(lever(buren, aanbieder(code=code))) == ["AUT401"]
    gisteren = context(moment=datetime(2026, 11, 23, 12, tzinfo=UTC))
    assert lever(buren, aanbieder(code=code), gisteren).goedgekeurd


def test_delivering_under_a_second_bestuur_adds_a_tie_and_leaves_the_first(buren: Register) -> None:
    """The sender must act for both; the message cannot say when the first tie would end."""
    begin = date(2022, 1, 1)
    deel = aanbieder(begin=begin, relaties=[juridisch("26ZZ", begin)])
    code = nieuw(buren, deel, **BUREN)
    deel = aanbieder(code=code, begin=begin, relaties=[juridisch("26ZZ", begin)])
    assert lever(buren, deel, context(BUUR), "200B002").goedgekeurd
    ties = rijen(buren, model.organisatierelatie, model.organisatierelatie.c.naar == code)
    assert [(t.van, t.begindatum, t.einddatum) for t in ties] == [(BUURBESTUUR, begin, None), ("200B002", begin, None)]


def test_a_brin_that_it_already_rests_on_is_not_judged_again(buren: Register) -> None:
    """A standlevering repeats its history, which may lie with a former bevoegd gezag."""
    code = losse_aanbieder(buren)
    tie(buren, code, BUURBESTUUR)
    deel = aanbieder(code=code, relaties=[juridisch("25BE", IN, LATER), juridisch("26ZZ", LATER)])
    assert lever(buren, deel, **BUREN).goedgekeurd


def test_removal_takes_its_ties_along_and_nothing_else(register: Register) -> None:
    voor = stand_van_zaken(register)
    code = nieuw(register)
    assert verwijder(register, code).goedgekeurd
    na = stand_van_zaken(register)
    for tabel in ("organisatorische_eenheid", "organisatierelatie", "juridische_relatie"):
        assert na[tabel] == voor[tabel]
    assert fouten(verwijder(register, code)) == ["N09440"]


def test_every_change_is_in_the_mutaties(register: Register) -> None:
    code = nieuw(register)
    lever(register, aanbieder(code=code))
    verwijder(register, code)
    gelogd = [(m.object, m.sleutel, m.houder, m.soort) for m in rijen(register, model.mutatie)]
    relatie = f"{BESTUUR}/{code}/HIERARCHISCH/{aanbieder().velden['inBedrijfdatum']}"
    eigen = [regel for regel in gelogd if regel[0] == "organisatorische_eenheid"]
    assert eigen == [("organisatorische_eenheid", code, BESTUUR, soort) for soort in "TWV"]
    ander = [regel for regel in gelogd if regel not in eigen]
    assert ander == [("organisatierelatie", relatie, BESTUUR, soort) for soort in "TV"], "its relation comes and goes"


def test_a_refusal_takes_no_code(register: Register) -> None:
    lever(register, aanbieder(perioden=[LATER]))
    assert aantal(register, model.codeuitgifte) == 0
    assert nieuw(register) == "800A001"


def test_of_two_besturen_with_one_eigen_sleutel_each_finds_its_own(buren: Register) -> None:
    """Keys are unique per bestuur only (A01160)."""
    eigen = nieuw(buren, aanbieder(sleutel="school-1"))
    ander = nieuw(buren, aanbieder(sleutel="school-1", relaties=BUUR_BRIN), **BUREN)
    for ctx, code in ((context(), eigen), (context(BUUR), ander), (context(VREEMD), eigen)):
        uitslag = vraag(buren, opvragen_rio_identificatiecode, ctx, eigenOnderwijsaanbiederSleutel="school-1")
        assert uitslag.gegevens == {"onderwijsaanbiedercode": code}
