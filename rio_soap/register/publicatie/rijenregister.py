"""Which function makes the rows of which kind of object, and all tables of family A."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from rio_soap.register.publicatie import (
    rijen_aanbod,
    rijen_contact,
    rijen_eenheid,
    rijen_eenheidsrelatie,
    rijen_erkenner,
    rijen_financiering,
    rijen_instelling,
    rijen_instellingsrelatie,
    rijen_licentie,
    rijen_locatie,
    rijen_opleidingserkenning,
    rijen_organisatie,
)
from rio_soap.register.publicatie.csvtabel import Tabel
from rio_soap.register.publicatie.objectmaker import Objectmaker
from rio_soap.register.publicatie.rijen import Rijmaker, Tabelrij
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.lezing import Lezing
from rio_soap.register.versie.objecttypen import OBJECTTYPEN


def _geen(_: Lezing, __: Sequence[Plek]) -> Iterator[Tabelrij]:
    yield from ()


OBJECTMAKERS: Final[Mapping[str, Objectmaker]] = MappingProxyType(
    {"AANGEBODEN_OPLEIDING": rijen_aanbod.AANBOD, "LICENTIE": rijen_licentie.LICENTIE}
)
"""Kinds of which there is much: content and rows are made together, by name of the kind."""
RIJMAKERS: Final[Mapping[str, Rijmaker]] = MappingProxyType(
    dict.fromkeys(OBJECTTYPEN, _geen)
    | {naam: objectmaker.rijen for naam, objectmaker in OBJECTMAKERS.items()}
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
        "OPLEIDINGSEENHEID": rijen_eenheid.rijen,
        "OPLEIDINGSERKENNING": rijen_opleidingserkenning.rijen,
        "OPLEIDINGSRELATIE": rijen_eenheidsrelatie.rijen,
        "LICENTIEMAATREGEL": rijen_licentie.maatregelen,
        "LICENTIERELATIE": rijen_licentie.relaties,
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
            *rijen_aanbod.TABELLEN,
            *rijen_eenheid.TABELLEN,
            *rijen_eenheidsrelatie.TABELLEN,
            *rijen_financiering.TABELLEN,
            *rijen_licentie.TABELLEN,
            *rijen_opleidingserkenning.TABELLEN,
        )
    }
)
"""By name of the file."""
