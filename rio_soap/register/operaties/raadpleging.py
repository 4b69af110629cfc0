"""What a reading is made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.session import Session
from rio_soap.register.regels.navraag import Gevonden, Navraag
from rio_soap.register.regels.uitslag import Context, Uitslag


@dataclass(frozen=True, slots=True)
class Opnieuw:
    """A reading that is done again, with what was found outside the register, when the register alone refuses it.

    :param navraag: what may be asked; None when nothing helps.
    :param lees: the reading with what came of it.
    """

    navraag: Callable[[Gegeven], Navraag | None]
    lees: Callable[[Session, Context, Gegeven, Gevonden], Uitslag]


@dataclass(frozen=True, slots=True)
class Eerst:
    """A reading for which others are asked first, between two looks at the register.

    :param navraag: what is asked, by the register as it is; None when nothing need be.
    :param lees: the reading with what came of it; None when nothing was asked.
    """

    navraag: Callable[[Session, Context, Gegeven], Navraag | None]
    lees: Callable[[Session, Context, Gegeven, Gevonden | None], Uitslag]


@dataclass(frozen=True, slots=True)
class Raadpleging:
    """An operation that only reads, on one consistent snapshot.

    :param lees: does it; of one that asks others first as it is when they cannot be asked.
    :param codes: the functional codes that it answers, in the order in which they are judged.
    :param van_logboek: it tells what was asked and read, of which no mutatie tells a replica how far that is; so the
        primary is asked.
    """

    lees: Callable[[Session, Context, Gegeven], Uitslag]
    codes: Sequence[str]
    opnieuw: Opnieuw | None = None
    eerst: Eerst | None = None
    van_logboek: bool = False
