"""Deadline, rate limit, circuit breaker, retry and cache, with a clock that the test moves."""

import threading

import pytest

from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.resilience import Cache, CallGuard, CircuitBreaker, Deadline, Limits, MetricHooks, RateLimit


class Klok:
    """Time that only passes by sleeping."""

    def __init__(self) -> None:
        self.nu = 1000.0

    def __call__(self) -> float:
        return self.nu

    def sleep(self, seconden: float) -> None:
        self.nu += seconden


def maak(klok: Klok, hooks: MetricHooks | None = None, **limits: object) -> CallGuard:
    return CallGuard("BAG", Limits(**limits), hooks, klok, klok.sleep)  # type: ignore[arg-type]


class Buur:
    """Answers as told, one outcome per call; the last one for ever."""

    def __init__(self, *uitkomsten: object) -> None:
        self.uitkomsten = list(uitkomsten)
        self.keren = 0

    def __call__(self, deadline: Deadline) -> object:
        self.keren += 1
        uitkomst = self.uitkomsten.pop(0) if len(self.uitkomsten) > 1 else self.uitkomsten[0]
        if isinstance(uitkomst, ChainFailure):
            raise uitkomst
        return uitkomst


def storing(reden: Reason, *, retryable: bool = False, wacht: float | None = None) -> ChainFailure:
    return ChainFailure("BAG", reden, "proef", wacht, retryable=retryable)


def test_een_herhaalbare_storing_wordt_herhaald_en_een_andere_niet() -> None:
    buur = Buur(storing(Reason.UNREACHABLE, retryable=True), "antwoord")
    assert maak(Klok()).ask(buur) == "antwoord"
    assert buur.keren == 2
    buur = Buur(storing(Reason.ERROR), "antwoord")
    with pytest.raises(ChainFailure):
        maak(Klok()).ask(buur)
    assert buur.keren == 1


def test_het_aantal_pogingen_en_de_tijd_zijn_begrensd() -> None:
    klok, buur = Klok(), Buur(storing(Reason.UNREACHABLE, retryable=True))
    with pytest.raises(ChainFailure):
        maak(klok, attempts=3).ask(buur)
    assert buur.keren == 3
    buur = Buur(storing(Reason.BUSY, retryable=True, wacht=60.0))
    begin = klok.nu
    with pytest.raises(ChainFailure):
        maak(klok, total=8.0).ask(buur)
    assert (buur.keren, klok.nu - begin) == (1, 0.0)


def test_een_gevraagde_wachttijd_wordt_afgewacht_als_er_tijd_voor_is() -> None:
    klok, buur = Klok(), Buur(storing(Reason.BUSY, retryable=True, wacht=2.0), "antwoord")
    begin = klok.nu
    assert maak(klok, total=8.0).ask(buur) == "antwoord"
    assert klok.nu - begin >= 2.0


def test_de_zekering_gaat_open_na_storingen_op_rij_en_laat_daarna_een_vraag_proberen() -> None:
    klok = Klok()
    standen: list[bool] = []
    guard = maak(klok, MetricHooks(breaker=lambda _, is_open: standen.append(is_open)), failures_to_open=3)
    buur = Buur(storing(Reason.ERROR))
    for _ in range(3):
        with pytest.raises(ChainFailure):
            guard.ask(buur)
    with pytest.raises(ChainFailure) as open_:
        guard.ask(buur)
    assert (open_.value.reason, buur.keren) == (Reason.OPEN, 3)
    assert open_.value.retry_after == pytest.approx(30.0)
    klok.sleep(31)
    with pytest.raises(ChainFailure):  # the one that may try fails: open again at once
        guard.ask(buur)
    with pytest.raises(ChainFailure) as open_:
        guard.ask(buur)
    assert (open_.value.reason, buur.keren) == (Reason.OPEN, 4)
    klok.sleep(31)
    assert guard.ask(Buur("antwoord")) == "antwoord"
    assert standen == [True, False]


def test_wie_zegt_dat_de_vraag_fout_was_of_later_moet_opent_de_zekering_niet() -> None:
    guard = maak(Klok(), failures_to_open=1)
    for reden in (Reason.QUESTION, Reason.LATER):
        with pytest.raises(ChainFailure):
            guard.ask(Buur(storing(reden)))
    assert guard.ask(Buur("antwoord")) == "antwoord"


def test_een_fout_in_de_eigen_code_houdt_de_proef_van_de_zekering_niet_vast() -> None:
    klok = Klok()
    guard = maak(klok, failures_to_open=1)

    def stuk(_: Deadline) -> object:
        raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            guard.ask(stuk)
        klok.sleep(31)
    assert guard.ask(Buur("antwoord")) == "antwoord"


