"""Places on disk and turns: who holds one is named, who dies or lets go leaves nothing behind."""

import multiprocessing
import os
import threading
import time
from pathlib import Path

import pytest

from rio_soap.register.database import lock
from rio_soap.register.database.lock import InUse, Lock, melding
from rio_soap.register.database.turn import Turn


def in_ander_proces(pad: Path, alleen: bool, antwoord: "multiprocessing.Queue[str]") -> None:
    try:
        Lock(pad, alleen=alleen)
    except InUse as fout:
        antwoord.put(str(fout))
    else:
        antwoord.put("")


def ander(pad: Path, *, alleen: bool) -> str:
    """What another process hears that wants the place."""
    start = multiprocessing.get_context("spawn")
    antwoord: multiprocessing.Queue[str] = start.Queue()
    proces = start.Process(target=in_ander_proces, args=(pad, alleen, antwoord))
    proces.start()
    gehoord = antwoord.get(timeout=60)
    proces.join()
    return gehoord


def test_another_process_is_told_who_holds_a_place(tmp_path: Path) -> None:
    pad = tmp_path / "rio.slot"
    houder = Lock(pad, alleen=False)
    assert ander(pad, alleen=False) == ""
    assert ander(pad, alleen=True) == f"already running, process {os.getpid()}, on {tmp_path}; stop it first"
    houder.laat_los()
    assert ander(pad, alleen=True) == ""


def test_a_place_is_one_place_by_whatever_path(tmp_path: Path) -> None:
    pad, link = tmp_path / "rio.slot", tmp_path / "link"
    houder = Lock(pad, alleen=True)
    link.symlink_to(pad)
    with pytest.raises(InUse, match=f"process {os.getpid()}"):
        Lock(link, alleen=False)
    assert houder.pad == os.path.realpath(pad)
    houder.laat_los()
    Lock(link, alleen=False).laat_los()


def test_a_place_is_shared_until_the_last_lets_go_and_given_back_once(tmp_path: Path) -> None:
    pad = tmp_path / "rio.slot"
    een, twee = Lock(pad, alleen=False), Lock(pad, alleen=False)
    een.laat_los()
    een.laat_los()
    with pytest.raises(InUse):
        Lock(pad, alleen=True)
    twee.laat_los()
    Lock(pad, alleen=True).laat_los()
    assert not lock._files


def test_what_cannot_be_made_is_an_error_and_holds_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        Lock(tmp_path / "weg" / "rio.slot", alleen=True)
    assert not lock._files


def test_who_holds_a_place_is_said_as_far_as_it_is_known() -> None:
    assert melding(12, "/srv/rio") == "already running, process 12, on /srv/rio; stop it first"
    assert melding(None, "/srv/rio") == "already running, another process, on /srv/rio; stop it first"


def test_only_one_has_the_turn_and_it_goes_on_when_given(tmp_path: Path) -> None:
    """Two turns of one process stand for two processes: the kernel counts open files."""
    bestand = str(tmp_path / "rio.db")
    een, twee = Turn(bestand, 5), Turn(bestand, 5)
    volgorde: list[str] = []

    def ander_proces() -> None:
        with twee:
            volgorde.append("twee")

    with een:
        thread = threading.Thread(target=ander_proces)
        thread.start()
        time.sleep(0.1)
        volgorde.append("een")
    thread.join(5)
    assert volgorde == ["een", "twee"]
    een.sluit()
    twee.sluit()


def test_a_turn_is_given_on_by_who_fails(tmp_path: Path) -> None:
    bestand = str(tmp_path / "rio.db")
    een, twee = Turn(bestand, 0.2), Turn(bestand, 0.2)
    with pytest.raises(ValueError, match="ours"), een:
        raise ValueError("ours")
    with twee:
        pass
    een.sluit()
    twee.sluit()


def test_who_waits_too_long_for_a_turn_keeps_nobody_behind_him(tmp_path: Path) -> None:
    """Also not in the queue before it."""
    bestand = str(tmp_path / "rio.db")
    houder, ongeduldig, geduldig = Turn(bestand, 5), Turn(bestand, 0.05), Turn(bestand, 5)
    with houder, pytest.raises(TimeoutError, match="keeps the database locked"), ongeduldig:
        raise AssertionError("the turn was taken")
    with geduldig:
        pass
    for beurt in (houder, ongeduldig, geduldig):
        beurt.sluit()


def test_the_files_of_a_turn_stay_beside_the_database(tmp_path: Path) -> None:
    """Another process may wait for them; and they can be read by nobody else."""
    beurt = Turn(str(tmp_path / "rio.db"), 1)
    with beurt:
        pass
    beurt.sluit()
    bestanden = sorted(tmp_path.iterdir())
    assert [pad.name for pad in bestanden] == ["rio.db-beurt", "rio.db-rij"]
    assert {pad.stat().st_mode & 0o777 for pad in bestanden} == {0o600}
