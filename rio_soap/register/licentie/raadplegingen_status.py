"""Reading the erkenningsstatus of offers: a hundred at once, in as many questions as one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.model import (
    aangeboden_opleiding,
    licentie,
    licentiemaatregel,
    opleidingseenheid,
    opleidingserkenning,
    organisatorische_eenheid,
)
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG
from rio_soap.register.licentie import gronden
from rio_soap.register.licentie.erkenningsstatus import Aanbodgronden, Licentiegrond, status_van
from rio_soap.register.licentie.gronden import GrondVanEenheid
from rio_soap.register.licentie.leesvorm import lees_licentie
from rio_soap.register.licentie.raadplegingen import LEESVELDEN, MET_MAATREGELEN, Licentierij, leeslicenties
from rio_soap.register.licentie.zichtbaarheid import verborgen
from rio_soap.register.opleidingserkenning.sleutel import sleutel_van as opleidingsleutel
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.perioden import afgeleid, geldig_op
from rio_soap.register.regels.standtekst import van_json
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.toezicht.uitval import probeer

MAX_GRONDEN = 99
"""Erkenningen and licenties of each kind in the status of one offer (XSD)."""
_IMPLICIET = "IMPLICIET_TOEGEKEND"


class _Aanbod(NamedTuple):
    code: str
    eenheid: str
    herkomst: str
    begindatum: date
    einddatum: date | None
    aanbieder: str
    in_bedrijf: date
    uit_bedrijf: date | None

    def op(self, dag: date) -> bool:
        """Whether it and its aanbieder are in operation on a day."""
        return geldig_op(dag, self.begindatum, self.einddatum) and geldig_op(dag, self.in_bedrijf, self.uit_bedrijf)


def opvragen_erkenningsstatus(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """The status of offers on the peildatum with what it rests on, in the order of the request; A01020 for each that is
    not there.

    Without peildatum today. A licentie that the sender may not see counts as if it were not there, so that the status
    does not tell it.
    """
    peildatum = velden.datum_of_niet(verzoek, "peildatum") or context.vandaag
    codes = velden.teksten(verzoek, "aangebodenOpleidingCode")
    aanbod = {rij.code: rij for rij in session.execute(_AANBOD, {"codes": sorted({c.lower() for c in codes})})}
    onbekend = [code for code in codes if code.lower() not in aanbod]
    if onbekend:
        sleutels = [((SLEUTEL, code.lower()), ("aangebodenOpleidingCode", code)) for code in onbekend]
        return afgekeurd([melding("A01020", sleutel) for sleutel in sleutels])
    maak = _Maker(session, context, peildatum, aanbod.values()).gronden
    statussen = [_status(context, code, maak(aanbod[code.lower()])) for code in codes]
    return Uitslag({"erkenningsstatus": statussen})


class _Maker:
    """What stands under offers, all of them read at once."""

    def __init__(self, session: Session, context: Context, dag: date, aanbod: Collection[_Aanbod]) -> None:
        self._context, self._dag = context, dag
        aanbieders, eenheden = {een.aanbieder for een in aanbod}, {een.eenheid for een in aanbod}
        self._instellingen = per(gronden.onder_aanbieders(session, aanbieders, dag), lambda grond: grond.aanbieder)
        self._opleidingen = per(gronden.van_eenheden(session, eenheden, dag), lambda grond: grond.eenheid)
        self._licenties = _licenties(
            session,
            context,
            dag,
            {een.grond.id for alle in self._instellingen.values() for een in alle},
            {een.grond.id for alle in self._opleidingen.values() for een in alle},
        )

    def gronden(self, aanbod: _Aanbod) -> Aanbodgronden:
        """What stands under one of them; under one that is not in operation nothing that matters."""
        in_bedrijf = aanbod.op(self._dag)
        onder = [een for een in self._instellingen.get(aanbod.aanbieder, ()) if in_bedrijf]
        opleidingen = [een for een in self._opleidingen.get(aanbod.eenheid, ()) if in_bedrijf]
        per_instelling = {
            een.grond.id: [
                grond
                for opleiding in opleidingen
                for grond in self._licenties.get((een.grond.id, opleiding.grond.id), ())
            ]
            for een in onder
        }
        licenties = [grond for van_instelling in per_instelling.values() for grond in van_instelling]
        return Aanbodgronden(
            self._dag,
            in_bedrijf,
            aanbod.herkomst,
            [een.grond for een in onder if een.rustend or per_instelling[een.grond.id]],
            [een.grond for een in opleidingen],
            any(self._is_impliciet(een) for een in opleidingen),
            sorted(licenties, key=lambda grond: grond.bron.code),
        )

    def _is_impliciet(self, opleiding: GrondVanEenheid) -> bool:
        """`_impliciet`; of an opleidingserkenning of which nothing can be read it is not."""
        sleutel = opleidingsleutel(*opleiding.grond.als_erkenningssleutel())
        maak = partial(_impliciet, opleiding, self._dag)
        return bool(probeer(self._context.uitval, opleidingserkenning, sleutel, maak))


def _impliciet(opleiding: GrondVanEenheid, dag: date) -> bool:
    """Whether an opleidingserkenning gives a licentie by itself on a day: its period of that day says so."""
    if _IMPLICIET not in opleiding.stand:  # nearly all of them: what is not in the text need not be read
        return False
    stand = van_json(opleiding.stand)
    perioden = velden.op_begin(stand, "opleidingserkenningPeriode")
    duren = afgeleid((velden.datum(p, "begindatum") for p in perioden), velden.datum_of_niet(stand, "einddatum"))
    return any(
        velden.tekst_of_niet(periode, "licentieerwijze") == _IMPLICIET
        and geldig_op(dag, duur.begin, velden.datum_of_niet(periode, "einddatum") or duur.einde)
        for periode, duur in zip(perioden, duren, strict=True)
    )


def _status(context: Context, code: str, onder: Aanbodgronden) -> Gegeven:
    """The status of an offer with its grounds; of licenties those that hold, or else those that ended.

    A licentie of which nothing can be read still counts, by its columns, and is left out of the grounds.
    """
    te_lezen = (onder.geldige or onder.licenties)[:MAX_GRONDEN]
    gelezen_licenties = (
        probeer(context.uitval, licentie, grond.bron.code, partial(lees_licentie, grond.bron, onder.dag))
        for grond in te_lezen
    )
    gelezen: dict[str, Waarde] = {
        "aangebodenOpleidingCode": code,
        "peildatum": onder.dag,
        "status": status_van(onder),
    }
    delen: Mapping[str, list[Gegeven]] = {
        "instellingserkenning": [grond.als_gegeven() for grond in onder.instellingen[:MAX_GRONDEN]],
        "opleidingserkenning": [grond.als_gegeven() for grond in onder.opleidingen[:MAX_GRONDEN]],
        "licentie": [een for een in gelezen_licenties if een is not None],
    }
    return Gegeven("erkenningsstatus", gelezen | {naam: lijst for naam, lijst in delen.items() if lijst})


class _Statusrij(NamedTuple):
    """A `Licentierij`, and what a status goes by."""

    instellingserkenning: int
    opleidingserkenning: int
    van: date
    tot: date | None
    stadium: str
    code: str
    met_verbod: bool
    stand: str
    soort: str | None
    begindatum: date | None
    einddatum: date | None
    aanvraagverbod_einddatum: date | None


def _licenties(
    session: Session, context: Context, dag: date, instellingen: Collection[int], opleidingen: Collection[int]
) -> Mapping[tuple[int, int], Sequence[Licentiegrond]]:
    """The licenties of institutions for opleidingen that the sender may see, by both ids."""
    if not instellingen or not opleidingen:
        return {}
    waarden: Values = {"instellingen": sorted(instellingen), "opleidingen": sorted(opleidingen), DAG.key: dag}
    rijen = session.execute(_LICENTIES, waarden).all()
    niet = verborgen(session, context, {rij.code for rij in rijen if rij.met_verbod})
    gevonden: dict[tuple[int, int], list[Licentiegrond]] = {}
    for code, groep in groupby(rijen, key=attrgetter("code")):
        if code not in niet:
            bij_code = list(groep)
            eerste = bij_code[0]
            bron = leeslicenties(Licentierij._make(rij[5:]) for rij in bij_code)[0]
            paar = eerste.instellingserkenning, eerste.opleidingserkenning
            gevonden.setdefault(paar, []).append(Licentiegrond(eerste.van, eerste.tot, eerste.stadium, bron))
    return gevonden


_AANBOD = Statement(
    sa.select(
        aangeboden_opleiding.c.code,
        aangeboden_opleiding.c.eenheid,
        opleidingseenheid.c.herkomst,
        aangeboden_opleiding.c.begindatum,
        aangeboden_opleiding.c.einddatum,
        aangeboden_opleiding.c.aanbieder,
        organisatorische_eenheid.c.begindatum.label("in_bedrijf"),
        organisatorische_eenheid.c.einddatum.label("uit_bedrijf"),
    )
    .select_from(
        aangeboden_opleiding.join(opleidingseenheid).join(
            organisatorische_eenheid, organisatorische_eenheid.c.code == aangeboden_opleiding.c.aanbieder
        )
    )
    .where(aangeboden_opleiding.c.code.in_(sa.bindparam("codes", expanding=True))),
    _Aanbod,
)
_LICENTIES = Statement(
    sa.select(
        licentie.c.instellingserkenning,
        licentie.c.opleidingserkenning,
        licentie.c.begindatum.label("van"),
        licentie.c.einddatum.label("tot"),
        licentie.c.stadium,
        *LEESVELDEN,
    )
    .select_from(MET_MAATREGELEN)
    .where(
        licentie.c.instellingserkenning.in_(sa.bindparam("instellingen", expanding=True)),
        # As a question of its own: SQLite makes an equation of a list of one, and then goes through every licentie of
        # that opleidingserkenning instead of asking the index of both.
        licentie.c.opleidingserkenning.in_(
            sa.select(opleidingserkenning.c.id).where(
                opleidingserkenning.c.id.in_(sa.bindparam("opleidingen", expanding=True))
            )
        ),
        licentie.c.begindatum <= DAG,
    )
    .order_by(licentie.c.code, licentiemaatregel.c.soort, licentiemaatregel.c.begindatum),
    _Statusrij,
)
