"""Readings on a replica show what was approved before they were asked; a replica that fails refuses nothing."""

import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.rollen import rollen_van
from rio_soap.register.bevoegdheid.toekenningen import Toekenning, ken_toe, trek_in
from rio_soap.register.database import replica
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.database.model import aangeboden_opleiding, mutatie, mutatiegrens
from rio_soap.register.database.replica import KOPIE, FallbackReason, Replica, ReplicaError
from rio_soap.register.database.session import Session
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.wijzigingen import raadplegingen as feeds
from tests.register.conftest import _postgresql
from tests.register.hulp import NU, VREEMD, context
from tests.register.kern import laad_kern
from tests.register.schrijvers import AANBIEDER, Schrijvers, aanbod
from tests.register.standin import Doorgeefluik, Standin, standin

pytestmark = pytest.mark.postgresql

CODE = "11111111-0000-4000-8000-{:012d}"
NERGENS = "postgresql+psycopg://postgres@127.0.0.1:9/rio"

Lees = Callable[[Callable[[Session], Any]], Any]


def nu() -> datetime:
    return datetime.now(UTC)


class Echt(Schrijvers):
    """Writers that live at the time of the machine."""

    def context(self) -> Context:
        return context(moment=nu(), klok=nu)


@pytest.fixture
def primair(leeg_schema: str, tmp_path: Path) -> Iterator[Register]:
    url = _postgresql(leeg_schema)(tmp_path)
    with Register(maak_engine(url)) as register:
        register.schrijf(laad_kern)
        yield register


@pytest.fixture
def kopie(primair: Register, leeg_schema: str) -> Iterator[Standin]:
    with standin(leeg_schema) as een:
        yield een


@pytest.fixture
def op_kopie(kopie: Standin) -> Iterator[Register]:
    """The copy as a register of its own."""
    with Register(kopie.engine()) as register:
        yield register


@pytest.fixture
def geteld() -> list[str]:
    """Where each reading was done."""
    return []


@pytest.fixture
def lezer(primair: Register, op_kopie: Register, geteld: list[str], monkeypatch: pytest.MonkeyPatch) -> Replica:
    """Tries a replica that failed again at once; `test_..._is_left_alone_for_a_while` does not."""
    monkeypatch.setattr(replica, "PAUZE", 0.0)
    return Replica(primair, op_kopie, geteld.append)


def waar(session: Session) -> str:
    """The schema that a task runs in."""
    return str(session.execute(sa.select(sa.func.current_schema())).scalar_one())


def feed(session: Session, sinds: datetime, pagina: int = 0, grootte: int = 20) -> list[str]:
    """A page of the changed offers."""
    velden: dict[str, Any] = {
        "onderwijsaanbiederCode": AANBIEDER,
        "peildatumtijdMutaties": sinds,
        "pagina": pagina,
    }
    ctx = context(paginagrootte=grootte)
    uitslag = feeds.opvragen_gewijzigde_aangeboden_opleidingen(session, ctx, Gegeven("verzoek", velden))
    assert uitslag.goedgekeurd, uitslag.foutmeldingen
    objecten: Any = uitslag.gegevens["gewijzigde_AangebodenOpleiding"]
    return [o.velden["aangebodenOpleidingCode"] for o in objecten]


def stand(session: Session, code: str) -> Gegeven | None:
    vraag = sa.select(aangeboden_opleiding.c.stand).where(aangeboden_opleiding.c.code == code)
    return session.execute(vraag).scalars().first()


def op(register: Register) -> Lees:
    """Readings on this register and no other, without any look at the primary."""

    def lees(taak: Callable[[Session], Any]) -> Any:
        with register.lees() as session:
            return taak(session)

    return lees


class Volger:
    """Follows the offers of one aanbieder, as docs/architectuur.md tells readers to.

    :param feeds: how it reads the feed.
    :param objecten: how it reads what the feed names.
    """

    def __init__(self, feeds: Lees, objecten: Lees, grootte: int = 20) -> None:
        self._feeds, self._objecten, self._grootte = feeds, objecten, grootte
        self.kopie: dict[str, Gegeven] = {}
        self._sinds = nu() - timedelta(hours=1)

    def ronde(self) -> None:
        begin, pagina = nu(), 0
        while codes := self._feeds(lambda session, p=pagina: feed(session, self._sinds, p, self._grootte)):
            for code in codes:
                gelezen = self._objecten(lambda session, code=code: stand(session, code))
                if gelezen is None:
                    self.kopie.pop(code, None)
                else:
                    self.kopie[code] = gelezen
            pagina += 1
        self._sinds = begin


