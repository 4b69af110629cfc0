"""Which roles may call an operation: data (data/operaties.csv), so that a division can be read and changed as such.

Source: our own design, after the division of DUO; of V4 that a delivery takes whoever acts for a bestuur is reasoned
(docs/standaarden.md).
"""

import csv
from collections.abc import Collection, Mapping
from importlib import resources
from types import MappingProxyType
from typing import Final

from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.bevoegdheid.rollen import Rollen

IEDER: Final = "IEDER"
"""In the place of roles: every trusted sender, with or without one."""


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


def voor_ieder(operatie: str) -> bool:
    """Whether every trusted sender may call an operation."""
    return IEDER in OPERATIEROLLEN[operatie]


def mag(rollen: Rollen, operatie: str, bij: Mapping[str, Collection[str]] | None = None) -> bool:
    """Whether a sender has a role that an operation takes, and that covers its object.

    A role without bereik (DUO, INSPECTIE, BRON) covers all objects.

    :param bij: per role with a bereik what covers the object: besturen for INSTELLING, erkennercodes for ERKENNER,
        codes for SAMENWERKINGSVORM. A role that is not named covers nothing. None: for whatever object.
    """
    if rollen.beheerder or voor_ieder(operatie):
        return True
    for rol in OPERATIEROLLEN[operatie]:
        bereiken = rollen.bereiken(rol)
        if bereiken and (bij is None or not BEREIKEN[rol] or not bereiken.isdisjoint(bij.get(rol, ()))):
            return True
    return False
