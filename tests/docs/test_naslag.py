"""The reference pages say what the commands and settings are."""

import pytest

from rio_soap.cli import main
from rio_soap.cli.naslag import BLADZIJDEN, DOCS


@pytest.mark.parametrize("naam", BLADZIJDEN)
def test_the_page_is_what_the_code_says(naam: str) -> None:
    assert (DOCS / naam).read_text("utf-8") == BLADZIJDEN[naam](), f"run: python -m rio_soap.cli.naslag ({naam})"


def test_every_command_and_every_setting_has_its_explanation() -> None:
    opdrachten = BLADZIJDEN["opdrachten.md"]()
    assert all(f"\n## rio-soap {naam}\n" in opdrachten for naam in main.commands)
    for regel in BLADZIJDEN["instellingen.md"]().splitlines():
        if regel.startswith("| `RIO_"):
            assert len(regel.split(" | ")[-1]) > 10, regel