def alle(register: Register) -> dict[str, Gegeven]:
    with register.lees() as session:
        rijen = session.execute(sa.select(aangeboden_opleiding.c.code, aangeboden_opleiding.c.stand))
        return {rij.code: rij.stand for rij in rijen}


def test_a_replica_that_shows_everything_answers(lezer: Replica, kopie: Standin, geteld: list[str]) -> None:
    assert lezer.lees(waar) == kopie.schema
    assert geteld == [KOPIE]


def test_a_reading_after_an_approval_shows_it_though_the_replica_is_behind(
    lezer: Replica, primair: Register, kopie: Standin, geteld: list[str]
) -> None:
    code = Echt(primair).zet_aanbod(aanbod(CODE.format(1)))
    assert lezer.lees(lambda session: stand(session, code)) is not None
    kopie.haal_bij()
    assert lezer.lees(waar) == kopie.schema
    assert geteld == [FallbackReason.ACHTER, KOPIE]


def test_a_role_that_was_taken_is_gone_on_a_replica_that_is_behind_too(
    lezer: Replica, primair: Register, kopie: Standin, geteld: list[str]
) -> None:
    """It makes no mutatie; the version of trust tells of it."""
    primair.schrijf(lambda s: ken_toe(s, Toekenning(VREEMD, "INSPECTIE", "", NU, None, "beheer"), NU))
    kopie.haal_bij()

    def is_inspectie(session: Session) -> bool:
        return rollen_van(session, context(VREEMD)).heeft("INSPECTIE")

    assert lezer.lees(is_inspectie)
    primair.schrijf(lambda s: trek_in(s, VREEMD, "INSPECTIE", "", NU))
    assert not lezer.lees(is_inspectie)
    kopie.haal_bij()
    assert not lezer.lees(is_inspectie)
    assert geteld == [KOPIE, FallbackReason.ACHTER, KOPIE]


def test_a_reading_waits_for_a_replica_that_is_a_moment_behind(
    lezer: Replica, primair: Register, kopie: Standin, geteld: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replica, "GEDULD", 20.0)
    Echt(primair).zet_aanbod(aanbod(CODE.format(1)))
    bijhalen = threading.Timer(0.2, kopie.haal_bij)
    bijhalen.start()
    assert lezer.lees(waar) == kopie.schema
    bijhalen.join()
    assert geteld == [KOPIE]


@pytest.mark.parametrize("feed_van_primair", [False, True])
def test_without_the_look_at_the_primary_a_follower_would_lose_a_change_for_ever(
    primair: Register, op_kopie: Register, kopie: Standin, feed_van_primair: bool
) -> None:
    """Why it is there: also when only the objects come from a replica that is held back, and the feed does not."""
    schrijvers = Echt(primair)
    schrijvers.zet_aanbod(aanbod(CODE.format(1)))
    volger = Volger(op(primair if feed_van_primair else op_kopie), op(op_kopie))
    volger.ronde()
    kopie.haal_bij()
    for _ in range(3):
        volger.ronde()
    assert volger.kopie != alle(primair)


def test_a_follower_of_a_replica_that_is_held_back_loses_nothing(
    lezer: Replica, primair: Register, kopie: Standin, geteld: list[str]
) -> None:
    schrijvers = Echt(primair)
    volger = Volger(lezer.lees, lezer.lees)
    for nummer in range(4):
        schrijvers.zet_aanbod(aanbod(CODE.format(nummer)))
        volger.ronde()
        assert volger.kopie == alle(primair)
        kopie.haal_bij()
        volger.ronde()
        schrijvers.verwijder_aanbod(CODE.format(nummer - 1))
        volger.ronde()
        assert volger.kopie == alle(primair)
    assert {KOPIE, FallbackReason.ACHTER} <= set(geteld)


