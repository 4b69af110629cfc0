"""What an object was before a change, packed and unpacked: the rows from which it is read, by names of columns.

Packed as the log of messages is, with a dictionary of its own: ``data/standen-1.zdict``, made from the rows of the
trial set and of a register of national proportions; of rows that it never saw it leaves half of what zstd alone does.
It never changes: every version that was packed needs it. Another would get another number, beside this one.
"""

import threading
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Protocol, TypeAlias, cast

import zstandard

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.stand import Kapot
from rio_soap.register.regels import velden
from rio_soap.register.regels.standtekst import van_json, waardetekst

RIJ = "rij"
"""The part of an object that is its own row."""


class Versierij(Protocol):
    """A row: a `NamedTuple` with the names of the columns."""

    def _asdict(self) -> dict[str, object]: ...


Voordeel: TypeAlias = Sequence[object]
"""One part of an object: a row, or the rows, from which it is read."""
Voor: TypeAlias = Mapping[str, Voordeel]
"""What an object was, by the names of the parts that a change replaced."""

_NIVEAU = 1
_KAPOT = '{"g":"","v":[]}'
"""For a stand that is none: nothing can be read of the version either."""
_per_thread = threading.local()
"""Packers serve one thread at a time."""


@cache
def _woordenboek() -> zstandard.ZstdCompressionDict:
    data = (resources.files("rio_soap.register.wijzigingen") / "data" / "standen-1.zdict").read_bytes()
    woordenboek = zstandard.ZstdCompressionDict(data)
    woordenboek.precompute_compress(level=_NIVEAU)
    return woordenboek


def pak_voor(rijen: Voordeel) -> bytes:
    """One part of an object, packed.

    :raises TypeError: for a value that no stand can hold.
    """
    try:
        inpakker: zstandard.ZstdCompressor = _per_thread.inpakker
    except AttributeError:
        inpakker = _per_thread.inpakker = zstandard.ZstdCompressor(level=_NIVEAU, dict_data=_woordenboek())
    return inpakker.compress(voortekst(rijen).encode())


def voortekst(rijen: Voordeel) -> str:
    """What is packed: rows as the parts of one `Gegeven`; what is null is left out."""
    delen = [rijen] if hasattr(rijen, "_asdict") else rijen
    tekst = ",".join([_rijtekst(cast(Versierij, deel)) for deel in delen])
    return f'{{"g":"voor","v":[["{RIJ}",[{tekst}]]]}}'


def _rijtekst(rij: Versierij) -> str:
    kolommen = ",".join([f'["{naam}",{_tekst(naam, w)}]' for naam, w in rij._asdict().items() if w is not None])
    return f'{{"g":"{RIJ}","v":[{kolommen}]}}'


def _tekst(naam: str, waarde: object) -> str:
    """A value; a stand that was read as text is passed on as it is."""
    if naam == "stand":
        if type(waarde) is str:
            return waarde
        if type(waarde) is Kapot:
            return _KAPOT
    return waardetekst(waarde)


def pak_voor_uit(data: bytes) -> list[Mapping[str, Waarde]]:
    """The rows of `pak_voor`, each by the names of its columns.

    :raises ValueError: when it is none.
    """
    try:
        tekst = zstandard.ZstdDecompressor(dict_data=_woordenboek()).decompress(data)
    except zstandard.ZstdError as fout:
        raise ValueError(str(fout)) from fout
    voor: Gegeven = van_json(tekst.decode())
    return [rij.velden for rij in velden.delen(voor, RIJ)]
