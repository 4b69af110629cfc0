"""An uittreksel by what was known at a moment says what an uittreksel said at that moment.

RIO_TEST_ZWAAR=1 takes ten times as many changes.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from tests.register import hulp_eenheden, hulp_erkenning
from tests.register.conftest import Leegmaken
from tests.register.hulp import HANZE
from tests.register.overzicht.hulp_uittreksel import (
    Bandenwereld,
    Contactwereld,
    Opname,
    gezegd,
    neem_op,
    vraag_uittreksel,
)
from tests.register.rollen import DUO, geef
from tests.register.test_wereld import ZWAAR, leeg_de_kern, leveraar
from tests.register.versie.formele_wereld import FormeleWereld
from tests.register.versie.hulp_versie import Klok, zet_begin
from tests.register.wereld import Wereld


@pytest.fixture
def kaal(leegmaken: Leegmaken, tmp_path: Path) -> Iterator[Register]:
    with Register(maak_engine(leegmaken(tmp_path))) as register:
        leeg_de_kern(register)
        zet_begin(register)
        yield register


def houd_bij(register: Register, klok: Klok, wijzig: Callable[[], object], toeval: random.Random) -> str:
    """Change at random and take down what uittreksels say; at the end ask for them again as of each moment.

    :returns: all that they said.
    """
    gekend: dict[str | Instellingsleutel, None] = {}
    opnamen: list[Opname] = []
    for _ in range(8 * ZWAAR):
        for _ in range(toeval.randrange(1, 30)):
            klok.tik()
            wijzig()
        opnamen.append(neem_op(register, klok, gekend, toeval, 4))
    ctx = klok.context(DUO)
    for moment, opgenomen in opnamen:
        for (wat, dag), toen in opgenomen.items():
            nu = gezegd(vraag_uittreksel(register, wat, dag, ctx, moment))
            assert nu == toen, (moment, wat, dag)
    return "".join(tekst for opname in opnamen for tekst in opname.gezegd.values())


def zegt(alles: str, *elementen: str) -> None:
    """All of these were said."""
    assert not [naam for naam in elementen if f"<ns2:{naam}>" not in alles]


def test_what_was_known_of_eenheden_is_what_was_read_then(kaal: Register) -> None:
    """Aanbieders, their relations, offers, locaties and contactadressen come, change and go."""
    toeval, klok = random.Random(5), Klok()
    geef(kaal, DUO, "DUO")
    wereld, contact = Wereld(leveraar(kaal, klok.context)), Contactwereld(kaal, klok, 4)

    def wijzig() -> None:
        if toeval.random() < 0.2:
            contact.wijzig(["100B490"], HANZE)
        else:
            wereld.wijzig(lambda mogelijk: toeval.choice(list(mogelijk)))

    for _ in range(200):
        klok.tik()
        wijzig()
    alles = houd_bij(kaal, klok, wijzig, toeval)
    zegt(alles, "boven", "onder", "contactadres", "locatiegebruik", "aanbod")


def test_what_was_known_of_groepen_and_relations_is_what_was_read_then(register: Register) -> None:
    """Groepen, begeleidingsaanbieders and whatever ties eenheden come, change and go."""
    hulp_eenheden.laad_eenheden(register)
    zet_begin(register)
    klok, toeval = Klok(), random.Random(12)
    wereld = Bandenwereld(register, klok, 13)
    alles = houd_bij(register, klok, wereld.wijzig, toeval)
    zegt(alles, "boven", "onder", "organisatierelatie", "juridischeRelatie")
    assert min(wereld.aanvaard.values()) > 0, wereld.aanvaard
    assert len(wereld.aanvaard) == 6


def test_what_rests_on_two_erkenningen_of_one_code_keeps_the_end_of_each(register: Register) -> None:
    """A code is unique per erkenner only."""
    hulp_eenheden.laad_eenheden(register)
    hulp_eenheden.zet_naamgenoot(register)
    zet_begin(register)
    klok, dag = Klok(), date(2026, 1, 1)

    def lever(*rusten: Gegeven, code: str = "") -> str:
        deel = hulp_eenheden.begeleider(*rusten, code=code)
        return hulp_eenheden.code_van(hulp_eenheden.lever_begeleider(register, deel, moment=klok.tik()))

    code = lever(hulp_eenheden.rust(erkenner="NRTO"), hulp_eenheden.rust(einde=date(2025, 8, 1)))
    moment = klok.tik()
    toen = gezegd(vraag_uittreksel(register, code, dag, klok.context(DUO)))
    assert toen.count("<ns2:juridischeRelatie>") == 1
    lever(code=code)
    assert gezegd(vraag_uittreksel(register, code, dag, klok.context(DUO), moment)) == toen


def vestig(register: Register) -> None:
    """Give vestiging 25BE00 of the kern a formal address, so that a samenwerking may serve its postcode."""
    adres, tabel = hulp_erkenning.adres(date(2021, 1, 1)), model.instellingserkenning
    stand = hulp_erkenning.erkenning("erkendeVestiging", code="25BE00", formeelInstellingsadres=[adres])
    opdracht = sa.update(tabel).where(tabel.c.code == "25BE00").values(stand=stand)
    register.schrijf(lambda session: session.execute(opdracht))


def test_what_was_known_of_erkenningen_is_what_was_read_then(register: Register) -> None:
    """Erkenningen, their relations, licenties and maatregelen come, change and go."""
    zet_begin(register)
    klok = Klok()
    wereld, contact, toeval = FormeleWereld(register, klok, 7), Contactwereld(register, klok, 4), random.Random(8)
    wereld.begin()
    vestig(register)

    def wijzig() -> None:
        if (gekozen := toeval.random()) < 0.2:
            contact.wijzig(["100B490", "110A133"], HANZE)
        elif gekozen < 0.3:
            regio = hulp_erkenning.gebied(toeval.choice(("9747", "9401")))
            samen = hulp_erkenning.erkenning("erkendeSamenwerking", regioErkendeSamenwerking=[regio])
            hulp_erkenning.lever(register, samen, moment=klok.nu, klok=klok)
        else:
            wereld.wijzig()

    alles = houd_bij(register, klok, wijzig, toeval)
    zegt(alles, "erkenning", "samenwerking", "contactadres", "aanbod")
    zegt(alles, "instellingsrelatie", "licentie", "licentiemaatregel")
