"""What refers to an instellingserkenning, and so keeps it from being removed."""

from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.database.model import (
    financieringsbesluit,
    instellingsrelatie,
    juridische_locatierelatie,
    juridische_relatie,
    licentie,
    organisatorische_eenheid,
    vestigingslicentie,
)
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.erkenning.rijen import GEZAG, INSTELLING, OCW, VESTIGING, Instellingserkenning


class Verwijzingen(NamedTuple):
    """What refers to an instellingserkenning, by kind; each tells whether there is any."""

    instellingsrelatie: bool
    licentie: bool
    juridische_relatie: bool
    locatiegebruik: bool
    vestigingslicentie: bool
    onderwijsbestuur: bool
    financieringsbesluit: bool


_code: sa.BindParameter[str] = sa.bindparam("code")
_id: sa.BindParameter[int] = sa.bindparam("id")


def _van_ocw(soort: str) -> sa.ColumnElement[bool]:
    """Whether what refers by code alone can mean the erkenning: it names one of OCW of this soort."""
    return sa.and_(sa.bindparam("soort") == soort, sa.bindparam("erkenner") == OCW)


_VERWIJZINGEN = Statement(
    sa.select(
        sa.exists()
        .where(sa.or_(instellingsrelatie.c.van == _id, instellingsrelatie.c.naar == _id))
        .label("instellingsrelatie"),
        sa.exists().where(licentie.c.instellingserkenning == _id).label("licentie"),
        sa.exists()
        .where(
            juridische_relatie.c.erkenning == _code,
            juridische_relatie.c.erkenner == sa.bindparam("erkenner"),
            sa.bindparam("soort") == INSTELLING,
        )
        .label("juridische_relatie"),
        sa.exists().where(juridische_locatierelatie.c.vestiging == _code, _van_ocw(VESTIGING)).label("locatiegebruik"),
        sa.exists().where(vestigingslicentie.c.vestiging == _code, _van_ocw(VESTIGING)).label("vestigingslicentie"),
        sa.exists()
        .where(organisatorische_eenheid.c.bevoegd_gezag_nummer == _code, _van_ocw(GEZAG))
        .label("onderwijsbestuur"),
        sa.exists()
        .where(financieringsbesluit.c.instelling == _code, _van_ocw(INSTELLING))
        .label("financieringsbesluit"),
    ),
    Verwijzingen,
)


def verwijzingen(session: Session, rij: Instellingserkenning) -> Verwijzingen:
    """What refers to an erkenning."""
    waarden: Values = {"id": rij.id, "erkenner": rij.erkenner, "soort": rij.soort, "code": rij.code}
    return session.execute(_VERWIJZINGEN, waarden).one()
