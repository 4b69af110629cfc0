"""The difference between two stands of one object, part by part: what appears, changes and vanishes.

The parts of a list are told apart by what identifies them in RIO: a period by its begindatum, a cohort by its
cohortcode, a kenmerk by its name, a juridische relatie by code and begindatum, a prijs by its soort.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import zip_longest
from typing import Literal, TypeAlias, Union

from rio_soap.contract.gegevens import Gegeven, Waarde

Soort = Literal["bij", "anders", "weg"]
Json: TypeAlias = Union[str, int, "list[Json]", "dict[str, Json]", None]
"""A value as JSON has it."""

_SLEUTELS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kenmerken", ("kenmerknaam",)),
    ("prijs", ("soort",)),
    ("Cohort", ("cohortcode",)),
    ("Periode", ("begindatum",)),
    ("elatie", ("instellingserkenningscode", "begindatum")),
)
"""End of the name of a list to the fields by which its parts are known."""


@dataclass(frozen=True, slots=True)
class Verandering:
    """One part that appears (``bij``), changes (``anders``) or vanishes (``weg``).

    :param pad: from the object on, such as ``aangebodenOpleidingCohort[cohortcode=2026-1]/prijs[soort=COLLEGEGELD]``;
        empty for the object itself.
    """

    soort: Soort
    pad: str
    oud: Waarde | None = None
    nieuw: Waarde | None = None


def verschil(oud: Gegeven | None, nieuw: Gegeven | None) -> list[Verandering]:
    """What changes from one stand to another, in the order of the old one; empty when they are equal."""
    if oud is None or nieuw is None:
        return list(_enkel("", oud, nieuw))
    return list(_gegeven("", oud, nieuw))


def _gegeven(pad: str, oud: Gegeven, nieuw: Gegeven) -> Iterator[Verandering]:
    if oud.naam != nieuw.naam:
        yield Verandering("anders", _bij(pad, "(specialisatie)"), oud.naam, nieuw.naam)
    for naam in {**oud.velden, **nieuw.velden}:
        een, ander = oud.velden.get(naam), nieuw.velden.get(naam)
        if isinstance(een, list) or isinstance(ander, list):
            yield from _lijst(_bij(pad, naam), naam, _als_lijst(een), _als_lijst(ander))
        else:
            yield from _enkel(_bij(pad, naam), een, ander)


def _enkel(pad: str, oud: Waarde | None, nieuw: Waarde | None) -> Iterator[Verandering]:
    if oud is None and nieuw is None:
        return
    if oud is None:
        yield Verandering("bij", pad, None, nieuw)
    elif nieuw is None:
        yield Verandering("weg", pad, oud, None)
    elif isinstance(oud, Gegeven) and isinstance(nieuw, Gegeven):
        yield from _gegeven(pad, oud, nieuw)
    elif oud != nieuw:
        yield Verandering("anders", pad, oud, nieuw)


def _lijst(pad: str, naam: str, oud: Sequence[Waarde], nieuw: Sequence[Waarde]) -> Iterator[Verandering]:
    """Lists as groups of one key; within a group equal parts go together, then the rest in order."""
    groepen: dict[str, tuple[list[Waarde], list[Waarde]]] = defaultdict(lambda: ([], []))
    for kant, delen in enumerate((oud, nieuw)):
        for deel in delen:
            groepen[_sleutel(naam, deel)][kant].append(deel)
    for sleutel, (oude, nieuwe) in groepen.items():
        plaats = f"{pad}[{sleutel}]" if sleutel else pad
        for een, ander in zip_longest(*_zonder_gelijke(oude, nieuwe)):
            yield from _enkel(plaats, een, ander)


def _zonder_gelijke(oude: list[Waarde], nieuwe: list[Waarde]) -> tuple[list[Waarde], list[Waarde]]:
    """Both without what they share, by number: a kenmerk may be there more than once."""
    rest: dict[str, list[Waarde]] = defaultdict(list)
    for deel in nieuwe:
        rest[_tekst(deel)].append(deel)
    over = [deel for deel in oude if not (rest.get(_tekst(deel)) and rest[_tekst(deel)].pop())]
    return over, [deel for delen in rest.values() for deel in delen]


def _sleutel(naam: str, deel: Waarde) -> str:
    if not isinstance(deel, Gegeven):
        return ""
    namen = next((velden for einde, velden in _SLEUTELS if naam.endswith(einde)), ())
    return ", ".join(f"{veld}={kaal(deel.velden[veld])}" for veld in namen if veld in deel.velden)


def _bij(pad: str, naam: str) -> str:
    return f"{pad}/{naam}" if pad else naam


def _als_lijst(waarde: Waarde | None) -> Sequence[Waarde]:
    return [] if waarde is None else waarde if isinstance(waarde, list) else [waarde]


def _tekst(deel: Waarde) -> str:
    return json.dumps(kaal(deel), ensure_ascii=False, sort_keys=True)


def kaaltekst(waarde: Waarde) -> str:
    """A value as one text: as it is, or an object or list as JSON."""
    een = kaal(waarde)
    return een if isinstance(een, str) else json.dumps(een, ensure_ascii=False)


def kaal(waarde: Waarde | None) -> Json:
    """A value as JSON has it: a Gegeven as an object with its name under ``@``, dates and numbers as text.

    :raises TypeError: for what no stand holds.
    """
    if isinstance(waarde, Gegeven):
        return {"@": waarde.naam, **{naam: kaal(deel) for naam, deel in waarde.velden.items()}}
    if isinstance(waarde, list):
        return [kaal(deel) for deel in waarde]
    if isinstance(waarde, date | datetime):
        return waarde.isoformat()
    if isinstance(waarde, Decimal):
        return str(waarde)
    if waarde is None or isinstance(waarde, str | int):
        return waarde
    raise TypeError(f"a stand holds no {type(waarde).__name__}")
