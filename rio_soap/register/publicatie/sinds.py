"""What changed since the number of a publication, as far as one looked.

A run takes minutes and thousands of blocks, and each has to know. What earlier blocks saw is not read again: a register
into which something is loaded meanwhile has a hundred thousand changes.
"""

from collections.abc import Mapping

from rio_soap.register.database.session import Session
from rio_soap.register.publicatie.sleutels import gewijzigd
from rio_soap.register.versie.zicht import Objectnaam
from rio_soap.register.wijzigingen.stroom import stroom_van


class Sinds:
    """Objects that changed after a number, each with whether it was ever removed since.

    Of a snapshot that is older than one before it may tell too much, never too little: then an object is read as it was
    at the number though it is still so.
    """

    def __init__(self, nummer: int) -> None:
        self._tot = nummer
        self._gevonden: dict[Objectnaam, bool] = {}

    def kijk(self, session: Session) -> Mapping[Objectnaam, bool]:
        """All that changed up to what this snapshot shows."""
        laatste = stroom_van(session).laatste
        if laatste > self._tot:
            for naam, verwijderd in gewijzigd(session, self._tot, laatste).items():
                self._gevonden[naam] = verwijderd or self._gevonden.get(naam, False)
            self._tot = laatste
        return self._gevonden
