"""A part of a file that reads as if it were the whole of one, so that any server sends no more than that part."""

import io
import os
from collections.abc import Callable
from pathlib import Path


class FileWindow(io.RawIOBase):
    """The bytes of a file from one place up to another.

    :param na: called once, when it is closed.
    :raises OSError: when it is not there, or is a link.
    """

    def __init__(self, pad: Path, begin: int, einde: int, na: Callable[[], None]) -> None:
        super().__init__()
        self._na: Callable[[], None] | None = None
        self._nummer = os.open(pad, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        self._na, self._begin, self._lengte, self._plaats = na, begin, einde - begin, 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # a bytearray or memoryview
        """Read on, to the end of the part."""
        rest = max(0, min(len(buffer), self._lengte - self._plaats))
        gelezen = os.preadv(self._nummer, [memoryview(buffer)[:rest]], self._begin + self._plaats) if rest else 0
        self._plaats += gelezen
        return gelezen

    def seek(self, plaats: int, vanaf: int = os.SEEK_SET) -> int:
        """Go to a place in the part."""
        basis = {os.SEEK_SET: 0, os.SEEK_CUR: self._plaats, os.SEEK_END: self._lengte}[vanaf]
        self._plaats = max(0, basis + plaats)
        return self._plaats

    def tell(self) -> int:
        """The place in the part."""
        return self._plaats

    def close(self) -> None:
        """Close the file, and tell who counts it."""
        if not self.closed and self._na is not None:
            na, self._na = self._na, None
            os.close(self._nummer)
            na()
        super().close()
