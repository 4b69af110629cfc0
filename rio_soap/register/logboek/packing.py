"""How the berichtenlog keeps texts: packed with zstd and a dictionary of what all messages have in common.

Two thirds of a message are names and addresses of the contract, WS-Addressing and WS-Security. They stand in
``data/berichten-1.zdict``, made from messages of a whole conformance run without what differs by message, so that an
entry holds little but what is its own. zlib took four times as long and half as much room again. The dictionary never
changes: it is needed to read every entry that was packed with it. Another would get another number, beside this one.

Entries from before are zlib, and stay readable.
"""

import threading
import zlib
from functools import cache
from importlib import resources

import zstandard

_NIVEAU = 1
_ZSTD = b"\x28\xb5\x2f\xfd"
"""How a zstd frame begins; zlib begins with 0x78."""
_MAXIMUM = 1 << 30
"""Bytes of a text at most: what a frame says of itself is not believed without end."""

_per_thread = threading.local()
"""Packers serve one thread at a time."""


@cache
def _woordenboek() -> zstandard.ZstdCompressionDict:
    data = (resources.files("rio_soap.register.logboek") / "data" / "berichten-1.zdict").read_bytes()
    woordenboek = zstandard.ZstdCompressionDict(data)
    woordenboek.precompute_compress(level=_NIVEAU)
    return woordenboek


def pak_in(tekst: bytes) -> bytes:
    """A text as the log keeps it."""
    try:
        inpakker: zstandard.ZstdCompressor = _per_thread.inpakker
    except AttributeError:
        inpakker = _per_thread.inpakker = zstandard.ZstdCompressor(level=_NIVEAU, dict_data=_woordenboek())
    return inpakker.compress(tekst)


def pak_uit(data: bytes) -> bytes:
    """The text of `pak_in`, or of the zlib that was used before.

    :raises ValueError: when it is neither.
    """
    try:
        if data[:4] != _ZSTD:
            return zlib.decompress(data)
        if not 0 <= zstandard.frame_content_size(data) <= _MAXIMUM:
            raise ValueError("a text of that size was never packed")
        return zstandard.ZstdDecompressor(dict_data=_woordenboek()).decompress(data)
    except (zlib.error, zstandard.ZstdError) as fout:
        raise ValueError(str(fout)) from fout
