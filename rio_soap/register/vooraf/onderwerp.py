"""A kind of object that a delivery concerns, as what would become of it is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.session import Session
from rio_soap.register.regels.navraag import Gevonden
from rio_soap.register.regels.uitslag import Context

NIEUW = "(nieuw)"
"""Stands for a code that RIO would issue: which one that will be is not certain before the delivery."""
MAX_VERWIJZINGEN = 20
"""References that are named; `Objectverwijzing.aantal` counts them all."""

Sleutel = tuple[str, str]
"""Kind of object (name of its table) and its key."""
Foto = dict[Sleutel, Gegeven]


@dataclass(frozen=True, slots=True)
class Objectverwijzing:
    """What refers to an object that would be removed.

    :param sleutels: the first `MAX_VERWIJZINGEN`, in order.
    """

    soort: str
    sleutels: tuple[str, ...]
    aantal: int


class Blik(NamedTuple):
    """What a foto is taken by.

    :param gevonden: what was found of the place of the request outside the register.
    :param antwoord: the fields of the answer, once there is one.
    """

    session: Session
    context: Context
    verzoek: Gegeven
    gevonden: Gevonden | None
    antwoord: Mapping[str, Waarde]


@dataclass(frozen=True, slots=True)
class Onderwerp:
    """A kind of object that is delivered and removed.

    :param foto: the objects of a request as they are.
    :param bedoeld: the objects that a refused request would make; gets those that are there.
    """

    foto: Callable[[Blik], Foto]
    bedoeld: Callable[[Context, Gegeven, Foto], Foto]
    verwijzingen: Callable[[Blik], tuple[Objectverwijzing, ...]] = lambda _: ()
