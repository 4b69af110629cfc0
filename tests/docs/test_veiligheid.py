"""Every test that docs/veiligheid.md points at is there."""

import re
from pathlib import Path

WORTEL = Path(__file__).parents[2]


def test_the_page_on_security_names_tests_that_exist() -> None:
    genoemd = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", (WORTEL / "docs/veiligheid.md").read_text("utf-8"))
    assert len(genoemd) > 12
    for bestand, naam in [x for x in genoemd if "test_" in x[0]]:
        tekst = (WORTEL / bestand).read_text("utf-8")
        assert f"def {naam or 'test_'}" in tekst, f"{bestand}::{naam}"
