"""The catalogue: every sentence by its key, in Dutch and in English (``teksten/nl/*.toml``, ``teksten/en/*.toml``).

A key of a table in a file is that of the table, a point and its own: ``[leeg]`` with ``titel`` is ``leeg.titel``.
What only the screens say stands in a part of its own (``teksten/nl/schermen/*.toml``), read by who shows them.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, Literal, TypeAlias, overload

Taal = Literal["nl", "en"]
TALEN: Final[tuple[Taal, ...]] = ("nl", "en")
_Tabel: TypeAlias = "dict[str, str | _Tabel]"


@dataclass(frozen=True, slots=True)
class Tekst:
    """A sentence that is not put into words yet.

    :param sleutel: its key in the catalogue.
    :param gegevens: what is filled in at ``{name}``: pairs of name and value; a value may be a text itself.
    """

    sleutel: str
    gegevens: tuple[tuple[str, "str | int | Tekst"], ...] = ()

    @classmethod
    def met(cls, sleutel: str, **gegevens: "str | int | Tekst") -> "Tekst":
        """A sentence with what is filled in."""
        return cls(sleutel, tuple(gegevens.items()))

    def __str__(self) -> str:
        """In Dutch, the language of the service."""
        return toon(self)


@cache
def catalogus(taal: Taal, deel: str = "") -> Mapping[str, str]:
    """All sentences of a language by key.

    :param deel: a part that is read by itself, such as ``schermen``.
    :raises ValueError: for a key that stands in two files.
    """
    teksten: dict[str, str] = {}
    map_ = resources.files("rio_soap.bevinding").joinpath("teksten", taal)
    map_ = map_.joinpath(deel) if deel else map_
    for bestand in sorted((b for b in map_.iterdir() if b.name.endswith(".toml")), key=lambda b: b.name):
        nieuw = dict(_plat(tomllib.loads(bestand.read_text("utf-8"))))
        if dubbel := teksten.keys() & nieuw.keys():
            raise ValueError(f"twice in the catalogue: {', '.join(sorted(dubbel))}")
        teksten |= nieuw
    return teksten


def _plat(tabel: _Tabel, voor: str = "") -> Iterator[tuple[str, str]]:
    """Keys and sentences of a file, those in its tables too."""
    for sleutel, waarde in tabel.items():
        if isinstance(waarde, str):
            yield voor + sleutel, waarde
        else:
            yield from _plat(waarde, f"{voor}{sleutel}.")


@overload
def toon(tekst: str | Tekst, taal: Taal = "nl") -> str: ...
@overload
def toon(tekst: None, taal: Taal = "nl") -> None: ...
def toon(tekst: str | Tekst | None, taal: Taal = "nl") -> str | None:
    """The words; a plain string is data of the message or of the contract and stays as it is, and so does nothing.

    :raises KeyError: for a key that the catalogue does not have.
    """
    if tekst is None or isinstance(tekst, str):
        return tekst
    gegevens = {naam: toon(w, taal) if isinstance(w, Tekst) else w for naam, w in tekst.gegevens}
    zin = catalogus(taal)[tekst.sleutel]
    return zin.format(**gegevens) if gegevens else zin
