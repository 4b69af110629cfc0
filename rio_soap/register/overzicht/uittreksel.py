"""Reading an uittreksel: what the register says of an eenheid or an instellingserkenning, to be kept and shown.

Of a day in the world, as the register knew it at a moment; with the number of the feed at that moment and a hash over
all of it (docs/aanvulling/uittreksel.md).
"""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Final, NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN
from rio_soap.contract.schrijver import schrijf_tekst
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.database.model import instellingserkenning, organisatorische_eenheid
from rio_soap.register.database.session import Session
from rio_soap.register.erkenning.sleutels import Instellingsleutel, sleutel_van
from rio_soap.register.overzicht.erkenning_toen import erkenningsdelen
from rio_soap.register.overzicht.momentlezing import bron_op
from rio_soap.register.overzicht.overzichten import Overzichten
from rio_soap.register.overzicht.verleden import Verleden
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.toezicht.uitval import probeer
from rio_soap.register.versie.moment import bestond
from rio_soap.register.versie.objecttypen import objecttype_van
from rio_soap.register.wijzigingen.stroom import Mutatiestroom, nummer_op, stroom_van

ELEMENT: Final = "uittreksel"


@dataclass(frozen=True, slots=True)
class Uittrekselvraag:
    """What is asked for.

    :param eenheid: code of an organisatorische eenheid; None when it is an erkenning.
    :param op: number of the last mutatie that the register knew at the moment asked for; None for all of them.
    """

    eenheid: str | None
    erkenning: Instellingsleutel | None
    dag: date
    op: int | None

    @property
    def sleutel(self) -> str:
        """The key of the object."""
        return sleutel_van(*self.erkenning) if self.erkenning is not None else str(self.eenheid)

    def onbekend(self) -> Foutmelding:
        """RS1110 or RS1304 for the object."""
        if self.erkenning is not None:
            return melding("RS1304", ((SLEUTEL, self.sleutel), ("code", self.erkenning.code)))
        return melding("RS1110", ((SLEUTEL, self.sleutel), ("organisatorischeEenheidcode", self.sleutel)))


class Opmaak(NamedTuple):
    """What an uittreksel says of its own making.

    :param nummer: its uittrekselnummer.
    :param moment: at which it was made, aware.
    """

    nummer: str
    moment: datetime


def opvragen_uittreksel(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """An uittreksel; without bekendOp by what the register knows now.

    RS1110 or RS1304 for what never was in the register, RS1011 for a moment of the future or of before the register's
    begin; then again RS1110 or RS1304 for what the register did not know at that moment.
    """
    return maak_uittreksel(session, context, verzoek, Opmaak(str(uuid.uuid4()), context.nu()))


def maak_uittreksel(session: Session, context: Context, verzoek: Gegeven, opmaak: Opmaak) -> Uitslag:
    """As `opvragen_uittreksel`, with the number and the moment of one that was made before: when its hash is the same,
    the register still says what that one says."""
    stroom, nu = stroom_van(session), context.nu()
    bekend_op = velden.moment(verzoek, "bekendOp") if "bekendOp" in verzoek.velden else None
    vraag = _vraag(verzoek, None)
    if not _bestond(session, vraag):
        return afgekeurd([vraag.onbekend()])
    if bekend_op is not None and not stroom.kent(bekend_op, nu):
        return afgekeurd([melding("RS1011", ((SLEUTEL, vraag.sleutel), ("bekendOp", bekend_op)))])
    nummer = _nummer(session, stroom, bekend_op)
    inhoud = lees_inhoud(session, context, _vraag(verzoek, None if nummer == stroom.laatste else nummer))
    if inhoud is None:
        return afgekeurd([vraag.onbekend()])
    kop: dict[str, Waarde] = {
        "uittrekselnummer": opmaak.nummer,
        "geldigOp": vraag.dag,
        "bekendOp": (opmaak.moment if bekend_op is None else bekend_op).astimezone(UTC),
        "volgnummer": nummer,
        "opgemaakt": opmaak.moment.astimezone(UTC),
    }
    tabel, geheel = _tabel(vraag), Gegeven(ELEMENT, kop | inhoud)
    gemaakt = probeer(context.uitval, tabel, vraag.sleutel, partial(met_hash, geheel))
    return afgekeurd([vraag.onbekend()]) if gemaakt is None else Uitslag({ELEMENT: gemaakt})


def met_hash(uittreksel: Gegeven) -> Gegeven:
    """An uittreksel with the SHA-256 of its canonical form, as it is written, without that hash.

    :raises Vormfout: when it cannot be written.
    """
    velden_ = {naam: waarde for naam, waarde in uittreksel.velden.items() if naam != "hash"}
    tekst = schrijf_tekst(ELEMENT, Gegeven(ELEMENT, velden_), AANVULLING_RAADPLEGEN)
    return Gegeven(ELEMENT, {**velden_, "hash": hashlib.sha256(tekst.encode()).hexdigest()})


def lees_inhoud(session: Session, context: Context, vraag: Uittrekselvraag) -> dict[str, Waarde] | None:
    """What an uittreksel says, without what it says of itself; None when there was no such object."""
    lezer = Contactlezer(session, context)
    bron = bron_op(session, lezer, vraag.op)
    if vraag.erkenning is not None:
        return erkenningsdelen(Verleden(session, vraag.op), bron, context, vraag.erkenning, vraag.dag)
    gevraagd = bron.eenheden([str(vraag.eenheid)])
    overzicht: Sequence[Gegeven] = Overzichten(bron, vraag.dag, context.uitval).van(gevraagd)
    return {"organisatieoverzicht": overzicht[0]} if overzicht else None


def _vraag(verzoek: Gegeven, op: int | None) -> Uittrekselvraag:
    dag, erkenning = velden.datum(verzoek, "geldigOp"), velden.deel(verzoek, "instellingserkenning")
    if erkenning is not None:
        return Uittrekselvraag(None, Instellingsleutel.uit(erkenning), dag, op)
    return Uittrekselvraag(velden.tekst(verzoek, "organisatorischeEenheidcode"), None, dag, op)


def _bestond(session: Session, vraag: Uittrekselvraag) -> bool:
    """Whether the object is there, or ever was."""
    soort = objecttype_van(_tabel(vraag).name, vraag.sleutel)
    return soort is not None and bestond(session, soort, vraag.sleutel)


def _tabel(vraag: Uittrekselvraag) -> sa.Table:
    return organisatorische_eenheid if vraag.erkenning is None else instellingserkenning


def _nummer(session: Session, stroom: Mutatiestroom, bekend_op: datetime | None) -> int:
    return stroom.laatste if bekend_op is None else nummer_op(session, bekend_op, stroom.laatste)
