"""Opleidingserkenningen of ho that an older register melted into one for each ISAT code, and that a load replaces.

Before revision 0014 the register knew no unieke code: the erkenningen of one ISAT code were one row, tied to the units
of all. The migration keeps that row; when each of its units is tied to an erkenning of that code with a unieke code, it
has nothing to say any more. It is the only thing that a load removes.
"""

from datetime import datetime

import sqlalchemy as sa

from rio_soap.register.database.model import opleidingserkenning, opleidingserkenningrelatie
from rio_soap.register.database.session import Session
from rio_soap.register.opendata import gevolgen
from rio_soap.register.opendata.mutatielog import schrijf_mutaties
from rio_soap.register.opendata.soort import Mutatie
from rio_soap.register.opendata.vergelijking import in_delen
from rio_soap.register.wijzigingen.voor import RIJ

_oud, _nieuw = opleidingserkenning.alias("oud"), opleidingserkenning.alias("nieuw")
_rust, _ook = opleidingserkenningrelatie.alias("rust"), opleidingserkenningrelatie.alias("ook")
_VAN_ZELFDE = sa.and_(_nieuw.c.stelsel == _oud.c.stelsel, _nieuw.c.code == _oud.c.code, _nieuw.c.unieke_code != "")
_NERGENS_ANDERS = ~sa.exists().where(_ook.c.eenheid == _rust.c.eenheid, _ook.c.erkenning == _nieuw.c.id, _VAN_ZELFDE)
_VERVANGEN = sa.select(_oud.c.id).where(
    _oud.c.soort == "",
    _oud.c.unieke_code == "",
    sa.exists().where(_VAN_ZELFDE),
    ~sa.exists().where(_rust.c.erkenning == _oud.c.id, _NERGENS_ANDERS),
)


def ruim_op(session: Session, moment: datetime | None) -> int:
    """Remove the melted erkenningen that are replaced; gives how many.

    :param moment: of the mutaties; None writes none.
    """
    ids = [rij.id for rij in session.execute(_VERVANGEN.order_by(_oud.c.id))]
    for deel in in_delen(ids):
        rust = opleidingserkenningrelatie.c.erkenning.in_(deel)
        if moment is not None:
            ties = session.execute(sa.select(opleidingserkenningrelatie).where(rust)).all()
            weg = session.execute(sa.select(opleidingserkenning).where(opleidingserkenning.c.id.in_(deel))).all()
            mutaties = [
                Mutatie(
                    opleidingserkenning,
                    gevolgen.erkenningsleutel(rij),
                    None,
                    "V",
                    {RIJ: [rij], "eenheden": [tie for tie in ties if tie.erkenning == rij.id]},
                )
                for rij in weg
            ]
            eenheden = {tie.eenheid for tie in ties}
            schrijf_mutaties(session, [*mutaties, *gevolgen.van_erkende(session, eenheden)], moment)
        session.execute(sa.delete(opleidingserkenningrelatie).where(rust))
        session.execute(sa.delete(opleidingserkenning).where(opleidingserkenning.c.id.in_(deel)))
    return len(ids)
