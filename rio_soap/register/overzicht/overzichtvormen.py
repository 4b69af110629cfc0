"""The parts of an overview and of a structure, made on a day; what cannot be shown is left out and noted."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import partial
from typing import TypeVar

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.model import (
    instellingserkenning,
    onderwijslocatiegebruik,
    organisatorische_eenheid,
)
from rio_soap.register.erkenning.sleutels import Instellingsleutel, sleutel_van
from rio_soap.register.organisatie.rijen import Rust
from rio_soap.register.overzicht import leesvorm
from rio_soap.register.overzicht.overzichtbron import (
    Eenhedenrelatie,
    Overzichtseenheid,
    Overzichtserkenning,
    Overzichtsgebruik,
)
from rio_soap.register.regels.objectsleutel import sleutel_uit
from rio_soap.register.regels.uitslag import Uitvaller
from rio_soap.register.toezicht.uitval import probeer

T = TypeVar("T")
R = TypeVar("R", Overzichtseenheid, Overzichtserkenning, Overzichtsgebruik)


class Overzichtvormen:
    """Makes parts of answers on a day.

    :param uitval: takes what cannot be shown.
    """

    def __init__(self, dag: date, uitval: list[Uitvaller]) -> None:
        self.dag, self._uitval = dag, uitval

    def eenheid(
        self, rij: Overzichtseenheid, rust: Iterable[Rust], relaties: Iterable[Eenhedenrelatie]
    ) -> Gegeven | None:
        """An OrganisatorischeEenheid; None when nothing can be read of it."""
        return self._een(rij, lambda: leesvorm.lees_eenheid(rij, rust, relaties, self.dag))

    def verwijzing(self, naam: str, rij: Overzichtseenheid | Overzichtserkenning) -> Gegeven:
        """An Objectverwijzing, without a name when that cannot be read."""
        gelezen = self._een(rij, partial(leesvorm.naam_van, rij, self.dag))
        return leesvorm.verwijzing(naam, rij, gelezen)

    def verwijzingen(
        self, naam: str, rijen: Mapping[str, Overzichtseenheid], codes: Iterable[str], hoogstens: int
    ) -> list[Gegeven]:
        """Objectverwijzingen to the first of these eenheden."""
        bekend = [rijen[code] for code in codes if code in rijen]
        return [self.verwijzing(naam, rij) for rij in bekend[:hoogstens]]

    def kort(
        self,
        naam: str,
        rijen: Mapping[Instellingsleutel, Overzichtserkenning],
        sleutels: Collection[Instellingsleutel],
        hoogstens: int,
    ) -> list[Gegeven]:
        """Erkenningen in short, the first of these by key."""
        bekend = [rijen[sleutel] for sleutel in sorted(sleutels) if sleutel in rijen]
        return self._alle(bekend[:hoogstens], partial(leesvorm.lees_erkenning_kort, naam, dag=self.dag))

    def gebruiken(self, rijen: Iterable[Overzichtsgebruik]) -> list[Gegeven]:
        """The use of locaties."""
        return self._alle(rijen, partial(leesvorm.lees_locatiegebruik, dag=self.dag))

    def postcodes(self, rijen: Iterable[Overzichtserkenning]) -> set[str]:
        """The digits of the postcodes where erkenningen sit."""
        gelezen = self._alle(rijen, partial(leesvorm.postcodecijfers_van, dag=self.dag))
        return {cijfers for cijfers in gelezen if cijfers is not None}

    def vestigingen(self, rij: Overzichtsgebruik) -> list[str]:
        """The vestigingen that a use serves."""
        return self._een(rij, partial(leesvorm.vestigingen_van, rij, self.dag)) or []

    def _alle(self, rijen: Iterable[R], maak: Callable[[R], T]) -> list[T]:
        gelezen = (self._een(rij, partial(maak, rij)) for rij in rijen)
        return [een for een in gelezen if een is not None]

    def _een(self, rij: Overzichtseenheid | Overzichtserkenning | Overzichtsgebruik, maak: Callable[[], T]) -> T | None:
        tabel, sleutel = _object(rij)
        return probeer(self._uitval, tabel, sleutel, maak)


def _object(rij: Overzichtseenheid | Overzichtserkenning | Overzichtsgebruik) -> tuple[sa.Table, str]:
    """Table and key of what a row is of."""
    if isinstance(rij, Overzichtseenheid):
        return organisatorische_eenheid, rij.code
    if isinstance(rij, Overzichtserkenning):
        return instellingserkenning, sleutel_van(*rij.sleutel)
    return onderwijslocatiegebruik, sleutel_uit(rij.bestuur, rij.locatie)
