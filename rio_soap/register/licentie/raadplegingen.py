"""Reading licenties: one by its code, or a page of those of an instellingserkenning or opleidingserkenning."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Reeks
from rio_soap.register.database.model import licentie, licentiemaatregel
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from rio_soap.register.erkenning.sleutels import sleutel_van as instellingsleutel
from rio_soap.register.licentie.leesvorm import Leeslicentie, lees_licentie
from rio_soap.register.licentie.rijen import Licentiemaatregel, sleutel_van
from rio_soap.register.licentie.zichtbaarheid import verborgen, verborgen_bij_instelling, verborgen_bij_opleidingen
from rio_soap.register.opleidingserkenning.rijen import aangewezen
from rio_soap.register.opleidingserkenning.sleutel import bestaanscode, lees_sleutel, sleutelgegevens
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.paginas import gevraagd_aantal, pagina_van, paginering
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.toezicht.uitval import probeer


class Licentierij(NamedTuple):
    """A licentie with one of its maatregelen, or none; its stand as text."""

    code: str
    met_verbod: bool
    stand: str
    soort: str | None
    begindatum: date | None
    einddatum: date | None
    aanvraagverbod_einddatum: date | None


def leeslicenties(rijen: Iterable[Licentierij]) -> list[Leeslicentie]:
    """The licenties of rows that come by code."""
    uit: list[Leeslicentie] = []
    vorige, maatregelen = None, list[Licentiemaatregel]()
    for code, _, stand, soort, begin, einde, aanvraagverbod in rijen:
        if code != vorige:
            vorige, maatregelen = code, []
            uit.append(Leeslicentie(code, stand, maatregelen))
        if soort is not None and begin is not None:
            maatregelen.append(Licentiemaatregel(code, soort, begin, einde, aanvraagverbod))
    return uit


def opvragen_licenties(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """A licentie by its code, or a page of those of an erkenning that hold on the peildatum, ascending by code.

    Without peildatum today. One that the sender may not see is not there: RS1501 by its code, and no list or count has
    it. An unknown erkenning is RS1304, A01080 or A01090.
    """
    peildatum = velden.datum_of_niet(verzoek, "peildatum") or context.vandaag
    if "licentiecode" in verzoek.velden:
        return _op_code(session, context, verzoek, peildatum)
    gevraagd = _gevraagd(session, context, verzoek)
    if isinstance(gevraagd, Foutmelding):
        return afgekeurd([gevraagd])
    pagina, grootte = pagina_van(verzoek), gevraagd_aantal(verzoek)
    waarden: dict[str, SqlValue] = {"erkenningen": gevraagd.erkenningen, DAG.key: peildatum}
    telling = session.execute(_vragen(gevraagd.kolom, zonder=False)[0], waarden).one()
    aantal, zonder = telling.aantal, False
    if telling.met_verbod and (niet := gevraagd.verborgen(session, context)):
        waarden["verborgen"], zonder = sorted(niet), True
        aantal = session.execute(_vragen(gevraagd.kolom, zonder=True)[0], waarden).one().aantal
    rijen: Iterable[Licentierij] = ()
    if pagina * grootte < aantal:
        waarden |= {"hoeveel": grootte, "vanaf": pagina * grootte}
        rijen = session.execute(_vragen(gevraagd.kolom, zonder=zonder)[1], waarden)
    lijst = Reeks(leeslicenties(rijen), partial(lees_licentie, peildatum=peildatum))
    return Uitslag({"licentie": lijst, "paginering": paginering(pagina, aantal, grootte)})


def _op_code(session: Session, context: Context, verzoek: Gegeven, peildatum: date) -> Uitslag:
    """One licentie; on a later page than the first there is none."""
    code = velden.tekst(verzoek, "licentiecode").lower()
    weg = afgekeurd([melding("RS1501", ((SLEUTEL, sleutel_van(code)), ("licentiecode", code)))])
    gevonden = session.execute(_OP_CODE, {"code": code}).all()
    if not gevonden or (gevonden[0].met_verbod and verborgen(session, context, [code])):
        return weg
    gelezen = probeer(context.uitval, licentie, code, lambda: lees_licentie(leeslicenties(gevonden)[0], peildatum))
    if gelezen is None:
        return weg
    pagina, grootte = pagina_van(verzoek), gevraagd_aantal(verzoek)
    return Uitslag({"licentie": [] if pagina else [gelezen], "paginering": paginering(pagina, 1, grootte)})


@dataclass(frozen=True, slots=True)
class _Gevraagd:
    """Of which erkenningen the licenties are asked for.

    :param kolom: of the table licentie.
    :param erkenningen: ids.
    """

    kolom: str
    erkenningen: Sequence[int]

    def verborgen(self, session: Session, context: Context) -> frozenset[str]:
        """Which of these licenties the sender may not see."""
        if self.kolom == "instellingserkenning":
            return verborgen_bij_instelling(session, context, self.erkenningen[0])
        return verborgen_bij_opleidingen(session, context, self.erkenningen)


def _gevraagd(session: Session, context: Context, verzoek: Gegeven) -> _Gevraagd | Foutmelding:
    """What is asked for; the first thing that is not there."""
    deel = velden.deel(verzoek, "instellingserkenning")
    if deel is not None:
        sleutel = Instellingsleutel.uit(deel)
        instelling = erkenningen.op_sleutel(session, sleutel)
        if instelling is None:
            return melding("RS1304", ((SLEUTEL, instellingsleutel(*sleutel)), ("code", sleutel.code)))
        return _Gevraagd("instellingserkenning", (instelling.id,))
    erkend = lees_sleutel(velden.verplicht_deel(verzoek, "opleidingserkenning"))
    opleidingen = aangewezen(session, erkend)
    if not opleidingen:
        return melding(bestaanscode(erkend), sleutelgegevens(erkend))
    return _Gevraagd("opleidingserkenning", [rij.id for rij in opleidingen])


class _Telling(NamedTuple):
    """How many licenties, and how many of them have or had a publicatieverbod."""

    aantal: int
    met_verbod: int


LEESVELDEN = (
    licentie.c.code,
    licentie.c.met_verbod,
    sa.type_coerce(licentie.c.stand, Leesstand).label("stand"),
    *(licentiemaatregel.c[naam] for naam in Licentierij._fields[3:]),
)
"""The columns of a `Licentierij`."""
MET_MAATREGELEN = licentie.outerjoin(licentiemaatregel)
"""Licenties, each with its maatregelen."""
_GELEZEN = (
    sa.select(*LEESVELDEN)
    .select_from(MET_MAATREGELEN)
    .order_by(licentie.c.code, licentiemaatregel.c.soort, licentiemaatregel.c.begindatum)
)
_OP_CODE = Statement(_GELEZEN.where(licentie.c.code == sa.bindparam("code")), Licentierij)


@cache
def _vragen(kolom: str, *, zonder: bool) -> tuple[Statement[_Telling], Statement[Licentierij]]:
    """The questions for the number of licenties and for the rows of a page; both read an index for which there are.

    :param zonder: whether some are left out.
    """
    waar = [licentie.c[kolom].in_(sa.bindparam("erkenningen", expanding=True)), geldig(licentie)]
    if zonder:
        waar.append(licentie.c.code.not_in(sa.bindparam("verborgen", expanding=True)))
    telling = sa.select(
        sa.func.count().label("aantal"), sa.func.count(sa.case((licentie.c.met_verbod, 1))).label("met_verbod")
    ).select_from(licentie)
    deel = (
        sa.select(licentie.c.code)
        .where(*waar)
        .order_by(licentie.c.code)
        .limit(sa.bindparam("hoeveel"))
        .offset(sa.bindparam("vanaf"))
    )
    op_pagina = sa.select(deel.subquery().c.code)
    return Statement(telling.where(*waar), _Telling), Statement(
        _GELEZEN.where(licentie.c.code.in_(op_pagina)), Licentierij
    )
