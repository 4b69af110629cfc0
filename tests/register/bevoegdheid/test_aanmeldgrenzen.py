"""Edges of logging in, on both databases: whose count it is, what a link or a code is worth, what is nobody's."""

import unicodedata
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pyotp
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from rio_soap.register.bevoegdheid import aanmelding, tweede_stap
from rio_soap.register.bevoegdheid.aanmelding import (
    CODE,
    WACHTWOORD,
    Aangemeld,
    Weigering,
    controleer_code,
    controleer_wachtwoord,
    meld_aan,
    meld_aan_van_issuer,
)
from rio_soap.register.bevoegdheid.aanmeldpogingen import POGINGEN, WACHT, neem_poging, wis_pogingen
from rio_soap.register.bevoegdheid.bewaarde_formulieren import (
    AANTAL,
    BEWAARTIJD,
    MAXIMUM,
    bewaar_formulier,
    vergeet_formulier,
    vind_formulier,
)
from rio_soap.register.bevoegdheid.gebruikers import Gebruikersfout, beeindig_gebruiker
from rio_soap.register.bevoegdheid.passwords import (
    KORTST,
    LANGST_WACHTWOORD,
    bezwaar_tegen,
    hash_wachtwoord,
    is_verouderd,
    klopt,
    lees_hash,
    zet_hash,
)
from rio_soap.register.bevoegdheid.sessies import begin_sessie, lopende_sessies
from rio_soap.register.bevoegdheid.tweede_stap import (
    adres_voor_app,
    gebruik_code,
    heeft_tweede_stap,
    is_geheim,
    nieuw_geheim,
    zet_tweede_stap_aan,
    zet_tweede_stap_af,
)
from rio_soap.register.bevoegdheid.uitnodigingen import GELDIG, neem_uitnodiging_aan, nodig_uit, vind_uitnodiging
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import aanmeldpoging, gebruiker, uitnodiging, vertrouwensversie
from tests.register.hulp import NU, aantal
from tests.register.rollen import maak_persoon

GOED, TIK, ISSUER = "acht eenden op de vijver", timedelta(microseconds=1), "https://inloggen.example"
ANNA, BEA = "anna@example.org", "bea@example.org"
STAP = timedelta(seconds=30)


@pytest.fixture(scope="module")
def hash_() -> str:
    """The hash of GOED, made once: it takes its time."""
    return hash_wachtwoord(GOED)


def met_wachtwoord(register: Register, hash_: str, email: str = ANNA, **van_tot: object) -> int:
    wie = maak_persoon(register, email, **van_tot)  # type: ignore[arg-type]
    assert register.schrijf(lambda s: zet_hash(s, wie, hash_))
    return wie


def poging(register: Register, wie: str, na: timedelta = timedelta(), wat: str = WACHTWOORD) -> bool:
    return register.schrijf(lambda s: neem_poging(s, wat, wie, NU + na))


# Passwords


@settings(max_examples=40)
@given(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=2))
def test_an_objection_names_what_is_wrong_and_none_means_that_all_bounds_hold(tekst: str, namen: list[str]) -> None:
    bezwaar = bezwaar_tegen(tekst, *namen)
    assert bezwaar in (None, "kort", "lang", "naam", "eentonig")
    assert (bezwaar == "kort") == (len(tekst) < KORTST)
    assert (bezwaar == "lang") == (len(tekst) > LANGST_WACHTWOORD)
    if bezwaar is None:
        assert tekst not in namen
        assert len(set(tekst)) >= 5


@pytest.mark.parametrize(
    ("wachtwoord", "bezwaar"),
    [
        ("abcde" + "a" * (KORTST - 5), None),
        ("abcd" + "a" * (KORTST - 4), "eentonig"),
        ("abcde" * 51 + "f", None),
        ("abcde" * 51 + "fg", "lang"),
        ("a" * (KORTST - 1), "kort"),
        ("ANNA@EXAMPLE.ORG", "naam"),
        ("anna@example.org.", None),
    ],
)
def test_a_password_at_a_bound_is_on_the_right_side_of_it(wachtwoord: str, bezwaar: str | None) -> None:
    assert bezwaar_tegen(wachtwoord, "Anna", ANNA) == bezwaar


