"""The folder of publications: those of each day, what is in the making beside them, and what is kept of them.

A publication stands there from the moment that it is whole, and is not changed afterwards.
"""

import ctypes
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from rio_soap.register.database.lock import Lock

_SLOT: Final = ".slot"
_BEZIG: Final = ".bezig"
_WEG: Final = ".weg"
_STAND: Final = ".stand.json"


class Publicatiemap:
    """The publications under one folder.

    :param pad: made when it is not there.
    """

    def __init__(self, pad: Path) -> None:
        self.pad = pad

    @contextmanager
    def alleen(self) -> Iterator[None]:
        """Publish there alone; the lock ends with the process, however it ends.

        :raises rio_soap.register.database.lock.InUse: when another process is at it; names it.
        """
        self.pad.mkdir(parents=True, exist_ok=True)
        slot = Lock(self.pad / _SLOT, alleen=True)
        try:
            yield
        finally:
            slot.laat_los()

    def dagen(self) -> list[date]:
        """Days of which there is a publication, ascending."""
        if not self.pad.is_dir():
            return []
        dagen = (dag_van(een.name) for een in self.pad.iterdir() if een.is_dir() and not een.is_symlink())
        return sorted(dag for dag in dagen if dag is not None)

    def van(self, dag: date) -> Path:
        """The folder of a publication."""
        return self.pad / dag.isoformat()

    def stand(self, dag: date) -> Path:
        """The file, for us alone, with what decided what that publication shows."""
        return self.pad / f".{dag.isoformat()}{_STAND}"

    def werkmap(self, dag: date) -> Path:
        """The folder in which the publication of a day is made."""
        return self.pad / f".{dag.isoformat()}{_BEZIG}"

    def zet_neer(self, map_: Path, dag: date) -> None:
        """What was made becomes the publication of a day, at once."""
        sync_schijf(map_)
        map_.rename(self.van(dag))
        sync_schijf(self.pad)

    def ruim_werk(self, behalve: date) -> None:
        """Take away what runs of other days left behind."""
        for een in self.pad.iterdir():
            dag = dag_van(een.name[1:11])
            if not een.name.startswith(".") or dag is None:
                continue
            rest = een.name[11:]
            if rest == _WEG or (rest == _BEZIG and dag != behalve):
                shutil.rmtree(een)
            elif rest == _STAND and dag != behalve and not self.van(dag).is_dir():
                een.unlink()

    def ruim_op(self, vandaag: date, bewaar: int) -> list[date]:
        """Take away what is older than so many days, but the first of each month; gives what went."""
        weg = sorted(te_oud(self.dagen(), vandaag, bewaar))
        for dag in weg:
            doel = self.pad / f".{dag.isoformat()}{_WEG}"
            self.van(dag).rename(doel)  # at once out of sight: nobody reads half a publication
            shutil.rmtree(doel)
            self.stand(dag).unlink(missing_ok=True)
        return weg


def te_oud(dagen: Iterable[date], vandaag: date, bewaar: int) -> set[date]:
    """The days of which no publication is kept.

    :param bewaar: number of days; the first publication of each month, and the newest, stay.
    """
    alle = sorted(dagen)
    eerste = {(dag.year, dag.month): dag for dag in reversed(alle)}
    grens = vandaag - timedelta(days=bewaar)
    return {dag for dag in alle[:-1] if dag < grens and eerste[dag.year, dag.month] != dag}


def dag_van(naam: str) -> date | None:
    """The day of a name as 2026-10-03; None for any other."""
    try:
        dag = date.fromisoformat(naam)
    except ValueError:
        return None
    return dag if dag.isoformat() == naam else None


def sync_schijf(map_: Path) -> None:
    """See that all that was written on the disk of a folder is there when the power goes.

    At once for all files: one by one, the 400 of a publication take a second and more.
    """
    syncfs = getattr(ctypes.CDLL(None), "syncfs", None)
    nummer = os.open(map_, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if syncfs is None or syncfs(nummer) != 0:
            os.sync()
    finally:
        os.close(nummer)
