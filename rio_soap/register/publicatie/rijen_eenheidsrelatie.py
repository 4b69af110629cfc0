"""Rows of opleidingsrelaties, of all sectors: published from the higher unit, kept by the name of the soort.

In which file a relation stands follows from the kind of its higher unit. That of a unit with relations never changes by
a delivery; a load that changes it tells so of each relation (`opendata.gevolgen.van_eenheidsoort`).
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Final

from rio_soap.register.eenheid.eenheidtype import type_van
from rio_soap.register.opendata.eenheden import PER_BESTAND, RELATIE, gekeerd
from rio_soap.register.publicatie.csvtabel import Tabel
from rio_soap.register.publicatie.rijen import Rijen, Tabelrij, per_object
from rio_soap.register.regels.objectsleutel import delen_van
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.bronnen import Looptijd
from rio_soap.register.versie.lezing import Lezing

_VAN, _NAAR = "VAN_OPLEIDINGSEENHEID", "NAAR_OPLEIDINGSEENHEID"
_KOLOMMEN: Final = (f"{_VAN}CODE", f"{_NAAR}CODE", "RELATIESOORT", "BEGINDATUM")


def _gepubliceerd(sleutel: str) -> tuple[str, ...]:
    """The parts of a key as the columns hold them: first the higher unit."""
    van, naar, soort, begin = delen_van(sleutel)
    return (*gekeerd(van, naar, soort), soort, begin)


_PER_SECTOR: Final[Mapping[str, Tabel]] = MappingProxyType(
    {
        bestand.partition("_")[0]: Tabel(
            bestand, "OPLEIDINGSRELATIE", tuple(enumerate(_KOLOMMEN)), _KOLOMMEN, delen=_gepubliceerd
        )
        for bestand in RELATIE.bestanden
    }
)
TABELLEN = tuple(_PER_SECTOR.values())
_TABEL_VAN: Final[Mapping[str, Tabel]] = MappingProxyType(
    {
        specialisatie: tabel
        for bestand, specialisaties in PER_BESTAND.items()
        if (tabel := _PER_SECTOR.get(bestand.partition("_")[0])) is not None
        for specialisatie in specialisaties
    }
)
"""Specialisation of the higher unit to the file; those of nfo and btl have none."""


def rijen(lezing: Lezing, plekken: Sequence[Plek]) -> Iterator[Tabelrij]:
    """The rows of these relations."""
    gelezen = lezing.beeld.een(bronnen.OPLEIDINGSRELATIE, plekken)
    delen = {plek: _gepubliceerd(plek.sleutel) for plek in gelezen}
    soorten = lezing.beeld.een(
        bronnen.EENHEIDSOORT, [plek.met(code) for plek, een in delen.items() for code in een[:2]]
    )
    specialisaties = {plek: een.specialisatie for plek, een in soorten.items()}
    return per_object(
        lezing,
        bronnen.OPLEIDINGSRELATIE.tabel,
        {
            plek: partial(_rijen, delen[plek], rij, [specialisaties[plek.met(code)] for code in delen[plek][:2]])
            for plek, rij in gelezen.items()
        },
    )


def _rijen(delen: tuple[str, ...], rij: Looptijd, specialisaties: Sequence[str]) -> Rijen:
    tabel = next((_TABEL_VAN[een] for een in specialisaties if een in _TABEL_VAN), None)
    if tabel is None:
        return
    hoog, laag = map(type_van, specialisaties)
    cellen = dict(zip(_KOLOMMEN, delen, strict=True))
    yield tabel, {**cellen, f"{_VAN}TYPE": hoog, f"{_NAAR}TYPE": laag, "EINDDATUM": rij.einddatum}
