"""A right copy of the open data, kept in step: ``rio-data volg``. Needs nothing of the server.

`volg` brings a copy to where the register is; `wijzigingen` gives the changes to a program that keeps its own.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from rio_soap.volger.copies import open_kopie
from rio_soap.volger.follower import Follower, FollowerOptions, FollowerOutcome
from rio_soap.volger.manifest import Familie
from rio_soap.volger.origin import Origin, open_origin
from rio_soap.volger.refusal import Refusal, bij_naam
from rio_soap.volger.standing import Change
from rio_soap.volger.wijzigingenstroom import wijzigingen

__all__ = [
    "Change",
    "Follower",
    "FollowerOptions",
    "FollowerOutcome",
    "Refusal",
    "open_kopie",
    "open_origin",
    "volg",
    "wijzigingen",
]


def volg(
    doel: str,
    bron: str | Origin,
    *,
    families: Iterable[Familie] = ("a", "b"),
    certificaat: Path | None = None,
    meld: Callable[[str], None] = lambda _: None,
) -> FollowerOutcome:
    """Bring a copy to where the register is, once; done again after it was killed it goes on.

    :param doel: a folder, ``sqlite:///x.db`` or ``postgresql://…``.
    :param bron: address of a register, or a folder with publications.
    :param certificaat: of the register, PEM or DER: publications have to be signed by it.
    :param meld: is told what is being done.
    :raises Refusal: when it cannot be; its class says why.
    """
    kopie = open_kopie(doel)
    herkomst = open_origin(bron) if isinstance(bron, str) else bron
    wensen = FollowerOptions(frozenset(families), None if certificaat is None else certificaat.read_bytes())
    with bij_naam(kopie.fouten), kopie.open():
        return Follower(herkomst, kopie, wensen, meld).ronde()
