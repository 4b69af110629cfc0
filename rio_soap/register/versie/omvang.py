"""How much of a page of the feed fits in one answer: with inhoud it ends where its objects come to too much.

A page holds what was asked, at most 500 changes, and each repeats what the object is now. Of large objects these would
be more than the time and the memory of a message allow, and a reader could never get past them.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Final, NamedTuple, TypeVar

from rio_soap.contract.gegevens import Gegeven, Ingesloten, Reeks

MAXIMUM: Final = 4_000_000
"""Characters of inhoud on a page, about; one change is always given, whatever it holds."""
_EERST: Final = 20
"""Changes of which the objects are read before it is known how large such objects are."""

R = TypeVar("R")
K = TypeVar("K")


class Inhoud(NamedTuple):
    """What an object is: made when it is written, or made already.

    :param maak: gives None for what cannot be shown.
    :param omvang: the characters that it becomes, about.
    """

    maak: Callable[[], Ingesloten | None]
    omvang: int


def gemaakt(een: Ingesloten) -> Inhoud:
    """Of an object that was made."""
    return Inhoud(lambda: een, omvang(een))


def neem(
    rijen: list[R], sleutel: Callable[[R], K], lees: Callable[[Collection[K]], Mapping[K, Inhoud]]
) -> tuple[list[R], dict[K, Inhoud]]:
    """The changes that fit, from the first on, and what their objects are."""
    gelezen: dict[K, Inhoud] = {}
    maten: dict[K, int] = {}
    gegeven, samen = 0, 0
    while gegeven < len(rijen):
        blok = _EERST if not gegeven else max(1, (MAXIMUM - samen) * gegeven // max(1, samen))
        deel = rijen[gegeven : gegeven + blok]
        nieuw = [een for een in dict.fromkeys(map(sleutel, deel)) if een not in maten]
        gevonden = lees(nieuw)
        gelezen.update(gevonden)
        maten.update((een, gevonden[een].omvang if een in gevonden else 0) for een in nieuw)
        for rij in deel:
            samen += maten[sleutel(rij)]
            if samen > MAXIMUM and gegeven:
                return rijen[:gegeven], gelezen
            gegeven += 1
    return rijen, gelezen


def omvang(waarde: object) -> int:
    """The characters that a value becomes in an answer, about."""
    if isinstance(waarde, Gegeven):
        return 2 * len(waarde.naam) + sum(map(omvang, waarde.velden.values()))
    if isinstance(waarde, Ingesloten):
        return omvang(waarde.gegeven)
    if isinstance(waarde, dict):
        return sum(2 * len(naam) + omvang(deel) for naam, deel in waarde["v"]) if "g" in waarde else 10
    if isinstance(waarde, list | Reeks):
        return sum(20 + omvang(deel) for deel in waarde)
    return len(waarde) if isinstance(waarde, str) else 10
