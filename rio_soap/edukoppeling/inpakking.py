"""What a body is that is no message: packed, in another encoding, or wrapped for another protocol.

Only asked of what cannot be read: the right cause is worth a look at the first bytes then.
"""

import base64
import binascii
import re
import zlib
from typing import Literal

Verpakking = Literal["pem", "multipart", "json", "formulier", "base64"]
"""In what a message may have been wrapped."""

_BEGIN: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
)
_TEKENSETTEN: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"<\x00\x00\x00", "UTF-32"),
    (b"\x00\x00\x00<", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
    (b"<\x00", "UTF-16"),
    (b"\x00<", "UTF-16"),
    (b"\x4c\x6f\xa7\x94\x93", "EBCDIC"),
)
_MONSTER = 4096
_FORMULIER = re.compile(rb"\s*(?:[A-Za-z_][\w.\[\]-]{0,63}=[^\s<]{0,8}|%3[Cc])")
_MULTIPART = re.compile(rb"--[^\r\n]{1,80}\r?\n(?:[A-Za-z][A-Za-z-]{0,63}:|\r?\n)")
"""A boundary on a line of its own, then a header or the blank line after none."""
_JSON = re.compile(rb"\{\s*[\"}]|\[\s*[\[\]{\"0-9-]")
_BASE64 = re.compile(rb"[A-Za-z0-9+/\r\n]{16,}={0,2}\s*\Z")


def pakvorm(data: bytes, codering: str | None = None) -> str | None:
    """How the bytes were packed, such as ``gzip``; None when nothing says that they were.

    :param codering: the HTTP header Content-Encoding, which is believed of bytes that cannot be read.
    """
    if (naam := archief(data)) is not None:
        return naam
    for wbits in (15, -15):
        try:
            uit = zlib.decompressobj(wbits).decompress(data[:_MONSTER], 64)
        except zlib.error:
            continue
        if uit.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            return "deflate"
    genoemd = (codering or "").strip().lower()
    return genoemd[:40] if genoemd not in ("", "identity") else None


def archief(data: bytes) -> str | None:
    """The packed form that the first bytes give away: gzip, zip, bzip2, xz, zstd or 7z."""
    return next((naam for begin, naam in _BEGIN if data.startswith(begin)), None)


def tekenset(data: bytes) -> str | None:
    """The encoding that the first bytes give away, when it is not UTF-8."""
    return next((naam for begin, naam in _TEKENSETTEN if data.startswith(begin)), None)


def verpakking(data: bytes) -> Verpakking | None:
    """What a text is that is no XML: the protocol or form in which a message may have been wrapped."""
    begin = data[:_MONSTER].lstrip()
    if begin.startswith(b"-----BEGIN "):
        return "pem"
    if _MULTIPART.match(begin):
        return "multipart"
    if _JSON.match(begin):
        return "json"
    if _FORMULIER.match(begin):
        return "formulier"
    if _BASE64.match(begin):
        try:
            uit = base64.b64decode(begin[: len(begin) // 4 * 4])
        except (binascii.Error, ValueError):
            return None
        return "base64" if uit.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else None
    return None
