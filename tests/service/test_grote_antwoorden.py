"""Large answers take turns; small ones never wait, and nobody waits for ever."""

import threading
from collections.abc import Callable

import pytest

from rio_soap.contract.gegevens import Gegeven, Reeks
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.service import grote_antwoorden
from rio_soap.service.grote_antwoorden import beurt, telt_veel


def elders(taak: Callable[[], None], seconden: float) -> bool:
    """Whether a task in another thread was done within this time."""
    thread = threading.Thread(target=taak, daemon=True)
    thread.start()
    thread.join(seconden)
    return not thread.is_alive()


def neem(*, groot: bool) -> None:
    with beurt(groot):
        pass


def test_one_large_answer_at_a_time_and_a_small_one_does_not_wait() -> None:
    with beurt(True):
        assert elders(lambda: neem(groot=False), 10)
        assert not elders(lambda: neem(groot=True), 0.1)
        with beurt(True):  # the same answer, once it is written
            pass
    assert elders(lambda: neem(groot=True), 10)


def test_who_waited_long_enough_goes_on_and_leaves_the_turn_to_its_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grote_antwoorden, "_WACHTTIJD", 0.01)
    with beurt(True):
        assert elders(lambda: neem(groot=True), 10)
        monkeypatch.setattr(grote_antwoorden, "_WACHTTIJD", 10.0)
        assert not elders(lambda: neem(groot=True), 0.1)


def test_an_answer_that_fails_gives_its_turn_back() -> None:
    with pytest.raises(RuntimeError), beurt(True):
        raise RuntimeError
    assert elders(lambda: neem(groot=True), 10)


def test_an_answer_is_large_by_the_objects_of_its_page() -> None:
    def pagina(aantal: int) -> Uitslag:
        return Uitslag({"object": Reeks(range(aantal), lambda nummer: Gegeven("x", {"nummer": nummer})), "pagina": 0})

    assert [telt_veel(pagina(aantal)) for aantal in (0, 20, 49, 50)] == [False, False, False, True]


def test_an_overview_is_large_by_the_objects_in_all_of_its_lists() -> None:
    def overzicht(aantal: int, stuks: int = 1) -> Uitslag:
        delen = [Gegeven("onder")] * aantal
        een = Gegeven("organisatieoverzicht", {"onder": delen, "aanbod": delen, "eenheid": Gegeven("eenheid")})
        return Uitslag({"organisatieoverzicht": [een] * stuks})

    assert [telt_veel(overzicht(*hoeveel)) for hoeveel in ((0,), (24,), (25,), (5, 5))] == [False, False, True, True]
    assert not telt_veel(Uitslag({"peildatum": "x", "codes": ["a"] * 99, "iets": [Gegeven("x")] * 99}))


def test_an_uittreksel_is_large_by_its_lists_and_those_of_its_overview() -> None:
    def uittreksel(hier: int, daar: int) -> Uitslag:
        overzicht = Gegeven("organisatieoverzicht", {"aanbod": [Gegeven("aanbod")] * daar})
        velden = {"organisatieoverzicht": overzicht, "licentie": [Gegeven("licentie")] * hier, "hash": "x"}
        return Uitslag({"uittreksel": Gegeven("uittreksel", velden)})

    assert [telt_veel(uittreksel(*hoeveel)) for hoeveel in ((0, 49), (49, 0), (50, 0), (0, 50))] == [
        False,
        False,
        True,
        True,
    ]
