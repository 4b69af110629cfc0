"""One run at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rio_soap.volger.refusal import CopyBusy


@contextmanager
def slot(pad: Path) -> Iterator[None]:
    """Hold a file alone; it is free again when the process ends, however it ends.

    :raises CopyBusy: when another process has it.
    """
    with pad.open("a+") as bestand:
        try:
            fcntl.flock(bestand, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fout:
            bestand.seek(0)
            raise CopyBusy(f"process {bestand.read().strip() or '?'} is at work on this copy") from fout
        bestand.truncate(0)
        bestand.write(str(os.getpid()))
        bestand.flush()
        yield
