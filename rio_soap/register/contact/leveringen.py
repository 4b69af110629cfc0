"""Delivering and removing a contactadres."""

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.contact import controles as regels
from rio_soap.register.contact.bericht import Contactbericht
from rio_soap.register.contact.zaak import Contactlevering, Contactzaak
from rio_soap.register.database.model import contactadres
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import controleer
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.wijzigingen.mutaties import Mutatiesoort, log_mutatie
from rio_soap.register.wijzigingen.voor import RIJ


def lees_contactbericht(context: Context, verzoek: Gegeven) -> Contactbericht:
    """The contactadres of a request, with what can be known of it before the transaction."""
    return Contactbericht.van(context, verzoek).lees()


def aanleveren_contactadres(session: Session, context: Context, bericht: Contactbericht) -> Uitslag:
    """Add a contactadres, or replace the periods of the one with this key."""
    zaak = Contactlevering(session, context, "aanleveren_contactadres", bericht.gegeven, bericht)
    if fouten := controleer(
        zaak,
        regels.AANLEVEREN,
        alleen_eerste=context.alleen_eerste,
        beslissend=regels.BESLISSEND,
        zonder=context.zonder,
    ):
        return afgekeurd(fouten)
    opdracht = _INVOEGEN if zaak.bestaand is None else _WIJZIGEN
    session.execute(opdracht, {**_sleutel(zaak), "stand": bericht.stand})
    _log(zaak, "T" if zaak.bestaand is None else "W")
    return Uitslag()


def verwijderen_contactadres(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Remove a contactadres with all its periods."""
    gegeven = velden.verplicht_deel(verzoek, "contactadres")
    zaak = Contactzaak(session, context, "verwijderen_contactadres", gegeven)
    if fouten := controleer(
        zaak,
        regels.VERWIJDEREN,
        alleen_eerste=context.alleen_eerste,
        beslissend=regels.BESLISSEND,
        zonder=context.zonder,
    ):
        return afgekeurd(fouten)
    session.execute(_VERWIJDEREN, _sleutel(zaak))
    _log(zaak, "V")
    return Uitslag()


def _sleutel(zaak: Contactzaak) -> Values:
    return {"op_eenheid": zaak.code, "op_context": zaak.soort, "op_nummer": zaak.nummer}


def _log(zaak: Contactzaak, soort: Mutatiesoort) -> None:
    """Record the change, once for each bestuur of the eenheid, or for nobody."""
    voor = None if zaak.bestaand is None else {RIJ: zaak.bestaand}
    for houder in zaak.houders:
        log_mutatie(zaak.session, zaak.context, contactadres, zaak.sleutel, houder, soort, voor=voor)
        voor = None  # once for all holders


_OP_SLEUTEL = [
    contactadres.c[kolom] == sa.bindparam(f"op_{naam}")
    for kolom, naam in (("eenheid", "eenheid"), ("context", "context"), ("subcontextnummer", "nummer"))
]
_STAND = sa.bindparam("stand", type_=contactadres.c.stand.type)
_INVOEGEN = Command(
    sa.insert(contactadres).values(
        eenheid=sa.bindparam("op_eenheid"),
        context=sa.bindparam("op_context"),
        subcontextnummer=sa.bindparam("op_nummer"),
        stand=_STAND,
    )
)
_WIJZIGEN = Command(sa.update(contactadres).where(*_OP_SLEUTEL).values(stand=_STAND))
_VERWIJDEREN = Command(sa.delete(contactadres).where(*_OP_SLEUTEL))
