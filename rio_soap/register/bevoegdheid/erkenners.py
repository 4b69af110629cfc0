"""The erkenners of the register, and which erkenningen each may give on a day.

An erkenning names its erkenner by soort (OCW, NVAO, CEDEO, …), not by code, and several erkenners may share a soort: of
BRANCHE there are many. What an erkenner may do follows from its aanmerkingen; that is an inference from the open data
(aanmerkingen_erkenners.csv), since no document says it.
"""

from collections.abc import Collection, Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.database.model import erkenner, instellingserkenning, opleidingserkenning
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.regels import velden
from rio_soap.register.regels.perioden import Duur, geldig_op

AANMERKING = "erkenneraanmerking"


class Erkenner(NamedTuple):
    """The row of an erkenner."""

    code: str
    soort: str
    begindatum: date
    einddatum: date | None
    stand: Gegeven

    @property
    def duur(self) -> Duur:
        """Its lifetime."""
        return Duur(self.begindatum, self.einddatum)


class Erkenningssoort(Enum):
    """What an erkenner recognises; the value is what its aanmerking calls it (Erkennerbevoegdheid)."""

    ORGANISATIE = "ORGANISATIE"
    """Instellingserkenningen."""
    OPLEIDINGSEENHEID = "OPLEIDINGSEENHEID"
    """Opleidingserkenningen and licenties."""


_ALLES = "ORGANISATIE_OPLEIDINGSEENHEID"
"""The bevoegdheid that covers both."""

_OP_CODE = Statement(sa.select(erkenner).where(erkenner.c.code == sa.bindparam("code")), Erkenner)
_OP_SOORT = Statement(
    sa.select(erkenner).where(erkenner.c.soort == sa.bindparam("soort")).order_by(erkenner.c.code), Erkenner
)
_GELDIG = Statement(sa.select(erkenner).where(geldig(erkenner)).order_by(erkenner.c.code), Erkenner)


def _loopt_door(tabel: sa.Table) -> Statement[tuple[int]]:
    return Statement[tuple[int]](
        sa.select(sa.literal(1))
        .select_from(tabel)
        .where(tabel.c.erkenner == sa.bindparam("soort"), sa.or_(tabel.c.einddatum.is_(None), tabel.c.einddatum > DAG))
        .limit(1)
    )


_LOPEN_DOOR = (_loopt_door(instellingserkenning), _loopt_door(opleidingserkenning))


def op_code(session: Session, code: str) -> Erkenner | None:
    """The erkenner with a code."""
    return session.execute(_OP_CODE, {"code": code}).first()


def van_soort(session: Session, soort: str) -> Sequence[Erkenner]:
    """All erkenners of a soort, valid or not, by code."""
    return session.execute(_OP_SOORT, {"soort": soort}).all()


def geldige(session: Session, dag: date) -> Sequence[Erkenner]:
    """All erkenners that are valid on a day, by code."""
    return session.execute(_GELDIG, {DAG.key: dag}).all()


def loopt_door(session: Session, soort: str, dag: date) -> bool:
    """Whether an instellingserkenning or opleidingserkenning of a soort of erkenner is not over on a day."""
    return any(session.execute(vraag, {"soort": soort, DAG.key: dag}).first() for vraag in _LOPEN_DOOR)


def bestaat(session: Session, soort: str, dag: date) -> bool:
    """Whether an erkenner of this soort is valid on a day (RS1301)."""
    return any(geldig_op(dag, rij.begindatum, rij.einddatum) for rij in van_soort(session, soort))


def namens(rollen: Rollen, session: Session, soort: str) -> frozenset[str]:
    """Codes of the erkenners of a soort for which the sender acts: all for DUO, else those of which it is ERKENNER."""
    codes = frozenset(rij.code for rij in van_soort(session, soort))
    return codes if rollen.heeft("DUO") else codes & rollen.bereiken("ERKENNER")


def mag_namens(rollen: Rollen, session: Session, soort: str) -> bool:
    """Whether the sender is DUO, or ERKENNER of an erkenner of this soort (AUT401); its aanmerkingen are for RS1302."""
    return rollen.heeft("DUO") or bool(namens(rollen, session, soort))


def aangemerkten(rollen: Rollen, session: Session, soort: str, wat: Erkenningssoort, dag: date) -> frozenset[str]:
    """Codes of the erkenners of a soort for which the sender acts (`namens`), and that may give such an erkenning on a
    day.

    For what knows no RS1302: there it decides AUT401. DUO acts for all, and needs none.
    """
    alle, eigen = rollen.heeft("DUO"), rollen.bereiken("ERKENNER")
    gevonden = (rij for rij in van_soort(session, soort) if alle or rij.code in eigen)
    return frozenset(rij.code for rij in gevonden if bevoegd(rij, wat, dag))


def aangemerkt(
    session: Session, soort: str, wat: Erkenningssoort, dag: date, codes: Collection[str] | None = None
) -> bool:
    """Whether an erkenner of this soort may give such an erkenning that begins on a day (RS1302).

    :param codes: the erkenners for which the sender acts (`namens`), so that nobody uses the aanmerking of another;
        None for all.
    """
    return any(bevoegd(rij, wat, dag) for rij in van_soort(session, soort) if codes is None or rij.code in codes)


def bevoegd(rij: Erkenner, wat: Erkenningssoort, dag: date) -> bool:
    """Whether this erkenner is valid on a day, and an aanmerking of it that holds then covers such an erkenning."""
    return geldig_op(dag, rij.begindatum, rij.einddatum) and any(
        velden.tekst(deel, "bevoegdheid") in (wat.value, _ALLES)
        and geldig_op(dag, velden.datum(deel, "begindatum"), velden.datum_of_niet(deel, "einddatum"))
        for deel in velden.delen(rij.stand, AANMERKING)
    )
