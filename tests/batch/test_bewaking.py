"""A watched drop folder: whole files are taken in one by one, delivered once, and put away with their answer."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rio_soap.batch.bewaking import Bewaking
from rio_soap.batch.reader import Lezer
from rio_soap.batch.target import Gestopt, MessageOutcome
from rio_soap.batch.uitvoer import AnswerFile
from rio_soap.edukoppeling import woordenboek
from rio_soap.setup import service
from rio_soap.setup.settings import Settings
from tests.batch.proef import bericht, gelogd, opdracht
from tests.register import hulp


def eenheid() -> bytes:
    return bericht("aanleveren_opleidingseenheid", {"opleidingseenheid": hulp.eenheid()})


WEG = bericht("verwijderen_opleidingseenheid", {"opleidingseenheidcode": "9999O9999"})


class Neplezer(Lezer):
    """Only says how much may be read."""

    def __init__(self) -> None:
        object.__setattr__(self, "maximum", 1000)


class Doel:
    """Approves what begins with ja; stops as told."""

    def __init__(self) -> None:
        self.gezien: list[str] = []
        self.dicht = False

    def lever(self, naam: str, data: bytes, _lezer: Lezer, answer_file: AnswerFile) -> MessageOutcome:
        if self.dicht:
            raise Gestopt("dicht")
        self.gezien.append(naam)
        answer_file.schrijf(b"antwoord op " + data)
        return MessageOutcome(naam, "goedgekeurd" if data.startswith(b"ja") else "afgekeurd")


@pytest.fixture
def mappen(tmp_path: Path) -> tuple[Path, Path]:
    in_, uit = tmp_path / "in", tmp_path / "uit"
    in_.mkdir()
    uit.mkdir()
    return in_, uit


def inhoud(map_: Path) -> dict[str, bytes]:
    """By the name that was dropped."""
    return {pad.name.rsplit("-", 1)[1]: pad.read_bytes() for pad in map_.iterdir()}


def test_files_go_in_the_order_of_their_names_and_end_beside_their_answers(mappen: tuple[Path, Path]) -> None:
    in_, uit = mappen
    for naam, data in (("b.xml", b"ja b"), ("a.XML", b"ja a"), ("c.xml", b"nee"), (".d.xml", b"ja"), ("e.txt", b"ja")):
        (in_ / naam).write_bytes(data)
    doel = Doel()
    Bewaking(in_, uit, doel, Neplezer(), rust=0).ronde()
    assert [naam.rsplit("-", 1)[1] for naam in doel.gezien] == ["a.XML", "b.xml", "c.xml"]
    klaar, geweigerd = inhoud(uit / "klaar"), inhoud(uit / "geweigerd")
    assert klaar["b.antwoord.xml"] == b"antwoord op ja b"
    assert sorted(klaar) == ["a.XML", "a.antwoord.xml", "b.antwoord.xml", "b.xml"]
    assert geweigerd == {"c.xml": b"nee", "c.antwoord.xml": b"antwoord op nee"}
    assert sorted(p.name for p in in_.iterdir()) == [".d.xml", "e.txt"]
    assert list((uit / "bezig").iterdir()) == []


def test_a_file_that_still_grows_waits_until_it_has_been_quiet(
    mappen: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_, uit = mappen
    nu = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: nu[0])
    doel = Doel()
    bewaking = Bewaking(in_, uit, doel, Neplezer(), rust=2)
    (in_ / "a.xml").write_bytes(b"ja")
    assert bewaking.ronde() == []
    nu[0] = 1.5
    with (in_ / "a.xml").open("ab") as bestand:
        bestand.write(b" en meer")
    assert bewaking.ronde() == []
    nu[0] = 3.0
    assert bewaking.ronde() == [], "quiet for 1.5 seconds"
    nu[0] = 3.6
    assert [u.stand for u in bewaking.ronde()] == ["goedgekeurd"]
    assert (next((uit / "klaar").glob("*.antwoord.xml"))).read_bytes() == b"antwoord op ja en meer"


def test_what_was_taken_in_waits_for_the_target_and_goes_first(mappen: tuple[Path, Path]) -> None:
    in_, uit = mappen
    (in_ / "z.xml").write_bytes(b"ja")
    doel = Doel()
    doel.dicht = True
    with pytest.raises(Gestopt):
        Bewaking(in_, uit, doel, Neplezer(), rust=0).ronde()
    assert len(list((uit / "bezig").iterdir())) == 1
    (in_ / "a.xml").write_bytes(b"ja")
    doel.dicht = False
    Bewaking(in_, uit, doel, Neplezer(), rust=0).ronde()
    assert [naam.rsplit("-", 1)[1] for naam in doel.gezien] == ["z.xml", "a.xml"]


@contextmanager
def bewaker(data_dir: Path, in_: Path, uit: Path) -> Iterator[subprocess.Popen[bytes]]:
    opties = ("--namens", hulp.HANZE, "--bewaak", "--rust", "0", "--tempo", "0.05")
    omgeving = {**os.environ, "RIO_DATA_DIR": str(data_dir)}
    proces = subprocess.Popen(opdracht(in_, uit, *opties), env=omgeving, stdout=subprocess.DEVNULL)
    try:
        yield proces
    finally:
        proces.kill()
        proces.wait(10)


def wacht(waarop: Callable[[], bool]) -> None:
    einde = time.monotonic() + 60
    while not waarop():
        assert time.monotonic() < einde
        time.sleep(0.01)


def test_a_watcher_that_is_killed_goes_on_and_the_same_file_dropped_later_is_another_message(
    settings: Settings, mappen: tuple[Path, Path], tmp_path: Path
) -> None:
    in_, uit = mappen

    def laat_vallen(naam: str, data: bytes) -> None:
        (tmp_path / naam).write_bytes(data)
        (tmp_path / naam).rename(in_ / naam)

    def antwoorden() -> int:
        return sum(len(list((uit / m).glob("*.antwoord.xml"))) for m in ("klaar", "geweigerd") if (uit / m).exists())

    for nummer in range(12):
        laat_vallen(f"{nummer:02d}.xml", WEG if nummer == 3 else eenheid())
    with bewaker(settings.data_dir, in_, uit) as proces:
        wacht(lambda: antwoorden() >= 4)
        proces.send_signal(signal.SIGKILL)
    with bewaker(settings.data_dir, in_, uit) as proces:
        wacht(lambda: antwoorden() == 12)
        laat_vallen("00.xml", eenheid())
        wacht(lambda: antwoorden() == 13)
        wacht(lambda: not any((uit / "bezig").iterdir()))
        proces.send_signal(signal.SIGTERM)
        assert proces.wait(20) == 0
    assert len(list((uit / "geweigerd").iterdir())) == 2
    with service.open_register(settings) as register:
        assert gelogd(register) == 13


def test_a_watched_folder_goes_on_in_new_threads_so_that_names_of_files_do_not_stay(mappen: tuple[Path, Path]) -> None:
    threads = set()

    class Ontleder(Doel):
        def lever(self, naam: str, data: bytes, _lezer: Lezer, answer_file: AnswerFile) -> MessageOutcome:
            threads.add(threading.current_thread())
            woordenboek.tel(b" " * (woordenboek.GRENS + 1))
            return super().lever(naam, data, _lezer, answer_file)

    in_, uit = mappen
    bewaking = Bewaking(in_, uit, Ontleder(), Neplezer(), rust=0)
    for nummer in range(4):
        (in_ / f"{nummer}.xml").write_bytes(b"ja")
        bewaking.ronde()
    assert len(inhoud(uit / "klaar")) == 8
    assert len(threads) == 4
