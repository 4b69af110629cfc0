"""An element of a request as a finding points at it, and what is read of a foutmelding to find it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, cast

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels.sleutelgegevens import als_tekst, kort


class Gemeld(Protocol):
    """A foutmelding, of our own register or as a client read it."""

    @property
    def foutcode(self) -> str:
        """The foutcode, such as A01010."""

    @property
    def fouttekst(self) -> str:
        """The text that goes with the foutcode, in Dutch."""

    @property
    def sleutels(self) -> Sequence[tuple[str, str]]:
        """Names and values, shortened as on the wire."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a request: its path, and what is in it when it has content of its own."""

    pad: str
    inhoud: Gegeven | None = None

    def kinderen(self) -> Iterator[tuple[str, Element, object]]:
        """The elements in it, in their order: name of the field, place, value."""
        for veld, waarde in self.inhoud.velden.items() if self.inhoud is not None else ():
            geteld: dict[str, int] = {}
            for deel in waarde if isinstance(waarde, list) else (waarde,):
                naam = deel.naam if isinstance(deel, Gegeven) else veld
                geteld[naam] = geteld.get(naam, 0) + 1
                element = f"{self.pad}/{naam}[{geteld[naam]}]"
                yield veld, Element(element, deel if isinstance(deel, Gegeven) else None), deel


def sleutelwaarde(waarde: object) -> str | None:
    """A value as in a sleutelgegeven; None for what is no single value."""
    enkel = isinstance(waarde, str | bool | int | Decimal | date)
    return kort(als_tekst(cast("str | int | Decimal | date", waarde))) if enkel else None
