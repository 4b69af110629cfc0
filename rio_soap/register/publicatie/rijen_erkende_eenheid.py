"""Rows of what opleidingseenheden are recognised as: the unit owns them, for its code stands in all of these files.

Codes in a file without the column OPLEIDINGSSTELSEL are looked up in the stelsels of its sector when it is loaded; that
of the ho goes by the unieke code, that of vakken by the niveau. What such a file cannot say goes to one that names the
stelsel.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from rio_soap.register.eenheid.rijen import Opleidingserkenning
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.opendata.opleidingserkenningen import HO_EENHEID, STELSELS, VAK_EENHEID, vakcodeniveau
from rio_soap.register.publicatie.csvtabel import Tabel
from rio_soap.register.publicatie.rijen import Rijen

_ANDERE = "nfo"
"""The sector whose file takes what that of the sector of the unit cannot say: it names the stelsel."""


def _tabel(bestand: str) -> Tabel:
    return Tabel(bestand, "OPLEIDINGSEENHEID", ((0, "OPLEIDINGSEENHEIDCODE"),), kolommen()[bestand])


_PER_SECTOR: Final[Mapping[str, Tabel]] = MappingProxyType(
    {bestand.partition("_")[0]: _tabel(bestand) for bestand in STELSELS}
)
_VAKKEN: Final = _tabel(VAK_EENHEID)
_HO: Final = _PER_SECTOR[HO_EENHEID.partition("_")[0]]
TABELLEN = (*_PER_SECTOR.values(), _VAKKEN)


def rijen_van(code: str, bestand: str, erkenningen: Iterable[Opleidingserkenning]) -> Rijen:
    """The rows of a unit.

    :param bestand: file in which the unit itself stands; it begins with its sector.
    """
    sector = _PER_SECTOR[bestand.partition("_")[0]]
    for een in erkenningen:
        if een.niveau:
            vak = {"VAKCODE": een.code, "VAKCODENIVEAU": vakcodeniveau(een.code, een.niveau)}
            yield _VAKKEN, {"OPLEIDINGSEENHEIDCODE": code, **vak}
            continue
        cellen = {"OPLEIDINGSEENHEIDCODE": code, "ERKENDEOPLEIDINGSCODE": een.code}
        tabel = _HO if een.unieke_code else _van_stelsel(sector, een.stelsel)
        if tabel is _HO:
            cellen["UNIEKE_ERKENDEOPLEIDINGSCODE"] = een.unieke_code
        elif "OPLEIDINGSSTELSEL" in tabel.kolommen:
            cellen["OPLEIDINGSSTELSEL"] = een.stelsel
        yield tabel, cellen


def _van_stelsel(sector: Tabel, stelsel: str) -> Tabel:
    """Where an erkenning without unieke code goes."""
    if sector is not _HO and stelsel in (STELSELS[sector.bestand] or (stelsel,)):
        return sector
    return _PER_SECTOR[_ANDERE]
