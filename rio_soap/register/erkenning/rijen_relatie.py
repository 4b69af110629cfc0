"""Reading instellingsrelaties with what names both their ends."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.model import instellingserkenning, instellingsrelatie
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.erkenning.sleutels import Instellingsleutel, Relatiesleutel
from rio_soap.register.regels.perioden import Duur


class Instellingsrelatie(NamedTuple):
    """The row of an instellingsrelatie, with the keys of the erkenningen to which `van` and `naar` point."""

    id: int
    van: int
    naar: int
    soort: str
    begindatum: date
    einddatum: date | None
    van_erkenner: str
    van_soort: str
    van_code: str
    naar_erkenner: str
    naar_soort: str
    naar_code: str

    @property
    def sleutel(self) -> Relatiesleutel:
        """What names it."""
        van = Instellingsleutel(self.van_erkenner, self.van_soort, self.van_code)
        naar = Instellingsleutel(self.naar_erkenner, self.naar_soort, self.naar_code)
        return Relatiesleutel(van, naar, self.soort, self.begindatum)


_van, _naar = instellingserkenning.alias("boven"), instellingserkenning.alias("onder")
_relatie = instellingsrelatie
_MET_EINDEN = sa.select(
    _relatie,
    *(
        einde.c[naam].label(f"{kant}_{naam}")
        for kant, einde in (("van", _van), ("naar", _naar))
        for naam in Instellingsleutel._fields
    ),
).select_from(_relatie.join(_van, _van.c.id == _relatie.c.van).join(_naar, _naar.c.id == _relatie.c.naar))
"""Relations; an end whose erkenner is not known has no key, and its relations are not shown."""
_VOLGORDE = (*(einde.c[naam] for einde in (_van, _naar) for naam in Instellingsleutel._fields), _relatie.c.soort)
_ids: sa.BindParameter[int] = sa.bindparam("ids", expanding=True)
_GENOEMD = sa.and_(_van.c.erkenner != "", _naar.c.erkenner != "")
_TUSSEN = Statement(
    _MET_EINDEN.where(
        sa.or_(
            sa.and_(_relatie.c.van == sa.bindparam("een"), _relatie.c.naar == sa.bindparam("ander")),
            sa.and_(_relatie.c.van == sa.bindparam("ander"), _relatie.c.naar == sa.bindparam("een")),
        )
    ).order_by(_relatie.c.id),
    Instellingsrelatie,
)
_GELDIGE = Statement(
    _MET_EINDEN.where(sa.or_(_relatie.c.van.in_(_ids), _relatie.c.naar.in_(_ids)), geldig(_relatie), _GENOEMD)
    .order_by(*_VOLGORDE, _relatie.c.begindatum)
    .limit(sa.bindparam("hoeveel")),
    Instellingsrelatie,
)
_ALLE_VAN = Statement(
    _MET_EINDEN.where(sa.or_(_relatie.c.van == sa.bindparam("een"), _relatie.c.naar == sa.bindparam("een")), _GENOEMD)
    .order_by(*_VOLGORDE, _relatie.c.begindatum)
    .limit(sa.bindparam("hoeveel")),
    Instellingsrelatie,
)
_OP_CODES = Statement(
    _MET_EINDEN.where(
        _van.c.code.in_(sa.bindparam("boven", expanding=True)), _naar.c.code.in_(sa.bindparam("onder", expanding=True))
    ),
    Instellingsrelatie,
)


def tussen(session: Session, een: int, ander: int) -> Sequence[Instellingsrelatie]:
    """The relations between two erkenningen, in either direction, oldest first."""
    return session.execute(_TUSSEN, {"een": een, "ander": ander}).all()


def geldige(session: Session, erkenningen: Collection[int], dag: date, hoeveel: int) -> Sequence[Instellingsrelatie]:
    """The relations from and to erkenningen that are valid on a day, by key.

    :param hoeveel: at most so many.
    """
    if not erkenningen:
        return ()
    return session.execute(_GELDIGE, {"ids": sorted(erkenningen), DAG.key: dag, "hoeveel": hoeveel}).all()


def alle_van(session: Session, erkenning: int, hoeveel: int) -> Sequence[Instellingsrelatie]:
    """The relations from and to one erkenning, of whatever time, by key.

    :param hoeveel: at most so many.
    """
    return session.execute(_ALLE_VAN, {"een": erkenning, "hoeveel": hoeveel}).all()


def op_sleutels(session: Session, sleutels: Collection[Relatiesleutel]) -> dict[Relatiesleutel, Instellingsrelatie]:
    """The relations with these keys; an unknown one is absent."""
    if not sleutels:
        return {}
    gevraagd = set(sleutels)
    boven, onder = (
        sorted({sleutel.van.code for sleutel in gevraagd}),
        sorted({sleutel.naar.code for sleutel in gevraagd}),
    )
    rijen = session.execute(_OP_CODES, {"boven": boven, "onder": onder})
    return {rij.sleutel: rij for rij in rijen if rij.sleutel in gevraagd}


def lees_relatie(rij: Instellingsrelatie) -> Gegeven:
    """A relation as element ``instellingsrelatie``."""
    return schrijf_relatie(rij.sleutel, rij.einddatum)


def schrijf_relatie(sleutel: Relatiesleutel, einddatum: date | None) -> Gegeven:
    """The element ``instellingsrelatie`` of a relation with this key."""
    velden: dict[str, Waarde] = {
        "van": sleutel.van.als_gegeven("van"),
        "naar": sleutel.naar.als_gegeven("naar"),
        "soort": sleutel.soort,
        "begindatum": sleutel.begindatum,
    }
    return Gegeven("instellingsrelatie", velden | ({"einddatum": einddatum} if einddatum else {}))


def duur_van(rij: Instellingsrelatie) -> Duur:
    """From begin to end of a relation."""
    return Duur(rij.begindatum, rij.einddatum)
