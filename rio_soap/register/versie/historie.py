"""What happened to an object, change by change: when, through which channel, by which message, and what differs.

Never a person: of a message its identificatiecode is given, which only its sender knows. Changes of one transaction are
one change, also when they were recorded for several holders.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Ingesloten, Waarde
from rio_soap.register.database.model import aangeboden_opleiding, mutatie
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Folding
from rio_soap.register.database.statements import Statement
from rio_soap.register.regels.paginas import gevraagd_aantal, pagina_van, paginering
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.standverschil import Verandering, kaaltekst, verschil
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.geldig import uitgeschreven
from rio_soap.register.versie.lezing import Lezing
from rio_soap.register.versie.moment import gevraagd_object
from rio_soap.register.versie.objecttypen import Objecttype
from rio_soap.register.versie.vormen import inhoud
from rio_soap.register.wijzigingen.mutaties import Mutatiesoort, netto

MAX_VELDEN, MAX_PAD, MAX_TEKST = 999, 200, 3000
"""Differences of one change, and the length of a path and of a value (XSD)."""


class _Stap(NamedTuple):
    """One change: its first and last number, what the first and the last said, and where it came from."""

    eerste: int
    laatste: int
    moment: datetime
    eerste_soort: Mutatiesoort
    laatste_soort: Mutatiesoort
    kanaal: str
    identificatiecode: str | None


def opvragen_historie(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """A page of the changes of an object, oldest first; RS1001, AUT401 and RS1007 as for the object at a moment."""
    gevraagd = gevraagd_object(session, context, verzoek)
    if isinstance(gevraagd, Foutmelding):
        return afgekeurd([gevraagd])
    soort, sleutel = gevraagd
    pagina, aantal = pagina_van(verzoek), gevraagd_aantal(verzoek)
    waarden = {"object": soort.tabel.name, "sleutel": sleutel}
    hoeveel = session.execute(_AANTAL, waarden).scalar_one()
    stappen = session.execute(_STAPPEN, {**waarden, "hoeveel": aantal, "vanaf": pagina * aantal}).all()
    regels = list(_regels(session, context, soort, sleutel, stappen))
    return Uitslag({"historieregel": regels, "paginering": paginering(pagina, hoeveel, aantal)})


def _regels(
    session: Session, context: Context, soort: Objecttype, sleutel: str, stappen: Sequence[_Stap]
) -> Iterator[Gegeven]:
    na = [Plek(stap.laatste, sleutel) for stap in stappen]
    # Between two steps nothing happened to the object: what was after the one was before the next, and is read once.
    voor = [Plek(stap.eerste - 1, sleutel) for stap in stappen[:1]] + na[:-1]
    gelezen = inhoud(Lezing(session, context), soort, [*voor, *na])
    for stap, oud, nieuw in zip(stappen, voor, na, strict=True):
        velden_: dict[str, Waarde] = {
            "volgnummer": stap.laatste,
            "moment": stap.moment,
            "soortWijziging": netto(stap.eerste_soort, stap.laatste_soort),
            "kanaal": stap.kanaal,
        }
        if stap.identificatiecode is not None:
            velden_["identificatiecode"] = stap.identificatiecode
        if wijzigingen := _veldwijzigingen(gelezen.get(oud), gelezen.get(nieuw)):
            velden_["veldwijziging"] = wijzigingen
        yield Gegeven("historieregel", velden_)


def _veldwijzigingen(oud: Ingesloten | None, nieuw: Ingesloten | None) -> list[Gegeven]:
    """The fields that differ; of an object that appears or vanishes those of all its own."""
    een, ander = (None if deel is None else uitgeschreven(deel.gegeven) for deel in (oud, nieuw))
    leeg = Gegeven((een or ander or Gegeven("")).naam)
    gevonden = verschil(een or leeg, ander or leeg)
    return [_veldwijziging(verandering) for verandering in gevonden[:MAX_VELDEN]]


def _veldwijziging(verandering: Verandering) -> Gegeven:
    velden_: dict[str, Waarde] = {"pad": verandering.pad[:MAX_PAD] or "."}
    for naam, waarde in (("oud", verandering.oud), ("nieuw", verandering.nieuw)):
        if waarde is not None and (tekst := kaaltekst(waarde)[:MAX_TEKST]):
            velden_[naam] = tekst
    return Gegeven("veldwijziging", velden_)


_VAN_OBJECT = (
    mutatie.c.object == sa.bindparam("object"),
    sa.func.lower(mutatie.c.sleutel) == sa.bindparam("sleutel", type_=Folding()),
    # Of an offer any case, as it was delivered; of all else keys that differ in case are of different objects.
    sa.or_(
        mutatie.c.object == aangeboden_opleiding.name,
        mutatie.c.sleutel == sa.bindparam("sleutel", type_=sa.String),
    ),
)
_SAMEN = (mutatie.c.moment, mutatie.c.oin, mutatie.c.identificatiecode)
"""What the mutaties of one transaction share; a moment alone a clock that goes back may say twice."""
_AANTAL = Statement[tuple[int]](
    sa.select(sa.func.count()).select_from(sa.select(mutatie.c.moment).where(*_VAN_OBJECT).group_by(*_SAMEN).subquery())
)
_stappen = (
    sa.select(
        sa.func.min(mutatie.c.volgnummer).label("eerste"),
        sa.func.max(mutatie.c.volgnummer).label("laatste"),
    )
    .where(*_VAN_OBJECT)
    .group_by(*_SAMEN)
    .order_by(sa.func.min(mutatie.c.volgnummer))
    .limit(sa.bindparam("hoeveel"))
    .offset(sa.bindparam("vanaf"))
    .subquery()
)
_een, _ander = mutatie.alias("een"), mutatie.alias("ander")
_STAPPEN = Statement(
    sa.select(
        _stappen.c.eerste,
        _stappen.c.laatste,
        _ander.c.moment,
        _een.c.soort.label("eerste_soort"),
        _ander.c.soort.label("laatste_soort"),
        _ander.c.kanaal,
        _ander.c.identificatiecode,
    )
    .select_from(
        _stappen.join(_een, _een.c.volgnummer == _stappen.c.eerste).join(
            _ander, _ander.c.volgnummer == _stappen.c.laatste
        )
    )
    .order_by(_stappen.c.eerste),
    _Stap,
)
