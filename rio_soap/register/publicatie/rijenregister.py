"""Which function makes the rows of which kind of object, and all tables of family A."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from rio_soap.register.publicatie import (
    rijen_eenheid,
    rijen_eenheidsrelatie,
    rijen_erkenner,
    rijen_opleidingserkenning,
)
from rio_soap.register.publicatie.rijen import Rij, Rijmaker
from rio_soap.register.publicatie.tabel import Tabel
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.lezing import Lezing
from rio_soap.register.versie.objecttypen import OBJECTTYPEN


def _geen(_: Lezing, __: Sequence[Plek]) -> Iterator[Rij]:
    yield from ()


RIJMAKERS: Final[Mapping[str, Rijmaker]] = MappingProxyType(
    dict.fromkeys(OBJECTTYPEN, _geen)
    | {
        "ERKENNER": rijen_erkenner.rijen,
        "OPLEIDINGSEENHEID": rijen_eenheid.rijen,
        "OPLEIDINGSERKENNING": rijen_opleidingserkenning.rijen,
        "OPLEIDINGSRELATIE": rijen_eenheidsrelatie.rijen,
    }
)
"""By name of the kind."""
TABELLEN: Final[Mapping[str, Tabel]] = MappingProxyType(
    {
        tabel.bestand: tabel
        for tabel in (
            *rijen_erkenner.TABELLEN,
            *rijen_eenheid.TABELLEN,
            *rijen_eenheidsrelatie.TABELLEN,
            *rijen_opleidingserkenning.TABELLEN,
        )
    }
)
"""By name of the file."""