def test_the_same_password_twice_has_two_hashes_and_both_are_right_and_up_to_date(hash_: str) -> None:
    ander = hash_wachtwoord(GOED)
    assert ander != hash_
    assert GOED not in ander
    assert klopt(ander, GOED)
    assert not klopt(ander, GOED + " ")
    assert not klopt(ander, GOED.upper())
    assert not is_verouderd(ander)


def test_a_password_is_told_apart_by_how_its_letters_were_composed_and_never_breaks() -> None:
    samen = "één zeehond zwom"
    los = unicodedata.normalize("NFD", samen)
    bewaard = hash_wachtwoord(samen)
    assert klopt(bewaard, samen)
    assert not klopt(bewaard, los)
    assert not klopt(bewaard, "")
    assert not klopt("", samen)


def test_of_who_never_chose_a_password_or_is_not_there_no_hash_is_read_or_kept(leeg: Register) -> None:
    wie = maak_persoon(leeg, ANNA)
    with leeg.lees() as session:
        assert lees_hash(session, wie) is None
        assert lees_hash(session, wie + 1) is None
    assert not leeg.schrijf(lambda s: zet_hash(s, wie + 1, "x"))
    assert not leeg.schrijf(lambda s: zet_hash(s, wie, "nieuw", "oud")), "there is no old one to replace"
    with leeg.lees() as session:
        assert lees_hash(session, wie) is None


# Tries


def test_the_count_is_of_what_was_filled_in_whoever_that_is(leeg: Register) -> None:
    for _ in range(POGINGEN):
        assert poging(leeg, ANNA)
    assert not poging(leeg, f"  {ANNA.upper()}\t")
    assert poging(leeg, BEA)
    assert poging(leeg, "")
    assert poging(leeg, "x" * 100_000)
    assert poging(leeg, ANNA, wat=CODE)


def test_a_try_while_waiting_makes_the_wait_no_longer(leeg: Register) -> None:
    for minuut in range(POGINGEN):
        assert poging(leeg, ANNA, timedelta(minutes=minuut))
    laatste = timedelta(minutes=POGINGEN - 1)
    assert not poging(leeg, ANNA, laatste + WACHT - TIK), "counted from the last try that was judged"
    assert poging(leeg, ANNA, laatste + WACHT)


def test_after_the_wait_there_are_five_tries_again_and_of_others_nothing_is_forgotten(leeg: Register) -> None:
    for _ in range(POGINGEN):
        poging(leeg, ANNA)
    poging(leeg, BEA, WACHT / 2)
    assert [poging(leeg, ANNA, WACHT) for _ in range(POGINGEN + 1)] == [True] * POGINGEN + [False]
    with leeg.lees() as session:
        tellingen = sorted(session.execute(sa.select(aanmeldpoging.c.mislukt)).scalars())
    assert tellingen == [1, POGINGEN]


def test_what_is_forgotten_is_of_one_address_and_one_kind(leeg: Register) -> None:
    for wat, wie in ((WACHTWOORD, ANNA), (CODE, ANNA), (WACHTWOORD, BEA)):
        poging(leeg, wie, wat=wat)
    leeg.schrijf(lambda s: wis_pogingen(s, WACHTWOORD, ANNA.upper()))
    leeg.schrijf(lambda s: wis_pogingen(s, WACHTWOORD, "niemand@example.org"))
    assert aantal(leeg, aanmeldpoging) == 2
    with leeg.lees() as session:
        sleutels = list(session.execute(sa.select(aanmeldpoging.c.sleutel)).scalars())
    assert all(len(sleutel) == 64 and "@" not in sleutel for sleutel in sleutels), "no address is kept"


