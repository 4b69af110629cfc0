"""Every cause is explained on a page of docs/fouten."""

from pathlib import Path

import pytest

from rio_soap.bevinding import bladzijde, bladzijden, maak_bladzijden, oorzaken, uitleg_op

FOUTEN = Path(__file__).parents[2] / "docs" / "fouten"


@pytest.mark.parametrize("oorzaak", sorted(bladzijden()))
def test_the_page_of_a_cause_is_there_and_has_its_anchor(oorzaak: str) -> None:
    assert f'<a id="{oorzaak}"></a>' in (FOUTEN / f"{bladzijde(oorzaak)}.md").read_text("utf-8")


def test_where_a_cause_is_explained_is_said_from_the_root_of_the_project() -> None:
    assert uitleg_op("sha1") == "docs/fouten/sha1.md#sha1"
    assert uitleg_op("te-lang") == "docs/fouten/waarden.md#te-lang"
    assert oorzaken()["sha1"].uitleg == uitleg_op("sha1")


def test_a_cause_without_a_page_is_an_error() -> None:
    with pytest.raises(KeyError):
        uitleg_op("bestaat-niet")


@pytest.mark.parametrize("naam", sorted(maak_bladzijden.teksten()))
def test_a_page_that_is_made_is_committed_as_it_is_made(naam: str) -> None:
    """After a change of the catalogue: ``python -m rio_soap.bevinding.maak_bladzijden``."""
    assert (FOUTEN / f"{naam}.md").read_text("utf-8") == maak_bladzijden.teksten()[naam]


def test_the_pages_are_written_into_the_folder_that_is_named(tmp_path: Path) -> None:
    maak_bladzijden.main(tmp_path)
    assert {pad.stem for pad in tmp_path.iterdir()} == {*maak_bladzijden.TITELS, maak_bladzijden.LIJST}


def test_every_page_is_of_a_cause_or_one_of_the_two_that_are_of_none() -> None:
    zonder = {"README", "twee-keer", "verdwenen-gegevens", "onzichtbaar-teken", maak_bladzijden.LIJST}
    assert {pad.stem for pad in FOUTEN.glob("*.md")} == {*bladzijden().values(), *zonder}


def test_the_index_names_every_page() -> None:
    index = (FOUTEN / "README.md").read_text("utf-8")
    assert [pad.name for pad in FOUTEN.glob("*.md") if pad.stem != "README" and f"({pad.name})" not in index] == []


def test_the_list_names_every_cause_once() -> None:
    lijst = (FOUTEN / f"{maak_bladzijden.LIJST}.md").read_text("utf-8")
    assert all(lijst.count(f"[`{oorzaak}`]({bladzijde(oorzaak)}.md#{oorzaak})") == 1 for oorzaak in oorzaken())


def test_texts_with_tags_are_no_html_on_a_page() -> None:
    assert maak_bladzijden._veilig("<a> & *b*") == "&lt;a> &amp; \\*b\\*"
