"""The catalogue: every sentence by its key, in Dutch and in English (``teksten/nl/*.toml``, ``teksten/en/*.toml``)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, Literal

Taal = Literal["nl", "en"]
TALEN: Final[tuple[Taal, ...]] = ("nl", "en")


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


@cache
def catalogus(taal: Taal) -> Mapping[str, str]:
    """All sentences of a language by key.

    :raises ValueError: for a key that stands in two files.
    """
    teksten: dict[str, str] = {}
    map_ = resources.files("rio_soap.bevinding").joinpath("teksten", taal)
    for bestand in sorted(map_.iterdir(), key=lambda b: b.name):
        nieuw = tomllib.loads(bestand.read_text("utf-8"))
        if dubbel := teksten.keys() & nieuw.keys():
            raise ValueError(f"twice in the catalogue: {', '.join(sorted(dubbel))}")
        teksten |= nieuw
    return teksten


def toon(tekst: str | Tekst, taal: Taal = "nl") -> str:
    """The words; a plain string is data of the message or of the contract and stays as it is.

    :raises KeyError: for a key that the catalogue does not have.
    """
    if isinstance(tekst, str):
        return tekst
    gegevens = {naam: toon(w, taal) if isinstance(w, Tekst) else w for naam, w in tekst.gegevens}
    zin = catalogus(taal)[tekst.sleutel]
    return zin.format(**gegevens) if gegevens else zin