def test_vragen_krijgen_de_afgesproken_tussenruimte() -> None:
    klok = Klok()
    grens = RateLimit(5.0, klok)
    assert [grens.reserve(10.0) for _ in range(3)] == pytest.approx([0.0, 0.2, 0.4])
    assert grens.reserve(0.5) is None
    assert grens.reserve(0.7) == pytest.approx(0.6)
    klok.sleep(10)
    assert grens.reserve(0.0) == 0.0


def test_een_vraag_te_veel_mislukt_meteen() -> None:
    bezig, vrij = threading.Event(), threading.Event()
    guard = CallGuard("BAG", Limits(concurrent=1))

    def traag(_: Deadline) -> str:
        bezig.set()
        vrij.wait(10)
        return "klaar"

    thread = threading.Thread(target=guard.ask, args=(traag,))
    thread.start()
    assert bezig.wait(10)
    with pytest.raises(ChainFailure) as fout:
        guard.ask(Buur("antwoord"))
    vrij.set()
    thread.join(10)
    assert fout.value.reason is Reason.BUSY
    assert guard.ask(Buur("antwoord")) == "antwoord"


def test_de_cache_kent_leeftijd_en_bovengrens() -> None:
    klok = Klok()
    cache: Cache[str] = Cache(2, klok)
    cache.put("a", "1", 10)
    cache.put("b", "2", 10)
    assert cache.get("a") == "1"
    cache.put("c", "3", 10)  # b is the longest unused
    assert (cache.get("a"), cache.get("b"), cache.get("c"), len(cache)) == ("1", None, "3", 2)
    klok.sleep(10)
    assert cache.get("a") is None
    cache.put("d", "4", 0)
    assert cache.get("d") is None


def test_elke_vraag_wordt_gemeten_met_uitkomst() -> None:
    metingen: list[tuple[str, str]] = []
    retried: list[str] = []
    hooks = MetricHooks(
        question=lambda register, uitkomst, _: metingen.append((register, uitkomst)),
        retried=lambda _, reden: retried.append(reden),
    )
    guard = maak(Klok(), hooks)
    guard.ask(Buur(storing(Reason.UNREACHABLE, retryable=True), "antwoord"))
    with pytest.raises(ChainFailure):
        guard.ask(Buur(storing(Reason.INVALID)))
    assert metingen == [("BAG", "gelukt"), ("BAG", "ongeldig")]
    assert retried == ["onbereikbaar"]


def test_a_deadline_never_has_less_than_nothing_left() -> None:
    klok = Klok()
    deadline = Deadline(2.0, klok)
    klok.sleep(0.5)
    assert deadline.left() == 1.5
    klok.sleep(9)
    assert deadline.left() == 0.0


def test_without_a_limit_every_question_may_go_at_once() -> None:
    grens = RateLimit(None, Klok())
    assert [grens.reserve(0.0) for _ in range(100)] == [0.0] * 100


def test_a_moment_that_is_too_far_away_is_not_taken_from_others() -> None:
    grens = RateLimit(1.0, Klok())
    assert grens.reserve(0.0) == 0.0
    assert grens.reserve(0.5) is None
    assert grens.reserve(1.0) == 1.0


def test_an_open_breaker_lets_one_question_try_and_no_more() -> None:
    klok = Klok()
    breaker = CircuitBreaker(Limits(failures_to_open=1, open_seconds=10), klok)
    breaker.done(succeeded=False)
    assert (breaker.closed_in(), breaker.wait()) == (10, 10)
    klok.sleep(10)
    assert breaker.closed_in() == 0.0
    assert breaker.wait() == 0.0
    assert breaker.wait() == 0.1  # somebody is trying
    breaker.done(succeeded=True)
    assert (breaker.wait(), breaker.wait()) == (0.0, 0.0)


def test_failures_count_only_in_a_row() -> None:
    breaker = CircuitBreaker(Limits(failures_to_open=2), Klok())
    for gelukt in (False, True, False):
        breaker.done(succeeded=gelukt)
    assert breaker.closed_in() == 0.0
    breaker.done(succeeded=False)
    assert breaker.closed_in() == Limits().open_seconds


def test_a_cache_without_room_or_time_keeps_nothing() -> None:
    cache: Cache[str] = Cache(0, Klok())
    cache.put("a", "1", 10)
    assert cache.get("a") is None
    assert len(cache) == 0


def test_what_is_put_again_is_renewed() -> None:
    klok = Klok()
    cache: Cache[str] = Cache(2, klok)
    cache.put("a", "1", 10)
    klok.sleep(9)
    cache.put("a", "2", 10)
    klok.sleep(9)
    assert (cache.get("a"), len(cache)) == ("2", 1)


def test_a_failure_says_of_whom_why_and_what() -> None:
    een = ChainFailure("KvK", Reason.TIMEOUT, "no answer")
    assert str(een) == "KvK tijd: no answer"
    assert (een.retry_after, een.retryable) == (None, False)
