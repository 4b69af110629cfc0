"""Both time axes: what was valid on a day, by what was known at a moment, through many changes.

RIO_TEST_ZWAAR=1 takes a thousand changes.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from tests.register.conftest import Leegmaken
from tests.register.rollen import DUO
from tests.register.test_wereld import ZWAAR as ZWARE_TEST
from tests.register.test_wereld import leeg_de_kern, leveraar
from tests.register.versie.formele_wereld import FormeleWereld
from tests.register.versie.hulp_versie import Klok, Stand, alles, geldig_in, objectversie, v4stand, zet_begin
from tests.register.wereld import Wereld

ZWAAR = 15 if ZWARE_TEST > 1 else 1
DAGEN = [date(2019, 1, 1) + timedelta(days=97 * n) for n in range(40)]


@pytest.fixture
def kaal(leegmaken: Leegmaken, tmp_path: Path) -> Iterator[Register]:
    with Register(maak_engine(leegmaken(tmp_path))) as register:
        leeg_de_kern(register)
        zet_begin(register)
        yield register


def houd_bij(kaal: Register, zaad: int, keren: int, vragen: int) -> None:
    """Random V4 deliveries; after each the model takes down what is read, and at the end any of it is asked again."""
    toeval, klok = random.Random(zaad), Klok()
    wereld = Wereld(leveraar(kaal, klok.context))
    gezien = [(klok.tik(), v4stand(kaal))]
    while wereld.aanvaard < keren:
        klok.tik()
        aanvaard = wereld.aanvaard
        wereld.wijzig(lambda mogelijk: toeval.choice(list(mogelijk)))
        if wereld.aanvaard > aanvaard:
            gezien.append((klok.nu, v4stand(kaal)))
    vraag_alles(kaal, klok, gezien, toeval, vragen)


def houd_formeel_bij(register: Register, zaad: int, keren: int, vragen: int) -> FormeleWereld:
    """The same of the formal half, with all that the register holds; gives the world."""
    klok, toeval = Klok(), random.Random(zaad)
    wereld = FormeleWereld(register, klok, zaad)
    wereld.begin()
    gezien = [(klok.tik(), alles(register))]
    while len(gezien) <= keren:
        klok.tik()
        if wereld.wijzig():
            gezien.append((klok.nu, alles(register)))
    vraag_alles(register, klok, gezien, toeval, vragen)
    return wereld


def vraag_alles(
    register: Register, klok: Klok, gezien: Sequence[tuple[datetime, Stand]], toeval: random.Random, vragen: int
) -> None:
    """Ask any object, as known at any moment and valid on any day, and hold it against the model."""
    alle = sorted({sleutel for _, stand in gezien for sleutel in stand})
    for _ in range(vragen):
        (moment, stand), sleutel = toeval.choice(gezien), toeval.choice(alle)
        bekend_op = moment + timedelta(milliseconds=toeval.randrange(1000))
        if bekend_op > klok():
            bekend_op = moment
        ctx = klok.context(DUO)
        assert objectversie(register, ctx, *sleutel, bekendOp=bekend_op) == stand.get(sleutel), (moment, sleutel)
        dag = toeval.choice(DAGEN)
        gelezen = objectversie(register, ctx, *sleutel, bekendOp=bekend_op, geldigOp=dag)
        assert gelezen == geldig_in(stand.get(sleutel), dag), (moment, dag, sleutel)


def test_what_was_known_at_any_moment_is_what_was_read_then(kaal: Register) -> None:
    houd_bij(kaal, 5, 70 * ZWAAR, 250 * ZWAAR)


def test_every_kind_of_the_formal_half_is_known_as_it_was(register: Register) -> None:
    """Written by whom it belongs to, with what others show of it: the erkenningen of a unit and of its offers, the
    maatregelen of a licentie."""
    zet_begin(register)
    wereld = houd_formeel_bij(register, 7, 60 * ZWAAR, 150 * ZWAAR)
    assert len(wereld.aanvaard) >= (15 if ZWAAR > 1 else 11), (wereld.aanvaard, wereld.geweigerd)
