"""The file of heads: append only, by several processes, rotated, broken off; what is not ours in it is told."""

import gzip
import os
import shutil
import stat
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rio_soap.register.logboek.heads import Head
from rio_soap.register.logboek.links import Stempel
from rio_soap.service.getuigebestand import HEADING, Getuigebestand, WitnessNote, delen, lees_regels

STEMPEL = Stempel(b"12345678", b"geheim")
NU = datetime(2026, 11, 29, 12, tzinfo=UTC)


def hoofd(nummer: int) -> Head:
    return Head(nummer, nummer.to_bytes(32, "big"))


@pytest.fixture
def bestand(tmp_path: Path) -> Getuigebestand:
    return Getuigebestand(tmp_path / "diep" / "schakels.log", STEMPEL, lambda: NU)


def regels(pad: Path) -> list[WitnessNote | str]:
    return list(lees_regels(pad, pad.stat().st_size))


def test_what_is_noted_is_read_back_with_a_mark_of_the_service(bestand: Getuigebestand) -> None:
    bestand.noteer_hoofd(hoofd(1))
    bestand.noteer_tijdstempel(hoofd(2), b"\x00token")
    bestand.noteer("mislukt", "url")
    een, twee, drie = regels(bestand.pad)
    assert isinstance(een, WitnessNote)
    assert isinstance(twee, WitnessNote)
    assert isinstance(drie, WitnessNote)
    assert (een.hoofd, een.soort, een.moment) == (hoofd(1), "hoofd", "2026-11-29T12:00:00.000Z")
    assert (twee.hoofd, twee.token, drie.hoofd, drie.inhoud) == (hoofd(2), b"\x00token", None, "url")
    assert all(STEMPEL.klopt(r.stempel, r.getekend) for r in (een, twee, drie))
    assert bestand.laatste_hoofd() == hoofd(1)


def test_only_its_owner_may_read_and_write_it(bestand: Getuigebestand) -> None:
    oud = os.umask(0)
    try:
        bestand.maak()
    finally:
        os.umask(oud)
    assert stat.S_IMODE(bestand.pad.stat().st_mode) == 0o600
    assert stat.S_IMODE(bestand.pad.parent.stat().st_mode) == 0o700
    assert bestand.pad.read_text() == HEADING
    bestand.maak()
    assert bestand.pad.read_text() == HEADING


def test_every_note_is_on_disk_when_it_was_made(bestand: Getuigebestand, monkeypatch: pytest.MonkeyPatch) -> None:
    gedaan: list[int] = []
    echt = os.fsync
    monkeypatch.setattr(os, "fsync", lambda bestand: (gedaan.append(bestand), echt(bestand)))
    bestand.noteer_hoofd(hoofd(1))
    assert len(gedaan) == 2, "the file, and the folder in which it is new"
    bestand.noteer_hoofd(hoofd(2))
    assert len(gedaan) == 3


def test_many_writers_spoil_no_line(bestand: Getuigebestand) -> None:
    def schrijf(begin: int) -> None:
        for nummer in range(begin, begin + 50):
            bestand.noteer_tijdstempel(hoofd(nummer), b"x" * 5000)

    threads = [threading.Thread(target=schrijf, args=(begin,)) for begin in (1, 101, 201, 301)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    gelezen = regels(bestand.pad)
    assert len(gelezen) == 200
    assert all(isinstance(regel, WitnessNote) for regel in gelezen)


@pytest.mark.parametrize("inpakken", [False, True], ids=["renamed", "compressed"])
def test_it_may_be_rotated_while_it_is_written(bestand: Getuigebestand, inpakken: bool) -> None:
    bestand.noteer_hoofd(hoofd(1))
    ouder = bestand.pad.with_name("schakels.log.1")
    bestand.pad.rename(ouder)
    if inpakken:
        with gzip.open(f"{ouder}.gz", "wb") as uit, ouder.open("rb") as in_:
            shutil.copyfileobj(in_, uit)
        ouder.unlink()
    bestand.noteer_hoofd(hoofd(2))
    (bestand.pad.parent / "schakels.logboek").write_text("another file")
    paden = delen(bestand.pad)
    assert [pad.name for pad in paden] == ["schakels.log.1" + (".gz" if inpakken else ""), "schakels.log"]
    assert [r.hoofd for pad in paden for r in regels(pad) if isinstance(r, WitnessNote)] == [hoofd(1), hoofd(2)]


def test_a_line_that_a_power_cut_broke_off_spoils_no_other(bestand: Getuigebestand) -> None:
    bestand.noteer_hoofd(hoofd(1))
    with bestand.pad.open("ab") as uit:
        uit.write(b"2026-11-29T12:00:00.000Z hoofd 2:00")
    bestand.noteer_hoofd(hoofd(3))
    een, twee, drie = regels(bestand.pad)
    assert twee == "schakels.log, regel 3: geen leesbare regel"
    assert isinstance(een, WitnessNote)
    assert isinstance(drie, WitnessNote)
    assert drie.hoofd == bestand.laatste_hoofd() == hoofd(3)


@pytest.mark.parametrize("rommel", [b"\xff\xfe\x00", b"x" * 1_000_000, b"a b c d", b"2026 hoofd 0:00 " + b"0" * 80])
def test_what_is_no_note_is_told_and_takes_no_memory(bestand: Getuigebestand, rommel: bytes) -> None:
    bestand.noteer_hoofd(hoofd(1))
    with bestand.pad.open("ab") as uit:
        uit.write(rommel + b"\n")
    gelezen = regels(bestand.pad)
    assert isinstance(gelezen[0], WitnessNote)
    assert set(map(type, gelezen[1:])) == {str}


def test_what_is_written_while_it_is_read_is_left(bestand: Getuigebestand) -> None:
    bestand.noteer_hoofd(hoofd(1))
    grootte = bestand.pad.stat().st_size
    bestand.noteer_hoofd(hoofd(2))
    assert [r.hoofd for r in lees_regels(bestand.pad, grootte) if isinstance(r, WitnessNote)] == [hoofd(1)]
