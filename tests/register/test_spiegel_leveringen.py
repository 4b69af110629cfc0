"""Mirrors of a register that really is delivered to: nothing but the deliveries writes, nothing but the feeds tells.

`test_spiegel` runs a thousand changes by row writers; here the changes are those of `wereld`, in which the register
also refuses, ends, and issues codes.
"""

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.regels.uitslag import Context, dag_in_nederland
from tests.register.conftest import Leegmaken
from tests.register.hulp import context
from tests.register.test_spiegel import Kopie, Spiegel, inhoud, nu
from tests.register.test_wereld import ZWAAR, leeg_de_kern, leveraar
from tests.register.wereld import Wereld

WIJZIGINGEN = 500 * ZWAAR


def echt(oin: str) -> Context:
    """A sender at the time of the machine."""
    return context(oin, moment=nu(), klok=nu)


@pytest.fixture
def kaal(leegmaken: Leegmaken, tmp_path: Path) -> Iterator[Register]:
    with Register(maak_engine(leegmaken(tmp_path))) as register:
        leeg_de_kern(register)
        yield register


@pytest.fixture
def vandaag(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model lives at the time of the machine too; between its dates nothing differs."""
    monkeypatch.setattr("tests.register.wereld.VANDAAG", dag_in_nederland(nu()))


@pytest.mark.usefixtures("vandaag")
def test_mirrors_equal_a_register_that_is_delivered_to_meanwhile(kaal: Register) -> None:
    """Two mirrors with small pages follow while hundreds of deliveries go on, and once more afterwards."""
    toeval, klaar = random.Random(11), threading.Event()
    wereld = Wereld(leveraar(kaal, echt))

    def volg(grootte: int) -> tuple[int, Kopie]:
        spiegel, rondes, laatste = Spiegel(kaal, grootte), 0, False
        while not laatste:
            laatste = klaar.wait(0.05)
            spiegel.ronde()
            rondes += 1
        return rondes, spiegel.kopie

    with ThreadPoolExecutor(2) as threads:
        volgers = [threads.submit(volg, grootte) for grootte in (2, 20)]
        try:
            for _ in range(WIJZIGINGEN):
                wereld.wijzig(lambda mogelijk: toeval.choice(list(mogelijk)))
        finally:
            klaar.set()
        gevonden = [volger.result(120) for volger in volgers]
    verwacht = inhoud(kaal)
    assert len(verwacht) == len(wereld.aanbieders) + len(wereld.aanbod) + len(wereld.gebruik) > 5
    for rondes, kopie in gevonden:
        assert rondes >= 2
        assert kopie == verwacht


@pytest.mark.usefixtures("vandaag")
def test_a_mirror_equals_the_register_after_every_round_of_deliveries(kaal: Register) -> None:
    toeval, spiegel = random.Random(12), Spiegel(kaal, 3)
    wereld = Wereld(leveraar(kaal, echt))
    for _ in range(20):
        for _ in range(10 * ZWAAR):
            wereld.wijzig(lambda mogelijk: toeval.choice(list(mogelijk)))
        spiegel.ronde()
        assert spiegel.kopie == inhoud(kaal)
