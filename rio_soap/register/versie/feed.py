"""The uniform feed: every change of every object, in the order of the commits, from a cursor on.

A page gives the changes after its cursor and the cursor for the next one. What a number is was settled when it was
committed, so nothing comes between later, nothing is given twice, and a reader that was killed goes on where it was.
"""

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Enkel, Gegeven, Reeks, Waarde
from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH, besturen_van_aanbieders
from rio_soap.register.bevoegdheid.contactzeef import contactzeef
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.database.model import mutatie, organisatierelatie, organisatorische_eenheid
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.paginas import gevraagd_aantal
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.versie import omvang
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.lezing import Lezing
from rio_soap.register.versie.mutatiepagina import Mutatierij, Paginavraag, kan_contactadres_zijn, lees_pagina
from rio_soap.register.versie.objecttypen import OBJECTTYPEN, Objecttype, objecttype_van
from rio_soap.register.versie.omvang import Inhoud
from rio_soap.register.versie.vormen import inhoud_op_beurt
from rio_soap.register.versie.zicht import Objectnaam, besloten, noteer, onthouden
from rio_soap.register.wijzigingen.stroom import Mutatiestroom, nummer_voor, stroom_van

MAX_HOUDERS = 99
"""Houders of one change (XSD)."""


def opvragen_gewijzigde_objecten(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """A page of the feed; without cursor and vanaf from the first change on.

    RS1110 for an unknown houder, which ends the judging; RS1001 for an unknown objecttype, RS1010 for a cursor of
    another register or beyond the last number, RS1011 for a moment of the future or of before the register's begin.
    """
    stroom = stroom_van(session)
    houder = velden.tekst_of_niet(verzoek, "houder")
    if houder is not None and not _bekend(session, houder):
        return afgekeurd([melding("RS1110", ((SLEUTEL, houder), ("houder", houder)))])
    if fouten := _fouten(context, verzoek, stroom):
        return afgekeurd(fouten)
    aantal = gevraagd_aantal(verzoek)
    soorten = [OBJECTTYPEN[naam] for naam in dict.fromkeys(_gevraagd(verzoek))]
    houders = None if houder is None else _onder(session, houder)
    lezer = Contactlezer(session, context)
    hoorbaar = contactzeef(lezer) if kan_contactadres_zijn(soorten) else None
    vanaf = _vanaf(session, verzoek, stroom)
    rijen = lees_pagina(session, Paginavraag(vanaf, soorten, houders, aantal, hoorbaar, context.vandaag))
    meer, rijen = len(rijen) > aantal, rijen[:aantal]
    wijzigingen, afgebroken = getoonde_wijzigingen(lezer, rijen, met_inhoud=verzoek.velden.get("metInhoud") is True)
    tot = rijen[-1].volgnummer if meer else stroom.laatste
    if afgebroken is not None:
        meer, tot = True, afgebroken
    gegevens: dict[str, Waarde] = {"objectwijziging": wijzigingen, "cursor": stroom.cursor(tot), "meer": meer}
    return Uitslag(gegevens)


def _fouten(context: Context, verzoek: Gegeven, stroom: Mutatiestroom) -> list[Foutmelding]:
    fouten = [melding("RS1001", (("objecttype", naam),)) for naam in _gevraagd(verzoek) if naam not in OBJECTTYPEN]
    cursor = velden.tekst_of_niet(verzoek, "cursor")
    if cursor is not None and stroom.nummer_van(cursor) is None:
        fouten.append(melding("RS1010", (("cursor", cursor),)))
    if "vanaf" in verzoek.velden and not stroom.kent(vanaf := velden.moment(verzoek, "vanaf"), context.nu()):
        fouten.append(melding("RS1011", (("vanaf", vanaf),)))
    return fouten


def _gevraagd(verzoek: Gegeven) -> list[str]:
    return velden.teksten(verzoek, "objecttype") if "objecttype" in verzoek.velden else []


def _vanaf(session: Session, verzoek: Gegeven, stroom: Mutatiestroom) -> int:
    """The number after which the page begins."""
    if (cursor := velden.tekst_of_niet(verzoek, "cursor")) is not None:
        return stroom.nummer_van(cursor) or 0
    return nummer_voor(session, velden.moment(verzoek, "vanaf")) if "vanaf" in verzoek.velden else 0


def getoonde_wijzigingen(
    lezer: Contactlezer, rijen: Sequence[Mutatierij], *, met_inhoud: bool
) -> tuple[list[Gegeven] | Reeks, int | None]:
    """The changes as they are shown, without those of which the sender may not hear; objects are made at their turn.

    Of what was taken from everybody that change is heard, without what it is, so that who has a copy removes it.
    Beside them the number of the last one, when what comes after it does not fit in this page; else None.
    """
    per_rij = {rij: objecttype_van(rij.object, rij.sleutel) for rij in rijen}
    genoemd = {rij: (soort, _sleutel(soort, rij)) for rij, soort in per_rij.items() if soort is not None}
    objecten = {rij: Objectnaam(soort.naam, sleutel) for rij, (soort, sleutel) in genoemd.items()}
    session, context = lezer.session, lezer.context
    weg = besloten(lezer, objecten.values())
    zichtbaar = [rij for rij in rijen if rij in objecten and (rij.gesloten or objecten[rij] not in weg)]
    passend, gelezen = zichtbaar, dict[Objectnaam, Inhoud]()
    if met_inhoud:
        passend, gelezen = omvang.neem(zichtbaar, objecten.__getitem__, partial(_inhoud, session, context, weg))
    noteer(lezer, {objecten[rij] for rij in passend} - weg)
    houders = _houders(session, context.vandaag, passend)
    bronnen = [_Bron(rij, objecten[rij], houders.get(rij, ()), gelezen.get(objecten[rij])) for rij in passend]
    wijzigingen = Reeks(bronnen, _wijziging) if gelezen else [_wijziging(bron) for bron in bronnen]
    return wijzigingen, passend[-1].volgnummer if len(passend) < len(zichtbaar) else None


def _sleutel(soort: Objecttype, rij: Mutatierij) -> str:
    return soort.canoniek(rij.sleutel) or rij.sleutel


class _Bron(NamedTuple):
    """What a change is shown from."""

    rij: Mutatierij
    object_: Objectnaam
    houders: Sequence[str]
    inhoud: Inhoud | None

    @property
    def code(self) -> str:
        """Its key."""
        return self.object_.sleutel


def _wijziging(bron: _Bron) -> Gegeven:
    rij, object_, houders, inhoud = bron
    velden_: dict[str, Waarde] = {
        "volgnummer": rij.volgnummer,
        "objecttype": object_.objecttype,
        "sleutel": object_.sleutel,
        "soortWijziging": rij.soort,
        "moment": rij.moment,
    }
    codes: list[Enkel] = [*houders[:MAX_HOUDERS]]
    if codes:
        velden_["houder"] = codes
    if inhoud is not None and (gelezen := inhoud.maak()) is not None:
        velden_["inhoud"] = gelezen
    return Gegeven("objectwijziging", velden_)


def _inhoud(
    session: Session, context: Context, besloten_: Collection[Objectnaam], objecten: Collection[Objectnaam]
) -> dict[Objectnaam, Inhoud]:
    """What the objects are now, of each kind by a fixed number of statements.

    :param besloten_: those that the sender may not read.
    """
    weg = onthouden(session, context, objecten).union(besloten_)
    lezing = Lezing(session, context)
    gevonden: dict[Objectnaam, Inhoud] = {}
    for naam, delen in per((een for een in objecten if een not in weg), lambda een: een.objecttype).items():
        gelezen = inhoud_op_beurt(lezing, OBJECTTYPEN[naam], [Plek(None, een.sleutel) for een in delen])
        gevonden |= {Objectnaam(naam, plek.sleutel): een for plek, een in gelezen.items()}
    return gevonden


def _houders(session: Session, dag: date, rijen: Sequence[Mutatierij]) -> dict[Mutatierij, Sequence[str]]:
    """The besturen to whom the objects belong: V4's feeds have an offer under its aanbieder, here under its besturen.

    Of an aanbieder that is gone, those that had it.
    """
    aanbieders = {rij.houder for rij in rijen if rij.houder is not None and rij.houder[3:4] == "A"}
    besturen = besturen_van_aanbieders(session, aanbieders, dag) if aanbieders else {}
    zonder = sorted(code.lower() for code in aanbieders if not besturen[code])
    eerder = per(session.execute(_EERDER, {"codes": zonder}), lambda rij: rij.sleutel) if zonder else {}

    def van(houder: str | None) -> Sequence[str]:
        if houder is None:
            return ()
        if houder not in aanbieders:
            return (houder,)
        return sorted(besturen[houder]) or sorted({rij.houder for rij in eerder.get(houder, ())})

    return {rij: van(rij.houder) for rij in rijen}


class _Houder(NamedTuple):
    sleutel: str
    houder: str


_EERDER = Statement(
    sa.select(mutatie.c.sleutel, mutatie.c.houder)
    .where(
        mutatie.c.object == organisatorische_eenheid.name,
        sa.func.lower(mutatie.c.sleutel).in_(sa.bindparam("codes", expanding=True)),
        mutatie.c.houder.is_not(None),
    )
    .distinct(),
    _Houder,
)
_BEKEND = Statement[tuple[int]](
    sa.select(sa.literal_column("1")).where(
        sa.or_(
            sa.exists().where(organisatorische_eenheid.c.code == sa.bindparam("code")),
            sa.exists().where(
                mutatie.c.object == organisatorische_eenheid.name,
                sa.func.lower(mutatie.c.sleutel) == sa.func.lower(sa.bindparam("code", type_=sa.String)),
            ),
        )
    )
)


def _bekend(session: Session, code: str) -> bool:
    """Whether there is, or was, an organisatorische eenheid with this code."""
    return session.execute(_BEKEND, {"code": code}).first() is not None


_lager = organisatierelatie.alias("lager")
_ONDER = Statement[tuple[str]](
    sa.select(organisatierelatie.c.naar)
    .where(organisatierelatie.c.van == sa.bindparam("code"), organisatierelatie.c.soort == HIERARCHISCH)
    .union(
        sa.select(_lager.c.naar)
        .select_from(organisatierelatie.join(_lager, _lager.c.van == organisatierelatie.c.naar))
        .where(
            organisatierelatie.c.van == sa.bindparam("code"),
            organisatierelatie.c.soort == HIERARCHISCH,
            _lager.c.soort == HIERARCHISCH,
        )
    )
)
_ONDER_GEWEEST = Statement[tuple[str]](
    sa.select(mutatie.c.sleutel).where(
        mutatie.c.object == organisatierelatie.name,
        mutatie.c.houder == sa.bindparam("code"),
        mutatie.c.soort == "V",
    )
)


def _onder(session: Session, houder: str) -> Collection[str]:
    """A houder and every eenheid that is or was under it: what belonged to it is its own, when it ended too."""
    onder = set(session.execute(_ONDER, {"code": houder}).scalars())
    geweest = {sleutel.split("/")[1] for sleutel in session.execute(_ONDER_GEWEEST, {"code": houder}).scalars()}
    return {houder} | onder | geweest
