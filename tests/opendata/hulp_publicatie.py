"""Publications in tests: of a register at hand, in one process, with a manifest that has what a next one needs."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from rio_soap.opendata.afwerking import Afwerking, Bewerking
from rio_soap.opendata.dagpublicatie import DATAPACKAGE, Dagpublicatie


def manifest(map_: Path, dag: Dagpublicatie, _: Mapping[str, object]) -> None:
    """A datapackage.json with no more than the next publication reads."""
    delen = []
    for pad, feit in dag.bestanden.items():
        deel: dict[str, object] = {"name": pad, "path": pad, "bytes": feit.bytes, "hash": f"sha256:{feit.sha256}"}
        if feit.rijen is not None and "/" not in pad:
            deel |= {"rio:rijen": feit.rijen, "rio:rijenhash": feit.rijenhash}
        delen.append(deel)
    pakket = {
        "rio:stroom": dag.stroom,
        "rio:volgnummer": dag.volgnummer,
        "rio:moment": dag.moment.isoformat(),
        "rio:vorige": None if dag.vorige is None else dag.vorige.isoformat(),
        "rio:vorigVolgnummer": dag.vorig_volgnummer,
        "resources": delen,
    }
    (map_ / DATAPACKAGE).write_text(json.dumps(pakket), "utf-8")


def niets(map_: Path, dag: Dagpublicatie) -> None:
    """No catalogue."""


KAAL = Afwerking((), manifest, niets)
"""Families A and B, the deltas and the proof only."""
