"""From what is kept of an instellingserkenning to what is read: in V4's form, and in that of our own contract.

A stand has the fields of its type in our own contract. V4 has fewer of them, and some as kenmerken. The contract orders
the fields and says how numbers look; here stands what is left out, added or sorted (client-observations 8).
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final, Protocol

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.kenmerken import kenmerken
from rio_soap.contract.operaties import RAADPLEGEN
from rio_soap.register.regels import velden
from rio_soap.register.regels.perioden import Duur, geldig_op
from rio_soap.register.regels.velden import op_begin

FORMEEL_ADRES: Final = "formeelInstellingsadres"
REGIO: Final = "regioErkendeSamenwerking"

_NIET_IN_V4 = frozenset(
    {"stichtingsdatum", "inBedrijfdatum", "uitBedrijfdatum", "kVKnummer", FORMEEL_ADRES, REGIO, "code", "erkenner"}
)
"""Fields of an erkenning that V4 does not show, and those that are columns."""


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
        """What is kept of it."""


def lees_instellingserkenning(rij: Erkenningbron, peildatum: date | None, onder: Mapping[str, Waarde]) -> Gegeven:
    """An erkenning of an institution in V4's form.

    :param peildatum: show only the periods valid on this day; all of them when none is, since one must be shown.
    :param onder: what its place in the structure adds.
    """
    stand: Gegeven = rij.stand
    naam = f"{stand.naam}Periode"
    perioden = [_v4periode(periode) for periode in _getoond(stand, peildatum)]
    kaal = {veld: waarde for veld, waarde in stand.velden.items() if veld not in _NIET_IN_V4}
    return Gegeven(stand.naam, {**kaal, "code": rij.code, "erkenner": rij.erkenner, naam: perioden, **onder})


def lees_erkenning(rij: Erkenningbron, peildatum: date | None = None) -> Gegeven:
    """An erkenning of an institution in the form of our own contract, periods and addresses by begin.

    :param peildatum: show only what is valid on this day, of the periods all when none is, since one must be shown;
        without a peildatum all of all times.
    """
    stand: Gegeven = rij.stand
    velden_: dict[str, Waarde] = {**stand.velden, "code": rij.code, "erkenner": rij.erkenner}
    velden_[f"{stand.naam}Periode"] = list(_getoond(stand, peildatum))
    for naam in (FORMEEL_ADRES, REGIO):
        if naam in stand.velden:
            delen = op_begin(stand, naam)
            velden_[naam] = [deel for deel in delen if peildatum is None or _loopt(stand, deel, peildatum)]
    return Gegeven(stand.naam, velden_)


def _loopt(stand: Gegeven, deel: Gegeven, dag: date) -> bool:
    """Whether a formal address or regio is valid on a day: one that says no end ends with its erkenning."""
    return _geldt(velden.duur(stand), dag) and _geldt(velden.duur(deel), dag)


def als_keuze(erkenning: Gegeven) -> Gegeven:
    """An erkenning as element ``instellingserkenning`` of type Erkenningskeuze."""
    return Gegeven("instellingserkenning", {erkenning.naam: erkenning})


def perioden_van(stand: Gegeven) -> list[tuple[Gegeven, Duur]]:
    """The periods of an erkenning by begin, each with its duration.

    One without an end of its own ends where the next begins, or with the erkenning.
    """
    perioden = op_begin(stand, f"{stand.naam}Periode")
    begindata = [velden.datum(periode, "begindatum") for periode in perioden]
    einde = velden.datum_of_niet(stand, "einddatum")
    met_duur: list[tuple[Gegeven, Duur]] = []
    for periode, begin in zip(perioden, begindata, strict=True):
        eigen = velden.datum_of_niet(periode, "einddatum")
        volgende = next((dag for dag in begindata if dag > begin), einde)
        met_duur.append((periode, Duur(begin, eigen or volgende)))
    return met_duur


def _getoond(stand: Gegeven, peildatum: date | None) -> list[Gegeven]:
    """The periods that are shown: those of a day, or all."""
    alle = perioden_van(stand)
    geldig = [periode for periode, duur in alle if peildatum is None or _geldt(duur, peildatum)]
    return geldig or [periode for periode, _ in alle]


def _geldt(duur: Duur, dag: date) -> bool:
    return geldig_op(dag, duur.begin, duur.einde)


def _v4periode(periode: Gegeven) -> Gegeven:
    """A period as V4 has it: some fields as kenmerken, in order of the contract."""
    gewoon = periode.velden.copy()
    gemaakt: list[Gegeven] = []
    for naam, element in _v4kenmerken(periode.naam):
        if (waarde := gewoon.pop(naam, None)) is not None:
            for een in waarde if isinstance(waarde, list) else (waarde,):
                gemaakt.append(Gegeven("kenmerken", {"kenmerknaam": naam, element: een}))
    if gemaakt:
        gewoon["kenmerken"] = gemaakt
    return Gegeven(periode.naam, gewoon)


@cache
def _v4kenmerken(periode: str) -> tuple[tuple[str, str], ...]:
    """Name and element of the value of each kenmerk of such a period."""
    return tuple((een.naam, een.waarde_element) for een in kenmerken(RAADPLEGEN)[periode])
