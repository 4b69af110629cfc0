"""What a day changes in a national set: of each kind of object a share, picked at random, and a few that are new.

The files hold only what changed, whole: a load of them leaves all other objects as they are.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from random import Random
from zlib import crc32

from benchmarks.bladen import Bladen, Cel
from benchmarks.landelijke_bestanden import AANBOD, EENHEDEN
from rio_soap.register.opendata.bestanden import kolommen

_LICENTIES = tuple(naam for naam, velden in kolommen().items() if velden[0] == "LICENTIECODE" and "HERKOMST" in velden)
_OP_RIJ = frozenset({"mbo_relaties_opleidingseenheden.csv"})
"""Files of which a row is an object, and not all rows with the same first cell."""
_DEEL = 2**32
_NIEUW = 0.1
"""Of the licenties that change so many come under a new code as well."""
WIJZIGINGEN: Mapping[str, Mapping[str, Cel]] = {
    **{naam: {"EINDDATUM": date(2041, 7, 31)} for naam in (*_LICENTIES, *_OP_RIJ)},
    **{naam: {"EIGENNAAM": "Een andere naam"} for naam in AANBOD},
    **{cohorten: {} for _, cohorten, _ in AANBOD.values() if cohorten is not None},
    **{naam: {"VOLLEDIGE_NAAM": "Een andere naam"} for naam in EENHEDEN},
    "onderwijsinstellingserkenningen.csv": {"VOLLEDIGE_NAAM": "Een andere naam"},
    "vestigingserkenningen.csv": {"VOLLEDIGE_NAAM": "Een andere naam"},
    "onderwijslocaties.csv": {"HUISNUMMERTOEVOEGING": "bis"},
}  # fmt: skip
"""By file what other cells the rows of an object get."""


def maak(bron: Path, doel: Path, deel: float, zaad: int = 1) -> int:
    """Write into a new folder what changes in the files of another; gives how many rows.

    :param deel: of the objects, from 0 to 1.
    """
    doel.mkdir()
    toeval = Random(zaad)
    with Bladen(doel) as bladen:
        for bestand, anders in WIJZIGINGEN.items():
            with (bron / bestand).open(encoding="utf-8", newline="") as regels:
                next(regels)
                for regel in regels:
                    if _is_gekozen(regel if bestand in _OP_RIJ else regel.partition(",")[0], deel, zaad):
                        bladen.herschrijf(bestand, regel, anders)
                        if bestand in _LICENTIES and toeval.random() < _NIEUW:
                            bladen.herschrijf(bestand, regel, {"LICENTIECODE": _code(toeval)})
        return bladen.aantal


def _is_gekozen(sleutel: str, deel: float, zaad: int) -> bool:
    return crc32(sleutel.encode(), zaad) < deel * _DEEL


def _code(toeval: Random) -> str:
    cijfers = f"{toeval.getrandbits(128):032x}"
    return "-".join((cijfers[:8], cijfers[8:12], f"4{cijfers[13:16]}", f"8{cijfers[17:20]}", cijfers[20:]))
