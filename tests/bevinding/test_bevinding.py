"""A finding is data: codes, places and values; words are put in when it is shown, in the language of the reader."""

import pytest

from rio_soap.bevinding import TALEN, Bevinding, Taal, Tekst, bladzijden, oorzaken, toon

VOL = Bevinding(
    "element-ontbreekt",
    "/x/y[1]",
    7,
    Tekst("gevonden.leeg"),
    Tekst.met("toegestaan.een-van", namen="a, b"),
    Tekst.met("element-ontbreekt.ervoor", naam="y", nodig=Tekst.met("toegestaan.of", eerste="a", laatste="b")),
)


def test_two_findings_of_the_same_are_equal_whatever_their_words() -> None:
    zelfde = Bevinding(VOL.oorzaak, VOL.waar, VOL.regel, VOL.gevonden, VOL.toegestaan, VOL.melding)
    assert zelfde == VOL
    assert len({zelfde, VOL}) == 1


def test_a_finding_is_not_changed() -> None:
    with pytest.raises(AttributeError):
        VOL.oorzaak = "anders"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("taal", "gevonden", "mag", "zin"),
    [
        ("nl", "(leeg)", "een van: a, b", "y mag hier niet staan: ervoor ontbreekt a of b"),
        ("en", "(empty)", "one of: a, b", "y may not stand here: a or b is missing before it"),
    ],
)
def test_everything_of_it_is_said_in_one_language(taal: Taal, gevonden: str, mag: str, zin: str) -> None:
    assert (toon(VOL.gevonden, taal), toon(VOL.toegestaan, taal), VOL.zin(taal)) == (gevonden, mag, zin)


def test_text_in_a_log_or_an_error_is_dutch() -> None:
    assert f"{VOL.gevonden}; {VOL.toegestaan}; {VOL.tekst}" == (
        "(leeg); een van: a, b; y mag hier niet staan: ervoor ontbreekt a of b"
    )


def test_what_is_not_known_stays_unknown() -> None:
    kaal = Bevinding("nil", "/x")
    assert (kaal.regel, kaal.gevonden, kaal.toegestaan, kaal.melding) == (None, None, None, None)
    assert kaal.tekst == Tekst("nil")


@pytest.mark.parametrize("oorzaak", ["nil", "sha1", "te-lang", "fault"])
def test_a_finding_says_where_its_cause_is_explained(oorzaak: str) -> None:
    assert Bevinding(oorzaak, "/").uitleg == oorzaken()[oorzaak].uitleg
    assert str(Bevinding(oorzaak, "/").uitleg).endswith(f"#{oorzaak}")


def test_a_cause_that_only_another_service_knows_is_explained_nowhere() -> None:
    vreemd = Bevinding("nieuwe-oorzaak", "/x", melding="woorden")
    assert vreemd.uitleg is None
    assert vreemd.zin("en") == "woorden"


def test_a_text_can_hold_numbers_and_texts_and_is_compared_by_what_it_holds() -> None:
    een = Tekst.met("element-teveel", naam="a", aantal=2)
    assert een == Tekst.met("element-teveel", naam="a", aantal=2)
    assert een != Tekst.met("element-teveel", naam="a", aantal=3)
    assert str(een) == "a staat er te vaak: a mag hier hoogstens 2 maal staan"
    assert {een: 1}[Tekst.met("element-teveel", naam="a", aantal=2)] == 1


def test_a_text_without_something_that_its_sentence_asks_for_is_an_error() -> None:
    with pytest.raises(KeyError):
        toon(Tekst.met("element-teveel", naam="a"))


@pytest.mark.parametrize("oorzaak", sorted(oorzaken()))
def test_a_cause_is_told_otherwise_in_either_language(oorzaak: str) -> None:
    assert len({oorzaken()[oorzaak].titel(taal) for taal in TALEN}) == len(TALEN)
    assert len({oorzaken()[oorzaak].herstel(taal) for taal in TALEN}) == len(TALEN)


def test_causes_are_those_that_have_a_page_in_that_order() -> None:
    assert list(oorzaken()) == list(bladzijden())
    assert all(code == oorzaak.code for code, oorzaak in oorzaken().items())
