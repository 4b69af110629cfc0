"""Which function makes the rows of which kind of object, and all tables of family A."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from rio_soap.register.publicatie import (
    rijen_contact,
    rijen_erkenner,
    rijen_instelling,
    rijen_instellingsrelatie,
    rijen_locatie,
    rijen_organisatie,
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
        "CONTACTADRES": rijen_contact.rijen,
        "ERKENNER": rijen_erkenner.rijen,
        "INSTELLINGSERKENNING": rijen_instelling.rijen,
        "INSTELLINGSRELATIE": rijen_instellingsrelatie.rijen,
        "ONDERWIJSAANBIEDER": rijen_organisatie.aanbieders,
        "ONDERWIJSAANBIEDERGROEP": rijen_organisatie.groepen,
        "ONDERWIJSBEGELEIDINGSAANBIEDER": rijen_organisatie.begeleiders,
        "ONDERWIJSBESTUUR": rijen_organisatie.besturen,
        "ONDERWIJSLOCATIE": rijen_locatie.locaties,
        "ONDERWIJSLOCATIEGEBRUIK": rijen_locatie.gebruiken,
    }
)
"""By name of the kind."""
TABELLEN: Final[Mapping[str, Tabel]] = MappingProxyType(
    {
        tabel.bestand: tabel
        for tabel in (
            *rijen_contact.TABELLEN,
            *rijen_erkenner.TABELLEN,
            *rijen_instelling.TABELLEN,
            *rijen_instellingsrelatie.TABELLEN,
            *rijen_locatie.TABELLEN,
            *rijen_organisatie.TABELLEN,
        )
    }
)
"""By name of the file."""
