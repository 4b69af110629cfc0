"""A watched drop folder: a file that is complete is taken in, delivered, answered and put away.

Taken in means: renamed into ``bezig`` under a name of its own. That name is its identity in the batch, so that a file
that was taken in is processed once, however often the process dies, and a file that is dropped again later is another
message, whatever its name and content.
"""

import os
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from rio_soap.batch.reader import Lezer
from rio_soap.batch.target import Gestopt, MessageOutcome, Target
from rio_soap.batch.uitvoer import AnswerFile, Uitvoerfout, antwoordnaam, bewaar, sync_folder
from rio_soap.bevinding.spraak import zin
from rio_soap.edukoppeling.woordenboek import ReaderThread

BEZIG, KLAAR, GEWEIGERD = "bezig", "klaar", "geweigerd"
_Kenmerk = tuple[int, int, int, int]


class Bewaking:
    """Watches a folder for one process.

    :param in_: the drop folder, on the same file system as `uit`.
    :param uit: gets ``bezig``, ``klaar`` and ``geweigerd``; an answer stands beside its file.
    :param rust: seconds that a file must stay as it is before it counts as complete; 0 for folders into which files
        are renamed when they are.
    """

    def __init__(self, in_: Path, uit: Path, doel: Target, lezer: Lezer, *, rust: float) -> None:
        self.in_, self.uit, self.doel, self.lezer, self.rust = in_, uit, doel, lezer, rust
        self._gezien: dict[str, tuple[_Kenmerk, float]] = {}
        self._thread = ReaderThread()
        for naam in (BEZIG, KLAAR, GEWEIGERD):
            (uit / naam).mkdir(exist_ok=True)
        if in_.stat().st_dev != (uit / BEZIG).stat().st_dev:
            raise Uitvoerfout(zin("batchfout.schijven", in_=in_, uit=uit))

    def ronde(self) -> list[MessageOutcome]:
        """Process what was taken in before, then what is complete now, by name.

        :raises Gestopt: when the target is out of reach; what was taken in stays for the next round.
        """
        uitkomsten = [self._verwerk(pad) for pad in self._ingenomen()]
        for naam in self._compleet():
            uitkomsten += [self._verwerk(pad) for pad in self._neem_in(naam)]
        return uitkomsten

    def _ingenomen(self) -> list[Path]:
        return sorted(pad for pad in (self.uit / BEZIG).iterdir() if not pad.name.startswith("."))

    def _compleet(self) -> list[str]:
        nu, gezien = time.monotonic(), dict[str, tuple[_Kenmerk, float]]()
        with os.scandir(self.in_) as inhoud:
            for deel in inhoud:
                if deel.name.startswith(".") or not deel.name.lower().endswith(".xml"):
                    continue
                if not deel.is_file(follow_symlinks=False):
                    continue
                try:
                    s = deel.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue
                kenmerk = (s.st_ino, s.st_size, s.st_mtime_ns, s.st_ctime_ns)
                vorige = self._gezien.get(deel.name)
                gezien[deel.name] = vorige if vorige is not None and vorige[0] == kenmerk else (kenmerk, nu)
        self._gezien = gezien
        return sorted(naam for naam, (_, sinds) in gezien.items() if nu - sinds >= self.rust)

    def _neem_in(self, naam: str) -> list[Path]:
        """The file under a name of its own, in the order of taking in; nothing when somebody took it away."""
        stempel = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        pad = self.uit / BEZIG / f"{stempel}-{uuid.uuid4().hex[:8]}-{_kort(naam)}"
        try:
            (self.in_ / naam).rename(pad)
        except FileNotFoundError:
            return []
        sync_folder(self.uit / BEZIG)
        sync_folder(self.in_)
        return [pad]

    def _verwerk(self, pad: Path) -> MessageOutcome:
        with pad.open("rb") as bestand:
            data = bestand.read(self.lezer.maximum + 1)
        answer_file = AnswerFile(self.uit / BEZIG / f".{antwoordnaam(pad.name)}")
        uitkomst = self._thread.doe(partial(self.doel.lever, pad.name, data, self.lezer, answer_file))
        map_ = self.uit / (GEWEIGERD if uitkomst.stand in ("afgekeurd", "fout") else KLAAR)
        if (antwoord := answer_file.lees()) is not None:
            bewaar(map_ / antwoordnaam(pad.name), antwoord)
        pad.rename(map_ / pad.name)
        answer_file.pad.unlink(missing_ok=True)
        sync_folder(map_)
        sync_folder(self.uit / BEZIG)
        return uitkomst


def _kort(naam: str) -> str:
    """A name that stays within the limits of a file system with what comes before it."""
    return naam if len(naam.encode()) <= 150 else f"{naam[:30]}.xml"


def bewaak(
    bewaking: Bewaking,
    *,
    tempo: float,
    gestopt: Callable[[], bool],
    meld: Callable[[MessageOutcome], None],
    klaag: Callable[[str], None],
) -> None:
    """Rounds until `gestopt`; a target out of reach is waited for.

    :param tempo: seconds between rounds.
    :param klaag: is told once per trouble.
    """
    vorige = ""
    while not gestopt():
        try:
            for uitkomst in bewaking.ronde():
                meld(uitkomst)
            vorige = ""
        except Gestopt as fout:
            if str(fout) != vorige:
                klaag(str(fout))
            vorige = str(fout)
        einde = time.monotonic() + tempo
        while not gestopt() and (over := einde - time.monotonic()) > 0:
            time.sleep(min(over, 0.2))
