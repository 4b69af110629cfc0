"""The table of relations: only values of the lists, and every soort that the contract has but one."""

import pytest

from rio_soap.register.regels.relatiecombinaties import COMBINATIES, DEELNAME, KOLOMMEN, OVERGANGEN, lees_combinaties
from rio_soap.register.regels.uitslag import standaardlijsten

KOP = ";".join(KOLOMMEN)


def test_the_table_holds_values_of_the_lists() -> None:
    lijsten = standaardlijsten()
    for soort, van, naar in COMBINATIES:
        assert lijsten.bestaat("ErkendeOrganisatierelatiesoort", soort)
        assert lijsten.bestaat("ErkendeOrganisatietype", van)
        assert lijsten.bestaat("ErkendeOrganisatietype", naar)


def test_every_soort_has_a_place_but_the_one_that_no_file_holds() -> None:
    alle = {waarde.waarde for waarde in standaardlijsten().waarden("ErkendeOrganisatierelatiesoort")}
    gevonden = {soort for soort, _, _ in COMBINATIES}
    assert alle - gevonden == {"DISLOCATIE"}
    assert gevonden >= OVERGANGEN | DEELNAME


@pytest.mark.parametrize(
    ("tekst", "fout"),
    [
        ("soort;van;naar\n", "the first row"),
        ("", "the first row"),
        (f"{KOP}\nA;B;C;own\nA;B;C;own\n", "there twice"),
        (f"{KOP}\nA;B;C\n", "unpack"),
    ],
)
def test_a_table_in_another_form_is_refused(tekst: str, fout: str) -> None:
    with pytest.raises(ValueError, match=fout):
        lees_combinaties(tekst)


def test_comment_is_left_out() -> None:
    assert lees_combinaties(f"# why\n{KOP}\nA;B;C;own\n") == {("A", "B", "C")}
