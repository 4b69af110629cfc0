"""Who may give a role to somebody else, and take it: data (data/gevers.csv).

BEHEERDER gives every role but itself, which the operator of the machine gives; a head role gives the roles of its part,
and itself, for the bestuur for which it is held. Source: our own design, after the head roles of DUO.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.bevoegdheid.roltabel import BEREIKEN, lees_tabel


def _gevers() -> Mapping[str, frozenset[str]]:
    tabel = lees_tabel("gevers.csv", ("rol", "gevers"))
    if tabel.keys() != BEREIKEN.keys():
        raise ValueError(f"gevers.csv and rollen.csv differ: {sorted(tabel.keys() ^ BEREIKEN.keys())}")
    return MappingProxyType({rol: frozenset(gevers.split()) for rol, gevers in tabel.items()})


GEVERS: Final = _gevers()
"""Every role to those that give it."""


def geeft(gever: str, gever_bereik: str, rol: str, bereik: str) -> bool:
    """Whether one role gives another: a giver without bereik for all, one with a bereik for that."""
    return gever in GEVERS[rol] and (not BEREIKEN[gever] or gever_bereik == bereik)


def mag_geven(rollen: Rollen, rol: str, bereik: str) -> bool:
    """Whether somebody with these roles may give a role for a bereik, or take it."""
    if rollen.beheerder:
        return True
    return any(geeft(gever, gever_bereik, rol, bereik) for gever, gever_bereik in rollen.gehouden)
