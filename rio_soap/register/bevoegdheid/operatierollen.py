"""Whether a sender may call an operation on an object: by the tables of roles, and what it has them for."""

from collections.abc import Collection, Mapping

from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.bevoegdheid.roltabel import BEREIKEN, BESTUURSROLLEN, IEDER, OPERATIEROLLEN


def voor_ieder(operatie: str) -> bool:
    """Whether every trusted sender may call an operation."""
    return IEDER in OPERATIEROLLEN[operatie]


def mag(rollen: Rollen, operatie: str, bij: Mapping[str, Collection[str]] | None = None) -> bool:
    """Whether a sender has a role that an operation takes, and that covers its object.

    A role without bereik (DUO, INSPECTIE, BRON) covers all objects.

    :param bij: per role with a bereik what covers the object: besturen for INSTELLING, erkennercodes for ERKENNER,
        codes for SAMENWERKINGSVORM. The besturen under INSTELLING hold for every other role that somebody has for a
        bestuur, unless that one is named itself; any other role that is not named covers nothing. None: for whatever
        object.
    """
    if rollen.beheerder or voor_ieder(operatie):
        return True
    for rol in OPERATIEROLLEN[operatie]:
        bereiken = rollen.bereiken(rol)
        if bereiken and (bij is None or not BEREIKEN[rol] or not bereiken.isdisjoint(_dekkend(rol, bij))):
            return True
    return False


def _dekkend(rol: str, bij: Mapping[str, Collection[str]]) -> Collection[str]:
    if rol in BESTUURSROLLEN and rol not in bij:
        return bij.get("INSTELLING", ())
    return bij.get(rol, ())


def besturen_bij(rollen: Rollen, operatie: str) -> frozenset[str]:
    """Codes of the besturen for which a sender has a role that an operation takes."""
    return frozenset().union(*(rollen.bereiken(rol) for rol in OPERATIEROLLEN[operatie] & BESTUURSROLLEN))