def test_a_follower_that_pages_while_writers_race_and_the_replica_halts_ends_with_a_right_copy(
    lezer: Replica, primair: Register, kopie: Standin, geteld: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replica, "GEDULD", 0.02)
    schrijvers, stop = Echt(primair), threading.Event()

    def schrijf(zaad: int) -> None:
        toeval = random.Random(zaad)
        for _ in range(40):
            code = CODE.format(toeval.randrange(20) * 10 + zaad)
            if toeval.random() < 0.3:
                schrijvers.verwijder_aanbod(code)
            else:
                schrijvers.zet_aanbod(aanbod(code, einddatum=context().vandaag + timedelta(toeval.randrange(400))))
            time.sleep(toeval.uniform(0, 0.06))

    def repliceer() -> None:
        toeval = random.Random(0)
        while not stop.is_set():
            kopie.haal_bij()
            time.sleep(toeval.choice((0.0, 0.005, 0.2)))

    def volg(grootte: int) -> dict[str, Gegeven]:
        volger, klaar = Volger(lezer.lees, lezer.lees, grootte), False
        while not klaar:
            klaar = stop.is_set()  # then one more whole round
            volger.ronde()
        return volger.kopie

    with ThreadPoolExecutor(6) as threads:
        threads.submit(repliceer)
        lezers = [threads.submit(volg, grootte) for grootte in (2, 7)]
        for taak in [threads.submit(schrijf, zaad) for zaad in range(2)]:
            taak.result(120)
        stop.set()
        kopieen = [een.result(120) for een in lezers]
    echte = alle(primair)
    assert echte
    assert kopieen == [echte, echte]
    assert {KOPIE, FallbackReason.ACHTER} <= set(geteld)


def test_evidence_that_the_replica_does_not_show_yet_makes_a_feed_longer_and_never_shorter(
    lezer: Replica, primair: Register, kopie: Standin
) -> None:
    code = Echt(primair).zet_aanbod(aanbod(CODE.format(1)))
    daarna = nu()
    kopie.haal_bij()
    assert lezer.lees(lambda session: feed(session, daarna)) == []
    kopie.doe(f"DELETE FROM {mutatiegrens.name}")
    assert lezer.lees(lambda session: feed(session, daarna)) == [code]


@pytest.mark.parametrize(
    ("sqlstate", "reden"),
    [
        ("40001", FallbackReason.AFGEBROKEN),  # conflict with recovery
        ("40P01", FallbackReason.AFGEBROKEN),
        ("57014", FallbackReason.AFGEBROKEN),  # cancelled
        ("55P03", FallbackReason.AFGEBROKEN),  # lock timeout, while a migration is replayed
        ("57P01", FallbackReason.ONBEREIKBAAR),  # shut down
        ("57P03", FallbackReason.ONBEREIKBAAR),  # starting up
        ("08006", FallbackReason.ONBEREIKBAAR),
        ("42P01", FallbackReason.ANDERS),
    ],
)
def test_a_reading_that_the_replica_breaks_off_is_done_on_the_primary_once(
    lezer: Replica, kopie: Standin, geteld: list[str], sqlstate: str, reden: FallbackReason
) -> None:
    waren = []

    def taak(session: Session) -> str:
        waren.append(waar(session))
        if waren[-1] == kopie.schema:
            session.execute(sa.text(f"DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '{sqlstate}'; END $$"))
        return "goed"

    assert lezer.lees(taak) == "goed"
    assert len(waren) == 2
    assert waren[1] != kopie.schema
    assert geteld == [reden]


def test_a_connection_that_breaks_in_the_middle_of_a_reading_refuses_nothing(
    lezer: Replica, kopie: Standin, geteld: list[str]
) -> None:
    def taak(session: Session) -> str:
        if (plek := waar(session)) == kopie.schema and len(geteld) == 1:
            session.execute(sa.text("SELECT pg_terminate_backend(pg_backend_pid())"))
        return plek

    assert lezer.lees(waar) == kopie.schema
    assert lezer.lees(taak) != kopie.schema
    assert lezer.lees(waar) == kopie.schema
    assert geteld == [KOPIE, FallbackReason.ONBEREIKBAAR, KOPIE]


def test_what_fails_for_a_reason_of_its_own_fails_as_it_does_on_the_primary(lezer: Replica) -> None:
    def fout(_: Session) -> None:
        raise KeyError("ours")

    with pytest.raises(KeyError, match="ours"):
        lezer.lees(fout)
    with pytest.raises(sa.exc.ProgrammingError):
        lezer.lees(lambda session: session.execute(sa.text("SELECT nergens")))


