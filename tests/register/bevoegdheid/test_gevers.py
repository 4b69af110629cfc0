"""People are entered and ended, and get roles as senders do; a head role gives those of its part and no others."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from rio_soap.register.bevoegdheid import gebruikers, toekenningen
from rio_soap.register.bevoegdheid.gebruikers import Gebruiker, Gebruikersfout
from rio_soap.register.bevoegdheid.gevers import GEVERS, mag_geven
from rio_soap.register.bevoegdheid.rollen import Rollen, rollen_van
from rio_soap.register.bevoegdheid.roltabel import BEREIKEN, BESTUURSROLLEN
from rio_soap.register.bevoegdheid.toekenningen import Toekenning, Toekenningsfout
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import vertrouwensversie
from tests.register.hulp import NU, VREEMD, context
from tests.register.hulp_organisatie import BESTUUR, PROEFBESTUUR
from tests.register.rollen import DUO

UUR, TIK = timedelta(hours=1), timedelta(microseconds=1)
EMAIL = "anna@example.org"
HOOFD = ("BEHEERDER_ALGEMEEN", "BEHEERDER_SELFSERVICE", "BEHEERDER_OPLEIDINGSEENHEID")


def voeg_toe(register: Register, email: str = EMAIL, naam: str = "Anna", **tijd: Any) -> Gebruiker:
    tijden = {"vanaf": NU, "tot": None} | tijd
    return register.schrijf(lambda s: gebruikers.voeg_gebruiker_toe(s, naam, email, **tijden))


def wijzig(register: Register, email: str = EMAIL, **anders: Any) -> Gebruiker:
    return register.schrijf(lambda s: gebruikers.wijzig_gebruiker(s, email, **anders))


def beeindig(register: Register, op: datetime, email: str = EMAIL) -> Gebruiker:
    return register.schrijf(lambda s: gebruikers.beeindig_gebruiker(s, email, op))


def geef(
    register: Register,
    houder: str,
    rol: str,
    bereik: str = "",
    gever: str | None = None,
    tot: datetime | None = None,
    nu: datetime = NU,
) -> None:
    nieuw = Toekenning(houder, rol, bereik, nu, tot, gever or "beheer")
    register.schrijf(lambda s: toekenningen.ken_toe(s, nieuw, nu, gever))


def neem(register: Register, houder: str, rol: str, bereik: str = "", gever: str | None = None) -> int:
    return register.schrijf(lambda s: toekenningen.trek_in(s, houder, rol, bereik, NU, gever))


def rollen(register: Register, persoon: Gebruiker, moment: datetime = NU) -> set[tuple[str, str]]:
    with register.lees() as session:
        return set(rollen_van(session, replace(context(VREEMD, moment=moment), gebruiker=persoon.id)).gehouden)


def test_a_person_is_named_by_an_e_mail_address_in_whatever_case(register: Register) -> None:
    anna = voeg_toe(register, "Anna@Example.org")
    assert str(anna) == f"{EMAIL}  Anna  vanaf {NU.isoformat()}"
    geef(register, "ANNA@example.org", "BRON")
    anders = wijzig(register, "ANNA@example.org", naam=" Anna de Vries ", nieuw_email="AdV@example.org")
    assert anders == anna._replace(naam="Anna de Vries", email="adv@example.org")
    assert rollen(register, anders) == {("BRON", "")}
    with register.lees() as session:
        assert list(gebruikers.alle_gebruikers(session)) == [anders]
        assert [een.houder for een in toekenningen.alle_toekenningen(session)] == ["adv@example.org"]


def test_the_end_of_a_person_ends_every_role_of_that_person_at_that_moment(register: Register) -> None:
    anna = voeg_toe(register)
    geef(register, EMAIL, "INSTELLING", BESTUUR)
    weg = beeindig(register, NU + UUR)
    assert rollen(register, anna, NU + UUR - TIK) == {("INSTELLING", BESTUUR)}
    assert rollen(register, anna, NU + UUR) == set()
    assert str(weg).endswith(f" tot {(NU + UUR).isoformat()}")


@pytest.mark.parametrize(
    ("doe", "reden"),
    [
        (lambda r: voeg_toe(r, "ANNA@example.org"), "somebody has that e-mail address: anna@example.org"),
        (lambda r: voeg_toe(r, "anna"), "no e-mail address: 'anna'"),
        (lambda r: voeg_toe(r, "b@example.org", " "), "a name is 1 to 200 characters"),
        (lambda r: voeg_toe(r, "b@example.org", "B\nC"), "characters on one line"),
        (lambda r: voeg_toe(r, "b\x1b@example.org"), "no e-mail address"),
        (lambda r: voeg_toe(r, "b@example.org", tot=NU), "it ends .* before it begins"),
        (lambda r: wijzig(r, "b@example.org", naam="B"), "nobody has the e-mail address b@example.org"),
        (lambda r: wijzig(r, nieuw_email="a b@example.org"), "no e-mail address"),
        (lambda r: beeindig(r, NU), "it ends .* before it begins"),
        (lambda r: beeindig(r, NU, "b@example.org"), "nobody has"),
    ],
)
def test_what_is_no_person_is_refused_with_why(
    register: Register, doe: Callable[[Register], object], reden: str
) -> None:
    voeg_toe(register)
    with pytest.raises(Gebruikersfout, match=reden):
        doe(register)


def test_a_role_of_a_person_is_taken_and_stays_in_the_list_with_its_end(register: Register) -> None:
    voeg_toe(register)
    geef(register, EMAIL, "BRON", nu=NU - UUR)
    with pytest.raises(Toekenningsfout, match="given already in that time"):
        geef(register, EMAIL, "BRON")
    assert neem(register, EMAIL, "BRON") == 1
    assert neem(register, EMAIL, "BRON") == 0
    with register.lees() as session:
        assert list(toekenningen.alle_toekenningen(session)) == [Toekenning(EMAIL, "BRON", "", NU - UUR, NU, "beheer")]
    with pytest.raises(Toekenningsfout, match=r"nobody has the e-mail address b@example\.org"):
        geef(register, "b@example.org", "BRON")


def test_every_change_of_a_person_raises_the_version_of_trust(register: Register) -> None:
    def versie() -> int:
        with register.lees() as session:
            rij = session.execute(vertrouwensversie.select()).first()
        return 0 if rij is None else int(rij.versie)

    for doe in (
        voeg_toe,
        lambda r: wijzig(r, naam="B"),
        lambda r: geef(r, EMAIL, "BRON"),
        lambda r: beeindig(r, NU + UUR),
    ):
        voor = versie()
        doe(register)
        assert versie() > voor


@pytest.mark.parametrize("gever", sorted(BEREIKEN))
def test_a_role_gives_what_the_table_says_for_its_own_bereik_and_nothing_else(gever: str) -> None:
    eigen = "" if not BEREIKEN[gever] else BESTUUR
    rollen_ = Rollen(frozenset({(gever, eigen)}))
    for rol, element in BEREIKEN.items():
        verwacht = gever in GEVERS[rol]
        assert mag_geven(rollen_, rol, BESTUUR if element else "") is verwacht, rol
        assert mag_geven(rollen_, rol, PROEFBESTUUR) is (verwacht and not eigen), rol
        assert not mag_geven(Rollen(frozenset()), rol, BESTUUR)
        assert mag_geven(Rollen(frozenset(), beheerder=True), rol, "")
    assert gever == "BEHEERDER" or gever in HOOFD or not any(gever in gevers for gevers in GEVERS.values())


def test_the_table_is_that_of_the_design(gedeeld: Path) -> None:
    aanvulling = json.loads((gedeeld / "reference" / "aanvulling.json").read_text(encoding="utf-8"))
    for rol in aanvulling["rollen"]:
        genoemd = {gever for gever in HOOFD if gever in rol["toegekend_door"]}
        alle = set() if rol["rol"] == "BEHEERDER" else {"BEHEERDER"}
        assert GEVERS[rol["rol"]] == genoemd | alle
    assert BESTUURSROLLEN.issuperset(HOOFD)


@pytest.mark.parametrize("gever", [DUO, "baas@example.org"])
def test_a_head_role_gives_at_the_moment_at_which_it_is_held_and_for_no_longer_than_it_lasts(
    register: Register, gever: str
) -> None:
    for email in ("baas@example.org", EMAIL):
        anna = voeg_toe(register, email)
    with pytest.raises(
        Toekenningsfout, match=f"{gever} has no role by which it may give or take LEES_CONTEXT {BESTUUR}"
    ):
        geef(register, EMAIL, "LEES_CONTEXT", BESTUUR, gever)
    geef(register, gever, "BEHEERDER_ALGEMEEN", BESTUUR, tot=NU + 2 * UUR)
    geef(register, gever, "BEHEERDER_ALGEMEEN", PROEFBESTUUR, tot=NU + 9 * UUR)
    for tot in (None, NU + 2 * UUR + TIK):
        with pytest.raises(Toekenningsfout, match=r"may give it until .*, when its own role ends"):
            geef(register, EMAIL, "LEES_CONTEXT", BESTUUR, gever, tot)
    for rol, bereik in (("BEHEER_AANBOD", BESTUUR), ("INSTELLING", BESTUUR), ("DUO", ""), ("BEHEERDER", "")):
        with pytest.raises(Toekenningsfout, match="has no role by which"):
            geef(register, EMAIL, rol, bereik, gever)
    geef(register, EMAIL, "LEES_CONTEXT", BESTUUR, gever, NU + 2 * UUR)
    assert rollen(register, anna) == {("LEES_CONTEXT", BESTUUR)}
    for weg in (NU - TIK, NU + 2 * UUR):
        with pytest.raises(Toekenningsfout, match="has no role by which"):
            geef(register, EMAIL, "BEHEER_GROEP", BESTUUR, gever, NU + 9 * UUR, nu=weg)
    with pytest.raises(Toekenningsfout, match="has no role by which"):
        neem(register, EMAIL, "BRON", "", gever)
    assert neem(register, EMAIL, "LEES_CONTEXT", BESTUUR, gever) == 1
    assert rollen(register, anna) == set()


def test_beheerder_gives_every_role_but_its_own_and_without_end_when_it_has_none(register: Register) -> None:
    voeg_toe(register)
    geef(register, DUO, "BEHEERDER")
    for rol, bereik in (("DUO", ""), ("INSTELLING", BESTUUR), ("BEHEERDER_SELFSERVICE", PROEFBESTUUR)):
        geef(register, EMAIL, rol, bereik, DUO)
    with pytest.raises(Toekenningsfout, match="has no role by which it may give or take BEHEERDER"):
        geef(register, EMAIL, "BEHEERDER", "", DUO)


def test_what_a_person_gives_ends_with_that_person_at_the_latest(register: Register) -> None:
    for email in ("baas@example.org", EMAIL):
        voeg_toe(register, email)
    geef(register, "baas@example.org", "BEHEERDER_ALGEMEEN", BESTUUR)
    beeindig(register, NU + UUR, "baas@example.org")
    for tot in (None, NU + UUR + TIK):
        with pytest.raises(Toekenningsfout, match="may give it until"):
            geef(register, EMAIL, "LEES_CONTEXT", BESTUUR, "baas@example.org", tot)
    geef(register, EMAIL, "LEES_CONTEXT", BESTUUR, "baas@example.org", NU + UUR)
