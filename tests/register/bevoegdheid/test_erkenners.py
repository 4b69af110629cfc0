"""Erkenners: delivered and read back equal; what each may recognise on a day, and who acts for it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.bevoegdheid import erkenners, leveringen
from rio_soap.register.bevoegdheid.erkenners import Erkenningssoort
from rio_soap.register.bevoegdheid.raadplegingen import opvragen_erkenners
from rio_soap.register.bevoegdheid.rollen import Rollen, rollen_van
from rio_soap.register.database.database import Register
from tests.register.hulp import HANZE, VREEMD, context, fouten, opdrachten, schrijf, vraag
from tests.register.rollen import CEDEO, DUO, NVAO, aanmerking, erkennerdeel, geef, zet_erkenner

DAG = timedelta(days=1)
VANDAAG, BEGIN, GRENS = date(2026, 11, 24), date(2000, 1, 1), date(2020, 1, 1)
ORGANISATIE, EENHEID = Erkenningssoort.ORGANISATIE, Erkenningssoort.OPLEIDINGSEENHEID


@pytest.fixture
def register(register: Register) -> Register:
    geef(register, DUO, "DUO")
    return register


def lever(register: Register, deel: Gegeven) -> str:
    uitslag = schrijf(register, leveringen.aanleveren_erkenner, {"erkenner": deel}, context(DUO))
    assert fouten(uitslag) == []
    return str(uitslag.gegevens["erkennercode"])


def lees(register: Register, dag: date | None = None) -> list[Gegeven]:
    velden: dict[str, Waarde] = {"peildatum": dag} if dag else {}
    gelezen = vraag(register, opvragen_erkenners, context(HANZE), **velden).gegevens.get("erkenner", [])
    assert isinstance(gelezen, list)
    return gelezen  # type: ignore[return-value]


def rollen(register: Register, oin: str) -> Rollen:
    with register.lees() as session:
        return rollen_van(session, context(oin))


def test_a_new_erkenner_gets_a_code_and_is_read_back_equal(register: Register) -> None:
    deel = erkennerdeel(
        "CEDEO", aanmerking(), aanmerking("ORGANISATIE", GRENS, regelgeving="WEB"), naam="CEDEO", oin=[CEDEO, NVAO]
    )
    assert lever(register, deel) == "800E001"
    assert lever(register, erkennerdeel("BRANCHE", kVKnummer="27365117")) == "800E002"
    [eerste, tweede] = lees(register)
    assert eerste == Gegeven("erkenner", {"erkennercode": "800E001", **deel.velden})
    assert tweede.velden["kVKnummer"] == "27365117"


def test_a_change_replaces_it_whole_and_keeps_its_code(register: Register) -> None:
    code = lever(register, erkennerdeel("NVAO", naam="Oud", oin=[NVAO]))
    nieuw = erkennerdeel("NVAO", aanmerking("ORGANISATIE"), erkennercode=code, einddatum=VANDAAG + DAG)
    nieuw.velden["erkenneraanmerking"] = [aanmerking("ORGANISATIE", einddatum=VANDAAG)]
    assert lever(register, nieuw) == code
    [gelezen] = lees(register, VANDAAG - DAG)
    assert gelezen == Gegeven("erkenner", {"erkennercode": code, **nieuw.velden})


def test_on_a_day_those_are_read_that_are_valid_then_with_the_aanmerkingen_that_hold_then(register: Register) -> None:
    zet_erkenner(register, "100E002", "EZ", aanmerking(einddatum=GRENS))
    zet_erkenner(register, "100E001", "OCW", aanmerking("ORGANISATIE", GRENS), aanmerking(einddatum=GRENS))
    zet_erkenner(register, "100E009", "SBB", einddatum=GRENS)
    assert [deel.velden["erkennercode"] for deel in lees(register, BEGIN)] == ["100E001", "100E002", "100E009"]
    ocw, ez = lees(register)
    assert ocw.velden["erkenneraanmerking"] == [aanmerking("ORGANISATIE", GRENS)]
    assert "erkenneraanmerking" not in ez.velden
    assert lees(register, BEGIN - DAG) == []


def test_reading_them_takes_one_query_whatever_their_number(register: Register) -> None:
    for nummer in range(3):
        zet_erkenner(register, f"100E00{nummer}", "BRANCHE")
    with opdrachten(register) as gezien:
        assert len(lees(register)) == 3
    assert len(gezien) == 1


@pytest.mark.parametrize(
    ("bevoegdheid", "organisatie", "eenheid"),
    [
        ("ORGANISATIE", True, False),
        ("OPLEIDINGSEENHEID", False, True),
        ("ORGANISATIE_OPLEIDINGSEENHEID", True, True),
    ],
)
def test_an_aanmerking_covers_what_it_names_on_the_days_on_which_it_holds(
    register: Register, bevoegdheid: str, organisatie: bool, eenheid: bool
) -> None:
    zet_erkenner(register, "100E003", "NVAO", aanmerking(bevoegdheid, BEGIN, einddatum=GRENS))
    with register.lees() as session:
        for dag, geldt in ((BEGIN - DAG, False), (BEGIN, True), (GRENS - DAG, True), (GRENS, False)):
            assert erkenners.aangemerkt(session, "NVAO", ORGANISATIE, dag) == (geldt and organisatie)
            assert erkenners.aangemerkt(session, "NVAO", EENHEID, dag) == (geldt and eenheid)
        assert not erkenners.aangemerkt(session, "OCW", ORGANISATIE, BEGIN)


def test_nobody_uses_the_aanmerking_of_another_of_the_same_soort(register: Register) -> None:
    zet_erkenner(register, "100E010", "BRANCHE", aanmerking("ORGANISATIE"), oin=CEDEO)
    zet_erkenner(register, "100E011", "BRANCHE", aanmerking("OPLEIDINGSEENHEID"), oin=NVAO)
    van_cedeo, van_duo = rollen(register, CEDEO), rollen(register, DUO)
    with register.lees() as session:
        namens = erkenners.namens(van_cedeo, session, "BRANCHE")
        assert namens == {"100E010"}
        assert erkenners.aangemerkt(session, "BRANCHE", ORGANISATIE, VANDAAG, namens)
        assert not erkenners.aangemerkt(session, "BRANCHE", EENHEID, VANDAAG, namens)
        assert erkenners.namens(van_duo, session, "BRANCHE") == {"100E010", "100E011"}


def test_who_may_act_for_an_erkenner_is_whose_oin_it_has_whoever_got_the_role_and_duo(register: Register) -> None:
    zet_erkenner(register, "100E003", "NVAO", oin=NVAO)
    geef(register, CEDEO, "ERKENNER", "100E003")
    for oin, mag in ((NVAO, True), (CEDEO, True), (DUO, True), (HANZE, False), (VREEMD, False)):
        van = rollen(register, oin)
        with register.lees() as session:
            assert erkenners.mag_namens(van, session, "NVAO") is mag, oin
            assert erkenners.mag_namens(van, session, "OCW") is (oin == DUO), oin


def test_an_oin_acts_for_an_erkenner_from_the_delivery_on_until_it_is_left_out_or_the_erkenner_ends(
    register: Register,
) -> None:
    assert not rollen(register, CEDEO).bereiken("ERKENNER")
    code = lever(register, erkennerdeel("CEDEO", oin=[CEDEO, CEDEO]))
    assert rollen(register, CEDEO).bereiken("ERKENNER") == {code}
    lever(register, erkennerdeel("CEDEO", erkennercode=code, oin=[NVAO]))
    assert not rollen(register, CEDEO).bereiken("ERKENNER")
    assert rollen(register, NVAO).bereiken("ERKENNER") == {code}
    voorbij = erkennerdeel("CEDEO", aanmerking(einddatum=VANDAAG), erkennercode=code, oin=[NVAO], einddatum=VANDAAG)
    lever(register, voorbij)
    assert not rollen(register, NVAO).bereiken("ERKENNER")


@pytest.mark.parametrize(
    ("velden", "geldt"),
    [
        ({"begindatum": VANDAAG}, True),
        ({"begindatum": VANDAAG + DAG}, False),
        ({"einddatum": VANDAAG + DAG}, True),
        ({"einddatum": VANDAAG}, False),
    ],
)
def test_nobody_acts_for_an_erkenner_that_is_not_valid_neither_by_its_oin_nor_by_a_role(
    register: Register, velden: dict[str, Waarde], geldt: bool
) -> None:
    zet_erkenner(register, "100E003", "NVAO", oin=NVAO, **velden)
    geef(register, CEDEO, "ERKENNER", "100E003")
    for oin in (NVAO, CEDEO):
        assert rollen(register, oin).bereiken("ERKENNER") == ({"100E003"} if geldt else frozenset())


def test_an_erkenner_is_there_on_the_days_of_its_life(register: Register) -> None:
    zet_erkenner(register, "100E010", "BRANCHE", einddatum=GRENS)
    zet_erkenner(register, "100E011", "BRANCHE", begindatum=GRENS + DAG)
    with register.lees() as session:
        dagen = {BEGIN - DAG: False, BEGIN: True, GRENS - DAG: True, GRENS: False, GRENS + DAG: True}
        assert {dag: erkenners.bestaat(session, "BRANCHE", dag) for dag in dagen} == dagen
        assert not erkenners.bestaat(session, "OCW", BEGIN)
