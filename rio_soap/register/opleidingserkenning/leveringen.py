"""Delivering and removing an opleidingserkenning: authorisation, controles, and then its new stand, whole."""

from collections.abc import Sequence

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.rollen import rollen_van
from rio_soap.register.database.model import opleidingserkenning, opleidingserkenningrelatie
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.opleidingserkenning import controles
from rio_soap.register.opleidingserkenning.bericht import Erkenningsbericht
from rio_soap.register.opleidingserkenning.erkenningsgevolgen import gevolgen, log_gevolgen
from rio_soap.register.opleidingserkenning.rijen import Erkenningsrij
from rio_soap.register.opleidingserkenning.sleutel import lees_sleutel, sleutel_van
from rio_soap.register.opleidingserkenning.zaak import Opleidingserkenninglevering, Opleidingserkenningzaak
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import controleer
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.wijzigingen.mutaties import log_mutatie


def lees_opleidingserkenning(context: Context, verzoek: Gegeven) -> Erkenningsbericht:
    """What of a delivered opleidingserkenning needs no register."""
    return Erkenningsbericht.van(context, velden.verplicht_deel(verzoek, "opleidingserkenning")).lees()


def aanleveren_opleidingserkenning(session: Session, context: Context, bericht: Erkenningsbericht) -> Uitslag:
    """Add an opleidingserkenning, or replace one whole: units that are left out are recognised by it no more."""
    zaak = Opleidingserkenninglevering(session, rollen_van(session, context), bericht.erkenningssleutel, bericht)
    if fouten := controleer(
        zaak,
        controles.AANLEVEREN,
        alleen_eerste=context.alleen_eerste,
        zonder=context.zonder,
        beslissend=controles.BESLISSEND,
    ):
        return afgekeurd(fouten)
    oud = zaak.bestaand
    was = [rij.eenheid for rij in zaak.verbonden]
    duur_anders = oud is not None and (oud.begindatum, oud.einddatum) != (bericht.duur.begin, bericht.duur.einde)
    gevolg = gevolgen(session, zaak.erkenningssleutel, was, bericht.eenheden, ook_gebleven=duur_anders)
    rij = {**erkenningsrij(bericht.gegeven), "stand": bericht.stand}
    if oud is None:
        id_ = session.execute(_INVOEGEN, rij).scalar_one()
        log_mutatie(session, context, opleidingserkenning, zaak.sleutel, None, "T")
    else:
        id_ = oud.id
        session.execute(_WIJZIGEN, {**rij, "welke": id_})
        eenheden_anders = set(was) != set(bericht.eenheden)
        voor = {"rij": oud, **({"eenheden": zaak.verbonden} if eenheden_anders else {})}
        log_mutatie(session, context, opleidingserkenning, zaak.sleutel, None, "W", voor=voor)
    _verbind(session, id_, was, bericht.eenheden)
    log_gevolgen(session, context, gevolg)
    return Uitslag()


def verwijderen_opleidingserkenning(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Remove an opleidingserkenning for which no licentie is given, with what it recognises."""
    sleutel = lees_sleutel(velden.verplicht_deel(verzoek, "opleidingserkenning"))
    zaak = Opleidingserkenningzaak(session, rollen_van(session, context), sleutel)
    if fouten := controleer(
        zaak,
        controles.VERWIJDEREN,
        alleen_eerste=context.alleen_eerste,
        zonder=context.zonder,
        beslissend=controles.BESLISSEND,
    ):
        return afgekeurd(fouten)
    oud = zaak.bestaand
    if oud is None:
        raise AssertionError("A01080, A01090 and RS1403 refuse to remove what is not one erkenning")
    was = [rij.eenheid for rij in zaak.verbonden]
    gevolg = gevolgen(session, oud.sleutel, was, ())
    _verbind(session, oud.id, was, ())
    session.execute(_VERWIJDEREN, {"welke": oud.id})
    voor = {"rij": oud, "eenheden": zaak.verbonden}
    log_mutatie(session, context, opleidingserkenning, sleutel_van(*oud.sleutel), None, "V", voor=voor)
    log_gevolgen(session, context, gevolg)
    return Uitslag()


def erkenningsrij(gegeven: Gegeven) -> dict[str, SqlValue]:
    """The row of an opleidingserkenning but for its stand."""
    return {
        **lees_sleutel(gegeven)._asdict(),
        "soort": velden.tekst(gegeven, "type"),
        "erkenner": velden.tekst(gegeven, "erkenner"),
        "begindatum": velden.datum(gegeven, "begindatum"),
        "einddatum": velden.datum_of_niet(gegeven, "einddatum"),
    }


def _verbind(session: Session, id_: int, was: list[str], wordt: Sequence[str]) -> None:
    """Which units an erkenning recognises: only what differs is written."""
    weg, nieuw = set(was) - set(wordt), set(wordt) - set(was)
    session.execute_many(_LOS, [{"welke": id_, "code": code} for code in sorted(weg)])
    session.execute_many(_VAST, [{"erkenning": id_, "eenheid": code} for code in sorted(nieuw)])


_KOLOMMEN = [naam for naam in Erkenningsrij._fields if naam != "id"]
_INVOEGEN = Statement[tuple[int]](sa.insert(opleidingserkenning).returning(opleidingserkenning.c.id))
_WIJZIGEN = Command(
    sa.update(opleidingserkenning)
    .where(opleidingserkenning.c.id == sa.bindparam("welke"))
    .values({naam: sa.bindparam(naam) for naam in _KOLOMMEN})
)
_VERWIJDEREN = Command(sa.delete(opleidingserkenning).where(opleidingserkenning.c.id == sa.bindparam("welke")))
_VAST = Command(sa.insert(opleidingserkenningrelatie))
_LOS = Command(
    sa.delete(opleidingserkenningrelatie).where(
        opleidingserkenningrelatie.c.erkenning == sa.bindparam("welke"),
        opleidingserkenningrelatie.c.eenheid == sa.bindparam("code"),
    )
)
