"""Both time axes: what was valid on a day, by what was known at a moment, through many changes."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from tests.register.conftest import Leegmaken
from tests.register.test_wereld import leeg_de_kern, leveraar
from tests.register.versie.hulp_versie import Klok, objectversie, v4stand, zet_begin
from tests.register.wereld import Wereld


@pytest.fixture
def kaal(leegmaken: Leegmaken, tmp_path: Path) -> Iterator[Register]:
    with Register(maak_engine(leegmaken(tmp_path))) as register:
        leeg_de_kern(register)
        zet_begin(register)
        yield register


def test_what_was_known_at_any_moment_is_what_was_read_then(kaal: Register) -> None:
    toeval, klok = random.Random(5), Klok()
    wereld = Wereld(leveraar(kaal, lambda oin: klok.context(oin)))
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
