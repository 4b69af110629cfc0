"""Delivering and removing a licentiemaatregel; its licentie changes with it, for it is read with its maatregelen."""

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.model import licentie, licentiemaatregel
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command
from rio_soap.register.licentie import controles_maatregel as controles
from rio_soap.register.licentie.rijen import sleutel_van
from rio_soap.register.licentie.verboden import log_wat_eraan_hangt
from rio_soap.register.licentie.zaak_maatregel import Maatregelzaak
from rio_soap.register.licentie.zichtbaarheid import PUBLICATIEVERBOD
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import controleer
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.wijzigingen.mutaties import Mutatiesoort, log_mutatie


def aanleveren_licentiemaatregel(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Add a maatregel, or replace the one of this soort that begins on this day."""
    zaak = _maatregelzaak(session, context, verzoek)
    if fouten := controleer(
        zaak,
        controles.AANLEVEREN,
        alleen_eerste=context.alleen_eerste,
        beslissend=controles.BESLISSEND,
        zonder=context.zonder,
    ):
        return afgekeurd(fouten)
    rij = zaak.als_geleverd._asdict()
    if zaak.zelfde is None:
        session.execute(_INVOEGEN, rij)
    else:
        session.execute(_WIJZIGEN, {f"op_{naam}": waarde for naam, waarde in rij.items()})
    _onthoud(session, zaak)
    _log(session, context, zaak, "T" if zaak.zelfde is None else "W")
    return Uitslag()


def verwijderen_licentiemaatregel(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Remove a maatregel."""
    zaak = _maatregelzaak(session, context, verzoek)
    if fouten := controleer(
        zaak,
        controles.VERWIJDEREN,
        alleen_eerste=context.alleen_eerste,
        beslissend=controles.BESLISSEND,
        zonder=context.zonder,
    ):
        return afgekeurd(fouten)
    sleutel: Values = {"op_licentie": zaak.code, "op_soort": zaak.soort, "op_begindatum": zaak.begin}
    session.execute(_VERWIJDEREN, sleutel)
    _onthoud(session, zaak)
    _log(session, context, zaak, "V")
    return Uitslag()


def _maatregelzaak(session: Session, context: Context, verzoek: Gegeven) -> Maatregelzaak:
    gegeven = velden.verplicht_deel(verzoek, "licentiemaatregel")
    return Maatregelzaak(session, context, velden.tekst(gegeven, "licentiecode").lower(), gegeven)


def _onthoud(session: Session, zaak: Maatregelzaak) -> None:
    """Let the licentie say whether it has a publicatieverbod of whatever time."""
    if zaak.soort == PUBLICATIEVERBOD:
        session.execute(_MET_VERBOD, {"welke": zaak.code})


def _log(session: Session, context: Context, zaak: Maatregelzaak, soort: Mutatiesoort) -> None:
    assert zaak.bestaand is not None
    for houder in zaak.houders(zaak.bestaand.instellingserkenning):
        voor = None if zaak.zelfde is None else {"rij": zaak.zelfde}
        log_mutatie(session, context, licentiemaatregel, zaak.objectsleutel, houder, soort, voor=voor)
        delen = {"maatregelen": zaak.maatregelen}
        log_mutatie(session, context, licentie, sleutel_van(zaak.code), houder, "W", voor=delen)
    if zaak.soort == PUBLICATIEVERBOD:
        log_wat_eraan_hangt(session, context, [zaak.code], zonder=zaak.objectsleutel)


_INVOEGEN = Command(sa.insert(licentiemaatregel))
_SLEUTEL = [licentiemaatregel.c[naam] == sa.bindparam(f"op_{naam}") for naam in ("licentie", "soort", "begindatum")]
_WIJZIGEN = Command(
    sa.update(licentiemaatregel)
    .where(*_SLEUTEL)
    .values({naam: sa.bindparam(f"op_{naam}") for naam in ("einddatum", "aanvraagverbod_einddatum")})
)
_VERWIJDEREN = Command(sa.delete(licentiemaatregel).where(*_SLEUTEL))
_MET_VERBOD = Command(
    sa.update(licentie)
    .where(licentie.c.code == sa.bindparam("welke"))
    .values(
        met_verbod=sa.exists().where(
            licentiemaatregel.c.licentie == licentie.c.code, licentiemaatregel.c.soort == PUBLICATIEVERBOD
        )
    )
)
