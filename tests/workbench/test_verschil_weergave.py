"""How a difference between two signed messages is told: to people in their context, to programs by number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rio_soap.bevinding import Taal
from rio_soap.workbench.verschil import Deelverschil, Verschil, als_gegevens, als_tekst

BODY = Deelverschil("Body", b"<a>1</a>", b"<a>2</a>", 3, None, True, False)
GELIJK = Deelverschil("To", b"x", b"x", None, None, True, True)
EIGEN = Deelverschil("MessageID", b"1", b"2", 0, None, True, True)
INFO = Deelverschil("SignedInfo", b"s", b"t", 0, None, True, True)
ALLEEN = Deelverschil("From", b"f", None, None, "deel-niet-ondertekend", True, None)
TALEN: tuple[Taal, ...] = ("nl", "en")


def test_messages_are_equal_when_all_their_parts_are() -> None:
    assert Verschil((GELIJK,)).gelijk
    assert Verschil((GELIJK,)).alleen_eigen
    assert not Verschil((GELIJK, EIGEN)).gelijk


def test_what_is_new_in_every_message_is_no_difference_in_content() -> None:
    assert Verschil((GELIJK, EIGEN, INFO)).alleen_eigen
    assert not Verschil((EIGEN, BODY, INFO)).alleen_eigen


@pytest.mark.parametrize(
    ("taal", "regels"),
    [
        (
            "nl",
            ["To: gelijk", "Body: verschilt vanaf byte 3", "  A: <a>1</a> (is zoals ondertekend)",
             "  B: <a>2</a> (is NIET zoals ondertekend)"],
        ),
        (
            "en",
            ["To: equal", "Body: differs from byte 3", "  A: <a>1</a> (is as it was signed)",
             "  B: <a>2</a> (is NOT as it was signed)"],
        ),
    ],
)  # fmt: skip
def test_people_see_both_sides_and_which_is_as_it_was_signed(taal: Taal, regels: list[str]) -> None:
    assert als_tekst(Verschil((GELIJK, BODY)), taal).splitlines() == regels


@pytest.mark.parametrize("taal", TALEN)
def test_the_end_says_when_nothing_of_the_content_differs(taal: Taal) -> None:
    gelijk, eigen, anders = (als_tekst(Verschil(d), taal) for d in ((GELIJK,), (EIGEN, INFO), (BODY,)))
    assert len({gelijk.splitlines()[-1], eigen.splitlines()[-1], anders.splitlines()[-1]}) == 3
    assert "MessageID" in eigen.splitlines()[-1]


@pytest.mark.parametrize("taal", TALEN)
def test_a_part_that_one_message_lacks_is_said_to_stand_in_one_only(taal: Taal) -> None:
    tekst = als_tekst(Verschil((ALLEEN,)), taal)
    assert tekst.startswith("From: staat maar in een" if taal == "nl" else "From: is in one of them only")
    assert ALLEEN.omgeving(None) == ""


def test_a_damaged_part_that_is_equal_in_both_is_shown_all_the_same() -> None:
    """Both were changed after signing, in the same way: no difference, but not right either."""
    beide = Deelverschil("Body", b"x", b"x", None, None, False, False)
    assert als_tekst(Verschil((beide,)), "en").count("is NOT as it was signed") == 2


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_the_surroundings_hold_the_difference_and_act_on_no_terminal(een: bytes, ander: bytes) -> None:
    plaats = next((i for i, (x, y) in enumerate(zip(een, ander, strict=False)) if x != y), min(len(een), len(ander)))
    deel = Deelverschil("Body", een, ander, plaats, None, None, None)
    for kant in (een, ander):
        getoond = deel.omgeving(kant)
        assert getoond.isprintable()
        assert getoond.startswith("...") or plaats <= 40 or not kant
        assert ("..." in getoond[-3:]) or plaats + 40 >= len(kant)


def test_programs_get_numbers_and_digests_and_no_words() -> None:
    gelijk, anders, alleen = als_gegevens(Verschil((GELIJK, BODY, ALLEEN)), "nl")
    assert (gelijk["gelijk"], gelijk["a"], gelijk["eersteByte"]) == (True, None, None)
    assert gelijk["digestA"] == gelijk["digestB"]
    assert (anders["gelijk"], anders["eersteByte"], anders["kloptA"], anders["kloptB"]) == (False, 3, True, False)
    assert anders["digestA"] != anders["digestB"]
    assert (alleen["digestB"], alleen["oorzaak"]) == (None, "deel-niet-ondertekend")
    assert alleen["titel"]
