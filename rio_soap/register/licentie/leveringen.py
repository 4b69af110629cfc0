"""Delivering and removing a licentie: authorisation, controles, and then its new stand, whole."""

from collections.abc import Sequence

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.model import licentie, vestigingslicentie
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command
from rio_soap.register.licentie import controles
from rio_soap.register.licentie.bericht import Licentiebericht
from rio_soap.register.licentie.rijen import sleutel_van
from rio_soap.register.licentie.zaak import Licentielevering, Licentiezaak
from rio_soap.register.opleidingserkenning.rijen import Erkenningsrij
from rio_soap.register.opleidingserkenning.sleutel import erkenningssleutel
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import controleer
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.wijzigingen.mutaties import log_mutatie
from rio_soap.register.wijzigingen.voor import Voor


def lees_licentiebericht(context: Context, verzoek: Gegeven) -> Licentiebericht:
    """What of a delivered licentie needs no register."""
    return Licentiebericht.van(context, verzoek).lees()


def aanleveren_licentie(session: Session, context: Context, bericht: Licentiebericht) -> Uitslag:
    """Add a licentie, or replace the one with this code whole."""
    zaak = Licentielevering(session, context, bericht.code, bericht)
    if fouten := controleer(
        zaak,
        controles.AANLEVEREN,
        alleen_eerste=context.alleen_eerste,
        beslissend=controles.BESLISSEND,
        zonder=context.zonder,
    ):
        return afgekeurd(fouten)
    instelling, opleiding = zaak.gekend
    stand = bericht.stand if opleiding.sleutel == bericht.opleiding else _met_hele_sleutel(bericht.gegeven, opleiding)
    rij = {**licentierij(bericht.gegeven, instelling.id, opleiding.id), "stand": stand}
    oud = zaak.geregistreerd
    if oud is None:
        session.execute(_INVOEGEN, rij)
    else:
        session.execute(_WIJZIGEN, {**rij, "welke": zaak.code})
        session.execute(_ZONDER_VESTIGINGEN, {"welke": zaak.code})
    session.execute_many(_VESTIGING_INVOEGEN, vestigingsrijen(bericht.gegeven))
    voor: Voor | None = None if oud is None else {"rij": oud}
    for houder in zaak.houders(instelling.id):
        log_mutatie(session, context, licentie, sleutel_van(zaak.code), houder, "W" if oud else "T", voor=voor)
    return Uitslag()


def verwijderen_licentie(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Remove a licentie to which nothing refers."""
    zaak = Licentiezaak(session, context, velden.tekst(verzoek, "licentiecode").lower())
    if fouten := controleer(
        zaak,
        controles.VERWIJDEREN,
        alleen_eerste=context.alleen_eerste,
        beslissend=controles.BESLISSEND,
        zonder=context.zonder,
    ):
        return afgekeurd(fouten)
    assert zaak.bestaand is not None
    houders = zaak.houders(zaak.bestaand.instellingserkenning)
    session.execute(_ZONDER_VESTIGINGEN, {"welke": zaak.code})
    session.execute(_VERWIJDEREN, {"welke": zaak.code})
    voor: Voor = {"rij": zaak.bestaand, "maatregelen": ()}
    for houder in houders:
        log_mutatie(session, context, licentie, sleutel_van(zaak.code), houder, "V", voor=voor)
    return Uitslag()


def _met_hele_sleutel(gegeven: Gegeven, opleiding: Erkenningsrij) -> Gegeven:
    """A licentie that names its opleidingserkenning by the whole key: what names one today may name several later."""
    return Gegeven(gegeven.naam, {**gegeven.velden, "opleidingserkenning": erkenningssleutel(opleiding.sleutel)})


def licentierij(stand: Gegeven, instellingserkenning: int, opleidingserkenning: int) -> dict[str, SqlValue]:
    """The row of a licentie, but for what its maatregelen say; its code in lower case, as in its stand."""
    return {
        "code": velden.tekst(stand, "licentiecode"),
        "soort": velden.tekst(stand, "type"),
        "instellingserkenning": instellingserkenning,
        "opleidingserkenning": opleidingserkenning,
        "begindatum": velden.datum(stand, "begindatum"),
        "einddatum": velden.datum_of_niet(stand, "einddatum"),
        "herkomst": velden.tekst(stand, "herkomst"),
        "stadium": velden.tekst(stand, "stadium"),
        "stand": stand,
    }


def vestigingsrijen(stand: Gegeven) -> Sequence[dict[str, SqlValue]]:
    """The rows by which a licentie is found at its vestigingen, one for each."""
    code = velden.tekst(stand, "licentiecode")
    delen = velden.delen(stand, "vestigingslicentie")
    vestigingen = dict.fromkeys(velden.tekst(deel, "erkendeVestigingCode") for deel in delen)
    return [{"licentie": code, "vestiging": vestiging} for vestiging in vestigingen]


_INVOEGEN = Command(sa.insert(licentie))
_WIJZIGEN = Command(
    sa.update(licentie)
    .where(licentie.c.code == sa.bindparam("welke"))
    .values({kolom.name: sa.bindparam(kolom.name) for kolom in licentie.c if kolom.name != "met_verbod"})
)
_VERWIJDEREN = Command(sa.delete(licentie).where(licentie.c.code == sa.bindparam("welke")))
_VESTIGING_INVOEGEN = Command(sa.insert(vestigingslicentie))
_ZONDER_VESTIGINGEN = Command(
    sa.delete(vestigingslicentie).where(vestigingslicentie.c.licentie == sa.bindparam("welke"))
)
