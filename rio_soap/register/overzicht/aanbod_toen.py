"""The offers of aanbieders as the register knew them when a mutatie was the last one.

A registered offer keeps its aanbieder (N09450), and its mutaties are recorded for that one, so what changed of the
offers of some aanbieders is found along the index by houder.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from typing import NamedTuple, TypeVar

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Plat, Waarde
from rio_soap.register.database.model import aangeboden_opleiding
from rio_soap.register.database.rows import AnyRow, Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.overzicht.overzichtbron import Aanbodcode, Aanbodplaats, Aanbodtelling, Overzichtbron
from rio_soap.register.overzicht.verleden import Verleden, standtekst
from rio_soap.register.regels import velden
from rio_soap.register.regels.perioden import geldig_op
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.toezicht.uitval import probeer
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.deelbron import Bron
from rio_soap.register.zoeken.aanbodtekst import velden_van
from rio_soap.register.zoeken.opleidingstreffer import Aanbodrij, Treffermaker

R = TypeVar("R", bound=AnyRow)
_BLOK = 1_000
"""Codes in one statement."""


class _Plaats(NamedTuple):
    """Of an offer as it is now, what it is found and counted by."""

    code: str
    aanbieder: str
    locatie: str | None
    begindatum: date
    einddatum: date | None


class _Aantal(NamedTuple):
    """How many offers an aanbieder has at a locatie."""

    aanbieder: str
    locatie: str
    aantal: int


class _Verschil(NamedTuple):
    """The offers that changed after the number: those of now, and those of then, that hold on a day."""

    codes: frozenset[str]
    nu: Sequence[_Plaats]
    toen: Sequence[Aanbodrij]


class AanbodToen:
    """Reads offers as they were.

    :param nu: the rows of now.
    """

    def __init__(self, verleden: Verleden, nu: Overzichtbron, context: Context) -> None:
        self._verleden, self._nu, self._context = verleden, nu, context
        self._verschillen: dict[tuple[frozenset[str], date], _Verschil] = {}

    def plaatsen(self, aanbieders: Collection[str], dag: date) -> Sequence[Aanbodplaats]:
        """See `Overzichtbron.aanbodplaatsen`."""
        verschil = self._verschil(aanbieders, dag)
        waarden: Values = {"codes": sorted(aanbieders), DAG.key: dag}
        aantal = Counter(
            {(rij.aanbieder, rij.locatie): rij.aantal for rij in self._verleden.session.execute(_AANTALLEN, waarden)}
        )
        aantal.subtract((rij.aanbieder, rij.locatie) for rij in verschil.nu if rij.locatie is not None)
        aantal.update((rij.aanbieder, rij.locatie) for rij in verschil.toen if rij.locatie is not None)
        return [Aanbodplaats(*plaats) for plaats, hoeveel in aantal.items() if hoeveel > 0]

    def tellingen(self, aanbieders: Collection[str], dag: date) -> Sequence[Aanbodtelling]:
        """See `Overzichtbron.aanbodtellingen`."""
        verschil = self._verschil(aanbieders, dag)
        aantal = Counter(dict(self._nu.aanbodtellingen(aanbieders, dag)))
        aantal.subtract(rij.aanbieder for rij in verschil.nu)
        aantal.update(rij.aanbieder for rij in verschil.toen)
        return [Aanbodtelling(aanbieder, hoeveel) for aanbieder, hoeveel in aantal.items() if hoeveel > 0]

    def codes(self, aanbieders: Collection[str], dag: date, hoeveel: int) -> Sequence[Aanbodcode]:
        """See `Overzichtbron.aanbodcodes`."""
        verschil = self._verschil(aanbieders, dag)
        meer = max(Counter(rij.aanbieder for rij in verschil.nu).values(), default=0)
        nu = self._nu.aanbodcodes(aanbieders, dag, hoeveel + meer)
        alle = [een for een in nu if een.code not in verschil.codes]
        alle += [Aanbodcode(rij.aanbieder, rij.code) for rij in verschil.toen]
        gekozen: Counter[str] = Counter()
        eerste = []
        for een in sorted(alle):
            gekozen[een.aanbieder] += 1
            if gekozen[een.aanbieder] <= hoeveel:
                eerste.append(een)
        return eerste

    def treffers(self, codes: Sequence[str], dag: date) -> Mapping[str, Gegeven]:
        """See `Overzichtbron.treffers`."""
        rijen = self._rijen(codes)
        maker = Treffermaker(
            dag.isoformat(),
            dag.isoformat(),
            self._standen(bronnen.EENHEID, (rij.eenheid for rij in rijen)),
            self._standen(bronnen.ORGANISATIE, (rij.aanbieder for rij in rijen)),
            self._standen(bronnen.LOCATIE, (rij.locatie for rij in rijen)),
            {},
        )
        gelezen = {
            rij.code: probeer(self._context.uitval, aangeboden_opleiding, rij.code, partial(maker.treffer, rij))
            for rij in rijen
        }
        return {code: een for code, een in gelezen.items() if een is not None}

    def _standen(self, bron: Bron[R], codes: Iterable[str | None]) -> Callable[[str], Plat]:
        """Gives the fields of what objects of a kind were by their codes, each read when it is asked for."""
        rijen = self._verleden.een(bron, {code for code in codes if code is not None})
        return cache(lambda code: velden_van(standtekst(getattr(rijen[code], "stand", None))))

    def _verschil(self, aanbieders: Collection[str], dag: date) -> _Verschil:
        """What changed of the offers of some aanbieders; looked up once."""
        wie = frozenset(aanbieders)
        if (wie, dag) not in self._verschillen:
            gewijzigd = self._verleden.gewijzigd_van(aangeboden_opleiding, wie)
            codes = frozenset(code.lower() for code in gewijzigd)
            nu = [rij for rij in self._plaatsen(codes, dag) if rij.aanbieder in wie]
            toen = [
                rij
                for rij in self._rijen(codes)
                if rij.aanbieder in wie and geldig_op(dag, rij.begindatum, rij.einddatum)
            ]
            self._verschillen[wie, dag] = _Verschil(codes, nu, toen)
        return self._verschillen[wie, dag]

    def _plaatsen(self, codes: Collection[str], dag: date) -> Iterable[_Plaats]:
        """Offers as they are now, those that hold on a day."""
        alle = sorted(codes)
        for begin in range(0, len(alle), _BLOK):
            yield from self._verleden.session.execute(_NU, {"codes": alle[begin : begin + _BLOK], DAG.key: dag})

    def _rijen(self, codes: Iterable[str]) -> list[Aanbodrij]:
        """Offers as they were."""
        return list(self._verleden.een(_AANBOD, codes).values())


class _Aanbodbron(Bron[Aanbodrij]):
    """The row of an offer; what a version of it has no column for is in its stand."""

    def uit(self, kolommen: Mapping[str, Waarde]) -> Aanbodrij:
        """A row of a version; one whose stand is none began never."""
        stand = kolommen.get("stand")
        if not isinstance(stand, Gegeven):
            stand = Gegeven("", {"begindatum": date.max})
        gelezen = {naam: str(kolommen.get(naam)) for naam in ("code", "specialisatie", "aanbieder", "eenheid")}
        return Aanbodrij(
            **gelezen,
            locatie=velden.tekst_of_niet(stand, "onderwijslocatiecode"),
            begindatum=velden.datum(stand, "begindatum"),
            einddatum=velden.datum_of_niet(stand, "einddatum"),
            stand=standtekst(stand),
        )


_codes: sa.BindParameter[str] = sa.bindparam("codes", expanding=True)
_aanbod = aangeboden_opleiding.c
_rij = [*(_aanbod[naam] for naam in Aanbodrij._fields[:-1]), sa.type_coerce(_aanbod.stand, Leesstand).label("stand")]
_OP_CODES = Statement(sa.select(*_rij).where(_aanbod.code.in_(_codes)), Aanbodrij)


def _op_codes(session: Session, codes: Collection[str]) -> Mapping[str, Sequence[Aanbodrij]]:
    return {rij.code: (rij,) for rij in session.execute(_OP_CODES, {"codes": sorted(codes)})}


_AANBOD = _Aanbodbron(bronnen.AANBOD.tabel, bronnen.AANBOD.deel, Aanbodrij, _op_codes)
_AANTALLEN = Statement(
    sa.select(_aanbod.aanbieder, _aanbod.locatie, sa.func.count().label("aantal"))
    .where(_aanbod.aanbieder.in_(_codes), geldig(aangeboden_opleiding), _aanbod.locatie.is_not(None))
    .group_by(_aanbod.aanbieder, _aanbod.locatie),
    _Aantal,
)
_NU = Statement(
    sa.select(*(_aanbod[naam] for naam in _Plaats._fields)).where(
        _aanbod.code.in_(_codes), geldig(aangeboden_opleiding)
    ),
    _Plaats,
)
