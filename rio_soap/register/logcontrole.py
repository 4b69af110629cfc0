"""Checks the chain over the berichtenlog from its first link to its last, and names every entry that does not fit."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from rio_soap.register.berichtenlog import inhoud_van_rij
from rio_soap.register.database import Sessie
from rio_soap.register.model import berichtenlog, schakel
from rio_soap.register.schakels import BEGIN, Stempel, schakelhash


@dataclass(slots=True)
class Logcontrole:
    """What was found.

    :param schakels: links that were read.
    :param bevindingen: one line for each thing that does not fit; none when the log is whole.
    :param open: entries of ours that have no link yet: the newest ones, or of a process that died.
    :param andere_sleutel: links and entries whose stempel was made with another key, and could not be judged.
    :param laatste: number and hash of the last link.
    """

    schakels: int = 0
    bevindingen: list[str] = field(default_factory=list)
    open: int = 0
    andere_sleutel: int = 0
    laatste: tuple[int, bytes] = (0, BEGIN)


def controleer_log(sessie: Sessie, stempel: Stempel, bekend: dict[int, bytes] | None = None) -> Logcontrole:
    """Read links and entries once, in order; memory does not grow with the log.

    :param stempel: with the key of the service.
    :param bekend: links that were noted elsewhere: hash by number. These have to be there still.
    """
    uit = Logcontrole()
    bekend = dict(bekend or {})
    for rij in sessie.execute(_KETEN).mappings():
        verwacht, vorige = uit.laatste[0] + 1, uit.laatste[1]
        if rij["volgnummer"] != verwacht:
            tot = rij["volgnummer"] - 1
            uit.bevindingen.append(f"schakel {verwacht}{f' tot {tot}' if tot > verwacht else ''}: verwijderd")
        uit.bevindingen += _schakel(rij, vorige, stempel, uit, gat=rij["volgnummer"] != verwacht)
        genoteerd = bekend.pop(rij["volgnummer"], None)
        if genoteerd is not None and genoteerd != rij["hash"]:
            uit.bevindingen.append(f"schakel {rij['volgnummer']}: anders dan genoteerd, {rij['hash'].hex()}")
        uit.schakels += 1
        uit.laatste = (rij["volgnummer"], rij["hash"])
    uit.bevindingen += [f"schakel {nummer}: genoteerd, en er niet meer" for nummer in sorted(bekend)]
    uit.bevindingen += _zonder_schakel(sessie, stempel, uit)
    return uit


def _schakel(rij: sa.RowMapping, vorige: bytes, stempel: Stempel, uit: Logcontrole, *, gat: bool) -> Iterator[str]:
    """Findings on one link and its entry."""
    nummer = rij["volgnummer"]
    eigen = schakelhash(vorige, nummer, rij["bericht"], rij["inhoud"], rij["handtekening"])
    # Behind a gap the hash before it is not known; the stempel still tells whether the link is ours.
    if eigen != rij["hash"] and not gat:
        yield f"schakel {nummer} (bericht {rij['bericht']}): veranderd of ingevoegd"
    elif not _stempel(rij["schakelstempel"], rij["hash"], stempel, uit):
        yield f"schakel {nummer} (bericht {rij['bericht']}): niet door deze dienst geschreven"
    if rij["id"] is None:
        yield f"bericht {rij['bericht']} (schakel {nummer}): verwijderd"
        return
    inhoud = _inhoud(rij)
    if inhoud is None or inhoud != rij["inhoud"]:
        yield f"{_naam(rij)}: veranderd"
    elif not _stempel(rij["stempel"], inhoud, stempel, uit):
        yield f"{_naam(rij)}: niet door deze dienst geschreven"


def _zonder_schakel(sessie: Sessie, stempel: Stempel, uit: Logcontrole) -> Iterator[str]:
    """Entries that are in no link: ours are open, others were inserted."""
    for rij in sessie.execute(_ZONDER).mappings():
        inhoud = _inhoud(rij)
        if inhoud is not None and stempel.klopt(rij["stempel"], inhoud):
            uit.open += 1
        else:
            yield f"{_naam(rij)}: ingevoegd"


def _stempel(gevonden: bytes | None, data: bytes, stempel: Stempel, uit: Logcontrole) -> bool:
    """Whether a stempel is right; one with another key cannot be judged and counts as that."""
    if stempel.is_eigen(gevonden):
        return stempel.klopt(gevonden, data)
    uit.andere_sleutel += 1
    return True


def _inhoud(rij: sa.RowMapping) -> bytes | None:
    try:
        return inhoud_van_rij(rij)
    except ValueError:
        return None


def _naam(rij: sa.RowMapping) -> str:
    return (
        f"bericht {rij['id']} (identificatiecode {rij['identificatiecode']}, MessageID {rij['message_id']}, "
        f"ontvangen {rij['ontvangen']:%Y-%m-%d %H:%M:%S} UTC)"
    )


def _stroom(keuze: sa.Select[Any]) -> sa.Select[Any]:
    return keuze.execution_options(yield_per=200)


_KETEN = _stroom(
    sa.select(
        schakel.c.volgnummer,
        schakel.c.bericht,
        schakel.c.inhoud,
        schakel.c.handtekening,
        schakel.c.hash,
        schakel.c.stempel.label("schakelstempel"),
        *berichtenlog.c,
    )
    .select_from(schakel.outerjoin(berichtenlog, berichtenlog.c.id == schakel.c.bericht))
    .order_by(schakel.c.volgnummer)
)
_ZONDER = _stroom(
    sa.select(berichtenlog)
    .where(~sa.exists().where(schakel.c.bericht == berichtenlog.c.id))
    .order_by(berichtenlog.c.id)
)
