"""For whom a sender acts, and who is over an aanbieder: by what is valid on the day, and by nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.besturen import besturen_van, besturen_van_aanbieders
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import organisatierelatie, organisatorische_eenheid
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.organisatie import rustend_aanbod
from tests.register.hulp import HANZE, VREEMD, bied_aan, context, nieuw
from tests.register.hulp_organisatie import BESTUUR, IN, PROEFBESTUUR

VANDAAG, DAG = date(2026, 11, 24), timedelta(days=1)
AANBIEDER = "110A133"


def zet(register: Register, tabel: sa.Table, **waarden: Any) -> None:
    register.schrijf(lambda s: s.execute(sa.insert(tabel), waarden))


def organisatie(register: Register, code: str, soort: str, **anders: Any) -> None:
    basis = {"code": code, "soort": soort, "begindatum": IN, "stand": Gegeven("x")}
    zet(register, organisatorische_eenheid, **basis | anders)


def onder(register: Register, van: str, naar: str, **anders: Any) -> None:
    basis = {"van": van, "naar": naar, "soort": "HIERARCHISCH", "begindatum": IN}
    zet(register, organisatierelatie, **basis | anders)


def werkt_voor(register: Register, oin: str, **instellingen: Any) -> tuple[str, ...]:
    with register.lees() as session:
        return besturen_van(session, context(oin, **instellingen))


def over(register: Register, *codes: str) -> dict[str, set[str]]:
    with register.lees() as session:
        gevonden = besturen_van_aanbieders(session, codes, VANDAAG)
    return {code: set(besturen) for code, besturen in gevonden.items()}


def test_a_brin_leads_over_its_bevoegd_gezag_to_the_bestuur(register: Register) -> None:
    assert werkt_voor(register, HANZE) == (BESTUUR,)
    assert werkt_voor(register, "0000000700021PB00000") == ()


@pytest.mark.parametrize(
    ("oin", "kolom", "nummer"),
    [("00000001123456782000", "rsin", "123456782"), ("00000003123456780000", "kvk_nummer", "12345678")],
)
def test_a_number_leads_to_the_besturen_that_have_it_ascending(
    register: Register, oin: str, kolom: str, nummer: str
) -> None:
    assert werkt_voor(register, oin) == ()
    organisatie(register, "300B002", "BESTUUR", **{kolom: nummer})
    organisatie(register, "300B001", "BESTUUR", **{kolom: nummer})
    organisatie(register, "300A001", "AANBIEDER", **{kolom: nummer})
    assert werkt_voor(register, oin) == ("300B001", "300B002")


@pytest.mark.parametrize(
    ("begin", "einde", "geldig"),
    [(IN, VANDAAG, False), (IN, VANDAAG + DAG, True), (VANDAAG, None, True), (VANDAAG + DAG, None, False)],
)
def test_a_bestuur_acts_from_its_first_day_to_the_day_before_its_end(
    register: Register, begin: date, einde: date | None, geldig: bool
) -> None:
    organisatie(register, "300B001", "BESTUUR", rsin="123456782", begindatum=begin, einddatum=einde)
    assert werkt_voor(register, "00000001123456782000") == (("300B001",) if geldig else ())


@pytest.mark.parametrize("oin", [VREEMD, "", "0000000700025BE0000", "0000000700025BE000001", "00000009000000000000"])
def test_another_oin_leads_to_nobody(register: Register, oin: str) -> None:
    assert werkt_voor(register, oin) == ()


def test_the_operator_acts_for_all(register: Register) -> None:
    assert werkt_voor(register, VREEMD, beheerder=True) == (BESTUUR, PROEFBESTUUR)


def test_a_bestuur_is_over_an_aanbieder_directly_or_over_a_groep(register: Register) -> None:
    organisatie(register, "400G001", "GROEP")
    organisatie(register, "400A001", "AANBIEDER")
    onder(register, "400G001", "400A001")
    assert over(register, AANBIEDER, "400A001", "999A999") == {AANBIEDER: {BESTUUR}, "400A001": set(), "999A999": set()}
    onder(register, PROEFBESTUUR, "400G001")
    onder(register, BESTUUR, "400A001")
    assert over(register, "400A001") == {"400A001": {BESTUUR, PROEFBESTUUR}}


@pytest.mark.parametrize(
    "anders",
    [{"einddatum": VANDAAG}, {"begindatum": VANDAAG + DAG}, {"soort": "OVERGANG"}],
    ids=lambda a: next(iter(a)),
)
def test_a_relation_that_does_not_hold_today_gives_nobody_a_say(register: Register, anders: dict[str, Any]) -> None:
    organisatie(register, "400A001", "AANBIEDER")
    onder(register, BESTUUR, "400A001", **anders)
    assert over(register, "400A001") == {"400A001": set()}


def test_an_organisation_is_found_as_its_own_soort_only(register: Register) -> None:
    with register.lees() as session:
        assert organisaties.is_bestuur(session, BESTUUR)
        assert not organisaties.is_bestuur(session, AANBIEDER)
        assert organisaties.is_aanbieder(session, AANBIEDER)
        assert not organisaties.is_aanbieder(session, BESTUUR)
        assert organisaties.aanbieder(session, BESTUUR) is None
        assert [rij.code for rij in organisaties.eenheden(session, [AANBIEDER, BESTUUR, "x"], "BESTUUR")] == [BESTUUR]
        assert organisaties.eenheden(session, [], "BESTUUR") == []


def test_aanbieders_among_more_codes_than_one_statement_takes(register: Register) -> None:
    codes = [f"{nummer:06d}" for nummer in range(12_000)]
    with register.lees() as session:
        assert list(organisaties.aanbieders(session, [*codes, AANBIEDER, BESTUUR])) == [AANBIEDER]


def test_what_rests_on_a_unit_or_an_aanbieder_is_told_by_code_and_dates(register: Register) -> None:
    eenheid = nieuw(register)
    code = bied_aan(register, eenheid)
    with register.lees() as session:
        assert [aanbod.code for aanbod in rustend_aanbod.van_eenheid(session, eenheid)] == [code]
        assert rustend_aanbod.van_eenheid(session, "9999O9999") == []
        aanbieder = session.execute(sa.select(model.aangeboden_opleiding.c.aanbieder)).scalar_one()
        assert [aanbod.code for aanbod in rustend_aanbod.van_aanbieder(session, aanbieder)] == [code]


def test_a_code_of_no_offer_is_shown_as_it_was_asked(register: Register) -> None:
    with register.lees() as session:
        assert rustend_aanbod.getoond(session, "AbC") == "AbC"