def test_a_replica_that_is_down_is_left_alone_for_a_while_and_the_log_has_every_turn(
    primair: Register,
    kopie: Standin,
    geteld: list[str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(replica, "PAUZE", 0.3)
    with Register(kopie.engine()) as weg:
        lezer = Replica(primair, weg, geteld.append)
        kopie.doe(f"ALTER TABLE {mutatie.name} RENAME TO even_weg")
        begin = time.monotonic()
        assert [lezer.lees(waar) != kopie.schema for _ in range(5)] == [True] * 5
        kopie.doe(f"ALTER TABLE even_weg RENAME TO {mutatie.name}")
        if time.monotonic() - begin < 0.3:
            assert lezer.lees(waar) != kopie.schema
        time.sleep(0.3)
        assert lezer.lees(waar) == kopie.schema
    assert set(geteld[:5]) == {FallbackReason.ANDERS}
    assert [r.getMessage() for r in caplog.records] == [
        f'readings go to the primary: relation "{mutatie.name}" does not exist',
        "readings go to the replica again",
    ]


def test_a_replica_that_never_answers_holds_a_reading_for_seconds_and_only_one(
    primair: Register, kopie: Standin, geteld: list[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as stil:
        url = f"postgresql+psycopg://postgres@127.0.0.1:{stil.getsockname()[1]}/rio"
        with Register(replica.maak_kopie_engine(url)) as weg:
            lezer = Replica(primair, weg, geteld.append)
            begin = time.monotonic()
            assert lezer.lees(waar) != kopie.schema
            assert time.monotonic() - begin < 8
            begin = time.monotonic()
            assert lezer.lees(waar) != kopie.schema
            assert time.monotonic() - begin < 1
    assert geteld == [FallbackReason.ONBEREIKBAAR] * 2


def test_what_the_url_says_goes_before_what_makes_a_reading_give_up_soon() -> None:
    gevonden = replica.maak_kopie_engine(f"{NERGENS}?connect_timeout=9&options=-csearch_path%3Dx").url.query
    assert gevonden["connect_timeout"] == "9"
    assert gevonden["tcp_user_timeout"] == "5000"
    assert str(gevonden["options"]).endswith(" -csearch_path=x")  # PostgreSQL takes the last one


def test_only_when_both_fail_is_the_register_out_of_reach(primair: Register, geteld: list[str]) -> None:
    with Register(replica.maak_kopie_engine(NERGENS)) as weg:
        lezer = Replica(primair, weg, geteld.append)
        assert lezer.lees(waar)
        lezer = Replica(weg, weg, geteld.append)
        with pytest.raises(Unavailable):
            lezer.lees(waar)
    assert geteld == [FallbackReason.ONBEREIKBAAR]


def test_a_server_that_goes_away_under_held_connections_is_out_of_reach(leeg_schema: str, primair: Register) -> None:
    adres = sa.make_url(leeg_schema)
    luik = Doorgeefluik((adres.host or "127.0.0.1", adres.port or 5432))
    with Register(maak_engine(adres.set(port=luik.poort).render_as_string(hide_password=False))) as register:
        with register.lees() as session:
            assert waar(session)
        luik.knip()
        for _ in range(2):
            with pytest.raises(Unavailable), register.lees():
                pass


def test_tables_of_another_version_are_told_at_the_start_and_never_read(
    lezer: Replica, kopie: Standin, geteld: list[str]
) -> None:
    lezer.controleer(0)
    kopie.doe("UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(ReplicaError, match=r"tables of version 0001, expected 0\d+"):
        lezer.controleer(0)
    assert lezer.lees(waar) != kopie.schema
    assert geteld == [FallbackReason.ANDERS]


def test_a_replica_that_still_replays_the_migration_is_waited_for(lezer: Replica, kopie: Standin) -> None:
    kopie.doe("UPDATE alembic_version SET version_num = '0001'")
    bijhalen = threading.Timer(0.3, kopie.haal_bij)
    bijhalen.start()
    lezer.controleer(20)
    bijhalen.join()


@pytest.mark.parametrize("extra", ["UPDATE mutatie SET moment = '2020-01-01T00:00:00.000000Z'", "DROP TABLE mutatie"])
def test_what_is_no_replica_of_this_register_is_told_at_the_start_and_never_read(
    lezer: Replica, primair: Register, kopie: Standin, geteld: list[str], extra: str
) -> None:
    """Another register may have as many changes, or more; its numbers mean other ones."""
    Echt(primair).zet_aanbod(aanbod(CODE.format(1)))
    kopie.haal_bij()
    kopie.doe(extra)
    with pytest.raises(ReplicaError, match=r"not a replica of the register|does not exist"):
        lezer.controleer(0)
    assert lezer.lees(waar) != kopie.schema
    assert geteld == [FallbackReason.ANDERS]


def test_a_replica_that_is_down_or_behind_at_the_start_may_come_later(
    lezer: Replica, primair: Register, kopie: Standin, caplog: pytest.LogCaptureFixture
) -> None:
    with Register(replica.maak_kopie_engine(NERGENS)) as weg:
        Replica(primair, weg).controleer(0)
    Echt(primair).zet_aanbod(aanbod(CODE.format(1)))
    lezer.controleer(0)
    kopie.haal_bij()
    assert lezer.lees(waar) == kopie.schema
    assert len([r for r in caplog.records if "readings go to the primary" in r.getMessage()]) == 2
