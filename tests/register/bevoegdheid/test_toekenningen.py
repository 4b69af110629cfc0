"""Roles are given and taken with a time, refused with a reason, and held by a sender at the moment of its message."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from rio_soap.register.bevoegdheid import gebruikers, toekenningen
from rio_soap.register.bevoegdheid.besturen import besturen_van
from rio_soap.register.bevoegdheid.rollen import Rollen, rollen_van
from rio_soap.register.bevoegdheid.roltabel import BEREIKEN
from rio_soap.register.bevoegdheid.toekenningen import Toekenning, Toekenningsfout
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import bevoegdheid, vertrouwensversie
from tests.register.hulp import HANZE, NU, VREEMD, aantal, context, eenheid, fouten, lever, opdrachten, voeg_buur_toe
from tests.register.hulp_organisatie import BESTUUR
from tests.register.rollen import NVAO, zet_erkenner

UUR = timedelta(hours=1)


def toekenning(rol: str = "DUO", bereik: str = "", vanaf: datetime = NU, tot: datetime | None = None) -> Toekenning:
    return Toekenning(VREEMD, rol, bereik, vanaf, tot, "beheer")


def geef(register: Register, *wat: Any, **anders: Any) -> bool:
    return register.schrijf(lambda session: toekenningen.ken_toe(session, toekenning(*wat, **anders), NU))


def neem(register: Register, rol: str = "DUO", bereik: str = "", nu: datetime = NU, oin: str = VREEMD) -> int:
    return register.schrijf(lambda session: toekenningen.trek_in(session, oin, rol, bereik, nu))


def rollen(register: Register, moment: datetime = NU, oin: str = VREEMD, **instellingen: Any) -> Rollen:
    with register.lees() as session:
        return rollen_van(session, context(oin, moment=moment, **instellingen))


def gehouden(register: Register, moment: datetime = NU) -> set[tuple[str, str]]:
    return set(rollen(register, moment).gehouden)


def test_a_role_is_held_from_its_first_moment_up_to_its_last(register: Register) -> None:
    geef(register, "INSPECTIE", vanaf=NU + UUR, tot=NU + 2 * UUR)
    geef(register, "BRON")
    bron = ("BRON", "")
    assert gehouden(register, NU) == {bron}
    assert gehouden(register, NU + UUR) == {bron, ("INSPECTIE", "")}
    assert gehouden(register, NU + 2 * UUR - timedelta(microseconds=1)) == {bron, ("INSPECTIE", "")}
    assert gehouden(register, NU + 2 * UUR) == {bron}
    assert gehouden(register, NU - UUR) == set()


def test_a_role_that_is_taken_is_gone_at_once_and_stays_in_the_list_with_its_end(register: Register) -> None:
    geef(register)
    assert neem(register, nu=NU + UUR) == 1
    assert gehouden(register, NU) == {("DUO", "")}  # a message that came in before
    assert gehouden(register, NU + UUR) == set()
    assert neem(register, nu=NU + 2 * UUR) == 0
    with register.lees() as session:
        assert list(toekenningen.alle_toekenningen(session)) == [toekenning(tot=NU + UUR)]


def test_the_roles_of_a_person_are_listed_with_the_end_of_the_person_and_none_is_given_after_it(
    register: Register,
) -> None:
    rol = toekenning("INSPECTIE")._replace(houder="jan@rio.example")
    register.schrijf(lambda session: gebruikers.voeg_gebruiker_toe(session, "Jan", rol.houder, NU, None))
    register.schrijf(lambda session: toekenningen.ken_toe(session, rol, NU))
    register.schrijf(lambda session: gebruikers.beeindig_gebruiker(session, rol.houder, NU + UUR))
    with register.lees() as session:
        assert [r for r in toekenningen.alle_toekenningen(session) if r.houder == rol.houder] == [
            rol._replace(tot=NU + UUR)
        ]
    laat = rol._replace(rol="DUO", vanaf=NU + UUR)
    with pytest.raises(Toekenningsfout, match="never be in force: jan@"):
        register.schrijf(lambda session: toekenningen.ken_toe(session, laat, NU))


def test_what_never_began_goes_without_a_trace(register: Register) -> None:
    geef(register, vanaf=NU + UUR)
    assert neem(register) == 1
    assert aantal(register, bevoegdheid) == 0


def test_taking_a_role_leaves_every_other(register: Register) -> None:
    geef(register, "INSTELLING", BESTUUR)
    geef(register, "INSTELLING", "107B213")
    geef(register, "BRON")
    assert neem(register, "INSTELLING", BESTUUR) == 1
    assert neem(register, "BRON", oin=HANZE) == 0
    assert gehouden(register) == {("INSTELLING", "107B213"), ("BRON", "")}


@pytest.mark.parametrize("rol", BEREIKEN)
def test_every_role_can_be_given_with_the_bereik_that_it_has_and_no_other(register: Register, rol: str) -> None:
    goed = {"": "", "onderwijsbestuurcode": BESTUUR, "erkennercode": "100E003", "code": "30SW01"}[BEREIKEN[rol]]
    for fout in {"", "100B49", "100b490", "100E003X", "30 SW", "100A490"} - {goed}:
        if BEREIKEN[rol] != "code" or " " in fout or not fout:
            with pytest.raises(Toekenningsfout, match="bereik"):
                geef(register, rol, fout)
    geef(register, rol, goed)
    assert aantal(register, bevoegdheid) == 1


@pytest.mark.parametrize(
    ("wat", "reden"),
    [
        ({"rol": "DIRECTEUR"}, "no role 'DIRECTEUR'; the roles are BEHEERDER, .*, SBB"),
        ({"rol": "duo"}, "no role 'duo'"),
        ({"bereik": "100B490"}, "DUO covers all and has no bereik; found '100B490'"),
        ({"rol": "ERKENNER"}, "ERKENNER needs a bereik: an erkennercode such as 100E003; found ''"),
        ({"rol": "SAMENWERKINGSVORM", "bereik": "30\x1bW"}, "needs a bereik: the code of an erkende samenwerking"),
        ({"tot": NU}, "it ends .* before it begins"),
        ({"vanaf": NU - 2 * UUR, "tot": NU - UUR}, "it would never be in force: its end, .*, has passed"),
    ],
)
def test_what_cannot_be_given_is_refused_with_what_would_do(
    register: Register, wat: dict[str, Any], reden: str
) -> None:
    with pytest.raises(Toekenningsfout, match=reden):
        geef(register, **wat)
    assert aantal(register, bevoegdheid) == 0


@pytest.mark.parametrize(
    ("vanaf", "tot", "mag"),
    [
        (NU, None, False),
        (NU + 2 * UUR, None, True),
        (NU, NU + UUR, True),
        (NU, NU + UUR + timedelta(microseconds=1), False),
        (NU + 2 * UUR - timedelta(microseconds=1), None, False),
    ],
)
def test_a_role_is_not_given_twice_in_the_same_time(
    register: Register, vanaf: datetime, tot: datetime | None, mag: bool
) -> None:
    geef(register, vanaf=NU + UUR, tot=NU + 2 * UUR)
    if mag:
        geef(register, vanaf=vanaf, tot=tot)
    else:
        with pytest.raises(Toekenningsfout, match=r"given already in that time, withdraw it first: .*DUO"):
            geef(register, vanaf=vanaf, tot=tot)
    geef(register, "BRON", vanaf=vanaf, tot=tot)


def test_it_tells_whether_the_register_holds_what_a_role_is_for(register: Register) -> None:
    zet_erkenner(register, "100E003", "NVAO")
    assert geef(register, "BRON")
    assert geef(register, "INSTELLING", BESTUUR)
    assert not geef(register, "INSTELLING", "999B999")
    assert geef(register, "ERKENNER", "100E003")
    assert not geef(register, "ERKENNER", "999E999")
    assert not geef(register, "SAMENWERKINGSVORM", "30SW01")


def test_every_change_raises_the_version_of_trust_so_that_no_replica_lags_behind(register: Register) -> None:
    def versie() -> int:
        with register.lees() as session:
            return int(session.execute(vertrouwensversie.select()).one().versie)

    geef(register)
    eerste = versie()
    neem(register)
    assert versie() > eerste


def test_instelling_that_was_given_delivers_by_v4_as_one_that_follows_from_the_oin(register: Register) -> None:
    assert fouten(lever(register, eenheid(), context(VREEMD))) == ["AUT401"]
    geef(register, "INSTELLING", BESTUUR, tot=NU + UUR)
    assert fouten(lever(register, eenheid(), context(VREEMD))) == []
    assert fouten(lever(register, eenheid(), context(VREEMD, moment=NU + UUR))) == ["AUT401"]


def test_besturen_that_were_given_stand_among_those_of_the_oin_each_once(register: Register) -> None:
    voeg_buur_toe(register)

    def van(oin: str) -> tuple[str, ...]:
        with register.lees() as session:
            return besturen_van(session, context(oin))

    for bestuur in ("107B213", BESTUUR, "200B001", "999B999"):
        nieuw = Toekenning(HANZE, "INSTELLING", bestuur, NU, None, "beheer")
        register.schrijf(lambda session, nieuw=nieuw: toekenningen.ken_toe(session, nieuw, NU))  # type: ignore[misc]
    assert van(HANZE) == (BESTUUR, "107B213", "200B001")  # 999B999 is none yet
    assert van(VREEMD) == ()


def test_whom_a_sender_acts_for_is_one_query_and_its_roles_three(register: Register) -> None:
    for oin in (HANZE, VREEMD, NVAO):
        with register.lees() as session, opdrachten(register) as gezien:
            besturen_van(session, context(oin))
            assert len(gezien) == 1
            rollen_van(session, context(oin))
            assert len(gezien) == 4


def test_the_operator_has_every_role_for_whatever(register: Register) -> None:
    beheerder = rollen(register, beheerder=True)
    assert beheerder.heeft("DUO")
    assert beheerder.heeft("ERKENNER", "999E999")
    gewoon = rollen(register)
    assert not gewoon.heeft("DUO")


def test_who_gives_a_role_is_named_on_one_line(register: Register) -> None:
    nieuw = toekenning("DUO")._replace(door="baas\nDUO")
    with pytest.raises(Toekenningsfout, match="who gives it is named on one line"):
        register.schrijf(lambda session: toekenningen.ken_toe(session, nieuw, NU))
