"""Who holds what: the parts of INSTELLING in the operations that take them, and persons beside senders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import besturen_van
from rio_soap.register.bevoegdheid.operatierollen import mag
from rio_soap.register.bevoegdheid.rollen import Rollen, rollen_van
from rio_soap.register.bevoegdheid.roltabel import BEREIKEN, BESTUURSROLLEN, OPERATIEROLLEN
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import organisatorische_eenheid
from rio_soap.register.regels.uitslag import Context
from tests.register.hulp import HANZE, NU, VREEMD, context, opdrachten
from tests.register.hulp_organisatie import BESTUUR, PROEFBESTUUR
from tests.register.rollen import DUO, NVAO, geef, geef_persoon, maak_persoon, zet_erkenner

TIK = timedelta(microseconds=1)
UUR = timedelta(hours=1)
ALLES = {"": "", "onderwijsbestuurcode": PROEFBESTUUR, "erkennercode": "100E003", "code": "30SW01"}

Houder = Callable[[str, str], Context]
"""Gives a role, from an hour before NU to an hour after, and says who asks by it."""


@pytest.fixture(params=["sender", "person"])
def houder(request: pytest.FixtureRequest, register: Register) -> Houder:
    """Somebody who has nothing but what is given."""
    persoon = maak_persoon(register, "a@example.org")

    def geven(rol: str, bereik: str) -> Context:
        tijd = {"vanaf": NU - UUR, "tot": NU + UUR}
        if request.param == "sender":
            return context(geef(register, VREEMD, rol, bereik, **tijd))
        return replace(context(HANZE), gebruiker=geef_persoon(register, persoon, rol, bereik, **tijd))

    return geven


def rollen(register: Register, wie: Context) -> Rollen:
    with register.lees() as session:
        return rollen_van(session, wie)


def besturen(register: Register, wie: Context, operatie: str) -> tuple[str, ...]:
    with register.lees() as session:
        return besturen_van(session, replace(wie, operatie=operatie))


def eindig(register: Register, code: str) -> None:
    tabel = organisatorische_eenheid
    register.schrijf(
        lambda s: s.execute(sa.update(tabel).where(tabel.c.code == code).values(einddatum=context().vandaag))
    )


def test_a_role_is_held_from_its_first_microsecond_to_the_last_before_its_end(
    register: Register, houder: Houder
) -> None:
    zet_erkenner(register, "100E003", "NVAO")
    for rol, element in BEREIKEN.items():
        wie = houder(rol, ALLES[element])
    for moment, heeft in ((NU - UUR - TIK, False), (NU - UUR, True), (NU + UUR - TIK, True), (NU + UUR, False)):
        dan = replace(wie, moment=moment)
        alle = {(rol, ALLES[element]) for rol, element in BEREIKEN.items()}
        assert set(rollen(register, dan).gehouden) == (alle if heeft else set())
        assert besturen(register, dan, "aanleveren_aangebodenOpleiding") == ((PROEFBESTUUR,) if heeft else ())


def test_a_role_for_a_bestuur_acts_for_it_in_the_operations_that_take_it(register: Register) -> None:
    """INSTELLING does in all of them."""
    houders = {rol: maak_persoon(register, f"{rol}@example.org") for rol in BESTUURSROLLEN}
    for rol, persoon in houders.items():
        wie = replace(context(HANZE), gebruiker=geef_persoon(register, persoon, rol, PROEFBESTUUR))
        for operatie, nodig in OPERATIEROLLEN.items():
            wil = rol in nodig or rol == "INSTELLING"
            assert besturen(register, wie, operatie) == ((PROEFBESTUUR,) if wil else ()), (rol, operatie)


def test_a_role_for_a_bestuur_that_has_ended_gives_nothing(register: Register, houder: Houder) -> None:
    for rol in sorted(BESTUURSROLLEN):
        wie = houder(rol, PROEFBESTUUR)
    assert len(rollen(register, wie).gehouden) == len(BESTUURSROLLEN)
    eindig(register, PROEFBESTUUR)
    assert not rollen(register, wie).gehouden
    assert besturen(register, wie, "aanleveren_aangebodenOpleiding") == ()


def test_a_person_has_nothing_from_the_oin_that_the_message_comes_from(register: Register) -> None:
    zet_erkenner(register, "100E003", "NVAO", oin=NVAO)
    geef(register, DUO, "DUO")
    persoon = maak_persoon(register, "a@example.org")
    for oin in (HANZE, NVAO, DUO):
        wie = context(oin)
        assert rollen(register, wie).gehouden
        assert not rollen(register, replace(wie, gebruiker=persoon)).gehouden
        assert besturen(register, replace(wie, gebruiker=persoon), "aanleveren_opleidingseenheid") == ()


@pytest.mark.parametrize(
    ("moment", "heeft"), [(NU - TIK, False), (NU, True), (NU + UUR - TIK, True), (NU + UUR, False)]
)
def test_a_person_has_roles_while_the_person_is_there(register: Register, moment: object, heeft: bool) -> None:
    persoon = maak_persoon(register, "a@example.org", vanaf=NU, tot=NU + UUR)
    ander = maak_persoon(register, "b@example.org")
    geef_persoon(register, persoon, "INSTELLING", BESTUUR)
    wie = replace(context(VREEMD), moment=moment, gebruiker=persoon)
    assert set(rollen(register, wie).gehouden) == ({("INSTELLING", BESTUUR)} if heeft else set())
    assert besturen(register, wie, "opvragen_historie") == ((BESTUUR,) if heeft else ())
    assert not rollen(register, replace(wie, gebruiker=ander)).gehouden


def test_what_follows_from_the_oin_stands_beside_what_was_given_and_parts_count_in_their_operations_only(
    register: Register,
) -> None:
    geef(register, HANZE, "BEHEER_AANBOD", PROEFBESTUUR)
    assert besturen(register, context(), "aanleveren_aangebodenOpleiding") == (BESTUUR, PROEFBESTUUR)
    assert besturen(register, context(), "aanleveren_opleidingseenheid") == (BESTUUR,)
    assert besturen(register, context(), "no operation") == (BESTUUR,)
    gehouden = rollen(register, replace(context(), operatie="aanleveren_aangebodenOpleiding"))
    assert set(gehouden.gehouden) == {("INSTELLING", BESTUUR), ("BEHEER_AANBOD", PROEFBESTUUR)}
    assert not mag(gehouden, "aanleveren_organisatierelatie", {"INSTELLING": [PROEFBESTUUR]})


def test_the_roles_of_a_person_are_one_statement(register: Register) -> None:
    wie = replace(context(), gebruiker=maak_persoon(register, "a@example.org"))
    with register.lees() as session, opdrachten(register) as gezien:
        rollen_van(session, wie)
        assert len(gezien) == 1
        besturen_van(session, wie)
        assert len(gezien) == 2
