"""An offer as a search shows it: its name on a day, what and whose it is, where, and to which cohorten one can apply.

Source: our own design (docs/aanvulling/aanbodzoeken.md). For however many offers the same four questions; stands are
read as text, and of each unit, aanbieder and locatie once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Final, NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Plat, Waarde
from rio_soap.register.aanbod.zoekrij import OPEN
from rio_soap.register.database.codelijst import DIALECTEN, als_lijst, in_lijst
from rio_soap.register.database.model import (
    aangeboden_opleiding,
    onderwijslocatie,
    opleidingseenheid,
    organisatorische_eenheid,
)
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.toezicht.uitval import probeer
from rio_soap.register.zoeken.aanbodtekst import aanbodvelden, velden_van

MAX_COHORTEN: Final = 99
"""As many as one Opleidingstreffer holds (XSD); of more those whose aanmeldperiode began first."""


class Aanbodrij(NamedTuple):
    """Of an offer what a treffer is made of; its stand as text."""

    code: str
    specialisatie: str
    aanbieder: str
    eenheid: str
    locatie: str | None
    begindatum: date
    einddatum: date | None
    stand: str


class Aanboddeel(NamedTuple):
    """The codes of the first offers of some aanbieders, and how many there are."""

    codes: Sequence[str]
    aantal: int


def treffers(
    session: Session,
    context: Context,
    codes: Sequence[str],
    dag: date,
    *,
    aanmelden_op: date | None = None,
    afstanden: Mapping[str, Decimal] | None = None,
) -> list[Gegeven]:
    """An Opleidingstreffer for each of these offers, in their order; one that cannot be shown is left out and noted.

    :param codes: of offers, in lower case; unknown ones give nothing.
    :param dag: of which the names are shown; the nearest name, when there is none on that day.
    :param aanmelden_op: the day on which the cohorten that are shown take applications; `dag` when it is not given.
    :param afstanden: kilometres by onderwijslocatiecode.
    """
    rijen = {}
    if codes:
        rijen = {rij.code: rij for rij in session.execute(_AANBOD[session.dialect], {"codes": als_lijst(codes)})}
    werk = Treffermaker(
        dag.isoformat(),
        (aanmelden_op or dag).isoformat(),
        _standen(session, opleidingseenheid, (rij.eenheid for rij in rijen.values())),
        _standen(session, organisatorische_eenheid, (rij.aanbieder for rij in rijen.values())),
        _standen(session, onderwijslocatie, (rij.locatie for rij in rijen.values())),
        afstanden or {},
    )
    gelezen = (
        probeer(context.uitval, aangeboden_opleiding, code, partial(werk.treffer, rijen[code]))
        for code in codes
        if code in rijen
    )
    return [treffer for treffer in gelezen if treffer is not None]


def eerste_van(session: Session, aanbieders: Iterable[str], dag: date, hoeveel: int) -> Aanboddeel:
    """The first offers of some aanbieders that hold on a day, by aanbieder and code, and the number of all of them."""
    waarden: dict[str, SqlValue] = {"aanbieders": sorted(set(aanbieders)), DAG.key: dag}
    codes = session.execute(_EERSTE, {**waarden, "hoeveel": hoeveel}).scalars()
    if len(codes) < hoeveel:
        return Aanboddeel(codes, len(codes))
    return Aanboddeel(codes, session.execute(_AANTAL, waarden).scalar_one())


class Treffermaker:
    """What treffers are made with; a name that many offers share is read once.

    :param dag: of the names, as text, which sorts like it.
    :param aanmelden_op: day on which the cohorten take applications, likewise.
    :param eenheden: the stand of an opleidingseenheid by its code, read when asked; so are those that follow.
    :param afstanden: as `treffers` has them.
    """

    def __init__(
        self,
        dag: str,
        aanmelden_op: str,
        eenheden: Callable[[str], Plat],
        aanbieders: Callable[[str], Plat],
        locaties: Callable[[str], Plat],
        afstanden: Mapping[str, Decimal],
    ) -> None:
        self.aanmelden_op, self.eenheden, self.locaties, self.afstanden = aanmelden_op, eenheden, locaties, afstanden
        self._eenheidsnaam = cache(lambda code: naam_van_eenheid(eenheden(code), dag))
        self._aanbiedersnaam = cache(lambda code: _veld_op(aanbieders(code), "onderwijsaanbiederPeriode", "naam", dag))
        self._dag = dag

    def treffer(self, rij: Aanbodrij) -> Gegeven:
        """The treffer of an offer."""
        velden, eenheid = aanbodvelden(rij.stand, self.aanmelden_op), self.eenheden(rij.eenheid)
        plaats = self.locaties(rij.locatie).get("plaatsnaam") if rij.locatie is not None else None
        eigen = _veld_op(velden, "aangebodenOpleidingPeriode", "eigenNaamAangebodenOpleiding", self._dag)
        gelezen: dict[str, Waarde | None] = {
            "aangebodenOpleidingCode": velden.get("aangebodenOpleidingCode", rij.code),
            "specialisatie": rij.specialisatie,
            "naam": eigen or self._eenheidsnaam(rij.eenheid),
            "opleidingseenheidcode": rij.eenheid,
            "opleidingsniveau": niveau_van(velden, eenheid),
            "onderwijsaanbiedercode": rij.aanbieder,
            "onderwijsaanbiedernaam": self._aanbiedersnaam(rij.aanbieder),
            "onderwijslocatiecode": rij.locatie,
            "plaatsnaam": plaats,
            "afstand": self.afstanden.get(rij.locatie) if rij.locatie is not None else None,
            "begindatum": rij.begindatum,
            "einddatum": rij.einddatum,
            "cohort": open_cohorten(velden, self.aanmelden_op),
        }
        if gelezen["naam"] is None or gelezen["onderwijsaanbiedernaam"] is None:
            raise ValueError("a treffer has the names of the offer and of its aanbieder")
        return Gegeven("opleidingstreffer", {naam: w for naam, w in gelezen.items() if w is not None and w != []})


def niveau_van(velden: Plat, eenheid: Plat) -> str | None:
    """The level of an offer: its own where it has one (NFO), else the one level of its unit; None for several."""
    niveau: str | None = velden.get("niveau") or eenheid.get("niveau")
    if niveau is None and len(niveaus := eenheid.get("niveaus", ())) == 1:
        niveau = niveaus[0]
    return niveau


def open_cohorten(velden: Plat, dag: str) -> list[Gegeven]:
    """The cohorten of an offer with status O whose aanmeldperiode, both days included, holds a day.

    In order of the begin of that period and cohortcode; one without end stays open.
    """
    gevonden = []
    for gegeven in velden.get("aangebodenOpleidingCohort", ()):
        cohort = dict(gegeven["v"])
        begin, einde = aanmeldperiode(cohort)
        if cohort["cohortstatus"] == OPEN and begin <= dag and (einde is None or dag <= einde):
            gevonden.append((begin, cohort["cohortcode"], _cohort(cohort)))
    return [deel for *_, deel in sorted(gevonden, key=lambda drie: drie[:2])[:MAX_COHORTEN]]


def aanmeldperiode(cohort: Plat) -> tuple[str, str | None]:
    """First and last day of the aanmeldperiode of a cohort; a last day of None never comes."""
    einde = cohort.get("eindeAanmeldperiode")
    return cohort["beginAanmeldperiode"]["d"], einde and einde["d"]


_START = (("vastInstroommoment", "instroommoment"), ("flexibeleInstroom", "beginInstroomperiode"))
"""Where a cohort says when it starts."""


def _cohort(cohort: Plat) -> Gegeven:
    velden: dict[str, Waarde] = {naam: cohort[naam] for naam in ("cohortcode", "cohortstatus")}
    for naam in ("beginAanmeldperiode", "eindeAanmeldperiode"):
        if naam in cohort:
            velden[naam] = date.fromisoformat(cohort[naam]["d"])
    for deel, naam in _START:
        if deel in cohort:
            velden["start"] = date.fromisoformat(dict(cohort[deel]["v"])[naam]["d"])
    return Gegeven("cohort", velden)


def naam_van_eenheid(eenheid: Plat, dag: str) -> str | None:
    """The name of an opleidingseenheid on a day, as ISO text; the nearest, when it has none on that day."""
    return _veld_op(eenheid, "opleidingseenheidPeriode", "naamLang", dag)


def _veld_op(velden: Plat, perioden: str, naam: str, dag: str) -> str | None:
    """A field of the period that holds on a day: the last that began by then, or else the first."""
    alle = [dict(periode["v"]) for periode in velden.get(perioden, ())]
    if not alle:
        return None
    alle.sort(key=_begin)
    geldend = next((periode for periode in reversed(alle) if _begin(periode) <= dag), alle[0])
    waarde: str | None = geldend.get(naam)
    return waarde


def _begin(periode: Plat) -> str:
    """The begindatum of a period, as text that sorts like the date."""
    return str(periode["begindatum"]["d"])


def _standen(session: Session, tabel: sa.Table, codes: Iterable[str | None]) -> Callable[[str], Plat]:
    """Gives the fields of the stand of an object of this table by its code, read once and when it is asked for."""
    teksten = standteksten(session, tabel, (code for code in codes if code is not None))
    return cache(lambda code: velden_van(teksten[code]))


def standteksten(session: Session, tabel: sa.Table, codes: Iterable[str]) -> dict[str, str]:
    """The stands of objects of a table as text, by code; those that are not there are absent."""
    gevraagd = sorted(set(codes))
    if not gevraagd:
        return {}
    return dict(session.execute(_op_codes(tabel, session.dialect), {"codes": als_lijst(gevraagd)}))


@cache
def _op_codes(tabel: sa.Table, dialect: str) -> Statement[tuple[str, str]]:
    """The question for codes and stands of objects of a table."""
    stand = sa.type_coerce(tabel.c.stand, Leesstand).label("stand")
    return Statement[tuple[str, str]](sa.select(tabel.c.code, stand).where(in_lijst(tabel.c.code, dialect)))


_aanbod = aangeboden_opleiding.c
_gelezen = sa.select(
    *(_aanbod[naam] for naam in Aanbodrij._fields[:-1]), sa.type_coerce(_aanbod.stand, Leesstand).label("stand")
)
_AANBOD = {dialect: Statement(_gelezen.where(in_lijst(_aanbod.code, dialect)), Aanbodrij) for dialect in DIALECTEN}
_van_aanbieders = sa.and_(
    _aanbod.aanbieder.in_(sa.bindparam("aanbieders", expanding=True)), geldig(aangeboden_opleiding)
)
_EERSTE = Statement[tuple[str]](
    sa.select(_aanbod.code)
    .where(_van_aanbieders)
    .order_by(_aanbod.aanbieder, _aanbod.code)
    .limit(sa.bindparam("hoeveel"))
)
_AANTAL = Statement[tuple[int]](sa.select(sa.func.count()).select_from(aangeboden_opleiding).where(_van_aanbieders))
