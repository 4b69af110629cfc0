"""What logging in keeps, on both databases: tries, codes, invitations, sessions, forms, and who is bound to whom."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import argon2
import pyotp
import pytest
import sqlalchemy as sa

from rio_soap.register.bevoegdheid.aanmelding import (
    Aangemeld,
    Weigering,
    controleer_code,
    meld_aan,
    meld_aan_van_issuer,
)
from rio_soap.register.bevoegdheid.aanmeldpogingen import POGINGEN, WACHT, neem_poging, wis_pogingen
from rio_soap.register.bevoegdheid.bewaarde_formulieren import (
    AANTAL,
    BEWAARTIJD,
    MAXIMUM,
    ONVOLTOOID,
    ONVOLTOOID_TIJD,
    bewaar_formulier,
    vergeet_formulier,
    vind_formulier,
    vind_onvoltooid,
)
from rio_soap.register.bevoegdheid.gebruikers import Gebruiker, Gebruikersfout, voeg_gebruiker_toe
from rio_soap.register.bevoegdheid.passwords import bezwaar_tegen, hash_wachtwoord, klopt, lees_hash, zet_hash
from rio_soap.register.bevoegdheid.sessies import LANGST, ONGEBRUIKT, begin_sessie, lopende_sessies
from rio_soap.register.bevoegdheid.tweede_stap import gebruik_code, heeft_tweede_stap, zet_tweede_stap_aan
from rio_soap.register.bevoegdheid.uitnodigingen import GELDIG, neem_uitnodiging_aan, nodig_uit, vind_uitnodiging
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import aanmeldpoging, bewaardformulier
from rio_soap.register.database.statements import Statement
from tests.register.hulp import NU

WACHTWOORD, TIK, ISSUER = "vier paarden in de wei", timedelta(microseconds=1), "https://inloggen.example"


def maak(register: Register, email: str = "anna@example.org", *, hash_: str | None = None) -> Gebruiker:
    wie = register.schrijf(lambda s: voeg_gebruiker_toe(s, "Anna", email, NU - timedelta(days=1), None))
    if hash_ is not None:
        register.schrijf(lambda s: zet_hash(s, wie.id, hash_))
    return wie


def aantal(register: Register, tabel: sa.Table) -> int:
    with register.lees() as session:
        return int(
            session.execute(Statement[tuple[int]](sa.select(sa.func.count()).select_from(tabel)), {}).all()[0][0]
        )


def test_five_tries_are_judged_and_what_is_over_is_forgotten(leeg: Register) -> None:
    def poging(moment: timedelta = timedelta()) -> bool:
        return leeg.schrijf(lambda s: neem_poging(s, "wachtwoord", " Anna@example.org", NU + moment))

    assert [poging() for _ in range(POGINGEN + 2)] == [True] * POGINGEN + [False] * 2
    assert leeg.schrijf(lambda s: neem_poging(s, "code", "anna@example.org", NU)), "something else is counted apart"
    assert not poging(WACHT - TIK)
    assert poging(WACHT)
    leeg.schrijf(lambda s: wis_pogingen(s, "wachtwoord", "anna@example.org"))
    assert aantal(leeg, aanmeldpoging) == 0


def test_of_many_tries_at_the_same_time_five_are_judged(leeg: Register) -> None:
    with ThreadPoolExecutor(8) as pool:
        uit = list(pool.map(lambda _: leeg.schrijf(lambda s: neem_poging(s, "code", "1", NU)), range(16)))
    assert uit.count(True) == POGINGEN


def test_a_hash_by_older_parameters_is_made_anew_when_its_password_is_used(leeg: Register) -> None:
    oud = argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(WACHTWOORD)
    wie = maak(leeg, hash_=oud)
    assert meld_aan(leeg, "anna@example.org", "een ander wachtwoord", NU) is Weigering.FOUT
    with leeg.lees() as session:
        assert lees_hash(session, wie.id) == oud
    assert meld_aan(leeg, "ANNA@example.org ", WACHTWOORD, NU) == Aangemeld(wie.id, "anna@example.org", False)
    with leeg.lees() as session:
        nieuw = lees_hash(session, wie.id)
    assert nieuw is not None
    assert "m=19456,t=2,p=1" in nieuw
    assert not leeg.schrijf(lambda s: zet_hash(s, wie.id, "x", oud)), "a password chosen meanwhile stays"


def test_a_password_is_bounded_and_no_hash_is_never_right() -> None:
    assert bezwaar_tegen("elf tekens.") == "kort"
    assert bezwaar_tegen("twaalf teken") is None
    assert bezwaar_tegen("Anna@Example.org", "anna@example.org") == "naam"
    assert not klopt(None, "niemand heeft dit wachtwoord")
    assert not klopt("geen hash", WACHTWOORD)
    lang = "abcde" * 60
    assert not klopt(hash_wachtwoord(lang[:256]), lang), "what is too long is not cut"


def test_a_code_counts_a_step_before_and_after_and_once(leeg: Register) -> None:
    wie, geheim = maak(leeg), pyotp.random_base32()
    maker, stap = pyotp.TOTP(geheim), timedelta(seconds=30)

    def gebruik(van: timedelta, bij: timedelta = timedelta()) -> bool:
        return leeg.schrijf(lambda s: gebruik_code(s, wie.id, maker.at(NU + van), NU + bij))

    assert not gebruik(timedelta()), "no second step"
    assert not leeg.schrijf(lambda s: zet_tweede_stap_aan(s, wie.id, geheim, maker.at(NU - 2 * stap), NU))
    assert leeg.schrijf(lambda s: zet_tweede_stap_aan(s, wie.id, geheim, maker.at(NU - stap), NU))
    assert not gebruik(-stap), "it was used to turn it on"
    assert not gebruik(2 * stap)
    assert gebruik(stap)
    assert not gebruik(stap)
    assert not gebruik(timedelta()), "nor one before it"
    assert gebruik(2 * stap, 2 * stap)
    uit = [controleer_code(leeg, wie.id, "geen", NU) for _ in range(POGINGEN + 1)]
    assert uit == [Weigering.FOUT] * POGINGEN + [Weigering.WACHT]


def test_of_the_same_code_twice_at_the_same_time_one_counts(leeg: Register) -> None:
    wie, geheim = maak(leeg), pyotp.random_base32()
    maker = pyotp.TOTP(geheim)
    vorige = NU - timedelta(seconds=30)
    leeg.schrijf(lambda s: zet_tweede_stap_aan(s, wie.id, geheim, maker.at(vorige), vorige))
    with ThreadPoolExecutor(4) as pool:
        uit = list(pool.map(lambda _: leeg.schrijf(lambda s: gebruik_code(s, wie.id, maker.at(NU), NU)), range(4)))
    assert uit.count(True) == 1


def test_an_invitation_counts_once_for_seven_days_and_not_for_who_ended(leeg: Register) -> None:
    wie = maak(leeg)
    geheim = leeg.schrijf(lambda s: nodig_uit(s, wie.id, NU))
    with leeg.lees() as session:
        assert vind_uitnodiging(session, geheim, NU + GELDIG - TIK) is not None
        assert vind_uitnodiging(session, geheim, NU + GELDIG) is None
        assert vind_uitnodiging(session, geheim + "x", NU) is None
    with ThreadPoolExecutor(4) as pool:
        uit = list(
            pool.map(lambda i: leeg.schrijf(lambda s: neem_uitnodiging_aan(s, geheim, f"hash {i}", NU)), range(4))
        )
    assert sum(een is not None for een in uit) == 1
    with pytest.raises(Gebruikersfout, match="is not invited"):
        leeg.schrijf(lambda s: nodig_uit(s, wie.id + 1, NU))


def test_sessions_that_are_over_are_not_among_those_that_run(leeg: Register) -> None:
    wie = maak(leeg)
    leeg.schrijf(lambda s: begin_sessie(s, wie.id, NU))
    with leeg.lees() as session:
        assert len(lopende_sessies(session, wie.id, NU + ONGEBRUIKT - TIK)) == 1
        assert lopende_sessies(session, wie.id, NU + ONGEBRUIKT) == []
        assert lopende_sessies(session, wie.id, NU + LANGST) == []
        assert lopende_sessies(session, wie.id + 1, NU) == []


def test_a_form_is_kept_an_hour_for_its_owner_and_of_many_the_last_ones(leeg: Register) -> None:
    wie, ander = maak(leeg), maak(leeg, "bea@example.org")
    velden = [("a", "één\n\x00"), ("a", "twee"), ("b", "")]

    def bewaar(na: timedelta = timedelta(), pad: str = "/mijn/x") -> str | None:
        return leeg.schrijf(lambda s: bewaar_formulier(s, wie.id, pad, velden, NU + na))

    eerste = bewaar()
    assert eerste is not None
    with leeg.lees() as session:
        gevonden = vind_formulier(session, eerste, wie.id, NU + BEWAARTIJD - TIK)
        assert gevonden is not None
        assert gevonden.paren == velden
        assert vind_formulier(session, eerste, ander.id, NU) is None
        assert vind_formulier(session, eerste, wie.id, NU + BEWAARTIJD) is None
        assert vind_onvoltooid(session, eerste, NU) is None
    for minuut in range(AANTAL + 3):
        bewaar(timedelta(seconds=minuut + 1))
    assert aantal(leeg, bewaardformulier) == AANTAL
    with leeg.lees() as session:
        assert vind_formulier(session, eerste, wie.id, NU) is None
    assert leeg.schrijf(lambda s: bewaar_formulier(s, wie.id, "/mijn", [("a", "x" * MAXIMUM)], NU)) is None
    assert bewaar(pad="/" + "x" * 600) is None
    bewaar(2 * BEWAARTIJD)
    assert aantal(leeg, bewaardformulier) == 1


def test_who_did_the_first_step_has_five_minutes_and_no_form(leeg: Register) -> None:
    wie = maak(leeg)
    geheim = leeg.schrijf(lambda s: bewaar_formulier(s, wie.id, ONVOLTOOID, [("naar", "")], NU))
    assert geheim is not None
    with leeg.lees() as session:
        assert vind_onvoltooid(session, geheim, NU + ONVOLTOOID_TIJD - TIK) is not None
        assert vind_onvoltooid(session, geheim, NU + ONVOLTOOID_TIJD) is None
        assert vind_formulier(session, geheim, wie.id, NU) is None
    leeg.schrijf(lambda s: vergeet_formulier(s, geheim))
    assert aantal(leeg, bewaardformulier) == 0


def test_a_subject_of_an_issuer_is_one_person_and_a_person_one_subject(leeg: Register) -> None:
    anna, geheim = maak(leeg), pyotp.random_base32()

    def meld(subject: str, email: str | None, issuer: str = ISSUER, na: timedelta = timedelta()) -> Aangemeld | None:
        return leeg.schrijf(lambda s: meld_aan_van_issuer(s, issuer, subject, email, NU + na))

    assert meld("1", None) is None
    assert meld("1", "anna@example.org", na=timedelta(days=-2)) is None, "not there yet, and not bound by it"
    assert meld("1", "Anna@example.org") == Aangemeld(anna.id, "anna@example.org", False)
    assert meld("1", None) == Aangemeld(anna.id, "anna@example.org", False)
    assert meld("2", "anna@example.org") is None
    assert meld("1", "anna@example.org", "https://evil.example") is None
    code = pyotp.TOTP(geheim).at(NU)
    leeg.schrijf(lambda s: zet_tweede_stap_aan(s, anna.id, geheim, code, NU))
    with leeg.lees() as session:
        assert heeft_tweede_stap(session, anna.id)
    assert meld("1", None) == Aangemeld(anna.id, "anna@example.org", True)
