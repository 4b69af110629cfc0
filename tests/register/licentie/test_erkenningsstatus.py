"""The erkenningsstatus of offers: by what the register holds, on a day, with its grounds, of a hundred at once."""

from datetime import date, timedelta
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.licentie.raadplegingen_status import opvragen_erkenningsstatus
from tests.register.hulp import VREEMD, context, eenheid, fouten, opdrachten, vraag, zet_eenheid
from tests.register.hulp_licentie import (
    AANBOD,
    BEGIN,
    EENHEID,
    EINDE,
    EXAMEN,
    L1,
    L2,
    SANCTIE,
    VAK,
    VANDAAG,
    bied_aan,
    erken,
    instelling,
    instellingsleutel,
    licentie,
    maatregel,
    opleidingsleutel,
    rust,
    status,
    vergund,
    voeg_in,
    vraag_status,
)
from tests.register.rollen import DUO

DAG = timedelta(days=1)
ANDER, EIGEN = "5000O0002", "99999999-2222-4333-8444-000000000002"
"""A unit that nobody recognises, and an offer of it."""


@pytest.fixture
def aanbod(wereld: Register) -> Register:
    """An offer of what NVAO recognises and one of what nobody does; no licentie."""
    zet_eenheid(wereld, ANDER, eenheid(), "100B490")
    bied_aan(wereld)
    bied_aan(wereld, EIGEN, ANDER)
    return wereld


def woord(register: Register, dag: date = VANDAAG, code: str = AANBOD) -> Waarde:
    """The status of an offer on a day."""
    [een] = status(register, code, peildatum=dag)
    assert een.velden["peildatum"] == dag
    return een.velden["status"]


def wijzig(register: Register, tabel: Any, **velden: Any) -> None:
    register.schrijf(lambda session: session.execute(tabel.update(), velden))


def test_it_comes_with_its_grounds(aanbod: Register) -> None:
    vergund(aanbod, licentie(), maatregel(SANCTIE), licentie(L2, EXAMEN, einddatum=VANDAAG))
    [een] = status(aanbod)
    assert een == Gegeven(
        "erkenningsstatus",
        {
            "aangebodenOpleidingCode": AANBOD,
            "peildatum": VANDAAG,
            "status": "ERKEND_MET_MAATREGEL",
            "instellingserkenning": [instellingsleutel()],
            "opleidingserkenning": [opleidingsleutel()],
            "licentie": [Gegeven("licentie", {**licentie().velden, "licentiemaatregel": [maatregel(SANCTIE)]})],
        },
    )


def test_without_a_licentie_that_holds_those_that_ended_are_its_ground(aanbod: Register) -> None:
    vergund(aanbod, licentie(L2, EXAMEN, einddatum=BEGIN + DAG), licentie(einddatum=VANDAAG))
    [een] = status(aanbod)
    assert een.velden["status"] == "LICENTIE_VERLOPEN"
    assert [grond.velden["licentiecode"] for grond in een.velden["licentie"]] == [L1, L2]  # type: ignore[union-attr]


def test_the_first_day_of_a_licentie_counts_and_its_last_does_not(aanbod: Register) -> None:
    vergund(aanbod, licentie(einddatum=EINDE))
    verloop = [(BEGIN - DAG, "GEEN_AANBOD"), (BEGIN, "ERKEND"), (EINDE - DAG, "ERKEND"), (EINDE, "LICENTIE_VERLOPEN")]
    assert [(dag, woord(aanbod, dag)) for dag, _ in verloop] == verloop


def test_a_licentie_that_is_yet_to_begin_is_none(aanbod: Register) -> None:
    vergund(aanbod, licentie(begindatum=VANDAAG + DAG))
    assert woord(aanbod) == "GEEN_LICENTIE"
    assert woord(aanbod, VANDAAG + DAG) == "ERKEND"


def test_a_maatregel_counts_from_its_first_day_to_the_day_before_its_last(aanbod: Register) -> None:
    vergund(aanbod, licentie(), maatregel(begin=VANDAAG, einddatum=EINDE))
    met, zonder = "ERKEND_MET_MAATREGEL", "ERKEND"
    dagen = [VANDAAG - DAG, VANDAAG, EINDE - DAG, EINDE]
    assert [woord(aanbod, dag) for dag in dagen] == [zonder, met, met, zonder]


def test_an_offer_and_its_aanbieder_must_both_be_in_operation(aanbod: Register) -> None:
    vergund(aanbod)
    wijzig(aanbod, model.aangeboden_opleiding, einddatum=EINDE)
    assert [woord(aanbod, dag) for dag in (EINDE - DAG, EINDE)] == ["ERKEND", "GEEN_AANBOD"]
    wijzig(aanbod, model.organisatorische_eenheid, einddatum=VANDAAG)
    assert [woord(aanbod, dag) for dag in (VANDAAG - DAG, VANDAAG)] == ["ERKEND", "GEEN_AANBOD"]
    [een] = status(aanbod)
    assert een.velden.keys() == {"aangebodenOpleidingCode", "peildatum", "status"}


