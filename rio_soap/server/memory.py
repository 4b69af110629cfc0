"""What this process does with memory that was given back: the C library's part and Python's."""

import ctypes
import gc
import os

_M_TRIM_THRESHOLD, _M_ARENA_MAX = -1, -8
"""mallopt(3)."""
_TRIM = 1024 * 1024
"""Bytes at the end of the heap from which they go back to the system; glibc would raise it after each large text."""
_COLLECT = 5_000, 20, 20
"""New objects before a collection of the youngest, and collections before one of the next older."""


def limit_arenas() -> bool:
    """Let all threads take memory from one arena, and give back what is left over; says whether that was done.

    To be called before threads are started. glibc gives every thread an arena of its own, and each keeps what the
    largest answer of its thread took: with eight threads 200 MB, of which one answer at a time uses a part. Python runs
    one thread at a time, so they hardly meet in one arena. Left alone: another C library, and an operator who set
    MALLOC_ARENA_MAX.
    """
    library = ctypes.CDLL(None)
    if "MALLOC_ARENA_MAX" in os.environ or not hasattr(library, "gnu_get_libc_version"):
        return False
    return bool(library.mallopt(_M_ARENA_MAX, 1) and library.mallopt(_M_TRIM_THRESHOLD, _TRIM))


def freeze_objects() -> None:
    """Keep Python's cycle collector off what stays for the life of the process: half a million objects, of which a full
    collection visits every one. What messages leave behind goes by its reference count, but for a few small cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT)


class Trimmer:
    """Gives the system back what lies free between memory that is in use; glibc does so by itself at the end only.

    For after something large: two reports at a time of messages of two megabytes leave a hundred behind.
    """

    def __init__(self) -> None:
        self._trim = getattr(ctypes.CDLL(None), "malloc_trim", None)

    def __call__(self) -> None:
        """Give back; takes some milliseconds, in which others wait for memory."""
        if self._trim is not None:
            self._trim(0)
