"""The tables of roles: which an operation takes (data/operaties.csv), and for what somebody has one (data/rollen.csv).

Source: our own design, after the division of DUO; of V4 that a delivery takes whoever acts for a bestuur is reasoned
(docs/standaarden.md).
"""

import csv
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType
from typing import Final

from rio_soap.contract.operaties import OPERATIES

IEDER: Final = "IEDER"
"""In the place of roles: every trusted sender, with or without one."""
BESTUURSBEREIK: Final = "onderwijsbestuurcode"
"""The bereik of a role that somebody has for a bestuur."""


def lees_tabel(naam: str, kolommen: tuple[str, str]) -> dict[str, str]:
    """First column to second of a data file of this room; a hash begins a line of comment.

    :raises ValueError: for other columns, or a first column that comes twice.
    """
    tekst = resources.files("rio_soap.register.bevoegdheid").joinpath("data", naam).read_text(encoding="utf-8")
    lezer = csv.reader((regel for regel in tekst.splitlines() if not regel.startswith("#")), delimiter=";", strict=True)
    if tuple(next(lezer, ())) != kolommen:
        raise ValueError(f"{naam}: the first row must be {';'.join(kolommen)}")
    tabel: dict[str, str] = {}
    for sleutel, waarde in lezer:
        if sleutel in tabel:
            raise ValueError(f"{naam} holds {sleutel} twice")
        tabel[sleutel] = waarde
    return tabel


def _operatierollen() -> Mapping[str, frozenset[str]]:
    tabel = lees_tabel("operaties.csv", ("operatie", "rollen"))
    if tabel.keys() != OPERATIES.keys():
        raise ValueError(f"operaties.csv and the contracts differ: {sorted(tabel.keys() ^ OPERATIES.keys())}")
    return MappingProxyType({operatie: frozenset(rollen.split()) for operatie, rollen in tabel.items()})


OPERATIEROLLEN: Final[Mapping[str, frozenset[str]]] = _operatierollen()
"""Every operation of the contracts to the roles of which one is needed, or `IEDER`."""

BEREIKEN: Final[Mapping[str, str]] = MappingProxyType(lees_tabel("rollen.csv", ("rol", "bereik")))
"""Every role to the element that names for what a sender has it; empty for a role that covers all."""

BESTUURSROLLEN: Final = frozenset(rol for rol, element in BEREIKEN.items() if element == BESTUURSBEREIK)
"""The roles that somebody has for a bestuur."""