def test_what_nobody_recognises_is_of_the_institution_itself(aanbod: Register) -> None:
    assert woord(aanbod, code=EIGEN) == "EIGEN_OPLEIDING"
    wijzig(aanbod, model.opleidingseenheid, herkomst="OCW")
    assert woord(aanbod, code=EIGEN) == "NIET_ERKEND"


def test_an_institution_that_another_than_ocw_recognises_has_a_keurmerk(aanbod: Register) -> None:
    instelling(aanbod, "NRTO", "ERKENDE_ONDERWIJSINSTELLING", "NRTO0001", einddatum=EINDE)
    assert woord(aanbod, code=EIGEN) == "EIGEN_OPLEIDING"
    rust(aanbod, "NRTO0001", "NRTO", VANDAAG)
    dagen = [VANDAAG - DAG, VANDAAG, EINDE - DAG, EINDE]
    met, zonder = "KEURMERK_INSTELLING", "EIGEN_OPLEIDING"
    assert [woord(aanbod, dag, EIGEN) for dag in dagen] == [zonder, met, met, zonder]
    [een] = status(aanbod, EIGEN)
    assert een.velden["instellingserkenning"] == [instellingsleutel("NRTO0001", "NRTO"), instellingsleutel()]


def test_an_opleidingserkenning_counts_while_it_is_valid(aanbod: Register) -> None:
    vergund(aanbod)
    wijzig(aanbod, model.opleidingserkenning, begindatum=VANDAAG, einddatum=EINDE)
    dagen = [VANDAAG - DAG, VANDAAG, EINDE - DAG, EINDE]
    assert [woord(aanbod, dag) for dag in dagen] == ["EIGEN_OPLEIDING", "ERKEND", "ERKEND", "EIGEN_OPLEIDING"]


def test_a_keurmerk_of_the_opleiding_needs_no_licentie(aanbod: Register) -> None:
    erken(aanbod, ("BRANCHE", "7002"), ANDER, erkenner="BRANCHE")
    assert woord(aanbod, code=EIGEN) == "KEURMERK_OPLEIDING"


@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [
        (BEGIN, "GEEN_LICENTIE"),
        (VANDAAG - DAG, "GEEN_LICENTIE"),
        (VANDAAG, "ERKEND"),
        (EINDE - DAG, "ERKEND"),
        (EINDE, "GEEN_LICENTIE"),
    ],
)
def test_a_licentie_may_come_with_the_opleidingserkenning_in_a_period_of_it(
    aanbod: Register, dag: date, verwacht: str
) -> None:
    perioden = [
        Gegeven("opleidingserkenningPeriode", {"begindatum": begin, "licentieerwijze": f"{wijze}_TOEGEKEND"})
        for begin, wijze in ((EINDE, "EXPLICIET"), (BEGIN, "EXPLICIET"), (VANDAAG, "IMPLICIET"))
    ]
    stand = Gegeven("opleidingserkenning", {"begindatum": BEGIN, "opleidingserkenningPeriode": perioden})
    erken(aanbod, (*VAK, "VO-VWO"), ANDER, stand=stand)
    assert woord(aanbod, dag, EIGEN) == verwacht


def test_a_period_that_says_its_end_ends_there(aanbod: Register) -> None:
    velden: dict[str, Waarde] = {"begindatum": BEGIN, "einddatum": VANDAAG, "licentieerwijze": "IMPLICIET_TOEGEKEND"}
    perioden = [Gegeven("opleidingserkenningPeriode", velden)]
    stand = Gegeven("opleidingserkenning", {"begindatum": BEGIN, "opleidingserkenningPeriode": perioden})
    erken(aanbod, (*VAK, "VO-VWO"), ANDER, stand=stand)
    assert [woord(aanbod, dag, EIGEN) for dag in (VANDAAG - DAG, VANDAAG)] == ["ERKEND", "GEEN_LICENTIE"]


def test_an_aanbieder_that_rests_on_a_vestiging_has_the_licenties_of_its_instelling(aanbod: Register) -> None:
    vergund(aanbod)
    wijzig(aanbod, model.juridische_relatie, erkenning="25BE00")
    [een] = status(aanbod)
    assert een.velden["status"] == "ERKEND"
    vestiging = instellingsleutel("25BE00", soort="ERKENDE_VESTIGING")
    assert een.velden["instellingserkenning"] == [instellingsleutel(), vestiging]
    wijzig(aanbod, model.instellingsrelatie, einddatum=VANDAAG)
    assert woord(aanbod) == "GEEN_LICENTIE"


