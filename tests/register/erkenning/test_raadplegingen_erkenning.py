"""Reading by our own contract: an erkenning on a day, and samenwerkingen by postcode, soort or code."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import instellingserkenning, instellingsrelatie
from rio_soap.register.erkenning.raadplegingen_eigen import opvragen_instellingserkenning, opvragen_samenwerkingen
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.hulp import fouten, opdrachten, vraag
from tests.register.hulp_erkenning import (
    ALLE,
    BEGIN,
    HANZEGEZAG,
    HANZESCHOOL,
    HANZEVESTIGING,
    SAMEN,
    adres,
    deelperiode,
    erkenning,
    gebied,
    geldig_antwoord,
    id_van,
    lever,
    relateer,
    relatie,
    slaagt,
    sleutel,
)
from tests.register.hulp_organisatie import BESTUUR, zet

DAG = timedelta(days=1)
JAAR, EINDE = date(2020, 1, 1), date(2024, 1, 1)
SWV = "erkendeSamenwerking"
EEN, ZOEK = "opvragen_instellingserkenning", "opvragen_samenwerkingen"


def lees(register: Register, wat: Instellingsleutel, dag: date | None = None) -> Uitslag:
    velden: dict[str, Any] = {"peildatum": dag} if dag else {}
    gevraagd = wat.als_gegeven("instellingserkenning")
    uitslag = vraag(register, opvragen_instellingserkenning, instellingserkenning=gevraagd, **velden)
    if uitslag.goedgekeurd:
        geldig_antwoord(EEN, uitslag)
    return uitslag


def zoek(register: Register, **velden: Any) -> Uitslag:
    uitslag = vraag(register, opvragen_samenwerkingen, **{"pagina": 0, **velden})
    if uitslag.goedgekeurd:
        geldig_antwoord(ZOEK, uitslag)
    return uitslag


def codes(uitslag: Uitslag) -> list[str]:
    gevonden: Any = uitslag.gegevens["erkendeSamenwerking"]
    return [een.velden["code"] for een in gevonden]


def relaties(uitslag: Uitslag) -> list[tuple[str, str]]:
    gevonden: Any = uitslag.gegevens["instellingsrelatie"]
    return [(een.velden["soort"], een.velden["naar"].velden["code"]) for een in gevonden]


@pytest.mark.foutcode(EEN, "RS1304")
def test_what_was_delivered_is_read_back_equal(rio: Register) -> None:
    for soort in ALLE:
        deel = erkenning(
            soort,
            deelperiode(soort, naamKort="Kort", wet="WPO", richtingen=["ABZ"], grondslag=["RK", "PC"]),
            kVKnummer="12345678",
            stichtingsdatum=JAAR,
            formeelInstellingsadres=[adres()],
        )
        slaagt(lever(rio, deel))
        assert lees(rio, sleutel(soort)).gegevens["instellingserkenning"] == Gegeven(
            "instellingserkenning", {soort: deel}
        )
    assert fouten(lees(rio, sleutel(SWV, "PO9999"))) == ["RS1304"]
    assert fouten(lees(rio, sleutel(SWV, erkenner="CEDEO"))) == ["RS1304"]


def test_an_erkenning_that_cannot_be_read_is_not_there(rio: Register) -> None:
    slaagt(lever(rio, erkenning(SWV)))
    rio.schrijf(
        lambda s: s.execute(
            sa.update(instellingserkenning).where(instellingserkenning.c.code == SAMEN.code).values(stand="}")
        )
    )
    assert fouten(lees(rio, SAMEN)) == ["RS1304"]


def test_the_day_picks_periods_addresses_relations_and_besturen(rio: Register) -> None:
    perioden = (deelperiode(SWV, naamLang="Eerst"), deelperiode(SWV, begin=JAAR, naamLang="Dan"))
    deel = erkenning(SWV, *perioden, formeelInstellingsadres=[adres(BEGIN, JAAR), adres(EINDE)])
    slaagt(lever(rio, deel))
    slaagt(relateer(rio, relatie(SAMEN, HANZESCHOOL, einde=JAAR)))
    slaagt(relateer(rio, relatie(SAMEN, HANZEVESTIGING, begin=JAAR)))
    slaagt(relateer(rio, relatie(HANZEGEZAG, SAMEN, "HIERARCHISCH", JAAR)))

    def op(dag: date | None) -> tuple[list[str], int, list[tuple[str, str]], Any]:
        uitslag = lees(rio, SAMEN, dag)
        keuze: Any = uitslag.gegevens["instellingserkenning"]
        velden = keuze.velden[SWV].velden
        namen = [periode.velden["naamLang"] for periode in velden[f"{SWV}Periode"]]
        adressen = len(velden["formeelInstellingsadres"])
        return namen, adressen, relaties(uitslag), uitslag.gegevens["onderwijsbestuurcode"]

    assert op(JAAR - DAG) == (["Eerst"], 1, [("SAMENWERKING", "25BE")], [])
    nu = [("HIERARCHISCH", "PO3001"), ("SAMENWERKING", "25BE00")]
    assert op(JAAR) == (["Dan"], 0, nu, [BESTUUR])
    assert op(None) == op(EINDE) == (["Dan"], 1, nu, [BESTUUR])
    assert op(BEGIN - DAG)[:2] == (["Eerst", "Dan"], 0)


def test_what_says_no_end_is_over_with_its_erkenning(rio: Register) -> None:
    """On its last day an address and a regio are there, on the day it ends they are not."""
    delen = {"formeelInstellingsadres": [adres()], "regioErkendeSamenwerking": [gebied()]}
    slaagt(lever(rio, erkenning(SWV, einde=EINDE, **delen)))
    for dag, aantal in ((BEGIN - DAG, 0), (BEGIN, 1), (EINDE - DAG, 1), (EINDE, 0), (None, 0)):
        keuze: Any = lees(rio, SAMEN, dag).gegevens["instellingserkenning"]
        gezocht: Any = zoek(rio, code=SAMEN.code, **({"peildatum": dag} if dag else {})).gegevens["erkendeSamenwerking"]
        for velden in (keuze.velden[SWV].velden, *(een.velden for een in gezocht)):
            assert len(velden["formeelInstellingsadres"]) == len(velden["regioErkendeSamenwerking"]) == aantal, dag
            assert len(velden[f"{SWV}Periode"]) == 1


def test_the_relations_stand_by_key_from_either_end(rio: Register) -> None:
    slaagt(lever(rio, erkenning(SWV)))
    slaagt(relateer(rio, relatie(SAMEN, HANZESCHOOL)))
    assert relaties(lees(rio, HANZESCHOOL)) == [
        ("HIERARCHISCH", "25BE"),
        ("HIERARCHISCH", "25BE00"),
        ("SAMENWERKING", "25BE"),
    ]


def test_a_relation_with_an_erkenning_of_nobody_known_has_no_form(rio: Register) -> None:
    rij = {"erkenner": "", "soort": "BEVOEGD_GEZAG", "code": "12345", "begindatum": BEGIN, "stand": erkenning()}
    zet(rio, instellingserkenning, **rij)
    einden = {"van": id_van(rio, Instellingsleutel("", "BEVOEGD_GEZAG", "12345")), "naar": id_van(rio, HANZESCHOOL)}
    zet(rio, instellingsrelatie, **einden, soort="HIERARCHISCH", begindatum=BEGIN)
    assert relaties(lees(rio, HANZESCHOOL)) == [("HIERARCHISCH", "25BE"), ("HIERARCHISCH", "25BE00")]


@pytest.fixture
def met_samenwerkingen(rio: Register) -> Register:
    """PO3001 in 9711 until 2020, then in 9712; PO3002 in 9712, of soort SWVO since 2020; PO3003 that ended in 2020."""
    for deel in (
        erkenning(SWV, regioErkendeSamenwerking=[gebied("9711", einde=JAAR), gebied("9712", begin=JAAR)]),
        erkenning(
            SWV,
            deelperiode(SWV),
            deelperiode(SWV, begin=JAAR, soort="SWVO"),
            code="PO3002",
            regioErkendeSamenwerking=[gebied("9712")],
        ),
        erkenning(SWV, code="PO3003", einde=JAAR, regioErkendeSamenwerking=[gebied("9711", "9712")]),
    ):
        slaagt(lever(rio, deel))
    return rio


@pytest.mark.parametrize(
    ("velden", "gevonden"),
    [
        ({"postcodecijfers": "9711"}, []),
        ({"postcodecijfers": "9711", "peildatum": JAAR - DAG}, ["PO3001", "PO3003"]),
        ({"postcodecijfers": "9712"}, ["PO3001", "PO3002"]),
        ({"postcodecijfers": "9712", "peildatum": JAAR - DAG}, ["PO3002", "PO3003"]),
        ({"postcodecijfers": "9712", "peildatum": BEGIN - DAG}, []),
        ({"soort": "SWPO"}, ["PO3001"]),
        ({"soort": "SWVO"}, ["PO3002"]),
        ({"soort": "SWPO", "peildatum": JAAR - DAG}, ["PO3001", "PO3002", "PO3003"]),
        ({"code": "PO3003"}, ["PO3003"]),
        ({"code": "PO3003", "peildatum": BEGIN - DAG}, ["PO3003"]),
    ],
)
def test_samenwerkingen_are_those_of_the_day_by_key(
    met_samenwerkingen: Register, velden: dict[str, Any], gevonden: list[str]
) -> None:
    uitslag = zoek(met_samenwerkingen, **velden)
    assert codes(uitslag) == gevonden
    paginering: Any = uitslag.gegevens["paginering"]
    assert paginering.velden["aantalResultaten"] == len(gevonden)
    assert relaties(uitslag) == []


@pytest.mark.foutcode(ZOEK, "RS1304", "RS1001")
def test_an_unknown_code_or_soort_is_refused_and_an_unknown_postcode_is_empty(met_samenwerkingen: Register) -> None:
    assert fouten(zoek(met_samenwerkingen, code="PO9999")) == ["RS1304"]
    assert fouten(zoek(met_samenwerkingen, code=HANZESCHOOL.code)) == ["RS1304"]
    assert fouten(zoek(met_samenwerkingen, soort="ABC")) == ["RS1001"]
    assert codes(zoek(met_samenwerkingen, soort="REC")) == codes(zoek(met_samenwerkingen, postcodecijfers="1000")) == []


def test_pages_follow_each_other_and_beyond_the_last_is_nothing(met_samenwerkingen: Register) -> None:
    vraag_: dict[str, Any] = {"soort": "SWPO", "peildatum": JAAR - DAG, "aantal": 2}
    paginas = [zoek(met_samenwerkingen, pagina=nummer, **vraag_) for nummer in range(3)]
    assert [codes(pagina) for pagina in paginas] == [["PO3001", "PO3002"], ["PO3003"], []]
    velden = {"pagina": 2, "aantalPaginas": 2, "aantalResultaten": 3}
    assert paginas[2].gegevens["paginering"] == Gegeven("paginering", velden)  # type: ignore[arg-type]


def test_by_code_the_members_of_the_day_come_along(met_samenwerkingen: Register) -> None:
    slaagt(relateer(met_samenwerkingen, relatie(SAMEN, HANZESCHOOL, einde=JAAR)))
    slaagt(relateer(met_samenwerkingen, relatie(SAMEN, HANZEVESTIGING, begin=JAAR)))
    assert relaties(zoek(met_samenwerkingen, code="PO3001")) == [("SAMENWERKING", "25BE00")]
    assert relaties(zoek(met_samenwerkingen, code="PO3001", peildatum=BEGIN)) == [("SAMENWERKING", "25BE")]
    assert relaties(zoek(met_samenwerkingen, soort="SWPO")) == []


def test_a_reading_asks_as_often_for_few_as_for_many(met_samenwerkingen: Register) -> None:
    vragen = []
    for nummer in range(3, 33):
        if nummer in (3, 32):
            with opdrachten(met_samenwerkingen) as geteld:
                zoek(met_samenwerkingen, postcodecijfers="9712", aantal=500)
                lees(met_samenwerkingen, SAMEN)
            vragen.append(len(geteld))
        else:
            deel = erkenning(SWV, code=f"PO40{nummer}", regioErkendeSamenwerking=[gebied("9712")])
            slaagt(lever(met_samenwerkingen, deel))
            slaagt(relateer(met_samenwerkingen, relatie(sleutel(SWV, f"PO40{nummer}"), HANZESCHOOL)))
    assert vragen[0] == vragen[1]
