"""Following the register by the uniform feed alone: nothing is missed or comes twice, whoever writes meanwhile."""

import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rio_soap.contract.gegevens import Waarde
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.wijzigingen.stroom import stroom_van
from tests.register.conftest import Leegmaken
from tests.register.hulp import context
from tests.register.rollen import DUO
from tests.register.test_wereld import leeg_de_kern, leveraar
from tests.register.versie.formele_wereld import FormeleWereld
from tests.register.versie.hulp_versie import Klok, Stand, alles, heel, v4stand, vraag, zet_begin
from tests.register.wereld import Wereld


def nu() -> datetime:
    return datetime.now(UTC)


def echt(*_: object) -> Context:
    """Who lives at the time of the machine."""
    return context(moment=nu(), klok=nu)


@pytest.fixture
def kaal(leegmaken: Leegmaken, tmp_path: Path) -> Iterator[Register]:
    with Register(maak_engine(leegmaken(tmp_path))) as register:
        leeg_de_kern(register)
        zet_begin(register)
        yield register


class Volger:
    """A copy that is kept by the feed alone: what it has on disk are its cursor and its objects.

    :param stand: what the register held when the copy began, as its files say.
    """

    def __init__(self, register: Register, stand: Stand, ctx: Any = echt) -> None:
        self.register, self.ctx = register, ctx
        self.kopie = dict(stand)
        self.nummers: list[int] = []
        with register.lees() as session:
            stroom = stroom_van(session)
        self.cursor = stroom.cursor(0)

    def pagina(self, aantal: int, *, sterf: bool = False) -> bool:
        """Take a page; whether there is more. One that dies meanwhile keeps neither page nor cursor."""
        velden: dict[str, Waarde] = {"cursor": self.cursor, "metInhoud": True, "aantal": aantal}
        uitslag = vraag(self.register, "opvragen_gewijzigdeObjecten", self.ctx(), **velden)
        assert uitslag.goedgekeurd, uitslag.foutmeldingen
        if sterf:
            return True
        wijzigingen: Any = uitslag.gegevens["objectwijziging"]
        assert len(wijzigingen) <= aantal
        for wijziging in wijzigingen:
            self._neem(wijziging.velden)
        self.cursor = str(uitslag.gegevens["cursor"])
        return bool(uitslag.gegevens["meer"])

    def _neem(self, velden: dict[str, Any]) -> None:
        self.nummers.append(velden["volgnummer"])
        sleutel = velden["objecttype"], velden["sleutel"]
        if "inhoud" in velden:
            self.kopie[sleutel] = heel(velden["inhoud"])
        else:
            self.kopie.pop(sleutel, None)

    def bij(self, toeval: random.Random) -> None:
        """Follow to the end, in pages of any size, dying now and then."""
        while self.pagina(toeval.choice((1, 3, 20, 500)), sterf=toeval.random() < 0.1):
            pass


def gelijk(volger: Volger, lees: Callable[[Register], Stand] = v4stand) -> bool:
    """Whether a copy is what the register holds, and no number came twice or out of order."""
    assert volger.nummers == sorted(set(volger.nummers))
    verwacht = lees(volger.register)
    assert volger.kopie == verwacht
    return bool(verwacht)


def test_a_mirror_that_follows_the_feed_alone_equals_the_register_after_every_round(kaal: Register) -> None:
    toeval, klok = random.Random(11), Klok()
    wereld = Wereld(leveraar(kaal, klok.context))
    volger = Volger(kaal, v4stand(kaal), klok.context)
    for _ in range(15):
        for _ in range(toeval.randrange(12)):
            klok.tik()
            wereld.wijzig(lambda mogelijk: toeval.choice(list(mogelijk)))
        volger.bij(toeval)
        assert gelijk(volger)


def test_a_mirror_of_the_formal_half_equals_the_register_after_every_round(register: Register) -> None:
    """A unit that is recognised changes, and so do its offers; a maatregel changes its licentie."""
    klok, toeval = Klok(), random.Random(13)
    zet_begin(register)
    wereld = FormeleWereld(register, klok, 13)
    wereld.begin()
    volger = Volger(register, alles(register), lambda: klok.context(DUO))
    for _ in range(12):
        for _ in range(toeval.randrange(15)):
            klok.tik()
            wereld.wijzig()
        volger.bij(toeval)
        assert gelijk(volger, alles)


def test_mirrors_equal_the_register_while_writers_race(kaal: Register) -> None:
    """Writers of their own threads and connections; mirrors that page meanwhile, and once more when all is quiet."""
    klaar = threading.Event()
    begin = v4stand(kaal)

    def schrijf(zaad: int) -> None:
        toeval = random.Random(zaad)
        lever = leveraar(kaal, lambda oin: context(oin, moment=nu(), klok=nu))
        for _ in range(40):
            # Its model is of this writer alone, so what it says of the answer is not asked.
            wereld = Wereld(lever)
            try:
                wereld.wijzig(lambda mogelijk: toeval.choice(list(mogelijk)))
            except AssertionError:
                continue

    def volg(zaad: int) -> Volger:
        toeval, volger, laatste = random.Random(zaad), Volger(kaal, begin), False
        while not laatste:
            laatste = klaar.wait(0.02)
            volger.bij(toeval)
        return volger

    with ThreadPoolExecutor(5) as threads:
        volgers = [threads.submit(volg, zaad) for zaad in (1, 2)]
        try:
            for schrijver in [threads.submit(schrijf, zaad) for zaad in (3, 4, 5)]:
                schrijver.result(60)
        finally:
            klaar.set()
        for volger in volgers:
            gevonden = volger.result(60)
            assert len(gevonden.nummers) > 20
            assert gelijk(gevonden)
