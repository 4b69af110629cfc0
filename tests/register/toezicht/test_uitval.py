"""What an answer leaves out: nothing takes its neighbours with it, and operators hear of it once."""

from __future__ import annotations

import string
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import onderwijslocatie, opleidingseenheid
from rio_soap.register.database.stand import Kapot
from rio_soap.register.regels.foutcodes import RAADPLEEGCODES
from rio_soap.register.regels.uitslag import Uitvaller
from rio_soap.register.toezicht import signalen, uitval
from tests.register.hulp import NU


def test_what_can_be_made_is_given_and_nothing_is_noted() -> None:
    gemist: list[Uitvaller] = []
    assert uitval.probeer(gemist, opleidingseenheid, "1010O6466", lambda: 3) == 3
    assert gemist == []


@pytest.mark.parametrize("fout", [KeyError("naam"), TypeError("x"), ValueError("y"), ZeroDivisionError("z")])
def test_what_cannot_be_made_is_left_out_and_noted_with_its_key(fout: Exception) -> None:
    gemist: list[Uitvaller] = []

    def maak() -> None:
        raise fout

    assert uitval.probeer(gemist, opleidingseenheid, "1010O6466", maak) is None
    [een] = gemist
    assert (een.tabel, een.sleutel) == ("opleidingseenheid", "1010O6466")
    assert een.reden.startswith(f"{type(fout).__name__}: ")


def test_an_error_of_another_kind_is_not_hidden() -> None:
    def maak() -> None:
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        uitval.probeer([], opleidingseenheid, "1010O6466", maak)


def test_a_stand_that_cannot_be_read_is_no_stand() -> None:
    assert uitval.heel(Gegeven("x")) == Gegeven("x")
    with pytest.raises(ValueError, match="no stand: broken"):
        uitval.heel(Kapot("broken"))


def test_an_object_that_is_left_out_has_one_signal_that_reading_on_does_not_change(leeg: Register) -> None:
    def meld(reden: str, later: int) -> None:
        gemist = [Uitvaller("onderwijslocatie", "107X215", reden)] * 2
        leeg.schrijf(lambda s: uitval.meld_uitval(s, gemist, NU + timedelta(hours=later)))

    meld("first", 0)
    meld("second", 1)
    with leeg.lees() as session:
        [signaal] = signalen.open_signalen(session)
    assert (signaal.soort, signaal.sleutel, signaal.tekst, signaal.moment) == ("ONTOONBAAR", "107X215", "first", NU)


def test_it_is_told_again_once_an_operator_has_dealt_with_it(leeg: Register) -> None:
    gemist = [Uitvaller(onderwijslocatie.name, "107X215", "broken")]
    leeg.schrijf(lambda s: uitval.meld_uitval(s, gemist, NU))
    leeg.schrijf(lambda s: signalen.los_signaal_op(s, signalen.open_signalen(s)[0].id, NU))
    leeg.schrijf(lambda s: uitval.meld_uitval(s, gemist, NU))
    with leeg.lees() as session:
        assert len(signalen.open_signalen(session)) == 1


@given(st.text(), st.integers(0, 20))
def test_whatever_a_text_holds_it_can_be_kept_logged_and_shown(tekst: str, lengte: int) -> None:
    gelezen = uitval.leesbaar(tekst, lengte)
    assert len(gelezen) <= lengte
    assert gelezen.encode().decode() == gelezen
    assert not any(ord(teken) < 32 for teken in gelezen)


def test_a_text_that_can_be_shown_stays_as_it_is_and_the_rest_is_written_out() -> None:
    assert uitval.leesbaar(string.ascii_letters + "é – ☃") == string.ascii_letters + "é – ☃"
    assert uitval.leesbaar("a\x00\x1b[31mb\ud800") == r"a\x00\x1b[31mb\ud800"


@pytest.mark.parametrize(
    ("operatie", "velden", "verwacht"),
    [
        ("opvragen_opleidingseenheid", {"opleidingseenheidcode": "1010O6466"}, ("A01070", ["1010O6466"])),
        (
            "opvragen_onderwijslocatiegebruik",
            {"onderwijsbestuurCode": "100B490", "onderwijslocatieCode": "107X215"},
            ("A01130", ["100B490", "107X215"]),
        ),
        ("opvragen_onderwijsaanbiedersVanOrganisatie", {"bevoegdGezagNummer": "40169"}, ("A01030", ["40169"])),
        ("opvragen_onderwijsaanbiedersVanOrganisatie", {"onderwijsbestuurCode": "100B490"}, ("A01110", ["100B490"])),
    ],
)
def test_an_object_that_cannot_be_shown_is_not_there(operatie: str, velden: dict[str, Any], verwacht: Any) -> None:
    uitslag = uitval.niet_daar(operatie, Gegeven("verzoek", velden))
    assert uitslag is not None
    [fout] = uitslag.foutmeldingen
    assert (fout.foutcode, [waarde for _, waarde in fout.sleutels]) == verwacht
    assert fout.foutcode in RAADPLEEGCODES[operatie]


def test_a_reading_of_many_is_never_not_there() -> None:
    verzoek = Gegeven("verzoek", {"onderwijsbestuurcode": "100B490", "pagina": 0})
    assert uitval.niet_daar("opvragen_opleidingseenhedenVanOrganisatie", verzoek) is None
