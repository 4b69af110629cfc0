"""The causes: what is wrong with a message and how to mend it, said to who has to (``teksten/*/oorzaken.toml``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rio_soap.bevinding.bladzijde import bladzijden, uitleg_op
from rio_soap.bevinding.catalogus import Taal, catalogus


@dataclass(frozen=True, slots=True)
class Oorzaak:
    """A cause, by its code."""

    code: str

    def titel(self, taal: Taal) -> str:
        """What is wrong, in a few words."""
        return catalogus(taal)[f"{self.code}.titel"]

    def herstel(self, taal: Taal) -> str:
        """How to mend it."""
        return catalogus(taal)[f"{self.code}.herstel"]

    @property
    def uitleg(self) -> str:
        """Where it is explained, from the root of the project."""
        return uitleg_op(self.code)


@cache
def oorzaken() -> Mapping[str, Oorzaak]:
    """All causes by code; every one has a page, a title and a way to mend it."""
    return {code: Oorzaak(code) for code in bladzijden()}
