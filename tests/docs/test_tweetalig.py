"""Pages that are there in both languages say the same: chapters, commands, links, and each leads to the other."""

import re
from pathlib import Path

import pytest

WORTEL = Path(__file__).parents[2]
PAREN = [("README.md", "README.nl.md"), ("docs/beginnen.md", "docs/beginnen.nl.md")]
OMHEIND = re.compile(r"^```(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)]+)\)")
NAMEN = re.compile(r"`((?:RIO_|/|--|rio_soap|[a-z]+\.[a-z]+|http|Client\.|Server\.)[^`]*)`")
"""What stands between back ticks and is a name: of a setting, path, option, module or file, or a code."""


def tekst(naam: str) -> str:
    return (WORTEL / naam).read_text("utf-8")


def koppen(naam: str) -> list[int]:
    """The level of each heading, in order."""
    return [len(merk) for merk in re.findall(r"^(#+) ", OMHEIND.sub("", tekst(naam)), re.MULTILINE)]


def opdrachten(naam: str) -> list[str]:
    """Every command and every block, without the remarks behind it."""
    kaal = tekst(naam)
    ingesprongen = re.findall(r"^ {4,}(\S.*)$", OMHEIND.sub("", kaal), re.MULTILINE)
    return [re.sub(r"\s+#\s.*$", "", regel) for regel in ingesprongen] + OMHEIND.findall(kaal)


def links(naam: str) -> set[str]:
    """Where it leads to, a page of which there is one in each language by its English name."""
    return {doel.replace(".nl.md", ".md") for doel in LINK.findall(tekst(naam))} - {
        Path(naam).name.replace(".nl.", ".")
    }


@pytest.mark.parametrize(("engels", "dutch"), PAREN)
def test_both_have_the_same_chapters_and_commands(engels: str, dutch: str) -> None:
    assert koppen(engels) == koppen(dutch)
    assert len(koppen(engels)) >= 6
    assert opdrachten(engels) == opdrachten(dutch)
    assert len(opdrachten(engels)) >= 6


@pytest.mark.parametrize(("engels", "dutch"), PAREN)
def test_both_name_the_same_things_and_lead_to_the_same_pages(engels: str, dutch: str) -> None:
    assert links(engels) - {"docs/bediening.md#language"} == links(dutch) - {"docs/bediening.md#language"}
    assert set(NAMEN.findall(tekst(engels))) == set(NAMEN.findall(tekst(dutch)))


@pytest.mark.parametrize(("engels", "dutch"), PAREN)
def test_each_leads_to_the_other_at_its_top(engels: str, dutch: str) -> None:
    for een, ander, woord in ((engels, dutch, "Nederlands"), (dutch, engels, "English")):
        assert tekst(een).splitlines()[2] == f"*[{woord}]({Path(ander).name})*"


def test_the_readme_has_a_row_for_each_part_in_both_languages() -> None:
    rijen = [[rij.count("|") for rij in tekst(naam).splitlines() if rij.startswith("|")] for naam in PAREN[0]]
    assert rijen[0] == rijen[1]
    punten = [len(re.findall(r"^- ", tekst(naam), re.MULTILINE)) for naam in PAREN[0]]
    assert punten[0] == punten[1] >= 15
