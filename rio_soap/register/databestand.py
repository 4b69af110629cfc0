"""Reading a table that comes with the package, or the file that an operator puts in its place."""

from importlib import resources
from os import PathLike
from pathlib import Path


def lees_databestand(
    naam: str, pad: str | PathLike[str] | None, maximum: int, fout: type[ValueError]
) -> tuple[str, bytes]:
    """What the file is called in messages, and its bytes.

    :param naam: file in `register/data`, read when `pad` is None.
    :param maximum: largest size in bytes.
    :raises OSError: for a file that cannot be read; `fout` for one that is larger.
    """
    if pad is None:
        bron = naam
        inhoud = resources.files("rio_soap.register").joinpath("data", naam).read_bytes()
    else:
        bron = str(pad)
        with Path(pad).open("rb") as bestand:
            inhoud = bestand.read(maximum + 1)
    if len(inhoud) > maximum:
        raise fout(f"{bron}: more than {maximum} bytes")
    return bron, inhoud
