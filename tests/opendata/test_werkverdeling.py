"""Tasks over two processes: each once, the heaviest first, and a failure of the second one is told."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest

from rio_soap.opendata.publicatiejournaal import Werkuitkomst
from rio_soap.opendata.werkverdeling import Hulpfout, Meld, Werkstuk, Werkverdeling
from rio_soap.register.database.failures import Unavailable


@contextmanager
def opener() -> Iterator[str]:
    yield "reader"


@contextmanager
def dicht() -> Iterator[str]:
    raise Unavailable("the register is away")
    yield "never"


def doe(wat: str, lezer: str, meld: Meld) -> Werkuitkomst:
    assert lezer == "reader"
    meld(1)
    time.sleep(0.01)
    return Werkuitkomst(gelijk=(wat, str(os.getpid())))


def val(_: str, __: Meld) -> Werkuitkomst:
    os._exit(7)


def stuk(naam: str, gewicht: float, *, alleen: bool = False) -> Werkstuk:
    return Werkstuk(naam, gewicht, partial(doe, naam), alleen)  # type: ignore[arg-type]


@pytest.mark.parametrize("processen", [1, 2])
def test_each_task_is_done_once_whoever_does_it(processen: int) -> None:
    klaar: dict[str, tuple[str, ...]] = {}
    gemeld: list[int] = []
    stukken = [stuk(f"w{nummer}", nummer) for nummer in range(12)] + [stuk("groot", 99, alleen=True)]
    with Werkverdeling(opener, processen) as werk, opener() as lezer:  # type: ignore[arg-type]
        werk.doe(stukken, lezer, lambda naam, uit: klaar.setdefault(naam, uit.gelijk), gemeld.append)  # type: ignore[arg-type,return-value]
    assert klaar == {een.naam: (een.naam, klaar[een.naam][1]) for een in stukken}
    assert sum(gemeld) == 13
    assert len({proces for _, proces in klaar.values()}) == processen
    assert list(klaar)[-1] == "groot", "what takes much memory comes when the second process is gone"
    assert klaar["groot"][1] == str(os.getpid())


def test_a_second_process_that_dies_or_cannot_open_the_register_is_told() -> None:
    stukken = [Werkstuk("valt", 9, val), stuk("w", 1)]  # type: ignore[arg-type]
    with pytest.raises(Hulpfout, match="the second process ended"), Werkverdeling(opener, 2) as werk:  # type: ignore[arg-type]
        werk.doe(stukken, "reader", lambda *_: None, lambda _: None)  # type: ignore[arg-type]
    with pytest.raises(Unavailable, match="the register is away"), Werkverdeling(dicht, 2) as werk:  # type: ignore[arg-type]
        werk.doe([stuk("a", 2), stuk("b", 1)], "reader", lambda *_: None, lambda _: None)  # type: ignore[arg-type]


def test_a_failure_of_the_first_ends_the_second() -> None:
    werk = Werkverdeling(opener, 2)  # type: ignore[arg-type]
    with werk:
        hulp = werk._hulp
        assert hulp is not None
        assert hulp.is_alive()
        werk.__exit__(KeyboardInterrupt, None, None)
    assert not hulp.is_alive()
