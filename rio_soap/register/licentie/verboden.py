"""A publicatieverbod that begins or ends on a later day than it was registered: no message tells of it, a round does.

Who follows the feed must hear on that day that a licentie went or came back, and so must hear of what hangs on it.
"""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from rio_soap.register.database.model import licentie, licentiemaatregel, licentierelatie
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.erkenning.houders import houders
from rio_soap.register.licentie.rijen import (
    Licentie,
    licentierelatiesleutel,
    licenties,
    maatregelen,
    maatregelsleutel,
    relaties,
    sleutel_van,
)
from rio_soap.register.licentie.zichtbaarheid import PUBLICATIEVERBOD
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.wijzigingen.meldingsdag import gemeld_tot, zet_gemeld_tot
from rio_soap.register.wijzigingen.mutaties import log_mutatie

_TOT = "verboden_tot"
"""Name of the property that says up to which day, that day too, was told whose verbod began or ended."""


def meld_verboden(session: Session, context: Context) -> Sequence[str]:
    """Record a W of every licentie of which a verbod began or ended since the last round, today too; gives their codes.

    What hangs on the licentie, its maatregelen and relations, is withheld with it and comes back with it, and so has a
    W too. A second round on a day finds nothing.
    """
    na, tot = gemeld_tot(session, _TOT), context.vandaag
    if na >= tot:
        return ()
    zet_gemeld_tot(session, _TOT, tot)
    codes = list(session.execute(_OMGESLAGEN, {"na": na, "tot": tot}).scalars())
    if codes:
        for code, een in licenties(session, codes).items():
            _log(session, context, licentie, sleutel_van(code), een)
        log_wat_eraan_hangt(session, context, codes)
    return codes


def log_wat_eraan_hangt(session: Session, context: Context, codes: Sequence[str], zonder: str = "") -> None:
    """Record a W of the maatregelen and relations of licenties: they are withheld and come back with them.

    :param zonder: key of a maatregel of which the change is recorded already.
    """
    banden = relaties(session, codes)
    van = licenties(session, {*codes, *(code for band in banden for code in (band.van, band.naar))})
    for code, genomen in maatregelen(session, codes).items():
        for een in genomen:
            if (sleutel := maatregelsleutel(code, een.soort, een.begindatum)) != zonder:
                _log(session, context, licentiemaatregel, sleutel, van[code])
    for band in banden:
        _log(session, context, licentierelatie, licentierelatiesleutel(*band[:4]), van[band.van], van[band.naar])


def _log(session: Session, context: Context, tabel: sa.Table, sleutel: str, *van: Licentie) -> None:
    """Record a W of an object for those of whom these licenties are."""
    for houder in houders(session, {een.instellingserkenning for een in van}, context.vandaag):
        log_mutatie(session, context, tabel, sleutel, houder, "W")


_na: sa.BindParameter[date] = sa.bindparam("na", type_=sa.Date)
_tot: sa.BindParameter[date] = sa.bindparam("tot", type_=sa.Date)
_OMGESLAGEN = Statement[tuple[str]](
    sa.select(licentiemaatregel.c.licentie)
    .where(
        licentiemaatregel.c.soort == PUBLICATIEVERBOD,
        sa.or_(
            *(
                sa.and_(dag > _na, dag <= _tot)
                for dag in (licentiemaatregel.c.begindatum, licentiemaatregel.c.einddatum)
            )
        ),
    )
    .distinct()
    .order_by(licentiemaatregel.c.licentie)
)
