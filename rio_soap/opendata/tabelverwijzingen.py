"""How the tables of family A join: which columns of a table name a row of which other.

An object with periods has a row for each, so a code is found in one row or more. What the name of a column means may
stand in one of several files of a sector (a unit is an opleiding, a groep, a fase or an onderdeel): then all are named,
and such a join is no foreign key of the manifest, which knows one table only. Columns with several values join nothing.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from rio_soap.opendata.dagpublicatie import CONTROLEBESTAND
from rio_soap.register.opendata.bestanden import kolommen


class Verwijzing(NamedTuple):
    """Columns of a table that name rows of others.

    :param kolommen: of the table itself.
    :param doelen: tables in one of which the row is, without ``.csv``.
    :param doelkolommen: their columns with the same values.
    """

    kolommen: tuple[str, ...]
    doelen: tuple[str, ...]
    doelkolommen: tuple[str, ...]


_VAST: Final[Mapping[tuple[str, ...], str]] = MappingProxyType(
    {
        ("ONDERWIJSBESTUURID", "ONDERWIJSLOCATIECODE"): "onderwijslocatiegebruiken",
        ("ONDERWIJSBESTUURID",): "onderwijsbesturen",
        ("ONDERWIJSAANBIEDERID",): "onderwijsaanbieders",
        ("ONDERWIJSAANBIEDERGROEPID",): "onderwijsaanbiedersgroepen",
        ("ONDERWIJSBEGELEIDINGSAANBIEDERID",): "onderwijsbegeleidingsaanbieders",
        ("ONDERWIJSLOCATIECODE",): "onderwijslocaties",
        ("BGE_CODE",): "bevoegd_gezag_erkenningen",
        ("OIE_CODE",): "onderwijsinstellingserkenningen",
        ("VESTIGINGSCODE",): "vestigingserkenningen",
        ("SAMENWERKINGSVERBANDNUMMER",): "samenwerkingserkenningen",
        ("ONDERWIJSONDERSTEUNERSERKENNINGSCODE",): "onderwijsondersteunerserkenningen",
        ("ERKENNERCODE",): "erkenners",
        ("UNIEKE_ERKENDEOPLEIDINGSCODE",): "ho_opleidingserkenningen",
        ("VAKCODENIVEAU",): "vo_vakerkenningen",
    }
)
"""Columns by whose names it is known which table they mean, whatever table they stand in."""
_SECTOREN: Final = ("po", "vo", "vavo", "mbo", "ho", "nfo", "educatie", "btl")
"""Those that have files of units of their own; bo and so have the units of po, vso those of vo."""
_EENHEDEN: Final[Mapping[str, str]] = MappingProxyType({"bo": "po", "so": "po", "vso": "vo"})
_EENHEIDSOORTEN: Final = ("opleidingen", "groepen", "opleidingsfasen", "opleidingsonderdelen")
_ERKENNINGSOORTEN: Final = ("opleidingserkenningen", "groepserkenningen", "generieke_examen_onderdeelerkenningen")
_VAN_NAAR: Final = ("VAN_", "NAAR_")


def sector_van(tabel: str) -> str | None:
    """What a table begins with when it is of one sector (``po``, ``bo``, ``btl``…); None for the shared ones."""
    delen = tabel.removeprefix("aangeboden_").split("_")
    return delen[0] if delen[0] in {*_SECTOREN, *_EENHEDEN} and tabel != delen[0] else None


@cache
def _tabellen(soorten: tuple[str, ...], sector: str | None) -> tuple[str, ...]:
    namen = [f"{sector}_{soort}.csv" for soort in soorten] if sector is not None else []
    return tuple(naam.removesuffix(".csv") for naam in namen if naam in kolommen())


@cache
def _licenties() -> tuple[str, ...]:
    return tuple(sorted(b[:-4] for b in kolommen() if b.endswith("_onderwijslicenties.csv") and "relaties" not in b))


@cache
def verwijzingen(bestand: str) -> tuple[Verwijzing, ...]:
    """How a file of family A joins with the others.

    :param bestand: name of the file.
    :raises KeyError: for another file.
    """
    if bestand == CONTROLEBESTAND:
        return ()
    tabel, namen = bestand.removesuffix(".csv"), kolommen()[bestand]
    alle = (een for van in (_vaste, _van_aanbod, _van_opleiding, _van_licentie) for een in van(tabel, namen))
    return tuple(een for een in alle if een.doelen and tabel not in een.doelen)


def _vaste(tabel: str, namen: tuple[str, ...]) -> Iterator[Verwijzing]:
    for eigen, doel in _VAST.items():
        if set(eigen) <= set(namen) and not (len(eigen) == 2 and tabel == "onderwijslocatiegebruiken"):
            yield Verwijzing(eigen, (doel,), eigen)


def _van_aanbod(tabel: str, _namen: tuple[str, ...]) -> Iterator[Verwijzing]:
    """A cohort is of an offer, which names a unit of its sector."""
    if tabel.endswith("_cohorten"):
        doel = tabel.removesuffix("_cohorten").replace("onderdeel", "onderdelen")
        doel = doel if doel.endswith("onderdelen") else f"{doel}en"
        yield Verwijzing(("AANGEBODEN_OPLEIDINGCODE",), (doel,), ("AANGEBODEN_OPLEIDINGCODE",))


def _van_opleiding(tabel: str, namen: tuple[str, ...]) -> Iterator[Verwijzing]:
    """What names a unit or an opleidingserkenning of its sector."""
    sector = sector_van(tabel)
    eigen = _EENHEDEN.get(sector or "", sector)
    eenheden = _tabellen(_EENHEIDSOORTEN, eigen)
    for kolom in ("OPLEIDINGSEENHEIDCODE", *(f"{kant}OPLEIDINGSEENHEIDCODE" for kant in _VAN_NAAR)):
        if kolom in namen:
            yield Verwijzing((kolom,), eenheden, ("OPLEIDINGSEENHEIDCODE",))
    erkenningen = _tabellen(_ERKENNINGSOORTEN, eigen)
    if tabel in erkenningen or "UNIEKE_ERKENDEOPLEIDINGSCODE" in namen:
        return
    alle = ("OPLEIDINGSSTELSEL", "ERKENDEOPLEIDINGSCODE")
    code = alle if alle[0] in namen else alle[1:]
    if set(code) <= set(namen):
        yield Verwijzing(code, erkenningen, code)


def _van_licentie(tabel: str, namen: tuple[str, ...]) -> Iterator[Verwijzing]:
    """What hangs on a licentie, which is of one of the sectors, or an examenlicentie."""
    licenties = (*_licenties(), "examenlicenties")
    if tabel == "ho_onderwijsaccreditaties":
        licenties = ("ho_onderwijslicenties",)
    if "LICENTIECODE" in namen:
        yield Verwijzing(("LICENTIECODE",), licenties, ("LICENTIECODE",))
    for kant in _VAN_NAAR:
        if f"{kant}LICENTIECODE" in namen:
            yield Verwijzing((f"{kant}LICENTIECODE",), ("ho_onderwijslicenties",), ("LICENTIECODE",))