def test_an_aanbieder_that_rests_on_an_instelling_has_the_licenties_of_its_vestigingen(aanbod: Register) -> None:
    """In the vo, and of examens, DUO gives a licentie to a vestiging; an aanbieder names the instelling."""
    vestiging = instellingsleutel("25BE00", soort="ERKENDE_VESTIGING")
    [een] = status(aanbod)
    assert een.velden["instellingserkenning"] == [instellingsleutel()]
    vergund(aanbod, licentie(L1, EXAMEN, instellingserkenning=vestiging))
    [een] = status(aanbod)
    assert een.velden["status"] == "ERKEND"
    assert een.velden["instellingserkenning"] == [instellingsleutel(), vestiging]
    rust(aanbod, "25BE00")
    assert status(aanbod)[0].velden["instellingserkenning"] == [instellingsleutel(), vestiging]
    wijzig(aanbod, model.instellingsrelatie, einddatum=VANDAAG)
    wijzig(aanbod, model.juridische_relatie, erkenning="25BE")
    assert woord(aanbod) == "GEEN_LICENTIE"


def test_a_licentie_of_another_institution_or_for_another_opleiding_says_nothing(aanbod: Register) -> None:
    instelling(aanbod, "OCW", "ERKENDE_ONDERWIJSINSTELLING", "99AA")
    ergens = licentie(L1, instellingserkenning=instellingsleutel("99AA"))
    anders = licentie(L2, einddatum=EINDE, opleidingserkenning=opleidingsleutel(uniek="34035_2"))
    vergund(aanbod, ergens, anders)
    assert woord(aanbod) == "GEEN_LICENTIE"


@pytest.mark.foutcode("opvragen_erkenningsstatus", "A01020")
def test_each_offer_that_is_not_there_is_named(aanbod: Register) -> None:
    weg = [f"{nummer}" * 8 + AANBOD[8:] for nummer in (1, 2)]
    uitslag = vraag_status(aanbod, weg[0], AANBOD, weg[1])
    assert fouten(uitslag) == ["A01020", "A01020"]
    assert fouten(vraag_status(aanbod, AANBOD)) == []


def test_answers_come_in_the_order_and_the_case_of_the_request_doubles_too(aanbod: Register) -> None:
    codes = [EIGEN, AANBOD.upper(), EIGEN, AANBOD]
    gegeven = status(aanbod, *codes)
    assert [een.velden["aangebodenOpleidingCode"] for een in gegeven] == codes
    assert [een.velden["status"] for een in gegeven] == ["EIGEN_OPLEIDING", "GEEN_LICENTIE"] * 2


def test_a_hundred_offers_take_as_many_queries_as_one(aanbod: Register) -> None:
    vergund(aanbod, licentie(), maatregel())
    codes = [AANBOD]
    for nummer in range(99):
        code = f"{nummer:08d}{AANBOD[8:]}"
        sleutel = f"6000O{nummer:04d}"
        if nummer < 20:
            zet_eenheid(aanbod, sleutel, eenheid(), "100B490")
            erken(aanbod, ("ISAT", f"5{nummer:04d}"), sleutel)
        codes.append(bied_aan(aanbod, code, sleutel if nummer < 20 else EENHEID))
    aantallen = []
    for gevraagd in (codes[:1], codes):
        with opdrachten(aanbod) as gezien:
            assert len(status(aanbod, *gevraagd, oin=VREEMD)) == len(gevraagd)
        aantallen.append(len(gezien))
    assert aantallen == [4, 4]


def test_what_cannot_be_read_still_counts_and_is_left_out_of_the_grounds(aanbod: Register) -> None:
    vergund(aanbod)
    wijzig(aanbod, model.licentie, stand="geen stand")
    wijzig(aanbod, model.opleidingserkenning, stand="IMPLICIET_TOEGEKEND, maar geen stand")
    ctx = context(VREEMD)
    uitslag = vraag(aanbod, opvragen_erkenningsstatus, ctx, aangebodenOpleidingCode=[AANBOD])
    [een] = uitslag.gegevens["erkenningsstatus"]  # type: ignore[misc]
    assert een.velden["status"] == "ERKEND"  # type: ignore[union-attr]
    assert "licentie" not in een.velden  # type: ignore[union-attr]
    weg = {(uitval.tabel, uitval.sleutel) for uitval in ctx.uitval}
    assert weg == {("licentie", L1), ("opleidingserkenning", "ISAT/34035/34035_1")}


def test_no_more_grounds_are_given_than_the_answer_holds(aanbod: Register) -> None:
    with aanbod.lees() as session:
        rij = dict(session.execute(model.opleidingserkenning.select()).first()._mapping)  # type: ignore[union-attr]
    del rij["id"]
    for nummer in range(101):
        erkenning = voeg_in(aanbod, model.opleidingserkenning, **rij | {"unieke_code": f"34035_{nummer + 10}"})
        voeg_in(aanbod, model.opleidingserkenningrelatie, erkenning=erkenning, eenheid=EENHEID)
    [een] = status(aanbod, oin=DUO)
    assert len(een.velden["opleidingserkenning"]) == 99  # type: ignore[arg-type]
