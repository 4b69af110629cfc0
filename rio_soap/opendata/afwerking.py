"""What follows from families A and B when they are whole: C, D, controlebestand, manifest, catalogue and signature."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.opendata.controlebestand import schrijf_controlebestand
from rio_soap.opendata.controlesommen import schrijf_sommen
from rio_soap.opendata.dagpublicatie import CONTROLEBESTAND, Bestandsfeiten, Dagpublicatie
from rio_soap.opendata.publicatiejournaal import Publicatiejournaal, Werkuitkomst
from rio_soap.opendata.soortmaker import Werkplaats
from rio_soap.opendata.tabeluitvoer import feiten_van
from rio_soap.opendata.werkverdeling import Meld, Werkstuk
from rio_soap.register.publicatie.publicatielezer import Publicatielezer

RIJEN: str = "rijen"
"""In what a Bewerking found: rows of each table in the database."""


class Bewerking(NamedTuple):
    """Makes files of those of A.

    :param gewicht: about how long it takes.
    :param doe: is given the folder, that of yesterday and the names of the files that are the same there; gives what
        it found, as JSON has it.
    :param patronen: of the paths of what it makes.
    :param alleen: it takes so much memory that nothing else may go on beside it.
    """

    naam: str
    gewicht: float
    doe: Callable[[Path, Path | None, Sequence[str]], Mapping[str, object]]
    patronen: tuple[str, ...]
    alleen: bool = False


class Afwerking(NamedTuple):
    """What is made beside A and B.

    :param manifest: writes datapackage.json; is given the folder, the publication and what each Bewerking found.
    :param catalogus: writes the catalogue; is given the folder and the publication.
    """

    bewerkingen: tuple[Bewerking, ...]
    manifest: Callable[[Path, Dagpublicatie, Mapping[str, object]], None]
    catalogus: Callable[[Path, Dagpublicatie], None]


def taken(afwerking: Afwerking, plaats: Werkplaats, gelijk: Sequence[str]) -> list[Werkstuk]:
    """The tasks that make C and D.

    :param gelijk: files that are as they were yesterday.
    """
    return [
        Werkstuk(een.naam, een.gewicht, partial(_bewerk, een, plaats, gelijk), een.alleen)
        for een in afwerking.bewerkingen
    ]


def _bewerk(
    bewerking: Bewerking, plaats: Werkplaats, gelijk: Sequence[str], _: Publicatielezer, __: Meld
) -> Werkuitkomst:
    gevonden = bewerking.doe(plaats.uit, plaats.vorige, gelijk)
    paden = sorted(pad for patroon in bewerking.patronen for pad in plaats.uit.glob(patroon))
    feiten = {str(pad.relative_to(plaats.uit)): feiten_van(pad) for pad in paden}
    return Werkuitkomst(feiten, verder=gevonden)


def werk_af(
    afwerking: Afwerking,
    dag: Dagpublicatie,
    plaats: Werkplaats,
    journaal: Publicatiejournaal,
    sleutelpaar: Sleutelpaar,
) -> Dagpublicatie:
    """Write what comes last, when the tasks are done; gives the publication with the facts of all its files."""
    gevonden: dict[str, object] = {}
    gelijk: set[str] = set()
    for uitkomst in journaal.klaar.values():
        gevonden |= uitkomst.verder
        gelijk |= set(uitkomst.gelijk)
    tabellen = {naam: feit.rijen for naam, feit in dag.bestanden.items() if _is_tabel(naam) and feit.rijen is not None}
    in_database = gevonden.get(RIJEN, tabellen)
    assert isinstance(in_database, Mapping)
    controle = schrijf_controlebestand(plaats.uit, tabellen, in_database, dag.moment, plaats.vorige, gelijk)
    dag = replace(dag, bestanden={**dag.bestanden, CONTROLEBESTAND: controle})
    afwerking.manifest(plaats.uit, dag, gevonden)
    afwerking.catalogus(plaats.uit, dag)
    schrijf_sommen(plaats.uit, _alle_feiten(dag, plaats.uit), sleutelpaar)
    return dag


def _is_tabel(naam: str) -> bool:
    return naam.endswith(".csv") and "/" not in naam


def _alle_feiten(dag: Dagpublicatie, map_: Path) -> dict[str, Bestandsfeiten]:
    """Of all that is published; what is hidden is for the server alone."""
    alle = (pad for pad in map_.rglob("*") if pad.is_file())
    namen = (str(pad.relative_to(map_)) for pad in alle)
    zichtbaar = [naam for naam in namen if not any(deel.startswith(".") for deel in naam.split("/"))]
    return {naam: dag.bestanden.get(naam) or feiten_van(map_ / naam) for naam in zichtbaar}
