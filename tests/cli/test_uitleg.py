"""``rio-soap uitleg`` shows what explains a cause or a foutcode, in the language that is asked for."""

import pytest
from click.testing import CliRunner, Result

from rio_soap.bevinding import documentatie, oorzaken
from rio_soap.cli import main
from rio_soap.register.regels.foutcodes import FOUTCODES


def uitleg(*woorden: str) -> Result:
    return CliRunner().invoke(main, ["uitleg", *woorden])


def test_a_cause_is_explained_in_english_and_in_dutch_said_first_as_well() -> None:
    engels, dutch = uitleg("sha1").output, uitleg("sha1", "--taal", "nl").output
    oorzaak = oorzaken()["sha1"]
    assert engels.startswith("# Signed with SHA-1")
    assert dutch.startswith(f"**{oorzaak.titel('nl')}.** {oorzaak.herstel('nl')}\n\n# Signed with SHA-1")


@pytest.mark.parametrize("wat", ["A01010", "docs/foutcodes.md#A01010", "foutcodes#A01010"])
def test_a_foutcode_is_explained_by_its_row(wat: str) -> None:
    regels = uitleg(wat).output.splitlines()
    assert regels[0] == "| code | on the wire | in English | operations |"
    assert regels[2].startswith(f"| `A01010` | {FOUTCODES['A01010'].fouttekst} | ")
    assert len(regels) == 3


@pytest.mark.parametrize("code", FOUTCODES)
def test_every_foutcode_is_found(code: str) -> None:
    assert documentatie.bladzijde_van(code) == ("foutcodes", code)


def test_every_cause_is_found_as_a_report_names_it() -> None:
    for code, oorzaak in oorzaken().items():
        assert documentatie.bladzijde_van(code)[1] == code
        assert documentatie.bladzijde_van(oorzaak.uitleg)[1] == code


def test_what_is_none_of_these_is_refused_in_the_language_of_the_command() -> None:
    assert "no cause and no page" in uitleg("DK0004").stderr
    uit = uitleg("nonsens", "--taal", "nl")
    assert (uit.exit_code, "geen oorzaak en geen bladzijde" in uit.stderr) == (2, True)
