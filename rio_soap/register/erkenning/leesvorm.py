"""From what was written of an instellingserkenning to what is read: every difference between the two shapes, once.

The contract orders the fields and says how numbers look; here stands what the register leaves out, adds or sorts
(client-observations 8).
"""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.regels import velden
from rio_soap.register.regels.perioden import geldig_op
from rio_soap.register.regels.velden import op_begin


class Erkenningbron(Protocol):
    """A stored instellingserkenning, as far as it is read."""

    @property
    def code(self) -> str:
        """The code of the institution that is recognised."""

    @property
    def erkenner(self) -> str:
        """Who recognises it."""

    @property
    def stand(self) -> Gegeven:
        """What was loaded."""


def lees_instellingserkenning(rij: Erkenningbron, peildatum: date | None, onder: Mapping[str, Waarde]) -> Gegeven:
    """An erkenning of an institution.

    :param peildatum: show only the periods valid on this day; all of them when none is, since one must be shown.
    :param onder: what its place in the structure adds.
    """
    stand: Gegeven = rij.stand
    naam = f"{stand.naam}Periode"
    perioden = op_begin(stand, naam)
    if peildatum is not None:
        perioden = [p for p in perioden if geldig_op(peildatum, *_duur(p))] or perioden
    return Gegeven(stand.naam, {**stand.velden, "code": rij.code, "erkenner": rij.erkenner, naam: perioden, **onder})


def _duur(periode: Gegeven) -> tuple[date, date | None]:
    return velden.datum(periode, "begindatum"), velden.datum_of_niet(periode, "einddatum")
