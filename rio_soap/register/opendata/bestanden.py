"""Which files DUO publishes and which columns they have (data/opendata.csv)."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def kolommen() -> Mapping[str, tuple[str, ...]]:
    """File name to its columns, in published order; all 112 files, loaded or not."""
    regels = files("rio_soap.register.opendata").joinpath("data/opendata.csv").read_text("utf-8").splitlines()[2:]
    per_bestand = (regel.split(";", 1) for regel in regels)
    return MappingProxyType({bestand: tuple(namen.split(" ")) for bestand, namen in per_bestand})
