"""The folder of a batch: one identity, one run at a time, every file whole or not there."""

from pathlib import Path

import pytest

from rio_soap.batch.uitvoer import AnswerFile, Uitvoerfout, antwoordnaam, bewaar, open_uitvoer


def test_a_folder_keeps_the_identity_of_its_batch(tmp_path: Path) -> None:
    with open_uitvoer(tmp_path / "uit") as een:
        pass
    with open_uitvoer(tmp_path / "uit") as twee, open_uitvoer(tmp_path / "ander") as drie:
        assert een == twee != drie


def test_another_run_in_the_same_folder_is_refused_until_the_first_ends(tmp_path: Path) -> None:
    with open_uitvoer(tmp_path), pytest.raises(Uitvoerfout, match="another run"), open_uitvoer(tmp_path):
        pass
    with open_uitvoer(tmp_path):
        pass


def test_a_folder_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vakantie.jpg").touch()
    with pytest.raises(Uitvoerfout, match=r"found vakantie\.jpg"), open_uitvoer(tmp_path):
        pass


def test_what_a_crash_left_half_is_no_reason_to_refuse(tmp_path: Path) -> None:
    (tmp_path / ".batch.json.tmp").write_text("{")
    with open_uitvoer(tmp_path):
        pass


@pytest.mark.parametrize("inhoud", ["", "{}", "[]", '{"batch": "x"}'])
def test_an_identity_that_cannot_be_read_is_refused(tmp_path: Path, inhoud: str) -> None:
    (tmp_path / "batch.json").write_text(inhoud)
    with pytest.raises(Uitvoerfout, match="cannot be read"), open_uitvoer(tmp_path):
        pass


@pytest.mark.parametrize("duurzaam", [True, False])
def test_a_file_is_replaced_whole_and_nothing_stays_beside_it(tmp_path: Path, duurzaam: bool) -> None:
    pad = tmp_path / "a" / "b.xml"
    bewaar(pad, b"oud", duurzaam=duurzaam)
    bewaar(pad, b"nieuw", duurzaam=duurzaam)
    assert pad.read_bytes() == b"nieuw"
    assert list(pad.parent.iterdir()) == [pad]


def test_a_file_that_is_the_same_is_not_written_again(tmp_path: Path) -> None:
    bewaar(tmp_path / "a", b"x")
    voor = (tmp_path / "a").stat()
    bewaar(tmp_path / "a", b"x")
    assert (tmp_path / "a").stat().st_ino == voor.st_ino


def test_an_answer_stands_beside_its_message(tmp_path: Path) -> None:
    assert antwoordnaam("a/b.xml") == "a/b.antwoord.xml"
    answer_file = AnswerFile(tmp_path / antwoordnaam("a/b.XML"))
    assert answer_file.lees() is None
    answer_file.schrijf(b"<a/>")
    assert answer_file.lees() == b"<a/>"
