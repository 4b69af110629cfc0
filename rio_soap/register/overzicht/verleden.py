"""What changed after a number, and the rows of objects when it was the last one."""

from collections.abc import Collection, Iterable
from typing import TypeVar

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.model import mutatie
from rio_soap.register.database.rows import AnyRow, Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Folding
from rio_soap.register.database.statements import Statement
from rio_soap.register.regels.standtekst import naar_json
from rio_soap.register.versie.beeld import Beeld, Plek
from rio_soap.register.versie.deelbron import Bron

R = TypeVar("R", bound=AnyRow)
_BLOK = 1_000
"""Houders or keys in one statement."""


class Verleden:
    """The register as it was when a mutatie was the last one, read within one snapshot.

    :param op: the number of that mutatie; None for the register as it is.
    """

    def __init__(self, session: Session, op: int | None) -> None:
        self.session, self.op = session, op
        self._beeld = Beeld(session)
        self._verwijderd: dict[str, frozenset[str]] = {}

    def een(self, bron: Bron[R], sleutels: Iterable[str]) -> dict[str, R]:
        """The rows of objects as they were, by key; what was not there is absent."""
        return {plek.sleutel: rij for plek, rij in self._beeld.een(bron, self._plekken(sleutels)).items()}

    def rijen(self, bron: Bron[R], sleutels: Iterable[str]) -> dict[str, list[R]]:
        """The same of a part that may be several rows."""
        return {plek.sleutel: [*rijen] for plek, rijen in self._beeld.rijen(bron, self._plekken(sleutels)).items()}

    def _plekken(self, sleutels: Iterable[str]) -> list[Plek]:
        return [Plek(self.op, sleutel) for sleutel in sleutels]

    def gewijzigd(self, tabel: sa.Table, nu: Iterable[str]) -> frozenset[str]:
        """The keys of the objects of a table that changed after the number: of these that are there now, and of all
        that were removed since. What else changed elsewhere in the register is not gone through.

        :param nu: the keys of all objects that matter, of whatever day, as the register has them now.
        """
        gevonden = self._per_blok(_GEWIJZIGD, tabel, "sleutels", nu)
        return frozenset(gevonden | self.verwijderd(tabel))

    def gewijzigd_als(self, tabel: sa.Table, patroon: str) -> frozenset[str]:
        """The keys of all objects of a table that changed after the number and are like this."""
        if self.op is None:
            return frozenset()
        waarden: Values = {"object": tabel.name, "op": self.op, "patroon": patroon}
        return frozenset(self.session.execute(_GEWIJZIGD_ALS, waarden).scalars())

    def verwijderd(self, tabel: sa.Table) -> frozenset[str]:
        """The keys of the objects of a table that were removed after the number; asked once."""
        if self.op is None:
            return frozenset()
        if tabel.name not in self._verwijderd:
            waarden: Values = {"object": tabel.name, "op": self.op}
            self._verwijderd[tabel.name] = frozenset(self.session.execute(_VERWIJDERD, waarden).scalars())
        return self._verwijderd[tabel.name]

    def gewijzigd_van(self, tabel: sa.Table, houders: Collection[str]) -> frozenset[str]:
        """Those that changed and were recorded for one of these houders."""
        return frozenset(self._per_blok(_VAN_HOUDERS, tabel, "houders", houders))

    def _per_blok(self, vraag: Statement[tuple[str]], tabel: sa.Table, naam: str, lijst: Iterable[str]) -> set[str]:
        alle, gevonden = [] if self.op is None else sorted(set(lijst)), set[str]()
        for begin in range(0, len(alle), _BLOK):
            waarden: Values = {"object": tabel.name, "op": self.op, naam: alle[begin : begin + _BLOK]}
            gevonden.update(self.session.execute(vraag, waarden).scalars())
        return gevonden


def standtekst(stand: object) -> str:
    """A stand out of a version as the text that the database would have; empty for one that was none."""
    return naar_json(stand) if isinstance(stand, Gegeven) else ""


_NA = (mutatie.c.object == sa.bindparam("object"), mutatie.c.volgnummer > sa.bindparam("op", type_=sa.BigInteger))
_SLEUTELS = sa.select(mutatie.c.sleutel).where(*_NA).distinct()
_GEWIJZIGD = Statement[tuple[str]](
    _SLEUTELS.where(
        sa.func.lower(mutatie.c.sleutel).in_(sa.bindparam("sleutels", type_=Folding(), expanding=True)),
    )
)
_GEWIJZIGD_ALS = Statement[tuple[str]](_SLEUTELS.where(mutatie.c.sleutel.like(sa.bindparam("patroon"))))
_VERWIJDERD = Statement[tuple[str]](_SLEUTELS.where(mutatie.c.soort == "V"))
_VAN_HOUDERS = Statement[tuple[str]](_SLEUTELS.where(mutatie.c.houder.in_(sa.bindparam("houders", expanding=True))))
