"""The change feeds: every object since a moment, each once, none missed while writers go on."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.inhoudsmodel import Deeltje
from rio_soap.contract.operaties import OPERATIES, RAADPLEGEN
from rio_soap.contract.vorm import vormen
from rio_soap.register.database import sightings, visibility
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.model import aangeboden_opleiding
from rio_soap.register.database.model import mutatiegrens as grenzen
from rio_soap.register.database.session import Session
from rio_soap.register.regels.paginas import MAXIMUM
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.wijzigingen import raadplegingen as feeds
from rio_soap.register.wijzigingen.mutaties import log_mutatie, netto
from tests.register.hulp import NU, context, fouten, vraag
from tests.register.schrijvers import AANBIEDER, BESTUUR, Schrijvers, aanbieder, aanbod

CODE = "11111111-0000-4000-8000-{:012d}"


def nu() -> datetime:
    return datetime.now(UTC)


def echt(grootte: int = 20) -> Context:
    """A context that lives at the time of the machine."""
    return context(moment=nu(), paginagrootte=grootte, klok=nu)


class Echt(Schrijvers):
    """Writers that live at the time of the machine."""

    def context(self) -> Context:
        return echt()


def feed(register: Register, sinds: datetime, pagina: int = 0, grootte: int = 20) -> list[tuple[str, str]]:
    """A page of the changed offers of the trial aanbieder: code and soort."""
    uitslag = vraag(
        register,
        feeds.opvragen_gewijzigde_aangeboden_opleidingen,
        context(paginagrootte=grootte),
        onderwijsaanbiederCode=AANBIEDER,
        peildatumtijdMutaties=sinds,
        pagina=pagina,
    )
    assert uitslag.goedgekeurd, uitslag.foutmeldingen
    objecten: Any = uitslag.gegevens["gewijzigde_AangebodenOpleiding"]
    return [(o.velden["aangebodenOpleidingCode"], o.velden["soortWijziging"]) for o in objecten]


def alles(
    register: Register | list[Register],
    sinds: datetime,
    grootte: int = 20,
    tussendoor: Callable[[], object] = lambda: None,
) -> list[tuple[str, str]]:
    """All pages, by number, until one is empty; of several registers in turn."""
    registers = register if isinstance(register, list) else [register]
    gelezen: list[tuple[str, str]] = []
    pagina = 0
    while deel := feed(registers[pagina % len(registers)], sinds, pagina, grootte):
        gelezen += deel
        pagina += 1
        tussendoor()
    return gelezen


def paginering(register: Register, sinds: datetime, pagina: int, grootte: int = 20) -> dict[str, Any]:
    uitslag = vraag(
        register,
        feeds.opvragen_gewijzigde_aangeboden_opleidingen,
        context(paginagrootte=grootte),
        onderwijsaanbiederCode=AANBIEDER,
        peildatumtijdMutaties=sinds,
        pagina=pagina,
    )
    deel = uitslag.gegevens["paginering"]
    assert isinstance(deel, Gegeven)
    return deel.velden


def test_only_what_changed_at_or_after_the_moment_is_given_in_order(register: Register) -> None:
    for minuten in (0, 10, 20):
        Schrijvers(register, context(moment=NU + timedelta(minutes=minuten))).zet_aanbod(aanbod(CODE.format(minuten)))
    assert [code for code, _ in feed(register, NU - timedelta(days=1))] == [CODE.format(n) for n in (0, 10, 20)]
    assert [code for code, _ in feed(register, NU + timedelta(minutes=5))] == [CODE.format(n) for n in (10, 20)]
    assert feed(register, NU + timedelta(minutes=30)) == []


def test_a_change_that_was_answered_before_the_moment_is_not_given(register: Register) -> None:
    """By the clock of the machine, at once after the answer."""
    Echt(register).zet_aanbod(aanbod(CODE.format(1)))
    daarna = nu()
    assert feed(register, daarna) == []
    Echt(register).zet_aanbod(aanbod(CODE.format(2)))
    assert feed(register, daarna) == [(CODE.format(2), "T")]


@pytest.mark.parametrize(
    ("soorten", "verwacht"),
    [
        ("T", "T"),
        ("TW", "T"),
        ("TV", "V"),
        ("W", "W"),
        ("WV", "V"),
        ("V", "V"),
        ("VT", "W"),
        ("VTW", "W"),
        ("TVT", "T"),
    ],
)
def test_several_changes_of_one_object_come_to_one(register: Register, soorten: str, verwacht: str) -> None:
    """T when it was not there at the moment, V when it is not there now, else W."""
    for soort in soorten:
        register.schrijf(
            lambda session, soort=soort: log_mutatie(session, context(), aangeboden_opleiding, "x", AANBIEDER, soort)
        )
    assert feed(register, NU) == [("x", verwacht)]
    assert netto(soorten[0], soorten[-1]) == verwacht  # type: ignore[arg-type]


def test_pages_are_full_but_the_last_and_one_beyond_it_is_empty(register: Register) -> None:
    schrijvers = Schrijvers(register)
    for nummer in range(7):
        schrijvers.zet_aanbod(aanbod(CODE.format(nummer)))
    assert [len(feed(register, NU, pagina, 3)) for pagina in range(4)] == [3, 3, 1, 0]
    for pagina in (0, 2, 3, 999_999):
        assert paginering(register, NU, pagina, 3) == {"pagina": pagina, "aantalPaginas": 3, "aantalResultaten": 7}
    leeg = NU + timedelta(days=1)
    assert paginering(register, leeg, 0) == {"pagina": 0, "aantalPaginas": 0, "aantalResultaten": 0}


def test_what_changes_while_a_reader_pages_moves_nothing(register: Register) -> None:
    """Changed, removed, added between pages: every object that was there at the first page is given once."""
    schrijvers, toeval = Schrijvers(register), random.Random(4)
    for nummer in range(20):
        schrijvers.zet_aanbod(aanbod(CODE.format(nummer)))
    nieuw = iter(range(100, 200))

    def tussendoor() -> None:
        if next(nieuw) < 106:
            schrijvers.zet_aanbod(aanbod(CODE.format(next(nieuw))))
        schrijvers.zet_aanbod(aanbod(CODE.format(toeval.randrange(20))))
        schrijvers.verwijder_aanbod(CODE.format(toeval.randrange(20)))

    codes = [code for code, _ in alles(register, NU, 3, tussendoor)]
    assert len(codes) == len(set(codes))
    assert set(codes) >= {CODE.format(nummer) for nummer in range(20)}


def test_a_commit_that_comes_late_is_given_from_the_moment_at_which_it_could_not_be_seen(register: Register) -> None:
    """The message came in and the row was written before a reader looked; it became visible after."""
    halverwege, verder = threading.Event(), threading.Event()

    def laat(session: Session) -> None:
        halverwege.clear()
        log_mutatie(session, echt(), aangeboden_opleiding, "laat", AANBIEDER, "T")
        halverwege.set()
        assert verder.wait(10)

    with ThreadPoolExecutor(1) as thread:
        bezig = thread.submit(register.schrijf, laat)
        assert halverwege.wait(10)
        time.sleep(0.02)
        begin = nu()
        assert feed(register, begin) == [], "not committed: nobody may see it"
        verder.set()
        bezig.result(10)
    assert feed(register, begin) == [("laat", "T")]
    assert feed(register, nu()) == []


def test_numbers_become_visible_in_their_order(register: Register) -> None:
    """A change that is ready sooner waits for one that took its number before: no reader sees a number too early."""
    genomen, verder = threading.Event(), threading.Event()

    def eerst(session: Session) -> None:
        genomen.clear()
        log_mutatie(session, echt(), aangeboden_opleiding, "eerst", AANBIEDER, "T")
        session.finish()
        genomen.set()
        assert verder.wait(10)

    sinds = nu()
    with ThreadPoolExecutor(2) as threads:
        een = threads.submit(register.schrijf, eerst)
        assert genomen.wait(10)
        ander = threads.submit(Echt(register).zet_aanbod, aanbod(CODE.format(1)))
        time.sleep(0.2)
        assert not ander.done()
        assert feed(register, sinds) == []
        verder.set()
        een.result(10)
        ander.result(10)
    assert feed(register, sinds) == [("eerst", "T"), (CODE.format(1), "T")]


def test_without_evidence_a_feed_shows_more_and_never_less(register: Register) -> None:
    """As after a crash between the commit of a delivery and the evidence of it."""
    Echt(register).zet_aanbod(aanbod(CODE.format(1)))
    Echt(register).zet_aanbod(aanbod(CODE.format(2)))
    register.flush_sightings()
    laatste = sa.select(sa.func.max(grenzen.c.id)).scalar_subquery()
    register.schrijf(lambda session: session.execute(sa.delete(grenzen).where(grenzen.c.id == laatste)))
    later = nu()
    assert feed(register, later) == [(CODE.format(2), "T")]
    Echt(register).zet_aanbod(aanbod(CODE.format(3)))
    assert feed(register, later) == [(CODE.format(3), "T"), (CODE.format(2), "T")], "what is certain goes first"
    assert feed(register, nu()) == []


@pytest.fixture
def ander(register: Register) -> Iterator[Register]:
    """The same database in another process."""
    with Register(maak_engine(register.engine.url.render_as_string(hide_password=False))) as ander:
        yield ander


def test_another_process_knows_what_was_visible_once_it_is_written_down(register: Register, ander: Register) -> None:
    """Until then its feeds are longer by it; those of the process itself are not."""
    Echt(register).zet_aanbod(aanbod(CODE.format(1)))
    later = nu()
    assert feed(register, later) == []
    assert feed(ander, later) in ([], [(CODE.format(1), "T")])
    register.flush_sightings()
    assert feed(ander, later) == feed(register, later) == []
    Echt(ander).zet_aanbod(aanbod(CODE.format(2)))
    later = nu()
    ander.sluit()
    assert feed(register, later) == [], "what a process knows it leaves behind when it closes"


def test_without_a_zegelaar_evidence_is_written_by_who_writes_next(
    register: Register, ander: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sightings, "_LANG", 0.0)
    Echt(register).zet_aanbod(aanbod(CODE.format(1)))
    assert feed(ander, nu()) == []


def test_a_process_whose_clock_lags_claims_nothing_before_what_is_written(register: Register, ander: Register) -> None:
    Schrijvers(register, context(moment=NU)).zet_aanbod(aanbod(CODE.format(1)))
    register.flush_sightings()
    for achter in (ander, register):
        Schrijvers(achter, context(moment=NU - timedelta(hours=1))).zet_aanbod(aanbod(CODE.format(2)))
        assert [code for code, _ in feed(achter, NU - timedelta(minutes=30))] == [CODE.format(1), CODE.format(2)]
        achter.flush_sightings()
        assert [code for code, _ in feed(achter, NU - timedelta(minutes=30))] == [CODE.format(1), CODE.format(2)]


def test_evidence_never_goes_back_in_time(register: Register) -> None:
    """A machine whose clock lags must not claim that something was visible before it was."""
    Schrijvers(register, context(moment=NU)).zet_aanbod(aanbod(CODE.format(1)))
    Schrijvers(register, context(moment=NU - timedelta(hours=1))).zet_aanbod(aanbod(CODE.format(2)))
    assert [code for code, _ in feed(register, NU - timedelta(minutes=30))] == [CODE.format(1), CODE.format(2)]


def test_a_failure_to_lay_down_evidence_does_not_fail_the_delivery(
    register: Register, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def faal(*_: object) -> None:
        raise sa.exc.OperationalError("x", None, Exception("disk"))

    monkeypatch.setattr(sightings, "record", faal)
    monkeypatch.setattr(visibility, "write_sightings", faal)
    Echt(register).zet_aanbod(aanbod(CODE.format(1)))
    register.flush_sightings()
    assert "change feeds" in caplog.text
    assert feed(register, nu()) == [(CODE.format(1), "T")]


def test_a_feed_of_one_holder_shows_nothing_of_another(register: Register) -> None:
    schrijvers = Schrijvers(register)
    schrijvers.zet_aanbieder("801A001", aanbieder())
    schrijvers.zet_aanbod(aanbod(CODE.format(1), onderwijsaanbiedercode="801A001"))
    schrijvers.zet_aanbod(aanbod(CODE.format(2)))
    assert feed(register, NU) == [(CODE.format(2), "T")]


def test_besturen_and_groepen_are_not_in_the_feed_of_aanbieders(register: Register) -> None:
    from rio_soap.register.database.model import organisatorische_eenheid

    for code in (BESTUUR, "800G001", AANBIEDER):
        register.schrijf(
            lambda session, code=code: log_mutatie(session, context(), organisatorische_eenheid, code, BESTUUR, "W")
        )
    for extra in ({}, {"onderwijsbestuurcode": BESTUUR}):
        uitslag = vraag(
            register, feeds.opvragen_gewijzigde_onderwijsaanbieders, peildatumtijdMutaties=NU, pagina=0, **extra
        )
        lijst: Any = uitslag.gegevens["gewijzigde_Onderwijsaanbieder"]
        assert [o.velden for o in lijst] == [{"onderwijsaanbiedercode": AANBIEDER, "soortWijziging": "W"}]


def test_an_unknown_holder_is_refused(register: Register) -> None:
    vragen: list[tuple[Any, dict[str, Any], list[str]]] = [
        (feeds.opvragen_gewijzigde_aangeboden_opleidingen, {"onderwijsaanbiederCode": "999A999"}, ["N09440"]),
        (feeds.opvragen_gewijzigde_onderwijsaanbieders, {"onderwijsbestuurcode": "999B999"}, ["A01110"]),
    ]
    for handeling, velden, verwacht in vragen:
        assert fouten(vraag(register, handeling, peildatumtijdMutaties=NU, pagina=0, **velden)) == verwacht


def test_a_year_before_1000_is_earlier_than_today(register: Register) -> None:
    Schrijvers(register).zet_aanbod(aanbod(CODE.format(1)))
    assert feed(register, datetime(5, 1, 1, tzinfo=UTC)) == [(CODE.format(1), "T")]


def test_the_page_sizes_stay_within_what_the_answers_hold() -> None:
    def grens(delen: Any, naam: str) -> int | None:
        for deel in delen:
            assert isinstance(deel, Deeltje)
            if naam in deel.leden or (deel.leden and any(lid in deel.leden for lid in leden[naam])):
                return int(deel.maximum)
            if (gevonden := grens(deel.delen, naam)) is not None:
                return gevonden
        return None

    objecten = {
        "opvragen_aangebodenOpleidingenVanOrganisatie": "aangebodenOpleiding",
        "opvragen_gewijzigdOnderwijslocatiegebruik": "gewijzigd_Onderwijslocatiegebruik",
        "opvragen_gewijzigdeAangebodenOpleidingen": "gewijzigde_AangebodenOpleiding",
        "opvragen_gewijzigdeOnderwijsaanbieders": "gewijzigde_Onderwijsaanbieder",
        "opvragen_opleidingseenhedenVanOrganisatie": "opleidingseenheid",
    }
    assert MAXIMUM.keys() == objecten.keys()
    for operatie, naam in objecten.items():
        vorm: Any = vormen(RAADPLEGEN).elementen[OPERATIES[operatie].antwoord]
        leden = {veld.naam: veld.leden for veld in vorm.velden}
        assert grens(vorm.inhoud, naam) == MAXIMUM[operatie]


@pytest.mark.parametrize("processen", [1, 2])
def test_readers_that_page_while_writers_race_end_with_a_right_copy(
    register: Register, ander: Register, processen: int
) -> None:
    """Each round begins at the moment the one before began; small pages, four writers, on both databases.

    With two processes every page is of another one, and each knows its own evidence before the other does.
    """
    stop, kopieen = threading.Event(), []
    registers = [register, ander][:processen]

    def schrijf(zaad: int) -> None:
        toeval, schrijvers = random.Random(zaad), Echt(registers[zaad % processen])
        for stap in range(40):
            code = CODE.format(toeval.randrange(30) * 10 + zaad)
            if toeval.random() < 0.3:
                schrijvers.verwijder_aanbod(code)
            else:
                periode = Gegeven(
                    "aangebodenHOOpleidingPeriode",
                    {"begindatum": aanbod(code).velden["begindatum"], "eigenNaamAangebodenOpleiding": f"{zaad}-{stap}"},
                )  # type: ignore[dict-item]
                schrijvers.zet_aanbod(aanbod(code, aangebodenOpleidingPeriode=[periode]))

    def lees_rondes(grootte: int) -> dict[str, Gegeven]:
        kopie: dict[str, Gegeven] = {}
        sinds, klaar = nu() - timedelta(hours=1), False
        while not klaar:
            klaar = stop.is_set()  # then one more whole round
            begin = nu()
            for code, _ in alles(registers, sinds, grootte, random.choice(registers).flush_sightings):
                stand = _stand(register, code)
                if stand is None:
                    kopie.pop(code, None)
                else:
                    kopie[code] = stand
            sinds = begin
        return kopie

    with ThreadPoolExecutor(6) as threads:
        lezers = [threads.submit(lees_rondes, grootte) for grootte in (2, 7)]
        for taak in [threads.submit(schrijf, zaad) for zaad in range(4)]:
            taak.result(120)
        stop.set()
        kopieen = [lezer.result(120) for lezer in lezers]
    with register.lees() as session:
        rijen = session.execute(sa.select(aangeboden_opleiding.c.code, aangeboden_opleiding.c.stand))
        echte = {rij.code: rij.stand for rij in rijen}
    assert echte
    for kopie in kopieen:
        assert kopie == echte


def _stand(register: Register, code: str) -> Gegeven | None:
    with register.lees() as session:
        vraag_ = sa.select(aangeboden_opleiding.c.stand).where(aangeboden_opleiding.c.code == code)
        return session.execute(vraag_).scalars().first()
