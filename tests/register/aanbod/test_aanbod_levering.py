"""A delivered offer is kept whole, replaced whole and removed whole, whoever delivers at the same time."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.eenheid import leveringen
from rio_soap.register.proefdata.aangeboden import laad_aangeboden
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.hulp import aantal, context, fouten, kenmerk, lever, nieuw, opdrachten, verwijder, voer_uit
from tests.register.hulp import eenheid as maak_eenheid
from tests.register.hulp_aanbod import (
    ANDERE_CODE,
    BEGIN,
    CODE,
    EENHEID,
    EINDE,
    SOORTEN,
    aanbod,
    aanvaard,
    codes,
    cohort,
    geweigerd,
    inhoud,
    is_bericht,
    lever_aan,
    periode,
    stand,
    trek_in,
)


@pytest.fixture
def register(register: Register) -> Register:
    """With the offer of the trial data and what it refers to."""
    register.schrijf(laad_aangeboden)
    return register


DAG = timedelta(days=1)
TABEL = model.aangeboden_opleiding


def rijen(register: Register) -> list[sa.Row[tuple[object, ...]]]:
    with register.lees() as session:
        return list(session.execute(sa.select(TABEL).where(TABEL.c.code != "ab7431c0-f985-4742-aa68-42060570b17e")))


def mutaties(register: Register) -> list[tuple[str, str, str, str]]:
    tabel = model.mutatie.c
    with register.lees() as session:
        vraag = sa.select(tabel.object, tabel.sleutel, tabel.houder, tabel.soort).order_by(tabel.volgnummer)
        return [(rij[0], rij[1], rij[2], rij[3]) for rij in session.execute(vraag)]


@pytest.mark.parametrize("soort", SOORTEN)
def test_an_offer_of_every_specialisation_is_kept_as_delivered(register: Register, soort: str) -> None:
    geleverd = aanbod(soort, sleutel="Eigen", eersteInstroomDatum=BEGIN + DAG)
    assert is_bericht(geleverd)
    aanvaard(register, geleverd)
    (rij,) = rijen(register)
    assert rij.stand == geleverd
    assert (rij.code, rij.specialisatie, rij.aanbieder) == (CODE, f"aangeboden{soort}", "110A133")
    assert (rij.eenheid, rij.locatie, rij.eigen_sleutel) == (EENHEID, "107X215", "Eigen")
    assert (rij.begindatum, rij.eerste_instroomdatum, rij.einddatum) == (BEGIN, BEGIN + DAG, EINDE)


def test_what_is_left_out_is_gone(register: Register) -> None:
    drie = [cohort(code=str(nummer)) for nummer in range(3)]
    aanvaard(register, aanbod(sleutel="s", aangebodenOpleidingCohort=drie, eersteInstroomDatum=BEGIN))
    kaal = aanbod(aangebodenOpleidingCohort=drie[:1], einde=None)
    del kaal.velden["onderwijslocatiecode"]
    aanvaard(register, kaal)
    (rij,) = rijen(register)
    assert rij.stand == kaal
    assert (rij.locatie, rij.eigen_sleutel, rij.eerste_instroomdatum, rij.einddatum) == (None, None, None, None)


def test_an_equal_delivery_twice_gives_one_object(register: Register) -> None:
    aanvaard(register, aanbod())
    voor = rijen(register)
    aanvaard(register, aanbod())
    assert rijen(register) == voor
    assert mutaties(register) == [(TABEL.name, CODE, "110A133", soort) for soort in "TW"]


def test_a_code_in_another_case_is_the_same_offer_and_keeps_the_case_delivered_last(register: Register) -> None:
    aanvaard(register, aanbod())
    aanvaard(register, aanbod(code=CODE.upper()))
    (rij,) = rijen(register)
    assert rij.code == CODE
    assert rij.stand.velden["aangebodenOpleidingCode"] == CODE.upper()
    assert trek_in(register, CODE.title()).goedgekeurd
    assert rijen(register) == []
    gelogd = [(code, soort) for _, code, _, soort in mutaties(register)]
    assert gelogd == [(CODE, "T"), (CODE.upper(), "W"), (CODE.upper(), "V")]


def test_a_refused_delivery_leaves_the_offer_as_it_was(register: Register) -> None:
    aanvaard(register, aanbod())
    assert geweigerd(register, lambda: lever_aan(register, aanbod(zonder=("vorm",)))) == ["K01010"]
    assert stand(register) == aanbod()


def test_removing_an_offer_twice_is_an_error_the_second_time(register: Register) -> None:
    aanvaard(register, aanbod())
    aanvaard(register, aanbod(code=ANDERE_CODE))
    assert trek_in(register).goedgekeurd
    assert geweigerd(register, lambda: trek_in(register)) == ["A01020"]
    assert [rij.code for rij in rijen(register)] == [ANDERE_CODE]


def test_of_parallel_deliveries_of_one_code_one_wins_whole(register: Register) -> None:
    versies = [aanbod(aangebodenOpleidingCohort=[cohort(code=f"{v}-{n}") for n in range(20)]) for v in range(8)]
    start = threading.Barrier(len(versies))

    def doe(versie: Gegeven) -> Uitslag:
        start.wait()
        return lever_aan(register, versie)

    with ThreadPoolExecutor(len(versies)) as threads:
        uitslagen = list(threads.map(doe, versies))
    assert all(uitslag.goedgekeurd for uitslag in uitslagen)
    (rij,) = rijen(register)
    assert rij.stand in versies
    assert [soort for *_, soort in mutaties(register)] == ["T", *"W" * (len(versies) - 1)]


def test_parallel_deliveries_of_one_key_leave_it_with_one_offer(register: Register) -> None:
    start = threading.Barrier(6)

    def doe(nummer: int) -> list[str]:
        start.wait()
        return fouten(lever_aan(register, aanbod(code=f"{CODE[:-1]}{nummer}", sleutel="s")))

    with ThreadPoolExecutor(6) as threads:
        uitkomsten = sorted(threads.map(doe, range(6)))
    assert uitkomsten == [[], *[["A01160"]] * 5]
    assert aantal(register, TABEL, TABEL.c.eigen_sleutel == "s") == 1


def test_a_unit_that_is_removed_while_it_is_offered_stays_or_the_offer_is_refused(register: Register) -> None:
    if register.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    code = nieuw(register, maak_eenheid(begin=BEGIN))
    geleverd, begonnen = threading.Event(), threading.Event()

    def bied_aan(session: Session) -> Uitslag:
        begonnen.wait(5)
        verzoek = Gegeven("verzoek", {"aangebodenOpleiding": aanbod(eenheid=code)})
        uitslag = voer_uit(session, "aanleveren_aangebodenOpleiding", verzoek)
        geleverd.set()
        time.sleep(0.3)  # so that the other finds the unit in use and waits
        return uitslag

    def haal_weg(session: Session) -> Uitslag:
        session.execute(sa.select(model.opleidingseenheid.c.code)).all()  # its snapshot is of before the offer
        begonnen.set()
        geleverd.wait(5)
        return leveringen.verwijderen_opleidingseenheid(
            session, context(), Gegeven("verzoek", {"opleidingseenheidcode": code})
        )

    with ThreadPoolExecutor(2) as threads:
        aanbieding, verwijdering = (
            threads.submit(register.schrijf, bied_aan),
            threads.submit(register.schrijf, haal_weg),
        )
        assert aanbieding.result(20).goedgekeurd
        assert fouten(verwijdering.result(20)) == ["P01810"]


def test_an_offer_of_a_unit_that_is_removed_meanwhile_is_refused(register: Register) -> None:
    if register.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    code = nieuw(register, maak_eenheid(begin=BEGIN))
    begonnen, verwijderd = threading.Event(), threading.Event()

    def bied_aan(session: Session) -> Uitslag:
        session.execute(sa.select(model.opleidingseenheid.c.code)).all()  # its snapshot is of before the removal
        begonnen.set()
        verwijderd.wait(5)
        verzoek = Gegeven("verzoek", {"aangebodenOpleiding": aanbod(eenheid=code)})
        return voer_uit(session, "aanleveren_aangebodenOpleiding", verzoek)

    with ThreadPoolExecutor(1) as thread:
        aanbieding = thread.submit(register.schrijf, bied_aan)
        assert begonnen.wait(5)
        assert verwijder(register, code).goedgekeurd
        verwijderd.set()
        assert fouten(aanbieding.result(20)) == ["A01070"]
    assert rijen(register) == []


@contextmanager
def geteld(register: Register) -> Iterator[list[str]]:
    """The statements that run meanwhile."""
    geteld: list[str] = []
    with opdrachten(register) as gezien:
        yield geteld
    # The order of commits and what is recorded of it go with a commit.
    van_commit = ("pg_advisory_xact_lock", "INTO mutatie ")
    geteld += [opdracht for opdracht in gezien if not any(deel in opdracht for deel in van_commit)]


def test_a_delivery_takes_few_queries_however_large_it_is(register: Register) -> None:
    partners = [kenmerk("samenwerkendeOnderwijsaanbiedercode", "110A133")]
    groot = aanbod(
        sleutel="s",
        aangebodenOpleidingPeriode=[periode("HOOpleiding", BEGIN + n * DAG, *partners) for n in range(200)],
        aangebodenOpleidingCohort=[cohort(code=str(n)) for n in range(999)],
    )
    with geteld(register) as gezien:  # the first of an aanbieder in a sector: who offers in it is noted, once
        aanvaard(register, aanbod(code=ANDERE_CODE.replace("9", "8"), sleutel="u"))
    assert len(gezien) <= 12
    per_levering = []
    for geleverd in (aanbod(code=ANDERE_CODE, sleutel="t"), groot):
        with geteld(register) as gezien:
            aanvaard(register, geleverd)
        per_levering.append(len(gezien))
    assert per_levering[0] == per_levering[1] <= 9


def test_more_partners_than_a_statement_can_name_are_looked_up_all_the_same(register: Register) -> None:
    """A hostile message: 99 partners in each of 400 periods, all of them unknown."""
    perioden = []
    for nummer in range(400):
        namen = (f"{(nummer * 99 + n) // 1000:03}A{(nummer * 99 + n) % 1000:03}" for n in range(97))
        partners = [kenmerk("samenwerkendeOnderwijsaanbiedercode", naam) for naam in namen]
        perioden.append(periode("HOOpleiding", BEGIN + nummer * DAG, *partners))
    gevonden = codes(register, aanbod(aangebodenOpleidingPeriode=perioden))
    assert gevonden == ["N10410"] * 99


@pytest.mark.parametrize("einde", [date(2050, 1, 1), date(2999, 12, 31)])
def test_a_far_end_date_is_a_date_and_not_open(register: Register, einde: date) -> None:
    """Published registers hold such ends; they fit in what is open, and an open offer does not fit in them."""
    assert codes(register, aanbod(einde=einde)) == []
    (rij,) = rijen(register)
    assert rij.einddatum == einde
    code = nieuw(register, maak_eenheid(begin=BEGIN, einde=einde))
    assert codes(register, aanbod(code=ANDERE_CODE, eenheid=code, einde=einde)) == []
    assert codes(
        register, aanbod(code=ANDERE_CODE, eenheid=code, einde=einde + DAG if einde.year < 2999 else None)
    ) == ["N09410"]


def test_odd_values_of_published_registers_get_a_defined_answer(register: Register) -> None:
    def met_plaatsen(hoeveel: int) -> Gegeven:
        plaatsen = Gegeven("kenmerken", {"kenmerknaam": "deelnemersplaatsen", "kenmerkwaardeGetal": hoeveel})
        return aanbod(aangebodenOpleidingCohort=[cohort("HOOpleiding", "c", plaatsen)])

    for geleverd, verwacht in (
        (met_plaatsen(0), ["K01060"]),
        (met_plaatsen(1), []),
        (met_plaatsen(32_000), []),
        (met_plaatsen(32_001), ["K01060"]),
    ):
        assert is_bericht(geleverd)
        assert codes(register, geleverd) == verwacht
    duur = Gegeven("afwijkendeOpleidingsduur", {"opleidingsduurEenheid": "M", "opleidingsduurOmvang": 6400})
    assert is_bericht(aanbod(afwijkendeOpleidingsduur=duur))
    assert codes(register, aanbod(afwijkendeOpleidingsduur=duur)) == []
    assert stand(register).velden["afwijkendeOpleidingsduur"] == duur
    bestuur = kenmerk("samenwerkendeOnderwijsaanbiedercode", "100B490")
    geleverd = aanbod(aangebodenOpleidingPeriode=[periode("HOOpleiding", BEGIN, bestuur)])
    assert is_bericht(geleverd)
    assert codes(register, geleverd) == ["K01060", "N10410"]


def test_prices_keep_their_value_and_their_form(register: Register) -> None:
    prijs = Gegeven("prijs", {"soort": "TOTALE_VERPLICHTE_KOSTEN", "bedrag": Decimal("340.84")})
    geleverd = aanbod(aangebodenOpleidingCohort=[cohort(prijs=[prijs])])
    assert is_bericht(geleverd)
    aanvaard(register, geleverd)
    assert stand(register) == geleverd


def test_p01410_a_unit_cannot_shrink_below_a_delivered_offer(register: Register) -> None:
    code = nieuw(register, maak_eenheid(begin=BEGIN))
    aanvaard(register, aanbod(eenheid=code, begindatum=BEGIN - DAG, eersteInstroomDatum=BEGIN))
    voor = inhoud(register)
    for begin, einde in ((BEGIN + DAG, None), (BEGIN, EINDE - DAG)):
        assert fouten(lever(register, maak_eenheid(code=code, begin=begin, einde=einde))) == ["P01410"]
    assert inhoud(register) == voor
    assert lever(register, maak_eenheid(code=code, begin=BEGIN, einde=EINDE)).goedgekeurd


def test_p01810_a_unit_goes_only_after_its_offers(register: Register) -> None:
    code = nieuw(register, maak_eenheid(begin=BEGIN))
    aanvaard(register, aanbod(eenheid=code))
    assert geweigerd(register, lambda: verwijder(register, code)) == ["P01810"]
    assert trek_in(register).goedgekeurd
    assert verwijder(register, code).goedgekeurd
