"""The rules of quality on what stands under offers: whether an offer goes on after its erkenning or licentie ended.

Source: our own design (Signaalsoort). What stands under an offer is what `opvragen_erkenningsstatus` looks at: the
instellingserkenningen under its aanbieder, the opleidingserkenningen of its eenheid, the licenties of the one for the
other. That something ended is a finding only when nothing of its kind holds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol, TypeVar

import sqlalchemy as sa

from rio_soap.register.database.model import (
    instellingserkenning,
    juridische_relatie,
    licentie,
    opleidingserkenning,
    opleidingserkenningrelatie,
)
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.kwaliteit.vondst import ERKENNING_VERLOPEN, Vondst
from rio_soap.register.licentie import gronden
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.perioden import geldig_op


class Rustend(Protocol):
    """An offer, as far as it rests on something."""

    @property
    def code(self) -> str:
        """Its key."""

    @property
    def aanbieder(self) -> str:
        """Code of its onderwijsaanbieder."""

    @property
    def eenheid(self) -> str:
        """Code of its opleidingseenheid."""


class Verlopen(NamedTuple):
    """A licentie after whose end offers go on: since when, how many, and the first of them."""

    sinds: date
    aantal: int
    eerste: str

    def en(self, code: str) -> "Verlopen":
        """With one offer more."""
        return self._replace(aantal=self.aantal + 1, eerste=min(self.eerste, code))

    @property
    def tekst(self) -> str:
        """What is told of it."""
        hoeveel = "1 aangeboden opleiding gaat" if self.aantal == 1 else f"{self.aantal} aangeboden opleidingen gaan"
        return f"geëindigd op {self.sinds:%d-%m-%Y}; {hoeveel} door zonder een andere die geldt: {self.eerste}"


class _Opleiding(NamedTuple):
    eenheid: str
    id: int
    stelsel: str
    code: str
    begindatum: date
    einddatum: date | None

    @property
    def naam(self) -> str:
        return f"opleidingserkenning {self.stelsel} {self.code}"


class _Instelling(NamedTuple):
    aanbieder: str
    erkenner: str
    code: str
    begindatum: date
    einddatum: date | None

    @property
    def naam(self) -> str:
        return f"instellingserkenning {self.erkenner} {self.code}"


class _Licentie(NamedTuple):
    code: str
    instellingserkenning: int
    opleidingserkenning: int
    begindatum: date
    einddatum: date | None


def _begonnen(tabel: sa.Table) -> sa.ColumnElement[bool]:
    begin: sa.ColumnElement[bool] = tabel.c.begindatum <= DAG
    return begin


_opleiding, _instelling = opleidingserkenning.c, instellingserkenning.c
_OPLEIDINGEN = Statement(
    sa.select(
        opleidingserkenningrelatie.c.eenheid,
        *(_opleiding[naam] for naam in ("id", "stelsel", "code", "begindatum", "einddatum")),
    )
    .select_from(opleidingserkenningrelatie.join(opleidingserkenning))
    .where(
        opleidingserkenningrelatie.c.eenheid.in_(sa.bindparam("eenheden", expanding=True)),
        _begonnen(opleidingserkenning),
    ),
    _Opleiding,
)
_INSTELLINGEN = Statement(
    sa.select(
        juridische_relatie.c.eenheid.label("aanbieder"),
        *(_instelling[naam] for naam in ("erkenner", "code", "begindatum", "einddatum")),
    )
    .select_from(
        juridische_relatie.join(
            instellingserkenning,
            sa.and_(
                _instelling.code == juridische_relatie.c.erkenning,
                _instelling.erkenner == juridische_relatie.c.erkenner,
            ),
        )
    )
    .where(
        juridische_relatie.c.eenheid.in_(sa.bindparam("aanbieders", expanding=True)),
        geldig(juridische_relatie),
        _begonnen(instellingserkenning),
    ),
    _Instelling,
)
_LICENTIES = Statement(
    sa.select(*(licentie.c[naam] for naam in _Licentie._fields)).where(
        licentie.c.instellingserkenning.in_(sa.bindparam("instellingen", expanding=True)),
        licentie.c.opleidingserkenning.in_(sa.bindparam("opleidingen", expanding=True)),
        _begonnen(licentie),
    ),
    _Licentie,
)
Grond = TypeVar("Grond", _Opleiding, _Instelling, _Licentie)


class Grondregels:
    """What stands under some offers, all of it read at once.

    :param aanbod: offers that have begun and not ended on the day.
    """

    def __init__(self, session: Session, aanbod: Sequence[Rustend], dag: date) -> None:
        self._aanbod, self._dag = aanbod, dag
        aanbieders, eenheden = sorted({een.aanbieder for een in aanbod}), sorted({een.eenheid for een in aanbod})
        self._opleidingen: Mapping[str, Sequence[_Opleiding]] = per(
            session.execute(_OPLEIDINGEN, {"eenheden": eenheden, DAG.key: dag}), lambda rij: rij.eenheid
        )
        self._instellingen: Mapping[str, Sequence[_Instelling]] = per(
            session.execute(_INSTELLINGEN, {"aanbieders": aanbieders, DAG.key: dag}), lambda rij: rij.aanbieder
        )
        onder = gronden.onder_aanbieders(session, aanbieders, dag)
        self._onder = per(onder, lambda een: een.aanbieder)
        waarden: Values = {
            "instellingen": sorted({een.grond.id for een in onder}),
            "opleidingen": sorted({rij.id for alle in self._opleidingen.values() for rij in alle}),
            DAG.key: dag,
        }
        self._licenties: Mapping[tuple[int, int], Sequence[_Licentie]] = per(
            session.execute(_LICENTIES, waarden), lambda rij: (rij.instellingserkenning, rij.opleidingserkenning)
        )

    def erkenningen(self) -> Iterator[Vondst]:
        """ERKENNING_VERLOPEN: of those that the offer has had, an opleidingserkenning holds, and so does an
        instellingserkenning."""
        for een in self._aanbod:
            opleiding = self._over(self._opleidingen.get(een.eenheid, ()))
            over = opleiding or self._over(self._instellingen.get(een.aanbieder, ()))
            if over is not None:
                yield Vondst(ERKENNING_VERLOPEN, een.code, f"{over.naam} is geëindigd op {over.einddatum:%d-%m-%Y}")

    def licenties(self, tot_nu_toe: dict[str, Verlopen]) -> None:
        """LICENTIE_VERLOPEN: of the licenties that the offer has had, one holds.

        :param tot_nu_toe: what was found of licenties, which this adds to: many offers share one.
        """
        for een in self._aanbod:
            over = self._over(self._licenties_van(een))
            if over is not None and over.einddatum is not None:
                bekend = tot_nu_toe.get(over.code)
                eerste = Verlopen(over.einddatum, 1, een.code)
                tot_nu_toe[over.code] = eerste if bekend is None else bekend.en(een.code)

    def _licenties_van(self, een: Rustend) -> list[_Licentie]:
        """Of the opleidingserkenningen that hold: that one ended is told once, by the erkenning."""
        opleidingen = [rij for rij in self._opleidingen.get(een.eenheid, ()) if self._geldt(rij)]
        instellingen = [onder.grond.id for onder in self._onder.get(een.aanbieder, ())]
        return [
            rij
            for opleiding in opleidingen
            for instelling in instellingen
            for rij in self._licenties.get((instelling, opleiding.id), ())
        ]

    def _geldt(self, rij: "_Opleiding | _Instelling | _Licentie") -> bool:
        return geldig_op(self._dag, rij.begindatum, rij.einddatum)

    def _over(self, rijen: Iterable[Grond]) -> Grond | None:
        """The one that ended last, when there are any and none holds."""
        alle = list(rijen)
        if not alle or any(self._geldt(rij) for rij in alle):
            return None
        return max(alle, key=lambda rij: (rij.einddatum or date.min, rij.code))
