"""The documentation is found where it is installed, whole or the part about a cause."""

from pathlib import Path

import pytest

from rio_soap.bevinding import bladzijden, documentatie, uitleg_op
from tests.huis.huis import WORTEL


def test_every_cause_has_its_text_and_is_on_it() -> None:
    for oorzaak in bladzijden():
        tekst = documentatie.tekst(oorzaak)
        assert tekst == documentatie.tekst(uitleg_op(oorzaak))
        assert f"`{oorzaak}`" in tekst or f'id="{oorzaak}"' in tekst, oorzaak


def test_of_a_page_of_many_causes_only_the_one_is_shown() -> None:
    tekst = documentatie.tekst("te-lang")
    assert tekst.startswith("## A value is too long\n")
    assert tekst.count("## ") == 1
    assert documentatie.tekst("fouten/waarden").count("## ") > 5


def test_pages_are_known_by_their_names() -> None:
    namen = list(documentatie.namen())
    assert {"rondgang", "fouten/sha1", "aanvulling/api"} <= set(namen)
    assert documentatie.tekst("rondgang") == documentatie.tekst("docs/rondgang.md")
    assert documentatie.bladzijde_van("docs/fouten/sha1.md#sha1") == ("fouten/sha1", "sha1")


@pytest.mark.parametrize("naam", ["", "nix", "../README", "/etc/passwd", "fouten"])
def test_nothing_else_can_be_asked_for(naam: str) -> None:
    with pytest.raises(KeyError):
        documentatie.tekst(naam)


def test_where_a_page_is_is_short_from_the_top_of_the_project(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(WORTEL)
    assert documentatie.plek("rondgang.md") == "docs/rondgang.md"
    monkeypatch.chdir(tmp_path)
    assert documentatie.plek("rondgang.md") == str(WORTEL / "docs/rondgang.md")
