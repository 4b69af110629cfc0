"""The journal of a batch: what it says after a crash is what had happened."""

import json
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from rio_soap.batch.journaal import Journaal, Journaalfout, Regelstand

BATCH = UUID("11111111-2222-4333-8444-555555555555")
GOED = {"stand": "goedgekeurd", "naam": "a.xml"}


@pytest.fixture
def pad(tmp_path: Path) -> Path:
    return tmp_path / "journaal.jsonl"


def stand(pad: Path, naam: str = "a.xml", hash_: str = "h") -> Regelstand:
    with Journaal(pad, BATCH) as journaal:
        return journaal.stand(naam, hash_)


def test_a_message_of_which_nothing_is_known_has_its_first_try_before_it(pad: Path) -> None:
    assert stand(pad) == Regelstand(1, onderweg=False, uitkomst=None)


def test_what_was_begun_may_have_arrived(pad: Path) -> None:
    with Journaal(pad, BATCH) as journaal:
        journaal.begin("a.xml", "h", "code")
        assert journaal.stand("a.xml", "h") == Regelstand(1, onderweg=True)
    assert stand(pad) == Regelstand(1, onderweg=True)


def test_what_certainly_did_not_go_is_as_before(pad: Path) -> None:
    with Journaal(pad, BATCH) as journaal:
        journaal.begin("a.xml", "h", "code")
        journaal.niet_verstuurd("a.xml", "h")
    assert stand(pad) == Regelstand(1)


@pytest.mark.parametrize("wat", ["goedgekeurd", "afgekeurd", "verwerkt"])
def test_an_answer_ends_it(pad: Path, wat: str) -> None:
    with Journaal(pad, BATCH) as journaal:
        journaal.begin("a.xml", "h", "code")
        journaal.klaar("a.xml", "h", {**GOED, "stand": wat})
    assert stand(pad) == Regelstand(1, uitkomst={**GOED, "stand": wat})


def test_after_a_fault_the_next_try_is_another_message(pad: Path) -> None:
    with Journaal(pad, BATCH) as journaal:
        for _ in range(2):
            journaal.begin("a.xml", "h", "code")
            journaal.klaar("a.xml", "h", {**GOED, "stand": "fout"})
    assert stand(pad) == Regelstand(3)


def test_a_changed_file_and_another_file_are_other_messages(pad: Path) -> None:
    with Journaal(pad, BATCH) as journaal:
        journaal.klaar("a.xml", "h", GOED)
    assert stand(pad, hash_="ander") == stand(pad, "b.xml") == Regelstand()


def test_a_line_that_a_crash_cut_off_was_never_acted_upon_and_goes(pad: Path) -> None:
    with Journaal(pad, BATCH) as journaal:
        journaal.klaar("a.xml", "h", GOED)
    heel = pad.read_bytes()
    pad.write_bytes(heel + b'{"wat": "begin", "naam": "b.xml"')
    assert stand(pad, "b.xml") == Regelstand()
    assert pad.read_bytes() == heel


def test_the_lines_stand_on_disk_when_the_call_returns(pad: Path) -> None:
    journaal = Journaal(pad, BATCH)
    journaal.begin("é.xml", "h", "code")
    regels = [json.loads(regel) for regel in pad.read_bytes().splitlines()]
    assert regels == [{"batch": str(BATCH)}, {"wat": "begin", "naam": "é.xml", "hash": "h", "code": "code"}]


def test_a_journal_of_another_batch_is_refused_and_not_touched(pad: Path) -> None:
    Journaal(pad, BATCH)
    voor = pad.read_bytes()
    with pytest.raises(Journaalfout, match="of another batch"):
        Journaal(pad, uuid4())
    assert pad.read_bytes() == voor


@pytest.mark.parametrize(
    "regel", [b"geen json", b"[]", b'{"wat": "klaar", "naam": "a"}', b'{"naam": "a", "hash": "h"}']
)
def test_a_line_that_cannot_be_read_is_told_by_its_number(pad: Path, regel: bytes) -> None:
    Journaal(pad, BATCH)
    pad.write_bytes(pad.read_bytes() + regel + b"\n")
    with pytest.raises(Journaalfout, match="line 2: cannot be read"):
        Journaal(pad, BATCH)


def test_only_its_owner_can_read_it(pad: Path) -> None:
    Journaal(pad, BATCH)
    assert pad.stat().st_mode & 0o077 == 0
