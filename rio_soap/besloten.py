"""What belongs to the service alone: its files and folders are made for their owner only, whatever the umask says."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

MAP, BESTAND = 0o700, 0o600
"""Modes of folders and files that hold a register, keys, locks or logs."""
_ANDEREN = 0o077


def maak_map(pad: Path) -> None:
    """Make a folder, and those above it as usual; one that is there keeps its mode.

    :raises OSError: when it cannot be made.
    """
    pad.parent.mkdir(parents=True, exist_ok=True)
    try:
        pad.mkdir(mode=MAP)
    except FileExistsError:
        if not pad.is_dir():
            raise
    else:
        pad.chmod(MAP)  # the umask may have taken rights from the owner too


def maak_bestand(pad: str | Path) -> None:
    """Make an empty file; one that is there stays as it is.

    :raises OSError: when it cannot be made.
    """
    try:
        nummer = os.open(pad, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, BESTAND)
    except FileExistsError:
        return
    try:
        os.fchmod(nummer, BESTAND)
    finally:
        os.close(nummer)


def open_bestand(pad: str | Path) -> int:
    """A descriptor to read and write a file, which is made when it is not there.

    :raises OSError: when it cannot be opened.
    """
    maak_bestand(pad)
    return os.open(pad, os.O_RDWR | os.O_CLOEXEC)


def schrijf(pad: Path, inhoud: bytes) -> None:
    """Write a file anew.

    :raises OSError: when it cannot be written.
    """
    # In place of an old one and not into it: whoever has that open, or could read it, gets nothing of this.
    pad.unlink(missing_ok=True)
    maak_bestand(pad)
    pad.write_bytes(inhoud)


def te_ruim(paden: Iterable[Path]) -> list[str]:
    """Those of these that others may use, as ``path (0755)``; what is not there is passed over."""
    gevonden = []
    for pad in dict.fromkeys(paden):
        try:
            modus = stat.S_IMODE(pad.stat().st_mode)
        except OSError:
            continue
        if modus & _ANDEREN:
            gevonden.append(f"{pad} ({modus:04o})")
    return gevonden