# Logging in


def test_whatever_is_wrong_the_answer_is_the_same_and_one_hash_is_compared(
    leeg: Register, hash_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    met_wachtwoord(leeg, hash_)
    met_wachtwoord(leeg, hash_, "weg@example.org", tot=NU)
    met_wachtwoord(leeg, hash_, "later@example.org", vanaf=NU + TIK)
    maak_persoon(leeg, "nieuw@example.org")
    vergeleken: list[str] = []

    def tel(bewaard: str | None, wachtwoord: str) -> bool:
        vergeleken.append(wachtwoord)
        return bewaard == hash_ and wachtwoord == GOED

    monkeypatch.setattr(aanmelding, "klopt", tel)
    for email in ("niemand@example.org", "weg@example.org", "later@example.org", "nieuw@example.org", ""):
        assert meld_aan(leeg, email, GOED, NU) is Weigering.FOUT
    assert meld_aan(leeg, ANNA, "fout", NU) is Weigering.FOUT
    assert len(vergeleken) == 6
    assert isinstance(meld_aan(leeg, ANNA, GOED, NU), Aangemeld)


def test_a_person_is_logged_in_from_the_begin_up_to_the_end_not_included(leeg: Register, hash_: str) -> None:
    wie = met_wachtwoord(leeg, hash_, vanaf=NU, tot=NU + WACHT)
    assert meld_aan(leeg, ANNA, GOED, NU - TIK) is Weigering.FOUT
    assert meld_aan(leeg, ANNA, GOED, NU) == Aangemeld(wie, ANNA, False)
    assert meld_aan(leeg, ANNA, GOED, NU + WACHT - TIK) == Aangemeld(wie, ANNA, False)
    assert meld_aan(leeg, ANNA, GOED, NU + WACHT) is Weigering.FOUT


def test_who_waits_is_not_judged_even_with_the_right_password(
    leeg: Register, hash_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wie = met_wachtwoord(leeg, hash_)
    for _ in range(POGINGEN):
        poging(leeg, ANNA)

    def nooit(*_: object) -> bool:
        raise AssertionError("no hash is computed for who waits")

    with monkeypatch.context() as even:
        even.setattr(aanmelding, "klopt", nooit)
        assert meld_aan(leeg, ANNA, GOED, NU) is Weigering.WACHT
        assert controleer_wachtwoord(leeg, wie, ANNA, GOED, NU) is Weigering.WACHT
    assert meld_aan(leeg, ANNA, GOED, NU + WACHT) == Aangemeld(wie, ANNA, False)


def test_who_is_logged_in_is_counted_as_who_logs_in_is(leeg: Register, hash_: str) -> None:
    wie = met_wachtwoord(leeg, hash_)
    for _ in range(POGINGEN - 1):
        poging(leeg, ANNA)
    assert controleer_wachtwoord(leeg, wie, ANNA, GOED, NU) is None
    assert aantal(leeg, aanmeldpoging) == 0
    assert controleer_wachtwoord(leeg, wie, ANNA, "fout", NU) is Weigering.FOUT
    assert aantal(leeg, aanmeldpoging) == 1


def test_a_code_of_a_second_step_clears_its_own_count_only(leeg: Register) -> None:
    wie, geheim = maak_persoon(leeg, ANNA), nieuw_geheim()
    maker = pyotp.TOTP(geheim)
    assert leeg.schrijf(lambda s: zet_tweede_stap_aan(s, wie, geheim, maker.at(NU - STAP), NU))
    poging(leeg, ANNA)
    for _ in range(POGINGEN - 1):
        assert controleer_code(leeg, wie, "geen", NU) is Weigering.FOUT
    assert controleer_code(leeg, wie, maker.at(NU), NU) is None
    assert aantal(leeg, aanmeldpoging) == 1
    assert controleer_code(leeg, wie, maker.at(NU), NU) is Weigering.FOUT, "it was used"


# The second step


def test_a_new_secret_is_one_and_what_is_nearly_one_is_not() -> None:
    geheim = nieuw_geheim()
    assert is_geheim(geheim)
    assert nieuw_geheim() != geheim
    for geen in ("", geheim[:-1], geheim + "A", geheim + "\n", geheim.lower(), "1" * 32, " " + geheim[1:], "É" * 32):
        assert not is_geheim(geen), geen


def test_an_app_takes_over_the_secret_with_who_and_whose_it_is() -> None:
    geheim = nieuw_geheim()
    adres = urlsplit(adres_voor_app(geheim, "o'neil+x&y@example.org"))
    assert (adres.scheme, adres.netloc) == ("otpauth", "totp")
    assert parse_qs(adres.query) == {"secret": [geheim], "issuer": ["RIO"]}
    assert unquote(adres.path) == "/RIO:o'neil+x&y@example.org"


def test_a_code_is_six_digits_however_they_are_set_apart_and_nothing_else(leeg: Register) -> None:
    wie, geheim = maak_persoon(leeg, ANNA), nieuw_geheim()
    code = pyotp.TOTP(geheim).at(NU)
    arabisch = "".join(chr(0x660 + int(cijfer)) for cijfer in code)
    for vorm in ("", code[:-1], code + "0", arabisch, f"{code}\x00", f"+{code}", "-" * 6):
        assert not leeg.schrijf(lambda s, vorm=vorm: zet_tweede_stap_aan(s, wie, geheim, vorm, NU)), vorm
    assert leeg.schrijf(lambda s: zet_tweede_stap_aan(s, wie, geheim, f" {code[:3]}\N{NO-BREAK SPACE}{code[3:]}\n", NU))


def test_a_refused_new_secret_leaves_the_one_that_was(leeg: Register) -> None:
    wie, oud, nieuw = maak_persoon(leeg, ANNA), nieuw_geheim(), nieuw_geheim()
    assert leeg.schrijf(lambda s: zet_tweede_stap_aan(s, wie, oud, pyotp.TOTP(oud).at(NU - STAP), NU))
    later = NU + 10 * STAP
    assert not leeg.schrijf(lambda s: zet_tweede_stap_aan(s, wie, nieuw, pyotp.TOTP(nieuw).at(NU), later))
    assert not leeg.schrijf(lambda s: zet_tweede_stap_aan(s, wie, "geen geheim", "123456", later))
    assert leeg.schrijf(lambda s: gebruik_code(s, wie, pyotp.TOTP(oud).at(later), later))
    assert leeg.schrijf(lambda s: zet_tweede_stap_aan(s, wie, nieuw, pyotp.TOTP(nieuw).at(later), later))
    assert not leeg.schrijf(lambda s: gebruik_code(s, wie, pyotp.TOTP(oud).at(later + STAP), later + STAP))
    assert leeg.schrijf(lambda s: gebruik_code(s, wie, pyotp.TOTP(nieuw).at(later + STAP), later + STAP))


def test_a_second_step_is_of_one_person_and_is_turned_off_once(leeg: Register) -> None:
    anna, bea, geheim = maak_persoon(leeg, ANNA), maak_persoon(leeg, BEA), nieuw_geheim()
    code = pyotp.TOTP(geheim).at(NU)
    leeg.schrijf(lambda s: zet_tweede_stap_aan(s, anna, geheim, code, NU))
    with leeg.lees() as session:
        assert (heeft_tweede_stap(session, anna), heeft_tweede_stap(session, bea)) == (True, False)
    assert not leeg.schrijf(lambda s: gebruik_code(s, bea, code, NU))
    assert not leeg.schrijf(lambda s: zet_tweede_stap_af(s, bea))
    assert leeg.schrijf(lambda s: zet_tweede_stap_af(s, anna))
    assert not leeg.schrijf(lambda s: zet_tweede_stap_af(s, anna))
    assert not leeg.schrijf(lambda s: gebruik_code(s, anna, pyotp.TOTP(geheim).at(NU + STAP), NU + STAP))


# Invitations


def test_of_two_invitations_of_a_person_the_last_one_counts_and_others_stay(leeg: Register) -> None:
    anna, bea = maak_persoon(leeg, ANNA), maak_persoon(leeg, BEA)
    voor_bea = leeg.schrijf(lambda s: nodig_uit(s, bea, NU))
    eerste = leeg.schrijf(lambda s: nodig_uit(s, anna, NU))
    tweede = leeg.schrijf(lambda s: nodig_uit(s, anna, NU))
    with leeg.lees() as session:
        assert vind_uitnodiging(session, eerste, NU) is None
        assert vind_uitnodiging(session, tweede, NU) == (anna, "Proef", ANNA, NU + GELDIG)
        gevonden = vind_uitnodiging(session, voor_bea, NU)
        assert gevonden is not None
        assert gevonden.gebruiker == bea
        bewaard = list(session.execute(sa.select(uitnodiging.c.sleutel)).scalars())
    assert not {eerste, tweede, voor_bea} & set(bewaard), "a link itself is not kept"


def test_who_uses_a_link_has_the_password_and_is_logged_out_everywhere(leeg: Register) -> None:
    anna, bea = maak_persoon(leeg, ANNA), maak_persoon(leeg, BEA)
    for wie in (anna, anna, bea):
        leeg.schrijf(lambda s, wie=wie: begin_sessie(s, wie, NU))
    geheim = leeg.schrijf(lambda s: nodig_uit(s, anna, NU))
    assert leeg.schrijf(lambda s: neem_uitnodiging_aan(s, geheim, "te laat", NU + GELDIG)) is None
    assert leeg.schrijf(lambda s: neem_uitnodiging_aan(s, "x", "een ander", NU)) is None
    assert leeg.schrijf(lambda s: neem_uitnodiging_aan(s, geheim, "eerste", NU)) is not None
    assert leeg.schrijf(lambda s: neem_uitnodiging_aan(s, geheim, "tweede", NU)) is None
    with leeg.lees() as session:
        assert (lees_hash(session, anna), lees_hash(session, bea)) == ("eerste", None)
        assert lopende_sessies(session, anna, NU) == []
        assert len(lopende_sessies(session, bea, NU)) == 1


def test_a_link_of_who_ended_since_is_void_and_gives_no_password(leeg: Register) -> None:
    wie = maak_persoon(leeg, ANNA)
    geheim = leeg.schrijf(lambda s: nodig_uit(s, wie, NU))
    leeg.schrijf(lambda s: beeindig_gebruiker(s, ANNA, NU + WACHT))
    with leeg.lees() as session:
        assert vind_uitnodiging(session, geheim, NU + WACHT - TIK) is not None
        assert vind_uitnodiging(session, geheim, NU + WACHT) is None
    assert leeg.schrijf(lambda s: neem_uitnodiging_aan(s, geheim, "hash", NU + WACHT)) is None
    with leeg.lees() as session:
        assert lees_hash(session, wie) is None
    with pytest.raises(Gebruikersfout, match="is not invited"):
        leeg.schrijf(lambda s: nodig_uit(s, wie, NU + WACHT))
    assert leeg.schrijf(lambda s: nodig_uit(s, wie, NU + WACHT - TIK))


# Forms


def test_a_form_of_exactly_the_most_characters_is_kept_and_one_more_is_not(leeg: Register) -> None:
    wie = maak_persoon(leeg, ANNA)
    omslag = len('[["a", ""]]')
    for teveel, gehouden in ((0, True), (1, False)):
        velden = [("a", "é" * (MAXIMUM - omslag + teveel))]
        geheim = leeg.schrijf(lambda s, velden=velden: bewaar_formulier(s, wie, "/mijn", velden, NU))
        assert (geheim is not None) == gehouden


def test_twenty_forms_of_one_person_push_none_of_another_out(leeg: Register) -> None:
    anna, bea = maak_persoon(leeg, ANNA), maak_persoon(leeg, BEA)
    van_bea = leeg.schrijf(lambda s: bewaar_formulier(s, bea, "/mijn/b", [], NU))
    alle = [
        leeg.schrijf(lambda s, n=n: bewaar_formulier(s, anna, f"/mijn/{n}", [("n", str(n))], NU + n * TIK))
        for n in range(AANTAL + 1)
    ]
    assert van_bea is not None
    with leeg.lees() as session:
        gevonden = [vind_formulier(session, str(een), anna, NU) for een in alle]
        assert vind_formulier(session, van_bea, bea, NU) == (bea, "/mijn/b", "[]", NU)
    assert [een.pad if een else None for een in gevonden] == [None, *(f"/mijn/{n}" for n in range(1, AANTAL + 1))]


def test_a_form_that_is_forgotten_is_so_alone_and_may_be_so_twice(leeg: Register) -> None:
    wie = maak_persoon(leeg, ANNA)
    een, ander = (leeg.schrijf(lambda s: bewaar_formulier(s, wie, "/mijn", [], NU)) for _ in range(2))
    assert een is not None
    assert ander is not None
    for _ in range(2):
        leeg.schrijf(lambda s: vergeet_formulier(s, een))
    with leeg.lees() as session:
        assert vind_formulier(session, een, wie, NU) is None
        assert vind_formulier(session, ander, wie, NU + BEWAARTIJD - TIK) is not None


# An issuer


def test_who_is_bound_stays_so_with_another_address_and_ended_people_are_never_bound(leeg: Register) -> None:
    anna = maak_persoon(leeg, ANNA)
    weg = maak_persoon(leeg, "weg@example.org", tot=NU)

    def meld(subject: str, email: str | None, na: timedelta = timedelta()) -> Aangemeld | None:
        return leeg.schrijf(lambda s: meld_aan_van_issuer(s, ISSUER, subject, email, NU + na))

    def versie() -> int:
        with leeg.lees() as session:
            return int(session.execute(sa.select(vertrouwensversie.c.versie)).scalar() or 0)

    begin = versie()
    assert meld("weg", "weg@example.org") is None
    assert meld("niemand", "niemand@example.org") is None
    assert meld("leeg", "") is None
    assert versie() == begin, "nothing of trust has changed"
    assert meld("1", ANNA) == Aangemeld(anna, ANNA, False)
    gebonden = versie()
    assert gebonden > begin
    assert meld("1", "een.ander@example.org") == Aangemeld(anna, ANNA, False), "the subject counts"
    assert meld("1", "weg@example.org") == Aangemeld(anna, ANNA, False)
    assert versie() == gebonden
    leeg.schrijf(lambda s: beeindig_gebruiker(s, ANNA, NU + WACHT))
    assert meld("1", ANNA, WACHT) is None
    with leeg.lees() as session:
        rij = sa.select(gebruiker.c.issuer).where(gebruiker.c.id == weg)
        assert session.execute(rij).scalar() is None


@settings(max_examples=60)
@given(st.integers(1_000, 2**31), st.integers(-5, 5))
def test_a_code_counts_within_a_step_of_its_own_and_no_further(seconde: int, stappen: int) -> None:
    """What a person shows of an app whose clock is off by some half minutes, by RFC 6238 itself."""
    maker = pyotp.TOTP("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    code, bij = maker.at(seconde), seconde + 30 * stappen
    telt = tweede_stap._stap_van(maker.secret, code, datetime.fromtimestamp(bij, UTC)) is not None
    if abs(stappen) <= 1:
        assert telt
    elif telt:
        assert code in {maker.at(bij + 30 * een) for een in (-1, 0, 1)}, "unless two steps have one code"
