"""Reading what an operator puts in a file: a table in the place of one that comes with the package, names, addresses.

Whatever such a file is written in, the answer is one line that says which file, where, and what was expected.
"""

import re
from importlib import resources
from os import PathLike
from pathlib import Path

from rio_soap.bevinding.spraak import zin


def lees_databestand(
    naam: str, pad: str | PathLike[str] | None, maximum: int, fout: type[ValueError]
) -> tuple[str, bytes]:
    """What the file is called in messages, and its bytes.

    :param naam: file in `regels/data`, read when `pad` is None.
    :param maximum: largest size in bytes.
    :raises OSError: for a file that cannot be read; `fout` for one that is larger.
    """
    if pad is None:
        bron = naam
        inhoud = resources.files("rio_soap.register.regels").joinpath("data", naam).read_bytes()
    else:
        bron = str(pad)
        with Path(pad).open("rb") as bestand:
            inhoud = bestand.read(maximum + 1)
    if len(inhoud) > maximum:
        raise fout(f"{bron}: more than {maximum} bytes")
    return bron, inhoud


def lees_tekst(pad: Path, maximum: int, fout: type[Exception]) -> str:
    """The text of a file.

    :param maximum: largest size in bytes.
    :raises OSError: for a file that cannot be read; `fout` for one that is larger or no UTF-8.
    """
    try:
        with pad.open("rb") as bestand:
            inhoud = bestand.read(maximum + 1)
    except OSError as onleesbaar:  # one that comes of reading does not name its file
        raise type(onleesbaar)(onleesbaar.errno, onleesbaar.strerror, str(pad)) from onleesbaar
    if len(inhoud) > maximum:
        raise fout(zin("tekst.te_groot", bron=pad, meeste=maximum))
    return ontcijfer(str(pad), inhoud, fout)


def ontcijfer(bron: str, inhoud: bytes, fout: type[Exception]) -> str:
    """Bytes as text: UTF-8, with or without a byte order mark.

    :raises Exception: `fout`, for another encoding, with the line and byte where that shows, and for a null character.
    """
    if inhoud.startswith(_UTF16):
        raise fout(zin("tekst.utf16", bron=bron))
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError as onleesbaar:
        positie = onleesbaar.start
        begin = inhoud.rfind(b"\n", 0, positie) + 1
        regel, gevonden = inhoud.count(b"\n", 0, positie) + 1, f"0x{inhoud[positie]:02x}"
        plek = {"bron": bron, "regel": regel, "byte": positie, "kolom": positie - begin + 1, "gevonden": gevonden}
        raise fout(zin("tekst.geen_utf8", **plek)) from onleesbaar
    if "\0" in tekst:
        regel = tekst.count("\n", 0, tekst.index("\0")) + 1
        raise fout(zin("tekst.nul", bron=bron, regel=regel))
    return tekst


def regels_van(tekst: str) -> list[str]:
    """The lines of a text, without their ends; only those that end a line in a file, not every sign that may."""
    regels = _EINDE.split(tekst)
    return regels if regels[-1] else regels[:-1]


_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_EINDE = re.compile(r"\r\n|\r|\n")
