"""A registration in the Handelsregister, as far as a bestuur takes it over: plain data, and when it has ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Adres = Mapping[str, str | bool | int | None]
"""An address of the Handelsregister by field, as KvK gave it."""


@dataclass(frozen=True, slots=True)
class Registratie:
    """What a bestuur takes over. Dates are ``JJJJMMDD`` with ``00`` for unknown parts; addresses go in as JSON.

    :param rechtsvorm: KvK's code; empty for an owner without legal form, such as a person.
    :param rechtspersoon: whether its owner is a legal person, as a bestuur must be.
    """

    kvk_nummer: str
    rsin: str | None
    naam: str
    rechtsvorm: str
    rechtsvorm_omschrijving: str
    publieke_rechtsvorm: str | None
    datum_aanvang: str | None
    datum_einde: str | None
    ontbonden: str | None
    statutaire_zetel: str | None
    bezoekadres: Adres | None
    postadres: Adres | None
    peilmoment: str | None
    rechtspersoon: bool = field(default=True, compare=False)

    def is_voorbij(self, dag: date) -> bool:
        """Whether it has ended on a day (`voorbij`)."""
        return voorbij(self.datum_einde, dag)


def voorbij(datum_einde: str | None, dag: date) -> bool:
    """Whether an end date of the Handelsregister is there and not after a day; an unknown part counts as the earliest,
    so that a wholly unknown end has come."""
    return datum_einde is not None and datum_einde <= f"{dag:%Y%m%d}"
