"""Both time axes: what was valid on a day, by what was known at a moment, through many changes."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from tests.register.conftest import Leegmaken
from tests.register.rollen import DUO
from tests.register.test_wereld import leeg_de_kern, leveraar
from tests.register.versie.formele_wereld import FormeleWereld
from tests.register.versie.hulp_versie import Klok, alles, objectversie, v4stand, zet_begin
from tests.register.wereld import Wereld


@pytest.fixture
def kaal(leegmaken: Leegmaken, tmp_path: Path) -> Iterator[Register]:
    with Register(maak_engine(leegmaken(tmp_path))) as register:
        leeg_de_kern(register)
        zet_begin(register)
        yield register


def test_what_was_known_at_any_moment_is_what_was_read_then(kaal: Register) -> None:
    toeval, klok = random.Random(5), Klok()
    wereld = Wereld(leveraar(kaal, klok.context))
    gezien = [(klok.tik(), v4stand(kaal))]
    for _ in range(120):
        klok.tik()
        aanvaard = wereld.aanvaard
        wereld.wijzig(lambda mogelijk: toeval.choice(list(mogelijk)))
        if wereld.aanvaard > aanvaard:
            gezien.append((klok.nu, v4stand(kaal)))
    alle = sorted({sleutel for _, stand in gezien for sleutel in stand})
    assert len(alle) > 30
    for moment, stand in gezien:
        for sleutel in toeval.sample(alle, 12):
            gelezen = objectversie(kaal, klok.context(), *sleutel, bekendOp=moment)
            assert gelezen == stand.get(sleutel), (moment, sleutel)


def test_every_kind_of_the_formal_half_is_known_as_it_was(register: Register) -> None:
    """Written by whom it belongs to, with what others show of it: the erkenningen of a unit and of its offers, the
    maatregelen of a licentie."""
    zet_begin(register)
    klok, toeval = Klok(), random.Random(7)
    wereld = FormeleWereld(register, klok, 7)
    wereld.begin()
    gezien = [(klok.tik(), alles(register))]
    for _ in range(120):
        klok.tik()
        if wereld.wijzig():
            gezien.append((klok.nu, alles(register)))
    assert len(wereld.aanvaard) >= 11, (wereld.aanvaard, wereld.geweigerd)
    alle = sorted({sleutel for _, stand in gezien for sleutel in stand})
    for moment, stand in gezien:
        for sleutel in toeval.sample(alle, 6):
            gelezen = objectversie(register, klok.context(DUO), *sleutel, bekendOp=moment)
            assert gelezen == stand.get(sleutel), (moment, sleutel)
