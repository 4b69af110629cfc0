"""One reading of versions: who asks, and what it looks at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.model import metadata
from rio_soap.register.database.session import Session
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.toezicht.uitval import probeer
from rio_soap.register.versie.beeld import Beeld, Plek

Gelezen: TypeAlias = dict[Plek, Gegeven]
"""Objects by their places; what was not there, or cannot be shown, is absent."""


@dataclass(slots=True)
class Lezing:
    """Reads objects within one snapshot, for one sender.

    :param onthoud: as of a `Beeld`.
    """

    session: Session
    context: Context
    onthoud: bool = False
    beeld: Beeld = field(init=False)

    def __post_init__(self) -> None:
        self.beeld = Beeld(self.session, onthoud=self.onthoud)

    def maak(self, tabel: str, vormen: Mapping[Plek, Callable[[], Gegeven | None]]) -> Gelezen:
        """Make objects; one of which what is kept is none is left out and noted for the operator."""
        gelezen: Gelezen = {}
        for plek, vorm in vormen.items():
            if (gegeven := probeer(self.context.uitval, metadata.tables[tabel], plek.sleutel, vorm)) is not None:
                gelezen[plek] = gegeven
        return gelezen


Vormer: TypeAlias = Callable[[Lezing, Sequence[Plek]], Gelezen]
"""Makes the objects of one kind at many places."""
